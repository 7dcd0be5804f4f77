# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a text does with an ask, from what was found: taken over, partly, opposed, or absent. Pure functions; a person decides.

Absent: too little of what the ask is about came back. Opposed: the text goes the other way on the same subject (see
`asked_direction`). Taken over: the subject and every demand came back, with the degree and the money that were asked for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bijgepraat.ledger.asked_direction import Clause, Direction, clauses, keeps
from bijgepraat.model.asked import AskPart, AskTerm, AskVerdict, AskWords, Sentence

_LEAST = 0.45
"""A clause speaks of a part of an ask when it has this share of the weight of its words."""
_SAME = 0.75
"""Of clauses that speak of the same, those with this share of the best count."""
_TITLE, _WHOLE, _MEANING, _BEST, _BOUND = 5.0, 2.0, 0.3, 0.2, 0.05
_USUAL_TITLE, _USUAL_WHOLE, _USUAL_MEANING, _USUAL_BEST, _USUAL_BEST_ALONE = 0.5, 0.3, 5.5, 8.0, 10.0
_LONG_TEXT = 150
"""Paragraphs from which on it says something how far one stands out from the others."""
_POINTS_BACK = re.compile(
    r"\b(?:daarmee|hiermee|ermee|daarvan|hiervan|ervan|daaraan|hieraan|dat|dit|deze|die|daar)\b", re.IGNORECASE
)
"""What stands for something that was named in a clause before."""
_ROOT = 6
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_FULL = 0.58
_WHOLE_TITLE = 0.9
"""A clause with this share of the title, going its way, says the ask itself."""
_LACKING = 0.35
_OF_DEGREE = (
    re.compile(r"\b(?:volledig\w*|geheel|helemaal|compleet|complete|100 ?%|alle jaren)\b", re.IGNORECASE),
    re.compile(r"\b(?:verdubbel\w*|verdriedubbel\w*|twee keer zo)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:structure(?:el|le)|blijvend\w*|permanent\w*|meerjarig\w*|langjarig\w*|jaarlijkse?|voorgoed)\b", re.IGNORECASE
    ),
)
"""Degrees and durations: an ask that names one is not wholly taken over by a text that names none of that sort."""
_PAYS = re.compile(r"\s*(?:betaal|vergoed|bekostig|financier|compenseer|investeer|verdubbel)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:geld\w*|middelen|euro|miljoen|miljard|mln|mld|budget\w*|financi\w*|bekostig\w*|betal\w*|betaal\w*|vergoed\w*|investe\w*|"
    r"subsidi\w*|compens\w*|uitkering\w*|fonds\w*|structurele? dekking)|€",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b(?:onderzoek(?:en|t)|bezien|verken(?:nen|t)|bekijken|in gesprek|streven|streeft|zo ?veel mogelijk|gedeeltelijk|deels|"
    r"eventueel|stapsgewijs|oog voor|mogelijkheden? (?:voor|om|tot))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of an ask in a text.

    `best`: how far the best paragraph stands out, in standard deviations; `meaning` the same for what a model says (None without
    one). `title`, `whole` and `demands` are the shares (0–1) of words that came back. `text` is what the nearest paragraphs say.
    """

    best: float
    meaning: float | None
    title: float
    whole: float
    demands: tuple[float, ...]
    paragraphs: int
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clause of the text that speaks of a part of the ask: which, how much of its words it has, and both directions."""

    asked: str
    wish: Clause
    said: Clause
    sentence: Sentence
    place: int
    share: float
    of_title: bool
    terms: tuple[AskTerm, ...] = ()


def spoken(
    words: AskWords, sentences: Sequence[Sentence], place: int, share: Callable[[Sequence[AskTerm], str], float]
) -> list[Spoken]:
    """The clauses of some sentences that speak of a part of an ask. `share` says how much of words' weight a text has."""
    wishes = [(part, clause, True) for part, clause in title_parts(words)]
    wishes += [(part, clause, False) for part in words.demands for clause in _demanding(part)]
    found = []
    for sentence in sentences:
        before: list[Spoken] = []
        for clause in clauses(sentence.quote):
            here = [
                Spoken(part.quote, wish, clause, sentence, place, having, of_title, part.terms)
                for part, wish, of_title in wishes
                if (having := share(part.terms, clause.text)) >= _LEAST
            ]
            if not here and clause.turning and _POINTS_BACK.search(clause.text):
                here = [replace(one, said=clause) for one in before]
            found += here
            before = here or before
    return found


def title_parts(words: AskWords) -> list[tuple[AskPart, Clause]]:
    """The clauses of a title with the words of each; what is refused at the start is refused of all that "of" joins to it."""
    found = []
    for clause in clauses(words.ask.title):
        pieces = re.split(r"\bof\b", clause.text) if clause.refuses else [clause.text]
        for number, piece in enumerate(pieces):
            terms = tuple(term for term in words.title if re.search(rf"(?<!\w){re.escape(term.word)}(?!\w)", piece))
            if not terms:
                continue
            own = clauses(piece if number == 0 or not clause.refuses else f"geen {piece.strip()}")
            found.append((AskPart(words.ask.title, terms), own[0] if own else clause))
    return found


def decide(words: AskWords, looked: Looked, said: Sequence[Spoken]) -> tuple[AskVerdict, float, str, Spoken | None]:
    """The verdict, how sure that is (0–1), why, and the clause that decided where one did."""
    strength = addressed(looked)
    opposite = _opposite(said)
    if strength < 0 and not (opposite is not None and opposite.share >= _SAME and strength > -1):
        return AskVerdict.ABSENT, _sure(-2 * strength), "geen alinea gaat over wat hier wordt gevraagd", None
    if opposite is not None:
        turned = next(iter(opposite.said.turning), "")
        if opposite.wish.direction is Direction.UP or opposite.said.turning:
            why = f"gevraagd is “{_short(opposite.wish)}”, en de tekst zegt daarover “{turned}”"
        else:
            why = f"gevraagd is “{next(iter(opposite.wish.turning), '')}”, en de tekst noemt het zonder dat af te wijzen"
        return AskVerdict.OPPOSED, _sure(0.5 + 2 * (opposite.share - _LEAST)), why, opposite
    fitting = _fitting(said)
    lacking = _lacking(words, looked, fitting)
    if lacking is None:
        return AskVerdict.HEARD, _sure(0.3 + 2 * looked.title - 1), "onderwerp en elk verzoek komen terug", fitting
    return AskVerdict.PARTLY, _sure(0.3 + max(strength, 0) / 3), lacking, fitting


def addressed(looked: Looked) -> float:
    """How strongly a text speaks of an ask: above 0 it does."""
    # In a short text nothing stands out far, so there only words count.
    size = min(1.0, looked.paragraphs / _LONG_TEXT)
    words = _TITLE * (looked.title - _USUAL_TITLE) + _WHOLE * (looked.whole - _USUAL_WHOLE) - _BOUND
    if looked.meaning is None:
        return words + size * _BEST * (looked.best - _USUAL_BEST_ALONE)
    return words + size * (_MEANING * (looked.meaning - _USUAL_MEANING) + _BEST * (looked.best - _USUAL_BEST))


def _opposite(said: Sequence[Spoken]) -> Spoken | None:
    """The clause that goes the other way, if those that speak most of the same do."""
    for of_title in (True, False):
        some = [one for one in said if one.of_title is of_title]
        for asked in dict.fromkeys((one.asked, one.wish) for one in some):
            same = [one for one in some if (one.asked, one.wish) == asked]
            best = max(one.share for one in same)
            counted = [one for one in same if one.share >= _SAME * best]
            against = [one for one in counted if _goes_against(one)]
            along = [one for one in counted if _goes_along(one)]
            if against and len(against) > len(along):
                return max(against, key=lambda one: (one.share, -one.place))
    return None


def _goes_against(one: Spoken) -> bool:
    wish, said = one.wish, one.said
    if wish.direction is Direction.UP:
        return said.direction is Direction.DOWN
    if wish.ends and not wish.refuses:
        # Something that exists is mentioned for many reasons: only who undoes the end or keeps it goes against it.
        return said.direction is Direction.UP and (len(said.turning) > 1 or keeps(said.text))
    return said.direction is Direction.UP


def _goes_along(one: Spoken) -> bool:
    if one.wish.direction is Direction.UP:
        return one.said.direction is Direction.UP and (keeps(one.said.text) or _does_the_same(one))
    return one.said.direction is Direction.DOWN


def _does_the_same(one: Spoken) -> bool:
    """Whether the text has a word of the wish that is not its subject: "sneller" of "sneller vergunnen"."""
    doing = {word[:_ROOT].lower() for word in _LONG_WORD.findall(one.wish.text)} - {
        term.word[:_ROOT].lower() for term in one.terms
    }
    return any(word[:_ROOT].lower() in doing for word in _LONG_WORD.findall(one.said.text))


def _fitting(said: Sequence[Spoken]) -> Spoken | None:
    """The clause that speaks most of the title and goes its way."""
    along = [one for one in said if one.of_title and not _goes_against(one)]
    return max(along, key=lambda one: (_goes_along(one), one.share, -one.place), default=None)


def _lacking(words: AskWords, looked: Looked, fitting: Spoken | None) -> str | None:
    """Why the ask is not taken over whole; None when it is."""
    asked = f"{words.ask.title} {words.ask.ask}"
    least = min(looked.demands, default=1.0)
    if fitting is None:
        return "geen zin van de tekst zegt het verzoek zelf"
    down = fitting.wish.direction is Direction.DOWN
    if down and fitting.wish.ends and fitting.said.direction is Direction.UP:
        return "de tekst gaat erover, en zegt niet dat het stopt of minder wordt"
    if len(words.demands) > 1 and least < _LACKING:
        return "niet elk verzoek komt terug"
    to_the_letter = fitting.share >= _WHOLE_TITLE and _goes_along(fitting) and len(words.demands) < 2
    if not to_the_letter and 0.5 * looked.title + 0.5 * least < _FULL:
        return "de tekst gaat erover, en neemt het verzoek niet helemaal over"
    if any(sort.search(asked) and not sort.search(looked.text) for sort in _OF_DEGREE):
        return "de tekst noemt niet in welke mate of voor hoe lang"
    if any(_PAYS.match(part.quote) for part in words.demands) and not _MONEY.search(looked.text):
        return "de tekst noemt geen geld, en dat is wel gevraagd"
    if _HALF.search(fitting.said.text):
        return "de tekst houdt een slag om de arm"
    return None


def _demanding(part: AskPart) -> list[Clause]:
    """The clauses of a demand that say something; one that explains ("zodat …") does not."""
    return clauses(part.quote)[:1]


def _short(clause: Clause) -> str:
    return " ".join(clause.text.split())[:80]


def _sure(strength: float) -> float:
    return 1 / (1 + math.exp(-max(-20.0, min(20.0, strength))))

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

from bijgepraat.ledger.asked_action import Action, actions
from bijgepraat.ledger.asked_direction import Clause, Direction, clauses, fights, keeps
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
_NUMBER = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d(?!\d))\d{1,9}(?:\.\d{3}){0,3}(?![\d])")
_OWN = re.compile(r"\beigen \w{4}", re.IGNORECASE)
_NO_MORE = re.compile(r"^\s*(?:meer|langer)\b", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_SYNONYM, _NOT_NAMED = 0.7, -1.0
"""Where no word of the title is named, what stands for it must be as good as the same."""
_WHOLLY = 0.5
"""What must be named of the title by itself before all of an ask can be taken over."""
_FULL = 0.58
_NAMED, _COMPARED, _ABOUT = 0.4, 0.6, 0.42
_ABOUT_DEMAND = 0.3
"""What a clause and its paragraph must have at least of an ask to go against it."""
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

Share = Callable[[Sequence[AskTerm], str], float]


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
    each: float = 1.0
    """As `title`, when of things that are joined by "en" each counts."""
    named: float = 1.0
    """The share of the title's words that stand there by themselves, not only as a part or as something related."""


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
    named: float = 1.0
    """How much of its words stands by itself in what the clause turns round."""
    subject: float = 1.0
    """How much of what the ask is about its paragraph names (0–1)."""
    points_back: bool = False


def spoken(words: AskWords, sentences: Sequence[Sentence], place: int, share: Share, named: Share) -> list[Spoken]:
    """The clauses of some sentences that speak of a part of an ask.

    `share` says how much of words' weight a text has, and `named` how much it has of the words themselves.
    """
    wishes = [(part, clause, True) for part, clause in title_parts(words)]
    wishes += [(part, clause, False) for part in words.demands for clause in _demanding(part)]
    found = []
    for sentence in sentences:
        before: list[Spoken] = []
        for clause in clauses(sentence.quote):
            here = [
                Spoken(part.quote, wish, clause, sentence, place, having, of_title, part.terms, named(part.terms, clause.aim))
                for part, wish, of_title in wishes
                if (having := share(part.terms, clause.text)) >= _LEAST and _own(wish.text, clause.text)
            ]
            if not here and clause.turning and _POINTS_BACK.search(clause.text):
                here = [replace(one, said=clause, points_back=True) for one in before]
            found += here
            before = here or before
    return found


def _own(wish: str, said: str) -> bool:
    """Whether "eigen risico" and the like are named as such: another "risico" is another thing."""
    named = _OWN.search(wish)
    return named is None or named[0].lower() in said.lower()


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
    if looked.named == 0 and looked.title < _SYNONYM:
        strength = min(strength, _NOT_NAMED)
    wanted = actions(f"{words.ask.title} {words.ask.ask}")
    opposite = _opposite(said, wanted)
    if strength < 0 and not (opposite is not None and opposite.share >= _SAME and strength > -1):
        return AskVerdict.ABSENT, _sure(-2 * strength), "geen alinea gaat over wat hier wordt gevraagd", None
    if opposite is not None:
        turned = next(iter(opposite.said.turning), "")
        if opposite.wish.direction is Direction.UP or opposite.said.turning:
            why = f"gevraagd is “{_short(opposite.wish)}”, en de tekst zegt daarover “{turned}”"
        else:
            why = f"gevraagd is “{next(iter(opposite.wish.turning), '')}”, en de tekst noemt het zonder dat af te wijzen"
        return AskVerdict.OPPOSED, _sure(0.5 + 2 * (opposite.share - _LEAST)), why, opposite
    fitting = _fitting(said, wanted)
    lacking = _lacking(words, looked, fitting, wanted)
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


def _opposite(said: Sequence[Spoken], wanted: frozenset[Action]) -> Spoken | None:
    """The clause that goes the other way, if those that speak most of the same do."""
    for of_title in (True, False):
        some = [one for one in said if one.of_title is of_title]
        for asked in dict.fromkeys((one.asked, one.wish) for one in some):
            same = [one for one in some if (one.asked, one.wish) == asked]
            best = max(one.share for one in same)
            counted = [one for one in same if one.share >= _SAME * best]
            against = [one for one in counted if _goes_against(one) and _means_it(one, wanted)]
            along = [one for one in counted if _goes_along(one)]
            if against and len(against) > len(along):
                most = max(against, key=lambda one: (one.share, -one.place))
                if not any(_takes_over(one, most) for one in some):
                    return most
    return None


def _goes_against(one: Spoken) -> bool:
    wish, said = one.wish, one.said
    if fights(wish.text):
        return False
    if wish.direction is Direction.UP:
        return said.direction is Direction.DOWN
    if wish.ends and not wish.refuses:
        # Something that exists is mentioned for many reasons: only who undoes the end or keeps it goes against it.
        return said.direction is Direction.UP and (len(said.turning) > 1 or keeps(said.text))
    # Who only names what is not wanted is not yet for it.
    return said.direction is Direction.UP and bool(actions(said.text))


def _denied(said: Clause) -> str:
    after = _NO_MORE.sub("", said.text.lower().partition(said.turning[0])[2])
    return after if len(after.split()) > 1 else said.text


def _takes_over(one: Spoken, against: Spoken) -> bool:
    """Whether the text says another part of the ask itself, at least as plainly as it goes against this one."""
    other = (one.asked, one.wish) != (against.asked, against.wish)
    return other and one.named >= _WHOLE_TITLE and one.share >= against.share and _goes_along(one)


def _means_it(one: Spoken, wanted: frozenset[Action]) -> bool:
    """Whether a clause that seems to go the other way is about what is asked, and not only has some words of it."""
    wish, said = one.wish, one.said
    denies = said.refuses and not said.ends and said.turning[:1] in {("niet",), ("nooit",), ("noch",)}
    if wish.direction is Direction.UP and denies and wanted and not wanted & actions(_denied(said)):
        # "Wie schulden heeft, wordt niet opgejaagd": what is denied is not what is asked.
        return False
    strict = said.compares or (wish.ends and not wish.refuses)
    return one.named >= (_COMPARED if strict else _NAMED) and one.subject >= (_ABOUT if one.of_title else _ABOUT_DEMAND)


def _goes_along(one: Spoken) -> bool:
    if fights(one.wish.text):
        return one.said.direction is Direction.DOWN or fights(one.said.text)
    if one.wish.direction is Direction.UP:
        return one.said.direction is Direction.UP and (keeps(one.said.text) or _does_the_same(one))
    if one.wish.ends and not one.wish.refuses and not (one.said.ends or one.said.turning[:1] == ("geen",)):
        return False  # "We verhogen het niet" is not lowering it.
    return one.said.direction is Direction.DOWN


def _does_the_same(one: Spoken) -> bool:
    """Whether the text has a word of the wish that is not its subject: "sneller" of "sneller vergunnen"."""
    doing = {word[:_ROOT].lower() for word in _LONG_WORD.findall(one.wish.text)} - {
        term.word[:_ROOT].lower() for term in one.terms
    }
    return any(word[:_ROOT].lower() in doing for word in _LONG_WORD.findall(one.said.text))


def _fitting(said: Sequence[Spoken], wanted: frozenset[Action]) -> Spoken | None:
    """The clause that speaks most of the title, goes its way and does what is asked."""
    along = [one for one in said if one.of_title and not _goes_against(one)]
    return max(along, key=lambda one: (_acts(one, wanted), _goes_along(one), one.share, -one.place), default=None)


def _acts(one: Spoken, wanted: frozenset[Action]) -> bool:
    return one.wish.direction is Direction.DOWN or not wanted or bool(wanted & actions(one.sentence.quote))


def _lacking(words: AskWords, looked: Looked, fitting: Spoken | None, wanted: frozenset[Action]) -> str | None:
    """Why the ask is not taken over whole; None when it is."""
    asked = f"{words.ask.title} {words.ask.ask}"
    least = min(looked.demands, default=1.0)
    if fitting is None:
        return "geen zin van de tekst zegt het verzoek zelf"
    down = fitting.wish.direction is Direction.DOWN
    if (looked.named < _WHOLLY or fitting.named < _NAMED) and fitting.share < _WHOLE_TITLE:
        return "de tekst noemt niet alles waar het om gaat"
    if not _acts(fitting, wanted):
        return "de tekst noemt het onderwerp, en zegt niet dat gebeurt wat wordt gevraagd"
    if down and fitting.wish.ends and not _goes_along(fitting):
        return "de tekst gaat erover, en zegt niet dat het stopt of minder wordt"
    if len(words.demands) > 1 and least < _LACKING:
        return "niet elk verzoek komt terug"
    to_the_letter = fitting.share >= _WHOLE_TITLE and _goes_along(fitting) and len(words.demands) < 2
    if not to_the_letter and 0.5 * looked.each + 0.5 * least < _FULL:
        return "de tekst gaat erover, en neemt het verzoek niet helemaal over"
    if any(sort.search(asked) and not sort.search(looked.text) for sort in _OF_DEGREE):
        return "de tekst noemt niet in welke mate of voor hoe lang"
    if not _numbers(" ".join(part.quote for part in words.demands)) <= _numbers(f"{looked.text} {fitting.sentence.quote}"):
        return "de tekst noemt het getal niet dat is gevraagd"
    if any(_PAYS.match(part.quote) for part in words.demands) and not _MONEY.search(looked.text):
        return "de tekst noemt geen geld, en dat is wel gevraagd"
    half = _HALF.search(fitting.said.text)
    if half is not None and half[0].split()[0].lower() not in asked.lower():
        return "de tekst houdt een slag om de arm"
    return None


def _numbers(text: str) -> set[str]:
    """The numbers in a text that are no years, without points for thousands."""
    return {found[0].replace(".", "") for found in _NUMBER.finditer(text)}


def _demanding(part: AskPart) -> list[Clause]:
    """The clauses of a demand that say something; one that explains ("zodat …") does not."""
    return clauses(part.quote)[:1]


def _short(clause: Clause) -> str:
    return " ".join(clause.text.split())[:80]


def _sure(strength: float) -> float:
    return 1 / (1 + math.exp(-max(-20.0, min(20.0, strength))))

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What an ask is about, and what it demands: the words that name its subject apart from those that say what to do with it.

"Regio Deals voortzetten" is about Regio Deals; "voortzetten" stands in every text. An ask of several sentences explains in some
and demands in others: demands begin with a verb in the imperative, or say that somebody must.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bijgepraat.model.asked import AskTerm
from bijgepraat.model.claims import Span
from bijgepraat.understand.language.compounds import smallest_parts
from bijgepraat.understand.language.related import related
from bijgepraat.understand.language.stems import stem
from bijgepraat.understand.sentences import split_sentences

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ACTIONS = (
    "behouden voortzetten doorzetten doorgaan uitvoeren verlengen verdubbelen vergoeden betalen bekostigen financieren afschaffen "
    "schrappen uitbreiden invoeren regelen versterken verbeteren reserveren oplossen aanpakken ondersteunen steunen helpen houden "
    "openhouden toestaan verlagen verhogen versnellen verminderen beperken stoppen beëindigen herstellen borgen garanderen "
    "waarborgen stimuleren bevorderen investeren compenseren indexeren terugdraaien intrekken voorkomen zorgen geven maken krijgen "
    "laten komen gaan nemen zetten stellen brengen bieden leggen voeren doen vragen willen moeten kunnen mogen zullen worden blijven "
    "bouwen realiseren vereenvoudigen oprichten inrichten inzetten meedoen werken leveren dekken halen pakken nodig zien weten vinden "
    "gebruiken hebben staan vastleggen vaststellen beter betere sneller snel snelle meer minder genoeg voldoende volledig volledige "
    "blijvend blijvende structureel structurele toereikend toereikende mogelijk mogelijke extra nieuw nieuwe goed goede sterker "
    "sterkere ruimer ruime laag lage hoog hoge lager hoger groot grote kleine terug open alleen alle ook pas weer meteen samen veel vaak hele eigen "
    "tafel peil stand omhoog omlaag dichtbij overal altijd eerder langer lang jaar jaren gemeente gemeenten gemeentelijk gemeentelijke rijk kabinet overheid nederland "
    "onder boven tegen tussen zodat omdat waarmee waarvoor daarvoor daarmee waar wie wat hoe als dan nog zelf elke elk iedere ieder "
    "deze die dat dit het een van voor met aan niet bij naar door over uit maar wordt zijn haar hun hen ons onze wij zij ze "
    "heeft had was waren geen zonder via binnen buiten rond plaats manier"
).split()
"""Words that say what to do, how much or who, and not what about. Of all of them any form counts."""
_VERBS = frozenset(
    "geef zorg betaal houd laat maak voer verleng breid schrap stop vergoed verdubbel investeer versterk regel bied start zet leg kom "
    "neem verminder verlaag verhoog herstel help steun schaf vervang bouw pak voorkom haal stel trek werk draai compenseer indexeer "
    "erken respecteer verbied verplicht borg behoud reserveer verstrek vereenvoudig versnel beperk richt ga sta betrek gebruik "
    "financier bekostig garandeer waarborg stimuleer bevorder schep creëer vul los verdeel koppel geeft bescherm wijs doe koop "
    "ondersteun organiseer verbeter vergroot verruim kies reken trek ontwikkel onderzoek spreek".split()
)
_MUST = re.compile(
    r"\b(?:moet(?:en)?|dient|dienen|verzoek\w*|vra(?:ag|gen) (?:wij|we|het|de)|wil(?:len)?|pleit\w*)\b", re.IGNORECASE
)
_AND = re.compile(r",? (?:en|maar) (?=(?P<verb>[^\W\d_]+))|; ")
_WORTH_PART, _WORTH_RELATED, _WORTH_SAME, _WORTH_MONEY = 0.6, 0.5, 0.8, 0.3


def subject_terms(text: str) -> list[AskTerm]:
    """The words of a text that say what it is about, each once, in order."""
    found: dict[str, AskTerm] = {}
    for word in words_in(text):
        own = stem_of(word)
        if own and own not in _action_stems():
            found.setdefault(own, _term(word))
    return list(found.values())


def counted_stems(text: str) -> list[tuple[str, float]]:
    """The stems of a text in order, each with what it counts for: words fully, the parts of a compound for less."""
    found: list[tuple[str, float]] = []
    for word in words_in(text):
        found += _counted(word)
    return found


def demands(text: str) -> list[Span]:
    """The demands in an ask, in order; the whole of it where no sentence is one. `text[start:end] == quote`."""
    found: list[Span] = []
    for sentence in split_sentences(text):
        start = 0
        pieces: list[tuple[int, int]] = []
        for match in _AND.finditer(sentence.quote):
            verb = match["verb"]
            if verb is None or verb.lower() in _VERBS:
                pieces.append((start, match.start()))
                start = match.end()
        pieces.append((start, len(sentence.quote)))
        for first, last in pieces:
            piece = sentence.quote[first:last]
            words = _WORD.findall(piece)
            if words and (words[0].lower() in _VERBS or _MUST.search(piece)):
                found.append(Span(piece, sentence.start + first, sentence.start + last))
    return found or [Span(text, 0, len(text))] if text.strip() else []


def words_in(text: str) -> list[str]:
    """The words of three letters and more, and short ones in capitals (ov, ict, when so written)."""
    return [word for word in _WORD.findall(text) if len(word) > 2 or (len(word) == 2 and word.isupper())]


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """What the forms of a word share; empty for a word that says nothing."""
    return stem(word.lower())


@cache
def _action_stems() -> frozenset[str]:
    return frozenset(found for word in _ACTIONS if (found := stem_of(word))) | frozenset(_ACTIONS)


@cache
def _actors() -> frozenset[str]:
    return frozenset(stem_of(word) for word in "rijk rijks gemeente gemeenten overheid overheids kabinet land lands".split())


@cache
def _money() -> frozenset[str]:
    return frozenset(stem_of(word) for word in "geld middelen budget financiën financiering".split())


@lru_cache(maxsize=20_000)
def _term(word: str) -> AskTerm:
    own = stem_of(word)
    others: dict[str, float] = {}
    parts = [found for part in smallest_parts(word.lower()) if (found := stem_of(part)) and found not in _actors()]
    if parts:
        # The last part says what it is, the first ones of which sort: either alone is worth something. Who does it ("rijks-")
        # may be left out.
        for part in parts:
            others[part] = _WORTH_PART / len(parts)
        others[parts[-1]] = max(others[parts[-1]], _WORTH_PART / 2)
    if word.lower().endswith("heid") and len(word) > 8:
        others[stem_of(word[:-4])] = _WORTH_SAME
    if own in _money():
        others |= dict.fromkeys(_money() - {own}, _WORTH_MONEY)
    for other in related(word):
        words = [found for each in words_in(other) if (found := stem_of(each))]
        if len(words) == 1 and words[0] != own:
            others[words[0]] = max(others.get(words[0], 0.0), _WORTH_RELATED)
    return AskTerm(word, own, tuple(others.items()))


@lru_cache(maxsize=200_000)
def _counted(word: str) -> tuple[tuple[str, float], ...]:
    own = stem_of(word)
    parts = {found: _WORTH_PART for part in smallest_parts(word.lower()) if (found := stem_of(part)) and found != own}
    return ((own, 1.0), *parts.items()) if own else tuple(parts.items())

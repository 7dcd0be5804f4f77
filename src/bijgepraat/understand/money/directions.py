# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which way an amount goes: more (spending, lower taxes, lost income), less (cuts, income), or a stand of things.

Words of a sentence are clues; the nearest one to an amount decides, but what is said directly of it ("een tekort van …",
"… extra") goes before what stands further on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bijgepraat.model.claims import Direction
from bijgepraat.understand.money.counting import CHANGED
from bijgepraat.understand.money.sums import Sum
from bijgepraat.understand.money.terms import RISES

_LESS = re.compile(
    r"bezuinig\w*|ombuig\w*|\b\w{0,40}korting(?:en)?\b(?! op de huur)|\bkorten\b|\bkortte\b|\bkort(?= (?:op|het|de|gemeenten|\d|€))|gekort|bespar\w*|bespaar\w*|taakstell\w*|\bsnijd\w*|\bschrap\w*|wegbezuinig\w*|"
    r"\bopbrengst\w*|\boplever\w*|\blevert\b|ontvangsten|meeropbrengst\w*|lastenverzwaring\w*|\bafroom\w*|\bafgeroomd|\bminder\b(?! dan)|\bverla(?:agt|agd|agde|gen)\b|dalen|daling|\bheffing op\b|ophalen|omgebogen|"
    r"\bafgeschaft\b|\bwegvallen\b|\bweggehaald\b|\bversober\w*|\buitnamen?\b|\bweghalen\b|\binboek\w*|\bingeboekte opgave\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\binvest(?:eer|er)(?!der)\w*|geïnvesteerd|intensiv(?:er|eer)\w*|\bextra\b(?! toegevoegde waarde)|uittrek\w*|\btrek(?:ken|t)\b|uitgetrokken|beschikbaar\w*|ter beschikking|toevoeg\w*|toe te voegen|toegevoegd(?!e waarde)|"
    r"\bvrij(?:maken|gemaakt|maakt)\b|\bvrij te maken\b|\bvrij(?= (?:voor|om|bij|in|uit)\b|[,.;]|$)|reserv(?:er|eer)(?!ing)\w*|gereserveerd|\bvrijk(?:omt|omen|wam|wamen)\b|\btoegezegd\w*|\btoe te (?:zeggen|kennen)\b|\btoezegg\w+|"
    r"\bfonds(?:en)?\b|\b\w{1,30}fonds(?:en)?(?= van\b| ter\b| waarin\b| \()|subsidie\b|lastenverlichting\w*|derving|\bverhog\w*|\bverhoog\w*|\berbij\b|impuls\w*|\bsteken\b|stimuler\w*|toegekend|toekenn\w*|"
    r"(?<!nadeel)compens\w*|meerkosten|\bkost\b|kostte|tegemoetkoming|\bmis(?:ge)?lo(?:pen|opt)\b|\bmis te lopen\b|\buitgekeerd\b",
    re.IGNORECASE,
)
_STAND = re.compile(
    r"\btekort\w*|\bgat\b|\bkosten\b|\bschuld\w*|\bomvang\b|\bprijs\b|\bprijzen\b|\btarief\b|\binkomens?\b|\bvermogen\w*|\bwaarde\b|\bomzet\b|\bbedrag(?:en)?\b|\bgemiddeld\b|\bbegroot\b|"
    r"\bonbenut\b|\bwinst\w*|\bschade\w*|\bpremie\w*|\bboete\w*|\beigen risico\b|\bovergebleven\b|\bresterend\w*|\bnodig\b|\bperhuishouden\b|\bper (?:persoon|huishouden|kind|inwoner|verzekerde)\b|"
    r"\bgekost\b|\bverdien(?:en|t)\b|\bsalaris\w*|\bonderuitputting\b|\bonderbesteding\b|\bonderschrijding\b|\boverschrijding\w*|\boverschot\w*|\bbenodigde?\b|\bgeraamde?\b|\bgeschatte?\b|\bfraude\b|\bvordering\w*|\b\w{0,30}vergoeding(?:en)? van\b",
    re.IGNORECASE,
)
_INCOME = r"(?:opbrengst|inkomsten|ontvangsten|accijnzen)\w*"
_FALLS = r"(?:dalen|daalt|daalde|gedaald|lager|afnemen|afneemt|neemt af|terugl\w+|tegenvall\w*|vallen tegen|tegengevallen|mis(?:ge)?lo\w+|wegval\w*|derven|derft|uitgebleven)"
_TAX = r"\w{0,20}(?:belasting|btw|accijns|heffing|tarief|tarieven|premies?|leges|lasten)\b"
_OF = r"(?: (?:van|de|het|een|onze|hun|deze|die|[^\W\d_]{3,15}e)){0,3} "
_PHRASES: tuple[tuple[re.Pattern[str], Direction], ...] = (
    (re.compile(rf"\b\w{{0,20}}{_INCOME}\b[^,;€]{{0,90}}\b{_FALLS}\b|\b{_INCOME}\b[^;€]{{0,60}}, maar juist \w+ {_FALLS}\b", re.IGNORECASE), "meer"),
    (re.compile(rf"\b(?:dalende|tegenvallende|gederfde|misgelopen|{_FALLS}){_OF}\w{{0,20}}{_INCOME}", re.IGNORECASE), "meer"),
    (re.compile(rf"\bverla(?:ag|g)\w*{_OF}{_TAX}", re.IGNORECASE), "meer"),
    (re.compile(rf"\bverho(?:og|g)\w*{_OF}{_TAX}|\b{_TAX}s?verhoging\b", re.IGNORECASE), "minder"),
    (re.compile(rf"\b(?:schrap\w*|geschrapte|afschaff\w*|schaft|stopzetten|intrekken){_OF}\w{{0,20}}(?:subsidie|budget|fonds|bijdrage)\w*", re.IGNORECASE), "minder"),
)  # fmt: skip
"""Of several words together, which go before the words by themselves: income that falls is lost, a higher tax is income."""
_CLAUSE_END = r"(?= (?:voor|aan|op|in|om|vanaf|per|ten|van|naar|met|als|zodat|en)\b|[,.;:)!?]|$)"
_SEPARABLE: tuple[tuple[re.Pattern[str], Direction], ...] = (
    (re.compile(rf"\b(?:kom(?:t|en)|kwam(?:en)?|legt|leggen)\b(?:[^,;.]|[.,]\d){{0,120}}?\b(?P<particle>bij){_CLAUSE_END}", re.IGNORECASE), "meer"),
    (re.compile(rf"\b(?:zeg(?:t|gen)|zegde(?:n)?|ken(?:t|nen)|kende(?:n)?|voeg(?:t|en)|voegde(?:n)?)\b(?:[^,;.]|[.,]\d){{0,120}}?\b(?P<particle>toe){_CLAUSE_END}", re.IGNORECASE), "meer"),
    (re.compile(rf"\b(?:loopt|lopen|liep|liepen)\b(?:[^,;.]|[.,]\d){{0,120}}?\b(?P<particle>mis){_CLAUSE_END}", re.IGNORECASE), "meer"),
    (re.compile(rf"\b(?:haalt|halen|haalde|gaat|gaan|ging)\b(?:[^,;.]|[.,]\d){{0,120}}?\b(?P<particle>af|vanaf|eraf|weg){_CLAUSE_END}", re.IGNORECASE), "minder"),
)  # fmt: skip
"""Verbs in two parts around the amount: "er komt 5 miljoen bij". The second part is the clue."""
_UNKNOWN = re.compile(
    r"\b(?:dekking van|dekken (?:uit|met)|gebruik envelop|overgeheveld|overheveling|kasschui\w+)\b", re.IGNORECASE
)
_WORDS: tuple[tuple[re.Pattern[str], Direction], ...] = (
    (_LESS, "minder"),
    (_MORE, "meer"),
    (_STAND, "neutraal"),
    (_UNKNOWN, "onbekend"),
)
_DAMAGE = re.compile(
    r"fraude|criminal|verzuim|schade|overlast|misbruik|\bziekte|\bongeval|uitval|samenleving|maatschapp|\beconomie|migraine|vertraging|drukte?\b|\bfiles\b|ongezond",
    re.IGNORECASE,
)
"""What costs money without anyone having decided to spend it."""
_COSTS = re.compile(r"kost(?:te)?$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:[ \u00a0]+(?:euro|per (?:jaar|persoon|gezin|huishouden)|structureel|jaarlijks|incidenteel|op jaarbasis)){0,3}[ \u00a0]+(?P<word>extra|erbij|meer|minder|lager|korting)\b(?! (?:dan|of minder)\b(?! (?:voorheen|verwacht|nu|gepland|eerder|begroot)))",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"[ \u00a0]*(?:van|ad|ter hoogte van|ter waarde van|van in totaal|van totaal|:|\()?(?:[ \u00a0](?:in totaal|maar liefst|circa|ca\.|ongeveer|ruim|bijna|zo['’]n|meer dan|de|structureel|jaarlijks|eenmalig|incidenteel|minimaal|maximaal|oplopend (?:tot|naar)))*[ \u00a0(]*",
    re.IGNORECASE,
)
"""Between a noun and its amount: "een tekort van ruim"."""
_NO_NOUN = re.compile(r"bedrag|extra|bespaar|gemiddeld|beschikbaar|waarde$", re.IGNORECASE)
"""Clues that say nothing by standing in front: "een bedrag van 5 miljoen beschikbaar"."""
_NEEDED = re.compile(r"[^,;]{0,45}\bnodig\b", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(?:tegenover|oftewel|ofwel|terwijl|in plaats van)\b|[.;](?!v\.)", re.IGNORECASE)
_CHANGED = re.compile(rf"\b(?:{CHANGED}|naar|teruggebracht)\b", re.IGNORECASE)
_PAIRED = re.compile(r"\)?[^,;.€]{0,30}\b(?:en|als|of)\b[^,;.€]{0,30}\(?", re.IGNORECASE)
PRICE = 10_000
"""Below this an amount is one person's or one household's: a price, fine or income, not money that a budget gains or loses."""
_WINDOW = 400
"""How far around an amount words are looked at: sentences are shorter, tables without full stops are not."""
_ROW, _RISE, _NEAR, _BEHIND = 40, 80, 110, 90
"""In characters: the longest gap in a row of amounts; how near "oplopend" stands; how near a word tells by itself; how far behind."""


@dataclass(frozen=True, slots=True)
class _Clue:
    """A word that tells a direction, at its place in the sentence."""

    start: int
    end: int
    direction: Direction


def directions(words: str, sums: Sequence[Sum], years: Sequence[int | None], aimless: bool) -> list[Direction]:
    """The direction of each sum of a sentence; `years` has the first year of each, `aimless`: no purpose is named."""
    clues = _clues(words) if sums else []
    found: list[Direction | None] = []
    for n, item in enumerate(sums):
        before = sums[n - 1].end if n else 0
        after = sums[n + 1].start if n + 1 < len(sums) else len(words)
        own = _own(words, clues, item, before, after)
        if own is None and n and _goes_with(words[before : item.start]):
            own = found[n - 1]
        found.append(own)
    for n in range(len(sums) - 2, -1, -1):  # "in 2025 (5 miljoen) en 2026 (6 miljoen) is vrijgemaakt": said behind the last one
        if found[n] is None and _PAIRED.fullmatch(words[sums[n].end : sums[n + 1].start]):
            found[n] = found[n + 1]
    if aimless and not clues and _is_budget(words, sums, years):
        return ["onbekend"] * len(sums)  # "10 miljoen in 2026 en 15 miljoen in 2027": money of a budget, but which way?
    return [own or "neutraal" for own in found]


def _is_budget(words: str, sums: Sequence[Sum], years: Sequence[int | None]) -> bool:
    """Whether amounts of different years are summed up: not what something was and has become, and no prices."""
    several = len(sums) > 1 and all(years) and len(set(years)) > 1
    return several and all(item.high >= Decimal(PRICE) for item in sums) and not _CHANGED.search(words)


def direction_of_words(words: str) -> Direction | None:
    """What a heading or label says of the amounts that stand with it; None when it says nothing, or two things."""
    sides = {clue.direction for clue in _clues(words)} - {"neutraal"}
    return sides.pop() if len(sides) == 1 else None


def _clues(words: str) -> list[_Clue]:
    """All words of a sentence that tell a direction, in order. Found once per sentence, so that long lists stay cheap."""
    phrases = sorted(
        (_Clue(match.start(), match.end(), direction) for pattern, direction in _PHRASES for match in pattern.finditer(words)),
        key=lambda clue: clue.start,
    )
    starts = [clue.start for clue in phrases]
    clues = list(phrases)
    for pattern, direction in _SEPARABLE:
        clues += (_Clue(*match.span("particle"), direction) for match in pattern.finditer(words))
    for pattern, direction in _WORDS:
        for match in pattern.finditer(words):
            n = bisect_left(starts, match.end()) - 1
            if n >= 0 and match.start() < phrases[n].end:
                continue  # part of a phrase
            side = direction
            if _COSTS.search(match.group()) and _DAMAGE.search(words[max(0, match.start() - _NEAR) : match.end() + _ROW]):
                side = "neutraal"
            clues.append(_Clue(match.start(), match.end(), side))
    return sorted(clues, key=lambda clue: clue.start)


def _goes_with(gap: str) -> bool:
    """Whether an amount stands in one row with the amount before it: "20 miljoen in 2025, 30 miljoen in 2026", "oplopend tot"."""
    if _OTHERWISE.search(gap):
        return False
    return len(gap) <= _ROW or RISES.search(gap[-_RISE:]) is not None


def _own(words: str, clues: Sequence[_Clue], item: Sum, before: int, after: int) -> Direction | None:
    """What a sum's own surroundings say of it, up to its neighbours and up to a semicolon; None when they say nothing."""
    said = _AFTER.match(words, item.end)
    fewer = said is not None and said["word"].lower() in {"minder", "lager", "korting"}
    if item.high < Decimal(PRICE):
        return "minder" if fewer else "neutraal"
    if said:
        return "minder" if fewer else "meer"
    first = max(before, words.rfind(";", max(0, item.start - _WINDOW), item.start))
    stop = words.find(";", item.end, item.end + _WINDOW)
    noun = _noun_in_front(words, clues, item, first)
    if noun is not None:
        return noun
    last = after if stop < 0 else min(after, stop)
    if (needed := _NEEDED.match(words, item.end)) and needed.end() <= last:
        return "meer" if re.search(r"\bextra\b", needed.group(), re.IGNORECASE) else "neutraal"
    return _nearest(clues, item, first, last)


def _noun_in_front(words: str, clues: Sequence[_Clue], item: Sum, before: int) -> Direction | None:
    """The direction of the noun that an amount is of: "een bezuiniging van ruim"."""
    n = bisect_left(clues, item.start, key=lambda clue: clue.start) - 1
    if n < 0 or clues[n].start < before or clues[n].end < item.start - _ROW:
        return None
    clue = clues[n]
    if clue.end > item.start or _NO_NOUN.search(words[clue.start : clue.end]):
        return None
    link = words[clue.end : item.start]
    return clue.direction if link.strip() and _LINK.fullmatch(link) else None


def _nearest(clues: Sequence[_Clue], item: Sum, before: int, after: int) -> Direction | None:
    """By the nearest word that tells; None when no word does.

    Words up to the neighbouring amounts count; what stands in front may be further away than what follows.
    """
    first = bisect_left(clues, max(before, item.start - _WINDOW), key=lambda clue: clue.start)
    best: tuple[int, Direction] | None = None
    for n in range(first, len(clues)):
        clue = clues[n]
        if clue.start >= min(after, item.end + _BEHIND):
            break
        if clue.end <= item.start:
            distance = item.start - clue.end
        elif clue.start >= item.end:
            distance = clue.start - item.end
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, clue.direction)
    if best is None or best[0] <= _NEAR:
        return best[1] if best else None
    around = slice(
        bisect_left(clues, item.start - _WINDOW, key=lambda clue: clue.start),
        bisect_left(clues, item.end + _WINDOW, key=lambda clue: clue.start),
    )
    sides = {clue.direction for clue in clues[around]} - {"neutraal"}
    return sides.pop() if len(sides) == 1 else "neutraal"

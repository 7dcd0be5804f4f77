# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Drafting the weekly edition: weigh, join, choose, order. The same items give the same edition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bijgepraat.compose.items import Item
from bijgepraat.compose.joining import join, title_key
from bijgepraat.compose.leads import is_motion, sentences_of
from bijgepraat.model.claims import Amount, Span
from bijgepraat.model.editions import Development, Edition, EditionAmount, EditionLink, Evidence, Sentence

MOST = 12
FEWEST = 8
MOST_ALSO = 10
MOST_SPARE = 24
_PER_DOSSIER = 2
_SURE = 0.75
"""Below this score one word may have decided: good enough for a dossier, not for the front page."""
_THEME_FADE = 0.8
"""Each further development of a theme weighs a fifth less, so that one busy debate does not fill the edition."""
_MAIN_ORDER = ("Ontwikkeling", "Publicatie", "Bestand", "Bericht", "Debat", "Toezegging", "Zaak", "Document", "Activiteit")
_DEBATE_SHARE = 0.85
"""A debate of hours always has something about gemeenten; a paper of a page that has is about them."""
_CABINET_PAPERS = ("brief regering", "brief", "nota", "begroting", "wetgeving")


_MOST_AMOUNTS = 3
_LEAST_STAND, _LEAST_CHANGE = 1_000_000, 10_000
"""In euros: below these an amount is somebody's income or the price of a thing, not money of the state or of gemeenten."""
_WORTH_NAMING = ("Brief regering", "Wetgeving", "Initiatief", "Begroting", "Amendement", "Rapport", "Antwoord", "Nota")
"""What the chamber calls the papers that say something themselves; the rest is agenda."""
_SORT_BEFORE_TITLE = re.compile(r"(?:Brief|Nota|Verslag|Lijst|Memorie)\b[^;]{0,60}; (?=\w)")
"""What a paper is, in front of what it is about: "Brief regering; Geld voor warmte"."""
_PROCEDURE = re.compile(r"(?:Beslisnota|Uitstel|Geleidende brief|Afschrift|Inbreng|Lijst van vragen|Verzoek)\b", re.IGNORECASE)
"""Titles of papers that only accompany or put off another one."""


class WeekError(ValueError):
    """A week that is none; the message is Dutch and says what is expected."""


def days_of(week: str) -> tuple[date, date]:
    """Monday and Sunday of an ISO week such as `2025-W27`. Raises `WeekError`."""
    match = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", week.strip())
    try:
        if match is None:
            raise ValueError
        year, number = int(match[1]), int(match[2])
        return date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)
    except ValueError as error:
        raise WeekError(f"{week!r} is geen week; schrijf bijvoorbeeld 2025-W27") from error


def week_of(day: date) -> str:
    """The ISO week of a day, as `2025-W27`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


@dataclass(frozen=True, slots=True)
class _Candidate:
    main: Item
    items: tuple[Item, ...]
    sentences: tuple[Sentence, ...]
    level: int
    relevance: float
    weight: float
    reasons: tuple[str, ...]


def draft(week: str, items: Sequence[Item], *, sample: bool = False) -> Edition:
    """The edition of a week from all that is dated in it. Raises `WeekError`.

    Chosen is what touches gemeenten directly (level 2) beyond doubt; only when that gives fewer than eight developments, the
    doubtful join, and then the strongest of level 1. What has no text to quote from is listed under `also`; what an editor may
    want besides is `spare`.
    """
    first, last = days_of(week)
    ordered = sorted(items, key=lambda item: (item.date or first, item.record))
    groups = join(ordered)
    candidates = [candidate for group in groups if (candidate := _candidate(group)) is not None]
    sure = [candidate for candidate in candidates if candidate.level == 2 and candidate.relevance >= _SURE]
    chosen = _choose(sure, MOST, [])
    for level in (2, 1):
        if len(chosen) < FEWEST:
            rest = [candidate for candidate in candidates if candidate.level == level and candidate not in chosen]
            chosen = _choose(rest, FEWEST, chosen)
    used = {item.record for candidate in chosen for item in candidate.items}
    left = [candidate for candidate in candidates if candidate not in chosen]
    spare = sorted(left, key=lambda one: (-one.level, -one.weight, one.main.record))[:MOST_SPARE]
    return Edition(
        week=week_of(first),
        first=first,
        last=last,
        developments=tuple(_development(week_of(first), candidate) for candidate in chosen),
        also=_also(groups, used),
        spare=tuple(_development(week_of(first), candidate) for candidate in spare),
        considered=len(items),
        sample=sample,
    )


def _candidate(group: Sequence[Item]) -> _Candidate | None:
    """A group as a candidate: the item with most to say leads. None when no item of it can be quoted."""
    speaking = sorted(
        (item for item in group if item.text),
        key=lambda item: (-item.reading.relevance.level, _MAIN_ORDER.index(item.kind), item.record),
    )
    for main in speaking:
        sentences = sentences_of(main)
        if sentences:
            level = max(item.reading.relevance.level for item in group)
            weight, reasons = _weigh(main, group)
            relevance = max(item.reading.relevance.score for item in group)
            return _Candidate(main, tuple(group), sentences, level, relevance, weight, reasons)
    return None


def _weigh(main: Item, group: Sequence[Item]) -> tuple[float, tuple[str, ...]]:
    """Weight of a candidate, with the reasons in words."""
    found = main.reading
    weight = 10.0 * max(item.reading.relevance.score for item in group)
    reasons = [f"raakt gemeenten ({weight / 10:.2f})"]
    sums = [amount.high_eur for amount in found.amounts if _is_money_of_state(amount)]
    if sums and not main.turns:
        weight += 1.0 if max(sums) < 10_000_000 else 2.0
        reasons.append("noemt een bedrag")
    if found.commitments and not main.turns:
        weight += 1.5
        reasons.append("bevat een toezegging")
    if main.kind == "Ontwikkeling":
        weight += 2.0
        reasons.append("staat in het weekbericht van de koepel")
    elif main.turns:
        weight *= _DEBATE_SHARE
        reasons.append("is een debat")
    elif not is_motion(main) and (main.sort is None or main.sort.lower().startswith(_CABINET_PAPERS)):
        weight += 2.0
        reasons.append("komt van kabinet of instelling")
    sources = len({item.source for item in group})
    if sources > 1:
        weight += 0.5 * (sources - 1)
        reasons.append(f"{sources} bronnen melden het")
    return weight, tuple(reasons)


def _choose(candidates: Sequence[_Candidate], most: int, chosen: Sequence[_Candidate]) -> list[_Candidate]:
    """Take the heaviest until there are `most`, fading what repeats a theme and at most two of one dossier."""
    taken = list(chosen)
    left = sorted(candidates, key=lambda candidate: (-candidate.weight, candidate.main.record))
    while left and len(taken) < most:
        themes = [_theme(candidate) for candidate in taken]
        dossiers = [dossier for candidate in taken for dossier in candidate.main.dossiers]
        allowed = [c for c in left if all(dossiers.count(dossier) < _PER_DOSSIER for dossier in c.main.dossiers)]
        if not allowed:
            break
        best = max(allowed, key=lambda c: (c.weight * _THEME_FADE ** themes.count(_theme(c)), _later(c.main.record)))
        taken.append(best)
        left.remove(best)
    return taken


def _later(record: str) -> tuple[int, ...]:
    """Sorts against the alphabet, so that among equals `max` takes the first."""
    return tuple(-ord(char) for char in record)


def _theme(candidate: _Candidate) -> str:
    return candidate.main.reading.themes[0].key


def _development(week: str, candidate: _Candidate) -> Development:
    main = candidate.main
    title = _title_evidence(candidate)
    amounts = tuple(
        EditionAmount(amount.low_eur, amount.high_eur, amount.kind, main.evidence(amount.start, amount.end))
        for amount in _telling_amounts(main, candidate.sentences)
    )
    others = [item for item in candidate.items if item is not main]
    links = [main.link()]
    for item in others:
        link = item.link()
        if all(link.page != known.page for known in links):
            links.append(link)
    slug = re.sub(r"[^a-z0-9]+", "-", main.record.partition(":")[2].lower()).strip("-")[:80]
    return Development(
        id=f"{week.lower()}-{slug}",
        title=title.quote,
        title_evidence=title,
        sentences=candidate.sentences,
        theme=_theme(candidate),
        themes=tuple(theme.key for theme in main.reading.themes[:3]),
        date=main.date,
        actors=_actors(main),
        amounts=amounts,
        links=tuple(links[:6]),
        level=candidate.level,
        weight=round(candidate.weight, 3),
        reasons=candidate.reasons,
        records=tuple(item.record for item in candidate.items),
    )


def _telling_amounts(main: Item, sentences: Sequence[Sentence]) -> list[Amount]:
    """The largest few amounts of a paper, each sum once; of a debate only those that are quoted. Prices are left out."""
    distinct: dict[tuple[float, float], Amount] = {}
    for amount in main.reading.amounts:
        if _is_money_of_state(amount) and (not main.turns or _is_quoted(amount, sentences)):
            distinct.setdefault((amount.low_eur, amount.high_eur), amount)
    return sorted(distinct.values(), key=lambda amount: (-amount.high_eur, amount.start))[:_MOST_AMOUNTS]


def _is_money_of_state(amount: Amount) -> bool:
    return amount.high_eur >= _LEAST_STAND or (amount.direction in {"meer", "minder"} and amount.high_eur >= _LEAST_CHANGE)


def _is_quoted(span: Span, sentences: Sequence[Sentence]) -> bool:
    """Whether what was found stands in one of the sentences: a debate names many amounts that are about something else."""
    return any(sentence.evidence.start <= span.start and span.end <= sentence.evidence.end for sentence in sentences)


def _title_evidence(candidate: _Candidate) -> Evidence:
    """The title that tells most, to the letter.

    Of a meeting that of the debate which is quoted; of a motion one that says what it is "over", its zaak's first; else the
    leader's own.
    """
    telling = candidate.main
    first = candidate.sentences[0].evidence.start
    heading = max((span for span in telling.headings if span.start <= first), key=lambda span: span.start, default=None)
    if heading is not None:
        return telling.evidence(heading.start, heading.end)
    if is_motion(telling) and " over " not in telling.title:
        named = [item for item in candidate.items if " over " in item.title]
        telling = min(named, key=lambda item: (item.kind != "Zaak", item.record), default=telling)
    prefix = _SORT_BEFORE_TITLE.match(telling.title)
    return telling.evidence(prefix.end() if prefix else 0, len(telling.title), "titel")


def _actors(item: Item) -> tuple[str, ...]:
    """Who acts: submitters of a paper, members of the cabinet in a debate, else the persons and organisations named."""
    if item.submitters:
        return item.submitters[:5]
    if item.turns:
        return tuple(dict.fromkeys(turn.speaker for turn in item.turns if turn.cabinet))[:5]
    named = [name.name or name.quote for name in item.reading.names if name.type in {"person", "organisation", "ministry"}]
    return tuple(dict.fromkeys(named))[:5]


def _also(groups: Sequence[Sequence[Item]], used: set[str]) -> tuple[EditionLink, ...]:
    """Papers without a text to quote that touch gemeenten directly, strongest first, each title once."""
    silent = [
        max(group, key=lambda item: (item.reading.relevance.score, _later(item.record)))
        for group in groups
        if any((item.sort or "").startswith(_WORTH_NAMING) for item in group)
        and not any(item.text or item.record in used or _PROCEDURE.match(item.title) for item in group)
    ]
    strong = sorted(
        (item for item in silent if item.reading.relevance.level == 2),
        key=lambda item: (-item.reading.relevance.score, item.record),
    )
    seen: dict[str, EditionLink] = {}
    for item in strong:
        seen.setdefault(title_key(item.title), item.link())
    return tuple(seen.values())[:MOST_ALSO]

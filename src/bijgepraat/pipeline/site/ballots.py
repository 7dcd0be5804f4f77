# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of votes: how parties voted on what matters to gemeenten, and how often they stand on the same side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

import orjson

from bijgepraat.model.claims import THEMES
from bijgepraat.model.records import Kind
from bijgepraat.model.views import Ballot, Pager, VoteView, page_of, place_of
from bijgepraat.model.vote_views import PartyCount, PartyVote, Side, TogetherView, VotesChoice, VotesView, VotingRow
from bijgepraat.pipeline.site.entries import publications_of, title_of
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.votes import Decided, decided, with_ballots
from bijgepraat.store.lookup import text_of
from bijgepraat.store.queries import Connection, by_keys, levels_of, stated
from bijgepraat.store.votings import readings_stamp, votings
from bijgepraat.understand.papers import parts_of

_PAGE = 12
_LEAST = 1
"""The level from which on a paper matters to gemeenten."""
_LONGEST = 420
_PARTIES = 24
_ENOUGH = 5
"""A party that voted less often stands in no comparison."""
_LINE = re.compile(r"[^\n]{40,}")


@dataclass(frozen=True, slots=True)
class Votings:
    """All votes on what matters to gemeenten, the newest first, with how each party voted in them and what there is to choose."""

    rows: Sequence[VotingRow]
    sides: Mapping[str, Mapping[str, Side]]
    """By the key of the vote, then by party."""
    parties: tuple[str, ...]
    themes: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]


def votes_page(memory: Memory, values: Mapping[str, str]) -> VotesView:
    """Votes for the values of an address; odd values count as empty."""
    every = votings_of(memory)
    choice = _choice(values, every)
    within = [row for row in every.rows if _fits(row, choice, every)]
    own = [row for row in within if not choice.side or every.sides[row.key][choice.party] == choice.side]
    outcomes = Counter(row.outcome for row in own)
    rows = [row for row in own if not choice.outcome or row.outcome == choice.outcome]
    last = max(1, -(-len(rows) // _PAGE))
    number = values.get("pagina", "")
    at = min(max(int(number), 1), last) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    sides = Counter(every.sides[row.key][choice.party] for row in within if choice.party)
    return VotesView(
        choice=choice,
        rows=tuple(rows[(at - 1) * _PAGE : at * _PAGE]),
        total=len(rows),
        every=len(every.rows),
        themes=every.themes,
        years=every.years,
        outcomes=tuple((name, count, _path("/stemmingen", choice, uitslag=name)) for name, count in outcomes.most_common()),
        parties=every.parties,
        sides=tuple((name, count, _path("/stemmingen", choice, keuze=name)) for name, count in sides.most_common()),
        all_outcomes=_path("/stemmingen", choice, uitslag=""),
        all_sides=_path("/stemmingen", choice, keuze=""),
        together=_path("/stemmingen/partijen", VotesChoice(choice.theme, year=choice.year)),
        picture=_path("/stemmingen.png", VotesChoice(choice.theme, year=choice.year)),
        pager=Pager(
            _path("/stemmingen", choice, pagina=str(at - 1)) if at > 1 else None,
            _path("/stemmingen", choice, pagina=str(at + 1)) if at < last else None,
            at,
            last,
            len(rows),
        ),
    )


def together_page(memory: Memory, values: Mapping[str, str]) -> TogetherView:
    """Parties beside each other, over the votes of a theme and a year; the largest parties first."""
    every = votings_of(memory)
    asked = _choice(values, every)
    choice = VotesChoice(asked.theme, year=asked.year)
    rows = [row for row in every.rows if _fits(row, choice, every)]
    name = f"stemmingen: samen {choice.theme} {choice.year} {len(rows)}"
    # Only what there is takes a place among the answers that are kept: anybody can ask for any year.
    parties, cells = memory.recall(name, lambda: _together(rows, choice), follows_changes=True) if rows else ((), ())
    return TogetherView(
        choice=choice,
        total=len(rows),
        parties=parties,
        cells=cells,
        themes=every.themes,
        years=every.years,
        votes=_path("/stemmingen", choice),
        picture=_path("/stemmingen.png", choice),
    )


def rows_of(memory: Memory) -> Sequence[VotingRow]:
    """All votes on what matters to gemeenten, the newest first."""
    return votings_of(memory).rows


def votings_of(memory: Memory) -> Votings:
    """All votes on what matters to gemeenten. Kept: it walks all decisions."""
    return memory.recall("stemmingen", lambda: _votings(_made(memory)), stamp=lambda: _stamp(memory))


def _stamp(memory: Memory) -> tuple[object, ...]:
    """What votes are made of: imported records, and what was read in them."""
    with memory.store.reading() as connection:
        return memory.store.changes(), *readings_stamp(connection)


def _votings(rows: Sequence[VotingRow]) -> Votings:
    sides = {row.key: {party.name: party.side for party in row.parties} for row in rows}
    names = sorted({name for some in sides.values() for name in some}, key=str.lower)
    return Votings(rows, sides, tuple(names), _themes(rows), _years(rows))


def _made(memory: Memory) -> Sequence[VotingRow]:
    with memory.store.reading() as connection:
        about = [one for one in decided(connection, votings(connection)) if one.paper is not None]
        papers = {one.paper.key: one.paper for one in about}
        texts = _texts(connection, papers)
        levels = levels_of(connection, [row.id for row in (*papers.values(), *texts.values())])
        chosen = [one for one in about if _level(one, texts, levels) >= _LEAST]
        found = []
        for one, view in zip(chosen, with_ballots(connection, chosen), strict=True):
            if view.ballots:
                found.append(_row(connection, one, view, texts.get(one.paper.key), levels))
    return sorted(found, key=lambda row: (row.day is not None, row.day, row.level, row.key), reverse=True)


def _texts(connection: Connection, papers: Mapping[str, Any]) -> dict[str, Any]:
    """By the key of a zaak the publication that has its text."""
    ids = {row.id: key for key, row in papers.items()}
    filed: dict[str, str] = {}
    for link in stated(connection, list(ids), ("document",)):
        filed.setdefault(link.to_key, ids[link.from_id])
    keys: dict[str, str] = {}
    for document, publications in publications_of(connection, list(filed)).items():
        for key in publications:
            keys.setdefault(key, filed[document])
    found: dict[str, Any] = {}
    for key, row in by_keys(connection, Kind.PUBLICATIE, keys).items():
        if row.has_text:
            found.setdefault(keys[key], row)
    return found


def _level(one: Decided, texts: Mapping[str, Any], levels: Mapping[int, Any]) -> int:
    text = texts.get(one.paper.key)
    read = [levels[row.id].level for row in (one.paper, text) if row is not None and row.id in levels]
    return max(read, default=0)


def _row(connection: Connection, one: Decided, view: VoteView, text: Any, levels: Mapping[int, Any]) -> VotingRow:
    reading = next((levels[row.id] for row in (text, one.paper) if row is not None and row.id in levels), None)
    quote, place = _asked(connection, text) if text is not None else ("", "")
    return VotingRow(
        key=one.row.key,
        page=page_of(one.row.kind, one.row.key),
        title=title_of(one.paper),
        paper=page_of(one.paper.kind, one.paper.key),
        sort=str(orjson.loads(one.paper.fields).get("Soort") or "Stuk"),
        day=one.date,
        outcome=view.outcome,
        method=view.method or "",
        parties=_parties(view.ballots),
        themes=tuple(theme["key"] for theme in orjson.loads(reading.themes)[:2]) if reading is not None else (),
        level=reading.level if reading is not None else 0,
        quote=quote,
        quote_page=place,
        derived=view.basis == "volgorde",
    )


def _asked(connection: Connection, row: Any) -> tuple[str, str]:
    """The first thing that a motion asks, in its own words, and the path to them; empty where it asks nothing."""
    text = text_of(connection, row.id, row.version) or ""
    parts = parts_of(text)
    line = _LINE.search(text, parts.requests, parts.end)
    if line is None:
        return "", ""
    words = " ".join(line.group().split())
    shown = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return shown, place_of(f"{row.kind}:{row.key}", line.start(), line.end())


def _parties(ballots: Iterable[Ballot]) -> tuple[PartyVote, ...]:
    """Seats by party, from for to against and the largest first in each."""
    seats: dict[str, Counter[str]] = {}
    pages: dict[str, str | None] = {}
    for ballot in ballots:
        party = ballot.party or ballot.name
        seats.setdefault(party, Counter())[ballot.choice] += ballot.seats
        # In a roll call the page is that of the member.
        pages.setdefault(party, None if ballot.party else ballot.page)
    found = [PartyVote(name, one["voor"], one["tegen"], one["afwezig"], pages[name]) for name, one in seats.items()]
    order = {"voor": 0, "verdeeld": 1, "tegen": 2, "afwezig": 3}
    return tuple(sorted(found, key=lambda one: (order[one.side], -one.seats, one.name)))


def _choice(values: Mapping[str, str], every: Votings) -> VotesChoice:
    party = values.get("partij", "")
    party = party if party in every.parties else ""
    side = values.get("keuze", "")
    year = values.get("jaar", "")
    outcome = values.get("uitslag", "")
    return VotesChoice(
        theme=values["thema"] if values.get("thema") in THEMES else "",
        party=party,
        side=side if party and side in {"voor", "tegen", "afwezig", "verdeeld"} else "",
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        outcome=outcome if any(row.outcome == outcome for row in every.rows) else "",
    )


def _fits(row: VotingRow, choice: VotesChoice, every: Votings) -> bool:
    """All but the outcome and the side of the chosen party."""
    return (
        (not choice.theme or choice.theme in row.themes)
        and (choice.year is None or (row.day is not None and row.day.year == choice.year))
        and (not choice.party or choice.party in every.sides[row.key])
    )


def _themes(every: Iterable[VotingRow]) -> tuple[tuple[str, int], ...]:
    counts = Counter(theme for row in every for theme in row.themes)
    return tuple((name, counts[name]) for name in THEMES if counts[name])


def _years(every: Iterable[VotingRow]) -> tuple[tuple[int, int], ...]:
    counts = Counter(row.day.year for row in every if row.day is not None)
    return tuple(sorted(counts.items(), reverse=True))


def _path(here: str, choice: VotesChoice, **other: str) -> str:
    asked = {
        "thema": choice.theme,
        "partij": choice.party,
        "keuze": choice.side,
        "jaar": str(choice.year) if choice.year else "",
        "uitslag": choice.outcome,
        **other,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{here}?{query}" if query else here


def _together(
    rows: Sequence[VotingRow], choice: VotesChoice
) -> tuple[tuple[PartyCount, ...], tuple[tuple[tuple[int, int], ...], ...]]:
    counts: dict[str, Counter[str]] = {}
    both: Counter[tuple[str, str]] = Counter()
    same: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sides = {one.name: one.side for one in row.parties}
        for name, side in sides.items():
            counts.setdefault(name, Counter())[side] += 1
        clear = sorted(name for name, side in sides.items() if side in {"voor", "tegen"})
        for one, other in combinations(clear, 2):
            both[one, other] += 1
            same[one, other] += sides[one] == sides[other]
    sizes: dict[str, int] = {}
    for row in rows:  # the newest first
        for party in row.parties:
            sizes.setdefault(party.name, party.seats)
    often = [name for name in counts if sum(counts[name].values()) >= min(_ENOUGH, len(rows))]
    names = sorted(often, key=lambda name: (-sizes[name], name.lower()))[:_PARTIES]
    parties = tuple(
        PartyCount(
            name,
            counts[name]["voor"],
            counts[name]["tegen"],
            counts[name]["afwezig"] + counts[name]["verdeeld"],
            _path("/stemmingen", choice, partij=name),
        )
        for name in names
    )
    cells = tuple(
        tuple((both[min(one, other), max(one, other)], same[min(one, other), max(one, other)]) for other in names)
        for one in names
    )
    return parties, cells

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Decisions and votes, and which paper a decision is about.

The source ties a decision to an agenda item, and the agenda item to all papers on it. Where those are several, the place of the
decision (`AgendapuntZaakBesluitVolgorde`) is the place of the paper when they are put in the order of their numbers, a revised
motion in the place of the one it replaces. Held against the real votes of 2023–2025: the party of a motion's only submitter
then voted for it in 1,339 of 1,342 decisions; with papers in any order that is 71%.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from bijgepraat.ledger.motions import Decision, MotionStanding, motion_standing, state_in
from bijgepraat.ledger.votes import Ballot as LedgerBallot
from bijgepraat.ledger.votes import tally
from bijgepraat.model.records import Kind
from bijgepraat.model.views import Ballot, Choice, VoteView, page_of
from bijgepraat.pipeline.site.entries import title_of
from bijgepraat.store.queries import Connection, by_keys, pointing_at, stated

_REPLACES = re.compile(r"t\.v\.v\.?\s*\S*?-(\d+)\b|ter vervanging van nr\.?\s*(\d+)", re.IGNORECASE)
_CHOICES: Mapping[str, Choice] = {"Voor": "voor", "Tegen": "tegen"}
_ORDER = {"voor": 0, "tegen": 1, "afwezig": 2}
_MOST = 12
"""Decisions of one agenda item that are shown where it is not known which one is meant."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: its agenda item, its day, and the paper it is about. `among`: how many papers it may be about."""

    row: Any
    fields: dict[str, Any]
    item: Any
    date: date | None
    paper: Any
    among: int
    derived: bool


def outcome_of(fields: Mapping[str, Any]) -> str:
    """The outcome in a word or two: `Stemmen - aangenomen` → `Aangenomen`."""
    text = str(fields.get("BesluitSoort") or fields.get("BesluitTekst") or "Besluit")
    text = text.removeprefix("Stemmen - ").strip()
    return text[:1].upper() + text[1:]


def is_vote(row: Any) -> bool:
    """Whether a decision is the outcome of a vote; many only say that something was dealt with."""
    return row is not None and str(row.title or "").startswith("Stemmen")


def paper_at(place: Any, papers: Sequence[tuple[str, dict[str, Any]]]) -> str | None:
    """The key of the paper at a decision's place (from 1) among the papers (key, fields) of its agenda item.

    None when the place says nothing, or two papers have the same number.
    """
    if not isinstance(place, int) or not 1 <= place <= len(papers):
        return None
    numbers = [fields.get("Volgnummer") for _key, fields in papers]
    if any(not isinstance(number, int) or number < 0 for number in numbers) or len(set(numbers)) < len(numbers):
        return None
    return sorted(papers, key=lambda paper: _number(paper[1]))[place - 1][0]


def _number(fields: Mapping[str, Any]) -> tuple[int, int]:
    own = int(fields["Volgnummer"])
    match = _REPLACES.search(str(fields.get("Onderwerp") or ""))
    return (int(match[1] or match[2]) if match else own, own)


def decided(connection: Connection, rows: Sequence[Any]) -> list[Decided]:
    """Decisions with what they are about, in the given order."""
    ids = {row.id: row.key for row in rows}
    items: dict[str, str] = {}
    papers: dict[str, dict[str, None]] = {}
    direct: dict[str, list[str]] = {}
    for link in stated(connection, list(ids), ("agendapunt", "zaak", "agendapunt-zaak")):
        key = ids[link.from_id]
        if link.role == "agendapunt":
            items[key] = link.to_key
        elif link.role == "zaak":
            direct.setdefault(key, []).append(link.to_key)
        else:
            papers.setdefault(key, {})[link.to_key] = None
    points = by_keys(connection, Kind.AGENDAPUNT, items.values())
    point_ids = {row.id: key for key, row in points.items()}
    on_agenda: dict[str, dict[str, None]] = {}
    activities: dict[str, str] = {}
    for link in stated(connection, list(point_ids), ("zaak", "activiteit")):
        point = point_ids[link.from_id]
        if link.role == "activiteit":
            activities[point] = link.to_key
        else:
            on_agenda.setdefault(point, {})[link.to_key] = None
    for key, item in items.items():
        papers.setdefault(key, {}).update(on_agenda.get(item, {}))
    days = by_keys(connection, Kind.ACTIVITEIT, activities.values())
    wanted = {zaak for keys in (*papers.values(), *direct.values()) for zaak in keys}
    zaken = by_keys(connection, Kind.ZAAK, sorted(wanted))
    details = {key: orjson.loads(row.fields) for key, row in zaken.items()}
    found = []
    for row in rows:
        fields = orjson.loads(row.fields)
        possible = direct.get(row.key) or list(papers.get(row.key, {}))
        chosen = possible[0] if len(possible) == 1 else None
        derived = False
        if chosen is None and all(key in details for key in possible):
            chosen = paper_at(fields.get("AgendapuntZaakBesluitVolgorde"), [(key, details[key]) for key in possible])
            derived = chosen is not None
        item = items.get(row.key, "")
        day = days.get(activities.get(item, ""))
        found.append(
            Decided(
                row=row,
                fields=fields,
                item=points.get(item),
                date=date.fromisoformat(day.date) if day is not None and day.date else None,
                paper=zaken.get(chosen) if chosen else None,
                among=1 if chosen else len(possible),
                derived=derived,
            )
        )
    return found


def votes_on(connection: Connection, zaken: Sequence[str]) -> tuple[list[VoteView], int]:
    """Decisions about papers, and how many more there are that may be about them.

    Where it is known or can be derived which decisions are meant only those are given, else those of the same agenda item.
    """
    known = decided(connection, [row for row in _near(connection, zaken) if is_vote(row)])
    sure = [decision for decision in known if decision.paper is not None and decision.paper.key in zaken]
    unsure = [decision for decision in known if decision.paper is None]
    chosen = sure or unsure[:_MOST]
    views = with_ballots(connection, chosen)
    return views, 0 if sure else max(0, len(unsure) - _MOST)


def standing_of(connection: Connection, zaken: Sequence[str]) -> MotionStanding:
    """How a motion stands, by the decisions of which it is known, or can be derived, that they are about it."""
    telling = [row for row in _near(connection, zaken) if state_in(_said(orjson.loads(row.fields))) is not None]
    sure = [one for one in decided(connection, telling) if one.paper is not None and one.paper.key in zaken]
    return motion_standing(Decision(_said(one.fields), one.date) for one in sure)


def _near(connection: Connection, zaken: Sequence[str]) -> list[Any]:
    """Decisions on the agenda items of these papers, whichever paper they are about."""
    near = [row for _role, _key, row in pointing_at(connection, Kind.ZAAK, zaken, ("zaak", "agendapunt-zaak"), (Kind.BESLUIT,))]
    points = [row.key for _role, _key, row in pointing_at(connection, Kind.ZAAK, zaken, ("zaak",), (Kind.AGENDAPUNT,))]
    near += [row for _role, _key, row in pointing_at(connection, Kind.AGENDAPUNT, points, ("agendapunt",), (Kind.BESLUIT,))]
    return sorted({row.id: row for row in near}.values(), key=lambda row: row.id)


def _said(fields: Mapping[str, Any]) -> str:
    return str(fields.get("BesluitSoort") or fields.get("BesluitTekst") or "")


def vote_of(connection: Connection, row: Any) -> VoteView:
    """One decision with its votes."""
    return with_ballots(connection, decided(connection, [row]))[0]


def with_ballots(connection: Connection, decisions: Sequence[Decided]) -> list[VoteView]:
    """Decisions with the votes that were cast, in the given order."""
    keys = [decision.row.key for decision in decisions]
    cast = pointing_at(connection, Kind.BESLUIT, keys, ("besluit",), (Kind.STEMMING,), limit=20_000)
    ids = {row.id: key for _role, key, row in cast}
    pages: dict[int, str] = {}
    for link in stated(connection, list(ids), ("fractie", "persoon")):
        if link.role == "persoon" or link.from_id not in pages:
            pages[link.from_id] = page_of(link.to_kind, link.to_key)
    rows: dict[str, list[Any]] = {}
    for _role, key, row in sorted(cast, key=lambda item: (item[2].modified or "", item[2].id)):
        rows.setdefault(key, []).append(row)
    return [_view(decision, rows.get(decision.row.key, ()), pages) for decision in decisions]


def _view(decision: Decided, rows: Sequence[Any], pages: Mapping[int, str]) -> VoteView:
    """One decision; a voter whose row is repeated counts once, the last row holds, as in the ledger's count."""
    ballots: dict[str, Ballot] = {}
    counted = []
    for row in rows:
        fields = orjson.loads(row.fields)
        name = str(fields.get("ActorNaam") or fields.get("ActorFractie") or "onbekend")
        personal = "SidActorLid" in fields
        size = fields.get("FractieGrootte")
        weight = size if isinstance(size, int) and size >= 0 else 0
        party = str(fields["ActorFractie"]) if fields.get("ActorFractie") else None
        mistaken = fields.get("Vergissing") is True
        sort = str(fields.get("Soort"))
        counted.append(LedgerBallot(name, party, sort, weight, name if personal else None, mistaken))
        ballots[name] = Ballot(
            name=name,
            choice=_CHOICES.get(sort, "afwezig"),
            seats=1 if personal else weight,
            page=pages.get(row.id),
            party=party if personal else None,
            mistaken=mistaken,
        )
    result = tally(counted)
    return VoteView(
        outcome=outcome_of(decision.fields),
        method=decision.fields.get("StemmingsSoort"),
        date=decision.date,
        ayes=result.seats_for,
        noes=result.seats_against,
        ballots=tuple(sorted(ballots.values(), key=lambda ballot: (_ORDER[ballot.choice], -ballot.seats, ballot.name))),
        basis="onbekend" if decision.paper is None else "volgorde" if decision.derived else "bron",
        page=page_of(decision.row.kind, decision.row.key),
        subject=title_of(decision.item) if decision.item is not None else None,
        paper=(title_of(decision.paper), page_of(decision.paper.kind, decision.paper.key))
        if decision.paper is not None
        else None,
    )

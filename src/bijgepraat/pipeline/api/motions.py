# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Motions in the API: what they ask, how they stand, and who voted how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from bijgepraat.ledger.motions import MotionState
from bijgepraat.model.api import Found, Parameter, Schema
from bijgepraat.model.records import Kind
from bijgepraat.model.views import VoteView, page_of
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.places import Places, link
from bijgepraat.pipeline.api.schemas import (
    DAY,
    THEME,
    choice,
    flag,
    links,
    maybe,
    named,
    several,
    text,
    thing,
    whole,
)
from bijgepraat.pipeline.site.documents import motion_of
from bijgepraat.pipeline.site.relations import publications_for
from bijgepraat.pipeline.site.votes import standing_of, votes_on
from bijgepraat.store.lookup import by_ids, by_key, text_of
from bijgepraat.store.public import motions
from bijgepraat.store.queries import Connection, by_keys, levels_of
from bijgepraat.store.store import Store

_BASE: dict[str, Schema] = {
    "sleutel": text("Sleutel van de zaak."),
    "nummer": maybe(text("Nummer van de zaak, zoals 2025Z00003.")),
    "titel": text(),
    "datum": maybe(DAY),
    "thema": maybe(THEME),
    "toestand": choice([one.value for one in MotionState]),
    "toestand_sinds": maybe(DAY),
    "toestand_woorden": maybe(text("De woorden van het besluit dat dit zegt.")),
    "oordeel_kabinet": maybe(text()),
    "adres": text("De pagina op deze site.", format="uri-reference"),
}
SCHEMAS: dict[str, Schema] = {
    "MotieKort": thing("Een motie in een lijst.", **_BASE, _links=links("document")),
    "Motie": thing(
        "Een motie met wat zij vraagt en de stemmingen.",
        **_BASE,
        verzoeken=several(named("Vindplaats"), "De alinea's waarin de motie iets vraagt; leeg als de tekst er niet is."),
        stemmingen=several(
            thing(
                uitkomst=text(),
                manier=maybe(text()),
                datum=maybe(DAY),
                voor=whole("Zetels voor.", minimum=0),
                tegen=whole("Zetels tegen.", minimum=0),
                zekerheid=choice(
                    ("bron", "volgorde", "onbekend"),
                    "bron: de bron zegt dat het over deze motie gaat; volgorde: afgeleid uit de plaats op de agenda.",
                ),
                stemmen=several(
                    thing(
                        naam=text(),
                        stem=choice(("voor", "tegen", "afwezig")),
                        zetels=whole(minimum=0),
                        partij=maybe(text("Bij een hoofdelijke stemming.")),
                        vergissing=flag(),
                    )
                ),
            )
        ),
        _links=links("document"),
    ),
}


def listed(asked: Asked) -> Found:
    """Motions, newest first."""
    store = asked.memory.store

    def every() -> list[tuple[int, str | None, str | None]]:
        with store.reading() as connection:
            return [(row.id, row.date, row.theme) for row in motions(connection)]

    found: Sequence[tuple[int, str | None, str | None]] = asked.memory.recall("moties", every, follows_changes=True)
    first, last = (value.isoformat() if (value := asked.get(name)) else None for name in ("sinds", "tot"))
    theme = asked.get("thema")
    if first or last or theme:
        found = [
            one
            for one in found
            if (not theme or one[2] == theme)
            and (not first or (one[1] is not None and one[1] >= first))
            and (not last or (one[1] is not None and one[1] <= last))
        ]
    return Found(as_things(store, [one[0] for one in asked.window.cut(found)]), len(found))


def as_things(store: Store, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Motions by their number in the store, in that order."""
    with store.reading() as connection:
        rows: dict[int, Any] = {}
        for start in range(0, len(ids), 500):
            rows |= by_ids(connection, ids[start : start + 500])
        read = levels_of(connection, ids)
        return [_base(connection, rows[number], read.get(number)) for number in ids if number in rows]


def one(asked: Asked) -> dict[str, Any] | None:
    """One motion by the key of its zaak."""
    store, key = asked.memory.store, asked.path["sleutel"]
    with store.reading() as connection:
        row = by_key(connection, Kind.ZAAK, key)
        if row is None or row.deleted or orjson.loads(row.fields).get("Soort") != "Motie":
            return None
        found = _base(connection, row, levels_of(connection, [row.id]).get(row.id))
        paper = _paper(connection, row)
        words = (text_of(connection, paper.id, paper.version) or "") if paper is not None else ""
        motion = motion_of(connection, row, words)
        votes, _more = votes_on(connection, [key])
    asks = motion.asks if motion is not None and paper is not None else ()
    places = Places(store, [(paper.kind, paper.key)] if paper is not None else [])
    return {
        **found,
        "verzoeken": [places.of(paper.kind, paper.key, each.quote, each.start, each.end) for each in asks],
        "stemmingen": [_vote(vote) for vote in votes if vote.basis != "onbekend"],
    }


def _paper(connection: Connection, row: Any) -> Any:
    """The publication with the motion's words; None where it did not arrive."""
    keys = publications_for(connection, row, {row.key: row})
    there = by_keys(connection, Kind.PUBLICATIE, keys)
    return next((there[key] for key in keys if key in there and there[key].has_text), None)


def _base(connection: Connection, row: Any, reading: Any) -> dict[str, Any]:
    fields = orjson.loads(row.fields)
    standing = standing_of(connection, [row.key])
    thought = fields.get("Kabinetsappreciatie")
    return {
        "sleutel": row.key,
        "nummer": str(fields["Nummer"]) if fields.get("Nummer") else None,
        "titel": row.title or row.key,
        "datum": row.date,
        "thema": reading.theme if reading is not None else None,
        "toestand": standing.state.value,
        "toestand_sinds": standing.since.isoformat() if standing.since else None,
        "toestand_woorden": standing.words,
        "oordeel_kabinet": str(thought) if thought and not str(thought).startswith("Niet beschikbaar") else None,
        "adres": page_of(row.kind, row.key),
        "_links": {"self": link("moties", row.key), "document": link("documenten", row.kind, row.key)},
    }


def _vote(vote: VoteView) -> dict[str, Any]:
    return {
        "uitkomst": vote.outcome,
        "manier": str(vote.method) if vote.method else None,
        "datum": vote.date.isoformat() if vote.date else None,
        "voor": vote.ayes,
        "tegen": vote.noes,
        "zekerheid": vote.basis,
        "stemmen": [
            {
                "naam": each.name,
                "stem": each.choice,
                "zetels": each.seats,
                "partij": each.party,
                "vergissing": each.mistaken,
            }
            for each in vote.ballots
        ],
    }


OPERATIONS = (
    Operation(
        "/moties",
        "moties",
        "Moties",
        "Moties",
        "Moties met hun toestand, de nieuwste eerst.",
        "MotieKort",
        listed,
        parameters=(
            Parameter("thema", "Alleen dit thema.", THEME),
            Parameter("sinds", "Van deze dag of later.", DAY, example="2025-09-01"),
            Parameter("tot", "Van deze dag of eerder.", DAY, example="2026-03-31"),
        ),
        collection="moties",
        columns=tuple(
            (name, name)
            for name in (
                "sleutel",
                "nummer",
                "titel",
                "datum",
                "thema",
                "toestand",
                "toestand_sinds",
                "toestand_woorden",
                "oordeel_kabinet",
                "adres",
            )
        ),
    ),
    Operation(
        "/moties/{sleutel}",
        "motie",
        "Moties",
        "Eén motie",
        "Eén motie, met de woorden waarin zij iets vraagt en wie hoe stemde.",
        "Motie",
        one,
        places=(Parameter("sleutel", "De sleutel uit de lijst.", text()),),
    ),
)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the two doors need of the house: opening it, its state, and the errors that are said to people as they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson

from bijgepraat.compose.edition import WeekError
from bijgepraat.model.health import Fault, Health, SourceHealth
from bijgepraat.pipeline.desk import DeskError
from bijgepraat.pipeline.health import health
from bijgepraat.pipeline.mail_health import mail_health
from bijgepraat.pipeline.opening import open_store
from bijgepraat.pipeline.publishing import PublishError
from bijgepraat.settings import MailSettingsError, Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.descriptions import descriptions
from bijgepraat.store.digest import digest
from bijgepraat.store.errors import StoreError
from bijgepraat.store.overview import kind_counts, latest_imports, notice_groups
from bijgepraat.store.store import Store

USER_ERRORS = (StoreError, InputError, WeekError, MailSettingsError, DeskError, PublishError)
"""Errors whose message is written for people: shown without a traceback."""

__all__ = [
    "USER_ERRORS",
    "DeskError",
    "InputError",
    "PublishError",
    "Store",
    "index_again",
    "open_store",
    "status",
    "store_digest",
]


def store_digest(store: Store) -> dict[str, str]:
    """Per table a hash over its content, and one over all: equal stores give equal digests."""
    with store.reading() as connection:
        return digest(connection)


def index_again(store: Store) -> int:
    """Throw the search index away and build it from the store; returns the number of entries."""
    store.index.clear()
    return store.index.follow(store.engine)


def status(store: Store, settings: Settings | None = None, now: datetime | None = None) -> dict[str, Any]:
    """The health of the followed sources with the exit status for monitoring, and per source of records its newest item,
    counts per kind, its last import and what was refused or doubtful. Without settings only the bundled descriptions
    count; `now` is the present moment unless given.
    """
    now = now or datetime.now(UTC)
    found = health(store, settings or descriptions(), now)
    post = mail_health(store, settings, now)
    with store.reading() as connection:
        counts = kind_counts(connection)
        imports = latest_imports(connection)
        groups = notice_groups(connection)
    sources: dict[str, dict[str, Any]] = {}
    for row in counts:
        entry = sources.setdefault(row.source, {"bron": row.source, "nieuwste": None, "soorten": {}})
        entry["soorten"][row.kind] = {"aantal": row.number, "nieuwste": row.newest}
        entry["nieuwste"] = max(filter(None, (entry["nieuwste"], row.newest)), default=None)
    return {
        "wijziging": store.changes(),
        "zoekindex": store.index.position,
        "bronnen": [sources[name] for name in sorted(sources)],
        "imports": [
            {
                "bron": row.source,
                "bestand": row.file,
                "begonnen": row.started,
                "klaar": row.finished,
                "aantallen": orjson.loads(row.counts),
            }
            for row in imports
        ],
        "meldingen": [
            {
                "bron": row.source,
                "bestand": row.file,
                "ernst": row.severity,
                "code": row.code,
                "soort": row.kind,
                "melding": row.message,
                "aantal": row.count,
                "voorbeelden": orjson.loads(row.examples),
            }
            for row in groups
        ],
        **_followed(found),
        "post": post,
        "exitstatus": max(found.exit_status, int(post["aandacht"])),
    }


def _followed(found: Health) -> dict[str, Any]:
    """The health of the sources as plain values; moments are ISO 8601 in UTC."""
    return {
        "toestand": found.worst.value,
        "exitstatus": found.exit_status,
        "beschrijving_fout": found.unreadable,
        "gevolgd": [_source(one, [fault for fault in found.recovered if fault.source == one.source]) for one in found.sources],
        "ontbrekend_aantal": found.missing_total,
        "ontbrekend": [
            {
                "bron": piece.source,
                "soort": piece.kind,
                "sleutel": piece.key,
                "titel": piece.title,
                "adres": piece.address,
                "sinds": _iso(piece.announced),
                "pogingen": piece.tries,
                "volgende": _iso(piece.next_try),
                "fout": piece.error,
            }
            for piece in found.missing
        ],
        "rondes": [
            {
                "bron": row.source,
                "stroom": row.stream,
                "begonnen": _iso(row.started),
                "klaar": _iso(row.finished),
                "eerste": row.first,
                "herzending": row.flood,
                "opgeslagen": row.stored,
                "ongewijzigd": row.unchanged,
                "herzonden": row.resent,
                "geweigerd": row.refused,
                "fout": row.error,
            }
            for row in found.rounds
        ],
    }


def _source(one: SourceHealth, recovered: list[Fault]) -> dict[str, Any]:
    return {
        "bron": one.source,
        "titel": one.title,
        "toestand": one.state.value,
        "sinds": _iso(one.since),
        "laatst_gelukt": _iso(one.succeeded),
        "nieuwste": _iso(one.newest),
        "ontbreekt": one.missing,
        "wacht": one.waiting,
        "stromen": [
            {
                "stroom": stream.name,
                "toestand": stream.state.value,
                "sinds": _iso(stream.since),
                "laatst_gevraagd": _iso(stream.facts.polled),
                "laatst_gelukt": _iso(stream.facts.succeeded),
                "nieuwste": _iso(stream.facts.newest),
                "mislukt": stream.facts.failures,
                "code": stream.facts.code,
                "fout": stream.facts.error,
            }
            for stream in one.streams
        ],
        "waarschuwingen": [
            {
                "stroom": fault.stream,
                "code": fault.code,
                "melding": fault.message,
                "voorbeeld": fault.example,
                "aantal": fault.count,
                "eerst": _iso(fault.first),
                "laatst": _iso(fault.last),
                "hersteld": _iso(fault.resolved),
            }
            for fault in (*one.faults, *recovered)
        ],
    }


def _iso(value: datetime | None) -> str | None:
    return value.isoformat(timespec="seconds") if value else None

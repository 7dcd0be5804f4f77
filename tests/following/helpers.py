# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Following a peer as the program does, and holding the store against what is true at the peer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa

from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.sync.run import Synchronisation, SyncReport, Wishes
from bijgepraat.settings import Limits, Settings
from bijgepraat.sources.http import Client
from bijgepraat.store.schema import links, records
from bijgepraat.store.store import Store
from peers import Peer, Truth, differences

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def settings_for(folder: Path, peer: Peer) -> Settings:
    """Settings of which the peer is the only private host that may be asked."""
    return Settings(data=folder, limits=Limits(), contact="https://bijgepraat.example", allowed_hosts=frozenset({peer.host}))


@contextmanager
def following(folder: Path, peer: Peer, now: datetime = NOW) -> Iterator[Synchronisation]:
    """A store in `folder` that follows the peer, without waiting between requests."""
    settings = settings_for(folder, peer)
    with (
        open_store(settings) as store,
        Client(
            settings.allowed_hosts, settings.contact, version="test", jitter=random.Random(1), sleep=lambda _s: None
        ) as client,
    ):
        yield Synchronisation(store, settings, client, now=lambda: now, tell=lambda _line, _records: None)


def one_round(synchronisation: Synchronisation, *names: str, **wishes: Any) -> SyncReport:
    """One round over sources by name."""
    return synchronisation.round(synchronisation.chosen(names), Wishes(**{"pieces": False, **wishes}))


def wrong(store: Store, truth: Truth, altered: frozenset[tuple[str, str]] = frozenset()) -> list[str]:
    """Everything in which the store is not as the peer's truth, a line each; empty when they are equal."""
    expected = dict(truth.final())
    found: list[str] = []
    with store.reading() as connection:
        refs: dict[int, list[tuple[str, str]]] = {}
        for link in connection.execute(sa.select(links)):
            refs.setdefault(link.from_id, []).append((link.role, link.to_key))
        entities = sa.select(records).where(records.c.source == "tweedekamer", records.c.kind.not_in(_FROM_FILES))
        rows = connection.execute(entities).all()
    for row in rows:
        name = (row.kind, row.key)
        true = expected.pop(name, None)
        if true is None:
            found.append(f"{name}: not at the peer")
            continue
        own = [ref for ref in refs.get(row.id, ()) if ref[0] not in _MADE_HERE]
        modified = None if name in altered else row.modified
        fields = orjson.loads(row.fields)
        found += [
            f"{name}: {line}"
            for line in differences(
                true, fields=fields, deleted=row.deleted, modified=modified, refs=None if row.deleted else own
            )
        ]
    return found + [f"{name}: missing" for name in expected]


_FROM_FILES = ("Bestand", "Debat")
_MADE_HERE = {"publicatie"}
"""Links that the reader adds of itself: a version names the publication that is its text."""


def warnings_of(store: Store) -> dict[str, list[Any]]:
    """All kept warnings by their code."""
    from bijgepraat.store import warnings

    with store.reading() as connection:
        rows = warnings.recent(connection, datetime(2000, 1, 1, tzinfo=UTC))
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.code, []).append(row)
    return found

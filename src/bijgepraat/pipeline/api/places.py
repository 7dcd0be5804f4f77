# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Where quoted words stand: for people on this site, and at the source itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from bijgepraat.model.editions import Evidence
from bijgepraat.model.views import place_of
from bijgepraat.store.queries import by_keys
from bijgepraat.store.store import Store

ROOT = "/v1"


def link(*parts: str) -> dict[str, str]:
    """A link to an address of the API."""
    return {"href": "/".join([ROOT, *(quote(part, safe="") for part in parts)])}


class Places:
    """Quotes in records that were looked up together."""

    def __init__(self, store: Store, names: Iterable[tuple[str, str]]) -> None:
        keys: dict[str, dict[str, None]] = {}
        for kind, key in names:
            keys.setdefault(kind, {})[key] = None
        with store.reading() as connection:
            self._rows = {(kind, row.key): row for kind, some in keys.items() for row in by_keys(connection, kind, some).values()}

    def of(self, kind: str, key: str, words: str, start: int, end: int) -> dict[str, Any]:
        """Words in the current version of a record."""
        row = self._rows.get((kind, key))
        part = "titel" if row is not None and not row.has_text else "tekst"
        return {
            "soort": kind,
            "sleutel": key,
            "titel": row.title if row is not None else None,
            "versie": row.version if row is not None else None,
            "deel": part,
            "citaat": words,
            "begin": start,
            "einde": end,
            "adres": place_of(f"{kind}:{key}", start, end, part=part),
            "adres_bron": row.address if row is not None else None,
        }

    def title(self, kind: str, key: str) -> str | None:
        """The title of a record."""
        row = self._rows.get((kind, key))
        return row.title if row is not None else None

    def address(self, kind: str, key: str) -> str | None:
        """The source's own address of a record."""
        row = self._rows.get((kind, key))
        return row.address if row is not None else None


def evidence(one: Evidence, titles: Mapping[str, str | None] | None = None) -> dict[str, Any]:
    """The evidence of an edition, in the version that was quoted."""
    kind, _, key = one.record.partition(":")
    return {
        "soort": kind,
        "sleutel": key,
        "titel": (titles or {}).get(one.record),
        "versie": one.version,
        "deel": one.part,
        "citaat": one.quote,
        "begin": one.start,
        "einde": one.end,
        "adres": place_of(one.record, one.start, one.end, version=one.version, part=one.part),
        "adres_bron": one.address,
    }

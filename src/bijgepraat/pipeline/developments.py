# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Developments as a weekly page reports them: each section with what was found in it."""

from __future__ import annotations

from typing import Any

import orjson

from bijgepraat.model.records import Kind
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.store.lookup import claims_of, of_kind, text_of
from bijgepraat.store.store import Store
from bijgepraat.understand.quotations import find_quotations

_ORGANISATIONS = {"organisation", "party", "ministry"}


def developments(store: Store, source: str | None = None) -> list[dict[str, Any]]:
    """All sections of weekly pages, newest section of each page first, as plain values. Analyses what was not read yet."""
    analyse_store(store, kinds=[Kind.ONTWIKKELING])
    found = []
    with store.reading() as connection:
        for row in of_kind(connection, Kind.ONTWIKKELING, source):
            fields = orjson.loads(row.fields)
            text = text_of(connection, row.id, row.version) or ""
            claims = [(claim.type, claim, orjson.loads(claim.value)) for claim in claims_of(connection, row.id)]
            names = [(claim, value) for kind, claim, value in claims if kind == "name"]
            quotations = find_quotations(text)
            found.append(
                {
                    "id": f"{row.kind}:{row.key}",
                    "source": row.source,
                    "title": row.title,
                    "date": row.date,
                    "between": fields.get("tussen"),
                    "themes": [theme["key"] for theme in orjson.loads(row.themes or "[]")][:4],
                    "persons": _distinct((v["id"] or v["name"], v["name"] or c.quote) for c, v in names if v["type"] == "person"),
                    "organisations": _distinct((v["id"] or c.quote, c.quote) for c, v in names if v["type"] in _ORGANISATIONS),
                    "municipalities": _distinct(
                        (v["id"] or c.quote, v["name"] or c.quote) for c, v in names if v["type"] == "municipality"
                    ),
                    "amounts": [value["low_eur"] for kind, _claim, value in claims if kind == "amount"],
                    "quotation": bool(quotations),
                    "quotations": [{"quote": span.quote, "start": span.start, "end": span.end} for span in quotations],
                    "claims": [
                        {"type": kind, "quote": claim.quote, "start": claim.start, "end": claim.end, **value}
                        for kind, claim, value in claims
                    ],
                    "text": text,
                    "order": fields.get("volgorde"),
                }
            )
    return sorted(found, key=lambda item: (item["id"].rsplit("#", 1)[0], -(item["order"] or 0)))


def _distinct(pairs: Any) -> list[str]:
    """The first form of each name, in order of appearance."""
    seen: dict[str, str] = {}
    for identity, shown in pairs:
        seen.setdefault(identity, shown)
    return list(dict.fromkeys(seen.values()))

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Where a finding leads: a page of this site, else the publisher's, else nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bijgepraat.model.claims import Name, Reference, Span
from bijgepraat.model.records import Kind
from bijgepraat.model.views import page_of
from bijgepraat.pipeline.editions import SAMPLE
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.store.queries import Connection, existing

_PUBLISHED = re.compile(r"(?:kst|stb|stcrt)-[A-Za-z0-9.-]+-\d+|(?:stb|stcrt)-\d{4}-\d+")
_PUBLISHER = "https://zoek.officielebekendmakingen.nl/"
_NAMED = {"person": Kind.PERSOON, "party": Kind.FRACTIE, "municipality": Kind.GEMEENTE}


def targets(connection: Connection, memory: Memory, found: Sequence[tuple[Span, str | None]]) -> list[tuple[str | None, bool]]:
    """Per finding its path or address, and whether that is elsewhere. Numbers of sample data are never looked up elsewhere."""
    wanted: dict[str, set[str]] = {}
    for span, ref in found:
        kind = _kind(span)
        if kind and ref:
            wanted.setdefault(kind, set()).add(ref)
    there = existing(connection, {kind: sorted(keys) for kind, keys in wanted.items()})
    sample = memory.store.property(SAMPLE) is not None
    out: list[tuple[str | None, bool]] = []
    for span, ref in found:
        kind = _kind(span)
        if kind and ref and (kind, ref) in there:
            out.append((page_of(kind, ref), False))
        elif isinstance(span, Reference) and ref and not sample and _PUBLISHED.fullmatch(ref):
            out.append((_PUBLISHER + ref, True))
        else:
            out.append((None, False))
    return out


def _kind(span: Span) -> str | None:
    if isinstance(span, Reference):
        return Kind.PUBLICATIE
    return _NAMED.get(span.type) if isinstance(span, Name) else None

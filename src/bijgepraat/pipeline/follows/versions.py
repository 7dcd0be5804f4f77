# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From rows of the store to what the decider of events looks at: which fields matter to readers, and how they are said."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from bijgepraat.model.following import Version
from bijgepraat.model.records import Kind
from bijgepraat.pipeline.site.votes import outcome_of

HERE = ZoneInfo("Europe/Amsterdam")
MEETINGS = frozenset({Kind.ACTIVITEIT, Kind.VERGADERING})
OFF = frozenset({"Geannuleerd", "Vervallen", "Verplaatst"})
"""States of a meeting that does not take place (then); one that was moved has a successor of its own."""
_DECIDES = re.compile(r"Stemmen - (?:aangenomen|verworpen|aangehouden|ingetrokken|vervallen|zonder stemming aannemen)")
"""Outcomes that say what became of a paper; most decisions only say on which agenda it goes."""
_WORD = re.compile(r"\w+")
_EARLIEST = "1900"
_GROWS = frozenset({Kind.DEBAT})
"""Kinds whose text grows for days while it is made: only that they are there is news."""


def version_of(row: Any, texts: Mapping[tuple[int, int], str]) -> Version:
    """A row of `records` or `history` with its text."""
    fields = orjson.loads(row.fields)
    title = " ".join(str(row.title or "").split())
    # What is deleted has lost its words; that says nothing about them.
    words = "" if row.kind in _GROWS else fingerprint(title, texts.get((row.id, row.version), ""))
    return Version(
        number=row.version,
        seq=row.seq,
        modified=row.modified,
        deleted=row.deleted,
        title=title,
        words=words,
        begin=begin_of(row.kind, row.date, fields),
        facets=tuple(_facets(row.kind, fields)),
        off=row.kind in MEETINGS and fields.get("Status") in OFF,
    )


def fingerprint(*texts: str) -> str:
    """The same for texts with the same words, whatever their spaces, capitals and signs."""
    hasher = hashlib.blake2b(digest_size=8)
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            hasher.update(word.encode("utf-8", "replace") + b" ")
    return hasher.hexdigest()


def begin_of(kind: str, day: str | None, fields: Mapping[str, Any]) -> str | None:
    """When a meeting begins, in Dutch time: `2026-03-02T10:00`, or `2026-03-02` where the hour is not known."""
    if kind not in MEETINGS:
        return None
    there = moment_of(fields.get("Aanvangstijd"))
    if there is not None and (day is None or there.date().isoformat() == day):
        return there.isoformat(timespec="minutes")[:16]
    return day


def moment_of(value: Any) -> datetime | None:
    """A moment of the wire in Dutch time; None for what is none, for midnight (a day) and for the year 1."""
    if not isinstance(value, str) or len(value) < 16 or value[:4] < _EARLIEST:
        return None
    try:
        there = datetime.fromisoformat(value)
        there = there.astimezone(HERE) if there.tzinfo else there.replace(tzinfo=HERE)
    except (ValueError, OverflowError):
        return None
    return None if (there.hour, there.minute, there.second) == (0, 0, 0) else there


def standing(rows: Sequence[Any]) -> Any:
    """The last row that was not deleted, in the order of arrival; None when there was none."""
    return next((row for row in reversed(rows) if not row.deleted), None)


def _facets(kind: str, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if kind == Kind.ZAAK:
        if fields.get("Afgedaan") is True:
            found.append(("behandeling", "afgedaan"))
        if isinstance(opinion := fields.get("Kabinetsappreciatie"), str) and opinion.strip():
            found.append(("oordeel van het kabinet", " ".join(opinion.split())))
    elif kind == Kind.BESLUIT:
        sort = str(fields.get("BesluitSoort") or "")
        if fields.get("Status") in {None, "Besluit"} and _DECIDES.fullmatch(sort):
            found.append(("uitkomst", outcome_of(fields)))
    elif kind == Kind.TOEZEGGING and isinstance(status := fields.get("Status"), str) and status.strip():
        found.append(("toezegging", " ".join(status.split())))
    return found

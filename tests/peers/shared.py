# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Real entities from OData as changes: JSON lines of the Tweede Kamer, compressed with xz, one file per kind.

Files with `_linked` in their name have foreign keys and are taken first; an entity that is in two files is taken once.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .kinds import KINDS
from .truth import Change, Truth

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_META = {"Id", "ApiGewijzigdOp", "Verwijderd"}
_MOMENTS = {kind.name: frozenset(field.name for field in kind.fields if field.type == "t") for kind in KINDS.values()}


class _Rows:
    """Rows as they stand in the files, kept as text and read when they are asked for."""

    def __init__(self, rows: list[tuple[str, str, str, str]]) -> None:
        self._rows = rows

    def most(self) -> int | None:
        return len(self._rows)

    def kind(self, index: int) -> str:
        return self._rows[index][1]

    def key(self, index: int) -> str:
        return self._rows[index][2]

    def brief(self, index: int) -> tuple[str, bool]:
        updated, _kind, _key, raw = self._rows[index]
        return updated, json.loads(raw)["Verwijderd"] is True

    def change(self, index: int) -> Change:
        updated, kind, key, raw = self._rows[index]
        return _change(kind, key, updated, json.loads(raw))


def from_shared(folder: Path, entries: int) -> Truth:
    """The first entities of every kind in `folder` (`…/data/tweedekamer`), in the order of their change."""
    files = sorted(folder.glob("*.jsonl.xz"), key=lambda path: ("_linked" not in path.name, path.name))
    known = [(path, kind) for path in files if (kind := _kind_of(path)) in KINDS]
    seen: set[str] = set()
    rows: list[tuple[str, str, str, str]] = []
    share = entries
    # Small files give all they have; what they leave is for the larger ones, in a few rounds.
    readers = [(kind, _lines(path)) for path, kind in known]
    while readers and len(rows) < entries:
        share = max(1, (entries - len(rows)) // len(readers))
        left = []
        for kind, lines in readers:
            taken = 0
            for raw in islice(lines, share):
                taken += 1
                row = json.loads(raw)
                key = row["Id"].lower()
                if key not in seen and len(rows) < entries:
                    seen.add(key)
                    rows.append((_seven(row["ApiGewijzigdOp"]), kind, key, raw))
            if taken == share:
                left.append((kind, lines))
        readers = left
    rows.sort()
    return Truth(_Rows(rows), len(rows))


def _kind_of(path: Path) -> str:
    stem = path.name.partition(".")[0].replace("_linked", "")
    return "".join(part.capitalize() for part in stem.split("_"))


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        yield from stream


def _change(kind: str, key: str, updated: str, row: Mapping[str, Any]) -> Change:
    known = {field.name for field in KINDS[kind].fields} | {"GewijzigdOp"}
    refs = {name[:-3]: (value.lower(),) for name, value in row.items() if name.endswith("_Id") and isinstance(value, str)}
    fields = {name: _local(kind, name, value) for name, value in row.items() if name in known and name not in _META}
    # The announced files are not part of these data: a type without a file is what the feed then shows.
    return Change(kind, key, updated, fields, refs, deleted=row["Verwijderd"] is True)


def _local(kind: str, name: str, value: Any) -> Any:
    """The feed writes local moments to the second: what is finer or in another zone is brought to that."""
    if name not in _MOMENTS[kind] or not isinstance(value, str) or value.startswith("0001"):
        return value
    moment = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", value)).astimezone(_AMSTERDAM).replace(microsecond=0)
    return moment.isoformat()


def _seven(moment: str) -> str:
    whole, _, fraction = moment.removesuffix("Z").partition(".")
    if len(whole) != 19:  # with an offset instead of Z
        return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"
    return f"{whole}.{fraction[:7]:0<7}Z"

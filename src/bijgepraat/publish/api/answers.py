# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The bytes of answers: JSON, problems, and CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from bijgepraat.model.api import Fault

JSON = "application/json"
CSV = "text/csv; charset=utf-8; header=present"
PROBLEM = "application/problem+json"
_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""What a cell may not begin with: a spreadsheet would run it. The wide forms count, and so do a tab and a line's end."""
_TITLES = {
    400: "De vraag klopt niet",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    406: "Deze vorm is er niet",
    500: "Er ging hier iets mis",
}


def as_json(value: Any) -> bytes:
    """Plain values as JSON."""
    return orjson.dumps(value)


def problem(status: int, detail: str, path: str, faults: Iterable[Fault] = (), help_page: str = "/api") -> bytes:
    """A problem of RFC 9457, with every fault of the question."""
    found = {
        "type": f"{help_page}#fout-{status}" if status in _TITLES else "about:blank",
        "title": _TITLES.get(status, "Fout"),
        "status": status,
        "detail": detail,
        "instance": path,
        "fouten": [{"waar": one.where, "naam": one.name, "code": one.code, "melding": one.words} for one in faults],
    }
    return orjson.dumps(found)


def as_csv(columns: Sequence[tuple[str, str]], things: Iterable[Mapping[str, Any]]) -> bytes:
    """Things as CSV (RFC 4180): a line a thing, cells by their dotted paths; see `cell`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name for name, _path in columns])
    writer.writerows([cell(value_at(one, path)) for _name, path in columns] for one in things)
    return out.getvalue().encode()


def value_at(thing: Any, path: str) -> Any:
    """What stands at a path such as `stappen.0.titel`; `*` takes every item of a list. None where there is nothing."""
    name, _, rest = path.partition(".")
    if name == "*":
        return [value_at(one, rest) if rest else one for one in thing] if isinstance(thing, list) else None
    if isinstance(thing, list):
        found = thing[int(name)] if name.isdigit() and int(name) < len(thing) else None
    else:
        found = thing.get(name) if isinstance(thing, Mapping) else None
    return value_at(found, rest) if rest and found is not None else found


def cell(value: Any) -> str:
    """A value as a cell. Words that a spreadsheet would take for a formula get an apostrophe in front; numbers stay."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        value = "; ".join("" if one is None else str(one) for one in value)
    words = str(value)
    start = words.lstrip(" \u00a0\ufeff")[:1]
    return f"'{words}" if start in _FORMULA and start else words

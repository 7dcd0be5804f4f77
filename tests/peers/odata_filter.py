# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The part of OData's `$filter` and `$expand` that clients of the Tweede Kamer use. Anything else is a `QueryError`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Test: TypeAlias = Callable[[Row], bool]
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<moment>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?(?![\w-]))"
    r"|(?P<guid>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>[\w/]+)|(?P<sign>[(),]))"
)
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a is not None and b is not None and a > b,
    "ge": lambda a, b: a is not None and b is not None and a >= b,
    "lt": lambda a, b: a is not None and b is not None and a < b,
    "le": lambda a, b: a is not None and b is not None and a <= b,
}
_FUNCTIONS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": lambda text, part: part in text,
    "startswith": lambda text, part: text.startswith(part),
    "endswith": lambda text, part: text.endswith(part),
}


class QueryError(Exception):
    """The query cannot be understood."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer shows of each row: which fields (all when empty), which relations, and which rows of those."""

    select: tuple[str, ...] = ()
    expand: Mapping[str, Shape] = field(default_factory=dict)
    where: Test | None = None


def comparable(value: Any) -> Any:
    """A value so that moments in different zones compare: a number of seconds for whatever looks like one."""
    if isinstance(value, str) and len(value) > 18 and value[10:11] == "T":
        fraction = re.search(r"\.(\d+)", value)
        whole = datetime.fromisoformat(re.sub(r"\.\d+", "", value)) if not value.startswith("0001") else None
        if whole is None:
            return 0
        return int(whole.timestamp()) * 10**7 + int((fraction.group(1) if fraction else "0")[:7].ljust(7, "0"))
    return value


def parse_filter(text: str) -> Test:
    """A `$filter` as a test of a row."""
    tokens = _tokens(text)
    test = _or(tokens)
    if tokens:
        raise QueryError(text)
    return test


def parse_expand(text: str) -> dict[str, Shape]:
    """`Zaak($select=Id),Besluit($filter=…;$expand=…)` → what to show of each relation."""
    found: dict[str, Shape] = {}
    for part in _split(text, ","):
        name, _, rest = part.strip().partition("(")
        options = dict(_option(item) for item in _split(rest.removesuffix(")"), ";")) if rest else {}
        found[name] = shape(options)
    return found


def shape(options: Mapping[str, str]) -> Shape:
    """`$select`, `$expand` and `$filter` together."""
    select = tuple(name.strip() for name in options.get("$select", "").split(",") if name.strip())
    expand = parse_expand(options["$expand"]) if options.get("$expand") else {}
    return Shape(select, expand, parse_filter(options["$filter"]) if options.get("$filter") else None)


def _option(item: str) -> tuple[str, str]:
    name, sign, value = item.strip().partition("=")
    if not sign:
        raise QueryError(item)
    return name, value


def _split(text: str, separator: str) -> list[str]:
    parts, depth, quoted, start = [], 0, False, 0
    for n, letter in enumerate(text):
        quoted ^= letter == "'"
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if letter == separator and depth == 0 and not quoted:
            parts.append(text[start:n])
            start = n + 1
    if depth or quoted:
        raise QueryError(text)
    return [*parts, text[start:]]


def _tokens(text: str) -> list[tuple[str, str]]:
    found, place = [], 0
    text = text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise QueryError(text)
        found.append((match.lastgroup, match.group(match.lastgroup)))
        place = match.end()
    found.reverse()
    return found


def _take(tokens: list[tuple[str, str]], *wanted: str) -> str:
    if not tokens or (wanted and tokens[-1][1] not in wanted):
        raise QueryError(" ".join(value for _, value in reversed(tokens)))
    return tokens.pop()[1]


def _next(tokens: list[tuple[str, str]], word: str) -> bool:
    return bool(tokens) and tokens[-1] == ("word", word)


def _or(tokens: list[tuple[str, str]]) -> Test:
    test = _and(tokens)
    while _next(tokens, "or"):
        tokens.pop()
        test = _either(test, _and(tokens))
    return test


def _and(tokens: list[tuple[str, str]]) -> Test:
    test = _not(tokens)
    while _next(tokens, "and"):
        tokens.pop()
        test = _both(test, _not(tokens))
    return test


def _either(one: Test, other: Test) -> Test:
    return lambda row: one(row) or other(row)


def _both(one: Test, other: Test) -> Test:
    return lambda row: one(row) and other(row)


def _not(tokens: list[tuple[str, str]]) -> Test:
    if _next(tokens, "not"):
        tokens.pop()
        inner = _not(tokens)
        return lambda row: not inner(row)
    if tokens and tokens[-1] == ("sign", "("):
        tokens.pop()
        grouped = _or(tokens)
        _take(tokens, ")")
        return grouped
    return _comparison(tokens)


def _comparison(tokens: list[tuple[str, str]]) -> Test:
    name = _take(tokens)
    if name in _FUNCTIONS:
        _take(tokens, "(")
        column = _take(tokens)
        _take(tokens, ",")
        part = _value(tokens)
        _take(tokens, ")")
        function = _FUNCTIONS[name]
        return lambda row: isinstance(row[column], str) and function(row[column], str(part))
    sign = _take(tokens, *_COMPARISONS, "in")
    if sign == "in":
        _take(tokens, "(")
        values = [_value(tokens)]
        while tokens and tokens[-1] == ("sign", ","):
            tokens.pop()
            values.append(_value(tokens))
        _take(tokens, ")")
        return lambda row: comparable(row[name]) in values
    compare, value = _COMPARISONS[sign], _value(tokens)
    return lambda row: compare(comparable(row[name]), value)


def _value(tokens: list[tuple[str, str]]) -> Any:
    if not tokens:
        raise QueryError("geen waarde")
    kind, raw = tokens.pop()
    if kind == "text":
        return raw[1:-1].replace("''", "'")
    if kind == "moment":
        return comparable(raw) if "T" in raw else raw
    if kind == "guid":
        return raw.lower()
    if kind == "number":
        return float(raw) if "." in raw else int(raw)
    if raw in {"true", "false", "null"}:
        return {"true": True, "false": False, "null": None}[raw]
    raise QueryError(raw)

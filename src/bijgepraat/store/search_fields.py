# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Conditions of a query: a field, and what it must be. Pure."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass

from bijgepraat.model.claims import THEMES

FIELDS = ("partij", "persoon", "thema", "soort", "dossier", "gemeente", "bron", "sinds", "tot", "bedrag")
"""Names of fields as people type them. `sinds` and `tot` take a year, a month or a day, `tot` that period included."""

_AMOUNT = re.compile(r"€?\s*(\d{1,12}(?:[.]\d{3}){0,3}|\d{1,12})(?:,(\d{1,3}))?\s*([a-z]*)")
_TIMES = {
    "": 1,
    "euro": 1,
    "k": 1_000,
    "duizend": 1_000,
    "ton": 100_000,
    "m": 1_000_000,
    "mln": 1_000_000,
    "miljoen": 1_000_000,
    "mld": 1_000_000_000,
    "miljard": 1_000_000_000,
}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DUTCH = re.compile(r"(?:(\d{1,2})-)?(\d{1,2})-(\d{4})")
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Condition:
    """`field` must be `value`, or lie from `low` to `high` (both included; days as 20250702, amounts in whole euros)."""

    field: str
    value: str = ""
    low: int | None = None
    high: int | None = None


def condition(field: str, sign: str, value: str) -> Condition | None:
    """The condition that was typed; None when its value says nothing for that field: it is words then."""
    if field == "bedrag":
        return _amount(sign, value)
    if field in {"sinds", "tot"}:
        days = _days(value)
        if days is None:
            return None
        return Condition("datum", low=days[0]) if field == "sinds" else Condition("datum", high=days[1])
    named = plain(value)
    if not named:
        return None
    if field == "thema":
        theme = next((key for key, name in THEMES.items() if named in {key, plain(key), plain(name)}), None)
        theme = theme or next((key for key, name in THEMES.items() if plain(name).startswith(named)), None)
        return Condition("thema", theme) if theme else None
    return Condition(field, named)


def plain(value: str) -> str:
    """A name as fields are compared: small letters, without accents, words by one space, hyphens kept."""
    bare = unicodedata.normalize("NFKD", value.casefold())
    kept = "".join(char if char.isalnum() or char in "-&" else " " for char in bare if not unicodedata.combining(char))
    return " ".join(kept.split()).strip("-& ")


def _amount(sign: str, value: str) -> Condition | None:
    found = _AMOUNT.fullmatch(value.strip().lower())
    if found is None or found.group(3) not in _TIMES:
        return None
    whole, cents = found.group(1).replace(".", ""), found.group(2) or ""
    euros = int(whole + cents) * _TIMES[found.group(3)] // 10 ** len(cents)
    if euros > _LARGEST:
        return None
    if sign in {">", ">=", "≥"}:
        return Condition("bedrag", low=euros + (sign == ">"))
    if sign in {"<", "<=", "≤"}:
        return Condition("bedrag", high=max(euros - (sign == "<"), 0))
    return Condition("bedrag", low=euros, high=euros)


def _days(value: str) -> tuple[int, int] | None:
    """The first and last day of a year, month or day as numbers (20250702)."""
    iso, dutch = _ISO.fullmatch(value), _DUTCH.fullmatch(value)
    if iso:
        year, month, day = iso.groups()
    elif dutch:
        day, month, year = dutch.groups()
    else:
        return None
    first_month, last_month = (int(month), int(month)) if month else (1, 12)
    if not (1 <= first_month <= 12 and int(year) >= 1):
        return None
    last_day = monthrange(int(year), last_month)[1]
    if day and not 1 <= int(day) <= last_day:
        return None
    first = int(year) * 10_000 + first_month * 100 + (int(day) if day else 1)
    last = int(year) * 10_000 + last_month * 100 + (int(day) if day else last_day)
    return first, last

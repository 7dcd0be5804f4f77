# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What stands in a table: parties, organisations, ministries, municipalities, provinces and water authorities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bijgepraat.model.claims import Name
from bijgepraat.understand.naming import ministries, tables, towns
from bijgepraat.understand.naming.tables import Form

_WORD_START = re.compile(r"(?<!\w)(?=[A-ZÀ-ÖØ-Þ0-9]|['’]s[- ]|het Bildt)")
_BACK = 40

_MINISTERIAL = re.compile(
    r"(?:(?P<house>[Mm]inisteries?|[Dd]epartement(?:en)?)|[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|"
    r"[Bb]ewinds(?:persoon|personen|lieden)|"
    r"[Cc]ollega['’]?s?|[Aa]mbtenaren)(?: (?:van|voor|bij|der))? $"
)
_FOREIGN = re.compile(r"[A-ZÀ-Ý][\w-]+(?:[sn]e|ische) $")
"""Before "minister van Defensie": that of another country, unless it is "Nederlandse"."""
_NEAR_PARTY = re.compile(
    r"(?:[Ff]ractie|[Pp]artij|[Kk]amerlid|[Ll]ijsttrekker|[Ll]eden|[Ll]id)(?: van)? $|\((?:[\w/ ]{0,20}, )?$"
)
_AFTER_PARTY = re.compile(r"-(?:fractie|Kamerlid|leider|lijst|voorstel|motie)|\)")
_HALF = re.compile(r"(?<![\w-])(?P<half>Noord-|Zuid-)(?= en (?:Noord|Zuid)-Holland\b)")
"""The first of "Noord- en Zuid-Holland"."""
_WATER = re.compile(r"(?:[Ww]aterschap|[Hh]oogheemraadschap)(?: van)? $")


def find_listed(text: str, on: date | None) -> Iterator[Name]:
    """Names of a table that stand in a text, in order; `on` decides which ministry "Economische Zaken" is."""
    table = tables.names_table()
    found_towns: set[int] = set()
    found_provinces: set[int] = set()
    found_ministries: set[int] = set()
    for spot in _WORD_START.finditer(text):
        start = spot.start()
        form = tables.form_at(text, start, table)
        if form is None:
            continue
        end = start + len(form.text)
        before = text[max(0, start - _BACK) : start]
        match form.type:
            case "municipality" | "province" | "water_authority":
                name = _government(text, start, end, form, before, found_towns, found_provinces)
            case "ministry":
                name = _ministry(text, start, end, form, before, found_ministries, on)
            case "party" if form.need and not (_NEAR_PARTY.search(before) or _AFTER_PARTY.match(text, end)):
                name = None
            case _:
                capitals = form.text.isupper() and len(form.text) <= 4 and _in_capitals(text, start, end)
                name = None if capitals else _name(text, start, end, form)
        if name is not None:
            yield name
    for half in _HALF.finditer(text):
        province, key = tables.after_province()[half["half"] + "Holland"]
        yield Name(half["half"], half.start(), half.end("half"), "province", province, key)


def _name(text: str, start: int, end: int, form: Form) -> Name:
    return Name(text[start:end], start, end, form.type, form.name, form.id or None)


def _government(text: str, start: int, end: int, form: Form, before: str, ends: set[int], provinces: set[int]) -> Name | None:
    """A municipality, province or water authority: names that they share are told apart by the word before them."""
    if before.endswith(("-", "–", "/", "@")) and form.type != "municipality":
        return None  # "Rechtbank-Gelderland" in an address
    if _WATER.search(before):
        known = tables.after_water().get(form.text)
        return Name(form.text, start, end, "water_authority", *known) if known else None
    if form.type == "water_authority":
        return None if form.need else _name(text, start, end, form)
    if form.type == "province" or (form.text in tables.after_province() and towns.is_province(before, start, provinces)):
        provinces.add(end)
        return Name(form.text, start, end, "province", *tables.after_province()[form.text])
    sure = towns.is_municipality(text, start, end, form, before, ends)
    if sure is not True and form.need in ("rij", "twijfel") and towns.row_follows(text, end, tables.towns()):
        sure = sure is None or not before.endswith(("-", "–", "/"))
    if sure is False:
        return None
    ends.add(end)
    name = _name(text, start, end, form)
    return name if sure else replace(name, id=None)


def _ministry(text: str, start: int, end: int, form: Form, before: str, ends: set[int], on: date | None) -> Name | None:
    lead = _MINISTERIAL.search(before)
    if form.need and not lead and not towns.goes_on(before, start, ends):
        return None
    if lead and _FOREIGN.search(before[: lead.start()]) and not before[: lead.start()].endswith("Nederlandse "):
        return None
    if lead and lead["house"]:
        start -= len(before) - lead.start()
    key = form.id
    if form.need:
        key = ministries.ministry_named(form.text, on) or form.id
    if not key:
        return None
    ends.add(end)
    return Name(text[start:end], start, end, "ministry", ministries.name_of(key), key)


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words around are all in capitals, as in a heading: then "OM" is a preposition."""
    around = text[max(0, start - 12) : start] + text[end : end + 12]
    return any(map(str.isupper, around)) and not any(map(str.islower, around))

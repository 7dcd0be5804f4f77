# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Tables of costings: party, measure, year, amount in millions, theme. All or nothing: one wrong row and the file is refused."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from bijgepraat.model.claims import THEMES
from bijgepraat.model.costings import CostingRow, Costings
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.text import decode, one_line

COLUMNS = ("partij", "maatregel", "jaar", "bedrag_mln", "thema")
_LARGEST = 20_000_000
_MOST_ROWS = 100_000
_MOST_MILLIONS = 1_000_000
_LONGEST = 300
_SHOWN = 5
_DUTCH = re.compile(r"[-−]?(?:\d{1,3}(?:\.\d{3}){1,3},\d{1,6}|\d{1,7}(?:,\d{1,6})?)", re.ASCII)
_POINT = re.compile(r"[-−]?\d{1,7}\.(?:\d{1,2}|\d{4,6})", re.ASCII)
_UNSURE = re.compile(r"[-−]?\d{1,3}(?:\.\d{3}){1,3}", re.ASCII)
_STRUCTURAL = frozenset({"structureel", "struc", "struct"})
_KEYS = {name.lower(): key for key, name in THEMES.items()} | {key: key for key in THEMES}


def read_costings(path: Path, *, title: str, source: str) -> Costings:
    """Read a CSV with the columns partij, maatregel, jaar, bedrag_mln, thema (in any order; comma, semicolon or tab).

    `jaar` is a year or "structureel"; `bedrag_mln` is in millions of euros, to the euro: 1250, 12,5 or -0,75. Raises `InputError`
    that names the rows.
    """
    if path.stat().st_size > _LARGEST:
        raise InputError(f"{path.name} is groter dan {_LARGEST // 1_000_000} MB; dat is geen tabel met doorrekeningen")
    try:
        text = decode(path.read_bytes())
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    head = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";\t,", key=head.count), strict=True)
    wrong: list[str] = []
    rows: list[CostingRow] = []
    columns: list[str] = []
    seen: dict[tuple[str, str, int | None], int] = {}
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns(path, cells)
                continue
            row = _row(columns, cells, reader.line_num)
            if isinstance(row, str):
                wrong.append(f"regel {reader.line_num}: {row}")
                continue
            name = (row.party.lower(), row.measure.lower(), row.year)
            if name in seen:
                when = row.year or "structureel"
                wrong.append(f"regel {row.line}: {row.party}, {row.measure[:60]}, {when} stond al op regel {seen[name]}")
                continue
            seen[name] = row.line
            rows.append(row)
            if len(rows) > _MOST_ROWS:
                raise InputError(f"{path.name} heeft meer dan {_MOST_ROWS} rijen; splits de tabel")
    except csv.Error as error:
        raise InputError(
            f"{path.name}, regel {reader.line_num}: een cel zonder einde, of te lang; controleer de aanhalingstekens"
        ) from error
    if wrong:
        more = f" (en nog {len(wrong) - _SHOWN})" if len(wrong) > _SHOWN else ""
        raise InputError(f"{path.name} is niet opgeslagen. {'; '.join(wrong[:_SHOWN])}{more}. Verbeter dit en lees opnieuw in.")
    if not rows:
        raise InputError(
            f"{path.name} heeft geen rijen; verwacht worden de kolommen {', '.join(COLUMNS)} en daaronder de maatregelen"
        )
    return Costings(title, source, tuple(rows))


def _columns(path: Path, cells: list[str]) -> list[str]:
    columns = [one_line(cell).lower().lstrip("\ufeff") for cell in cells]
    lacking = [name for name in COLUMNS if columns.count(name) != 1]
    if lacking:
        raise InputError(
            f"{path.name}: de kolom {lacking[0]} ontbreekt of staat er twee keer; verwacht worden {', '.join(COLUMNS)}"
        )
    return columns


def _row(columns: list[str], cells: list[str], line: int) -> CostingRow | str:
    if len(cells) != len(columns):
        return f"{len(cells)} cellen in plaats van {len(columns)}; controleer de scheidingstekens"
    found = dict(zip(columns, (one_line(cell) for cell in cells), strict=True))
    party, measure = found["partij"], found["maatregel"]
    if not party or not measure:
        return f"{'partij' if not party else 'maatregel'} is leeg; vul haar in"
    if len(party) > _LONGEST or len(measure) > _LONGEST or not (party + measure).isprintable():
        return f"partij of maatregel is te lang (meer dan {_LONGEST} tekens) of heeft onzichtbare tekens"
    year = _year(found["jaar"])
    if isinstance(year, str):
        return year
    euros = _euros(found["bedrag_mln"])
    if isinstance(euros, str):
        return euros
    theme = _KEYS.get(found["thema"].lower())
    if theme is None:
        return f"thema {found['thema'][:40]!r} is onbekend; kies uit {', '.join(THEMES)}"
    return CostingRow(party, measure, year, euros, theme, line)


def _year(written: str) -> int | str | None:
    if written.lower() in _STRUCTURAL:
        return None
    if re.fullmatch(r"(?:19|20)\d\d", written, re.ASCII):
        return int(written)
    return f"jaar {written[:20]!r} is geen jaartal; schrijf bijvoorbeeld 2028 of structureel"


def _euros(written: str) -> int | str:
    """Whole euros from millions; the reason where it cannot be told how much is meant."""
    bare = written.replace("\u00a0", "").replace(" ", "")
    if _UNSURE.fullmatch(bare):
        return (
            f"bedrag {written[:30]!r} kan twee dingen betekenen; schrijf {bare.replace('.', '')} of {bare.replace('.', ',', 1)}"
        )
    if _DUTCH.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif not _POINT.fullmatch(bare):
        return f"bedrag {written[:30]!r} is geen getal; schrijf miljoenen euro's als 1250 of 12,5"
    whole, _, part = bare.replace("−", "-").lstrip("-").partition(".")
    euros = int(whole) * 1_000_000 + int((part + "000000")[:6])
    if euros > _MOST_MILLIONS * 1_000_000:
        return f"bedrag {written[:30]!r} is meer dan {_MOST_MILLIONS} miljoen euro; de kolom is in miljoenen"
    return -euros if bare[0] in "-−" else euros

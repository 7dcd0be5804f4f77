# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The tables of a circular about the gemeentefonds: weights, volumes and special payments, tab-separated with Dutch numbers.

Everything is held against everything: the same municipalities in each table, the same measures, rows that add up to their own
total. The first thing that does not fit is an error with its file and line, and nothing is taken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from bijgepraat.model.municipalities import CLUSTERS, Circular, Measure, Municipality, Payment
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.text import decode, one_line

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_LARGEST = 20_000_000
_PATTERNS = {"gewichten": "*gewichten*.csv", "volumina": "*volumina*.csv", "bijzondere uitkeringen": "*su_iu_du*.csv"}
_ROUNDING = Fraction(1, 100)
"""The circular rounds each weight by itself, so a row's total may differ by this much from their sum."""

Row = tuple[int, list[str]]


def read_circular(
    folder: Path,
    *,
    title: str,
    year: int,
    source: str,
    factor: Fraction,
    payment_of: Callable[[str], Payment | None],
    known: Mapping[str, Municipality],
) -> Circular:
    """Read the three tables of a circular from a folder (`*gewichten*.csv`, `*volumina*.csv`, `*su_iu_du*.csv`).

    `payment_of` tells by name which cluster a payment belongs to; `known` gives names and inhabitants by CBS code.
    Raises `InputError`, with file and line, when anything is missing, unknown or does not add up.
    """
    weights, volumes, payments = (_table(folder, what, pattern) for what, pattern in _PATTERNS.items())
    measures = _measures(weights)
    amounts, names = _volumes(volumes, measures)
    paid, kinds = _payments(payments, payment_of, set(amounts))
    municipalities = [
        known.get(code) or Municipality(code, name, "", None) for code, name in sorted(names.items(), key=lambda item: item[0])
    ]
    return Circular(title, year, source, factor, municipalities, measures, amounts, kinds, paid)


class _Table:
    def __init__(self, path: Path, head: list[str], rows: list[Row]) -> None:
        self.path, self.head, self.rows = path, head, rows

    def wrong(self, line: int, why: str) -> InputError:
        return InputError(f"{self.path.name}, regel {line}: {why}")

    def number(self, line: int, column: str, written: str) -> Fraction:
        bare = written.strip()
        if bare in {"", "-"}:
            return Fraction()
        if not _NUMBER.fullmatch(bare) or len(bare) > 30:
            raise self.wrong(line, f"in de kolom {column[:60]} staat {bare[:40]!r}; een getal zoals 1.234,56 wordt verwacht")
        return Fraction(bare.replace(".", "").replace(",", "."))


def _table(folder: Path, what: str, pattern: str) -> _Table:
    found = sorted(folder.glob(pattern)) if folder.is_dir() else []
    if len(found) != 1:
        often = "niet" if not found else f"{len(found)} keer"
        raise InputError(f"de tabel met {what} ({pattern}) staat {often} in {folder}; hij moet er precies één keer staan")
    path = found[0]
    if path.stat().st_size > _LARGEST:
        raise InputError(f"{path.name} is groter dan {_LARGEST // 1_000_000} MB; dat is geen tabel van een circulaire")
    try:
        text = decode(path.read_bytes())
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    reader = csv.reader(text.splitlines(), delimiter="\t", strict=True)
    try:
        rows = [(reader.line_num, [one_line(cell) for cell in row]) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputError(f"{path.name}, regel {reader.line_num}: onleesbaar ({error}); verwacht wordt tekst met tabs") from error
    if len(rows) < 2:
        raise InputError(f"{path.name} heeft geen rijen; verwacht wordt een kopregel en daaronder een rij per regel, met tabs")
    table = _Table(path, rows[0][1], rows[1:])
    for line, row in table.rows:
        if len(row) != len(table.head):
            raise table.wrong(line, f"{len(row)} kolommen in plaats van {len(table.head)}")
    return table


def _measures(table: _Table) -> list[Measure]:
    keys = {name: key for key, name in CLUSTERS.items()}
    if [name for name in table.head[2:-1] if name not in keys] or len(table.head) != len(CLUSTERS) + 3:
        raise table.wrong(1, f"verwacht worden code, naam, de clusters ({', '.join(CLUSTERS.values())}) en Totaal")
    found: dict[str, Measure] = {}
    for line, row in table.rows:
        code = row[0]
        cells = [table.number(line, name, cell) for name, cell in zip(table.head[2:], row[2:], strict=True)]
        if abs(sum(cells[:-1], Fraction()) - cells[-1]) > _ROUNDING:
            raise table.wrong(line, f"de gewichten van {row[1] or code} tellen niet op tot hun totaal; verbeter de rij")
        if not code:
            continue  # rows without a code name the payments, which come from a table of their own
        if code in found:
            raise table.wrong(line, f"de maatstaf {code} staat er twee keer")
        weights = {keys[name]: cell for name, cell in zip(table.head[2:-1], cells, strict=False) if cell}
        found[code] = Measure(code, row[1], weights)
    return list(found.values())


def _code(table: _Table, line: int, row: list[str]) -> str:
    if not row[0].isdigit() or len(row[0]) > 4:
        raise table.wrong(line, f"{row[0][:20]!r} is geen CBS-nummer van een gemeente")
    return f"GM{int(row[0]):04}"


def _volumes(table: _Table, measures: list[Measure]) -> tuple[dict[str, dict[str, Fraction]], dict[str, str]]:
    columns = {name.removesuffix(" nieuw").lower(): place for place, name in enumerate(table.head)}
    lacking = [measure.code for measure in measures if measure.code.lower() not in columns]
    if lacking:
        raise table.wrong(1, f"de maatstaven {', '.join(lacking[:5])} hebben wel gewichten en geen kolom met aantallen")
    found: dict[str, dict[str, Fraction]] = {}
    names: dict[str, str] = {}
    for line, row in table.rows:
        code = _code(table, line, row)
        if code in found:
            raise table.wrong(line, f"{row[1]} ({code}) staat er twee keer")
        places = {measure.code: columns[measure.code.lower()] for measure in measures}
        found[code] = {name: table.number(line, name, row[place]) for name, place in places.items()}
        names[code] = row[1]
    return found, names


def _payments(
    table: _Table, payment_of: Callable[[str], Payment | None], codes: set[str]
) -> tuple[dict[str, dict[str, Fraction]], list[Payment]]:
    kinds: list[Payment] = []
    for name in table.head[3:]:
        payment = payment_of(name)
        if payment is None:
            raise table.wrong(1, f"bij welk cluster de uitkering {name[:80]} hoort is niet bekend; vul special_payments.toml aan")
        kinds.append(payment)
    found: dict[str, dict[str, Fraction]] = {}
    for line, row in table.rows:
        code = _code(table, line, row)
        if code not in codes or code in found:
            why = "staat er twee keer" if code in found else "staat niet in de tabel met aantallen"
            raise table.wrong(line, f"{row[1]} ({code}) {why}")
        sums = zip(kinds, row[3:], strict=True)
        found[code] = {payment.name: table.number(line, payment.name, cell) for payment, cell in sums}
    missing = sorted(codes - found.keys())
    if missing:
        raise table.wrong(table.rows[-1][0], f"de gemeenten {', '.join(missing[:5])} ontbreken")
    return found, kinds

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Amounts in the tables of a budget: rows of figures under a heading with years, in the unit that a heading names.

Tables come as lines of text: cells divided by ` | ` where the file had them (DOCX, HTML, XML), by spaces in a PDF. Only a table of
which a heading says the unit ("x € 1.000", "in mln.") is read: a bare number is no amount. Zero and empty cells are left out.
A row with fewer figures than the heading has columns keeps its figures without a year, since which are missing cannot be seen;
one with more is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from bijgepraat.model.claims import Amount, AmountKind, Direction, Span
from bijgepraat.understand.money.directions import direction_of_words
from bijgepraat.understand.money.numbers import factor, plain

_LINE = re.compile(r"[^\n\r\f\u2028\u2029]+")
_WORD = r"(?P<{0}>miljoenen|miljoen|miljarden|miljard|duizenden|duizend|mln|mld|mrd)\b\.?"
_UNIT = re.compile(
    rf"(?:(?:(?:€|\beuro|\bEUR) ?)?(?<!\w)[x×*] ?(?:€|EUR)? ?(?P<figure>1[., ]?000[., ]?000|1[., ]?000|1)(?![\d.,]\d) ?(?:{_WORD.format('times')})?(?: ?(?:€|euro(?:'s|’s)?))?"
    rf"|\bin (?:€ ?|euro(?:'s|’s)? )?{_WORD.format('plain')}(?: ?(?:euro(?:'s|’s)?|€))?|(?:€|\beuro) ?{_WORD.format('after')}|\(in (?P<euros>euro(?:'s|’s)?|€)\))",
    re.IGNORECASE,
)
"""What a heading says that its figures are in."""
_UNIT_HINT = re.compile(
    r"[x×*] ?(?:€|eur)? ?1|in (?:€|euro|mil|mld|mrd|mln|duizend)|(?:€|euro) ?(?:mil|mld|mrd|mln|duizend)|\(in "
)
"""How each `_UNIT` begins, in lower case: most texts have none of these, and it is found sooner."""
_COLUMN = re.compile(
    r"(?P<span>(?:19|20)\d\d ?(?:-|–|t/m|tot en met) ?(?:20)?\d\d)(?!\d)|(?P<year>(?:19|20)\d\d)(?: ?(?P<on>\(?(?:e\.?v\.?|en verder)\)?|\((?:structureel|struc\.?)\)))?(?![\d.,])|"
    r"(?P<struct>struc(?:tureel|t)?\b\.?)|(?P<cum>cum(?:ulatief)?\b\.?(?: ?\(?(?:t/m |tot en met )?(?P<upto>20\d\d)\)?)?|totaal\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[\s|]|€|euro\b|begroting\b|raming\b|\d{1,2}\)|\*)*", re.IGNORECASE)
_CELL = re.compile(
    r"(?P<bracket>\((?=[\d.,€ ]+\)\*?$))?(?P<minus>[-–−] ?)?(?:\+ ?)?(?:(?:€|EUR) ?)?(?P<minus2>[-–−] ?)?(?P<number>\d{1,3}(?:[.\u00a0 ]\d{3})+(?:,\d+)?|\d{1,12}(?:,\d+)?)(?(bracket)\))\*?"
)
"""A figure that fills a cell; brackets around it are a minus."""
_EMPTY = re.compile(r"[-–—.]|p\.?m\.?|n\.?v\.?t\.?|nb", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_WORSE = re.compile(r"(?P<sign>[+\-–−]|plus|min)\)? ?(?:is|=|:|betekent) ?(?:een )?(?P<what>[^\W\d_]+)", re.IGNORECASE)
_COSTS_MORE = re.compile(r"saldoversl|belastend|intensivering|uitgave|tekort|verhoging|nadeel", re.IGNORECASE)
_COSTS_LESS = re.compile(
    r"saldoverb|ontlastend|ombuiging|bezuiniging|besparing|opbrengst|verlaging|voordeel|inkomst", re.IGNORECASE
)
_OPPOSITE: dict[Direction, Direction] = {"meer": "minder", "minder": "meer"}
_LONGEST_ROW, _LONGEST_HEADING = 2_000, 300
"""In characters: beyond this a line is prose and no part of a table."""
_LOOK_BACK, _PATIENCE = 4, 3
"""Lines above the years in which the unit may stand; lines without figures in a row that end a table."""


@dataclass(frozen=True, slots=True)
class _Column:
    from_year: int | None
    to_year: int | None
    kind: AmountKind = "onbekend"


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the heading of a table says. `plus`: the direction of a figure without a minus, where the heading says that."""

    columns: tuple[_Column, ...]
    unit: Span
    size: Decimal
    plus: Direction | None
    topic: Direction | None
    tail: bool = False
    """Whether only the last columns hold money: those whose own heading has the unit."""


def find_in_tables(text: str) -> list[Amount]:
    """The amounts in all tables of a text, in order; `quote` is the cell, `purpose` the row's label, `unit` the heading's words."""
    if not (_UNIT_HINT.search(text.lower()) and _UNIT.search(text)):
        return []
    return [amount for row in _rows(text) for amount in row]


def _rows(text: str) -> Iterator[list[Amount]]:
    above: list[Span] = []
    heading: _Heading | None = None
    idle = 0
    for match in _LINE.finditer(text):
        line = Span(match.group(), match.start(), match.end())
        short = len(line.quote) <= _LONGEST_HEADING
        columns = _columns(line.quote) if short else ()
        own = _money_columns(line.quote) if short and not columns else ()
        if columns or own:
            heading = _read_heading(columns, [*above[-_LOOK_BACK:], line]) if columns else _read_heading(own, [line])
            heading = replace(heading, tail=bool(own)) if heading else None
            above, idle = [line], 0
            continue
        above = [*above[-_LOOK_BACK:], line]
        if heading is None or len(line.quote) > _LONGEST_ROW:
            heading = None
            continue
        found = list(_in_row(line, heading))
        idle = 0 if found or "|" in line.quote else idle + 1
        if idle >= _PATIENCE or (not found and line.quote.endswith(".") and len(line.quote) > _LONGEST_HEADING):
            heading = None
        yield found


def _columns(line: str) -> tuple[_Column, ...]:
    """The columns that a line names, when it ends in at least two years; else none."""
    matches = list(_COLUMN.finditer(line))
    run: list[re.Match[str]] = []
    for match in reversed(matches):
        gap = line[match.end() : run[-1].start() if run else len(line)]
        if not _BETWEEN.fullmatch(gap):
            break
        run.append(match)
    run.reverse()
    if sum(1 for match in run if match["year"] or match["span"]) < 2:
        return ()
    return tuple(_column(match) for match in run)


def _money_columns(line: str) -> tuple[_Column, ...]:
    """The last columns of a heading without years that say their unit themselves: "Maatregel | Bedrag (x € 1.000)"."""
    cells = line.split("|")
    named = list(takewhile(_UNIT.search, reversed(cells[1:])))
    return (_Column(None, None),) * len(named)


def _column(match: re.Match[str]) -> _Column:
    if match["span"]:
        first, last = match["span"][:4], match["span"][-2:]
        return _Column(int(first), int(first[:2] + last))
    if match["struct"]:
        return _Column(None, None, "structureel")
    if match["year"]:
        year = int(match["year"])
        lasting = match["on"] is not None and "struc" in match["on"].lower()
        return _Column(year, None if match["on"] else year, "structureel" if lasting else "onbekend")
    return _Column(None, int(match["upto"]) if match["upto"] else None)


def _read_heading(columns: tuple[_Column, ...], lines: Sequence[Span]) -> _Heading | None:
    """The heading whose last line names the columns; None when neither it nor a short line above it says the unit."""
    near = [line for line in reversed(lines) if len(line.quote) <= _LONGEST_HEADING]
    for line in near:
        if match := _UNIT.search(line.quote):
            unit = Span(match.group(), line.start + match.start(), line.start + match.end())
            words = " ".join(each.quote for each in reversed(near))
            return _Heading(columns, unit, _size(match), _plus(words), direction_of_words(_WORSE.sub("", words)))
    return None


def _size(match: re.Match[str]) -> Decimal:
    figure = Decimal(re.sub(r"\D", "", match["figure"])) if match["figure"] else Decimal(1)
    word = match["times"] or match["plain"] or match["after"]
    return figure * factor("duizend" if word and word.lower().startswith("duizend") else word)


def _plus(words: str) -> Direction | None:
    """ "+ is saldoverslechterend": a figure without a minus is money that is spent."""
    for match in _WORSE.finditer(words):
        more, less = _COSTS_MORE.search(match["what"]), _COSTS_LESS.search(match["what"])
        if more or less:
            same = match["sign"].lower() in {"+", "plus"}
            return "meer" if bool(more) == same else "minder"
    return None


def _in_row(line: Span, heading: _Heading) -> Iterator[Amount]:
    parts = _divided(line) if "|" in line.quote else _spaced(line, len(heading.columns))
    for label, figures in parts:
        cells = figures[-len(heading.columns) :] if heading.tail else figures
        if label is None or len(cells) > len(heading.columns) or not any(cells):
            continue
        exact = len(cells) == len(heading.columns)
        side = heading.plus or direction_of_words(label.quote) or heading.topic
        for n, cell in enumerate(cells):
            amount = _amount(cell, heading, side) if cell else None
            if amount is not None:
                column = heading.columns[n] if exact else _Column(None, None)
                yield replace(amount, purpose=label, kind=column.kind, from_year=column.from_year, to_year=column.to_year)


def _amount(cell: Span, heading: _Heading, side: Direction | None) -> Amount | None:
    match = _CELL.fullmatch(cell.quote)
    if match is None:
        return None
    value = Decimal(re.sub(r"[.\u00a0 ]", "", match["number"]).replace(",", ".")) * heading.size
    if not value:
        return None
    minus = bool(match["bracket"] or match["minus"] or match["minus2"])
    direction: Direction
    if heading.plus is not None:
        direction = _OPPOSITE[heading.plus] if minus else heading.plus
    else:
        direction = side or ("minder" if minus else "neutraal")
    euros = plain(value)
    return Amount(cell.quote, cell.start, cell.end, euros, euros, direction=direction, unit=heading.unit)


def _divided(line: Span) -> Iterator[tuple[Span | None, list[Span | None]]]:
    """The label and the figures of a row whose cells are divided by bars. Empty cells count as figures that are not there."""
    cells: list[Span] = []
    at = 0
    for piece in line.quote.split("|"):
        words = piece.strip()
        first = line.start + at + len(piece) - len(piece.lstrip())
        cells.append(Span(words, first, first + len(words)))
        at += len(piece) + 1
    n = len(cells)
    while n and (not cells[n - 1].quote or _EMPTY.fullmatch(cells[n - 1].quote) or _is_figure(cells[n - 1].quote)):
        n -= 1
    label = next((cell for cell in reversed(cells[:n]) if re.search(r"[^\W\d_]{2}", cell.quote)), None)
    yield label, [cell if _is_figure(cell.quote) else None for cell in cells[n:]]


def _spaced(line: Span, count: int) -> Iterator[tuple[Span | None, list[Span | None]]]:
    """The labels and figures of a line that has one row, or several that ran together, with spaces between cells.

    A figure too many in front of another label is that row's number; so is a short one where a row is not complete.
    """
    tokens = list(_TOKEN.finditer(line.quote))
    figures = _figures([token.group() for token in tokens])
    n = 0
    while n < len(tokens):
        begin = n
        while n < len(tokens) and not (figures[n] and n > begin):
            n += 1
        label_end = n
        while n < len(tokens) and figures[n]:
            n += 1
        end = n
        more = n < len(tokens)
        if more and end - label_end != count and re.fullmatch(r"[1-9]\d?", tokens[end - 1].group()):
            end -= 1
            n = end
        if end <= label_end:
            n = max(n, label_end + 1)
            continue
        words = line.quote[tokens[begin].start() : tokens[label_end - 1].end()]
        label = Span(words, line.start + tokens[begin].start(), line.start + tokens[begin].start() + len(words))
        cells = [
            Span(token.group(), line.start + token.start(), line.start + token.end()) if _is_figure(token.group()) else None
            for token in tokens[label_end:end]
        ]
        yield (label if re.search(r"[^\W\d_]{2}", words) else None), cells


def _is_figure(words: str) -> bool:
    return _CELL.fullmatch(words) is not None


def _figures(tokens: Sequence[str]) -> list[bool]:
    """Which words of a line are figures or empty cells: not those in brackets ("(tot en met 2030)")."""
    found: list[bool] = []
    depth = 0
    for token in tokens:
        alone = _is_figure(token) or token in {"-", "–"}
        found.append(alone and not depth)
        if not alone:
            depth = max(0, depth + token.count("(") - token.count(")"))
    return found

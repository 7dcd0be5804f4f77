# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Talking to the terminal: progress, tables, and errors that say how to mend them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence

import click

_EVERY_S = 10.0
_REDRAW_S = 0.2


class Progress:
    """One moving line on a terminal, a log line every ten seconds elsewhere; both on standard error."""

    def __init__(self) -> None:
        self._moving = sys.stderr.isatty()
        self._next = time.monotonic() + (0.0 if self._moving else _EVERY_S)
        self._drawn = False

    def show(self, line: str) -> None:
        """Tell how far the work is."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_REDRAW_S if self._moving else _EVERY_S)
        if self._moving:
            click.echo(f"\r\x1b[2K{line[:110]}", err=True, nl=False)
            self._drawn = True
        else:
            click.echo(line, err=True)

    def done(self) -> None:
        """Clear the moving line."""
        if self._drawn:
            click.echo("\r\x1b[2K", err=True, nl=False)
            self._drawn = False


def number(value: int) -> str:
    """12345 → 12.345, as people write it."""
    return f"{value:,}".replace(",", ".")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A plain table: the first column to the left, the others to the right."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    shown = []
    for line in lines:
        cells = [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        shown.append("  ".join(cells).rstrip())
    shown.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(shown)


def euros(low: float, high: float) -> str:
    """An amount or a range of it in words: € 728 miljoen, € 1,5 tot 2 miljard."""
    if low == high:
        return f"€ {_short(high)}"
    return f"€ {_short(low)} tot {_short(high)}"


def _short(value: float) -> str:
    for size, word in ((1_000_000_000, "miljard"), (1_000_000, "miljoen")):
        if value >= size:
            return f"{value / size:.3f}".rstrip("0").rstrip(".").replace(".", ",") + f" {word}"
    return number(int(value)) if value == int(value) else f"{value:.2f}".replace(".", ",")

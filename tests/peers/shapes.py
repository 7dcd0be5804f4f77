# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What makers of made-up entities share: their shape, and days and titles as OData writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from . import words

if TYPE_CHECKING:
    from .made_up import Dice, MadeUp

Fields: TypeAlias = dict[str, Any]
Refs: TypeAlias = dict[str, tuple[str, ...]]
Made: TypeAlias = tuple[Fields, Refs, bytes | None]
Maker: TypeAlias = Callable[["MadeUp", "Dice", int, int, str, datetime], Made]


def title(dice: Dice) -> str:
    """A title with a subject in it."""
    return dice.of(words.SHAPES).format(name=dice.of(words.SURNAMES), subject=dice.of(words.SUBJECTS))


def midnight(local: datetime) -> str:
    """The beginning of a local day as OData writes it: `2026-11-19T00:00:00+01:00`."""
    return clock(local.replace(hour=0, minute=0, second=0, microsecond=0))


def clock(local: datetime) -> str:
    """A local moment as OData writes it, to the second."""
    offset = f"{local:%z}"
    return f"{local:%Y-%m-%dT%H:%M:%S}{offset[:3]}:{offset[3:]}"


def session_year(local: datetime) -> str:
    """The parliamentary year, which begins in September: `2026-2027`."""
    first = local.year if local.month >= 9 else local.year - 1
    return f"{first}-{first + 1}"

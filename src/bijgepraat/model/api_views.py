# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the page about the API shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApiRow:
    """An address of the API: its path, what it gives, the names of its parameters, and whether it can be had as CSV."""

    path: str
    summary: str
    parameters: tuple[str, ...]
    csv: bool


@dataclass(frozen=True, slots=True)
class ApiView:
    """The page: the version, the addresses in groups, and the public address of the site where it is known."""

    version: str
    groups: tuple[tuple[str, tuple[ApiRow, ...]], ...]
    site: str = ""

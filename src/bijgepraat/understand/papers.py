# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What of a paper is furniture: names of ministries, of its authors and signatures. And where its heading and its requests are.

A ministry of "Volkshuisvesting en Ruimtelijke Ordening" says nothing about the subject of a paper, nor does a member named Dijk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_REQUEST = re.compile(
    r"^(?:en )?(?:tevens )?(?:verzoekt|spreekt|roept|draagt|nodigt)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING = re.compile(r"\ben gaat over tot de orde van de dag\b", re.IGNORECASE)
_CAPITALS = r"[A-ZÀ-Ý][\w-]*(?:(?:,? en |, | )[A-ZÀ-Ý][\w-]*){0,6}"
_MINISTRIES = re.compile(
    rf"\b(?:[Mm]inister(?:ie|s)?|[Ss]taatssecretaris(?:sen)?|MINISTERIE|MINISTER|STAATSSECRETARIS"
    rf"|[Cc]ommissie) (?:[Vv]an|[Vv]oor|VAN|VOOR) {_CAPITALS}|\bInspectie (?:van het |voor de )?{_CAPITALS}"
)
_AUTHORS = re.compile(
    r"\b(?:[Hh]et lid|[Dd]e leden|HET LID|DE LEDEN) (?=[A-ZÀ-Ý])[^\n]{1,200}?(?=,? (?:over|ter|tot|inzake|houdende|waarin|aan|dat|om)\b|[;:\n]|$)"
)

_HEADING_LINES = 3
_FURNITURE = re.compile(
    r"^(?:Vergaderjaar.*|(?:Tweede|Eerste) Kamer der Staten-Generaal|Kamerstukken|Nr\.|[\d\s\-IVXLA-F.]{1,14}"
    r"|Voorgesteld.*|\d{1,2} \w+ \d{4}|(?:gewijzigde |nader gewijzigde )?(?:motie|amendement) van .*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Offsets in a paper: its requests begin at `requests`, its own words end at `end`. Without requests both are the length."""

    requests: int
    end: int


def parts_of(text: str) -> Parts:
    """Where a motion asks, and where it closes: signatures follow. Another text has no requests and ends at its end."""
    request = _REQUEST.search(text)
    closing = _CLOSING.search(text, request.start()) if request else None
    if request is None or closing is None:
        return Parts(len(text), len(text))
    return Parts(request.start(), closing.start())


def end_of_heading(text: str) -> int:
    """Where the title lines end: the first few lines that are not furniture of the paper itself."""
    position = told = 0
    for line in text[:2000].split("\n"):
        stripped = line.strip()
        position += len(line) + 1
        if stripped.startswith("De Kamer"):
            return position
        if stripped and not _FURNITURE.match(stripped):
            told += 1
            if told >= _HEADING_LINES:
                break
    return min(position, 600) if "\n" in text[:600] else min(len(text), 300)


def without_authors(text: str) -> str:
    """The text with the names of its authors blotted out by dots; every offset stays what it was."""
    return _AUTHORS.sub(_blot, text)


def without_ministries(text: str) -> str:
    """The text with the names of ministries and posts blotted out by dots; every offset stays what it was."""
    return _MINISTRIES.sub(_blot, text)


def _blot(match: re.Match[str]) -> str:
    return "." * len(match.group())

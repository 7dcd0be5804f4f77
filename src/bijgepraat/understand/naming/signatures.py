# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Members of parliament by the form of a paper: who moved a motion (heading in capitals, names below), who was present."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(
    r"(?:^|\n)(?:(?:NADER )?GEWIJZIGDE? )?(?:MOTIE|(?:SUB)?AMENDEMENT) "
    r"(?:VAN )?(?:HET LID|DE LEDEN) (?P<row>[A-ZÀ-ÖØ-ÞŞĞİĆŠŽ' ’,-]{2,160})"
)
_HEADING_ENDS = re.compile(r" (?:C\.?S|TER VERVANGING|OVER|WAARMEE|HOUDENDE)\b| C$")
_BETWEEN = re.compile(r", | EN ")
_CLOSING = re.compile(r"gaat over tot de orde van de dag\.? ?\n")
_PART = r"[A-ZÀ-ÖØ-ÞŞĞİĆŠŽ][a-zà-öø-ÿşğıćčšžA-Z'’]{1,24}"
_NAME = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[Ee]l|[Aa]l|'t) ){0,3}" + _PART
    + r"(?:[ -](?:(?:van|de|den|der|ten|ter|el|het) ){0,3}" + _PART + r"){0,3}"
)  # fmt: skip
_SIGNED = re.compile(r"(?P<name>" + _NAME + r")[.,;]? ?(?:\n|$)")
# "Aanwezig zijn 99 leden der Kamer, te weten:" and then their names, in a row.
_PRESENT = re.compile(r"leden der Kamer, te weten: ?\n?")
_IN_ROW = re.compile(r"(?P<name>" + _NAME + r")(?P<next>, (?!en )| en |,? ?\n|,? ?$|, en )")
_MOST, _SEATS = 20, 150
_ROLES = frozenset(("Voorzitter", "Griffier", "De", "Het"))


@dataclass(frozen=True, slots=True)
class Signed:
    """A member: the place in the text, and the name as it is usually written."""

    start: int
    end: int
    name: str


def find_signed(text: str) -> list[Signed]:
    """The movers in the heading and under the text of a motion, and those whom a transcript says were present."""
    below = list(_below(text))
    usual = {mover.name.upper(): mover.name for mover in below}
    return [*_above(text, usual), *below, *_present(text)]


def _above(text: str, usual: dict[str, str]) -> Iterator[Signed]:
    for heading in _HEADING.finditer(text):
        row = heading["row"]
        ends = _HEADING_ENDS.search(row)
        row = row[: ends.start()] if ends else row
        start = heading.start("row")
        for name in _BETWEEN.split(row.rstrip(" ,")):
            at = text.index(name, start)
            start = at + len(name)
            if name.strip():
                yield Signed(at, start, usual.get(name) or _cased(name))


def _below(text: str) -> Iterator[Signed]:
    for closing in _CLOSING.finditer(text):
        at = closing.end()
        for _ in range(_MOST):
            line = _SIGNED.match(text, at)
            if line is None or line["name"] in _ROLES:
                break
            yield Signed(line.start("name"), line.end("name"), line["name"])
            at = line.end()


def _present(text: str) -> Iterator[Signed]:
    for opening in _PRESENT.finditer(text):
        at = opening.end()
        for _ in range(_SEATS):
            name = _IN_ROW.match(text, at)
            if name is None:
                break
            yield Signed(name.start("name"), name.end("name"), name["name"])
            at = name.end()
            if name["next"].strip(" ,") not in ("", "en") or "\n" in name["next"]:
                break


def _cased(name: str) -> str:
    """`VAN NISPEN` → `Van Nispen`, `VAN DER PLAS` → `Van der Plas`: a first particle keeps its capital."""
    words = ["-".join(part.capitalize() for part in word.split("-")) for word in name.split()]
    small = {"De", "Den", "Der", "Ten", "Ter", "Van", "Het", "'T"}
    return " ".join(word if n == 0 or word not in small else word.lower() for n, word in enumerate(words))

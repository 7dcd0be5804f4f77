# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How parties voted: a house of seats from for to against, each party as wide as its seats."""

from __future__ import annotations

from dataclasses import dataclass

from bijgepraat.publish.pictures.svg import PAPER, Drawing, Tone, fitted, line, rect, text, width_of

_HIGH = 34
_SMALL = 12
_ROUND: dict[str, Tone] = {"voor": "for", "tegen": "against", "afwezig": "absent"}


@dataclass(frozen=True, slots=True)
class SeatsPicture:
    """Parties in the order in which they stand: name, `voor`, `tegen` or `afwezig`, seats."""

    title: str
    desc: str
    parties: tuple[tuple[str, str, int], ...]


def seats(picture: SeatsPicture, width: int = 720) -> Drawing:
    """The house from for to against; a line stands where half of the seats is. Names stand in what is wide enough for them."""
    total = sum(number for _name, _choice, number in picture.parties) or 1
    scale, x, body = width / total, 0.0, []
    for name, choice, number in picture.parties:
        long = number * scale
        body.append(rect(x, 6, max(long - 1.5, 0.8), _HIGH, _ROUND.get(choice, "absent")))
        if width_of(name, _SMALL) + 6 <= long:
            label = fitted(name, long - 4, _SMALL)
            # The name stands on paper of its own, so that it can be read on every tone and on stripes.
            room = width_of(label, _SMALL) + 6
            middle = x + (long - 1.5) / 2
            body.append(_sheet(middle - room / 2, room))
            body.append(text(middle, 27, label, anchor="middle", size=_SMALL, classes="seat-name"))
        x += long
    for top in (0, _HIGH + 6):  # ticks above and below, so that no name is struck through
        body.append(line(width / 2, top, width / 2, top + 6, strong=True))
    return Drawing(picture.title, picture.desc, width, _HIGH + 12, "".join(body))


def _sheet(x: float, width: float) -> str:
    return f'<rect x="{x:.1f}" y="14" width="{width:.1f}" height="18" rx="2" class="p-paper seat-name" fill="{PAPER}"/>'

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A card for sharing: 1200 by 630, the size that sites show beside a link. A heading, a line below it, and a picture if any."""

from __future__ import annotations

from bijgepraat.publish.pictures.svg import Drawing, inside, line, rect, svg, text, wrapped

WIDTH, HEIGHT = 1200, 630
_EDGE = 64


def card(heading: str, below: str, foot: str, picture: Drawing | None = None) -> str:
    """The card as SVG. The picture comes as large as it fits; the longer the heading, the smaller."""
    flat = picture is None or picture.height * 4 < picture.width
    lines = wrapped(heading, WIDTH - 2 * _EDGE, 50, 5 if picture is None else 3 if flat else 2)
    body = [f'<rect width="{WIDTH}" height="{HEIGHT}" class="p-paper" fill="#fbf9f4"/>', rect(0, 0, WIDTH, 14, "accent")]
    body.append(text(_EDGE, 76, "Bijgepraat.", size=30, bold=True))
    y = 84.0
    for words in lines:
        y += 58
        body.append(text(_EDGE, y, words, size=50, bold=True))
    y += 8
    for words in wrapped(below, WIDTH - 2 * _EDGE, 27, 2):
        y += 38
        body.append(text(_EDGE, y, words, size=27, soft=True))
    y += 34
    if picture is not None:
        body.append(inside(picture, _EDGE, y, WIDTH - 2 * _EDGE, HEIGHT - 74 - y))
    body.append(line(_EDGE, HEIGHT - 62, WIDTH - _EDGE, HEIGHT - 62))
    body.append(text(_EDGE, HEIGHT - 26, foot, size=23, soft=True))
    return svg(Drawing(heading, below, WIDTH, HEIGHT, "".join(body)), "kaart")

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pieces that every picture is made of.

A colour is a class, so that the page's own tokens decide (also in the dark); the same colour stands beside it as an attribute,
for where there is no stylesheet: a PNG, a saved file. Nothing here is ever markup from outside: all words are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

Tone = Literal[
    "asked", "new", "moved", "own", "unsaid", "cut", "for", "against", "absent", "good", "odd", "bad", "plain", "accent"
]
Anchor = Literal["start", "middle", "end"]

TONES: dict[Tone, str] = {
    "asked": "#1c4587",
    "new": "#2f7d55",
    "moved": "#8a5200",
    "own": "#8a5200",
    "unsaid": "#8c8674",
    "cut": "#a3241c",
    "for": "#2f7d55",
    "against": "#b4492a",
    "absent": "#cfc9ba",
    "good": "#1e6b45",
    "odd": "#8a5200",
    "bad": "#a3241c",
    "plain": "#ddd7c9",
    "accent": "#a33a17",
}
"""Each tone on light paper; `pictures.css` gives the same ones from the tokens of the site."""
INK, SOFT, LINE, PAPER = "#1a2124", "#545c5d", "#ddd7c9", "#fbf9f4"
HATCHED: frozenset[Tone] = frozenset({"moved", "own", "against", "cut"})
"""Tones that are striped as well, each its own way, so that colour alone says nothing."""
_WIDTHS = {**dict.fromkeys("iljtf.,:;'|!()[] ", 0.32), **dict.fromkeys("mwMW@%€—", 0.86)}
"""Of an em, of signs that are narrower or wider than most."""
FONT = "Libertinus Serif"
"""The face that the typesetter brings along; pages put their own over it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture without its outside. Sizes are in CSS pixels at which letters are as large as they say."""

    title: str
    desc: str
    width: int
    height: int
    body: str


def svg(drawing: Drawing, ident: str, classes: str = "") -> str:
    """The picture as it stands in a page: named for who cannot see it. `ident` is unique in the page (letters, digits, `-`)."""
    named = "" if not drawing.desc else f" {ident}-d"
    desc = f'<desc id="{ident}-d">{escape(plain(drawing.desc))}</desc>' if drawing.desc else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture {classes}" role="img" aria-labelledby="{ident}-t{named}" '
        f'viewBox="0 0 {drawing.width} {drawing.height}" width="{drawing.width}" height="{drawing.height}" '
        f'font-family="{FONT}" font-size="14" fill="{INK}"><title id="{ident}-t">{escape(plain(drawing.title))}</title>{desc}'
        f"{_stripes(drawing.body, ident)}{drawing.body.replace('url(#', f'url(#{ident}-')}</svg>"
    )


def inside(drawing: Drawing, x: float, y: float, width: float, height: float) -> str:
    """The picture as a part of a larger one, as large as fits in the box; stripes are those of the outside."""
    scale = min(width / drawing.width, height / drawing.height)
    return f'<g transform="translate({fine(x)} {fine(y)}) scale({fine(scale, 4)})">{drawing.body}</g>'


def rect(x: float, y: float, width: float, height: float, tone: Tone, *, classes: str = "") -> str:
    """A box in a tone, striped where its tone is."""
    box = f'x="{fine(x)}" y="{fine(y)}" width="{fine(max(width, 0))}" height="{fine(height)}"'
    extra = f" {classes}" if classes else ""
    whole = f'<rect {box} class="p-{tone}{extra}" fill="{TONES[tone]}"/>'
    return whole + (f'<rect {box} class="p-stripes" fill="url(#{_pattern(tone)})"/>' if tone in HATCHED else "")


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: Anchor = "start",
    size: int = 14,
    soft: bool = False,
    bold: bool = False,
    classes: str = "",
) -> str:
    """Words with their baseline at `y`."""
    names = " ".join(filter(None, ("p-soft" if soft else "p-ink", classes)))
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    weight = ' font-weight="700"' if bold else ""
    large = "" if size == 14 else f' font-size="{size}"'
    fill = SOFT if soft else INK
    return f'<text x="{fine(x)}" y="{fine(y)}" class="{names}" fill="{fill}"{at}{large}{weight}>{escape(plain(words))}</text>'


def line(x1: float, y1: float, x2: float, y2: float, *, strong: bool = False) -> str:
    """A straight line."""
    return (
        f'<line x1="{fine(x1)}" y1="{fine(y1)}" x2="{fine(x2)}" y2="{fine(y2)}" class="{"p-strong" if strong else "p-line"}" '
        f'stroke="{INK if strong else LINE}"/>'
    )


def shape(points: Iterable[tuple[float, float]], tone: Tone) -> str:
    """A closed shape, half as strong as a box of that tone."""
    corners = " ".join(f"{fine(x)},{fine(y)}" for x, y in points)
    return f'<polygon points="{corners}" class="p-{tone}" fill="{TONES[tone]}" fill-opacity="0.3"/>'


def dot(x: float, y: float, radius: float, tone: Tone) -> str:
    """A filled circle."""
    return f'<circle cx="{fine(x)}" cy="{fine(y)}" r="{fine(radius)}" class="p-{tone}" fill="{TONES[tone]}"/>'


def legend(names: Iterable[tuple[Tone, str]], y: float, width: int) -> tuple[str, float]:
    """What each tone means, in as many lines as it takes, and the height below the last."""
    parts, x, row = [], 0.0, y
    for tone, name in names:
        long = 30 + width_of(name, 13)
        if x and x + long > width:
            x, row = 0.0, row + 22
        parts.append(rect(x, row, 13, 13, tone) + text(x + 19, row + 11.5, name, size=13, soft=True))
        x += long
    return "".join(parts), row + 20 if parts else y


def plain(words: str) -> str:
    """Words on one line without signs that no picture can hold (XML knows none of them)."""
    return "".join(sign for sign in " ".join(words.split()) if sign.isprintable())


def width_of(words: str, size: int = 14) -> float:
    """About how wide words are; a little too much rather than too little."""
    return sum(_WIDTHS.get(sign, 0.68 if sign.isupper() else 0.56) for sign in words) * size


def fitted(words: str, width: float, size: int = 14) -> str:
    """Words on one line, cut off with an ellipsis where they are too long."""
    one = plain(words)
    if width_of(one, size) <= width:
        return one
    while one and width_of(one + "…", size) > width:
        one = one[:-1]
    return one.rstrip(" ,;:") + "…"


def wrapped(words: str, width: float, size: int, most: int) -> list[str]:
    """Words on up to `most` lines; what does not fit is cut off with an ellipsis."""
    lines: list[str] = []
    rest = plain(words).split()
    while rest and len(lines) < most:
        taken = 1
        while taken < len(rest) and width_of(" ".join(rest[: taken + 1]), size) <= width:
            taken += 1
        if len(lines) == most - 1:
            taken = len(rest)
        lines.append(fitted(" ".join(rest[:taken]), width, size))
        rest = rest[taken:]
    return lines


def fine(value: float, digits: int = 1) -> str:
    """A number as short as it can be: `12`, `12.5`."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if "." in f"{value:.{digits}f}" else f"{value:.{digits}f}"


def _pattern(tone: Tone) -> str:
    return "s2" if tone in {"own", "against"} else "s1"


def _stripes(body: str, ident: str) -> str:
    found = []
    for name, path in (
        ("s1", "M0 6L6 0M-1.5 1.5L1.5 -1.5M4.5 7.5L7.5 4.5"),
        ("s2", "M0 0L6 6M-1.5 4.5L1.5 7.5M4.5 -1.5L7.5 1.5"),
    ):
        if f"url(#{name})" in body:
            found.append(
                f'<pattern id="{ident}-{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
                f'<path d="{path}" class="p-stripe" stroke="{PAPER}" stroke-width="1.2" stroke-opacity="0.75"/></pattern>'
            )
    return f"<defs>{''.join(found)}</defs>" if found else ""

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A picture in a page: drawn twice, for a wide and for a narrow screen, of which the stylesheet shows one."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bijgepraat.publish.pictures.svg import Drawing, svg

WIDE, NARROW = 720, 344
Chip = tuple[str, str, bool, int | None]
"""A choice by link: its name, its path, whether it is chosen, how many there are."""


def figure(draw: Callable[[int], Drawing], ident: str) -> Markup:
    """The picture as markup. Letters keep their size on a telephone, so the drawing differs and not only its scale."""
    # Made by ourselves: every word in it was escaped by `svg`.
    return Markup(svg(draw(WIDE), f"{ident}-breed", "pic-wide") + svg(draw(NARROW), f"{ident}-smal", "pic-narrow"))  # noqa: S704


def alone(drawing: Drawing, ident: str, classes: str = "") -> Markup:
    """A picture that is the same on every screen."""
    return Markup(svg(drawing, ident, classes))  # noqa: S704

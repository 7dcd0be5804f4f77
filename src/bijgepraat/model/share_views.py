# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a page says of itself to who shares a link to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShareView:
    """Open Graph: where the site is (`https://…`, without a slash at the end), and the paths of the page and of its picture.

    `alt` says what is on the picture. Title and description are those of the page.
    """

    site: str
    page: str
    picture: str
    alt: str = ""

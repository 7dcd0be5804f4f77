# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The files beside the pages. Names carry a hash of the content, so browsers may keep them for good."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from bijgepraat.model.views import Page

_FILES = {
    "site.css": "text/css; charset=utf-8",
    "account.css": "text/css; charset=utf-8",
    "press.css": "text/css; charset=utf-8",
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "icoon.svg": "image/svg+xml",
}
ROBOTS = Page(b"User-agent: *\nDisallow: /zoeken\nDisallow: /redactie\nAllow: /\n", "text/plain; charset=utf-8")


@cache
def assets() -> Mapping[str, Page]:
    """All files by the name under which pages ask for them, such as `site.1f2e3d4c.css`."""
    found = {}
    for name, media_type in _FILES.items():
        body = resources.files(__package__ or "").joinpath("static", name).read_bytes()
        stem, _, suffix = name.rpartition(".")
        found[f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"] = Page(body, media_type)
    return found


@cache
def asset_path(name: str) -> str:
    """The path of a file by its plain name."""
    stem, _, suffix = name.rpartition(".")
    found = next(full for full in assets() if full.startswith(f"{stem}.") and full.endswith(f".{suffix}"))
    return f"/bestanden/{found}"

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The files beside the pages. Names carry a hash of the content, so browsers may keep them for good.

`site.css` is one file for browsers and many for us: the parts in `static/parts/` are put together here. A page with a stylesheet
of its own names it in its block `head`: `asset('pictures.css')`, after adding it to `_FILES`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from bijgepraat.model.views import Page
from bijgepraat.publish.site.theming import in_the_dark

_PARTS = (
    "tokens",
    "dark",
    "base",
    "frame",
    "reading",
    "lists",
    "document",
    "changes",
    "books",
    "search",
    "state",
    "forms",
    "prose",
    "home",
    "timeline",
    "dossier",
    "narrow",
    "print",
)
"""Of `site.css`, in the order in which they hold."""
_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/")
_FILES = {
    "site.css": "text/css; charset=utf-8",
    "account.css": "text/css; charset=utf-8",
    "press.css": "text/css; charset=utf-8",
    "pictures.css": "text/css; charset=utf-8",
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
        body = _site_style() if name == "site.css" else _read(name)
        stem, _, suffix = name.rpartition(".")
        found[f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"] = Page(body, media_type)
    return found


def _site_style() -> bytes:
    """All parts in one, without what only we read."""
    found = []
    for part in _PARTS:
        text = _COMMENT.sub("", _read(f"parts/{part}.css").decode())
        found.append(in_the_dark(" ".join(text.split())) if part == "dark" else text)
    lines = (line.strip() for line in "\n".join(found).split("\n"))
    return "\n".join(line for line in lines if line).encode()


def _read(name: str) -> bytes:
    return resources.files(__package__ or "").joinpath("static", *name.split("/")).read_bytes()


@cache
def asset_path(name: str) -> str:
    """The path of a file by its plain name."""
    stem, _, suffix = name.rpartition(".")
    found = next(full for full in assets() if full.startswith(f"{stem}.") and full.endswith(f".{suffix}"))
    return f"/bestanden/{found}"

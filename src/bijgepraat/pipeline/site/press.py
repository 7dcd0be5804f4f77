# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages and files of published editions. None means that there is no such edition, version or theme."""

from __future__ import annotations

import re
from collections.abc import Callable

from bijgepraat.model.press_views import PressSummary, PressView
from bijgepraat.model.views import Frame, Page
from bijgepraat.pipeline import press
from bijgepraat.pipeline.follows.versions import HERE
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.publish.calendar import calendar
from bijgepraat.publish.press import feeds, pages
from bijgepraat.publish.press.pdf import MEDIA_TYPE, PdfError, Pdfs

__all__ = ["PdfError", "Press"]

_WEEK = re.compile(r"[0-9]{4}-W[0-9]{2}")
_VERSION = re.compile(r"[1-9][0-9]{0,4}")
_JSON = "application/json"


class Press:
    """Published editions over one store; `site` is always the public address of the site without a slash at the end."""

    def __init__(self, memory: Memory, frame: Callable[[], Frame], pdfs: Pdfs | None = None) -> None:
        self._memory = memory
        self._store = memory.store
        self._frame = frame
        self._pdfs = pdfs or Pdfs()

    def newest(self) -> PressView | None:
        """The newest edition, for the front page."""
        return press.newest_out(self._store)

    def listed(self) -> list[PressSummary]:
        """Every edition that went out."""
        return press.editions_listed(self._store)

    def edition(self, week: str, version: str, site: str) -> Page | None:
        """The page of an edition; `version` is empty for the newest."""
        view = self._view(week, version)
        return pages.edition(self._frame(), view, site) if view else None

    def content(self, week: str, version: str) -> Page | None:
        """The bytes that the hash is made of."""
        view = self._view(week, version)
        found = press.content_out(self._store, week, view.version) if view else None
        return Page(found, _JSON) if found is not None else None

    def json(self, week: str, version: str) -> Page | None:
        """An edition with its log as JSON."""
        view = self._view(week, version)
        found = press.edition_json(self._store, week, view.version) if view else None
        return Page(found, _JSON) if found is not None else None

    def pdf(self, week: str, version: str, site: str) -> Page | None:
        """An edition as PDF. Raises `PdfError`."""
        view = self._view(week, version)
        return Page(self._pdfs.of(view, site), MEDIA_TYPE) if view else None

    def atom(self, theme: str, site: str) -> Page | None:
        """The feed as Atom, of everything or of a theme."""
        found = press.feed_of(self._store, theme)
        return feeds.atom_feed(found, site) if found else None

    def json_feed(self, theme: str, site: str) -> Page | None:
        """The feed as JSON Feed."""
        found = press.feed_of(self._store, theme)
        return feeds.json_feed(found, site) if found else None

    def agenda(self, site: str) -> Page:
        """Terms and meetings as a calendar."""
        today = self._memory.now().astimezone(HERE).date()
        # An edition that goes out, or a correction, is in the calendar at once.
        name = f"agenda bij edities {today} {press.last_out(self._store)}"
        view = self._memory.recall(name, lambda: press.calendar_of(self._store, today))
        return calendar(view, site)

    def _view(self, week: str, version: str) -> PressView | None:
        if not _WEEK.fullmatch(week) or (version and not _VERSION.fullmatch(version)):
            return None
        return press.edition_out(self._store, week, int(version) if version else None)

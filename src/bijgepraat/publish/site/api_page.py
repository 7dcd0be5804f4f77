# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page about the API as HTML."""

from __future__ import annotations

from bijgepraat.model.api_views import ApiView
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.site.pages import _page


def api_page(frame: Frame, view: ApiView) -> Page:
    """What the API is, with examples."""
    return _page("api.html", frame, view=view)

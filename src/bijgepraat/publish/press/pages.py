# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pages of published editions as HTML, and the fragment that stands in feeds."""

from __future__ import annotations

import orjson
from markupsafe import Markup

from bijgepraat.model.press_views import PressEntry, PressView
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.press.linked_data import linked_data
from bijgepraat.publish.site.pages import environment

_NOT_IN_HTML = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def edition(frame: Frame, view: PressView, site: str) -> Page:
    """A published edition, or an older version of one."""
    data = Markup(orjson.dumps(linked_data(view, site)).decode().translate(_NOT_IN_HTML))  # noqa: S704 - cannot end its element
    return _page("press_edition.html", frame=frame, view=view, site=site, data=data)


def fragment(entry: PressEntry, site: str) -> str:
    """An edition as HTML without anything around it, with full addresses, for a feed."""
    return environment().get_template("press_feed.html").render(entry=entry, view=entry.view, site=site)


def _page(template: str, **values: object) -> Page:
    return Page(environment().get_template(template).render(**values).encode())

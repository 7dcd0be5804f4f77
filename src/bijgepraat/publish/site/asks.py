# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of asks."""

from __future__ import annotations

from bijgepraat.model.ask_views import AsksView, AskView
from bijgepraat.model.asked import AskVerdict
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.site.pages import _page

_SIGNS = {AskVerdict.HEARD: "●", AskVerdict.PARTLY: "◐", AskVerdict.OPPOSED: "✕", AskVerdict.ABSENT: "○"}
"""A shape for each verdict, beside its word: colour alone says nothing."""
_SORTS = {"motie": "Moties", "brief": "Brieven", "begroting": "Begrotingen"}


def asks(frame: Frame, view: AsksView) -> Page:
    """Asks × texts."""
    return _page("asks.html", frame, view=view, sign=_sign, verdicts=tuple(AskVerdict))


def ask(frame: Frame, view: AskView) -> Page:
    """One ask with the words of both sides."""
    return _page("ask.html", frame, view=view, sign=_sign, SORTS=_SORTS)


def _sign(verdict: AskVerdict | None) -> str:
    return _SIGNS[verdict] if verdict is not None else "…"

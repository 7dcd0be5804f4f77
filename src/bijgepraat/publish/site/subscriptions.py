# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of mail as HTML."""

from __future__ import annotations

from bijgepraat.model.subscription_views import AccessView, AskAgain, ConfirmView, LeaveView, MineView, ToldView
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.site.pages import _page


def ask_again(frame: Frame, view: AskAgain) -> Page:
    """The form, with what was wrong."""
    return _page("mail_ask.html", frame, view=view)


def confirm(frame: Frame, view: ConfirmView) -> Page:
    """Before and after the button."""
    return _page("mail_confirm.html", frame, view=view)


def mine(frame: Frame, view: MineView) -> Page:
    """Somebody's own page."""
    return _page("mail_mine.html", frame, view=view)


def leave(frame: Frame, view: LeaveView) -> Page:
    """Before and after leaving."""
    return _page("mail_leave.html", frame, view=view)


def access(frame: Frame, view: AccessView) -> Page:
    """The form for who lost the link."""
    return _page("mail_access.html", frame, view=view)


def told(frame: Frame, view: ToldView) -> Page:
    """Something that is said."""
    return _page("mail_told.html", frame, view=view)

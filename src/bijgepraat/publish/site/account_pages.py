# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of accounts as HTML."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from bijgepraat.model.account_views import (
    AccountsView,
    CodeView,
    InvitationView,
    LoginView,
    LogView,
    MyAccountView,
    RefusedView,
)
from bijgepraat.model.accounts import Right, Role
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.site.desk_pages import stamp
from bijgepraat.publish.site.pages import environment as site_environment


def login(frame: Frame, view: LoginView) -> Page:
    """Logging in."""
    return _page("account_login.html", frame, view)


def code(frame: Frame, view: CodeView) -> Page:
    """The second step."""
    return _page("account_code.html", frame, view)


def invitation(frame: Frame, view: InvitationView) -> Page:
    """Setting a password with a link."""
    return _page("account_invitation.html", frame, view)


def mine(frame: Frame, view: MyAccountView) -> Page:
    """Somebody's own account."""
    return _page("account_mine.html", frame, view)


def accounts(frame: Frame, view: AccountsView) -> Page:
    """All accounts."""
    return _page("account_list.html", frame, view)


def log(frame: Frame, view: LogView) -> Page:
    """The audit log."""
    return _page("account_log.html", frame, view)


def refused(frame: Frame, view: RefusedView) -> Page:
    """Something that is not for this person."""
    return _page("account_refused.html", frame, view)


def _page(template: str, frame: Frame, view: object) -> Page:
    return Page(_environment().get_template(template).render(frame=frame, view=view).encode())


@cache
def _environment() -> Environment:
    found = site_environment().overlay()
    # The SVG is made by ourselves out of a key and an address; it holds no text of people, only squares.
    found.filters.update(stamp=stamp, drawing=Markup)
    found.globals.update(ROLES=tuple(Role), Right=Right)
    return found

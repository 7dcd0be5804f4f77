# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of accounts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bijgepraat.model.accounts import Account, Act
from bijgepraat.model.views import Page


@dataclass(frozen=True, slots=True)
class AccountAnswer:
    """A page with its status, or where to go on. `token` is a new cookie, `leave` takes the cookie away, `wait` in seconds."""

    page: Page | None = None
    status: int = 200
    to: str | None = None
    token: str | None = None
    leave: bool = False
    wait: int | None = None


@dataclass(frozen=True, slots=True)
class LoginView:
    """Logging in; `to` is where to go on. `elsewhere`: the organisation's own login can be used."""

    to: str = ""
    address: str = ""
    error: str = ""
    done: str = ""
    elsewhere: bool = False
    secure: bool = True
    """Whether the line is one over which a password may go."""


@dataclass(frozen=True, slots=True)
class CodeView:
    """The second step."""

    to: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class InvitationView:
    """Setting a password with a link."""

    secret: str
    account: Account
    shortest: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class MyAccountView:
    """Somebody's own account. `wrong` names the form that an `error` belongs to; `codes` are shown this once."""

    account: Account
    shortest: int
    codes_left: int = 0
    key: str = ""
    qr: str = ""
    codes: tuple[str, ...] = ()
    error: str = ""
    wrong: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class AccountsView:
    """All accounts. `link` is an invitation, shown this once, for `link_for`; `sent` what was filled in."""

    account: Account
    rows: tuple[Account, ...]
    error: str = ""
    done: str = ""
    link: str = ""
    link_for: str = ""
    sent_name: str = ""
    sent_address: str = ""
    sent_role: str = ""


@dataclass(frozen=True, slots=True)
class LogView:
    """A page of the audit log. `older` leads on; `fault` is what is wrong with the chain, None when it was not looked at."""

    account: Account
    rows: Sequence[Act]
    older: int | None
    fault: str | None = None
    checked: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True)
class RefusedView:
    """Something that is not for this person."""

    title: str
    words: str

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""People of the desk: who they are and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here; each has the rights of the one before it."""

    READER = "lezer"
    EDITOR = "redacteur"
    CHIEF_EDITOR = "hoofdredacteur"
    ADMINISTRATOR = "beheerder"


class Right(StrEnum):
    """What somebody may do."""

    DESK = "redactie"
    """Work on editions and answer the proposals of the books."""
    PUBLISH = "uitgeven"
    ACCOUNTS = "accounts"
    LOG = "logboek"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: frozenset(),
    Role.EDITOR: frozenset({Right.DESK}),
    Role.CHIEF_EDITOR: frozenset({Right.DESK, Right.PUBLISH}),
    # Who gives out roles can give themselves any: keeping a right from them would only look like safety.
    Role.ADMINISTRATOR: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in. Holds nothing secret. `made_at` is an ISO moment in UTC."""

    id: int
    name: str
    address: str
    role: Role
    active: bool
    has_password: bool
    has_second_factor: bool
    elsewhere: bool
    """Whether somebody logs in at the organisation's own provider (OIDC)."""
    made_at: str

    def may(self, right: Right) -> bool:
        """Whether the account has this right; one that is not active has none."""
        return self.active and right in RIGHTS[self.role]

    @property
    def signature(self) -> str:
        """How acts of this account are signed in the log: names change and may be shared, the number does not."""
        return f"{self.name[:100]} (account {self.id})"


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody with a valid cookie. `id` is the SHA-256 under which it is stored; `pending`: the second step is still to come."""

    account: Account
    id: str
    pending: bool


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the audit log. `at` is an ISO moment in UTC; `about` names a thing as `account:3` or `editie:2026-W47`."""

    id: int
    at: str
    by: str
    what: str
    about: str
    detail: str
    previous: str
    hash: str

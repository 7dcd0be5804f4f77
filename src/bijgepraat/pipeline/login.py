# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The door: logging in by password and second factor, sessions, logging out. Every act is in the audit log.

A session's cookie is 256 random bits of which only the hash is kept. Each step up (password, second factor, more rights) gives a
new one, so that a cookie that somebody planted beforehand opens nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bijgepraat.model.accounts import Account, Session
from bijgepraat.pipeline import pauses
from bijgepraat.pipeline.addresses import AddressError, normal
from bijgepraat.pipeline.passwords import Hasher
from bijgepraat.pipeline.pauses import CODE, NAME, ORIGIN, Counted, moment
from bijgepraat.pipeline.second_factor import code_digest, digest, used_step
from bijgepraat.store import accounts as kept
from bijgepraat.store import audit, sessions
from bijgepraat.store.errors import StoreBusyError
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

IDLE = timedelta(hours=8)
LONGEST = timedelta(hours=24)
HALFWAY = timedelta(minutes=10)
"""How long the second step may take."""
_SEEN_EVERY = timedelta(minutes=5)
RECOVERY = "herstel"
NOBODY = "niemand"
"""Who did something before anybody was known."""


class WrongError(Exception):
    """Name, password or code is not right; never says which."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody came a step further: the cookie's value, and whether the second step is still to come."""

    token: str
    pending: bool
    account: Account


class Doorkeeper:
    """Lets people in over one store. Safe from several threads. `fresh` gives cookies (at least 256 bits)."""

    def __init__(
        self, store: Store, hasher: Hasher | None = None, fresh: Callable[[], str] = lambda: secrets.token_urlsafe(32)
    ) -> None:
        self._store = store
        self.hasher = hasher or Hasher()
        self._fresh = fresh

    def password(self, address: str, password: str, origin: str, now: datetime, old: str | None = None) -> Entered:
        """The first step. `old` is the cookie that came along; it ends.

        Raises `WrongError`, `PausedError` and `CrowdedError`. The work is the same for a name that is nobody's.
        """
        try:
            name = normal(address)
        except AddressError:
            name = address.strip().casefold()[:400]
        with self._store.writing() as connection:
            counted = self._count(connection, ((NAME, name), (ORIGIN, pauses.origin(origin))), now)
            row = kept.by_address(connection, name)
        known = row.password if row is not None and row.active else None
        if not self.hasher.verify(known, password):
            # Also for a name that is nobody's: the same work. What was typed is not written down, it may be a password.
            with self._store.writing() as connection:
                self._log(connection, now, NOBODY, "inloggen mislukt", row.id if row is not None else None)
            raise WrongError
        assert row is not None
        assert known is not None
        renewed = self.hasher.hash(password) if self.hasher.is_old(known) else None
        with self._store.writing() as connection:
            present = kept.by_id(connection, row.id)
            if present is None or not present.active or present.password != known:
                raise WrongError  # somebody changed the account while we were looking
            for one in counted:
                pauses.succeeded(connection, one, now)
            if renewed is not None:
                kept.change(connection, row.id, password=renewed)
            return self._enter(connection, present, now, old, pending=present.totp is not None, how="wachtwoord")

    def code(self, token: str, code: str, origin: str, now: datetime) -> Entered:
        """The second step: six digits, or a recovery code. Raises `WrongError`, also when the first step is too long ago."""
        with self._store.writing() as connection:
            session = self._find(connection, token, now)
            if session is None or not session.pending:
                raise WrongError
            number = session.account.id
            counted = self._count(connection, ((CODE, str(number)), (ORIGIN, pauses.origin(origin))), now)
        with self._store.writing() as connection:
            row = kept.by_id(connection, number)
            if row is None or not row.active or row.totp is None:
                raise WrongError
            step = used_step(row.totp, code, now)
            how = "code"
            right = step is not None and kept.use_step(connection, number, step)
            if not right and kept.use_secret(connection, number, RECOVERY, code_digest(code)):
                right, how = True, "herstelcode"
            if right:
                for one in counted:
                    pauses.succeeded(connection, one, now)
                return self._enter(connection, row, now, token, pending=False, how=how)
            self._log(connection, now, NOBODY, "code mislukt", number)
        raise WrongError

    def enter(self, connection: Connection, number: int, now: datetime, old: str | None, how: str) -> Entered:
        """Somebody whom another has vouched for (OIDC). In the caller's writing transaction. Raises `WrongError`."""
        row = kept.by_id(connection, number)
        if row is None or not row.active:
            raise WrongError
        return self._enter(connection, row, now, old, pending=False, how=how)

    def session(self, token: str | None, now: datetime) -> Session | None:
        """Whose cookie this is; None when it is nobody's, has expired, or the account is not active any more."""
        if not token:
            return None
        with self._store.reading() as connection:
            found = self._find(connection, token, now)
            row = self._row(connection, token, now) if found is not None else None
        if found is None or row is None:
            return None
        if datetime.fromisoformat(row.seen_at) < now - _SEEN_EVERY and not found.pending:
            try:
                with self._store.writing() as connection:
                    sessions.seen(connection, found.id, moment(now))
            except StoreBusyError:
                pass  # the next request says it
        return found

    def renew(self, connection: Connection, session: Session, now: datetime) -> str:
        """End every session of an account but give the present one a new cookie: after a change of what opens the door."""
        row = sessions.find(connection, session.id, moment(now), moment(now - IDLE))
        sessions.drop_all(connection, session.account.id)
        token = self._fresh()
        until = row.expires_at if row is not None else moment(now + LONGEST)
        sessions.add(connection, digest(token), session.account.id, moment(now), until, pending=False)
        return token

    def leave(self, token: str | None, now: datetime) -> None:
        """Log out: the cookie opens nothing any more, whoever has a copy."""
        if not token:
            return
        with self._store.writing() as connection:
            found = self._find(connection, token, now)
            if sessions.drop(connection, digest(token)) and found is not None and not found.pending:
                self._log(connection, now, found.account.signature, "uitloggen", found.account.id)

    def leave_everywhere(self, session: Session, now: datetime) -> int:
        """Log out on every machine; returns how many sessions ended."""
        with self._store.writing() as connection:
            count = sessions.drop_all(connection, session.account.id)
            self._log(connection, now, session.account.signature, "overal uitloggen", session.account.id, f"{count} sessies")
        return count

    def check(self, account: Account, password: str, now: datetime) -> None:
        """Somebody who is in proves again who they are. Raises `WrongError`, `PausedError` and `CrowdedError`."""
        with self._store.writing() as connection:
            counted = self._count(connection, ((NAME, account.address),), now)
            row = kept.by_id(connection, account.id)
        if not self.hasher.verify(row.password if row is not None else None, password):
            with self._store.writing() as connection:
                self._log(connection, now, account.signature, "wachtwoord mislukt", account.id)
            raise WrongError
        with self._store.writing() as connection:
            for one in counted:
                pauses.succeeded(connection, one, now)

    def _enter(self, connection: Connection, row: object, now: datetime, old: str | None, *, pending: bool, how: str) -> Entered:
        account = kept.account_of(row)
        sessions.drop_old(connection, moment(now), moment(now - IDLE))
        if old:
            sessions.drop(connection, digest(old))
        token = self._fresh()
        until = now + (HALFWAY if pending else LONGEST)
        sessions.add(connection, digest(token), account.id, moment(now), moment(until), pending=pending)
        if not pending:
            self._log(connection, now, account.signature, "inloggen", account.id, how)
        return Entered(token, pending, account)

    def _count(self, connection: Connection, what: tuple[tuple[pauses.Pace, str], ...], now: datetime) -> list[Counted]:
        found = [pauses.count(connection, pace, value, now) for pace, value in what]
        for one in found:
            if one.begins:
                # The log stays for good, so it never names an address of origin, or what was typed as a name.
                told = "een adres van herkomst" if one.pace is ORIGIN else "een account"
                audit.append(connection, at=moment(now), by=NOBODY, what="pauze", detail=f"te veel pogingen voor {told}")
        return found

    def _find(self, connection: Connection, token: str, now: datetime) -> Session | None:
        row = self._row(connection, token, now)
        found = kept.by_id(connection, row.account_id) if row is not None else None
        if row is None or found is None or not found.active:
            return None
        return Session(kept.account_of(found), row.id, bool(row.pending))

    def _row(self, connection: Connection, token: str, now: datetime) -> Any:
        return sessions.find(connection, digest(token), moment(now), moment(now - IDLE))

    def _log(self, connection: Connection, now: datetime, by: str, what: str, number: int | None, detail: str = "") -> None:
        about = f"account:{number}" if number is not None else ""
        audit.append(connection, at=moment(now), by=by, what=what, about=about, detail=detail)

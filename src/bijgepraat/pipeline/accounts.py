# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Accounts: making, changing and closing them. Every act is in the audit log, in the same transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bijgepraat.model.accounts import Account, Act, Role, Session
from bijgepraat.pipeline import passwords, pauses, second_factor
from bijgepraat.pipeline.addresses import AddressError, normal
from bijgepraat.pipeline.login import RECOVERY, Doorkeeper
from bijgepraat.pipeline.pauses import CODE, NAME, moment
from bijgepraat.pipeline.second_factor import code_digest, digest, used_step
from bijgepraat.sources.blob import InputError
from bijgepraat.store import accounts as kept
from bijgepraat.store import audit, sessions
from bijgepraat.store.audit import Verified
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

INVITATION_DAYS = 7
_INVITATION = "uitnodiging"
_LONGEST_NAME = 100


class AccountError(InputError):
    """Something that cannot be done with an account; the message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A key that waits for its first code: the QR as SVG, and the key for who cannot scan."""

    key: str
    qr: str


class Accounts:
    """What happens to accounts over one store. `by` is who does it, as it is signed in the log."""

    def __init__(self, store: Store, door: Doorkeeper | None = None) -> None:
        self._store = store
        self.door = door or Doorkeeper(store)

    def everyone(self) -> list[Account]:
        """All accounts, active ones first."""
        with self._store.reading() as connection:
            return [kept.account_of(row) for row in kept.everyone(connection)]

    def by_address(self, address: str) -> Account:
        """The account with this address. Raises `AccountError`."""
        with self._store.reading() as connection:
            row = kept.by_address(connection, _address(address))
        if row is None:
            raise AccountError(f"Er is geen account met het adres {address[:100]}. Kijk met `bijgepraat account list`.")
        return kept.account_of(row)

    def add(self, name: str, address: str, role: Role, now: datetime, by: str, password: str | None = None) -> Account:
        """Make an account; without a password somebody comes in by an invitation, or by the organisation's own provider.

        Raises `AccountError` and `PasswordError`.
        """
        written, mail = _name(name), _address(address)
        made = self._made(password, written, mail) if password is not None else None
        with self._store.writing() as connection:
            if kept.by_address(connection, mail) is not None:
                raise AccountError(f"Er is al een account met het adres {mail}.")
            values = {"name": written, "address": mail, "role": role.value, "password": made, "made_at": moment(now)}
            number = kept.add(connection, values)
            _log(connection, now, by, "account gemaakt", number, role.value)
            return kept.account_of(kept.by_id(connection, number))

    def invite(self, number: int, now: datetime, by: str) -> str:
        """A link's secret with which somebody sets a (new) password, once, within a week. Earlier ones end.

        Raises `AccountError`.
        """
        secret = secrets.token_urlsafe(32)
        with self._store.writing() as connection:
            account = self._there(connection, number)
            if not account.active:
                raise AccountError("Dit account is uitgeschakeld. Schakel het eerst in.")
            kept.drop_secrets(connection, number, _INVITATION)
            until = moment(now + timedelta(days=INVITATION_DAYS))
            kept.add_secret(connection, number, _INVITATION, digest(secret), until)
            _log(connection, now, by, "uitnodiging", number)
        return secret

    def invited(self, secret: str, now: datetime) -> Account | None:
        """Whom an invitation is for; None when it was used, is too old or never was."""
        with self._store.reading() as connection:
            number = kept.secret_owner(connection, _INVITATION, digest(secret), moment(now))
            row = kept.by_id(connection, number) if number is not None else None
        return kept.account_of(row) if row is not None and row.active else None

    def accept(self, secret: str, password: str, now: datetime) -> Account | None:
        """Set the password that goes with an invitation, which ends. None as with `invited`; raises `PasswordError`."""
        account = self.invited(secret, now)
        if account is None:
            return None
        made = self._made(password, account.name, account.address)
        with self._store.writing() as connection:
            if not kept.use_secret(connection, account.id, _INVITATION, digest(secret)):
                return None
            self._set(connection, account, made, now, account.signature)
        return account

    def set_password(self, number: int, password: str, now: datetime, by: str) -> None:
        """Set a password from the command line; ends sessions and pauses. Raises `AccountError`, `PasswordError`."""
        with self._store.reading() as connection:
            account = self._there(connection, number)
        made = self._made(password, account.name, account.address)
        with self._store.writing() as connection:
            self._set(connection, account, made, now, by)

    def change_password(self, session: Session, old: str, new: str, now: datetime) -> str:
        """Somebody's own change; returns the cookie that goes on, all others end.

        Raises `PasswordError`, `WrongError`, `PausedError`, `CrowdedError`.
        """
        account = session.account
        passwords.judge(new, account.name, account.address)
        self.door.check(account, old, now)
        made = self.door.hasher.hash(new)
        with self._store.writing() as connection:
            kept.change(connection, account.id, password=made)
            _log(connection, now, account.signature, "wachtwoord", account.id)
            return self.door.renew(connection, session, now)

    def set_role(self, number: int, role: Role, now: datetime, by: str) -> None:
        """Give another role; sessions end, so that nobody goes on with other rights. Raises `AccountError`."""
        with self._store.writing() as connection:
            account = self._there(connection, number)
            if account.role is role:
                return
            if role is not Role.ADMINISTRATOR:
                self._not_the_last(connection, account)
            kept.change(connection, number, role=role.value)
            sessions.drop_all(connection, number)
            _log(connection, now, by, "rol", number, f"van {account.role.value} naar {role.value}")

    def set_active(self, number: int, active: bool, now: datetime, by: str) -> None:
        """Close an account, at once and everywhere, or open it again. Raises `AccountError`."""
        with self._store.writing() as connection:
            account = self._there(connection, number)
            if account.active is active:
                return
            if not active:
                self._not_the_last(connection, account)
                sessions.drop_all(connection, number)
                kept.drop_secrets(connection, number, _INVITATION)
            kept.change(connection, number, active=active)
            _log(connection, now, by, "ingeschakeld" if active else "uitgeschakeld", number)

    def begin_second_factor(self, account: Account) -> Enrolment:
        """A new key, or the one that already waits; it counts once `confirm_second_factor` has seen a code of it."""
        with self._store.writing() as connection:
            row = kept.by_id(connection, account.id)
            key = row.totp_new or second_factor.new_key()
            kept.change(connection, account.id, totp_new=key)
        return Enrolment(key, second_factor.qr(key, account.address))

    def confirm_second_factor(self, session: Session, code: str, now: datetime) -> tuple[str, list[str]] | None:
        """Turn the second factor on; gives the new cookie and the recovery codes, shown this once. None for a wrong code.

        Raises `PausedError`.
        """
        account = session.account
        with self._store.writing() as connection:
            counted = pauses.count(connection, CODE, str(account.id), now)
            row = kept.by_id(connection, account.id)
            step = used_step(row.totp_new, code, now) if row.totp_new else None
        if step is None:
            return None
        with self._store.writing() as connection:
            pauses.succeeded(connection, counted, now)
            kept.change(connection, account.id, totp=row.totp_new, totp_new=None, totp_step=step)
            codes = self._new_codes(connection, account.id)
            _log(connection, now, account.signature, "tweede stap aan", account.id)
            return self.door.renew(connection, session, now), codes

    def new_codes(self, account: Account, password: str, now: datetime) -> list[str]:
        """New recovery codes in the place of the old ones. Raises as `Doorkeeper.check` does."""
        self.door.check(account, password, now)
        with self._store.writing() as connection:
            codes = self._new_codes(connection, account.id)
            _log(connection, now, account.signature, "nieuwe herstelcodes", account.id)
        return codes

    def codes_left(self, account: Account) -> int:
        """How many recovery codes are left."""
        with self._store.reading() as connection:
            return kept.count_secrets(connection, account.id, RECOVERY)

    def drop_second_factor(self, session: Session, password: str, now: datetime) -> str:
        """Somebody turns their own off; returns the cookie that goes on. Raises as `Doorkeeper.check` does."""
        self.door.check(session.account, password, now)
        with self._store.writing() as connection:
            self._factor_off(connection, session.account, now, session.account.signature)
            return self.door.renew(connection, session, now)

    def second_factor_off(self, number: int, now: datetime, by: str) -> None:
        """For somebody who lost both app and codes. Raises `AccountError`."""
        with self._store.writing() as connection:
            account = self._there(connection, number)
            self._factor_off(connection, account, now, by)
            sessions.drop_all(connection, number)
            pauses.forgive(connection, CODE, str(number))

    def log(self, limit: int, before: int | None = None) -> Sequence[Act]:
        """Lines of the audit log, newest first, from below a number."""
        with self._store.reading() as connection:
            return audit.lines(connection, limit, before)

    def verify_log(self) -> Verified:
        """Whether the chain of the log is whole, with the hash of its last line, to be noted elsewhere."""
        with self._store.reading() as connection:
            return audit.verify(connection)

    def _made(self, password: str, name: str, address: str) -> str:
        passwords.judge(password, name, address)
        return self.door.hasher.hash(password)

    def _set(self, connection: Connection, account: Account, made: str, now: datetime, by: str) -> None:
        kept.change(connection, account.id, password=made)
        kept.drop_secrets(connection, account.id, _INVITATION)
        sessions.drop_all(connection, account.id)
        pauses.forgive(connection, NAME, account.address)
        _log(connection, now, by, "wachtwoord", account.id)

    def _factor_off(self, connection: Connection, account: Account, now: datetime, by: str) -> None:
        kept.change(connection, account.id, totp=None, totp_new=None)
        kept.drop_secrets(connection, account.id, RECOVERY)
        _log(connection, now, by, "tweede stap uit", account.id)

    def _new_codes(self, connection: Connection, number: int) -> list[str]:
        kept.drop_secrets(connection, number, RECOVERY)
        codes = second_factor.new_codes()
        for code in codes:
            kept.add_secret(connection, number, RECOVERY, code_digest(code))
        return codes

    def _there(self, connection: Connection, number: int) -> Account:
        row = kept.by_id(connection, number)
        if row is None:
            raise AccountError("Dit account is er niet (meer). Laad de pagina opnieuw.")
        return kept.account_of(row)

    def _not_the_last(self, connection: Connection, account: Account) -> None:
        if account.role is Role.ADMINISTRATOR and account.active and kept.administrators(connection) < 2:
            raise AccountError("Dit is de enige beheerder. Maak eerst een ander beheerder.")


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name or not all(sign.isprintable() for sign in name):
        raise AccountError("Vul een naam in.")
    if len(name) > _LONGEST_NAME:
        raise AccountError(f"Neem een naam van hooguit {_LONGEST_NAME} tekens.")
    return name


def _address(typed: str) -> str:
    try:
        return normal(typed)
    except AddressError as error:
        raise AccountError(str(error)) from error


def _log(connection: Connection, now: datetime, by: str, what: str, number: int, detail: str = "") -> None:
    audit.append(connection, at=moment(now), by=by, what=what, about=f"account:{number}", detail=detail)

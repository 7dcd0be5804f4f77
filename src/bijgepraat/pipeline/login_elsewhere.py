# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From an identity at the organisation's provider to an account here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bijgepraat.model.accounts import Role
from bijgepraat.pipeline.addresses import AddressError, normal
from bijgepraat.pipeline.login import NOBODY, Doorkeeper, Entered
from bijgepraat.pipeline.oidc import Identity, OidcError
from bijgepraat.pipeline.pauses import moment
from bijgepraat.store import accounts as kept
from bijgepraat.store import audit, sessions
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

_PROVIDER = "de organisatie"


def come_in(store: Store, door: Doorkeeper, identity: Identity, now: datetime, old: str | None, *, mapped: bool) -> Entered:
    """Let somebody in whom the provider vouches for.

    Known by issuer and subject: that account. The first time: the account that was invited under an address which the provider
    has checked, and that has no password of its own, or else a new one where the provider gives a role. Where roles are
    `mapped` the provider decides them at every login: who has lost it there is a reader here. Raises `OidcError`.
    """
    try:
        with store.writing() as connection:
            row = kept.by_subject(connection, identity.subject) or _first_time(connection, identity, now)
            if not row.active:
                raise OidcError("Uw account is uitgeschakeld. Vraag een beheerder.", f"account {row.id} is uitgeschakeld")
            role = identity.role or Role.READER
            if mapped and role.value != row.role:
                kept.change(connection, row.id, role=role.value)
                sessions.drop_all(connection, row.id)
                _log(connection, now, "rol", row.id, f"van {row.role} naar {role.value}")
            return door.enter(connection, row.id, now, old, "via de organisatie")
    except OidcError as error:
        # The refusal undid the transaction; the log tells of it all the same.
        with store.writing() as connection:
            audit.append(
                connection, at=moment(now), by=NOBODY, what="inloggen mislukt", detail=f"via de organisatie: {error.why}"
            )
        raise


def _first_time(connection: Connection, identity: Identity, now: datetime) -> Any:
    uninvited = OidcError("U hebt hier nog geen account. Vraag een beheerder om een uitnodiging.", "niet uitgenodigd")
    try:
        address = normal(identity.address)
    except AddressError as error:
        raise uninvited from error
    row = kept.by_address(connection, address)
    if row is not None:
        # An address alone is no proof: it must be checked there, and nobody may get into an account that has its own password.
        if not identity.vouched or row.password is not None or row.subject is not None:
            raise OidcError(
                "Met dit mailadres is al een account. Log in met uw wachtwoord, of vraag een beheerder.",
                f"account {row.id} past niet bij deze identiteit",
            )
        kept.change(connection, row.id, subject=identity.subject)
        _log(connection, now, "gekoppeld", row.id)
        return kept.by_id(connection, row.id)
    if identity.role is None:
        raise uninvited
    values = {"name": identity.name or address, "address": address, "role": identity.role.value, "subject": identity.subject}
    number = kept.add(connection, {**values, "made_at": moment(now)})
    _log(connection, now, "account gemaakt", number, identity.role.value)
    return kept.by_id(connection, number)


def _log(connection: Connection, now: datetime, what: str, number: int, detail: str = "") -> None:
    audit.append(connection, at=moment(now), by=_PROVIDER, what=what, about=f"account:{number}", detail=detail)

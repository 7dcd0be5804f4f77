# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A store with accounts and a clock that only moves when told to, for the tests of logging in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bijgepraat.model.accounts import Account, Role
from bijgepraat.model.views import Frame
from bijgepraat.pipeline.accounts import Accounts
from bijgepraat.pipeline.house import open_store
from bijgepraat.pipeline.login import Doorkeeper, Entered
from bijgepraat.pipeline.oidc import Provider
from bijgepraat.pipeline.passwords import Hasher
from bijgepraat.pipeline.second_factor import code_at
from bijgepraat.pipeline.site.accounts import AccountPages
from bijgepraat.settings import Settings
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
HERE = "203.0.113.7"
PASSWORD = "drie groene fietsen"
OWN_FORM = {"sec-fetch-site": "same-origin", "origin": "null"}
"""What a browser sends with a form on a page without a referrer."""


class CountingArgon(PasswordHasher):
    """A quick one that counts how often work was done."""

    def __init__(self, rounds: int = 1) -> None:
        super().__init__(time_cost=rounds, memory_cost=8, parallelism=1)
        self.verified: list[str] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        self.verified.append(str(hash))
        return super().verify(hash, password)


class CountingHasher(Hasher):
    """With such work."""

    def __init__(self, rounds: int = 1) -> None:
        self.argon = CountingArgon(rounds)
        super().__init__(self.argon)

    @property
    def verified(self) -> list[str]:
        return self.argon.verified


@dataclass
class House:
    """The store, its accounts and the clock."""

    store: Store
    hasher: CountingHasher
    accounts: Accounts
    moment: datetime = NOON
    people: dict[Role, Account] = field(default_factory=dict)

    @property
    def door(self) -> Doorkeeper:
        return self.accounts.door

    def later(self, **more: float) -> datetime:
        self.moment += timedelta(**more)
        return self.moment

    def log_in(self, role: Role = Role.EDITOR, password: str = PASSWORD, old: str | None = None) -> Entered:
        return self.door.password(self.people[role].address, password, HERE, self.moment, old)

    def enrol(self, role: Role = Role.EDITOR) -> tuple[str, list[str]]:
        """Turn the second factor on; gives the key and the recovery codes. The clock goes on, so that a next code is new."""
        session = self.door.session(self.log_in(role).token, self.moment)
        assert session is not None
        key = self.accounts.begin_second_factor(session.account).key
        found = self.accounts.confirm_second_factor(session, code_at(key, self.moment), self.moment)
        assert found is not None
        self.later(seconds=60)
        return key, found[1]

    def app(self, provider: Provider | None = None) -> Starlette:
        """The site, with these accounts and their quick hashes."""
        app = create_app(self.store, Settings(data=Path("onbestaand")))
        app.state.accounts = AccountPages(self.store, Frame, self.accounts, provider)
        return app

    def client(self, base: str = "https://bijgepraat.example", provider: Provider | None = None) -> TestClient:
        return TestClient(self.app(provider), base_url=base, headers=OWN_FORM, follow_redirects=False)


@contextmanager
def opened(folder: Path) -> Iterator[House]:
    """A house with somebody in every role; all have the same password."""
    with open_store(Settings(data=folder)) as store:
        hasher = CountingHasher()
        accounts = Accounts(store, Doorkeeper(store, hasher))
        house = House(store, hasher, accounts)
        for role in Role:
            address = f"{role.value}@gemeente.example"
            house.people[role] = accounts.add(f"Iemand van {role.value}", address, role, NOON, "test", PASSWORD)
        yield house


def web_login(client: TestClient, role: Role = Role.EDITOR, **more: str) -> None:
    """Log in through the form."""
    sent = {"adres": f"{role.value}@gemeente.example", "wachtwoord": PASSWORD, **more}
    answer = client.post("/inloggen", data=sent)
    assert answer.status_code == 303, answer.text

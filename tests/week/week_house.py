# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The sample's store with a desk, people who may come in, and the site over it on a port of its own."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from argon2 import PasswordHasher
from playwright.sync_api import Browser, sync_playwright
from starlette.applications import Starlette

from bijgepraat.model.accounts import Role
from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.mail import ReaderState
from bijgepraat.model.views import Frame
from bijgepraat.pipeline.accounts import Accounts
from bijgepraat.pipeline.alerts import stamp
from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.pipeline.login import Doorkeeper
from bijgepraat.pipeline.passwords import Hasher
from bijgepraat.pipeline.second_factor import code_at
from bijgepraat.pipeline.site.accounts import AccountPages
from bijgepraat.settings import MailServer, MailSettings, Settings
from bijgepraat.store import follows, readers
from bijgepraat.web.app import create_app

WEEK = "2026-W05"
SITE = "https://bijgepraat.example"
PASSWORD = "drie groene fietsen"
HERE = "127.0.0.1"
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def now() -> datetime:
    """This moment: the site that a browser sees has no other clock."""
    return datetime.now(UTC)


def mail_to(port: int = 25) -> MailSettings:
    """Settings for a mail server on loopback."""
    return MailSettings(MailServer("127.0.0.1", port, "none"), "bijgepraat@gemeente.example", SITE, patience=5.0)


@dataclass(frozen=True)
class Person:
    """Somebody with an account, and what they type to come in."""

    name: str
    address: str
    key: str

    @property
    def code(self) -> str:
        """What their telephone shows."""
        return code_at(self.key, now())

    @property
    def next_code(self) -> str:
        """What it shows half a minute later: a code counts once."""
        return code_at(self.key, now() + timedelta(seconds=30))


@dataclass
class House:
    """An open store and its accounts."""

    store: Store
    accounts: Accounts

    def app(self, mail: MailSettings | None = None) -> Starlette:
        """The site, with these accounts and their quick hashes."""
        app = create_app(self.store, Settings(data=Path("onbestaand"), mail=mail))
        app.state.accounts = AccountPages(self.store, Frame, self.accounts, None)
        return app

    def person(self, name: str, role: Role = Role.CHIEF_EDITOR) -> Person:
        """Somebody new, who has turned the second step on."""
        earlier = now() - timedelta(minutes=5)
        address = f"{name.split()[0].lower()}@gemeente.example"
        self.accounts.add(name, address, role, earlier, "test", PASSWORD)
        session = self.accounts.door.session(self.accounts.door.password(address, PASSWORD, HERE, earlier).token, earlier)
        assert session is not None
        key = self.accounts.begin_second_factor(session.account).key
        assert self.accounts.confirm_second_factor(session, code_at(key, earlier), earlier)
        return Person(name, address, key)

    def reader(self, address: str) -> None:
        """Somebody who follows the edition by mail."""
        moment = stamp(now())
        with self.store.writing() as connection:
            made = readers.add_reader(connection, address, f"geheim-{address}"[:64], moment, ReaderState.CONFIRMED)
            readers.set_reader(connection, made.id, confirmed_at=moment)
            follows.add(connection, made.id, Sort.EDITION, "week", "elke nieuwe editie", Rhythm.IMMEDIATELY, moment, 0)


@contextmanager
def opened(sample: Path, folder: Path) -> Iterator[House]:
    """A house of one's own, as the sample is."""
    shutil.copytree(sample, folder)
    with open_store(Settings(data=folder)) as store:
        hasher = Hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield House(store, Accounts(store, Doorkeeper(store, hasher)))


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The site on loopback; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
            assert thread.is_alive()
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()

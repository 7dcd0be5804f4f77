# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A store with readers, what they follow and alerts that wait, for the tests of mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from bijgepraat.model.following import Alert, Reason, Rhythm, Sort, What
from bijgepraat.model.mail import Reader, ReaderState
from bijgepraat.pipeline.alerts import stamp
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import MailServer, MailSettings, Settings
from bijgepraat.store import alerts, follows, readers
from bijgepraat.store.store import Store

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""Monday, twelve o'clock in Amsterdam."""
SITE = "https://bijgepraat.example"
SNIPPET = "Het college vraagt de minister om extra geld voor jeugdzorg in 2027."
ALERT = Alert(
    event="work:1:nieuw",
    what=What.NEW,
    title="Motie over geld voor jeugdzorg",
    sort="motie",
    page="/documenten/Zaak/z1",
    source="Tweede Kamer",
    day=date(2026, 11, 20),
    reasons=(Reason(1, "‘jeugdzorg’", SNIPPET, ((SNIPPET.index("jeugdzorg"), SNIPPET.index("jeugdzorg") + 9),)),),
    seq=1,
)


def mail_settings(port: int = 25, security: str = "none", **more: object) -> MailSettings:
    """Settings for a server on loopback."""
    made = MailSettings(MailServer("127.0.0.1", port, security), "bijgepraat@gemeente.example", SITE, patience=5.0)
    return replace(made, **more)  # type: ignore[arg-type]


def settings_of(folder: Path, mail: MailSettings | None) -> Settings:
    return Settings(data=folder, mail=mail)


def opened(folder: Path) -> Store:
    return open_store(Settings(data=folder))


@dataclass
class Clock:
    """A moment that only moves when told to."""

    moment: datetime = NOON

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **more: float) -> datetime:
        self.moment += timedelta(**more)
        return self.moment


@dataclass
class Secrets:
    """Secrets that are no secrets, each another."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __call__(self) -> str:
        return f"{next(self.numbers):032x}"


def reader_who_follows(
    store: Store, address: str, rhythm: Rhythm = Rhythm.IMMEDIATELY, state: ReaderState = ReaderState.CONFIRMED
) -> tuple[Reader, int]:
    """A reader who follows one search; gives the number of the follow too."""
    with store.writing() as connection:
        made = readers.add_reader(connection, address, f"geheim-{address}"[:64], stamp(NOON), state)
        confirmed = stamp(NOON) if state is ReaderState.CONFIRMED else None
        readers.set_reader(connection, made.id, confirmed_at=confirmed)
        follow = follows.add(connection, made.id, Sort.SEARCH, "jeugdzorg", "‘jeugdzorg’", rhythm, stamp(NOON), 0)
        found = readers.reader_by_id(connection, made.id)
    assert found is not None
    return found, follow.id


def put_alerts(
    store: Store, reader: Reader, follow: int, found: Sequence[Alert], made_at: datetime, rhythm: Rhythm = Rhythm.IMMEDIATELY
) -> None:
    """Alerts that wait, as matching writes them."""
    rows = [replace(one, reasons=tuple(replace(reason, follow=follow) for reason in one.reasons)) for one in found]
    with store.writing() as connection:
        alerts.keep(connection, [alerts.Told(reader.id, rhythm, one) for one in rows], stamp(made_at))


def numbered(number: int) -> Alert:
    """An alert about the so-maniest motion."""
    return replace(ALERT, event=f"work:{number}:nieuw", title=f"Motie {number} over jeugdzorg", seq=number)

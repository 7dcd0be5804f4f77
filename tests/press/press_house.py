# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A store with a week on the desk, for the tests of publishing: letters, their analysis, and steps of an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bijgepraat.compose import desk
from bijgepraat.model.desk import DeskEdition, Introduction, Published
from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.mail import Reader, ReaderState
from bijgepraat.model.records import Kind, Passage, Record
from bijgepraat.pipeline.alerts import stamp
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.desk import check, open_week, save
from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.pipeline.publishing import With, publish
from bijgepraat.settings import MailServer, MailSettings, Settings
from bijgepraat.store import follows, readers
from bijgepraat.store.records import write

WEEK = "2026-W12"
NOW = datetime(2026, 3, 20, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 21, 9, 30, tzinfo=UTC)
SITE = "https://bijgepraat.example"
TEXTS = (
    "Gemeenten krijgen in 2027 € 40 miljoen extra voor wijkteams in de jeugdzorg. De minister stelt een termijn voor gemeenten.",
    "De opschalingskorting op het gemeentefonds gaat van tafel. Gemeenten houden € 675 miljoen per jaar voor hun taken.",
    "Gemeenten mogen de OZB zelf blijven vaststellen. Het kabinet komt niet met een rem op de lokale lasten van gemeenten.",
)
OWN_WORDS = "Voor wijkteams in de jeugdzorg krijgen gemeenten € 40 miljoen extra in 2027."
INTRODUCTION = Introduction(
    "Anna de Vries",
    "directeur",
    "Dit was een week van geld.\n\nVoor kleine gemeenten telt elke euro.",
    "https://video.example/week-12",
    "De week in twee minuten",
)
HOSTILE = (
    "<script>alert('x')</script> & <b>vet</b> \" ' ]]> -->",
    '#import "x" $x^2$ @bron `code` \\ *ster* _lijn_ [haak] {acc} %',
    "Emoji 😀🏛️ en שלום en مرحبا en 中文 en \u202eachterstevoren\u202c.",
    "=?us-ascii?q?=DA=ABcc:_x@y.example?= https://eigen.invalid/beheren",
)
LONG = "Deze heel lange zin over gemeenten gaat maar door " * 99 + "W" * 50


def letters(texts: Sequence[str] = TEXTS) -> list[Record]:
    """Letters to parliament of one week, each about gemeenten."""
    return [
        Record(
            Kind.PUBLICATIE,
            f"kst-{number}",
            "officielebekendmakingen",
            f"Brief over {' '.join(text.split())[:40]}",
            date(2026, 3, 17),
            text=text,
            fields={"soort": "Brief"},
            passages=(Passage(0, len(text)),),
        )
        for number, text in enumerate(texts)
    ]


def house(folder: Path, records: Sequence[Record] | None = None) -> Store:
    """An open store with records, analysed; the caller closes it."""
    opened = open_store(Settings(data=folder / "data"))
    with opened.writing() as connection:
        write(connection, letters() if records is None else records, None)
    opened.index.follow(opened.engine)
    analyse_store(opened)
    return opened


def change(store: Store, step: Callable[[DeskEdition], DeskEdition], now: datetime = NOW) -> int:
    """Something that an editor does; gives the version that it made."""
    present = open_week(store, WEEK, now)
    return save(store, WEEK, step, present.version, "Eva", now).version


def finished(edition: DeskEdition) -> DeskEdition:
    """With an introduction and one sentence in the editor's own words."""
    one = next(item for item in edition.items if any("40 miljoen" in sentence.text for sentence in item.sentences))
    sentence = next(sentence for sentence in one.sentences if "40 miljoen" in sentence.text)
    return desk.introduce(desk.rewrite(edition, one.id, sentence.id, OWN_WORDS), INTRODUCTION)


def published_week(store: Store, together: Sequence[With] = ()) -> Published:
    """The week as its editor finished it, out."""
    version = change(store, finished)
    assert check(store, open_week(store, WEEK, NOW).edition) == []
    return publish(store, WEEK, version, by="Eva", now=NOW, together=together)


def corrected(
    store: Store,
    title: str = "Een betere titel",
    words: str = "De titel is verbeterd.",
    *,
    notify: bool = False,
    together: Sequence[With] = (),
) -> Published:
    """A correction of the first title, out."""
    version = change(store, lambda e: desk.retitle(e, e.items[0].id, title), LATER)
    return publish(store, WEEK, version, by="Bas", now=LATER, correction=words, notify=notify, together=together)


def hostile(edition: DeskEdition) -> DeskEdition:
    """The same with an editor's words that try to get out of every form there is."""
    for number, words in enumerate((*HOSTILE, LONG)):
        item = edition.items[number % len(edition.items)]
        proof = item.sentences[0].evidence
        edition = desk.add_sentence(edition, item.id, words, proof)
        made = next(one for one in edition.items if one.id == item.id).sentences[-1]
        edition = desk.mark_read(edition, item.id, made.id)
    edition = desk.retitle(edition, edition.items[0].id, HOSTILE[0])
    edition = desk.retitle(edition, edition.items[1].id, HOSTILE[3])
    return desk.introduce(
        edition, Introduction(HOSTILE[0], HOSTILE[1], "\n".join(HOSTILE), "https://v.example/?a=\"<'", HOSTILE[0])
    )


def mail_to(port: int = 25) -> MailSettings:
    """Settings for a server on loopback."""
    return MailSettings(MailServer("127.0.0.1", port, "none"), "bijgepraat@gemeente.example", SITE, patience=5.0)


def edition_reader(store: Store, address: str, state: ReaderState = ReaderState.CONFIRMED, *, paused: bool = False) -> Reader:
    """A reader who follows the edition."""
    with store.writing() as connection:
        made = readers.add_reader(connection, address, f"geheim-{address}"[:64], stamp(NOW), state)
        readers.set_reader(connection, made.id, confirmed_at=stamp(NOW) if state is ReaderState.CONFIRMED else None)
        follow = follows.add(connection, made.id, Sort.EDITION, "week", "elke nieuwe editie", Rhythm.IMMEDIATELY, stamp(NOW), 0)
        follows.pause(connection, follow.id, paused=paused)
        found = readers.reader_by_id(connection, made.id)
    assert found is not None
    return found

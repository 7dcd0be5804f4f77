# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A store with the sample, asks with answers, an edition that went out, and people who may never get out of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from bijgepraat.compose import desk
from bijgepraat.model.accounts import Role
from bijgepraat.model.asked import TextSort
from bijgepraat.model.desk import Introduction
from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.mail import ReaderState
from bijgepraat.model.promises import PromiseState
from bijgepraat.model.verdicts import Book, Decision
from bijgepraat.pipeline.accounts import Accounts
from bijgepraat.pipeline.asked_book import add_text, answer_all, import_asks
from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.desk import open_week, save
from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.publishing import publish
from bijgepraat.pipeline.review import Answer, answer, queue
from bijgepraat.store import follows, readers
from bijgepraat.store.queries import all_editions

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 16)
SECRETS = {
    "oordeel": "Geheim Beoordelaar",
    "goedkeurder": "Verborgen Goedkeurder",
    "inzender": "Verborgen Inzender",
    "account": "Onbekende Redacteur",
    "accountadres": "redacteur@verborgen.example",
    "lezer": "lezer@verborgen.example",
    "geheim": "geheimvandelezer",
    "volgt": "wat de lezer volgt",
}
"""What may stand in no answer and in no exported file."""
TEXT = (
    "Het kabinet trekt extra geld uit voor de jeugdzorg in gemeenten.\n\nEr komt een plan voor fietspaden door het hele land.\n"
)
OPINION = Introduction("Anna de Vries", "directeur", "Dit was een week van geld.")
ASKS = """id,title,ask,theme
jz-1,Geld voor jeugdzorg,Het kabinet trekt extra geld uit voor jeugdzorg in gemeenten.,jeugd
zw-2,"=HYPERLINK(""https://kwaad.example"")",Geef gemeenten middelen om zwembaden open te houden.,cultuur-sport
"""


def fill(store: Store, folder: Path) -> str:
    """Put it all in a store; the week that went out."""
    prepare_demo(store, None)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "inzet.csv").write_text(ASKS)
    (folder / "proefakkoord.txt").write_text(TEXT)
    import_asks(store, folder / "inzet.csv", origin="resolutie", by=SECRETS["inzender"], now=NOW)
    add_text(store, str(folder / "proefakkoord.txt"), label="Proefakkoord", sort=TextSort.AGREEMENT)
    answer_all(store, None)
    _judge(store)
    _people(store)
    return _out(store)


def _judge(store: Store) -> None:
    """Each book gets what a person can say of it: a later term, another verdict, another stage, and that it is no such thing."""
    promised = queue(store, DAY, [Book.PROMISED], 60)
    late = next(one for one in promised if one.proposed == PromiseState.OVERDUE.value)
    answer(store, late, Answer(Decision.CORRECTED, SECRETS["oordeel"], "uitgesteld", "2026-12-31"), NOW)
    for one in [one for one in promised if one.proposed != PromiseState.OVERDUE.value and one.key != late.key][:1]:
        answer(store, one, Answer(Decision.REJECTED, SECRETS["oordeel"], "klopt niet"), NOW)
    held = queue(store, DAY, [Book.ASKED], 1)[0]
    answer(store, held, Answer(Decision.CORRECTED, SECRETS["oordeel"], "half", "deels"), NOW)
    for paid in queue(store, DAY, [Book.PAID], 40):
        decision = Decision.CORRECTED if paid.choices else Decision.CONFIRMED
        answer(store, paid, Answer(decision, SECRETS["oordeel"], "gezien", paid.choices[0] if paid.choices else ""), NOW)


def _people(store: Store) -> None:
    Accounts(store).add(SECRETS["account"], SECRETS["accountadres"], Role.EDITOR, NOW, "beheer")
    with store.writing() as connection:
        at = NOW.isoformat()
        reader = readers.add_reader(connection, SECRETS["lezer"], SECRETS["geheim"], at, ReaderState.CONFIRMED)
        follows.add(connection, reader.id, Sort.SEARCH, "jeugdzorg", SECRETS["volgt"], Rhythm.DAILY, at, 0)


def _out(store: Store) -> str:
    """The newest draft, with what the program took, published."""
    week = prepared_weeks(store)[0]
    present = open_week(store, week, NOW)
    saved = save(store, week, lambda edition: desk.introduce(edition, OPINION), present.version, "Redactie", NOW)
    publish(store, week, saved.version, by=SECRETS["goedkeurder"], now=NOW)
    return week


def prepared_weeks(store: Store) -> list[str]:
    """Weeks of which there is a draft, newest first."""
    with store.reading() as connection:
        return [row.week for row in all_editions(connection)]

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asking for mail, and all that somebody who gets it can do: confirm, change, pause, leave, see their data, be forgotten.

Whoever types an address gets the same answer whether it is known or not; only who reads its mail can do anything with it. Nothing
is told before the button behind the link in the first letter is pressed: opening the link is not enough, for programs that look
at links in mail open them too. What was asked, where and in which words is kept as proof; IP addresses are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import orjson

from bijgepraat.compose.alert_mail import plain
from bijgepraat.model.following import Follow, Rhythm, Sort
from bijgepraat.model.mail import Agreed, Envelope, LetterMail, Purpose, Queued, Reader, ReaderState
from bijgepraat.pipeline import mail_links
from bijgepraat.pipeline.addresses import fingerprint, normal
from bijgepraat.pipeline.alerts import stamp
from bijgepraat.pipeline.mail_links import Leads
from bijgepraat.publish.mail import letter_message
from bijgepraat.settings import MailSettings
from bijgepraat.store import follows, messages, readers
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

RHYTHMS = {Rhythm.IMMEDIATELY: "meteen", Rhythm.DAILY: "elke dag om 7 uur", Rhythm.WEEKLY: "elke vrijdag om 7 uur"}
LASTS = timedelta(days=7)
"""So long the link in the first letter works."""
_BY_HAND = frozenset({Purpose.CONFIRM, Purpose.LINK})
_AN_HOUR, _A_DAY = 3, 8
"""Letters that one address gets at most because somebody typed it."""
_ALL_AN_HOUR = 300
_MOST_PENDING = 20
_HOST = re.compile(r"\w[.@/]\w")
_MOST_FOLLOWS = 200


class BusyError(Exception):
    """Too many people asked for mail in the last hour; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to follow. `label` is how people call it."""

    sort: Sort
    target: str
    label: str
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody follows, as their own page shows it."""

    address: str
    state: ReaderState
    follows: tuple[Follow, ...]
    feed: str = ""
    """The last part of the link to their own feeds; empty while nothing is told."""


def consent(label: str, rhythm: Rhythm) -> str:
    """The words that somebody agrees with when they press the button."""
    return (
        f"Ik wil van Bijgepraat mail over {label}, {RHYTHMS[rhythm]}. Mijn mailadres wordt alleen daarvoor gebruikt. "
        "Ik kan mij met één klik afmelden."
    )


def ask(store: Store, settings: MailSettings, wish: Wish, typed: str, page: str, now: datetime, fresh: Callable[[], str]) -> None:
    """Send the first letter to an address, with a link to say yes. `page` is where it was asked, `fresh` gives a secret.

    Says nothing about whether the address is known. Raises `AddressError` and `BusyError`.
    """
    address = normal(typed)
    never = fingerprint(address)
    with store.writing() as connection:
        if not _may_write(connection, address, never, now):
            return
        reader = readers.reader_by_address(connection, address) or readers.add_reader(connection, address, fresh(), stamp(now))
        oldest = stamp(now - LASTS)
        kept = [one for one in reader.proof if one.confirmed_at or one.asked_at >= oldest]
        if sum(one.confirmed_at is None for one in kept) >= _MOST_PENDING:
            return
        number = max((one.number for one in reader.proof), default=0) + 1
        agreed = Agreed(
            number,
            stamp(now),
            page[:300],
            consent(wish.label, wish.rhythm),
            wish.sort.value,
            wish.target,
            wish.label,
            wish.rhythm.value,
        )
        readers.set_reader(connection, reader.id, proof=[*kept, agreed], asked_at=stamp(now))
        link = mail_links.address(settings.site, reader, Leads.CONFIRM, number)
        _put(connection, settings, reader, Purpose.CONFIRM, _first_letter(settings, agreed, link), now, fresh())


def asked(store: Store, token: str, now: datetime) -> Agreed | None:
    """What the link in a first letter is about; None when the link is not one of ours, or older than a week."""
    with store.reading() as connection:
        found = _pending(connection, token, now)
        return found[1] if found else None


def confirm(store: Store, token: str, now: datetime) -> tuple[Agreed, str] | None:
    """Begin to follow what was asked; pressing twice does no harm. Returns it with the link part of the reader's own page."""
    since = store.changes()
    with store.writing() as connection:
        found = _pending(connection, token, now)
        if found is None:
            return None
        reader, agreed = found
        mine = mail_links.token(reader, Leads.MINE)
        if agreed.confirmed_at is not None:
            return agreed, mine
        done = replace(agreed, confirmed_at=stamp(now))
        proof = [done if one.number == agreed.number else one for one in reader.proof]
        _set_confirmed(connection, reader, proof, now)
        if len(follows.of_reader(connection, reader.id)) < _MOST_FOLLOWS:
            wish = (Sort(agreed.sort), agreed.target, agreed.label, Rhythm(agreed.rhythm))
            follows.add(connection, reader.id, *wish, stamp(now), since)
        return done, mine


def mine(store: Store, token: str) -> Mine | None:
    """What somebody follows, by the link in their mail."""
    with store.reading() as connection:
        reader = _reader(connection, token, Leads.MINE)
        return _mine(connection, reader) if reader else None


def change(store: Store, token: str, follow: int, action: str, rhythm: Rhythm | None, now: datetime) -> Mine | None:
    """`ritme`, `pauze`, `verder` or `weg` for one of the reader's own follows; anything else changes nothing.

    Going on is also how somebody who left comes back: the link proves that they read the mail of the address.
    """
    since = store.changes()
    with store.writing() as connection:
        reader = _reader(connection, token, Leads.MINE)
        if reader is None:
            return None
        found = follows.one(connection, follow)
        if found is not None and found.reader == reader.id:
            if action == "ritme" and rhythm is not None:
                follows.edit(connection, follow, rhythm=rhythm)
            elif action == "pauze":
                follows.pause(connection, follow, paused=True)
            elif action == "verder":
                follows.pause(connection, follow, paused=False, since=since)
                if reader.state is not ReaderState.CONFIRMED:
                    _set_confirmed(connection, reader, [*reader.proof, _again(reader, found, now)], now)
            elif action == "weg":
                follows.remove(connection, follow)
        again = readers.reader_by_id(connection, reader.id)
        return _mine(connection, again) if again else None


def may_leave(store: Store, token: str) -> bool:
    """Whether a link to unsubscribe is one of ours."""
    with store.reading() as connection:
        return _reader(connection, token, Leads.LEAVE) is not None


def leave(store: Store, token: str, now: datetime, leads: Leads = Leads.LEAVE) -> bool:
    """Send nothing more: what is followed is paused, what waits is taken back. False when the link is not one of ours."""
    with store.writing() as connection:
        reader = _reader(connection, token, leads)
        if reader is None:
            return False
        for one in follows.of_reader(connection, reader.id):
            follows.pause(connection, one.id, paused=True)
        messages.take_back(connection, reader.id)
        # Leaving is the last that was asked: from here it takes a month until all is forgotten.
        readers.set_reader(connection, reader.id, state=ReaderState.LEFT.value, confirmed_at=None, asked_at=stamp(now))
    return True


def forget(store: Store, token: str, now: datetime, fresh: Callable[[], str], *, never: bool) -> bool:
    """Take away every row about the reader, what waits for them included; with `never`, keep a hash so that nobody can ask
    again. False when the link is not one of ours.
    """
    with store.writing() as connection:
        reader = _reader(connection, token, Leads.MINE)
        if reader is None:
            return False
        readers.forget_reader(connection, reader)
        if never:
            readers.add_reader(connection, fingerprint(reader.address), fresh(), stamp(now)[:10], ReaderState.NEVER)
    return True


def data(store: Store, token: str, now: datetime) -> bytes | None:
    """Everything that is kept about a reader, as JSON."""
    with store.reading() as connection:
        reader = _reader(connection, token, Leads.MINE)
        if reader is None:
            return None
        found: dict[str, Any] = readers.rows_about(connection, reader)
    for row in found["readers"]:
        row["proof"] = orjson.loads(row["proof"])
    for row in found["alerts"]:
        row["value"] = orjson.loads(row["value"])
    names = {"readers": "lezer", "follows": "volgt", "alerts": "meldingen", "messages": "berichten"}
    kept = {"gemaakt": stamp(now), **{names[table]: rows for table, rows in found.items()}}
    return orjson.dumps(kept, option=orjson.OPT_INDENT_2)


def send_link(store: Store, settings: MailSettings, typed: str, now: datetime, fresh: Callable[[], str]) -> None:
    """Mail somebody the link to their own page, when there is one, and say nothing about that.

    Raises `AddressError` and `BusyError`.
    """
    address = normal(typed)
    never = fingerprint(address)
    with store.writing() as connection:
        may = _may_write(connection, address, never, now)
        reader = readers.reader_by_address(connection, address)
        if may and reader is not None:
            link = mail_links.address(settings.site, reader, Leads.MINE)
            _put(connection, settings, reader, Purpose.LINK, _link_letter(settings, link), now, fresh())


def _may_write(connection: Connection, address: str, never: str, now: datetime) -> bool:
    hour, day = stamp(now - timedelta(hours=1)), stamp(now - timedelta(days=1))
    if messages.made_since(connection, _BY_HAND, hour) >= _ALL_AN_HOUR:
        raise BusyError("Er vragen nu te veel mensen tegelijk om mail. Probeer het over een uur nog eens.")
    return (
        readers.reader_by_address(connection, never) is None
        and messages.made_since(connection, _BY_HAND, hour, address) < _AN_HOUR
        and messages.made_since(connection, _BY_HAND, day, address) < _A_DAY
    )


def _reader(connection: Connection, token: str, leads: Leads) -> Reader | None:
    found = mail_links.opened(lambda number: readers.reader_by_id(connection, number), token, leads)
    return found[0] if found else None


def _pending(connection: Connection, token: str, now: datetime) -> tuple[Reader, Agreed] | None:
    found = mail_links.opened(lambda number: readers.reader_by_id(connection, number), token, Leads.CONFIRM)
    if found is None:
        return None
    reader, number = found
    agreed = next((one for one in reader.proof if one.number == number), None)
    if agreed is None or agreed.asked_at < stamp(now - LASTS):
        return None
    return reader, agreed


def _mine(connection: Connection, reader: Reader) -> Mine:
    feed = mail_links.token(reader, Leads.FEED) if reader.state is ReaderState.CONFIRMED else ""
    return Mine(reader.address, reader.state, tuple(follows.of_reader(connection, reader.id)), feed)


def _set_confirmed(connection: Connection, reader: Reader, proof: list[Agreed], now: datetime) -> None:
    values = {"state": ReaderState.CONFIRMED.value, "confirmed_at": stamp(now), "bounces": 0}
    readers.set_reader(connection, reader.id, proof=proof, **values)


def _again(reader: Reader, follow: Follow, now: datetime) -> Agreed:
    number = max((one.number for one in reader.proof), default=0) + 1
    words = f"Weer aangezet op de eigen pagina: {consent(follow.label, follow.rhythm)}"
    wish = (follow.sort.value, follow.target, follow.label, follow.rhythm.value)
    return Agreed(number, stamp(now), "/volgen/mijn", words, *wish, confirmed_at=stamp(now))


def _put(
    connection: Connection,
    settings: MailSettings,
    reader: Reader,
    purpose: Purpose,
    letter: LetterMail,
    now: datetime,
    number: str,
) -> None:
    envelope = Envelope(number, settings.sender, reader.address, now, settings.host)
    content = letter_message(letter, envelope)
    made = Queued(number, reader.id, reader.address, purpose, letter.subject, content, stamp(now))
    messages.put(connection, made, stamp(now))


def _first_letter(settings: MailSettings, agreed: Agreed, link: str) -> LetterMail:
    return LetterMail(
        subject="Bevestig dat u meldingen van Bijgepraat wilt",
        heading="Wilt u deze meldingen ontvangen?",
        paragraphs=(
            f"Iemand vroeg met dit mailadres om meldingen over {_harmless(agreed.label)}, {RHYTHMS[Rhythm(agreed.rhythm)]}.",
            "Was u dat? Open dan de link en druk op de knop. De link werkt zeven dagen.",
        ),
        button="Ja, ik wil deze meldingen",
        address=link,
        closing=(
            "Was u het niet? Dan hoeft u niets te doen: zonder uw bevestiging komt er geen mail en wordt uw adres na zeven dagen "
            "vergeten.",
        ),
        site=settings.site,
    )


def _harmless(label: str) -> str:
    """What is followed, without what a mail program would make a link of.

    The words were typed by somebody who has not shown that the address is theirs: nobody gets to send a stranger our mail with
    an address of their own in it.
    """
    kept = ["(…)" if "://" in word or _HOST.search(word) else word for word in plain(label)[:100].split(" ")]
    return " ".join(kept)


def _link_letter(settings: MailSettings, link: str) -> LetterMail:
    return LetterMail(
        subject="Uw link voor Bijgepraat",
        heading="Uw eigen pagina bij Bijgepraat",
        paragraphs=(
            "Iemand vroeg met dit mailadres om de link naar uw eigen pagina.",
            "Daar ziet u wat u volgt, en kunt u het aanpassen, pauzeren of stoppen. U kunt er ook uw gegevens downloaden of "
            "laten wissen.",
        ),
        button="Naar mijn pagina",
        address=link,
        closing=("Geef deze link aan niemand anders. Was u het niet? Dan hoeft u niets te doen.",),
        site=settings.site,
    )

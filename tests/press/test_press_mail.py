# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Mail of an edition: to whom, once, readable anywhere, and wholly together with publishing."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from press_house import (
    HOSTILE,
    LONG,
    NOW,
    OWN_WORDS,
    SITE,
    WEEK,
    change,
    corrected,
    edition_reader,
    hostile,
    mail_to,
    published_week,
)
from sqlalchemy import select
from starlette.testclient import TestClient

from bijgepraat.model.mail import MessageState, ReaderState
from bijgepraat.pipeline.bounces import read_bounces
from bijgepraat.pipeline.delivery import deliver
from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.press_mail import mail_steps, message_number
from bijgepraat.pipeline.publishing import publish
from bijgepraat.settings import Settings
from bijgepraat.store import messages
from bijgepraat.store.schema import messages as table
from bijgepraat.web.app import create_app
from peers.smtp_peer import SmtpPeer

STEPS = mail_steps(mail_to())


def queued(store: Store) -> list[tuple[str, str, EmailMessage]]:
    """(id, address, message) of all that waits."""
    with store.reading() as connection:
        rows = connection.execute(
            select(table.c.id, table.c.address, table.c.content, table.c.purpose).order_by(table.c.made_at)
        ).all()
    assert {row.purpose for row in rows} <= {"editie"}
    return [(row.id, row.address, email.message_from_bytes(row.content, policy=email.policy.default)) for row in rows]


def part(message: EmailMessage, sort: str) -> str:
    body = message.get_body((sort,))
    assert body is not None
    return str(body.get_content())


def test_who_follows_the_edition_gets_it_and_nobody_else(desk: Store) -> None:
    edition_reader(desk, "jan@raad.example")
    edition_reader(desk, "rust@raad.example", paused=True)
    edition_reader(desk, "weg@raad.example", ReaderState.LEFT)
    edition_reader(desk, "stuk@raad.example", ReaderState.BOUNCED)
    edition_reader(desk, "nieuw@raad.example", ReaderState.ASKED)
    published_week(desk, STEPS)
    assert [address for _id, address, _message in queued(desk)] == ["jan@raad.example"]


def test_the_message_has_every_sentence_its_source_and_a_way_out(desk: Store) -> None:
    reader = edition_reader(desk, "jan@raad.example")
    out = published_week(desk, STEPS)
    [(number, _address, message)] = queued(desk)
    assert number == message_number(1, 1, reader) and message["Message-ID"] == f"<{number}@gemeente.example>"
    assert str(message["Subject"]).startswith(f"Editie 1: {out.edition.items[0].title[:30]}")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and message["To"] == "jan@raad.example"
    leave = str(message["List-Unsubscribe"]).strip("<>")
    text, markup = part(message, "plain"), part(message, "html")
    for body in (text, markup):
        assert leave in body and f"{SITE}/volgen/mijn/" in body and "eigen.invalid" not in body
        for item in out.edition.items:
            assert item.title in body
            for sentence in item.sentences:
                assert sentence.text in body
        assert out.hash in body and "directeur" in body and "Opinie" in body and OWN_WORDS in body
        assert f"{SITE}/documenten/Publicatie/kst-0" in body
    assert [one.get_content_type() for one in message.iter_parts()] == ["text/plain", "text/html"]


def test_the_html_reads_in_old_programs_and_in_the_dark(desk: Store) -> None:
    edition_reader(desk, "jan@raad.example")
    published_week(desk, STEPS)
    markup = part(queued(desk)[0][2], "html")
    assert "prefers-color-scheme: dark" in markup or "prefers-color-scheme:dark" in markup
    assert re.search(r'<h1 style="', markup) and re.search(r'<p class="sentence" style="', markup)
    assert not re.search(r"<(script|img|link|iframe)\b|url\(", markup)


def test_the_bytes_keep_within_what_mail_takes(desk: Store) -> None:
    edition_reader(desk, "jan@raad.example")
    publish(desk, WEEK, change(desk, hostile), by=HOSTILE[0], now=NOW, together=STEPS)
    with desk.reading() as connection:
        content = connection.execute(select(table.c.content)).scalar_one()
    assert content.isascii()
    for line in content.split(b"\r\n"):
        assert len(line) <= 76 or line.startswith((b"List-Unsubscribe:", b"Message-ID:"))
    assert b"\n" not in content.replace(b"\r\n", b"") and b"\r" not in content.replace(b"\r\n", b"")
    [(_number, _address, message)] = queued(desk)
    assert not message.defects and "Bcc" not in message and str(message["Subject"]).startswith("Editie 1: <script>")
    assert all(not one.defects for one in message.iter_parts())
    markup, text = part(message, "html"), part(message, "plain")
    assert "<script>" not in markup and "&lt;script&gt;" in markup
    for one in (*HOSTILE[:3], LONG):
        assert one.strip() in text


def test_a_correction_goes_to_who_had_the_earlier_one_and_only_when_it_matters(desk: Store) -> None:
    had = edition_reader(desk, "jan@raad.example")
    failed = edition_reader(desk, "kapot@raad.example")
    published_week(desk, STEPS)
    with desk.writing() as connection:
        messages.settle(connection, message_number(1, 1, had), MessageState.SENT, "2026-03-20T10:05:00+00:00", "250")
        messages.settle(connection, message_number(1, 1, failed), MessageState.FAILED, "2026-03-20T10:05:00+00:00", "550")
    edition_reader(desk, "later@raad.example")
    corrected(desk, "Kleine verbetering", "Een tikfout.", together=STEPS)
    assert len(queued(desk)) == 2
    corrected(desk, "Grote verbetering", "Het bedrag was verkeerd.", notify=True, together=STEPS)
    new = [one for one in queued(desk) if one[0] == message_number(1, 3, had)]
    assert len(queued(desk)) == 3 and len(new) == 1
    message = new[0][2]
    assert str(message["Subject"]).startswith("Verbetering van editie 1: Grote verbetering")
    for sort in ("plain", "html"):
        assert "Het bedrag was verkeerd." in part(message, sort)


def test_leaving_takes_the_edition_back_as_well(desk: Store) -> None:
    reader = edition_reader(desk, "jan@raad.example")
    published_week(desk, STEPS)
    with desk.writing() as connection:
        messages.take_back(connection, reader.id)
    assert queued(desk) == []


def test_where_no_mail_is_set_nothing_is_queued(desk: Store) -> None:
    edition_reader(desk, "jan@raad.example")
    published_week(desk, mail_steps(None))
    assert queued(desk) == []


def test_the_whole_way_to_a_real_mail_server_and_back(desk: Store, tmp_path: Path) -> None:
    with SmtpPeer() as peer:
        settings = mail_to(peer.port)
        web = TestClient(create_app(desk, Settings(data=tmp_path, mail=settings)))
        with web:
            web.post("/volgen", data={"soort": "editie", "doel": "week", "ritme": "meteen", "adres": "jan@raad.example"})
            moment = NOW + timedelta(days=1)
            deliver(desk, settings, lambda: datetime.now(UTC))
            [letter] = peer.letters
            confirm = re.search(r"https://bijgepraat\.example(/volgen/bevestig/\S+)", part(letter.message, "plain"))
            assert confirm is not None and "elke nieuwe editie" in part(letter.message, "plain")
            assert web.post(confirm[1]).status_code == 200
            published_week(desk, mail_steps(settings))
            assert deliver(desk, settings, lambda: moment).sent == 1
            assert deliver(desk, settings, lambda: moment).sent == 0
            edition = peer.letters[-1].message
            assert len(peer.letters) == 2 and edition["Subject"].startswith("Editie 1: ")
            leave = str(edition["List-Unsubscribe"]).strip("<>").removeprefix(SITE)
            assert web.post(leave).status_code == 200
            corrected(desk, notify=True, together=mail_steps(settings))
            assert deliver(desk, settings, lambda: moment).sent == 0


def test_two_readers_get_the_same_words_and_their_own_links(desk: Store) -> None:
    readers = [edition_reader(desk, f"lezer{n}@raad.example") for n in range(2)]
    published_week(desk, STEPS)
    found = {number: message for number, _address, message in queued(desk)}
    one, two = (found[message_number(1, 1, reader)] for reader in readers)
    bare = [re.sub(r"/volgen/\S+", "", part(message, "plain")) for message in (one, two)]
    assert bare[0] == bare[1] and part(one, "plain") != part(two, "plain")


def test_a_message_number_cannot_be_guessed_and_a_report_finds_it(desk: Store, tmp_path: Path) -> None:
    reader = edition_reader(desk, "jan@raad.example")
    published_week(desk, STEPS)
    number = message_number(1, 1, reader)
    assert number != message_number(1, 2, reader)
    report = tmp_path / "terug.eml"
    report.write_text(
        f"To: retour+{number}@gemeente.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\n\n"
        "--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nAction: failed\nStatus: 5.1.1\n\n--x--\n"
    )
    assert read_bounces(desk, [report]).news == 1
    assert read_bounces(desk, [report]).news == 0

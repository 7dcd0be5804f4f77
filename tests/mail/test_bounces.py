# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Reports of mail that came back, as servers write them."""

from __future__ import annotations

import mailbox
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_house import NOON, Clock, mail_settings, numbered, opened, put_alerts, reader_who_follows

from bijgepraat.model.mail import MessageState, Reader, ReaderState
from bijgepraat.pipeline.bounces import read_bounces, returned
from bijgepraat.pipeline.delivery import deliver, queue_health
from bijgepraat.sources.blob import InputError
from bijgepraat.store import messages, readers
from bijgepraat.store.store import Store
from peers.smtp_peer import SmtpPeer

ID = "0123456789abcdef" * 2
ORIGINAL = f"From: bijgepraat@gemeente.example\r\nTo: jan@raad.example\r\nMessage-ID: <{ID}@gemeente.example>\r\nSubject: x\r\n"


def report(
    *,
    to: str = "bijgepraat@gemeente.example",
    action: str = "failed",
    status: str = "5.1.1",
    back: str = "message/rfc822",
    original: str = ORIGINAL,
) -> bytes:
    """A delivery status notification (RFC 3464)."""
    return (
        f"From: MAILER-DAEMON@post.example\r\nTo: {to}\r\nSubject: Undelivered Mail\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="grens"\r\n\r\n'
        "--grens\r\nContent-Type: text/plain\r\n\r\nHet lukte niet.\r\n"
        "--grens\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; post.example\r\nArrival-Date: Mon, 23 Nov 2026 12:00:00 +0100\r\n\r\n"
        f"Final-Recipient: rfc822; jan@raad.example\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <jan@raad.example>: bestaat niet\r\n\r\n"
        f"--grens\r\nContent-Type: {back}\r\n\r\n{original}\r\ntekst\r\n--grens--\r\n"
    ).encode()


@pytest.mark.parametrize("back", ["message/rfc822", "text/rfc822-headers"])
def test_the_message_is_known_by_what_came_back(back: str) -> None:
    found = returned(report(back=back))
    assert found is not None
    assert (found.message, found.status, found.hard) == (ID, "5.1.1", True)
    assert "bestaat niet" in found.diagnosis
    assert "jan" not in found.diagnosis


def test_the_message_is_known_by_the_address_of_the_report() -> None:
    found = returned(report(to=f"Bijgepraat <retour+{ID}@gemeente.example>", original="Subject: niets\r\n"))
    assert found is not None
    assert found.message == ID


@pytest.mark.parametrize(
    ("status", "hard"),
    [("5.1.1", True), ("5.1.10", True), ("5.4.4", True), ("5.2.2", False), ("5.7.1", False), ("4.4.7", False), ("raar", True)],
)
def test_what_counts_against_an_address(status: str, hard: bool) -> None:
    found = returned(report(status=status))
    assert found is not None
    assert found.hard is (hard if status != "raar" else True)


@pytest.mark.parametrize(
    "content",
    [
        report(action="delayed"),
        report(action="relayed"),
        report(original="Subject: niet van ons\r\n"),
        report(original="Message-ID: <iets@anders.example>\r\n"),
        b"",
        b"Subject: ik ben er even niet\r\n\r\nTot maandag.\r\n",
        b"\xff\xfe\x00",
        report()[:400],
    ],
)
def test_what_is_no_failure_of_ours_is_nothing(content: bytes) -> None:
    assert returned(content) is None


@given(st.binary(max_size=400), st.integers(0, 1200))
def test_any_bytes_are_a_report_or_none(noise: bytes, place: int) -> None:
    whole = report()
    found = returned(whole[:place] + noise + whole[place:])
    assert found is None or found.message == ID
    assert returned(noise) is None


def sent(store: Store, number: int) -> tuple[Reader, list[str]]:
    """A reader to whom so many messages went out, and their ids."""
    reader, follow = reader_who_follows(store, "jan@raad.example")
    ids = []
    with SmtpPeer() as peer:
        for one in range(number):
            put_alerts(store, reader, follow, [numbered(one)], NOON)
            deliver(store, mail_settings(peer.port), Clock())
        ids = [letter.id.strip("<>").partition("@")[0] for letter in peer.letters]
    return reader, ids


def state(store: Store, reader: Reader) -> tuple[ReaderState, int]:
    with store.reading() as connection:
        found = readers.reader_by_id(connection, reader.id)
    assert found is not None
    return found.state, found.bounces


def test_three_that_came_back_are_enough_and_each_counts_once(tmp_path: Path) -> None:
    with opened(tmp_path / "huis") as store:
        reader, ids = sent(store, 4)
        files = []
        for number, one in enumerate(ids):
            files.append(tmp_path / f"{number}.eml")
            files[-1].write_bytes(report(original=ORIGINAL.replace(ID, one)))
        counted = read_bounces(store, files[:2])
        assert (counted.files, counted.reports, counted.news, counted.strange) == (2, 2, 2, 0)
        assert read_bounces(store, files[:2]).news == 0
        assert state(store, reader) == (ReaderState.CONFIRMED, 2)
        assert read_bounces(store, [tmp_path]).news == 2
        assert state(store, reader) == (ReaderState.BOUNCED, 4)
        assert queue_health(store).returned == 4


def test_a_report_of_a_message_that_we_never_sent_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "huis") as store:
        reader, _ids = sent(store, 1)
        (tmp_path / "x.eml").write_bytes(report())
        assert read_bounces(store, [tmp_path / "x.eml"]).news == 0
        assert state(store, reader) == (ReaderState.CONFIRMED, 0)


def test_a_soft_one_is_written_down_and_not_counted(tmp_path: Path) -> None:
    with opened(tmp_path / "huis") as store:
        reader, [one] = sent(store, 1)
        (tmp_path / "x.eml").write_bytes(report(status="5.2.2", original=ORIGINAL.replace(ID, one)))
        assert read_bounces(store, [tmp_path / "x.eml"]).news == 1
        assert state(store, reader) == (ReaderState.CONFIRMED, 0)
        with store.reading() as connection:
            row = messages.message(connection, one)
        assert row is not None
        assert row["state"] == MessageState.RETURNED
        assert "jan" not in row["answer"]


def test_a_maildir_is_read(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "Maildir")
    box.add(report())
    box.add(b"Subject: hallo\r\n\r\nDag.\r\n")
    with opened(tmp_path / "huis") as store:
        counted = read_bounces(store, [tmp_path / "Maildir"])
    assert (counted.files, counted.reports, counted.strange) == (2, 1, 1)


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with opened(tmp_path / "huis") as store, pytest.raises(InputError, match="maildir"):
        read_bounces(store, [tmp_path / "niets"])

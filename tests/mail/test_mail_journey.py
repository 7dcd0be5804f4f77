# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The whole way, with the real program, a real site and a real mail server: ask, confirm, be told, leave."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from mail_house import ALERT, numbered, opened, put_alerts
from starlette.testclient import TestClient

from bijgepraat.cli import program
from bijgepraat.settings import Settings
from bijgepraat.store import readers
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app
from peers.smtp_peer import SmtpPeer


def told(store: Store, number: int) -> None:
    with store.reading() as connection:
        found = readers.reader_by_id(connection, 1)
    assert found is not None
    put_alerts(store, found, 1, [numbered(number)], datetime.now(UTC))


def delivered() -> None:
    found = CliRunner().invoke(program, ["deliver", "--once"])
    assert found.exit_code == 0, found.output


def links(text: str) -> dict[str, str]:
    """Per purpose the path of the link in a mail."""
    found = [urlsplit(address).path for address in re.findall(r"https://\S+", text)]
    return {path.split("/")[2]: path for path in found if path.startswith("/volgen/")}


def test_from_asking_to_leaving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SmtpPeer() as peer, opened(tmp_path) as store:
        for name, value in {
            "BIJGEPRAAT_DATA": str(tmp_path),
            "BIJGEPRAAT_SMTP": f"smtp://127.0.0.1:{peer.port}",
            "BIJGEPRAAT_AFZENDER": "bijgepraat@gemeente.example",
            "BIJGEPRAAT_ADRES_SITE": "https://bijgepraat.example/",
        }.items():
            monkeypatch.setenv(name, value)
        with TestClient(create_app(store, Settings.from_environment())) as web:
            web.post("/volgen", data={"soort": "zoekvraag", "doel": "jeugdzorg", "ritme": "meteen", "adres": "Jan@Raad.example"})
            delivered()
            [letter] = peer.letters
            assert letter.recipient == "jan@raad.example"
            body = letter.message.get_body(("plain",))
            assert body is not None
            confirm = links(body.get_content())["bevestig"]
            told_before = web.get(confirm)
            assert "Wilt u deze meldingen?" in told_before.text
            delivered()
            assert len(peer.letters) == 1
            assert "Gelukt" in web.post(confirm).text

            told(store, 1)
            delivered()
            assert len(peer.letters) == 2
            mail = peer.letters[1].message
            assert mail["Subject"] == "Nieuw: Motie 1 over jeugdzorg"
            text = mail.get_body(("plain",))
            assert text is not None
            assert "*jeugdzorg*" in text.get_content()
            assert ALERT.page in text.get_content()
            assert web.get(links(text.get_content())["mijn"]).status_code == 200

            told(store, 2)
            leave = urlsplit(str(mail["List-Unsubscribe"]).strip("<>")).path
            assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            assert web.post(leave, data={"List-Unsubscribe": "One-Click"}).status_code == 200
            told(store, 3)
            delivered()
            delivered()
            assert len(peer.letters) == 2
            assert len(set(peer.ids())) == 2

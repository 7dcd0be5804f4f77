# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat deliver` and `bounces`, and what `status` says of mail."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from mail_house import NOON, Clock, mail_settings, numbered, opened, put_alerts, reader_who_follows, settings_of

from bijgepraat.cli import program
from bijgepraat.cli.status import lines
from bijgepraat.pipeline.delivery import deliver
from bijgepraat.pipeline.house import status
from bijgepraat.settings import MailServer, MailSettings, MailSettingsError, Settings
from bijgepraat.store.store import Store
from peers.smtp_peer import SmtpPeer

PLACE = {"BIJGEPRAAT_AFZENDER": "bijgepraat@gemeente.example", "BIJGEPRAAT_ADRES_SITE": "https://bijgepraat.example/"}


def environment(folder: Path, port: int) -> dict[str, str]:
    return {"BIJGEPRAAT_DATA": str(folder), "BIJGEPRAAT_SMTP": f"smtp://127.0.0.1:{port}", **PLACE}


def waiting(store: Store, number: int) -> None:
    for one in range(number):
        reader, follow = reader_who_follows(store, f"lezer{one}@raad.example")
        put_alerts(store, reader, follow, [numbered(one)], datetime.now(UTC))


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("smtp://post.example", MailServer("post.example", 25, "none")),
        ("smtp+starttls://ik:w%40cht@post.example", MailServer("post.example", 587, "starttls", "ik", "w@cht")),
        ("starttls://ik:x@post.example:2525", MailServer("post.example", 2525, "starttls", "ik", "x")),
        ("smtps://ik%40raad.example:x@post.example", MailServer("post.example", 465, "tls", "ik@raad.example", "x")),
        ("smtp://ik:x@localhost:2525", MailServer("localhost", 2525, "none", "ik", "x")),
        ("smtp://[::1]:25/", MailServer("::1", 25, "none")),
    ],
)
def test_a_server_is_read_from_its_address(address: str, found: MailServer) -> None:
    assert MailServer.parse(address) == found
    assert "w@cht" not in repr(found)


@pytest.mark.parametrize(
    "values",
    [
        {"BIJGEPRAAT_SMTP": "smtp://post.example"},
        {**PLACE},
        {**PLACE, "BIJGEPRAAT_SMTP": "http://post.example"},
        {**PLACE, "BIJGEPRAAT_SMTP": "post.example:25"},
        {**PLACE, "BIJGEPRAAT_SMTP": "smtp://"},
        {**PLACE, "BIJGEPRAAT_SMTP": "smtp://post.example:x"},
        {**PLACE, "BIJGEPRAAT_SMTP": "smtp://ik:geheim@post.example"},
        {**PLACE, "BIJGEPRAAT_SMTP": "smtp://post.example", "BIJGEPRAAT_AFZENDER": "Bijgepraat <x@y>"},
        {**PLACE, "BIJGEPRAAT_SMTP": "smtp://post.example", "BIJGEPRAAT_ADRES_SITE": "bijgepraat.example"},
        {**PLACE, "BIJGEPRAAT_SMTP": "smtp://post.example", "BIJGEPRAAT_ADRES_SITE": "https://x.example/?a=b"},
        {**PLACE, "BIJGEPRAAT_SMTP": "smtp://post.example", "BIJGEPRAAT_SMTP_GEDULD": "lang"},
        {**PLACE, "BIJGEPRAAT_SMTP": "smtp://post.example", "BIJGEPRAAT_RETOUR": "geen adres"},
    ],
)
def test_settings_that_cannot_work_are_said_and_do_not_stop_the_rest(values: dict[str, str]) -> None:
    with pytest.raises(MailSettingsError) as caught:
        MailSettings.from_environment(values)
    assert "BIJGEPRAAT_" in str(caught.value)
    assert "geheim" not in str(caught.value)
    settings = Settings.from_environment(values)
    assert settings.mail is None
    assert settings.mail_fault == str(caught.value)


def test_without_a_server_it_says_what_to_set(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from bijgepraat.cli import main; main()", "deliver", "--once"]
    for values in ({}, {"BIJGEPRAAT_SMTP": "smtp://ik:geheim@post.example", **PLACE}):
        own = {**os.environ, "BIJGEPRAAT_DATA": str(tmp_path), **values}
        found = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
        assert found.returncode == 2
        assert "BIJGEPRAAT_SMTP" in found.stderr
        assert "geheim" not in found.stderr


def test_once_is_one_round_and_tells_of_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store, SmtpPeer(faults=deque(["rcpt 450 4.2.0 later", "rcpt 550 5.1.1 wie"])) as peer:
        waiting(store, 4)
        found = CliRunner().invoke(program, ["deliver", "--once"], env=environment(tmp_path, peer.port))
        assert found.exit_code == 1
        assert found.output == "mail: 4 gebundeld, 2 verstuurd, 1 later opnieuw, 1 mislukt\n"
        found = CliRunner().invoke(program, ["deliver", "--once", "--failed"], env=environment(tmp_path, peer.port))
        assert found.exit_code == 0
        assert "1 mislukte berichten opnieuw in de rij" in found.output
        assert len(peer.letters) == 3
        assert "@raad" not in found.output


def test_a_server_that_is_gone_is_said(tmp_path: Path) -> None:
    with SmtpPeer() as peer:
        port = peer.port
    with opened(tmp_path) as store:
        waiting(store, 2)
    found = CliRunner().invoke(program, ["deliver", "--once"], env=environment(tmp_path, port))
    assert found.exit_code == 1
    assert "neemt nu niets aan" in found.output


def test_it_goes_on_until_it_is_asked_to_stop(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from bijgepraat.cli import main; main()", "deliver"]
    with opened(tmp_path) as store, SmtpPeer() as peer:
        waiting(store, 1)
        with subprocess.Popen(
            command, env={**os.environ, **environment(tmp_path, peer.port)}, stderr=subprocess.PIPE, text=True
        ) as process:
            deadline = time.monotonic() + 60
            while not peer.letters and time.monotonic() < deadline:
                time.sleep(0.01)
            assert process.poll() is None
            process.send_signal(signal.SIGTERM)
            _out, said = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "1 verstuurd" in said
        assert len(peer.letters) == 1


def test_bounces_tells_what_it_read(tmp_path: Path) -> None:
    file = tmp_path / "iets.eml"
    file.write_bytes(b"Subject: dag\r\n\r\nDag.\r\n")
    found = CliRunner().invoke(program, ["bounces", str(file)], env={"BIJGEPRAAT_DATA": str(tmp_path / "huis")})
    assert found.exit_code == 0
    assert found.output == "1 gelezen: 0 over onze mail, waarvan 0 nieuw; 1 iets anders\n"
    assert CliRunner().invoke(program, ["bounces", str(tmp_path / "niets")]).exit_code == 2


def test_status_tells_of_the_queue(tmp_path: Path) -> None:
    clock = Clock()
    with opened(tmp_path) as store, SmtpPeer(faults=deque(["rcpt 450 4.2.0 even niet", "done 554 5.6.0 nee"])) as peer:
        settings = settings_of(tmp_path, mail_settings(peer.port))
        assert "mail:" not in "\n".join(lines(status(store, settings, NOON)))
        waiting(store, 3)
        clock.moment = datetime.now(UTC) + timedelta(seconds=5)
        deliver(store, mail_settings(peer.port), clock)
        found = status(store, settings, clock())
        assert (found["post"]["wacht"], found["post"]["mislukt"], found["post"]["verstuurd"]) == (1, 1, 1)
        assert not found["post"]["aandacht"]
        said = "\n".join(lines(found))
        assert "mail: 1 wacht, de oudste van 2" in said
        assert "1 mislukt" in said
        assert "deliver --once --failed" in said
        json.dumps(found)
        late = status(store, settings, clock() + timedelta(hours=2))
        assert late["post"]["aandacht"]
        assert late["exitstatus"] >= 1


def test_status_says_that_mail_waits_and_cannot_go(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        waiting(store, 1)
        found = status(store, settings_of(tmp_path, None), NOON)
        assert "geen mailserver" in found["post"]["fout"]
        assert found["exitstatus"] >= 1
        broken = Settings(data=tmp_path, mail_fault="BIJGEPRAAT_SMTP klopt niet.")
        assert "BIJGEPRAAT_SMTP klopt niet." in "\n".join(lines(status(store, broken, NOON)))

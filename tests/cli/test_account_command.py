# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat account`: making the first administrator, and what is done from the machine itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from bijgepraat.cli import program
from bijgepraat.pipeline.house import InputError, open_store
from bijgepraat.settings import Settings

PASSWORD = "drie groene fietsen"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path))

    def go(*arguments: str, sent: str = f"{PASSWORD}\n") -> Result:
        return CliRunner().invoke(program, ["account", *arguments], input=sent)

    return go


def test_from_the_first_administrator_to_closing_an_account(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = run("add", "Bea@Gemeente.example", "--name", "Bea", "--role", "beheerder")
    assert (made.exit_code, made.stdout) == (0, "bea@gemeente.example is beheerder\n")
    invited = run("add", "piet@gemeente.example", "--name", "Piet", "--role", "redacteur", "--invite", sent="")
    assert re.search(r"^/inloggen/uitnodiging/[\w-]{43}$", invited.stdout, re.MULTILINE)
    assert run("add", "mies@gemeente.example", "--name", "Mies", "--role", "lezer", "--no-password", sent="").exit_code == 0
    assert run("role", "piet@gemeente.example", "hoofdredacteur").exit_code == 0
    assert run("password", "piet@gemeente.example", sent="vier blauwe paraplus\n").exit_code == 0
    assert run("totp-off", "piet@gemeente.example").exit_code == 0
    assert run("deactivate", "mies@gemeente.example").exit_code == 0
    assert run("list").stdout.splitlines() == [
        "bea@gemeente.example  Bea  beheerder  wachtwoord",
        "piet@gemeente.example  Piet  hoofdredacteur  wachtwoord",
        "mies@gemeente.example  Mies  lezer  uitgeschakeld",
    ]
    assert run("deactivate", "mies@gemeente.example", "--undo").exit_code == 0
    told = run("log", "--number", "100").stdout
    assert "opdrachtregel (" in told
    assert "van redacteur naar hoofdredacteur" in told
    assert PASSWORD not in told
    assert re.search(r"regels kloppen; de laatste heeft kenmerk [0-9a-f]{64}", run("log", "--verify").stdout)
    with open_store(Settings.from_environment()) as store, store.writing() as connection:
        there = connection.dialect.name == "postgresql"
        connection.execute(sa.text(f"DROP TRIGGER audit_no_update{' ON audit' if there else ''}"))
        connection.execute(sa.text("UPDATE audit SET by = 'iemand anders' WHERE id = 1"))
    broken = run("log", "--verify")
    assert broken.exit_code == 1
    assert "regel 1 is veranderd" in broken.stderr


@pytest.mark.parametrize(
    ("arguments", "sent", "words"),
    [
        (("add", "bea@gemeente.example", "--name", "Bea", "--role", "beheerder"), "kort\n", "minstens 12"),
        (("add", "bea@gemeente.example", "--name", "Bea", "--role", "beheerder"), "", "minstens 12"),
        (("add", "geen adres", "--name", "Bea", "--role", "beheerder"), f"{PASSWORD}\n", "mailadres"),
        (("add", "bea@gemeente.example", "--name", " ", "--role", "beheerder"), f"{PASSWORD}\n", "naam"),
        (("password", "niemand@gemeente.example"), f"{PASSWORD}\n", "geen account"),
    ],
)
def test_what_cannot_be_is_said(run, arguments: tuple[str, ...], sent: str, words: str) -> None:  # type: ignore[no-untyped-def]
    answer = run(*arguments, sent=sent)
    assert isinstance(answer.exception, InputError)
    assert words in str(answer.exception)


def test_a_password_is_never_an_argument() -> None:
    for name in ("add", "password"):
        told = CliRunner().invoke(program, ["account", name, "--help"]).stdout
        assert "--password" not in told

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat analyse FILE`: what people see of a reading, however wide their terminal is and whatever stands in the text."""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.cli import program
from bijgepraat.cli.reading_shown import reading_shown
from bijgepraat.pipeline.analysis import as_contract
from bijgepraat.understand.reading import About, read

LETTER = (
    "Aan de voorzitter van de Tweede Kamer\nDatum 2 juli 2025\n\n"
    "Gemeenten krijgen vanaf 2027 structureel € 40 miljoen extra voor de bruggen van Amersfoort. De VNG is blij, zei minister Keijzer. "
    "De VNG wacht af. Ik stuur uw Kamer voor de zomer een brief over de kosten. Zie Kamerstuk 36 600-VII, nr. 12."
)


def found(text: str, title: str = "Brief over bruggen") -> dict[str, Any]:
    reading = read(text, date(2025, 7, 2), None, None, About(by=("M. Keijzer", "minister van Volkshuisvesting")))
    return {"title": title, "date": "2025-07-02", "text": text, **as_contract(reading)}


def plain(text: str, width: int = 80, **more: bool) -> str:
    return click.unstyle(reading_shown(found(text), width, **more))


def test_the_reading_says_who_promises_what_by_when_and_which_money() -> None:
    said = plain(LETTER)
    head, rest = said.split("\n\n", 1)
    assert head.startswith("Brief over bruggen\n2 juli 2025 · raakt gemeenten rechtstreeks · relevantie ")
    assert "Thema: " in head and "Waarom: " in head and "gemeenten" in head
    assert "Toezeggingen (1)\n  Ik stuur uw Kamer voor de zomer een brief over de kosten.\n      vast · minister van" in rest
    assert "voor de zomer (tot en met 11 juli 2025)" in " ".join(rest.split())
    assert "  € 40 miljoen  structureel, meer, 2027, voor: de bruggen van Amersfoort" in rest
    assert "  vanaf 2027  vanaf 1 januari 2027" in rest
    assert "  Kamerstuk 36 600-VII, nr. 12  kst-36600-VII-12" in rest
    assert "  VNG  Vereniging van Nederlandse Gemeenten  2×" in rest
    assert "Let op:" not in rest


def test_what_was_found_is_coloured_in_the_text() -> None:
    shown = reading_shown(found(LETTER), 80)
    text = shown[shown.index("gekleurd:") :]
    assert click.style("€ 40 miljoen", fg="green", bold=False) in text
    assert click.style("VNG", fg="magenta", bold=False) in text
    assert click.style("voor de zomer", fg="cyan", bold=False) in text
    assert click.style(" een brief over de kosten.", fg="yellow", bold=False) in text


@given(st.text("Ik stuur gemeenten€ 2027.\n ééé\t" + "w" * 3, max_size=400), st.integers(20, 110))
@settings(max_examples=60)
def test_no_line_of_the_text_is_wider_than_asked_and_no_word_is_lost(text: str, width: int) -> None:
    shown = click.unstyle(reading_shown(found(text, "T"), width, whole=True))
    body = shown[shown.index("\nTekst") + 1 :].split("\n")[1:]
    assert all(len(line) <= width for line in body)
    assert "".join("".join(body).split()) == "".join(text.split())


def test_a_text_cannot_steer_the_terminal() -> None:
    shown = reading_shown(found("Ge\x1b[31mmeenten \x9b2J\u202e kosten € 5 miljoen.", "T\x1b]0;x\x07itel"), 80)
    assert "\x1b[31mmeenten" not in shown and "\x9b" not in shown and "\u202e" not in shown and "\x07" not in shown
    assert click.unstyle(shown).startswith("T·]0;x·itel")


def test_a_long_text_is_left_out_unless_asked_for() -> None:
    text = LETTER + "\nEn verder niets." * 1000
    assert "staat hier niet bij. Met --text erbij wel." in plain(text)
    assert "En verder niets." in plain(text, whole=True)


def test_of_much_the_rest_is_counted_and_what_was_not_judged_is_said() -> None:
    many = "\n".join(f"Dat kost {n} miljoen euro in {2000 + n % 90}." for n in range(1, 41))
    assert "… en nog 15" in plain(many)
    long = "Ik stuur uw Kamer een brief " + "en woorden " * 200
    assert "1 zin is te lang om op toezeggingen te beoordelen" in " ".join(plain(long).split())


@pytest.mark.parametrize("name", ["brief.txt", "brief.html", "brief.docx"])
def test_a_file_of_any_kind_without_a_terminal_has_no_colours(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    paragraphs = LETTER.split("\n")
    if name.endswith(".docx"):
        body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        with zipfile.ZipFile(path, "w") as archive:
            office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
            package = "http://schemas.openxmlformats.org/package/2006"
            link = f'<Relationship Id="a" Type="{office}" Target="word/document.xml"/>'
            link += f'<Relationship Id="b" Type="{package}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
            kinds = '<Default Extension="xml" ContentType="application/xml"/>'
            archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types">{kinds}</Types>')
            archive.writestr("docProps/core.xml", f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"/>')
            archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{link}</Relationships>')
            archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{package}/relationships"></Relationships>')
            archive.writestr(
                "word/document.xml", f'<w:document xmlns:w="{space}" xmlns:r="{office}"><w:body>{body}</w:body></w:document>'
            )
    elif name.endswith(".html"):
        path.write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in paragraphs) + "</body></html>", "utf-8")
    else:
        path.write_text(LETTER, "utf-8")
    result = CliRunner().invoke(program, ["analyse", str(path)])
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert "€ 40 miljoen  structureel" in result.output and "Toezeggingen (1)" in result.output


@pytest.mark.skipif(sys.platform == "win32", reason="een pseudoterminal is er alleen op Unix")
@pytest.mark.parametrize(("extra", "colours"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_colours_and_width_follow_the_terminal(tmp_path: Path, extra: dict[str, str], *, colours: bool) -> None:
    import pty
    import subprocess

    (tmp_path / "brief.txt").write_text(LETTER, "utf-8")
    ours, theirs = pty.openpty()
    environ = (
        {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"COLUMNS": "60", "TERM": "xterm"} | extra
    )
    command = [sys.executable, "-c", "from bijgepraat.cli import main; main()", "analyse", str(tmp_path / "brief.txt")]
    process = subprocess.Popen(command, stdout=theirs, env=environ)
    os.close(theirs)
    said = io.BytesIO()
    while chunk := _read(ours):
        said.write(chunk)
    os.close(ours)
    assert process.wait() == 0
    output = said.getvalue().decode()
    assert ("\x1b[" in output) is colours
    assert max(len(line) for line in re.sub(r"\x1b\[[0-9;]*m", "", output).splitlines() if "gekleurd" not in line) <= 60


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so when the other side has gone
        return b""

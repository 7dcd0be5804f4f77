# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Units and container file: what they start exists, and is stopped and guarded as the papers say."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from bijgepraat.cli import program

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(path.read_text())
    return parser


def understood(words: list[str]) -> None:
    """The command line takes these words: the command exists and all its options do."""
    command = program.get_command(click.Context(program), words[0])
    assert command is not None
    with command.make_context(words[0], list(words[1:])) as context:
        assert isinstance(context, click.Context)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_units_start_commands_that_exist_and_give_no_rights_away(path: Path) -> None:
    service = unit(path)["Service"]
    words = shlex.split(service["ExecStart"])
    assert words[0].endswith("/.venv/bin/bijgepraat")
    understood(words[1:])
    assert service["User"] == "bijgepraat"
    if service["Type"] != "oneshot":
        assert service["NoNewPrivileges"] == "yes"
        assert service["ProtectSystem"] == "strict"


def test_the_sync_unit_gives_the_batch_time_to_end() -> None:
    service = unit(DEPLOY / "bijgepraat-sync.service")["Service"]
    assert "--watch" in service["ExecStart"]
    assert int(service["TimeoutStopSec"]) >= 60


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_systemd_takes_the_units(path: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("geen systemd op deze machine")
    copied = tmp_path / path.name
    copied.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", path.read_text(), flags=re.MULTILINE))
    done = subprocess.run(["systemd-analyze", "verify", str(copied)], capture_output=True, text=True, timeout=60)
    assert "Unknown" not in done.stderr


def test_the_container_starts_commands_that_exist() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    command = re.search(r"^CMD (\[.*\])$", text, re.MULTILINE)
    assert command is not None
    understood(json.loads(command.group(1)))
    assert re.search(r"^USER bijgepraat$", text, re.MULTILINE), "not as root"
    assert "--require-hashes" in text
    for service in yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"].values():
        understood(service["command"])


def test_the_list_of_sources_is_shown_without_a_store(tmp_path: Path) -> None:
    done = CliRunner().invoke(program, ["sync", "--list"], env={"BIJGEPRAAT_DATA": str(tmp_path / "leeg")})
    assert done.exit_code == 0, done.output
    assert "tweedekamer" in done.output
    assert not (tmp_path / "leeg").exists()

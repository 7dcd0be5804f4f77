# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The threat model names, for every threat, tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_ROW = re.compile(r"^\| ([STRIDE]\d+) \|(.+)\|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ROWS = _ROW.findall((ROOT / "docs/threat-model.md").read_text("utf-8"))


def test_every_letter_of_stride_has_threats_and_numbers_are_their_own() -> None:
    names = [name for name, _ in ROWS]
    assert {name[0] for name in names} == set("STRIDE")
    assert len(names) == len(set(names)) >= 25


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_a_threat_has_a_measure_and_tests_that_are_there(name: str, row: str) -> None:
    threat, measure, held = (cell.strip() for cell in row.split(" | "))
    assert threat and measure
    found = _TEST.findall(held)
    assert found, f"{name} names no test"
    assert ", ".join(f"`{path}::{test}`" for path, test in found) == held
    for path, test in found:
        file = ROOT / path
        assert file.is_file(), f"{name}: {path} is not there"
        assert re.search(rf"^(?:async )?def {test}\(", file.read_text("utf-8"), re.MULTILINE), f"{name}: no {test} in {path}"

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Moments of the Tweede Kamer: local and in UTC, with its own rule for summer time."""

from __future__ import annotations

import itertools
import json
import lzma
import re
from pathlib import Path

import pytest

from bijgepraat.sources.moments import in_utc, with_offset


@pytest.mark.parametrize(
    ("text", "local", "utc"),
    [
        ("2026-11-19T15:09:44.5130000", "2026-11-19T15:09:44.513+01:00", "2026-11-19T14:09:44.5130000Z"),
        ("2026-07-01T00:00:00", "2026-07-01T00:00:00+02:00", "2026-06-30T22:00:00.0000000Z"),
        ("2026-07-01", "2026-07-01T00:00:00+02:00", "2026-06-30T22:00:00.0000000Z"),
        ("2026-11-19T14:10:11.0962032Z", "2026-11-19T15:10:11.0962032+01:00", "2026-11-19T14:10:11.0962032Z"),
        ("2026-11-18T16:02:00+0100", "2026-11-18T16:02:00+01:00", "2026-11-18T15:02:00.0000000Z"),
        ("2026-07-01T00:30:00+01:00", "2026-07-01T01:30:00+02:00", "2026-06-30T23:30:00.0000000Z"),
        ("2026-11-19T15:09:44.123456789", "2026-11-19T15:09:44.1234567+01:00", "2026-11-19T14:09:44.1234567Z"),
        ("1966-10-14", "1966-10-14T00:00:00+02:00", "1966-10-13T22:00:00.0000000Z"),
        ("2026-03-29T01:59:59", "2026-03-29T01:59:59+01:00", "2026-03-29T00:59:59.0000000Z"),
        ("2026-03-29T03:00:00", "2026-03-29T03:00:00+02:00", "2026-03-29T01:00:00.0000000Z"),
        ("2026-10-25T01:59:59", "2026-10-25T01:59:59+02:00", "2026-10-24T23:59:59.0000000Z"),
        ("2026-10-25T02:30:00", "2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00.0000000Z"),
    ],
)
def test_a_moment_as_odata_writes_it_and_in_utc(text: str, local: str, utc: str) -> None:
    assert (with_offset(text), in_utc(text)) == (local, utc)


@pytest.mark.parametrize(
    "text", ["", "gisteren", "2026-02-30", "2026-13-01T00:00:00", "2026-01-01T25:00", "2026-01-01T10:61:00", "2026"]
)
def test_what_is_no_moment_has_none(text: str) -> None:
    assert (with_offset(text), in_utc(text)) == (None, None)


def test_the_edges_of_time_are_no_error() -> None:
    assert with_offset("0001-01-01T00:00:00") == "0001-01-01T00:00:00+01:00"
    assert in_utc("0001-01-01T00:00:00") is None
    assert with_offset("9999-12-31T23:59:59Z") is None


@pytest.mark.shared
@pytest.mark.parametrize("name", ["activiteit", "document", "fractie", "persoon", "vergadering", "zaak"])
def test_real_moments_come_out_as_they_were(shared: Path, name: str) -> None:
    seen = 0
    with lzma.open(shared / f"data/tweedekamer/{name}.jsonl.xz") as lines:
        for line in itertools.islice(lines, 1000):
            for value in json.loads(line).values():
                if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+[+]\d\d:\d\d", value):
                    assert with_offset(value[:-6]) == with_offset(value) == with_offset(str(in_utc(value))) == value
                    seen += 1
    assert seen > 10

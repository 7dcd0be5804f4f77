# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Descriptions of sources: the bundled ones hold, one's own go over them, and every mistake is named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bijgepraat.settings import Limits
from bijgepraat.sources.descriptions import DescriptionError, descriptions, duration
from bijgepraat.sources.services.registry import service_for

OWN = """
name: provincie
title: Een provincie
service: feeds
address: https://provincie.example/rss
licence: onbekend
attribution: Een provincie
poll: 1h
silence: 14d
streams: {nieuws: {fields: [title], answer: {minimum: 1, maximum: 100}}}
"""


def write(folder: Path, text: str | bytes, name: str = "provincie.yaml") -> Path:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_all_bundled_sources_can_be_made(tmp_path: Path) -> None:
    found = descriptions()
    assert {"tweedekamer", "tweedekamer-odata", "officielebekendmakingen", "rijksoverheid", "openoverheid", "vng"} <= found.keys()
    for described in found.values():
        service = service_for(described, Limits())
        assert set(service.streams()) <= set(described.streams), described.name
        assert described.licence and described.attribution
        assert described.silence >= described.poll


def test_ones_own_file_adds_a_source_or_replaces_one(tmp_path: Path) -> None:
    write(tmp_path, OWN)
    write(tmp_path, OWN.replace("name: provincie", "name: vng"), "vng.yml")
    found = descriptions(tmp_path)
    assert found["provincie"].poll == timedelta(hours=1)
    assert found["provincie"].streams["nieuws"].answer.maximum == 100
    assert found["vng"].title == "Een provincie"
    assert descriptions(tmp_path / "bestaat-niet").keys() == descriptions().keys()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("poll: 1h", "poll: vaak"), "poll is geen tijdsduur"),
        (("poll: 1h", "poll: 0h"), "poll is geen tijdsduur"),
        (("poll: 1h", "pol: 1h"), "`pol` is onbekend|`poll` ontbreekt"),
        (("licence: onbekend\n", ""), "`licence` ontbreekt"),
        (("fields: [title]", "feilds: [title]"), "`feilds` is onbekend"),
        (("https://provincie", "ftp://provincie"), "https://"),
        (("name: provincie", "name: ../../etc"), "kleine letters"),
        (("streams: {nieuws", "network: {attempts: 0}\nstreams: {nieuws"), "groter dan nul"),
        (("streams: {nieuws", "second_way: nergens\nstreams: {nieuws"), "onbekende bron"),
        (("title: Een", "title: [Een"), "YAML"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in OWN
    with pytest.raises(DescriptionError, match=said) as error:
        descriptions(write(tmp_path, OWN.replace(*change)))
    assert "provincie" in str(error.value)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"- a\n- b\n",
        b"a: &x [*x]",
        b"{" * 5000,
        b"!!python/object/apply:os.system ['true']",
        b"x" * 300_000,
    ],
    ids=["empty", "binary", "list", "anchors", "deep", "code", "huge"],
)
def test_hostile_files_are_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(DescriptionError):
        descriptions(write(tmp_path, raw))


def test_durations() -> None:
    assert [duration(text) for text in ("30s", "15m", "6h", "2d")] == [
        timedelta(seconds=30),
        timedelta(minutes=15),
        timedelta(hours=6),
        timedelta(days=2),
    ]
    for text in ("", "5", "-1h", "1w", "1h30m", "0d"):
        with pytest.raises(ValueError):
            duration(text)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Packed files: what comes out is bounded, what is broken is refused by name."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
from pathlib import Path

import pytest

from bijgepraat.model.records import Notice
from bijgepraat.settings import Limits
from bijgepraat.sources import containers
from bijgepraat.sources.blob import Blob, InputError, TooLargeError
from bijgepraat.sources.containers import blobs


def content(blob: Blob | Notice) -> bytes:
    assert isinstance(blob, Blob)
    with blob.open() as stream:
        return stream.read()


def only(path: Path, limits: Limits | None = None) -> Blob | Notice:
    (found,) = blobs(path, path.name, "proef", limits or Limits())
    return found


@pytest.mark.parametrize(("suffix", "pack"), [("", bytes), (".xz", lzma.compress), (".gz", gzip.compress)])
def test_packed_files_give_their_content(tmp_path: Path, suffix: str, pack: object) -> None:
    path = tmp_path / f"zaak.jsonl{suffix}"
    path.write_bytes(pack(b'{"Id": "1"}\n' * 1000))  # type: ignore[operator]
    blob = only(path)
    assert content(blob) == b'{"Id": "1"}\n' * 1000
    assert isinstance(blob, Blob)
    assert blob.suffix == ".jsonl"


@pytest.mark.parametrize(("suffix", "pack"), [(".xz", lzma.compress), (".gz", gzip.compress)])
def test_a_cut_off_file_raises_with_advice(tmp_path: Path, suffix: str, pack: object) -> None:
    path = tmp_path / f"a.json{suffix}"
    path.write_bytes(pack(bytes(range(256)) * 50_000)[:-2000])  # type: ignore[operator]
    with pytest.raises(InputError, match="afgekapt"):
        content(only(path))


@pytest.mark.parametrize("suffix", [".xz", ".gz"])
def test_a_file_that_is_not_what_it_says_raises(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.json{suffix}"
    path.write_bytes(b"gewone tekst")
    with pytest.raises(InputError, match="beschadigd"):
        content(only(path))


def test_a_bomb_stops_at_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "_FREE_BYTES", 1000)
    path = tmp_path / "bom.json.xz"
    path.write_bytes(lzma.compress(b"0" * 50_000_000))
    blob = only(path, Limits(ratio=10))
    assert isinstance(blob, Blob)
    read = 0
    with pytest.raises(TooLargeError, match="zipbom"), blob.open() as stream:
        while chunk := stream.read(65536):
            read += len(chunk)
    assert read <= max(1000, path.stat().st_size * 10)


def test_a_file_over_its_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    path.write_bytes(b"x" * 2000)
    with pytest.raises(TooLargeError):
        only(path, Limits(file_bytes=1000))


def make_zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_members_come_in_order_with_readable_names(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "stukken.zip", {"b.xml": b"<b/>", "map/a.xml": b"<a/>", "../weg\x07.xml": b"<c/>"})
    found = list(blobs(path, "stukken.zip", "proef", Limits()))
    assert [item.name for item in found if isinstance(item, Blob)] == [
        "stukken.zip › b.xml",
        "stukken.zip › map/a.xml",
        "stukken.zip › ../weg?.xml",
    ]
    # Members are only open while the zip is: read one at a time, as the importer does.
    assert [content(item) for item in blobs(path, "stukken.zip", "proef", Limits())] == [b"<b/>", b"<a/>", b"<c/>"]


def test_suspicious_members_are_refused_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "_FREE_BYTES", 1000)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x", "x")
    path = make_zip(
        tmp_path / "m.zip",
        {"bom.xml": b"0" * 900_000, "in.zip": inner.getvalue(), "groot.xml": bytes(range(256)) * 40, "goed.xml": b"<a/>"},
    )
    found = list(blobs(path, "m.zip", "proef", Limits(ratio=50, member_bytes=1_000_000)))
    assert [item.code for item in found if isinstance(item, Notice)] == ["zipbom", "zip-in-zip"]
    assert [item.name for item in found if isinstance(item, Blob)] == ["m.zip › groot.xml", "m.zip › goed.xml"]
    (small,) = (item for item in blobs(path, "m.zip", "proef", Limits(member_bytes=100)) if isinstance(item, Blob))
    assert small.name == "m.zip › goed.xml"


def test_a_damaged_member_raises_when_read(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "m.zip", {"a.xml": b"<a>" + bytes(1000) + b"</a>"}, zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    raw[300] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(InputError, match="beschadigd"):
        [content(item) for item in blobs(path, "m.zip", "proef", Limits())]


def test_a_cut_off_zip_raises_with_advice(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "m.zip", {"a.xml": b"<a/>" * 100})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError, match="zip"):
        only(path)


def test_too_many_members_raise(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "m.zip", {f"{n}.xml": b"<a/>" for n in range(30)})
    with pytest.raises(TooLargeError, match="30"):
        list(blobs(path, "m.zip", "proef", Limits(members=10)))


def test_a_word_document_is_not_taken_apart(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "brief.docx", {"word/document.xml": b"<w/>"})
    blob = only(path)
    assert isinstance(blob, Blob)
    assert blob.suffix == ".docx"
    same = only(path.rename(tmp_path / "brief.zip"))
    assert isinstance(same, Blob)
    assert same.suffix == ".docx"

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Fetched files: read by what they are, refused when they are not what was announced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bijgepraat.model.records import Link, Record
from bijgepraat.model.sync import Description, Piece, StreamPromise
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import Body, Fetched
from bijgepraat.sources.services.pieces import NotAsAnnouncedError, read_fetched

HOUR = timedelta(hours=1)
SOURCE = Description(
    "bron", "Een bron", "feeds", "https://bron.example/", "CC0-1.0", "Bron", HOUR, HOUR, {"nieuws": StreamPromise()}
)
PAGE = (
    "<html><head><title>Huishoudelijke hulp</title></head><body><main><h1>Huishoudelijke hulp</h1><p>{}</p></main></body></html>"
)
SENTENCE = "Gemeenten krijgen volgend jaar meer geld voor de huishoudelijke hulp, schrijft de staatssecretaris aan de Kamer. " * 4


def fetched(body: bytes, media_type: str = "") -> Fetched:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return Fetched(
        "https://bron.example/a", "https://bron.example/a", 200, at, {"content-type": media_type}, Body(body), len(body)
    )


def piece(media_type: str | None = None, **more: object) -> Piece:
    return Piece("https://bron.example/a", "bron", "Bericht", "b1", media_type, **more)  # type: ignore[arg-type]


def records(wanted: Piece, got: Fetched) -> list[Record]:
    return [item for item in read_fetched(wanted, got, SOURCE, Limits()) if isinstance(item, Record)]


def test_a_page_becomes_a_file_with_a_link_to_what_announced_it() -> None:
    (record,) = records(
        piece("text/html", date=date(2026, 11, 20)), fetched(PAGE.format(SENTENCE).encode(), "text/html; charset=utf-8")
    )
    assert (record.kind, record.key, record.source) == ("Bestand", "https://bron.example/a", "bron")
    assert record.title == "Huishoudelijke hulp"
    assert record.links == (Link("bij", "Bericht", "b1"),)
    assert record.date == date(2026, 11, 20)
    assert record.modified == "2026-11-23T09:00:00.0000000Z"
    assert record.text is not None and "meer geld voor de huishoudelijke hulp" in record.text


def test_the_content_decides_over_wrong_types() -> None:
    (record,) = records(piece("application/octet-stream"), fetched(PAGE.format(SENTENCE).encode(), "application/octet-stream"))
    assert record.fields["soort"] == "html"


@pytest.mark.parametrize("announced", ["application/pdf", "text/xml", "application/msword"])
def test_an_error_page_in_place_of_a_file_is_refused(announced: str) -> None:
    with pytest.raises(NotAsAnnouncedError, match="HTML-pagina"):
        records(piece(announced), fetched(b"\xef\xbb\xbf <!DOCTYPE html><title>404</title>", announced))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n",
        b"%PDF-1.7 afgekapt",
        b"<?xml version='1.0'?><onbekend/>",
        b"PK\x03\x04 geen zip",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><officiele-publicatie/>",
    ],
    ids=["empty", "white", "pdf cut", "other xml", "zip cut", "entity"],
)
def test_broken_files_are_refused_with_words(body: bytes) -> None:
    with pytest.raises(InputError) as error:
        records(piece("application/pdf"), fetched(body))
    assert str(error.value)

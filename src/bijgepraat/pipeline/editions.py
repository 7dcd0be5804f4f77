# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Editions: drafted from the store, kept in it, and turned into plain values and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import orjson

from bijgepraat.compose.edition import days_of, draft
from bijgepraat.compose.items import Item, Turn
from bijgepraat.model.claims import Commitment, Moment, Name, Reading, Reference, Relevance, Span, ThemeScore, amount_of
from bijgepraat.model.editions import Development, Edition, EditionAmount, EditionLink, Evidence, Sentence
from bijgepraat.model.records import Kind
from bijgepraat.pipeline.analysis import analyse_days
from bijgepraat.store import week as week_store
from bijgepraat.store.store import Store
from bijgepraat.store.week import ReadRecord
from bijgepraat.understand.sentences import split_sentences

SAMPLE = "voorbeeldgegevens"
_CABINET = ("minister", "staatssecretaris")
_CLAIM_TYPES = {"moment": Moment, "name": Name, "reference": Reference}


def draft_edition(store: Store, week: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Edition:
    """Draft the edition of an ISO week and keep it. What was not analysed yet is analysed first. Raises `WeekError`."""
    first, last = days_of(week)
    analyse_days(store, first, last)
    with store.reading() as connection:
        found = week_store.read_between(connection, first, last)
        names = week_store.identities(connection, found)
    items = [_item(read, names[read.row.id]) for read in found]
    edition = draft(week, items, sample=store.property(SAMPLE) is not None)
    content = orjson.dumps(edition_as_dict(edition)).decode()
    seq = store.changes()
    with store.writing() as connection:
        week_store.keep_edition(connection, edition.week, content, seq, now().isoformat(timespec="seconds"))
    return edition


def kept_edition(store: Store, week: str) -> Edition | None:
    """The kept draft of a week, or None. Raises `WeekError`."""
    first, _ = days_of(week)
    year, number, _ = first.isocalendar()
    with store.reading() as connection:
        row = week_store.kept_edition(connection, f"{year}-W{number:02}")
    return edition_of_dict(orjson.loads(row.content)) if row is not None else None


def edition_as_dict(edition: Edition) -> dict[str, Any]:
    """An edition as plain values; dates in ISO 8601."""
    return {
        "week": edition.week,
        "first": edition.first.isoformat(),
        "last": edition.last.isoformat(),
        "sample": edition.sample,
        "considered": edition.considered,
        "developments": [_development_dict(one) for one in edition.developments],
        "also": [asdict(link) for link in edition.also],
        "spare": [_development_dict(one) for one in edition.spare],
    }


def edition_of_dict(value: dict[str, Any]) -> Edition:
    """The way back from `edition_as_dict`."""
    return Edition(
        week=value["week"],
        first=date.fromisoformat(value["first"]),
        last=date.fromisoformat(value["last"]),
        developments=tuple(_development_of_dict(item) for item in value["developments"]),
        also=tuple(EditionLink(**link) for link in value["also"]),
        spare=tuple(_development_of_dict(item) for item in value.get("spare", ())),
        considered=value["considered"],
        sample=value["sample"],
    )


def _development_dict(development: Development) -> dict[str, Any]:
    return {**asdict(development), "date": development.date.isoformat() if development.date else None}


def _development_of_dict(value: dict[str, Any]) -> Development:
    return Development(
        **{
            **value,
            "title_evidence": Evidence(**value["title_evidence"]),
            "sentences": tuple(Sentence(item["lead"], item["text"], Evidence(**item["evidence"])) for item in value["sentences"]),
            "themes": tuple(value["themes"]),
            "date": date.fromisoformat(value["date"]) if value["date"] else None,
            "actors": tuple(value["actors"]),
            "amounts": tuple(EditionAmount(**{**item, "evidence": Evidence(**item["evidence"])}) for item in value["amounts"]),
            "links": tuple(EditionLink(**link) for link in value["links"]),
            "reasons": tuple(value["reasons"]),
            "records": tuple(value["records"]),
        }
    )


def _item(read: ReadRecord, names: set[str]) -> Item:
    row = read.row
    return Item(
        record=f"{row.kind}:{row.key}",
        kind=row.kind,
        sort=read.fields.get("soort") or read.fields.get("Soort"),
        source=row.source,
        version=row.version,
        original=row.sha256,
        address=row.address,
        title=row.title or row.key,
        date=date.fromisoformat(row.date) if row.date else None,
        text=read.words,
        sentences=tuple(split_sentences(read.words)),
        reading=_reading(read),
        identities=frozenset(names),
        dossiers=frozenset(key for role, _kind, key in read.linked if role == "dossier"),
        submitters=tuple(str(name) for name in read.fields.get("indieners", ())),
        turns=tuple(_turn(passage) for passage in read.passages if passage.speaker) if row.kind == Kind.DEBAT else (),
        headings=tuple(_headings(read)) if row.kind == Kind.DEBAT else (),
    )


def _turn(passage: Any) -> Turn:
    role = (passage.role or "").lower()
    cabinet = role.startswith(_CABINET)
    if cabinet:
        speaker = f"{role.split()[0].capitalize()} {passage.speaker}"
    else:
        speaker = f"{passage.speaker} ({passage.party})" if passage.party else passage.speaker
    return Turn(passage.start, passage.end, speaker, cabinet, passage.kind == "voorzitter")


def _headings(read: ReadRecord) -> Iterator[Span]:
    """Where each debate of a meeting begins; its opening, announcements and closing are no debates."""
    debates = {item["titel"] for item in read.fields.get("activiteiten", ()) if item.get("nummer") and item.get("titel")}
    for passage in read.passages:
        title = read.words[passage.start : passage.end]
        if passage.kind == "kop" and title in debates:
            yield Span(title, passage.start, passage.end)


def _reading(read: ReadRecord) -> Reading:
    """The stored reading as nouns again."""
    row = read.row
    found: dict[str, list[Any]] = {}
    for claim in read.claims:
        value = orjson.loads(claim.value)
        if claim.type == "relevance":
            found.setdefault("relevance", []).append(Span(claim.quote, claim.start, claim.end))
        elif claim.type == "commitment":
            deadline = value.pop("deadline", None)
            spans = {name: Span(**value[name]) if value.get(name) else None for name in ("about", "to", "withdrawn")}
            if spans["withdrawn"]:
                # Taken back in the same debate: no commitment any more.
                continue
            found.setdefault("commitment", []).append(
                Commitment(claim.quote, claim.start, claim.end, **{**value, **spans, "deadline": _moment(deadline)})
            )
        elif claim.type == "amount":
            found.setdefault("amount", []).append(
                amount_of({**value, "quote": claim.quote, "start": claim.start, "end": claim.end})
            )
        elif claim.type == "moment":
            found.setdefault("moment", []).append(
                _moment({**value, "quote": claim.quote, "start": claim.start, "end": claim.end})
            )
        else:
            found.setdefault(claim.type, []).append(_CLAIM_TYPES[claim.type](claim.quote, claim.start, claim.end, **value))
    return Reading(
        analyser="",
        relevance=Relevance(row.relevance, row.level, tuple(found.get("relevance", ()))),
        themes=tuple(ThemeScore(item["key"], item["score"], tuple(item["words"])) for item in read.themes),
        amounts=tuple(found.get("amount", ())),
        moments=tuple(found.get("moment", ())),
        names=tuple(found.get("name", ())),
        references=tuple(found.get("reference", ())),
        commitments=tuple(found.get("commitment", ())),
    )


def _moment(value: dict[str, Any] | None) -> Moment | None:
    if value is None:
        return None
    first, last = value.get("first"), value.get("last")
    return Moment(
        value["quote"],
        value["start"],
        value["end"],
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        deadline=value.get("deadline", False),
    )

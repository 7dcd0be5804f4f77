# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Analysing: every text in the store read once by the current analyser, and single texts on demand."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from bijgepraat.model.claims import Commitment, Reading
from bijgepraat.model.debates import Debate, Speech
from bijgepraat.model.records import Kind, Notice
from bijgepraat.pipeline.people_known import about, known_anew, known_people
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import Blob, InputError
from bijgepraat.sources.containers import blobs
from bijgepraat.sources.files import read_file
from bijgepraat.sources.transcripts import read_debate as debate_of_file
from bijgepraat.store.readings import READ_KINDS, Unread, drop_readings_of_deleted, unread, unread_between, write_readings
from bijgepraat.store.store import Store
from bijgepraat.understand import reading
from bijgepraat.understand.commitments import find_in_debate
from bijgepraat.understand.names import People
from bijgepraat.understand.reading import NOTHING_KNOWN, About

_BATCH = 2_000
_PER_TASK = 100
_SPEECHES = {"toespraak", "interruptie", "voorzitter"}


def analyse_store(
    store: Store,
    *,
    processes: int = 1,
    kinds: Sequence[str] = READ_KINDS,
    report: Callable[[int], None] = lambda _done: None,
) -> int:
    """Read everything (of some kinds) that the current analyser has not read yet; returns how many records were read.

    Work is committed batch by batch, so it can be cut off and started again. More than one process gives the same result.
    """
    done = after = 0
    people = known_anew(store)
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) if processes > 1 else None
    try:
        while True:
            with store.reading() as connection:
                batch = unread(connection, reading.ANALYSER, after, _BATCH, kinds)
                known = about(connection, batch)
            if not batch:
                break
            read = partial(read_record, people=people)
            results = pool.map(read, batch, known, chunksize=_PER_TASK) if pool else map(read, batch, known)
            pairs = list(zip(batch, results, strict=True))
            with store.writing() as connection:
                write_readings(connection, pairs)
            after = batch[-1].seq
            done += len(batch)
            report(done)
    finally:
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)
    with store.writing() as connection:
        drop_readings_of_deleted(connection)
    if done and store.index.position:  # an index that there is learns themes, amounts and places
        store.index.follow(store.engine)
    return done


def analyse_span(store: Store, after: int, upto: int, stop: Event | None = None) -> int:
    """Read what has a change number above `after`, up to `upto`, and was not read yet; returns how many records were read.

    Work is committed batch by batch; `stop` ends it between two.
    """
    done = 0
    while stop is None or not stop.is_set():
        with store.reading() as connection:
            batch = [record for record in unread(connection, reading.ANALYSER, after, _PER_TASK) if record.seq <= upto]
        if not batch:
            break
        analyse_records(store, batch)
        after = batch[-1].seq
        done += len(batch)
    return done


def analyse_days(store: Store, first: date, last: date) -> int:
    """Read what is dated within a closed interval of days and was not read yet; returns how many records were read."""
    with store.reading() as connection:
        batch = unread_between(connection, reading.ANALYSER, first, last)
    analyse_records(store, batch)
    return len(batch)


def analyse_records(store: Store, batch: Sequence[Unread]) -> None:
    """Read these records and keep what was found."""
    if not batch:
        return
    people = known_people(store)
    with store.reading() as connection:
        known = about(connection, batch)
    pairs = [(record, read_record(record, of, people)) for record, of in zip(batch, known, strict=True)]
    with store.writing() as connection:
        write_readings(connection, pairs)


def read_record(record: Unread, known: About = NOTHING_KNOWN, people: People | None = None) -> Reading:
    """Read one stored record by what it is: a debate, a text, or only a title. `known`: what its source says beside its words."""
    if record.kind == Kind.DEBAT:
        return reading.read_debate(debate_of_record(record), record.words, people, known)
    sort = record.fields.get("soort") or record.fields.get("Soort")
    if not record.has_text:
        return reading.read_title(record.words, sort, record.date, people, known)
    return reading.read(record.words, record.date, sort, people, known)


def debate_of_record(record: Unread) -> Debate:
    """A stored transcript as a debate again."""
    return _debate(record.key, record.title, record.date, record.words, record.passages)


def _debate(key: str, title: str | None, on: date | None, words: str, passages: Iterable[Any]) -> Debate:
    speeches = tuple(
        Speech(
            id=passage.anchor or str(n),
            speaker=passage.speaker or "",
            role=passage.role,
            party=passage.party,
            chair=passage.kind == "voorzitter",
            text=words[passage.start : passage.end],
            start=passage.start,
            end=passage.end,
        )
        for n, passage in enumerate(passages, 1)
        if passage.kind in _SPEECHES
    )
    return Debate(key, title or "", on, speeches)


def analyse_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The `analyse --jsonl` of the contract: `{"id", "text", "date", "kind"}` in, findings out, order kept.

    Raises `InputError` for a row that lacks a text or has a date that is none.
    """
    for n, row in enumerate(rows, 1):
        text = row.get("text")
        if not isinstance(text, str):
            raise InputError(f"regel {n}: 'text' ontbreekt of is geen tekst")
        day = row.get("date")
        try:
            on = date.fromisoformat(day[:10]) if isinstance(day, str) and day else None
        except ValueError as error:
            raise InputError(f"regel {n}: 'date' is geen datum (verwacht: 2025-07-02)") from error
        kind = row.get("kind")
        found = reading.read(text, on, kind if isinstance(kind, str) else None)
        yield {"id": row.get("id"), **as_contract(found)}


def analyse_file(path: Path, limits: Limits | None = None) -> dict[str, Any]:
    """Read one file of any kind and analyse its first text: findings under the keys of the contract, with `title` and `text`.

    Raises `InputError` when there is no text in it.
    """
    complaints: list[str] = []
    for item in read_file(path, path.name, None, limits or Limits()):
        if isinstance(item, Notice):
            complaints.append(item.message)
        elif item.text and item.kind != Kind.PAGINA:
            if item.kind == Kind.DEBAT:
                found = reading.read_debate(_debate(item.key, item.title, item.date, item.text, item.passages), item.text)
            else:
                found = reading.read(item.text, item.date, item.fields.get("soort"))
            return {"title": item.title, "date": _iso(item.date), "text": item.text, **as_contract(found)}
    raise InputError(f"{path.name}: geen tekst gevonden" + (f" ({complaints[0]})" if complaints else ""))


def analyse_transcript_file(path: Path, limits: Limits | None = None) -> dict[str, Any]:
    """As `analyse_transcript`, of a file on disk."""
    for blob in blobs(path, path.name, "tweedekamer-verslagen", limits or Limits()):
        if isinstance(blob, Blob):
            try:
                return analyse_transcript(blob)
            except InputError as error:
                raise InputError(f"{path.name}: {error}") from error
    raise InputError(f"{path.name}: geen verslag gevonden")


def analyse_transcript(blob: Blob) -> dict[str, Any]:
    """The `analyse --vlos` of the contract: a transcript's commitments. Raises `InputError` when it cannot be read."""
    debate = debate_of_file(blob)
    return {
        "debate": debate.id,
        "title": debate.title,
        "date": debate.date.isoformat() if debate.date else None,
        "commitments": [_commitment(commitment) for commitment in find_in_debate(debate)],
    }


def as_contract(found: Reading) -> dict[str, Any]:
    """A reading as plain values under the keys of the contract."""
    return {
        "relevance": round(found.relevance.score, 4),
        "level": found.relevance.level,
        "evidence": [asdict(span) for span in found.relevance.evidence],
        "themes": [{"key": theme.key, "score": round(theme.score, 4), "words": list(theme.words)} for theme in found.themes],
        "amounts": [asdict(amount) for amount in found.amounts],
        "moments": [{**asdict(moment), "first": _iso(moment.first), "last": _iso(moment.last)} for moment in found.moments],
        "commitments": [_commitment(commitment) for commitment in found.commitments],
        "references": [asdict(reference) for reference in found.references],
        "names": [asdict(name) for name in found.names],
        "unjudged": [asdict(span) for span in found.unjudged],
    }


def _commitment(commitment: Commitment) -> dict[str, Any]:
    term = commitment.deadline
    return {
        "quote": commitment.quote,
        "start": commitment.start,
        "end": commitment.end,
        "by": {"name": commitment.by_name, "role": commitment.by_role},
        "strength": commitment.strength,
        "deadline": {"phrase": term.quote, "from": _iso(term.first), "to": _iso(term.last)} if term else None,
        "speech": commitment.speech,
        "read_out": commitment.read_out,
        "about": asdict(commitment.about) if commitment.about else None,
        "to": asdict(commitment.to) if commitment.to else None,
        "withdrawn": asdict(commitment.withdrawn) if commitment.withdrawn else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

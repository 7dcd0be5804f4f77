# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of asks: what was asked, held against every text, with what people decided. Answers are kept until something
changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from bijgepraat.ledger.asked import RULES
from bijgepraat.model.asked import (
    Ask,
    AskAnswer,
    AskLine,
    AskMatch,
    AskPassage,
    AskText,
    AskVerdict,
    Decided,
    KeptAsk,
    TextSort,
    answer_key,
)
from bijgepraat.model.records import Kind, Record
from bijgepraat.model.verdicts import Book
from bijgepraat.pipeline.asked import Held, as_contract, paragraphs_in
from bijgepraat.pipeline.imports import import_paths
from bijgepraat.pipeline.verdicts import ask_verdicts
from bijgepraat.settings import Limits
from bijgepraat.sources.asks import read_asks
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.files import read_file
from bijgepraat.store.asks import (
    Written,
    all_asks,
    all_texts,
    answers_kept,
    keep_answers,
    remove_text,
    withdraw_ask,
    write_asks,
    write_text,
)
from bijgepraat.store.lookup import by_key, text_of
from bijgepraat.store.queries import Connection, passages_of
from bijgepraat.store.store import Store
from bijgepraat.store.verdicts import verdicts_of
from bijgepraat.understand.embedding import Embedder

_LONGEST_LABEL = 120
_WORDS_ONLY = "woorden"

Key = tuple[str, str, str]
"""Ask id, kind and key of the text."""


def import_asks(
    store: Store, path: Path, *, origin: str = "", by: str = "", now: datetime | None = None
) -> tuple[Written, tuple[str, ...]]:
    """Take in a file of asks; the second is columns that say nothing here. Nothing is stored of a file with a wrong row.

    The same file again changes nothing; another wording of an ask is a new version of it. Raises `InputError`.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    found = read_asks(path, origin=origin.strip(), by=by.strip(), at=moment)
    with store.writing() as connection:
        return write_asks(connection, found.asks), found.unused


def withdraw(store: Store, ask_id: str, *, by: str = "", now: datetime | None = None) -> None:
    """Take an ask back. Raises `InputError` when there is none."""
    moment = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    with store.writing() as connection:
        if not withdraw_ask(connection, ask_id, by, moment):
            raise InputError(f"er is geen inzet {ask_id[:80]}; `bijgepraat asks list` toont ze alle")


def kept_asks(store: Store, *, withdrawn: bool = False) -> list[KeptAsk]:
    """Asks in their order."""
    with store.reading() as connection:
        return all_asks(connection, withdrawn=withdrawn)


def kept_texts(store: Store) -> list[AskText]:
    """The texts that asks are held against, in their order."""
    with store.reading() as connection:
        return all_texts(connection)


def add_text(store: Store, name: str, *, label: str, sort: TextSort, limits: Limits | None = None) -> AskText:
    """Add a text: a record as `Kind:key`, or a file, which is imported first. Raises `InputError` for one without words."""
    label = " ".join(label.split())
    if not label or len(label) > _LONGEST_LABEL:
        raise InputError(f"geef de tekst een korte naam van hoogstens {_LONGEST_LABEL} tekens: --label 'Akkoord 2021'")
    kind, key = _record_of(store, name, limits or Limits())
    with store.writing() as connection:
        row = by_key(connection, kind, key)
        if row is None or row.deleted:
            raise InputError(f"er is geen stuk {kind}:{key} in de gegevensmap; lees het eerst in met `bijgepraat import`")
        if not row.has_text or not passages_of(connection, row.id, row.version):
            raise InputError(f"{kind}:{key} heeft geen tekst met alinea's; geef een CSV met paragraph,txt, een PDF, DOCX of HTML")
        others = [
            one for one in all_texts(connection) if one.label.lower() == label.lower() and (one.kind, one.key) != (kind, key)
        ]
        if others:
            raise InputError(f"{others[0].name} heet al {label}; kies een andere naam met --label")
        text = AskText(kind, key, label, sort)
        write_text(connection, text)
    return text


def drop_text(store: Store, name: str) -> None:
    """Hold asks against a text (`Kind:key`, its key or its label) no longer. Raises `InputError` when it is none."""
    with store.writing() as connection:
        for one in all_texts(connection):
            if name in {one.name, one.key, one.label}:
                remove_text(connection, one.kind, one.key)
                return
    raise InputError(f"{name[:80]} is geen tekst waar de inzet naast ligt; `bijgepraat asks text list` toont ze")


def answer_all(
    store: Store, model: Embedder | None, report: Callable[[str, int, int], None] = lambda _label, _done, _all: None
) -> int:
    """Hold every ask against every text where ask, text or rules have changed since; returns how many answers were made.

    Work is kept text by text. `report` gets the label of the text, and how many of how many answers are there.
    """
    with store.reading() as connection:
        asks, texts = all_asks(connection), all_texts(connection)
        kept = answers_kept(connection)
        rows = {one: by_key(connection, one.kind, one.key) for one in texts}
    waiting: dict[AskText, list[Ask]] = {}
    for text in texts:
        row = rows[text]
        if row is not None and row.has_text and not row.deleted:
            late = [
                one.ask
                for one in asks
                if kept.get((one.ask.id, text.kind, text.key), ("", ""))[0] != _made_from(one.ask, row.sha, model)
            ]
            if late:
                waiting[text] = late
    number, made = sum(map(len, waiting.values())), 0
    for text, late in waiting.items():
        report(text.label, made, number)
        row = rows[text]
        with store.reading() as connection:
            words = text_of(connection, row.id, row.version) or ""
            paragraphs = paragraphs_in(words, passages_of(connection, row.id, row.version))
        held = Held(store, paragraphs, model)
        found = {(ask.id, text.kind, text.key): (_made_from(ask, row.sha, model), _packed(held.match(ask))) for ask in late}
        with store.writing() as connection:
            keep_answers(connection, found)
        made += len(found)
    return made


def book(
    store: Store,
    *,
    theme: str = "",
    state: AskVerdict | None = None,
    verdicts: Mapping[str, AskVerdict] | None = None,
) -> list[AskLine]:
    """The book as it is kept (`answer_all` brings it up to date), in the order of the asks.

    `state`: only asks of which at least one text has that verdict. `verdicts` overrule those of people in the store, by
    `answer_key`.
    """
    with store.reading() as connection:
        asks, texts = all_asks(connection), all_texts(connection)
        kept = answers_kept(connection)
        decided = decisions(connection)
    for key, verdict in (verdicts or {}).items():
        decided[key] = Decided(verdict, "", "", "")
    lines = [AskLine(one, tuple(_answer(one.ask, text, kept, decided) for text in texts)) for one in asks]
    return chosen(lines, theme=theme, state=state)


def chosen(lines: Iterable[AskLine], *, theme: str = "", state: AskVerdict | None = None) -> list[AskLine]:
    """Lines of a theme, and of which at least one text has a verdict."""
    return [
        line
        for line in lines
        if (not theme or line.kept.ask.theme == theme) and (state is None or any(one.verdict is state for one in line.answers))
    ]


def decisions(connection: Connection) -> dict[str, Decided]:
    """What people decided about asks, by `answer_key`."""
    values = ask_verdicts(connection)
    found = verdicts_of(connection, Book.ASKED)
    return {key: Decided(values.get(key), one.by, one.at, one.reason) for key, one in found.items()}


def line_dict(line: AskLine) -> dict[str, Any]:
    """A line as JSON, with quote and place for every passage."""
    kept, ask = line.kept, line.kept.ask
    return {
        "id": ask.id,
        "titel": ask.title,
        "inzet": ask.ask,
        "thema": ask.theme,
        "herkomst": kept.origin or None,
        "datum": kept.day.isoformat() if kept.day else None,
        "versie": kept.version,
        "teksten": [_answer_dict(one) for one in line.answers],
    }


def _answer_dict(one: AskAnswer) -> dict[str, Any]:
    match, decided = one.match, one.decided
    contract = as_contract(match, match.ask.id) if match else {}
    return {
        "tekst": one.text.label,
        "soort": one.text.kind,
        "stuk": one.text.key,
        "sort": one.text.sort.value,
        "oordeel": one.verdict.value if one.verdict else None,
        "voorstel": match.verdict.value if match else None,
        "zekerheid": match.confidence if match else None,
        "waarom": match.why if match else "nog niet vergeleken",
        "alineas_doorzocht": match.searched if match else 0,
        "passages": contract.get("passages", []),
        "beoordeeld": {"door": decided.by, "op": decided.at, "reden": decided.reason} if decided else None,
    }


def _answer(ask: Ask, text: AskText, kept: Mapping[Key, tuple[str, str]], decided: Mapping[str, Decided]) -> AskAnswer:
    found = kept.get((ask.id, text.kind, text.key))
    return AskAnswer(text, _unpacked(ask, found[1]) if found else None, decided.get(answer_key(ask.id, text)))


def _made_from(ask: Ask, sha: str, model: Embedder | None) -> str:
    parts = (RULES, model.name if model is not None else _WORDS_ONLY, ask.title, ask.ask, ask.theme, sha)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _packed(match: AskMatch) -> str:
    value = {
        "verdict": match.verdict.value,
        "confidence": match.confidence,
        "why": match.why,
        "searched": match.searched,
        "asked": match.asked,
        "passages": [[one.paragraph, one.quote, one.start, one.end, one.score] for one in match.passages],
    }
    return orjson.dumps(value).decode()


@lru_cache(maxsize=4096)
def _unpacked(ask: Ask, value: str) -> AskMatch:
    """Kept: pages show all answers again and again, and unpacking is most of what that costs."""
    found = orjson.loads(value)
    return AskMatch(
        ask,
        AskVerdict(found["verdict"]),
        found["confidence"],
        found["why"],
        tuple(AskPassage(*one) for one in found["passages"]),
        found["searched"],
        found["asked"],
    )


def _record_of(store: Store, name: str, limits: Limits) -> tuple[str, str]:
    kind, colon, key = name.partition(":")
    with store.reading() as connection:
        if colon and by_key(connection, kind, key) is not None:
            return kind, key
        if by_key(connection, Kind.BESTAND, name) is not None:
            return Kind.BESTAND, name
    path = Path(name)
    if not path.is_file():
        raise InputError(
            f"{name[:120]} is geen stuk in de gegevensmap en geen bestand; geef Bestand:akkoord.pdf of een bestand op schijf"
        )
    readable = [item for item in read_file(path, path.name, None, limits) if isinstance(item, Record) and item.text]
    if len(readable) != 1:
        raise InputError(f"{path.name} is geen enkele tekst; geef een CSV met paragraph,txt, een PDF, DOCX, HTML of tekst")
    import_paths(store, [path], limits=limits)
    return readable[0].kind, readable[0].key


def unanswered(lines: Sequence[AskLine]) -> list[AskLine]:
    """Asks that are absent in every text."""
    return [line for line in lines if line.unanswered]

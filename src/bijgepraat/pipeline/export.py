# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The whole public data set in one folder: SQLite, CSV and JSON, made of what the public API answers and of nothing else."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from bijgepraat import __version__
from bijgepraat.model.api import Found
from bijgepraat.pipeline.api import documents, editions
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.registry import OPERATIONS, VERSION
from bijgepraat.pipeline.editions import SAMPLE
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.publish.api.answers import as_csv, value_at
from bijgepraat.publish.api.readme import readme
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store.public import every_document, texts_and_findings
from bijgepraat.store.public_file import PublicFile
from bijgepraat.store.store import Store

_AT_ONCE = 400
_CHUNK = 1024 * 1024
_NOT_KEPT = {"zoeken"}
"""Lists that are answers to a question, not data."""
_FINDINGS = ("soort", "sleutel", "versie", "type", "deel", "citaat", "begin", "einde", "verwijst_naar", "json")
_TEXTS = ("soort", "sleutel", "versie", "tekst")
_TIES = ("van_soort", "van_sleutel", "rol", "naar_soort", "naar_sleutel")

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """Where a data set was put, and how many rows each of its tables has."""

    folder: Path
    rows: Mapping[str, int]


def export(
    store: Store,
    parent: Path,
    *,
    now: datetime,
    settings: Settings | None = None,
    replace: bool = False,
    report: Report = lambda _line: None,
) -> Exported:
    """Write `parent/bijgepraat-JJJJ-MM-DD`, wholly or not at all. Raises `InputError` when it is there already.

    Holds what everybody may read on the site, and nobody's account, address, follows or name as a reviewer. `replace`: a data
    set of the same day gives way to this one.
    """
    name = f"bijgepraat-{now.astimezone(UTC):%Y-%m-%d}"
    target = parent / name
    if target.exists() and not replace:
        raise InputError(f"{target} is er al; geef een andere map, of --replace om die te vervangen")
    try:
        parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=parent, prefix=f".{name}-"))
    except OSError as error:
        raise InputError(f"in {parent} kan niet worden geschreven ({error.strerror}); kies een andere map") from error
    try:
        rows = _write(store, making, name, now, settings, report)
        making.chmod(0o755)
        _put(making, target)
    except OSError as error:
        raise InputError(f"de uitvoer lukte niet ({error.strerror}); maak ruimte of kies een andere map") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Exported(target, rows)


def _write(store: Store, folder: Path, name: str, now: datetime, settings: Settings | None, report: Report) -> dict[str, int]:
    memory = Memory(store, time.monotonic, lambda: now)
    first = store.changes()
    rows: dict[str, int] = {}
    with PublicFile(folder / f"{name}.sqlite") as file:
        for operation in OPERATIONS:
            if not operation.collection or operation.id in _NOT_KEPT:
                continue
            report(operation.collection)
            if operation.id == "documenten":
                rows |= _documents(store, file, operation, folder, report)
            else:
                rows[operation.collection] = _ledger(file, operation, _things(operation, Asked(memory, settings)), folder)
        about = {
            "gemaakt_op": now.astimezone(UTC).isoformat(timespec="seconds"),
            "programma": __version__,
            "api": VERSION,
            "voorbeeldgegevens": store.property(SAMPLE) is not None,
            "van_wijziging": first,
            "tot_wijziging": store.changes(),
        }
        file.table("over", ("naam", "waarde"))
        file.add("over", ([key, str(value)] for key, value in about.items()))
    (folder / "LEESMIJ.md").write_text(readme(name, about, rows, OPERATIONS_IN), "utf-8")
    files = [_described(path) for path in sorted(folder.iterdir())]
    manifest = {**about, "rijen": rows, "bestanden": files}
    (folder / "manifest.json").write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2) + b"\n")
    for path in folder.iterdir():
        _flush(path)
    return rows


OPERATIONS_IN: Mapping[str, str] = {
    one.collection: one.summary for one in OPERATIONS if one.collection and one.id not in _NOT_KEPT
}
"""What the data set has: the name of each table and file, and what it is."""


def _things(operation: Operation, asked: Asked) -> list[Mapping[str, Any]]:
    found = operation.answer(Asked(asked.memory, asked.settings, {}, _defaults(operation)))
    assert isinstance(found, Found)
    things = list(found.items)
    if operation.id != "edities":
        return things
    whole = (editions.one(Asked(asked.memory, asked.settings, {"week": str(one["week"])})) for one in things)
    return [one for one in whole if one is not None]


def _defaults(operation: Operation) -> dict[str, Any]:
    return {one.name: one.schema["default"] for one in operation.query if "default" in one.schema}


def _ledger(file: PublicFile, operation: Operation, things: Sequence[Mapping[str, Any]], folder: Path) -> int:
    name = operation.collection
    (folder / f"{name}.csv").write_bytes(as_csv(operation.columns, things))
    (folder / f"{name}.json").write_bytes(orjson.dumps([_bare(one) for one in things]))
    columns = [column for column, _path in operation.columns]
    file.table(name, [*columns, "json"], columns[:1])
    return file.add(name, ([*_values(operation, one), orjson.dumps(_bare(one)).decode()] for one in things))


def _documents(store: Store, file: PublicFile, operation: Operation, folder: Path, report: Report) -> dict[str, int]:
    """Documents with their texts, findings and ties, some hundreds at a time."""
    columns = [column for column, _path in operation.columns]
    file.table("documenten", columns, ("soort", "sleutel"))
    file.table("teksten", _TEXTS, ("soort", "sleutel"))
    file.table("vondsten", _FINDINGS, ("soort", "sleutel"))
    file.table("verbanden", _TIES, ("van_soort", "van_sleutel"))
    rows = dict.fromkeys(("documenten", "teksten", "vondsten", "verbanden"), 0)
    with (folder / "documenten.csv").open("wb") as out, store.reading() as connection:
        out.write(as_csv(operation.columns, []))
        for batch in _batches(every_document(connection)):
            things = [documents.base(row) for row in batch]
            out.write(as_csv(operation.columns, things).partition(b"\r\n")[2])
            rows["documenten"] += file.add("documenten", (_values(operation, one) for one in things))
            texts, claims, ties = texts_and_findings(connection, batch)
            by_id = {row.id: row for row in batch}
            rows["teksten"] += file.add("teksten", (_text(by_id[one.record_id], one) for one in texts))
            known = (one for one in claims if one.type in documents.TYPES)
            rows["vondsten"] += file.add("vondsten", (_finding(by_id[one.record_id], one) for one in known))
            rows["verbanden"] += file.add("verbanden", (_tie(by_id[one.from_id], one) for one in ties))
            report(f"documenten: {rows['documenten']}")
    return rows


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _text(row: Any, one: Any) -> list[Any]:
    return [row.kind, row.key, row.version, one.text]


def _finding(row: Any, claim: Any) -> list[Any]:
    one = documents.finding(row, claim)
    detail = one["bedrag"] or one["datum"] or one["naam"] or one["toezegging"]
    return [row.kind, row.key, row.version, *(one[name] for name in _FINDINGS[3:-1]), orjson.dumps(detail).decode()]


def _tie(row: Any, one: Any) -> list[Any]:
    return [row.kind, row.key, one.role, one.to_kind, one.to_key]


def _values(operation: Operation, thing: Mapping[str, Any]) -> list[Any]:
    """The columns as SQLite keeps them: numbers as numbers, lists as words."""
    found = [value_at(thing, path) for _name, path in operation.columns]
    return ["; ".join("" if one is None else str(one) for one in value) if isinstance(value, list) else value for value in found]


def _bare(thing: Mapping[str, Any]) -> dict[str, Any]:
    """A thing without its links, which lead into the API."""
    return {name: value for name, value in thing.items() if name != "_links"}


def _described(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return {"naam": path.name, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _put(made: Path, target: Path) -> None:
    """Put a finished folder in its place; what was there goes only once the new one stands."""
    old = target.with_name(f".{target.name}-oud")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)

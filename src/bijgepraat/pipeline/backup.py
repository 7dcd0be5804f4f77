# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A whole store in one file, made while others work in it, and put back somewhere else.

The file is a tar archive: every table as compressed lines of JSON as it was at one change number, every original as it lies in
the archive, and at the end a list of all members with their hashes. It does not depend on the database it came from, so it can go
to either. Encrypted, it is a file of age that only the holder of the secret key can open: not even the machine that makes it.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import orjson
import pyrage
import zstandard

from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store import database, dump, sync
from bijgepraat.store.copying import UNFINISHED, begin_filling, finish_filling
from bijgepraat.store.errors import ArchiveError, StoreError
from bijgepraat.store.journal import original_names
from bijgepraat.store.store import Store

FORM = 1
"""The form of the file; a newer one is refused."""
_LIST = "inhoud.json"
_LIST_LIMIT = 500_000_000
_AGE = b"age-encryption.org/v1"
_PART = 64 * 1024 * 1024

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds. `changes` is the change number, `hashes` are per table, `lacking` originals were damaged or gone."""

    changes: int
    made: str
    tables: str
    rows: dict[str, int]
    hashes: dict[str, str]
    originals: int
    lacking: tuple[str, ...]
    size: int
    encrypted: bool


def backup(
    store: Store, file: Path, now: datetime, *, recipient: str | None = None, report: Report = lambda _line: None
) -> Backup:
    """Write everything to `file`, which must not be there yet, and read it back to see that it is whole.

    `recipient` is a public key of age (age1…). Raises `InputError` for a file that is there or a key that is none, `StoreError`
    when what was written cannot be read back.
    """
    if file.exists():
        raise InputError(f"{file} bestaat al; geef een andere naam, of haal het bestand weg")
    key = _public(recipient)
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    os.close(handle)
    plain = Path(name)
    sealed = plain.with_name(f"{plain.name}.age")
    try:
        found = _write(store, plain, now, report)
        verified = _read(plain, report)
        if (verified.hashes, verified.originals) != (found.hashes, found.originals):
            raise StoreError("De reservekopie is niet te lezen zoals die is geschreven. Kijk de schijf na en probeer opnieuw.")
        ready = plain
        if key is not None:
            report("versleutelen")
            pyrage.encrypt_file(str(plain), str(sealed), [key])
            ready = sealed
        with ready.open("rb+") as written:
            os.fsync(written.fileno())
        size = ready.stat().st_size
        ready.replace(file)
        return Backup(**{**_as_dict(found), "size": size, "encrypted": key is not None})
    finally:
        plain.unlink(missing_ok=True)
        sealed.unlink(missing_ok=True)


def look(file: Path, *, secret: str | None = None, report: Report = lambda _line: None) -> Backup:
    """Hold every part of a backup against its hash. Raises `InputError` for a file that is damaged, cut off or no backup."""
    with _opened(file, secret) as (plain, encrypted):
        found = _read(plain, report)
        return Backup(**{**_as_dict(found), "size": file.stat().st_size, "encrypted": encrypted})


def restore(settings: Settings, file: Path, *, secret: str | None = None, report: Report = lambda _line: None) -> Backup:
    """Put a backup in the store of the settings, which is empty. The whole file is looked at before anything is written.

    Raises `InputError` for a backup that is damaged or from a newer program, `StoreError` for a store that is not empty.
    """
    with _opened(file, secret) as (plain, encrypted):
        found = _read(plain, report)
        if found.tables != database.HEAD:
            raise InputError(
                f"De reservekopie hoort bij tabellen {found.tables}; dit programma heeft {database.HEAD}. "
                "Zet hem terug met de versie die hem maakte, en werk daarna het programma bij."
            )
        with Store.open(settings.data, server=settings.database) as store:
            with store.writing() as connection:
                begin_filling(connection, "reservekopie")
            with tarfile.open(plain, "r:") as tar:
                for member in tar:
                    _put(store, tar, member, report)
            for name, wanted in found.hashes.items():
                with store.reading() as connection:
                    here = dump.hash_of(dump.lines(connection, name, (UNFINISHED,) if name == "properties" else ()))
                if here != (found.rows[name], wanted):
                    raise StoreError(f"De tabel {name} is anders teruggekomen. Maak het doel leeg en probeer opnieuw.")
            with store.writing() as connection:
                finish_filling(connection)
        return Backup(**{**_as_dict(found), "size": file.stat().st_size, "encrypted": encrypted})


def _as_dict(found: Backup) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Backup.__slots__}


def _write(store: Store, path: Path, now: datetime, report: Report) -> Backup:
    rows: dict[str, int] = {}
    hashes: dict[str, str] = {}
    members: dict[str, str] = {}
    lacking: list[str] = []
    with tarfile.open(path, "w:") as tar, store.reading() as connection:
        changes = sync.changes(connection)
        names = original_names(connection)
        for name in dump.table_names():
            report(f"tabel {name}")
            with tempfile.TemporaryFile(dir=path.parent) as packed:
                hasher = hashlib.sha256()
                count = -1
                with zstandard.ZstdCompressor(level=6).stream_writer(packed, closefd=False) as out:
                    for line in dump.lines(connection, name, (UNFINISHED,) if name == "properties" else ()):
                        hasher.update(line)
                        count += 1
                        out.write(line)
                rows[name], hashes[name] = count, hasher.hexdigest()
                members[f"tabellen/{name}.jsonl.zst"] = hashes[name]
                _add(tar, f"tabellen/{name}.jsonl.zst", packed, packed.tell())
        for number, sha256 in enumerate(names, 1):
            report(f"originelen: {number} van {len(names)}")
            try:
                store.archive.verify(sha256)
                with store.archive.packed(sha256) as (stream, size, ending):
                    _add(tar, f"archief/{sha256}{ending}", stream, size)
                    members[f"archief/{sha256}{ending}"] = sha256
            except (ArchiveError, OSError):
                lacking.append(sha256)
        content = orjson.dumps(
            {
                "vorm": FORM,
                "tabellen": database.HEAD,
                "wijziging": changes,
                "gemaakt": now.isoformat(timespec="seconds"),
                "rijen": rows,
                "kenmerken": hashes,
                "onderdelen": members,
                "ontbreekt": lacking,
            }
        )
        signed = content + b"\n" + hashlib.sha256(content).hexdigest().encode()
        _add(tar, _LIST, io.BytesIO(signed), len(signed))
    kept = len(names) - len(lacking)
    return Backup(int(changes), now.isoformat(timespec="seconds"), database.HEAD, rows, hashes, kept, tuple(lacking), 0, False)


def _add(tar: tarfile.TarFile, name: str, stream: IO[bytes], size: int) -> None:
    stream.seek(0)
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    tar.addfile(member, stream)


def _read(path: Path, report: Report) -> Backup:
    """Hold every member against the list at the end; nothing is taken on trust, and nothing is written."""
    seen: dict[str, str] = {}
    listed: dict[str, Any] | None = None
    try:
        with tarfile.open(path, "r:") as tar:
            for member in tar:
                if listed is not None or not member.isreg():
                    raise InputError("De reservekopie heeft een onderdeel dat er niet hoort. Gebruik een andere.")
                report(f"nakijken: {member.name}")
                if member.name == _LIST:
                    listed = _list(tar, member)
                else:
                    seen[member.name] = _hash(tar, member)
    except (tarfile.TarError, zstandard.ZstdError, EOFError, OSError, orjson.JSONDecodeError) as error:
        raise InputError(f"De reservekopie is beschadigd of afgebroken ({error}). Gebruik een andere.") from error
    if listed is None:
        raise InputError("De reservekopie is afgebroken: de lijst aan het eind ontbreekt. Gebruik een andere.")
    wrong = [name for name, wanted in listed["onderdelen"].items() if seen.get(name) != wanted]
    if wrong or seen.keys() != listed["onderdelen"].keys():
        extra = sorted(seen.keys() - listed["onderdelen"].keys())
        raise InputError(f"De reservekopie is beschadigd: {', '.join([*wrong, *extra][:3])} klopt niet. Gebruik een andere.")
    return Backup(
        changes=listed["wijziging"],
        made=listed["gemaakt"],
        tables=listed["tabellen"],
        rows=listed["rijen"],
        hashes=listed["kenmerken"],
        originals=sum(name.startswith("archief/") for name in seen),
        lacking=tuple(listed["ontbreekt"]),
        size=0,
        encrypted=False,
    )


def _list(tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    stream = tar.extractfile(member)
    if stream is None or member.size > _LIST_LIMIT:
        raise InputError("De lijst in de reservekopie is onleesbaar. Gebruik een andere.")
    content, _line, signed = stream.read().rpartition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != signed:
        raise InputError("De lijst in de reservekopie is beschadigd. Gebruik een andere.")
    listed: dict[str, Any] = orjson.loads(content)
    if listed.get("vorm") != FORM:
        raise InputError("De reservekopie is gemaakt door een nieuwere versie van Bijgepraat. Werk het programma bij.")
    return listed


def _hash(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    """The hash of what is packed in a member: of the lines of a table, of the bytes of an original."""
    hasher = hashlib.sha256()
    with _unpacked(tar, member) as stream:
        while part := stream.read(1024 * 1024):
            hasher.update(part)
    return hasher.hexdigest()


@contextmanager
def _unpacked(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[Any]:
    stream = tar.extractfile(member)
    if stream is None:
        raise InputError(f"{member.name} in de reservekopie is geen bestand. Gebruik een andere.")
    if member.name.endswith(".zst"):
        with zstandard.ZstdDecompressor().stream_reader(stream) as reader:
            yield reader
    else:
        yield stream


def _put(store: Store, tar: tarfile.TarFile, member: tarfile.TarInfo, report: Report) -> None:
    folder, _slash, name = member.name.partition("/")
    report(f"terugzetten: {name}")
    if folder == "tabellen":
        with _unpacked(tar, member) as stream, store.writing() as connection:
            dump.load(connection, name.partition(".")[0], io.BufferedReader(stream, _PART) if stream else ())
    elif folder == "archief":
        with _unpacked(tar, member) as stream:
            sha256, _size = store.archive.put(stream, "" if name.endswith(".zst") else ".zip")
        if sha256 != name.partition(".")[0]:
            raise StoreError(f"Origineel {name} is anders teruggekomen. Maak het doel leeg en probeer opnieuw.")


@contextmanager
def _opened(file: Path, secret: str | None) -> Iterator[tuple[Path, bool]]:
    """The plain file of a backup: itself, or what comes out of an encrypted one, for as long as it is needed."""
    try:
        with file.open("rb") as stream:
            encrypted = stream.read(len(_AGE)) == _AGE
    except OSError as error:
        raise InputError(f"{file} is niet te lezen ({error.strerror}).") from error
    if not encrypted:
        yield file, False
        return
    if not secret:
        raise InputError("De reservekopie is versleuteld. Geef de geheime sleutel (AGE-SECRET-KEY-…) in BIJGEPRAAT_SLEUTEL.")
    try:
        key = pyrage.x25519.Identity.from_str(secret.strip())
    except pyrage.IdentityError as error:
        raise InputError("BIJGEPRAAT_SLEUTEL is geen geheime sleutel van age (AGE-SECRET-KEY-…).") from error
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".reservekopie-")
    os.close(handle)
    try:
        pyrage.decrypt_file(str(file), name, [key])
    except (pyrage.DecryptError, OSError) as error:
        Path(name).unlink(missing_ok=True)
        raise InputError("De reservekopie gaat niet open: een andere sleutel, of het bestand is beschadigd.") from error
    try:
        yield Path(name), True
    finally:
        Path(name).unlink(missing_ok=True)


def _public(recipient: str | None) -> Any:
    if not recipient:
        return None
    try:
        return pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError as error:
        raise InputError(f"{recipient!r} is geen openbare sleutel van age (age1…).") from error

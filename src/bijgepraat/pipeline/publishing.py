# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Publishing: the only way out. What is published is frozen; a correction is a next version that says what it corrects.

Laws 2 and 5 are kept here, in the transaction that publishes: no sentence goes out without a source that stands in the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bijgepraat.compose.desk_checks import has_words, objections
from bijgepraat.model.desk import DeskEdition, Objection, Published
from bijgepraat.pipeline.desk import texts_of
from bijgepraat.pipeline.desk_values import desk_bytes, desk_of_bytes
from bijgepraat.store import audit
from bijgepraat.store import desk as desk_store
from bijgepraat.store.queries import Connection
from bijgepraat.store.store import Store

_LONGEST_CORRECTION = 2_000
With = Callable[[Connection, Published], None]
"""What has to happen in the same transaction, such as queueing mail: all of it or nothing."""


class PublishError(ValueError):
    """An edition that cannot go out; the message is written for people."""


class NotReadyError(PublishError):
    """An edition that something is held against; `objections` say what and where."""

    def __init__(self, found: Sequence[Objection]) -> None:
        first = "; ".join(one.words for one in found[:3])
        more = f" (en nog {len(found) - 3})" if len(found) > 3 else ""
        super().__init__(f"de editie kan nog niet uit: {first}{more}")
        self.objections = tuple(found)


def publish(
    store: Store,
    week: str,
    version: int,
    *,
    by: str,
    now: datetime,
    correction: str = "",
    notify: bool = False,
    together: Sequence[With] = (),
) -> Published:
    """Publish a version of a week's edition, exactly as it was approved: numbered, hashed and frozen, wholly or not at all.

    `correction` says what a later version corrects; `notify`: who got the earlier one by mail gets this one too. `together` runs
    in the same transaction. Raises `NotReadyError` where something is held against it, `PublishError` for the rest.
    """
    _approved(by)
    correction = correction.strip()
    if len(correction) > _LONGEST_CORRECTION:
        raise PublishError(f"zeg in hooguit {_LONGEST_CORRECTION} tekens wat er is verbeterd")
    with store.writing() as connection:
        row = desk_store.latest(connection, week)
        if row is None:
            raise PublishError(f"van {week} ligt niets op de redactietafel")
        if row.version != version:
            raise PublishError(
                f"u keurde versie {version} goed en intussen is versie {row.version} bewaard; lees die en keur die goed"
            )
        whole = desk_of_bytes(row.content)
        found = objections(whole, texts_of(connection))
        if found:
            raise NotReadyError(found)
        edition = going_out(whole)
        content = desk_bytes(edition)
        before = desk_store.published_versions(connection, week)
        _held_against(before, content, correction)
        out = Published(
            number=before[0].number if before else desk_store.next_number(connection),
            version=before[0].version + 1 if before else 1,
            week=week,
            hash=hashlib.sha256(content).hexdigest(),
            edition=edition,
            by=" ".join(by.split()),
            at=now.astimezone(UTC).isoformat(timespec="seconds"),
            correction=correction,
            notify=notify and bool(before),
        )
        desk_store.publish(
            connection,
            {
                "number": out.number,
                "version": out.version,
                "week": out.week,
                "hash": out.hash,
                "content": content.decode(),
                "by": out.by,
                "at": out.at,
                "correction": out.correction,
                "notify": out.notify,
            },
        )
        desk_store.unplan(connection, week)
        what = "editie verbeterd" if before else "editie uitgegeven"
        told = f"editie {out.number}, versie {out.version}, {out.hash}"
        audit.append(connection, at=out.at, by=out.by, what=what, about=out.week, detail=told)
        for step in together:
            step(connection, out)
    return out


def plan(store: Store, week: str, version: int, at: datetime, *, by: str, now: datetime) -> None:
    """Let this version go out at a moment to come. Whoever saves another version makes the plan fail, and is told so."""
    _approved(by)
    if at <= now:
        raise PublishError("dat moment is al voorbij; kies een later moment of publiceer nu")
    with store.writing() as connection:
        row = desk_store.latest(connection, week)
        if row is None or row.version != version:
            raise PublishError("er is intussen een andere versie bewaard; lees die en plan opnieuw")
        found = objections(desk_of_bytes(row.content), texts_of(connection))
        if found:
            raise NotReadyError(found)
        moment = at.astimezone(UTC).isoformat(timespec="seconds")
        desk_store.plan(connection, week, version, moment, by)
        said = now.astimezone(UTC).isoformat(timespec="seconds")
        audit.append(connection, at=said, by=by, what="editie gepland", about=week, detail=f"versie {version} op {moment}")


@dataclass(frozen=True, slots=True)
class Due:
    """What became of a plan whose moment had come: published, or why not."""

    week: str
    published: Published | None
    why: str = ""


def publish_due(store: Store, now: datetime, together: Sequence[With] = ()) -> list[Due]:
    """Publish what was planned up to now. A plan that no longer holds (another version was saved) falls away and is reported."""
    with store.reading() as connection:
        rows = desk_store.plans(connection, now.astimezone(UTC).isoformat(timespec="seconds"))
    found = []
    for row in rows:
        try:
            out = publish(store, row.week, row.version, by=row.by, now=now, together=together)
        except PublishError as error:
            with store.writing() as connection:
                desk_store.unplan(connection, row.week)
            found.append(Due(row.week, None, str(error)))
        else:
            found.append(Due(row.week, out))
    return found


def going_out(edition: DeskEdition) -> DeskEdition:
    """What readers get of an edition: what was taken, without the desk's own notes."""
    items = tuple(replace(item, weight=0.0, reasons=(), of=()) for item in edition.items if item.taken)
    return replace(edition, items=items)


def published(store: Store, week: str, version: int | None = None) -> Published | None:
    """What went out of a week: the newest version, or another one; None when there is none."""
    with store.reading() as connection:
        rows = desk_store.published_versions(connection, week)
    row = next((row for row in rows if version is None or row.version == version), None)
    return published_of(row) if row is not None else None


def versions_out(store: Store, week: str) -> list[Published]:
    """Every version of a week that went out, newest first."""
    with store.reading() as connection:
        return [published_of(row) for row in desk_store.published_versions(connection, week)]


def editions_out(store: Store, limit: int | None = None, offset: int = 0) -> list[Published]:
    """Every edition that went out in its newest version, newest week first."""
    with store.reading() as connection:
        return [published_of(row) for row in desk_store.published_editions(connection, limit, offset)]


def published_of(row: Any) -> Published:
    """A row of the table of what was published."""
    return Published(
        row.number, row.version, row.week, row.hash, desk_of_bytes(row.content), row.by, row.at, row.correction, bool(row.notify)
    )


def is_whole(out: Published) -> bool:
    """Whether the content is what the hash was made of."""
    return hashlib.sha256(desk_bytes(out.edition)).hexdigest() == out.hash


def _approved(by: str) -> None:
    if not has_words(by):
        raise PublishError("zeg wie deze editie goedkeurt")


def _held_against(before: Sequence[Any], content: bytes, correction: str) -> None:
    if before and not has_words(correction):
        raise PublishError("deze editie is al uit; zeg wat er is verbeterd, dan komt er een nieuwe versie")
    if not before and correction:
        raise PublishError("deze editie is nog niet uit: er valt nog niets te verbeteren")
    if before and before[0].content == content.decode():
        raise PublishError("er is niets veranderd sinds de vorige versie")

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The tables. Dates are ISO 8601 text, JSON is text: both compare and travel the same in SQLite and PostgreSQL.

`records` holds the current version of everything that sources sent, `history` the versions before it. Each row carries `seq`,
its place in one change sequence without gaps; whoever follows the store (search index, analyser, alerts) asks for what has a
higher one than it saw last.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""One row a counter; `changes` is the last number given out in the change sequence."""

properties = Table(
    "properties",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts about the store itself, such as `sample`: the store holds bundled sample data."""

originals = Table(
    "originals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("fetched", String(32), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
)
"""What lies in the archive. `size` in bytes, before compression; `fetched` in UTC."""


def _content() -> list[Column[Any]]:
    """The columns that a record has now and had in each earlier version."""
    return [
        Column("kind", String(40), nullable=False),
        Column("key", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("title", Text),
        Column("date", String(10)),
        Column("modified", String(40)),
        Column("deleted", Boolean, nullable=False),
        Column("has_text", Boolean, nullable=False),
        Column("version", Integer, nullable=False),
        Column("sha", String(32), nullable=False),
        Column("fields", Text, nullable=False),
        Column("address", Text),
        Column("original", Integer, ForeignKey("originals.id")),
        Column("locator", Text),
        Column("seq", BigInteger, nullable=False),
    ]


records = Table(
    "records",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    *_content(),
    UniqueConstraint("kind", "key"),
    Index("ix_records_seq", "seq"),
    Index("ix_records_kind_date", "kind", "date", "id"),
)
"""`version` counts arrivals from 1; `sha` is over everything a reader can see; `id` is the `seq` of the first arrival."""

history = Table(
    "history",
    metadata,
    Column("id", BigInteger, nullable=False),
    *_content(),
    PrimaryKeyConstraint("id", "version"),
)
"""Versions that are no longer the current one, and versions that arrived after a newer one."""

links = Table(
    "links",
    metadata,
    Column("from_id", BigInteger, nullable=False),
    Column("role", String(40), nullable=False),
    Column("to_kind", String(40), nullable=False),
    Column("to_key", Text, nullable=False),
    PrimaryKeyConstraint("from_id", "role", "to_kind", "to_key"),
    Index("ix_links_to", "to_kind", "to_key", "role"),
)
"""Relations as the sources state them. The other end may not have arrived (yet): that is no error."""

texts = Table(
    "texts",
    metadata,
    Column("record_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("record_id", "version"),
)

passages = Table(
    "passages",
    metadata,
    Column("record_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("page", Integer),
    Column("anchor", Text),
    Column("speaker", Text),
    Column("role", Text),
    Column("party", Text),
    PrimaryKeyConstraint("record_id", "version", "n"),
    Index("ix_passages_speaker", "speaker"),
)

readings = Table(
    "readings",
    metadata,
    Column("record_id", BigInteger, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("analyser", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("date", String(10)),
    Column("relevance", Float, nullable=False),
    Column("level", Integer, nullable=False),
    Column("theme", String(20), nullable=False),
    Column("themes", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("ix_readings_theme", "theme", "level", "date", "record_id"),
    Index("ix_readings_date", "date", "level"),
)
"""What the analyser makes of the current version of a record; `kind` and `date` repeat the record's, for the timelines.

`seq` is the record's change number that was read: a reading with a lower one than its record is stale.
"""

claims = Table(
    "claims",
    metadata,
    Column("record_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("type", String(20), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("ref", Text),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("record_id", "n"),
    Index("ix_claims_ref", "type", "ref"),
)
"""Findings in the current version, each with its exact words. `ref` is the identifier it points to, where there is one."""

notices = Table(
    "notices",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("original", Integer, ForeignKey("originals.id")),
    Column("source", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("severity", String(20), nullable=False),
    Column("code", String(40), nullable=False),
    Column("kind", String(40)),
    Column("message", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("examples", Text, nullable=False),
    Index("ix_notices_source", "source", "severity"),
)
"""What was refused or doubtful, one row per file and sort, with the first few records as examples."""

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("original", Integer, ForeignKey("originals.id")),
    Column("started", String(32), nullable=False),
    Column("finished", String(32)),
    Column("counts", Text, nullable=False),
    Index("ix_imports_source", "source", "id"),
)
"""The log of imports: one row a file and run. `finished` stays empty when the run was cut off."""

editions = Table(
    "editions",
    metadata,
    Column("week", String(8), primary_key=True),
    Column("drafted", String(32), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("content", Text, nullable=False),
)
"""Drafted editions, newest draft a week. `seq` is the change number that the draft was made from."""

streams = Table(
    "streams",
    metadata,
    Column("source", String(80), nullable=False),
    Column("stream", String(120), nullable=False),
    Column("cursor", Text),
    Column("polled", String(32)),
    Column("succeeded", String(32)),
    Column("newest", String(40)),
    Column("arrived", String(32)),
    Column("failing_since", String(32)),
    Column("failures", Integer, nullable=False),
    Column("error_code", String(40)),
    Column("error", Text),
    PrimaryKeyConstraint("source", "stream"),
)
"""How far each stream of a living source was read. All moments in UTC.

`succeeded` is the beginning of the last round that reached the end, `arrived` the last time that something new was stored,
`newest` the latest moment of change that the source itself gave. `failures` counts rounds in a row since `failing_since`.
"""

rounds = Table(
    "rounds",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", String(80), nullable=False),
    Column("stream", String(120), nullable=False),
    Column("started", String(32), nullable=False),
    Column("finished", String(32)),
    Column("first", Boolean, nullable=False),
    Column("flood", Boolean, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("counts", Text, nullable=False),
    Column("error", Text),
    Index("ix_rounds_source", "source", "stream", "id"),
    Index("ix_rounds_seq", "last_seq"),
)
"""The log of rounds that brought something or failed. What got a change number above `first_seq`, up to `last_seq`, may have
come in this round. `first`: the stream had never been read to its end; `flood`: old records came in masses. Neither is news."""

fetches = Table(
    "fetches",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("address", Text, nullable=False),
    Column("source", String(80), nullable=False),
    Column("original", Integer, ForeignKey("originals.id"), nullable=False),
    Column("fetched", String(32), nullable=False),
    Column("headers", Text, nullable=False),
    Index("ix_fetches_address", "address", "id"),
)
"""Every body that came over the network: from where, when, with which headers; the bytes are the original's."""

pieces = Table(
    "pieces",
    metadata,
    Column("address", Text, primary_key=True),
    Column("source", String(80), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("key", Text, nullable=False),
    Column("media_type", Text),
    Column("size", BigInteger),
    Column("changed", String(40)),
    Column("date", String(10)),
    Column("title", Text),
    Column("state", String(12), nullable=False),
    Column("announced", String(32), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", String(32)),
    Column("last_try", String(32)),
    Column("error", Text),
    Index("ix_pieces_state", "state", "source", "next_try"),
    Index("ix_pieces_record", "kind", "key"),
)
"""Files that were announced with a record. `state`: wacht (not tried yet), ontbreekt (tried, to be tried again), opgegeven
(tried too often), gehaald."""

warnings = Table(
    "warnings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source", String(80), nullable=False),
    Column("stream", String(120)),
    Column("code", String(40), nullable=False),
    Column("message", Text, nullable=False),
    Column("example", Text),
    Column("count", Integer, nullable=False),
    Column("first", String(32), nullable=False),
    Column("last", String(32), nullable=False),
    Column("resolved", String(32)),
    Index("ix_warnings_source", "source", "resolved"),
)
"""What is or was wrong with a source, one row a sort. `resolved`: since when it is no longer so, or that nothing was lost."""

works = Table(
    "works",
    metadata,
    Column("record_id", BigInteger, primary_key=True, autoincrement=False),
    Column("work", BigInteger, nullable=False),
    Column("rule", String(40), nullable=False),
    Column("confidence", Float, nullable=False),
    Index("ix_works_work", "work", "record_id"),
)
"""Records that are one and the same document by different ways. `work` is the smallest record id of the group; a record
without a row is a document of its own."""

work_clues = Table(
    "work_clues",
    metadata,
    Column("clue", Text, nullable=False),
    Column("record_id", BigInteger, nullable=False),
    PrimaryKeyConstraint("clue", "record_id"),
    Index("ix_work_clues_record", "record_id"),
)
"""By what a record may be recognised elsewhere: identifiers, numbers, its title with its date."""

vectors = Table(
    "vectors",
    metadata,
    Column("model", String(80), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("vector", LargeBinary, nullable=False),
    PrimaryKeyConstraint("model", "fingerprint"),
)
"""What a model made of a text, under the fingerprint of that text: half-precision numbers, little-endian. A cache."""


verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("book", String(20), nullable=False),
    Column("key", String(200), nullable=False),
    Column("decision", String(40), nullable=False),
    Column("value", Text, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_verdicts_place", "book", "key", "id"),
)
"""What people decided about what the books propose. Only added to: the newest on a key counts, the others are its history."""

asks = Table(
    "asks",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("ask", Text, nullable=False),
    Column("theme", String(80), nullable=False),
    Column("origin", Text, nullable=False),
    Column("day", String(10), nullable=True),
    Column("by", String(120), nullable=False),
    Column("at", String(32), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""What municipalities ask, in the order of the file or form that they came from (`origin`; `day` is when it was adopted)."""

ask_history = Table(
    "ask_history",
    metadata,
    Column("ask_id", String(80), nullable=False),
    Column("n", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("ask", Text, nullable=False),
    Column("theme", String(80), nullable=False),
    Column("origin", Text, nullable=False),
    Column("day", String(10), nullable=True),
    Column("by", String(120), nullable=False),
    Column("at", String(32), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    PrimaryKeyConstraint("ask_id", "n"),
)
"""Earlier versions of asks, counted from 1. Only added to."""

ask_texts = Table(
    "ask_texts",
    metadata,
    Column("kind", String(40), nullable=False),
    Column("key", String(400), nullable=False),
    Column("label", String(120), nullable=False),
    Column("sort", String(40), nullable=False),
    Column("place", Integer, nullable=False),
    PrimaryKeyConstraint("kind", "key"),
)
"""Texts that asks are held against, by their record: an agreement, a manifesto, a budget letter."""

ask_answers = Table(
    "ask_answers",
    metadata,
    Column("ask_id", String(80), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("key", String(400), nullable=False),
    Column("made_from", String(64), nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("ask_id", "kind", "key"),
)
"""What a text does with an ask. A cache: `made_from` is a fingerprint of the ask, the version of the text and the rules."""

readers = Table(
    "readers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", String(320), nullable=False, unique=True),
    Column("state", String(20), nullable=False),
    Column("secret", String(64), nullable=False, unique=True),
    Column("asked_at", String(32), nullable=False),
    Column("confirmed_at", String(32), nullable=True),
    Column("proof", Text, nullable=False),
    Column("bounces", Integer, nullable=False),
)
"""Who gets mail. Only the first letter with a link goes out before `confirmed_at`; `secret` is in links, never in a log."""

follows = Table(
    "follows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader_id", Integer, ForeignKey("readers.id", ondelete="CASCADE"), nullable=False),
    Column("sort", String(20), nullable=False),
    Column("target", String(400), nullable=False),
    Column("label", Text, nullable=False),
    Column("rhythm", String(20), nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("since", BigInteger, nullable=False),
    UniqueConstraint("reader_id", "sort", "target", name="uq_follows_target"),
)
"""What a reader follows. What came with a change number up to `since` was there before and is not told."""

followed_states = Table(
    "followed_states",
    metadata,
    Column("sort", String(20), nullable=False),
    Column("key", String(400), nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("sort", "key"),
)
"""How what is not a record (a commitment, an ask, an estimate, a source) stood when last looked at: what differs is news."""

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reader_id", Integer, ForeignKey("readers.id", ondelete="CASCADE"), nullable=False),
    Column("event", String(500), nullable=False),
    Column("rhythm", String(20), nullable=False),
    Column("value", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("message_id", String(80), nullable=True),
    UniqueConstraint("event", "reader_id", name="uq_alerts_event"),
    Index("ix_alerts_waiting", "message_id", "rhythm"),
    Index("ix_alerts_reader_id", "reader_id", "id"),
)
"""One event for one reader, once, by whatever number of follows. Waits until a message takes it along (`message_id`)."""

messages = Table(
    "messages",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("reader_id", Integer, ForeignKey("readers.id", ondelete="SET NULL"), nullable=True),
    Column("address", String(320), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", String(32), nullable=False),
    Column("held_until", String(32), nullable=True),
    Column("sent_at", String(32), nullable=True),
    Column("answer", Text, nullable=False),
    Index("ix_messages_next", "state", "next_at"),
)
"""The queue of mail: `id` is the left half of its Message-ID, `content` the whole message. Sent is what a server accepted."""

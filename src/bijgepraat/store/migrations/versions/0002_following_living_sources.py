# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Following living sources: streams, rounds, fetches, pieces, warnings, works; and a record's hash is over its content only.

Until 0001 the hash also held `modified` and `GewijzigdOp`, so that the same content sent again looked like a new version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_AT_ONCE = 20_000


def upgrade() -> None:
    """Make the tables as they were on 2026-11-23, and hash what is there anew."""
    op.create_table(
        "pieces",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("changed", sa.String(length=40), nullable=True),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("announced", sa.String(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.String(length=32), nullable=True),
        sa.Column("last_try", sa.String(length=32), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_pieces")),
    )
    with op.batch_alter_table("pieces", schema=None) as batch_op:
        batch_op.create_index("ix_pieces_record", ["kind", "key"], unique=False)
        batch_op.create_index("ix_pieces_state", ["state", "source", "next_try"], unique=False)

    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("stream", sa.String(length=120), nullable=False),
        sa.Column("started", sa.String(length=32), nullable=False),
        sa.Column("finished", sa.String(length=32), nullable=True),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("flood", sa.Boolean(), nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index("ix_rounds_seq", ["last_seq"], unique=False)
        batch_op.create_index("ix_rounds_source", ["source", "stream", "id"], unique=False)

    op.create_table(
        "streams",
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("stream", sa.String(length=120), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=True),
        sa.Column("polled", sa.String(length=32), nullable=True),
        sa.Column("succeeded", sa.String(length=32), nullable=True),
        sa.Column("newest", sa.String(length=40), nullable=True),
        sa.Column("arrived", sa.String(length=32), nullable=True),
        sa.Column("failing_since", sa.String(length=32), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error_code", sa.String(length=40), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("source", "stream", name=op.f("pk_streams")),
    )
    op.create_table(
        "warnings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("stream", sa.String(length=120), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first", sa.String(length=32), nullable=False),
        sa.Column("last", sa.String(length=32), nullable=False),
        sa.Column("resolved", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warnings")),
    )
    with op.batch_alter_table("warnings", schema=None) as batch_op:
        batch_op.create_index("ix_warnings_source", ["source", "resolved"], unique=False)

    op.create_table(
        "work_clues",
        sa.Column("clue", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("clue", "record_id", name=op.f("pk_work_clues")),
    )
    with op.batch_alter_table("work_clues", schema=None) as batch_op:
        batch_op.create_index("ix_work_clues_record", ["record_id"], unique=False)

    op.create_table(
        "works",
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("work", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_works")),
    )
    with op.batch_alter_table("works", schema=None) as batch_op:
        batch_op.create_index("ix_works_work", ["work", "record_id"], unique=False)

    op.create_table(
        "fetches",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("original", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.String(length=32), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["original"], ["originals.id"], name=op.f("fk_fetches_original")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetches")),
    )
    with op.batch_alter_table("fetches", schema=None) as batch_op:
        batch_op.create_index("ix_fetches_address", ["address", "id"], unique=False)
    for table in ("records", "history"):
        _hash_again(op.get_bind(), table)


def _hash_again(connection: sa.Connection, table: str) -> None:
    rows = sa.table(
        table, *(sa.column(name) for name in ("id", "version", "sha", "title", "date", "deleted", "address", "fields"))
    )
    after = -1
    while True:
        last = connection.execute(
            sa.select(
                sa.func.max(sa.select(rows.c.id).where(rows.c.id > after).order_by(rows.c.id).limit(_AT_ONCE).subquery().c.id)
            )
        ).scalar()
        if last is None:
            return
        texts = _bodies(connection, "texts", ("text",), after, last)
        passages = _bodies(
            connection, "passages", ("start", "end", "kind", "page", "anchor", "speaker", "role", "party"), after, last
        )
        changes = []
        for row in connection.execute(sa.select(rows).where(rows.c.id > after, rows.c.id <= last)):
            place = (row.id, row.version)
            text = texts.get(place, [{"text": None}])[0]["text"]
            fields = {name: value for name, value in orjson.loads(row.fields).items() if name != "GewijzigdOp"}
            seen = (row.title, row.date, bool(row.deleted), row.address, text, passages.get(place, []), fields)
            sha = hashlib.blake2b(orjson.dumps(seen, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()
            changes.append({"b_id": row.id, "b_version": row.version, "b_sha": sha})
        where = (rows.c.id == sa.bindparam("b_id"), rows.c.version == sa.bindparam("b_version"))
        connection.execute(sa.update(rows).where(*where).values(sha=sa.bindparam("b_sha")), changes)
        after = last


def _bodies(
    connection: sa.Connection, table: str, names: Iterable[str], after: int, last: int
) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """Rows of texts or passages per (record, version), in their order."""
    order = ("record_id", "version", *(("n",) if table == "passages" else ()))
    rows = sa.table(table, *(sa.column(name) for name in (*order, *names)))
    found: dict[tuple[int, int], list[dict[str, Any]]] = {}
    query = sa.select(rows).where(rows.c.record_id > after, rows.c.record_id <= last).order_by(*(rows.c[name] for name in order))
    for row in connection.execute(query).mappings():
        found.setdefault((row["record_id"], row["version"]), []).append({name: row[name] for name in names})
    return found

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the work that processes share: what is to be done, who is at it, and who hands it out."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from bijgepraat.store.schema import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("key", String(200), nullable=False),
    Column("open", Integer, nullable=True),
    Column("state", String(12), nullable=False),
    Column("due", String(32), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", String(200), nullable=True),
    Column("held_until", String(32), nullable=True),
    Column("made_at", String(32), nullable=False),
    Column("ended_at", String(32), nullable=True),
    Column("told", Text, nullable=False),
    UniqueConstraint("kind", "key", "open"),
    Index("ix_jobs_due", "state", "due"),
)
"""Work for whoever takes it. `open` is 1 until a job has ended and empty afterwards, so that the same work is open once at most.
`attempts` counts how often it was taken and tells a worker that lost it from one that has it; `told` is its outcome or fault."""

leases = Table(
    "leases",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("holder", String(200), nullable=False),
    Column("held_until", String(32), nullable=False),
)
"""What only one process does at a time, such as handing out work: who does, and until when without a sign of life."""

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the desk and the press: people with an account, what they did, versions of an edition, what was published."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, Text, UniqueConstraint

from bijgepraat.store.schema import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(120), nullable=False),
    Column("address", String(320), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password", Text, nullable=True),
    Column("totp", Text, nullable=True),
    Column("totp_new", Text, nullable=True),
    Column("totp_step", Integer, nullable=False),
    Column("subject", String(400), nullable=True, unique=True),
    Column("active", Boolean, nullable=False),
    Column("made_at", String(32), nullable=False),
)
"""People of the desk. `password` is an argon2id hash; `totp_new` a key that waits for its first code; `totp_step` the last step
that was used, so that no code counts twice; `subject` is issuer and subject of an identity elsewhere."""

account_secrets = Table(
    "account_secrets",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("expires_at", String(32), nullable=True),
    Index("ix_account_secrets_account_id", "account_id"),
)
"""Things that work once: links to set a password, and recovery codes. Only their SHA-256 is kept."""

attempts = Table(
    "attempts",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", String(32), nullable=False),
    Column("until", String(32), nullable=True),
)
"""Failed attempts to log in, per name and per address of origin, both as a keyed hash; rows go when they count no longer."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("seen_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("pending", Boolean, nullable=False),
    Index("ix_sessions_account_id", "account_id"),
)
"""Who is logged in. `id` is a SHA-256 of the cookie: a stolen table opens nothing. `pending`: the second step is to come."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("by", String(120), nullable=False),
    Column("what", String(60), nullable=False),
    Column("about", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""What people did. Only added to: triggers refuse change and removal, and each row's hash covers the one before it."""

desk_editions = Table(
    "desk_editions",
    metadata,
    Column("week", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    Column("based_on", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", String(32), nullable=False),
    PrimaryKeyConstraint("week", "version"),
)
"""Every saved version of an edition on the desk; the highest is the present one."""

published = Table(
    "published",
    metadata,
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("week", String(8), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", String(32), nullable=False),
    Column("correction", Text, nullable=False),
    Column("notify", Boolean, nullable=False),
    PrimaryKeyConstraint("number", "version"),
    UniqueConstraint("week", "version", name="uq_published_week"),
)
"""Editions as they went out: frozen, with a hash over `content`. A correction is a next version that says what it corrects."""

planned = Table(
    "planned",
    metadata,
    Column("week", String(8), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", String(120), nullable=False),
    Index("ix_planned_at", "at"),
)
"""Editions that were approved and go out at a moment: the version that was approved, and no other."""

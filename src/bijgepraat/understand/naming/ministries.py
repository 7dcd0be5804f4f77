# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Ministries through the years: which one bears a name on a day, and what a portfolio is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from bijgepraat.understand.naming.tables import Form, Table, bucket, toml

_CHAPTER_SINCE = date(2010, 10, 14)


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry under one name. `periods`: when it was called so (from, up to); none: always since 2010."""

    key: str
    name: str
    words: frozenset[str]
    periods: tuple[tuple[date | None, date | None], ...]
    chapters: tuple[str, ...]

    def stood(self, on: date) -> bool:
        """Whether it had this name on that day."""
        return not self.periods or any((not first or first <= on) and (not last or on < last) for first, last in self.periods)


@cache
def ministries() -> Mapping[str, Ministry]:
    """All by their key."""
    return {
        key: Ministry(
            key,
            row["name"],
            frozenset(row["forms"] + row.get("short", []) + row.get("short_after", []) + row.get("loose", [])),
            tuple((_day(first), _day(last)) for first, last in row.get("periods", [])),
            tuple(row.get("chapter", [])),
        )
        for key, row in toml("ministries.toml")["ministries"].items()
    }


def name_of(key: str) -> str:
    """A ministry's name."""
    return ministries()[key].name


@cache
def ministry_named(words: str, on: date | None) -> str | None:
    """The key of the one ministry of that name; on a day: the one that stood then. None when none or several fit."""
    some = [one.key for one in ministries().values() if words in one.words and (on is None or one.stood(on))]
    exact = [key for key in some if words == name_of(key)]
    some = exact or some
    return some[0] if len(some) == 1 else None


def ministry_of_dossier(dossier: str, on: date | None = None) -> str | None:
    """The ministry whose budget a dossier is ("36800-XVI"): None for other dossiers, and where the chapter has changed hands."""
    chapter = dossier.partition("-")[2]
    if not chapter or (on is not None and on < _CHAPTER_SINCE):
        return None
    some = [one.key for one in ministries().values() if chapter in one.chapters and (on is None or one.stood(on))]
    return some[0] if len(some) == 1 else None


@cache
def areas_table() -> Table:
    """Names of ministries and portfolios, for what follows "minister van"; the `id` is not used, `areas_named` says which."""
    table = toml("ministries.toml")
    words = {word for one in ministries().values() for word in one.words}
    words |= {form for row in table["portfolios"].values() for form in row["forms"]}
    return bucket(Form(word, "ministry", word, "") for word in sorted(words))


@cache
def areas_named(words: str) -> frozenset[str]:
    """Keys of the ministries and portfolios that bear a name."""
    portfolios = toml("ministries.toml")["portfolios"]
    named = {one.key for one in ministries().values() if words in one.words}
    return frozenset(named | {key for key, row in portfolios.items() if words in row["forms"]})


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

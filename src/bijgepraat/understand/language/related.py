# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Related terms of the municipal field: who looks for jeugdzorg may want to see jeugdhulp, marked as related.

The circles of terms stand in `data/related.toml`. Terms of a circle do not mean the same, so they are never mixed with what was
asked for.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from bijgepraat.understand.language.phrases import phrase_key


def related(word_or_phrase: str) -> tuple[str, ...]:
    """The terms that share a circle with a word or phrase in any inflection, in the order of the table, without itself."""
    key = phrase_key(word_or_phrase)
    return _table().get(key, ()) if key else ()


@cache
def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    raw = tomllib.loads(resources.files("bijgepraat.understand").joinpath("data/related.toml").read_text("utf-8"))
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for circle in raw["circles"]:
        for term in circle:
            found.setdefault(phrase_key(term), {}).update(
                dict.fromkeys(other for other in circle if phrase_key(other) != phrase_key(term))
            )
    return {key: tuple(terms) for key, terms in found.items()}

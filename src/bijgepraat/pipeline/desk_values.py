# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""An edition on the desk as JSON and back: the same edition gives the same bytes, so that a hash over them stands for it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import orjson

from bijgepraat.model.desk import Conflict, DeskEdition, DeskItem, DeskSentence, Introduction, Maker
from bijgepraat.model.editions import EditionAmount, EditionLink, Evidence


def desk_bytes(edition: DeskEdition) -> bytes:
    """The edition as JSON with sorted keys."""
    return orjson.dumps(asdict(edition), option=orjson.OPT_SORT_KEYS)


def desk_of_bytes(content: bytes | str) -> DeskEdition:
    """The way back from `desk_bytes`."""
    value = orjson.loads(content)
    return DeskEdition(
        week=value["week"],
        first=date.fromisoformat(value["first"]),
        last=date.fromisoformat(value["last"]),
        items=tuple(_item(one) for one in value["items"]),
        introduction=Introduction(**value["introduction"]),
        conflicts=tuple(Conflict(**one) for one in value["conflicts"]),
        considered=value["considered"],
        sample=value["sample"],
    )


def _item(value: dict[str, Any]) -> DeskItem:
    rows = ("themes", "actors", "reasons", "records", "of")
    return DeskItem(
        **{
            **value,
            **{name: tuple(value[name]) for name in rows},
            "title_evidence": tuple(Evidence(**one) for one in value["title_evidence"]),
            "sentences": tuple(_sentence(one) for one in value["sentences"]),
            "date": date.fromisoformat(value["date"]) if value["date"] else None,
            "amounts": tuple(EditionAmount(**{**one, "evidence": Evidence(**one["evidence"])}) for one in value["amounts"]),
            "links": tuple(EditionLink(**one) for one in value["links"]),
        }
    )


def _sentence(value: dict[str, Any]) -> DeskSentence:
    evidence = tuple(Evidence(**one) for one in value["evidence"])
    return DeskSentence(**{**value, "evidence": evidence, "maker": Maker(value["maker"])})

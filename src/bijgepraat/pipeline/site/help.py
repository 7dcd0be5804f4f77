# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the pages that explain say: how sure we are, as measured, and where everything comes from.

The figures are those of docs/measurements.md. `python tools/make_measured.py` writes them to `data/measured.json`; a test holds
both against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

import orjson

from bijgepraat.model.help_views import ExplanationView, SourceLine, SureLine
from bijgepraat.pipeline.health import described
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.state import counted_by_source
from bijgepraat.publish.site.words import source_name
from bijgepraat.settings import Settings
from bijgepraat.sources.descriptions import descriptions

SECTION = "## Quality of understanding"
_DAY = re.compile(r"\| date \| (\d{4}-\d{2}-\d{2}) \|")
_ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| ([^|]+) \|")
_ASKS = "asks against the agreement (PDF): evidence first; in five, held by its words; addressed F1; verdict"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def measured_of(markdown: str) -> dict[str, Any]:
    """The day and the figures of the first table on quality in docs/measurements.md: `task: measure` → the figures in it.

    Raises `ValueError` where there is none.
    """
    day = _DAY.search(markdown)
    _before, section, after = markdown.partition(SECTION)
    rows: dict[str, list[float]] = {}
    for line in after.partition("\n#")[0].splitlines():
        row = _ROW.fullmatch(line.strip())
        numbers = [float(one) for one in _NUMBER.findall(row[3])] if row else []
        if row and numbers:
            rows[f"{row[1].strip()}: {row[2].strip()}"] = numbers
    if day is None or not section or not rows:
        raise ValueError(f"geen datum of geen tabel onder {SECTION}")
    return {"date": day[1], "figures": rows}


@cache
def measured() -> Mapping[str, Any]:
    """What was measured, as it was built in."""
    raw = resources.files(__package__ or "").joinpath("data", "measured.json").read_bytes()
    found: Mapping[str, Any] = orjson.loads(raw)
    return found


def explanation() -> ExplanationView:
    """How sure we are, in numbers of a hundred."""
    found = measured()
    figures: Mapping[str, list[float]] = found["figures"]

    def both(name: str, row: str, said: str) -> SureLine:
        precision, recall = figures[row][:2]
        return SureLine(name, said, _hundred(precision), _hundred(recall))

    recall, precision = figures["commitments: in debate: hard recall; precision; fooled by negatives"][:2]
    first, three = figures["theme: first right; in first three"]
    five, ten = figures["search (35 queries, 210 passages): MRR; in five; in ten"][1:]
    addressed, verdict = figures[_ASKS][2:]
    lines = (
        both("Van belang", "relevance, level ≥ 1: precision, recall, F1", "Of een stuk voor gemeenten van belang is."),
        both("Raakt gemeenten direct", "relevance, level 2: precision, recall, F1", "Of een stuk gemeenten direct raakt."),
        both("Bedragen", "money: precision, recall, F1", "Bedragen in een tekst, met hun grootte."),
        SureLine("Toezeggingen", "Toezeggingen in een debat, ook als zij niet zo heten.", _hundred(precision), _hundred(recall)),
        SureLine(
            "Thema",
            f"Bij {_hundred(first)} van de 100 stukken is het eerste thema goed; "
            f"bij {_hundred(three)} staat het goede bij de eerste drie.",
        ),
        SureLine(
            "Zoeken",
            f"Bij {_hundred(five)} van de 100 vragen staat een goed antwoord bij de eerste vijf, "
            f"bij {_hundred(ten)} bij de eerste tien.",
        ),
        SureLine(
            "Inzet naast een akkoord",
            f"Bij {_hundred(verdict)} van de 100 punten is het oordeel (overgenomen, deels of afwezig) goed. "
            f"Of een punt aan bod komt, zien wij {_hundred(addressed)} van de 100 keer goed.",
        ),
    )
    return ExplanationView(date.fromisoformat(found["date"]), lines)


def sources(memory: Memory, settings: Settings | None) -> tuple[SourceLine, ...]:
    """Every source that is described, and every other one that has something here; the largest first."""
    known = memory.recall("beschrijvingen", lambda: described(settings) if settings is not None else (descriptions(), None))[0]
    counts = counted_by_source(memory)
    found = [
        SourceLine(
            one.name,
            one.title,
            one.attribution,
            one.licence,
            urlsplit(one.address).hostname or "",
            counts.get(one.name, 0),
            one.enabled and not one.on_demand,
        )
        for one in known.values()
    ]
    named = {one.name for one in found}
    found += [
        SourceLine(name, source_name(name), "", "", "", number, False) for name, number in counts.items() if name not in named
    ]
    return tuple(sorted(found, key=lambda one: (-one.records, one.title.lower())))


def _hundred(share: float) -> int:
    return round(100 * share)

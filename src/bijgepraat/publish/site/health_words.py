# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How the status page says how the sources are doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bijgepraat.model.health import Health, SourceHealth, State, StreamHealth
from bijgepraat.publish.site.words import SOURCES, count

TONES: dict[State, str] = {
    State.DISTURBED: "bad",
    State.NOT_ASKED: "odd",
    State.SILENT: "odd",
    State.UNDESCRIBED: "odd",
    State.ATTENTION: "odd",
    State.GOOD: "good",
}
"""The colour of a state; the rest is grey. Each state has a sign and words too."""
SIGNS: dict[State, str] = {
    State.DISTURBED: "cross",
    State.NOT_ASKED: "clock",
    State.SILENT: "pause",
    State.UNDESCRIBED: "question",
    State.ATTENTION: "mark",
    State.GOOD: "tick",
}
_SHORT = {State.SILENT: "stil"}
_FOLLOWED = (State.GOOD, State.DISTURBED, State.NOT_ASKED, State.SILENT, State.ATTENTION)
_NAMED = 4
"""So many streams are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class StreamGroup:
    """Streams of a source that are not as they should be for the same reason; `first` stands for all of them."""

    names: str
    first: StreamHealth
    failures: int


def summary(health: Health) -> str:
    """One sentence: `17 bronnen gevolgd: 14 goed, 1 gestoord, 1 stil en 1 let op.`"""
    total = health.count(*_FOLLOWED)
    parts = [f"{number} {short_state(state)}" for state in _FOLLOWED if (number := health.count(state))]
    if len(parts) == 1 and health.count(State.GOOD):
        parts = ["het gaat goed" if total == 1 else "het gaat overal goed"]
    said = f"{count(total, 'bron', 'bronnen')} gevolgd: {_and(parts)}." if total else "Er wordt geen enkele bron gevolgd."
    lost = health.count(State.UNDESCRIBED)
    return said + (f" Van {count(lost, 'bron', 'bronnen')} is de beschrijving weg." if lost else "")


def short_state(state: State) -> str:
    """A state in a sum."""
    return _SHORT.get(state, state.value)


def source_title(source: str, title: str) -> str:
    """The name of a source: our own short one where we have it, else that of its description."""
    return SOURCES.get(source, title)


def working_days(span: timedelta | None) -> str:
    """`5 werkdagen`, `12 uur`; a working day has 24 hours."""
    if span is None:
        return ""
    return count(span.days, "werkdag", "werkdagen") if span >= timedelta(days=1) else f"{int(span.total_seconds() // 3600)} uur"


def stream_groups(source: SourceHealth) -> list[StreamGroup]:
    """The odd streams of a source, those together that fail in the same way, or are silent or not asked."""
    found: dict[tuple[State, str | None], list[StreamHealth]] = {}
    for stream in source.odd_streams:
        # Each silent stream has its own moment; the rest is the same story for all.
        sort = stream.name if stream.state is State.SILENT else stream.facts.error
        found.setdefault((stream.state, sort), []).append(stream)
    return [
        StreamGroup(_names(streams, len(source.streams)), streams[0], max(stream.facts.failures for stream in streams))
        for streams in found.values()
    ]


def stream_title(name: str) -> str:
    """What readers see for the name of a stream."""
    return {"begin": "het begin van de ronde", "stukken": "bestanden"}.get(name, name)


def _names(streams: Sequence[StreamHealth], all_of_them: int) -> str:
    if len(streams) > 1 and len(streams) == all_of_them:
        return f"Alle {all_of_them} stromen"
    names = [stream_title(stream.name) for stream in streams]
    names[0] = names[0][0].upper() + names[0][1:]
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"nog {len(names) - _NAMED}"]
    return _and(names)


def _and(parts: Sequence[str]) -> str:
    return " en ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""

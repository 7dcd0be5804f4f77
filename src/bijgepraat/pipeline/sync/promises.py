# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Whether a stream keeps what its description promises: fields that are filled, values that are known, counts that are sane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bijgepraat.model.records import Record
from bijgepraat.model.sync import Bounds, Complaint, StreamPromise

LOST_FIELD, UNKNOWN_VALUE, COUNT, FLOOD = "veld-verdwenen", "onbekende-waarde", "aantal", "herzending"
_FEWEST = 3
"""So few records say nothing about a field; the round after this one may."""
_LOST = 0.5
_MOST_VALUES = 20
_FLOOD = 500
_FLOOD_SHARE = 0.8
_OWN = ("title", "date", "text", "address")


@dataclass(slots=True)
class Tally:
    """What a round met, gathered batch by batch. Deleted records promise nothing and are counted apart."""

    promise: StreamPromise
    judged: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    without: dict[str, str] = field(default_factory=dict)
    strange: dict[tuple[str, str], str] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)

    def add(self, records: Iterable[Record], *, whole: bool) -> None:
        """Look at the records of one batch."""
        number = 0
        for record in records:
            number += 1
            if record.deleted:
                continue
            self.judged += 1
            for name in self.promise.fields:
                if _value(record, name) is not None:
                    self.filled[name] = self.filled.get(name, 0) + 1
                else:
                    self.without.setdefault(name, f"{record.kind} {record.key}")
            for name, known in self.promise.values.items():
                value = _value(record, name)
                for one in value if isinstance(value, list) else [value]:
                    if one is not None and str(one) not in known and len(self.strange) < _MOST_VALUES:
                        self.strange.setdefault((name, str(one)[:80]), f"{record.kind} {record.key}")
        if whole:
            self.answers.append(number)

    def complaints(self) -> tuple[list[Complaint], set[str]]:
        """What was broken, and the codes about which this round could say anything at all."""
        found: list[Complaint] = []
        judged: set[str] = set()
        if self.judged >= _FEWEST:
            judged.add(LOST_FIELD)
            for name in self.promise.fields:
                lacking = self.judged - self.filled.get(name, 0)
                if lacking > self.judged * _LOST:
                    found.append(
                        Complaint(
                            LOST_FIELD,
                            f"Het veld {name} is bijna nergens meer gevuld; kijk of de bron van vorm is veranderd",
                            f"{lacking} van {self.judged} zonder, bijvoorbeeld {self.without.get(name)}",
                        )
                    )
        for (name, value), example in self.strange.items():
            found.append(Complaint(UNKNOWN_VALUE, f"{name} heeft een waarde die wij niet kennen: {value!r}", example))
        if self.answers:
            judged.add(COUNT)
            found += [complaint for number in self.answers if (complaint := _count(number, self.promise.answer)) is not None][:1]
        return found, judged


def day_count(stored: int, bounds: Bounds) -> Complaint | None:
    """Whether the number of records stored in a day is above its bound. Too few is a matter of silence, not of a day."""
    if bounds.maximum is not None and stored > bounds.maximum:
        message = f"Meer nieuwe records op een dag dan ooit gezien (grens {bounds.maximum}); kijk of de bron iets herhaalt"
        return Complaint("te-veel", message, f"{stored} in 24 uur")
    return None


def is_flood(old: int, arrived: int) -> bool:
    """Whether a round brought old records in masses: a source that sends its past again, which is no news."""
    return old >= _FLOOD and old > arrived * _FLOOD_SHARE


def flood(old: int) -> Complaint:
    """What to tell of such a round."""
    return Complaint(
        FLOOD, "De bron zond in één keer veel oude stukken opnieuw; zij tellen niet als nieuws", f"{old} stukken", True
    )


def is_old(day: date | None, today: date, news_days: int) -> bool:
    """Whether a record of this day is no news when it arrives today. One without a day may be."""
    return day is not None and (today - day).days > news_days


def _count(number: int, bounds: Bounds) -> Complaint | None:
    if bounds.minimum is not None and number < bounds.minimum:
        message = f"Minder records in een antwoord dan normaal (ten minste {bounds.minimum}); kijk of de bron nog alles geeft"
    elif bounds.maximum is not None and number > bounds.maximum:
        message = (
            f"Meer records in een antwoord dan normaal (ten hoogste {bounds.maximum}); kijk of de bron van vorm is veranderd"
        )
    else:
        return None
    return Complaint(COUNT, message, f"{number} records")


def _value(record: Record, name: str) -> object | None:
    if name in _OWN:
        own: object | None = getattr(record, name)
        return own or None
    fields: Mapping[str, object] = record.fields
    value = fields.get(name)
    return None if value == "" or value == [] else value

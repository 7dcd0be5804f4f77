# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Made-up changes in realistic proportions, each a pure function of a seed and its number.

Kinds come in a shuffled pattern of 200 in which Stemming and Besluit have the largest share, as in the real feed. Of every ten
changes of a kind one brings an earlier entity again, of every forty one deletes one, now and then one that was never sent.
References point to entities that came shortly before, or come shortly after.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from .kinds import KINDS
from .made_up_fields import MAKERS
from .truth import Change, Truth

_T = TypeVar("_T")
_SHARES = {
    "Stemming": 44,
    "Besluit": 30,
    "ZaakActor": 20,
    "Document": 18,
    "DocumentVersie": 18,
    "Zaak": 16,
    "DocumentActor": 14,
    "Agendapunt": 10,
    "ActiviteitActor": 8,
    "Activiteit": 6,
    "Toezegging": 4,
    "Vergadering": 2,
    "Verslag": 2,
    "Persoon": 2,
    "FractieZetelPersoon": 2,
    "Fractie": 1,
    "Kamerstukdossier": 1,
    "Commissie": 1,
    "FractieZetel": 1,
}
_BLOCK = sum(_SHARES.values())
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_NEVER_SEEN = 0x7000_0000
_LONGEST = timedelta(days=7 * 365)
UNTIL = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Dice:
    """Choices that follow from what they are about."""

    def __init__(self, *about: object) -> None:
        self._left = int.from_bytes(blake2b(repr(about).encode(), digest_size=48).digest(), "little")

    def number(self, below: int) -> int:
        """A number from 0."""
        self._left, chosen = divmod(self._left, below)
        return chosen

    def of(self, choices: tuple[_T, ...]) -> _T:
        """One of the choices."""
        return choices[self.number(len(choices))]

    def once_in(self, times: int) -> bool:
        """True once in so many times."""
        return self.number(times) == 0


class MadeUp:
    """The recipe. `enclosures` is the share of Documents, and of Verslagen, that announce a file."""

    def __init__(self, seed: int, first: datetime, step: timedelta, enclosures: float) -> None:
        self.seed = seed
        self._first, self._step = first, step
        self._enclosures = round(enclosures * 1000)
        kinds = [kind for kind, share in _SHARES.items() for _ in range(share)]
        Random(seed).shuffle(kinds)
        self._pattern = kinds
        self._before = [kinds[:n].count(kind) for n, kind in enumerate(kinds)]
        self._codes = {kind: n for n, kind in enumerate(KINDS, 1)}

    def most(self) -> int | None:
        """There is no end."""
        return None

    def kind(self, index: int) -> str:
        """The kind of a change."""
        return self._pattern[index % _BLOCK]

    def key(self, index: int) -> str:
        """The key of the entity that a change is about."""
        kind, number = self.kind(index), self._ordinal(index)
        return self.key_of(kind, self._about(kind, number)[0])

    def brief(self, index: int) -> tuple[str, bool]:
        """When it was changed, and whether it is a deletion."""
        return self._updated(index)[1], self._about(self.kind(index), self._ordinal(index))[1]

    def change(self, index: int) -> Change:
        """The change itself, with its file if it announces one."""
        kind, ordinal = self.kind(index), self._ordinal(index)
        number, deleted = self._about(kind, ordinal)
        moment, updated = self._updated(index)
        key = self.key_of(kind, number)
        local = (moment - timedelta(seconds=90 + index % 400)).astimezone(_AMSTERDAM)
        if local.month == 10 and local.hour == 2:  # an hour that comes twice a year cannot be told without its offset
            local = local.replace(hour=1)
        changed = f"{local:%Y-%m-%dT%H:%M:%S}.{local.microsecond // 1000:03d}{local:%z}"
        changed = changed[:-2] + ":" + changed[-2:]
        if deleted:
            nothing = dict.fromkeys(field.name for field in KINDS[kind].fields)
            return Change(kind, key, updated, {**nothing, "GewijzigdOp": changed}, deleted=True)
        dice = Dice(self.seed, kind, number, ordinal if ordinal != number else 0)
        fields, refs, resource = MAKERS[kind](self, dice, number, ordinal, key, local)
        fields["GewijzigdOp"] = changed
        return Change(kind, key, updated, fields, refs, resource=resource)

    def key_of(self, kind: str, number: int) -> str:
        """The key of an entity by its number within the kind: spread, and without repeats."""
        spread = (number * 2654435761 + self.seed * 40503) & 0xFFFFFFFF
        return f"{spread:08x}-{self._codes[kind]:04x}-4{self.seed & 0xFFF:03x}-8{number >> 24 & 0xFFF:03x}-{number:012x}"

    def near(self, kind: str, ordinal: int, target: str, dice: Dice) -> str:
        """The key of an entity of another kind from about the same time; it may come a little later."""
        share = _SHARES[target]
        around = ordinal // _SHARES[kind] * share + dice.number(3 * share) - 2 * share
        number = max(0, around)
        return self.key_of(target, number - number % 10 + number % 6)

    def announces(self, dice: Dice) -> bool:
        """Whether an entity comes with a file."""
        return dice.number(1000) < self._enclosures

    def _ordinal(self, index: int) -> int:
        block, place = divmod(index, _BLOCK)
        return block * _SHARES[self._pattern[place]] + self._before[place]

    def _about(self, kind: str, ordinal: int) -> tuple[int, bool]:
        """Which entity the change of this ordinal is about, and whether it deletes it."""
        if ordinal >= 10 and ordinal % 10 == 7:
            chosen = Dice(self.seed, kind, ordinal).number(ordinal // 10 * 3)
            return chosen // 3 * 10 + chosen % 3, False
        if ordinal >= 40 and ordinal % 40 == 33:
            dice = Dice(self.seed, kind, ordinal)
            never = dice.once_in(8)
            return (_NEVER_SEEN + ordinal if never else dice.number(ordinal // 10) * 10 + 5), True
        return ordinal, False

    def _updated(self, index: int) -> tuple[datetime, str]:
        moment = self._first + index * self._step
        return moment, f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06d}{index % 10}Z"


def made_up(seed: int, entries: int, *, enclosures: float = 0.05, until: datetime = UNTIL) -> Truth:
    """A truth of so many changes, the last one just before `until` (UTC); `advance` makes more, after that moment."""
    span = min(_LONGEST, timedelta(minutes=10) * max(entries, 1))
    step = max(span / max(entries, 1), timedelta(milliseconds=1))
    return Truth(MadeUp(seed, until - entries * step, step, enclosures), entries)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Who was minister or state secretary of what, on which day, since October 2010. The facts are in `data/cabinet.csv`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from bijgepraat.understand.naming import ministries
from bijgepraat.understand.naming.tables import rows, toml

Office = Literal["minister", "staatssecretaris", "minister-president", "bewindspersoon"]
"""What a text calls someone. A bewindspersoon is any of them."""

_HEAD, _WITHOUT, _STATE, _PREMIER = "minister", "minister voor", "staatssecretaris", "minister-president"
_FITS: Mapping[Office, frozenset[str]] = {
    "minister": frozenset({_HEAD, _WITHOUT, _PREMIER}),
    "staatssecretaris": frozenset({_STATE}),
    "minister-president": frozenset({_PREMIER}),
    "bewindspersoon": frozenset({_HEAD, _WITHOUT, _STATE}),
}
_DAYS = 4096
_SECOND_FIRST_NAMES = frozenset(("Kees", "Hein", "Anthonie"))


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone in an office, from `first` up to `last` (None: still). `areas`: portfolios, and the ministry of a head."""

    name: str
    id: str
    surname: str
    party: str | None
    office: str
    ministry: str
    areas: frozenset[str]
    first: date
    last: date | None

    def served(self, on: date) -> bool:
        """Whether the office was held on that day; on a day of change it is the successor's."""
        return self.first <= on and (self.last is None or on < self.last)

    @property
    def role(self) -> str:
        """The office in words: "minister van Defensie", "staatssecretaris van Financiën"."""
        if self.office == _PREMIER:
            return _PREMIER
        if self.office == _WITHOUT:
            return f"minister voor {_area_name(min(self.areas))}"
        return f"{self.office} van {ministries.name_of(self.ministry)}"


@cache
def holders() -> tuple[Holder, ...]:
    """Everyone in the table."""
    return tuple(
        Holder(
            name=row["name"],
            id=identifier(row["name"]),
            surname=_surname(row["name"]),
            party=row["party"] or None,
            office=row["office"],
            ministry=row["ministry"],
            areas=frozenset(filter(None, row["areas"].split("|"))),
            first=date.fromisoformat(row["first"]),
            last=date.fromisoformat(row["last"]) if row["last"] else None,
        )
        for row in rows("cabinet.csv")
    )


@lru_cache(maxsize=_DAYS)
def in_office(on: date) -> tuple[Holder, ...]:
    """Who held an office on a day."""
    return tuple(holder for holder in holders() if holder.served(on))


def holder_of(office: Office, areas: frozenset[str], on: date) -> Holder | None:
    """The one who held an office for one of these ministries or portfolios; None when nobody or several fit."""
    return _only(holder for holder in in_office(on) if holder.office in _FITS[office] and _covers(holder, areas))


def premier(on: date) -> Holder | None:
    """The prime minister on a day."""
    return _only(holder for holder in in_office(on) if holder.office == _PREMIER)


def holder_named(surname: str, office: Office, on: date | None) -> Holder | None:
    """The one of that surname in that office on a day; without a day: the one who ever was."""
    some = holders() if on is None else in_office(on)
    wanted = fold(surname)
    return _only(holder for holder in some if holder.office in _FITS[office] and wanted in _short(holder.surname))


def known_as(name: str) -> str | None:
    """The identifier of the one member of a cabinet, of any time, who bears a full name."""
    return _full_names().get(fold(name))


def offices_of(identifier: str, on: date) -> Holder | None:
    """What someone was on a day; of several offices the first in the table that is no temporary stand-in."""
    some = [holder for holder in in_office(on) if holder.id == identifier]
    return max(some, key=lambda holder: (holder.last or date.max) - holder.first) if some else None


def identifier(name: str) -> str:
    """A name as an identifier: `hugo-de-jonge`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")


@lru_cache(maxsize=_DAYS)
def fold(name: str) -> str:
    """A name as it is compared: lower case, without accents, straight apostrophes."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def _covers(holder: Holder, areas: frozenset[str]) -> bool:
    if holder.office == _WITHOUT:
        return not holder.areas.isdisjoint(areas)
    return holder.ministry in areas or not holder.areas.isdisjoint(areas)


def _only(some: Iterable[Holder]) -> Holder | None:
    found = {holder.id: holder for holder in some}
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def _full_names() -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for holder in holders():
        first = holder.name[: len(holder.name) - len(holder.surname)]
        for surname in _short(holder.surname):
            found.setdefault(fold(first) + surname, set()).add(holder.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _short(surname: str) -> frozenset[str]:
    """A surname, and its part before the hyphen: "Yeşilgöz-Zegerius", "Yeşilgöz"."""
    return frozenset({fold(surname), fold(surname.partition("-")[0])})


def _surname(name: str) -> str:
    words = name.split()
    n = 1
    while n < len(words) - 1 and words[n] in _SECOND_FIRST_NAMES:
        n += 1
    return " ".join(words[n:])


def _area_name(key: str) -> str:
    table = _portfolios()
    return table[key] if key in table else ministries.name_of(key)


@cache
def _portfolios() -> Mapping[str, str]:
    return {key: row["forms"][0] for key, row in toml("ministries.toml")["portfolios"].items()}

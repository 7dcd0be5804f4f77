# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which person a name is: from the cabinet of that day, from those whom the caller knows, and from the text itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bijgepraat.model.claims import Name
from bijgepraat.model.members import Member
from bijgepraat.understand import persons
from bijgepraat.understand.naming import cabinet
from bijgepraat.understand.naming.cabinet import Office
from bijgepraat.understand.naming.tables import form_at, names_table

_OFFICE_BEFORE = re.compile(
    r"(?<![\w-])(?:(?P<premier>[Mm]inister-?[Pp]resident|[Pp]remier)|(?P<minister>[Mm]inisters?)|"
    r"(?P<state>[Ss]taatssecretaris(?:sen)?)|"
    r"(?P<any>[Bb]ewinds(?:persoon|man|vrouw)))(?: [A-ZÀ-Ý][\w'’-]{1,30}(?: en|,))? $"
)
_MEMBER_BEFORE = re.compile(
    r"(?:[Hh]eer|[Mm]eneer|[Mm]evrouw|[Ll]id|[Ll]eden|[Kk]amerlid|[Kk]amerleden|[Cc]ollega['’]?s?|"
    r"[Ii]ndieners?|[Mm]otie|[Aa]mendement)(?: |-)$"
    r"|(?:, | en |/)$"
)
_PARTY_BEHIND = re.compile(r" \((?:[\w -]{1,20}, )?(?=[A-Z0-9])")
# "mevrouw Agema, viceminister-president, minister van VWS" in the list of those present.
_OFFICE_BEHIND = re.compile(
    r"(?P<premier>), minister-president|"
    r", (?:viceminister-president,? )?(?:demissionair )?(?:(?P<minister>minister)|(?P<state>staatssecretaris))(?![\w-])"
    r"(?P<any>)"
)
_BACK = 48


class People:
    """Known persons by full name and by surname; made once and used for many texts."""

    def __init__(self, known: Mapping[str, str | Member] | None = None) -> None:
        """`known`: full names with their identifier, or with the member of parliament who bears it."""
        self._known = dict(known or {})
        self._surnames: dict[str, list[str]] = {}
        for name, one in self._known.items():
            if isinstance(one, Member):
                self._surnames.setdefault(_surname(name), []).append(name)

    def __contains__(self, name: object) -> bool:
        """Whether a full name is known."""
        return name in self._known

    def __bool__(self) -> bool:
        """Whether anyone is."""
        return bool(self._known)

    def named(self, name: str) -> str | Member | None:
        """Who bears a full name."""
        return self._known.get(name)

    def id_of(self, name: str | None) -> str | None:
        """The identifier of who bears a full name."""
        known = self._known.get(name) if name else None
        return known.id if isinstance(known, Member) else known

    def sitting(self, surname: str, on: date | None) -> list[tuple[str, Member]]:
        """Full names of those of a surname who sat in parliament on a day, or ever when there is none."""
        some = ((name, self._known[name]) for name in self._surnames.get(cabinet.fold(surname), ()))
        return [(name, one) for name, one in some if isinstance(one, Member) and one.sat(on)]


def identify(
    text: str, names: Sequence[Name], people: People, on: date | None, movers: Collection[int] = frozenset()
) -> list[Name]:
    """The same persons, each with what is known: full name, id, role and party on the day of the text.

    `movers`: where names begin of which the form of the paper says that they are members of parliament.
    """
    first = [_one(text, name, people, on, name.start in movers) for name in names]
    return _by_full_names_in_text(first)


def _one(text: str, name: Name, people: People, on: date | None, mover: bool) -> Name:
    stated = party_behind(text, name.end)
    known = people.named(name.name) or people.named(name.quote)
    if isinstance(known, str):
        return _in_cabinet(replace(name, id=known, party=stated), cabinet.known_as(name.name), on)
    if known is not None:
        name = replace(name, id=known.id, party=stated or known.party_on(on), role=known.role if known.sat(on) and on else None)
        return _in_cabinet(name, cabinet.known_as(name.name), on)
    before = text[max(0, name.start - _BACK) : name.start]
    office = None if mover else _OFFICE_BEFORE.search(before) or _OFFICE_BEHIND.match(text, name.end)
    if office:
        holder = cabinet.holder_named(name.name, _office(office), on)
        if holder:
            name = replace(name, name=holder.name, id=people.id_of(holder.name) or holder.id, party=stated)
            return _in_cabinet(name, holder.id, on)
    identifier = cabinet.known_as(name.name)
    if identifier:
        # Who moves a motion sits in parliament, and in no cabinet on that day.
        return _in_cabinet(replace(name, id=identifier, party=stated), None if mover else identifier, on)
    if people and (mover or _MEMBER_BEFORE.search(before)) and not office:
        sitting = people.sitting(name.name, on)
        if stated and len(sitting) > 1:
            sitting = [(full, member) for full, member in sitting if member.party_on(on) == stated]
        if len(sitting) == 1:
            ((full, member),) = sitting
            role = member.role if on else None
            return replace(name, name=full, id=member.id, party=stated or member.party_on(on), role=role)
    return replace(name, party=stated)


def party_behind(text: str, end: int) -> str | None:
    """The party between brackets behind a name: "de heer Ceder (ChristenUnie)"."""
    bracket = _PARTY_BEHIND.match(text, end)
    form = form_at(text, bracket.end(), names_table()) if bracket else None
    if form is None or bracket is None or form.type != "party":
        return None
    return form.name if text[bracket.end() + len(form.text) : bracket.end() + len(form.text) + 1] == ")" else None


def _in_cabinet(name: Name, identifier: str | None, on: date | None) -> Name:
    """With the office and party of that day, where there is one."""
    holder = cabinet.offices_of(identifier, on) if identifier and on else None
    return replace(name, role=holder.role, party=holder.party or name.party) if holder else name


def _by_full_names_in_text(names: list[Name]) -> list[Name]:
    """A surname takes the full name where the text holds just one person of that surname."""
    full: dict[str, dict[str, Name]] = {}
    for name in names:
        surname = persons.surname_of(name.name)
        if surname != persons.bare(name.name):
            full.setdefault(surname, {}).setdefault(name.name, name)
    resolved = []
    for name in names:
        some = full.get(persons.bare(name.name), {})
        if len(some) == 1 and not name.id:
            (one,) = some.values()
            name = replace(name, name=one.name, id=one.id, role=one.role, party=name.party or one.party)
        resolved.append(name)
    return resolved


def _office(match: re.Match[str]) -> Office:
    if match["premier"] is not None:
        return "minister-president"
    return "minister" if match["minister"] else "staatssecretaris" if match["state"] else "bewindspersoon"


def _surname(full: str) -> str:
    """The surname in a full name; where its first name is not in the list: all but the first word."""
    surname = persons.surname_of(full)
    return cabinet.fold(surname if surname != persons.bare(full) else full.partition(" ")[2] or full)

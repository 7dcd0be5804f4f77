# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Who is named in a text: persons, parties, ministries, organisations and municipalities.

Precision comes first. Parties, organisations and municipalities come from tables in `data/`; a person is only taken where a
word before the name says that it is one ("minister Keijzer", "de leden Grinwis en Vedder"), where a known first name opens it,
or where the caller knows the full name.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from bijgepraat.model.claims import Name, NameType
from bijgepraat.understand import persons

_WORD_START = re.compile(r"(?<!\w)(?=[A-ZÀ-ÖØ-Þ0-9]|['’]s[- ])")
_KEY = 2
"""Forms are looked up by their first two characters, then tried longest first."""

_MINISTERIAL = re.compile(
    r"(?:(?P<house>[Mm]inisteries?|[Dd]epartement(?:en)?)|[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|[Bb]ewinds(?:persoon|personen|lieden)|"
    r"[Cc]ollega['’]?s?|[Aa]mbtenaren) (?:van|voor|bij) $"
)
_MUNICIPAL = re.compile(
    r"(?:[Gg]emeenten?|[Bb]urgemeesters?(?: en wethouders)?|[Ww]ethouders?|[Gg]emeenteraad|[Gg]emeentehuis|[Gg]emeentebestuur|"
    r"[Ii]nwoners|[Rr]aadsleden|[Cc]ollege|[Dd]orp|[Ss]tad|[Pp]laats)(?: (?:van|in|uit|te))? $"
)
_ELSE = re.compile(
    r"(?:[Pp]rovincies?|[Uu]niversiteit|[Hh]ogeschool|[Vv]erdrag|[Rr]echtbank|[Gg]erechtshof|[Aa]kkoord|Van|Havenbedrijf|Luchthaven|"
    r"Complex|Ring|CE|KBA|TU|VU|UMC|ROC)(?: van)? $"
)
_ELSE_AFTER = re.compile(r" (?:Airport|University|Economic|Research|Marketing|Centraal|Noord|Zuid|Oost|West)\b")
_ENUMERATION = re.compile(r"(?:, | en | of |/)(?:van |voor )?$")
_MAYOR = re.compile(r"(?:[Bb]urgemeesters?|[Ww]ethouders?) (?:[^.;:!?]{0,30}(?:, | en ))?$")
_BACK = 40


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    type: NameType
    name: str
    id: str
    context: str = ""
    """Municipality: `nodig` = only next to a word like "gemeente", `begin` = not as the first word of a sentence.
    Ministry: `minister` = only after a word like "minister van"."""


def find_names(text: str, people: Mapping[str, str] | None = None) -> list[Name]:
    """Names in a text, in order, none overlapping another.

    `people` maps full names ("Mona Keijzer") to identifiers; such a name is found whatever its first word is, and its `id` is
    filled. A later mention by surname takes the full name where the text holds just one person of that surname.
    """
    found = [*_persons(text, people or {}), *_listed(text)]
    # Persons go first ("Van Zutphen" is no town), then the longer of two.
    found.sort(key=lambda name: (name.type != "person", name.start - name.end, name.start))
    taken: list[Name] = []
    busy: set[int] = set()
    for name in found:
        if busy.isdisjoint((name.start, name.end - 1)):
            busy.update(range(name.start, name.end))
            taken.append(name)
    return sorted(taken, key=lambda name: name.start)


def _persons(text: str, people: Mapping[str, str]) -> list[Name]:
    names = []
    for start, end in persons.find_persons(text, people):
        quote = text[start:end]
        if _MAYOR.search(text[max(0, start - _BACK) : start]) and quote in _towns():
            continue  # "burgemeester Apeldoorn" is short for "burgemeester van Apeldoorn"
        full = persons.plain(quote)
        names.append(Name(quote, start, end, "person", full, people.get(full) or people.get(quote)))
    surnames: dict[str, set[str]] = {}
    for name in names:
        surname = persons.surname_of(name.name)
        if surname != persons.bare(name.name):
            surnames.setdefault(surname, set()).add(name.name)
    resolved = []
    for name in names:
        full_names = surnames.get(persons.bare(name.name), set())
        if len(full_names) == 1:
            (full,) = full_names
            name = replace(name, name=full, id=people.get(full))
        resolved.append(name)
    return resolved


def _listed(text: str) -> Iterator[Name]:
    """Parties, organisations, ministries and municipalities: what stands in a table."""
    table = _table()
    towns: set[int] = set()
    ministries: set[int] = set()
    for spot in _WORD_START.finditer(text):
        start = spot.start()
        form = _form_at(text, start, table)
        if form is None:
            continue
        end = start + len(form.text)
        before = text[max(0, start - _BACK) : start]
        if form.type == "municipality":
            if not _is_municipality(text, start, end, form, before, towns):
                continue
            towns.add(end)
        elif form.type == "ministry":
            lead = _MINISTERIAL.search(before)
            if lead and lead["house"]:
                start -= len(before) - lead.start()
            elif form.context and not lead and not _goes_on(before, start, ministries):
                continue
            ministries.add(end)
        elif form.text.isupper() and len(form.text) <= 4 and _in_capitals(text, start, end):
            continue
        yield Name(text[start:end], start, end, form.type, form.name, form.id or None)


def _goes_on(before: str, start: int, ends: set[int]) -> bool:
    """Whether a row goes on here: "de ministers van Financiën en Defensie"."""
    joint = _ENUMERATION.search(before)
    return joint is not None and start - len(joint.group()) in ends


def _form_at(text: str, start: int, table: Mapping[str, list[_Form]]) -> _Form | None:
    for form in table.get(text[start : start + _KEY], ()):
        end = start + len(form.text)
        if text.startswith(form.text, start) and not text[end : end + 1].isalnum() and text[end : end + 1] != "_":
            return form
    return None


def _is_municipality(text: str, start: int, end: int, form: _Form, before: str, towns: set[int]) -> bool:
    after = text[end : end + 2]
    if before.endswith(("-", "–", "/")) or (after[:1] in ("-", "–") and after[1:].isalpha()) or _ELSE.search(before):
        return False
    if _ELSE_AFTER.match(text, end):
        return False
    if _MUNICIPAL.search(before):
        return True
    if form.context == "nodig":
        return _goes_on(before, start, towns) and _in_municipal_row(text, start)
    return form.context != "begin" or not _opens_sentence(before)


def _in_municipal_row(text: str, start: int) -> bool:
    """Whether a name stands in a row such as "de gemeenten Epe, Heerde en Best"."""
    row = text[max(0, start - 200) : start]
    lead = row.rfind("gemeenten ")
    return lead >= 0 and not re.search(r"[.;:!?\n]|(?:^| )(?!en |of |de |van )[a-zà-ÿ]{2,} ", row[lead + len("gemeenten") :])


def _opens_sentence(before: str) -> bool:
    stripped = before.rstrip(" \u00a0\"'‘’“”«(–-")
    return not stripped or stripped[-1] in ".!?:;\n…"


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words around are all in capitals, as in a heading: then "OM" is a preposition."""
    around = text[max(0, start - 12) : start] + text[end : end + 12]
    return any(map(str.isupper, around)) and not any(map(str.islower, around))


def _bucket(forms: list[_Form]) -> dict[str, list[_Form]]:
    table: dict[str, list[_Form]] = {}
    for form in sorted(forms, key=lambda form: -len(form.text)):
        table.setdefault(form.text[:_KEY], []).append(form)
    return table


@cache
def _table() -> dict[str, list[_Form]]:
    forms = []
    for key, row in _toml("parties.toml").items():
        forms += [_Form(form, "party", row["name"], key) for form in row["forms"]]
    for key, row in _toml("organisations.toml").items():
        forms += [_Form(form, "organisation", row["name"], key) for form in row["forms"]]
    for key, row in _toml("ministries.toml").items():
        forms += [_Form(form, "ministry", row["name"], key) for form in row.get("short", [])]
        forms += [_Form(form, "ministry", row["name"], key, "minister") for form in row["forms"] + row.get("short_after", [])]
    forms += _municipal_forms()
    return _bucket(forms)


def _municipal_forms() -> list[_Form]:
    forms = []
    shared: dict[str, _Form] = {}
    for row in csv.DictReader((files(__package__) / "data" / "municipalities.csv").read_text("utf-8").splitlines()):
        forms.append(_Form(row["name"], "municipality", row["name"], row["code"], row["context"]))
        others = filter(None, row["also"].split("|"))
        forms += [_Form(form, "municipality", row["name"], row["code"], row["also_context"]) for form in others]
        bare = re.sub(r" \(.*", "", row["name"])
        if bare != row["name"]:
            # There are two Bergens: without the province behind it nobody knows which.
            shared[bare] = _Form(bare, "municipality", bare, "", "nodig")
    return forms + list(shared.values())


@cache
def _towns() -> frozenset[str]:
    return frozenset(form.text for form in _municipal_forms())


def _toml(name: str) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = tomllib.loads((files(__package__) / "data" / name).read_text("utf-8"))
    return table

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Every form under which a text may name what stands in a table of `data/`."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from bijgepraat.model.claims import NameType

Need = Literal["", "begin", "nodig", "rij", "twijfel", "minister", "los", "fractie", "provincie", "waterschap"]
"""What must stand beside a form before it counts.

Of municipalities: `begin` = not as the first word of a sentence; `nodig` = only beside a word such as "gemeente", because it is
an ordinary word or the name of several places; `rij` = that, or beside another municipality; `twijfel` = without such a word
it is found, but nobody knows whether the municipality or the province is meant. Of ministries: `minister` = after a word such as
"minister van"; `los` = there too, but which ministry depends on the day. The others: a word of that kind beside it.
"""

_KEY = 2
"""Forms are looked up by their first two characters, then tried longest first."""

Table = Mapping[str, tuple["Form", ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling and what it stands for. `id` is empty where nobody knows which one."""

    text: str
    type: NameType
    name: str
    id: str
    need: Need = ""


def form_at(text: str, start: int, table: Table) -> Form | None:
    """The longest form that begins here as whole words."""
    for form in table.get(text[start : start + _KEY], ()):
        if text.startswith(form.text, start):
            after = text[start + len(form.text) : start + len(form.text) + 1]
            if not after.isalnum() and after != "_":
                return form
    return None


@cache
def names_table() -> Table:
    """All forms of everything that has a table."""
    return bucket([*_parties(), *_organisations(), *_ministries(), *_regions(), *_municipalities(), *_former()])


@cache
def towns() -> frozenset[str]:
    """All names of municipalities, today's and former."""
    return frozenset(form.text for form in [*_municipalities(), *_former()])


@cache
def _by_name() -> Mapping[str, Form]:
    return {form.text: form for form in _municipalities() if form.id}


def municipality(name: str) -> Form | None:
    """Today's municipality of that name."""
    return _by_name().get(name)


def bucket(forms: Iterable[Form]) -> Table:
    """Forms by their first letters, longest first; of the same spelling the first stays."""
    found: dict[str, list[Form]] = {}
    seen: set[str] = set()
    for form in sorted(forms, key=lambda form: -len(form.text)):
        if form.text not in seen:
            seen.add(form.text)
            found.setdefault(form.text[:_KEY], []).append(form)
    return {key: tuple(some) for key, some in found.items()}


def toml(name: str) -> dict[str, Any]:
    """A table of `data/`."""
    return tomllib.loads(_text(name))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of `data/`."""
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return (files("bijgepraat.understand") / "data" / name).read_text("utf-8")


def _parties() -> Iterator[Form]:
    for key, row in toml("parties.toml").items():
        yield from (Form(form, "party", row["name"], key) for form in row["forms"])
        yield from (Form(form, "party", row["name"], key, "fractie") for form in row.get("near", []))


def _organisations() -> Iterator[Form]:
    for key, row in toml("organisations.toml").items():
        yield from (Form(form, "organisation", row["name"], key) for form in row["forms"])


def _ministries() -> Iterator[Form]:
    table = toml("ministries.toml")["ministries"]
    for key, row in table.items():
        yield from (Form(form, "ministry", row["name"], key) for form in row.get("short", []))
        yield from (Form(form, "ministry", row["name"], key, "minister") for form in row["forms"] + row.get("short_after", []))
    for row in table.values():
        yield from (Form(form, "ministry", form, "", "los") for form in row.get("loose", []))


def _regions() -> Iterator[Form]:
    table = toml("regions.toml")
    for key, row in table["provinces"].items():
        yield from (Form(form, "province", row["name"], key) for form in row.get("alone", []))
    for key, row in table["water"].items():
        yield from (Form(form, "water_authority", row["name"], f"ws-{key}") for form in row.get("alone", []))
        # What is also a province, a town or a region is looked at where "waterschap" stands before it.
        yield from (Form(form, "water_authority", row["name"], f"ws-{key}", "waterschap") for form in row.get("forms", []))


@cache
def after_province() -> Mapping[str, tuple[str, str]]:
    """Names that mean a province after a word such as "provincie": to the province's name and code."""
    table = toml("regions.toml")["provinces"]
    return {form: (row["name"], key) for key, row in table.items() for form in [*row.get("forms", []), *row.get("alone", [])]}


@cache
def after_water() -> Mapping[str, tuple[str, str]]:
    """Names that mean a water authority after a word such as "waterschap"."""
    table = toml("regions.toml")["water"]
    return {
        form: (row["name"], f"ws-{key}") for key, row in table.items() for form in [*row.get("forms", []), *row.get("alone", [])]
    }


def _municipalities() -> Iterator[Form]:
    shared: dict[str, Form] = {}
    for row in rows("municipalities.csv"):
        yield Form(row["name"], "municipality", row["name"], row["code"], _need(row["context"]))
        for form in filter(None, row["also"].split("|")):
            yield Form(form, "municipality", row["name"], row["code"], _need(row["also_context"]))
        bare = re.sub(r" \(.*", "", row["name"])
        if bare != row["name"]:
            # There are two Bergens: without the province behind it nobody knows which.
            shared[bare] = Form(bare, "municipality", bare, "", "nodig")
    yield from shared.values()


@cache
def former_municipalities() -> dict[str, tuple[tuple[str, ...], int]]:
    """Municipalities of before, by name in lower case: the codes of those that they are part of now, and since which year."""
    return {row["name"].lower(): (tuple(row["codes"].split("|")), int(row["since"])) for row in rows("former_municipalities.csv")}


def _former() -> Iterator[Form]:
    names = {row["code"]: row["name"] for row in rows("municipalities.csv")}
    for row in rows("former_municipalities.csv"):
        today = row["codes"].split("|")
        # Divided over several: the text is about a place that is no one municipality today.
        one = today[0] if len(today) == 1 else ""
        yield Form(row["name"], "municipality", names[one] if one else row["name"], one, _need(row["context"]))


def _need(word: str) -> Need:
    match word:
        case "begin" | "nodig" | "rij" | "twijfel":
            return word
        case "":
            return ""
    raise ValueError(f"unknown context {word!r} in a table of municipalities")

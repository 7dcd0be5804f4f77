# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Operations of the API: what one may ask, and reading what was asked. All faults of a question are told at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bijgepraat.model.api import Fault, Found, Parameter, Schema, Window
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.settings import Settings

HERE = ZoneInfo("Europe/Amsterdam")
FORMAT = "formaat"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the parts of the path, the values of the query by their names, and which part of a list."""

    memory: Memory
    settings: Settings | None
    path: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    window: Window = field(default_factory=Window)

    @property
    def today(self) -> date:
        """The day in the Netherlands."""
        return self.memory.now().astimezone(HERE).date()

    def get(self, name: str) -> Any:
        """A value, or None."""
        return self.values.get(name)


Answer = Callable[[Asked], "Found | Mapping[str, Any] | None"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API. A list has a `collection` (the key its things stand under), a single thing has none.

    `item` names the schema of a thing. `columns` (name, dotted path in a thing) make it available as CSV; `ledger`: as CSV it
    comes whole when no page is asked for. `most` is the largest page.
    """

    path: str
    id: str
    tag: str
    summary: str
    description: str
    item: str
    answer: Answer
    parameters: tuple[Parameter, ...] = ()
    places: tuple[Parameter, ...] = ()
    collection: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    ledger: bool = False
    most: int = 100

    @property
    def query(self) -> tuple[Parameter, ...]:
        """Every value that its query may have."""
        found = list(self.parameters)
        if self.collection:
            found += [
                Parameter("pagina", "Welke pagina, vanaf 1.", {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 1}),
                Parameter(
                    "aantal",
                    "Hoeveel per pagina.",
                    {"type": "integer", "minimum": 1, "maximum": self.most, "default": min(20, self.most)},
                ),
            ]
        if self.columns:
            found.append(
                Parameter(
                    FORMAT,
                    "De vorm van het antwoord; gaat voor de header Accept."
                    + (" Als CSV komt alles in één keer, tenzij om een pagina of aantal is gevraagd." if self.ledger else ""),
                    {"type": "string", "enum": ["json", "csv"]},
                )
            )
        return tuple(found)


def read_query(operation: Operation, pairs: Sequence[tuple[str, str]]) -> tuple[dict[str, Any], list[Fault]]:
    """The values of a query, with the defaults of what is absent, and everything that is wrong with it."""
    known = {one.name: one for one in operation.query}
    values: dict[str, Any] = {name: one.schema["default"] for name, one in known.items() if "default" in one.schema}
    faults: list[Fault] = []
    for name, times in Counter(name for name, _value in pairs).items():
        if name not in known:
            offered = ", ".join(known) or "geen enkele"
            faults.append(Fault(name[:_SHOWN], "onbekend", f"deze parameter bestaat hier niet; bekend zijn: {offered}"))
        elif times > 1:
            faults.append(Fault(name, "dubbel", "geef deze parameter één keer"))
    wrong = {fault.name for fault in faults}
    for name, value in pairs:
        if name in known and name not in wrong:
            found = read_value(known[name].schema, value)
            if isinstance(found, Fault):
                faults.append(Fault(name, found.code, found.words))
            else:
                values[name] = found
    given = {name for name, _value in pairs}
    faults += [
        Fault(one.name, "ontbreekt", "deze parameter is nodig")
        for one in known.values()
        if one.required and one.name not in given
    ]
    return values, faults


def read_value(schema: Schema, value: str) -> Any:
    """A value as its schema has it, or a fault without a name."""
    if schema["type"] == "integer":
        if not _WHOLE.fullmatch(value):
            return Fault("", "geen-getal", "geef een geheel getal")
        count = int(value)
        least, most = schema.get("minimum"), schema.get("maximum")
        if (least is not None and count < least) or (most is not None and count > most):
            return Fault("", "buiten-bereik", f"geef een getal van {least} tot en met {most}")
        return count
    if "enum" in schema:
        if value not in schema["enum"]:
            return Fault("", "onbekende-waarde", f"kies uit {', '.join(schema['enum'])}")
        return value
    if schema.get("format") == "date":
        try:
            return date.fromisoformat(value) if _DAY.fullmatch(value) else Fault("", "geen-datum", "geef een dag als 2026-03-15")
        except ValueError:
            return Fault("", "geen-datum", "deze dag bestaat niet; geef een dag als 2026-03-15")
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10_000):
        return Fault("", "lengte", f"geef {schema.get('minLength', 0)} tot {schema.get('maxLength', 10_000)} tekens")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return Fault("", "vorm", "deze waarde heeft niet de goede vorm")
    return value

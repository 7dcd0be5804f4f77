# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a language model may ask of us: five tools over the public API, every answer with its quotes and addresses."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from bijgepraat.model.api import Parameter
from bijgepraat.pipeline.api.api import Api
from bijgepraat.pipeline.api.asking import FORMAT, Operation
from bijgepraat.pipeline.api.registry import OPERATIONS
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.settings import Settings
from bijgepraat.store.store import Store

_BY_ID = {one.id: one for one in OPERATIONS}
_PART = 12_000
"""Characters of a text in one answer: about what a model reads at a time."""
_MOST, _USUAL = 25, 10
_FROM = Parameter("vanaf", "Vanaf welk teken van de tekst; vondsten gaan mee.", {"type": "integer", "minimum": 0})


class ToolError(ValueError):
    """A question that can't be answered; the message says how it can."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool over a list of the API, and over one thing of it where `single` names that (by the parameter `key`)."""

    name: str
    title: str
    description: str
    list: str = ""
    single: str = ""
    key: str = ""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What may be given."""
        if not self.list:
            return (*_BY_ID[self.single].places, _FROM)
        found = [one for one in _BY_ID[self.list].query if one.name not in {FORMAT, "aantal"}]
        found.append(
            Parameter("aantal", "Hoeveel per pagina.", {"type": "integer", "minimum": 1, "maximum": _MOST, "default": _USUAL})
        )
        if self.single:
            found.append(
                Parameter(self.key, "Alleen deze ene, met alles erbij.", {"type": "string", "minLength": 1, "maxLength": 300})
            )
        return tuple(found)

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of what may be given."""
        needed = {one.name for one in self.parameters if one.required} | ({"soort", "sleutel"} if not self.list else set())
        return {
            "type": "object",
            "properties": {one.name: {**one.schema, "description": one.description} for one in self.parameters},
            "required": [one.name for one in self.parameters if one.name in needed],
            "additionalProperties": False,
        }


TOOLS: Sequence[Tool] = (
    Tool(
        "zoeken",
        "Zoeken",
        "Zoek in Kamerstukken, debatten, brieven en ander nieuws uit Den Haag. Elk resultaat heeft een citaat met zijn plaats.",
        "zoeken",
    ),
    Tool(
        "document",
        "Eén stuk",
        "De tekst van één stuk, in delen, met wat erin is gevonden: bedragen, data, namen, verwijzingen en toezeggingen.",
        single="document",
    ),
    Tool(
        "toezeggingen",
        "Toezeggingen",
        "Wat bewindspersonen hebben toegezegd en hoe het ermee staat, elke stap met citaat en adres.",
        "toezeggingen",
        "toezegging",
        "sleutel",
    ),
    Tool(
        "inzet",
        "Inzet van gemeenten",
        "Wat gemeenten vragen en wat akkoorden, programma's en brieven daarmee doen, met de alinea's die erover gaan.",
        "inzetten",
        "inzet",
        "id",
    ),
    Tool(
        "geld",
        "Geld",
        "Bedragen die gemeenten raken, van gevraagd tot betaald, elke vermelding met citaat en adres.",
        "bedragen",
        "bedrag",
        "sleutel",
    ),
)


class Tools:
    """The tools over one store. Only reads."""

    def __init__(
        self,
        store: Store,
        settings: Settings | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._api = Api(Memory(store, clock, now), settings)
        self._site = settings.mail.site if settings is not None and settings.mail is not None else ""

    def call(self, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """What a tool answers. Raises `ToolError`."""
        tool = next((one for one in TOOLS if one.name == name), None)
        if tool is None:
            raise ToolError(f"er is geen {name[:60]}; kies uit {', '.join(one.name for one in TOOLS)}")
        values = {key: _plain(key, value) for key, value in given.items() if value is not None}
        if not tool.list:
            found = self._document(tool, values)
        elif tool.key in values and tool.single:
            path = {tool.key: values.pop(tool.key)}
            allowed = {one.name for one in _BY_ID[tool.single].query}
            found = self._ask(_BY_ID[tool.single], path, {name: each for name, each in values.items() if name in allowed})
        else:
            size = values.setdefault("aantal", str(_USUAL))
            if not size.isascii() or not size.isdigit() or len(size) > 3 or not 1 <= int(size) <= _MOST:
                raise ToolError(f"aantal: geef een getal van 1 tot en met {_MOST}")
            found = self._ask(_BY_ID[tool.list], {}, values)
        answer = _told(found, self._site)
        assert isinstance(answer, dict)
        return answer

    def _document(self, tool: Tool, values: dict[str, str]) -> dict[str, Any]:
        begin = values.pop("vanaf", "0")
        if not begin.isascii() or not begin.isdigit() or len(begin) > 9:
            raise ToolError("vanaf: geef een getal, 0 of hoger")
        lacking = [name for name in ("soort", "sleutel") if not values.get(name)]
        odd = [name for name in values if name not in {"soort", "sleutel"}]
        if lacking or odd:
            raise ToolError("geef soort en sleutel, zoals een zoekresultaat die noemt, en eventueel vanaf")
        found = self._ask(_BY_ID[tool.single], values, {})
        title = found["titel"] or ""
        text = self._ask(_BY_ID["tekst"], values, {})["tekst"] if found["heeft_tekst"] else title
        start = int(begin)
        end = min(start + _PART, len(text))
        return {
            **found,
            "vondsten": [one for one in found["vondsten"] if start <= one["begin"] < end],
            "tekst": {
                "citaat": text[start:end],
                "begin": min(start, len(text)),
                "einde": end,
                "lengte": len(text),
                "verder_vanaf": end if end < len(text) else None,
                "adres": found["adres"],
            },
        }

    def _ask(self, operation: Operation, path: dict[str, str], values: Mapping[str, str]) -> dict[str, Any]:
        found = self._api.answer(operation, path, list(values.items()))
        body = orjson.loads(found.body)
        assert isinstance(body, dict)
        if found.status != 200:
            told = "; ".join(f"{one['naam']}: {one['melding']}" for one in body["fouten"])
            raise ToolError(told or body["detail"])
        return body


def _plain(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ToolError(f"{name[:60]}: geef een woord of een heel getal")
    return str(value)


def _told(value: Any, site: str) -> Any:
    """An answer without links into the API, and with whole addresses where the site's own is known."""
    if isinstance(value, list):
        return [_told(one, site) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: f"{site}{each}" if name == "adres" and isinstance(each, str) else _told(each, site)
        for name, each in value.items()
        if name != "_links"
    }

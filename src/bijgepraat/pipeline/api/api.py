# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The public API: a question in, a finished answer out. Knows no web framework."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

from bijgepraat.model.api import ApiAnswer, Fault, Found, Window
from bijgepraat.pipeline.api.asking import FORMAT, Asked, Operation, read_query
from bijgepraat.pipeline.api.openapi import document
from bijgepraat.pipeline.api.places import ROOT
from bijgepraat.pipeline.api.registry import OPERATIONS
from bijgepraat.pipeline.editions import SAMPLE
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.publish.api.answers import CSV, JSON, PROBLEM, as_csv, as_json, problem
from bijgepraat.settings import Settings

__all__ = ["OPERATIONS", "ROOT", "Api"]

_FRESH_S = 60
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)
_WRONG = {1: "Er is één fout in de vraag."}

Pairs = Sequence[tuple[str, str]]


class Api:
    """The API over one store; safe to call from several threads."""

    def __init__(self, memory: Memory, settings: Settings | None = None) -> None:
        self._memory = memory
        self._settings = settings

    def answer(self, operation: Operation, path: dict[str, str], pairs: Pairs, accept: str = "") -> ApiAnswer:
        """The answer of an operation to the parts of a path, a query and the header Accept."""
        here = _address(operation, path)
        values, faults = read_query(operation, pairs)
        if faults:
            told = _WRONG.get(len(faults), f"Er zijn {len(faults)} fouten in de vraag.")
            return self.problem(400, told, here, faults)
        form = values.get(FORMAT) or preferred(accept, ["json", "csv"] if operation.columns else ["json"])
        if form is None:
            offered = "application/json of text/csv" if operation.columns else "application/json"
            fault = Fault("Accept", "vorm", f"vraag om {offered}", "header")
            return self.problem(406, f"Hier is alleen {offered}.", here, [fault])
        window = _window(operation, values, pairs, form)
        found = operation.answer(Asked(self._memory, self._settings, path, values, window))
        if found is None:
            return self.problem(404, "Wat u zoekt is er niet, of niet meer.", here)
        headers = {"vary": "Accept"} if operation.columns else {}
        if not isinstance(found, Found):
            return ApiAnswer(200, JSON, as_json(found), headers, _FRESH_S)
        if form == "csv":
            name = operation.collection
            headers["content-disposition"] = f'attachment; filename="{name}.csv"'
            return ApiAnswer(200, CSV, as_csv(operation.columns, found.items), headers, _FRESH_S)
        ways = _ways(here, pairs, values["pagina"], values["aantal"], found.total)
        headers["link"] = ", ".join(f'<{address}>; rel="{name}"' for name, address in ways.items() if name != "self")
        body = {
            "_links": {name: {"href": address} for name, address in ways.items()},
            "pagina": values["pagina"],
            "aantal": values["aantal"],
            "totaal": found.total,
            operation.collection: list(found.items),
        }
        return ApiAnswer(200, JSON, as_json(body), headers, _FRESH_S)

    def openapi(self) -> ApiAnswer:
        """The OpenAPI document."""
        site = self._settings.mail.site if self._settings is not None and self._settings.mail is not None else None
        found = document(site, self._memory.store.property(SAMPLE) is not None)
        return ApiAnswer(200, JSON, as_json(found), {}, _FRESH_S)

    def problem(self, status: int, detail: str, path: str, faults: Sequence[Fault] = ()) -> ApiAnswer:
        """A problem, which is never kept."""
        return ApiAnswer(status, PROBLEM, problem(status, detail, path, faults))


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Which of some forms (`json`, `csv`) an Accept header wants most; None when it wants none. Nonsense counts as no wish."""
    kinds = {"json": ("application/json", "application/*", "*/*"), "csv": ("text/csv", "text/*", "*/*")}
    weights: dict[str, float] = {}
    for part in accept.lower().split(",")[:50]:
        kind, *rest = part.split(";")
        found = next((match for each in rest if (match := _QUALITY.fullmatch(each))), None)
        if kind.strip():
            weights[kind.strip()] = float(found[1]) if found else 1.0
    if not weights:
        return offered[0]
    best: tuple[float, str] | None = None
    for form in offered:
        weight = next((weights[kind] for kind in kinds[form] if kind in weights), 0.0)
        if weight > (best[0] if best else 0.0):
            best = (weight, form)
    if best is None and not any("/" in kind for kind in weights):
        return offered[0]
    return best[1] if best else None


def _window(operation: Operation, values: dict[str, Any], pairs: Pairs, form: str) -> Window:
    if not operation.collection:
        return Window()
    paged = any(name in {"pagina", "aantal"} for name, _value in pairs)
    if form == "csv" and operation.ledger and not paged:
        return Window()
    return Window((values["pagina"] - 1) * values["aantal"], values["aantal"])


def _address(operation: Operation, path: dict[str, str]) -> str:
    address = operation.path
    for name, value in path.items():
        address = address.replace(f"{{{name}}}", quote(value, safe=""), 1)
    return f"{ROOT}{address}"


def _ways(here: str, pairs: Pairs, page: int, size: int, total: int) -> dict[str, str]:
    """Where this page and the others are. There is no way to a page behind the last."""
    last = max(1, -(-total // size))

    def at(number: int) -> str:
        query = [(name, value) for name, value in pairs if name != "pagina"]
        return f"{here}?{urlencode([*query, ('pagina', str(number))])}"

    ways = {"self": at(page), "first": at(1)}
    if page > 1:
        ways["prev"] = at(min(page - 1, last))
    if page < last:
        ways["next"] = at(page + 1)
    if last <= 10_000:
        ways["last"] = at(last)
    return ways

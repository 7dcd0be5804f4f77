# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""OData v4 and v5 over the same truth: the entities as they are now, page by page, and the `$metadata`.

Peculiarities of the real one that a client has to know: no nextLink with `$top`; foreign keys only when selected or with an
expand; deleted rows stay with their fields nulled; a query that makes no sense is 500 with a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .answers import ERROR_PAGE, Answer, as_json, not_found
from .kinds import KINDS, RENAMED_IN_V5, EntityKind
from .odata_filter import QueryError, Row, Shape, comparable, shape
from .truth import Change, Truth

BASES = {"v4": "/OData/v4/2.0", "v5": "/OData/v5"}
_JSON = "application/json; odata.metadata=minimal; odata.streaming=true"
_ONE = re.compile(r"([A-Za-z]+)(?:\(([0-9a-fA-F-]{36})\)|/([0-9a-fA-F-]{36}))(/resource)?", re.I)
_TYPES = {"i": "Int32", "b": "Boolean", "t": "DateTimeOffset", "d": "DateTimeOffset", "D": "Date", "": "String"}
_MOST_IN_V5 = 250


class ODataSite:
    """One version of the service. `renames` are per kind the names that differ from v4's."""

    def __init__(self, truth: Truth, address: str, version: str, page: int = 250) -> None:
        self._truth = truth
        self._base = address + BASES[version]
        self._version = version
        self._page = page
        self._renames: Mapping[str, Mapping[str, str]] = RENAMED_IN_V5 if version == "v5" else {}
        self._found: dict[tuple[Any, ...], list[int]] = {}
        self._inverse: tuple[int, dict[tuple[str, str], dict[str, list[str]]]] = (-1, {})

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """`path` is what follows the base, without its slash; names in `query` are decoded."""
        try:
            if path == "$metadata":
                return Answer(self.metadata(), "application/xml")
            if path == "":
                return as_json({"@odata.context": f"{self._base}/$metadata", "value": [{"name": k, "url": k} for k in KINDS]})
            if path in KINDS:
                return self._set(KINDS[path], query)
            one = _ONE.fullmatch(path)
            if one and one.group(1) in KINDS:
                return self._one(KINDS[one.group(1)], (one.group(2) or one.group(3)).lower(), query, bool(one.group(4)))
        except (QueryError, KeyError, ValueError):
            return Answer(ERROR_PAGE, status=500)
        return not_found()

    def metadata(self) -> bytes:
        """The EDMX of this version."""
        types = []
        for kind in KINDS.values():
            names = self._renames.get(kind.name, {})
            columns = [("Id", "Guid"), *((names.get(f.name, f.name), _TYPES[f.type]) for f in kind.fields)]
            columns += [(f"{r.role}_Id", "Guid") for r in kind.references if not r.many and _has_column(kind, r.role)]
            columns += [("GewijzigdOp", "DateTimeOffset"), ("ApiGewijzigdOp", "DateTimeOffset"), ("Verwijderd", "Boolean")]
            shown = "".join(f'<Property Name="{name}" Type="Edm.{typed}" />' for name, typed in columns)
            relations = [(r.role, r.target, r.many or not _has_column(kind, r.role)) for r in kind.references]
            relations += [(other, other, True) for other, _role in _inverses(kind)]
            for name, target, many in relations:
                typed = f"Collection(TK.DA.GGM.OData.{target})" if many else f"TK.DA.GGM.OData.{target}"
                shown += f'<NavigationProperty Name="{name}" Type="{typed}" />'
            types.append(f'<EntityType Name="{kind.name}"><Key><PropertyRef Name="Id" /></Key>{shown}</EntityType>')
        sets = "".join(f'<EntitySet Name="{name}" EntityType="TK.DA.GGM.OData.{name}" />' for name in KINDS)
        return (
            '<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">'
            '<edmx:DataServices><Schema Namespace="TK.DA.GGM.OData" xmlns="http://docs.oasis-open.org/odata/ns/edm">'
            f'{"".join(types)}<EntityContainer Name="Container">{sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>'
        ).encode()

    def _set(self, kind: EntityKind, query: Mapping[str, str]) -> Answer:
        shown = shape(query)
        top = int(query["$top"]) if "$top" in query else None
        if top is not None and self._version == "v5" and top > _MOST_IN_V5:
            return as_json(
                {"error": {"code": "", "message": f"The limit of '{_MOST_IN_V5}' for Top query has been exceeded."}}, 400
            )
        found = self._matching(kind, shown, query.get("$filter", ""), query.get("$orderby", ""))
        start = int(query.get("$skip", "0"))
        token = query.get("$skiptoken")
        if token is not None:
            start = self._after(found, token, query.get("$orderby", ""))
        size = min(self._page, top) if top is not None else self._page
        rows = [self._row(kind, self._truth.change(position), shown) for position in found[start : start + size]]
        answer: dict[str, Any] = {"@odata.context": f"{self._base}/$metadata#{kind.name}"}
        if query.get("$count") == "true":
            answer["@odata.count"] = len(found)
        answer["value"] = rows
        if top is None and start + size < len(found):
            last = found[start + size - 1]
            values = {**query, "$skiptoken": f"{self._truth.updated(last)}~{self._truth.key(last)}~{start + size}"}
            values.pop("$skip", None)
            asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in values.items())
            answer["@odata.nextLink"] = f"{self._base}/{kind.name}?{asked}"
        return as_json(answer, media_type=_JSON)

    def _one(self, kind: EntityKind, key: str, query: Mapping[str, str], resource: bool) -> Answer:
        change = self._truth.last(kind.name, key)
        if change is None:
            return as_json({"error": {"code": "", "message": "Not found"}}, 404)
        if resource:
            if change.resource is None:
                return as_json({"error": "Resource not found"}, 404)
            return Answer(change.resource, str(change.fields.get("ContentType") or "application/octet-stream"))
        row = self._row(kind, change, shape(query))
        return as_json({"@odata.context": f"{self._base}/$metadata#{kind.name}/$entity", **row}, media_type=_JSON)

    def _matching(self, kind: EntityKind, shown: Shape, raw_filter: str, order: str) -> list[int]:
        about = (len(self._truth), kind.name, raw_filter, order)
        if about not in self._found:
            if len(self._found) >= 8:
                self._found.clear()
            positions: Iterable[int] = self._truth.latest(kind.name).values()
            if shown.where is not None:
                everything = Shape(select=())
                quick = set(re.findall(r"[A-Z][A-Za-z_]+", raw_filter)) <= {"Id", "ApiGewijzigdOp", "Verwijderd"}
                positions = [p for p in positions if shown.where(self._quick(p) if quick else self._row_at(kind, p, everything))]
            self._found[about] = sorted(positions, key=lambda p: self._order(kind, p, order), reverse=" desc" in order)
        return self._found[about]

    def _order(self, kind: EntityKind, position: int, order: str) -> tuple[Any, ...]:
        column = re.split(r"[ ,]", order.strip())[0]
        if column == "ApiGewijzigdOp":
            return self._truth.updated(position), self._truth.key(position)
        if column in {"", "Id"}:
            return (self._truth.key(position),)
        value = comparable(self._row_at(kind, position, Shape())[column])
        return value is None, value if value is not None else 0, self._truth.key(position)

    def _after(self, found: Sequence[int], token: str, order: str) -> int:
        updated, key, start = token.split("~")
        if not order.strip().startswith("ApiGewijzigdOp") or " desc" in order:
            return int(start)
        # By key and not by count, so that what changes meanwhile moves to the end without shifting the rest.
        return sum(1 for p in found if (self._truth.updated(p), self._truth.key(p)) <= (updated, key))

    def _quick(self, position: int) -> Row:
        return _Meta(self._truth, position)

    def _row_at(self, kind: EntityKind, position: int, shown: Shape) -> Row:
        change = self._truth.change(position)
        columns = {f"{r.role}_Id": (change.refs.get(r.role) or (None,))[0] for r in kind.references if not r.many}
        return {**columns, **self._row(kind, change, shown)}

    def _row(self, kind: EntityKind, change: Change, shown: Shape) -> dict[str, Any]:
        names = self._renames.get(kind.name, {})
        row: dict[str, Any] = {"Id": change.key}
        for field in kind.fields:
            value = None if change.deleted else change.fields.get(field.name)
            if change.deleted and field.type == "b" and change.fields.get(field.name) is not None:
                value = False  # flags keep a value on deleted rows
            row[names.get(field.name, field.name)] = value
        row["GewijzigdOp"] = change.fields.get("GewijzigdOp")
        row["ApiGewijzigdOp"] = _trimmed(change.updated)
        row["Verwijderd"] = change.deleted
        columns = {
            f"{r.role}_Id": None if change.deleted else (change.refs.get(r.role) or (None,))[0]
            for r in kind.references
            if not r.many and _has_column(kind, r.role)
        }
        if shown.select:
            unknown = [name for name in shown.select if name not in row and name not in columns]
            if unknown:
                raise QueryError(unknown[0])
            row = {name: row[name] if name in row else columns[name] for name in shown.select}
        elif shown.expand:
            row |= columns
        for name, inner in shown.expand.items():
            row[name] = self._related(kind, change, name, inner)
        return row

    def _related(self, kind: EntityKind, change: Change, name: str, shown: Shape) -> Any:
        reference = next((r for r in kind.references if r.role == name), None)
        if reference is not None:
            target, keys = reference.target, () if change.deleted else change.refs.get(name, ())
        else:
            role = next((role for other, role in _inverses(kind) if other == name), None)
            if role is None:
                raise QueryError(name)
            target, keys = name, tuple(self._pointing(name, role).get(change.key, ()))
        rows = []
        for key in keys:
            position = self._truth.latest(target).get(key)
            if position is None:
                continue  # it points to something that is not there, and the service then shows nothing
            if shown.where is None or shown.where(self._row_at(KINDS[target], position, Shape())):
                rows.append(self._row(KINDS[target], self._truth.change(position), shown))
        single = reference is not None and not reference.many and _has_column(kind, reference.role)
        return (rows[0] if rows else None) if single else rows

    def _pointing(self, kind: str, role: str) -> Mapping[str, list[str]]:
        """Per key the entities of a kind that point to it in a role."""
        if self._inverse[0] != len(self._truth):
            self._inverse = (len(self._truth), {})
        known = self._inverse[1]
        if (kind, role) not in known:
            found: dict[str, list[str]] = {}
            for key, position in self._truth.latest(kind).items():
                change = self._truth.change(position)
                for target in () if change.deleted else change.refs.get(role, ()):
                    found.setdefault(target, []).append(key)
            known[kind, role] = found
        return known[kind, role]


class _Meta(dict[str, Any]):
    """The few columns that can be told without making the change."""

    def __init__(self, truth: Truth, position: int) -> None:
        super().__init__()
        self._truth, self._position = truth, position

    def __missing__(self, name: str) -> Any:
        if name == "Id":
            return self._truth.key(self._position)
        if name == "ApiGewijzigdOp":
            return self._truth.updated(self._position)
        if name == "Verwijderd":
            return self._truth.deleted(self._position)
        raise QueryError(name)


def _has_column(kind: EntityKind, role: str) -> bool:
    """Toezegging has its single reference as a list too, without a column."""
    return kind.name != "Toezegging"


def _inverses(kind: EntityKind) -> list[tuple[str, str]]:
    """Kinds that point to this one, with the role in which they do, where that does not clash with a name of its own."""
    own = {reference.role for reference in kind.references}
    return [
        (other.name, reference.role)
        for other in KINDS.values()
        for reference in other.references
        if reference.target == kind.name and reference.role == kind.name and other.name not in own
    ]


def _trimmed(updated: str) -> str:
    """As JSON shows it: without zeros at the end of the fraction."""
    return updated.removesuffix("Z").rstrip("0").rstrip(".") + "Z"

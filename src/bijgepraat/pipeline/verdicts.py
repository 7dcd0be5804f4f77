# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Verdicts of people as each book takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bijgepraat.ledger.promised import promise_key
from bijgepraat.model.asked import AskVerdict
from bijgepraat.model.paid import Money, PaidVerdict, Stage
from bijgepraat.model.promises import Promise, PromiseState, Proposal, Verdict
from bijgepraat.model.verdicts import Book, Decision, KeptVerdict
from bijgepraat.store.queries import Connection
from bijgepraat.store.verdicts import verdicts_of

SAME = "zelfde"
"""Behind the key of a statement: whether it is the same promise as what it was joined with."""


@dataclass(frozen=True, slots=True)
class PromiseDecisions:
    """What people decided about promises: per promise the newest verdict, statements that stand alone, documents refused."""

    verdicts: Mapping[str, Verdict]
    apart: frozenset[str]
    together: frozenset[str]
    """Statements of which a person said that they were rightly joined."""
    refused: Mapping[str, frozenset[tuple[str, str]]]

    def refused_for(self, promise: Promise) -> frozenset[tuple[str, str]]:
        """Documents that do not fulfil this promise, also when that was said of a part of it."""
        if not self.refused:
            return frozenset()
        names = {promise.key, *(promise_key(entry.statement) for entry in promise.entries)}
        return frozenset(place for name in names for place in self.refused.get(name, ()))


def promise_decisions(connection: Connection) -> PromiseDecisions:
    """Every verdict on promises, sorted out."""
    verdicts: dict[str, Verdict] = {}
    refused: dict[str, set[tuple[str, str]]] = {}
    apart: set[str] = set()
    together: set[str] = set()
    for key, one in verdicts_of(connection, Book.PROMISED).items():
        name, _bar, rest = key.partition("|")
        if rest == SAME:
            (together if one.decision is Decision.CONFIRMED else apart).add(name)
        elif rest and one.decision is Decision.REJECTED:
            kind, _colon, paper = rest.partition(":")
            refused.setdefault(name, set()).add((kind, paper))
        else:
            found = _verdict(name, one)
            if name not in verdicts or verdicts[name].at <= found.at:
                verdicts[name] = found
    whole = {name: frozenset(places) for name, places in refused.items()}
    return PromiseDecisions(verdicts, frozenset(apart), frozenset(together), whole)


def paid_verdicts(connection: Connection) -> list[PaidVerdict]:
    """Verdicts on amounts: their stage, where the money comes from, and what is the same money."""
    found = []
    for key, one in verdicts_of(connection, Book.PAID).items():
        name, _bar, what = key.partition("|")
        value = str(one.value.get("waarde") or "")
        if what == "stadium" and one.decision is Decision.REJECTED:
            value = Stage.MENTIONED.value
        elif what == "geld" and one.decision is Decision.REJECTED:
            value = Money.UNKNOWN.value
        elif what == "samen" and one.decision is Decision.REJECTED:
            what = "apart"
        found.append(PaidVerdict(name, what, value, one.by, one.at, one.reason))
    return found


def ask_verdicts(connection: Connection) -> dict[str, AskVerdict]:
    """Verdicts on what a text does with an ask, by `<ask>|<kind>:<key>`. A proposal that was only rejected has none."""
    return {
        key: AskVerdict(str(one.value["waarde"]))
        for key, one in verdicts_of(connection, Book.ASKED).items()
        if one.decision is not Decision.REJECTED
    }


def _verdict(name: str, one: KeptVerdict) -> Verdict:
    value = one.value
    state = PromiseState(value["toestand"]) if value.get("toestand") else None
    return Verdict(
        key=name,
        state=state,
        by=one.by,
        at=one.at,
        reason=one.reason,
        since=_day(value.get("sinds")),
        until=_day(value.get("termijn")),
        proof=_proof(value.get("bewijs")),
    )


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _proof(value: Any) -> Proposal | None:
    if not isinstance(value, dict):
        return None
    return Proposal(
        kind=value["soort"],
        key=value["stuk"],
        title=value["titel"],
        day=_day(value.get("datum")),
        quote=value["citaat"],
        start=value["begin"],
        end=value["einde"],
        rule=value.get("regel", ""),
        confidence=value.get("zekerheid", 1.0),
    )

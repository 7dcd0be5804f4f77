# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Promises in the API: on a day, each with its life."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bijgepraat.model.api import Found, Parameter, Schema
from bijgepraat.model.promises import Entry, Origin, PromiseState, Step, Verdict
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.places import Places, link
from bijgepraat.pipeline.api.schemas import (
    DAY,
    MOMENT,
    SHARE,
    THEME,
    choice,
    links,
    maybe,
    named,
    several,
    text,
    thing,
    whole,
)
from bijgepraat.pipeline.promises import Line, book_on, gather, moment_dict
from bijgepraat.store.store import Store

SCHEMAS: dict[str, Schema] = {
    "Toezegging": thing(
        "Wat een bewindspersoon heeft toegezegd, en hoe het ermee staat op een dag.",
        sleutel=text("Blijft gelijk zolang de eerste woorden gelijk blijven."),
        toezegging=text("De woorden die het best zeggen wat is toegezegd."),
        door=thing(naam=maybe(text()), functie=maybe(text())),
        datum=maybe(DAY),
        kracht=choice(("hard", "zacht"), "zacht: alleen verwacht of voorgenomen."),
        termijn=maybe(named("Termijn")),
        dagen_over=maybe(whole("Onder nul: zoveel dagen te laat. null zonder dag.")),
        toestand=choice([one.value for one in PromiseState]),
        stand_op=DAY,
        voorwaarde=maybe(text("De woorden waar het van afhangt.")),
        themas=several(THEME),
        stappen=several(
            thing(
                stap=choice([one.value for one in Step]),
                datum=maybe(DAY),
                herkomst=choice([one.value for one in Origin]),
                termijn=maybe(named("Termijn")),
                regel=text("Waarom dit bij deze toezegging hoort."),
                zekerheid=SHARE,
                vindplaats=named("Vindplaats"),
            ),
            "Het leven van de toezegging, elke stap met zijn citaat.",
        ),
        oordeel=maybe(
            thing(
                "Wat de redactie heeft besloten; dat gaat voor wat het programma vindt.",
                toestand=maybe(choice([one.value for one in PromiseState])),
                sinds=maybe(DAY),
                termijn=maybe(DAY),
                op=MOMENT,
                reden=text(),
                bewijs=maybe(named("Vindplaats")),
            )
        ),
        adres=text("De pagina op deze site.", format="uri-reference"),
        _links=links(),
    ),
}


def listed(asked: Asked) -> Found:
    """Promises as they stand on the asked day (today without one)."""
    lines = _lines(asked)
    since = asked.get("sinds")
    if since is not None:
        lines = [line for line in lines if line.promise.made is not None and line.promise.made >= since]
    return Found(as_things(asked.memory.store, asked.window.cut(lines), _day(asked)), len(lines))


def one(asked: Asked) -> dict[str, Any] | None:
    """One promise by its key."""
    found = [line for line in _lines(asked) if line.promise.key == asked.path["sleutel"]]
    return as_things(asked.memory.store, found, _day(asked))[0] if found else None


def as_things(store: Store, lines: Sequence[Line], day: Any) -> list[dict[str, Any]]:
    """Lines of the book as the API has them."""
    names = [(entry.statement.kind, entry.statement.key) for line in lines for entry in line.promise.entries]
    proofs = [line.verdict.proof for line in lines if line.verdict is not None and line.verdict.proof is not None]
    places = Places(store, [*names, *((proof.kind, proof.key) for proof in proofs)])
    return [_thing(line, places, day) for line in lines]


def _day(asked: Asked) -> Any:
    return asked.get("op") or asked.today


def _lines(asked: Asked) -> list[Line]:
    gathered = asked.memory.recall("toezeggingen: boek", lambda: gather(asked.memory.store))
    state = asked.get("toestand")
    return book_on(gathered, _day(asked), theme=asked.get("thema") or "", state=PromiseState(state) if state else None)


def _thing(line: Line, places: Places, day: Any) -> dict[str, Any]:
    promise, main = line.promise, line.promise.main
    name, role = promise.by
    return {
        "sleutel": promise.key,
        "toezegging": main.quote,
        "door": {"naam": name, "functie": role},
        "datum": promise.made.isoformat() if promise.made else None,
        "kracht": main.strength,
        "termijn": _term(line),
        "dagen_over": line.left,
        "toestand": line.state.value,
        "stand_op": day.isoformat(),
        "voorwaarde": promise.condition,
        "themas": list(main.themes),
        "stappen": list(_steps(promise.entries, places)),
        "oordeel": _verdict(line.verdict, places),
        "adres": f"/toezeggingen/{promise.key}",
        "_links": {"self": link("toezeggingen", promise.key)},
    }


def _term(line: Line) -> dict[str, str | None] | None:
    """The term; one that a person set is the desk's."""
    found = moment_dict(line.promise.deadline)
    if found is not None and line.verdict is not None and line.verdict.until is not None:
        found["woorden"] = "volgens de redactie"
    return found


def _steps(entries: Iterable[Entry], places: Places) -> Iterable[dict[str, Any]]:
    for entry in entries:
        said = entry.statement
        yield {
            "stap": entry.step.value,
            "datum": said.day.isoformat() if said.day else None,
            "herkomst": said.origin.value,
            "termijn": moment_dict(said.deadline),
            "regel": entry.rule,
            "zekerheid": entry.confidence,
            "vindplaats": places.of(said.kind, said.key, said.quote, said.start, said.end),
        }


def _verdict(verdict: Verdict | None, places: Places) -> dict[str, Any] | None:
    """What people decided, without the name of who did."""
    if verdict is None:
        return None
    proof = verdict.proof
    return {
        "toestand": verdict.state.value if verdict.state else None,
        "sinds": verdict.since.isoformat() if verdict.since else None,
        "termijn": verdict.until.isoformat() if verdict.until else None,
        "op": verdict.at,
        "reden": verdict.reason,
        "bewijs": places.of(proof.kind, proof.key, proof.quote, proof.start, proof.end) if proof else None,
    }


_THEME = Parameter("thema", "Alleen dit thema.", THEME)
_ON = Parameter("op", "De stand op deze dag; anders die van vandaag.", DAY, example="2026-03-15")
_COLUMNS = (
    ("sleutel", "sleutel"),
    ("datum", "datum"),
    ("toestand", "toestand"),
    ("stand_op", "stand_op"),
    ("termijn", "termijn.woorden"),
    ("tot", "termijn.tot"),
    ("dagen_over", "dagen_over"),
    ("naam", "door.naam"),
    ("functie", "door.functie"),
    ("kracht", "kracht"),
    ("themas", "themas"),
    ("toezegging", "toezegging"),
    ("soort", "stappen.0.vindplaats.soort"),
    ("stuk", "stappen.0.vindplaats.sleutel"),
    ("begin", "stappen.0.vindplaats.begin"),
    ("einde", "stappen.0.vindplaats.einde"),
    ("citaat", "stappen.0.vindplaats.citaat"),
    ("adres_bron", "stappen.0.vindplaats.adres_bron"),
    ("adres", "adres"),
)

OPERATIONS = (
    Operation(
        "/toezeggingen",
        "toezeggingen",
        "Toezeggingen",
        "Toezeggingen van bewindspersonen",
        "Alle toezeggingen die gemeenten kunnen raken, met hun toestand op een dag. Wat te laat is staat vooraan.",
        "Toezegging",
        listed,
        parameters=(
            Parameter("toestand", "Alleen deze toestand.", choice([state.value for state in PromiseState])),
            _THEME,
            Parameter("sinds", "Alleen wat op of na deze dag is toegezegd.", DAY, example="2025-09-01"),
            _ON,
        ),
        collection="toezeggingen",
        columns=_COLUMNS,
        ledger=True,
        most=1000,
    ),
    Operation(
        "/toezeggingen/{sleutel}",
        "toezegging",
        "Toezeggingen",
        "Eén toezegging",
        "Eén toezegging met alles wat er sinds is gezegd.",
        "Toezegging",
        one,
        parameters=(_ON,),
        places=(Parameter("sleutel", "De sleutel uit de lijst.", text()),),
    ),
)

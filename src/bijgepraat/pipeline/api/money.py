# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of money in the API: lines with their course, and sums per theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bijgepraat.model.api import Found, Parameter, Schema
from bijgepraat.model.claims import Span
from bijgepraat.model.paid import Course, Money, MoneyFinding, PaidLine, Paper, Stage, Unit
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.places import Places, link
from bijgepraat.pipeline.api.schemas import (
    DAY,
    SHARE,
    THEME,
    choice,
    flag,
    links,
    maybe,
    named,
    number,
    several,
    text,
    thing,
    whole,
)
from bijgepraat.pipeline.paid import book, chosen, sums, sums_dict
from bijgepraat.store.store import Store

_STAGES = [one.value for one in Stage]
_VERDICT = "oordeel van "
_YEAR = maybe(whole())
_SUM = thing(regels=whole(minimum=0), laag=number("In euro."), hoog=number("In euro."))
_RANGE = thing(laag=number("In euro."), hoog=number("In euro."))
_SUMS = ("gevraagd", "toegezegd", "afgesproken", "gekomen", "gevraagd_en_gekomen", "korting")
_MONEY = thing(
    "Of het nieuw geld is, en waarom.",
    herkomst=choice([one.value for one in Money]),
    regel=text(),
    woorden=maybe(named("Woorden")),
    zekerheid=SHARE,
)
SCHEMAS: dict[str, Schema] = {
    "Bedrag": thing(
        "Hetzelfde geld, met elke plaats waar het is genoemd.",
        sleutel=text(),
        thema=THEME,
        laag=number("Het minste dat het kan zijn, in euro."),
        hoog=number("Het meeste dat het kan zijn, in euro."),
        eenheid=choice([one.value for one in Unit], "Bedragen van verschillende eenheden zijn niet op te tellen."),
        van_jaar=_YEAR,
        tot_jaar=_YEAR,
        stadium=choice(_STAGES),
        geld=_MONEY,
        telt_mee=flag("Of het meetelt in de sommen."),
        waarom_niet=maybe(text()),
        terug=flag("Of het ooit verder was dan nu."),
        vindplaats=named("Vindplaats"),
        loop=several(
            thing(
                stadium=choice(_STAGES),
                terug=flag(),
                datum=maybe(DAY),
                papier=choice([one.value for one in Paper]),
                partij=maybe(text()),
                bedrag=named("Woorden"),
                laag=number(),
                hoog=number(),
                regel=text("Waarom dit stadium."),
                woorden=maybe(named("Woorden")),
                zekerheid=SHARE,
                geld=_MONEY,
                waarom_hier=text("Waarom dit hetzelfde geld is."),
                zekerheid_hier=SHARE,
                vindplaats=named("Vindplaats"),
            )
        ),
        beoordeeld=flag("Of de redactie hierover heeft besloten."),
        _links=links(),
    ),
    "Som": thing(
        "Per thema en eenheid wat is gevraagd en wat is gekomen.",
        thema=THEME,
        eenheid=choice([one.value for one in Unit]),
        **dict.fromkeys(_SUMS, _SUM),
        waarvan_verschoven=_RANGE,
    ),
}


def listed(asked: Asked) -> Found:
    """Lines of the book: those that count first, then the largest."""
    stage = asked.get("stadium")
    lines = chosen(_book(asked), theme=asked.get("thema") or "", stage=Stage(stage) if stage else None)
    since = asked.get("sinds")
    if since is not None:
        lines = [line for line in lines if any(step.mention.day and step.mention.day >= since for step in line.course)]
    return Found(as_things(asked.memory.store, asked.window.cut(lines)), len(lines))


def one(asked: Asked) -> dict[str, Any] | None:
    """One line by its key."""
    found = [line for line in _book(asked) if line.key == asked.path["sleutel"]]
    return as_things(asked.memory.store, found)[0] if found else None


def summed(asked: Asked) -> Found:
    """Sums per theme and unit."""
    lines = chosen(_book(asked), theme=asked.get("thema") or "")
    found = [sums_dict(each) for each in sums(lines)]
    return Found(asked.window.cut(found), len(found))


def as_things(store: Store, lines: Sequence[PaidLine]) -> list[dict[str, Any]]:
    """Lines of the book as the API has them."""
    places = Places(store, [(step.mention.kind, step.mention.key) for line in lines for step in line.course])
    return [_thing(line, places) for line in lines]


def _book(asked: Asked) -> list[PaidLine]:
    return asked.memory.recall("geld: boek", lambda: book(asked.memory.store))


def _thing(line: PaidLine, places: Places) -> dict[str, Any]:
    first, last = line.years
    main = line.main
    return {
        "sleutel": line.key,
        "thema": line.theme,
        "laag": line.low,
        "hoog": line.high,
        "eenheid": line.unit.value,
        "van_jaar": first,
        "tot_jaar": last,
        "stadium": line.stage.value,
        "geld": _money(line.money),
        "telt_mee": not line.aside,
        "waarom_niet": line.aside or None,
        "terug": line.back,
        "vindplaats": places.of(main.kind, main.key, main.sentence.quote, main.sentence.start, main.sentence.end),
        "loop": [_step(step, places) for step in line.course],
        "beoordeeld": bool(line.decided),
        "_links": {"self": link("bedragen", line.key)},
    }


def _step(step: Course, places: Places) -> dict[str, Any]:
    said = step.mention
    return {
        "stadium": step.stage.value,
        "terug": step.back,
        "datum": said.day.isoformat() if said.day else None,
        "papier": said.paper.value,
        "partij": said.party,
        "bedrag": _span(said.amount),
        "laag": said.amount.low_eur,
        "hoog": said.amount.high_eur,
        "regel": _rule(said.stage.rule),
        "woorden": _span(said.stage.words),
        "zekerheid": said.stage.confidence,
        "geld": _money(said.money),
        "waarom_hier": _rule(step.rule),
        "zekerheid_hier": step.confidence,
        "vindplaats": places.of(said.kind, said.key, said.sentence.quote, said.sentence.start, said.sentence.end),
    }


def _money(found: MoneyFinding) -> dict[str, Any]:
    said = {"herkomst": found.money.value, "regel": _rule(found.rule)}
    return {**said, "woorden": _span(found.words), "zekerheid": found.confidence}


def _rule(rule: str) -> str:
    """A rule as everybody may read it: a person's verdict is the desk's."""
    return f"{_VERDICT}de redactie" if rule.startswith(_VERDICT) else rule


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"citaat": span.quote, "begin": span.start, "einde": span.end} if span is not None else None


_THEME = Parameter("thema", "Alleen dit thema.", THEME)
OPERATIONS = (
    Operation(
        "/bedragen",
        "bedragen",
        "Geld",
        "Geld, van gevraagd tot betaald",
        "Bedragen die gemeenten raken, elk met zijn loop van gevraagd tot betaald. Wat meetelt eerst, dan het grootste.",
        "Bedrag",
        listed,
        parameters=(
            _THEME,
            Parameter("stadium", "Alleen wat zo ver is gekomen en niet verder.", choice(_STAGES)),
            Parameter("sinds", "Alleen wat op of na deze dag nog is genoemd.", DAY, example="2025-09-01"),
        ),
        collection="bedragen",
        columns=(
            ("sleutel", "sleutel"),
            ("thema", "thema"),
            ("laag", "laag"),
            ("hoog", "hoog"),
            ("eenheid", "eenheid"),
            ("van_jaar", "van_jaar"),
            ("tot_jaar", "tot_jaar"),
            ("stadium", "stadium"),
            ("herkomst", "geld.herkomst"),
            ("telt_mee", "telt_mee"),
            ("waarom_niet", "waarom_niet"),
            ("soort", "vindplaats.soort"),
            ("stuk", "vindplaats.sleutel"),
            ("begin", "vindplaats.begin"),
            ("einde", "vindplaats.einde"),
            ("citaat", "vindplaats.citaat"),
            ("adres", "vindplaats.adres"),
            ("adres_bron", "vindplaats.adres_bron"),
        ),
        ledger=True,
        most=1000,
    ),
    Operation(
        "/bedragen/{sleutel}",
        "bedrag",
        "Geld",
        "Eén bedrag",
        "Eén bedrag met zijn loop.",
        "Bedrag",
        one,
        places=(Parameter("sleutel", "De sleutel uit de lijst.", text()),),
    ),
    Operation(
        "/sommen",
        "sommen",
        "Geld",
        "Gevraagd tegenover gekomen, per thema",
        "Per thema en eenheid de som van wat is gevraagd, toegezegd, afgesproken en gekomen.",
        "Som",
        summed,
        parameters=(_THEME,),
        collection="sommen",
        columns=(
            ("thema", "thema"),
            ("eenheid", "eenheid"),
            *((f"{name}_{side}", f"{name}.{side}") for name in _SUMS for side in ("laag", "hoog", "regels")),
            ("verschoven_laag", "waarvan_verschoven.laag"),
            ("verschoven_hoog", "waarvan_verschoven.hoog"),
        ),
        ledger=True,
        most=1000,
    ),
)

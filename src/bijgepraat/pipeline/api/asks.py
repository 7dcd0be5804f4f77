# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asks of municipalities in the API, with what each text does with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from bijgepraat.model.api import Found, Parameter, Schema
from bijgepraat.model.asked import AskAnswer, AskLine, AskVerdict, TextSort
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.places import Places, link
from bijgepraat.pipeline.api.schemas import DAY, SHARE, THEME, choice, links, maybe, named, several, text, thing, whole
from bijgepraat.pipeline.asked_book import book, chosen
from bijgepraat.store.store import Store

_VERDICTS = [one.value for one in AskVerdict]
SCHEMAS: dict[str, Schema] = {
    "Inzet": thing(
        "Wat gemeenten vragen, en wat teksten daarmee doen.",
        id=text(),
        titel=text(),
        inzet=text(),
        thema=text("Sleutel van een thema, of leeg."),
        herkomst=maybe(text("Waarin de inzet is vastgesteld.")),
        datum=maybe(DAY),
        versie=whole(minimum=1),
        teksten=several(
            thing(
                "Wat één tekst ermee doet. oordeel is wat telt; voorstel is wat het programma vond.",
                tekst=text("Naam van de tekst."),
                sort=choice([one.value for one in TextSort], "Wat voor tekst het is."),
                soort=text(),
                sleutel=text(),
                oordeel=maybe(choice(_VERDICTS)),
                voorstel=maybe(choice(_VERDICTS)),
                zekerheid=maybe(SHARE),
                waarom=text(),
                alineas_doorzocht=whole(minimum=0),
                passages=several(
                    thing(alinea=whole(), score={"type": "number"}, vindplaats=named("Vindplaats")),
                    "Beste eerst; ook bij afwezig, dan is het wat er het dichtst bij kwam.",
                ),
                beoordeeld=maybe(thing("Door de redactie.", op=text(), reden=text())),
            )
        ),
        adres=text("De pagina op deze site.", format="uri-reference"),
        _links=links(),
    ),
}


def listed(asked: Asked) -> Found:
    """Asks in their order."""
    state = asked.get("oordeel")
    lines = chosen(_book(asked), theme=asked.get("thema") or "", state=AskVerdict(state) if state else None)
    return Found(as_things(asked.memory.store, asked.window.cut(lines)), len(lines))


def one(asked: Asked) -> dict[str, Any] | None:
    """One ask by its id."""
    found = [line for line in _book(asked) if line.kept.ask.id == asked.path["id"]]
    return as_things(asked.memory.store, found)[0] if found else None


def as_things(store: Store, lines: Sequence[AskLine]) -> list[dict[str, Any]]:
    """Lines of the book as the API has them."""
    places = Places(store, [(answer.text.kind, answer.text.key) for line in lines for answer in line.answers])
    return [_thing(line, places) for line in lines]


def _book(asked: Asked) -> list[AskLine]:
    return asked.memory.recall("inzet: boek", lambda: book(asked.memory.store))


def _thing(line: AskLine, places: Places) -> dict[str, Any]:
    kept, ask = line.kept, line.kept.ask
    return {
        "id": ask.id,
        "titel": ask.title,
        "inzet": ask.ask,
        "thema": ask.theme,
        "herkomst": kept.origin or None,
        "datum": kept.day.isoformat() if kept.day else None,
        "versie": kept.version,
        "teksten": [_answer(answer, places) for answer in line.answers],
        "adres": f"/inzet/{quote(ask.id, safe='')}",
        "_links": {"self": link("inzetten", ask.id)},
    }


def _answer(answer: AskAnswer, places: Places) -> dict[str, Any]:
    match, decided, about = answer.match, answer.decided, answer.text
    passages = match.passages if match else ()
    return {
        "tekst": about.label,
        "sort": about.sort.value,
        "soort": about.kind,
        "sleutel": about.key,
        "oordeel": answer.verdict.value if answer.verdict else None,
        "voorstel": match.verdict.value if match else None,
        "zekerheid": match.confidence if match else None,
        "waarom": match.why if match else "nog niet vergeleken",
        "alineas_doorzocht": match.searched if match else 0,
        "passages": [
            {
                "alinea": each.paragraph,
                "score": each.score,
                "vindplaats": places.of(about.kind, about.key, each.quote, each.start, each.end),
            }
            for each in passages
        ],
        "beoordeeld": {"op": decided.at, "reden": decided.reason} if decided else None,
    }


OPERATIONS = (
    Operation(
        "/inzetten",
        "inzetten",
        "Inzetten",
        "De inzet van gemeenten",
        "Wat gemeenten vragen van Den Haag, en wat akkoorden, programma's en brieven daarmee doen.",
        "Inzet",
        listed,
        parameters=(
            Parameter("thema", "Alleen dit thema.", THEME),
            Parameter("oordeel", "Alleen inzetten waarmee ten minste één tekst dit doet.", choice(_VERDICTS)),
        ),
        collection="inzetten",
        columns=(
            ("id", "id"),
            ("titel", "titel"),
            ("inzet", "inzet"),
            ("thema", "thema"),
            ("herkomst", "herkomst"),
            ("datum", "datum"),
            ("teksten", "teksten.*.tekst"),
            ("oordelen", "teksten.*.oordeel"),
            ("adres", "adres"),
        ),
        ledger=True,
        most=1000,
    ),
    Operation(
        "/inzetten/{id}",
        "inzet",
        "Inzetten",
        "Eén inzet",
        "Eén inzet, met de alinea's van elke tekst die erover gaan.",
        "Inzet",
        one,
        places=(Parameter("id", "De id uit de lijst.", text()),),
    ),
)

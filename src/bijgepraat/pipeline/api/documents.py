# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Documents in the API: what there is, and one with its findings, each with its words and place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from bijgepraat.model.api import Found, Parameter, Schema
from bijgepraat.model.records import Kind
from bijgepraat.model.views import page_of, place_of, record_page
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.places import link
from bijgepraat.pipeline.api.schemas import (
    DAY,
    PLACE,
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
from bijgepraat.publish.site.words import FACTS, fact_value
from bijgepraat.store.lookup import by_key, claims_of, text_of
from bijgepraat.store.public import number_of_documents, read_documents
from bijgepraat.store.queries import existing, levels_of, passages_of, stated, versions_of
from bijgepraat.store.readings import READ_KINDS

_KINDS = [str(kind) for kind in READ_KINDS]
TYPES = {
    "amount": "bedrag",
    "moment": "datum",
    "name": "naam",
    "reference": "verwijzing",
    "commitment": "toezegging",
    "relevance": "relevantie",
}
_WEB = ("http://", "https://")

_BASE: dict[str, Schema] = {
    "soort": text("Soort stuk, zoals Publicatie, Debat of Zaak."),
    "sleutel": text("Sleutel binnen zijn soort."),
    "titel": maybe(text()),
    "datum": maybe(DAY),
    "bron": text("Wie het leverde."),
    "versie": whole(minimum=1),
    "heeft_tekst": flag(),
    "niveau": maybe(whole("2: raakt gemeenten direct; 1: een adviseur wil het weten; 0: geen van beide.", minimum=0, maximum=2)),
    "relevantie": maybe(SHARE),
    "themas": several(thing(sleutel=THEME, aandeel=SHARE, woorden=several(text())), "Het zwaarste eerst."),
    "adres": text("De pagina op deze site.", format="uri-reference"),
    "adres_bron": maybe(text("Adres bij de bron zelf, waar dat bekend is.")),
}
_ROLE = {"naam": maybe(text()), "functie": maybe(text())}
SCHEMAS: dict[str, Schema] = {
    "DocumentKort": thing("Een stuk in een lijst.", **_BASE, _links=links("tekst")),
    "Document": thing(
        "Een stuk met wat erin is gevonden.",
        **_BASE,
        ingetrokken=flag("Of de bron het heeft ingetrokken."),
        versies=several(whole(minimum=1), "Alle versies die er zijn, de huidige eerst."),
        lezer=maybe(text("Met welke versie van de lezer het is gelezen.")),
        kenmerken=several(thing(naam=text(), waarde=text()), "Wat de bron zelf over het stuk zegt."),
        verbanden=several(
            thing(rol=text(), soort=text(), sleutel=text(), hier=flag("Of dat stuk er is.")),
            "Stukken waar de bron naar verwijst.",
        ),
        vondsten=several(named("Vondst"), "Op volgorde van de tekst."),
        _links=links("tekst"),
    ),
    "Vondst": thing(
        "Iets dat in de tekst (of de titel) is gevonden, met zijn woorden en plaats.",
        type=choice(TYPES.values()),
        deel=choice(("tekst", "titel")),
        citaat=text(),
        begin=whole(minimum=0),
        einde=whole(minimum=0),
        verwijst_naar=maybe(text("Waar het naar verwijst, zoals een nummer van een Kamerstuk.")),
        bedrag=maybe(
            thing(
                laag=number("In euro."),
                hoog=number("In euro."),
                ongeveer=flag(),
                soort=choice(("structureel", "incidenteel", "jaarlijks", "onbekend")),
                van_jaar=maybe(whole()),
                tot_jaar=maybe(whole()),
                richting=choice(("meer", "minder", "neutraal", "onbekend")),
            )
        ),
        datum=maybe(thing(van=maybe(DAY), tot=maybe(DAY), termijn=flag("Of de woorden een termijn stellen."))),
        naam=maybe(thing(soort=text(), naam=text(), id=maybe(text()), functie=maybe(text()), partij=maybe(text()))),
        toezegging=maybe(
            thing(door=thing(**_ROLE), kracht=choice(("hard", "zacht")), termijn=maybe(named("Termijn")), ingetrokken=flag())
        ),
        adres=PLACE,
    ),
    "Tekst": thing(
        "De tekst van een stuk, tot op de letter. Plaatsen tellen in deze tekst, in Unicode-tekens.",
        soort=text(),
        sleutel=text(),
        versie=whole(minimum=1),
        tekst=text(),
        passages=several(
            thing(
                begin=whole(minimum=0),
                einde=whole(minimum=0),
                soort=text(),
                bladzijde=maybe(whole()),
                spreker=maybe(text()),
                functie=maybe(text()),
                partij=maybe(text()),
            )
        ),
        _links=links("document"),
    ),
}


def listed(asked: Asked) -> Found:
    """Documents that were read, newest first."""
    days = {name: value.isoformat() if (value := asked.get(key)) else None for name, key in (("first", "sinds"), ("last", "tot"))}
    wanted: dict[str, Any] = {"kind": asked.get("soort"), "theme": asked.get("thema"), "level": asked.get("niveau"), **days}
    store = asked.memory.store

    def count() -> int:
        with store.reading() as connection:
            return number_of_documents(connection, **wanted)

    total = asked.memory.recall(f"stukken geteld {wanted}", count)
    with store.reading() as connection:
        rows = read_documents(connection, **wanted, limit=asked.window.limit or total, offset=asked.window.offset)
    return Found([{**base(row), "_links": _links(row)} for row in rows], total)


def one(asked: Asked) -> dict[str, Any] | None:
    """One record of any kind."""
    store, kind, key = asked.memory.store, asked.path["soort"], asked.path["sleutel"]
    with store.reading() as connection:
        row = by_key(connection, kind, key)
        if row is None:
            return None
        reading = levels_of(connection, [row.id]).get(row.id)
        if reading is not None and reading.version != row.version:
            reading = None
        tied = stated(connection, [row.id])
        there: dict[str, list[str]] = {}
        for each in tied:
            there.setdefault(each.to_kind, []).append(each.to_key)
        known = existing(connection, there)
        found = claims_of(connection, row.id) if reading is not None else ()
        versions = [row.version, *(each.version for each in versions_of(connection, row.id))]
    fields = orjson.loads(row.fields)
    facts = [(name, fact_value(fields[name])) for name in FACTS if fields.get(name) not in (None, "", [])]
    claims = [finding(row, each) for each in found if each.type in TYPES and each.version == row.version]
    return {
        **base(row, reading),
        "ingetrokken": bool(row.deleted),
        "versies": versions,
        "lezer": reading.analyser if reading is not None else None,
        "kenmerken": [{"naam": name, "waarde": value} for name, value in facts if value],
        "verbanden": [
            {"rol": each.role, "soort": each.to_kind, "sleutel": each.to_key, "hier": (each.to_kind, each.to_key) in known}
            for each in tied
        ],
        "vondsten": sorted(claims, key=lambda each: (each["begin"], -each["einde"], each["type"])),
        "_links": _links(row),
    }


def words(asked: Asked) -> dict[str, Any] | None:
    """The text of the current version; None for what has none."""
    kind, key = asked.path["soort"], asked.path["sleutel"]
    with asked.memory.store.reading() as connection:
        row = by_key(connection, kind, key)
        found = text_of(connection, row.id, row.version) if row is not None else None
        if row is None or found is None:
            return None
        passages = passages_of(connection, row.id, row.version)
    return {
        "soort": kind,
        "sleutel": key,
        "versie": row.version,
        "tekst": found,
        "passages": [
            {
                "begin": each.start,
                "einde": each.end,
                "soort": each.kind,
                "bladzijde": each.page,
                "spreker": each.speaker,
                "functie": each.role,
                "partij": each.party,
            }
            for each in passages
        ],
        "_links": {"self": link("teksten", kind, key), "document": link("documenten", kind, key)},
    }


def base(row: Any, reading: Any = None) -> dict[str, Any]:
    """What every document has; `row` holds its reading too where none is given."""
    reading = reading if reading is not None else row
    themes = getattr(reading, "themes", None)
    return {
        "soort": row.kind,
        "sleutel": row.key,
        "titel": row.title,
        "datum": row.date,
        "bron": row.source,
        "versie": row.version,
        "heeft_tekst": bool(row.has_text),
        "niveau": getattr(reading, "level", None),
        "relevantie": getattr(reading, "relevance", None),
        "themas": [
            {"sleutel": each["key"], "aandeel": each["score"], "woorden": list(each["words"])}
            for each in (orjson.loads(themes) if themes else ())
        ],
        "adres": page_of(row.kind, row.key),
        "adres_bron": row.address if row.address and row.address.startswith(_WEB) else None,
    }


def finding(row: Any, claim: Any) -> dict[str, Any]:
    """A claim as the API has it."""
    value = orjson.loads(claim.value)
    sort = TYPES[claim.type]
    part = "tekst" if row.has_text else "titel"
    return {
        "type": sort,
        "deel": part,
        "citaat": claim.quote,
        "begin": claim.start,
        "einde": claim.end,
        "verwijst_naar": claim.ref or None,
        "bedrag": _amount(value) if sort == "bedrag" else None,
        "datum": {"van": value.get("first"), "tot": value.get("last"), "termijn": bool(value.get("deadline"))}
        if sort == "datum"
        else None,
        "naam": _name(value) if sort == "naam" else None,
        "toezegging": _commitment(value) if sort == "toezegging" else None,
        "adres": place_of(f"{row.kind}:{row.key}", claim.start, claim.end, version=row.version, part=part),
    }


def _amount(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "laag": value["low_eur"],
        "hoog": value["high_eur"],
        "ongeveer": bool(value.get("approx")),
        "soort": value.get("kind") or "onbekend",
        "van_jaar": value.get("from_year"),
        "tot_jaar": value.get("to_year"),
        "richting": value.get("direction") or "onbekend",
    }


def _name(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "soort": value.get("type") or "organisation",
        "naam": value.get("name") or "",
        "id": value.get("id"),
        "functie": value.get("role"),
        "partij": value.get("party"),
    }


def _commitment(value: Mapping[str, Any]) -> dict[str, Any]:
    term = value.get("deadline")
    return {
        "door": {"naam": value.get("by_name"), "functie": value.get("by_role")},
        "kracht": value.get("strength") or "hard",
        "termijn": {"woorden": term["quote"], "van": term.get("first"), "tot": term.get("last")} if term else None,
        "ingetrokken": bool(value.get("withdrawn")),
    }


def _links(row: Any) -> dict[str, Any]:
    own = link("documenten", row.kind, row.key)
    # What has no text of its own has its title, which the page of the text gives.
    return {
        "self": own,
        "tekst": link("teksten", row.kind, row.key) if row.has_text else {"href": f"{record_page(row.kind, row.key)}/tekst"},
    }


_PLACE = (
    Parameter("soort", "Soort stuk, zoals Publicatie.", text(), example=str(Kind.PUBLICATIE)),
    Parameter("sleutel", "Sleutel binnen zijn soort; schuine strepen erin als %2F.", text()),
)
OPERATIONS = (
    Operation(
        "/documenten",
        "documenten",
        "Documenten",
        "Stukken die zijn gelezen",
        "Alle gelezen stukken, het nieuwste eerst: van Kamerstukken en debatten tot brieven en weekberichten.",
        "DocumentKort",
        listed,
        parameters=(
            Parameter("soort", "Alleen deze soort.", choice(_KINDS)),
            Parameter("thema", "Alleen stukken met dit als zwaarste thema.", THEME),
            Parameter(
                "niveau", "Ten minste dit niveau van belang voor gemeenten.", {"type": "integer", "minimum": 0, "maximum": 2}
            ),
            Parameter("sinds", "Van deze dag of later.", DAY, example="2025-09-01"),
            Parameter("tot", "Van deze dag of eerder.", DAY, example="2026-03-31"),
        ),
        collection="documenten",
        columns=(
            ("soort", "soort"),
            ("sleutel", "sleutel"),
            ("titel", "titel"),
            ("datum", "datum"),
            ("bron", "bron"),
            ("versie", "versie"),
            ("niveau", "niveau"),
            ("relevantie", "relevantie"),
            ("themas", "themas.*.sleutel"),
            ("adres", "adres"),
            ("adres_bron", "adres_bron"),
        ),
    ),
    Operation(
        "/documenten/{soort}/{sleutel}",
        "document",
        "Documenten",
        "Eén stuk",
        "Eén stuk met alles wat erin is gevonden: bedragen, data, namen, verwijzingen en toezeggingen, elk met citaat en plaats.",
        "Document",
        one,
        places=_PLACE,
    ),
    Operation(
        "/teksten/{soort}/{sleutel}",
        "tekst",
        "Documenten",
        "De tekst van een stuk",
        "De tekst van de huidige versie, tot op de letter, met zijn passages.",
        "Tekst",
        words,
        places=_PLACE,
    ),
)

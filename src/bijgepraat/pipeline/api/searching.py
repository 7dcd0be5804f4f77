# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Search and sources in the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from bijgepraat.model.api import Found, Parameter, Schema
from bijgepraat.model.health import Health, State
from bijgepraat.model.views import page_of, place_of
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.places import Places, link
from bijgepraat.pipeline.api.schemas import (
    DAY,
    MOMENT,
    THEME,
    choice,
    flag,
    links,
    maybe,
    named,
    several,
    text,
    thing,
    whole,
)
from bijgepraat.pipeline.health import described, health
from bijgepraat.pipeline.meaning import live_meaning
from bijgepraat.pipeline.search import SearchResult, search
from bijgepraat.pipeline.site.searching import FILTERS
from bijgepraat.settings import SearchWeights
from bijgepraat.sources.descriptions import descriptions
from bijgepraat.store.lookup import by_ids, texts_of
from bijgepraat.store.overview import kind_counts
from bijgepraat.store.search_fields import Condition
from bijgepraat.store.store import Store

SCHEMAS: dict[str, Schema] = {
    "Zoekresultaat": thing(
        soort=text(),
        sleutel=text(),
        titel=text(),
        datum=maybe(DAY),
        bron=text(),
        fragment=text("Woorden van het stuk rond wat gevonden is."),
        treffers=several(thing(begin=whole(minimum=0), einde=whole(minimum=0)), "Plaatsen in het fragment."),
        score={"type": "number"},
        spreker=maybe(text("Bij een spreekbeurt in een debat.")),
        hoe=choice(("woorden", "verwant", "betekenis"), "Waardoor het is gevonden."),
        vindplaats=maybe(named("Vindplaats")),
        adres=text("De plaats op deze site.", format="uri-reference"),
        adres_bron=maybe(text()),
        _links=links(),
    ),
    "Bron": thing(
        "Wie stukken levert, en hoe het ermee gaat.",
        bron=text(),
        titel=text(),
        gevolgd=flag("Of de bron vanzelf wordt gevolgd."),
        toestand=maybe(choice([one.value for one in State])),
        sinds=maybe(MOMENT),
        laatst_gelukt=maybe(MOMENT),
        nieuwste=maybe(text("Het nieuwste dat de bron gaf, een dag of een moment.")),
        ontbreekt=whole("Aangekondigde bestanden die er niet zijn.", minimum=0),
        waarschuwingen=several(thing(code=text(), melding=text(), aantal=whole(minimum=0))),
        soorten=several(thing(soort=text(), aantal=whole(minimum=0), nieuwste=maybe(DAY))),
    ),
}
_HOW = {"words": "woorden", "related": "verwant", "meaning": "betekenis"}


def found(asked: Asked) -> Found:
    """Search results; a query of any shape is valid."""
    store, theme = asked.memory.store, asked.get("thema")
    words = " ".join(asked.values["q"].split())
    if not words or not store.index.position:
        return Found((), 0)
    kinds = FILTERS[asked.get("soort")][1] if asked.get("soort") else ()
    page = search(
        store,
        words,
        limit=asked.window.limit or 100,
        offset=asked.window.offset,
        kinds=kinds,
        conditions=_conditions(theme, asked),
        newest_first=asked.get("volgorde") == "nieuw",
        meaning=asked.memory.recall("zoeken: betekenis", lambda: live_meaning(store), follows_changes=True),
        weights=asked.settings.search if asked.settings is not None else SearchWeights(),
    )
    return Found(as_things(store, page.results), page.total)


def as_things(store: Store, results: tuple[SearchResult, ...]) -> list[dict[str, Any]]:
    """Results as the API has them."""
    places = Places(store, [(one.kind, one.key) for one in results])
    with store.reading() as connection:
        rows = by_ids(connection, [one.number for one in results])
        words = texts_of(connection, {row.id: row.version for row in rows.values() if row.has_text})
    return [
        {
            "soort": one.kind,
            "sleutel": one.key,
            "titel": one.title,
            "datum": one.date,
            "bron": one.source,
            "fragment": one.snippet,
            "treffers": [{"begin": start, "einde": end} for start, end in one.marks],
            "score": one.score,
            "spreker": one.speaker,
            "hoe": _HOW[one.how],
            "vindplaats": _quoted(one, words.get(one.number, one.title), places),
            "adres": place_of(f"{one.kind}:{one.key}", *one.place) if one.place else page_of(one.kind, one.key),
            "adres_bron": places.address(one.kind, one.key),
            "_links": {"self": link("documenten", one.kind, one.key)},
        }
        for one in results
    ]


def _quoted(one: SearchResult, words: str, places: Places) -> dict[str, Any] | None:
    """The fragment with its place, to the letter; None when the text has changed since it was found."""
    bare = one.snippet.removeprefix("… ").removesuffix(" …")
    start = words.replace("\n", " ").find(bare, one.place[0] if one.place else 0) if bare else -1
    if start < 0:
        return None
    return places.of(one.kind, one.key, words[start : start + len(bare)], start, start + len(bare))


def _conditions(theme: str | None, asked: Asked) -> list[Condition]:
    conditions = [Condition("thema", theme)] if theme else []
    first, last = asked.get("sinds"), asked.get("tot")
    if first or last:
        conditions.append(Condition("datum", low=_number(first) if first else None, high=_number(last) if last else None))
    return conditions


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def sources(asked: Asked) -> Found:
    """Every source: those that are followed, and those of which files were imported."""
    memory = asked.memory

    def look() -> Health:
        known = described(asked.settings)[0] if asked.settings is not None else descriptions()
        return health(memory.store, known, memory.now())

    looked: Health = memory.recall("bronnen: gezondheid", look)

    def count() -> dict[str, list[dict[str, Any]]]:
        sorts: dict[str, list[dict[str, Any]]] = {}
        with memory.store.reading() as connection:
            for row in kind_counts(connection):
                sorts.setdefault(row.source, []).append({"soort": row.kind, "aantal": row.number, "nieuwste": row.newest})
        return sorts

    sorts: dict[str, list[dict[str, Any]]] = memory.recall("bronnen: soorten", count, follows_changes=True)
    listed = [
        {
            "bron": one.source,
            "titel": one.title,
            "gevolgd": True,
            "toestand": one.state.value,
            "sinds": _iso(one.since),
            "laatst_gelukt": _iso(one.succeeded),
            "nieuwste": _iso(one.newest),
            "ontbreekt": one.missing,
            "waarschuwingen": [{"code": each.code, "melding": each.message, "aantal": each.count} for each in one.faults],
            "soorten": sorts.get(one.source, []),
        }
        for one in looked.sources
    ]
    followed = {one["bron"] for one in listed}
    listed += [
        {
            "bron": name,
            "titel": name,
            "gevolgd": False,
            "toestand": None,
            "sinds": None,
            "laatst_gelukt": None,
            "nieuwste": max((each["nieuwste"] for each in some if each["nieuwste"]), default=None),
            "ontbreekt": 0,
            "waarschuwingen": [],
            "soorten": some,
        }
        for name, some in sorted(sorts.items())
        if name not in followed
    ]
    return Found(asked.window.cut(listed), len(listed))


def _iso(value: Any) -> str | None:
    return value.isoformat(timespec="seconds") if value else None


OPERATIONS = (
    Operation(
        "/zoeken",
        "zoeken",
        "Zoeken",
        "Zoeken in alles",
        'Zoekt op woorden, en op betekenis waar dat kan. Bedienen: "…" woorden naast elkaar; EN, OF, NIET; wet* begin van een '
        "woord; velden zoals partij: thema: sinds:.",
        "Zoekresultaat",
        found,
        parameters=(
            Parameter("q", "Wat u zoekt.", text(minLength=1, maxLength=500), required=True, example="jeugdzorg"),
            Parameter("soort", "Alleen deze groep van soorten.", choice(FILTERS)),
            Parameter("thema", "Alleen dit thema.", THEME),
            Parameter("sinds", "Van deze dag of later.", DAY, example="2025-09-01"),
            Parameter("tot", "Van deze dag of eerder.", DAY, example="2026-03-31"),
            Parameter("volgorde", "Het best passende of het nieuwste eerst.", {**choice(("best", "nieuw")), "default": "best"}),
        ),
        collection="resultaten",
    ),
    Operation(
        "/bronnen",
        "bronnen",
        "Bronnen",
        "Bronnen en hoe het ermee gaat",
        "Wie stukken levert, wat er van elk is, en wat eraan schort. Zwijgt een bron, dan staat dat hier.",
        "Bron",
        sources,
        collection="bronnen",
        columns=(
            ("bron", "bron"),
            ("titel", "titel"),
            ("gevolgd", "gevolgd"),
            ("toestand", "toestand"),
            ("laatst_gelukt", "laatst_gelukt"),
            ("nieuwste", "nieuwste"),
            ("ontbreekt", "ontbreekt"),
        ),
        ledger=True,
        most=1000,
    ),
)

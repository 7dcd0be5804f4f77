# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Editions in the API: what went out, and drafts that say they are drafts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from bijgepraat.model.api import Found, Parameter, Schema
from bijgepraat.model.desk import DeskEdition, DeskItem, DeskSentence, Introduction, Maker, Published
from bijgepraat.model.editions import Development, Edition, EditionAmount, EditionLink
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.places import evidence, link
from bijgepraat.pipeline.api.schemas import (
    DAY,
    MOMENT,
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
from bijgepraat.pipeline.editions import edition_of_dict
from bijgepraat.pipeline.publishing import editions_out, versions_out
from bijgepraat.pipeline.site.lists import is_week
from bijgepraat.store.queries import all_editions
from bijgepraat.store.week import kept_edition

_OUT, _DRAFT = "uitgegeven", "concept"
_BASE: dict[str, Schema] = {
    "week": text("ISO-week, zoals 2025-W27."),
    "stand": choice((_OUT, _DRAFT), "Een concept is een voorstel van het programma: geen mens heeft het goedgekeurd."),
    "nummer": maybe(whole(minimum=1)),
    "versie": maybe(whole("Een verbetering is een volgende versie.", minimum=1)),
    "kenmerk": maybe(text("SHA-256 over de inhoud zoals die is uitgegeven; zie /edities/{week}/inhoud.json.")),
    "eerste_dag": DAY,
    "laatste_dag": DAY,
    "moment": {**MOMENT, "description": "Wanneer het is uitgegeven, of als concept opgesteld."},
    "voorbeeld": flag("Of het voorbeeldgegevens zijn."),
    "titels": several(text()),
    "adres": text("De pagina op deze site.", format="uri-reference"),
}
SCHEMAS: dict[str, Schema] = {
    "EditieKort": thing("Een editie in een lijst.", **_BASE, _links=links()),
    "Editie": thing(
        "Een editie; elke zin heeft zijn bewijs.",
        **_BASE,
        inleiding=maybe(
            thing("De mening van een persoon.", naam=text(), functie=text(), woorden=text(), video=text(), video_titel=text())
        ),
        onderwerpen=several(
            thing(
                id=text(),
                titel=text(),
                titel_bewijs=several(named("Vindplaats")),
                thema=THEME,
                themas=several(THEME),
                datum=maybe(DAY),
                niveau=whole(minimum=0, maximum=2),
                zinnen=several(
                    thing(
                        aanloop=text("De paar woorden die voor een citaat staan."),
                        tekst=text(),
                        maker=choice([one.value for one in Maker], "Wiens woorden het zijn."),
                        bewijs=several(named("Vindplaats")),
                    )
                ),
                bedragen=several(thing(laag=number(), hoog=number(), soort=text(), bewijs=named("Vindplaats"))),
                lees_verder=several(thing(titel=text(), adres=text(format="uri-reference"), adres_bron=maybe(text()))),
            )
        ),
        versies=several(
            thing(versie=whole(minimum=1), kenmerk=text(), moment=MOMENT, verbetering=text()),
            "Wat is uitgegeven, het nieuwste eerst.",
        ),
        _links=links(),
    ),
}


def listed(asked: Asked) -> Found:
    """Editions, the newest week first."""
    store = asked.memory.store
    out = editions_out(store)
    weeks = {one.week for one in out}
    found = [_base_out(one) for one in out]
    with store.reading() as connection:
        rows = all_editions(connection)
    found += [_base_draft(row, edition_of_dict(orjson.loads(row.content))) for row in rows if row.week not in weeks]
    state = asked.get("stand")
    chosen = sorted((one for one in found if state in (None, one["stand"])), key=lambda one: str(one["week"]), reverse=True)
    return Found(asked.window.cut(chosen), len(chosen))


def one(asked: Asked) -> dict[str, Any] | None:
    """The newest version of a week that went out, else its draft."""
    store, week = asked.memory.store, asked.path["week"]
    if not is_week(week):
        return None
    versions = versions_out(store, week)
    if versions:
        return {
            **_base_out(versions[0]),
            "inleiding": _introduction(versions[0].edition.introduction),
            "onderwerpen": [_item(item) for item in versions[0].edition.items],
            "versies": [
                {"versie": each.version, "kenmerk": each.hash, "moment": each.at, "verbetering": each.correction}
                for each in versions
            ],
        }
    with store.reading() as connection:
        row = kept_edition(connection, week)
    if row is None:
        return None
    draft = edition_of_dict(orjson.loads(row.content))
    items = [_development(each) for each in draft.developments]
    return {**_base_draft(row, draft), "inleiding": None, "onderwerpen": items, "versies": []}


def _base_out(out: Published) -> dict[str, Any]:
    return _base(out.week, out.edition, [item.title for item in out.edition.items]) | {
        "stand": _OUT,
        "nummer": out.number,
        "versie": out.version,
        "kenmerk": out.hash,
        "moment": out.at,
    }


def _base_draft(row: Any, draft: Edition) -> dict[str, Any]:
    return _base(row.week, draft, [each.title for each in draft.developments]) | {
        "stand": _DRAFT,
        "nummer": None,
        "versie": None,
        "kenmerk": None,
        "moment": row.drafted,
    }


def _base(week: str, edition: DeskEdition | Edition, titles: list[str]) -> dict[str, Any]:
    return {
        "week": week,
        "eerste_dag": edition.first.isoformat(),
        "laatste_dag": edition.last.isoformat(),
        "voorbeeld": edition.sample,
        "titels": titles,
        "adres": f"/edities/{week}",
        "_links": {"self": link("edities", week)},
    }


def _introduction(found: Introduction) -> dict[str, str] | None:
    if not found.words and not found.video:
        return None
    names = ("naam", "functie", "woorden", "video", "video_titel")
    return dict(zip(names, (found.name, found.office, found.words, found.video, found.video_title), strict=True))


def _item(item: DeskItem) -> dict[str, Any]:
    return _about(item) | {
        "titel_bewijs": [evidence(each) for each in item.title_evidence],
        "zinnen": [_sentence(each) for each in item.sentences],
    }


def _sentence(each: DeskSentence) -> dict[str, Any]:
    return {
        "aanloop": each.lead,
        "tekst": each.text,
        "maker": each.maker.value,
        "bewijs": [evidence(one) for one in each.evidence],
    }


def _development(found: Development) -> dict[str, Any]:
    return _about(found) | {
        "titel_bewijs": [evidence(found.title_evidence)],
        "zinnen": [
            {"aanloop": each.lead, "tekst": each.text, "maker": Maker.SOURCE.value, "bewijs": [evidence(each.evidence)]}
            for each in found.sentences
        ],
    }


def _about(item: DeskItem | Development) -> dict[str, Any]:
    return {
        "id": item.id,
        "titel": item.title,
        "thema": item.theme,
        "themas": list(item.themes),
        "datum": item.date.isoformat() if item.date else None,
        "niveau": item.level,
        "bedragen": _amounts(item.amounts),
        "lees_verder": _further(item.links),
    }


def _amounts(found: Iterable[EditionAmount]) -> list[dict[str, Any]]:
    return [
        {"laag": each.low_eur, "hoog": each.high_eur, "soort": each.kind, "bewijs": evidence(each.evidence)} for each in found
    ]


def _further(found: Iterable[EditionLink]) -> list[dict[str, Any]]:
    return [{"titel": each.title, "adres": each.page, "adres_bron": each.address} for each in found]


OPERATIONS = (
    Operation(
        "/edities",
        "edities",
        "Edities",
        "Edities",
        "Edities die zijn uitgegeven, en concepten van andere weken. De nieuwste week eerst.",
        "EditieKort",
        listed,
        parameters=(Parameter("stand", "Alleen wat is uitgegeven, of alleen concepten.", choice((_OUT, _DRAFT))),),
        collection="edities",
        columns=(
            *((name, name) for name in ("week", "stand", "nummer", "versie", "kenmerk", "eerste_dag", "laatste_dag", "moment")),
            ("titels", "titels"),
            ("adres", "adres"),
        ),
        ledger=True,
    ),
    Operation(
        "/edities/{week}",
        "editie",
        "Edities",
        "Eén editie",
        "De editie van een week: de nieuwste uitgegeven versie, of anders het concept.",
        "Editie",
        one,
        places=(Parameter("week", "ISO-week, zoals 2025-W27.", text(pattern="^[0-9]{4}-W[0-9]{2}$"), example="2025-W27"),),
    ),
)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""People and parties in the API, and themes and municipalities: the lists that other answers point to."""

from __future__ import annotations

from typing import Any

from bijgepraat.model.api import Found, Parameter, Schema
from bijgepraat.model.claims import THEMES
from bijgepraat.model.municipalities import CLUSTERS, WHOLE, Distribution, Municipality
from bijgepraat.model.records import Kind
from bijgepraat.model.views import page_of
from bijgepraat.pipeline.api.asking import Asked, Operation
from bijgepraat.pipeline.api.places import link
from bijgepraat.pipeline.api.schemas import DAY, THEME, choice, flag, links, maybe, number, text, thing, whole
from bijgepraat.pipeline.municipalities import METHOD, newest_distribution, spread_over
from bijgepraat.pipeline.municipalities import as_dict as estimate_dict
from bijgepraat.pipeline.site.directory import Party, Person
from bijgepraat.pipeline.site.lists import dossiers
from bijgepraat.pipeline.site.people import directory
from bijgepraat.sources.blob import InputError

_PAGE = text("De pagina op deze site.", format="uri-reference")
_MOST = 1_000_000_000_000
"""Of an amount that is spread: more than all that the state spends in two years."""
_SPREAD = [*(cluster for cluster in CLUSTERS), WHOLE]
_TOWN: dict[str, Schema] = {
    "code": text("Code van het CBS, zoals GM0344."),
    "naam": text(),
    "provincie": text(),
    "inwoners": maybe(whole(minimum=0)),
}
SCHEMAS: dict[str, Schema] = {
    "Persoon": thing(
        "Iemand uit Kamer of kabinet, of wie in een verslag aan het woord is.",
        sleutel=text(),
        naam=text(),
        achternaam=text(),
        functie=maybe(text()),
        bewindspersoon=flag(),
        partij=maybe(thing(sleutel=maybe(text()), naam=text())),
        adres=_PAGE,
        _links=links(),
    ),
    "Partij": thing(
        sleutel=text(),
        naam=text(),
        afkorting=text(),
        zetels=maybe(whole(minimum=0)),
        actief=flag("Of de fractie nu bestaat."),
        adres=_PAGE,
        _links=links(),
    ),
    "Thema": thing(
        sleutel=THEME,
        naam=text(),
        stukken=whole("Gelezen stukken die gemeenten raken of hun adviseurs aangaan.", minimum=0),
        direct=whole("Hoeveel daarvan gemeenten direct raken.", minimum=0),
        nieuwste=maybe(DAY),
        adres=_PAGE,
        _links=links(),
    ),
    "Gemeente": thing(**_TOWN, adres=_PAGE, _links=links("schatting")),
    "Schatting": thing(
        "Wat een bedrag in het gemeentefonds voor één gemeente zou betekenen. Een schatting, met methode en bron.",
        gemeente=thing(**_TOWN),
        cluster=thing(sleutel=choice(_SPREAD), naam=text()),
        verdeelbaar=flag("Of dit cluster over alle gemeenten geld verdeelt; zo niet, dan is er geen schatting."),
        bedrag=whole("Het bedrag dat wordt verdeeld, in euro."),
        deel=maybe(whole("Het deel van deze gemeente, in euro.")),
        aandeel=maybe(number()),
        per_inwoner=maybe(number()),
        schatting=flag(),
        methode=text(),
        jaar=whole(),
        circulaire=text(),
        bron=text(),
        _links=links("gemeente"),
    ),
}


def people(asked: Asked) -> Found:
    """Everyone, by surname."""
    party = asked.get("partij")
    found = [one for one in directory(asked.memory).people.values() if party is None or one.party == party]
    found.sort(key=lambda one: (one.sort_name.lower(), one.key))
    return Found([_person(one) for one in asked.window.cut(found)], len(found))


def person(asked: Asked) -> dict[str, Any] | None:
    """One person."""
    found = directory(asked.memory).people.get(asked.path["sleutel"])
    return _person(found) if found is not None else None


def parties(asked: Asked) -> Found:
    """All parties, the largest first, those that left last."""
    found = sorted(directory(asked.memory).parties.values(), key=lambda one: (not one.active, -(one.seats or 0), one.short))
    return Found([_party(one) for one in asked.window.cut(found)], len(found))


def party(asked: Asked) -> dict[str, Any] | None:
    """One party."""
    found = directory(asked.memory).parties.get(asked.path["sleutel"])
    return _party(found) if found is not None else None


def themes(asked: Asked) -> Found:
    """All themes in their order."""
    found = _themes(asked)
    return Found(asked.window.cut(found), len(found))


def theme(asked: Asked) -> dict[str, Any] | None:
    """One theme."""
    return next((one for one in _themes(asked) if one["sleutel"] == asked.path["sleutel"]), None)


def municipalities(asked: Asked) -> Found:
    """All municipalities in the order of the circular."""
    by = _distribution(asked)
    province = asked.get("provincie")
    found = [one for one in by.municipalities if province is None or one.province.lower() == province.lower()]
    return Found([_town(one) for one in asked.window.cut(found)], len(found))


def municipality(asked: Asked) -> dict[str, Any] | None:
    """One municipality by its code."""
    found = _by_code(asked)
    return _town(found) if found is not None else None


def estimate(asked: Asked) -> dict[str, Any] | None:
    """What an amount means for one municipality."""
    found, by = _by_code(asked), _distribution(asked)
    if found is None:
        return None
    amount, cluster = asked.values["bedrag"], asked.values["cluster"]
    own = link("gemeenten", found.code, "schatting")["href"]
    tied = {"self": {"href": f"{own}?bedrag={amount}&cluster={cluster}"}, "gemeente": link("gemeenten", found.code)}
    try:
        each = next(one for one in spread_over(by, amount, cluster) if one.municipality.code == found.code)
    except InputError:
        return {
            "gemeente": _town_of(found),
            "cluster": {"sleutel": cluster, "naam": CLUSTERS.get(cluster, "Alle clusters")},
            "verdeelbaar": False,
            "bedrag": amount,
            "deel": None,
            "aandeel": None,
            "per_inwoner": None,
            "schatting": True,
            "methode": METHOD,
            "jaar": by.year,
            "circulaire": by.title,
            "bron": by.source,
            "_links": tied,
        }
    return {**estimate_dict(each), "verdeelbaar": True, "_links": tied}


def _person(one: Person) -> dict[str, Any]:
    return {
        "sleutel": one.key,
        "naam": one.name,
        "achternaam": one.surname,
        "functie": one.role,
        "bewindspersoon": one.cabinet,
        "partij": {"sleutel": one.party, "naam": one.party_name} if one.party_name else None,
        "adres": one.page,
        "_links": {"self": link("personen", one.key)},
    }


def _party(one: Party) -> dict[str, Any]:
    return {
        "sleutel": one.key,
        "naam": one.name,
        "afkorting": one.short,
        "zetels": one.seats,
        "actief": one.active,
        "adres": page_of(Kind.FRACTIE, one.key),
        "_links": {"self": link("partijen", one.key)},
    }


def _themes(asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "sleutel": one.key,
            "naam": one.name,
            "stukken": one.count,
            "direct": one.direct,
            "nieuwste": one.newest.isoformat() if one.newest else None,
            "adres": f"/dossiers/{one.key}",
            "_links": {"self": link("themas", one.key)},
        }
        for one in dossiers(asked.memory)
    ]


def _distribution(asked: Asked) -> Distribution:
    return asked.memory.recall("verdeling", lambda: newest_distribution(asked.memory.store), follows_changes=True)


def _by_code(asked: Asked) -> Municipality | None:
    return next((one for one in _distribution(asked).municipalities if one.code == asked.path["code"]), None)


def _town_of(one: Municipality) -> dict[str, Any]:
    return {"code": one.code, "naam": one.name, "provincie": one.province, "inwoners": one.inhabitants}


def _town(one: Municipality) -> dict[str, Any]:
    tied = {"self": link("gemeenten", one.code), "schatting": link("gemeenten", one.code, "schatting")}
    return {**_town_of(one), "adres": f"/gemeenten/{one.code}", "_links": tied}


_CODE = Parameter("code", "Code van het CBS.", text(pattern="^GM[0-9]{4}$"), example="GM0344")
_KEY = Parameter("sleutel", "De sleutel uit de lijst.", text())
OPERATIONS = (
    Operation(
        "/personen",
        "personen",
        "Mensen en partijen",
        "Kamerleden, bewindspersonen en andere sprekers",
        "Op achternaam. Wie alleen uit verslagen bekend is, heeft een sleutel die met spreker: begint.",
        "Persoon",
        people,
        parameters=(Parameter("partij", "Alleen mensen van de partij met deze sleutel.", text(maxLength=200)),),
        collection="personen",
        columns=(
            ("sleutel", "sleutel"),
            ("naam", "naam"),
            ("achternaam", "achternaam"),
            ("functie", "functie"),
            ("bewindspersoon", "bewindspersoon"),
            ("partij", "partij.naam"),
            ("adres", "adres"),
        ),
        ledger=True,
        most=1000,
    ),
    Operation(
        "/personen/{sleutel}", "persoon", "Mensen en partijen", "Eén persoon", "Eén persoon.", "Persoon", person, places=(_KEY,)
    ),
    Operation(
        "/partijen",
        "partijen",
        "Mensen en partijen",
        "Fracties",
        "De grootste eerst, wat niet meer bestaat als laatste.",
        "Partij",
        parties,
        collection="partijen",
        columns=(
            ("sleutel", "sleutel"),
            ("naam", "naam"),
            ("afkorting", "afkorting"),
            ("zetels", "zetels"),
            ("actief", "actief"),
            ("adres", "adres"),
        ),
        ledger=True,
        most=1000,
    ),
    Operation(
        "/partijen/{sleutel}", "partij", "Mensen en partijen", "Eén fractie", "Eén fractie.", "Partij", party, places=(_KEY,)
    ),
    Operation(
        "/themas",
        "themas",
        "Thema's",
        "Thema's",
        f"De {len(THEMES)} thema's, met hoeveel stukken er zijn.",
        "Thema",
        themes,
        collection="themas",
        columns=tuple((name, name) for name in ("sleutel", "naam", "stukken", "direct", "nieuwste", "adres")),
        ledger=True,
    ),
    Operation(
        "/themas/{sleutel}",
        "thema",
        "Thema's",
        "Eén thema",
        "Eén thema.",
        "Thema",
        theme,
        places=(Parameter("sleutel", "De sleutel van het thema.", THEME, example="jeugd"),),
    ),
    Operation(
        "/gemeenten",
        "gemeenten",
        "Gemeenten",
        "Gemeenten",
        "Alle gemeenten, met inwoners volgens de nieuwste circulaire.",
        "Gemeente",
        municipalities,
        parameters=(Parameter("provincie", "Alleen gemeenten in deze provincie.", text(maxLength=60), example="Utrecht"),),
        collection="gemeenten",
        columns=tuple((name, name) for name in ("code", "naam", "provincie", "inwoners", "adres")),
        ledger=True,
        most=1000,
    ),
    Operation(
        "/gemeenten/{code}", "gemeente", "Gemeenten", "Eén gemeente", "Eén gemeente.", "Gemeente", municipality, places=(_CODE,)
    ),
    Operation(
        "/gemeenten/{code}/schatting",
        "schatting",
        "Gemeenten",
        "Wat een bedrag voor een gemeente betekent",
        "Verdeelt een bedrag in het gemeentefonds zoals de nieuwste circulaire het geld van een cluster verdeelt.",
        "Schatting",
        estimate,
        parameters=(
            Parameter(
                "bedrag",
                "Het bedrag in hele euro; onder nul is een korting.",
                {"type": "integer", "minimum": -_MOST, "maximum": _MOST},
                required=True,
                example=728_000_000,
            ),
            Parameter(
                "cluster", "Volgens welk cluster het wordt verdeeld.", {**choice(_SPREAD), "default": WHOLE}, example="jeugd"
            ),
        ),
        places=(_CODE,),
    ),
)

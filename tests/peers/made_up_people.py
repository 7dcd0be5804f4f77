# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Made-up persons, parties, committees and who had a part in what; the names are invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from . import words
from .materials import PNG
from .shapes import Fields, Made, Maker, Refs, midnight

if TYPE_CHECKING:
    from .made_up import Dice, MadeUp


def actor(target: str, roles: tuple[str, ...]) -> Maker:
    kind = f"{target}Actor"

    def make(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
        party = dice.of(words.PARTIES)
        fields: Fields = {
            "ActorNaam": f"{dice.of(words.SURNAMES)}, {dice.of('ABCDE')}.",  # type: ignore[arg-type]
            "ActorFractie": party,
            "Functie": "Tweede Kamerlid",
            "Relatie": dice.of(roles),
            "SidActor": None,
        }
        if kind == "ZaakActor":
            fields["ActorAfkorting"] = party
        if kind == "ActiviteitActor":
            fields |= {"Volgorde": dice.number(12), "Spreektijd": "00:04" if dice.once_in(2) else None}
        refs: Refs = {target: (recipe.near(kind, ordinal, target, dice),)}
        if dice.once_in(2):
            refs["Persoon"] = (recipe.near(kind, ordinal, "Persoon", dice),)
        else:
            refs["Fractie"] = (recipe.near(kind, ordinal, "Fractie", dice),)
        return fields, refs, None

    return make


def persoon(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    first = dice.of(words.FIRST_NAMES)
    has_photo = dice.once_in(2)
    fields: Fields = {
        "Nummer": 4000 + number,
        "Titels": None,
        "Initialen": f"{first[0]}.",
        "Tussenvoegsel": None,
        "Achternaam": dice.of(words.SURNAMES),
        "Voornamen": first,
        "Roepnaam": first,
        "Geslacht": dice.of(("man", "vrouw")),
        "Functie": dice.of(("Tweede Kamerlid", "Oud Kamerlid")),
        "Geboortedatum": f"{date(1955 + dice.number(45), 1 + dice.number(12), 1 + dice.number(28))}",
        "Geboorteplaats": dice.of(words.PLACES),
        "Geboorteland": "Nederland",
        "Overlijdensdatum": None,
        "Overlijdensplaats": None,
        "Woonplaats": dice.of(words.PLACES),
        "Land": "NL",
        "ContentType": "image/png" if has_photo else None,
        "ContentLength": len(PNG) if has_photo else None,
        "Fractielabel": None,
    }
    return fields, {}, PNG if has_photo else None


def fractie(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    if dice.once_in(3):
        empty = ("Afkorting NaamNL NaamEN AantalZetels AantalStemmen DatumActief DatumInactief ContentType ContentLength").split()
        return {"Nummer": 5000 + number, **dict.fromkeys(empty)}, {}, None
    party = dice.of(words.PARTIES)
    fields: Fields = {
        "Nummer": 5000 + number,
        "Afkorting": party,
        "NaamNL": f"{party} in de Kamer",
        "NaamEN": f"{party} Party",
        "AantalZetels": 1 + dice.number(30),
        "AantalStemmen": 60_000 + dice.number(10**6),
        "DatumActief": midnight(local),
        "DatumInactief": None,
        "ContentType": "image/png",
        "ContentLength": len(PNG),
    }
    return fields, {}, PNG


def zetel(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    return {"Gewicht": dice.number(40)}, {"Fractie": (recipe.near("FractieZetel", ordinal, "Fractie", dice),)}, None


def zetel_persoon(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    fields: Fields = {
        "Functie": dice.of(("Lid", "Fractievoorzitter")),
        "Van": midnight(local),
        "TotEnMet": midnight(local + timedelta(days=400)) if dice.once_in(3) else None,
    }
    refs: Refs = {
        "FractieZetel": (recipe.near("FractieZetelPersoon", ordinal, "FractieZetel", dice),),
        "Persoon": (recipe.near("FractieZetelPersoon", ordinal, "Persoon", dice),),
    }
    return fields, refs, None


def commissie(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    name = f"vaste commissie voor {dice.of(words.MINISTRIES)}"
    fields: Fields = {
        "Nummer": 900 + number,
        "Soort": "Vaste commissie",
        "Afkorting": f"VC{number}",
        "NaamNL": name,
        "NaamEN": None,
        "NaamWebNL": name.capitalize(),
        "NaamWebEN": None,
        "Inhoudsopgave": None,
        "DatumActief": midnight(local),
        "DatumInactief": None,
    }
    return fields, {}, None

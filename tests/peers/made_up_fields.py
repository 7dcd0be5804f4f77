# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The fields of made-up entities, kind by kind, in OData's names and values; with the defects that real ones have.

Known defects that are in here on purpose: empty placeholders of Fractie, 0001-01-01 as closing time, HTML in notes, spaces at the
end of titles, votes of persons who do not exist, names with the surname first, `Volgnummer` -1.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from . import words
from .made_up_people import actor, commissie, fractie, persoon, zetel, zetel_persoon
from .materials import pdf, transcript
from .shapes import Fields, Made, Maker, Refs, clock, midnight, session_year, title

if TYPE_CHECKING:
    from .made_up import Dice, MadeUp


def _zaak(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    kind = dice.of(words.ZAAK_KINDS)
    fields: Fields = {
        "Nummer": f"{local.year}Z{number:05d}",
        "Soort": kind,
        "Titel": f"Voorbeeld van {dice.of(words.SUBJECTS)}",
        "Citeertitel": None,
        "Alias": None,
        "Status": "Vrijgegeven",
        "Onderwerp": title(dice),
        "GestartOp": midnight(local),
        "Organisatie": "Tweede Kamer",
        "Grondslagvoorhang": None,
        "Termijn": midnight(local + timedelta(days=42)) if dice.once_in(5) else None,
        "Vergaderjaar": session_year(local),
        "Volgnummer": dice.number(200) + 1 if dice.once_in(4) else -1,
        "HuidigeBehandelstatus": None,
        "Afgedaan": dice.once_in(2),
        "GrootProject": False,
        "Kabinetsappreciatie": dice.of(words.APPRECIATIONS) if kind == "Motie" else None,
    }
    refs: Refs = {
        "Kamerstukdossier": (recipe.near("Zaak", ordinal, "Kamerstukdossier", dice),),
        "Activiteit": (recipe.near("Zaak", ordinal, "Activiteit", dice),) if dice.once_in(3) else (),
        "GerelateerdVanuit": (recipe.near("Zaak", ordinal, "Zaak", dice),) if dice.once_in(6) else (),
    }
    return fields, refs, None


def _document(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    subject = title(dice)
    resource = pdf(subject, words.SENTENCES[: 2 + dice.number(4)]) if recipe.announces(dice) else None
    zaken = tuple(dict.fromkeys(recipe.near("Document", ordinal, "Zaak", dice) for _ in range(1 + dice.number(2))))
    fields: Fields = {
        "Soort": dice.of(words.DOCUMENT_KINDS),
        "DocumentNummer": f"{local.year}D{number:05d}",
        "Titel": None if dice.once_in(3) else f"Voorbeeld van {dice.of(words.SUBJECTS)}",
        "Onderwerp": subject,
        "Datum": midnight(local),
        "Vergaderjaar": session_year(local),
        "Kamer": 2,
        "Volgnummer": dice.number(200) + 1 if dice.once_in(4) else -1,
        "Citeertitel": None,
        "Alias": None,
        "DatumRegistratie": midnight(local),
        "DatumOntvangst": None,
        "Aanhangselnummer": None,
        "KenmerkAfzender": None,
        "Organisatie": "Tweede Kamer",
        "ContentType": "application/pdf" if resource else None,
        "ContentLength": len(resource) if resource else None,
    }
    refs: Refs = {
        "HuidigeDocumentVersie": (recipe.near("Document", ordinal, "DocumentVersie", dice),),
        "Zaak": zaken,
        "Activiteit": (recipe.near("Document", ordinal, "Activiteit", dice),) if dice.once_in(4) else (),
        "Kamerstukdossier": (recipe.near("Document", ordinal, "Kamerstukdossier", dice),) if dice.once_in(2) else (),
    }
    return fields, refs, resource


def _document_versie(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    fields: Fields = {
        "Status": "Vrijgegeven",
        "Versienummer": 1 + dice.number(3),
        "Bestandsgrootte": 20 + dice.number(400),
        "Extensie": ".pdf",
        "Datum": midnight(local),
        "ExterneIdentifier": f"kst-36{number % 1000:03d}-{number // 1000 + 1}" if dice.once_in(2) else None,
    }
    return fields, {"Document": (recipe.near("DocumentVersie", ordinal, "Document", dice),)}, None


def _activiteit(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    start = (local + timedelta(days=dice.number(20))).replace(hour=10 + dice.number(8), minute=30, second=0, microsecond=0)
    fields: Fields = {
        "Soort": dice.of(words.ACTIVITY_KINDS),
        "Nummer": f"{local.year}A{number:05d}",
        "Onderwerp": dice.of(words.SUBJECTS).capitalize(),
        "DatumSoort": "Dag" if not dice.once_in(8) else "Nog geen datum bekend",
        "Datum": midnight(start),
        "Aanvangstijd": clock(start),
        "Eindtijd": clock(start + timedelta(hours=2)),
        "Locatie": dice.of((None, *words.ROOMS)),
        "Besloten": dice.once_in(9),
        "Status": dice.of(("Gepland", "Uitgevoerd", "Verplaatst")),
        "Vergaderjaar": session_year(start),
        "Kamer": "Tweede Kamer",
        "Noot": "Spreektijd: <strong>4 minuten</strong>&nbsp;per fractie" if dice.once_in(3) else None,
        "VRSNummer": f"{15_000_000 + number:08d}",
        "SidVoortouw": None,
        "Voortouwnaam": f"vaste commissie voor {dice.of(words.MINISTRIES)}",
        "Voortouwafkorting": "VC",
        "Voortouwkortenaam": None,
    }
    fields |= dict.fromkeys(field for field in _ACTIVITY_DATES)
    return fields, {"Voortouwcommissie": (recipe.near("Activiteit", ordinal, "Commissie", dice),)}, None


_ACTIVITY_DATES = (
    "Aanvraagdatum DatumVerzoekEersteVerlenging DatumMededelingEersteVerlenging DatumVerzoekTweedeVerlenging "
    "DatumMededelingTweedeVerlenging Vervaldatum"
).split()


def _agendapunt(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    fields: Fields = {
        "Nummer": f"{local.year}P{number:05d}",
        "Onderwerp": title(dice),
        "Aanvangstijd": None,
        "Eindtijd": None,
        "Volgorde": 1 + dice.number(30),
        "Rubriek": dice.of((None, "Brieven van bewindspersonen", "Overig")),
        "Noot": "<p>Voorstel: agenderen</p>" if dice.once_in(4) else None,
        "Status": "Vrijgegeven",
    }
    return fields, {"Activiteit": (recipe.near("Agendapunt", ordinal, "Activiteit", dice),)}, None


def _besluit(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    kind, text, how = dice.of(words.DECISIONS)
    fields: Fields = {
        "StemmingsSoort": how,
        "BesluitSoort": kind,
        "BesluitTekst": text,
        "Opmerking": "Naar de volgende week<br />verplaatst" if dice.once_in(9) else None,
        "Status": "Besluit",
        "AgendapuntZaakBesluitVolgorde": 1 + dice.number(9),
    }
    refs: Refs = {
        "Agendapunt": (recipe.near("Besluit", ordinal, "Agendapunt", dice),),
        "Zaak": (recipe.near("Besluit", ordinal, "Zaak", dice),),
    }
    return fields, refs, None


def _stemming(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    party = dice.of(words.PARTIES)
    by_head = dice.once_in(20)
    fields: Fields = {
        "Soort": dice.of(("Voor", "Voor", "Tegen", "Niet deelgenomen")),
        "FractieGrootte": 1 + dice.number(30),
        "ActorNaam": dice.of(words.SURNAMES) if by_head else party,
        "ActorFractie": party,
        "Vergissing": dice.once_in(200),
        "SidActorLid": None,
        "SidActorFractie": f"S-1-{dice.number(10**9)}-{dice.number(10**9)}",
    }
    refs: Refs = {"Besluit": (recipe.near("Stemming", ordinal, "Besluit", dice),)}
    if by_head:
        refs["Persoon"] = (recipe.key_of("Persoon", 0x6000_0000 + number),)  # nobody has this key
    else:
        refs["Fractie"] = (recipe.near("Stemming", ordinal, "Fractie", dice),)
    return fields, refs, None


def _toezegging(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    surname = dice.of(words.SURNAMES)
    ministry = dice.of(words.MINISTRIES)
    fields: Fields = {
        "Aanmaakdatum": midnight(local),
        "Nummer": f"TZ{local:%Y%m}-{number:03d}",
        "ActiviteitNummer": f"{local.year}A{number:05d}",
        "Naam": surname,
        "Achternaam": surname,
        "Initialen": "A.B.",
        "Tussenvoegsel": None,
        "Voornaam": dice.of(words.FIRST_NAMES),
        "Achtervoegsel": None,
        "Titulatuur": None,
        "Functie": f"minister van {ministry}",
        "Status": dice.of(("Openstaand", "Afgedaan", "Deels Afgedaan", "Vervallen")),
        "DatumNakoming": midnight(local + timedelta(days=100)) if dice.once_in(2) else None,
        "Ministerie": ministry,
        "Tekst": dice.of(words.PROMISES).format(subject=dice.of(words.SUBJECTS)),
    }
    refs: Refs = {
        "Activiteit": (recipe.near("Toezegging", ordinal, "Activiteit", dice),),
        "ToegezegdAanPersoon": (recipe.near("Toezegging", ordinal, "Persoon", dice),) if dice.once_in(2) else (),
        "ToegezegdAanFractie": (recipe.near("Toezegging", ordinal, "Fractie", dice),) if dice.once_in(3) else (),
        "KamerbriefNakoming": (recipe.near("Toezegging", ordinal, "Document", dice),) if dice.once_in(4) else (),
        "IsAanvullingOp": (recipe.near("Toezegging", ordinal, "Toezegging", dice),) if dice.once_in(9) else (),
    }
    return fields, refs, None


def _vergadering(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    start = local.replace(hour=10, minute=15, second=0, microsecond=0)
    fields: Fields = {
        "Soort": dice.of(("Plenair", "Commissie")),
        "Titel": f"{number + 1}e vergadering",
        "Zaal": dice.of(words.ROOMS),
        "Vergaderjaar": session_year(start),
        "VergaderingNummer": number + 1,
        "Datum": midnight(start),
        "Aanvangstijd": clock(start),
        "Sluiting": "0001-01-01T00:00:00Z" if dice.once_in(2) else clock(start + timedelta(hours=8)),
        "Kamer": "Tweede Kamer",
    }
    return fields, {}, None


def _verslag(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    resource = None
    vergadering = recipe.near("Verslag", ordinal, "Vergadering", dice)
    if recipe.announces(dice):
        about = dice.of(words.SUBJECTS).capitalize()
        day = f"{local:%Y-%m-%d}"
        resource = transcript(vergadering, day, about, dice.of(words.SURNAMES), dice.of(words.PARTIES), words.SENTENCES)
    fields: Fields = {
        "Soort": "Tussenpublicatie",
        "Status": dice.of(("Ongecorrigeerd", "Gecorrigeerd")),
        "ContentType": "text/xml" if resource else None,
        "ContentLength": len(resource) if resource else None,
    }
    return fields, {"Vergadering": (vergadering,)}, resource


def _dossier(recipe: MadeUp, dice: Dice, number: int, ordinal: int, key: str, local: datetime) -> Made:
    fields: Fields = {
        "Titel": dice.of(words.SUBJECTS).capitalize(),
        "Citeertitel": None,
        "Alias": None,
        "Nummer": 36000 + number,
        "Toevoeging": dice.of((None, None, "VII", "(R2114)")),
        "HoogsteVolgnummer": dice.number(200),
        "Afgesloten": dice.once_in(3),
        "Kamer": "Tweede Kamer",
    }
    return fields, {}, None


MAKERS: Mapping[str, Maker] = {
    "Zaak": _zaak,
    "Document": _document,
    "DocumentVersie": _document_versie,
    "DocumentActor": actor("Document", ("Eerste ondertekenaar", "Mede ondertekenaar")),
    "ZaakActor": actor("Zaak", ("Indiener", "Medeindiener", "Gericht aan")),
    "ActiviteitActor": actor("Activiteit", ("Deelnemer", "Volgcommissie")),
    "Activiteit": _activiteit,
    "Agendapunt": _agendapunt,
    "Besluit": _besluit,
    "Stemming": _stemming,
    "Toezegging": _toezegging,
    "Vergadering": _vergadering,
    "Verslag": _verslag,
    "Persoon": persoon,
    "Fractie": fractie,
    "FractieZetel": zetel,
    "FractieZetelPersoon": zetel_persoon,
    "Kamerstukdossier": _dossier,
    "Commissie": commissie,
}
"""Per kind: (recipe, dice, number of the entity, ordinal of the change, key, local moment of change) to fields, references, file."""

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The entity kinds of the Tweede Kamer as the peer speaks them: fields with their types, and references.

Written down apart from the program's own table, so that a mistake there shows instead of agreeing with itself.
A line is `Kind | references | fields`. A reference is `Role>Target`, with `*` when it may repeat. A field is `Name:type`:
`i` integer, `b` boolean, `t` moment, `d` day in SyncFeed and moment in OData, `D` day in both, nothing for text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_TABLE = """
Activiteit | Voortouwcommissie>Commissie VoortgezetVanuit>Activiteit* VervangenVanuit>Activiteit* | Soort Nummer Onderwerp DatumSoort Datum:t Aanvangstijd:t Eindtijd:t Locatie Besloten:b Status Vergaderjaar Kamer Noot VRSNummer SidVoortouw Voortouwnaam Voortouwafkorting Voortouwkortenaam Aanvraagdatum:t DatumVerzoekEersteVerlenging:t DatumMededelingEersteVerlenging:t DatumVerzoekTweedeVerlenging:t DatumMededelingTweedeVerlenging:t Vervaldatum:t
ActiviteitActor | Activiteit>Activiteit Persoon>Persoon Fractie>Fractie Commissie>Commissie | ActorNaam ActorFractie Relatie Volgorde:i Functie Spreektijd SidActor
Agendapunt | Activiteit>Activiteit | Nummer Onderwerp Aanvangstijd:t Eindtijd:t Volgorde:i Rubriek Noot Status
Besluit | Agendapunt>Agendapunt Zaak>Zaak* | StemmingsSoort BesluitSoort BesluitTekst Opmerking Status AgendapuntZaakBesluitVolgorde:i
Stemming | Besluit>Besluit Persoon>Persoon Fractie>Fractie | Soort FractieGrootte:i ActorNaam ActorFractie Vergissing:b SidActorLid SidActorFractie
Commissie | | Nummer:i Soort Afkorting NaamNL NaamEN NaamWebNL NaamWebEN Inhoudsopgave DatumActief:d DatumInactief:d
CommissieContactinformatie | Commissie>Commissie | Soort Waarde Gewicht:i
CommissieZetel | Commissie>Commissie | Gewicht:i
Document | HuidigeDocumentVersie>DocumentVersie BronDocument>Document* Activiteit>Activiteit* Agendapunt>Agendapunt* Zaak>Zaak* Kamerstukdossier>Kamerstukdossier* | Soort DocumentNummer Titel Onderwerp Datum:t Vergaderjaar Kamer:i Volgnummer:i Citeertitel Alias DatumRegistratie:t DatumOntvangst:t Aanhangselnummer KenmerkAfzender Organisatie ContentType ContentLength:i
DocumentActor | Document>Document Persoon>Persoon Fractie>Fractie Commissie>Commissie | ActorNaam ActorFractie Functie Relatie SidActor
DocumentPublicatie | DocumentVersie>DocumentVersie | Identifier DocumentType FileName Source ContentLength:i ContentType Url PublicatieDatum:t
DocumentVersie | Document>Document | Status Versienummer:i Bestandsgrootte:i Extensie Datum:t ExterneIdentifier
Fractie | | Nummer:i Afkorting NaamNL NaamEN AantalZetels:i AantalStemmen:i DatumActief:d DatumInactief:d ContentType ContentLength:i
FractieZetel | Fractie>Fractie | Gewicht:i
FractieZetelPersoon | FractieZetel>FractieZetel Persoon>Persoon | Functie Van:d TotEnMet:d
Kamerstukdossier | | Titel Citeertitel Alias Nummer:i Toevoeging HoogsteVolgnummer:i Afgesloten:b Kamer
Persoon | | Nummer:i Titels Initialen Tussenvoegsel Achternaam Voornamen Roepnaam Geslacht Functie Geboortedatum:D Geboorteplaats Geboorteland Overlijdensdatum:D Overlijdensplaats Woonplaats Land ContentType ContentLength:i Fractielabel
Toezegging | Activiteit>Activiteit ToegezegdAanPersoon>Persoon* ToegezegdAanFractie>Fractie* KamerbriefNakoming>Document* IsHerhalingVan>Toezegging* IsAanvullingOp>Toezegging* IsWijzigingVan>Toezegging* | Aanmaakdatum:t Nummer ActiviteitNummer Naam Achternaam Initialen Tussenvoegsel Voornaam Achtervoegsel Titulatuur Functie Status DatumNakoming:t Ministerie Tekst
Vergadering | | Soort Titel Zaal Vergaderjaar VergaderingNummer:i Datum:t Aanvangstijd:t Sluiting:t Kamer
Verslag | Vergadering>Vergadering | Soort Status ContentType ContentLength:i
Zaak | Kamerstukdossier>Kamerstukdossier* Activiteit>Activiteit* Agendapunt>Agendapunt* GerelateerdVanuit>Zaak* VervangenVanuit>Zaak* | Nummer Soort Onderwerp GestartOp:t Organisatie Titel Citeertitel Alias Grondslagvoorhang Termijn:t Vergaderjaar Volgnummer:i Status HuidigeBehandelstatus Afgedaan:b GrootProject:b Kabinetsappreciatie
ZaakActor | Zaak>Zaak Persoon>Persoon Fractie>Fractie Commissie>Commissie | ActorNaam ActorFractie ActorAfkorting Functie Relatie SidActor
"""
_XML_NAMES = {
    "VRSNummer": "vrsNummer",
    "ExterneIdentifier": "externeidentifier",
    "NaamNL": "naamNl",
    "NaamEN": "naamEn",
    "NaamWebNL": "naamWebNl",
    "NaamWebEN": "naamWebEn",
}
NS1 = frozenset({"Vergadering", "Verslag", "Toezegging"})
"""The kinds that SyncFeed sends with the prefix `ns1:` and with offsets in their moments."""
RENAMED_IN_V5: Mapping[str, Mapping[str, str]] = {
    "Stemming": {"ActorFractie": "FractieNaam"},
    "Activiteit": {"Voortouwnaam": "VoortouwCommissieNaam"},
}


@dataclass(frozen=True, slots=True)
class Field:
    """`name` in OData, `xml` in SyncFeed; `type` is a letter of the table, empty for text."""

    name: str
    xml: str
    type: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A relation that this kind carries itself. `many` ones are a list in OData, shown only on request."""

    role: str
    xml: str
    target: str
    many: bool


@dataclass(frozen=True, slots=True)
class EntityKind:
    """A kind with what it carries. `xml` is its element, without a prefix."""

    name: str
    xml: str
    references: tuple[Reference, ...]
    fields: tuple[Field, ...]

    @property
    def ns1(self) -> bool:
        """Whether SyncFeed sends it with the prefix `ns1:`."""
        return self.name in NS1


def xml_name(name: str) -> str:
    """`DatumSoort` → `datumSoort`, and the few names that do not follow the rule."""
    return _XML_NAMES.get(name) or name[0].lower() + name[1:]


def _kind(line: str) -> EntityKind:
    name, references, fields = (part.split() for part in line.split("|"))
    found = []
    for item in references:
        role, _, target = item.partition(">")
        found.append(Reference(role, xml_name(role), target.rstrip("*"), target.endswith("*")))
    typed = [item.partition(":") for item in fields]
    return EntityKind(name[0], xml_name(name[0]), tuple(found), tuple(Field(n, xml_name(n), kind) for n, _, kind in typed))


KINDS: Mapping[str, EntityKind] = {kind.name: kind for kind in map(_kind, _TABLE.strip().splitlines())}

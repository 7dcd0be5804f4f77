# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Own words for made-up items: subjects, names and sentences. None of the persons exists."""

from __future__ import annotations

SUBJECTS = (
    "de bekostiging van de jeugdzorg in kleine gemeenten",
    "het tekort aan onderwijsassistenten",
    "de opvang van ontheemden in de regio",
    "betaalbaar wonen voor starters",
    "de Wmo en het abonnementstarief",
    "een noodfonds voor energiekosten",
    "de verdeling van het gemeentefonds",
    "het stikstofbeleid rond de Veluwe",
    "veilige fietspaden bij scholen",
    "de toegankelijkheid van stembureaus",
    "schuldhulp aan zelfstandigen",
    "drinkwater en nieuwe woonwijken",
    "de wachttijden bij de crisisdienst",
    "het openbaar vervoer buiten de spits",
    "beschermd wonen na 2027",
    "de kosten van inburgering",
    "toezicht op de kinderopvang",
    "een vuurwerkverbod en de handhaving ervan",
    "bibliotheken in elke kern",
    "de huisvesting van arbeidsmigranten",
    "de doorlooptijd van omgevingsvergunningen",
    "coöperatieve warmtenetten",
    "mantelzorg & werk",
    "de aanpak van laaggeletterdheid",
    "digitale dienstverlening <zonder DigiD>",
    "het beheer van dijken én kades",
)
SHAPES = (
    "Motie van het lid {name} over {subject}",
    "Brief van de minister over {subject}",
    "Motie van het lid {name} c.s. over {subject} ",
    "Verslag van een schriftelijk overleg over {subject}",
    "Vragen van het lid {name} over {subject}",
    "Voortgang van  {subject}",
    "Rapport 'Samen verder' over {subject}",
)
SURNAMES = (
    "Aalders",
    "Van den Berkhof",
    "Ceulemans",
    "Dijkgraver",
    "El Mansouri",
    "Fransen-Bos",
    "Groenewoud",
    "Hazelhof",
    "Içöz",
    "De Jager-Müller",
    "Kuipersma",
    "Van der Linde",
    "Noordermeer",
    "Özkaya",
    "Petersma",
    "De Rooij",
    "Steenwinkel",
    "Tjalma",
)
FIRST_NAMES = ("Anna", "Bram", "Chaima", "Daan", "Eefje", "Fatih", "Geertje", "Hugo", "Inès", "Jorrit", "Kübra", "Loes")
PARTIES = ("VBD", "NLP", "Stadspartij", "Vooruit", "DOE", "Lijst Kern", "GVL", "Samen")
PLACES = ("Almelo", "Beesterzwaag", "Cadzand", "Dronten", "Epe", "Franeker", "Goirle")
MINISTRIES = ("Wonen en Dorpen", "Zorg Dichtbij", "Binnenlandse Zaken", "Jeugd en Onderwijs", "Waterstaat")
ROOMS = ("Plenaire zaal", "Zaal Noord", "Zaal Zuid", "Oude Bibliotheek")
ZAAK_KINDS = ("Motie", "Brief regering", "Schriftelijke vragen", "Wetgeving", "Amendement", "Mondelinge vragen")
DOCUMENT_KINDS = ("Motie", "Brief regering", "Schriftelijke vragen", "Bijlage", "Amendement", "Antwoord schriftelijke vragen")
ACTIVITY_KINDS = ("Commissiedebat", "Plenair debat (debat)", "Procedurevergadering", "Stemmingen", "Rondetafelgesprek")
DECISIONS = (
    ("Stemmen - aangenomen", "Aangenomen.", "Met handopsteken"),
    ("Stemmen - verworpen", "Verworpen.", "Met handopsteken"),
    ("Stemmen - aangehouden", "Aangehouden.", None),
    ("Behandelen", "Behandelen.", None),
    ("Agenderen - commissiedebat", "Agenderen voor een commissiedebat.", None),
)
APPRECIATIONS = (None, "Oordeel Kamer", "Ontraden", "Overbodig", "Overgenomen", "Ontijdig")
PROMISES = (
    "De minister zegt toe de Kamer vóór de zomer te informeren over {subject}.",
    "De staatssecretaris stuurt in het eerste kwartaal een brief over {subject}.",
    "De minister bespreekt {subject} met de VNG en komt daarop terug.",
)
SENTENCES = (
    "Gemeenten krijgen hiervoor met ingang van volgend jaar extra middelen.",
    "De uitkomst van het onderzoek wordt aan het eind van het jaar verwacht.",
    "Over de gevolgen voor de uitvoering spreken wij met de VNG.",
    "Het kabinet kiest voor een aanpak die past bij de schaal van een dorp.",
    "Daarmee is € 12,5 miljoen gemoeid, verdeeld over drie jaren.",
    "De Kamer ontvangt hierover voor 1 maart een brief.",
)

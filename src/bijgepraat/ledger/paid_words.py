# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The Dutch words that tell in which stage an amount is. Every pattern takes time in proportion to the text."""

from __future__ import annotations

import re

from bijgepraat.model.paid import Stage

THERE_IS_MONEY = "er is geld voor, of een korting ingeboekt"
GIVES = re.compile(r"\b(?:trek|stel|ma(?:ak|ken)|zeg|toezeg|komt|komen|wij? )", re.IGNORECASE)
SMALL = 100_000
"""Below this an amount is one person's or one household's: a price, a fine, an allowance; in euros."""
LEAD = re.compile(
    r"(?:^|[\n.;]\s{0,6})(?:en )?(?P<lead>constaterende|constateert|overwegende|overweegt|van mening|van oordeel|gelezen|gehoord|"
    r"verzoekt|verzoeken|roept|roepen|spreekt uit|draagt|vraagt (?:de|het)|nodigt)\b",
    re.IGNORECASE,
)
REQUESTS = ("verzoek", "roep", "spreekt", "draagt", "vraagt", "nodigt")
LOOK_BACK = 4_000
TITLE = re.compile(
    r"(?:(?:nader )?gewijzigde? )?(?:motie|amendement) van\b.{0,200}?\b(?:over|om|inzake|ter|tot|voor)\b", re.IGNORECASE
)
REACH = 320
"""How far from an amount a word may decide, in characters."""

AGREED_IN = (
    r"(?:coalitie|regeer|hoofdlijnen|bestuurs|zorg|klimaat|sport|onderhandelaars|woon|pensioen|landbouw|"
    r"volkshuisvestings)akkoord\w*|"
    r"hervormingsagenda|woontop|\bakkoord\b|\bafgesproken\b|\bafspraak\b|\bovereengekomen\b|\bonderhandelings\w+"
)
BUDGET_IN = (
    r"\b(?:rijks|ontwerp|departementale )?begroting(?!s?tekort)\w*|\bvoorjaarsnota|\bmiljoenennota|\bnajaarsnota|"
    r"\bsuppletoire|\bprinsjesdag|"
    r"\bvoorjaarsbesluitvorming|\baanvullende post|\bstartnota"
)
WORDS: tuple[tuple[Stage, str, re.Pattern[str]], ...] = (
    (
        Stage.PAID,
        "is betaald",
        re.compile(
            r"\buitgekeerd|\buitbetaald|\bovergemaakt|\bbetaald(?! worden| moet| voor iedereen)|"
            r"\bbesteed(?! worden| moet| lijkt)|"
            r"\buitgegeven(?! worden| moet| lijkt)|"
            r"\bbesteedde\w*",
            re.IGNORECASE,
        ),
    ),
    (
        Stage.BUDGETED,
        "staat in de begroting",
        re.compile(BUDGET_IN + r"|\bbegroot\b|\bgebudgetteerd|\bgeoormerkt|\bingeboekt", re.IGNORECASE),
    ),
    (Stage.AGREED, "is afgesproken", re.compile(AGREED_IN, re.IGNORECASE)),
    (
        Stage.PROMISED,
        "is toegezegd of aangekondigd",
        re.compile(
            r"\btoegezegd|\btoezegging\w*|\baangekondigd|\bvoornemens\b|\bvoorgenomen\b|\bis van plan\b|"
            r"\bin het vooruitzicht\b|\bkabinet\b[^.,;]{0,80}\bwil\b",
            re.IGNORECASE,
        ),
    ),
    (
        Stage.ASKED,
        "gemeenten vragen",
        re.compile(
            r"\b(?:VNG|gemeenten|G4|G40|wethouders|provincies)(?: \w+){0,3} (?:vra(?:gen|agt)|verzoe(?:ken|kt)|plei(?:ten|t)|"
            r"eis(?:en|t)|claim(?:en|t)|hebben \w+ nodig)\b"
        ),
    ),
)
THERE_IS = re.compile(
    r"\buitgetrokken|\bbeschikbaar(?: ?gesteld| gekomen| gemaakt)?\b|\bvrijgemaakt|\bgereserveerd\w*|\btoegekend|"
    r"\bgeïnvesteerd|\bvrijgekomen|"
    r"\bgealloceerd|\bbestemd\b|\btoegevoegde?\b(?! waarde)|\bbezuinigd|\bgekort\b|\bkorting\b|\bbezuiniging(?:en)?\b|"
    r"\bombuiging(?:en)?\b|\btaakstelling\b|"
    r"\bresterende\b",
    re.IGNORECASE,
)
"""There is money, or it goes: a paper's name near it says in which stage."""
FACT = re.compile(
    r"\bkosten?\b|\bkostte\b|\bgeraamd\w*|\braming(?:en)?\b|\bgeschatte?\b|\bschatting\w*|\bberekend\b|"
    r"\bberekening\w*|\btekort\w*|\bomzet\b|\bwinst\w*|\bschade\w*|"
    r"\bschuld(?:en)?\b|\bwaarde\b|\bverlies\b|\bverliezen\b|\bboetes?\b|\bgestegen\b|\bgedaald\b|\bmislopen\b|"
    r"\btegenvaller|\bfraude\b|\bkan oplopen\b|"
    r"\bzou(?:den)? kunnen\b|\bprijs\b|\bprijzen\b|\bhuur\b|\binkomens?\b|\bderving\b|\b(?:onder|over)schrijding\w*|"
    r"\bonderuitputting|\bonderbesteding|\bresultaat\b|\brendement\b|\bverdien\w*|\bopgehaald|\bopbrengst\w*|"
    r"\bgemiddeld\b",
    re.IGNORECASE,
)
EXISTING = re.compile(
    r"(?:\b(?P<kind>gereserveerde|beschikbare|bestaande|uitgetrokken|vrijgemaakte|begrote|geoormerkte|resterende|"
    r"huidige|overgebleven)|"
    r"\b(?P<promised>toegezegde|aangekondigde|voorgenomen|beloofde)|\b(?P<agreed>afgesproken|overeengekomen)|"
    r"(?:miljoen|miljard)(?: euro)? van de(?: totale)?|(?<!korting )(?<!bezuiniging )\b(?:uit|verdeling van|over) de(?= $))"
    r"(?: (?!middelen|budget|begroting|gelden|ruimte|kaders)\w+){0,2}[ \u00a0]*$",
    re.IGNORECASE,
)
"""Right in front of an amount that is there already: "de gereserveerde 5 miljard", "28 miljoen van de 280 miljoen"."""
CUT = re.compile(r"\b\w{0,20}(?:bezuiniging\w*|korting(?:en)?|ombuiging\w*|taakstelling\w*|opgave)\b", re.IGNORECASE)
UNDO = re.compile(
    r"\bterug ?te? ?draai\w*|\bterugdraai\w*|\bschrap\w*|\bongedaan\b|\baf te zien\b|\bafzien\b|\bniet door\b|"
    r"\bvoorkom\w*|\bherzien\w*|\bvan tafel\b|"
    r"\bteniet\b|\bintrekken\b|\bin te trekken\b|\bstopzetten\b|\bheroverweg\w*|\bverzacht\w*|\bniet te bezuinigen\b",
    re.IGNORECASE,
)
WILL = re.compile(
    r"\btrek(?:ken|t)\b.{0,160}\buit\b|\bstel(?:len|t)?\b.{0,160}\bbeschikbaar|\bma(?:ken|akt)\b.{0,160}\bvrij\b|"
    r"\binvester(?:en|ing\w*)|\binvesteert\b|\breserver(?:en|ing)|"
    r"\breserveert\b|\bintensiver\w*|\bverhogen\b|\bverhoogt\b|\bcompenser\w*|\bik zeg toe\b|\btoezeg\w*|"
    r"\bwij? (?:gaan|zullen)\b|\bkomt er\b|\bkomen er\b|\bkomt erbij\b|"
    r"\buit te trekken\b|\bbeschikbaar te stellen\b|\bvrij te maken\b|\bextra\b|\bsteken\b|\bgeven\b|\b(?:wordt|"
    r"worden) \w{0,20}(?:geïnvesteerd|gereserveerd|uitgetrokken|toegevoegd)|\blastenverlichting\b",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:niet|geen|nooit|onvoldoende|nog niet)(?: \w+){0,4} $", re.IGNORECASE)
BREAK = re.compile(r"[;:–]|, |\b(?:maar|terwijl|waarvan|waardoor|zodat|hoewel)\b")
BREAK_COST, AMOUNT_COST, FACT_COST, RIGHT_BESIDE = 35, 45, 25, 6
NUMBERS = re.compile(r"\b(?:miljoen|miljard|mln|mld)\b|€", re.IGNORECASE)
MINISTER = re.compile(r"minister|staatssecretaris", re.IGNORECASE)
PER_HEAD = re.compile(
    r"[ \u00a0]*(?:euro )?per (?:maand|dag|uur|week|persoon|kind|huishouden|woning|inwoner|leerling|liter|nacht)\b", re.IGNORECASE
)


THRESHOLD = re.compile(
    r"\b(?:woning|huiz|koopwoning|vermogen|erfenis|gift|inkomen|winst|salaris|bedrijf|bedrijven|huishouden)\w*[^.;€]{0,40}"
    r"\b(?:boven|onder|vanaf|tot|van|meer dan|minder dan|hoger dan)(?: de| een)? $|\bBoven (?:de|een) $",
    re.IGNORECASE,
)
"""In front of an amount that only bounds something else: "vermogens boven een miljoen"."""
ESTIMATE = re.compile(r"\bgeraamd\w*|\braming(?:en)?\b", re.IGNORECASE)
"""What is an estimate elsewhere is the budget itself in a budget."""
COVERS = re.compile(
    r"\b(?:te dekken (?:door|uit|vanuit|met)|(?:de |een )?(?:incidentele |structurele )?dekking (?:van|voor|uit|te vinden in))\b",
    re.IGNORECASE,
)
"""In a request, in front of an amount: it pays for what is asked, and is not asked itself."""
LACKS = re.compile(r"\b(?:derving|tekort|gat|kosten|overschrijding) van (?:de )?(?:circa |ruim |bijna )?$", re.IGNORECASE)
BY_OTHERS = re.compile(
    r"\bdoor (?:de |het |een )?(?:gemeenten?|provincies?|waterschap\w*|bedrij\w+|EU|Europese)\b.{0,60}$", re.IGNORECASE
)
"""In front of "toegezegd": not the cabinet's word."""

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The words of a chair who reads out commitments: how the list begins and ends, what is an item, what puts one right."""

from __future__ import annotations

import re

from bijgepraat.understand.promise_words import HE_DOES, PAPER, TO_DO, TO_TELL, any_of

_NUMBER_WORD = (
    r"(?:\d{1,2}e?|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    r"eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|laatste|volgende)"
)
NUMBER = re.compile(
    rf"(?:(?:dan |en )*(?:punt|nummer|toezegging|de) )?{_NUMBER_WORD}(?: (?:toezegging|punt))?[.:)]?", re.IGNORECASE
)
"""A sentence that only counts: "Punt drie."."""
STARTS_WITH_NUMBER = re.compile(
    rf"(?:(?:(?:punt|nummer|toezegging) {_NUMBER_WORD}|(?:(?:dan |en )*de )?{_NUMBER_WORD}(?: (?:toezegging|punt))?)"
    r"(?: (?:is|luidt|betreft|gaat over))?[:.,)–-]|ten (?:eerste|tweede|derde|vierde|vijfde|zesde|slotte)\b[,:]?|\d{1,2}[.)]) ",
    re.IGNORECASE,
)
ANNOUNCES = any_of(
    r"\btoezeggingen\b",
    r"\b(?:eerste|tweede|volgende|laatste|enige|één|een|de|aantal) toezegging(?:en)?\b",
    r"\b(?:ik|wij|we|de griffie|de griffier) (?:heb|hebben|heeft) (?:\w+ ){0,5}?(?:genoteerd|opgeschreven|meegeschreven|opgetekend)\b",
    r"\b(?:heb|hebben|heeft) (?:ik|wij|we|de griffie|de griffier) (?:\w+ ){0,5}?(?:genoteerd|opgeschreven|meegeschreven|opgetekend)\b",
)
ONLY_MENTIONS = any_of(
    r"\b(?:met inachtneming van|dank (?:u )?(?:wel )?(?:aan \w+ \w+ )?voor|naar aanleiding van|leven met|blij met|tevreden met|"
    r"vanwege|gezien|gelet op) (?:de|deze|die|uw|al deze|alle) toezegging(?:en)?\b",
    r"\b(?:geen|zonder) toezeggingen\b",
    r"\baan het eind(?:e)?\b.{0,60}\b(?:lees|neem|nemen|loop|lopen|noem|noemen|kom|komen|herhaal) (?:we|wij|ik)\b",
    r"\btoezegging aan\b",
)
ENDS_LIST = re.compile(
    r"(?:dat|dit) (?:(?:waren|was) (?:dan |ze |het |'m |hem )?(?:alle|de|het|allemaal|wel)|zijn (?:dan |ze )?(?:alle|allemaal|de))\b|"
    r"tot zover (?:de toezeggingen|de lijst)",
    re.IGNORECASE,
)
CLOSES = any_of(
    r"\bsluit (?:ik )?(?:hierbij |hiermee |nu |dan )?(?:de|het|deze|dit)\b",
    r"\b(?:aan|bij|tot) het einde (?:gekomen )?(?:van|gekomen)\b",
    r"\b(?:is|wordt) gesloten\b",
    r"\b(?:ik dank|dank ik|rest mij|ik bedank|bedank ik) (?:\w+ ){0,3}?(?:alle|de|iedereen|u|te danken|te bedanken)\b",
    r"\b(?:ik wens|wens ik) (?:u|iedereen|eenieder|allen)\b",
)
WHO = (
    r"(?:(?:de |beide |een van de )?"
    r"(?:minister-president|ministers?|staatssecretaris(?:sen)?|bewindsperso(?:on|nen)|bewindslieden|regering)|"
    r"het kabinet|(?:de|uw) (?:Tweede )?Kamer|de commissie)"
)
DOES = (
    r"(?:zal|zullen|zegt|zeggen|zegde|zegden|heeft|hebben|komt|komen|stuurt|sturen|informeert|informeren|gaat|gaan|zorgt|neemt|nemen|"
    r"ontvangt|krijgt|wordt|worden|doet|laat|zendt|onderzoekt|bekijkt|kijkt|beziet|verkent|rapporteert|brengt|betrekt|geeft|bespreekt|"
    r"vraagt|overlegt|streeft|verwacht|koppelt|legt|biedt|is bereid|treedt|agendeert|evalueert|publiceert|deelt|meldt|maakt|werkt|"
    rf"pakt|zet|past|stelt|voert|dient|levert|hoort|schrijft|reageert|gaf aan|heeft aangegeven|{HE_DOES})"
)
ITEM = any_of(
    rf"(?:^|[:,] |\bdat |\bis |\bstaan |\bdan |\ben |\bverder |\bdaarnaast ){WHO}(?=[ ,])[^.;?!]{{0,220}}? ?\b{DOES}\b",
    rf"\b{DOES} {WHO}\b",
    r"\bdat (?:we|wij|u) [^.;?!]{0,220}\b(?:krijgen|ontvangen|krijgt|ontvangt|geïnformeerd)\b",
    rf"\b(?:wij|we) (?:krijgen|ontvangen) [^.;?!]{{0,160}}\b{PAPER}\b|\b(?:krijgen|ontvangen) (?:wij|we) [^.;?!]{{0,160}}\b{PAPER}\b",
)
PASSIVE_ITEM = any_of(
    r"\b(?:wordt|worden|zal|zullen)\b[^.;?!]{0,240}"
    r"\b(?:Kamer|meegenomen|opgenomen|geïnformeerd|gestuurd|verwerkt|toegezonden|betrokken|ingegaan|teruggekomen|gepubliceerd|gedeeld|"
    r"verstrekt|onderzocht|aangeboden|uitgewerkt|toegestuurd|geëvalueerd|besproken|aangepast)\b",
    r"\b(?:komt|komen|gaat|gaan)\b[^.;?!]{0,160}\b(?:naar|aan|bij) de Kamer\b",
    r"\b(?:er|hierover|daarover) (?:komt|volgt)\b|\b(?:komt|volgt) er\b|\btoegezegd\b",
    rf"\b(?:komt|volgt)\b[^.;?!]{{0,80}}\b{PAPER}\b",
)
HE = re.compile(
    rf"^(?:(?:Ook|Verder|Daarnaast|Tot slot|Daarbij) )?(?:(?:[Hh]ij|[Zz]ij|[Zz]e) {DOES}|{DOES} (?:hij|zij|ze))\b.{{0,300}}"
    rf"\b(?:ook|daarnaast|verder|tevens|eveneens|Kamer|brief|{TO_TELL}|{TO_DO})\b"
)
PROMISED = re.compile(r"\bzeg(?:t|gen|de|den)\b[^.;?!]{0,300}\btoe\b|\btoegezegd\b", re.IGNORECASE)
"""Nothing but an item says this."""
POINTS_BACK = re.compile(
    r"(?:[^\s.]+ ){0,5}(?:hierover|daarover|hiervan|daarvan|erover|hierop|daarop|hierin|daarin|daarbij|hierbij)\b|"
    r"(?:dit|dat|die|deze) (?:gebeurt|doet|zal|wordt|volgt|komt|krijg\w+|ontvang\w+|is er)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on about the item before it."""
PROCEDURE = any_of(
    r"\btweeminutendebat\b(?! (?:\w+ )?(?:een|de) (?:brief|reactie))",
    r"\b(?:het woord|gestemd|gaat (?:verder|door)|vervolgt|dank)\b",
    r"\bkan leven\b",
    r"\b(?:wij|we|gaan|dinsdag|straks) stemmen\b|\bde stemming(?:en)? (?:is|zijn|vindt|vinden)\b|\bschors",
    r"\b(?:eerste|tweede|derde) termijn\b|\bis dat (?:zo|juist|correct)\b",
    r"\b(?:dat is een toezegging aan|deze toezegging|de toezegging die)\b|\bik (?:kijk|zie|hoor|dank|stel vast)\b",
)
"""Order of the meeting, and to whom something was promised: no items."""
IS_PROMISE = re.compile(r"\b(?:toezegging|genoteerd|noteren)\b", re.IGNORECASE)
NOT_APPROVED = re.compile(r"\btoezeggingen\b|\bgeen toezegging\b", re.IGNORECASE)
MEETING = any_of(
    r"\b(?:tweeminutendebat|debat|stemm\w+|gestemd|vergadering|vergaderen|plenair)\b",
    r"\b(?:zien (?:elkaar|we)|fijne?|prettige?|wens|tot (?:ziens|dan|morgen)|geniet|vakantie|reces in|met reces)\b",
)
"""What a chair says of the calendar of the meeting, not of an item."""
_QUOTED = r"[\"“'‘](?P<{}>[^\"”'’]{{1,40}})[\"”'’]"
SWAPS = re.compile(
    r"\b(?:maken we van|maak ik van|moet|wordt|veranderen we|verander ik|vervangen we|vervang ik)\b[^.\"“'‘]{0,30}"
    + _QUOTED.format("old") + r"[^.\"“'‘]{0,40}" + _QUOTED.format("new"),
    re.IGNORECASE,
)  # fmt: skip
WITHDRAWN = any_of(
    r"(?<!verder )\bgeen toezegging\b(?! aan| gedaan| meer)",
    r"\bniet als toezegging\b",
    r"\b(?:schrap|schrappen|verwijder|verwijderen|laat|laten|haal|halen|streep|strepen) (?:we|wij|ik)\b[^.]{0,30}"
    r"\b(?:toezegging|lijst|weg|vervallen|vallen|eraf|eruit|door)\b",
    r"\b(?:die|deze|dat|toezegging|'m|hem) (?:is |is dan |is hiermee )?(?:vervalt|vervallen|komt te vervallen|gaat eraf|gaat van de lijst)\b",
    r"\b(?:die|deze|dat|toezegging) (?:trek|trekken|schrap|schrappen|haal|halen|streep|strepen|neem|nemen) (?:we|wij|ik) "
    r"(?:dan |dus |weer |er |hierbij |maar )*(?:in\b|eraf|er af|weg|door|van de lijst|niet op|$|\.)",
)
REJECTED = re.compile(r"\b(?:nee|niet|geen)\b", re.IGNORECASE)
BUT = re.compile(r"\bmaar\b(?! ook)", re.IGNORECASE)
AGREES = re.compile(
    r"^(?:ja|klopt|akkoord|juist|correct|prima|zeker|eens|goed|oké|volgens mij klopt|dat klopt|dat is (?:goed|juist|correct|prima)|helemaal goed)\b",
    re.IGNORECASE,
)
TAKES_OVER = any_of(
    r"\b(?:pas|passen|pak|maak|maken|neem|nemen|voeg|voegen|noteer|noteren|verander|veranderen) (?:ik|we|wij)\b",
    r"\b(?:aangepast|aangevuld|toegevoegd|genoteerd)\b",
)
SAYS_AGAIN = re.compile(
    r"(?:nogmaals|ik (?:herhaal|zei|zeg|lees)|er staat|dan (?:wordt|is|luidt) (?:het|hij|ie|de toezegging)|dus|oftewel|(?:het|dat) wordt dan)\b",
    re.IGNORECASE,
)
IN_GENERAL = any_of(
    r"\b(?:een heel deel|een deel|sommige|alle toezeggingen|deze toezeggingen|in het algemeen|over het algemeen|altijd)\b"
)
TO_WHOM = re.compile(
    r"\b(?:toezegging (?:is )?(?:gedaan )?(?:aan|richting)|toegezegd aan|toe aan|zegt|zegde|richting|op verzoek van|op vraag van|aan)"
    r" (?P<to>(?:(?:de heer|mevrouw|meneer|het lid|de leden) (?:(?:van|de|den|der|ten|ter|van der|van den|van de|el|al) )?"
    r"[A-ZÀ-Þ][\w'’-]*(?:(?: (?:van|de|den|der|ten|ter|el|al))* [A-ZÀ-Þ][\w'’-]*){0,2})|(?:de|uw) (?:Tweede |Eerste )?Kamer|de commissie)"
)
"""To whom something is promised; "de heer Van den Berg", "de Kamer"."""

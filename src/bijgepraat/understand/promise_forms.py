# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The forms in which Dutch promises something, and what makes such a sentence firm, soft or doubtful: one pattern for each."""

from __future__ import annotations

import re

from bijgepraat.understand.promise_words import (
    ANY_VERB,
    DOES_NOW,
    GAP,
    KAMER,
    NEAR,
    NOT_MODAL,
    PAPER,
    SELF,
    SHORT_GAP,
    TELLS_NOW,
    TO_DO,
    TO_TELL,
    US,
    WE_DO_NOW,
    WILL,
    any_lower,
    any_of,
    one_of,
)

_COLLEAGUE = (
    r"(?:(?:mijn|onze|de) (?:collega|ambtgenoot|minister|staatssecretaris)(?:[- ]\w+)?"
    r"(?:,? (?:de (?:minister|staatssecretaris) )?(?:van|voor) (?-i:[A-Z])\w*(?:(?:,| en|,? &)? (?-i:[A-Z])\w*){0,6})?,?)"
)
_YES = r"(?:ja,? |jazeker,? |zeker,? |oké,? |prima,? |goed,? |akkoord,? |uiteraard,? |natuurlijk,? |bij dezen? |dan )*"
_AND_GLADLY = r"(?:,? (?:zeker|graag|ook|uiteraard|absoluut|natuurlijk|voor u|dan|wel|gewoon|met plezier))*"
_GLADLY = (
    r"(?:zeker |graag |ook |uiteraard |absoluut |natuurlijk |daartoe |hiertoe |best |wel |met alle plezier |met alle liefde )*"
)
_TO_CHAIR = r"(?:,? (?:voorzitter|(?:meneer|mevrouw) [\w -]{2,40}))?"
_TOLD = one_of("geïnformeerd geinformeerd ingelicht toegestuurd bijgepraat")
_SENT = one_of("gestuurd gedeeld verzonden gezonden aangeboden toegestuurd toegezonden verstrekt aangeleverd ingediend")
_DONE = one_of(
    """geëvalueerd gemonitord onderzocht aangepast gewijzigd opgenomen uitgewerkt ingediend meegenomen verwerkt verspreid betrokken
    geactualiseerd verlengd uitgebreid toegevoegd ingevoerd afgeschaft gepubliceerd opgeleverd vastgesteld meegewogen teruggekomen
    aangevuld hersteld besproken ingegaan"""
)

PERFORMS = any_lower(
    rf"\bzeg(?:gen)? {US} {GAP}toe\b(?! hoe| wat| of)",
    rf"\b{US} zeg(?:gen)? {GAP}toe\b(?! hoe| wat| of)",
    rf"\b(?:ik|wij|we|dat|dit|wat) (?:kan|kunnen|wil|willen|durf|mag) {GAP}toe(?:zeggen| te zeggen)\b",
    rf"\b(?:kan|kunnen|wil|willen|durf|mag) {US} {GAP}toe(?:zeggen| te zeggen)\b",
    rf"\blaat (?:ik|mij) {GAP}toezeggen\b",
    rf"\b(?:zegt het kabinet|het kabinet zegt|zegt de regering) {GAP}toe\b",
    rf"\bafspreken dat {US}\b",
    r"\btoezegging (?:is|doe|doen|geef|geven)\b",
    rf"\btoezegging (?:kan|wil) {US} {GAP}(?:doen|geven)\b",
    r"\b(?:de|die|deze|een) toezegging (?:doen|geven)\b",
    r"\bdoe(?:n)? (?:ik|wij|we) (?:u |hierbij |graag |dan )*(?:de|een|die|deze) toezegging\b",
    rf"\b{US} doe(?:n)? {NEAR}(?:de|een|die|deze) toezegging\b",
    rf"\bik {NEAR}toe bereid ben\b",
    rf"\b{US} (?:beloof|beloven|garandeer|garanderen)\b",
    rf"\b(?:beloof|garandeer) {US}\b",
    r"\bu (?:heeft|hebt|krijgt) mijn woord\b",
    rf"\blaten we afspreken dat {NEAR}(?:ik|wij|we|dit|dat)\b",
    rf"\b(?:ik spreek|spreek ik) {GAP}af\b",
    rf"\b(?:ik stel|stel ik|wij stellen|we stellen) (?:u )?voor (?:om|dat {US})\b",
    rf"\bneem {US} {GAP}over\b",
    rf"\b{US} neem {GAP}over\b(?=[.,;:!]|$| en | om )",
    rf"\b{US} {NEAR}(?:kan|wil|kunnen|willen) {NEAR}toezeggen\b",
    rf"\b(?:dat|dit) (?:zal|zullen|ga|gaan) {US}{_AND_GLADLY} doen\b",
    rf"\bben ik {NEAR}bereid\b",
    rf"\b(?:ik ben|wij zijn|we zijn) {_GLADLY}bereid\b",
    rf"^{_YES}(?:is )?(?:hierbij |bij dezen? )?toegezegd\b",
)
"""The words are the deed: "dat zeg ik toe"."""

ASSENT = any_lower(
    rf"^{_YES}(?:(?:dat|dit|die) (?:zal|zullen|ga|gaan) {US}|(?:zal|zullen|ga|gaan) {US})"
    rf"{_AND_GLADLY} (?:doen|regelen|uitzoeken|oppakken|nagaan){_TO_CHAIR}\W*$",
    rf"^{_YES}(?:dat|dit) (?:doe|regel|zoek|pak|check|doen|regelen|zoeken|pakken|checken) {US}{_AND_GLADLY}(?: (?:uit|op|na))?{_TO_CHAIR}\W*$",
    rf"^{_YES}(?:dat is goed,? |dat is prima,? )?(?:dan )?(?:doe|doen) {US} (?:dat|dit|het)(?: zo)?{_TO_CHAIR}\W*$",
    rf"^{_YES}(?:doe|regel|doen) {US}{_AND_GLADLY}{_TO_CHAIR}\W*$",
    rf"^{_YES}(?:daar|hier) (?:ga|gaan|zal|zullen) {US}{_AND_GLADLY} (?:achteraan|werk van maken|voor zorgen|mee aan de slag)\b",
)
"""Yes, and the whole of the promise stands in what was asked: "Zullen we doen."."""

INFORMS = any_lower(
    rf"\bdat (?:ik|het kabinet) {GAP}(?:stuur|zend|informeer|bericht|terugkom|toestuur|terugkoppel|aanbied|voorleg)\b",
    r"\b(?:het kabinet|de regering) (?:stuurt|zendt|informeert|rapporteert|publiceert)\b",
    r"\b(?:stuurt|zendt|informeert) het kabinet\b",
    rf"\b{US} (?:kom|komen) {GAP}(?:op terug|terug)\b",
    rf"\b{US} (?:kom|komen) {GAP}met (?:een|nieuwe|nadere|aanvullende|concrete) \w+",
    rf"\b{US}\b[^.;:?!]{{1,120}}? met een {SHORT_GAP}{PAPER} (?:over |hierover |daarover )?(?:kom|komen|zullen komen|zal komen)\b",
    rf"\b{US}\b[^.;:?!]{{1,200}}? en (?:stuur|sturen|zend|deel|delen|meld|koppel|koppelen|kom|komen|informeer|informeren|bericht|laat|laten) {NEAR}(?:\w+ )?(?:u|{KAMER}|terug|toe|na|weten)\b",
    rf"\b{US}\b[^.;:?!]{{1,200}}? en kom(?:en)? {GAP}met een \w+",
    rf"\b(?:het kabinet|de regering) komt {GAP}met (?:een|nieuwe|nadere|aanvullende|concrete) \w+|\bkomt het kabinet {GAP}met (?:een|nieuwe) \w+",
    rf"\b{US}\b[^.;:?!]{{1,200}}? en (?:ga|gaan|zal|zullen) {GAP}(?:{TO_TELL}|{TO_DO})\b",
    rf"\b(?:kom|komen) {US} {GAP}(?:op terug|terug|met een)\b",
    rf"\b{US} (?:laat|laten) {GAP}weten\b",
    rf"\b(?:laat|laten) {US} {GAP}(?:u|de Kamer|de commissie) {GAP}weten\b",
    rf"\blaat ik (?:het )?u (?:het )?{NEAR}weten\b",
    rf"\b(?:houd|hou|houden|breng|brengen|stel|stellen) {US} {GAP}op de hoogte\b",
    rf"\b{US} (?:houd|hou|houden|breng|brengen|stel|stellen) {GAP}op de hoogte\b",
    rf"\bdoe(?:n)? {US} {GAP}toekomen\b",
    rf"\ben (?:laat|laten|stuur|informeer) {NEAR}u\b",
    rf"\b(?:deel|delen|meld|melden) {US} {GAP}(?:met|bij|aan) (?:u|{KAMER})\b",
    rf"\b{US} (?:deel|delen|meld|melden) {GAP}(?:met|bij|aan) (?:u|{KAMER})\b",
    rf"\b(?:wil|willen|laat) (?:ik|mij|wij|we) {GAP}(?:in een {SHORT_GAP}{PAPER}|schriftelijk|op papier) {GAP}\w+en\b",
    rf"\b{US} (?:bied|bieden|leg|leggen) {GAP}(?:aan|voor)\b(?= {KAMER}|$)",
    rf"\b{US} (?:wil|willen|verwacht|verwachten) {GAP}{KAMER} {GAP}{TO_TELL}\b",
    rf"\b(?:dat|waarop|waarin|waarmee|wanneer) {SELF} {GAP}(?:wil|willen|zal|zullen|ga|gaan) {NEAR}{TO_TELL}\b",
    rf"\b(?:wil|willen) {US} {_GLADLY}{GAP}(?:graag|best|plezier) {GAP}{TO_TELL}\b",
    rf"\bdat (?:is|zal zijn|wordt) {NEAR}voor (?:zaterdag|zondag|maandag|dinsdag|woensdag|donderdag|vrijdag)\b",
)
"""The Kamer will hear or get something from whoever speaks."""
INFORMS_LATER = any_lower(
    rf"{WILL} {GAP}{TO_TELL}\b",
    rf"{WILL} {GAP}(?:op ingaan|op in|in op|ingaan)\b",
    rf"{WILL} {GAP}schriftelijk {GAP}\w+en\b",
)
INFORMS_NOW = any_lower(*TELLS_NOW)

_NO_DEED = one_of(
    """heb hebben had hadden ben zijn was waren zie zien vind vinden denk denken weet weten hoor horen snap snappen begrijp begrijpen
    kan kunnen kon konden wil willen wou wilde wilden moet moeten moest mag mogen mocht zou zouden hoop hopen zal zullen ga gaan ging gingen
    zei zeiden zeg zeggen noem noemen noemde lees lezen sta staan zit zitten merk merken schrijf schreef dank danken verwacht verwachten
    word worden werd werden krijg krijgen kreeg kregen blijf blijven bleef denk_dat geloof houd houden leef leven spreek spreken sprak
    ontvang ontvangen kom komen kwam kwamen loop lopen vraag wacht wachten sluit deel delen heet hoef hoeven ken kennen voel voelen
    wens streef streven probeer proberen werk werken doe doen deed deden ligt meen constateer zag zagen gaf gaven begin herinner
    dat die wat hoe als wanneer waar of want dus maar en om dan toen omdat zodat voordat nadat zoals terwijl hoewel waarom waarop waarin
    waarmee waarvan waarbij welke wie daarom daarmee ook nu nog niet wel toch daar hier jaar week maand zomer reces"""
)
ACTS = any_lower(
    rf"\bdat ik {GAP}(?:zal|ga) {NEAR}{TO_DO}\b",
    rf"\b(?:zal|zullen) {SHORT_GAP}(?:worden {_DONE}|{_DONE} worden)\b",
    rf"\b{US} (?:vraag) (?!u\b|de heer|mevrouw|mij\b|me\b|{KAMER}|begrip|het mij)",
    rf"\b(?:ik zorg|zorg ik) (?:dan )?voor (?:een|de|het)\b|\b(?:ik zorg|zorg ik|wij zorgen|{NOT_MODAL}we zorgen|zorgen we) (?:er {NEAR}voor )?(?:ervoor )?,? ?dat\b",
    rf"\blaat (?:ik|mij) {NEAR}zorgen\b",
    rf"\b{US} (?:laat|laten) {GAP}(?:onderzoek|onderzoeken|uitzoeken|doen|nagaan|evalueren|toetsen|actualiseren|uitwerken|doorrekenen)\b",
    rf"\b(?:laat|laten) {US} {GAP}(?:onderzoek|onderzoeken|uitzoeken|nagaan|evalueren|toetsen|actualiseren|uitwerken|doorrekenen)\b",
    rf"\b{US} (?:leid|leiden) {GAP}door\b",
    rf"\b(?:neem|nemen) {US} {GAP}(?:op|mee|nog mee) (?:in|bij|naar|met)\b",
    rf"\b{US} (?:neem|nemen) {GAP}(?:op|mee) (?:in|bij|naar)\b",
    rf"\b(?:neem|nemen) {US} {GAP}(?:in|bij) {SHORT_GAP}{PAPER} {NEAR}(?:op|mee)\b",
    rf"\b(?:neem|nemen) {US} (?:daarin|hierin|daar {NEAR}in|hier {NEAR}in) {NEAR}(?:op|mee)\b",
    rf"\b(?:ik regel|regel ik|regelen we|we regelen|ik maak|maak ik|we maken|maken we) {GAP}(?:afspraken|werk van)\b",
    r"\b(?:ik regel|regel ik) (?:dat|het|dit)\b",
    rf"\b(?:zet|zetten|regel|regelen) {US} {NEAR}(?:dicht |recht )?in (?:het Belastingplan|de (?:wet|regeling|begroting))\b",
    rf"\b(?:wil|willen) {US} {_GLADLY}{GAP}(?:graag|best|plezier) {GAP}{TO_DO}\b",
    rf"\b{US} (?:wil|willen) {GAP}(?:graag|best|plezier) {GAP}(?:organiseren|aanbieden|{TO_DO})\b",
    rf"\b(?:besteed|besteden) {US} {GAP}aandacht\b",
    rf"\b(?:ga|gaan) {US} {NEAR}op bezoek\b|\b{US} (?:ga|gaan) {NEAR}op bezoek\b",
)
"""Whoever speaks will do something else."""
ACTS_LATER = any_lower(
    rf"{WILL} {GAP}{TO_DO}\b",
    rf"{WILL} {ANY_VERB}",
)
ACTS_NOW = any_lower(*DOES_NOW)

ACTS_IN_TIME = any_lower(
    rf"(?:^|[,;:—–] |\b(?:en|maar|dus|want) ){US} (?!{_NO_DEED}\b)[a-zë]+\b",
    rf"(?<!dat )(?<!of )\b(?!{_NO_DEED}\b)[a-zë]{{3,}} {US}\b",
    r"\bhet kabinet (?:doet|maakt|trekt|stelt|legt|neemt|brengt|zet|start|begint|publiceert|besluit|beslist)\b",
)
"""Any deed of whoever speaks: a promise only with a term beside it (`TERM`)."""

ACTS_WITH_ANCHOR = any_lower(
    rf"\bdat (?:wij|we) {GAP}{TO_TELL}\b",
    r"\b(?:ik reis|reis ik|ik ga naar|ga ik naar)\b",
)
"""The same in weaker words: a promise only with something to hold it to (`ANCHOR`)."""
WE_ACT_NOW = any_lower(*WE_DO_NOW)

TO_THE_HOUSE = any_lower(
    rf"\b(?:{KAMER}|u) (?:ontvangt|krijgt|hoort|verneemt) {GAP}(?:van (?:mij|ons)|{PAPER}|stukken|cijfers)\b",
    rf"\b(?:ontvangt|krijgt|hoort|verneemt) (?:{KAMER}|u) {GAP}(?:van (?:mij|ons)|{PAPER}|stukken|cijfers)\b",
    rf"\b{KAMER} (?:ontvangt|krijgt)\b",
    rf"\b(?:ontvangt|krijgt) {KAMER}\b",
    rf"\b(?:{KAMER}|u) (?:kan|kunt|mag) {GAP}(?:tegemoetzien|tegemoet zien|verwachten)\b",
    rf"\b(?:kan|kunt|mag) (?:{KAMER}|u) {GAP}(?:tegemoetzien|tegemoet zien|verwachten)\b",
    rf"\b(?:zal|wordt) (?:{KAMER}|u) {GAP}{_TOLD}\b",
    rf"\b(?:{KAMER}|u) (?:zal|wordt) {GAP}{_TOLD}\b",
    rf"\b(?:wordt|worden|zal|zullen) {GAP}(?:naar|met|aan|bij) (?:u|{KAMER}) {GAP}(?:{_SENT}|worden {_SENT})\b",
    rf"\b(?:wordt|worden|zal|zullen) {GAP}{_SENT} {NEAR}(?:naar|met|aan|bij) (?:u|{KAMER})\b",
    rf"\b(?:komt|komen|gaat|gaan) {GAP}(?:naar|aan|bij) {KAMER}\b",
    rf"\b{PAPER} (?:komt|volgt|verschijnt) (?:nog |dan )?(?:voor|vóór|in|na|uiterlijk|volgende|deze|begin|eind|medio)\b",
    rf"\bnaar {KAMER} (?:komt|komen|gaat|gaan|wordt {_SENT}|worden {_SENT})\b",
    r"\b(?:gaat|gaan) (?:[^\s.;:?!]+ ){0,8}?naar de Raad van State\b|\b(?:gaat|gaan) (?:[^\s.;:?!]+ ){0,8}?in (?:internet)?consultatie\b",
    rf"\b(?:er|daar|daarover|hierover) (?:komt|volgt) {SHORT_GAP}{PAPER}\b",
    rf"\b(?:komt|volgt) (?:er|daar|daarover|hierover) {SHORT_GAP}{PAPER}\b",
)
"""Something will reach the Kamer, without saying by whom."""
TO_A_MEMBER = any_of(
    rf"\b(?:de heer|mevrouw|het lid) (?-i:[A-Z])[\w' -]{{1,40}}? (?:krijgt|ontvangt|hoort) {GAP}(?:van (?:mij|ons)|{PAPER})\b",
)
"""The same for one of its members. Wants the capitals of the text, unlike the others."""

_PRODUCT = rf"(?:{PAPER}|\w*wet|\w*regeling\w*|oplossing\w*|plannen|resultaten|besluit|advies|Kamer|{TO_TELL}|indienen|openstellen|klaar|rond)"
PLANS = any_lower(
    rf"\b{SELF} (?:is|ben|zijn) {NEAR}(?:voornemens|van plan)\b",
    rf"\b(?:ben|zijn|is) {SELF} {NEAR}(?:voornemens|van plan)\b",
    rf"\b{SELF} (?:streef|streven|streeft|verwacht|verwachten|zet|zetten) (?!niet\b){GAP}{_PRODUCT}\b",
    rf"\b{SELF} (?:streef|streven|streeft) (?:ernaar|er naar)\b",
    rf"\b{SELF} (?:hoop|hopen|hoopt|probeer|proberen|probeert) (?!dat\b){GAP}te (?:kunnen )?\w+en\b",
    rf"\b(?:hoop|hopen|hoopt|probeer|proberen|probeert) {SELF} (?!dat\b){GAP}te (?:kunnen )?\w+en\b",
    rf"\b(?:zal|zullen|ga|gaan) {US} {NEAR}proberen\b|\b{US} (?:zal|zullen|ga|gaan) {NEAR}proberen\b",
    rf"\b(?:verwacht|streef|verwachten) {SELF} {GAP}{_PRODUCT}\b",
    rf"\b(?:{SELF} (?:verwacht|verwachten)|(?:verwacht|verwachten) {SELF}) {GAP}te (?:kunnen )?\w+en\b",
    rf"\b{US} (?:wil|willen) {NEAR}proberen\b|\b(?:wil|willen) {US} {NEAR}proberen\b",
    rf"\ber wordt {NEAR}(?:aan )?gewerkt\b {GAP}om\b",
    rf"\b{US} mik(?:ken)? op\b|\bdoe(?:n)? {US} (?:mijn|ons) (?:uiterste )?best\b",
    rf"\b(?:ik denk|denk ik),? dat {US} {GAP}(?:kan|kunnen|zal|zullen) {NEAR}(?:{TO_TELL}|{TO_DO})\b",
    rf"\b{US} (?:zet|zetten) in op\b|\b{US} zou(?:den)? willen inzetten\b",
    r"\b(?:het streven|de bedoeling|de planning|de verwachting|de inzet|het voornemen|"
    r"(?:mijn|ons|onze) (?:streven|inzet|bedoeling|planning|verwachting|voornemen)) (?:is|blijft)\b",
    r"\b(?:is|blijft) (?:[^\s.;:?!]+ ){0,3}?(?:het streven|de bedoeling|de planning|(?:mijn|ons|onze) (?:streven|inzet|bedoeling))\b",
    rf"\b{_PRODUCT}\b {GAP}(?:is|staat|staan|zijn) (?:gepland|voorzien) {NEAR}(?:voor|in)\b",
    rf"\b{_PRODUCT}\b {GAP}naar verwachting\b",
    rf"\bnaar verwachting {GAP}{_PRODUCT}\b",
    r"\b(?:ik ga|ik doe|wij gaan|we gaan|we doen|wij doen) (?:mijn|ons) (?:uiterste )?best\b",
    rf"\b{US} (?:wil|willen) (?!niet\b|geen\b){GAP}(?:bezien|bekijken|openstellen|indienen|invoeren|voorleggen|publiceren|afronden)\b",
    rf"\bhet kabinet wil (?!niet\b|geen\b){GAP}(?:indienen|invoeren|voorleggen|publiceren|openstellen|regelen|afronden)\b",
    r"\bals alles meezit\b",
)
"""What is meant to happen: a promise only with something to hold it to (`ANCHOR`), and then a soft one."""

PLANNED = any_lower(
    rf"\b{_PRODUCT}\b {GAP}(?:wordt|worden) {GAP}(?:verwacht|{_DONE}|afgerond)\b",
    rf"\b(?:wordt|worden) (?:[^\s.;:?!]+ ){{0,10}}?{_DONE}\b",
)
"""What others, or nobody in particular, will do: only with a time."""

BY_COLLEAGUE = any_of(
    rf"\b{_COLLEAGUE} (?:zal|gaat|komt|stuurt|informeert) {GAP}(?:terug|op in|bij u|{TO_TELL}|{PAPER})\b",
    rf"\b(?:zal|gaat|komt|stuurt|informeert) {_COLLEAGUE} {GAP}(?:terug|op in|in kaart|bij u|{TO_TELL}|{PAPER})\b",
)
"""What a colleague will do: soft. Wants the capitals of the text, unlike the others."""
FOR_ANOTHER = any_lower(
    rf"\b(?:zij|hij) (?:zal|gaat|komt) {GAP}(?:terugkomen|terug|informeren|sturen|in kaart|bij u)\b",
    rf"\b{US} (?:wil|willen|zal|zullen) (?:mij|me|ons) {GAP}(?:inzetten|inspannen)\b",
    rf"\b(?:wil|willen|zal|zullen) {US} (?:mij|me|ons) {GAP}(?:inzetten|inspannen)\b",
)
"""For someone else, or an effort without an outcome: soft."""

SOFT = any_lower(
    r"\b(?:verwacht|verwachten|verwachting|hoop|hopen|hopelijk|probeer|proberen|trachten|misschien|mogelijk dat|wellicht)\b",
    r"\bstre(?:ef|ven|eft)\b",
    r"\bzou(?:den)?\b",
    r"\bwil(?:len)? (?:mij|me|ons)\b",
    r"\b(?:als alles meezit|als (?:het|dat) (?:enigszins |even )?lukt)\b",
    rf"\b{one_of('voornemens voornemen van_plan bedoeling planning mijn_best ons_best mikken uiterste_best gepland inspannen')}\b",
    rf"\b{one_of('zo_veel_mogelijk zoveel_mogelijk inzetten_op ik_denk_dat bekijken_of kijken_of kijken_wat bezien_of')}\b",
)
SOFT_BY_COLLEAGUE = any_of(
    rf"\b(?:zal|gaat|komt|stuurt|informeert) {_COLLEAGUE} ",
    rf"\b{_COLLEAGUE} (?:zal|gaat|komt|stuurt|informeert) ",
)
NOT_SOFT = any_lower(
    rf"\b(?:kan|kunt|mag) (?:{KAMER}|u) {GAP}verwachten\b", rf"\b(?:{KAMER}|u) (?:kan|kunt|mag) {GAP}verwachten\b"
)
ANCHOR = any_lower(
    rf"\b{KAMER}\b",
    r"\bu (?:allen )?(?:informeren|berichten)\b",
    r"\b(?:voor|vóór|na|in|tijdens) (?:het (?:\w+)?reces|de (?:zomer|winter|kerst|herfst|verkiezingen|feestdagen))\b",
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|20\d\d)\b",
    r"\b\w*begroting",
    r"\b(?:voor|vóór|tegen|aan|na) het (?:einde|eind|weekend|reces)\b",
    r"\bkomende (?:weken|tijd|maanden)\b",
    r"\b(?:binnen|over) (?:een|één|twee|drie|vier|vijf|zes|acht|enkele|een paar|\d+) (?:dagen|week|weken|maand|maanden|jaar)\b",
    rf"\b{one_of('bij_u aan_u met_u brief voortgangsrapportage rapportage najaar voorjaar kwartaal jaarverslag dit_jaar volgend_jaar')}\b",
    rf"\b{one_of('volgende_week deze_week van_de_week deze_zomer deze_winter Miljoenennota Belastingplan Prinsjesdag Voorjaarsnota')}\b",
    rf"\b{one_of('op_korte_termijn schriftelijk eerste_helft tweede_helft volgende_maand deze_maand morgen halfjaar afloop maandag')}\b",
    r"\b\w*(?:brief|rapportage|evaluatie|monitor|nota)\b",
    r"\b(?:overleg|raad|gesprek|debat) (?:van|op|in) (?:volgende|komende|aanstaande|\d)",
)
TIME = any_lower(
    r"\b(?:voor|vóór|na|in|tijdens|rond|medio|begin|eind) (?:het (?:\w+reces|reces|najaar|voorjaar)|de (?:zomer|winter|kerst|herfst))\b",
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|20\d\d|kwartaal|helft)\b",
    rf"\b{one_of('dit_jaar volgend_jaar volgende_week deze_week deze_zomer volgende_maand deze_maand op_korte_termijn najaar voorjaar')}\b",
    r"\bPrinsjesdag\b|\bVoorjaarsnota\b",
)
TERM = any_lower(
    r"\b(?:uiterlijk|voor|vóór|na) (?:het (?:\w+reces|reces|najaar|voorjaar|eind\w*)|de (?:zomer|kerst|verkiezingen|feestdagen)|Prinsjesdag|"
    r"\d{1,2} \w+|(?:begin |eind |in )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))\b",
    r"\b(?:volgende week|volgende maand|volgend jaar|dit najaar|dit voorjaar|komend (?:najaar|voorjaar|jaar)|deze week|nog dit jaar|later dit jaar)\b",
    r"\bin het (?:eerste|tweede|derde|vierde|volgende) kwartaal\b|\bin het (?:najaar|voorjaar)\b",
    r"\b(?:binnen|over) (?:een|één|twee|drie|vier|vijf|zes|acht|tien|\d+) (?:dagen|week|weken|maand|maanden)\b",
)
PERFECT = re.compile(r"\b(?:heb|hebben|hebt|had|hadden|werd|werden|was|waren)\b")
GOES_INTO = any_lower(
    rf"\b(?:ga|gaan|zal|zullen) {US} .{{0,60}}\b(?:in op|op in|ingaan)\b",
    rf"\b{US} (?:ga|gaan|zal|zullen) .{{0,60}}\b(?:in op|op in|ingaan)\b",
)
"""Answering here and now, unless a paper is named in which it will be done."""
IN_PAPER = re.compile(r"\b(?:\w*rapportage|\w*brief|\w*evaluatie|begroting\w*|\w*agenda|\w*monitor|\w*nota|daarin)\b")
BARE_RETURN = any_lower(
    rf"\bkom(?:en)? {US} (?:zeker |absoluut |graag |nog |dan |ook |er |daar |even |natuurlijk )*op terug\b",
    rf"\b{US} kom(?:en)? (?:daar|hier|er) (?:zeker |absoluut |graag |nog |dan |ook |even |natuurlijk )*op terug\b",
)
STEERS = any_lower(
    rf"\bstu(?:ur|ren) {US} (?:er |daar |ook |actief |hard )*op\b", rf"\b{US} stu(?:ur|ren) (?:er |daar |ook |actief |hard )*op\b"
)
CUSTOM = any_lower(
    r"\b(?:jaarlijks|periodiek|maandelijks|doorgaans|altijd|gebruikelijk is|doorlopend|regelmatig|normaal gesproken|thematische)\b",
    r"\b(?:elk|ieder|elke|iedere) (?:half ?jaar|jaar|kwartaal|maand|week|keer)\b",
)
FUTURE = re.compile(r"\b(?:zal|zullen|ga|gaan)\b")


KEEPS = any_lower(
    r"^(?:zoals|conform|overeenkomstig) [^;:?!]{0,120}?\b(?:toegezegd|beloofd|toezegging)\b"
    r"(?: (?:in|tijdens|bij) (?:het|een) \w*(?:debat|overleg)(?: van \d{1,2} \w+(?: 20\d\d)?)?)?,? "
    r"(?:informeer|stuur|zend|deel|bied|doe|geef|sturen|zenden|informeren|delen|bieden) (?:ik|wij|we)\b"
)
"""What is sent with these very words was promised before, and is no promise of its own: "Zoals toegezegd stuur ik u het rapport"."""

BARE_PROMISE = any_lower(
    rf"^{_YES}(?:dat|dit|die toezegging) (?:zeg(?:gen)? {US}|kan {US}|kunnen {US}|wil {US}|doe {US}) {GAP}(?:toe|toezeggen|doen)\W*$",
    rf"^{_YES}(?:daar|daartoe|hiertoe) (?:ben ik|zijn we|zijn wij){_AND_GLADLY} (?:toe )?bereid\W*$",
    rf"^{_YES}(?:is )?(?:hierbij |bij dezen? )?toegezegd\W*$",
)

SPEAKERS = frozenset("ik mij wij we kabinet regering".split())
FUTURES = frozenset("zal zullen ga gaan gaat".split())
PLANNING = frozenset(
    """voornemens voornemen plan streef streven streeft verwacht verwachten verwachting hoop hopen hoopt probeer proberen probeert bedoeling
    planning inzet gepland voorzien best wil willen mik mikken zet zetten inzetten gewerkt denk meezit lukt""".split()
)
PASSIVES = frozenset("wordt worden".split())
PROMISE_WORDS = frozenset("toezegging toegezegd toezeggen woord".split())
"""Words without which the patterns that begin with them need not be tried: most sentences have none."""

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Whether one sentence, said or written by a member of the cabinet, holds a promise, and how firm it is.

Three things must come together: someone who answers for it (ik, wij, het kabinet, a colleague), something that will be done, and
nothing that takes it back: a refusal, a condition, a report of an older promise, the order of the debate.
"""

from __future__ import annotations

import re

from bijgepraat.model.claims import Strength

_LONGEST = 1_500
"""Characters. What is longer is a table or a paragraph without full stops."""

# Between the finite verb and the rest a Dutch sentence puts almost anything; the upper bounds keep a search short.
_GAP = r"(?:[^\s.;:?!]+ ){0,18}?"
_SHORT_GAP = r"(?:[^\s.;:?!]+ ){0,6}?"
_NEAR = r"(?:[^\s.;:?!]+ ){0,3}?"
_I = r"(?:ik|wij|we)"
_SELF = r"(?:ik|wij|we|het kabinet|de regering)"
_KAMER = r"(?:uw|de) Kamer"
_OTHER = r"(?:mijn collega|de minister|de staatssecretaris)"
_YES = r"(?:ja,? |zeker,? |oké,? |prima,? |bij dezen? )*"
_GLADLY = r"(?:zeker |graag |ook |uiteraard |absoluut |daartoe |hiertoe )*"


def _one_of(words: str) -> str:
    """An alternation of words that are parted by white space; an underscore stands for a space."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_TO_INFORM = _one_of(
    """informeren sturen toesturen toe_te_sturen te_sturen toezenden zenden toekomen terugkomen op_terug mee_terug terugkoppelen
    berichten laten_weten rapporteren delen communiceren aanbieden voorleggen schriftelijk publiceren opleveren melden
    te_informeren te_publiceren"""
)
_TO_DO = _one_of(
    """onderzoeken onderzoek_doen verkennen vragen navragen navraag bespreken overleggen agenderen opnemen betrekken doorgeleiden
    aankaarten evalueren monitoren uitwerken aanpassen wijzigen indienen inventariseren in_kaart onder_de_aandacht ter_sprake
    ter_kennis in_gesprek
    om_tafel aan_tafel gesprek_aangaan nagaan bezien zorgen zorg_voor aansturen aandringen inzetten inbrengen oppakken regelen
    aanwezig appel_doen suggestie aanspreken verzoeken meegenomen meenemen terug_laten_komen stilsta stilstaan kijken_hoe
    kijken_of uitvoeren aanvullen toevoegen toetsen versnellen verlengen vaststellen besluiten wegen instellen invoeren
    organiseren overmaken bezoek brengen"""
)
_SENDS = _one_of("stuur sturen stuurt zend zenden zendt informeer informeren informeert bericht rapporteer publiceer")
_DONE = _one_of("geëvalueerd gemonitord onderzocht aangepast gewijzigd opgenomen uitgewerkt ingediend meegenomen verwerkt")
_SENT = _one_of("gestuurd gedeeld verzonden gezonden aangeboden toegestuurd")
_TOLD = _one_of("geïnformeerd geinformeerd ingelicht toegestuurd")
_PRODUCT = _one_of(
    """brief kamerbrief rapport rapportage wetsvoorstel wet voorstel voorstellen Kamer regeling subsidieregeling oplossing
    oplossingsrichtingen plan plannen onderzoek evaluatie resultaten besluit impactanalyse analyse verkenning advies agenda
    publiceren sturen informeren indienen opleveren voorleggen aanbieden"""
)
_PAPER_FOR_YOU = _one_of("van_mij van_ons brief rapport rapportage overzicht voorstel reactie terugkoppeling")
_RETURN = _one_of("terugkomen terug informeren sturen in_kaart bij_u")
_WILL = rf"(?:\b{_SELF} (?:zal|zullen|ga|gaan|gaat)\b|\b(?:zal|zullen|ga|gaan|gaat) {_SELF}\b)"

_PERFORMS = _any(
    rf"\bzeg(?:gen)? {_I} {_GAP}toe\b",
    rf"\b{_I} zeg(?:gen)? {_GAP}toe\b",
    rf"\b(?:ik|wij|we|dat) (?:kan|kunnen|wil|willen|durf) {_GAP}toe(?:zeggen| te zeggen)\b",
    rf"\b(?:kan|kunnen|wil|willen) {_I} {_GAP}toezeggen\b",
    r"\btoezegging (?:is|doe|doen|geef)\b",
    r"\b(?:de|die|deze) toezegging (?:doen|geven)\b",
    r"\bdoe(?:n)? (?:ik|wij|we) (?:u |hierbij |graag |dan )*(?:de|een|die|deze) toezegging\b",
    rf"\b{_I} (?:beloof|beloven|garandeer|garanderen)\b",
    r"\b(?:beloof|garandeer) ik\b",
    rf"\blaten we afspreken dat {_NEAR}(?:ik|wij|we|dit|dat)\b",
    rf"\b(?:ik stel|stel ik|wij stellen|we stellen) (?:u )?voor (?:om|dat {_I})\b",
    rf"\bneem ik {_GAP}over\b",
    rf"\bben ik {_NEAR}bereid\b",
    rf"\bik ben {_GLADLY}bereid\b",
    rf"^{_YES}toegezegd\b",
    rf"^{_YES}(?:dat|dit) (?:zal|zullen|ga|gaan) {_I} {_GLADLY}doen\W*$",
)
"""The words are the deed: "dat zeg ik toe"."""

_INFORMS = _any(
    rf"{_WILL} {_GAP}{_TO_INFORM}\b",
    rf"\b(?:ik|wij|we|het kabinet) {_SENDS}\b",
    rf"\b{_SENDS} (?:ik|wij|we|het kabinet)\b",
    rf"\bdat (?:ik|wij|we|het kabinet) {_GAP}(?:{_SENDS}|terugkom|terugkomen|toestuur)\b",
    rf"\b{_I} (?:kom|komen) {_GAP}(?:op terug|terug|met een brief|met een voorstel|met een plan)\b",
    rf"\b(?:kom|komen) {_I} {_GAP}(?:op terug|terug|met een)\b",
    rf"\b{_I} (?:laat|laten) {_GAP}weten\b",
    rf"\bdoe(?:n)? {_I} {_GAP}toekomen\b",
    rf"\ben (?:laat|laten) {_NEAR}u {_NEAR}weten\b",
    rf"{_WILL} {_GAP}(?:op ingaan|op in|ingaan)\b",
    rf"\b{_I} (?:bied|bieden|leg|leggen) {_GAP}(?:aan|voor)\b(?= {_KAMER}|$)",
    rf"\b{_I} (?:wil|willen|verwacht|verwachten) {_GAP}{_KAMER} {_GAP}{_TO_INFORM}\b",
    rf"\b(?:dat|waarop|waarin|waarmee|wanneer) {_SELF} {_GAP}(?:wil|willen|zal|zullen|ga|gaan) {_NEAR}{_TO_INFORM}\b",
    rf"\bdat (?:is|zal zijn|wordt) {_NEAR}voor (?:zaterdag|zondag|maandag|dinsdag|woensdag|donderdag|vrijdag)\b",
)
"""The Kamer will hear or get something from whoever speaks."""

_ACTS = _any(
    rf"{_WILL} {_GAP}{_TO_DO}\b",
    rf"\b(?:zal|zullen) {_SHORT_GAP}(?:worden {_DONE}|{_DONE} worden)\b",
    rf"\b{_I} (?:vraag|verken|onderzoek|agendeer|evalueer|bespreek|monitor) ",
    rf"\b{_I} (?:laat|laten) {_GAP}(?:onderzoek|onderzoeken|uitzoeken|doen|nagaan|evalueren)\b",
    rf"\b(?:laat|laten) {_I} {_GAP}(?:onderzoek|onderzoeken|uitzoeken|nagaan|evalueren)\b",
    rf"\b{_I} (?:pak|pakken) {_GAP}op\b",
    rf"\b{_I} (?:ga|gaan) {_NEAR}na\b",
    rf"\b{_I} (?:geleid|leid|geleiden|leiden) {_GAP}door\b",
    rf"\b{_I} (?:breng|brengen) {_GAP}(?:onder de aandacht|ter sprake|in kaart)\b",
    rf"\b(?:neem|nemen) {_I} {_GAP}(?:op|mee) in\b",
    rf"\b{_I} (?:neem|nemen) {_GAP}(?:op|mee) in\b",
    rf"\b(?:zet|zetten|regel|regelen) {_I} {_NEAR}in het Belastingplan\b",
)
"""Whoever speaks will do something else."""

_TO_THE_HOUSE = _any(
    rf"\b{_KAMER} (?:ontvangt|krijgt)\b",
    rf"\b(?:ontvangt|krijgt) {_KAMER}\b",
    rf"\b(?:zal|wordt) {_KAMER} {_GAP}{_TOLD}\b",
    rf"\b{_KAMER} (?:zal|wordt) {_GAP}{_TOLD}\b",
    rf"\b(?:wordt|worden|zal|zullen) {_GAP}(?:naar|met|aan) {_KAMER} {_GAP}{_SENT}\b",
    rf"\b(?:komt|komen|gaat|gaan) {_GAP}naar {_KAMER}\b",
    rf"\bnaar {_KAMER} (?:komt|komen|gaat|gaan|wordt {_SENT}|worden {_SENT})\b",
    rf"\bu (?:ontvangt|krijgt) {_GAP}{_PAPER_FOR_YOU}\b",
    rf"\b(?:ontvangt|krijgt) u {_GAP}{_PAPER_FOR_YOU}\b",
)
"""Something will reach the Kamer, without saying by whom."""

_PLANS = _any(
    rf"\b{_SELF} (?:is|ben|zijn) {_NEAR}(?:voornemens|van plan)\b {_GAP}{_PRODUCT}\b",
    rf"\b(?:ik|wij|we|het kabinet) (?:streef|streven|streeft|verwacht|verwachten) (?!niet\b){_GAP}{_PRODUCT}\b",
    rf"\b(?:verwacht|streef) ik {_GAP}{_PRODUCT}\b",
    rf"\b(?:het streven|de bedoeling|mijn streven|ons streven) is\b {_GAP}{_PRODUCT}\b",
    rf"\b{_PRODUCT}\b {_GAP}(?:is|staat|staan|zijn) (?:gepland|voorzien) {_NEAR}(?:voor|in)\b",
    rf"\b{_PRODUCT}\b {_GAP}naar verwachting\b",
    rf"\bnaar verwachting {_GAP}{_PRODUCT}\b",
    rf"\b{_PRODUCT}\b {_GAP}(?:wordt|worden) {_GAP}(?:verwacht|gepubliceerd|opgeleverd|geëvalueerd|afgerond|ingediend)\b",
    r"\bworden? in 20\d\d geëvalueerd\b",
    rf"\b(?:{_OTHER}|zij|hij)(?: van [A-Z]\w*| [A-Z]\w*|, [^,.;]{{1,40}},)? (?:zal|gaat|komt) {_GAP}{_RETURN}\b",
    rf"\b(?:zal|gaat|komt) {_OTHER}\b {_GAP}{_RETURN}\b",
    rf"\b{_I} (?:wil|willen|zal|zullen) (?:mij|me|ons) {_GAP}(?:inzetten|inspannen)\b",
)
"""What is meant to happen: a promise only with something to hold it to (`_ANCHOR`), and then a soft one."""

_SOFT = _any(
    r"\bverwacht(?:en)?\b",
    r"\bstre(?:ef|ven|eft)\b",
    r"\bzou(?:den)?\b",
    r"\bwil(?:len)? (?:mij|me|ons)\b",
    rf"\b{_one_of('verwachting voornemens van_plan bedoeling proberen trachten misschien hopelijk mijn_collega gepland')}\b",
    rf"\b{_one_of('zo_veel_mogelijk zoveel_mogelijk inzetten_op ik_denk_dat bekijken_of')}\b",
)
_ANCHOR = _any(
    rf"\b{_KAMER}\b",
    r"\bu (?:allen )?(?:informeren|berichten)\b",
    r"\b(?:voor|na) (?:het (?:\w+)?reces|de (?:zomer|winter))\b",
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|20\d\d)\b",
    r"\bbegroting",
    r"\bkomende (?:weken|tijd|maanden)\b",
    rf"\b{_one_of('bij_u brief voortgangsrapportage rapportage najaar voorjaar kwartaal jaarverslag dit_jaar volgende_week')}\b",
    rf"\b{_one_of('deze_zomer Miljoenennota Belastingplan Prinsjesdag op_korte_termijn schriftelijk eerste_helft')}\b",
)

_ORDER_OF_DEBATE = _any(
    r"\b(?:eerste|tweede|derde) termijn\b",
    r"\b(?:straks|zo ?meteen|dadelijk|in dit debat|doorlezen|voorlezen|beginnen|spreken over|beantwoorden|beantwoord)\b",
    r"\blater in (?:het|mijn|dit)\b",
    r"\b(?:blokje|mapje|kopje)s?\b",
    r"\bschors",
    r"\binterruptie",
    r"\bde heer \w+ vroeg\b",
    r"\bga (?:ik )?(?:nu )?(?:verder|door)\b",
    rf"\b(?:ga|gaan) {_I} (?:nu |dan |eerst |graag )*(?:naar|over op) de\b",
    r"\b(?:de|uw|deze|alle|aantal|resterende|openstaande) vragen\b",
    r"\bkom (?:ik )?(?:nu |dan |eerst )?(?:bij|tot|aan|toe)\b",
    r"\bkom ik (?:nu |dan )?op (?:de|een|het)\b",
    r"\bmijn (?:tekst|beantwoording|inleiding|bijdrage)\b",
)
_GOES_INTO = _any(
    rf"\b(?:ga|gaan|zal|zullen) {_I} .{{0,60}}\b(?:in op|op in|ingaan)\b",
    rf"\b{_I} (?:ga|gaan|zal|zullen) .{{0,60}}\b(?:in op|op in|ingaan)\b",
)
"""Answering here and now, unless a paper is named in which it will be done."""
_PAPER = _any(r"\b(?:\w*rapportage|\w*brief|\w*evaluatie|begroting\w*|agenda|monitor|nota)\b")
_MOTION = _any(
    rf"\b{_one_of('oordeel_Kamer ontraden ontraad ontijdig verzoekt_de_regering motie_kan_ik aan_te_houden')}\b",
    r"\bappreci",
    r"\bzo mag (?:lezen|interpreteren|uitleggen)\b",
    r"\bals (?:ik|we) de motie\b",
)
_ASKED = _any(
    rf"\b{_one_of('vroeg vraagt vroegen gevraagd vragen vraag verzoek')} (?:[^.;?!]{{0,80}} )?of (?:ik|wij|we|het|de|dat|er)\b",
    r"\bde vraag is\b",
    r"\bvraag of\b",
)
_CUSTOM = _any(
    r"\b(?:jaarlijks|periodiek|maandelijks|doorgaans|altijd|gebruikelijk is|(?:elk|ieder) jaar|normaal gesproken|thematische)\b"
)
_FUTURE = _any(r"\b(?:zal|zullen|ga|gaan)\b")
_OBLIGED = _any(rf"\b(?:zal|zullen) {_GAP}moeten\b")
_STEERS = _any(
    rf"\bstu(?:ur|ren) {_I} (?:er |daar |ook |actief |hard )*op\b",
    rf"\b{_I} stu(?:ur|ren) (?:er |daar |ook |actief |hard )*op\b",
)
_NOW = _any(
    r"\b(?:hierbij|bijgaand|(?:bij|met|in|middels|door middel van) deze brief)\b",
    r"\bhiermee (?:stuur|informeer|bied|zend|geef|kom|voldoe)\b",
)
_PAST = _any(
    rf"\b(?:heb|hebben|heeft|had|hadden|is|was|werd|waren) {_GAP}(?:toegezegd|beloofd|toezegging gedaan|afgesproken)\b",
    r"\beerder (?:is )?toegezegd\b",
    r"\bdestijds\b",
    r"\b(?:heb|hebben) (?:ik|wij|we|u) (?:al|eerder|net|zojuist)\b",
    rf"\b(?:heb|hebben) {_I} .{{0,60}}(?:gestuurd|verzonden|gezonden|geïnformeerd)\b",
)
_CAN = _one_of("kan kunnen wil willen ga gaan zal zullen zou durf doe hoef hoeven")
_REFUSES = _any(
    rf"\b(?:{_CAN}|zeg|moet) (?:ik|we|wij|dat|dit|het|u|er|daar) {_NEAR}(?:niet|geen|nooit)\b",
    rf"\b(?:ik|we|wij|het kabinet) {_CAN} {_NEAR}(?:niet|geen|nooit)\b",
    r"\bis (?:[^\s.;]+ ){0,4}niet een\b",
    r"\bgeen toezegging\b",
    r"\bniet (?:willen |kunnen )?(?:toezeggen|toe te zeggen)\b",
    r"\b(?:aarzeling|aarzel|terughoudend|niet in mee)\b",
    r"\bzie (?:ik )?(?:nu )?geen (?:aanleiding|reden)\b",
)
_CONDITION = _any(
    r"^(?:maar |en |dus )?(?:als|indien|mocht|zodra|wanneer|op het moment dat|tenzij)\b",
    r"\bmocht(?:en)? (?:er|dat|dit|het|de)\b",
    r"\bals er\b",
)
_BARE_RETURN = _any(rf"\bkom(?:en)? {_I} (?:zeker |absoluut |graag |nog |dan |ook |er |daar )*op terug\b")


def judge_promise(sentence: str) -> Strength | None:
    """How firm a promise the sentence is, or None when it is none. Sentences over `_LONGEST` are not judged."""
    if len(sentence) > _LONGEST or sentence.endswith("?") or sentence[:1] in '"“':
        return None
    performs = _PERFORMS.search(sentence)
    informs = _INFORMS.search(sentence) or _TO_THE_HOUSE.search(sentence)
    acts = _ACTS.search(sentence)
    anchor = _ANCHOR.search(sentence)
    plans = anchor and _PLANS.search(sentence)
    if not (performs or informs or acts or plans):
        return None
    if any(pattern.search(sentence) for pattern in (_REFUSES, _MOTION, _ORDER_OF_DEBATE, _ASKED, _OBLIGED, _NOW)):
        return None
    taken_back = (
        (_STEERS.search(sentence) and not performs)
        or (_GOES_INTO.search(sentence) and not _PAPER.search(sentence))
        or (_CUSTOM.search(sentence) and not (performs or _FUTURE.search(sentence)))
        or (_PAST.search(sentence) and not informs)
        or (_CONDITION.search(sentence) and not (anchor and informs))
        or (_BARE_RETURN.search(sentence) and not anchor)
    )
    if taken_back:
        return None
    firm = performs or informs or acts
    return "hard" if firm and not _SOFT.search(sentence) else "zacht"


_REPORTS = re.compile(
    r"\b(?P<role>(?:[Dd]e )?(?:[Dd]emissionair )?(?:[Mm]inister(?:-president)?|[Ss]taatssecretaris|[Hh]et kabinet|[Dd]e regering)"
    r"(?: van [A-Z][\w,& ]{1,60}?)?)(?: [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})?,? "
    r"(?:(?:zegt|zegde|heeft|hebben) [^.;?!]{0,160}?\b(?:toe|toegezegd)\b|(?:belooft|garandeert)\b|"
    r"(?:zal|gaat|komt|stuurt|informeert) [^.;?!]{0,160}?\bKamer\b)"
)
_NO_REPORT = _any(
    r"\b(?:niet|geen|nooit)\b",
    r"\bverzoek(?:t|en)?\b",
    r"\b(?:of|als|indien|mocht) (?:de (?:minister|staatssecretaris)|het kabinet)\b",
)


def judge_report(sentence: str) -> str | None:
    """Who promises something according to the sentence ("minister van Financiën"), or None when nobody does."""
    if len(sentence) > _LONGEST or sentence.endswith("?") or _NO_REPORT.search(sentence) or _MOTION.search(sentence):
        return None
    report = _REPORTS.search(sentence)
    return re.sub(r"^(?:de|het) ", "", report["role"], flags=re.IGNORECASE).strip() if report else None

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What takes the promise out of a sentence that has the words of one: a refusal, a condition, the past, the order of the debate.

All functions want the sentence in lower case (`promise_words.lowered`).
"""

from __future__ import annotations

import re

from bijgepraat.understand.promise_words import GAP, KAMER, NEAR, US, any_lower, one_of

_ORDER_OF_DEBATE = any_lower(
    r"\b(?:eerste|tweede|derde) termijn\b",
    r"\b(?:straks|zo ?meteen|zo dadelijk|dadelijk|in dit debat|doorlezen|voorlezen|beginnen|spreken over)\b",
    r"\b(?:daar|hier|dan|ik|er|nog|op) zo (?:even |nog |meteen )*(?:op|in|bij|terug)\b",
    r"\bga(?:an)? (?:ik|we) zo\b|\b(?:ik|we) gaa?n? zo\b|\bkom(?:en)? (?:ik|we) zo\b|\b(?:ik|we) kom(?:en)? zo\b",
    r"\b(?:beantwoorden|beantwoord)\b(?!.{0,40}\bper brief)(?<!schriftelijk beantwoorden)(?<!brief beantwoorden)",
    r"\blater in (?:het|mijn|dit)\b",
    r"\b(?:blokje|mapje|kopje)s?\b",
    r"\bschors",
    r"\binterruptie",
    r"\bga (?:ik )?(?:nu )?(?:verder|door)\b",
    rf"\b(?:ga|gaan) {US} (?:nu |dan |eerst |graag |even )*(?:naar|over op|over naar) (?:de|het)\b(?! (?:gemeente|stad|regio|provincie))",
    rf"\b{US} (?:ga|gaan) (?:nu |dan |eerst |graag |even )*(?:over op|over naar)\b",
    r"\b(?:de|uw|deze|alle|aantal|resterende|openstaande|gestelde) vragen\b(?!.{0,60}\bschriftelijk\b)",
    r"\bde volgorde\b|\bvan een oordeel\b|\bkort te houden\b|\bkort houden\b",
    r"\bkom (?:ik )?(?:nu |dan |eerst )?(?:bij|tot|aan|toe)\b(?! u\b| de Kamer| uw Kamer)",
    r"\bkom ik (?:nu |dan )?op (?:de|een|het)\b",
    r"\b(?:debat|discussie)\w* .{0,60}\b(?:voeren|aangaan)\b|\bdat debat\b",
    r"\bmijn (?:tekst|beantwoording|inleiding|bijdrage|spreektekst)\b",
    r"\blaat (?:ik|mij) (?:\w+ ){0,3}?(?:beginnen|zeggen|vooropstellen|uitleggen|herhalen|benadrukken)\b",
    r"\b(?:ik zal|zal ik) (?:\w+ ){0,3}?(?:uitleggen|eerlijk zeggen|ontkennen|geheim van maken)\b",
)
_MOTION = any_lower(
    rf"\b{one_of('oordeel_Kamer ontraden ontraad ontijdig verzoekt_de_regering verzoekt_het_kabinet motie_kan_ik aan_te_houden')}\b",
    r"\b(?:het )?oordeel (?:aan|over aan) de Kamer\b",
    r"\bappreci",
    r"\bzo mag (?:lezen|interpreteren|uitleggen|zien|verstaan)\b",
    r"\bals (?:ik|we) de motie\b|\bals de motie (?:zo|is)\b",
    r"\b(?:deze|de) motie verzoekt\b|\bde motie-[\w/ -]{2,40} verzoekt\b",
)
_ASKED = any_lower(
    rf"\b{one_of('vroeg vraagt vroegen gevraagd vragen vraag verzoek')} (?:[^.;?!]{{0,80}} )?of (?:ik|wij|we|het|de|dat|er)\b",
    r"\b(?:vroeg|vraagt|(?:wil|wilt|willen|wilde|graag|mogen) weten|benieuwd|gevraagd|vragen|vraag) (?:\w+ ){0,3}?(?:wat|hoe|wanneer|waarom|welke|waar) (?:ik|wij|we|het kabinet)\b",
    r"\b(?:wil|wilt|willen|wilde|wilden|graag|mogen) (?:\w+ ){0,3}?(?:weten|horen) (?:[^.;?!]{0,80} )?of (?:ik|wij|we|het|de|dat|er)\b",
    r"\b(?:de heer|mevrouw|meneer) [\w -]{2,40} (?:vroeg|vraagt)(?: [^.;:?!,]{1,80})?$",
    r"\bde vraag (?:is|was)\b",
    r"\bvraag of\b",
    r"\b(?:is|wordt|werd) (?:mij |ons )?(?:er )?gevraagd\b",
    r"\bvroeg(?:en)? (?:mij |ons )?om een toezegging\b|\b(?:om|(?<!doe )graag) (?:een|de) toezegging\b",
    r"\bik vraag de (?:minister|staatssecretaris|regering)\b",
)
_OBLIGED = any_lower(
    rf"\b(?:zal|zullen) {GAP}moeten\b", r"\b(?:ik|we|wij|daar|dat|dit) moet(?:en)? (?:we|wij|ik|er|daar|dat|dit|de)\b"
)
_NOW = any_lower(
    r"\b(?:hierbij|bijgaand|(?:bij|met|in|middels|door middel van|via) deze brief)\b(?! toe| doe ik de toezegging)",
    r"\bhiermee (?:stuur|informeer|bied|zend|geef|kom|voldoe|beschouw)\b",
)
_OTHERS = any_lower(
    r"\b(?:ik hoop|hoop ik|ik verwacht|verwacht ik) (?:van|dat) (?:de |alle )?(?:gemeenten?|provincies?|wethouders?|colleges?|raden|u|zij)\b",
    r"\bik ga (?:ervan|er van) uit\b|\bik ga (?:er|daar) niet over\b",
    r"\b(?:wanneer|als) een (?:gemeente|provincie)\b",
)
_AS_PROMISED = r"(?<!zoals )(?<!zoals eerder )(?<!zoals ook )"
_PAST = any_lower(
    rf"{_AS_PROMISED}\b(?:heb|hebben|heeft|had|hadden|is|was|werd|waren) {GAP}(?:toegezegd|beloofd|toezegging gedaan|afgesproken)\b",
    r"(?<!zoals )\b(?:eerder|reeds|al) (?:is )?toegezegd\b",
    r"\b(?:destijds|toentertijd|indertijd)\b",
    r"\b(?:heb|hebben) (?:ik|wij|we|u) (?:u |daar |dat |de Kamer )?(?:al|eerder|net|zojuist|toen)\b",
    rf"\b(?:heb|hebben) {US} .{{0,60}}(?:gestuurd|verzonden|gezonden|geïnformeerd|gesproken|uitgelegd)\b",
    rf"\b{US} (?:heb|hebben) .{{0,60}}(?:gestuurd|verzonden|gezonden|geïnformeerd|gesproken|uitgelegd)\b",
    r"\b(?:dat|dit) (?:doen|doe) (?:we|wij|ik) al\b",
)
_IN_PAST = any_lower(
    rf"\bis {NEAR}(?:vorige|afgelopen|in|al|reeds|eerder|gisteren) {NEAR}(?:naar {KAMER} gegaan|geïnformeerd)\b",
    rf"\bis (?:daar|hier|daarover|hierover) {GAP}geïnformeerd\b",
    r"\b(?:heeft|hebt) (?:u|de Kamer|uw Kamer) .{0,120}(?:ontvangen|gekregen)\b",
    r"\b(?:u|de Kamer|uw Kamer) (?:heeft|hebt) .{0,120}(?:ontvangen|gekregen)\b",
    rf"\b(?:die|dat|waarin|waarmee) {US} .{{0,60}}\b(?:heb|hebben) (?:gestuurd|gezonden|verzonden|doen toekomen|geïnformeerd|gedeeld|toegestuurd)\b",
    rf"\b(?:voeg|voegen) {US} (?:er|daar|hier) .{{0,30}}aan toe\b|\b{US} (?:voeg|voegen) (?:er|daar|hier) .{{0,30}}aan toe\b",
)
_CAN = one_of("kan kunnen wil willen ga gaan zal zullen zou durf doe hoef hoeven mag")
_REFUSES = any_lower(
    rf"\b(?:{_CAN}|zeg|moet|stuur|kom|geef) (?:ik|we|wij|dat|dit|het|u|er|daar|de Kamer) {NEAR}(?:niet(?! alleen)|geen|nooit)\b",
    rf"\b(?:ik|we|wij|het kabinet) {_CAN} {NEAR}(?:niet(?! alleen)|geen|nooit)\b",
    r"\bis (?:[^\s.;]+ ){0,4}niet een\b",
    r"\bgeen (?:\w+ )?(?:toezegging|belofte|termijn|reden|aanleiding|voorstander|behoefte)\b",
    r"\bniet (?:willen |kunnen |durven )?(?:toezeggen|toe te zeggen|beloven|te beloven)\b",
    r"\b(?:aarzeling|aarzel|terughoudend|niet in mee|niet vooruitlopen|vooruitlopen op)\b",
    r"\bmaar (?:ik|wij|we) zie(?:n)? er weinig\b",
)
_NEGATION = re.compile(r"\b(?:niet|geen|nooit|evenmin)\b(?! alleen| later dan| eerder dan| meer dan)")
_NEXT_CLAUSE = re.compile(r"[,;:—–]| (?:die|zodat|omdat|waar\w*|om|of|als|want|maar|totdat|voordat) ")
_CONDITION = any_lower(
    r"^(?:maar |en |dus |want )?(?:als|indien|mocht|mochten|zodra|wanneer|op het moment dat|tenzij|stel dat|stel)\b",
    r"\bmocht(?:en)? (?:er|dat|dit|het|de|blijken)\b",
    r"\bals er\b",
    r"\b(?:indien|als) (?:dat |dit |daar |er )?(?:nodig|aanleiding)\b",
    r"\b(?:zou|zouden) (?:kunnen|willen)\b(?! inzetten)",
)
_GOOD = any_lower(
    r"\b(?:belangrijk|nodig|wenselijk|goed|van belang|essentieel|zaak|logisch|verstandig|mooi|fijn)(?: is)?,? (?:om|dat|als)\b",
    r"\b(?:is|blijft|vind ik) (?:[^\s.;:?!]+ ){0,3}?(?:belangrijk|nodig|wenselijk|van belang|essentieel|zaak)\b",
)
_FAVOURABLE = re.compile(r"^als (?:alles meezit|(?:het|dat) (?:enigszins |even )?lukt)\b")
_FAR = 200
"""Characters after a promise in which a "niet" of its own clause still stands."""


def is_order_of_debate(words: str) -> bool:
    """Whether the sentence is about how the debate goes on: "Daar kom ik zo op terug."."""
    return _ORDER_OF_DEBATE.search(words) is not None


def takes_back(words: str, *, motion_only: bool = False) -> bool:
    """Whether it is about a motion; else also whether it refuses, repeats a question, states a duty or what is done already."""
    if motion_only:
        return _MOTION.search(words) is not None
    return any(pattern.search(words) for pattern in (_REFUSES, _MOTION, _ASKED, _OBLIGED, _NOW, _OTHERS, _IN_PAST))


def is_refused(words: str, *said: re.Match[str]) -> bool:
    """Whether each of the promises found in a sentence is denied in its own clause: "Ik stuur u daar geen brief over."."""
    return all(_denied(words, match) for match in said)


def _denied(words: str, match: re.Match[str]) -> bool:
    stop = _NEXT_CLAUSE.search(words, match.end(), match.end() + _FAR)
    end = stop.start() if stop else min(len(words), match.end() + _FAR)
    return _NEGATION.search(words, match.start(), end) is not None


def is_condition(words: str) -> bool:
    """Whether something must happen first that may not."""
    return _CONDITION.search(words) is not None and not _FAVOURABLE.match(words)


def tells_what_is_good(words: str) -> bool:
    """Whether it only says what would be good to do: "Het is belangrijk dat we gemeenten informeren."."""
    return _GOOD.search(words) is not None


def is_past(words: str) -> bool:
    """Whether it tells of an older promise."""
    return _PAST.search(words) is not None

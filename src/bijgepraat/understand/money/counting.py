# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Whether a number of millions is money, or counts people, goods or foreign money."""

from __future__ import annotations

import re
from itertools import islice, takewhile

_NEXT = re.compile(r"[ \u00a0]*(?P<word>[^\W\d_]+)")
_WORDS = re.compile(r"(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*+-?)|[\d\W_](?<!\s).*", re.DOTALL)
_NOT_MONEY_AFTER = re.compile(
    r"[ \u00a0]*(?:%|procent\b|procentpunt|(?:[^\W\d_]+e )?(?:dollar|pond\b|ponden|kronen|roebel|yen\b|franken|frank\b)|USD\b|GBP\b|CHF\b|graden|ton\b|keer\b|maal\b|km\b|kilo|hectare|ha\b|m2|m²|MW\b|GW\b|kWh|TWh|PJ\b|Mton|CO ?[2₂]|kubieke|vierkante|liter\b|uur\b)",
    re.IGNORECASE,
)
_FOREIGN_BEFORE = re.compile(r"(?:\$|£|¥|US\$|USD|GBP|CHF|dollar)[ \u00a0]?$", re.IGNORECASE)
# After "25 miljoen": words that go on with the sentence. Anything else is what is being counted.
_GOES_ON = frozenset(
    "in voor per aan naar om op uit van tot over bij door die dat dit deze en of à is was wordt werd worden zijn waren komt komen kost kosten kostte te extra "
    "erbij eraf minder meer structureel structurele incidenteel incidentele jaarlijks jaarlijkse beschikbaar toegevoegd vrij vrijgemaakt gereserveerd bezuinigd bezuinigen bezuiniging "
    "bespaard gaat gaan ging zou zal kan moet hebben heeft had euro wel niet ook nog met zonder vanaf sinds tussen als dan daarvan waarvan waarmee waarin "
    "terug hoger lager tekort subsidie budget bedragen bedraagt oplopend aflopend nodig investeren geïnvesteerd uitgetrokken uittrekken beschikbaargesteld ter ten volgens "
    "binnen onder tegen ingezet besteed uitgegeven gekort korting verlies winst schade naast maar want omdat zodat terwijl bovenop eenmalig cumulatief totaal gemiddeld hiervan hiervoor daarvoor "
    "ervan kunnen zouden willen wil wilt mee af opgehaald opleveren oplevert scheelt reserveren vrijmaken overhevelen overgeheveld toegekend toegezegd verdeeld verhogen verlagen dus namelijk gemoeid alleen "
    "brengen krijgen geven halen doen zetten lenen inzetten weghalen schrappen besteden uitgeven betalen bijdragen leggen maken verdienen lopen liggen zitten staan steken vinden beleggen verspillen verliezen ontvangen verstrekken overmaken bijleggen afdragen innen investeert "
    "miljarden miljoenen tijdens trouwens overigens ergens minstens nogal inclusief reeds steeds eens anders soms "
    "zien laten blijven lijken blijken raken weten we wij ik u het de er hier daar zo toe gestoken netto bruto rijk rijksmiddelen".split()
)
_MONEY_NOUN = re.compile(
    r"(?:middelen|kosten|gelden|geld|uitgaven|inkomsten|lasten|subsidies|steun|bezuinigingen|ombuigingen|investeringen|opbrengsten|schulden|leningen|kortingen|fondsen|bijdragen|reserves|"
    r"tekorten|budgetten|bedragen|besparingen|toeslagen|premies|boetes|belastingen|heffingen|euro|euro['’]s|leges|vermogens|verliezen|meevallers|tegenvallers|vergoedingen|uitkeringen)$"
)
_COUNTED = re.compile(r"[ \u00a0]*(?:van (?:hen|ons|deze mensen|die mensen)|aan [fv]te|extra ton|m[23²³])\b", re.IGNORECASE)
"""Behind a number of millions: words that show it counts people or things."""
_MORE_OF = frozenset("extra meer minder nieuwe andere".split())
_THING = re.compile(
    r"woning|huiz|banen$|baan$|mens|nederlander|huishoud|bomen$|bezoek|uren$|reiziger|vluchteling|kinder|jonger|ouder|inwoner|werknemer|auto|voertuig|dier|kilometer|patiënt|student|"
    r"werkend|gezin|panel|paneel|pompen|plaats|plekken|arbeid|slachtoffer|leerling|migrant|toerist|klant|gebruiker|stemmen$|doses|pakket|bomen$"
)
_HOW = frozenset(
    "slecht goed zeer zwaar ernstig laag hoog niet illegaal legaal langdurig jong oud onlangs net nog erg financieel chronisch".split()
)
"""Words that go before an adjective: "slecht geïsoleerde"."""
_PHRASE, _PHRASE_LENGTH = 5, 90
"""Words and characters in which the noun must have come."""
_WEIGHT = re.compile(
    r"uitstoot|CO ?[2₂]|emissie|afval|mest|gewicht|weeg|wegen|goud|vracht|stikstof|staal|voertuig|wagen|auto|bus|trailer|lading|gas\b|kilo|export|import|product|grond|baggerspecie|steen|zand",
    re.IGNORECASE,
)
CHANGED = r"(?:gestegen|opgelopen|gegroeid|toegenomen|gedaald|afgenomen|teruggelopen|stijgt|stijgen|groeit|groeien|daalt|dalen)"
_WINDOW = 400
_PARTICIPLE = re.compile(r"(?:toe|uit|over|aan|in|op|af|vrij|bij|weg|door|om)?ge\w+en$")

# "het aantal kinderen is opgelopen tot 486 miljoen": what is counted stands before the number.
_COUNT_GROWN = re.compile(rf"\bhet aantal\b[^,;€]{{0,150}}\b{CHANGED} (?:met|naar|tot|van|op) (?:\w+ ){{0,2}}$", re.IGNORECASE)


def stands(words: str, start: int, end: int, signed: bool) -> bool:
    """Whether what surrounds a number leaves it an amount of euros."""
    if is_other_unit(words, end) or is_foreign(words[max(0, start - 8) : start]):
        return False
    if signed:
        return True
    unit = words[start:end].lower()
    if unit.endswith(("duizend", "tonnen")):
        return False
    if unit.endswith("ton"):
        return _is_ton_of_money(words, start, end)
    return not counts_something(words, end) and not _COUNT_GROWN.search(words[max(0, start - 200) : start])


def is_other_unit(words: str, end: int) -> bool:
    """Whether a unit of something else than euros stands at `end`: percent, dollars, kilometres."""
    return _NOT_MONEY_AFTER.match(words, end) is not None


def is_foreign(head: str) -> bool:
    """Whether the words in front of a number end in another currency's sign."""
    return _FOREIGN_BEFORE.search(head) is not None


def _is_ton_of_money(words: str, start: int, end: int) -> bool:
    """A ton is 100,000 euros when there are few of them, nothing is weighed around it and no goods follow."""
    if len(words[start:end].replace("anderhalve", "").split()[0]) > 5 or re.match(r"\d{2}", words[start:end]):
        return False
    following = _NEXT.match(words, end)
    goes_on = following is None or following["word"].lower() in _GOES_ON
    return goes_on and not _WEIGHT.search(words[max(0, start - _WINDOW) : end + _WINDOW])


def counts_something(words: str, end: int) -> bool:
    """Whether what follows a number of millions is what they are a number of: a plural such as "woningen"."""
    if _COUNTED.match(words, end):
        return True
    ahead = islice(_WORDS.finditer(words, end, end + _PHRASE_LENGTH), _PHRASE)
    following = [match["word"].lower() for match in takewhile(lambda match: match["word"], ahead)]
    if not following:
        return False
    if following[0] in _MORE_OF:
        thing = next((word for word in following[1:3] if not word.endswith("e")), "")
        return _THING.search(thing) is not None
    first = following[0]
    if _MONEY_NOUN.search(first) or first in _GOES_ON:
        return False
    if len(first) > 3 and _is_plural(first) and not _PARTICIPLE.match(first):
        return True
    for n, word in enumerate(following):
        described = word.endswith(("e", "-")) or word in _HOW or (n == 0 and word.endswith("en"))
        if n and not described and word not in {"en", "of"}:
            return len(word) > 3 and word not in _GOES_ON and _is_plural(word) and not _PARTICIPLE.match(word)
        if not n and not described:
            return False
    return False


def _is_plural(word: str) -> bool:
    return word.endswith(("en", "s", "mensen")) and not _MONEY_NOUN.search(word)

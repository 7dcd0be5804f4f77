# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Amounts of money in Dutch text: how much, how sure, for how long, which years, more or less.

An amount is a number with a euro sign or word, or a number of millions and the like that does not count something else
("2 miljoen woningen"). The conventions are those of the project's gold standard: vague words have fixed ranges, the quote leaves
out "circa" and "ruim", and of a range it is the whole range.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bijgepraat.model.claims import Amount, AmountKind, Direction
from bijgepraat.understand.sentences import split_sentences

_UNITS: dict[str, int | Decimal] = {
    "miljard": 10**9,
    "mld": 10**9,
    "mrd": 10**9,
    "miljoen": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "ton": 10**5,
    "duizend": 10**3,
    "cent": Decimal("0.01"),
    "ct": Decimal("0.01"),
}
_PARTS = {
    "een half": "0.5", "een halve": "0.5", "half": "0.5", "halve": "0.5", "een kwart": "0.25", "driekwart": "0.75", "anderhalf": "1.5", "anderhalve": "1.5",
    "tweeënhalf": "2.5", "tweeëneenhalf": "2.5", "drieënhalf": "3.5", "drieëneenhalf": "3.5", "vierenhalf": "4.5", "viereneenhalf": "4.5",
    "vijfenhalf": "5.5", "vijfeneenhalf": "5.5", "zesenhalf": "6.5", "zeveneneenhalf": "7.5", "zevenenhalf": "7.5", "achtenhalf": "8.5", "anderhalfhonderd": "150",
}  # fmt: skip
_ONES = {"een": 1, "één": 1, "eén": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
_TEENS = {
    word: 10 + n
    for n, word in enumerate("tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split())
}
_TENS = {word: 20 + 10 * n for n, word in enumerate("twintig dertig veertig vijftig zestig zeventig tachtig negentig".split())}
_FEW = {"enkele": (2, 5), "een paar": (2, 5), "paar": (2, 5)}
"""Vague counts that are smaller than "meerdere", "vele" or none: those are 2 to 9."""
_CROWDS = {
    "tientallen": 10, "honderden": 100, "honderd": 100, "duizenden": 1000, "duizend": 1000, "tienduizenden": 10_000, "honderdduizenden": 100_000,
}  # fmt: skip

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,12}(?:,\d{1,3})?(?:\.\d{1,2}(?!\d))?"
_ONE, _TEEN, _TEN, _PART = ("|".join(sorted(words, key=len, reverse=True)) for words in (_ONES, _TEENS, _TENS, _PARTS))
_BELOW_100 = rf"(?:(?:(?:{_ONE})[eë]n)?(?:{_TEN})|{_TEEN}|{_ONE})"
_BELOW_1000 = rf"(?:(?:{_TEEN}|{_ONE})?honderd(?:(?:en)?{_BELOW_100})?|{_BELOW_100})"
_WORD_NUMBER = rf"{_PART}|(?:{_BELOW_1000})?duizend|{_BELOW_1000}"
_NUMBER = rf"(?:{_DIGITS}|(?<!\w)(?:{_WORD_NUMBER})(?!\w))"
_UNIT = r"(?:miljarden|miljard|miljoenen|miljoen|mld\b\.?|mrd\b\.?|mln\b\.?|mio\b|tonnen|ton\b|duizend\b|cents?\b|ct\b)"
_SIGN = r"(?:€|EUR\b)"
_EURO = r"(?:euro(?:'s|’s)?|EUR)\b"
_SPACE = r"[ \u00a0\u202f]?"
_TIMES = r"(?:(?P<times>\d{1,2}) ?[x×] ?)?"


def _part(n: int) -> str:
    return rf"(?P<sign{n}>{_SIGN})?{_SPACE}(?P<number{n}>{_NUMBER})(?:{_SPACE}(?P<unit{n}>{_UNIT}))?(?:{_SPACE}(?P<euro{n}>{_EURO}))?"


_AMOUNT = re.compile(
    rf"(?<![\w,.])(?P<between>tussen (?:de )?)?{_TIMES}{_part(1)}"
    rf"(?:(?P<joint> (?:à|a|en|tot|tot wel|tot en met|of)(?: de)? |{_SPACE}[-–/à]{_SPACE}){_part(2)})?(?![\w%])",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?<!\w)(?:(?P<count>enkele|een paar|paar|meerdere|vele|verschillende) )?(?:(?P<crowd>tientallen|tienduizenden|honderdduizenden|honderden|honderd|duizenden|duizend) )?"
    r"(?P<unit>miljarden|miljoenen|tonnen|miljard|miljoen|ton|euro(?:'s|’s)?)(?P<euro> euro(?:'s|’s)?)?(?!\w)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    rf"(?<!\w)(?:van (?P<a>(?:{_SIGN}{_SPACE})?{_NUMBER}) naar|respectievelijk (?P<b>(?:{_SIGN}{_SPACE})?{_NUMBER})(?:, (?P<c>(?:{_SIGN}{_SPACE})?{_NUMBER}))? en) "
    rf"(?:(?:ruim|circa|bijna) )?(?:{_SIGN}{_SPACE})?{_NUMBER}{_SPACE}(?P<unit>{_UNIT})(?:{_SPACE}{_EURO})?",
    re.IGNORECASE,
)
"""Numbers that borrow their unit from the last one: "van 10 naar 20 miljoen", "respectievelijk 10 en 20 miljoen"."""
_ABOUT_ONE = re.compile(r"(?:\bzo['’]n|\bgeen|\bdikke?|\bkleine?|\bkrap|\bhet) $", re.IGNORECASE)
_APPROX = re.compile(
    r"(?:\bcirca|\bca\.?|\bongeveer|\bruim|\bgoed|\bbijna|\bminimaal|\bmaximaal|\bminstens|\bten minste|\btenminste|\bten hoogste|\bhooguit|\bhoogstens|\bzo['’]n|\brond(?: de)?|"
    r"\b(?:meer|minder) dan|\bnaar schatting|\bnaar verwachting|\been kleine|\been dikke|\been slordige|\bkrap|\bgrofweg|\bruwweg|\bom en nabij|\btot wel|\bgemiddeld|\bpakweg|"
    r"\bin ieder geval|\bnog geen|\bzeg|\b(?:kan|kunnen|zelfs) (?:oplopen|oploopt|oplopen) tot|\bkan oplopen naar|\boplopen tot(?: wel)?)(?: een)?[ \u00a0]*$",
    re.IGNORECASE,
)
_APPROX_AFTER = re.compile(r"[ \u00a0]+(?:of zo|ongeveer|of daaromtrent)\b", re.IGNORECASE)
_NEXT = re.compile(r"[ \u00a0]*(?P<word>[^\W\d_]+)")
_NOT_MONEY_AFTER = re.compile(
    r"[ \u00a0]*(?:%|procent\b|procentpunt|(?:[^\W\d_]+e )?(?:dollar|pond\b|ponden|kronen|roebel|yen\b|franken|frank\b)|USD\b|GBP\b|CHF\b|graden|km\b|kilo|hectare|ha\b|m2|m²|MW\b|GW\b|kWh|TWh|PJ\b|Mton|CO ?[2₂]|kubieke|vierkante|liter\b|uur\b)",
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
    "brengen krijgen geven halen doen zetten lenen inzetten weghalen schrappen besteden uitgeven betalen bijdragen leggen maken verdienen lopen liggen zitten staan steken vinden "
    "miljarden miljoenen tijdens trouwens overigens ergens minstens nogal inclusief reeds steeds eens anders soms "
    "zien laten blijven lijken blijken raken weten we wij ik u het de er hier daar zo toe gestoken netto bruto rijk rijksmiddelen".split()
)
_MONEY_NOUN = re.compile(
    r"(?:middelen|kosten|gelden|geld|uitgaven|inkomsten|lasten|subsidies|steun|bezuinigingen|ombuigingen|investeringen|opbrengsten|schulden|leningen|kortingen|fondsen|bijdragen|reserves|"
    r"tekorten|budgetten|bedragen|besparingen|toeslagen|premies|boetes|belastingen|heffingen|euro|euro['’]s|leges|vermogens|verliezen|meevallers|tegenvallers|vergoedingen|uitkeringen)$"
)
_COUNTED = re.compile(
    r"[ \u00a0]*(?:(?:van (?:hen|ons|deze mensen|die mensen)|aan [fv]te)\b|(?:extra|meer|minder|nieuwe|andere) (?:\w+e )?(?:woning|huiz|baan|banen|mens|nederlander|huishoud|bom|bezoek|uren\b|reiziger|vluchteling|"
    r"kinder|jonger|ouder|inwoner|werknemer|auto|voertuig|dier|kilometer|patiënt|student|werkend|gezin|paneel|panelen|warmtepomp|plaats|plekken|arbeid|slachtoffer|leerling|ton\b|m[23²³]))",
    re.IGNORECASE,
)
"""Behind a number of millions: words that show it counts people or things."""
_ADJECTIVE_NOUN = re.compile(r"[ \u00a0]*(?P<adjective>[^\W\d_]{3,}(?:e|en))[ \u00a0](?P<noun>[^\W\d_]{4,})")
_WEIGHT = re.compile(
    r"uitstoot|CO ?[2₂]|emissie|afval|mest|gewicht|weeg|wegen|goud|vracht|stikstof|staal|voertuig|wagen|auto|bus|trailer|lading|gas\b|kilo|export|import|product|grond|baggerspecie|steen|zand",
    re.IGNORECASE,
)
_WINDOW = 400
"""How far around an amount words are looked at: sentences are shorter, tables without full stops are not."""
_PARTICIPLE = re.compile(r"(?:toe|uit|over|aan|in|op|af|vrij|bij|weg|door|om)?ge\w+en$")
_OWN_KIND = re.compile(r"[ \u00a0]*\(?(?P<kind>structureel|incidenteel|eenmalig|per jaar|jaarlijks)\b", re.IGNORECASE)
_KIND_STRUCTURAL = re.compile(r"\bstructure(?:el|le)\b", re.IGNORECASE)
_KIND_ONCE = re.compile(r"\b(?:incidente(?:el|le)|eenmalige?)\b", re.IGNORECASE)
_KIND_YEARLY = re.compile(r"\b(?:per jaar|jaarlijkse?|elk jaar|ieder jaar|p\.j\.|op jaarbasis)(?!\w)", re.IGNORECASE)
_PER_OTHER = re.compile(
    r"[ \u00a0]*(?:(?:per|/) ?(?:\w+ )?(?:maand|uur|liter|dag|week|kilometer|km|ton|kWh|stuk|nacht|m2|vierkante meter)\b|maandelijks)",
    re.IGNORECASE,
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d|[.,]\d)"
_YEAR_SPAN = re.compile(
    r"\b(?:van |tussen |periode |jaren |in |tot )*"
    + _YEAR.format("a")
    + r" ?(?:–|-|/|tot en met|t/m|tot|en) ?(?:\d{1,2} \w+ )?"
    + _YEAR.format("b")
)
_FROM_YEAR = re.compile(
    r"\b(?:vanaf|sinds|met ingang van|per)(?: (?:het jaar|begin|eind|\d{1,2} \w+|\w+))? " + _YEAR.format("a"), re.IGNORECASE
)
_TO_YEAR = re.compile(
    r"\b(?:tot(?: en met)?|t/m|uiterlijk(?: in)?|voor eind)(?: (?:het jaar|eind|\d{1,2} \w+|\w+))? " + _YEAR.format("a"),
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    r"\b(?:in|voor|over|uit|van|begroting|jaar|november|december|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|zomer|voorjaar|najaar)(?: (?:het jaar|eind|begin))? "
    + _YEAR.format("a"),
    re.IGNORECASE,
)
_RISING = re.compile(r"\b(?:oplopend|aflopend|opbouwend|oplopen|oploopt|loopt op|lopen op)\b[^.;]{0,40}$", re.IGNORECASE)
_RISES = re.compile(
    r"\b(?:oplopend|aflopend|opbouwend|oplopen|oploopt|loopt op|lopen op|opgehoogd|toeneemt|toenemend)\b", re.IGNORECASE
)
_OTHERWISE = re.compile(r"\b(?:tegenover|oftewel|ofwel|terwijl|in plaats van)\b|[.;]", re.IGNORECASE)
_CUT_BEHIND = re.compile(r"[ \u00a0]+(?:minder|lager|korting)\b", re.IGNORECASE)
_PRICE = 10_000
"""Below this an amount is one person's or one household's: a price, fine or income, not money that a budget gains or loses."""
_ROW, _RISE, _NEAR, _BEHIND = 40, 80, 110, 90
"""In characters: the longest gap in a row of amounts; how near "oplopend" stands; how near a word tells by itself; how far behind."""
_YEAR_OF_NOTHING = re.compile(r"\b(?:Kamerstuk\w*|Woo|Wmo|Wet|wet|motie|agenda|programma|Agenda|onderzoek uit|akkoord)\W*$")
_DOCUMENT = re.compile(
    r"(?:onderzoek|rapport|brief|advies|studie|evaluatie|analyse|motie|amendement|publicatie|artikel|akkoord)(?: [\w.-]+){0,4} $",
    re.IGNORECASE,
)
"""In front of "uit 2022" or "van 3 juli 2024": the year of a document, not of the money."""
_GAP = re.compile(r"[,;]|\((?!\s*$)|\b(?:en|maar|naar)\b(?! (?:19|20)\d\d)", re.IGNORECASE)

_LESS = re.compile(
    r"bezuinig\w*|ombuig\w*|\b\w{0,40}korting(?:en)?\b(?! op de huur)|\bkorten\b|\bkortte\b|\bkort(?= (?:op|het|de|gemeenten|\d|€))|gekort|bespar\w*|bespaar\w*|taakstell\w*|\bsnijd\w*|\bschrap\w*|wegbezuinig\w*|"
    r"\bopbrengst\w*|\boplever\w*|\blevert\b|ontvangsten|meeropbrengst\w*|lastenverzwaring\w*|\bafroom\w*|\bafgeroomd|\bminder\b(?! dan)|\bverlaagd?\b(?! belasting)|dalen|daling|\bheffing op\b|ophalen|omgebogen",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\binvest(?:eer|er)(?!der)\w*|geïnvesteerd|intensiv(?:er|eer)\w*|\bextra\b|uittrek\w*|\btrek(?:ken|t)\b|uitgetrokken|beschikbaar\w*|toevoeg\w*|toegevoegd|\bvrij(?:maken|gemaakt|maakt)\b|reserv(?:er|eer)(?!ing)\w*|gereserveerd|\bvrijk(?:omt|omen|wam|wamen)\b|\btoegezegd\b|"
    r"\bfonds(?:en)?\b|subsidie\b|lastenverlichting\w*|derving|\bverhog\w*|\bverhoog\w*|\berbij\b|impuls\w*|\bsteken\b|stimuler\w*|toegekend|toekenn\w*|(?<!nadeel)compens\w*|meerkosten|\bkost\b|kostte|tegemoetkoming",
    re.IGNORECASE,
)
_STAND = re.compile(
    r"\btekort\w*|\bkosten\b|\bschuld\w*|\bomvang\b|\bprijs\b|\bprijzen\b|\btarief\b|\binkomens?\b|\bvermogen\w*|\bwaarde\b|\bomzet\b|\bbedrag(?:en)?\b|\bgemiddeld\b|\bbegroot\b|"
    r"\bonbenut\b|\bwinst\w*|\bschade\w*|\bpremie\w*|\bboete\w*|\beigen risico\b|\bovergebleven\b|\bresterend\w*|\bnodig\b|\bperhuishouden\b|\bper (?:persoon|huishouden|kind|inwoner|verzekerde)\b",
    re.IGNORECASE,
)


_CHANGED = r"(?:gestegen|opgelopen|gegroeid|toegenomen|gedaald|afgenomen|teruggelopen|stijgt|stijgen|groeit|groeien|daalt|dalen)"
_CHANGED_FROM = re.compile(rf"\b{_CHANGED} (?:\w+ )?van[ \u00a0]*$", re.IGNORECASE)
# "het aantal kinderen is opgelopen tot 486 miljoen": what is counted stands before the number.
_COUNT_GROWN = re.compile(rf"\bhet aantal\b[^,;€]{{0,150}}\b{_CHANGED} (?:met|naar|tot|van|op) (?:\w+ ){{0,2}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    low: Decimal
    high: Decimal
    approx: bool


@dataclass(frozen=True, slots=True)
class _Clue:
    """A word that tells a direction, at its place in the sentence."""

    start: int
    end: int
    direction: Direction


def find_amounts(text: str, on: date | None = None) -> list[Amount]:  # noqa: ARG001 - years count only where the sentence has them
    """All amounts of a text, in order. Words around an amount are only looked at within its own sentence."""
    amounts: list[Amount] = []
    for sentence in split_sentences(text):
        words = sentence.quote
        if not any(char.isdigit() for char in words) and not re.search(
            r"\b(?:mil(?:joen|jard)|ton|euro|mln|mld)", words, re.IGNORECASE
        ):
            continue
        found = sorted((*_shared(words), *_numbers(words), *_vague(words)), key=lambda item: (item.start, -item.end))
        kept: list[_Found] = []
        for item in found:
            if not kept or item.start >= kept[-1].end:
                kept.append(item)
        clues = _clues(words) if kept else []
        direction: Direction = "neutraal"
        for n, item in enumerate(kept):
            before = kept[n - 1].end if n else 0
            after = kept[n + 1].start if n + 1 < len(kept) else len(words)
            first = max(before, words.rfind(";", max(0, item.start - _WINDOW), item.start))
            stop = words.find(";", item.end, item.end + _WINDOW)
            own = _direction(clues, item, first, after if stop < 0 else min(after, stop))
            if item.high < _PRICE and not _CUT_BEHIND.match(words, item.end):
                own = "neutraal"
            if own is None and n and _goes_with(words[before : item.start]):
                own = direction
            direction = own or "neutraal"
            amounts.append(_described(words, sentence.start, item, before, after, direction))
    return amounts


def _shared(words: str) -> Iterator[_Found]:
    for match in _SHARED.finditer(words):
        if not _stands(words, match.start("unit"), match.end(), signed=False):
            continue
        for group in "abc":
            if match[group]:
                number = re.sub(rf"^{_SIGN}{_SPACE}", "", match[group], flags=re.IGNORECASE)
                value = _value(number, match["unit"])
                yield _Found(match.start(group), match.end(group), value, value, approx=False)


def _numbers(words: str) -> Iterator[_Found]:
    position = 0
    while match := _AMOUNT.search(words, position):
        position = max(match.end(), match.start() + 1)
        first, second = _is_money(match, 1), match["number2"] is not None and _is_money(match, 2)
        rises = second and _value(match["number1"], match["unit1"] or match["unit2"]) < _value(
            match["number2"], match["unit2"] or match["unit1"]
        )
        if match["number2"] and not second and _shares_sign(words, match):
            yield _Found(
                match.start(),
                match.end(),
                _value(match["number1"], None),
                _value(match["number2"], None),
                _is_approx(words, match.start(), match.end()),
            )
            continue
        if rises and (first or match["unit2"] or match["euro2"] or match["sign2"]) and _joins(words, match):
            end, unit2 = match.end(), match["unit2"]
            low = _value(match["number1"], match["unit1"] or unit2)
            high = _value(match["number2"], unit2 or match["unit1"])
            start = match.start()
        elif first:
            end = _end_of(match, 1)
            low = high = _value(match["number1"], match["unit1"])
            start = match.start("times") if match["times"] else match.start("sign1") if match["sign1"] else match.start("number1")
            position = end
        else:
            # "in 2026 en 10 miljoen": the second number may be an amount by itself.
            position = (
                match.start("number2") - 4
                if match["number2"] and match.start("number2") - 4 > match.start()
                else _end_of(match, 1)
            )
            continue
        if match["times"]:
            low, high = low * int(match["times"]), high * int(match["times"])
        signed = bool(match["sign1"] or match["sign2"] or match["euro1"] or match["euro2"])
        if not _stands(words, start, end, signed):
            continue
        if words[end - 1] == "." and not words[end:].strip(" )»\"'”"):
            end -= 1  # the full stop of the sentence, not of "mld."
        yield _Found(start, end, low, high, _is_approx(words, start, end))


def _is_money(match: re.Match[str], n: int) -> bool:
    return bool(match[f"sign{n}"] or match[f"euro{n}"] or match[f"unit{n}"])


def _shares_sign(words: str, match: re.Match[str]) -> bool:
    """Whether a bare second number goes with the euro sign of the first: "€ 30 à 40", "€ 30-40", "tussen € 30 en 40"."""
    joint = match["joint"].lower()
    close = joint.strip() == "à" or joint in {"-", "–"} or (joint.startswith(" en") and match["between"])
    if not (close and match["sign1"]) or match["unit1"] or match["euro1"] or match["times"]:
        return False
    rises = _value(match["number1"], None) < _value(match["number2"], None)
    return (
        rises and not re.fullmatch(r"(?:19|20)\d\d", match["number2"]) and _stands(words, match.start(), match.end(), signed=True)
    )


def _joins(words: str, match: re.Match[str]) -> bool:
    """Whether two numbers are a range: always with "à" or a dash; with "en" only after "tussen"; with "tot" when it rises.

    "Gestegen van € 5 miljard tot € 8 miljard" is no range: it tells what it was and what it became.
    """
    joint = match["joint"].strip().lower()
    if (
        joint.startswith("tot")
        and _is_money(match, 1)
        and _CHANGED_FROM.search(words[max(0, match.start() - 40) : match.start()])
    ):
        return False
    if joint.startswith("en"):
        return bool(match["between"])
    if joint.startswith("tot") and match["unit1"] and match["unit2"]:
        return _value(match["number1"], match["unit1"]) < _value(match["number2"], match["unit2"])
    return joint not in {"/", "a"} or bool(match["sign2"] or match["unit2"])


def _end_of(match: re.Match[str], n: int) -> int:
    return max(match.end(group) for group in (f"number{n}", f"unit{n}", f"euro{n}"))


def _value(number: str, unit: str | None) -> Decimal:
    lower = " ".join(number.lower().split())
    if lower in _PARTS:
        value = Decimal(_PARTS[lower])
    elif not number[0].isdigit():
        value = Decimal(_spoken(lower))
    elif re.fullmatch(r"\d+\.\d{1,2}", number):
        value = Decimal(number)
    else:
        value = Decimal(number.replace(".", "").replace(",", "."))
    return value * _factor(unit)


def _spoken(word: str) -> int:
    """The value of a whole number in words below a million, as _WORD_NUMBER lets them through."""
    if word.endswith("duizend"):
        return 1000 * (_spoken(word.removesuffix("duizend")) if word != "duizend" else 1)
    if "honderd" in word:
        hundreds, _, rest = word.partition("honderd")
        below = 0 if not rest else _spoken(rest if rest in _ONES else rest.removeprefix("en"))
        return 100 * (_spoken(hundreds) if hundreds else 1) + below
    if word in _ONES or word in _TEENS or word in _TENS:
        return _ONES.get(word) or _TEENS.get(word) or _TENS[word]
    tens = next(name for name in _TENS if word.endswith(name))
    return _TENS[tens] + _ONES[word.removesuffix(tens)[:-2]]


def _factor(unit: str | None) -> Decimal:
    if not unit:
        return Decimal(1)
    bare = unit.lower().rstrip(".")
    return next(Decimal(size) for word, size in _UNITS.items() if bare.startswith(word))


def _stands(words: str, start: int, end: int, signed: bool) -> bool:
    """Whether what surrounds a number leaves it an amount of euros."""
    if _NOT_MONEY_AFTER.match(words, end) or _FOREIGN_BEFORE.search(words[max(0, start - 8) : start]):
        return False
    if signed:
        return True
    unit = words[start:end].lower()
    if unit.endswith(("duizend", "tonnen")):
        return False
    if unit.endswith("ton"):
        return _is_ton_of_money(words, start, end)
    return not _counts_something(words, end) and not _COUNT_GROWN.search(words[max(0, start - 200) : start])


def _is_ton_of_money(words: str, start: int, end: int) -> bool:
    """A ton is 100,000 euros when there are few of them, nothing is weighed around it and no goods follow."""
    if len(words[start:end].replace("anderhalve", "").split()[0]) > 5 or re.match(r"\d{2}", words[start:end]):
        return False
    following = _NEXT.match(words, end)
    goes_on = following is None or following["word"].lower() in _GOES_ON
    return goes_on and not _WEIGHT.search(words[max(0, start - _WINDOW) : end + _WINDOW])


def _counts_something(words: str, end: int) -> bool:
    """Whether the word after a number of millions is what they are a number of: a plural such as "woningen"."""
    following = _NEXT.match(words, end)
    if following is None:
        return False
    word = following["word"].lower()
    if _COUNTED.match(words, end):
        return True
    if _MONEY_NOUN.search(word):
        return False
    pair = _ADJECTIVE_NOUN.match(words, end)
    if pair is not None and word not in _GOES_ON:
        noun = pair["noun"].lower()
        if (
            noun not in _GOES_ON
            and noun.endswith(("en", "s", "eren"))
            and not _MONEY_NOUN.search(noun)
            and not _PARTICIPLE.match(noun)
        ):
            return True
    return word not in _GOES_ON and len(word) > 3 and word.endswith(("en", "s", "eren", "mensen")) and not _PARTICIPLE.match(word)


def _vague(words: str) -> Iterator[_Found]:
    for match in _MANY.finditer(words):
        unit, count, crowd = match["unit"].lower(), (match["count"] or "").lower(), (match["crowd"] or "").lower()
        euros = unit.startswith("euro")
        plural = unit in {"miljarden", "miljoenen", "tonnen"}
        head = words[max(0, match.start() - 12) : match.start()]
        about_one = not (count or crowd or plural or euros) and _ABOUT_ONE.search(head) is not None
        if crowd in {"honderd", "duizend"} and not count:
            continue  # a plain number
        if not (count or crowd or plural or about_one) or (euros and not crowd) or (unit == "ton" and not count):
            continue
        if about_one and head.lower().endswith("het ") and not match["euro"]:
            continue
        if _FOREIGN_BEFORE.search(head) or re.search(r"\d[ \u00a0]?$", head):
            continue
        signed = bool(match["euro"]) or euros
        if not signed and (_NOT_MONEY_AFTER.match(words, match.end()) or _counts_something(words, match.end())):
            continue
        low, high = (1, 1) if about_one else _FEW.get(count, (2, 9))
        size = _CROWDS.get(crowd, 1) * (Decimal(1) if euros else _factor(unit))
        yield _Found(match.start(), match.end(), low * size, high * size, approx=True)


def _is_approx(words: str, start: int, end: int) -> bool:
    return _APPROX.search(words[max(0, start - 30) : start]) is not None or _APPROX_AFTER.match(words, end) is not None


def _described(words: str, offset: int, item: _Found, before: int, after: int, direction: Direction) -> Amount:
    left, right = words[max(before, item.start - _WINDOW) : item.start], words[item.end : min(after, item.end + _WINDOW)]
    from_year, to_year = _years(left, right, first=before == 0, last=after == len(words))
    return Amount(
        quote=words[item.start : item.end],
        start=offset + item.start,
        end=offset + item.end,
        low_eur=_plain(item.low),
        high_eur=_plain(item.high),
        approx=item.approx,
        kind=_kind(left, right, first=before == 0, last=after == len(words)),
        from_year=from_year,
        to_year=to_year,
        direction=direction,
    )


def _plain(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else float(value)


def _kind(left: str, right: str, *, first: bool, last: bool) -> AmountKind:
    near_right = right if last else re.split(r"\ben\b|,|;|\bmaar\b", right, maxsplit=1)[0]
    own = _OWN_KIND.match(right)
    if not last and not own:  # what stands just before the next amount is said of that one
        near_right = re.sub(r"\b(?:structure(?:el|le)|incidente(?:el|le)|eenmalige?|jaarlijkse?)\W*$", "", near_right)
    if not first and (behind := _OWN_KIND.match(left)) and not _RISES.search(left):
        left = left[behind.end() :] if not behind["kind"].lower().endswith(("jaar", "jaarlijks")) else left
    near = f"{left[-160:]} | {near_right[:120]}"
    if _PER_OTHER.match(right):
        return "onbekend"
    if own and own["kind"].lower() in {"incidenteel", "eenmalig"}:
        return "incidenteel"
    if _KIND_STRUCTURAL.search(near):
        return "structureel"
    if _KIND_ONCE.search(near):
        return "incidenteel"
    if _KIND_YEARLY.search(near):
        return "jaarlijks"
    return "onbekend"


def _years(left: str, right: str, *, first: bool, last: bool) -> tuple[int | None, int | None]:
    """The years that belong to an amount: those behind it before the next one, else those in front of it."""
    near_right = re.split(r", (?:zoals|terwijl|aldus)\b|;" if last else r",|;|\bmaar\b", right, maxsplit=1)[0]
    if left.endswith("(") and right.startswith(")"):
        near_right = ""  # "in 2025 (35 miljoen) en in 2026 (40 miljoen)"
    rising = _RISING.search(left)
    if not first and not rising:  # "20 miljoen in 2025 en 30 miljoen": the year belongs to the amount before it
        breaks = list(_GAP.finditer(left[-140:]))
        left = left[-140:][breaks[-1].end() :] if breaks else left
    for piece in (near_right[:140], left[-140:] if first else left[-45:]):
        if match := _YEAR_SPAN.search(piece):
            return int(match["a"]), int(match["b"])
        if match := _FROM_YEAR.search(piece):
            return int(match["a"]), None
        if (match := _TO_YEAR.search(piece)) and not _YEAR_OF_NOTHING.search(piece[: match.start()]):
            return None, int(match["a"])
        if (match := _IN_YEAR.search(piece)) and not _is_year_of_document(piece, match):
            year = int(match["a"])
            return (year, None) if rising and piece is not left else (year, year)
    return None, None


def _is_year_of_document(piece: str, year: re.Match[str]) -> bool:
    head = piece[: year.start()]
    if _YEAR_OF_NOTHING.search(head):
        return True
    dated = year.group().lower().startswith(("uit", "van")) or re.search(r"\b(?:van|d\.d\.) \d{1,2} $", head)
    return bool(dated and _DOCUMENT.search(re.sub(r"(?:van|d\.d\.) \d{1,2} $", "", head)[-80:]))


def _clues(words: str) -> list[_Clue]:
    """All words of a sentence that tell a direction, in order. Found once per sentence, so that long lists stay cheap."""
    kinds: tuple[tuple[re.Pattern[str], Direction], ...] = ((_LESS, "minder"), (_MORE, "meer"), (_STAND, "neutraal"))
    clues = [_Clue(match.start(), match.end(), direction) for pattern, direction in kinds for match in pattern.finditer(words)]
    return sorted(clues, key=lambda clue: clue.start)


def _goes_with(gap: str) -> bool:
    """Whether an amount stands in one row with the amount before it: "20 miljoen in 2025, 30 miljoen in 2026", "oplopend tot"."""
    if _OTHERWISE.search(gap):
        return False
    return len(gap) <= _ROW or _RISES.search(gap[-_RISE:]) is not None


def _direction(clues: list[_Clue], item: _Found, before: int, after: int) -> Direction | None:
    """More, less, or a stand of things, by the nearest word that tells; None when no word does.

    Words up to the neighbouring amounts count; what stands in front may be further away than what follows.
    """
    first = bisect_left(clues, max(before, item.start - _WINDOW), key=lambda clue: clue.start)
    best: tuple[int, Direction] | None = None
    for clue in clues[first:]:
        if clue.start >= min(after, item.end + _BEHIND):
            break
        if clue.end <= item.start:
            distance = item.start - clue.end
        elif clue.start >= item.end:
            distance = clue.start - item.end
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, clue.direction)
    if best is None or best[0] <= _NEAR:
        return best[1] if best else None
    around = slice(
        bisect_left(clues, item.start - _WINDOW, key=lambda clue: clue.start),
        bisect_left(clues, item.end + _WINDOW, key=lambda clue: clue.start),
    )
    sides = {clue.direction for clue in clues[around]} - {"neutraal"}
    return sides.pop() if len(sides) == 1 else "neutraal"

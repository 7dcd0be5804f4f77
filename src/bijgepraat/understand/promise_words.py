# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The words with which someone undertakes to do something, in the orders that a Dutch sentence puts them in.

A verb is written once, as `uit|zoeken:zoek`: with its first part set off where that can stand apart, and with its first person.
From that follow "ik zal het uitzoeken", "om het uit te zoeken", "ik zoek het uit" and "zoeken we dat uit".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

# Between the finite verb and the rest a Dutch sentence puts almost anything; the upper bounds keep a search short.
GAP = r"(?:[^\s.;:?!]+ ){0,18}?"
SHORT_GAP = r"(?:[^\s.;:?!]+ ){0,6}?"
NEAR = r"(?:[^\s.;:?!]+ ){0,3}?"
US = r"(?:ik|wij|we)"
SELF = r"(?:ik|wij|we|het kabinet|de regering)"
KAMER = r"(?:(?:uw|de) (?:Kamer|commissie)|beide Kamers)"
NOT_MODAL = "".join(f"(?<!{word} )" for word in ("kunnen", "moeten", "mogen", "laten", "willen", "zouden", "kan", "moet", "zou"))
"""Not right after these: in "kunnen we zorgen" nothing is undertaken."""
_CLAUSE_ENDS = (
    r"(?=[.,;:!?)]|$| (?:en|om|zodat|als|of|bij|met|naar|aan|in|voor|tot|zodra|wanneer|wat|welke|hoe|dat|door)\b(?! het kader))"
)
WILL = rf"(?:\b{SELF} (?:zal|zullen|ga|gaan|gaat)\b|\b(?:zal|zullen|ga|gaan|gaat) {SELF}\b)"

_TELLING = """
    informeren:informeer berichten:bericht rapporteren:rapporteer publiceren:publiceer sturen:stuur zenden:zend
    communiceren:communiceer toe|sturen:stuur toe|zenden:zend na|sturen:stuur na|zenden:zend door|sturen:stuur
    op|sturen:stuur aan|bieden:bied voor|leggen:leg terug|koppelen:koppel terug|melden:meld bij|praten:praat aan|leveren:lever
    op|leveren:lever in|dienen:dien openbaar|maken:maak
"""
_DOING = """
    onderzoeken:onderzoek verkennen:verken inventariseren:inventariseer bespreken:bespreek overleggen:overleg agenderen:agendeer
    evalueren:evalueer monitoren:monitor actualiseren:actualiseer wijzigen:wijzig herzien:herzie verwerken:verwerk betrekken:betrek
    organiseren:organiseer verlengen:verleng schrappen:schrap versnellen:versnel vereenvoudigen:vereenvoudig checken:check
    verifiëren:verifieer toetsen:toets
    uit|zoeken:zoek uit|vragen:vraag na|vragen:vraag na|gaan:ga uit|werken:werk aan|passen:pas toe|voegen:voeg aan|vullen:vul
    door|geleiden:geleid door|geven:geef neer|leggen:leg aan|kaarten:kaart in|brengen:breng aan|dringen:dring op|roepen:roep
    uit|breiden:breid uit|stellen:stel open|stellen:stel af|schaffen:schaf uit|nodigen:nodig op|pakken:pak aan|spreken:spreek
    bij_elkaar|roepen:roep bij_elkaar|brengen:breng onder_de_aandacht|brengen:breng ter_sprake|brengen:breng in_kaart|brengen:breng
    aan_de_orde|stellen:stel beschikbaar|stellen:stel op_papier|zetten:zet ter_kennis|brengen:breng ter_hand|nemen:neem
    contact_op|nemen:neem tegen_het_licht|houden:houd in_beeld|brengen:breng
    voor|rekenen:reken door|rekenen:reken in|stellen:stel in|voeren:voer in|richten:richt op|starten:start uit|rollen:rol
    recht|zetten:zet over|maken:maak
"""
_ONLY_TO_DO = """
    onderzoek_doen navraag_doen gesprek_aangaan gesprek_voeren gesprekken_voeren in_gesprek om_tafel aan_tafel om_de_tafel aan_de_tafel
    het_gesprek in_overleg op_werkbezoek langs overbrengen aandacht_voor_vragen aandacht_vragen aandacht_aan_besteden aandacht_besteden aandacht_op_vestigen nagaan bezien zorgen
    zorg_voor aansturen inzetten
    regelen aanwezig appel_doen suggestie verzoeken meegenomen opgenomen meenemen mee_te_nemen opnemen op_te_nemen terug_laten_komen
    stilstaan stilsta kijken_hoe kijken_of kijken_wat uitvoeren vaststellen besluiten wegen beslissen bezoek bezoeken langsgaan bellen
    brengen vragen achteraan werk_van_maken op_letten letten afspraken_maken toezien erop_toezien dichten compenseren
    op_de_hoogte_houden op_de_hoogte_brengen op_de_hoogte_stellen op_de_hoogte laten_weten weten toekomen terugkomen op_terug mee_terug
    delen melden schriftelijk beantwoorden_per_brief nabellen meewegen meegeven opvragen ophalen verbeteren verduidelijken
    verhelderen uiteenzetten toelichten_in aanscherpen herstellen
"""
# Verbs after "zal" that with a date, a paper or the Kamer beside them say what will be done, whatever they are; these never do.
_NEVER = """
    zeggen moeten kunnen mogen hebben zijn worden blijven zien horen weten denken nadenken hopen beginnen noemen herhalen bedanken
    afronden doorgaan antwoorden beantwoorden ingaan uitleggen toelichten stemmen spreken praten debatteren krijgen merken
    proberen wachten afwachten ontkennen afsluiten staan liggen gebeuren komen gaan willen missen leren leven geven
    opnoemen uitstorten aangeven werken erkennen drinken pakken bekennen verhelen toegeven vergeten samenvatten
    citeren voorlezen reageren vertellen behandelen aanhouden ontraden appreciëren stoppen vooruitlopen
"""


def spaced(words: str) -> list[str]:
    """Words parted by white space; an underscore stands for a blank."""
    return [word.replace("_", " ") for word in words.split()]


def one_of(words: str | Iterable[str]) -> str:
    """An alternation, the longest first."""
    listed = spaced(words) if isinstance(words, str) else list(words)
    return "(?:" + "|".join(sorted(map(re.escape, dict.fromkeys(listed)), key=len, reverse=True)) + ")"


def any_of(*patterns: str) -> re.Pattern[str]:
    """One search for several patterns, whatever the case."""
    return re.compile(_joined(patterns), re.IGNORECASE)


def any_lower(*patterns: str) -> re.Pattern[str]:
    """The same for a text in lower case (`lowered`), written with the capitals of Dutch: three times as fast."""
    return re.compile(
        _SMALL.sub(lambda part: part.group() if part.group()[0] in "\\(" else part.group().lower(), _joined(patterns))
    )


def lowered(words: str) -> str:
    """In lower case, letter for letter: the only one that would become two is written as one before."""
    return words.replace("İ", "I").lower()


_BOUND = r"\b"
_SMALL = re.compile(r"\\.|\(\?P?[<=!:>]|[A-ZÀ-Þ]+")
"""Parts of a pattern: what stands after a backslash and the openings of groups keep their letters, other capitals do not."""


def _joined(patterns: Iterable[str]) -> str:
    """Alternatives as one pattern, in their order.

    What begins with a word boundary is put under one: a place within a word is then left at once, not after a try of each.
    """
    alternatives = []
    for bounded, run in groupby(patterns, lambda pattern: pattern.startswith(_BOUND)):
        parts = "|".join(f"(?:{pattern.removeprefix(_BOUND) if bounded else pattern})" for pattern in run)
        alternatives.append(rf"\b(?:{parts})" if bounded else parts)
    return "|".join(alternatives)


def _verbs(listed: str) -> list[tuple[str, str, str]]:
    """(first part that can stand apart, infinitive without it, first person)"""
    found = []
    for entry in spaced(listed):
        infinitive, _, first_person = entry.partition(":")
        apart, _, rest = infinitive.rpartition("|")
        found.append((apart, rest, first_person))
    return found


def _infinitives(listed: str) -> list[str]:
    whole: list[str] = []
    for apart, rest, _ in _verbs(listed):
        if not apart:
            whole += [rest]
        elif " " in apart:
            whole += [f"{apart} {rest}", f"{apart} te {rest}"]
        else:
            whole += [f"{apart}{rest}", f"{apart} te {rest}"]
    return whole


def _said_now(listed: str, who: str = US, *, plural: bool = True) -> list[str]:
    """Patterns for "ik zoek het uit" and for "dat zoeken we uit"; what all verbs share stands once before what they differ in."""
    by_part: dict[str, list[str]] = {}
    for apart, rest, first_person in _verbs(listed):
        by_part.setdefault(apart, []).extend([first_person, rest] if plural else [first_person])
    after, before = [], []
    for apart, forms in by_part.items():
        verb = one_of(forms)
        # A part that is a preposition too ends its clause: "ik stel het in." is not "ik stel dat in het debat".
        tail = rf" {GAP}{apart}\b{_CLAUSE_ENDS}" if apart else ""
        after.append(rf"{verb}\b{tail}")
        before.append(rf"{verb} {who}\b{tail}")
    verbs = one_of({form for forms in by_part.values() for form in forms})
    return [rf"\b{NOT_MODAL}{who} (?:{'|'.join(after)})", rf"\b(?={verbs} {who}\b)(?:{'|'.join(before)})"]


TO_TELL = one_of(
    [
        *_infinitives(_TELLING),
        *spaced("laten_weten toekomen terugkomen op_terug mee_terug te_sturen te_informeren verstrekken te_verstrekken"),
    ]
)
TO_DO = one_of([*_infinitives(_DOING), *spaced(_ONLY_TO_DO)])
_NO_NOUN = "".join(
    f"(?<!{word} )" for word in ("de", "het", "die", "deze", "onze", "alle", "van", "hun", "uw", "mijn", "veel", "meer")
)
_IN_CLAUSE = rf"(?:(?:u|dat|dit|die|deze|er|daar|hier) ){{0,2}}(?:(?!(?:dat|of|als|omdat|want|maar|die|{one_of(_NEVER)}) )[^\s.;:?!]+ ){{0,16}}?"
ANY_VERB = _IN_CLAUSE + _NO_NOUN + rf"(?!{one_of(_NEVER)}\b)[a-zëï]{{3,}}en\b(?=[.,;:!]|$| en | om | zodat | als )"
TELLS_NOW = _said_now(_TELLING)
DOES_NOW = _said_now(_DOING, "ik", plural=False)
WE_DO_NOW = _said_now(_DOING, "(?:wij|we)")
PAPER = (
    r"(?:\w*(?:brief|antwoord|rapport|rapportage|overzicht|voorstel|reactie|terugkoppeling|notitie|analyse|agenda|"
    r"onderzoek|evaluatie|verkenning|monitor|handreiking|plan|bericht|begroting|nota|verslag)|"
    r"nota van wijziging)"
)
"""What the Kamer is sent, and in which it reads the answer."""


def _present(listed: str) -> frozenset[str]:
    return frozenset(form for _, rest, first_person in _verbs(listed) for form in (rest, first_person))


HE_DOES = one_of(first if first.endswith("t") else first + "t" for listed in (_TELLING, _DOING) for _, _, first in _verbs(listed))
"""The third person of all verbs."""
TELLING_NOW, DOING_NOW = _present(_TELLING), _present(_DOING)
"""Words of which every pattern for the present has one."""

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Whether an amount is new money, moved from elsewhere, or out of the gemeentefonds itself. Pure functions."""

from __future__ import annotations

import re

from bijgepraat.ledger.paid_stage import Place, asks_back
from bijgepraat.ledger.paid_words import NUMBERS
from bijgepraat.model.claims import Span
from bijgepraat.model.paid import Money, MoneyFinding, StageFinding

_OWN = re.compile(
    r"\bsigaar uit eigen doos\b|\buitname\w* (?:uit|van|op) (?:\w+ )?(?:gemeentefonds|algemene uitkering)|"
    r"\b(?:ten laste van|dekking uit|gedekt uit|gedekt vanuit|onttrokken aan|onttrekking aan|bekostigd uit|"
    r"betaald uit|gefinancierd uit|afgeroomd van|uitgenomen uit)"
    r" (?:\w+ ){0,3}(?:gemeentefonds|algemene uitkering|accres)",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\boverhevel\w*|\b(?:van)?uit het (?:bestaande )?(?:budget|artikel|begrotingsartikel)\b|"
    r"\boverheveling\w*|\bovergeheveld|\bten laste van\b|\bherschik\w*|\bherprioriter\w*|\bvestzak|"
    r"\bbudgetneutra\w+|\bkostenneutra\w+|"
    r"\bbinnen (?:de |het |het al )?(?:bestaande|huidige|eigen|beschikbare|reguliere) (?:\w+ )?(?:middelen|budget\w*|"
    r"begroting\w*|kaders?|financiële kaders?|ruimte|fonds)|"
    r"\b(?:van|uit)(?:uit)? (?:de |het )?(?:reeds )?(?:beschikbare|resterende|gereserveerde|vrijvallende|vrijgevallen|"
    r"geoormerkte|onbestede|overgebleven|niet-bestede)\b|"
    r"\b(?:de )?dekking (?:\w+ ){0,6}(?:te vinden|te zoeken|gevonden|uit|vinden|zoeken|binnen)\b|"
    r"\bgedekt (?:\w+ ){0,2}(?:uit|vanuit|binnen|door|met)\b|"
    r"\bte dekken (?:uit|vanuit|binnen|door|met)\b|\bdit te dekken\b|\b(?:uit|vanuit|met|door) (?:de |"
    r"het )?(?:onderuitputting|onderbesteding|vrijval)\w*|\bin ?te zetten (?:uit|vanuit)\b|\bverschuif\w*|"
    r"\bverschuiv\w*|"
    r"\bkasschuif\w*|\bdecentralisatie-uitkering omgezet|\bomgezet in (?:een )?(?:specifieke|algemene)",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"[ \u00a0]*(?:euro )?(?:van|uit) (?:de|het) (?!benodigde|gevraagde|nodige)(?:\w+ ){0,3}(?:€ ?|\d)", re.IGNORECASE
)
_OF_THE = re.compile(
    r"\b(?:van|uit) de (?:\w+ ){0,2}(?:beschikbare|gereserveerde|bestaande|resterende)\b.{0,80}$|"
    r"(?<!plaats )\b(?:waarvan|daarvan|hiervan)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"[^.;]{0,120}\b(?:in te zetten|ingezet|inzetten|inzet|aan te wenden|aangewend|te gebruiken|gebruikt)\b", re.IGNORECASE
)
"""Behind "de 800 miljoen": money that is there is to serve another end."""
_NEW = re.compile(
    r"\bextra\b|\baanvullende?\b|\badditione(?:el|le)\b|\bbovenop\b|\berbij\b|\bnieuwe? (?:middelen|geld|budget|"
    r"gelden)\b|\bintensiver\w*|"
    r"\btoegevoegd\b|\btoegevoegde\b(?! waarde)|"
    r"\btoe te voegen\b|\btoevoeg\w*|\bvrij te maken\b|\bvrijgemaakt\b|\bverhog\w+|\bverhoog\w*|"
    r"\bmeer geld\b|\buit te trekken\b|"
    r"\buitgetrokken\b|\btrekken\b.{0,160}\buit\b|\binvester\w*|\binvesteert\b|\bgeïnvesteerd\b|"
    r"\bbeschikbaar te stellen\b|\bcompenser\w*|\bcompensatie\b",
    re.IGNORECASE,
)
_SURE_NEW = re.compile(
    r"extra|aanvullend|additione|bovenop|erbij|nieuw|intensiver|toegevoegd|toe te voegen|toevoeg", re.IGNORECASE
)
_CUT = re.compile(
    r"\w{0,20}bezuinig\w*|\b(?!arbeids|heffings|ouderen|werkenden|inkomens)\w{0,20}korting(?:en)?\b|\bgekort\b|\bombuig\w*|\btaakstelling\w*|\bminder\b|\bkorten\b|\bschrap\w*",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:niet|geen|zonder|nooit)(?: \w+){0,5} ?$", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:niet|geen)\b", re.IGNORECASE)
_REACH, _NEAR = 220, 90
"""How far from the amount words tell, in characters; "extra" is said of many things, so only near by."""


def decide_money(place: Place, stage: StageFinding) -> MoneyFinding:
    """Whether money is new, moved, out of the gemeentefonds itself, or a cut; with the words that decided.

    A cut that is asked to be undone is no cut. What is denied ("niet ten laste van het gemeentefonds") speaks for new money.
    """
    own, denied = _find(_OWN, place)
    if own is not None:
        return MoneyFinding(Money.OWN, "komt uit het gemeentefonds zelf", 0.85, own)
    if place.amount.direction == "minder" and not asks_back(stage):
        words, _ = _find(_CUT, place)
        if words is not None:
            return MoneyFinding(Money.CUT, "gaat eraf", 0.8, words)
        return MoneyFinding(Money.UNKNOWN, "brengt geld op of valt lager uit", 0.5)
    moved, also = _find(_MOVED, place)
    if moved is not None:
        return MoneyFinding(Money.MOVED, "komt uit ander geld", 0.7, moved)
    part = _PART_OF.match(place.text, place.amount.end)
    if part:
        return MoneyFinding(Money.MOVED, "deel van een bedrag dat er al is", 0.6, _span(place, place.amount.end, part.end()))
    before = place.text[max(place.sentence.start, place.amount.start - 120) : place.amount.start]
    turned = _TURNED.match(place.text, place.amount.end, min(place.sentence.end, place.amount.end + 160))
    if turned and before.endswith("de "):
        return MoneyFinding(
            Money.MOVED, "geld dat er is krijgt een ander doel", 0.6, _span(place, place.amount.end, turned.end())
        )
    of_the = _OF_THE.search(before)
    if of_the:
        start = place.amount.start - len(before) + of_the.start()
        return MoneyFinding(Money.MOVED, "deel van een bedrag dat er al is", 0.6, _span(place, start, place.amount.start))
    if asks_back(stage):
        return MoneyFinding(Money.NEW, "een korting terug", 0.5, stage.words)
    new, _ = _find(_NEW, place, _NEAR)
    if new is not None:
        sure = 0.7 if _SURE_NEW.search(new.quote) else 0.5
        return MoneyFinding(Money.NEW, "komt erbij", sure, new)
    if denied is not None or also is not None:
        return MoneyFinding(Money.NEW, "uitdrukkelijk niet uit ander geld", 0.6, denied or also)
    return MoneyFinding(Money.UNKNOWN, "geen woord zegt waar het vandaan komt", 0.5)


def _find(pattern: re.Pattern[str], place: Place, reach: int = _REACH) -> tuple[Span | None, Span | None]:
    """The words nearest to the amount in its sentence, and the nearest that are denied."""
    said: list[tuple[int, int, Span]] = []
    denied: list[tuple[int, int, Span]] = []
    quote, offset = place.sentence.quote, place.sentence.start
    for found in pattern.finditer(quote):
        span = _span(place, offset + found.start(), offset + found.end())
        gap = max(span.start - place.amount.end, place.amount.start - span.end, 0)
        # What stands behind another amount tells of that one.
        other = span.start > place.amount.end and NUMBERS.search(place.text, place.amount.end, span.start)
        if gap <= reach and not other:
            before = quote[max(0, found.start() - 50) : found.start()]
            is_denied = _NOT.search(before) or _DENIES.search(found.group())
            (denied if is_denied else said).append((gap, span.start, span))
    nearest = min(said, default=None)
    not_so = min(denied, default=None)
    return (nearest[2] if nearest else None), (not_so[2] if not_so else None)


def _span(place: Place, start: int, end: int) -> Span:
    words = place.text[start:end]
    first = start + len(words) - len(words.lstrip())
    return Span(words.strip(), first, first + len(words.strip()))

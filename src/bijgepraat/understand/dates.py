# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Dates, periods and terms in Dutch text, as closed intervals with their phrase.

Relative and political phrases ("voor de zomer", "na het reces", "bij de Miljoenennota") lean on the day of the text; what only an
agenda could tell ("voor de begrotingsbehandeling") and vague words ("spoedig") keep their phrase and have no dates.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bijgepraat.model.claims import Moment
from bijgepraat.understand.calendar import prinsjesdag
from bijgepraat.understand.date_phrases import RULES, Rule
from bijgepraat.understand.near_periods import after_count
from bijgepraat.understand.periods import COUNT, UNKNOWN, Period, years
from bijgepraat.understand.political_phrases import POLITICAL_RULES
from bijgepraat.understand.spots import Window, find_in, windows_around

__all__ = ["find_moments", "prinsjesdag"]

# What stands before a period and bends it: only its end, its start, the days before or after it.
_BENDS = re.compile(
    r"(?P<bend>(?:uiterlijk|niet later dan|op zijn laatst|tussen nu en|op uiterlijk) (?:voor |vóór )?(?:per |op |in |aan het |tegen het )?"
    r"(?:het eind(?:e)? van )?|"
    r"(?:nog )?(?:ruim )?(?:voor|vóór) (?:het )?(?:eind(?:e)? van )?|tot en met |tot |"
    r"t/m |vanaf |met ingang van |per |sinds |na |kort na |vlak na |direct na |meteen na )(?:de |het |begin |eind )?(?:maand )?$",
    re.IGNORECASE,
)
_AFFORDS = 40
"""Characters before a period that are looked at for such words: more than the longest of them."""
_BLANK = re.compile(r"\s")
"""Line breaks and hard spaces stand for a blank; one for one, so that offsets stay."""
_ONE_FOR_ONE = {ord("İ"): "i"}
"""The only letter that is longer in lower case."""
_RULES = (*RULES, *POLITICAL_RULES)
_SAID = frozenset(word for rule in _RULES for word in rule.says)


def find_moments(text: str, on: date | None = None) -> list[Moment]:
    """All moments in a text, in order, not overlapping; `on` is the day that the text speaks on.

    Without `on`, whatever leans on it has no dates.
    """
    flat = _BLANK.sub(" ", text)
    lowered = flat.lower()
    if len(lowered) != len(flat):
        lowered = flat.translate(_ONE_FOR_ONE).lower()
    there = {word for word in _SAID if word in lowered}
    windows: dict[tuple[tuple[str, ...], int], list[Window]] = {}
    found: list[tuple[Rule, Moment]] = []
    for rule in _RULES:
        if there.isdisjoint(rule.says):
            continue
        around = rule.says, rule.reach
        if around not in windows:
            windows[around] = windows_around(lowered, there.intersection(rule.says), rule.reach)
        for match in find_in(rule.pattern, flat, windows[around]):
            moment = _moment(rule, match, on)
            if moment:
                found.append((rule, moment))
    # "na de zomer" is both a season with a word before it and a term of its own: the term knows the convention.
    found.sort(key=lambda entry: (entry[1].start, -entry[1].end, not entry[0].is_term))
    kept: list[Moment] = []
    for _, moment in found:
        if not kept or moment.start >= kept[-1].end:
            # The words as they stand, line breaks and all.
            kept.append(replace(moment, quote=text[moment.start : moment.end]))
    return kept


def _moment(rule: Rule, match: re.Match[str], on: date | None) -> Moment | None:
    flat, start, end = match.string, match.start(), match.end()
    window = max(0, start - _AFFORDS)
    bend = None if rule.is_term else _before(_BENDS, flat, window, start)
    if bend and rule.resolve is years and bend["bend"].strip().lower() == "voor":
        # "het budget voor 2030" is no term.
        bend = None
    if rule.introduced_by and not bend:
        introduced = _before(rule.introduced_by, flat, window, start)
        if not introduced:
            return None
        # "van" and the like belong to the sentence, "in oktober" is one phrase.
        start = window + introduced.start() if introduced.group().lower().startswith("in ") else start
    lean = on
    period: Period | None
    try:
        if on and bend and _is_deadline(bend) and rule.looks_back and not match.groupdict().get("side"):
            # A term lies ahead, whether or not a day behind is nearer.
            lean = on + timedelta(days=rule.looks_back)
        period = rule.resolve(match, lean)
        if period is None:
            return None
        first, last = period
        if bend:
            whole = "eind" in (bend.group() + match.group()[:12]).lower()
            first, last = _bent(bend["bend"].strip().lower(), first, last, whole=whole)
    except (ValueError, OverflowError):
        # The words lead past the calendar's first or last year: only the phrase is known.
        first, last = UNKNOWN
    if bend:
        start = window + bend.start()
    lead = _LEADS.search(flat[max(0, start - _AFFORDS) : start]) if rule.is_term else None
    if lead and _begins_word(flat, max(0, start - _AFFORDS) + lead.start()):
        start = max(0, start - _AFFORDS) + lead.start()
        first, last = _led(lead, match, first, last)
    return Moment(flat[start:end], start, end, first, last, rule.is_term or (bend is not None and _is_deadline(bend)))


_LEADS = re.compile(
    rf"(?:(?P<until>uiterlijk|binnen|ten laatste|maximaal) |(?:ruim|minimaal|minstens|ten minste|circa|ongeveer) )?"
    rf"(?:{COUNT} (?P<unit>werkdagen|werkdag|dagen|dag|weken|week|maanden|maand)|(?:in )?de eerste (?P<first>week|weken|dagen|maand)) $",
    re.IGNORECASE,
)
"""What stands before a term and shifts it: "twee weken voor Prinsjesdag", "in de eerste week na het reces"."""


def _led(lead: re.Match[str], match: re.Match[str], first: date | None, last: date | None) -> Period:
    how = (match.groupdict().get("how") or "").lower()
    if lead["first"]:
        if first is None or lead["first"].lower() != "week":
            return UNKNOWN if first is None else (first, None)
        return first, first + timedelta(days=6 - first.weekday())
    if how.endswith("na"):
        until = after_count(lead, first) if first else None
        return (None, until) if until else UNKNOWN
    until = after_count(lead, last, back=True) if last else None
    return (None, until) if until else UNKNOWN


def _begins_word(flat: str, at: int) -> bool:
    return at == 0 or not flat[at - 1].isalnum()


def _before(pattern: re.Pattern[str], flat: str, window: int, start: int) -> re.Match[str] | None:
    """What a pattern finds right before a place, when it begins a word."""
    found = pattern.search(flat[window:start])
    if found is None or (window + found.start() and flat[window + found.start() - 1].isalnum()):
        return None
    return found


def _is_deadline(bend: re.Match[str]) -> bool:
    words = bend["bend"].strip().lower()
    return (
        words.startswith(("uiterlijk", "op uiterlijk", "niet later", "op zijn", "tot", "t/m", "tussen nu"))
        or "voor" in words
        or "vóór" in words
    )


def _bent(bend: str, first: date | None, last: date | None, *, whole: bool) -> Period:
    """A period as the words before it leave it. `whole`: the words speak of the end of the period, so it counts itself."""
    if "voor" in bend or "vóór" in bend:
        return None, last if whole else (first - timedelta(days=1) if first else None)
    if bend.startswith(("uiterlijk", "op uiterlijk", "niet later", "op zijn", "tot en met", "t/m", "tussen nu")):
        return None, last
    if bend == "tot":
        return None, last if first and last and (last - first).days > 27 else first
    if bend.endswith("na"):
        return (last + timedelta(days=1) if last else None), None
    return first, None

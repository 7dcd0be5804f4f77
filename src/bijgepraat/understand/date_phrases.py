# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which Dutch says when: patterns, each with the function that knows what period it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bijgepraat.understand.near_periods import (
    month_near,
    near_day,
    quarter_near,
    week,
    week_of_month,
    week_of_year,
    weekday,
    weekend,
    within,
)
from bijgepraat.understand.periods import (
    COUNT,
    LOOKS_BACK,
    MONTH,
    MONTHS,
    NOT_ON,
    WEEKDAYS,
    YEAR,
    Period,
    digits,
    full_date,
    half,
    in_season,
    last_year,
    month_only,
    part_of_year,
    quarter,
    this_year,
    years,
)

# What makes a moment of a bare month or year, which elsewhere may be a name or a number.
_INTRODUCES_YEAR = re.compile(r"(?:in (?:de loop van )?(?:het jaar )?|in de loop van |het jaar )$", re.IGNORECASE)
_INTRODUCES_YEARS = re.compile(r"(?:in |tussen |van |(?:in )?(?:de )?(?:jaren|periode) )$", re.IGNORECASE)
_INTRODUCES_MONTH = re.compile(
    r"(?:in (?:de loop van )?(?:de maand )?|in de loop van |omstreeks |rond |circa |tegen |tussen |van )$", re.IGNORECASE
)
_INTRODUCES_THIS_WEEK = re.compile(
    r"(?:^|\b(?:ik|we|wij|zelf|ook|nog|al|u|er|hier|daar|dan|nu|kabinet|minister|hem|haar|hen|die|dat|zal|gaan?) )$",
    re.IGNORECASE,
)
"""Not "het gerecht van de week"."""
_SEASONS = r"(?P<season>voorjaar|lente|zomer|najaar|herfst|winter)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to say when. `is_term`: its words set a term by themselves, others only with a word such as "uiterlijk" before them."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], date | None], Period | None]
    is_term: bool = False
    introduced_by: re.Pattern[str] | None = None
    """What must stand before it, when no word such as "uiterlijk" does."""
    says: tuple[str, ...] = ()
    """Parts of words of which each match has one, in lower case: only around those is searched."""
    looks_back: int = 0
    """Days before the day of the text on which a moment without a year may still lie."""
    reach: int = 160
    """Characters: more than the longest match and what the pattern looks ahead at."""


def rule_for(
    pattern: str,
    resolve: Callable[[re.Match[str], date | None], Period | None],
    *,
    is_term: bool = False,
    introduced_by: re.Pattern[str] | None = None,
    says: tuple[str, ...] = (),
    looks_back: int = 0,
    reach: int = 160,
) -> Rule:
    whole_words = re.compile(r"(?<![\w.])(?:" + pattern + r")(?!\w)", re.IGNORECASE)
    return Rule(whole_words, resolve, is_term, introduced_by, says, looks_back, reach)


_HALF_A_YEAR = 182
_MONTHS_SAID = ("jan", "feb", "maart", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_QUARTERS_SAID = tuple(letter + number for letter in "kq" for number in "1234")
_DAYS_SAID = tuple(WEEKDAYS)
_YEARS_SAID = ("19", "20")
_REL = r"(?P<rel>dit (?:kalender)?jaar|volgend (?:kalender)?jaar|komend jaar|het (?:komende|nieuwe|volgende) (?:kalender)?jaar)"
OF_YEAR = r"(?: (?:van )?(?:het jaar )?(?:" + YEAR + "|" + _REL + r"))?"
_WHOLE_YEAR = "(?:" + YEAR + "|" + _REL + r"|het (?:kalender)?jaar)"
_DAY_MONTH = r"(?:(?:" + "|".join(WEEKDAYS) + r") )?(?P<day>[0-3]?\d)e? " + MONTH + r"(?: " + YEAR + r")?"
_PART = r"(?P<part>begin|medio|halverwege|half|eind(?:e)?) "
_UNTIL_MONTH = r"(?:(?: (?:of|en|tot|tot en met|t/m) | ?[-/–] ?)(?P<until>" + "|".join(MONTHS) + r"))?"
_THIS = r"(?:deze |dit |komende? |aanstaande |volgende? )"
_UNIT = r"(?P<unit>uur|werkdagen|werkdag|dagen|dag|weken|week|maanden|maand|kwartaal|half ?jaar|jaar)"
_STILL = r"(?P<still>(?:nog|uiterlijk|later) )?"
RULES = (
    rule_for(
        _DAY_MONTH + r"(?: (?P<side>jl\.?|jongstleden|a\.s\.?|aanstaande))?",
        full_date,
        says=_MONTHS_SAID,
        looks_back=_HALF_A_YEAR,
    ),
    rule_for(
        r"(?P<from>[0-3]?\d)(?: tot en met | t/m | tot | en | ?[-–] ?)(?P<day>[0-3]?\d) " + MONTH + r"(?: " + YEAR + r")?",
        full_date,
        says=_MONTHS_SAID,
    ),
    rule_for(
        r"(?:in )?(?P<week>de week) van (?:maandag )?(?P<day>[0-3]?\d) " + MONTH + r"(?: " + YEAR + r")?",
        full_date,
        says=("week",),
    ),
    rule_for(
        r"(?P<how>voor|vóór) (?:de|het) (?!maand )\w{3,40} (?:van|op|d\.d\.) " + _DAY_MONTH,
        full_date,
        says=_MONTHS_SAID,
        is_term=True,
    ),
    rule_for(r"(?P<how>na) (?:de|het) (?!maand )\w{3,40} (?:van|op|d\.d\.) " + _DAY_MONTH, full_date, says=_MONTHS_SAID),
    rule_for(r"(?P<day>[0-3]?\d)(?P<sep>[-/.])(?P<mm>[01]?\d)(?P=sep)" + YEAR, digits, says=_YEARS_SAID),
    rule_for(r"(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<day>[0-3]\d)", digits, says=_YEARS_SAID),
    rule_for(
        r"(?:" + _PART + r")?(?:de maand )?" + MONTH + r" (?:van )?(?:" + YEAR + "|" + _REL + ")", month_only, says=_MONTHS_SAID
    ),
    rule_for(_PART + r"(?:de maand )?(?P<month>" + "|".join(MONTHS) + r")", month_only, says=_MONTHS_SAID, looks_back=LOOKS_BACK),
    rule_for(
        r"(?:in )?de (?P<nth>eerste|tweede|derde|vierde|laatste) (?:volle )?week van (?P<month>"
        + "|".join(MONTHS)
        + r")"
        + OF_YEAR,
        week_of_month,
        says=("week",),
        looks_back=LOOKS_BACK,
    ),
    rule_for(
        r"(?:in )?de (?P<part>eerste|tweede) helft van (?P<month>" + "|".join(MONTHS) + r")" + OF_YEAR,
        month_only,
        says=_MONTHS_SAID,
        looks_back=LOOKS_BACK,
    ),
    rule_for(
        r"(?P<month>" + "|".join(MONTHS) + r")" + _UNTIL_MONTH + OF_YEAR,
        month_only,
        introduced_by=_INTRODUCES_MONTH,
        says=_MONTHS_SAID,
        looks_back=LOOKS_BACK,
    ),
    rule_for(
        r"(?:(?:het )?(?P<part>begin|eind(?:e)?) van )?(?:het )?(?:(?P<also>eerste|tweede|derde) (?:en|of) (?:het )?)?"
        r"(?P<nth>eerste|tweede|derde|vierde|laatste|[1-4]d?e|1ste) kwartaal" + OF_YEAR,
        quarter,
        says=("kwartaal",),
    ),
    rule_for(r"(?:(?P<part>begin|eind(?:e)?) )?(?:K|Q)(?P<q>[1-4])(?:-" + YEAR + r")", quarter, says=_QUARTERS_SAID),
    rule_for(r"(?:(?P<part>begin|eind(?:e)?) )?(?:K|Q)(?P<q>[1-4])" + OF_YEAR, quarter, says=_QUARTERS_SAID),
    rule_for(
        r"(?:in )?"
        + _STILL
        + r"(?:(?:het )?(?P<part>begin|eind(?:e)?) van )?(?:het )?(?P<which>dit|het|volgende?|komende?|aankomende?|eerstvolgende) "
        r"kwartaal(?! van)",
        quarter_near,
        says=("kwartaal",),
    ),
    rule_for(r"(?:de )?(?P<nth>eerste|tweede) helft (?:van )?" + _WHOLE_YEAR, half, says=("helft", "half")),
    rule_for(r"(?:het )?(?P<nth>eerste|tweede) half ?jaar" + OF_YEAR, half, says=("helft", "half")),
    rule_for(
        r"(?:(?:tegen |aan )?het )?" + _PART + r"(?:van )?" + _WHOLE_YEAR, part_of_year, says=("begin", "medio", "half", "eind")
    ),
    rule_for(
        r"(?:(?:in (?:de loop van )?|gedurende |tijdens |rond |omstreeks |aan |tegen |later |over )?"
        r"(?:(?:het )?(?P<part>begin|eind(?:e)?) van )?)?" + _THIS + r"?(?:het |de )?(?:aankomende? |komende? |volgende? )?"
        r"(?:(?P<early>vroege|late) )?" + _SEASONS + OF_YEAR,
        in_season,
        says=("voorjaar", "lente", "zomer", "najaar", "herfst", "winter"),
    ),
    rule_for(YEAR, years, introduced_by=_INTRODUCES_YEAR, says=_YEARS_SAID),
    rule_for(YEAR + r" (?:tot|tot en met|t/m) (?P<until>(?:19|20)\d\d)" + NOT_ON, years, says=_YEARS_SAID),
    rule_for(
        YEAR + r"(?: (?:en|tot|tot en met|t/m) | ?[-–] ?)(?P<until>(?:19|20)\d\d)" + NOT_ON,
        years,
        introduced_by=_INTRODUCES_YEARS,
        says=_YEARS_SAID,
    ),
    rule_for(
        r"(?:in )?"
        + _STILL
        + r"(?:(?:het )?(?P<part>begin|eind(?:e)?) (?:van )?)?(?P<which>volgende|komende|aankomende|deze|afgelopen|vorige) week",
        week,
        says=("week",),
    ),
    rule_for(r"(?:het )?(?P<part>eind(?:e)?|begin)(?P<which>) van de week", week, says=("week",)),
    rule_for(r"(?P<which>van de)(?P<part>) week", week, introduced_by=_INTRODUCES_THIS_WEEK, says=("week",)),
    rule_for(r"(?:in )?week (?P<number>[1-5]?\d)(?: van)?(?: " + YEAR + r")?(?! ?\d)", week_of_year, says=("week",)),
    rule_for(
        r"(?P<how>(?:uiterlijk |nog )?(?:voor|vóór)|na|in|tijdens) (?:het|dit) (?:komende |aankomende )?weekend",
        weekend,
        says=("weekend",),
        is_term=True,
    ),
    rule_for(
        r"(?:in )?" + _STILL + r"(?:(?:het )?" + _PART + r"(?:van )?)?(?P<which>volgende|komende|deze|afgelopen|vorige) maand",
        month_near,
        says=("maand",),
    ),
    rule_for(r"(?:het )?" + _PART + r"van (?P<which>de) maand", month_near, says=("maand",)),
    rule_for(
        r"vandaag|vanavond|vanmiddag|(?<!goede )morgen(?:ochtend|middag|avond)?|overmorgen|gisteren|eergisteren",
        near_day,
        says=("vandaag", "vanavond", "vanmiddag", "morgen", "gisteren"),
    ),
    rule_for(
        r"(?P<how>)(?P<which>aanstaande|komende|afgelopen|vorige) (?P<weekday>" + "|".join(WEEKDAYS) + r")",
        weekday,
        says=_DAYS_SAID,
    ),
    rule_for(
        r"(?P<how>uiterlijk(?: op)?|voor|vóór) (?P<which>aanstaande |komende )?(?P<weekday>" + "|".join(WEEKDAYS) + r")(?! \d)",
        weekday,
        says=_DAYS_SAID,
        is_term=True,
    ),
    rule_for(
        r"(?:uiterlijk )?(?:binnen|over) (?:nu en |een termijn van )?" + COUNT + " " + _UNIT,
        within,
        says=(" uur", " dag", " week", " weken", " maand", "kwartaal", "jaar", "werkdag"),
        is_term=True,
    ),
    rule_for(
        r"(?:in |binnen )?de komende " + COUNT + r" (?P<unit>dagen|weken|maanden|jaar)",
        within,
        says=("de komende",),
    ),
    rule_for(
        r"(?:nog |later |in de loop van |eind van |ergens )?(?:dit (?:kalender)?jaar|volgend (?:kalender)?jaar|komend jaar)|in de loop van het jaar|"
        r"(?:in|voor|vóór) het nieuwe (?:kalender)?jaar",
        this_year,
        says=("dit jaar", "dit kalender", "volgend", "komend", "nieuwe", "loop van het jaar"),
        is_term=True,
    ),
    rule_for(r"(?:vorig|afgelopen) jaar", last_year, says=("vorig", "afgelopen")),
)

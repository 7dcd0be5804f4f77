# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which Dutch says when: patterns, each with the function that knows what period it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bijgepraat.understand.periods import (
    COUNT,
    LOOKS_BACK,
    MONTH,
    MONTHS,
    NOT_ON,
    WEEKDAYS,
    YEAR,
    Period,
    annual_report,
    around_election,
    around_prinsjesdag,
    around_recess,
    around_summer,
    around_year_end,
    digits,
    full_date,
    half,
    in_season,
    last_year,
    month_near,
    month_only,
    near_day,
    part_of_year,
    phrase,
    quarter,
    this_year,
    week,
    weekday,
    with_budget,
    within,
    years,
)

# What makes a moment of a bare month or year, which elsewhere may be a name or a number.
_INTRODUCES_YEAR = re.compile(r"(?:in (?:de loop van )?(?:het jaar )?|in de loop van |het jaar )$", re.IGNORECASE)
_INTRODUCES_YEARS = re.compile(r"(?:in |tussen |van |(?:in )?(?:de )?(?:jaren|periode) )$", re.IGNORECASE)
_INTRODUCES_MONTH = re.compile(
    r"(?:in (?:de loop van )?(?:de maand )?|in de loop van |omstreeks |rond |circa |tegen |tussen |van )$", re.IGNORECASE
)
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
    """Parts of words of which a text must have one, in lower case: spares most texts the search."""
    looks_back: int = 0
    """Days before the day of the text on which a moment without a year may still lie."""


def _rule(
    pattern: str,
    resolve: Callable[[re.Match[str], date | None], Period | None],
    *,
    is_term: bool = False,
    introduced_by: re.Pattern[str] | None = None,
    says: tuple[str, ...] = (),
    looks_back: int = 0,
) -> Rule:
    whole_words = re.compile(r"(?<![\w.])(?:" + pattern + r")(?!\w)", re.IGNORECASE)
    return Rule(whole_words, resolve, is_term, introduced_by, says, looks_back)


_HALF_A_YEAR = 182
_OF_YEAR = r"(?: (?:van )?(?:het jaar )?(?:" + YEAR + r"|(?P<rel>dit jaar|volgend jaar|komend jaar|het komende jaar)))?"
_WHOLE_YEAR = r"(?:" + YEAR + r"|(?P<rel>dit jaar|volgend jaar|komend jaar|het komende jaar)|het jaar)"
_DAY_MONTH = r"(?:(?:" + "|".join(WEEKDAYS) + r") )?(?P<day>[0-3]?\d)e? " + MONTH + r"(?: " + YEAR + r")?"
_PART = r"(?P<part>begin|medio|halverwege|half|eind(?:e)?) "
_UNTIL_MONTH = r"(?:(?: (?:of|en|tot|tot en met|t/m) | ?[-/–] ?)(?P<until>" + "|".join(MONTHS) + r"))?"
_HOW_NEAR = r"(?P<how>nog voor|nog vóór|voor|vóór|(?:kort|vlak|direct|meteen) na|na)"
_THIS = r"(?:deze |dit |komende? |aanstaande |volgende? )"
_TALKS = (
    r"(?:(?:volgende |komende |eerstvolgende )(?:\w{1,40} )?(?:commissiedebat|debat|overleg|BO MIRT|halfjaarbericht|"
    r"voortgangsrapportage|voortgangsbrief|verzamelbrief|rapportage|kwartaalrapportage))"
)
RULES = (
    _rule(_DAY_MONTH + r"(?: (?P<side>jl\.?|jongstleden|a\.s\.?|aanstaande))?", full_date, looks_back=_HALF_A_YEAR),
    _rule(
        r"(?P<from>[0-3]?\d)(?: tot en met | t/m | tot | en | ?[-–] ?)(?P<day>[0-3]?\d) " + MONTH + r"(?: " + YEAR + r")?",
        full_date,
    ),
    _rule(r"(?:in )?(?P<week>de week) van (?:maandag )?(?P<day>[0-3]?\d) " + MONTH + r"(?: " + YEAR + r")?", full_date),
    _rule(r"(?P<how>voor|vóór) (?:de|het) (?!maand )\w{3,40} (?:van|op|d\.d\.) " + _DAY_MONTH, full_date, is_term=True),
    _rule(r"(?P<how>na) (?:de|het) (?!maand )\w{3,40} (?:van|op|d\.d\.) " + _DAY_MONTH, full_date),
    _rule(r"(?P<day>[0-3]?\d)(?P<sep>[-/.])(?P<mm>[01]?\d)(?P=sep)" + YEAR, digits),
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<day>[0-3]\d)", digits),
    _rule(r"(?:" + _PART + r")?(?:de maand )?" + MONTH + r" " + YEAR, month_only),
    _rule(_PART + r"(?P<month>" + "|".join(MONTHS) + r")", month_only, looks_back=LOOKS_BACK),
    _rule(
        r"(?:in )?de (?P<part>eerste|tweede) helft van (?P<month>" + "|".join(MONTHS) + r")(?: " + YEAR + r")?",
        month_only,
        looks_back=LOOKS_BACK,
    ),
    _rule(
        r"(?P<month>" + "|".join(MONTHS) + r")" + _UNTIL_MONTH + r"(?: (?:van )?" + YEAR + r")?",
        month_only,
        introduced_by=_INTRODUCES_MONTH,
        looks_back=LOOKS_BACK,
    ),
    _rule(
        r"(?:het )?(?:(?P<also>eerste|tweede|derde) (?:en|of) (?:het )?)?(?P<nth>eerste|tweede|derde|vierde|laatste|[1-4]e) kwartaal"
        + _OF_YEAR,
        quarter,
        says=("kwartaal",),
    ),
    _rule(r"(?:K|Q)(?P<q>[1-4])(?:-" + YEAR + r")", quarter),
    _rule(r"(?:K|Q)(?P<q>[1-4])" + _OF_YEAR, quarter),
    _rule(r"(?:de )?(?P<nth>eerste|tweede) helft van " + _WHOLE_YEAR, half, says=("helft", "half")),
    _rule(r"(?:het )?(?P<nth>eerste|tweede) half ?jaar" + _OF_YEAR, half, says=("helft", "half")),
    _rule(
        r"(?:(?:tegen |aan )?het )?" + _PART + r"(?:van )?" + _WHOLE_YEAR, part_of_year, says=("begin", "medio", "half", "eind")
    ),
    _rule(
        r"(?:in (?:de loop van )?)?" + _THIS + r"?(?:het |de )?" + _SEASONS + _OF_YEAR,
        in_season,
        says=("voorjaar", "lente", "zomer", "najaar", "herfst", "winter"),
    ),
    _rule(YEAR, years, introduced_by=_INTRODUCES_YEAR),
    _rule(
        YEAR + r"(?: (?:en|tot|tot en met|t/m) | ?[-–] ?)(?P<until>(?:19|20)\d\d)" + NOT_ON,
        years,
        introduced_by=_INTRODUCES_YEARS,
    ),
    _rule(
        r"(?:in )?(?:(?:het )?(?P<part>begin|eind(?:e)?) (?:van )?)?(?P<which>volgende|komende|aankomende|deze|afgelopen|vorige) week",
        week,
        says=("week",),
    ),
    _rule(r"(?P<part>eind(?:e)?|begin)(?P<which>) van de week", week, says=("week",)),
    _rule(
        r"(?:in )?(?:(?:het )?" + _PART + r"(?:van )?)?(?P<which>volgende|komende|deze|afgelopen|vorige) maand",
        month_near,
        says=("maand",),
    ),
    _rule(r"vandaag|(?<!goede )morgen|overmorgen|gisteren|eergisteren", near_day, says=("vandaag", "morgen", "gisteren")),
    _rule(
        r"(?P<how>)(?P<which>aanstaande|komende|afgelopen|vorige) (?P<weekday>" + "|".join(WEEKDAYS) + r")",
        weekday,
        says=("dag",),
    ),
    _rule(
        r"(?P<how>uiterlijk(?: op)?|voor|vóór) (?P<which>aanstaande |komende )?(?P<weekday>" + "|".join(WEEKDAYS) + r")(?! \d)",
        weekday,
        says=("dag",),
        is_term=True,
    ),
    _rule(
        r"(?:uiterlijk )?(?:binnen|over) (?:nu en )?"
        + COUNT
        + r" (?P<unit>uur|dagen|dag|weken|week|maanden|maand|kwartaal|half ?jaar|jaar)",
        within,
        says=("binnen", "over", "komende"),
        is_term=True,
    ),
    _rule(
        r"(?:in |binnen )?de komende " + COUNT + r" (?P<unit>dagen|weken|maanden|jaar)",
        within,
        says=("binnen", "over", "komende"),
    ),
    _rule(
        r"(?:nog |later |in de loop van |eind van )?(?:dit (?:kalender)?jaar|volgend (?:kalender)?jaar|komend jaar)|in de loop van het jaar",
        this_year,
        says=("jaar",),
        is_term=True,
    ),
    _rule(r"(?:vorig|afgelopen) jaar", last_year, says=("jaar",)),
    _rule(_HOW_NEAR + r" de (?:komende )?zomer(?:periode|vakantie)?" + _OF_YEAR, around_summer, says=("zomer",), is_term=True),
    _rule(
        r"(?P<how>nog voor|nog vóór|voor|vóór|(?:kort|vlak|direct|meteen) na|na|in|tijdens) (?:het|dit) (?:komende )?"
        r"(?P<recess>zomer|kerst|herfst|voorjaars|mei|verkiezings)?reces" + _OF_YEAR,
        around_recess,
        says=("reces",),
        is_term=True,
    ),
    _rule(
        r"(?:(?P<how>uiterlijk op|uiterlijk met|uiterlijk|voor|vóór|na|met|op|rond|tijdens|bij) )?Prinsjesdag" + _OF_YEAR,
        around_prinsjesdag,
        says=("prinsjesdag",),
        is_term=True,
    ),
    _rule(
        r"(?P<how>bij|in|met|(?:gelijktijdig|tegelijk|tegelijkertijd|samen) met|voor|vóór) (?:de |het )?(?:komende |volgende |aankomende )?"
        r"(?:Miljoenennota|Belastingplan)(?: (?:van |voor )?" + YEAR + r")?",
        with_budget,
        says=("miljoenennota", "belastingplan"),
        is_term=True,
    ),
    _rule(
        r"(?:bij|in|met) (?:het|de) (?:komende |volgende )?(?:jaarverslag|jaarverslagen|verantwoordingsstukken)(?: (?:over |van )?"
        + YEAR
        + r")?",
        annual_report,
        says=("jaarverslag", "verantwoordingsstuk"),
        is_term=True,
    ),
    _rule(
        _HOW_NEAR + r" de (?:komende |aanstaande |volgende )?(?P<which>Tweede Kamer|gemeenteraads)?verkiezingen",
        around_election,
        says=("verkiezingen",),
        is_term=True,
    ),
    _rule(
        _HOW_NEAR + r" (?:de )?(?P<what>kerst(?:mis|dagen|vakantie)?|jaarwisseling)",
        around_year_end,
        says=("kerst", "jaarwisseling"),
        is_term=True,
    ),
    _rule(
        r"(?:nog )?(?:voor|vóór|bij|tijdens|in) (?:de )?(?:begrotings?behandeling|behandeling van de (?:\w{1,40} ){0,3}begroting|"
        r"\w{0,40}begroting 20\d\d|voorjaarsnota|najaarsnota|voorjaarsbesluitvorming|volgende \w{0,40}(?:rapportage|brief|bericht))|"
        r"(?:voor|vóór|bij|in|tijdens) (?:het|de) " + _TALKS + r"|(?:voor|vóór) het (?:BO MIRT|commissiedebat|debat)",
        phrase,
        is_term=True,
    ),
    # Haste without a term.
    _rule(
        r"(?:zo )?spoedig(?: mogelijk)?|zo (?:snel|gauw) mogelijk|op (?:zeer |zo )?korte? (?:mogelijke )?termijn|binnenkort|eerdaags|"
        r"te zijner tijd|t\.z\.t\.|tijdig|per ommegaande|onverwijld|binnen afzienbare tijd|(?:in )?de (?:komende|aankomende) "
        r"(?:tijd|periode|dagen|weken|maanden|jaren)|op een later moment|rond de jaarwisseling",
        phrase,
    ),
)

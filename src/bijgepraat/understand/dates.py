# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Dates, periods and terms in Dutch text, as closed intervals with their phrase.

Relative and political phrases ("voor de zomer", "na het reces", "bij de Miljoenennota") lean on the day of the text; what only an
agenda could tell ("voor de begrotingsbehandeling") and vague words ("spoedig") keep their phrase and have no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bijgepraat.model.claims import Moment
from bijgepraat.understand import calendar
from bijgepraat.understand.calendar import prinsjesdag

__all__ = ["find_moments", "prinsjesdag"]

Period = tuple[date | None, date | None]
_UNKNOWN: Period = (None, None)

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTH = r"(?P<month>(?:" + "|".join(_MONTHS) + r")\b|(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
_SHORT = {name[:3]: n for n, name in enumerate(_MONTHS, 1)} | {"mrt": 3, "sep": 9, "maa": 3}
_NOT_ON = r"(?!\d|[.,]\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)" + _NOT_ON
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_NUMBERS = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "dertien": 13,
    "veertien": 14,
    "vijftien": 15,
    "achttien": 18,
    "twintig": 20,
    "dertig": 30,
}
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + r"|enkele|een paar|enige)"
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4, "laatste": 4}
_SPAN_DAYS = {"dag": 1, "dagen": 1, "week": 7, "weken": 7}
_SPAN_MONTHS = {"maand": 1, "maanden": 1, "kwartaal": 3, "half jaar": 6, "halfjaar": 6, "jaar": 12}

# What stands before a period and bends it: only its end, its start, the days before or after it.
_BENDS = re.compile(
    r"(?P<bend>(?:uiterlijk|niet later dan|op zijn laatst) (?:voor |vóór )?(?:per |op |in |aan het |tegen het )?|"
    r"(?:nog )?(?:ruim )?(?:voor|vóór) (?:het )?(?:eind(?:e)? van )?|tot en met |tot |"
    r"t/m |vanaf |met ingang van |per |sinds |na |kort na |vlak na |direct na |meteen na )(?:de |het |begin |eind )?(?:maand )?$",
    re.IGNORECASE,
)
# What makes a moment of a bare month or year, which elsewhere may be a name or a number.
_INTRODUCES_YEAR = re.compile(r"(?:in (?:de loop van )?(?:het jaar )?|in de loop van |het jaar )$", re.IGNORECASE)
_INTRODUCES_YEARS = re.compile(r"(?:in |tussen |van |(?:in )?(?:de )?(?:jaren|periode) )$", re.IGNORECASE)
_INTRODUCES_MONTH = re.compile(
    r"(?:in (?:de loop van )?(?:de maand )?|in de loop van |omstreeks |rond |circa |tegen |tussen |van )$", re.IGNORECASE
)
_AFFORDS = 40
"""Characters before a period that are looked at for such words: more than the longest of them."""
_SEASONS = r"(?P<season>voorjaar|lente|zomer|najaar|herfst|winter)"


def find_moments(text: str, on: date | None = None) -> list[Moment]:
    """All moments in a text, in order, not overlapping; `on` is the day that the text speaks on.

    Without `on`, whatever leans on it has no dates.
    """
    flat = _BLANK.sub(" ", text)
    lowered = flat.lower()
    rules = [rule for rule in _RULES if not rule.says or any(part in lowered for part in rule.says)]
    found = [(rule, moment) for rule in rules for match in rule.pattern.finditer(flat) if (moment := _moment(rule, match, on))]
    # "na de zomer" is both a season with a word before it and a term of its own: the term knows the convention.
    found.sort(key=lambda entry: (entry[1].start, -entry[1].end, not entry[0].is_term))
    kept: list[Moment] = []
    for _, moment in found:
        if not kept or moment.start >= kept[-1].end:
            # The words as they stand, line breaks and all.
            kept.append(replace(moment, quote=text[moment.start : moment.end]))
    return kept


def _moment(rule: _Rule, match: re.Match[str], on: date | None) -> Moment | None:
    flat, start, end = match.string, match.start(), match.end()
    window = max(0, start - _AFFORDS)
    bend = None if rule.is_term else _before(_BENDS, flat, window, start)
    if bend and rule.resolve is _years and bend["bend"].strip().lower() == "voor":
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
        first, last = _UNKNOWN
    if bend:
        start = window + bend.start()
    return Moment(flat[start:end], start, end, first, last, rule.is_term or (bend is not None and _is_deadline(bend)))


def _before(pattern: re.Pattern[str], flat: str, window: int, start: int) -> re.Match[str] | None:
    """What a pattern finds right before a place, when it begins a word."""
    found = pattern.search(flat[window:start])
    if found is None or (window + found.start() and flat[window + found.start() - 1].isalnum()):
        return None
    return found


def _is_deadline(bend: re.Match[str]) -> bool:
    words = bend["bend"].strip().lower()
    return words.startswith(("uiterlijk", "niet later", "op zijn", "tot", "t/m")) or "voor" in words or "vóór" in words


def _bent(bend: str, first: date | None, last: date | None, *, whole: bool) -> Period:
    """A period as the words before it leave it. `whole`: the words speak of the end of the period, so it counts itself."""
    if "voor" in bend or "vóór" in bend:
        return None, last if whole else (first - timedelta(days=1) if first else None)
    if bend.startswith(("uiterlijk", "niet later", "op zijn", "tot en met", "t/m")):
        return None, last
    if bend == "tot":
        return None, last if first and last and (last - first).days > 27 else first
    if bend.endswith("na"):
        return (last + timedelta(days=1) if last else None), None
    return first, None


def _month_number(match: re.Match[str]) -> int:
    return _SHORT[match["month"].lower()[:3]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_date(match: re.Match[str], on: date | None) -> Period | None:
    month, day = _month_number(match), int(match["day"])
    words = match.groupdict()
    if words.get("year"):
        found = _day(int(match["year"]), month, day)
    elif _day(2024, month, day) is None:
        return None
    elif on is None:
        return _UNKNOWN
    else:
        found = _nearest(on, month, day, (words.get("side") or "").lower())
    if found is None:
        return None
    if words.get("from"):
        first = _day(found.year, month, int(match["from"]))
        return (first, found) if first and first <= found else None
    if words.get("week"):
        monday = found - timedelta(days=found.weekday())
        return monday, monday + timedelta(days=6)
    how = (words.get("how") or "").lower()
    if how:
        return (found, None) if how == "na" else (None, found - timedelta(days=1))
    return found, found


def _nearest(on: date, month: int, day: int, side: str) -> date | None:
    """The nearest such day, or the nearest on the side that "jl." or "aanstaande" tells."""
    near = [found for year in range(on.year - 4, on.year + 5) if (found := _day(year, month, day))]
    if side:
        near = [found for found in near if (found <= on if side.startswith("j") else found >= on)]
    return min(near, key=lambda found: abs((found - on).days), default=None)


def _digits(match: re.Match[str], _on: date | None) -> Period | None:
    found = _day(int(match["year"]), int(match["mm"]), int(match["day"]))
    return (found, found) if found else None


def _year_of(match: re.Match[str], on: date | None, ends: Callable[[int], date]) -> int | None:
    """The year that is named, else the first one whose period has not ended on the day of the text."""
    words = match.groupdict()
    if words.get("year"):
        return int(match["year"])
    if on is None:
        return None
    if words.get("rel"):
        return on.year + (0 if match["rel"].lower().startswith("dit") else 1)
    return next(year for year in range(on.year - 1, on.year + 2) if ends(year) >= on)


_LOOKS_BACK = 92
"""Days. A month without a year that ended no longer ago is the one that has been; whoever means the next one says so."""


def _month_only(match: re.Match[str], on: date | None) -> Period | None:
    month = _month_number(match)
    until = match.groupdict().get("until")
    to = _SHORT[until.lower()[:3]] if until else month
    since = on - timedelta(days=_LOOKS_BACK) if on else None
    year = _year_of(match, since, lambda year: calendar.month_end(year, to))
    if year is None:
        return _UNKNOWN
    if to < month:
        return None
    return _part_of_month(date(year, month, 1), calendar.month_end(year, to), match.groupdict().get("part"))


def _part_of_month(first: date, last: date, part: str | None) -> Period:
    part = (part or "").lower()
    if part == "begin":
        return first, first.replace(day=10)
    if part in {"medio", "half", "halverwege"}:
        return first.replace(day=10), first.replace(day=20)
    if part.startswith("eerste"):
        return first, first.replace(day=15)
    if part.startswith("tweede"):
        return first.replace(day=16), last
    return (last.replace(day=20), last) if part.startswith("eind") else (first, last)


def _quarter(match: re.Match[str], on: date | None) -> Period | None:
    last = int(match["q"]) if match.groupdict().get("q") else _ORDINALS[match["nth"].lower()]
    also = match.groupdict().get("also")
    first = _ORDINALS[also.lower()] if also else last
    year = _year_of(match, on, lambda year: calendar.month_end(year, last * 3))
    return _UNKNOWN if year is None else (date(year, first * 3 - 2, 1), calendar.month_end(year, last * 3))


def _half(match: re.Match[str], on: date | None) -> Period | None:
    number = _ORDINALS[match["nth"].lower()]
    year = _year_of(match, on, lambda year: calendar.month_end(year, number * 6))
    return _UNKNOWN if year is None else (date(year, number * 6 - 5, 1), calendar.month_end(year, number * 6))


def _part_of_year(match: re.Match[str], on: date | None) -> Period | None:
    year = _year_of(match, on, lambda year: date(year, 12, 31))
    if year is None:
        return _UNKNOWN
    part = match["part"].lower()
    if part.startswith("eind"):
        return date(year, 10, 1), date(year, 12, 31)
    if part in {"medio", "half", "halverwege"}:
        return date(year, 5, 1), date(year, 8, 31)
    return date(year, 1, 1), date(year, 3, 31)


def _in_season(match: re.Match[str], on: date | None) -> Period | None:
    name = match["season"].lower()
    year = _year_of(match, on, lambda year: calendar.season(name, year)[1])
    return _UNKNOWN if year is None else calendar.season(name, year)


def _years(match: re.Match[str], _on: date | None) -> Period | None:
    year = int(match["year"])
    until = int(match.groupdict().get("until") or year)
    return (date(year, 1, 1), date(until, 12, 31)) if year <= until else None


_SHIFTS = {"volgende": 1, "komende": 1, "aankomende": 1, "deze": 0, "afgelopen": -1, "vorige": -1}


def _week(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    monday = on - timedelta(days=on.weekday()) + timedelta(days=7 * _SHIFTS[(match["which"] or "deze").lower()])
    part = (match["part"] or "").lower()
    if part == "begin":
        return monday, monday + timedelta(days=2)
    return monday + timedelta(days=3 if part.startswith("eind") else 0), monday + timedelta(days=6)


def _month_near(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    first = calendar.month_end(on.year, on.month) + timedelta(days=1)
    shift = _SHIFTS[match["which"].lower()]
    if shift < 1:
        first = on.replace(day=1)
    if shift < 0:
        first = (first - timedelta(days=1)).replace(day=1)
    return _part_of_month(first, calendar.month_end(first.year, first.month), match["part"])


def _near_day(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    word = match.group().lower()
    day = on + timedelta(days={"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2}[word])
    return day, day


def _weekday(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    wanted = _WEEKDAYS.index(match["weekday"].lower())
    if (match["which"] or "").lower() in {"afgelopen", "vorige"}:
        day = on - timedelta(days=(on.weekday() - wanted) % 7 or 7)
    else:
        day = on + timedelta(days=(wanted - on.weekday()) % 7 or 7)
    how = (match["how"] or "").lower()
    if how:
        return None, day if how.startswith("uiterlijk") else day - timedelta(days=1)
    return day, day


def _within(match: re.Match[str], on: date | None) -> Period | None:
    unit, word = match["unit"].lower(), match["count"].lower()
    count = int(word) if word.isdigit() else _NUMBERS.get(word, 1 if unit.startswith("half") else None)
    if on is None or count is None:
        return _UNKNOWN
    if unit == "uur":
        return on, on + timedelta(days=-(-count // 24))
    if unit in _SPAN_DAYS:
        return on, on + timedelta(days=count * _SPAN_DAYS[unit])
    months = on.month - 1 + count * _SPAN_MONTHS[unit]
    year, month = on.year + months // 12, months % 12 + 1
    return on, date(year, month, min(on.day, calendar.month_end(year, month).day))


def _this_year(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    words = match.group().lower()
    if "volgend" in words or "komend" in words:
        return date(on.year + 1, 1, 1), date(on.year + 1, 12, 31)
    return None, date(on.year, 12, 31)


def _last_year(_match: re.Match[str], on: date | None) -> Period | None:
    return (date(on.year - 1, 1, 1), date(on.year - 1, 12, 31)) if on else _UNKNOWN


def _around_summer(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    how = " ".join(match["how"].lower().split())
    year = int(match["year"]) if match["year"] else None
    if how.endswith("na"):
        year = year or (on.year if on <= date(on.year, 12, 21) else on.year + 1)
        return date(year, 9, 1), date(year, 9, 30) if how != "na" else date(year, 12, 21)
    year = year or (on.year if on <= calendar.last_council_before_summer(on.year) else on.year + 1)
    summer = date(year, 6, 21)
    return None, calendar.last_council_before_summer(year) if summer < on else summer


def _around_recess(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    name = (match["recess"] or "").lower() or None
    how = " ".join(match["how"].lower().split())
    found = calendar.next_recess(name, on, int(match["year"]) if match["year"] else None)
    if found is None:
        return _UNKNOWN
    if how.endswith("na"):
        if found.name == "zomer":
            return date(found.last.year, 9, 1), date(found.last.year, 9, 30) if how != "na" else date(found.last.year, 12, 21)
        after = found.last + timedelta(days=1)
        return after, after + timedelta(days=30) if how != "na" else None
    if how in {"in", "tijdens"}:
        return found.first, found.last
    return None, found.first - timedelta(days=1)


def _around_prinsjesdag(match: re.Match[str], on: date | None) -> Period | None:
    year = _year_of(match, on, prinsjesdag)
    if year is None:
        return _UNKNOWN
    how, day = (match["how"] or "").strip().lower(), prinsjesdag(year)
    if how in {"voor", "vóór", "uiterlijk", "uiterlijk op", "uiterlijk met"}:
        return None, day
    return (day + timedelta(days=1), None) if how == "na" else (day, day)


def _with_budget(match: re.Match[str], on: date | None) -> Period | None:
    named = match.groupdict().get("year")
    # The Belastingplan 2026 and the Miljoenennota 2026 come out on Prinsjesdag of the year before.
    year = int(named) - 1 if named else _year_of(match, on, prinsjesdag)
    if year is None:
        return _UNKNOWN
    day = prinsjesdag(year)
    if named and on and day < on <= prinsjesdag(int(named)):
        # That one is out: whoever speaks of one to come names it by the year in which it comes out.
        day = prinsjesdag(int(named))
    return (None, day) if match["how"].lower() in {"voor", "vóór"} else (day, day)


def _annual_report(match: re.Match[str], on: date | None) -> Period | None:
    named = match["year"]
    year = int(named) + 1 if named else _year_of(match, on, calendar.verantwoordingsdag)
    if year is None:
        return _UNKNOWN
    day = calendar.verantwoordingsdag(year)
    return day, day


def _around_election(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    day: date | None
    if (match["which"] or "").lower().startswith("gemeenteraad"):
        # By the Kieswet on the third Wednesday of March, every four years.
        days = (calendar.nth_weekday(year, 3, 2, 3) for year in range(on.year, on.year + 5) if year % 4 == 2)
        day = next(day for day in days if day > on)
    else:
        day = calendar.next_election(on)
    if day is None:
        return _UNKNOWN
    return (day + timedelta(days=1), None) if match["how"].lower().endswith("na") else (None, day - timedelta(days=1))


def _around_year_end(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    is_christmas = match["what"].lower().startswith("kerst")
    if match["how"].lower().endswith("na"):
        # In the first days of January "na de kerst" is now.
        return (date(on.year, 12, 27), None) if is_christmas and on.month > 1 else (date(on.year + (on.month > 1), 1, 1), None)
    last = date(on.year, 12, 24 if is_christmas else 31)
    return None, last if last >= on else last.replace(year=on.year + 1)


def _phrase(_match: re.Match[str], _on: date | None) -> Period | None:
    return _UNKNOWN


@dataclass(frozen=True, slots=True)
class _Rule:
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
) -> _Rule:
    whole_words = re.compile(r"(?<![\w.])(?:" + pattern + r")(?!\w)", re.IGNORECASE)
    return _Rule(whole_words, resolve, is_term, introduced_by, says, looks_back)


_BLANK = re.compile(r"\s")
"""Line breaks and hard spaces stand for a blank; one for one, so that offsets stay."""
_HALF_A_YEAR = 182
_OF_YEAR = r"(?: (?:van )?(?:het jaar )?(?:" + _YEAR + r"|(?P<rel>dit jaar|volgend jaar|komend jaar|het komende jaar)))?"
_WHOLE_YEAR = r"(?:" + _YEAR + r"|(?P<rel>dit jaar|volgend jaar|komend jaar|het komende jaar)|het jaar)"
_DAY_MONTH = r"(?:(?:" + "|".join(_WEEKDAYS) + r") )?(?P<day>[0-3]?\d)e? " + _MONTH + r"(?: " + _YEAR + r")?"
_PART = r"(?P<part>begin|medio|halverwege|half|eind(?:e)?) "
_UNTIL_MONTH = r"(?:(?: (?:of|en|tot|tot en met|t/m) | ?[-/–] ?)(?P<until>" + "|".join(_MONTHS) + r"))?"
_HOW_NEAR = r"(?P<how>nog voor|nog vóór|voor|vóór|(?:kort|vlak|direct|meteen) na|na)"
_THIS = r"(?:deze |dit |komende? |aanstaande |volgende? )"
_TALKS = (
    r"(?:(?:volgende |komende |eerstvolgende )(?:\w{1,40} )?(?:commissiedebat|debat|overleg|BO MIRT|halfjaarbericht|"
    r"voortgangsrapportage|voortgangsbrief|verzamelbrief|rapportage|kwartaalrapportage))"
)
_RULES = (
    _rule(_DAY_MONTH + r"(?: (?P<side>jl\.?|jongstleden|a\.s\.?|aanstaande))?", _full_date, looks_back=_HALF_A_YEAR),
    _rule(
        r"(?P<from>[0-3]?\d)(?: tot en met | t/m | tot | en | ?[-–] ?)(?P<day>[0-3]?\d) " + _MONTH + r"(?: " + _YEAR + r")?",
        _full_date,
    ),
    _rule(r"(?:in )?(?P<week>de week) van (?:maandag )?(?P<day>[0-3]?\d) " + _MONTH + r"(?: " + _YEAR + r")?", _full_date),
    _rule(r"(?P<how>voor|vóór) (?:de|het) (?!maand )\w{3,40} (?:van|op|d\.d\.) " + _DAY_MONTH, _full_date, is_term=True),
    _rule(r"(?P<how>na) (?:de|het) (?!maand )\w{3,40} (?:van|op|d\.d\.) " + _DAY_MONTH, _full_date),
    _rule(r"(?P<day>[0-3]?\d)(?P<sep>[-/.])(?P<mm>[01]?\d)(?P=sep)" + _YEAR, _digits),
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<day>[0-3]\d)", _digits),
    _rule(r"(?:" + _PART + r")?(?:de maand )?" + _MONTH + r" " + _YEAR, _month_only),
    _rule(_PART + r"(?P<month>" + "|".join(_MONTHS) + r")", _month_only, looks_back=_LOOKS_BACK),
    _rule(
        r"(?:in )?de (?P<part>eerste|tweede) helft van (?P<month>" + "|".join(_MONTHS) + r")(?: " + _YEAR + r")?",
        _month_only,
        looks_back=_LOOKS_BACK,
    ),
    _rule(
        r"(?P<month>" + "|".join(_MONTHS) + r")" + _UNTIL_MONTH + r"(?: (?:van )?" + _YEAR + r")?",
        _month_only,
        introduced_by=_INTRODUCES_MONTH,
        looks_back=_LOOKS_BACK,
    ),
    _rule(
        r"(?:het )?(?:(?P<also>eerste|tweede|derde) (?:en|of) (?:het )?)?(?P<nth>eerste|tweede|derde|vierde|laatste|[1-4]e) kwartaal"
        + _OF_YEAR,
        _quarter,
        says=("kwartaal",),
    ),
    _rule(r"(?:K|Q)(?P<q>[1-4])(?:-" + _YEAR + r")", _quarter),
    _rule(r"(?:K|Q)(?P<q>[1-4])" + _OF_YEAR, _quarter),
    _rule(r"(?:de )?(?P<nth>eerste|tweede) helft van " + _WHOLE_YEAR, _half, says=("helft", "half")),
    _rule(r"(?:het )?(?P<nth>eerste|tweede) half ?jaar" + _OF_YEAR, _half, says=("helft", "half")),
    _rule(
        r"(?:(?:tegen |aan )?het )?" + _PART + r"(?:van )?" + _WHOLE_YEAR, _part_of_year, says=("begin", "medio", "half", "eind")
    ),
    _rule(
        r"(?:in (?:de loop van )?)?" + _THIS + r"?(?:het |de )?" + _SEASONS + _OF_YEAR,
        _in_season,
        says=("voorjaar", "lente", "zomer", "najaar", "herfst", "winter"),
    ),
    _rule(_YEAR, _years, introduced_by=_INTRODUCES_YEAR),
    _rule(
        _YEAR + r"(?: (?:en|tot|tot en met|t/m) | ?[-–] ?)(?P<until>(?:19|20)\d\d)" + _NOT_ON,
        _years,
        introduced_by=_INTRODUCES_YEARS,
    ),
    _rule(
        r"(?:in )?(?:(?:het )?(?P<part>begin|eind(?:e)?) (?:van )?)?(?P<which>volgende|komende|aankomende|deze|afgelopen|vorige) week",
        _week,
        says=("week",),
    ),
    _rule(r"(?P<part>eind(?:e)?|begin)(?P<which>) van de week", _week, says=("week",)),
    _rule(
        r"(?:in )?(?:(?:het )?" + _PART + r"(?:van )?)?(?P<which>volgende|komende|deze|afgelopen|vorige) maand",
        _month_near,
        says=("maand",),
    ),
    _rule(r"vandaag|(?<!goede )morgen|overmorgen|gisteren|eergisteren", _near_day, says=("vandaag", "morgen", "gisteren")),
    _rule(
        r"(?P<how>)(?P<which>aanstaande|komende|afgelopen|vorige) (?P<weekday>" + "|".join(_WEEKDAYS) + r")",
        _weekday,
        says=("dag",),
    ),
    _rule(
        r"(?P<how>uiterlijk(?: op)?|voor|vóór) (?P<which>aanstaande |komende )?(?P<weekday>" + "|".join(_WEEKDAYS) + r")(?! \d)",
        _weekday,
        says=("dag",),
        is_term=True,
    ),
    _rule(
        r"(?:uiterlijk )?(?:binnen|over) (?:nu en )?"
        + _COUNT
        + r" (?P<unit>uur|dagen|dag|weken|week|maanden|maand|kwartaal|half ?jaar|jaar)",
        _within,
        says=("binnen", "over", "komende"),
        is_term=True,
    ),
    _rule(
        r"(?:in |binnen )?de komende " + _COUNT + r" (?P<unit>dagen|weken|maanden|jaar)",
        _within,
        says=("binnen", "over", "komende"),
    ),
    _rule(
        r"(?:nog |later |in de loop van |eind van )?(?:dit (?:kalender)?jaar|volgend (?:kalender)?jaar|komend jaar)|in de loop van het jaar",
        _this_year,
        says=("jaar",),
        is_term=True,
    ),
    _rule(r"(?:vorig|afgelopen) jaar", _last_year, says=("jaar",)),
    _rule(_HOW_NEAR + r" de (?:komende )?zomer(?:periode|vakantie)?" + _OF_YEAR, _around_summer, says=("zomer",), is_term=True),
    _rule(
        r"(?P<how>nog voor|nog vóór|voor|vóór|(?:kort|vlak|direct|meteen) na|na|in|tijdens) (?:het|dit) (?:komende )?"
        r"(?P<recess>zomer|kerst|herfst|voorjaars|mei|verkiezings)?reces" + _OF_YEAR,
        _around_recess,
        says=("reces",),
        is_term=True,
    ),
    _rule(
        r"(?:(?P<how>uiterlijk op|uiterlijk met|uiterlijk|voor|vóór|na|met|op|rond|tijdens|bij) )?Prinsjesdag" + _OF_YEAR,
        _around_prinsjesdag,
        says=("prinsjesdag",),
        is_term=True,
    ),
    _rule(
        r"(?P<how>bij|in|met|(?:gelijktijdig|tegelijk|tegelijkertijd|samen) met|voor|vóór) (?:de |het )?(?:komende |volgende |aankomende )?"
        r"(?:Miljoenennota|Belastingplan)(?: (?:van |voor )?" + _YEAR + r")?",
        _with_budget,
        says=("miljoenennota", "belastingplan"),
        is_term=True,
    ),
    _rule(
        r"(?:bij|in|met) (?:het|de) (?:komende |volgende )?(?:jaarverslag|jaarverslagen|verantwoordingsstukken)(?: (?:over |van )?"
        + _YEAR
        + r")?",
        _annual_report,
        says=("jaarverslag", "verantwoordingsstuk"),
        is_term=True,
    ),
    _rule(
        _HOW_NEAR + r" de (?:komende |aanstaande |volgende )?(?P<which>Tweede Kamer|gemeenteraads)?verkiezingen",
        _around_election,
        says=("verkiezingen",),
        is_term=True,
    ),
    _rule(
        _HOW_NEAR + r" (?:de )?(?P<what>kerst(?:mis|dagen|vakantie)?|jaarwisseling)",
        _around_year_end,
        says=("kerst", "jaarwisseling"),
        is_term=True,
    ),
    _rule(
        r"(?:nog )?(?:voor|vóór|bij|tijdens|in) (?:de )?(?:begrotings?behandeling|behandeling van de (?:\w{1,40} ){0,3}begroting|"
        r"\w{0,40}begroting 20\d\d|voorjaarsnota|najaarsnota|voorjaarsbesluitvorming|volgende \w{0,40}(?:rapportage|brief|bericht))|"
        r"(?:voor|vóór|bij|in|tijdens) (?:het|de) " + _TALKS + r"|(?:voor|vóór) het (?:BO MIRT|commissiedebat|debat)",
        _phrase,
        is_term=True,
    ),
    # Haste without a term.
    _rule(
        r"(?:zo )?spoedig(?: mogelijk)?|zo (?:snel|gauw) mogelijk|op (?:zeer |zo )?korte? (?:mogelijke )?termijn|binnenkort|eerdaags|"
        r"te zijner tijd|t\.z\.t\.|tijdig|per ommegaande|onverwijld|binnen afzienbare tijd|(?:in )?de (?:komende|aankomende) "
        r"(?:tijd|periode|dagen|weken|maanden|jaren)|op een later moment|rond de jaarwisseling",
        _phrase,
    ),
)

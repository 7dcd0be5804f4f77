# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Dates, periods and terms in Dutch text, as closed intervals with their phrase.

Relative and political phrases ("voor de zomer", "na het reces", "bij de Miljoenennota") lean on the day of the text; what only an
agenda could tell ("voor de begrotingsbehandeling") and vague words ("spoedig") keep their phrase and have no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
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
_MONTH = r"(?P<month>" + "|".join(_MONTHS) + r"|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
_SHORT = {name[:3]: n for n, name in enumerate(_MONTHS, 1)} | {"mrt": 3, "sep": 9, "maa": 3}
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d.,]*\d)"
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
    "twaalf": 12,
}
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + r"|enkele|een paar|enige)"
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4}
_SPAN_DAYS = {"dag": 1, "week": 7, "maand": 30, "jaar": 365}
_SPANS = {"dag": "dag", "dagen": "dag", "week": "week", "weken": "week", "maand": "maand", "maanden": "maand", "jaar": "jaar"}

# What stands before a period and bends it: only its end, its start, the days before or after it.
_BENDS = re.compile(
    r"(?P<bend>uiterlijk (?:voor |vóór )?(?:per |op |in |aan het )?|(?:nog )?(?:ruim )?(?:voor|vóór) (?:het )?(?:eind(?:e)? van )?|tot en met |tot |"
    r"t/m |vanaf |met ingang van |per |sinds |na |kort na |vlak na |direct na |meteen na )(?:de |het |begin |eind )?$",
    re.IGNORECASE,
)
_SEASONS = r"(?P<season>voorjaar|lente|zomer|najaar|herfst|winter)"


def find_moments(text: str, on: date | None = None) -> list[Moment]:
    """All moments in a text, in order, not overlapping; `on` is the day that the text speaks on.

    Without `on`, whatever leans on it has no dates.
    """
    found: list[tuple[bool, Moment]] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            moment = Moment(match.group(), match.start(), match.end())
            is_term = resolve in _TERMS
            try:
                period = resolve(match, on)
                if period is None:
                    continue
                moment = replace(moment, first=period[0], last=period[1])
                found.append((not is_term, replace(moment, deadline=True) if is_term else _bent(text, moment)))
            except (ValueError, OverflowError):
                # The words lead past the calendar's first or last year: only the phrase is known.
                found.append((not is_term, replace(moment, deadline=is_term)))
    # "na de zomer" is both a season with a word before it and a term of its own: the term knows the convention.
    found.sort(key=lambda entry: (entry[1].start, -entry[1].end, entry[0]))
    kept: list[Moment] = []
    for _, moment in found:
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return kept


def _bent(text: str, moment: Moment) -> Moment:
    """Take the word before a period with it: "uiterlijk", "voor", "vanaf" …"""
    window = max(0, moment.start - 40)
    match = _BENDS.search(text[window : moment.start])
    if match is None or (window + match.start() and text[window + match.start() - 1].isalnum()):
        return moment
    bend = match["bend"].strip().lower()
    start = window + match.start()
    first, last = moment.first, moment.last
    deadline = True
    if "voor" in bend or "vóór" in bend:
        whole = "eind" in (match.group() + moment.quote[:12]).lower()
        first, last = None, last if whole else (first - timedelta(days=1) if first else None)
    elif bend.startswith(("uiterlijk", "tot en met", "t/m")):
        first = None
    elif bend == "tot":
        first, last = None, last if first and last and (last - first).days > 27 else first
    elif bend.endswith("na"):
        first, last, deadline = (last + timedelta(days=1) if last else None), None, False
    else:
        last, deadline = None, False
    return replace(moment, quote=text[start : moment.end], start=start, first=first, last=last, deadline=deadline)


def _month_number(match: re.Match[str]) -> int:
    return _SHORT[match["month"].lower()[:3]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_date(match: re.Match[str], on: date | None) -> Period | None:
    month, day = _month_number(match), int(match["day"])
    if match["year"]:
        found = _day(int(match["year"]), month, day)
        return (found, found) if found else None
    if _day(2024, month, day) is None:
        return None
    if on is None:
        return _UNKNOWN
    near = [found for year in (on.year - 1, on.year, on.year + 1) if (found := _day(year, month, day))]
    best = min(near, key=lambda found: abs((found - on).days), default=None)
    return best, best


def _digits(match: re.Match[str], _on: date | None) -> Period | None:
    found = _day(int(match["year"]), int(match["mm"]), int(match["day"]))
    return (found, found) if found else None


def _year_of(match: re.Match[str], on: date | None, ends: Callable[[int], date]) -> int | None:
    """The year that is named, else the first one whose period has not ended on the day of the text."""
    named = match.groupdict().get("year")
    if named:
        return int(named)
    if on is None:
        return None
    return on.year if ends(on.year) >= on else on.year + 1


def _month_only(match: re.Match[str], on: date | None) -> Period | None:
    month = _month_number(match)
    year = _year_of(match, on, lambda year: calendar.month_end(year, month))
    if year is None:
        return _UNKNOWN
    first, last = date(year, month, 1), calendar.month_end(year, month)
    part = (match["part"] or "").lower()
    if part == "begin":
        return first, date(year, month, 10)
    if part in {"medio", "half"}:
        return date(year, month, 10), date(year, month, 20)
    return (date(year, month, 20), last) if part.startswith("eind") else (first, last)


def _quarter(match: re.Match[str], on: date | None) -> Period | None:
    number = int(match["q"]) if match.groupdict().get("q") else _ORDINALS[match["nth"].lower()]
    year = _year_of(match, on, lambda year: calendar.month_end(year, number * 3))
    return _UNKNOWN if year is None else (date(year, number * 3 - 2, 1), calendar.month_end(year, number * 3))


def _half(match: re.Match[str], on: date | None) -> Period | None:
    number = _ORDINALS[match["nth"].lower()]
    year = _named_year(match, on)
    return _UNKNOWN if year is None else (date(year, number * 6 - 5, 1), calendar.month_end(year, number * 6))


def _named_year(match: re.Match[str], on: date | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    return None if on is None else on.year + (1 if "volgend" in match.group().lower() or "komend" in match.group().lower() else 0)


def _part_of_year(match: re.Match[str], on: date | None) -> Period | None:
    year = _named_year(match, on)
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


def _year_alone(match: re.Match[str], _on: date | None) -> Period | None:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31)


def _week(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    which = match["which"].lower()
    shift = {"volgende": 7, "komende": 7, "deze": 0, "afgelopen": -7, "vorige": -7}[which]
    monday = on - timedelta(days=on.weekday()) + timedelta(days=shift)
    return monday, monday + timedelta(days=6)


def _near_day(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    word = match.group().lower()
    day = on + timedelta(days={"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1}[word])
    return day, day


def _weekday(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    ahead = (_WEEKDAYS.index(match["weekday"].lower()) - on.weekday()) % 7 or 7
    day = on + timedelta(days=ahead)
    return day, day


def _within(match: re.Match[str], on: date | None) -> Period | None:
    unit = _SPANS[match["unit"].lower()]
    word = match["count"].lower()
    count = int(word) if word.isdigit() else _NUMBERS.get(word)
    if on is None or count is None:
        return _UNKNOWN
    if unit == "maand":
        month = on.month - 1 + count
        year = on.year + month // 12
        if year > 9999:
            return _UNKNOWN
        last = date(year, month % 12 + 1, min(on.day, calendar.month_end(year, month % 12 + 1).day))
    else:
        last = on + timedelta(days=count * _SPAN_DAYS[unit])
    return on, last


def _this_year(match: re.Match[str], on: date | None) -> Period | None:
    if on is None:
        return _UNKNOWN
    words = match.group().lower()
    if "volgend" in words or "komend" in words:
        return date(on.year + 1, 1, 1), date(on.year + 1, 12, 31)
    return None, date(on.year, 12, 31)


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
    if year is None or not 1 < year < 9999:
        return _UNKNOWN
    day = prinsjesdag(year)
    return (None, day) if match["how"].lower() in {"voor", "vóór"} else (day, day)


def _annual_report(match: re.Match[str], on: date | None) -> Period | None:
    named = match["year"]
    year = int(named) + 1 if named else _year_of(match, on, calendar.verantwoordingsdag)
    if year is None:
        return _UNKNOWN
    day = calendar.verantwoordingsdag(year)
    return day, day


def _before_election(_match: re.Match[str], on: date | None) -> Period | None:
    day = calendar.next_election(on) if on else None
    return (None, day - timedelta(days=1)) if day else _UNKNOWN


def _phrase(_match: re.Match[str], _on: date | None) -> Period | None:
    return _UNKNOWN


_HOW_NEAR = r"(?P<how>nog voor|nog vóór|voor|vóór|(?:kort|vlak|direct|meteen) na|na)"
_TERMS: set[Callable[[re.Match[str], date | None], Period | None]] = {
    _within, _this_year, _around_summer, _around_recess, _around_prinsjesdag, _with_budget, _annual_report, _before_election, _phrase
}  # fmt: skip


def _rule(
    pattern: str, resolve: Callable[[re.Match[str], date | None], Period | None]
) -> tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Period | None]]:
    return re.compile(r"(?<![\w.])(?:" + pattern + r")(?!\w)", re.IGNORECASE), resolve


_OF_YEAR = r"(?: (?:van )?(?:het jaar )?" + _YEAR + r")?"
_RULES = (
    _rule(r"(?:(?:" + "|".join(_WEEKDAYS) + r") )?(?P<day>[0-3]?\d) " + _MONTH + r"(?: " + _YEAR + r")?", _full_date),
    _rule(r"(?P<day>[0-3]?\d)[-/](?P<mm>[01]?\d)[-/](?P<year>(?:19|20)\d\d)", _digits),
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<day>[0-3]\d)", _digits),
    _rule(r"(?:(?P<part>begin|medio|half|eind(?:e)?) )?(?:de maand )?" + _MONTH + r"(?: " + _YEAR + r")", _month_only),
    _rule(
        r"(?:in (?:de maand )?|uiterlijk (?:in )?|(?P<part>begin|medio|half|eind(?:e)?) |vanaf |sinds |tot |voor |vóór )(?P<month>"
        + "|".join(_MONTHS)
        + r")",
        _month_only,
    ),
    _rule(r"(?:het )?(?P<nth>eerste|tweede|derde|vierde|[1-4]e) kwartaal" + _OF_YEAR, _quarter),
    _rule(r"(?:K|Q)(?P<q>[1-4])(?:[ -]" + _YEAR + r")?", _quarter),
    _rule(r"(?:de )?(?P<nth>eerste|tweede) helft van (?:" + _YEAR + r"|dit jaar|volgend jaar|het (?:komende )?jaar)", _half),
    _rule(
        r"(?:(?:tegen |aan )?het )?(?P<part>eind(?:e)?|begin|medio|half|halverwege) (?:van )?(?:"
        + _YEAR
        + r"|dit jaar|volgend jaar|het jaar)",
        _part_of_year,
    ),
    _rule(r"(?:in |deze |dit |komende? |aanstaande |in de loop van )?(?:het |de )?" + _SEASONS + _OF_YEAR, _in_season),
    _rule(r"(?:in|vanaf|tot|tot en met|sinds|per|over|voor|uiterlijk|uiterlijk in|jaar|over het jaar) " + _YEAR, _year_alone),
    _rule(r"(?:in )?(?P<which>volgende|komende|deze|afgelopen|vorige) week", _week),
    _rule(r"vandaag|morgen|overmorgen|gisteren", _near_day),
    _rule(r"(?:aanstaande|komende|voor|uiterlijk) (?P<weekday>" + "|".join(_WEEKDAYS) + r")(?: aanstaande)?", _weekday),
    _rule(
        r"(?:uiterlijk )?(?:binnen|over) (?:nu en )?" + _COUNT + r" (?P<unit>dagen|dag|weken|week|maanden|maand|jaar)", _within
    ),
    _rule(
        r"(?:nog |later |in de loop van |eind van )?(?:dit (?:kalender)?jaar|volgend (?:kalender)?jaar|komend jaar)", _this_year
    ),
    _rule(_HOW_NEAR + r" de (?:komende )?zomer(?:periode|vakantie)?" + _OF_YEAR, _around_summer),
    _rule(
        r"(?P<how>nog voor|nog vóór|voor|vóór|(?:kort|vlak|direct|meteen) na|na|in|tijdens) (?:het|dit) (?:komende )?"
        r"(?P<recess>zomer|kerst|herfst|voorjaars|mei|verkiezings)?reces" + _OF_YEAR,
        _around_recess,
    ),
    _rule(
        r"(?:(?P<how>uiterlijk op|uiterlijk met|uiterlijk|voor|vóór|na|met|op|rond|tijdens|bij) )?Prinsjesdag" + _OF_YEAR,
        _around_prinsjesdag,
    ),
    _rule(
        r"(?P<how>bij|in|met|voor|vóór) (?:de |het )?(?:komende |volgende |aankomende )?(?:Miljoenennota|Belastingplan)(?: "
        + _YEAR
        + r")?",
        _with_budget,
    ),
    _rule(
        r"(?:bij|in|met) (?:het|de) (?:komende |volgende )?(?:jaarverslag|jaarverslagen|verantwoordingsstukken)(?: (?:over |van )?"
        + _YEAR
        + r")?",
        _annual_report,
    ),
    _rule(r"(?:nog )?(?:voor|vóór) de (?:komende |aanstaande )?(?:Tweede Kamer)?verkiezingen", _before_election),
    _rule(
        r"(?:zo )?spoedig(?: mogelijk)?|zo snel mogelijk|op (?:zeer )?korte termijn|binnenkort|te zijner tijd|tijdig|per ommegaande|onverwijld|"
        r"(?:nog )?(?:voor|vóór|bij|tijdens|in) (?:de )?(?:begrotings?behandeling|behandeling van de (?:\w+ ){0,3}begroting|\w*begroting 20\d\d|"
        r"voorjaarsnota|najaarsnota|voorjaarsbesluitvorming|volgende \w+(?:rapportage|brief|bericht))|"
        r"(?:voor|vóór|bij|in|tijdens) (?:het|de) (?:volgende |komende |eerstvolgende )(?:\w+ )?(?:commissiedebat|debat|overleg|BO MIRT|halfjaarbericht|"
        r"voortgangsrapportage|voortgangsbrief|verzamelbrief|rapportage)|(?:voor|vóór) het (?:volgende )?(?:BO MIRT|commissiedebat|debat)",
        _phrase,
    ),
)

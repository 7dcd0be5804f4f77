# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of money: what was asked and what came, per theme and year, with the lines that a sum is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bijgepraat.model.claims import THEMES
from bijgepraat.model.money_views import (
    UNIT_WORDS,
    MoneyChoice,
    MoneyLine,
    MoneyRow,
    MoneyStep,
    MoneySum,
    MoneyView,
    Stand,
)
from bijgepraat.model.municipalities import WHOLE, Distribution, Municipality
from bijgepraat.model.paid import COURSE, Course, Money, PaidLine, Stage, Unit
from bijgepraat.model.views import Pager, place_of
from bijgepraat.pipeline.municipalities import METHOD, municipality_of, newest_distribution, spread_over
from bijgepraat.pipeline.paid import Kept, book
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.sources.blob import InputError

_PAGE = 25
_CAME = (Stage.BUDGETED, Stage.PAID)
_STAGES: Mapping[Stand, tuple[Stage, ...]] = {
    Stand.ASKED: (Stage.ASKED,),
    Stand.PROMISED: (Stage.PROMISED,),
    Stand.AGREED: (Stage.AGREED,),
    Stand.BUDGETED: (Stage.BUDGETED,),
    Stand.PAID: (Stage.PAID,),
    Stand.CAME: _CAME,
    Stand.NEW: _CAME,
    Stand.OWN: _CAME,
    Stand.MOVED: _CAME,
    Stand.UNSAID: _CAME,
    Stand.CUT: tuple(stage for stage in COURSE if stage is not Stage.ASKED),
}
"""In which stages a line stands for a sum."""
_MONEY = {Stand.NEW: Money.NEW, Stand.OWN: Money.OWN, Stand.MOVED: Money.MOVED, Stand.UNSAID: Money.UNKNOWN}
_ESTIMATED = (Stand.ASKED, Stand.CAME, Stand.CUT)
_CLUSTERS = {
    "jeugd": "jeugd",
    "zorg": "wmo",
    "bestaanszekerheid": "participatie",
    "veiligheid": "veiligheid",
    "onderwijs": "onderwijs",
    "cultuur-sport": "sport-cultuur",
    "bestuur": "bestuur",
    "ruimte-milieu": "ruimte",
    "mobiliteit": "ruimte",
    "financien": WHOLE,
}
"""With which cluster of the gemeentefonds money for a theme would be spread; for other themes no estimate is made."""


def money_page(memory: Memory, kept: Kept, values: Mapping[str, str]) -> MoneyView:
    """Sums per theme for the values of an address; odd values count as empty, a name that is no municipality is said."""
    return _view(memory, kept, "", values)


def theme_page(memory: Memory, kept: Kept, theme: str, values: Mapping[str, str]) -> MoneyView | None:
    """Sums per year of one theme, with its lines; None when there is no such theme."""
    if theme not in THEMES:
        return None
    return _view(memory, kept, theme, values)


def lines_of(memory: Memory, kept: Kept) -> Sequence[PaidLine]:
    """The whole book. `kept` is what the caller holds on to, so that only what is new is decided again."""
    return memory.recall("geld: boek", lambda: book(memory.store, kept=kept))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A line that is in some sum: for each of these the year in which it first stood so, None where no paper has a date."""

    line: PaidLine
    years: Mapping[Stand, int | None]

    def stands(self, stand: Stand, year: int | None) -> bool:
        """Whether it is in the sum of a year, or of all years."""
        return stand in self.years and (year is None or self.years[stand] == year)


def _counted(memory: Memory, kept: Kept) -> tuple[Sequence[_Counted], Counter[str]]:
    """Lines that are in some sum, and per theme how many amounts are in none."""
    every = lines_of(memory, kept)
    counted = []
    for line in every:
        if not line.aside and (years := {stand: _year(line, stand) for stand in Stand if _in(line, stand)}):
            counted.append(_Counted(line, years))
    return counted, Counter(line.theme for line in every if line.aside)


def _view(memory: Memory, kept: Kept, theme: str, values: Mapping[str, str]) -> MoneyView:
    every, aside = memory.recall("geld: tellend", lambda: _counted(memory, kept))
    counted = [one for one in every if not theme or one.line.theme == theme]
    units = Counter(one.line.unit for one in counted)
    choice, by = _choice(memory, values, units)
    within = [one for one in counted if one.line.unit is choice.unit]
    here = f"/geld/{theme}" if theme else "/geld"
    share = _shares(memory, by, choice)

    def path(**other: str) -> str:
        return _path(here, choice, **other)

    years = sorted({year for one in within for year in one.years.values() if year is not None}, reverse=True)
    if theme:
        names = [str(year) for year in years if choice.year in {None, year}]
        rows = [_row(name, within, choice, share, path(jaar=name), int(name), theme) for name in names]
        undated = _row("", within, choice, share, path(), None, theme, undated=True)
        rows += [undated] if choice.year is None else []
    else:
        some = {name: [one for one in within if one.line.theme == name] for name in THEMES}
        rows = [_row(name, some[name], choice, share, _path(f"/geld/{name}", choice), choice.year, name) for name in THEMES]
    found = [one.line for one in within if _shown(one, choice)] if theme else []
    found.sort(key=lambda line: (-line.high, line.key))
    last = max(1, -(-len(found) // _PAGE))
    number = values.get("pagina", "")
    at = min(max(int(number), 1), last) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    stands = Counter(stand for one in within for stand in one.years if one.stands(stand, choice.year))
    return MoneyView(
        choice=choice,
        theme=theme,
        rows=tuple(row for row in (rows if theme else sorted(rows, key=_largest, reverse=True)) if row.sums),
        total=_row(theme, within, choice, share, path(), choice.year, theme) if theme else None,
        units=tuple((unit, units[unit], path(eenheid=UNIT_WORDS[unit], jaar="", stand="")) for unit in Unit if units[unit]),
        years=tuple((year, path(jaar=str(year))) for year in years),
        all_years=path(jaar=""),
        left_out=aside[theme] if theme else aside.total(),
        lines=tuple(_line(line) for line in found[(at - 1) * _PAGE : at * _PAGE]),
        found=len(found),
        stands=tuple((stand, stands[stand], path(stand=stand.value) + "#regels") for stand in Stand if stands[stand]),
        all_stands=path(stand="") + "#regels",
        pager=Pager(
            path(pagina=str(at - 1)) + "#regels" if at > 1 else None,
            path(pagina=str(at + 1)) + "#regels" if at < last else None,
            at,
            last,
            len(found),
        ),
        method=METHOD if choice.municipality else "",
        title=f"{by.title}; {by.source}" if by is not None else "",
        picture=_path(f"{here}.png", choice, stand=""),
    )


def _choice(memory: Memory, values: Mapping[str, str], units: Mapping[Unit, int]) -> tuple[MoneyChoice, Distribution | None]:
    asked = {word: unit for unit, word in UNIT_WORDS.items()}.get(values.get("eenheid", ""))
    unit = asked or max(Unit, key=lambda one: units.get(one, 0))
    year = values.get("jaar", "")
    stand = next((one for one in Stand if one.value == values.get("stand")), None)
    typed = values.get("gemeente", "").strip()[:60]
    known = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    if not typed:
        return MoneyChoice(unit, known, stand), None
    by = memory.recall("verdeling", lambda: newest_distribution(memory.store), follows_changes=True)
    try:
        return MoneyChoice(unit, known, stand, municipality_of(typed, by.municipalities), typed=typed), by
    except InputError as error:
        wrong = f"{str(error)[:1].upper()}{str(error)[1:]}".rstrip(".?")
        return MoneyChoice(unit, known, stand, wrong=f"{wrong}.", typed=typed), None


def _path(here: str, choice: MoneyChoice, **other: str) -> str:
    asked = {
        "eenheid": UNIT_WORDS[choice.unit],
        "jaar": str(choice.year) if choice.year else "",
        "stand": choice.stand.value if choice.stand else "",
        "gemeente": choice.municipality.code if choice.municipality else "",
        **other,
    }
    return f"{here}?{urlencode({name: value for name, value in asked.items() if value})}"


def _in(line: PaidLine, stand: Stand) -> bool:
    """Whether a line counts in a sum. Cuts are in their own sum only; one that is only asked for is none yet."""
    if stand is Stand.CUT:
        return line.less and line.stage in _STAGES[Stand.CUT]
    money = _MONEY.get(stand)
    return not line.less and any(line.was(stage) for stage in _STAGES[stand]) and (money is None or line.money.money is money)


def _year(line: PaidLine, stand: Stand) -> int | None:
    """In which year it first stood so; None when no paper that says so has a date."""
    days = [step.mention.day for step in line.course if step.stage in _STAGES[stand] and step.mention.day is not None]
    return min(days).year if days else None


def _shown(one: _Counted, choice: MoneyChoice) -> bool:
    return any(one.stands(stand, choice.year) for stand in ((choice.stand,) if choice.stand else Stand))


def _row(
    name: str,
    lines: Sequence[_Counted],
    choice: MoneyChoice,
    share: Callable[[str], float | None],
    page: str,
    year: int | None,
    theme: str,
    *,
    undated: bool = False,
) -> MoneyRow:
    sums: dict[Stand, MoneySum] = {}
    asked: dict[Stand, float] = {}
    for stand in Stand:
        some = [one for one in lines if one.stands(stand, year) and (not undated or one.years[stand] is None)]
        if some:
            where = _path(f"/geld/{theme}", choice, stand=stand.value, jaar=str(year) if year else "")
            low, high = _total(one.line.low for one in some), _total(one.line.high for one in some)
            sums[stand] = MoneySum(low, high, len(some), f"{where}#regels")
            asked[stand] = _total(one.line.high for one in some if Stand.ASKED in one.years)
    return MoneyRow(name, page, sums, asked, _parts(sums, share(theme)))


def _largest(row: MoneyRow) -> tuple[bool, float]:
    """Orders themes: the most money first, the rest theme last."""
    return row.name != "overig", max((found.high for found in row.sums.values()), default=0.0)


def _shares(memory: Memory, by: Distribution | None, choice: MoneyChoice) -> Callable[[str], float | None]:
    """What part of the money for a theme the chosen municipality would get (0–1); None where that cannot be said."""
    wanted = choice.municipality
    if by is None or wanted is None:
        return lambda _theme: None
    shares = memory.recall(f"geld: delen {wanted.code}", lambda: _shares_of(by, wanted), follows_changes=True)
    return lambda theme: shares.get(_CLUSTERS.get(theme, ""))


def _shares_of(by: Distribution, town: Municipality) -> Mapping[str, float]:
    """By cluster."""
    return {
        cluster: next(one.share for one in spread_over(by, 10**9, cluster) if one.municipality.code == town.code)
        for cluster in set(_CLUSTERS.values())
    }


def _parts(sums: Mapping[Stand, MoneySum], share: float | None) -> Mapping[Stand, tuple[int, int]]:
    if share is None:
        return {}
    return {stand: (round(sums[stand].low * share), round(sums[stand].high * share)) for stand in _ESTIMATED if stand in sums}


def _total(values: Iterable[float]) -> float:
    found = sum(sorted(values))
    return int(found) if found == int(found) else round(found, 2)


def _line(line: PaidLine) -> MoneyLine:
    one = line.main
    return MoneyLine(
        low=line.low,
        high=line.high,
        theme=line.theme,
        stage=line.stage,
        money=line.money.money,
        years=line.years,
        page=place_of(f"{one.kind}:{one.key}", one.amount.start, one.amount.end),
        quote=" ".join(one.sentence.quote.split()),
        steps=tuple(_step(step) for step in line.course),
        less=line.less,
    )


def _step(step: Course) -> MoneyStep:
    one = step.mention
    return MoneyStep(
        stage=step.stage,
        day=one.day,
        title=one.title,
        page=place_of(f"{one.kind}:{one.key}", one.sentence.start, one.sentence.end),
        quote=" ".join(one.sentence.quote.split()),
        back=step.back,
    )

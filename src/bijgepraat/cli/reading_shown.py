# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A reading as people read it on a terminal: the verdict, what was found, and the text with that in colour."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import click

from bijgepraat.cli.terminal import euros, number
from bijgepraat.model.claims import THEMES

_LEVELS = {
    2: ("raakt gemeenten rechtstreeks", "green"),
    1: ("goed om te weten in dit vakgebied", "yellow"),
    0: ("niet voor gemeenten", "white"),
}
_COLOURS = {
    "commitments": "yellow",
    "amounts": "green",
    "moments": "cyan",
    "references": "blue",
    "names": "magenta",
    "evidence": "bright_white",
}
_HEADINGS = {
    "commitments": "Toezeggingen",
    "amounts": "Bedragen",
    "moments": "Data en termijnen",
    "references": "Verwijzingen",
    "names": "Namen",
}
_IN_TEXT = {
    "amounts": "bedrag",
    "moments": "datum",
    "references": "verwijzing",
    "names": "naam",
    "commitments": "toezegging",
    "evidence": "waarom relevant",
}
_ORDER = ("amounts", "moments", "references", "names", "evidence", "commitments")
"""Of what begins at the same place in the text the first is coloured."""
_SHOWN = 25
_LONGEST_TEXT = 12_000
"""Characters: a longer text would push the reading off the screen."""
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What would steer the terminal: it is shown as a dot."""
_WORD = re.compile(r"\S+")


def reading_shown(found: dict[str, Any], width: int, *, whole: bool = False) -> str:
    """The reading in lines of at most `width` characters, with colours; `whole`: the text too, however long it is."""
    parts = [_head(found, width)]
    for key, heading in _HEADINGS.items():
        lines = list(_group(key, found[key], width))
        if lines:
            parts.append("\n".join([_title(heading, len(found[key])), *lines]))
    if found["unjudged"]:
        count = len(found["unjudged"])
        words = "1 zin is" if count == 1 else f"{number(count)} zinnen zijn"
        parts.append(
            "\n".join(
                _wrapped(f"Let op: {words} te lang om op toezeggingen te beoordelen. Zulke zinnen zijn meestal tabellen.", width)
            )
        )
    parts.append(_text(found, width, whole=whole))
    return "\n\n".join(parts)


def _head(found: dict[str, Any], width: int) -> str:
    lines = [click.style(line, bold=True) for line in _wrapped(found["title"] or "Zonder titel", width)]
    words, colour = _LEVELS[found["level"]]
    facts = [_day(found["date"]), click.style(words, fg=colour, bold=True), f"relevantie {_share(found['relevance'])}"]
    lines.append(" · ".join(fact for fact in facts if fact))
    themes = [f"{THEMES[theme['key']]} {_share(theme['score'])}" for theme in found["themes"][:3]]
    lines += _wrapped("Thema: " + ", ".join(themes), width)
    if found["evidence"]:
        why = list(dict.fromkeys(" ".join(span["quote"].lower().split()) for span in found["evidence"]))
        lines += _wrapped("Waarom: " + ", ".join(why[:12]) + (" …" if len(why) > 12 else ""), width)
    return "\n".join(lines)


def _title(heading: str, count: int) -> str:
    return click.style(heading, bold=True, underline=True) + f" ({number(count)})"


def _group(key: str, rows: Sequence[dict[str, Any]], width: int) -> Iterator[str]:
    """What was found of one sort, the same thing once."""
    told = Counter((" ".join(_safe(row["quote"]).split()), _details(key, row)) for row in rows)
    for (quote, details), times in list(told.items())[:_SHOWN]:
        end = (f"  {details}" if details else "") + (f"  {times}×" if times > 1 else "")
        if key == "commitments" or len(quote) + len(end) + 2 > width:
            for line in _wrapped(quote, width - 2):
                yield "  " + click.style(line, fg=_COLOURS[key])
            for line in _wrapped(end.strip(), width - 6):
                yield "      " + line
        else:
            yield "  " + click.style(quote, fg=_COLOURS[key]) + end
    if len(told) > _SHOWN:
        yield f"  … en nog {number(len(told) - _SHOWN)}"


def _details(key: str, row: dict[str, Any]) -> str:
    match key:
        case "amounts":
            return _amount(row)
        case "moments":
            period = _period(row["first"], row["last"])
            return period if period != row["quote"] else ""
        case "names":
            said = [row["name"] if row["name"] and row["name"] != row["quote"] else "", row["role"] or "", row["party"] or ""]
            return ", ".join(part for part in said if part)
        case "references":
            return str(row["id"] or "")
    term, by = row["deadline"], row["by"]
    until = f"{term['phrase']} ({_period(term['from'], term['to'])})" if term else ""
    who = " ".join(part for part in (by["role"], by["name"]) if part)
    parts = ["vast" if row["strength"] == "hard" else "onder voorbehoud", who, until, "voorgelezen" if row["read_out"] else ""]
    return " · ".join(part for part in parts if part)


def _amount(row: dict[str, Any]) -> str:
    years = "–".join(str(year) for year in dict.fromkeys((row["from_year"], row["to_year"])) if year)
    purpose = " ".join(_safe(row["purpose"]["quote"]).split()) if row["purpose"] else ""
    euro = euros(row["low_eur"], row["high_eur"])
    parts = [
        euro if euro != " ".join(row["quote"].split()) else "",
        row["kind"],
        row["direction"],
        years,
        purpose and f"voor: {purpose}",
    ]
    return ", ".join(part for part in parts if part and part not in ("onbekend", "neutraal"))


def _period(first: str | None, last: str | None) -> str:
    if first and first == last:
        return _day(first)
    if first and last:
        return f"{_day(first)} tot en met {_day(last)}"
    return f"vanaf {_day(first)}" if first else f"tot en met {_day(last)}" if last else "zonder datum"


def _day(iso: str | None) -> str:
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _share(value: float) -> str:
    return f"{value:.0%}"


def _text(found: dict[str, Any], width: int, *, whole: bool) -> str:
    text = _safe(found["text"])
    if len(text) > _LONGEST_TEXT and not whole:
        return f"De tekst telt {number(len(text))} tekens en staat hier niet bij. Met --text erbij wel."
    legend = "  ".join(
        click.style(name, fg=_COLOURS[key], bold=key == "evidence") for key, name in _IN_TEXT.items() if found[key]
    )
    heading = click.style("Tekst", bold=True, underline=True) + (f"  gekleurd: {legend}" if legend else "")
    spans = _apart(found)
    lines, at = [], 0
    for start, end in _lines(text, width):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        lines.append(_coloured(text, start, end, spans[at:]))
    return "\n".join([heading, *lines])


def _apart(found: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Places to colour, none over another. A promise is as long as its sentence: what stands in it goes first."""
    wanted = [(row["start"], row["end"], key) for key in _ORDER[:-1] for row in found[key]]
    wanted.sort(key=lambda span: (span[0], -span[1], _ORDER.index(span[2])))
    kept: list[tuple[int, int, str]] = []
    for span in wanted:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    small = kept
    for row in found["commitments"]:
        at = row["start"]
        for start, end, _key in [span for span in small if row["start"] <= span[0] < row["end"]]:
            if at < start:
                kept = [*kept, (at, start, "commitments")]
            at = max(at, end)
        if at < row["end"]:
            kept = [*kept, (at, row["end"], "commitments")]
    return sorted(kept)


def _coloured(text: str, start: int, end: int, spans: Iterable[tuple[int, int, str]]) -> str:
    parts, at = [], start
    for first, last, key in spans:
        if first >= end:
            break
        first, last = max(first, at), min(last, end)
        if first < last:
            parts += [text[at:first], click.style(text[first:last], fg=_COLOURS[key], bold=key == "evidence")]
            at = last
    return "".join([*parts, text[at:end]])


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """The text in lines of at most `width`, broken between words, as places in it."""
    begin = 0
    for line in [*re.finditer(r"\n", text), None]:
        stop = line.start() if line else len(text)
        start = end = None
        for word in _WORD.finditer(text, begin, stop):
            if start is not None and end is not None and word.end() - start > width:
                yield start, end
                start = None
            start = word.start() if start is None else start
            while word.end() - start > width:  # a word longer than the line
                yield start, start + width
                start += width
            end = word.end()
        yield (start, end) if start is not None and end is not None else (stop, stop)
        begin = stop + 1


def _wrapped(words: str, width: int) -> list[str]:
    safe = _safe(words).replace("\n", " ")
    return [safe[start:end] for start, end in _lines(safe, max(width, 10))]


def _safe(words: str) -> str:
    return _HARMFUL.sub("·", words)

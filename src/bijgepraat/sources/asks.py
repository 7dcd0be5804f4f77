# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Files with asks: CSV, YAML, JSON or lines of JSON. What is wrong is told per row, all at once; then nothing is taken."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bijgepraat.model.asked import Ask, KeptAsk
from bijgepraat.model.claims import THEMES
from bijgepraat.sources.blob import InputError, TooLargeError

_LARGEST = 4 * 1024**2
_MOST = 5_000
_LONGEST = {"id": 80, "title": 300, "ask": 8_000, "theme": 80, "origin": 300, "day": 10}
_DEEPEST = 12
_SHOWN = 20
_NAMES = {
    "id": "id",
    "nummer": "id",
    "title": "title",
    "titel": "title",
    "ask": "ask",
    "inzet": "ask",
    "vraag": "ask",
    "tekst": "ask",
    "theme": "theme",
    "thema": "theme",
    "origin": "origin",
    "herkomst": "origin",
    "day": "day",
    "datum": "day",
    "date": "day",
}
_LISTS = ("asks", "inzet", "bouwstenen", "resoluties", "moties")
_ID = re.compile(r"[^\W_][\w.-]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_THEMES = {**{key: key for key in THEMES}, **{name.lower(): key for key, name in THEMES.items()}}
_NOTHING = frozenset({"", "~", "null", "none"})


@dataclass(frozen=True, slots=True)
class AskFile:
    """Asks of a file in their order, and the names of columns that say nothing here."""

    asks: tuple[KeptAsk, ...]
    unused: tuple[str, ...] = ()


def read_asks(path: Path, *, origin: str = "", by: str = "", at: str = "") -> AskFile:
    """Asks with `id`, `title`, `ask`, `theme` and, where given, `day` and `origin` (or titel, inzet, thema, datum, herkomst).

    Raises `InputError` that names every wrong row and says how to mend it.
    """
    rows = list(_rows(path))
    if not rows:
        raise InputError(f"{path.name} heeft geen inzet; verwacht worden rijen met id, title, ask en theme")
    if len(rows) > _MOST:
        raise InputError(f"{path.name} heeft meer dan {_MOST} rijen; splits het bestand")
    wrong: list[str] = []
    found: list[KeptAsk] = []
    seen: dict[str, str] = {}
    unused: dict[str, None] = {}
    for place, row in rows:
        values, complaints = _values(row, unused)
        name = values.get("id", "")
        if name and name.casefold() in seen:
            complaints.append(f"id {name[:80]} staat ook op {seen[name.casefold()]}; geef elke inzet een eigen id")
        if name:
            seen.setdefault(name.casefold(), place)
        if complaints:
            wrong.append(f"{place}: {'; '.join(complaints)}")
            continue
        ask = Ask(name, values["title"], values["ask"], _THEMES[values["theme"].lower()])
        day = date.fromisoformat(values["day"]) if values.get("day") else None
        found.append(KeptAsk(ask, values.get("origin") or origin, day, by, at))
    if wrong:
        more = f"\n… en nog {len(wrong) - _SHOWN} rijen" if len(wrong) > _SHOWN else ""
        number = "één rij" if len(wrong) == 1 else f"{len(wrong)} rijen"
        listed = "\n".join(wrong[:_SHOWN])
        raise InputError(
            f"{path.name} is niet opgeslagen, want {number} klopt niet. Verbeter en lees opnieuw in:\n{listed}{more}".replace(
                "rijen klopt", "rijen kloppen"
            )
        )
    return AskFile(tuple(found), tuple(unused))


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    suffix = path.suffix.lower()
    text = _text(path)
    if suffix in {".yaml", ".yml"}:
        yield from _listed(path, _yaml(path, text))
    elif suffix in {".jsonl", ".ndjson"}:
        yield from _lines(text)
    elif suffix == ".json":
        yield from _json(path, text)
    elif suffix in {".csv", ".tsv", ".txt"}:
        yield from _csv(path, text)
    else:
        raise InputError(f"{path.name}: geen bestand met inzet; geef een CSV, YAML, JSON of JSONL")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise TooLargeError(
                f"{path.name} is groter dan {_LARGEST // 1024**2} MB; dat is geen lijst met inzet, of splits haar"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name} kan niet worden gelezen ({error.strerror}); controleer de naam en de rechten") from error
    wide = next((name for mark, name in _WIDE if raw.startswith(mark)), None)
    try:
        text = raw.decode(wide or "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path.name}, regel {line}: dit is geen UTF-8; bewaar het bestand als UTF-8 (in Excel: CSV UTF-8) en lees opnieuw in"
        ) from error
    if "\0" in text:
        raise InputError(f"{path.name} is geen tekst; bewaar de lijst als CSV, YAML of JSON in UTF-8")
    return text


_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def _csv(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";\t,", key=head.count), strict=True)
    columns: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = [cell.strip() for cell in cells]
                _check_columns(path, columns)
                continue
            place = f"regel {reader.line_num}"
            if len(cells) != len(columns):
                # Told with the other rows, so that all can be mended at once.
                yield (
                    place,
                    {"": f"{len(cells)} cellen in plaats van {len(columns)}; zet tekst met komma's tussen aanhalingstekens"},
                )
                continue
            yield place, dict(zip(columns, cells, strict=True))
    except csv.Error as error:
        raise InputError(
            f"{path.name}, regel {reader.line_num}: een cel zonder einde, of te lang; controleer de aanhalingstekens"
        ) from error


def _check_columns(path: Path, columns: Sequence[str]) -> None:
    known = [_NAMES.get(name.lower(), "") for name in columns]
    for name in ("id", "title", "ask", "theme"):
        if known.count(name) != 1:
            raise InputError(
                f"{path.name}: de kolom {name} ontbreekt of staat er twee keer; verwacht worden id,title,ask,theme "
                "en als u wilt day,origin"
            )


def _json(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # lines of JSON under another name
            yield from _lines(text)
            return
        raise InputError(
            f"{path.name}, regel {error.lineno}, teken {error.colno}: geen geldige JSON; "
            "controleer komma's en aanhalingstekens rond die plaats"
        ) from error
    except (RecursionError, ValueError) as error:
        raise InputError(
            f"{path.name} is te diep genest of heeft een te groot getal; verwacht wordt een lijst van objecten"
        ) from error
    yield from _listed(path, found)


def _lines(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = f"regel {number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield place, {"": "geen geldige JSON; zet op elke regel één object met id, title, ask en theme"}
            continue
        yield place, row if isinstance(row, dict) else {"": 'geen object; schrijf {"id": …, "title": …, "ask": …, "theme": …}'}


def _listed(path: Path, found: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(found, dict):
        lists = [found[name] for name in found if str(name).lower() in _LISTS and isinstance(found[name], list)]
        found = lists[0] if len(lists) == 1 else [found] if "id" in found else None
    if not isinstance(found, list):
        raise InputError(f"{path.name}: verwacht wordt een lijst van inzetten, elk met id, title, ask en theme")
    for number, row in enumerate(found, 1):
        told = row if isinstance(row, dict) else {"": "geen inzet; verwacht wordt een rij met id, title, ask en theme"}
        yield f"inzet {number}", told


def _yaml(path: Path, text: str) -> Any:
    """All values as they are written: no dates, booleans or octal numbers, no references and no tags."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            start: Any = event.start_mark
            line = start.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise InputError(
                    f"{path.name}, regel {line}: een verwijzing (*{event.anchor}) kan hier niet; schrijf de tekst uit"
                )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                raise InputError(f"{path.name}, regel {line}: te diep genest; verwacht wordt een lijst van inzetten")
        return yaml.load(text, Loader=loader)  # noqa: S506 - the base loader makes nothing but text, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", regel {mark.line + 1}" if mark is not None else ""
        raise InputError(
            f"{path.name}{place}: geen geldige YAML; let op het inspringen, en zet tekst met een : tussen aanhalingstekens"
        ) from error
    except RecursionError as error:
        raise InputError(f"{path.name}: te diep genest; verwacht wordt een lijst van inzetten") from error


def _values(row: Mapping[str, Any], unused: dict[str, None]) -> tuple[dict[str, str], list[str]]:
    if "" in row and len(row) == 1:
        return {}, [str(row[""])]
    values: dict[str, str] = {}
    wrong: list[str] = []
    for column, value in row.items():
        name = _NAMES.get(str(column).strip().lower())
        if name is None:
            unused.setdefault(str(column)[:60])
            continue
        if isinstance(value, bool | float | list | dict):
            wrong.append(f"{name} is geen tekst; zet de waarde tussen aanhalingstekens")
            continue
        words = " ".join(str(value).split()) if name != "ask" else _clean(str(value))
        said = "" if value is None or words.lower() in _NOTHING else words
        if said and values.get(name):
            wrong.append(f"{name} staat er twee keer; laat er één staan")
        values[name] = values.get(name) or said
    return values, wrong or _complaints(values)


def _clean(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return "\n".join(line for line in lines if line)


def _complaints(values: Mapping[str, str]) -> list[str]:
    wrong = []
    for name, most in _LONGEST.items():
        if len(values.get(name, "")) > most:
            wrong.append(f"{name} is langer dan {most} tekens; maak het korter")
        elif any(not (char.isprintable() or char in "\n\xad") for char in values.get(name, "")):
            wrong.append(f"{name} heeft onzichtbare tekens; typ de tekst opnieuw")
    ident, theme, day = values.get("id", ""), values.get("theme", ""), values.get("day", "")
    if not ident:
        wrong.append("id ontbreekt; geef elke inzet een eigen id")
    elif not _ID.fullmatch(ident):
        wrong.append(f"id {ident[:40]!r} kan niet; gebruik letters, cijfers, streepjes en punten")
    if not values.get("title"):
        wrong.append("title ontbreekt; geef de inzet een korte titel")
    if not values.get("ask"):
        wrong.append("de inzet heeft geen tekst (ask); schrijf op wat gemeenten vragen")
    if theme.lower() not in _THEMES:
        what = f"thema {theme[:40]!r} is onbekend" if theme else "theme ontbreekt"
        wrong.append(f"{what}; kies uit {', '.join(THEMES)}")
    if day and not _is_day(day):
        wrong.append(f"day {day[:20]!r} is geen datum; schrijf bijvoorbeeld 2025-06-18")
    return wrong


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text).year >= 1900
    except ValueError:
        return False

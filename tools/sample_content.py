# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Reads the hand-written texts of the sample (`tools/sample/`) into the few nouns that the wire formats are made from."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

SPACE = uuid.UUID("6b1a7c3e-2d54-5f0b-9c1e-52616d706c65")
"""Namespace of every identifier in the sample: same texts, same identifiers."""

MONTHS = (
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


def guid(*parts: object) -> str:
    """An identifier that follows from what it names."""
    return str(uuid.uuid5(SPACE, "/".join(str(part) for part in parts)))


def in_words(day: date) -> str:
    """A date as Dutch publications write it: 22 januari 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Party:
    short: str
    name: str
    english: str
    seats: int

    @property
    def id(self) -> str:
        return guid("fractie", self.short)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the invented House or cabinet; `party` is empty for the cabinet, `office` for members."""

    first: str
    names: str
    initials: str
    particle: str
    last: str
    sex: str
    party: str = ""
    function: str = "Lid"
    office: str = ""
    ministry: str = ""

    @property
    def id(self) -> str:
        return guid("persoon", self.initials, self.full_last)

    @property
    def full_last(self) -> str:
        """Surname with its particle, as the transcript prints it: Van der Wielen."""
        whole = f"{self.particle} {self.last}".strip()
        return whole[:1].upper() + whole[1:]

    @property
    def signature(self) -> str:
        """Initials and surname: S.M. van der Wielen."""
        return " ".join(part for part in (self.initials, self.particle, self.last) if part)

    @property
    def salutation(self) -> str:
        return "Mevrouw" if self.sex == "vrouw" else "De heer"


@dataclass(frozen=True, slots=True)
class Dossier:
    number: str
    addition: str
    title: str
    category: str

    @property
    def code(self) -> str:
        """As in identifiers: 99000-B."""
        return f"{self.number}-{self.addition}" if self.addition else self.number

    @property
    def id(self) -> str:
        return guid("kamerstukdossier", self.code)

    @property
    def spaced(self) -> str:
        """The number as it is printed: 99 000."""
        return f"{self.number[:2]} {self.number[2:]}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A motion or letter. `lines` are its paragraphs; `against` the parties that voted against, None without a vote."""

    dossier: Dossier
    number: int
    kind: str
    day: date
    about: str
    authors: tuple[Person, ...]
    lines: tuple[str, ...]
    municipal: bool = True
    appraisal: str | None = None
    voted: date | None = None
    against: tuple[str, ...] | None = None
    outcome: str | None = None
    enclosures: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"kst-{self.dossier.code}-{self.number}"

    @property
    def is_motion(self) -> bool:
        return self.kind == "Motie"

    @property
    def by_line(self) -> str:
        """Who it is from, as in the subject: "van het lid X", "van de leden X en Y", "van het lid X c.s."."""
        names = [person.full_last for person in self.authors]
        if not self.is_motion:
            return f"van de {self.authors[0].office}"
        if len(names) == 1:
            return f"van het lid {names[0]}"
        return f"van de leden {names[0]} en {names[1]}" if len(names) == 2 else f"van het lid {names[0]} c.s."

    @property
    def subject(self) -> str:
        return f"Motie {self.by_line} over {self.about}" if self.is_motion else self.about


@dataclass(frozen=True, slots=True)
class Turn:
    """Someone speaks. `kind`: "beurt" opens a turn, "antwoord" goes on in it, "interruptie" breaks in."""

    kind: str
    speaker: str
    paragraphs: tuple[tuple[str, bool], ...]
    """Text, and whether it is a point of the closing list."""


@dataclass(frozen=True, slots=True)
class DebateText:
    head: dict[str, str]
    parts: tuple[tuple[str, tuple[Turn, ...]], ...]

    @property
    def day(self) -> date:
        return date.fromisoformat(self.head["datum"])

    @property
    def start(self) -> time:
        return time.fromisoformat(self.head["aanvang"])

    @property
    def title(self) -> str:
        return self.head["titel"]

    @property
    def id(self) -> str:
        """Of the vergadering; also the transcript's file name."""
        return guid("vergadering", self.head["datum"], self.title)

    def names(self, field_name: str) -> list[str]:
        return [part.strip() for part in self.head[field_name].split(",")]


@dataclass(frozen=True, slots=True)
class Content:
    parties: tuple[Party, ...]
    people: dict[str, Person]
    """By printed surname."""
    dossiers: dict[str, Dossier]
    committees: dict[str, str]
    papers: tuple[Paper, ...]
    """By date, then key."""
    debates: tuple[DebateText, ...]
    activities: tuple[dict[str, Any], ...]
    commitments: tuple[dict[str, Any], ...]
    news: tuple[dict[str, Any], ...]
    agreement: dict[str, dict[str, Any]] = field(default_factory=dict)
    weekly: str = ""

    def paper(self, key: str) -> Paper:
        return next(paper for paper in self.papers if paper.key == key)


def _toml(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


def _person(entry: dict[str, str]) -> Person:
    return Person(
        first=entry["roepnaam"],
        names=entry["voornamen"],
        initials=entry["initialen"],
        particle=entry.get("tussenvoegsel", ""),
        last=entry["achternaam"],
        sex=entry["geslacht"],
        party=entry.get("fractie", ""),
        function=entry.get("functie", "Lid"),
        office=entry.get("ambt", ""),
        ministry=entry.get("ministerie", ""),
    )


def _debate(path: Path) -> DebateText:
    """Read the small script format that is explained at the top of the first transcript."""
    head: dict[str, str] = {}
    parts: list[tuple[str, list[Turn]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("= "):
            parts.append((line[2:], []))
            continue
        if not parts:
            name, value = line.split(":", 1)
            head[name] = value.strip()
            continue
        turns = parts[-1][1]
        kind = {">": "interruptie", "<": "antwoord"}.get(line[0], "beurt")
        body = line if kind == "beurt" else line[2:]
        speaker, _, said = body.partition(": ")
        speakers = {"VOORZITTER", *(name.strip() for key in ("leden", "bewindspersoon") for name in head[key].split(","))}
        if speaker in speakers:
            turns.append(Turn(kind, speaker, ((said, False),)))
        elif kind != "beurt":
            raise ValueError(f"{path.name}: {speaker} takes no part in this debate")
        else:
            last = turns.pop()
            point = line.startswith("- ")
            more = (line[2:] if point else line, point)
            turns.append(Turn(last.kind, last.speaker, (*last.paragraphs, more)))
    return DebateText(head, tuple((title, tuple(turns)) for title, turns in parts))


def _papers(folder: Path, people: dict[str, Person], dossiers: dict[str, Dossier]) -> list[Paper]:
    papers = []
    for entry in _toml(folder, "moties.toml")["motie"]:
        vote = entry.get("stemming")
        papers.append(
            Paper(
                dossier=dossiers[entry["dossier"]],
                number=entry["nr"],
                kind="Motie",
                day=entry["datum"],
                about=entry["over"],
                authors=tuple(people[name] for name in entry["leden"]),
                lines=_lines(entry["tekst"]),
                municipal=entry.get("gemeenten", True),
                appraisal=entry["appreciatie"],
                voted=vote["datum"] if vote else None,
                against=tuple(vote["tegen"]) if vote else None,
                outcome=entry.get("uitkomst"),
            )
        )
    for entry in _toml(folder, "brieven.toml")["brief"]:
        papers.append(
            Paper(
                dossier=dossiers[entry["dossier"]],
                number=entry["nr"],
                kind="Brief",
                day=entry["datum"],
                about=entry["over"],
                authors=(people[entry["van"]],),
                lines=_lines(entry["tekst"]),
                municipal=entry.get("gemeenten", True),
                enclosures=tuple(entry.get("bijlagen", ())),
            )
        )
    return sorted(papers, key=lambda paper: (paper.day, paper.key))


def load(folder: Path) -> Content:
    """Read everything under `tools/sample/`. Raises KeyError where a text names someone or something that is not there."""
    house = _toml(folder, "kamer.toml")
    people = {p.full_last: p for p in map(_person, house["lid"] + house["bewindspersoon"])}
    dossiers = {
        d.code: d
        for d in (
            Dossier(entry["nummer"], entry.get("toevoeging", ""), entry["titel"], entry["rubriek"]) for entry in house["dossier"]
        )
    }
    commitments = _toml(folder, "toezeggingen.toml")
    return Content(
        parties=tuple(Party(p["afkorting"], p["naam"], p["engels"], p["zetels"]) for p in house["fractie"]),
        people=people,
        dossiers=dossiers,
        committees={entry["afkorting"]: entry["naam"] for entry in house["commissie"]},
        papers=tuple(_papers(folder, people, dossiers)),
        debates=tuple(_debate(path) for path in sorted(folder.glob("verslag-*.txt"))),
        activities=tuple(commitments["activiteit"]),
        commitments=tuple(commitments["toezegging"]),
        news=tuple(_toml(folder, "berichten.toml")["bericht"]),
        agreement=_toml(folder, "akkoord.toml"),
        weekly=(folder / "weekbericht.txt").read_text(encoding="utf-8"),
    )


def session_year(day: date) -> str:
    """The vergaderjaar a day falls in; it turns on Prinsjesdag, the third Tuesday of September."""
    first = date(day.year, 9, 1)
    prinsjesdag = date(day.year, 9, 15 + (1 - first.weekday()) % 7)
    year = day.year if day >= prinsjesdag else day.year - 1
    return f"{year}-{year + 1}"


def numbered(things: Sequence[Any], letter: str, start: int = 90001) -> dict[str, str]:
    """Give each (key, day) pair the House's kind of number: 2026Z90001. The range is one that the House does not reach."""
    counts: dict[int, int] = {}
    numbers: dict[str, str] = {}
    for key, day in things:
        counts[day.year] = counts.get(day.year, start - 1) + 1
        numbers[key] = f"{day.year}{letter}{counts[day.year]}"
    return numbers

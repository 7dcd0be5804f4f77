# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The texts that the model is trained on, from the folder with public papers, and our own labels of some of them.

Texts of the gold standard beside the data are left out by their id, so that nothing is trained on what it is measured with.
"""

from __future__ import annotations

import csv
import json
import lzma
import random
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

_HERE = Path(__file__).resolve().parent
_MOST_TITLES = 300
"""Titles taken of one dossier: some have thousands, and would teach nothing but themselves."""
_SHORTEST_TITLE = 26


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with what one of us judged: levels (two when in doubt) and themes, best first. `half`: "train" or "held-out"."""

    id: str
    text: str
    kind: str | None
    drawn: str
    relevance: tuple[int, ...]
    themes: tuple[str, ...]
    half: str

    def share(self, level: int) -> float:
        """How far the label says that the text has at least this level: 0, 1, or 0.5 in doubt."""
        return sum(value >= level for value in self.relevance) / len(self.relevance)


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion as published, with the title of its dossier and its policy categories."""

    id: str
    text: str
    dossier: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Themed:
    """A text whose theme follows from where it was filed. The words of a motion's heading are left out: they say the dossier."""

    text: str
    theme: str
    weight: float


def motions(data: Path) -> Iterator[Motion]:
    """All motions of the publisher, in order of their ids."""
    with zipfile.ZipFile(data / "kamerstukken" / "moties-2023-2025.zip") as papers:
        for name in sorted(papers.namelist()):
            if name.endswith(".xml"):
                root = etree.fromstring(papers.read(name))
                categories = tuple(meta.get("content") for meta in root.iter("meta") if meta.get("name") == "OVERHEID.category")
                for block in root.findall("metadata"):
                    root.remove(block)
                dossier = next(("".join(title.itertext()).strip() for title in root.iter("titel")), "")
                text = "\n".join(piece.strip() for piece in root.itertext() if piece.strip())
                yield Motion(Path(name).stem, text, dossier, categories)


def zaken(data: Path) -> Iterator[dict[str, Any]]:
    """All zaken as the service sent them."""
    with lzma.open(data / "tweedekamer" / "zaak.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def labelled(data: Path) -> list[Labelled]:
    """Our labels with the texts they are about."""
    texts: dict[tuple[str, str], str] = {("motie", motion.id): motion.text for motion in motions(data)}
    rows = [json.loads(line) for line in (_HERE / "labels.jsonl").read_text("utf-8").splitlines()]
    wanted = {row["id"] for row in rows if row["source"] == "zaak"}
    texts |= {("zaak", zaak["Id"]): zaak["Onderwerp"] for zaak in zaken(data) if zaak["Id"] in wanted}
    with (data / "akkoorden" / "coalitieakkoord2021.csv").open(encoding="utf-8", newline="") as paragraphs:
        texts |= {("akkoord", row["paragraph"]): row["txt"] for row in csv.DictReader(paragraphs)}
    return [
        Labelled(
            row["id"],
            texts[row["source"], row["id"]],
            "Motie" if row["source"] == "motie" else None,
            row["drawn"],
            tuple(row["relevance"]),
            tuple(row["themes"]),
            row["half"],
        )
        for row in rows
    ]


def gold(data: Path) -> list[Labelled]:
    """The development half of the gold standard beside the data: to measure with, never to train on."""
    path = data.parent / "gold" / "relevance.dev.json"
    rows = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [
        Labelled(row["id"], row["text"], row["kind"], "gold", tuple(row["relevance"]), tuple(row["themes"]), "gold")
        for row in rows
    ]


def themed(data: Path, without: frozenset[str]) -> list[Themed]:
    """Texts filed under a dossier or category of which `themes_of.toml` tells the theme, but for these ids."""
    categories = _tables()["category"]
    found = []
    for motion in motions(data):
        theme = of_dossier(motion.dossier) or next((categories[name] for name in motion.categories if name in categories), None)
        if theme and motion.id not in without:
            start = motion.text.find("De Kamer,")
            found.append(Themed(motion.text[max(start, 0) :], theme, 1.0))
    return found + _titles(data, without)


def _titles(data: Path, without: frozenset[str]) -> list[Themed]:
    by_dossier: dict[str, dict[str, None]] = {}
    for zaak in zaken(data):
        title, subject = zaak["Titel"], zaak["Onderwerp"]
        wanted = title and subject and len(subject) >= _SHORTEST_TITLE and zaak["Soort"] != "Motie" and zaak["Id"] not in without
        if wanted:
            by_dossier.setdefault(title.strip(), {})[subject] = None
    found: dict[str, Themed] = {}
    chance = random.Random(1)  # noqa: S311
    for title, subjects in sorted(by_dossier.items()):
        theme = of_dossier(title)
        if theme:
            drawn = list(subjects)
            chance.shuffle(drawn)
            found |= {text: Themed(text, theme, 0.35) for text in drawn[:_MOST_TITLES] if text not in found}
    return list(found.values())


@cache
def of_dossier(title: str) -> str | None:
    """The theme of a dossier by its title, where it has one theme."""
    for theme, entries in _tables()["dossier"].items():
        for entry in entries:
            if title == entry or (entry.endswith("*") and title.startswith(entry[:-1])):
                return str(theme)
    return None


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((_HERE / "themes_of.toml").read_text("utf-8"))

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Official publications and news feeds of the peer: what they say, made up or taken from the documents of a truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from . import words
from .made_up import UNTIL, Dice
from .shapes import title
from .truth import Truth


@dataclass(frozen=True, slots=True)
class Publication:
    """An entry of the register. Days are `2026-11-19`."""

    identifier: str
    title: str
    day: str
    available: str
    modified: str
    name: str = "Kamerstuk"
    type: str = "Brief regering"
    creator: str = "Tweede Kamer der Staten-Generaal"
    organisation: str = "staten generaal"
    dossier: str = "36999"
    dossier_title: str = "Voorbeelddossier"
    number: str = "1"
    text: tuple[str, ...] = words.SENTENCES


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a news feed; its page stands at `/paginas/<feed>/<id>.html`. `published` in UTC, None when the feed omits it."""

    id: str
    title: str
    summary: str
    published: datetime | None
    text: tuple[str, ...] = words.SENTENCES


@dataclass(slots=True)
class Feed:
    """A feed: `form` is `rss`, `atom` or `rdf`. Newest first."""

    name: str
    title: str
    form: str
    items: list[Item]


def made_up_publications(seed: int, count: int, until: datetime = UNTIL) -> list[Publication]:
    """Kamerstukken, Staatscourant and the like, a few a day, oldest first."""
    made = []
    for n in range(count):
        dice = Dice(seed, "publicatie", n)
        day = until - timedelta(hours=6) * (count - n)
        available = day + timedelta(days=dice.number(2))
        dossier, number = f"36{200 + n % 700}", str(n // 700 + 1)
        if dice.once_in(4):
            prefix, name, kind = dice.of((("stcrt", "Staatscourant", "besluit"), ("stb", "Staatsblad", "wet")))
            identifier = f"{prefix}-2026-{n + 1}"
            made.append(
                Publication(
                    identifier,
                    title(dice).strip(),
                    f"{day:%Y-%m-%d}",
                    f"{available:%Y-%m-%d}",
                    f"{available:%Y-%m-%d}",
                    name,
                    kind,
                    dice.of(words.MINISTRIES),
                    "ministerie",
                    number=str(n + 1),
                )
            )
            continue
        about = dice.of(words.SUBJECTS).capitalize()
        made.append(
            Publication(
                f"kst-{dossier}-{number}",
                f"{about}; {title(dice).strip()}",
                f"{day:%Y-%m-%d}",
                f"{available:%Y-%m-%d}",
                f"{available:%Y-%m-%d}",
                type=dice.of(("Motie", "Brief regering", "Verslag")),
                dossier=dossier,
                dossier_title=about,
                number=number,
            )
        )
    return made


def publications_of(truth: Truth, most: int) -> Iterator[Publication]:
    """The register's entries of documents in the truth: those that a DocumentVersie names by `ExterneIdentifier`."""
    found = 0
    for position in sorted(truth.latest("DocumentVersie").values()):
        version = truth.change(position)
        identifier = version.fields.get("ExterneIdentifier")
        keys = version.refs.get("Document") or ()
        document = truth.last("Document", keys[0]) if keys else None
        if version.deleted or not isinstance(identifier, str) or document is None or document.deleted or found >= most:
            continue
        found += 1
        day = str(document.fields["Datum"])[:10]
        _prefix, dossier, number = identifier.split("-")
        about = str(document.fields.get("Titel") or "Voorbeelddossier")
        subject = " ".join(str(document.fields["Onderwerp"]).split())
        kind = str(document.fields["Soort"])
        yield Publication(
            identifier, f"{about}; {subject}", day, day, day, type=kind, dossier=dossier, dossier_title=about, number=number
        )


def made_up_feed(seed: int, name: str, count: int, form: str = "rss", until: datetime = UNTIL) -> Feed:
    """A feed with so many items, one every nine hours."""
    items = []
    for n in range(count):
        dice = Dice(seed, name, n)
        subject = dice.of(words.SUBJECTS)
        published = (until - timedelta(hours=9) * n).astimezone(UTC)
        items.append(Item(f"{name}-{count - n}", f"Nieuws over {subject}", dice.of(words.SENTENCES), published, _text(dice)))
    return Feed(name, f"Nieuws van {name}", form, items)


def _text(dice: Dice) -> tuple[str, ...]:
    start: Sequence[str] = words.SENTENCES[dice.number(3) :]
    return (f"Dit bericht gaat over {dice.of(words.SUBJECTS)}.", *start)

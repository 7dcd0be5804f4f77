# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From what was approved to what readers see: documents numbered, sentences with their places, the log. Pure functions.

What is shown of a version depends on that version and the ones before it only, so a later correction changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bijgepraat.model.desk import DeskItem, DeskSentence, Maker, Published
from bijgepraat.model.editions import EditionLink, Evidence
from bijgepraat.model.press_views import (
    EditionMail,
    PressAmount,
    PressEntry,
    PressFeed,
    PressItem,
    PressPlace,
    PressSentence,
    PressSource,
    PressSummary,
    PressVersion,
    PressView,
)
from bijgepraat.model.views import evidence_page, record_page

_TITLES_IN_LIST = 4
_TITLES_IN_SUBJECT = 2
_LONGEST_TITLE = 70
_ZERO = "1970-01-01T00:00:00+00:00"
"""When a feed without editions was last changed."""

Identify = Callable[..., str]
"""Makes a URI of some words, the same for the same words."""


def press_view(out: Published, versions: Sequence[Published], earlier: str | None = None, later: str | None = None) -> PressView:
    """A version as readers see it. `versions` are all versions of the edition that went out, in any order."""
    log = sorted((one for one in versions if one.version <= out.version), key=lambda one: -one.version)
    documents = _Documents(out.edition.items)
    items = tuple(_item(one, documents) for one in out.edition.items)
    return PressView(
        number=out.number,
        version=out.version,
        newest=max((one.version for one in versions), default=out.version),
        week=out.week,
        first=out.edition.first,
        last=out.edition.last,
        hash=out.hash,
        by=out.by,
        at=out.at,
        introduction=out.edition.introduction,
        items=items,
        sources=documents.all,
        log=tuple(PressVersion(one.version, one.at, one.by, one.correction, one.hash) for one in log),
        considered=out.edition.considered,
        sample=out.edition.sample,
        earlier=earlier,
        later=later,
    )


def summary(out: Published) -> PressSummary:
    """A published edition in a list."""
    titles = tuple(item.title for item in out.edition.items)
    edition = out.edition
    return PressSummary(
        out.number, out.version, out.week, edition.first, edition.last, out.at, titles[:_TITLES_IN_LIST], len(titles)
    )


def press_feed(
    found: Iterable[tuple[PressView, Sequence[Published]]], identify: Identify, theme: str = "", name: str = ""
) -> PressFeed:
    """A feed over editions, each with all its versions; of a theme where one is named (`name` is what people call it).

    Of a theme stands in the feed what has it now or had it in an earlier version: who read that, must read the correction.
    """
    entries = []
    for view, versions in found:
        items = tuple(item for item in view.items if not theme or theme in (item.theme, *item.themes))
        had = theme and any(theme in (item.theme, *item.themes) for one in versions for item in one.edition.items)
        if items or had or not theme:
            about = f" over {name}" if theme else ""
            title = f"Editie {view.number}{about}: {edition_title(view.week)}"
            entries.append(PressEntry(identify("editie", str(view.number), theme), title, view, items, name))
    asked = f"?thema={theme}" if theme else ""
    return PressFeed(
        id=identify("edities", theme),
        title=f"Bijgepraat: {name}" if theme else "Bijgepraat: edities",
        about="Wat Den Haag doet en wat gemeenten daarvan merken, elke zin met zijn bron.",
        atom=f"/edities/atom.xml{asked}",
        json=f"/edities/feed.json{asked}",
        page="/edities",
        updated=max((entry.view.at for entry in entries), default=_ZERO),
        entries=tuple(entries),
    )


def edition_mail(view: PressView, site: str, manage: str, unsubscribe: str) -> EditionMail:
    """An edition as a mail: the number and the first titles in its subject, a correction named as such."""
    correction = view.log[0].correction if view.version > 1 else ""
    titles = [_short(item.title) for item in view.items[:_TITLES_IN_SUBJECT]]
    name = f"{'Verbetering van editie' if correction else 'Editie'} {view.number}"
    return EditionMail(
        subject=f"{name}: {'; '.join(titles)}",
        heading=f"{name}, {edition_title(view.week)}",
        view=view,
        correction=correction,
        manage=manage,
        unsubscribe=unsubscribe,
        site=site,
    )


def edition_title(week: str) -> str:
    """`2026-W12` as `week 12 van 2026`."""
    year, _w, number = week.partition("-W")
    return f"week {int(number)} van {year}"


class _Documents:
    """The documents that items stand on, numbered in the order in which readers meet them."""

    def __init__(self, items: Iterable[DeskItem]) -> None:
        found: dict[tuple[str, int], PressSource] = {}
        for item in items:
            links = {link.page: link for link in item.links}
            for proof in _evidence(item):
                if (proof.record, proof.version) not in found:
                    found[proof.record, proof.version] = _source(len(found) + 1, proof, item, links)
        self._found = found

    @property
    def all(self) -> tuple[PressSource, ...]:
        """All of them by number."""
        return tuple(self._found.values())

    def place(self, proof: Evidence) -> PressPlace:
        """Where evidence stands."""
        return PressPlace(self._found[proof.record, proof.version].number, evidence_page(proof), proof.quote)


def _evidence(item: DeskItem) -> Iterator[Evidence]:
    yield from item.title_evidence
    for sentence in item.sentences:
        yield from sentence.evidence
    for amount in item.amounts:
        yield amount.evidence


def _source(number: int, proof: Evidence, item: DeskItem, links: dict[str, EditionLink]) -> PressSource:
    kind, _colon, key = proof.record.partition(":")
    page = record_page(kind, key)
    link = links.get(page)
    if link is not None:
        title = link.title
    else:
        title = item.title if any(one.record == proof.record for one in item.title_evidence) else key
    address = proof.address or (link.address if link else None)
    # What readers can press leads to the web, whatever a source sent.
    safe = address if address and address.startswith(("https://", "http://")) else None
    return PressSource(number, proof.record, proof.version, title, page, safe)


def _item(item: DeskItem, documents: _Documents) -> PressItem:
    amounts = (PressAmount(one.low_eur, one.high_eur, one.kind, documents.place(one.evidence)) for one in item.amounts)
    return PressItem(
        id=item.id,
        title=item.title,
        title_place=documents.place(item.title_evidence[0]),
        theme=item.theme,
        themes=item.themes,
        level=item.level,
        date=item.date,
        sentences=tuple(_sentence(one, documents) for one in item.sentences),
        amounts=tuple(amounts),
        actors=item.actors,
        links=item.links,
    )


def _sentence(sentence: DeskSentence, documents: _Documents) -> PressSentence:
    places = tuple(dict.fromkeys(documents.place(proof) for proof in sentence.evidence))
    own = sentence.maker is not Maker.SOURCE
    return PressSentence(sentence.lead, sentence.text, places, own, sentence.maker is Maker.MODEL)


def _short(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1].rstrip() + "…"

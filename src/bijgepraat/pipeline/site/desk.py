# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the desk. Nothing here is remembered between requests: an editor sees what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from bijgepraat.compose.desk_checks import doubts
from bijgepraat.compose.desk_merge import changed_words
from bijgepraat.compose.edition import WeekError, days_of, week_of
from bijgepraat.compose.press import edition_mail, press_view
from bijgepraat.model.desk import DeskEdition, DeskItem, Introduction, Maker, Objection, Published, Saved
from bijgepraat.model.desk_views import (
    ChangeView,
    ConflictView,
    DeskItemView,
    DeskSentenceView,
    DeskView,
    DeskWeek,
    Editor,
    HistoryView,
    LastWeek,
    PreviewView,
    ReleaseView,
    ReviewView,
    WeeksView,
)
from bijgepraat.model.press_views import EditionMail
from bijgepraat.model.verdicts import Book
from bijgepraat.pipeline import publishing
from bijgepraat.pipeline.desk import check, history, open_week, saved, week_name
from bijgepraat.pipeline.plain_language import hints
from bijgepraat.pipeline.review import queue
from bijgepraat.store import desk as desk_store
from bijgepraat.store.queries import all_editions
from bijgepraat.store.store import Store

_WEEKS = 6
_MOST_CHANGES = 200
_FIELDS = {
    "introduction.name": "Inleiding: naam",
    "introduction.office": "Inleiding: functie",
    "introduction.words": "Inleiding: tekst",
    "introduction.video": "Inleiding: adres van de video",
    "introduction.video_title": "Inleiding: titel van de video",
}


def weeks_page(store: Store, editor: Editor, now: datetime) -> WeeksView:
    """The last weeks, and every other that is on the desk."""
    with store.reading() as connection:
        on_desk = {row[0]: row[1] for row in desk_store.weeks(connection)}
        plans = {row.week: row.at for row in desk_store.plans(connection)}
        drafted = [row.week for row in all_editions(connection)]
    out = {one.week: one for one in publishing.editions_out(store)}
    recent = [week_of(now.date() - timedelta(weeks=back)) for back in range(_WEEKS)]
    rows = [
        DeskWeek(week, *days_of(week), on_desk.get(week), out.get(week), plans.get(week))
        for week in sorted({*recent, *on_desk, *out, *drafted}, reverse=True)
    ]
    return WeeksView(editor, tuple(rows), len(queue(store, now.date(), limit=20)))


def desk_page(
    store: Store,
    week: str,
    editor: Editor,
    now: datetime,
    *,
    error: str = "",
    sent: Mapping[str, str] | None = None,
    done: str = "",
    model: bool = False,
) -> DeskView | None:
    """A week on the desk; None for what is no week. With an `error`, the fields that were `sent` are shown again.
    `model`: there is a language model to ask."""
    try:
        present = open_week(store, week, now)
    except WeekError:
        return None
    edition = present.edition
    against = check(store, edition)
    earlier = publishing.published(store, week_of(edition.first - timedelta(days=7)))
    before = {item.title: _papers(item) for item in earlier.edition.items} if earlier else {}
    shown = [_item(item, against, before) for item in edition.items]
    with store.reading() as connection:
        planned = next((row.at for row in desk_store.plans(connection) if row.week == edition.week), None)
    return DeskView(
        editor=editor,
        edition=edition,
        version=present.version,
        by=present.by,
        at=present.at,
        taken=tuple(one for one in shown if one.item.taken),
        left=tuple(one for one in shown if not one.item.taken),
        objections=tuple(against),
        conflicts=tuple(_conflicts(edition)),
        introduction_hints=tuple(hints(edition.introduction.words)),
        published=publishing.published(store, edition.week),
        planned=planned,
        error=error,
        sent=sent,
        done=done,
        last_week=_beside(earlier, shown),
        model=model,
    )


def history_page(store: Store, week: str, editor: Editor, chosen: int | None = None) -> HistoryView | None:
    """The versions of a week; of `chosen` what it changed against the one that it was made of."""
    try:
        name = week_name(week)
    except WeekError:
        return None
    rows = history(store, name)
    if not rows:
        return None
    changes: tuple[ChangeView, ...] = ()
    if chosen is not None:
        after = saved(store, name, chosen)
        before = saved(store, name, chosen - 1) if chosen > 1 else None
        if after is None:
            return None
        changes = tuple(_changes(before, after)) if before else ()
    return HistoryView(editor, name, tuple((one.version, one.based_on, one.by, one.at) for one in rows), chosen, changes)


def release_page(store: Store, week: str, editor: Editor, now: datetime, error: str = "") -> ReleaseView | None:
    """The last look before an edition goes out."""
    try:
        present = open_week(store, week, now)
    except WeekError:
        return None
    edition = present.edition
    out = publishing.published(store, edition.week)
    with store.reading() as connection:
        planned = next((row.at for row in desk_store.plans(connection) if row.week == edition.week), None)
    changes = _told(changed_words(out.edition, publishing.going_out(edition)), out.edition, edition) if out else ()
    taken = sum(item.taken for item in edition.items)
    return ReleaseView(
        editor, edition.week, present.version, taken, tuple(check(store, edition)), out, planned, tuple(changes), error
    )


def preview_page(store: Store, week: str, editor: Editor, now: datetime) -> PreviewView | None:
    """The edition as it would go out now; None for what is no week."""
    try:
        present = open_week(store, week, now)
    except WeekError:
        return None
    edition = publishing.going_out(present.edition)
    out = Published(0, 0, edition.week, "", edition, editor.name, now.isoformat(timespec="seconds"))
    return PreviewView(editor, edition.week, press_view(out, ()))


def preview_mail(store: Store, week: str, editor: Editor, now: datetime) -> EditionMail | None:
    """The mail as it would go out now, without links of a reader's own; None for what is no week."""
    try:
        present = open_week(store, week, now)
    except WeekError:
        return None
    edition = publishing.going_out(present.edition)
    before = publishing.published(store, edition.week)
    with store.reading() as connection:
        number = before.number if before else desk_store.next_number(connection)
    out = Published(number, 1, edition.week, "", edition, editor.name, now.isoformat(timespec="seconds"))
    return edition_mail(press_view(out, ()), "", "#", "#")


def review_page(store: Store, editor: Editor, now: datetime, book: str = "", *, error: str = "", done: str = "") -> ReviewView:
    """The first proposals that wait, of one book or of all."""
    books = [Book(book)] if book in {one.value for one in Book} else list(Book)
    return ReviewView(editor, tuple(queue(store, now.date(), books, 5)), book if len(books) == 1 else "", error, done)


def _item(item: DeskItem, against: Sequence[Objection], before: Mapping[str, frozenset[str]]) -> DeskItemView:
    own = tuple(one for one in against if one.where == (item.id,))
    sentences = tuple(
        DeskSentenceView(
            sentence,
            tuple(doubts(sentence)),
            tuple(one for one in against if one.where == (item.id, sentence.id)),
            tuple(hints(sentence.text)) if sentence.maker is not Maker.SOURCE else (),
        )
        for sentence in item.sentences
    )
    papers = _papers(item)
    return DeskItemView(item, sentences, own, tuple(title for title, theirs in before.items() if papers & theirs))


def _beside(earlier: Published | None, shown: Sequence[DeskItemView]) -> LastWeek | None:
    if earlier is None:
        return None
    returning = {title for one in shown if one.item.taken for title in one.before}
    return LastWeek(earlier.week, earlier.number, tuple((item.title, item.title in returning) for item in earlier.edition.items))


def _papers(item: DeskItem) -> frozenset[str]:
    return frozenset((*item.records, *(link.page for link in item.links)))


def _conflicts(edition: DeskEdition) -> Iterator[ConflictView]:
    places = _places(edition)
    for one in edition.conflicts:
        yield ConflictView(
            one.where, places.get(one.where, "Een onderwerp dat er niet meer is"), one.was, one.stands, one.sent, one.by
        )


def _changes(before: Saved, after: Saved) -> tuple[ChangeView, ...]:
    return _told(changed_words(before.edition, after.edition), before.edition, after.edition) + tuple(
        _taken(before.edition, after.edition)
    )


def _taken(before: DeskEdition, after: DeskEdition) -> Iterator[ChangeView]:
    said = {True: "opgenomen", False: "niet opgenomen"}
    was = {item.id: item.taken for item in before.items}
    for item in after.items:
        if item.id in was and was[item.id] != item.taken:
            yield ChangeView(item.title, said[was[item.id]], said[item.taken])


def _told(changed: Mapping[str, tuple[str, str]], *editions: DeskEdition) -> tuple[ChangeView, ...]:
    places: dict[str, str] = {}
    for edition in editions:
        places |= _places(edition)
    found = [ChangeView(places.get(where, ""), before, after) for where, (before, after) in changed.items()]
    return tuple(found[:_MOST_CHANGES])


def _places(edition: DeskEdition) -> dict[str, str]:
    places = {f"introduction.{one.name}": _FIELDS[f"introduction.{one.name}"] for one in fields(Introduction)}
    for item in edition.items:
        places[item.id] = f"Titel van “{item.title}”"
        for number, sentence in enumerate(item.sentences, 1):
            places[sentence.id] = f"Zin {number} van “{item.title}”"
    return places

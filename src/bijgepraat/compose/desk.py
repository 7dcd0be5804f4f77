# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What an editor does with an edition: pure steps from one edition to the next. What stands on something keeps standing on it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from bijgepraat.model.desk import DeskEdition, DeskItem, DeskSentence, Introduction, Maker
from bijgepraat.model.editions import Development, Edition, Evidence

_T = TypeVar("_T")


class DeskError(ValueError):
    """A step that cannot be taken; the message is written for people."""


def desk_edition(draft: Edition) -> DeskEdition:
    """A draft on the desk, the most important first: what it chose goes in unless the editor says otherwise; the rest lies by."""
    items = (*(_item(one, taken=True) for one in draft.developments), *(_item(one, taken=False) for one in draft.spare))
    return DeskEdition(draft.week, draft.first, draft.last, items, considered=draft.considered, sample=draft.sample)


def renewed(edition: DeskEdition, draft: Edition) -> DeskEdition:
    """The edition with what a later draft brings: new developments come last, not taken. Nothing that an editor did is lost."""
    known = {name for item in edition.items for name in (item.id, *item.of)}
    every = (*draft.developments, *draft.spare)
    new = tuple(_item(one, taken=False) for one in every if one.id not in known)
    return replace(edition, items=(*edition.items, *new), considered=draft.considered)


def take(edition: DeskEdition, item: str, taken: bool) -> DeskEdition:
    """Take an item into the edition, or leave it out."""
    return _changed(edition, item, lambda one: replace(one, taken=taken))


def move(edition: DeskEdition, item: str, by: int) -> DeskEdition:
    """Move an item over `by` places that are of the same sort (taken or not); past an end it stays there."""
    at = _place(edition, item)
    same = [place for place, one in enumerate(edition.items) if one.taken == edition.items[at].taken]
    target = same[min(max(same.index(at) + by, 0), len(same) - 1)]
    items = list(edition.items)
    items.insert(target, items.pop(at))
    return replace(edition, items=tuple(items))


def retitle(edition: DeskEdition, item: str, title: str) -> DeskEdition:
    """Give an item another title. It stands on what the first title and the item's sentences stand on."""
    words = " ".join(title.split())
    return _changed(edition, item, lambda one: one if words == one.title else replace(one, title=words))


def rewrite(edition: DeskEdition, item: str, sentence: str, text: str, maker: Maker = Maker.EDITOR) -> DeskEdition:
    """Say a sentence in other words: it stands on the same evidence, and is no longer the source's own. Empty words remove it."""
    words = " ".join(text.split())

    def change(one: DeskItem) -> DeskItem:
        found = _sentence(one, sentence)
        if words == " ".join(found.text.split()):
            return one
        if not words:
            return replace(one, sentences=tuple(other for other in one.sentences if other.id != sentence))
        own = next((proof for proof in found.evidence if " ".join(proof.quote.split()) == words), None)
        new = (
            replace(found, text=own.quote, maker=Maker.SOURCE, read=False)
            if own is not None
            else replace(found, text=words, lead="", maker=maker, read=False)
        )
        return replace(one, sentences=tuple(new if other.id == sentence else other for other in one.sentences))

    return _changed(edition, item, change)


def add_sentence(
    edition: DeskEdition, item: str, text: str, evidence: Sequence[Evidence], maker: Maker = Maker.EDITOR
) -> DeskEdition:
    """Add a sentence at the end of an item. Without evidence it can be saved, but not published."""
    words = " ".join(text.split())
    if not words:
        raise DeskError("een zin heeft woorden nodig")

    def change(one: DeskItem) -> DeskItem:
        name = _new_id(one.id, words, str(len(one.sentences)), *(other.id for other in one.sentences))
        return replace(one, sentences=(*one.sentences, DeskSentence(name, words, tuple(evidence), maker=maker)))

    return _changed(edition, item, change)


def stand_on(edition: DeskEdition, item: str, sentence: str, evidence: Sequence[Evidence]) -> DeskEdition:
    """Say what a sentence stands on."""

    def change(one: DeskItem) -> DeskItem:
        found = replace(_sentence(one, sentence), evidence=tuple(evidence), read=False)
        return replace(one, sentences=tuple(found if other.id == sentence else other for other in one.sentences))

    return _changed(edition, item, change)


def mark_read(edition: DeskEdition, item: str, sentence: str, read: bool = True) -> DeskEdition:
    """Say that a person has read a sentence and lets it stand."""

    def change(one: DeskItem) -> DeskItem:
        found = replace(_sentence(one, sentence), read=read)
        return replace(one, sentences=tuple(found if other.id == sentence else other for other in one.sentences))

    return _changed(edition, item, change)


def set_theme(edition: DeskEdition, item: str, theme: str) -> DeskEdition:
    """Put an item under another theme."""
    return _changed(
        edition, item, lambda one: replace(one, theme=theme, themes=(theme, *(other for other in one.themes if other != theme)))
    )


def introduce(edition: DeskEdition, introduction: Introduction) -> DeskEdition:
    """Set the introduction."""
    return replace(edition, introduction=introduction)


def merge(edition: DeskEdition, item: str, into: str) -> DeskEdition:
    """Make one item of two: the sentences of the first come behind those of the other, each once."""
    if item == into:
        raise DeskError("een onderwerp kan niet met zichzelf worden samengevoegd")
    first, second = edition.items[_place(edition, into)], edition.items[_place(edition, item)]
    said = {sentence.text for sentence in first.sentences}
    ids = {sentence.id for sentence in first.sentences}
    behind = tuple(
        sentence if sentence.id not in ids else replace(sentence, id=_new_id(into, sentence.id, sentence.text))
        for sentence in second.sentences
        if sentence.text not in said
    )
    whole = replace(
        first,
        sentences=(*first.sentences, *behind),
        themes=_once(first.themes, second.themes),
        amounts=_once(first.amounts, second.amounts),
        links=_once(first.links, second.links),
        actors=_once(first.actors, second.actors),
        reasons=_once(first.reasons, second.reasons),
        records=_once(first.records, second.records),
        of=_once((*first.of,), (second.id, *second.of)),
        level=max(first.level, second.level),
        weight=max(first.weight, second.weight),
        taken=first.taken or second.taken,
    )
    return replace(edition, items=tuple(whole if one.id == into else one for one in edition.items if one.id != item))


def split(edition: DeskEdition, item: str, sentence: str) -> DeskEdition:
    """Make two items of one: the second begins with this sentence and gets its words as title."""
    one = edition.items[_place(edition, item)]
    names = [other.id for other in one.sentences]
    if sentence not in names:
        raise DeskError("die zin staat niet meer in dit onderwerp")
    at = names.index(sentence)
    if at == 0:
        raise DeskError("splits bij een latere zin: voor de eerste zin blijft er anders niets over")
    rest = one.sentences[at:]
    records = _once(tuple(proof.record for found in rest for proof in found.evidence))
    second = replace(
        one,
        id=_new_id(one.id, sentence),
        title=_as_title(rest[0].text),
        title_evidence=rest[0].evidence,
        sentences=rest,
        amounts=tuple(amount for amount in one.amounts if amount.evidence.record in records),
        records=records or one.records,
        of=(),
    )
    first = replace(one, sentences=one.sentences[:at])
    items = tuple(part for other in edition.items for part in ((first, second) if other.id == item else (other,)))
    return replace(edition, items=items)


def _item(one: Development, *, taken: bool) -> DeskItem:
    sentences = tuple(
        DeskSentence(_new_id(one.id, str(place), sentence.text), sentence.text, (sentence.evidence,), sentence.lead)
        for place, sentence in enumerate(one.sentences)
    )
    return DeskItem(
        id=one.id,
        title=one.title,
        title_evidence=(one.title_evidence,),
        sentences=sentences,
        theme=one.theme,
        themes=one.themes,
        date=one.date,
        amounts=one.amounts,
        links=one.links,
        level=one.level,
        weight=one.weight,
        taken=taken,
        actors=one.actors,
        reasons=one.reasons,
        records=one.records,
    )


def _changed(edition: DeskEdition, item: str, change: Callable[[DeskItem], DeskItem]) -> DeskEdition:
    at = _place(edition, item)
    return replace(edition, items=(*edition.items[:at], change(edition.items[at]), *edition.items[at + 1 :]))


def _place(edition: DeskEdition, item: str) -> int:
    for place, one in enumerate(edition.items):
        if one.id == item:
            return place
    raise DeskError("dit onderwerp staat niet meer op de redactietafel; laad de pagina opnieuw")


def _sentence(item: DeskItem, sentence: str) -> DeskSentence:
    for one in item.sentences:
        if one.id == sentence:
            return one
    raise DeskError("die zin staat niet meer in dit onderwerp; laad de pagina opnieuw")


def _new_id(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _as_title(text: str) -> str:
    words = " ".join(text.split()).rstrip(".")
    short = words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + " …"
    return short[:1].upper() + short[1:]


def _once(*rows: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(one for row in rows for one in row))

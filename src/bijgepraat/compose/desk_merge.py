# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Two editors at once: what each changed is joined word for word, and where both changed the same words, both are kept."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from bijgepraat.model.desk import Conflict, DeskEdition, DeskItem, DeskSentence, Introduction

_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


def merged(base: DeskEdition, stands: DeskEdition, sent: DeskEdition, by: str = "") -> DeskEdition:
    """What stands with what was sent, both made from `base`.

    A change that only one of them made is taken over. Where both changed the same words otherwise, what stands stays and what was
    sent becomes a conflict; words that one removed and the other changed stay. `by` is who sent.
    """
    join = _Join(by)
    items = {item.id: item for edition in (base, stands, sent) for item in edition.items}
    placed = {name: _placed(edition) for name, edition in (("base", base), ("stands", stands), ("sent", sent))}
    sentences = {
        name: kept
        for name in _woven(list(placed["base"]), list(placed["stands"]), list(placed["sent"]))
        if (kept := join.sentence(name, *(placed[one].get(name) for one in ("base", "stands", "sent")))) is not None
    }
    of = [{item.id: item for item in edition.items} for edition in (base, stands, sent)]
    needed = {place for place, _one in sentences.values()}
    order = _woven(*([item.id for item in edition.items] for edition in (base, stands, sent)))
    found = []
    for name in order:
        was, here, there = (one.get(name) for one in of)
        if was is not None and (here is None or there is None) and name not in needed:
            join.gone(was, here or there)
            continue
        inside = tuple(one for place, one in sentences.values() if place == name)
        found.append(replace(join.item(was, here, there, items[name]), sentences=inside))
    return replace(
        stands,
        items=tuple(found),
        introduction=join.introduction(base.introduction, stands.introduction, sent.introduction),
        conflicts=_conflicts(base, stands, sent, join.conflicts),
        considered=max(stands.considered, sent.considered),
    )


def settled(edition: DeskEdition, where: str) -> DeskEdition:
    """Without the conflicts at one place: somebody has chosen."""
    return replace(edition, conflicts=tuple(one for one in edition.conflicts if one.where != where))


@dataclass(slots=True)
class _Join:
    by: str
    conflicts: tuple[Conflict, ...] = ()

    def sentence(self, name: str, was: _Placed | None, here: _Placed | None, there: _Placed | None) -> _Placed | None:
        if was is None:
            return self._new(name, here, there)
        if here is None or there is None:
            left = here or there
            if left is None or left[1] == was[1]:
                return None
            return left  # one removed it, the other changed it: the change is somebody's work
        place = there[0] if here[0] == was[0] else here[0]
        return place, self.words(name, was[1], here[1], there[1])

    def _new(self, name: str, here: _Placed | None, there: _Placed | None) -> _Placed | None:
        if here is not None and there is not None and here[1].text != there[1].text:
            self._conflict(name, "", here[1].text, there[1].text)
        return here or there

    def words(self, name: str, was: DeskSentence, here: DeskSentence, there: DeskSentence) -> DeskSentence:
        if there in (was, here):
            return here
        if here == was:
            return there
        if here.text != there.text and was.text not in {here.text, there.text}:
            self._conflict(name, was.text, here.text, there.text)
            return here
        told = there if here.text == was.text else here
        other = here if told is there else there
        evidence = _one(was.evidence, here.evidence, there.evidence)
        read = told.read if other.read == was.read else other.read
        # Nobody has read words beside a source that they did not see there.
        seen = any(one.read and one.text == told.text and one.evidence == evidence for one in (here, there))
        return replace(told, evidence=evidence, read=read and seen)

    def item(self, was: DeskItem | None, here: DeskItem | None, there: DeskItem | None, known: DeskItem) -> DeskItem:
        if here is None or there is None or was is None:
            if here is not None and there is not None and here.title != there.title:
                self._conflict(here.id, "", here.title, there.title)
            return here or there or known
        title = _one(was.title, here.title, there.title)
        if len({was.title, here.title, there.title}) == 3:
            self._conflict(was.id, was.title, here.title, there.title)
        return replace(
            here,
            title=title,
            title_evidence=_one(was.title_evidence, here.title_evidence, there.title_evidence),
            theme=_one(was.theme, here.theme, there.theme),
            taken=_one(was.taken, here.taken, there.taken),
            themes=_both(was.themes, here.themes, there.themes),
            amounts=_both(was.amounts, here.amounts, there.amounts),
            links=_both(was.links, here.links, there.links),
            records=_both(was.records, here.records, there.records),
            of=_both(was.of, here.of, there.of),
        )

    def gone(self, was: DeskItem, left: DeskItem | None) -> None:
        """One merged the item into another; a title that the other gave it waits for a choice."""
        if left is not None and left.title != was.title:
            self._conflict(was.id, was.title, "", left.title)

    def introduction(self, was: Introduction, here: Introduction, there: Introduction) -> Introduction:
        values: dict[str, str] = {}
        for one in fields(Introduction):
            before, now, new = (str(getattr(each, one.name)) for each in (was, here, there))
            values[one.name] = _one(before, now, new)
            if len({before, now, new}) == 3:
                self._conflict(f"introduction.{one.name}", before, now, new)
        return Introduction(**values)

    def _conflict(self, where: str, was: str, stands: str, sent: str) -> None:
        self.conflicts += (Conflict(where, was, stands, sent, self.by),)


_Placed = tuple[str, DeskSentence]


def _placed(edition: DeskEdition) -> dict[str, _Placed]:
    return {sentence.id: (item.id, sentence) for item in edition.items for sentence in item.sentences}


def _one(was: _T, here: _T, there: _T) -> _T:
    """The value that one of them changed; what stands where both did."""
    return there if here == was else here


def _both(was: tuple[_K, ...], here: tuple[_K, ...], there: tuple[_K, ...]) -> tuple[_K, ...]:
    gone = (set(was) - set(here)) | (set(was) - set(there))
    return tuple(one for one in dict.fromkeys((*here, *there)) if one not in gone)


def _woven(was: Sequence[str], here: Sequence[str], there: Sequence[str]) -> list[str]:
    """One order of all: that of whoever changed it, with what is not in it behind what it came after."""
    common = set(was) & set(here) & set(there)
    moved = [one for one in there if one in common] != [one for one in was if one in common]
    main, other = (there, here) if moved else (here, there)
    order = list(main)
    known = set(order)
    for source in (other, was):
        before = ""
        for one in source:
            if one not in known:
                order.insert(order.index(before) + 1 if before in known else 0, one)
                known.add(one)
            before = one
    return order


def _conflicts(base: DeskEdition, stands: DeskEdition, sent: DeskEdition, new: tuple[Conflict, ...]) -> tuple[Conflict, ...]:
    kept = _both(base.conflicts, stands.conflicts, sent.conflicts)
    return tuple(dict.fromkeys((*kept, *new)))


def changed_words(before: DeskEdition, after: DeskEdition) -> Mapping[str, tuple[str, str]]:
    """What differs between two versions: per sentence, title or field of the introduction the words before and after."""
    one, two = _words(before), _words(after)
    return {
        key: (one.get(key, ""), two.get(key, "")) for key in dict.fromkeys((*one, *two)) if one.get(key, "") != two.get(key, "")
    }


def _words(edition: DeskEdition) -> dict[str, str]:
    found = {item.id: item.title for item in edition.items}
    found |= {sentence.id: sentence.text for item in edition.items for sentence in item.sentences}
    found |= {f"introduction.{one.name}": str(getattr(edition.introduction, one.name)) for one in fields(Introduction)}
    return found

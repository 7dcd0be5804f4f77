# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Two versions of a record held against each other: paragraphs, words within them, title, date and fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from bijgepraat.compose.aligning import Effort, align, heaviest
from bijgepraat.compose.rewording import resembling, reworded, stretches
from bijgepraat.model.difference_views import (
    Counts,
    Difference,
    DifferenceBlock,
    FieldChange,
    Paragraph,
    RecordVersion,
    Stretch,
    ValueChange,
)

_Key = tuple[str | None, str]
"""What makes two paragraphs equal: who says it, and the words with single spaces."""

_LONG_LINE = 8_000
"""Characters from which a line is compared by the sentence, and from which a sentence is cut."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WHOLE_ROWS = frozenset({"rij"})
_MOVED_FROM = 30
"""Characters from which a paragraph that stands elsewhere now is called moved; shorter ones ("Artikel 3") are so by chance."""
_MOMENTS = frozenset({"GewijzigdOp"})
"""Fields that say when something changed, and not what."""
_TOLD = 2
"""Values that a summary tells."""


class Passage(Protocol):
    """What is needed of a stored passage."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def speaker(self) -> str | None: ...


def paragraphs(text: str, passages: Sequence[Passage], *, between: bool = True) -> tuple[Paragraph, ...]:
    """A text in the runs that are compared, in order; blank ones are left out.

    A passage gives one run for each of its lines, a row of a table stays whole. `between`: words outside all passages count
    too; in transcripts they only repeat who speaks.
    """
    found: list[Paragraph] = []
    position = 0
    for passage in passages:
        start, end = max(passage.start, position), min(passage.end, len(text))
        if start >= end:
            continue
        if between:
            found += _lines(text, position, start, "alinea", None)
        found += _lines(text, start, end, passage.kind, passage.speaker)
        position = end
    if between or not passages:
        found += _lines(text, position, len(text), "alinea", None)
    return tuple(found)


def _lines(text: str, start: int, end: int, kind: str, speaker: str | None) -> Iterator[Paragraph]:
    while start < end:
        stop = text.find("\n", start, end) if kind not in _WHOLE_ROWS else -1
        stop = end if stop < 0 else stop
        for first, last in _sentences(text, start, stop):
            words = text[first:last]
            if stripped := words.strip():
                first += words.index(stripped[0]) if words[0].isspace() else 0
                yield Paragraph(first, first + len(stripped), stripped, kind, speaker)
        start = stop + 1


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The interval whole, or in sentences where it is very long: cut by its words, so that both versions are cut alike."""
    if end - start <= _LONG_LINE:
        yield start, end
        return
    cuts = [start, *(match.end() for match in _SENTENCE.finditer(text, start, end)), end]
    for first, last in zip(cuts, cuts[1:], strict=False):
        for at in range(first, last, _LONG_LINE):
            yield at, min(at + _LONG_LINE, last)


def compare(old: RecordVersion, new: RecordVersion) -> Difference:
    """All that differs between two versions, but for the values in their texts (`bijgepraat.compose.changed_values`).

    Where both have a text, every paragraph of the old version is in exactly one block that is equal, removed or changed, and
    every one of the new version in one that is equal, added or changed, in order. White does not count. Bounded: 5,000
    paragraphs or 2 MB take a few seconds, whatever is in them, and memory grows with the length.
    """
    both = old.paragraphs is not None and new.paragraphs is not None
    blocks = _blocks(old.paragraphs or (), new.paragraphs or (), Effort()) if both else []
    return Difference(
        title=_pair(old.title, new.title),
        date=_pair(old.date, new.date),
        deleted=_pair(old.deleted, new.deleted),
        address=_pair(old.address, new.address),
        fields=_fields(old.fields, new.fields),
        had_text=(old.paragraphs is not None, new.paragraphs is not None),
        blocks=tuple(blocks),
        counts=_counts(blocks),
    )


def _pair(old: Any, new: Any) -> tuple[Any, Any] | None:
    return (old, new) if old != new else None


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    names = [name for name in dict.fromkeys((*old, *new)) if name not in _MOMENTS and old.get(name) != new.get(name)]
    return tuple(FieldChange(name, old.get(name), new.get(name)) for name in names)


def _key(paragraph: Paragraph) -> _Key:
    return paragraph.speaker, " ".join(paragraph.text.split())


def _blocks(old: Sequence[Paragraph], new: Sequence[Paragraph], effort: Effort) -> list[DifferenceBlock]:
    keys_old, keys_new = [_key(item) for item in old], [_key(item) for item in new]
    pairs = _anchors(keys_old, keys_new, effort)
    moved = _moved(keys_old, keys_new, pairs)
    arrived = {there: here for here, there in moved.items()}
    blocks: list[DifferenceBlock] = []
    gone_at: dict[int, int] = {}
    come_at: dict[int, int] = {}

    def went(start: int, end: int) -> None:
        for i in range(start, end):
            gone_at[i] = len(blocks)
            blocks.append(DifferenceBlock("verwijderd", old[i], None))

    def came(start: int, end: int) -> None:
        for j in range(start, end):
            come_at[j] = len(blocks)
            blocks.append(DifferenceBlock("toegevoegd", None, new[j]))

    def stayed(i: int, j: int) -> None:
        if keys_old[i] == keys_new[j]:
            blocks.append(DifferenceBlock("gelijk", old[i], new[j]))
        else:
            blocks.append(DifferenceBlock("gewijzigd", old[i], new[j], stretches(old[i].text, new[j].text, effort)))

    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        here = [n for n in range(i, next_i) if n not in moved]
        there = [n for n in range(j, next_j) if n not in arrived]
        for m, n in reworded([keys_old[at][1] for at in here], [keys_new[at][1] for at in there], effort):
            went(i, here[m])
            came(j, there[n])
            stayed(here[m], there[n])
            i, j = here[m] + 1, there[n] + 1
        went(i, next_i)
        came(j, next_j)
        if next_i < len(old):
            stayed(next_i, next_j)
        i, j = next_i + 1, next_j + 1
    for here_, there_ in moved.items():
        gone, come = gone_at[here_], come_at[there_]
        blocks[gone] = DifferenceBlock("verwijderd", old[here_], None, other=come)
        blocks[come] = DifferenceBlock("toegevoegd", None, new[there_], other=gone)
    return blocks


def _anchors(old: Sequence[_Key], new: Sequence[_Key], effort: Effort) -> list[tuple[int, int]]:
    """Paragraphs that are equal or clearly reworded, in the order of both versions: as much text of them as can be had.

    So a line that moved across much that was reworded counts as moved, and the rest as having stayed.
    """
    equal = align(old, new, effort)
    kept_old, kept_new = {i for i, _j in equal}, {j for _i, j in equal}
    gone = [i for i in range(len(old)) if i not in kept_old]
    come = [j for j in range(len(new)) if j not in kept_new]
    alike = resembling([old[i][1] for i in gone], [new[j][1] for j in come])
    weighed = [(i, j, 1.0 + len(old[i][1])) for i, j in equal]
    weighed += ((gone[m], come[n], likeness * len(old[gone[m]][1])) for m, n, likeness in alike)
    return heaviest(weighed)


def _moved(old: Sequence[_Key], new: Sequence[_Key], pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Place in old → place in new of paragraphs that stand elsewhere now; only those of which there is one."""
    kept_old, kept_new = {i for i, _j in pairs}, {j for _i, j in pairs}
    gone = {key: n for n, key in enumerate(old) if n not in kept_old}
    come = {key: n for n, key in enumerate(new) if n not in kept_new}
    times = Counter(key for n, key in enumerate(old) if n not in kept_old)
    times_new = Counter(key for n, key in enumerate(new) if n not in kept_new)
    return {
        n: come[key]
        for key, n in gone.items()
        if key in come and times[key] == times_new[key] == 1 and len(key[1]) >= _MOVED_FROM
    }


def _counts(blocks: Sequence[DifferenceBlock]) -> Counts:
    sorts = Counter(block.sort if block.other is None else "verplaatst" for block in blocks)
    return Counts(sorts["gelijk"], sorts["gewijzigd"], sorts["toegevoegd"], sorts["verwijderd"], sorts["verplaatst"] // 2)


def old_words(parts: Sequence[Stretch]) -> str:
    """The words before the change, with single spaces."""
    return "".join(part.text for part in parts if part.sort != "toegevoegd")


def new_words(parts: Sequence[Stretch]) -> str:
    """The words after the change, with single spaces."""
    return "".join(part.text for part in parts if part.sort != "verwijderd")


def summary(difference: Difference) -> str:
    """What changed, in one line: "3 alinea's gewijzigd, 1 nieuw; € 500 miljoen werd € 420 miljoen"."""
    parts = []
    if difference.deleted:
        parts.append("door de bron ingetrokken" if difference.deleted[1] else "niet langer ingetrokken")
    before, after = difference.had_text
    if after and not before:
        parts.append("de tekst is erbij gekomen")
    elif before and not after:
        parts.append("de tekst is er niet meer bij")
    elif difference.counts.any:
        parts.append(_paragraphs_changed(difference.counts))
    head = [name for name, changed in (("titel", difference.title), ("datum", difference.date)) if changed]
    if head:
        parts.append(f"{' en '.join(head)} gewijzigd")
    if others := len(difference.fields) + bool(difference.address):
        parts.append(f"{others} {'gegeven' if others == 1 else 'gegevens'} gewijzigd")
    told = sorted(difference.values, key=lambda item: (item.old is None or item.new is None, item.type == "naam"))
    parts += [_told(item) for item in told[:_TOLD]]
    return "; ".join(parts) or "geen verschil in woorden of gegevens"


def _paragraphs_changed(counts: Counts) -> str:
    said = [
        (counts.changed, "gewijzigd"),
        (counts.added, "nieuw"),
        (counts.removed, "vervallen"),
        (counts.moved, "verplaatst"),
    ]
    (number, what), *rest = [(number, what) for number, what in said if number]
    opening = f"{number} {'alinea' if number == 1 else 'alinea’s'} {what}"
    return ", ".join([opening, *(f"{number} {what}" for number, what in rest)])


def _told(item: ValueChange) -> str:
    if item.old is None:
        return f"{item.new} is nieuw"
    return f"{item.old} is vervallen" if item.new is None else f"{item.old} werd {item.new}"

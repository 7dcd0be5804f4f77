# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page about what changed between two versions: equal paragraphs folded, long ones in parts, values in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bijgepraat.compose.differences import summary
from bijgepraat.model.difference_views import (
    Difference,
    DifferenceBlock,
    DifferenceView,
    Fold,
    Paragraph,
    Shown,
    VersionChoice,
)
from bijgepraat.model.views import place_of, record_page
from bijgepraat.pipeline.differences import (
    Compared,
    NoSuchVersionError,
    difference_between,
    facts_of,
    kept_in_words,
    moment_of,
    nothing_to_compare,
    versions_kept,
)
from bijgepraat.pipeline.site.entries import sort_of, title_of
from bijgepraat.pipeline.site.memory import Memory

_PART = 24_000
"""Characters of changed text on one page, as on a document's."""
_AROUND = 1
"""Equal paragraphs that are shown before and after a change."""
_FEWEST_FOLDED = 2
_LONGEST_FOLD = 6_000
"""Characters of equal paragraphs that can be opened on the page; the rest stands in the document."""
_FOLD_WEIGHT = 4
"""Folded text is not read by most: so many characters of it weigh as one that is shown."""

Item = Shown | Fold


def difference(
    memory: Memory, kind: str, key: str, old: str = "", new: str = "", part: str = ""
) -> tuple[DifferenceView, int] | None:
    """The page and its HTTP status: 400 for what is no number, 404 for a version that is not kept. None: no such record.

    Empty numbers mean the current version and the one before it.
    """
    versions = versions_kept(memory.store, kind, key)
    if not versions:
        return None
    try:
        found = difference_between(memory.store, kind, key, _number(old), _number(new))
    except ValueError as error:
        return _only_choice(versions, f"{error} {kept_in_words(versions)}"), 400
    except NoSuchVersionError as error:
        return _only_choice(versions, str(error)), 404
    if found is None:
        return None
    if found.difference is None:
        return _only_choice(versions, nothing_to_compare(found), found.old, found.new), 200
    return _view(found, found.difference, part), 200


def _number(value: str) -> int | None:
    """The number in an address, None when empty. Raises `ValueError` with words for the reader."""
    value = value.strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise ValueError("In het adres staat geen geldig versienummer.")
    return int(value)


def _choice(row: Any) -> VersionChoice:
    page = record_page(row.kind, row.key) + ("" if row.current else f"?versie={row.version}")
    fetched = datetime.fromisoformat(row.fetched) if row.fetched else None
    return VersionChoice(row.version, page, row.current, row.deleted, moment_of(row), fetched, row.fetched_from)


def _only_choice(versions: Sequence[Any], complaint: str, old: Any = None, new: Any = None) -> DifferenceView:
    row = versions[-1]
    return DifferenceView(
        row.kind,
        row.key,
        title_of(row),
        sort_of(row),
        row.source,
        tuple(_choice(item) for item in versions),
        old=_choice(old or versions[max(len(versions) - 2, 0)]),
        new=_choice(new or row),
        complaint=complaint,
    )


def _view(found: Compared, difference: Difference, part: str) -> DifferenceView:
    row = found.new
    items = list(_items(difference.blocks, f"{row.kind}:{row.key}", found.old.version, row.version))
    parts = _cut(items) if difference.counts.any else [[]]
    stands = {item.number: n for n, some in enumerate(parts, 1) for item in some if isinstance(item, Shown)}
    number = min(max(int(part), 1), len(parts)) if part.isascii() and part.isdigit() and len(part) < 10 else 1
    return DifferenceView(
        row.kind,
        row.key,
        title_of(found.versions[-1]),
        sort_of(row),
        row.source,
        tuple(_choice(item) for item in found.versions),
        old=_choice(found.old),
        new=_choice(row),
        difference=difference,
        summary=summary(difference),
        facts=tuple(facts_of(difference)),
        values=tuple((value, stands[value.block]) for value in difference.values),
        items=tuple(_with_part(item, stands) for item in parts[number - 1]),
        part=number,
        parts=len(parts),
    )


def _with_part(item: Item, stands: dict[int, int]) -> Item:
    if isinstance(item, Fold) or item.block.other is None:
        return item
    return Shown(item.number, item.block, item.old_page, item.new_page, stands[item.block.other])


def _items(blocks: Sequence[DifferenceBlock], record: str, old: int, new: int) -> Iterator[Item]:
    """Blocks in order, with runs of equal ones folded but for those next to a change."""
    n = 0
    while n < len(blocks):
        if blocks[n].sort != "gelijk":
            yield _shown(n, blocks[n], record, old, new)
            n += 1
            continue
        end = n
        while end < len(blocks) and blocks[end].sort == "gelijk":
            end += 1
        first = n + _AROUND if n else 0
        last = end - _AROUND if end < len(blocks) else end
        if last - first < _FEWEST_FOLDED:
            first, last = end, end
        for at in range(n, first):
            yield _shown(at, blocks[at], record, old, new)
        if first < last:
            yield _fold([block.new for block in blocks[first:last] if block.new is not None], record, new)
        for at in range(last, end):
            yield _shown(at, blocks[at], record, old, new)
        n = end


def _shown(number: int, block: DifferenceBlock, record: str, old: int, new: int) -> Shown:
    def page(paragraph: Paragraph | None, version: int) -> str | None:
        return place_of(record, paragraph.start, paragraph.end, version=version) if paragraph else None

    return Shown(number, block, page(block.old, old), page(block.new, new))


def _fold(paragraphs: Sequence[Paragraph], record: str, version: int) -> Fold:
    size = kept = 0
    while kept < len(paragraphs) and size + len(paragraphs[kept].text) <= _LONGEST_FOLD:
        size += len(paragraphs[kept].text)
        kept += 1
    more = len(paragraphs) - kept
    page = place_of(record, paragraphs[kept].start, paragraphs[kept].end, version=version) if more else None
    return Fold(tuple(paragraphs[:kept]), len(paragraphs), more, page)


def _cut(items: Sequence[Item]) -> list[list[Item]]:
    parts: list[list[Item]] = [[]]
    size = 0
    for item in items:
        weight = _weight(item)
        if parts[-1] and size + weight > _PART:
            parts.append([])
            size = 0
        parts[-1].append(item)
        size += weight
    return parts


def _weight(item: Item) -> int:
    if isinstance(item, Fold):
        return sum(len(paragraph.text) for paragraph in item.paragraphs) // _FOLD_WEIGHT
    block = item.block
    return sum(len(part.text) for part in block.stretches) or len((block.new or block.old or Paragraph(0, 0, "")).text)

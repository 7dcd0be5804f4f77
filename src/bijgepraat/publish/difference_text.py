# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What changed between two versions as plain lines, for a terminal: `~` changed, `+` new, `-` gone, `>` and `<` moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bijgepraat.model.difference_views import Difference, DifferenceBlock, ValueChange
from bijgepraat.publish.site.words import count

_MARKS = {"gelijk": "{}", "verwijderd": "[-{}-]", "toegevoegd": "{{+{}+}}"}
_SIGNS = {"toegevoegd": "+", "verwijderd": "-"}


def as_lines(
    title: str, sides: tuple[str, str], summary: str, facts: Sequence[tuple[str, str, str]], difference: Difference
) -> Iterator[str]:
    """Title, the two versions (in words), the summary, values, fields (name, old, new), and the text with equal runs folded.

    Within a changed paragraph old words are `[-so-]` and new ones `{+so+}`, as wdiff writes them.
    """
    yield title
    yield f"{sides[0]} → {sides[1]}"
    yield summary
    if difference.values:
        yield ""
        yield from map(_value, difference.values)
        if not difference.values_complete:
            yield "(Er is zoveel veranderd dat niet alles is doorzocht op bedragen, datums en namen.)"
    if facts:
        yield ""
        for name, old, new in facts:
            yield f"{name}: [-{old or 'niet ingevuld'}-] {{+{new or 'niet ingevuld'}+}}"
    if difference.counts.any:
        yield ""
        for equal, blocks in groupby(difference.blocks, key=lambda block: block.sort == "gelijk"):
            if equal:
                yield f"  … {count(len(list(blocks)), 'alinea', 'alinea’s')} gelijk …"
            else:
                yield from map(_block, blocks)


def _value(value: ValueChange) -> str:
    old, new = f"[-{value.old}-]", f"{{+{value.new}+}}"
    if value.old is None:
        return f"{value.type}: {new} is nieuw"
    return f"{value.type}: {old} is vervallen" if value.new is None else f"{value.type}: {old} werd {new}"


def _block(block: DifferenceBlock) -> str:
    paragraph = block.new or block.old
    assert paragraph is not None  # a block has at least one side
    if block.sort == "gewijzigd" and block.old is not None:
        spoken = _speaker(block.old.speaker, paragraph.speaker)
        return f"~ {spoken}{''.join(_MARKS[part.sort].format(part.text) for part in block.stretches)}"
    words = f"{paragraph.speaker}: {paragraph.text}" if paragraph.speaker else paragraph.text
    if block.other is not None:
        return f"< {words} (stond hier)" if block.new is None else f"> {words} (staat nu hier)"
    return f"{_SIGNS[block.sort]} {words}"


def _speaker(old: str | None, new: str | None) -> str:
    if old == new:
        return f"{new}: " if new else ""
    return f"[-{old or 'geen spreker'}-]{{+{new or 'geen spreker'}+}}: "

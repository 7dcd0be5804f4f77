# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page about what changed between two versions of a record."""

from __future__ import annotations

from bijgepraat.model.difference_views import DifferenceBlock, DifferenceView, Fold, VersionChoice
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.site.pages import _page

LABELS = {"gewijzigd": "Gewijzigd", "toegevoegd": "Nieuw", "verwijderd": "Vervallen", "gelijk": "Gelijk gebleven"}
"""What readers see for what became of a paragraph."""
VALUE_NAMES = {"bedrag": "Bedrag", "datum": "Datum", "naam": "Naam"}
_VALUES_AT_ONCE = 8
_MOST_VALUES = 200


def difference(frame: Frame, view: DifferenceView) -> Page:
    """Two versions held against each other, or the choice of two and why there is nothing to see."""
    return _page(
        "difference.html",
        frame,
        view=view,
        label=_label,
        is_fold=_is_fold,
        version_name=_version_name,
        VALUE_NAMES=VALUE_NAMES,
        VALUES_AT_ONCE=_VALUES_AT_ONCE,
        MOST_VALUES=_MOST_VALUES,
    )


def _label(block: DifferenceBlock) -> str:
    if block.other is not None:
        return "Verplaatst: stond hier" if block.new is None else "Verplaatst: staat nu hier"
    if (
        block.old
        and block.new
        and block.old.speaker != block.new.speaker
        and all(part.sort == "gelijk" for part in block.stretches)
    ):
        return "Andere spreker"
    return LABELS[block.sort]


def _is_fold(item: object) -> bool:
    return isinstance(item, Fold)


def _version_name(choice: VersionChoice) -> str:
    """A version as a choice: "versie 2, 3 juli 2025, 10.00 uur (huidig)"."""
    name = f"versie {choice.version}, {choice.modified or 'zonder tijd'}"
    state = [word for word, true in (("huidig", choice.current), ("ingetrokken", choice.deleted)) if true]
    return f"{name} ({', '.join(state)})" if state else name

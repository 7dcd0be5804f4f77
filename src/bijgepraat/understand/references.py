# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""References to other publications: kamerstukken, motions, Staatsblad, Staatscourant, rulings, articles of law, acts of the EU.

Every pattern has bounded repeats, so the time taken grows with the length of the text and not with its shape.
"""

from __future__ import annotations

from dataclasses import replace

from bijgepraat.model.claims import Reference
from bijgepraat.understand.citing.laws import find_european, find_gazettes, find_laws, find_rulings
from bijgepraat.understand.citing.motions import find_motions, which_motion
from bijgepraat.understand.citing.papers import find_papers, own_dossier

__all__ = ["find_references", "which_motion"]


def find_references(text: str, dossier: str | None = None) -> list[Reference]:
    """References in a text, in order, none overlapping another.

    `dossier` (as in `36800-B`) is what the text itself belongs to: with it "stuk nr. 12" is a reference too. Where the heading of a
    paper says it, it need not be given.
    """
    dossier = dossier or own_dossier(text)
    found = [
        *find_motions(text),
        *find_papers(text, dossier),
        *find_gazettes(text),
        *find_rulings(text),
        *find_laws(text),
        *find_european(text),
    ]
    # The longer of two that overlap stays: "motie-Yilmaz (36600, nr. 3)" over the number within it. A motion without a number
    # gives way to what has one.
    found.sort(key=lambda reference: (not reference.id, reference.start - reference.end, reference.start))
    taken: list[Reference] = []
    busy: set[int] = set()
    for reference in found:
        if reference.about and not reference.id:
            reference = _before_others(reference, busy)
        if busy.isdisjoint(range(reference.start, reference.end)):
            busy.update(range(reference.start, reference.end))
            taken.append(reference)
    return sorted(taken, key=lambda reference: reference.start)


def _before_others(motion: Reference, busy: set[int]) -> Reference:
    """A described motion up to a reference within its description: "de motie-Bakker over (36 800, nr. 3) …"."""
    end = next((n for n in range(motion.start, motion.end) if n in busy), motion.end)
    quote = motion.quote[: end - motion.start].rstrip(" (,:-").removesuffix(" over")
    return replace(motion, quote=quote, end=motion.start + len(quote)) if quote else motion

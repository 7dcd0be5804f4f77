# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page for following as HTML."""

from __future__ import annotations

from bijgepraat.model.follow_views import FollowView
from bijgepraat.model.following import Rhythm, Sort
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.site.pages import _page

SORTS = (
    (Sort.SEARCH, "Een zoekvraag"),
    (Sort.DOSSIER, "Een dossier (nummer)"),
)
"""What can be typed; the rest is chosen on its own page."""
RHYTHMS = (
    (Rhythm.IMMEDIATELY, "Meteen", "zodra het binnen is"),
    (Rhythm.DAILY, "Elke dag", "om 7 uur, alleen als er iets is"),
    (Rhythm.WEEKLY, "Elke week", "op vrijdag om 7 uur, alleen als er iets is"),
)
_ADVICE = {
    Sort.SEARCH: "Maak de zoekvraag preciezer: voeg een woord toe, of zet woorden tussen aanhalingstekens.",
    Sort.THEME: "Volg liever een zoekvraag binnen dit thema.",
}


def follow_page(frame: Frame, view: FollowView) -> Page:
    """The form, with a preview where something was chosen."""
    advice = _ADVICE.get(view.sort, "Kies dan liever een dagelijks of wekelijks overzicht.") if view.sort else ""
    return _page("follow.html", frame, view=view, sorts=SORTS, rhythms=RHYTHMS, advice=advice)

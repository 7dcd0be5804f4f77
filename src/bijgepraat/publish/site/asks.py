# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of asks, with their picture."""

from __future__ import annotations

from collections import Counter

from bijgepraat.model.ask_views import AsksView, AskView, ask_page
from bijgepraat.model.asked import AskVerdict
from bijgepraat.model.share_views import ShareView
from bijgepraat.model.views import Frame, Page
from bijgepraat.publish.pictures.bars import Bar, BarRow, BarsPicture, bars
from bijgepraat.publish.pictures.card import card
from bijgepraat.publish.pictures.svg import Tone
from bijgepraat.publish.site import words
from bijgepraat.publish.site.figure import figure
from bijgepraat.publish.site.pages import _page

SIGNS = {AskVerdict.HEARD: "●", AskVerdict.PARTLY: "◐", AskVerdict.OPPOSED: "✕", AskVerdict.ABSENT: "○"}
"""A shape for each verdict, beside its word: colour alone says nothing."""
_TONES: dict[AskVerdict, Tone] = {
    AskVerdict.HEARD: "new",
    AskVerdict.PARTLY: "moved",
    AskVerdict.OPPOSED: "against",
    AskVerdict.ABSENT: "unsaid",
}
_SORTS = {"motie": "Moties", "brief": "Brieven", "begroting": "Begrotingen"}
_ON_CARD = 6


def asks(frame: Frame, view: AsksView, share: ShareView) -> Page:
    """Asks × texts."""
    drawn = (
        figure(lambda width: bars(_summary(view), width), "inzet") if view.rows and view.columns and not view.verdict else None
    )
    return _page("asks.html", frame, view=view, share=share, figure=drawn, sign=_sign)


def ask(frame: Frame, view: AskView, share: ShareView) -> Page:
    """One ask with the words of both sides, beside all texts or one."""
    return _page("ask.html", frame, view=view, share=share, sign=_sign, ask_path=ask_page, SORTS=_SORTS)


def asks_card(view: AsksView, day: str) -> str:
    """How many asks each text took over, as a card, SVG."""
    about = f" over {words.theme_name(view.theme).lower()}" if view.theme else ""
    below = f"{words.count(view.total, 'inzet', 'inzetten')} naast {words.count(len(view.columns), 'tekst', 'teksten')}"
    picture = bars(_summary(view, _ON_CARD), 700) if view.rows and view.columns else None
    return card(f"Wat er van de inzet van gemeenten{about} terugkwam", below, day, picture)


def ask_card(view: AskView, day: str) -> str:
    """What each text does with one ask, in words, as a card, SVG."""
    said = "; ".join(f"{one.label}: {one.verdict.value if one.verdict else 'nog niet vergeleken'}" for one in view.answers)
    return card(view.title, said or "Er ligt nog geen tekst naast.", day)


def _summary(view: AsksView, most: int | None = None) -> BarsPicture:
    rows = []
    for place, (label, _sort) in list(enumerate(view.columns))[:most]:
        found = Counter(row.cells[place].verdict for row in view.rows)
        parts = tuple((_TONES[one], float(found[one])) for one in AskVerdict if found[one])
        said = f"{found[AskVerdict.HEARD]} overgenomen, {found[AskVerdict.PARTLY]} deels"
        rows.append(BarRow(label, (Bar(parts, said),)))
    return BarsPicture(
        "Wat elke tekst met de inzet doet",
        "Per tekst een balk: hoeveel inzetten overgenomen zijn, deels, tegengesteld of afwezig. De tabel zegt het per inzet.",
        tuple(rows),
        tuple(
            (_TONES[one], one.value) for one in AskVerdict if any(one is cell.verdict for row in view.rows for cell in row.cells)
        ),
    )


def _sign(verdict: AskVerdict | None) -> str:
    return SIGNS[verdict] if verdict is not None else "…"

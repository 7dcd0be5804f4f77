# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the books: promises, asks, money and votes, each with a picture that can be shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from bijgepraat.model.ask_views import ask_page as ask_path
from bijgepraat.model.money_views import MoneyView
from bijgepraat.model.share_views import ShareView
from bijgepraat.model.views import Frame, Page
from bijgepraat.pipeline.paid import Kept
from bijgepraat.pipeline.site import asks, ballots, money, promises
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.publish.pictures.card import WIDTH
from bijgepraat.publish.pictures.raster import MEDIA_TYPE, Pngs
from bijgepraat.publish.site import asks as ask_pages
from bijgepraat.publish.site import ballots as vote_pages
from bijgepraat.publish.site import money as money_pages
from bijgepraat.publish.site import promises as promise_pages
from bijgepraat.publish.site.words import day

Values = Mapping[str, str]
"""The question of an address, by name."""


class Books:
    """The pages of the books over one store. `here` is the address of the site, for who shares a link. None: no such page.

    Safe to call from several threads.
    """

    def __init__(self, memory: Memory, frame: Callable[[], Frame]) -> None:
        self._memory = memory
        self._frame = frame
        self._kept: Kept = {}
        self._pngs = Pngs()

    def warm_up(self) -> None:
        """Make the books beforehand, so that the first reader does not wait for them."""
        money.money_page(self._memory, self._kept, {})
        ballots.votings_of(self._memory)
        promises.promises_page(self._memory, {})

    def promises(self, values: Values, here: str) -> Page:
        """The board of promises, or a list of them; odd values count as empty."""
        view = promises.promises_page(self._memory, values)
        return promise_pages.promises(self._frame(), view, ShareView(here, _path("/toezeggingen", values), view.picture))

    def promises_picture(self, values: Values) -> Page:
        """How promises stand, as PNG."""
        return self._picture(promise_pages.promises_card(promises.promises_page(self._memory, values), self._foot()))

    def promise(self, key: str, here: str) -> Page | None:
        """One promise, by its key."""
        view = promises.promise_page(self._memory, key)
        if view is None:
            return None
        return promise_pages.promise(self._frame(), view, ShareView(here, view.row.page, f"{view.row.page}.png"))

    def promise_picture(self, key: str) -> Page | None:
        """One promise with its clock, as PNG."""
        view = promises.promise_page(self._memory, key)
        return self._picture(promise_pages.promise_card(view, self._foot())) if view is not None else None

    def asks(self, values: Values, here: str) -> Page:
        """Asks of municipalities × texts; odd values count as empty."""
        view = asks.asks_page(self._memory, values.get("thema", ""), values.get("oordeel", ""))
        return ask_pages.asks(self._frame(), view, ShareView(here, _path("/inzet", values), view.picture))

    def asks_picture(self, values: Values) -> Page:
        """How many asks each text took over, as PNG."""
        return self._picture(ask_pages.asks_card(asks.asks_page(self._memory, values.get("thema", "")), self._foot()))

    def ask(self, ask_id: str, values: Values, here: str) -> Page | None:
        """One ask, by its id, beside all texts or one."""
        view = asks.ask_page(self._memory, ask_id, values.get("tekst", ""))
        if view is None:
            return None
        page = ask_path(ask_id)
        return ask_pages.ask(self._frame(), view, ShareView(here, _path(page, values), f"{page}.png"))

    def ask_picture(self, ask_id: str) -> Page | None:
        """What each text does with one ask, as PNG."""
        view = asks.ask_page(self._memory, ask_id)
        return self._picture(ask_pages.ask_card(view, self._foot())) if view is not None else None

    def money(self, values: Values, here: str) -> Page:
        """What was asked and what came, per theme; odd values count as empty."""
        view = money.money_page(self._memory, self._kept, values)
        return money_pages.money(self._frame(), view, ShareView(here, _path("/geld", values), view.picture))

    def money_view(self, theme: str = "") -> MoneyView:
        """The sums of a theme, or of all, for pages that show some of them."""
        found = money.theme_page(self._memory, self._kept, theme, {}) if theme else None
        return found or money.money_page(self._memory, self._kept, {})

    def money_theme(self, theme: str, values: Values, here: str) -> Page | None:
        """The same of one theme, per year and with its lines."""
        view = money.theme_page(self._memory, self._kept, theme, values)
        if view is None:
            return None
        return money_pages.money(self._frame(), view, ShareView(here, _path(f"/geld/{theme}", values), view.picture))

    def money_picture(self, theme: str, values: Values) -> Page | None:
        """The picture of a page of money as PNG; without a theme that of all."""
        if theme:
            view = money.theme_page(self._memory, self._kept, theme, values)
        else:
            view = money.money_page(self._memory, self._kept, values)
        return self._picture(money_pages.money_card(view, self._foot())) if view is not None else None

    def votes(self, values: Values, here: str) -> Page:
        """How parties voted; odd values count as empty."""
        view = ballots.votes_page(self._memory, values)
        return vote_pages.votes(self._frame(), view, ShareView(here, _path("/stemmingen", values), view.picture))

    def together(self, values: Values, here: str) -> Page:
        """How often parties voted the same."""
        view = ballots.together_page(self._memory, values)
        return vote_pages.together(self._frame(), view, ShareView(here, _path("/stemmingen/partijen", values), view.picture))

    def votes_picture(self, values: Values) -> Page:
        """How often parties voted for and against, as PNG."""
        return self._picture(vote_pages.votes_card(ballots.together_page(self._memory, values), self._foot()))

    def _picture(self, svg: str) -> Page:
        return Page(self._pngs.of(svg, WIDTH), MEDIA_TYPE)

    def _foot(self) -> str:
        return f"Stand van {day(self._memory.now().date())}. Elk getal met zijn bron op de pagina."


def _path(page: str, values: Values) -> str:
    query = urlencode({name: value[:80] for name, value in values.items() if value})
    return f"{page}?{query}" if query else page

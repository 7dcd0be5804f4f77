# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The site: what the web door asks for, page by page. Reads the store, makes views, has publish turn them into bytes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import orjson

from bijgepraat.model.records import Kind
from bijgepraat.model.views import Frame, Page
from bijgepraat.pipeline.accounts import Accounts
from bijgepraat.pipeline.api.api import Api
from bijgepraat.pipeline.editions import edition_as_dict, kept_edition
from bijgepraat.pipeline.oidc import Provider
from bijgepraat.pipeline.site import differences, documents, lists, municipalities, people, searching, state
from bijgepraat.pipeline.site.accounts import AccountPages
from bijgepraat.pipeline.site.alike import Alike
from bijgepraat.pipeline.site.api_page import api_view
from bijgepraat.pipeline.site.books import Books
from bijgepraat.pipeline.site.following import Following
from bijgepraat.pipeline.site.front import Front
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.press import Press
from bijgepraat.pipeline.site.subscriptions import Subscriptions
from bijgepraat.publish.site import assets, pages
from bijgepraat.publish.site import differences as difference_pages
from bijgepraat.publish.site.api_page import api_page
from bijgepraat.publish.site.theming import ThemeError, theme
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store.lookup import by_key
from bijgepraat.store.store import Store


class Site:
    """All pages of the site over one store. Methods are safe to call from several threads; None means there is no such page.

    `clock` (seconds, ever growing) decides when counts are stale; `now` is the moment that pages say they were counted at.
    `settings` say where one's own descriptions of sources are.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        settings: Settings | None = None,
    ) -> None:
        self._memory = Memory(store, clock, now)
        self._settings = settings
        self._style = _house_style(settings)
        self._alike = Alike(store)
        self.subscriptions = Subscriptions(self._memory, settings.mail if settings else None, self._frame)
        """The pages of mail."""
        self.accounts = AccountPages(store, self._frame, Accounts(store), Provider.of(settings) if settings else None)
        """Logging in, one's own account, all accounts."""
        self.following = Following(self._memory, self._frame)
        """The page for following, feeds and calendars."""
        self.press = Press(self._memory, self._frame)
        """Editions that went out."""
        self.books = Books(self._memory, self._frame)
        """Promises, asks, money and votes."""
        self.front = Front(self._memory, self._frame, self.press, self.books, settings)
        """Home, the timeline, the dossiers, and the pages that explain."""
        self.api = Api(self._memory, settings)
        """The public API."""

    def editions(self) -> Page:
        """All editions: what went out, and drafts of other weeks."""
        out = self.press.listed()
        weeks = {one.week for one in out}
        return pages.editions(self._frame(), [one for one in lists.editions(self._memory) if one.week not in weeks], out)

    def edition(self, week: str) -> Page | None:
        """The draft of one edition; `week` as `2025-W27`."""
        view = lists.edition(self._memory, week)
        return pages.edition(self._frame(), view) if view else None

    def edition_json(self, week: str) -> Page | None:
        """The draft of one edition as JSON, as the command line prints it."""
        found = kept_edition(self._memory.store, week) if lists.is_week(week) else None
        return Page(orjson.dumps(edition_as_dict(found), option=orjson.OPT_INDENT_2), "application/json") if found else None

    def document(self, kind: str, key: str, version: str = "", part: str = "", start: str = "", end: str = "") -> Page | None:
        """One record. The rest is as in the address: a version, a part of a long text, offsets of words to show."""
        wanted = documents.Wanted.of(version, part, start, end)
        view = documents.document(self._memory, kind, key, wanted, self._alike)
        return pages.document(self._frame(), view) if view else None

    def text(self, kind: str, key: str, version: str = "") -> Page | None:
        """The exact text of a record, or its title when it has none: what offsets count in."""
        found = documents.exact_text(self._memory.store, kind, key, documents.Wanted.of(version).version)
        return pages.plain_text(found) if found is not None else None

    def difference(self, kind: str, key: str, old: str = "", new: str = "", part: str = "") -> tuple[Page, int] | None:
        """What changed between two versions of a record, and the HTTP status: odd numbers get a page that says what to do."""
        found = differences.difference(self._memory, kind, key, old, new, part)
        return (difference_pages.difference(self._frame(), found[0]), found[1]) if found else None

    def people(self) -> Page:
        """All people."""
        return pages.people(self._frame(), people.everyone(self._memory))

    def person(self, key: str) -> Page | None:
        """One person, by the key of a Persoon or by `spreker:` and a name."""
        view = people.person(self._memory, key)
        return pages.actor(self._frame(), view) if view else None

    def parties(self) -> Page:
        """All parties."""
        return pages.parties(self._frame(), people.parties(self._memory))

    def party(self, key: str) -> Page | None:
        """One party."""
        view = people.party(self._memory, key)
        return pages.actor(self._frame(), view) if view else None

    def municipalities(self) -> Page:
        """All municipalities."""
        return pages.municipalities(self._frame(), municipalities.everyone(self._memory))

    def municipality(self, code: str, amount: str = "", cluster: str = "") -> Page | None:
        """What an amount means for one municipality; an amount that is none is said on the page."""
        view = municipalities.one(self._memory, code, amount, cluster)
        return pages.municipality(self._frame(), view) if view else None

    def search(self, values: Mapping[str, str]) -> Page:
        """Search results for the values of an address; any query is valid, odd values of the rest count as empty."""
        return pages.search(self._frame(), searching.results(self._memory, values))

    def status(self) -> Page:
        """How the followed sources are doing, and what each delivered."""
        return pages.status(self._frame(), state.status(self._memory, self._settings))

    def about_api(self) -> Page:
        """What the API is, with examples."""
        mail = self._settings.mail if self._settings else None
        return api_page(self._frame(), api_view(mail.site if mail else ""))

    def not_found(self) -> Page:
        """There is nothing at an address."""
        return pages.not_found(self._frame())

    def broken(self) -> Page:
        """Something went wrong; leans on nothing."""
        return pages.broken()

    def robots(self) -> Page:
        """What crawlers may fetch."""
        return assets.ROBOTS

    def asset(self, name: str) -> Page | None:
        """A file beside the pages, by the name that pages use."""
        if self._style is not None and name == self._style[0]:
            return self._style[1]
        return assets.assets().get(name)

    def warm_up(self) -> None:
        """Count beforehand, so that the first reader does not wait for it."""
        self._frame()
        lists.dossiers(self._memory)
        people.everyone(self._memory)
        self.books.warm_up()
        self.front.warm_up()

    def healthy(self) -> bool:
        """Whether the database answers. Raises what the database raises."""
        with self._memory.store.reading() as connection:
            by_key(connection, Kind.ZAAK, "")
        return True

    def _frame(self) -> Frame:
        found = state.frame(self._memory, self._settings)
        return replace(found, style=f"/bestanden/{self._style[0]}") if self._style is not None else found


def _house_style(settings: Settings | None) -> tuple[str, Page] | None:
    """The looks of the organisation that runs this site, where it has its own. Raises `InputError`."""
    if settings is None or settings.house_style is None:
        return None
    try:
        return theme(settings.house_style)
    except ThemeError as error:
        raise InputError(str(error)) from error

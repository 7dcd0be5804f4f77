# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The replay peer: a truth behind a real HTTP server on loopback, at the paths that the real sources have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import BinaryIO

from . import descriptions, feeds, odata, sru, syncfeed
from .answers import Answer, not_found
from .faults import Fault, FaultPlan
from .log import Log
from .publications import Feed, Publication
from .server import Question, Server, Site, with_etag
from .truth import Change, Truth

_FEEDS = "/feeds"
_RESOURCES = f"{syncfeed.ROOT}/Resources/"


class Peer:
    """Serves from entering the context until leaving it.

    `faults` may be an explicit list or a plan. `page` is the number of entries on a page of SyncFeed and OData. What a test
    changes while it runs (`truth`, `publications`, `feeds`, `put`) is served from the next request on.
    """

    def __init__(
        self,
        truth: Truth | None = None,
        *,
        faults: FaultPlan | Iterable[Fault] = (),
        publications: Iterable[Publication] = (),
        news: Iterable[Feed] = (),
        page: int = 250,
        port: int = 0,
    ) -> None:
        self.truth = truth if truth is not None else Truth()
        self.faults = faults if isinstance(faults, FaultPlan) else FaultPlan(*faults)
        self.publications = list(publications)
        self.feeds = {feed.name: feed for feed in news}
        self.requests = Log()
        self._files: dict[str, Answer] = {}
        self._server = Server(port, Site(self._place, self._answer, self.faults, self.requests))
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self.address = f"http://{self.host}"
        self._syncfeed = syncfeed.SyncFeedSite(self.truth, self.address, page)
        self._odata = {version: odata.ODataSite(self.truth, self.address, version, page) for version in odata.BASES}
        self._sru = sru.SruSite(self.publications, self.address)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name="peer", daemon=True)

    def __enter__(self) -> Peer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def syncfeed(self) -> str:
        """The address of the feed, without a category."""
        return f"{self.address}{syncfeed.ROOT}/Feed"

    def odata(self, version: str = "v4") -> str:
        """The base of OData `v4` or `v5`."""
        return self.address + odata.BASES[version]

    @property
    def sru(self) -> str:
        """The address of the register of publications."""
        return self.address + sru.PATH

    def feed(self, name: str) -> str:
        """The address of a news feed."""
        return f"{self.address}{_FEEDS}/{name}.xml"

    def resource(self, key: str) -> str:
        """The address of the file of an entity."""
        return f"{self.address}{_RESOURCES}{key}"

    def file(self, path: str) -> str:
        """The address of a file that `put` put there."""
        return f"{self.address}{path}"

    @property
    def altered(self) -> frozenset[tuple[str, str]]:
        """Kind and key of the entities whose `updated` a fault falsified: a store cannot have theirs right."""
        return frozenset(self._syncfeed.altered)

    def advance(self, entries: int) -> int:
        """News: the next changes of the truth's recipe; how many there were."""
        return self.truth.advance(entries)

    def add(self, change: Change) -> int:
        """News: this change; its position."""
        return self.truth.add(change)

    def reemit(self, kind: str | None = None, most: int | None = None) -> int:
        """All entities again (of one kind), as they are, with a new `updated`; how many there were."""
        return self.truth.reemit(kind, most)

    def forget(self, *categories: str) -> None:
        """Every skiptoken handed out so far stops existing, for these categories or all."""
        for category in categories or tuple(self.truth.kinds):
            self._syncfeed.forget(category)

    def put(self, path: str, body: bytes, media_type: str = "text/html; charset=utf-8", last_modified: str | None = None) -> str:
        """A file at a path (`/stukken/akkoord.pdf`), in the place of what was there; its address."""
        headers = {"Last-Modified": last_modified} if last_modified else {}
        self._files[path] = with_etag(Answer(body, media_type, headers=headers))
        return self.file(path)

    def remove(self, path: str) -> None:
        """A file that is there no longer."""
        del self._files[path]

    def prerender(self, file: BinaryIO) -> int:
        """Every page of SyncFeed to a file, served from there until there is news; how many pages."""
        return self._syncfeed.prerender(file)

    def write_descriptions(self, folder: Path, **changes: object) -> Mapping[str, Path]:
        """Descriptions that send the bundled sources of the same name here; see `descriptions.write`."""
        return descriptions.write(folder, self.address, {name: self.feed(name) for name in self.feeds}, **changes)  # type: ignore[arg-type]

    def _place(self, path: str, query: Mapping[str, str]) -> tuple[str, str]:
        if path.startswith(_RESOURCES):
            return "resource", ""
        if path.startswith(syncfeed.ROOT):
            return "syncfeed", query.get("category", "")
        for base in odata.BASES.values():
            if path.startswith(base + "/"):
                rest = path.removeprefix(base + "/")
                return (
                    ("resource", "")
                    if rest.lower().endswith("/resource")
                    else ("odata", rest.partition("(")[0].partition("/")[0])
                )
        if path == sru.PATH:
            return "sru", ""
        if path.startswith(_FEEDS + "/"):
            return "feed", path.removeprefix(_FEEDS + "/").removesuffix(".xml")
        return "file", path

    def _answer(self, question: Question, fault: Fault | None) -> Answer:
        path, query = question.path, question.query
        if path in self._files:
            return self._files[path]
        if path == f"{syncfeed.ROOT}/Feed" and "category" in query:
            return self._syncfeed.feed(query["category"], query.get("skiptoken"), fault)
        if path.startswith(f"{syncfeed.ROOT}/Entiteiten/"):
            return self._syncfeed.entity(path.rpartition("/")[2])
        if path.startswith(_RESOURCES):
            return _validated(self._syncfeed.resource(path.removeprefix(_RESOURCES)))
        for version, site in self._odata.items():
            base = odata.BASES[version]
            if path == base or path.startswith(base + "/"):
                return site.answer(path.removeprefix(base).removeprefix("/"), query)
        if path == sru.PATH:
            return self._sru.answer(query)
        if path.startswith(sru.FILES + "/"):
            return _validated(self._sru.file(path.removeprefix(sru.FILES + "/")))
        name = question.stream
        if question.service == "feed" and name in self.feeds:
            return with_etag(feeds.render(self.feeds[name], self.address))
        if path.startswith(feeds.PAGES + "/"):
            feed, _, item = path.removeprefix(feeds.PAGES + "/").partition("/")
            return _validated(feeds.page(self.feeds[feed], item)) if feed in self.feeds else not_found()
        return not_found()


def _validated(answer: Answer) -> Answer:
    return with_etag(answer) if answer.status == 200 else answer

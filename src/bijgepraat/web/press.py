# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of editions: pages, older versions, files to check and to take along, feeds and a calendar.

Of a week that has not gone out, the address gives the draft.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bijgepraat.model.views import Page
from bijgepraat.pipeline.site.press import PdfError, Press

_SHORTLY = "public, max-age=900"
"""Programs ask feeds by the hour, and many of them together."""
_WAIT_S = 60


class Answer(Protocol):
    """Makes an answer of a page, or of "not changed"."""

    def __call__(self, request: Request, page: Page) -> Response: ...


Draft = Callable[[str], Page | None]


def routes(press: Press, answer: Answer, site: str | None, draft: Draft, draft_json: Draft) -> list[Route]:
    """Where editions are. `site` is the public address of the site; without it, that of the request."""

    def here(request: Request) -> str:
        return site or str(request.base_url).rstrip("/")

    def place(request: Request) -> tuple[str, str]:
        return request.path_params["week"], request.path_params.get("version", "")

    def edition(request: Request) -> Response:
        week, version = place(request)
        page = press.edition(week, version, here(request))
        return _given(request, page if page or version else draft(week), answer)

    def as_json(request: Request) -> Response:
        week, version = place(request)
        page = press.json(week, version)
        return _given(request, page if page or version else draft_json(week), answer)

    def content(request: Request) -> Response:
        return _given(request, press.content(*place(request)), answer)

    def pdf(request: Request) -> Response:
        week, version = place(request)
        try:
            found = _given(request, press.pdf(week, version, here(request)), answer)
        except PdfError as error:
            return PlainTextResponse(f"{error}\n", 503, headers={"retry-after": str(_WAIT_S), "cache-control": "no-store"})
        name = f"bijgepraat-{week}{'-versie-' + version if version else ''}.pdf"
        found.headers["content-disposition"] = f'inline; filename="{name}"'
        return found

    def atom(request: Request) -> Response:
        return _shortly(request, press.atom(request.query_params.get("thema", ""), here(request)), answer)

    def json_feed(request: Request) -> Response:
        return _shortly(request, press.json_feed(request.query_params.get("thema", ""), here(request)), answer)

    def agenda(request: Request) -> Response:
        return _shortly(request, press.agenda(here(request)), answer)

    return [
        Route("/edities/atom.xml", atom),
        Route("/edities/feed.json", json_feed),
        Route("/edities/agenda.ics", agenda),
        Route("/edities/{week}.json", as_json),
        Route("/edities/{week}.pdf", pdf),
        Route("/edities/{week}/inhoud.json", content),
        Route("/edities/{week}/versie/{version}.json", as_json),
        Route("/edities/{week}/versie/{version}.pdf", pdf),
        Route("/edities/{week}/versie/{version}/inhoud.json", content),
        Route("/edities/{week}/versie/{version}", edition),
        Route("/edities/{week}", edition),
    ]


def _given(request: Request, page: Page | None, answer: Answer) -> Response:
    if page is None:
        raise HTTPException(404)
    return answer(request, page)


def _shortly(request: Request, page: Page | None, answer: Answer) -> Response:
    found = _given(request, page, answer)
    found.headers["cache-control"] = _SHORTLY
    return found

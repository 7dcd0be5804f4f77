# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the page for following, of feeds and of calendars. What a form on that page sends goes to `following`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bijgepraat.model.views import Page
from bijgepraat.pipeline.site.following import Following

_SHORTLY = "public, max-age=900"
"""Programs ask feeds by the hour, and many of them together."""
_PRIVATE = {"cache-control": "private, no-store", "x-robots-tag": "noindex, nofollow"}


class Answer(Protocol):
    """Makes an answer of a page, or of "not changed"."""

    def __call__(self, request: Request, page: Page) -> Response: ...


def routes(following: Following, answer: Answer, site: str | None) -> list[Route]:
    """Where following begins. `site` is the public address of the site; without it, that of the request."""

    def form(request: Request) -> Response:
        return answer(request, following.page(request.query_params))

    def atom(request: Request) -> Response:
        return _open(request, following.atom(request.query_params, _site(request, site)), answer)

    def calendar(request: Request) -> Response:
        return _open(request, following.calendar(request.query_params, _site(request, site)), answer)

    def own(make: Callable[[str, str], Page | None]) -> Callable[[Request], Response]:
        def give(request: Request) -> Response:
            page = make(request.path_params["token"], _site(request, site))
            if page is None:
                raise HTTPException(404)
            return Response(page.body, media_type=page.media_type, headers=_PRIVATE)

        return give

    return [
        Route("/volgen", form, methods=["GET"]),
        Route("/volgen/atom", atom, methods=["GET"]),
        Route("/volgen/feed/{token}.atom", own(following.own_atom), methods=["GET"]),
        Route("/volgen/feed/{token}.ics", own(following.own_calendar), methods=["GET"]),
        Route("/agenda.ics", calendar, methods=["GET"]),
    ]


def _open(request: Request, page: Page | None, answer: Answer) -> Response:
    if page is None:
        raise HTTPException(404)
    found = answer(request, page)
    found.headers["cache-control"] = _SHORTLY
    return found


def _site(request: Request, site: str | None) -> str:
    return site or str(request.base_url).rstrip("/")

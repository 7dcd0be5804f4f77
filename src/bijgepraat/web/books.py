# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the books: promises, asks, money and votes, and of each the picture for sharing (`.png`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bijgepraat.model.views import Page
from bijgepraat.pipeline.site.books import Books


class Answer(Protocol):
    """Makes an answer of a page, or of "not changed"."""

    def __call__(self, request: Request, page: Page) -> Response: ...


def routes(books: Books, answer: Answer, site: str | None) -> list[Route]:
    """Where the books are. `site` is the public address of the site; without it, that of the request."""

    def given(make: Callable[[Request, str], Page | None]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            page = make(request, site or str(request.base_url).rstrip("/"))
            if page is None:
                raise HTTPException(404)
            return answer(request, page)

        return endpoint

    def picture(make: Callable[[Request], Page | None]) -> Callable[[Request], Response]:
        return given(lambda request, _here: make(request))

    return [
        Route("/toezeggingen", given(lambda request, here: books.promises(request.query_params, here))),
        Route("/toezeggingen.png", picture(lambda request: books.promises_picture(request.query_params))),
        Route("/toezeggingen/{key}.png", picture(lambda request: books.promise_picture(request.path_params["key"]))),
        Route("/toezeggingen/{key}", given(lambda request, here: books.promise(request.path_params["key"], here))),
        Route("/inzet", given(lambda request, here: books.asks(request.query_params, here))),
        Route("/inzet.png", picture(lambda request: books.asks_picture(request.query_params))),
        Route("/inzet/{id}.png", picture(lambda request: books.ask_picture(request.path_params["id"]))),
        Route("/inzet/{id}", given(lambda request, here: books.ask(request.path_params["id"], request.query_params, here))),
        Route("/stemmingen", given(lambda request, here: books.votes(request.query_params, here))),
        Route("/stemmingen.png", picture(lambda request: books.votes_picture(request.query_params))),
        Route("/stemmingen/partijen", given(lambda request, here: books.together(request.query_params, here))),
        Route("/geld", given(lambda request, here: books.money(request.query_params, here))),
        Route("/geld.png", picture(lambda request: books.money_picture("", request.query_params))),
        Route(
            "/geld/{theme}.png", picture(lambda request: books.money_picture(request.path_params["theme"], request.query_params))
        ),
        Route(
            "/geld/{theme}",
            given(lambda request, here: books.money_theme(request.path_params["theme"], request.query_params, here)),
        ),
    ]

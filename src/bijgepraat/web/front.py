# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The addresses on which readers come in: home, the timeline, the dossiers, the pages that explain, and light or dark.

Home keeps two change numbers with the reader: what had been seen when this visit began, and what has been seen by now. They are
numbers of the whole store, the same for everyone who came at that moment, and say nothing of who it was.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bijgepraat.model.views import Page
from bijgepraat.pipeline.site.front import Front
from bijgepraat.web.books import Answer
from bijgepraat.web.scheme import CHOICES, COOKIE, chosen

SEEN, VISIT = "gezien", "bezoek"
_YEAR = 365 * 24 * 3600
_VISIT = 30 * 60
"""Seconds after which coming back counts as another visit."""
_LARGEST_FORM = 1_000


def routes(front: Front, answer: Answer) -> list[Route]:
    """Where these pages are."""

    def home(request: Request) -> Response:
        seen, visit = _number(request.cookies.get(SEEN)), _number(request.cookies.get(VISIT))
        since = visit if visit is not None else seen
        now = front.changes()
        found = answer(request, front.home(since))
        # What a reader sees here differs from reader to reader.
        found.headers["cache-control"] = "private, no-cache"
        _keep(request, found, SEEN, str(now), _YEAR)
        if since is not None:
            _keep(request, found, VISIT, str(since), _VISIT)
        return found

    def dossier(request: Request) -> Response:
        asked = request.query_params
        page = front.dossier(request.path_params["theme"], asked.get("niveau", ""), asked.get("voor", ""))
        if page is None:
            raise HTTPException(404)
        return answer(request, page)

    def timeline(request: Request) -> Response:
        return answer(request, front.timeline(request.query_params.get("periode", "")))

    def display(request: Request) -> Response:
        choice = chosen(request.headers.get("cookie", ""))
        return answer(request, front.display(choice, "gekozen" in request.query_params))

    async def choose(request: Request) -> Response:
        """Readers send one word. Who has no choice any more has no cookie any more."""
        if int(request.headers.get("content-length") or _LARGEST_FORM) >= _LARGEST_FORM:
            raise HTTPException(413)
        choice = (await request.form(max_files=0, max_fields=4)).get("kleur")
        found = RedirectResponse("/weergave?gekozen", 303)
        if choice in CHOICES:
            _keep(request, found, COOKIE, str(choice), _YEAR)
        else:
            found.delete_cookie(COOKIE, path="/")
        return found

    def fixed(make: Callable[[], Page]) -> Callable[[Request], Response]:
        return lambda request: answer(request, make())

    return [
        Route("/", home),
        Route("/tijdlijn", timeline),
        Route("/dossiers", fixed(front.dossiers)),
        Route("/dossiers/{theme}", dossier),
        Route("/uitleg", fixed(front.explanation)),
        Route("/toegankelijkheid", fixed(front.accessibility)),
        Route("/privacy", fixed(front.privacy)),
        Route("/bronnen", fixed(front.sources)),
        Route("/weergave", display, methods=["GET", "HEAD"]),
        Route("/weergave", choose, methods=["POST"]),
    ]


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 16 else None


def _keep(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, seconds, path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax")

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The site as a Starlette application: addresses, errors and headers. Every page comes whole from the pipeline.

Endpoints are plain functions: Starlette runs them in its pool of threads, so a query never holds up the event loop.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import AsyncIterator, Callable
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bijgepraat.model.views import Page
from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.language_model import LanguageModel
from bijgepraat.pipeline.press_mail import mail_steps
from bijgepraat.pipeline.site.site import Site
from bijgepraat.settings import Settings
from bijgepraat.web import accounts, books, follow_pages, following, front, press
from bijgepraat.web.api.routes import api_routes
from bijgepraat.web.desk import desk_routes
from bijgepraat.web.guard import editor_of
from bijgepraat.web.scheme import Scheme

_POLICY = b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_DESK_POLICY = _POLICY + b"; script-src 'self'; connect-src 'self'"
"""The desk has one script of ours, which saves what is being written."""
_MAIL_POLICY = b"default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups; base-uri 'none'; frame-ancestors 'none'"
"""A mail has its styles inside it; nothing else of it can do anything."""
_FOR_WHOM = b"cross-origin-resource-policy"
"""Pages are for this site only, the public API is for every site."""
_HEADERS = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (_FOR_WHOM, b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
"""Browsers may keep a page but ask whether it changed: an import shows at once, and an unchanged page costs no bytes."""


class SecurityHeaders:
    """Puts the security headers on every answer, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        headers = list(_HEADERS)
        if path.startswith("/redactie"):
            policy = _MAIL_POLICY if path.endswith("/voorbeeld/mail") else _DESK_POLICY
            headers = [(name, policy if value is _POLICY else value) for name, value in _HEADERS]
        elif path == "/v1" or path.startswith("/v1/"):
            headers = [(name, b"cross-origin" if name == _FOR_WHOM else value) for name, value in _HEADERS]

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *headers]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def create_app(store: Store, settings: Settings | None = None) -> Starlette:
    """The application over an open store, which the caller closes when it is done.

    `settings` say where one's own descriptions of sources are, for the status page.
    """
    site = Site(store, settings=settings)
    address = settings.mail.site if settings and settings.mail else None

    def fixed(make: Callable[[], Page]) -> Callable[[Request], Response]:
        return lambda request: _answer(request, make())

    def document(request: Request) -> Response:
        asked = request.query_params
        values = (asked.get(name, "") for name in ("versie", "deel", "van", "tot"))
        return _answer(request, _found(site.document(request.path_params["kind"], request.path_params["key"], *values)))

    def text(request: Request) -> Response:
        place = request.path_params
        page = site.text(place["kind"], place["key"], request.query_params.get("versie", ""))
        # The key of a file may itself end in /tekst.
        return _answer(request, _found(page or site.document(place["kind"], f"{place['key']}/tekst")))

    def difference(request: Request) -> Response:
        place, asked = request.path_params, request.query_params
        found = site.difference(place["kind"], place["key"], *(asked.get(name, "") for name in ("van", "tot", "deel")))
        if found is None:
            # The key of a file may itself end in /verschil.
            return _answer(request, _found(site.document(place["kind"], f"{place['key']}/verschil")))
        page, status = found
        return _answer(request, page) if status == 200 else Response(page.body, status, media_type=page.media_type)

    def person(request: Request) -> Response:
        return _answer(request, _found(site.person(request.path_params["key"])))

    def party(request: Request) -> Response:
        return _answer(request, _found(site.party(request.path_params["key"])))

    def municipality(request: Request) -> Response:
        asked = request.query_params
        values = (asked.get(name, "") for name in ("bedrag", "cluster"))
        return _answer(request, _found(site.municipality(request.path_params["code"], *values)))

    def chosen_municipality(request: Request) -> Response:
        """The form on the list sends the choice as a question; its page has an address of its own."""
        wanted = request.query_params.get("gemeente", "")
        return RedirectResponse(f"/gemeenten/{quote(wanted, safe='')}" if wanted else "/gemeenten", 303)

    def search(request: Request) -> Response:
        return _answer(request, site.search(request.query_params))

    def asset(request: Request) -> Response:
        page = _found(site.asset(request.path_params["name"]))
        return Response(page.body, media_type=page.media_type, headers={"cache-control": _FOR_GOOD})

    def health(_request: Request) -> Response:
        site.healthy()
        return PlainTextResponse("in orde\n", headers={"cache-control": "no-store"})

    def latest(_request: Request) -> Response:
        return RedirectResponse("/")

    async def wrong_address(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        page = await run_in_threadpool(site.not_found)
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        return Response(page.body, status, headers, media_type=page.media_type)

    async def broken(_request: Request, _error: Exception) -> Response:
        # Starlette raises the error again after this answer, so the server writes it down with its traceback.
        page = site.broken()
        # This answer is made outside all middleware.
        headers = {name.decode(): value.decode() for name, value in _HEADERS}
        return Response(page.body, 500, headers, media_type=page.media_type)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(site.warm_up)
        yield
        await run_in_threadpool(site.accounts.close)
        if model is not None:
            await run_in_threadpool(model.close)

    model = LanguageModel.of(settings)
    app = Starlette(
        routes=[
            *front.routes(site.front, _answer),
            Route("/edities", fixed(site.editions)),
            *api_routes(site.api),
            *press.routes(site.press, _answer, address, site.edition, site.edition_json),
            Route("/documenten", latest),
            Route("/documenten/{kind}/{key:path}/tekst", text),
            Route("/documenten/{kind}/{key:path}/verschil", difference),
            Route("/documenten/{kind}/{key:path}", document),
            Route("/mensen", fixed(site.people)),
            Route("/mensen/{key:path}", person),
            Route("/partijen", fixed(site.parties)),
            Route("/partijen/{key:path}", party),
            *books.routes(site.books, _answer, address),
            Route("/gemeenten", fixed(site.municipalities)),
            Route("/gemeenten/kies", chosen_municipality),
            Route("/gemeenten/{code}", municipality),
            Route("/zoeken", search),
            Route("/status", fixed(site.status)),
            Route("/api", fixed(site.about_api)),
            Route("/healthz", health),
            Route("/robots.txt", fixed(site.robots)),
            *follow_pages.routes(site.following, _answer, address),
            *following.routes(site.subscriptions),
            *accounts.routes(),
            *desk_routes(store, editor_of, mail_steps(settings.mail if settings else None), model),
            Route("/bestanden/{name}", asset),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
            Middleware(Scheme),
        ],
        exception_handlers={404: wrong_address, 405: wrong_address, Exception: broken},
        lifespan=lifespan,
    )
    # Where `guard` finds who may come in.
    app.state.accounts = site.accounts
    return app


def _found(page: Page | None) -> Page:
    if page is None:
        raise HTTPException(404)
    return page


def _answer(request: Request, page: Page) -> Response:
    """A page with its mark, or only "not changed" to a browser that has it."""
    # Weak, because the same page goes out plain and compressed.
    mark = f'W/"{hashlib.blake2b(page.body, digest_size=12).hexdigest()}"'
    headers = {"etag": mark, "cache-control": _ASK_AGAIN}
    known = {item.strip() for item in request.headers.get("if-none-match", "").split(",")}
    if mark in known:
        return Response(status_code=304, headers=headers)
    return Response(page.body, media_type=page.media_type, headers=headers)

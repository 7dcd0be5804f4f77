# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the API under /v1: methods, headers and errors. Everything in it comes from the registry of operations."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URLPath
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bijgepraat.model.api import ApiAnswer
from bijgepraat.pipeline.api.api import OPERATIONS, ROOT, Api
from bijgepraat.pipeline.api.asking import Operation
from bijgepraat.pipeline.api.registry import VERSION

_METHODS = ("GET", "HEAD", "OPTIONS")
_ALLOW = ", ".join(_METHODS)
_ALWAYS = {
    "api-version": VERSION,
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "API-Version, ETag, Link, Content-Disposition",
    "strict-transport-security": "max-age=31536000",
}
_PREFLIGHT = {
    "allow": _ALLOW,
    "access-control-allow-methods": _ALLOW,
    "access-control-allow-headers": "Accept, If-None-Match",
    "access-control-max-age": "86400",
}


class Below(BaseRoute):
    """Everything under a path goes to an application: also what no pattern takes, such as a line's end in an address."""

    def __init__(self, root: str, app: ASGIApp) -> None:
        self._root = root
        self._app = app

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether this is for the application."""
        path = str(scope.get("path", ""))
        here = scope["type"] == "http" and (path == self._root or path.startswith(f"{self._root}/"))
        return (Match.FULL if here else Match.NONE), {}

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """There are no names here."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand it on."""
        await self._app(scope, receive, send)


def api_routes(api: Api) -> list[BaseRoute]:
    """The whole API as a route of the site, so that it stands behind the same headers and compression."""
    return [Below(ROOT, api_app(api))]


def api_app(api: Api) -> ASGIApp:
    """The API as an application of its own; its paths begin with /v1."""

    async def wrong(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        told = "Dit adres is er niet; alle adressen staan in /v1/openapi.json."
        if request.url.path != f"{ROOT}/" and _raw(request).endswith("/"):
            told = "Adressen eindigen hier niet op een schuine streep; haal die weg."
        if status == 405:
            told = f"Deze API is alleen om te lezen; gebruik {_ALLOW}."
        found = _answer(request, api.problem(status, told, quote(request.url.path, safe="/%")))
        if status == 405:
            found.headers["allow"] = _ALLOW
        return found

    async def broken(request: Request, _error: Exception) -> Response:
        # Starlette raises the error again after this answer, so the server writes it down with its traceback.
        return _answer(
            request, api.problem(500, "Probeer het later nog eens; de fout is genoteerd.", quote(request.url.path, safe="/%"))
        )

    routes = [Route(f"{ROOT}/openapi.json", _endpoint(lambda _request: api.openapi()), methods=_METHODS)]
    # A key may have slashes in it; what has a longer path is looked at first.
    for operation in sorted(OPERATIONS, key=lambda one: (-one.path.count("/"), one.path)):
        path = operation.path.replace("{sleutel}", "{sleutel:path}").replace("{id}", "{id:path}")
        routes.append(Route(f"{ROOT}{path}", _endpoint(_asking(api, operation)), methods=_METHODS))
    app = Starlette(routes=routes, exception_handlers={404: wrong, 405: wrong, Exception: broken})
    app.router.redirect_slashes = False
    return app


def _asking(api: Api, operation: Operation) -> Callable[[Request], ApiAnswer]:
    def ask(request: Request) -> ApiAnswer:
        path = {name: str(value) for name, value in request.path_params.items()}
        return api.answer(operation, path, request.query_params.multi_items(), request.headers.get("accept", ""))

    return ask


def _endpoint(ask: Callable[[Request], ApiAnswer]) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**_ALWAYS, **_PREFLIGHT})
        if _raw(request).endswith("/"):
            raise HTTPException(404)
        return _answer(request, await run_in_threadpool(ask, request))

    return endpoint


def _raw(request: Request) -> str:
    """The path as it was sent: there a slash of a key is %2F, and a slash at the end is a slash."""
    raw = request.scope.get("raw_path")
    return raw.decode("latin-1").partition("?")[0] if isinstance(raw, bytes) else str(request.scope["path"])


def _answer(request: Request, found: ApiAnswer) -> Response:
    headers = {**_ALWAYS, **found.headers}
    if not found.fresh_s:
        headers["cache-control"] = "no-store"
        return Response(found.body, found.status, headers, media_type=found.media_type)
    # Weak, because the same answer goes out plain and compressed.
    mark = f'W/"{hashlib.blake2b(found.body, digest_size=12).hexdigest()}"'
    headers |= {"etag": mark, "cache-control": f"public, max-age={found.fresh_s}"}
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if known & {mark, mark.removeprefix("W/"), "*"}:
        return Response(
            status_code=304, headers={name: value for name, value in headers.items() if name != "content-disposition"}
        )
    return Response(found.body, found.status, headers, media_type=found.media_type)

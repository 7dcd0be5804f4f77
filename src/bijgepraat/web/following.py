# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of mail: to ask for it, say yes, change it and leave. Everything works without cookies and without JavaScript.

A link gives the right to what it is for, so pages with one are not kept, not indexed, and leak no referrer. Opening a link
changes nothing; only the button on its page does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bijgepraat.model.subscription_views import Answered
from bijgepraat.pipeline.site.subscriptions import Subscriptions

_LARGEST_FORM = 16 * 1024
_MOST_FIELDS = 30
_PRIVATE = {"cache-control": "no-store", "x-robots-tag": "noindex, nofollow"}


def routes(pages: Subscriptions) -> list[Route]:
    """Where mail is asked for and managed."""

    async def ask(request: Request) -> Response:
        return await _posted(request, pages, pages.ask)

    async def access(request: Request) -> Response:
        return await _posted(request, pages, pages.access)

    async def confirm(request: Request) -> Response:
        token = request.path_params["token"]
        return await _posted(request, pages, lambda _values: pages.confirm(token))

    async def change(request: Request) -> Response:
        token = request.path_params["token"]
        return await _posted(request, pages, lambda values: pages.change(token, values))

    async def leave(request: Request) -> Response:
        # A mail program posts this without cookies, origin or a person: the link alone says who leaves (RFC 8058).
        return _answer(await run_in_threadpool(pages.leave, request.path_params["token"]))

    def to_confirm(request: Request) -> Response:
        return _answer(pages.to_confirm(request.path_params["token"]))

    def mine(request: Request) -> Response:
        return _answer(pages.mine(request.path_params["token"], request.query_params.get("gedaan", "")))

    def data(request: Request) -> Response:
        found = _answer(pages.data(request.path_params["token"]))
        if found.status_code == 200:
            found.headers["content-disposition"] = 'attachment; filename="bijgepraat-gegevens.json"'
        return found

    def to_leave(request: Request) -> Response:
        return _answer(pages.to_leave(request.path_params["token"]))

    def to_access(_request: Request) -> Response:
        return _answer(pages.to_access())

    return [
        Route("/volgen", ask, methods=["POST"]),
        Route("/volgen/toegang", to_access),
        Route("/volgen/toegang", access, methods=["POST"]),
        Route("/volgen/bevestig/{token}", to_confirm),
        Route("/volgen/bevestig/{token}", confirm, methods=["POST"]),
        Route("/volgen/mijn/{token}", mine),
        Route("/volgen/mijn/{token}", change, methods=["POST"]),
        Route("/volgen/mijn/{token}/gegevens.json", data),
        Route("/volgen/af/{token}", to_leave),
        Route("/volgen/af/{token}", leave, methods=["POST"]),
    ]


async def _posted(request: Request, pages: Subscriptions, work: Callable[[Mapping[str, str]], Answered]) -> Response:
    if not _from_here(request):
        return _answer(await run_in_threadpool(pages.refused))
    values = await _form(request)
    if values is None:
        return _answer(await run_in_threadpool(pages.too_large))
    return _answer(await run_in_threadpool(work, values))


def _from_here(request: Request) -> bool:
    """Whether a form came from a page of this site, as far as the browser says.

    Our pages send no referrer, and then browsers call the origin of a form "null"; newer ones say besides whether it is the same
    site, and that counts. A form that another site sends without either could as well be sent without a browser.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin in {None, "null"} or urlsplit(str(origin)).netloc == request.headers.get("host")


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form, the last of each name; None when it is too large to be one of ours."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return None
    try:
        return dict(parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return None


def _answer(found: Answered) -> Response:
    if found.to is not None:
        return RedirectResponse(found.to, 303, headers=_PRIVATE)
    assert found.page is not None
    return Response(found.page.body, found.status, _PRIVATE, media_type=found.page.media_type)

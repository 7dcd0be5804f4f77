# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Who may come in where: everything behind a login asks here, and forms must come from pages of ours."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bijgepraat.model.account_views import AccountAnswer
from bijgepraat.model.accounts import Account, Right, Session
from bijgepraat.model.desk_views import Editor
from bijgepraat.pipeline.site.accounts import AccountPages

NEVER_KEPT = {"cache-control": "no-store", "x-robots-tag": "noindex, nofollow"}
_COOKIE = "bijgepraat"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Endpoint = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]


def pages_of(request: Request) -> AccountPages:
    """The pages of accounts, which `create_app` puts at `app.state.accounts`."""
    found = request.app.state.accounts
    assert isinstance(found, AccountPages)
    return found


def is_secure(request: Request) -> bool:
    """Whether a password may go over this line: https, or this machine itself."""
    return request.url.scheme == "https" or request.url.hostname in _LOOPBACK


def cookie_name(request: Request, name: str = _COOKIE) -> str:
    """Over https a name that browsers take from this very host only, over https, for the whole site; plain on this machine."""
    return f"__Host-{name}" if request.url.scheme == "https" else name


def set_cookie(request: Request, response: Response, value: str, name: str = _COOKIE, max_age: int | None = None) -> None:
    """Give the browser a cookie that no script can read and no other site can send along with a form."""
    response.set_cookie(
        cookie_name(request, name), value, max_age, path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )


def drop_cookie(request: Request, response: Response, name: str = _COOKIE) -> None:
    """Take a cookie away."""
    response.delete_cookie(
        cookie_name(request, name), path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )


def token_of(request: Request) -> str | None:
    """The cookie that came along; none over a line on which we would not have given it."""
    return request.cookies.get(cookie_name(request)) if is_secure(request) else None


def from_own_page(request: Request) -> bool:
    """Whether a form came from a page of this very site. Browsers say so; a request that says nothing is refused.

    Newer browsers send `Sec-Fetch-Site`; all send `Origin` with a form, but as "null" from pages that send no referrer.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None and origin != "null":
        return origin == f"{request.url.scheme}://{request.headers.get('host', '')}"
    return site is not None


async def session_of(request: Request) -> Session | None:
    """The session of the cookie, also one whose second step is still to come."""
    token = token_of(request)
    return await run_in_threadpool(pages_of(request).door.session, token, now()) if token else None


async def signed_in(request: Request) -> Account | None:
    """Who is logged in, all steps done; None for nobody."""
    found = await session_of(request)
    return found.account if found is not None and not found.pending else None


async def admitted(request: Request, right: Right | None = None) -> Account | Response:
    """Who is here, if they may be; otherwise the answer for them: to the login page (303), or a refusal (403).

    Scripts of ours, which ask for JSON, get 401 or 403 as JSON: a login page would look to them like success.
    """
    script = "application/json" in request.headers.get("accept", "")
    pages = pages_of(request)
    if request.method not in _READING and not from_own_page(request):
        return _refusal(script, await run_in_threadpool(pages.from_elsewhere))
    found = await session_of(request)
    if found is None or found.pending:
        if script:
            return JSONResponse({"fout": "u bent uitgelogd; log opnieuw in"}, 401, headers=NEVER_KEPT)
        return RedirectResponse(_login_place(request, found), 303, headers=NEVER_KEPT)
    if right is not None and not found.account.may(right):
        return _refusal(script, await run_in_threadpool(pages.not_yours, right))
    return found.account


def requires(right: Right | None = None) -> Callable[[Endpoint], Callable[[Request], Awaitable[Response]]]:
    """Guard an endpoint (plain or async): it runs only for who has the right; they are at `request.state.account`."""

    def wrap(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        @wraps(endpoint)
        async def guarded(request: Request) -> Response:
            found = await admitted(request, right)
            if isinstance(found, Response):
                return found
            request.state.account = found
            work: Any = endpoint
            waits = inspect.iscoroutinefunction(endpoint)
            response: Response = await work(request) if waits else await run_in_threadpool(work, request)
            response.headers.setdefault("cache-control", "no-store")
            return response

        return guarded

    return wrap


async def editor_of(request: Request) -> Editor | Response:
    """Who is at the desk, or the answer for whoever may not be there."""
    found = await admitted(request, Right.DESK)
    return found if isinstance(found, Response) else Editor(found.name, found.may(Right.PUBLISH))


def answered(request: Request, found: AccountAnswer) -> Response:
    """An answer of the pages of accounts as a response, with its cookie."""
    headers = NEVER_KEPT | ({"retry-after": str(found.wait)} if found.wait is not None else {})
    if found.to is not None:
        response: Response = RedirectResponse(found.to, 303, headers=headers)
    else:
        assert found.page is not None
        response = Response(found.page.body, found.status, headers, media_type=found.page.media_type)
    if found.token is not None:
        set_cookie(request, response, found.token)
    elif found.leave:
        drop_cookie(request, response)
    return response


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def _refusal(script: bool, found: AccountAnswer) -> Response:
    if script:
        return JSONResponse({"fout": "dit mag niet"}, 403, headers=NEVER_KEPT)
    assert found.page is not None
    return Response(found.page.body, found.status, NEVER_KEPT, media_type=found.page.media_type)


def _login_place(request: Request, found: Session | None) -> str:
    page = "/inloggen/code" if found is not None else "/inloggen"
    if request.method not in {"GET", "HEAD"}:
        return page
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{page}?{urlencode({'naar': request.url.path + query})}"

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Logging in and out, one's own account, and what administrators do with accounts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bijgepraat.model.accounts import Right
from bijgepraat.pipeline.oidc import Flow
from bijgepraat.web import guard
from bijgepraat.web.guard import answered, pages_of, requires

_LARGEST_FORM = 16 * 1024
_MOST_FIELDS = 30
_FLOW = "bijgepraat-oidc"
_FLOW_S = 600


def routes() -> list[Route]:
    """All routes of accounts. They find the pages at `app.state.accounts`."""
    return [
        Route("/inloggen", _login_page),
        Route("/inloggen", _login, methods=["POST"]),
        Route("/inloggen/code", _code_page),
        Route("/inloggen/code", _code, methods=["POST"]),
        Route("/inloggen/oidc", _to_provider),
        Route("/inloggen/oidc/terug", _from_provider),
        Route("/inloggen/uitnodiging/{secret}", _invitation_page),
        Route("/inloggen/uitnodiging/{secret}", _accept, methods=["POST"]),
        Route("/uitloggen", _logout, methods=["POST"]),
        Route("/mijn-account", _mine_page),
        Route("/mijn-account", _change_mine, methods=["POST"]),
        Route("/beheer/accounts", _accounts_page),
        Route("/beheer/accounts", _change_accounts, methods=["POST"]),
        Route("/beheer/logboek", _log_page),
    ]


async def _login_page(request: Request) -> Response:
    if await guard.signed_in(request) is not None and "gedaan" not in request.query_params:
        return RedirectResponse("/mijn-account", 303, headers=guard.NEVER_KEPT)
    secure = guard.is_secure(request)
    return answered(request, await run_in_threadpool(pages_of(request).login_page, request.query_params, secure=secure))


async def _login(request: Request) -> Response:
    secure, old = guard.is_secure(request), guard.token_of(request)

    def work(sent: Mapping[str, str]) -> Response:
        return answered(request, pages_of(request).login(sent, _origin(request), old, guard.now(), secure=secure))

    return await _posted(request, work)


async def _code_page(request: Request) -> Response:
    found = await guard.session_of(request)
    if found is None or not found.pending:
        return RedirectResponse("/inloggen" if found is None else "/mijn-account", 303, headers=guard.NEVER_KEPT)
    return answered(request, await run_in_threadpool(pages_of(request).code_page, request.query_params))


async def _code(request: Request) -> Response:
    token = guard.token_of(request) or ""

    def work(sent: Mapping[str, str]) -> Response:
        return answered(request, pages_of(request).code(sent, token, _origin(request), guard.now()))

    return await _posted(request, work)


async def _logout(request: Request) -> Response:
    token = guard.token_of(request)
    return await _posted(request, lambda _sent: answered(request, pages_of(request).logout(token, guard.now())))


async def _to_provider(request: Request) -> Response:
    if not guard.is_secure(request):
        return answered(request, await run_in_threadpool(pages_of(request).login_page, {}, secure=False))
    found, flow = await run_in_threadpool(pages_of(request).to_provider, request.query_params, _back(request), guard.now())
    response = answered(request, found)
    if flow is not None:
        guard.set_cookie(request, response, flow.pack(), _FLOW, _FLOW_S)
    return response


async def _from_provider(request: Request) -> Response:
    flow = Flow.unpack(request.cookies.get(guard.cookie_name(request, _FLOW), "")) if guard.is_secure(request) else None
    work = pages_of(request).from_provider
    asked = dict(request.query_params)
    found = await run_in_threadpool(work, flow, asked, _back(request), guard.token_of(request), guard.now())
    response = answered(request, found)
    guard.drop_cookie(request, response, _FLOW)
    return response


async def _invitation_page(request: Request) -> Response:
    secret = request.path_params["secret"]
    return answered(request, await run_in_threadpool(pages_of(request).invitation_page, secret, guard.now()))


async def _accept(request: Request) -> Response:
    secret, secure = request.path_params["secret"], guard.is_secure(request)

    def work(sent: Mapping[str, str]) -> Response:
        return answered(request, pages_of(request).accept(secret, sent, guard.now(), secure=secure))

    return await _posted(request, work)


@requires()
def _mine_page(request: Request) -> Response:
    return answered(request, pages_of(request).mine_page(request.state.account, request.query_params))


@requires()
async def _change_mine(request: Request) -> Response:
    session = await guard.session_of(request)
    if session is None or session.pending:
        return RedirectResponse("/inloggen", 303, headers=guard.NEVER_KEPT)
    return await _posted(request, lambda sent: answered(request, pages_of(request).change_mine(session, sent, guard.now())))


@requires(Right.ACCOUNTS)
def _accounts_page(request: Request) -> Response:
    return answered(request, pages_of(request).accounts_page(request.state.account, request.query_params))


@requires(Right.ACCOUNTS)
async def _change_accounts(request: Request) -> Response:
    site = f"{request.url.scheme}://{request.url.netloc}"

    def work(sent: Mapping[str, str]) -> Response:
        return answered(request, pages_of(request).change_accounts(request.state.account, sent, site, guard.now()))

    return await _posted(request, work)


@requires(Right.LOG)
def _log_page(request: Request) -> Response:
    return answered(request, pages_of(request).log_page(request.state.account, request.query_params))


async def _posted(request: Request, work: Callable[[Mapping[str, str]], Response]) -> Response:
    pages = pages_of(request)
    if not guard.from_own_page(request):
        return answered(request, await run_in_threadpool(pages.from_elsewhere))
    sent = await _form(request)
    if sent is None:
        words = "Er is niets gedaan. Laad de pagina opnieuw."
        return answered(request, await run_in_threadpool(pages.refused, "Dit formulier is te groot", words, 413))
    return await run_in_threadpool(work, sent)


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


def _origin(request: Request) -> str:
    return request.client.host if request.client is not None else ""


def _back(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}/inloggen/oidc/terug"

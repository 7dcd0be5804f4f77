# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The desk's addresses: `/redactie` and what is below it. Only for people with an account; see `guard`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bijgepraat.model.desk import Published
from bijgepraat.model.desk_views import Editor
from bijgepraat.model.verdicts import Decision
from bijgepraat.model.views import Page
from bijgepraat.pipeline.desk_actions import Desk
from bijgepraat.pipeline.house import DeskError, InputError, PublishError, Store
from bijgepraat.pipeline.wording import Model

EditorOf = Callable[[Request], Awaitable[Editor | Response]]
"""Who is at the desk; an answer instead (the page to log in, a refusal) for whoever may not be."""

_HERE = ZoneInfo("Europe/Amsterdam")
_LARGEST = 2_000_000
_DECISIONS = {"bevestig": Decision.CONFIRMED, "wijs-af": Decision.REJECTED, "verbeter": Decision.CORRECTED}
_NEVER_KEPT = {"cache-control": "no-store"}


def desk_routes(
    store: Store, editor_of: EditorOf, together: Sequence[Callable[..., None]] = (), model: Model | None = None
) -> list[Route]:
    """All routes of the desk. `together` has to happen with every publication, in its transaction; `model` proposes wording."""
    desk = Desk(store, together, model)
    show = partial(_shown, editor_of)

    def page(make: Shows) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return await show(request, make)

        return answer

    async def week(request: Request) -> Response:
        return await (_save(desk, editor_of, request) if request.method == "POST" else show(request, desk.week_page))

    async def release(request: Request) -> Response:
        return await (_release(desk, editor_of, request) if request.method == "POST" else show(request, desk.release_page))

    async def version(request: Request) -> Response:
        return await (_restore(desk, editor_of, request) if request.method == "POST" else show(request, desk.history_page))

    async def review(request: Request) -> Response:
        return await (_judge(desk, editor_of, request) if request.method == "POST" else show(request, desk.review_page))

    async def again(request: Request) -> Response:
        editor = await editor_of(request)
        if isinstance(editor, Response):
            return editor
        done = await run_in_threadpool(desk.draft_again, request.path_params["week"], _now())
        if not done:
            raise HTTPException(404)
        return _to_week(request.path_params["week"], "opnieuw")

    return [
        Route("/redactie", page(desk.weeks_page)),
        Route("/redactie/beoordelen", review, methods=["GET", "POST"]),
        Route("/redactie/{week}", week, methods=["GET", "POST"]),
        Route("/redactie/{week}/voorbeeld", page(desk.preview_page)),
        Route("/redactie/{week}/voorbeeld/mail", page(desk.mail_page)),
        Route("/redactie/{week}/voorbeeld/mail.txt", page(partial(desk.mail_page, as_text=True))),
        Route("/redactie/{week}/opnieuw", again, methods=["POST"]),
        Route("/redactie/{week}/geschiedenis", page(desk.history_page)),
        Route("/redactie/{week}/geschiedenis/{version:int}", version, methods=["GET", "POST"]),
        Route("/redactie/{week}/uitgeven", release, methods=["GET", "POST"]),
    ]


Shows = Callable[[Editor, datetime, Mapping[str, str]], Page | None]


async def _shown(editor_of: EditorOf, request: Request, make: Shows) -> Response:
    editor = await editor_of(request)
    if isinstance(editor, Response):
        return editor
    asked = {**request.query_params, **{name: str(value) for name, value in request.path_params.items()}}
    page = await run_in_threadpool(make, editor, _now(), asked)
    if page is None:
        raise HTTPException(404)
    return _page(page)


async def _save(desk: Desk, editor_of: EditorOf, request: Request) -> Response:
    editor = await editor_of(request)
    if isinstance(editor, Response):
        return editor
    week, sent = request.path_params["week"], await _form(request)
    by_itself = "application/json" in request.headers.get("accept", "")
    try:
        saved = await run_in_threadpool(desk.save, week, sent, editor.name, _now())
    except DeskError as error:
        if by_itself:
            return JSONResponse({"fout": str(error)}, 422, headers=_NEVER_KEPT)
        page = await run_in_threadpool(desk.week_page, editor, _now(), {"week": week}, error=str(error), sent=sent)
        if page is None:
            raise HTTPException(404) from error
        return _page(page, 422)
    if by_itself:
        answer = {"versie": saved.version, "botsingen": len(saved.edition.conflicts)}
        return JSONResponse(answer, headers=_NEVER_KEPT)
    what, _colon, rest = sent.get("doe", "").partition(":")
    if what == "zinnen":
        return await _propose(desk, editor, week, rest)
    place = rest.partition(":")[2 if what == "samen" else 0]
    return _to_week(week, "bewaard", place if what in {"neem", "omhoog", "omlaag", "samen", "splits"} else "")


async def _propose(desk: Desk, editor: Editor, week: str, item: str) -> Response:
    """Answered at once and not by way of a redirect: what the model proposes for the title is in no address and is not kept."""
    error = done = ""
    try:
        done = await run_in_threadpool(desk.propose, week, item, editor.name, _now())
    except DeskError as fault:
        error = str(fault)
    page = await run_in_threadpool(desk.week_page, editor, _now(), {"week": week}, error=error, done=done)
    if page is None:
        raise HTTPException(404)
    return _page(page, 422 if error else 200)


async def _release(desk: Desk, editor_of: EditorOf, request: Request) -> Response:
    editor = await editor_of(request)
    if isinstance(editor, Response):
        return editor
    if not editor.publishes:
        raise HTTPException(403)
    week, sent, now = request.path_params["week"], await _form(request), _now()
    try:
        if sent.get("doe") == "niet":
            await run_in_threadpool(desk.unplan, week, editor.name, now)
        elif sent.get("doe") == "later":
            await run_in_threadpool(desk.plan, week, _version(sent), _moment(sent.get("moment", "")), editor.name, now)
        else:
            notify = "melden" in sent
            out: Published = await run_in_threadpool(
                desk.publish, week, _version(sent), editor.name, now, sent.get("verbetering", ""), notify
            )
            return RedirectResponse(f"/edities/{out.week}", 303, headers=_NEVER_KEPT)
    except (PublishError, DeskError) as error:
        page = await run_in_threadpool(desk.release_page, editor, now, {"week": week}, error=str(error))
        if page is None:
            raise HTTPException(404) from error
        return _page(page, 422)
    return _to_week(week, "planning")


async def _restore(desk: Desk, editor_of: EditorOf, request: Request) -> Response:
    editor = await editor_of(request)
    if isinstance(editor, Response):
        return editor
    week = request.path_params["week"]
    try:
        await run_in_threadpool(desk.restore, week, request.path_params["version"], editor.name, _now())
    except DeskError as error:
        raise HTTPException(404) from error
    return _to_week(week, "teruggezet")


async def _judge(desk: Desk, editor_of: EditorOf, request: Request) -> Response:
    editor = await editor_of(request)
    if isinstance(editor, Response):
        return editor
    sent, now = await _form(request), _now()
    book = request.query_params.get("boek", "")
    decision = _DECISIONS.get(sent.get("doe", ""))
    try:
        if decision is None:
            raise InputError("deze knop bestaat niet; laad de pagina opnieuw")
        value = sent.get("termijn") or sent.get("waarde", "")
        await run_in_threadpool(desk.judge, sent.get("id", ""), decision, editor.name, sent.get("reden", ""), value, now)
    except InputError as error:
        page = await run_in_threadpool(desk.review_page, editor, now, {"boek": book}, error=str(error))
        return _page(page, 422)
    query = urlencode({name: value for name, value in (("boek", book), ("gedaan", "1")) if value})
    return RedirectResponse(f"/redactie/beoordelen?{query}", 303, headers=_NEVER_KEPT)


async def _form(request: Request) -> dict[str, str]:
    length = request.headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or int(length) > _LARGEST:
        raise HTTPException(413)
    async with request.form(max_files=0, max_fields=5_000) as form:
        return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def _version(sent: Mapping[str, str]) -> int:
    value = sent.get("versie", "")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise DeskError("het formulier noemt geen versie; laad de pagina opnieuw")
    return int(value)


def _moment(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=_HERE)
    except ValueError as error:
        raise PublishError("kies een dag en een tijd") from error


def _page(page: Page, status: int = 200) -> Response:
    return Response(page.body, status, media_type=page.media_type, headers=_NEVER_KEPT)


def _to_week(week: str, done: str, place: str = "") -> Response:
    anchor = f"#{quote(place, safe='')}" if place else ""
    return RedirectResponse(f"/redactie/{quote(week, safe='')}?gedaan={done}{anchor}", 303, headers=_NEVER_KEPT)


def _now() -> datetime:
    return datetime.now(UTC)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Light or dark as a reader chose it: kept in a cookie of their own, put on each page on its way out.

Pages themselves are the same for everyone; the stylesheet asks the device unless `html` says what was chosen.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "weergave"
CHOICES = ("licht", "donker")
_LONGEST = 8_192
_PAGE = b'<html lang="nl">'


def chosen(cookies: str) -> str:
    """What the reader chose, from the header `Cookie`; empty for what the device asks."""
    if len(cookies) > _LONGEST:
        return ""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None and found.value in CHOICES else ""


class Scheme:
    """Says in each page what its reader chose. What goes out to those who chose nothing is left as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else None
        choice = chosen(headers.get("cookie", "")) if headers is not None else ""
        if headers is None or not choice:
            await self._app(scope, receive, send)
            return
        inner = dict(scope, headers=[_known(name, value, choice) for name, value in scope["headers"]])
        await self._app(inner, receive, _Dressed(send, choice).send)


def _known(name: bytes, value: bytes, choice: str) -> tuple[bytes, bytes]:
    """The mark of a page that the browser has, as the page within knows it: only that of the same choice counts."""
    if name.lower() != b"if-none-match":
        return name, value
    ending = f'-{choice}"'.encode()
    marks = [mark.strip() for mark in value.split(b",")]
    return name, b", ".join(mark[: -len(ending)] + b'"' for mark in marks if mark.endswith(ending))


class _Dressed:
    """Sends an answer on; of a page the first bytes say what was chosen."""

    def __init__(self, send: Send, choice: str) -> None:
        self._send = send
        self._choice = choice
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("etag"):
                headers["etag"] = headers["etag"].removesuffix('"') + f'-{self._choice}"'
            if headers.get("content-type", "").startswith("text/html"):
                headers["vary"] = "Cookie"
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            start, self._start = self._start, None
            body = self._body.replace(_PAGE, _PAGE[:-1] + f' data-weergave="{self._choice}">'.encode(), 1)
            MutableHeaders(scope=start)["content-length"] = str(len(body))
            await self._send(start)
            message = {"type": "http.response.body", "body": body}
        await self._send(message)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""An edition as mail. Its words are made and encoded once; a reader's own links are put between them for each message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.quoprimime import body_encode

from bijgepraat.model.mail import Envelope
from bijgepraat.model.press_views import EditionMail
from bijgepraat.publish import mail as post

_MANAGE, _LEAVE = "https://eigen.invalid/beheren", "https://eigen.invalid/afmelden"
"""Stand in for a reader's own links while the words are made; `.invalid` is never anybody's."""
_LINE = 74


class EditionPost:
    """Messages of one edition: the same words for every reader."""

    def __init__(self, mail: EditionMail) -> None:
        """The links in `mail` do not matter: each message brings its own."""
        template = replace(mail, manage=_MANAGE, unsubscribe=_LEAVE)
        self.subject = mail.subject
        self._text = list(_pieces(post.text_part("edition", template)))
        self._html = list(_pieces(post.html_part("edition", template)))

    def message(self, envelope: Envelope, manage: str) -> bytes:
        """The whole message for one reader, with one-click unsubscribe (RFC 8058)."""
        links = {_MANAGE: manage, _LEAVE: envelope.unsubscribe or manage}
        parts = [("plain", _joined(self._text, links)), ("html", _joined(self._html, links))]
        return post.assembled(self.subject, envelope, parts)


def _pieces(text: str) -> Iterator[str]:
    """The words as quoted-printable, cut where a reader's own links stand."""
    rest = text.replace("\r\n", "\n")
    while rest:
        place, link = min(((rest.find(one), one) for one in (_MANAGE, _LEAVE) if one in rest), default=(len(rest), ""))
        if rest[:place]:
            yield _encoded(rest[:place])
        if link:
            yield link
        rest = rest[place + len(link) :]


def _joined(pieces: list[str], links: dict[str, str]) -> bytes:
    # A "=" at the end of a line is no end of a line to who reads it, so pieces can be put together.
    return "=\r\n".join(_encoded(links[piece]) if piece in links else piece for piece in pieces).encode("ascii")


def _encoded(text: str) -> str:
    raw = text.encode("utf-8", "replace").decode("latin-1")
    return str(body_encode(raw, maxlinelen=_LINE, eol="\r\n"))

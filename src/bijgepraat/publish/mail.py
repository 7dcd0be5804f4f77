# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From what stands in a mail to its bytes: a text part and an HTML part that say the same.

The HTML has no images, no scripts and nothing that is fetched; its styles are inline, for programs that know nothing else, with
only the colours of dark mode in a sheet. All of it goes out in seven bits and short lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bijgepraat.model.mail import AlertMail, Envelope, LetterMail
from bijgepraat.model.press_views import EditionMail
from bijgepraat.publish.site import words

NAME = "Bijgepraat"
_UNFOLDED = frozenset({"list-unsubscribe", "message-id", "list-id"})


_STEERS = frozenset({"Cc", "Cs", "Zl", "Zp"})


class _Policy(EmailPolicy):
    """Like SMTP, but long addresses in a header stay whole: the standard library would fold or encode them."""

    def fold(self, name: str, value: Any) -> str:
        return f"{name}: {value}\r\n" if name.lower() in _UNFOLDED else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii") if name.lower() in _UNFOLDED else super().fold_binary(name, value)


_POLICY = _Policy(linesep=SMTP.linesep, cte_type="7bit", raise_on_defect=False)


@cache
def _templates(*, escaped: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "mail_templates"),
        autoescape=escaped,  # noqa: S701 - the text part is no HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(day=words.day, stamp=words.stamp, theme=words.theme_name, paragraphs=words.paragraphs)
    environment.globals.update(euros=words.euros)
    return environment


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)


def alert_message(mail: AlertMail, envelope: Envelope) -> bytes:
    """A bundle of alerts as a whole message, with one-click unsubscribe (RFC 8058)."""
    return _message("alerts", mail, envelope)


def letter_message(mail: LetterMail, envelope: Envelope) -> bytes:
    """A letter with one button as a whole message."""
    return _message("letter", mail, envelope)


def html_part(template: str, mail: AlertMail | LetterMail | EditionMail) -> str:
    """The HTML of a mail, styles inline. `template` is `alerts`, `letter` or `edition`."""
    return _inliner().inline(_templates(escaped=True).get_template(f"{template}.html").render(mail=mail))


def text_part(template: str, mail: AlertMail | LetterMail | EditionMail) -> str:
    """The same as text."""
    return _templates(escaped=False).get_template(f"{template}.txt").render(mail=mail)


def assembled(subject: str, envelope: Envelope, parts: Sequence[tuple[str, bytes]]) -> bytes:
    """A message of parts that are quoted-printable already: the sort of text (`plain`, `html`) and its bytes."""
    boundary = f"=_{envelope.id}"
    head = _head(envelope).as_bytes().rstrip(b"\r\n")
    kind = f'MIME-Version: 1.0\r\nContent-Language: nl\r\nContent-Type: multipart/alternative;\r\n boundary="{boundary}"'.encode()
    body = b"".join(
        f'--{boundary}\r\nContent-Type: text/{sort}; charset="utf-8"\r\n'.encode()
        + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + words
        + b"\r\n"
        for sort, words in parts
    )
    return _subject(subject) + head + b"\r\n" + kind + b"\r\n\r\n" + body + f"--{boundary}--\r\n".encode()


def _message(template: str, mail: AlertMail | LetterMail, envelope: Envelope) -> bytes:
    message = _head(envelope)
    message.set_content(text_part(template, mail), cte="quoted-printable")
    message.add_alternative(html_part(template, mail), subtype="html", cte="quoted-printable")
    # Only now: putting the parts in takes away what was said of the content before.
    message["Content-Language"] = "nl"
    # Quoted-printable never holds "=_", so this cannot stand in a part; and the same mail is the same bytes.
    message.set_boundary(f"=_{envelope.id}")
    return _subject(mail.subject) + message.as_bytes()


def _head(envelope: Envelope) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(NAME, addr_spec=envelope.sender)
    message["To"] = Address(addr_spec=envelope.recipient)
    message["Date"] = envelope.moment
    message["Message-ID"] = f"<{envelope.id}@{envelope.host}>"
    message["Auto-Submitted"] = "auto-generated"
    if envelope.unsubscribe:
        message["List-Id"] = f"{NAME} <meldingen.{envelope.host}>"
        message["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def _subject(text: str) -> bytes:
    """The line or lines of the subject, made here: the newer part of the standard library decodes what looks encoded, and so a
    title such as `=?utf-8?q?=0D=0ABcc:…?=` would become a header of its own.
    """
    found = " ".join("".join(" " if category(sign) in _STEERS else sign for sign in text).split())
    charset = "us-ascii" if found.isascii() and "=?" not in found else "utf-8"
    folded = Header(found, charset, maxlinelen=76, header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {folded}\r\n".encode("ascii")

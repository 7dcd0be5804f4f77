# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asking for one answer that is a whole: only when it changed, once more when it came in broken, elsewhere when it moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import TypeVar
from urllib.parse import urlsplit

from bijgepraat.model.sync import Complaint
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.fetched import Fetched, GoneError, Network
from bijgepraat.sources.services.service import StreamError
from bijgepraat.sources.xml import DoctypeError, TooDeepError

_T = TypeVar("_T")
_NOT_BY_CHANCE = (DoctypeError, TooDeepError, TooLargeError)
_ERROR_PAGE = re.compile(r"/(?:404|410|not-?found|pagina-niet-gevonden|page-not-found)(?:\.\w{1,5})?/?$", re.IGNORECASE)
_VALIDATORS = ("etag", "last-modified")


class UnreadableError(StreamError):
    """What an address gives stays unreadable, however often it is asked."""


def ask(
    network: Network,
    address: str,
    accept: str,
    read: Callable[[Fetched], tuple[_T, Complaint | None]],
    *,
    anyway: bool = False,
) -> tuple[Fetched, _T] | None:
    """Ask an address and read what comes; None when the server says that nothing changed (never with `anyway`).

    `read` raises `InputError` for a body that cannot be read, and hands back a complaint with one from which something was
    saved: both are asked again first. What was saved is taken in the end, the complaint told, and the answer handed on without
    its validators, so that the next round asks for it whole. Raises `UnreadableError` and `FetchError`.
    """
    known = None if anyway else network.known(address)
    for attempt in count(1):
        fetched = network.get(address, accept=accept, known=known if attempt == 1 else None)
        if fetched.unchanged:
            fetched.body.close()
            return None
        _refuse_error_page(fetched)
        try:
            result, complaint = read(fetched)
        except InputError as error:
            fetched.body.close()
            complaint = Complaint(error.code, f"Een antwoord kan niet worden gelezen: {error}", address)
            if not isinstance(error, _NOT_BY_CHANCE) and network.again(address, complaint, attempt):
                continue
            raise UnreadableError(f"{address}: {error}", error.code) from error
        if complaint is None:
            return fetched, result
        if not complaint.recovered and network.again(address, complaint, attempt):
            fetched.body.close()
            continue
        network.tell(complaint)
        return (fetched if complaint.recovered else without_validators(fetched)), result
    raise AssertionError("count() never ends")  # pragma: no cover


def ask_any(
    network: Network,
    addresses: Sequence[str],
    accept: str,
    read: Callable[[Fetched], tuple[_T, Complaint | None]],
    *,
    anyway: bool = False,
) -> tuple[str, tuple[Fetched, _T] | None]:
    """The first of several addresses that answers, and its answer as of `ask`; the first is the source's own.

    The next is tried when one is gone, or gives something else than it should. Raises the error of the first when none is left.
    """
    first: GoneError | UnreadableError | None = None
    for address in addresses:
        try:
            answer = ask(network, address, accept, read, anyway=anyway)
        except (GoneError, UnreadableError) as error:
            first = first or error
            continue
        if first is not None:
            message = "Het eigen adres van de bron doet het niet meer; er is een ander adres gebruikt. Pas de beschrijving aan"
            network.tell(Complaint("verhuisd", message, f"{addresses[0]} → {address}"))
        return address, answer
    if first is None:
        raise ValueError("no addresses")
    raise first


def without_validators(fetched: Fetched) -> Fetched:
    """An answer that must not be taken for what the server has: asked again, it must come whole."""
    return replace(fetched, headers={name: value for name, value in fetched.headers.items() if name not in _VALIDATORS})


def _refuse_error_page(fetched: Fetched) -> None:
    if fetched.address != fetched.asked and _ERROR_PAGE.search(urlsplit(fetched.address).path):
        fetched.body.close()
        raise GoneError(
            f"{fetched.asked} stuurt door naar een foutpagina ({fetched.address}); zoek het nieuwe adres voor de beschrijving",
            address=fetched.asked,
            status=404,
        )

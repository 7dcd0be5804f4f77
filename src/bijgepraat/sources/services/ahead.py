# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pages of a stream, one after the other: asked again while they come in broken, and fetched one ahead of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from typing import TypeVar

from bijgepraat.model.sync import Complaint
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.encoding import as_utf8, garbled
from bijgepraat.sources.fetched import Fetched, Network
from bijgepraat.sources.services.service import StreamError

_T = TypeVar("_T")
GARBLED = "verhaspeld"
_GARBLED_ASKS = 3
"""Letters that were read wrongly are often in the data itself, for ever; more asking only costs time."""
_LEADS = tuple(letter.encode() for letter in "ÂÃÅâ")


def read_ahead(first: str, fetch: Callable[[str], _T], follow: Callable[[_T], str | None]) -> Iterator[_T]:
    """Every page from an address on, until `follow` finds no next one; it runs in the reader's own thread.

    While the reader works on a page the next one is fetched by one thread beside it, never more than one ahead. When the
    reader stops early or `fetch` fails, that thread is waited for: nothing uses the network afterwards.
    """
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead")
    try:
        waiting: Future[_T] | None = pool.submit(fetch, first)
        while waiting is not None:
            page = waiting.result()
            address = follow(page)
            waiting = pool.submit(fetch, address) if address is not None else None
            yield page
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def fetch_whole(
    network: Network, address: str, read: Callable[[Fetched], tuple[_T, Complaint | None]], accept: str
) -> tuple[Fetched, _T]:
    """Fetch an address until its body is whole. `read` raises `InputError` for a body that is broken, or complains.

    Raises `StreamError` when it stays broken. A body that stays doubtful is taken, and the complaint told.
    """
    for attempt in count(1):
        fetched = network.get(address, accept=accept)
        try:
            result, complaint = read(fetched)
        except InputError as error:
            complaint = Complaint(error.code, f"een pagina kan niet worden gelezen: {error}", address)
            if network.again(address, complaint, attempt):
                fetched.body.close()
                continue
            fetched.body.close()
            raise StreamError(
                f"een pagina blijft onleesbaar ({error}); de volgende ronde probeert het opnieuw", error.code
            ) from error
        if complaint is not None and not complaint.recovered:
            hopeless = complaint.code == GARBLED and attempt >= _GARBLED_ASKS
            if not hopeless and network.again(address, complaint, attempt):
                fetched.body.close()
                continue
        if complaint is not None:
            network.tell(complaint)
        return fetched, result
    raise AssertionError("count() never ends")  # pragma: no cover


def doubts(raw: bytes, address: str) -> tuple[bytes, Complaint | None]:
    """A body as UTF-8, and a complaint about its encoding; one that is only mislabelled has lost nothing.

    Raises `InputError` when it is in no encoding that can be told.
    """
    body, complaint = as_utf8(raw)
    if complaint is not None:
        message = "een pagina is niet in de codering die zij noemt en is gelezen zo goed als het kan: " + complaint
        return body, Complaint("codering", message, address, recovered=_is_utf8(raw))
    if any(lead in body for lead in _LEADS):
        example = garbled(body.decode("utf-8", "replace"))
        if example is not None:
            message = "een pagina heeft letters die bij de bron verkeerd zijn gelezen; zij zijn bewaard zoals zij kwamen"
            return body, Complaint(GARBLED, message, example)
    return body, None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

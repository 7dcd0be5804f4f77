# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One question and its answer: what came back, and which faults may pass when asked again."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore2
import httpx2

from bijgepraat.model.sync import NetworkRules, Validators
from bijgepraat.sources.fetched import Fetched, FetchError, FetchTooLargeError, GoneError
from bijgepraat.sources.network.receiving import OverLimitError, PackingError, UnknownPackingError, receive
from bijgepraat.sources.network.transport import Deadline, TotalTimeError

_SLOW_S = 20.0
_PASSING = frozenset({408, 425, 429})
_GONE = frozenset({404, 410})
_CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})
_UNKEPT = frozenset({"set-cookie", "set-cookie2"})


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `most` in bytes of the unpacked body; with `json` or `form` it is a POST. `authorization` is a header that
    goes to this address only, and is in no message."""

    address: str
    accept: str | None
    known: Validators | None
    most: int
    json: object | None
    form: Mapping[str, str] | None = None
    authorization: str | None = field(default=None, repr=False)


class SetbackError(Exception):
    """A fault that may pass. `error` is what it comes to if it does not; `wait` the seconds that the host asked for."""

    def __init__(self, error: FetchError, code: str, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.code = code
        self.wait = wait


class Exchange:
    """Asks and takes in answers, within the rules of one source."""

    def __init__(
        self,
        web: httpx2.Client,
        deadline: Deadline,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        rules: NetworkRules,
    ) -> None:
        self._web = web
        self._deadline = deadline
        self._clock = clock
        self._now = now
        self._rules = rules

    @contextmanager
    def asked(self, url: httpx2.URL, method: str, question: Question) -> Iterator[httpx2.Response]:
        """Send a request; the body is read inside. Raises `SetbackError`, `FetchError`, and `Refusal` of the address."""
        rules = self._rules
        timeout = httpx2.Timeout(rules.read_s, connect=rules.connect_s, pool=rules.total_s)
        posted = method == "POST"
        body, form = question.json if posted else None, question.form if posted else None
        request = self._web.build_request(method, url, headers=_headers(question), json=body, data=form, timeout=timeout)
        host, address = url.host, str(url)
        began = self._clock()
        try:
            with self._deadline.within(rules.total_s):
                try:
                    response = self._web.send(request, stream=True)
                except ValueError as error:  # httpx2 looks where a redirect leads, also when it does not follow it
                    raise _setback(f"{host} stuurt door naar een ongeldig adres", address, "omleiding-geweigerd") from error
                try:
                    if response.status_code >= 500 and self._clock() - began > _SLOW_S:
                        message = (
                            f"{host} gaf na lang wachten een fout ({response.status_code}); een volgende ronde probeert het weer"
                        )
                        raise FetchError(message, address=address, status=response.status_code, temporary=True)
                    yield response
                finally:
                    response.close()
        except TotalTimeError:
            message = f"{host} deed langer dan {rules.total_s:g} seconden over een antwoord; een volgende ronde probeert het weer"
            raise FetchError(message, address=address, temporary=True) from None
        except httpcore2.ConnectTimeout as error:
            raise _setback(f"{host} nam binnen {rules.connect_s:g} seconden niet op", address, "time-out") from error
        except httpcore2.TimeoutException as error:
            raise _setback(f"{host} zweeg langer dan {rules.read_s:g} seconden", address, "time-out") from error
        except httpcore2.ConnectError as error:
            # The connection pool takes the cause off its errors; it is still their argument.
            if any(isinstance(reason, ssl.SSLCertVerificationError) for reason in error.args):
                message = f"het certificaat van {host} klopt niet, dus dit kan een ander zijn; meld het de beheerder van de bron"
                raise FetchError(message, address=address, temporary=True) from error
            raise _setback(f"met {host} was geen verbinding te krijgen", address, "geen-verbinding") from error
        except (httpcore2.NetworkError, httpcore2.RemoteProtocolError) as error:
            raise _setback(f"{host} brak de verbinding af voor het antwoord af was", address, "verbinding-verbroken") from error
        except PackingError as error:
            raise _setback(f"het gecomprimeerde antwoord van {host} is beschadigd", address, "beschadigd-antwoord") from error
        except httpcore2.LocalProtocolError as error:
            raise FetchError(f"{address} kan zo niet worden gevraagd; verbeter het adres", address=address) from error

    def answer(self, question: Question, url: httpx2.URL, response: httpx2.Response) -> Fetched:
        """Judge an answer that is no redirect, and read its body. Raises `SetbackError` and `FetchError`."""
        status, address = response.status_code, str(url.copy_with(fragment=None))
        kept = {name: value for name, value in response.headers.items() if name not in _UNKEPT}
        if status == 304 and not _CONDITIONS.isdisjoint(_headers(question)):
            return Fetched(question.address, address, status, self._now(), kept)
        if status != 200:
            raise self._failure(url.host, address, response)
        try:
            length = response.headers.get("content-length", "")
            if length.isdecimal() and int(length) > question.most:
                raise OverLimitError
            chunks = self._timely(response.iter_raw())
            body, size = receive(chunks, response.headers.get("content-encoding", ""), question.most)
        except OverLimitError:
            message = f"{address} is groter dan {_size(question.most)} en is niet opgehaald; kijk of het adres klopt"
            raise FetchTooLargeError(message, address=address, status=status) from None
        except UnknownPackingError:
            message = f"{address} is gecomprimeerd op een manier waar niet om was gevraagd; meld het de beheerder van de bron"
            raise FetchError(message, address=address, status=status) from None
        return Fetched(question.address, address, status, self._now(), kept, body, size)

    def _timely(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._deadline.left(None)
            yield chunk

    def _failure(self, host: str, address: str, response: httpx2.Response) -> Exception:
        status = response.status_code
        if status in _GONE:
            message = f"{address} bestaat niet (meer) ({status}); kijk of het adres nog klopt"
            return GoneError(message, address=address, status=status)
        if status in _PASSING or status >= 500 or status == 304:
            busy = status == 429
            what = f"{host} vindt dat we te vaak vragen (429)" if busy else f"{host} gaf een fout ({status})"
            error = FetchError(what, address=address, status=status, temporary=True)
            return SetbackError(error, "te-vaak" if busy else "serverfout", self._retry_after(response))
        if status in {401, 403, 407, 451}:
            message = f"{host} geeft {address} niet aan ons ({status}); vraag de beheerder van de bron om toegang"
        else:
            message = f"{address} gaf een antwoord waar we niets mee kunnen ({status}); kijk of het adres nog klopt"
        return FetchError(message, address=address, status=status)

    def _retry_after(self, response: httpx2.Response) -> float | None:
        """Seconds that the host asks for. A moment is taken against the host's own clock, which may differ from ours."""
        text = response.headers.get("retry-after", "").strip()
        if text.isdecimal() and text.isascii():
            return float(text[:12])
        until = _moment(text)
        if until is None:
            return None
        return max(0.0, (until - (_moment(response.headers.get("date", "")) or self._now())).total_seconds())


def _setback(message: str, address: str, code: str) -> SetbackError:
    return SetbackError(FetchError(message, address=address, temporary=True), code)


def _headers(question: Question) -> dict[str, str]:
    headers = {}
    if question.accept is not None:
        headers["Accept"] = question.accept
    if question.known is not None:
        if question.known.etag:
            headers["If-None-Match"] = question.known.etag
        if question.known.last_modified:
            headers["If-Modified-Since"] = question.known.last_modified
    if question.authorization is not None:
        headers["Authorization"] = question.authorization
    # What a server once sent and cannot stand in a header is not sent back.
    return {name: value for name, value in headers.items() if value.isascii() and value.isprintable()}


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _size(number: int) -> str:
    if number >= 1024**2:
        return f"{number / 1024**2:.0f} MB"
    return f"{number / 1024:.0f} kB" if number >= 1024 else f"{number} bytes"

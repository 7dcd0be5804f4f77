# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The one network client: polite to sources, patient with their faults, and deaf to those who would lead it astray.

What a request goes through, in `network/`: is the host allowed (`guard`), does the site want it (`robots`), is it our turn
(`pace`), is the address connected to the one checked (`transport`), does the answer stay within time and size (`exchange`,
`receiving`). And once more when a fault may pass. Proxies and other network settings in the environment are not used: through a
proxy no address can be checked.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from bijgepraat.model.sync import Complaint, Description, NetworkRules, Validators
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.fetched import Fetched, FetchError, ForbiddenError, GoneError, Network
from bijgepraat.sources.network.exchange import Exchange, Question, SetbackError
from bijgepraat.sources.network.guard import Guard, Refusal, Resolve, may_lead_to
from bijgepraat.sources.network.pace import Pace
from bijgepraat.sources.network.receiving import ACCEPT
from bijgepraat.sources.network.robots import MOST_BYTES, Robots
from bijgepraat.sources.network.transport import Deadline, Transport

_REDIRECTS = 5
_PATIENCE_S = 600.0
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 60.0


class Client:
    """The connections, the pace and the robots rules that all sources share. A context manager; safe from several threads.

    `allowed_hosts` are `host:port` pairs that may be asked although they are private; `contact` is where a source's keeper can
    reach us. Raises `InputError` when that cannot stand in a header.
    """

    def __init__(
        self,
        allowed_hosts: frozenset[str],
        contact: str,
        *,
        version: str,
        jitter: random.Random,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolve: Resolve = socket.getaddrinfo,
    ) -> None:
        if not (contact.isascii() and contact.isprintable()):
            raise InputError("BIJGEPRAAT_CONTACT mag alleen gewone tekens bevatten; geef een webadres of een mailadres")
        self.guard = Guard(allowed_hosts, resolve)
        self.pace = Pace(clock)
        self.robots = Robots(clock)
        self.deadline = Deadline(clock)
        self.clock, self.now, self.jitter = clock, now, jitter
        self._sleep = sleep
        # Cookies would tie our requests, and sources, together; none are kept.
        jar = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
        headers = {"User-Agent": f"Bijgepraat/{version} (+{contact})", "Accept-Encoding": ACCEPT, "Accept": "*/*"}
        transport = Transport(self.guard, self.deadline)
        self.web = httpx2.Client(transport=transport, headers=headers, cookies=jar, trust_env=False, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self.web.close()

    def sleep(self, seconds: float) -> None:
        """Wait. What the sleep that was given raises goes on to the caller, so that a wait can be broken off."""
        self._sleep(seconds)

    def once(self, question: Question, rules: NetworkRules) -> Fetched:
        """One question to a service that the settings name, such as the organisation's own login: asked once, a redirect is not
        followed (secrets go along), and there is no pace and no robots.txt, which are for sources. Raises `FetchError`.
        """
        url = _parsed(question.address)
        exchange = Exchange(self.web, self.deadline, self.clock, self.now, rules)
        try:
            if url.userinfo:
                raise Refusal("er staan een naam en wachtwoord in het adres; haal die weg")
            self.guard.check(url.scheme, url.host, url.port)
            with exchange.asked(url, "GET" if question.form is None and question.json is None else "POST", question) as response:
                return exchange.answer(question, url, response)
        except SetbackError as setback:
            raise setback.error from setback
        except Refusal as refusal:
            raise ForbiddenError(f"{_shown(url)} mag niet: {refusal}", address=_shown(url)) from refusal

    def bound(
        self,
        description: Description,
        *,
        known: Callable[[str], Validators | None],
        tell: Callable[[Complaint], None],
    ) -> Network:
        """This client for one source. `known` gives the validators of an address as last stored; `tell` takes complaints."""
        return _Bound(self, description, known, tell)


class _Bound:
    """See `Network`."""

    def __init__(
        self,
        client: Client,
        description: Description,
        known: Callable[[str], Validators | None],
        tell: Callable[[Complaint], None],
    ) -> None:
        self._client = client
        self._rules = description.network
        self._home = _host_of(description.address)
        self._known = known
        self._tell = tell
        self._exchange = Exchange(client.web, client.deadline, client.clock, client.now, self._rules)
        if self._home:
            self._keep_pace(self._home)

    def known(self, address: str) -> Validators | None:
        return self._known(address)

    def tell(self, complaint: Complaint) -> None:
        self._tell(complaint)

    def again(self, address: str, complaint: Complaint, attempt: int) -> bool:
        if attempt >= self._rules.attempts:
            return False
        self._tell(Complaint(complaint.code, complaint.message, complaint.example or address, recovered=True))
        self._client.sleep(self._backoff(attempt))
        return True

    def get(
        self,
        address: str,
        *,
        accept: str | None = None,
        known: Validators | None = None,
        most: int | None = None,
        json: object | None = None,
    ) -> Fetched:
        question = Question(address, accept, known, self._rules.page_bytes if most is None else most, json)
        return self._patiently(question, robots=self._rules.robots)

    def _patiently(self, question: Question, *, robots: bool) -> Fetched:
        """Ask, and ask again as long as the fault may pass and there are attempts left."""
        faults: dict[str, Complaint] = {}

        def note(state: RetryCallState) -> None:
            setback = _setback_of(state)
            message = f"{setback.error}; opnieuw gevraagd, en toen ging het goed"
            faults.setdefault(setback.code, Complaint(setback.code, message, question.address, recovered=True))

        asking = Retrying(
            retry=retry_if_exception_type(SetbackError),
            stop=stop_after_attempt(max(1, self._rules.attempts)),
            wait=self._wait,
            before_sleep=note,
            sleep=self._client.sleep,
            reraise=True,
        )
        try:
            fetched = asking(self._once, question, robots=robots)
        except SetbackError as setback:
            raise self._given_up(setback.error) from setback
        for complaint in faults.values():
            self._tell(complaint)
        return fetched

    def _given_up(self, error: FetchError) -> FetchError:
        message = f"{error} ({self._rules.attempts} keer gevraagd); een volgende ronde probeert het weer"
        return type(error)(message, address=error.address, status=error.status, temporary=True)

    def _wait(self, state: RetryCallState) -> float:
        asked = _setback_of(state).wait
        if asked is not None:
            # A little later than the host said, so that not everyone who was told the same comes back at once.
            return asked + self._client.jitter.uniform(0.0, min(1.0, asked / 10))
        return self._backoff(state.attempt_number)

    def _backoff(self, attempt: int) -> float:
        return min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** (attempt - 1)) * self._client.jitter.uniform(0.5, 1.0)

    def _once(self, question: Question, *, robots: bool) -> Fetched:
        """Ask once, following redirects. Raises `SetbackError` for what may pass, `FetchError` for the rest."""
        url, method = _parsed(question.address), "GET" if question.json is None else "POST"
        trusted = (self._home, url.host, *self._rules.hosts)
        for _ in range(_REDIRECTS + 1):
            self._admit(url, robots=robots)
            try:
                with self._exchange.asked(url, method, question) as response:
                    if response.status_code not in {301, 302, 303, 307, 308}:
                        return self._exchange.answer(question, url, response)
                    onward = self._onward(url, response, trusted)
                    if response.status_code not in {307, 308}:
                        method = "GET"
                    url = onward
            except SetbackError as setback:
                self._heed(url.host, setback)
                raise
            except Refusal as refusal:
                raise ForbiddenError(f"{_shown(url)} mag niet: {refusal}", address=_shown(url)) from refusal
        message = f"{question.address} stuurt steeds door naar een ander adres; meer dan {_REDIRECTS} keer volgen we niet"
        raise FetchError(message, address=question.address)

    def _admit(self, url: httpx2.URL, *, robots: bool) -> None:
        """All that must be in order before a request goes out; then wait for our turn."""
        address = _shown(url)
        try:
            if url.userinfo:
                raise Refusal("er staan een naam en wachtwoord in het adres; haal die weg")
            self._client.guard.check(url.scheme, url.host, url.port)
        except Refusal as refusal:
            raise ForbiddenError(f"{address} mag niet: {refusal}", address=address) from refusal
        self._keep_pace(url.host)
        if robots:
            delay = self._client.robots.delay(_site(url), address, self._robots_of)
            if delay is None:
                message = f"{address} mag niet van de site zelf (robots.txt); vraag de beheerder, of haal het uit de beschrijving"
                raise ForbiddenError(message, address=address)
            self._client.pace.slow_down(url.host, delay)
        closed = self._client.pace.closed(url.host)
        if closed > _PATIENCE_S:
            message = (
                f"{url.host} vroeg om pas over {round(closed / 60)} minuten terug te komen; een volgende ronde probeert het weer"
            )
            raise FetchError(message, address=address, temporary=True)
        wait = self._client.pace.turn(url.host)
        if wait > 0:
            self._client.sleep(wait)

    def _keep_pace(self, host: str) -> None:
        if self._rules.requests_per_second > 0:
            self._client.pace.slow_down(host, 1.0 / self._rules.requests_per_second)

    def _robots_of(self, address: str) -> bytes | None:
        """The robots.txt at this address, None where there is none. A site that forbids it (4xx) has no wishes (RFC 9309)."""
        try:
            fetched = self._patiently(Question(address, "text/plain, */*;q=0.5", None, MOST_BYTES, None), robots=False)
        except GoneError:
            return None
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and not error.temporary:
                return None
            raise
        try:
            return fetched.body.bytes()
        finally:
            fetched.body.close()

    def _heed(self, host: str, setback: SetbackError) -> None:
        """Leave a host alone for as long as it asked; when that is too long to wait for, give up for now."""
        if setback.wait is None:
            return
        self._client.pace.close(host, setback.wait)
        if setback.wait > _PATIENCE_S:
            message = f"{setback.error}; de bron vraagt om pas over {round(setback.wait / 60)} minuten terug te komen"
            raise FetchError(message, address=setback.error.address, status=setback.error.status, temporary=True) from setback

    def _onward(self, url: httpx2.URL, response: httpx2.Response, trusted: tuple[str, ...]) -> httpx2.URL:
        """Where a redirect leads, if we go there. A refusal of one that is only for now may pass, such as to a fault page."""
        location = response.headers.get("location", "")
        passing = response.status_code in {302, 303, 307}
        if not location:
            message = f"{_shown(url)} stuurt door maar zegt niet waarheen; kijk of het adres nog klopt"
            raise FetchError(message, address=_shown(url), status=response.status_code)
        try:
            onward = url.join(location)
            reason = self._objection(url, onward, trusted)
        except (httpx2.InvalidURL, ValueError):
            reason, onward = "dat adres is ongeldig", url
        if not reason:
            return onward
        message = f"{_shown(url)} stuurt door naar {_shown(onward)[:200]}, en daar gaan we niet heen: {reason}"
        error = ForbiddenError(message, address=_shown(url), status=response.status_code, temporary=passing)
        if passing:
            raise SetbackError(error, "omleiding-geweigerd")
        raise error

    def _objection(self, url: httpx2.URL, onward: httpx2.URL, trusted: tuple[str, ...]) -> str:
        if onward.userinfo:
            return "er staan een naam en wachtwoord in het adres"
        try:
            self._client.guard.check(onward.scheme, onward.host, onward.port)
        except Refusal as refusal:
            return str(refusal)
        if url.scheme == "https" and onward.scheme != "https":
            return "dat is van een beveiligd adres (https) naar een onbeveiligd"
        if onward.host != url.host and not may_lead_to(onward.host, [host for host in trusted if host]):
            return f"dat is een andere site; hoort die erbij, zet {onward.host} dan in de beschrijving onder network: hosts"
        return ""


def _setback_of(state: RetryCallState) -> SetbackError:
    error = state.outcome.exception() if state.outcome is not None else None
    if not isinstance(error, SetbackError):  # pragma: no cover - only setbacks are tried again
        raise TypeError("no setback")
    return error


def _parsed(address: str) -> httpx2.URL:
    try:
        url = httpx2.URL(address)
        _ = url.host  # a host in another alphabet is decoded only now, and raises UnicodeError when it cannot be
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{address[:200]!r} is geen geldig adres; verbeter het", address=address) from error
    return url


def _host_of(address: str) -> str:
    try:
        return httpx2.URL(address).host
    except (httpx2.InvalidURL, ValueError):
        return ""


def _site(url: httpx2.URL) -> str:
    return str(url.copy_with(raw_path=b"", userinfo=b"", fragment=None)).rstrip("/")


def _shown(url: httpx2.URL) -> str:
    """An address as it may be shown and kept: without name, password and fragment."""
    return str(url.copy_with(userinfo=b"", fragment=None))

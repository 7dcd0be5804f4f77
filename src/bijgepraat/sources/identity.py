# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asking the organisation's own login service (OIDC). Which host that is stands in the settings; all else goes as for sources."""

from __future__ import annotations

import random
from collections.abc import Mapping
from urllib.parse import urlsplit

from bijgepraat.model.sync import NetworkRules
from bijgepraat.sources.fetched import ForbiddenError
from bijgepraat.sources.http import Client
from bijgepraat.sources.network.exchange import Question
from bijgepraat.sources.network.guard import PORTS

_RULES = NetworkRules(connect_s=5.0, read_s=10.0, total_s=20.0, attempts=1, robots=False)
"""Somebody is waiting before a screen."""
_MOST = 256 * 1024
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class IdentityLine:
    """The line to a provider. Its own host may be private, as the settings name it; any other host that it refers to may not,
    unless `BIJGEPRAAT_ALLOWED_HOSTS` names it. Everything goes over https, except on this machine itself.
    """

    def __init__(self, issuer: str, allowed_hosts: frozenset[str], contact: str, *, version: str, jitter: random.Random) -> None:
        parts = urlsplit(issuer)
        own = {f"{parts.hostname}:{parts.port or PORTS['https']}"} if parts.scheme == "https" else set()
        # A client of its own: what is allowed here is not allowed to sources.
        self._client = Client(allowed_hosts | own, contact, version=version, jitter=jitter)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, address: str) -> bytes:
        """What stands at an address. Raises `FetchError`."""
        return self._asked(Question(address, "application/json", None, _MOST, None))

    def post(self, address: str, form: Mapping[str, str], authorization: str | None) -> bytes:
        """The answer to a form; `authorization` is the header of that name. Raises `FetchError`, also for a refusal."""
        return self._asked(Question(address, "application/json", None, _MOST, None, dict(form), authorization))

    def _asked(self, question: Question) -> bytes:
        parts = urlsplit(question.address)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise ForbiddenError("een inlogdienst wordt alleen over https gevraagd; verbeter het adres", address=question.address)
        fetched = self._client.once(question, _RULES)
        try:
            return fetched.body.bytes()
        finally:
            fetched.body.close()

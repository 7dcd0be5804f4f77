# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asking a language model behind an OpenAI-compatible address (`POST …/chat/completions`), once and without a redirect.

Which host that is stands in the settings, so it may be on one's own network. Everything goes over https, but for that own host: a
model on the machine itself or beside it often has no certificate, and whoever sets the address decides that.
"""

from __future__ import annotations

import json
import random
from urllib.parse import urlsplit

from bijgepraat.model.sync import NetworkRules
from bijgepraat.sources.http import Client
from bijgepraat.sources.network.exchange import Question
from bijgepraat.sources.network.guard import PORTS

_MOST = 512 * 1024
"""Bytes of an answer."""
_MOST_TOKENS = 1_500


class ChatError(Exception):
    """An answer that is not of the agreed form. The message is written for people."""


class ChatLine:
    """The line to one model. `address` is that of the interface, such as `https://model.example/v1`; `key` goes to it alone."""

    def __init__(
        self, address: str, name: str, key: str, contact: str, *, patience: float, version: str, jitter: random.Random
    ) -> None:
        parts = urlsplit(address)
        own = f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}"
        self._client = Client(frozenset({own}), contact, version=version, jitter=jitter)
        self._address = f"{address.rstrip('/')}/chat/completions"
        self._name, self._key = name, key
        self._rules = NetworkRules(connect_s=5.0, read_s=patience, total_s=patience, attempts=1, robots=False)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def ask(self, instructions: str, question: str) -> str:
        """The model's words. Raises `FetchError`, also for a refusal, and `ChatError`."""
        body = {
            "model": self._name,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        authorization = f"Bearer {self._key}" if self._key else None
        asked = Question(self._address, "application/json", None, _MOST, body, None, authorization)
        fetched = self._client.once(asked, self._rules)
        try:
            raw = fetched.body.bytes()
        finally:
            fetched.body.close()
        return _content(raw)


def _content(raw: bytes) -> str:
    try:
        value = json.loads(raw.decode("utf-8"))
        content = value["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, KeyError, IndexError, TypeError) as error:
        raise ChatError("het antwoord heeft niet de vorm die is afgesproken (OpenAI, chat/completions)") from error
    if not isinstance(content, str) or not content.strip():
        raise ChatError("het antwoord is leeg")
    return content

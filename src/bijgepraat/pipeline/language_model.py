# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The language model that the settings name, for the desk: asked by a few people at a time, and never without being asked."""

from __future__ import annotations

import random
from threading import BoundedSemaphore

from bijgepraat import __version__
from bijgepraat.pipeline.wording import WordingError
from bijgepraat.settings import Settings
from bijgepraat.sources.fetched import FetchError
from bijgepraat.sources.language_model import ChatError, ChatLine

_AT_ONCE = 2
"""Editors wait in a thread of the site: more of them would keep readers waiting."""


class LanguageModel:
    """A model behind a line; see `wording.Model`."""

    def __init__(self, line: ChatLine) -> None:
        self._line = line
        self._turns = BoundedSemaphore(_AT_ONCE)

    @classmethod
    def of(cls, settings: Settings | None) -> LanguageModel | None:
        """The model that the settings name, or None."""
        if settings is None or settings.language_model is None:
            return None
        model = settings.language_model
        jitter = random.Random()  # noqa: S311 - spreads requests in time; nothing secret
        line = ChatLine(
            model.address, model.name, model.key, settings.contact, patience=model.patience, version=__version__, jitter=jitter
        )
        return cls(line)

    def close(self) -> None:
        """Close all connections."""
        self._line.close()

    def answer(self, instructions: str, question: str) -> str:
        """Its answer to a question. Raises `WordingError` when it cannot be reached, refuses, or is busy."""
        if not self._turns.acquire(blocking=False):
            raise WordingError("het taalmodel is al voor anderen bezig; probeer het over een minuut opnieuw")
        try:
            return self._line.ask(instructions, question)
        except FetchError as error:
            raise WordingError(f"het taalmodel gaf geen antwoord ({error})") from error
        except ChatError as error:
            raise WordingError(f"het taalmodel gaf geen bruikbaar antwoord: {error}") from error
        finally:
            self._turns.release()

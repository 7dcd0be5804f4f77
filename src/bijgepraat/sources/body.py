# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A text as it is put together from a source, with the passages in it."""

from __future__ import annotations

from bijgepraat.model.records import Passage


class Body:
    """A text that grows paragraph by paragraph, with the passages in it."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self._parts: list[str] = []
        self._length = 0

    def add(
        self,
        text: str,
        kind: str = "alinea",
        *,
        gap: str = "\n",
        anchor: str | None = None,
        speaker: str | None = None,
        role: str | None = None,
        party: str | None = None,
    ) -> None:
        """Append `text` as a passage, `gap` between it and what stands there already. Empty text adds nothing."""
        if not text:
            return
        if self._parts:
            self._parts.append(gap)
            self._length += len(gap)
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self.passages.append(Passage(start, self._length, kind, None, anchor, speaker, role, party))

    @property
    def text(self) -> str:
        return "".join(self._parts)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Help with plain language for the desk."""

from __future__ import annotations

from bijgepraat.model.desk_views import Hint
from bijgepraat.understand.plain_language import remarks

_MOST = 12
_SHOWN = 80


def hints(text: str) -> list[Hint]:
    """What would make a text easier to read, each remark once; the first twelve."""
    found = [
        Hint(one.span.quote if len(one.span.quote) <= _SHOWN else one.span.quote[:_SHOWN] + " …", one.advice)
        for one in remarks(text)
    ]
    return list(dict.fromkeys(found))[:_MOST]

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What a part of the peer answers, before anything is done to it on the way out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOT_FOUND_PAGE = (
    b"<!DOCTYPE html><html lang='nl'><head><title>Niet gevonden</title></head><body><h1>Niet gevonden</h1></body></html>"
)
ERROR_PAGE = (
    b"<!DOCTYPE html><html lang='nl'><head><title>Storing</title></head><body><h1>Er ging iets mis</h1><p>Probeer het later.</p>"
    b"</body></html>"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`refused` says that the fault asked for could not be done to this answer."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False


def as_json(value: Any, status: int = 200, media_type: str = "application/json; charset=utf-8") -> Answer:
    """A value as JSON."""
    return Answer(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), media_type, status)


def not_found() -> Answer:
    """404 with a page."""
    return Answer(NOT_FOUND_PAGE, status=404)

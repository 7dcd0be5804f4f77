# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Where to go on after logging in: a path of this site, whatever somebody put in the link."""

from __future__ import annotations

_LONGEST = 500
_NOT_AGAIN = ("/inloggen", "/uitloggen")
"""Logging in does not lead to logging in."""


def own_path(value: str) -> str:
    """The value when it can only lead to a page of this site, otherwise nothing.

    Browsers read `//host`, `/\\host` and both with tabs and line ends between as another site, so a path begins with one slash
    and holds no backslash, white space or control sign at all.
    """
    if not value.startswith("/") or value.startswith("//") or len(value) > _LONGEST:
        return ""
    if any(sign == "\\" or not sign.isprintable() or sign.isspace() for sign in value):
        return ""
    path = value.partition("?")[0].partition("#")[0]
    # What a browser makes of dots in a path is left to no one: none of our addresses has them as a step.
    if any(step in {".", ".."} or step.lower().replace("%2e", ".") in {".", ".."} for step in path.split("/")):
        return ""
    return "" if any(path == one or path.startswith(one + "/") for one in _NOT_AGAIN) else value

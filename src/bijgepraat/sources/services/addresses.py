# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Addresses that feeds and pages name: made whole, freed of tracking, and refused where they lead nowhere public."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|hsa|oly)_\w+|(?:fbc|gc|dc?)lid|msclkid|gbraid|wbraid|mc_[ce]id|_hs(?:enc|mi)|xtor|igshid", re.I
)
_LONGEST = 2_000
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\.?")
_INSIDE = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa", ".in-addr.arpa")
_PORTS = {"http": 80, "https": 443}
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"
"""Signs that an address may have as they are; all else is written with per cents."""


def public_address(link: str | None, base: str, own: str) -> str | None:
    """`link` as found on `base`, as one canonical public address; None when it is none.

    Only http and https, never with a name and password in it, never to a private address or a host that has a meaning only
    inside a network; but the very host and port of `own` (the source's own address) is always right. Parameters that only
    follow readers around go, and so does a fragment, unless it names a part of the page.
    """
    try:
        whole = urlsplit(urljoin(base, re.sub(r"[\t\r\n]", "", link or "").strip()))
        port = whole.port
    except ValueError:
        return None
    if not link or whole.scheme not in _PORTS or not whole.hostname or whole.username is not None or whole.password is not None:
        return None
    host = _plain_host(whole.hostname)
    if host is None or not (_is_public(host) or _same_place(whole.scheme, host, port, own)):
        return None
    shown = f"[{host}]" if ":" in host else host
    place = shown if port is None or port == _PORTS[whole.scheme] else f"{shown}:{port}"
    query = "&".join(part for part in whole.query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0]))
    fragment = whole.fragment if re.fullmatch(r"[\w.-]{1,100}", whole.fragment) else ""
    parts = SplitResult(whole.scheme, place, _quoted(whole.path or "/"), _quoted(query), fragment)
    address = urlunsplit(parts)
    return address if len(address) <= _LONGEST else None


def _plain_host(host: str) -> str | None:
    try:
        return host.encode("idna").decode("ascii").lower().rstrip(".") if not host.isascii() else host.lower().rstrip(".")
    except UnicodeError:
        return None


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(_HOST.fullmatch(host)) and not host.endswith(_INSIDE)


def _same_place(scheme: str, host: str, port: int | None, own: str) -> bool:
    ours = urlsplit(own)
    return (scheme, host, port or _PORTS[scheme]) == (ours.scheme, ours.hostname, ours.port or _PORTS.get(ours.scheme))


def _quoted(part: str) -> str:
    return quote(part, safe=_KEPT)

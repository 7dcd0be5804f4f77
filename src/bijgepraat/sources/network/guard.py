# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which hosts may be asked: addresses of the public internet, and of others only those that the settings name.

Feeds and pages are written by others, and so are the addresses in them. Without this a feed could make us ask our own machine or
the network around it (SSRF).
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any, Protocol

_ORDINARY = IPv6Network("2000::/3")
"""All that is given out to the internet; what lies outside is for one machine, one network, a group, or not in use."""
_NAT64 = IPv6Network("64:ff9b::/96")
_TEREDO = IPv6Network("2001::/32")
_DOCUMENTS = IPv6Network("3fff::/20")  # is_private knows it from Python 3.13 on
_CLOUD = IPv4Network("168.63.129.16/32")  # looks public, answers with the secrets of a machine at Azure
_OTHER_PORTS = frozenset(
    {0, 7, 9, 19, 21, 22, 23, 25, 53, 110, 111, 135, 139, 143, 389, 445, 465, 587, 636, 993, 995, 2049, 3306}
)
_OTHER_PORTS |= {5432, 6379, 9042, 9200, 11211, 27017}
PORTS = {"http": 80, "https": 443}


class Refusal(Exception):  # noqa: N818 - not an error: a decision
    """A host that may not be asked. The message is the Dutch reason, to be read after "mag niet: "."""


class Resolve(Protocol):
    """Looks up the addresses of a host, as `socket.getaddrinfo` does. Raises `OSError`."""

    def __call__(self, host: str, port: int, /, *, type: int) -> Sequence[tuple[Any, ...]]: ...


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address belongs to the public internet. One that hides an IPv4 address is judged by that."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved and address not in _CLOUD
    hidden = address.ipv4_mapped or address.sixtofour
    if hidden is None and address in _NAT64:
        hidden = IPv4Address(int(address) & 0xFFFFFFFF)
    if hidden is not None:
        return is_public(hidden)
    return address in _ORDINARY and address.is_global and address not in _TEREDO and address not in _DOCUMENTS


def covers(name: str, host: str) -> bool:
    """Whether a host is `name` or one of its subdomains; `www.` before the name makes no difference."""
    bare = name.lower().rstrip(".").removeprefix("www.")
    host = host.lower().rstrip(".")
    return host == bare or host.endswith("." + bare)


def may_lead_to(host: str, names: Iterable[str]) -> bool:
    """Whether a redirect may lead to this host, given the hosts that are trusted."""
    return any(covers(name, host) for name in names)


class Guard:
    """Judges hosts before they are asked. `allowed` are `host:port` pairs for which the rules do not hold."""

    def __init__(self, allowed: frozenset[str], resolve: Resolve = socket.getaddrinfo) -> None:
        self._allowed = frozenset(_pair(one) for one in allowed)
        self._resolve = resolve

    def check(self, scheme: str, host: str, port: int | None) -> None:
        """Judge what can be seen without looking up the host. Raises `Refusal`."""
        if scheme not in PORTS:
            raise Refusal(f"alleen http en https worden gevolgd, niet {scheme[:20] or 'een adres zonder begin'}")
        if not host:
            raise Refusal("het adres noemt geen computer")
        port = PORTS[scheme] if port is None else port
        if f"{_bare(host)}:{port}" in self._allowed:
            return
        if port in _OTHER_PORTS or not 0 <= port <= 65_535:
            raise Refusal(f"op poort {port} hoort geen website")
        _literal(host, port)

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host, all of them checked. Raises `Refusal`, and `OSError` when the host cannot be found.

        One address that is not public refuses the host: honest hosts have no such mixture, and it is how a check is led astray.
        """
        try:
            answers = self._resolve(host, port, type=socket.SOCK_STREAM)
        except UnicodeError:
            raise Refusal("de naam van de computer is ongeldig") from None
        found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if not found:
            raise OSError("no addresses")
        if f"{_bare(host)}:{port}" not in self._allowed:
            for one in found:
                _judge(one, f"{host}:{port}")
        return found


def _pair(text: str) -> str:
    host, _, port = text.strip().lower().rpartition(":")
    return f"{_bare(host)}:{port}"


def _bare(host: str) -> str:
    return host.lower().strip("[]").rstrip(".")


def _judge(text: str, pair: str) -> None:
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        raise Refusal("de computer heeft een onbegrijpelijk adres") from None
    if not is_public(address):
        raise Refusal(f"het ligt niet op het openbare internet; is dat de bedoeling, zet dan {pair} in BIJGEPRAAT_ALLOWED_HOSTS")


def _literal(host: str, port: int) -> None:
    """Refuse numbers that only some programs read as an address: decimal, octal, hexadecimal, or with parts left out."""
    bare = _bare(host)
    if ":" in bare:
        _judge(bare, f"[{bare}]:{port}")
        return
    last = bare.rpartition(".")[2]
    if not (last.isdigit() or last.startswith("0x")):
        return
    try:
        IPv4Address(bare)
    except AddressValueError:
        raise Refusal("een computer wordt met zijn naam genoemd, of met vier gewone getallen") from None
    _judge(bare, f"{bare}:{port}")

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How the peer's own tests ask it things, and changes written by hand."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator

from lxml import etree

from peers import (
    Change,
    Peer,
    Truth,
)

ATOM = "{http://www.w3.org/2005/Atom}"
TK = "{http://www.tweedekamer.nl/xsd/tkData/v1-0}"
ZAAK = "11111111-aaaa-4bbb-8ccc-000000000001"


def get(address: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers, without following redirects; an error status is an answer too."""

    class _Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    request = urllib.request.Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=5) as answer:
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.headers.items()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), {name.lower(): value for name, value in error.headers.items()}


def page(address: str) -> etree._Element:
    status, body, _ = get(address)
    assert status == 200
    return etree.fromstring(body)


def own_link(root: etree._Element, rel: str) -> str | None:
    return next((link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == rel), None)


def crawl(peer: Peer, category: str) -> Iterator[etree._Element]:
    """Entries from the beginning to the end, as section 1.2 of the sources says: by the feed's own links."""
    address: str | None = f"{peer.syncfeed}?category={category}"
    for _ in range(1000):
        assert address is not None
        root = page(address)
        entries = root.findall(f"{ATOM}entry")
        yield from entries
        address = own_link(root, "next")
        if address is None:
            if own_link(root, "resume"):
                return
            address = entries[-1].find(f"{ATOM}link[@rel='next']").get("href")
    raise AssertionError("no end")


def key_of(entry: etree._Element) -> str:
    return entry.findtext(f"{ATOM}title") or ""


def by_hand(*changes: Change) -> Truth:
    truth = Truth()
    for change in changes:
        truth.add(change)
    return truth


def zaak(number: int, subject: str = "Een voorbeeld", **more: object) -> Change:
    fields = {
        "Nummer": f"2026Z{number:05d}",
        "Soort": "Motie",
        "Onderwerp": subject,
        "Termijn": None,
        "GewijzigdOp": "2026-11-19T15:09:44.513+01:00",
    }
    return Change("Zaak", f"11111111-aaaa-4bbb-8ccc-{number:012d}", f"2026-11-19T14:10:{number:02d}.0962032Z", fields, **more)  # type: ignore[arg-type]


def rows(address: str) -> dict[str, object]:
    status, body, headers = get(address)
    assert status == 200, body[:300]
    assert headers["content-type"].startswith("application/json")
    return json.loads(body)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The same letter by the chamber's feed, by the register of publications and on the ministry's site; and what changed on a page."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from helpers import NOW, following, one_round

from bijgepraat.pipeline.differences import difference_lines
from bijgepraat.pipeline.documents import document
from bijgepraat.pipeline.site.site import Site
from bijgepraat.store.store import Store
from peers import Change, Peer, Publication, Truth

SUBJECT = "Voortgang van de hervormingsagenda jeugd in gemeenten"
LETTER, VERSION, DOSSIER = (f"0000000{n}-0000-4000-8000-000000000001" for n in (1, 2, 3))
PATH = "/documenten/kamerstukken/2026/11/19/voortgang-hervormingsagenda-jeugd"
PAGE = """<!doctype html><html lang="nl"><head><title>{title}</title></head><body><main><h1>{title}</h1>
<p>De staatssecretaris schrijft dat gemeenten in 2027 extra geld krijgen voor de jeugdzorg.</p><p>{sum}</p></main></body></html>"""
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Documenten</title><link>{host}</link>
<description>d</description><item><title>Kamerbrief over {subject}</title><link>{host}{path}</link>
<pubDate>Thu, 19 Nov 2026 10:00:00 +0100</pubDate></item></channel></rss>"""


def truth() -> Truth:
    made = Truth()
    made.add(
        Change(
            "Kamerstukdossier",
            DOSSIER,
            "2026-11-19T08:00:00.0000000Z",
            {"Nummer": 31839, "Titel": "Jeugdzorg", "Kamer": "2", "GewijzigdOp": "2026-11-19T09:00:00+01:00"},
        )
    )
    made.add(
        Change(
            "Document",
            LETTER,
            "2026-11-19T09:00:00.0000000Z",
            {
                "Soort": "Brief regering",
                "DocumentNummer": "2026D41234",
                "Onderwerp": SUBJECT,
                "Datum": "2026-11-19T00:00:00+01:00",
                "Kamer": 2,
                "Volgnummer": 1100,
                "GewijzigdOp": "2026-11-19T10:00:00+01:00",
            },
            {"Kamerstukdossier": (DOSSIER,), "HuidigeDocumentVersie": (VERSION,)},
        )
    )
    made.add(
        Change(
            "DocumentVersie",
            VERSION,
            "2026-11-20T09:00:00.0000000Z",
            {
                "Versienummer": 1,
                "ExterneIdentifier": "kst-31839-1100",
                "Status": "Vrijgegeven",
                "GewijzigdOp": "2026-11-20T10:00:00+01:00",
            },
            {"Document": (LETTER,)},
        )
    )
    return made


def published() -> Publication:
    return Publication(
        "kst-31839-1100",
        f"Jeugdzorg; {SUBJECT}",
        "2026-11-19",
        "2026-11-20",
        "2026-11-20",
        dossier="31839",
        dossier_title="Jeugdzorg",
        number="1100",
        text=(
            "De staatssecretaris schrijft dat gemeenten in 2027 extra geld krijgen voor de jeugdzorg.",
            "Het gaat om 500 miljoen euro.",
        ),
    )


def ministry(
    folder: Path, peer: Peer, sum_: str = "Het gaat om 500 miljoen euro.", moment: str = "Thu, 19 Nov 2026 09:00:00 GMT"
) -> None:
    """The site of the ministry at the peer: its search, with one letter, and the letter's page."""
    title = f"Kamerbrief over {SUBJECT[0].lower()}{SUBJECT[1:]}"
    peer.put("/api/rss", RSS.format(host=peer.address, path=PATH, subject=SUBJECT).encode(), "application/rss+xml; charset=utf-8")
    peer.put(PATH, PAGE.format(title=title, sum=sum_).encode(), last_modified=moment)
    described = {
        "name": "rijksoverheid",
        "title": "Rijksoverheid",
        "service": "rijksoverheid",
        "address": peer.file("/api/rss"),
        "licence": "CC0-1.0",
        "attribution": "Rijksoverheid.nl",
        "poll": "1h",
        "silence": "4d",
        "network": {"requests_per_second": 1_000_000.0, "robots": False},
        "streams": {"documenten": {}},
        "options": {"vragen": {"documenten": {"filters": [], "paden": ["/documenten/"]}}},
    }
    (folder / "rijksoverheid.yaml").write_text(yaml.safe_dump(described), encoding="utf-8")


SOURCES = ("tweedekamer", "officielebekendmakingen", "rijksoverheid")


@pytest.mark.parametrize("order", [SOURCES, SOURCES[::-1], (SOURCES[1], SOURCES[2], SOURCES[0])])
def test_one_letter_by_three_sources_is_one_document_with_three_addresses(tmp_path: Path, order: tuple[str, ...]) -> None:
    with Peer(truth(), publications=[published()]) as peer:
        folder = tmp_path / "bronnen"
        peer.write_descriptions(folder)
        ministry(folder, peer)
        with following(tmp_path, peer) as synchronisation:
            for name in order:
                report = one_round(synchronisation, name, pieces=True)
                assert not report.sources[0].failed, report
            store = synchronisation.store
            found = document(store, f"Document:{LETTER}")
            assert found is not None
            assert {one["source"] for one in found["elsewhere"]} == set(SOURCES)
            addresses = {found["address"], *(one["address"] for one in found["elsewhere"])}
            assert found["address"].endswith("2026D41234")
            assert peer.file(PATH) in addresses
            assert any("kst-31839-1100" in address for address in addresses if address)
            kinds = {one["id"].partition(":")[0] for one in found["elsewhere"]}
            assert {"Bekendmaking", "Publicatie", "Bericht", "Bestand"} <= kinds
            page = Site(store, now=lambda: NOW).document("Document", LETTER)
            assert page is not None
            shown = page.body.decode()
            assert "Ook te vinden bij" in shown and "Rijksoverheid" in shown and "Officiële bekendmakingen" in shown


def test_a_changed_page_keeps_both_versions_and_shows_the_difference(tmp_path: Path) -> None:
    with Peer(Truth()) as peer:
        folder = tmp_path / "bronnen"
        peer.write_descriptions(folder)
        ministry(folder, peer)
        with following(tmp_path, peer) as synchronisation:
            one_round(synchronisation, "rijksoverheid", pieces=True)
        changed = RSS.replace("Thu, 19 Nov 2026 10:00", "Fri, 20 Nov 2026 10:00")
        ministry(folder, peer, "Het gaat om 450 miljoen euro.", "Fri, 20 Nov 2026 09:00:00 GMT")
        peer.put("/api/rss", changed.format(host=peer.address, path=PATH, subject=SUBJECT).encode(), "application/rss+xml")
        with following(tmp_path, peer) as synchronisation:
            one_round(synchronisation, "rijksoverheid", pieces=True)
            name = f"Bestand:{peer.file(PATH)}"
            told = difference_lines(synchronisation.store, name)
            assert told is not None
            assert any("500" in line for line in told) and any("450" in line for line in told)
            page = Site(synchronisation.store, now=lambda: NOW).document("Bestand", peer.file(PATH))
            assert page is not None and "bekijk het verschil" in page.body.decode()
            assert _old_text(synchronisation.store, name) != _new_text(synchronisation.store, name)


def _old_text(store: Store, name: str) -> str:
    found = document(store, name, 1)
    assert found is not None and "500 miljoen" in found["text"]
    return str(found["text"])


def _new_text(store: Store, name: str) -> str:
    found = document(store, name)
    assert found is not None and "450 miljoen" in found["text"] and found["version"] == 2
    return str(found["text"])

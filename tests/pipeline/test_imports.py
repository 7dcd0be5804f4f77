# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Importing whole folders: the counts add up, a second run stores nothing, and a killed run ends like an undisturbed one."""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bijgepraat.pipeline.house import status, store_digest
from bijgepraat.pipeline.imports import ImportReport, import_paths
from bijgepraat.sources.blob import InputError
from bijgepraat.store.schema import notices, originals
from bijgepraat.store.store import Store
from warm import Warm

PROGRAM = [sys.executable, "-c", "from bijgepraat.cli import main; main()"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "gegevens") as opened:
        yield opened


def zaken(first: int, count: int) -> bytes:
    rows = (
        {
            "Id": f"00000000-0000-4000-8000-{n:012}",
            "Nummer": f"2025Z{n:05}",
            "Soort": "Motie",
            "Onderwerp": f"Motie van het lid Proef over zwembad {n}",
            "GestartOp": "2025-07-01T00:00:00+02:00",
            "ApiGewijzigdOp": f"2025-07-02T10:00:{n % 60:02}.5Z",
            "Verwijderd": False,
        }
        for n in range(first, first + count)
    )
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def publication(number: int, title: str = "MOTIE VAN HET LID PROEF") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><officiele-publicatie><metadata>
      <meta name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-99001-{number}"/></metadata><kamerstuk><stuk>
      <stuknr>Nr. <ondernummer kamer="2">{number}</ondernummer></stuknr><titel>{title}</titel>
      <datumtekst>Voorgesteld <datum isodatum="2025-07-01">1 juli 2025</datum></datumtekst><algemeen><vrije-tekst><tekst>
      <al>De Kamer,</al><al>verzoekt de regering gemeenten te helpen met zwembad {number},</al></tekst></vrije-tekst></algemeen>
      </stuk></kamerstuk></officiele-publicatie>""".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a bit of everything that is well made."""
    place = tmp_path / "bron"
    place.mkdir()
    (place / "zaak.jsonl.xz").write_bytes(lzma.compress(zaken(0, 9000)))
    (place / "document.jsonl").write_bytes(
        b'{"Id": "d1", "Soort": "Brief regering", "Onderwerp": "Brief", "Datum": "2025-07-01T00:00:00", "Verwijderd": false}\n'
    )
    with zipfile.ZipFile(place / "moties.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(40):
            archive.writestr(f"{n}.xml", publication(n))
    (place / "brief.txt").write_text("Gemeenten krijgen geld.\n\nDat staat in deze brief van twee alinea's.", "utf-8")
    (place / "berichten.jsonl").write_text(
        '{"id": "b1", "title": "Nieuws", "text": "Over gemeenten.", "date": "2025-07-02", "source": "cpb"}\n'
    )
    return place


def sums_hold(report: ImportReport) -> None:
    for count in report.counts.values():
        assert count.read == count.stored + count.unchanged + count.refused


def test_everything_is_stored_once(store: Store, folder: Path) -> None:
    first = import_paths(store, [folder])
    sums_hold(first)
    assert first.refused == 0
    assert {str(kind): count.stored for kind, count in first.counts.items()} == {
        "Bericht": 1,
        "Bestand": 1,
        "Document": 1,
        "Publicatie": 40,
        "Zaak": 9000,
    }
    before = store_digest(store)
    second = import_paths(store, [folder])
    sums_hold(second)
    assert sum(count.stored for count in second.counts.values()) == 0
    assert sum(count.unchanged for count in second.counts.values()) == 9043
    assert (second.indexed, store_digest(store)) == (0, before)


def test_originals_are_archived_with_where_they_came_from(store: Store, folder: Path) -> None:
    import_paths(store, [folder])
    with store.reading() as connection:
        rows = connection.execute(sa.select(originals)).all()
    assert {row.address for row in rows} == {f"bron/{path.name}" for path in folder.iterdir()}
    for row in rows:
        store.archive.verify(row.sha256)


HOSTILE = {
    "afgekapt.xml": publication(1)[:300],
    "miljard.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><officiele-publicatie>&b;</officiele-publicatie>',
    "entiteit.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><officiele-publicatie>&a;</officiele-publicatie>',
    "pagina.xml": b"<html><body>500 Internal Server Error</body></html>",
    "onbekend.xml": b"<boodschappen><melk/></boodschappen>",
    "kapot.json": b'{"value": [{"Id": "1"',
    "kapot.pdf": b"%PDF-1.7 en dan niets meer",
    "leeg.txt": b"",
    "leeg.pdf": b"",
    "kapot.docx": b"PK\x03\x04 geen zip",
    "kapot.zip": b"PK\x03\x04 geen zip",
    "kapot.jsonl.xz": lzma.compress(zaken(0, 2000))[:-400],
    "plaatje.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "tabel.csv": b"kolom1;kolom2\n1;2\n",
    "menu.json": b'{"@odata.context": "https://x/$metadata#Kantinemenu", "value": [{"Id": "1", "Soep": "erwten"}]}',
}


def test_bad_files_are_named_and_counted_and_the_rest_is_stored(store: Store, folder: Path) -> None:
    for name, content in HOSTILE.items():
        (folder / name).write_bytes(content)
    report = import_paths(store, [folder])
    sums_hold(report)
    refused = {group.first.file.split("/")[-1] for group in report.notices if group.first.severity == "geweigerd"}
    assert refused == set(HOSTILE)
    assert report.counts["Publicatie"].stored == 40
    assert report.counts["Zaak"].stored >= 9000
    assert all(group.first.message for group in report.notices)
    with store.reading() as connection:
        kept = connection.execute(sa.select(notices.c.file)).scalars().all()
    assert {name.split("/")[-1] for name in kept} >= set(HOSTILE)
    found = status(store)
    assert {notice["bestand"].split("/")[-1] for notice in found["meldingen"]} >= set(HOSTILE)


def test_like_notices_are_one_line_with_examples(store: Store, tmp_path: Path) -> None:
    rows = [{"Id": f"v{n}", "Soort": "Plenair", "Datum": "2025-07-01", "Sluiting": "0001-01-01T00:00:00Z"} for n in range(300)]
    path = tmp_path / "vergadering.jsonl"
    path.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    report = import_paths(store, [path])
    (group,) = report.notices
    assert (group.count, len(group.examples), group.first.code) == (300, 5, "schijndatum")
    assert report.counts["Vergadering"].warned == 300
    assert report.refused == 0


def test_a_path_that_does_not_exist_is_said_before_anything_is_read(store: Store, folder: Path) -> None:
    with pytest.raises(InputError, match="bestaat niet"):
        import_paths(store, [folder, folder / "weg"])
    assert store.changes() == 0


def test_a_changed_file_is_a_new_version(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "kst.xml"
    path.write_bytes(publication(1))
    import_paths(store, [path])
    path.write_bytes(publication(1, "GEWIJZIGDE MOTIE VAN HET LID PROEF"))
    assert import_paths(store, [path]).counts["Publicatie"].stored == 1
    with store.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(originals)).scalar() == 2


def test_killed_at_any_moment_and_run_again_the_store_is_that_of_an_undisturbed_run(folder: Path, tmp_path: Path) -> None:
    """The process is killed (SIGKILL) after more and more of its work, then the import is simply run again."""
    with zipfile.ZipFile(folder / "meer.zip", "w") as archive:
        archive.writestr("zaak.jsonl", zaken(9000, 30_000))
    with Store.open(tmp_path / "ongestoord") as undisturbed:
        import_paths(undisturbed, [folder])
        wanted = store_digest(undisturbed)
        found = undisturbed.index.search("zwembad", limit=1).total
    place = tmp_path / "gestoord"
    environment = {**os.environ, "BIJGEPRAAT_DATA": str(place)}
    killed = 0
    for pause in (0.1, 0.3, 0.6, 1.0, 1.5):
        process = Warm(["import", str(folder)], environment)
        time.sleep(pause)
        if process.running:
            process.kill()
            killed += 1
        process.wait()
    done = subprocess.run(
        [*PROGRAM, "import", str(folder), "--json"], env=environment, capture_output=True, text=True, check=True
    )
    assert killed
    with Store.open(place) as disturbed:
        assert store_digest(disturbed) == wanted
        assert disturbed.index.search("zwembad", limit=1).total == found
    counts = json.loads(done.stdout)["soorten"]
    assert all(count["gelezen"] == count["opgeslagen"] + count["ongewijzigd"] + count["geweigerd"] for count in counts.values())
    assert counts["Zaak"]["gelezen"] == 39_000

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The bundled sample: whole, consistent, made from its texts, and not to be mistaken for anything real."""

from __future__ import annotations

import io
import json
import lzma
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from bijgepraat.sample import PAGE_SOURCE, SAMPLE

ROOT = Path(__file__).resolve().parents[1]
VLOS = "{http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0}"
NOT_MUNICIPAL = {"99030", "99031", "99032", "99033"}
INVENTED = ("kamerstukken", "tweedekamer", "verslagen", "akkoord")
REAL_NAMES = re.compile(
    r"\b(D66|CDA|VVD|PVV|PvdA|GroenLinks|SGP|ChristenUnie|BBB|JA21|Volt|DENK|50PLUS|FVD|NSC|PvdD"
    r"|Dijksma|Geluk|Wijers|Buma|Letschert|Jetten|Bontenbal|Schoof|Van Ark)\b"
)
RELATIONS = {"Voortouwcommissie": "Commissie", "HuidigeDocumentVersie": "DocumentVersie"}
"""Keys named otherwise than the entity that they point to."""
EXPANSIONS = {
    "ToegezegdAanPersoon": "Persoon",
    "ToegezegdAanFractie": "Fractie",
    "HuidigeDocumentVersie": "DocumentVersie",
}


def page(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SAMPLE / "tweedekamer" / f"{name}.json").read_text(encoding="utf-8"))
    return content


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page(name)["value"]
    return found


def entities(kind: str, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A row and everything expanded in it, each with its entity's name and only its own fields."""
    own: dict[str, Any] = {}
    for name, value in row.items():
        children = value if isinstance(value, list) else [value]
        if value == [] or isinstance(children[0], dict):
            for child in children:
                yield from entities(EXPANSIONS.get(name, name), child)
        else:
            own[name] = value
    yield kind, own


@pytest.fixture(scope="module")
def everything() -> dict[tuple[str, str], dict[str, Any]]:
    """Every entity in every page by kind and id; asserts that repeats are the same to the letter."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path in sorted((SAMPLE / "tweedekamer").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        kind = re.split(r"[#(]", content["@odata.context"].split("$metadata")[1])[1]
        for row in content["value"]:
            for name, own in entities(kind, row):
                known = found.setdefault((name, own["Id"]), own)
                assert {k: v for k, v in own.items() if k in known} == {k: v for k, v in known.items() if k in own}
    return found


def publications() -> dict[str, ET.Element]:
    return {path.stem: ET.fromstring(path.read_bytes()) for path in sorted((SAMPLE / "kamerstukken").glob("*.xml"))}


def transcripts() -> dict[str, ET.Element]:
    return {path.stem: ET.fromstring(path.read_bytes()) for path in sorted((SAMPLE / "verslagen").glob("*.xml"))}


def news() -> list[dict[str, str]]:
    return [json.loads(line) for line in (SAMPLE / "nieuws" / "berichten.jsonl").read_text(encoding="utf-8").splitlines()]


def words(element: ET.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def published_on(document: ET.Element) -> date:
    moment = document.find(".//datumtekst/datum")
    assert moment is not None
    return date.fromisoformat(moment.attrib["isodatum"])


def all_text() -> Iterator[tuple[str, str]]:
    """The readable text of every file, however it is packed."""
    for path in sorted(SAMPLE.rglob("*")):
        name = path.relative_to(SAMPLE).as_posix()
        if path.suffix == ".pdf":
            document = pypdfium2.PdfDocument(path)
            yield name, " ".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))
            document.close()
        elif path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                yield name, archive.read("word/document.xml").decode("utf-8")
        elif path.is_file():
            yield name, path.read_text(encoding="utf-8-sig")


def test_the_files_are_what_the_texts_make(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "tools" / "make_sample_files.py"), "--to", str(tmp_path)], check=True)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(SAMPLE): path.read_bytes() for path in SAMPLE.rglob("*") if path.is_file()}
    assert made.keys() == kept.keys()
    assert [str(name) for name in made if made[name] != kept[name]] == []


def test_the_folder_holds_only_folders_of_sources() -> None:
    assert {path.name for path in SAMPLE.iterdir()} == {"vng", "tweedekamer", "kamerstukken", "verslagen", "akkoord", "nieuws"}
    assert (SAMPLE / PAGE_SOURCE).is_dir()


def test_volumes() -> None:
    papers = publications()
    motions = [key for key, document in papers.items() if words(document.find(".//stuk/titel")).startswith("MOTIE")]
    letters = [key for key, document in papers.items() if words(document.find(".//stuk/titel")).startswith("BRIEF VAN DE")]
    assert len(motions) >= 20
    assert len(letters) >= 8
    assert len(motions) + len(letters) == len(papers) >= 30
    assert len(rows("zaak")) >= 25
    assert len(rows("document")) >= 30
    assert len(transcripts()) == 3
    assert len(news()) >= 15
    assert len(papers) + len(transcripts()) + len(news()) + 3 >= 60
    themes = {words(document.find(".//dossiernummer/dossiernr")) for document in papers.values()}
    assert len(themes) >= 16


def test_pages_look_like_the_service() -> None:
    for path in (SAMPLE / "tweedekamer").glob("*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        assert list(content) == ["@odata.context", "value"]
        assert content["@odata.context"].startswith("https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/$metadata#")
        for row in content["value"]:
            assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", row["Id"])
            assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0[12]:00", row["GewijzigdOp"])
            assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z", row["ApiGewijzigdOp"])
            assert row["Verwijderd"] is False


def test_every_reference_resolves(everything: dict[tuple[str, str], dict[str, Any]]) -> None:
    ids = {(kind, key) for kind, key in everything}
    for (kind, _), row in everything.items():
        for name, value in row.items():
            if name.endswith("_Id") and value is not None:
                target = RELATIONS.get(name[:-3], name[:-3])
                assert (target, value) in ids, f"{kind}.{name} {value}"


def test_each_entity_has_a_page_of_its_own(everything: dict[tuple[str, str], dict[str, Any]]) -> None:
    """What is repeated inside other pages stands on its own page as well."""
    for kind, name in {
        "Zaak": "zaak",
        "Document": "document",
        "Activiteit": "activiteit",
        "Agendapunt": "agendapunt",
        "Besluit": "besluit",
        "Fractie": "fractie",
        "Persoon": "persoon",
        "Kamerstukdossier": "kamerstukdossier",
    }.items():
        assert {key for entity, key in everything if entity == kind} == {row["Id"] for row in rows(name)}


def test_documents_and_publications_match() -> None:
    papers = publications()
    named = Counter(
        row["HuidigeDocumentVersie"]["ExterneIdentifier"]
        for row in rows("document")
        if row["HuidigeDocumentVersie"]["ExterneIdentifier"]
    )
    assert named == Counter(dict.fromkeys(papers, 1))
    for row in rows("document"):
        for publication in row["HuidigeDocumentVersie"]["DocumentPublicatie"]:
            if publication["DocumentType"] == "Xml":
                path = SAMPLE / "kamerstukken" / publication["FileName"]
                assert path.stat().st_size == publication["ContentLength"]


def test_publication_keys_are_unique_and_in_no_real_range() -> None:
    keys = []
    for stem, document in publications().items():
        number = words(document.find(".//dossiernummer/dossiernr")).replace(" ", "")
        chapter = document.find(".//begrotingshoofdstuk")
        nr = words(document.find(".//ondernummer"))
        keys.append("-".join(["kst", number, *([words(chapter)] if chapter is not None else []), nr]))
        assert stem == keys[-1]
        assert int(number) >= 99000
        inline = document.find(".//meta[@name='DC.identifier']")
        extern = document.find(".//meta[@name='OVERHEIDop.externMetadataRecord']")
        if inline is not None:
            assert inline.attrib["content"] == stem
        else:
            assert extern is not None
            assert f"/{stem}/" in extern.attrib["content"]
    assert len(set(keys)) == len(keys)
    inline_count = sum(d.find(".//meta[@name='DC.identifier']") is not None for d in publications().values())
    assert 0 < inline_count < len(keys), "both forms of metadata that the publisher uses"


def test_papers_refer_only_to_each_other() -> None:
    papers = publications()
    references = [ref.attrib["doc"] for document in papers.values() for ref in document.iter("extref")]
    assert len(references) >= 6
    assert set(references) <= set(papers)
    for stem, document in papers.items():
        for ref in document.iter("extref"):
            assert published_on(papers[ref.attrib["doc"]]) < published_on(document), stem


def test_motions_are_complete() -> None:
    for stem, document in publications().items():
        text = [words(al) for al in document.iter("al")]
        if not words(document.find(".//stuk/titel")).startswith("MOTIE"):
            assert len(" ".join(text).split()) > 120, stem
            continue
        assert text[0] == "De Kamer,", stem
        assert sum(line.startswith(("verzoekt de regering", "spreekt uit")) for line in text) >= 1, stem
        assert sum(line.startswith(("constaterende", "overwegende")) for line in text) >= 2, stem
        assert "en gaat over tot de orde van de dag." in text, stem


def test_budget_letter_has_a_table_of_amounts() -> None:
    table = publications()["kst-99000-B-2"].find(".//table")
    assert table is not None
    cells = [[words(entry) for entry in row.iter("entry")] for row in table.iter("row")]
    assert len(cells) >= 5
    assert {len(row) for row in cells} == {4}
    assert all(re.fullmatch(r"-?\d+", cell) for row in cells[1:] for cell in row[1:])


def test_parties_fill_the_house() -> None:
    parties = rows("fractie")
    assert len(parties) == 8
    assert sum(party["AantalZetels"] for party in parties) == 150
    seats = rows("fractie_zetel_persoon")
    assert {seat["FractieZetel"]["Fractie_Id"] for seat in seats} == {party["Id"] for party in parties}


def test_every_vote_has_a_row_per_party_and_its_outcome_follows_from_the_seats() -> None:
    parties = {party["Id"]: party["AantalZetels"] for party in rows("fractie")}
    by_decision: dict[str, list[dict[str, Any]]] = {}
    for vote in rows("stemming"):
        assert vote["FractieGrootte"] == parties[vote["Fractie_Id"]]
        by_decision.setdefault(vote["Besluit_Id"], []).append(vote)
    assert len(by_decision) >= 15
    outcomes = Counter()
    for votes in by_decision.values():
        assert {vote["Fractie_Id"] for vote in votes} == parties.keys()
        assert len(votes) == len(parties)
        in_favour = sum(vote["FractieGrootte"] for vote in votes if vote["Soort"] == "Voor")
        decision = votes[0]["Besluit"]
        assert decision["BesluitTekst"] == ("Aangenomen." if in_favour > 75 else "Verworpen.")
        assert [case["Soort"] for case in decision["Agendapunt"]["Zaak"]] == ["Motie"]
        outcomes[decision["BesluitTekst"]] += 1
    assert outcomes["Aangenomen."] >= 10
    assert outcomes["Verworpen."] >= 3
    others = {row["BesluitTekst"] for row in rows("besluit")} - outcomes.keys()
    assert {"Overgenomen.", "Aangehouden.", "Behandeld."} <= others


def test_transcripts_belong_to_meetings_activities_and_papers() -> None:
    activities = {row["Nummer"]: row for row in rows("activiteit")}
    meetings = {row["Id"]: row for row in rows("vergadering")}
    papers = publications()
    promised = Counter(row["ActiviteitNummer"] for row in rows("toezegging"))
    for stem, document in transcripts().items():
        path = SAMPLE / "verslagen" / f"{stem}.xml"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf<?xml")
        meeting = document.find(f"{VLOS}vergadering")
        assert meeting is not None
        assert meeting.attrib["objectid"] == stem
        assert meetings[stem]["Titel"] == words(meeting.find(f"{VLOS}titel"))
        assert meetings[stem]["Verslag"][0]["ContentLength"] == path.stat().st_size
        numbers = [item.text for item in document.iter(f"{VLOS}parlisid") if item.text]
        assert len(numbers) == 1
        activity = activities[numbers[0]]
        assert activity["Datum"][:10] == words(meeting.find(f"{VLOS}datum"))[:10]
        for case in document.iter(f"{VLOS}zaak"):
            key = f"kst-{words(case.find(f'{VLOS}dossiernummer'))}-{words(case.find(f'{VLOS}stuknummer'))}"
            assert published_on(papers[key]).isoformat() <= activity["Datum"][:10]
        spoken = [*document.iter(f"{VLOS}woordvoerder"), *document.iter(f"{VLOS}interrumpant")]
        assert len(spoken) >= 25
        identifiers = [item.attrib["objectid"] for item in spoken]
        assert len(set(identifiers)) == len(identifiers)
        roles = {words(item.find(f"{VLOS}spreker/{VLOS}functie")).split()[0] for item in spoken}
        assert roles & {"minister", "staatssecretaris"}
        chair = [item for item in spoken if words(item.find(f"{VLOS}isvoorzitter")) == "true"]
        points = [words(point) for item in chair for point in item.iter(f"{VLOS}lijst") for point in point]
        assert len(points) == promised[numbers[0]] >= 3
        assert all(re.match(r"De (minister|staatssecretaris) zegt toe ", point) for point in points)


def test_speakers_are_the_persons_of_the_house() -> None:
    people = {" ".join(part for part in (p["Tussenvoegsel"], p["Achternaam"]) if part).lower() for p in rows("persoon")}
    speakers = {words(name).lower() for document in transcripts().values() for name in document.iter(f"{VLOS}verslagnaam")}
    committees = {row["NaamNL"].lower() for row in rows("commissie")}
    assert speakers - committees <= people


def test_news_follows_the_contract() -> None:
    items = news()
    assert all(set(item) == {"id", "title", "text", "date", "source"} for item in items)
    assert len({item["id"] for item in items}) == len(items)
    assert {"cpb", "raadvanstate", "rob", "divosa", "ipo", "rijksoverheid"} <= {item["source"] for item in items}
    for item in items:
        assert date(2025, 9, 1) <= date.fromisoformat(item["date"]) <= date(2026, 2, 28)
        assert len(item["text"].split()) >= 40
        assert '"' not in item["text"], "nobody is quoted"


def test_agreement_opens_in_its_three_forms() -> None:
    texts = dict(all_text())
    page_text = texts["akkoord/voorbeeldakkoord.html"]
    assert page_text.startswith("<!DOCTYPE html>")
    assert len(re.findall(r"<h2 ", page_text)) >= 8
    assert len(re.findall(r"<p>", page_text)) >= 30
    with zipfile.ZipFile(SAMPLE / "akkoord" / "uitvoeringsagenda.docx") as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.parse(io.BytesIO(archive.read(name)))
    document = pypdfium2.PdfDocument(SAMPLE / "akkoord" / "financiele-bijlage.pdf")
    assert len(document) == 2
    document.close()
    assert "€ 800 miljoen" in texts["akkoord/financiele-bijlage.pdf"]
    for name, text in texts.items():
        if name.startswith("akkoord/"):
            assert "voorbeeldtekst" in text


def test_weekly_page_has_the_eleven_developments() -> None:
    lines = (SAMPLE / "vng" / "bijgepraat-weekbericht.txt").read_text(encoding="utf-8").splitlines()
    assert all(lines), "no empty lines, as on the page itself"
    titles = [n for n, line in enumerate(lines) if n and not line.endswith(".")]
    assert len(titles) == 11
    sections = ["\n".join(lines[start:end]) for start, end in zip(titles, [*titles[1:], len(lines)], strict=True)]
    expected = [
        ["regeerakkoord", "jeugdzorg"],
        ["22 januari 2026", "Sharon Dijksma", "provincies", "waterschappen"],
        ["UWV", "SVB", "Divosa", "CAK"],
        ["resoluties", "Oekraïne", "rechter"],
        ["Sharon Dijksma", "informateur", "stikstof", "stroomnet"],
        ["Hans Wijers", "Sybrand Buma", "D66", "CDA", "VNG"],
        ["3 november", "Dreeslezing", "Sharon Dijksma"],
        ["Centraal Planbureau", "half miljard euro", "gemeentefonds"],
        ["3 december", "Top Bestaanszeker Nederland"],
        ["22 september 2025", "Kansengelijkheid"],
        ["Prinsjesdag", "€ 728 miljoen"],
    ]
    for section, facts in zip(sections, expected, strict=True):
        assert 2 <= len(section.splitlines()) <= 3
        for fact in facts:
            assert fact in section


@pytest.mark.parametrize(("week", "fewest"), [("2026-W04", 10), ("2026-W05", 10), ("2025-W38", 6), ("2025-W49", 6)])
def test_weeks_of_the_demo_are_rich(week: str, fewest: int) -> None:
    days = [
        published_on(document)
        for document in publications().values()
        if words(document.find(".//dossiernr")).replace(" ", "") not in NOT_MUNICIPAL
    ]
    days += [date.fromisoformat(words(d.find(f".//{VLOS}datum"))[:10]) for d in transcripts().values()]
    days += [date.fromisoformat(item["date"]) for item in news()]
    in_week = [day for day in days if "{}-W{:02}".format(*day.isocalendar()[:2]) == week]
    assert len(in_week) >= fewest


def test_some_papers_do_not_concern_municipalities() -> None:
    others = [
        document for document in publications().values() if words(document.find(".//dossiernr")).replace(" ", "") in NOT_MUNICIPAL
    ]
    assert len(others) >= 4
    for document in others:
        body = document.find(".//tekst")
        assert "gemeente" not in words(body).lower()


def test_no_real_party_or_person_stands_in_what_is_invented() -> None:
    for name, text in all_text():
        if name.startswith(INVENTED):
            found = REAL_NAMES.search(text)
            assert found is None, f"{name}: {found and found.group()}"


def test_invented_papers_say_so() -> None:
    for folder in ("kamerstukken", "verslagen"):
        for path in (SAMPLE / folder).glob("*.xml"):
            assert "Voorbeeldgegevens van Bijgepraat" in path.read_text(encoding="utf-8-sig")[:800]


@pytest.mark.shared
def test_invented_names_are_of_nobody_real(shared: Path) -> None:
    def real(name: str) -> Iterator[dict[str, Any]]:
        with lzma.open(shared / "data" / "tweedekamer" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as stream:
            yield from map(json.loads, stream)

    surnames = {str(row["Achternaam"]).lower() for row in real("persoon") if row.get("Achternaam")}
    assert len(surnames) > 100
    assert {person["Achternaam"].lower() for person in rows("persoon")} & surnames == set()
    parties = {str(row[field]).lower() for row in real("fractie") for field in ("Afkorting", "NaamNL") if row.get(field)}
    assert len(parties) > 10
    invented = {party[field].lower() for party in rows("fractie") for field in ("Afkorting", "NaamNL")}
    assert invented & parties == set()


@pytest.mark.shared
def test_no_eight_words_in_a_row_come_from_the_seed(shared: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        flat = re.findall(r"\w+", text.lower())
        return {tuple(flat[n : n + 8]) for n in range(len(flat) - 7)}

    seed = runs((shared / "seed" / "praat-u-bij.txt").read_text(encoding="utf-8"))
    assert len(seed) > 500
    for name, text in all_text():
        assert runs(text) & seed == set(), name

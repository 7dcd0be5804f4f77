# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Official publications: key, dossier, title and text of every shape, from sound and from hostile files."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from blobs import blob_of, sort_out

from bijgepraat.model.records import Link, Notice, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.publications import read_publication
from bijgepraat.sources.titles import readable_title
from bijgepraat.sources.xml import DoctypeError, NoIdentifierError, TooDeepError, TruncatedError, WrongRootError

META = """
 <meta name="DC.identifier" scheme="OVERHEIDop.ParlID" content=" kst-36999-B-12 "/>
 <meta name="DC.type" scheme="OVERHEIDop.KamerstukTypen" content="Motie"/>
 <meta name="DC.type" scheme="OVERHEIDop.Parlementair" content="Kamerstuk"/>
 <meta name="OVERHEIDop.documenttitel" content="Gewijzigde motie van het lid De Boer over zwembaden (t.v.v. 36999-B-9)"/>
 <meta name="OVERHEIDop.indiener" content="A.B. de Boer"/><meta name="OVERHEIDop.indiener" content="C. Smit"/>
 <meta name="OVERHEIDop.vergaderjaar" content="2026-2027"/>
 <meta name="OVERHEID.category" content="Cultuur en recreatie | Sport"/>
 <meta name="DCTERMS.issued" content="2026-11-19"/><meta name="DCTERMS.available" content="2026-11-20"/>
 <meta name="DCTERMS.alternative" content=""/>
"""
EXTERN = """<meta name="OVERHEIDop.externMetadataRecord" content="https://voorbeeld.invalid/kst-36999-B-12/metadata.xml"/>"""
HEAD = """<kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2026-2027</tekstregel>
 <tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel></kamerstukkop>
 <dossier><dossiernummer><dossiernr>36 999</dossiernr><begrotingshoofdstuk>B</begrotingshoofdstuk></dossiernummer>
 <titel>Begroting van het gemeentefonds</titel></dossier>"""
DATED = """<datumtekst>Voorgesteld <datum isodatum="2026-11-18">18 november 2026</datum></datumtekst>"""
MOTION = """<al>De Kamer,</al><al>gehoord de\n   beraadslaging,</al>
 <al>constaterende dat CO<inf>2</inf> en <nadruk type="cur">zwem</nadruk>baden geld kosten;</al>
 <al>verzoekt de regering:</al><lijst><li><li.nr>–</li.nr><al>te rekenen;</al></li><li><li.nr>2.</li.nr><al>te delen,</al></li></lijst>
 <al>en gaat over tot de orde van de dag.</al><al-groep><al>De Boer</al><al>Smit.</al></al-groep>"""


def _kamerstuk(
    content: str = MOTION,
    meta: str = META,
    head: str = HEAD,
    title: str = "GEWIJZIGDE MOTIE VAN HET LID DE BOER C.S.",
    dated: str = DATED,
    number: str = '<stuknr>Nr. <ondernummer kamer="2">12</ondernummer></stuknr>',
) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><officiele-publicatie><metadata>{meta}</metadata><kamerstuk>{head}
 <stuk>{number}<titel>{title}</titel>{dated}<algemeen><vrije-tekst><tekst status="goed">{content}</tekst></vrije-tekst>
 </algemeen></stuk></kamerstuk></officiele-publicatie>""".encode()


def _other(body: str, meta: str = '<meta name="DC.identifier" content="stcrt-2026-100"/>') -> bytes:
    return f"<officiele-publicatie><metadata>{meta}</metadata>{body}</officiele-publicatie>".encode()


def _all(content: bytes, limits: Limits | None = None) -> tuple[Record, list[Notice]]:
    records, refused, warnings = sort_out(list(read_publication(blob_of(content, "kst.xml", limits, "bekendmakingen"))))
    assert len(records) == 1
    assert refused == []
    record = records[0]
    assert_sound(record)
    return record, warnings


def assert_sound(record: Record) -> None:
    """Passages follow each other and are whole lines of the text, without loose white space."""
    text = record.text or ""
    assert "\n".join(text[passage.start : passage.end] for passage in record.passages) == text
    for passage in record.passages:
        line = text[passage.start : passage.end]
        assert line
        assert line == " ".join(line.split())


def _lines(record: Record, kind: str | None = None) -> list[str]:
    return [(record.text or "")[passage.start : passage.end] for passage in record.passages if kind in {None, passage.kind}]


def test_a_motion_with_its_metadata() -> None:
    record, warnings = _all(_kamerstuk())
    assert warnings == []
    assert (record.kind, record.key, record.source) == ("Publicatie", "kst-36999-B-12", "bekendmakingen")
    assert record.title == "Gewijzigde motie van het lid De Boer over zwembaden (t.v.v. 36999-B-9)"
    assert (record.date, record.modified) == (date(2026, 11, 18), "2026-11-20")
    assert record.address == "https://zoek.officielebekendmakingen.nl/kst-36999-B-12"
    assert record.fields == {
        "soort": "Motie",
        "dossier": "36999-B",
        "dossiertitel": "Begroting van het gemeentefonds",
        "ondernummer": "12",
        "vergaderjaar": "2026-2027",
        "kamer": "Tweede Kamer der Staten-Generaal",
        "indieners": ["A.B. de Boer", "C. Smit"],
        "ondertekenaars": ["De Boer", "Smit"],
        "categorie": ["Cultuur en recreatie | Sport"],
    }
    assert record.links == (Link("dossier", "Kamerstukdossier", "36999-B"), Link("vervangt", "Publicatie", "kst-36999-B-9"))


def test_the_text_of_a_motion_reads_as_printed() -> None:
    record, _ = _all(_kamerstuk())
    assert _lines(record, "kop") == [
        "36 999 B Begroting van het gemeentefonds",
        "Nr. 12",
        record.title,
        "Voorgesteld 18 november 2026",
    ]
    assert _lines(record, "alinea") == [
        "De Kamer,",
        "gehoord de beraadslaging,",
        "constaterende dat CO2 en zwembaden geld kosten;",
        "verzoekt de regering:",
        "en gaat over tot de orde van de dag.",
    ]
    assert _lines(record, "lijst") == ["– te rekenen;", "2. te delen,"]
    assert _lines(record, "ondertekening") == ["De Boer", "Smit."]


def test_without_metadata_the_body_tells_the_same() -> None:
    record, warnings = _all(_kamerstuk(meta=EXTERN))
    assert warnings == []
    assert (record.key, record.modified, record.date) == ("kst-36999-B-12", None, date(2026, 11, 18))
    assert record.title == "Gewijzigde motie van het lid De Boer c.s."
    assert record.fields["soort"] == "Motie"
    assert record.fields["indieners"] == ["De Boer", "Smit"]
    assert record.fields["vergaderjaar"] == "2026-2027"
    assert record.fields["metadata"] == "https://voorbeeld.invalid/kst-36999-B-12/metadata.xml"
    assert _all(_kamerstuk(meta=""))[0].key == "kst-36999-B-12"


def test_a_replaced_motion_is_found_by_its_number_in_the_same_dossier() -> None:
    title = "GEWIJZIGDE MOTIE VAN HET LID DE BOER TER VERVANGING VAN DIE GEDRUKT ONDER NR. 9"
    record, _ = _all(_kamerstuk(meta="", title=title))
    assert Link("vervangt", "Publicatie", "kst-36999-B-9") in record.links
    assert record.title == "Gewijzigde motie van het lid De Boer ter vervanging van die gedrukt onder nr. 9"


@pytest.mark.parametrize(
    ("parts", "key", "printed"),
    [
        ("<dossiernr>36 999</dossiernr>", "kst-36999-12", "36 999"),
        ("<dossiernr>21 501</dossiernr><raadnr>02</raadnr>", "kst-21501-02-12", "21 501-02"),
        ("<dossiernr>36 027</dossiernr><rijkswetnr>R2160</rijkswetnr>", "kst-36027-12", "36 027 R2160"),
        ("<dossiernr>36\u00a0800</dossiernr><begrotingshoofdstuk> XVI </begrotingshoofdstuk>", "kst-36800-XVI-12", "36 800 XVI"),
    ],
)
def test_keys_from_every_kind_of_dossier(parts: str, key: str, printed: str) -> None:
    head = f"<dossier><dossiernummer>{parts}</dossiernummer><titel>Iets</titel></dossier>"
    record, _ = _all(_kamerstuk(meta="", head=head))
    assert record.key == key
    assert _lines(record)[0] == f"{printed} Iets"
    assert record.links[0].key == key.removeprefix("kst-").removesuffix("-12")


def test_every_dossier_is_linked() -> None:
    second = "<dossier><dossiernummer><dossiernr>36 001</dossiernr></dossiernummer><titel>Ander</titel></dossier>"
    record, _ = _all(_kamerstuk(head=HEAD + second))
    assert [link.key for link in record.links if link.role == "dossier"] == ["36999-B", "36001"]
    assert record.fields["dossiers"] == ["36999-B", "36001"]
    assert _lines(record, "kop")[1] == "36 001 Ander"


def test_a_dossier_that_only_the_metadata_names() -> None:
    meta = (
        META + '<meta name="OVERHEIDop.dossiernummer" content="36 999-B"/><meta name="OVERHEIDop.dossiertitel" content="Geld"/>'
    )
    record, _ = _all(_kamerstuk(meta=meta, head=""))
    assert (record.fields["dossier"], record.fields["dossiertitel"]) == ("36999-B", "Geld")


@pytest.mark.parametrize("identifier", ["", "geen nummer!", "../../etc/passwd", "kst-" + "9" * 200, "<b>"])
def test_a_strange_identifier_gives_way_to_the_body(identifier: str) -> None:
    meta = f'<meta name="DC.identifier" content="{identifier.replace("<", "&lt;")}"/>'
    assert _all(_kamerstuk(meta=meta))[0].key == "kst-36999-B-12"


def test_references_in_markup_become_links() -> None:
    content = """<al>Zie <extref doc="kst-36001-7" soort="document">36 001, nr. 7</extref>, <dossierref dossier="21501-02">dat
     dossier</dossierref>, <extref doc="https://voorbeeld.invalid/a" soort="URL">een site</extref> en <extref>niets</extref>.</al>"""
    record, _ = _all(_kamerstuk(content, meta=EXTERN))
    assert record.links[1:] == (
        Link("verwijzing", "Publicatie", "kst-36001-7"),
        Link("verwijzing", "Kamerstukdossier", "21501-02"),
    )
    assert "Zie 36 001, nr. 7, dat dossier, een site en niets." in (record.text or "")


def test_a_file_that_names_no_publication_is_refused() -> None:
    with pytest.raises(NoIdentifierError, match="publicatienummer") as caught:
        list(read_publication(blob_of(_kamerstuk(meta="", head=""), "kst.xml")))
    assert caught.value.code == "geen-id"
    with pytest.raises(NoIdentifierError):
        list(read_publication(blob_of(b"<officiele-publicatie/>", "kst.xml")))


@pytest.mark.parametrize("wrong", ["0001-01-01", "9999-12-31", "2026-13-45", "volgende week"])
def test_a_date_that_is_none_gives_way_and_is_reported(wrong: str) -> None:
    dated = f'<datumtekst>Voorgesteld <datum isodatum="{wrong}">toen</datum></datumtekst>'
    record, warnings = _all(_kamerstuk(dated=dated))
    assert record.date == date(2026, 11, 19)
    assert [notice.code for notice in warnings] == ["schijndatum"]
    assert wrong in warnings[0].message
    record, warnings = _all(_kamerstuk(dated=dated, meta=EXTERN))
    assert record.date is None
    assert [notice.code for notice in warnings] == ["schijndatum", "geen-datum"]
    assert all(notice.record == "kst-36999-B-12" and notice.file == "kst.xml" for notice in warnings)


def test_names_at_the_end_of_a_motion_without_its_closing_words() -> None:
    content = "<al>De Kamer,</al><al>verzoekt de regering te zwemmen,</al><al>De Boer</al><al>Inge de Wit-van der Zee</al>"
    record, _ = _all(_kamerstuk(content))
    assert _lines(record, "ondertekening") == ["De Boer", "Inge de Wit-van der Zee"]


def test_a_letter_with_headings_notes_table_and_signature() -> None:
    content = """<tussenkop kopopmaak="vet">Aanleiding</tussenkop>
     <al>Met deze brief<noot id="n1"><noot.nr>1</noot.nr><noot.al>Kamerstuk 36 999, nr. 3.</noot.al></noot> informeer ik u
      over <extref doc="x">het fonds</extref>.<lijst><li><li.nr>a.</li.nr><al>eerst</al><lijst><li><li.nr>1°</li.nr>
      <al>dieper</al></li></lijst></li></lijst>Tot zover.</al>
     <table><title>Bedragen</title><tgroup cols="3"><colspec colname="c1"/><thead><row><entry><al>Jaar</al></entry>
      <entry><al>Euro</al></entry><entry/></row></thead><tbody><row><entry><al>2026</al></entry><entry><al>1,5</al><al>mln</al>
      </entry><entry>x</entry></row><row><entry/><entry/><entry/></row></tbody></tgroup></table>
     <plaatje><illustratie naam="a.png"/></plaatje>
     <ondertekening><functie>De Minister van Zwemzaken,</functie><naam><voornaam>A.B.</voornaam><achternaam>Jansen</achternaam>
      </naam></ondertekening>"""
    record, _ = _all(_kamerstuk(content, meta="", title="BRIEF VAN DE MINISTER VAN ZWEMZAKEN OVER DE MOTIE-DE BOER"))
    assert record.fields["soort"] == "Brief"
    assert record.fields["ondertekenaars"] == ["A.B. Jansen"]
    kinds = [(passage.kind, line) for passage, line in zip(record.passages, _lines(record), strict=True)][4:]
    assert kinds == [
        ("kop", "Aanleiding"),
        ("alinea", "Met deze brief informeer ik u over het fonds."),
        ("noot", "1 Kamerstuk 36 999, nr. 3."),
        ("lijst", "a. eerst"),
        ("lijst", "1° dieper"),
        ("alinea", "Tot zover."),
        ("kop", "Bedragen"),
        ("rij", "Jaar | Euro |"),
        ("rij", "2026 | 1,5 mln | x"),
        ("ondertekening", "De Minister van Zwemzaken,"),
        ("ondertekening", "A.B. Jansen"),
    ]


def test_questions_and_answers() -> None:
    body = """<kamervragen><kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2026-2027</tekstregel></kamervraagkop>
     <kamervraagnummer>100</kamervraagnummer><kamervraagomschrijving>Vragen van het lid <naam><achternaam>De Boer</achternaam></naam>,
     over <kamervraagonderwerp>dure zwembaden</kamervraagonderwerp> (ingezonden 3 november).</kamervraagomschrijving>
     <vraag><nr>Vraag 1</nr><al>Klopt dit?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al><al>Helaas.</al></antwoord></kamervragen>"""
    meta = '<meta name="DC.identifier" content="ah-tk-20262027-100"/><meta name="DCTERMS.issued" content="2026-11-19"/>'
    record, warnings = _all(_other(body, meta))
    assert warnings == []
    assert record.title == "Vragen van het lid De Boer, over dure zwembaden (ingezonden 3 november)"
    assert record.fields["soort"] == "Kamervragen"
    assert _lines(record) == ["100", f"{record.title}.", "Vraag 1", "Klopt dit?", "Antwoord 1", "Ja.", "Helaas."]


def test_a_gazette_with_articles() -> None:
    body = """<staatscourant><intitule>Regeling zwembaden</intitule><regeling><aanhef><considerans><considerans.al>Gelet op de wet;
     </considerans.al></considerans></aanhef><regeling-tekst><artikel><kop><label>Artikel</label><nr>1</nr><titel>Begrippen</titel></kop>
     <lid><lidnr>1.</lidnr><al>Bad: water.</al></lid><lid><lidnr>2.</lidnr><lijst><li><li.nr>a.</li.nr><al>diep</al></li></lijst></lid>
     </artikel></regeling-tekst></regeling></staatscourant>"""
    record, warnings = _all(_other(body))
    assert record.title == "Regeling zwembaden"
    assert record.fields["soort"] == "Staatscourant"
    assert [notice.code for notice in warnings] == ["geen-datum"]
    assert _lines(record) == ["Regeling zwembaden", "Gelet op de wet;", "Artikel 1 Begrippen", "1. Bad: water.", "2.", "a. diep"]


def test_no_text_is_lost_in_elements_that_are_new() -> None:
    record, _ = _all(_kamerstuk("<nieuw>los,</nieuw><bak><x>een,</x><y>twee <z>drie</z> vier;</y></bak><al/>"))
    assert _lines(record, "alinea") == ["los,", "een,", "twee drie vier;"]


def test_without_title_or_text_there_is_a_record_and_a_warning() -> None:
    record, warnings = _all(_other("<gemeenteblad/>", META))
    assert (record.key, record.text, record.passages) == ("kst-36999-B-12", None, ())
    assert [notice.code for notice in warnings] == ["geen-tekst"]
    record, warnings = _all(_other("<gemeenteblad><al>Tekst.</al></gemeenteblad>"))
    assert record.title is None
    assert [notice.code for notice in warnings] == ["geen-datum", "geen-titel"]


def test_garbled_letters_and_wrong_encodings_are_reported() -> None:
    record, warnings = _all(_kamerstuk("<al>de heer CaluwÃ© zwemt</al>"))
    assert "CaluwÃ©" in (record.text or "")
    assert [notice.code for notice in warnings] == ["verminkte-letters"]
    record, warnings = _all(_kamerstuk("<al>één café</al>").decode().encode("cp1252"))
    assert "één café" in (record.text or "")
    assert [notice.code for notice in warnings] == ["codering"]
    record, warnings = _all(_kamerstuk("<al>één café</al>").decode().encode("utf-16"))
    assert "één café" in (record.text or "")
    assert warnings == []


def test_no_cut_file_gives_a_record() -> None:
    whole = _kamerstuk()
    for length in range(0, len(whole) - 1, 7):
        with pytest.raises(InputError):
            list(read_publication(blob_of(whole[:length], "kst.xml")))
    with pytest.raises(TruncatedError, match="regel"):
        list(read_publication(blob_of(whole[:-40], "kst.xml")))


def test_hostile_files_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>' + _kamerstuk("<al>&c;</al>").split(b"?>", 1)[1]
    with pytest.raises(DoctypeError):
        list(read_publication(blob_of(bomb, "kst.xml")))
    with pytest.raises(TooDeepError):
        list(read_publication(blob_of(_kamerstuk("<al>" * 100_000 + "</al>" * 100_000), "kst.xml")))
    with pytest.raises(TooLargeError):
        list(read_publication(blob_of(_kamerstuk(" " * 20_000), "kst.xml", Limits(xml_bytes=10_000))))
    with pytest.raises(WrongRootError, match="HTML"):
        list(read_publication(blob_of(b"<html><body>Storing</body></html>", "kst.xml")))


def test_nesting_up_to_the_limit_is_collected() -> None:
    inner = "<lijst><li>" * 90 + "<al>bodem</al>" + "</li></lijst>" * 90
    record, _ = _all(_kamerstuk(inner))
    assert _lines(record, "lijst") == ["bodem"]


@pytest.mark.parametrize(
    ("printed", "names", "readable"),
    [
        ("MOTIE VAN HET LID VAN DER PLAS", [], "Motie van het lid Van der Plas"),
        (
            "MOTIE VAN DE LEDEN INGE VAN DIJK, EL ABASSI EN DE GROOT",
            [],
            "Motie van de leden Inge van Dijk, El Abassi en De Groot",
        ),
        ("MOTIE VAN HET LID MARTENS-AMERICA C.S.", [], "Motie van het lid Martens-America c.s."),
        ("MOTIE VAN HET LID MACDONALD", ["MacDonald"], "Motie van het lid MacDonald"),
        ("MOTIE VAN KOSTIĆ", ["Kostić"], "Motie van Kostić"),
        (
            "BRIEF VAN DE MINISTER VAN BINNENLANDSE ZAKEN EN KONINKRIJKSRELATIES",
            [],
            "Brief van de minister van Binnenlandse Zaken en Koninkrijksrelaties",
        ),
        ("VERSLAG VAN EEN COMMISSIEDEBAT", [], "Verslag van een commissiedebat"),
        (
            "ADVIES VAN DE AFDELING ADVISERING VAN DE RAAD VAN STATE",
            [],
            "Advies van de afdeling advisering van de Raad van State",
        ),
        ("Motie van het lid De Boer over AOW", [], "Motie van het lid De Boer over AOW"),
        ("12", [], "12"),
        ("", [], ""),
    ],
)
def test_titles_in_capitals_become_readable(printed: str, names: list[str], readable: str) -> None:
    assert readable_title(printed, names) == readable


@pytest.mark.shared
def test_all_real_motions(shared: Path) -> None:
    """Every one is read; key, dossier, date, signatures and passages hold up."""
    records: list[Record] = []
    codes: list[str] = []
    with zipfile.ZipFile(shared / "data" / "kamerstukken" / "moties-2023-2025.zip") as archive:
        names = archive.namelist()
        for name in names:
            found, refused, warnings = sort_out(list(read_publication(blob_of(archive.read(name), name))))
            assert len(found) == 1, name
            assert refused == []
            records += found
            codes += [notice.code for notice in warnings]
    assert len(records) == len(names) == 5966
    assert set(codes) <= {"geen-datum"}
    assert len(codes) < 10
    for record in records:
        assert re.fullmatch(r"kst-\d{5}(-[0-9A-Z]+)*-\d+", record.key)
        assert_sound(record)
        assert record.title in _lines(record, "kop")
        assert record.title is not None
        assert not record.title.isupper()
        assert record.fields["soort"] == "Motie"
        assert f"kst-{record.fields['dossier']}-{record.fields['ondernummer']}" == record.key
        assert record.fields["ondertekenaars"]
        assert all(len(name) < 60 for name in record.fields["ondertekenaars"])
        assert [link for link in record.links if link.role == "dossier"]
    assert sum(len(_lines(record, "ondertekening")) for record in records) > 12_000

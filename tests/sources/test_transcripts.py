# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Transcripts: who said what, in which order, from sound and from hostile files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from blobs import blob_of, sort_out
from lxml import etree

from bijgepraat.model.records import Link, Notice, Passage, Record
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.transcripts import debate_of, read_debate, read_transcript
from bijgepraat.sources.xml import DoctypeError, NoIdentifierError, TooDeepError, TruncatedError, WrongRootError

NAMESPACE = "http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0"


def person(first: str, printed: str, sorted_name: str, party: str = "", role: str = "lid Tweede Kamer") -> str:
    fraction = f"<fractie>{party}</fractie>" if party else ""
    return f"""<spreker soort="Persoon" objectid="p-{printed}">{fraction}<aanhef>Mevrouw</aanhef><verslagnaam>{printed}</verslagnaam>
     <weergavenaam>{sorted_name}</weergavenaam><voornaam>{first}</voornaam><achternaam>{sorted_name}</achternaam>
     <functie>{role}</functie></spreker>"""


CHAIR = person("Bo", "De Wit", "Wit de", "VBD")
MEMBER = person("Anna", "Van den Bosch", "Bosch van den", "ABC")
MINISTER = person("Cas", "Jansen", "Jansen", role="minister van Zwemzaken")


def turn(name: str, key: str, who: str, line: str, text: str, *, chair: bool = False, inside: str = "") -> str:
    start = f"<alineaitem>{line}</alineaitem>" if line else ""
    return f"""<{name} objectid="{key}">{who}<markeertijdbegin>2026-11-18T14:00:00</markeertijdbegin>
     <isvoorzitter>{str(chair).lower()}</isvoorzitter><isdraad>true</isdraad>
     <tekst><alinea>{start}{text}</tekst>{inside}</{name}>"""


def said(*paragraphs: str) -> str:
    """The rest of a turn: the first paragraph is open already, behind the speaker's line."""
    return "</alinea><alinea>".join(f"<alineaitem>{paragraph}</alineaitem>" for paragraph in paragraphs) + "</alinea>"


ANNA = 'Mevrouw <nadruk type="Vet">Van den Bosch</nadruk> (ABC):'
CAS = 'Minister <nadruk type="Vet">Jansen</nadruk>:'
BO = 'De <nadruk type="Vet">voorzitter</nadruk>:'
MOTION = """<draadboekfragment soort="Motie indiening" objectid="m-1"><isdraad>true</isdraad><tekst>
 <alineagroep type="Motietekst"><alinea><alineaitem>De Kamer,</alineaitem></alinea><alinea><alineaitem>verzoekt de regering:</alineaitem>
  <lijst><alineaitem>te zwemmen;</alineaitem><alineaitem>te duiken,</alineaitem></lijst></alinea></alineagroep>
 <alineagroep type="Motieinfo"><alinea><alineaitem>De <nadruk type="Vet">voorzitter</nadruk>:</alineaitem>
  <alineaitem>Zij krijgt nr. <stuknummer>15</stuknummer> (<dossiernummer>36999-B</dossiernummer>).</alineaitem></alinea></alineagroep></tekst>
 <zaken><zaak soort="Motie" objectid="z-1"><titel>de motie</titel><dossiernummer>36999-B</dossiernummer><stuknummer>15</stuknummer>
  <parlisid/></zaak></zaken></draadboekfragment>"""
VOTES = """<activiteit soort="Stemmingen" objectid="a-2"><titel>Stemmingen</titel><parlisid/><activiteithoofd soort="Stemming" objectid="h-2">
 <titel>Stemming motie zwemmen</titel><activiteitdeel soort="Stemming item" objectid="d-2"><titel>de motie (36999-B, nr. 15)</titel>
 <tekst><alinea><alineaitem>In stemming komt de motie.</alineaitem></alinea></tekst><activiteititem soort="Besluit" objectid="b-2">
 <titel>Besluit</titel><tekst><alinea><alineaitem>De <nadruk type="Vet">voorzitter</nadruk>:</alineaitem>
 <alineaitem>Zij is aangenomen.</alineaitem></alinea></tekst><besluitvorm>Fractie</besluitvorm><uitslag>Aangenomen</uitslag>
 <stemmingen><stemming><fractie>XYZ</fractie><stem>Tegen</stem></stemming><stemming><fractie>ABC</fractie><stem>Voor</stem></stemming>
 <stemming><fractie>VBD</fractie><stem>Voor</stem></stemming></stemmingen></activiteititem></activiteitdeel></activiteithoofd></activiteit>"""
OPENING = f"""<activiteit soort="Opening" objectid="a-0"><titel>Opening</titel><parlisid/><activiteithoofd objectid="h-0"><titel>Opening</titel>
 <tekst><alinea><alineaitem><nadruk type="Vet">Voorzitter: De Wit</nadruk></alineaitem><alineaitem>Griffier: Smit</alineaitem></alinea></tekst>
 <draadboekfragment soort="Voorzitter selectie" objectid="f-0"><sprekers>{CHAIR}</sprekers></draadboekfragment></activiteithoofd></activiteit>"""
INTERRUPTIONS = (
    turn("interrumpant", "t-2", CHAIR, BO, said("Een vraag van mevrouw Van den Bosch."), chair=True)
    + turn("interrumpant", "t-3", MEMBER, ANNA, said("Belooft u dat?"))
    + '<draadboekfragment soort="Schorsing" objectid="f-9"><tekst><alinea><alineaitem>(Gelach)</alineaitem></alinea></tekst></draadboekfragment>'
)
TURNS = turn("woordvoerder", "t-0", MEMBER, ANNA, said("Voorzitter. Ik dien in:"), inside=MOTION) + turn(
    "woordvoerder",
    "t-1",
    MINISTER,
    CAS,
    said("Ik stuur\n      u een brief.", "Voor CO<nadruk type='Onderschrift'>2</nadruk>."),
    inside=INTERRUPTIONS,
)


def report(
    turns: str = TURNS, votes: str = VOTES, facts: str = "", stamp: str = "2026-11-18T23:40:56.9230009+01:00", key: str = "V-1"
) -> bytes:
    return f"""\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?><vlosCoreDocument MessageID="b-1" Timestamp="{stamp}"
 soort="Tussenpublicatie" status="Ongecorrigeerd" versie="1.3" xmlns="{NAMESPACE}"><vergadering soort="Commissie" objectid="{key}"
 kamer="Tweede Kamer">{
        facts
        or '''<titel>Zwemmen</titel><zaal>Grote zaal</zaal><vergaderjaar>2026-2027</vergaderjaar>
 <vergaderingnummer>0</vergaderingnummer><datum>2026-11-18T00:00:00</datum><aanvangstijd>2026-11-18T14:00:00</aanvangstijd>
 <sluiting>0001-01-01T00:00:00</sluiting>'''
    }{OPENING}<activiteit soort="Commissiedebat" objectid="a-1"><titel>Zwemmen</titel>
 <parlisid>2026A09999</parlisid><zaken><zaak soort="Brief" objectid="z-9"><titel>x</titel><dossiernummer>36999</dossiernummer>
 <stuknummer>3</stuknummer><parlisid>2026Z00042</parlisid></zaak></zaken><activiteithoofd soort="Termijn" objectid="h-1"><titel>Eerste termijn</titel>
 <activiteitenindex><category>Sport | Zwemmen</category></activiteitenindex>
 <activiteitdeel soort="Spreekbeurt" objectid="d-1"><titel>Spreekbeurt - x</titel><activiteititem soort="Woordvoerder" objectid="i-1"><titel>x</titel>
 {turns}</activiteititem></activiteitdeel></activiteithoofd></activiteit>{votes}
 <commissies><commissie volgorde="1"><afkorting>ZW</afkorting><verslagnaam>vaste commissie voor Zwemzaken</verslagnaam></commissie></commissies>
 </vergadering></vlosCoreDocument>""".encode()


def _all(content: bytes, limits: Limits | None = None) -> tuple[Record, list[Notice]]:
    records, refused, warnings = sort_out(list(read_transcript(blob_of(content, "verslag.xml", limits, "verslagen"))))
    assert len(records) == 1
    assert refused == []
    assert_sound(records[0])
    return records[0], warnings


def assert_sound(record: Record) -> None:
    """Passages follow each other without overlap; nothing but line breaks stands between them; no loose white space."""
    text, at = record.text or "", 0
    for passage in record.passages:
        assert text[at : passage.start].strip("\n") == ""
        words = text[passage.start : passage.end]
        assert words
        assert all(line == " ".join(line.split()) != "" for line in words.split("\n"))
        at = passage.end
    assert at == len(text)


def _shown(record: Record) -> list[tuple[str, str]]:
    return [(passage.kind, _text(record, passage)) for passage in record.passages]


def _text(record: Record, passage: Passage) -> str:
    return (record.text or "")[passage.start : passage.end]


def test_the_record_of_a_meeting() -> None:
    record, warnings = _all(report())
    assert warnings == []
    assert (record.kind, record.key, record.title, record.date) == ("Debat", "v-1", "Zwemmen", date(2026, 11, 18))
    assert record.modified == "2026-11-18T22:40:56.9230009Z"
    assert {name: record.fields[name] for name in ("soort", "zaal", "status", "publicatiesoort", "aanvangstijd", "bericht")} == {
        "soort": "Commissie",
        "zaal": "Grote zaal",
        "status": "Ongecorrigeerd",
        "publicatiesoort": "Tussenpublicatie",
        "aanvangstijd": "2026-11-18T14:00:00",
        "bericht": "b-1",
    }
    assert "sluiting" not in record.fields
    assert "vergaderingnummer" not in record.fields
    assert record.fields["parlisids"] == ["2026A09999"]
    assert record.fields["dossiers"] == ["36999", "36999-B"]
    assert record.fields["commissies"] == ["vaste commissie voor Zwemzaken"]
    assert record.fields["onderwerpen"] == ["Sport | Zwemmen"]
    assert record.fields["stemmingen"] == [
        {
            "titel": "de motie (36999-B, nr. 15)",
            "vorm": "Fractie",
            "uitslag": "Aangenomen",
            "stemmen": {"Tegen": ["XYZ"], "Voor": ["ABC", "VBD"]},
        }
    ]
    assert set(record.links) == {
        Link("activiteit-nummer", "Activiteit", "2026A09999"),
        Link("zaak-nummer", "Zaak", "2026Z00042"),
        Link("dossier", "Kamerstukdossier", "36999"),
        Link("publicatie", "Publicatie", "kst-36999-3"),
        Link("dossier", "Kamerstukdossier", "36999-B"),
        Link("publicatie", "Publicatie", "kst-36999-B-15"),
    }


def test_the_text_in_its_order_without_speakers_lines() -> None:
    record, _ = _all(report())
    assert _shown(record) == [
        ("kop", "Zwemmen"),
        ("alinea", "Voorzitter: De Wit\nGriffier: Smit"),
        ("kop", "Zwemmen"),
        ("kop", "Eerste termijn"),
        ("toespraak", "Voorzitter. Ik dien in:"),
        ("motie", "De Kamer,\nverzoekt de regering:\nte zwemmen;\nte duiken,"),
        ("voorzitter", "Zij krijgt nr. 15 (36999-B)."),
        ("toespraak", "Ik stuur u een brief.\nVoor CO2."),
        ("voorzitter", "Een vraag van mevrouw Van den Bosch."),
        ("interruptie", "Belooft u dat?"),
        ("alinea", "(Gelach)"),
        ("kop", "Stemmingen"),
        ("kop", "Stemming motie zwemmen"),
        ("kop", "de motie (36999-B, nr. 15)"),
        ("alinea", "In stemming komt de motie."),
        ("voorzitter", "Zij is aangenomen."),
        ("stemming", "Uitslag: Aangenomen\nVoor: ABC, VBD\nTegen: XYZ"),
    ]


def test_who_speaks() -> None:
    record, _ = _all(report())
    by_anchor = {(passage.kind, passage.anchor): passage for passage in record.passages}
    member = by_anchor["toespraak", "t-0"]
    assert (member.speaker, member.role, member.party) == ("Anna van den Bosch", "lid Tweede Kamer", "ABC")
    minister = by_anchor["toespraak", "t-1"]
    assert (minister.speaker, minister.role, minister.party) == ("Cas Jansen", "minister van Zwemzaken", None)
    assert by_anchor["motie", "m-1"].speaker == "Anna van den Bosch"
    # What the chair says of the motion, between the turns, is the chair's who was chosen at the opening.
    assert by_anchor["voorzitter", "m-1"].speaker == "Bo de Wit"
    assert by_anchor["voorzitter", "t-2"].speaker == "Bo de Wit"
    assert by_anchor["voorzitter", "b-2"].speaker == "Bo de Wit"


def test_the_debate_has_the_turns_with_their_places() -> None:
    debate = read_debate(blob_of(report(), "verslag.xml"))
    record, _ = _all(report())
    assert debate == debate_of(record)
    assert (debate.id, debate.title, debate.date) == ("v-1", "Zwemmen", date(2026, 11, 18))
    assert [speech.id for speech in debate.speeches] == ["t-0", "m-1", "t-1", "t-2", "t-3", "b-2"]
    assert [speech.chair for speech in debate.speeches] == [False, True, False, True, False, True]
    for speech in debate.speeches:
        assert speech.text == (record.text or "")[speech.start : speech.end]


@pytest.mark.parametrize(
    ("first", "printed", "sorted_name", "shown"),
    [
        ("Caroline", "Van der Plas", "Plas van der", "Caroline van der Plas"),
        ("Ismail", "El Abassi", "El Abassi", "Ismail El Abassi"),
        ("Olger", "Olger van Dijk", "Dijk van", "Olger van Dijk"),
        ("Jan", "Jansen", "Jansen", "Jan Jansen"),
        ("Jan", "Jan-Peters", "Jan-Peters", "Jan Jan-Peters"),
        ("", "Van der Plas", "Plas van der", "Van der Plas"),
        ("Anna", "", "Jansen", "Anna Jansen"),
        ("Willem", "'t Hart", "Hart 't", "Willem 't Hart"),
    ],
)
def test_names_as_people_know_them(first: str, printed: str, sorted_name: str, shown: str) -> None:
    who = person(first, printed, sorted_name)
    debate = read_debate(blob_of(report(turn("woordvoerder", "t", who, "", said("Dank.")), votes=""), "v.xml"))
    assert debate.speeches[0].speaker == shown


@pytest.mark.parametrize(
    ("line", "text", "kept"),
    [
        (ANNA, "Dank u wel.", "Dank u wel."),
        ('Oud-generaal <nadruk type="Vet">Van den Bosch</nadruk>:', "Dank.", "Dank."),
        ('<nadruk type="Vet">Mevrouw Van den Bosch</nadruk> (ABC):', "Dank.", "Dank."),
        ("", "Mevrouw Van den Bosch (ABC): Dank u wel.", "Dank u wel."),
        ("", "Van den Bosch: dank.", "dank."),
        ("", "Ik zei tegen mevrouw Van den Bosch: dank.", "Ik zei tegen mevrouw Van den Bosch: dank."),
        ("", '<nadruk type="Vet">Ten eerste</nadruk>: geld.', "Ten eerste: geld."),
        ("", "Minister Jansen: die zei dat.", "Minister Jansen: die zei dat."),
        ("", "Geen naam vooraf.", "Geen naam vooraf."),
    ],
)
def test_only_the_speakers_own_line_is_left_out(line: str, text: str, kept: str) -> None:
    debate = read_debate(blob_of(report(turn("woordvoerder", "t", MEMBER, line, said(text)), votes=""), "v.xml"))
    assert debate.speeches[0].text == kept


def test_a_turn_without_words_or_identifier() -> None:
    turns = (
        turn("woordvoerder", "leeg", MEMBER, ANNA, "</alinea>")
        + turn("woordvoerder", "x", MEMBER, ANNA, said("Dank.")).replace('objectid="x"', "")
        + turn("woordvoerder", "y", "", "", said("Wie spreekt hier?"))
        + '<woordvoerder objectid="z"/>'
    )
    record, _ = _all(report(turns, votes=""))
    debate = debate_of(record)
    assert [(speech.id, speech.speaker, speech.text) for speech in debate.speeches] == [
        ("beurt-1", "Anna van den Bosch", "Dank."),
        ("y", "", "Wie spreekt hier?"),
    ]


def test_a_new_chair_speaks_from_then_on() -> None:
    change = f"""<draadboekfragment soort="Wisseling voorzitter" objectid="w"><tekst><alinea><alineaitem>Voorzitter: Van den Bosch</alineaitem>
     </alinea></tekst><sprekers>{MEMBER}</sprekers></draadboekfragment>"""
    first = turn("woordvoerder", "t", CHAIR, BO, said("Ik draag over."), chair=True, inside=change + MOTION)
    record, _ = _all(report(first, votes=""))
    assert [passage.speaker for passage in record.passages if passage.kind == "voorzitter"] == ["Bo de Wit", "Anna van den Bosch"]
    assert ("alinea", "Voorzitter: Van den Bosch") in _shown(record)


def test_votes_of_members_and_without_outcome() -> None:
    votes = (
        VOTES.replace("<fractie>XYZ</fractie>", CHAIR)
        .replace("<uitslag>Aangenomen</uitslag>", "")
        .replace("<stem>Tegen</stem>", "<stem/>")
    )
    record, _ = _all(report(votes=votes))
    assert _shown(record)[-1] == ("stemming", "Voor: ABC, VBD\nOnbekend: Bo de Wit")


def test_a_transcript_without_speech_gives_the_record_and_a_warning() -> None:
    record, warnings = _all(report("", votes="").replace(b"Ongecorrigeerd", b"Casco"))
    assert record.title == "Zwemmen"
    assert debate_of(record).speeches == ()
    assert [notice.code for notice in warnings] == ["geen-toespraken"]
    assert "Casco" in warnings[0].message
    assert (warnings[0].file, warnings[0].record) == ("verslag.xml", "v-1")


def test_missing_and_placeholder_facts_are_reported() -> None:
    record, warnings = _all(
        report(facts="<datum>0001-01-01T00:00:00</datum><aanvangstijd>9999-12-31T00:00:00</aanvangstijd>", stamp="gisteren")
    )
    assert (record.title, record.date, record.modified) == (None, None, None)
    assert "aanvangstijd" not in record.fields
    assert [notice.code for notice in warnings] == ["geen-titel", "geen-datum", "onleesbare-datum"]


@pytest.mark.parametrize(
    ("stamp", "modified"),
    [
        ("2025-07-10T15:45:56.9230009+02:00", "2025-07-10T13:45:56.9230009Z"),
        ("2025-07-03T21:36:09.971315+02:00", "2025-07-03T19:36:09.9713150Z"),
        ("2025-07-03T21:36:09Z", "2025-07-03T21:36:09.0000000Z"),
        ("2025-07-03T21:36:09", "2025-07-03T19:36:09.0000000Z"),
        ("2025-01-03T21:36:09.5", "2025-01-03T20:36:09.5000000Z"),
        ("0001-01-01T00:00:00", None),
        ("2025-07-03T25:00:00", None),
        ("", None),
    ],
)
def test_the_moment_of_a_version_is_in_utc(stamp: str, modified: str | None) -> None:
    record, _ = _all(report(stamp=stamp))
    assert record.modified == modified


def test_text_in_new_elements_is_kept_and_reported() -> None:
    turns = (
        TURNS
        + "<nieuwelement>Nog een zin.</nieuwelement><bak>"
        + turn("woordvoerder", "n", MEMBER, ANNA, said("In een bak."))
        + "</bak>"
    )
    record, warnings = _all(report(turns))
    assert ("alinea", "Nog een zin.") in _shown(record)
    assert ("toespraak", "In een bak.") in _shown(record)
    assert [notice.code for notice in warnings] == ["onbekend-element"]
    assert "<nieuwelement>" in warnings[0].message


def test_the_same_without_namespace() -> None:
    record, _ = _all(report().replace(f' xmlns="{NAMESPACE}"'.encode(), b"").replace(f'\n xmlns="{NAMESPACE}"'.encode(), b""))
    assert record == _all(report())[0]


def test_encodings() -> None:
    plain = report(turn("woordvoerder", "t", MEMBER, ANNA, said("Eén zwembad à € 5.")), votes="").decode().removeprefix("\ufeff")
    for content in (plain.encode(), plain.encode("utf-16")):
        record, warnings = _all(content)
        assert "Eén zwembad à € 5." in (record.text or "")
        assert warnings == []
    record, warnings = _all(plain.encode("cp1252"))
    assert "Eén zwembad à € 5." in (record.text or "")
    assert [notice.code for notice in warnings] == ["codering"]
    record, warnings = _all(plain.replace("Eén", "EÃ©n").encode())
    assert [notice.code for notice in warnings] == ["verminkte-letters"]


def test_what_cannot_be_read_is_refused_whole() -> None:
    whole = report()
    for length in range(0, len(whole) - 1, 37):
        with pytest.raises(InputError):
            list(read_transcript(blob_of(whole[:length], "v.xml")))
    with pytest.raises(TruncatedError, match="afgekapt"):
        read_debate(blob_of(whole[: len(whole) // 2], "v.xml"))
    with pytest.raises(NoIdentifierError, match="objectid"):
        read_debate(blob_of(report(key=""), "v.xml"))
    with pytest.raises(NoIdentifierError):
        read_debate(blob_of(report(key="../" * 50), "v.xml"))
    with pytest.raises(NoIdentifierError):
        read_debate(blob_of(b"<vlosCoreDocument/>", "v.xml"))
    with pytest.raises(DoctypeError):
        read_debate(blob_of(b'<!DOCTYPE a [<!ENTITY b "c">]>' + whole.split(b"?>", 1)[1], "v.xml"))
    with pytest.raises(TooDeepError):
        read_debate(blob_of(report("<bak>" * 100_000 + "</bak>" * 100_000), "v.xml"))
    with pytest.raises(TooLargeError):
        read_debate(blob_of(report(" " * 50_000), "v.xml", Limits(xml_bytes=50_000)))
    with pytest.raises(WrongRootError, match="HTML"):
        read_debate(blob_of(b"<!DOCTYPE html><html><p>Storing", "v.xml"))


def test_turns_nested_up_to_the_limit_are_read() -> None:
    record, _ = _all(report("<bak>" * 180 + turn("woordvoerder", "t", MEMBER, ANNA, said("Diep.")) + "</bak>" * 180, votes=""))
    assert ("toespraak", "Diep.") in _shown(record)


@pytest.mark.shared
def test_the_real_transcripts_lose_no_words(shared: Path) -> None:
    """Every line of every transcript is in the text, but the lines that name a speaker."""
    files = sorted((shared / "data" / "verslagen").glob("*.xml"))
    assert len(files) == 8
    silent = 0
    for file in files:
        content = file.read_bytes()
        record, warnings = _all(content)
        silent += [notice.code for notice in warnings].count("geen-toespraken")
        debate = debate_of(record)
        assert len({speech.id for speech in debate.speeches}) == len(debate.speeches)
        assert all(speech.speaker for speech in debate.speeches)
        assert record.key == file.stem
        for item in etree.fromstring(content).iter("{*}alineaitem"):
            line = " ".join("".join(item.itertext()).split())
            assert line in (record.text or "") or line.endswith(":"), line
    assert silent == 1


@pytest.mark.shared
def test_every_quote_of_the_gold_stands_in_its_turn(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "commitments.dev.json").read_text())
    debates = {}
    for file in (shared / "data" / "verslagen").glob("*.xml"):
        debate = read_debate(blob_of(file.read_bytes(), file.name))
        debates[debate.id] = {speech.id: speech for speech in debate.speeches}
    quotes = [item for group in gold.values() for item in group]
    assert len(quotes) > 100
    for item in quotes:
        speech = debates[item["debate"]][item.get("speech_objectid") or item["speaker_objectid"]]
        assert item["text"] in speech.text.replace("\n", " ")

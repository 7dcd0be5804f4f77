# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A small house with one of everything, written straight into a store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import orjson

from bijgepraat.model.claims import Amount, Commitment, Moment, Name, Reading, Reference, Relevance, Span, ThemeScore
from bijgepraat.model.editions import Development, Edition, EditionAmount, EditionLink, Evidence, Sentence
from bijgepraat.model.records import Kind, Link, Notice, Original, Passage, Record, Severity
from bijgepraat.pipeline.editions import edition_as_dict
from bijgepraat.store import journal
from bijgepraat.store.readings import unread, write_readings
from bijgepraat.store.records import write
from bijgepraat.store.store import Store
from bijgepraat.store.week import keep_edition

NOW = datetime(2025, 7, 7, 6, 30, tzinfo=UTC)
SOURCE = "tweedekamer"
MOTION_TITLE = "Motie van het lid Boterbloem over geld voor jeugdzorg"
MOTION = (
    "De Kamer,\n"
    "constaterende dat gemeenten in 2026 € 728 miljoen ontvangen voor jeugdzorg;\n"
    "verzoekt de minister de Kamer vóór 1 oktober 2025 te informeren, zie Kamerstuk 99010, nr. 1 en nr. 7,\n"
    "en gaat over tot de orde van de dag."
)
ODD_KEY = "map/akkoord 100%?a=b#c&d.pdf"
TURNS = 120


def odata(kind: Kind, key: str, title: str | None = None, day: date | None = None, *links: Link, **fields: Any) -> Record:
    """A record as the Tweede Kamer's would be."""
    return Record(kind, key, SOURCE, title, day, "2025-07-03T10:00:00.0000000Z", fields=fields, links=links)


def zaak(key: str, number: int, title: str, *links: Link, day: date = date(2025, 7, 2)) -> Record:
    """A motion as a zaak."""
    return odata(
        Kind.ZAAK, key, title, day, *links, Soort="Motie", Volgnummer=number, Onderwerp=title, Nummer=f"2025Z{number:05}"
    )


def parliament() -> list[Record]:
    """People, parties, papers on an agenda, decisions and votes."""
    to_document = Link("document", Kind.DOCUMENT, "d3")
    found = [
        odata(Kind.FRACTIE, "f1", "Partij van het Midden", Afkorting="PvhM", AantalZetels=90),
        odata(Kind.FRACTIE, "f2", "Lijst Noord", Afkorting="LN", AantalZetels=60),
        odata(Kind.FRACTIE, "f3", "Oude Partij", Afkorting="OP", AantalZetels=0, DatumInactief="2024-01-01T00:00:00+01:00"),
        odata(Kind.PERSOON, "p1", "Anna Boterbloem", Roepnaam="Anna", Achternaam="Boterbloem", Functie="Tweede Kamerlid"),
        odata(
            Kind.PERSOON, "p2", "Bert de Wit", Roepnaam="Bert", Tussenvoegsel="de", Achternaam="Wit", Functie="Tweede Kamerlid"
        ),
        odata(Kind.PERSOON, "p3", "Carla de Wit", Roepnaam="Carla", Tussenvoegsel="de", Achternaam="Wit", Functie="Oud Kamerlid"),
        odata(Kind.FRACTIE_ZETEL, "zetel1", None, None, Link("fractie", Kind.FRACTIE, "f1")),
        odata(
            Kind.FRACTIE_ZETEL_PERSOON,
            "bezet1",
            None,
            None,
            Link("persoon", Kind.PERSOON, "p1"),
            Link("fractiezetel", Kind.FRACTIE_ZETEL, "zetel1"),
        ),
        zaak("z3", 3, MOTION_TITLE, to_document),
        zaak("z4", 4, "Motie van het lid Bert de Wit over zwembaden", day=date(2025, 7, 2)),
        zaak("z9", 9, "Gewijzigde motie van het lid De Wit over sport (t.v.v. 99010-2)", day=date(2025, 7, 3)),
        zaak("oud", 1, "Motie van het lid Jansen over iets zonder dag", day=date(2024, 1, 31)),
        odata(
            Kind.ZAAK_ACTOR,
            "za1",
            None,
            None,
            Link("persoon", Kind.PERSOON, "p1"),
            Link("zaak", Kind.ZAAK, "z3"),
            Relatie="Indiener",
        ),
        odata(
            Kind.DOCUMENT,
            "d3",
            MOTION_TITLE,
            date(2025, 7, 2),
            Link("huidigedocumentversie", Kind.DOCUMENT_VERSIE, "v3"),
            Soort="Motie",
        ),
        odata(
            Kind.DOCUMENT_VERSIE,
            "v3",
            None,
            None,
            Link("document", Kind.DOCUMENT, "d3"),
            Link("publicatie", Kind.PUBLICATIE, "kst-99010-3"),
        ),
        odata(
            Kind.AGENDAPUNT,
            "ap1",
            "Stemmingen over moties over jeugd en sport",
            None,
            *(Link("zaak", Kind.ZAAK, key) for key in ("z4", "z3", "z9")),
            Link("activiteit", Kind.ACTIVITEIT, "act1"),
        ),
        odata(Kind.ACTIVITEIT, "act1", "Stemmingen", date(2025, 7, 3), Soort="Stemmingen", Status="Uitgevoerd"),
        odata(
            Kind.ACTIVITEIT,
            "act2",
            "Commissiedebat jeugdhulp",
            date(2025, 9, 3),
            Soort="Commissiedebat",
            Status="Gepland",
            Aanvangstijd="2025-09-03T10:00:00+02:00",
            Voortouwnaam="vaste commissie voor VWS",
        ),
        odata(Kind.ACTIVITEIT, "act3", "Afgelast overleg", date(2025, 9, 4), Soort="Overleg", Status="Geannuleerd"),
    ]
    for place, outcome in ((1, "Stemmen - aangenomen"), (2, "Stemmen - verworpen"), (3, "Stemmen - aangenomen")):
        key = f"b{place}"
        ayes = ("f1", "f2") if place == 1 else ("f1",) if place == 3 else ("f2",)
        found.append(
            odata(
                Kind.BESLUIT,
                key,
                outcome,
                None,
                Link("agendapunt", Kind.AGENDAPUNT, "ap1"),
                BesluitSoort=outcome,
                StemmingsSoort="Met handopsteken",
                AgendapuntZaakBesluitVolgorde=place,
            )
        )
        for party, short, seats in (("f1", "PvhM", 90), ("f2", "LN", 60)):
            found.append(
                odata(
                    Kind.STEMMING,
                    f"st-{key}-{party}",
                    None,
                    None,
                    Link("besluit", Kind.BESLUIT, key),
                    Link("fractie", Kind.FRACTIE, party),
                    Soort="Voor" if party in ayes else "Tegen",
                    ActorNaam=short,
                    ActorFractie=short,
                    FractieGrootte=seats,
                )
            )
    found.append(
        odata(
            Kind.BESLUIT,
            "b4",
            "Stemmen - verworpen",
            None,
            Link("zaak", Kind.ZAAK, "oud"),
            BesluitSoort="Stemmen - verworpen",
            StemmingsSoort="Hoofdelijk",
        )
    )
    found.append(
        odata(
            Kind.STEMMING,
            "st-hoofdelijk",
            None,
            None,
            Link("besluit", Kind.BESLUIT, "b4"),
            Link("fractie", Kind.FRACTIE, "f1"),
            Link("persoon", Kind.PERSOON, "p1"),
            Soort="Tegen",
            ActorNaam="Boterbloem, A.",
            ActorFractie="PvhM",
            FractieGrootte=90,
            SidActorLid="S-1",
        )
    )
    return found


def debate() -> Record:
    """A long debate of many turns, the lines with speakers between them."""
    text, passages = "", []
    for n in range(TURNS):
        speaker, role, party, kind = (
            ("Anna Boterbloem", "lid Tweede Kamer", "PvhM", "toespraak")
            if n % 3 == 0
            else ("Dirk Terwolde", "minister van Binnenlandse Zaken", None, "toespraak")
            if n % 3 == 1
            else ("Bert de Wit", "lid Tweede Kamer", "LN", "voorzitter" if n == 2 else "interruptie")
        )
        text += f"De spreker {speaker}:\n"
        words = f"Beurt {n} over jeugdzorg in gemeenten. " + "Dat is een zin die de beurt wat langer maakt. " * 12
        passages.append(Passage(len(text), len(text) + len(words), kind, None, f"anker-{n}", speaker, role, party))
        text += words + "\n"
    return Record(
        Kind.DEBAT,
        "debat-1",
        "tweedekamer-verslagen",
        "Jeugdhulp & gemeenten",
        date(2025, 7, 4),
        "2025-07-05T10:00:00.0000000Z",
        fields={"soort": "Commissie", "zaal": "Thorbeckezaal"},
        links=(Link("zaak-nummer", Kind.ZAAK, "2025Z00003"), Link("publicatie", Kind.PUBLICATIE, "kst-99010-1")),
        text=text,
        passages=tuple(passages),
    )


def papers() -> list[Record]:
    """Texts of other kinds, among them awkward ones."""
    lines, start = [], 0
    for line in MOTION.split("\n"):
        lines.append(Passage(start, start + len(line)))
        start += len(line) + 1
    link = Link("dossier", Kind.KAMERSTUKDOSSIER, "99010")
    publication = Record(
        Kind.PUBLICATIE,
        "kst-99010-3",
        "officielebekendmakingen",
        "Motie van het lid Boterbloem",
        date(2025, 7, 2),
        "2025-07-03",
        fields={"soort": "Motie", "dossier": "99010", "indieners": ["A. Boterbloem"]},
        links=(link,),
        text=MOTION,
        passages=tuple(lines),
        address="https://example.org/kst-99010-3",
        locator="kst-99010-3.xml",
    )
    letter = "Brief over jeugdzorg.\n" + "x" * 30_000 + "\n" + "een lange regel " * 2_500
    return [
        publication,
        Record(
            Kind.PUBLICATIE,
            "kst-99010-1",
            "officielebekendmakingen",
            "Brief over jeugdzorg",
            date(2025, 6, 24),
            "2025-06-25",
            fields={"soort": "Brief"},
            links=(link,),
            text=letter,
        ),
        Record(
            Kind.BESTAND, ODD_KEY, "bestanden", "Akkoord", date(2025, 6, 1), text="Eén regel <b>tekst</b> & 😀 meer.", passages=()
        ),
        Record(Kind.BESTAND, "leeg.txt", "bestanden", None, None, text=""),
        Record(
            Kind.BERICHT,
            "bericht-1",
            "cpb",
            "<script>alert(1)</script> raming",
            date(2025, 7, 1),
            text="Gemeenten en hun kosten. " * 5,
        ),
        Record(
            Kind.ONTWIKKELING,
            "week#1",
            "vng",
            "Jeugdzorg",
            date(2025, 7, 1),
            text="De VNG wacht op geld voor jeugdzorg.\nTweede alinea.",
        ),
        Record(Kind.ZAAK, "weg", SOURCE, None, None, "2025-07-01T00:00:00.0000000Z", deleted=True),
    ]


def span(words: str, text: str = MOTION) -> dict[str, Any]:
    """Where words stand."""
    start = text.index(words)
    return {"quote": words, "start": start, "end": start + len(words)}


def reading_of(record: Any) -> Reading:
    """What a reader that knows these texts would find."""
    level = {"z4": 1, "oud": 0, "bericht-1": 1}.get(record.key, 2)
    theme = "cultuur-sport" if record.key in {"z4", "z9"} else "jeugd"
    themes = (ThemeScore(theme, 0.8, ("x",)), ThemeScore("financien", 0.2))
    found = [Span(match, at, at + len(match)) for match in ("gemeenten", "jeugdzorg") if (at := record.words.find(match)) >= 0]
    reading = Reading("proef-1", Relevance(0.5 + level / 5, level, tuple(found)), themes)
    if record.key != "kst-99010-3":
        return reading
    return Reading(
        "proef-1",
        reading.relevance,
        themes,
        amounts=(Amount(**span("€ 728 miljoen"), low_eur=728_000_000, high_eur=728_000_000, kind="incidenteel"),),
        moments=(Moment(**span("vóór 1 oktober 2025"), last=date(2025, 9, 30), deadline=True),),
        names=(Name(**span("minister"), type="person", name="Anna Boterbloem", id="p1"),),
        references=(
            Reference(**span("Kamerstuk 99010, nr. 1"), id="kst-99010-1"),
            Reference(**span("nr. 7"), id="kst-99010-7"),
        ),
        commitments=(
            Commitment(
                **span("verzoekt de minister de Kamer vóór 1 oktober 2025 te informeren"),
                by_role="minister",
                deadline=Moment(**span("vóór 1 oktober 2025"), last=date(2025, 9, 30), deadline=True),
            ),
        ),
    )


def edition(week: str, first: date, last: date, sha256: str) -> Edition:
    """An edition of one development out of the motion."""

    def evidence(words: str) -> Evidence:
        at = span(words)
        return Evidence("Publicatie:kst-99010-3", 2, "tekst", at["start"], at["end"], words, sha256)

    development = Development(
        id=f"{week.lower()}-kst-99010-3",
        title=MOTION_TITLE,
        title_evidence=Evidence("Zaak:z3", 1, "titel", 0, len(MOTION_TITLE), MOTION_TITLE),
        sentences=(
            Sentence(
                "De indieners stellen vast dat",
                "gemeenten in 2026 € 728 miljoen ontvangen voor jeugdzorg",
                evidence("gemeenten in 2026 € 728 miljoen ontvangen voor jeugdzorg"),
            ),
        ),
        theme="jeugd",
        themes=("jeugd",),
        date=date(2025, 7, 2),
        actors=("Boterbloem",),
        amounts=(EditionAmount(728_000_000, 728_000_000, "incidenteel", evidence("€ 728 miljoen")),),
        links=(EditionLink(MOTION_TITLE, "/documenten/Publicatie/kst-99010-3", "https://example.org/kst-99010-3"),),
        level=2,
        weight=9.0,
        reasons=("raakt gemeenten (0.90)",),
        records=("Publicatie:kst-99010-3",),
    )
    return Edition(week, first, last, (development,), (EditionLink("Zwembaden", "/documenten/Zaak/z4"),), 12)


def fill(store: Store) -> None:
    """Put one of everything in a store."""
    kept = Original("ab" * 32, "officielebekendmakingen", "moties.zip", NOW, "application/zip", 8_055_510)
    early = next(record for record in papers() if record.key == "kst-99010-3")
    with store.writing() as connection:
        original = journal.register_original(connection, kept)
        run = journal.start_import(connection, SOURCE, "zaak.jsonl", original, NOW)
        first = Record(
            **{name: getattr(early, name) for name in early.__slots__}
            | {"modified": "2025-07-01", "text": "Eerste versie.", "passages": ()}
        )
        write(connection, [first], original)
        write(connection, [*parliament(), *papers(), debate()], original)
        journal.finish_import(connection, run, {"Zaak": {"opgeslagen": 4, "geweigerd": 1}}, NOW)
        journal.start_import(connection, SOURCE, "besluit.jsonl", original, NOW)
        book = journal.NoticeBook()
        book.add(Notice(Severity.REFUSED, "afgekapt", "zaak.jsonl", "regel 12", "geen geldige JSON (afgekapt)", Kind.ZAAK))
        for n in range(7):
            book.add(Notice(Severity.WARNED, "schijndatum", "zaak.jsonl", f"z{n}", "Datum is een schijndatum", Kind.ZAAK))
        journal.write_notices(connection, SOURCE, original, book.groups())
    with store.reading() as connection:
        rows = unread(connection, "proef-1", 0, 1000)
    with store.writing() as connection:
        write_readings(connection, [(row, reading_of(row)) for row in rows])
        for week, start, end in (
            ("2025-W26", date(2025, 6, 23), date(2025, 6, 29)),
            ("2025-W27", date(2025, 6, 30), date(2025, 7, 6)),
        ):
            content = orjson.dumps(edition_as_dict(edition(week, start, end, kept.sha256))).decode()
            keep_edition(connection, week, content, 5, NOW.isoformat())
    store.index.follow(store.engine)

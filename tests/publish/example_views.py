# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Made-up views for the tests of pages: every kind of page with everything on it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bijgepraat.model.claims import Amount, Commitment, Moment, Name, Reference, Span, ThemeScore
from bijgepraat.model.editions import Development, Edition, EditionAmount, EditionLink, Evidence, Sentence
from bijgepraat.model.views import (
    ActorView,
    AgendaItem,
    Ballot,
    Block,
    Cast,
    DocumentView,
    DossierSummary,
    DossierView,
    EditionSummary,
    EditionView,
    Entry,
    Finding,
    Frame,
    Heading,
    HomeView,
    ImportRow,
    KindCount,
    NoticeRow,
    OriginalView,
    Pager,
    Part,
    PartySummary,
    PeopleView,
    PersonSummary,
    Relation,
    RelationGroup,
    Said,
    SearchFilter,
    SearchResult,
    SearchView,
    Snippet,
    SourceStatus,
    StatusView,
    TimelineMonth,
    VersionRow,
    VoteView,
)

NOW = datetime(2025, 7, 7, 6, 30, tzinfo=UTC)
FRAME = Frame(sample=True, newest=date(2025, 7, 4), records=657_312, counted=NOW, warnings=12, refusals=1)

RECORD = "Publicatie:kst-99010-3"
TEXT = (
    "De Kamer,\n"
    "constaterende dat gemeenten in 2026 € 728 miljoen ontvangen voor jeugdzorg;\n"
    "verzoekt de minister van Binnenlandse Zaken de Kamer vóór 1 oktober 2025 te informeren (Kamerstuk 99010, nr. 1),\n"
    "en gaat over tot de orde van de dag."
)


def place(words: str) -> tuple[str, int, int]:
    """The first place of words in `TEXT`, as a span's first three fields."""
    start = TEXT.index(words)
    return words, start, start + len(words)


def evidence(words: str) -> Evidence:
    """Words of `TEXT` as evidence."""
    quote, start, end = place(words)
    return Evidence(RECORD, 1, "tekst", start, end, quote, "ab" * 32, "https://example.org/kst-99010-3")


TITLE = "Motie van het lid Boterbloem over geld voor jeugdzorg & wijkteams"
DEVELOPMENT = Development(
    id="2025-w27-kst-99010-3",
    title=TITLE,
    title_evidence=Evidence("Zaak:z1", 2, "titel", 0, len(TITLE), TITLE),
    sentences=(
        Sentence(
            "De indieners stellen vast dat",
            "gemeenten in 2026 € 728 miljoen ontvangen voor jeugdzorg",
            evidence("gemeenten in 2026 € 728 miljoen ontvangen voor jeugdzorg"),
        ),
        Sentence("De motie", "verzoekt de minister", evidence("verzoekt de minister")),
    ),
    theme="jeugd",
    themes=("jeugd", "financien"),
    date=date(2025, 7, 2),
    actors=("Boterbloem", "Van den Akker"),
    amounts=(EditionAmount(728_000_000, 728_000_000, "incidenteel", evidence("€ 728 miljoen")),),
    links=(
        EditionLink(TITLE, "/documenten/Publicatie/kst-99010-3", "https://example.org/kst-99010-3"),
        EditionLink("De zaak", "/documenten/Zaak/z1"),
    ),
    level=2,
    weight=9.5,
    reasons=("raakt gemeenten (0.93)", "noemt een bedrag"),
    records=(RECORD, "Zaak:z1"),
)
EDITION = Edition(
    week="2025-W27",
    first=date(2025, 6, 30),
    last=date(2025, 7, 6),
    developments=(DEVELOPMENT,),
    also=(EditionLink("Brief over het gemeentefonds", "/documenten/Zaak/z9"),),
    considered=412,
    sample=True,
)
EDITION_VIEW = EditionView(EDITION, NOW, earlier="2025-W26", later=None, stale=True)
ENTRY = Entry(
    page="/documenten/Zaak/z1",
    kind="Zaak",
    sort="Motie",
    title=TITLE,
    date=date(2025, 7, 2),
    level=2,
    theme="jeugd",
    why=("gemeenten", "jeugdzorg"),
    also=(("Publicatie", "/documenten/Publicatie/kst-99010-3"),),
)
DOSSIERS = (
    DossierSummary("jeugd", "Jeugd", 1200, 431, date(2025, 7, 2)),
    DossierSummary("wonen", "Wonen", 1, 1, date(2025, 6, 2)),
    DossierSummary("overig", "Overig", 0),
)
HOME = HomeView(
    edition=EDITION_VIEW,
    coming=(
        AgendaItem("/documenten/Activiteit/a1", "Activiteit", "Commissiedebat", "Jeugdhulp", date(2025, 9, 3), "10:00", "VWS", 2),
        AgendaItem("/documenten/Activiteit/a2", "Activiteit", None, "Werkbezoek", date(2025, 9, 4)),
    ),
    dossiers=DOSSIERS,
)
EDITIONS = (EditionSummary("2025-W27", date(2025, 6, 30), date(2025, 7, 6), (TITLE, "Iets anders"), 9),)
DOSSIER = DossierView(
    key="jeugd",
    name="Jeugd",
    level=1,
    counts=(300, 769, 431),
    months=(TimelineMonth(date(2025, 7, 1), (ENTRY,)), TimelineMonth(None, (ENTRY,))),
    pager=Pager(previous=None, next="/dossiers/jeugd?voor=2025-07-02.17"),
)
FINDINGS = (
    Finding(
        "toezegging", Commitment(*place("verzoekt de minister van Binnenlandse Zaken de Kamer vóór 1 oktober 2025 te informeren"))
    ),
    Finding(
        "bedrag", Amount(*place("€ 728 miljoen"), low_eur=728_000_000, high_eur=728_000_000, kind="incidenteel", from_year=2026)
    ),
    Finding("datum", Moment(*place("vóór 1 oktober 2025"), last=date(2025, 9, 30), deadline=True)),
    Finding(
        "verwijzing",
        Reference(*place("Kamerstuk 99010, nr. 1"), type="kamerstuk", id="kst-99010-1"),
        page="/documenten/Publicatie/kst-99010-1",
    ),
    Finding("naam", Name(*place("minister van Binnenlandse Zaken"), type="ministry", name="Ministerie van BZK")),
    Finding("relevantie", Span(*place("gemeenten"))),
)


def blocks(text: str = TEXT) -> tuple[Block, ...]:
    """A block a line."""
    out, start = [], 0
    for n, line in enumerate(text.split("\n"), 1):
        out.append(Block(n, "alinea", start, start + len(line), line))
        start += len(line) + 1
    return tuple(out)


VOTE = VoteView(
    outcome="Stemmen - aangenomen",
    method="Met handopsteken",
    date=date(2025, 7, 3),
    ayes=80,
    noes=60,
    ballots=(
        Ballot("Partij van het Midden", "voor", 80, "/partijen/p1"),
        Ballot("Lijst Noord", "tegen", 60, None, mistaken=True),
        Ballot("Lijst Zilver", "afwezig", 10),
    ),
    page="/documenten/Besluit/b1",
    subject="Stemmingen over moties",
)
DOCUMENT = DocumentView(
    kind="Publicatie",
    key="kst-99010-3",
    sort="Motie",
    title=TITLE,
    date=date(2025, 7, 2),
    source="officielebekendmakingen",
    address="https://example.org/kst-99010-3",
    version=2,
    versions=(
        VersionRow(2, "2025-07-03", True, False, "/documenten/Publicatie/kst-99010-3"),
        VersionRow(1, None, False, False, "/documenten/Publicatie/kst-99010-3?versie=1"),
    ),
    original=OriginalView("ab" * 32, "moties.zip", NOW, "application/zip", 8_055_510, "kst-99010-3.xml"),
    level=2,
    themes=(ThemeScore("jeugd", 0.8), ThemeScore("financien", 0.2)),
    analyser="regels-1",
    blocks=blocks(),
    findings=FINDINGS,
    part=Part(1, 2, 0, len(TEXT), (Heading("Inleiding", "#p1"), Heading("Vervolg", "?deel=2#p9", 2, "3 spreekbeurten"))),
    quoted=place("gemeenten in 2026 € 728 miljoen")[1:],
    length=len(TEXT),
    facts=(("Nummer", "2025Z00001"), ("Kabinetsappreciatie", "Oordeel Kamer")),
    relations=(
        RelationGroup("Zaak", (Relation("Zaak", "Motie", TITLE, "/documenten/Zaak/z1", date(2025, 7, 2)),)),
        RelationGroup("Dossier", (Relation("Kamerstukdossier", None, "99010", None),), more=12),
    ),
    votes=(VOTE,),
    votes_more=3,
)
PEOPLE = PeopleView(
    groups=(
        ("Leden van de Tweede Kamer", (PersonSummary("/mensen/m1", "Anna Boterbloem", "Boterbloem", "Tweede Kamerlid", "PvhM"),)),
        ("Bewindspersonen", (PersonSummary("/mensen/spreker%3ATerwolde", "Terwolde", "Terwolde", "minister"),)),
    ),
    total=2,
)
PARTIES = (
    PartySummary("/partijen/p1", "Partij van het Midden", "PvhM", 31, True),
    PartySummary("/partijen/p2", "Oud", "Oud", None, False),
)
ACTOR = ActorView(
    kind="mens",
    name="Anna Boterbloem",
    role="Tweede Kamerlid",
    facts=(("Functie", "Tweede Kamerlid"),),
    filed=(ENTRY,),
    filed_basis="titel",
    casts=(
        Cast("tegen", "Aangenomen", "Motie over iets", "/documenten/Zaak/z1", date(2025, 7, 3), among=1),
        Cast("voor", "Verworpen", "Moties bij een debat", None, None, mistaken=True, among=7),
    ),
    cast_counts=(("voor", 5), ("tegen", 3)),
    said=(Said("/documenten/Debat/d1#p4", "Jeugdhulp", date(2025, 7, 2), "Boterbloem", "Voorzitter. Ik begin.", True),),
    members=(),
    record="/documenten/Persoon/m1",
    party=("PvhM", "/partijen/p1"),
    ambiguous=("Bert Boterbloem",),
)
SEARCH = SearchView(
    query='jeugdzorg <b>"kosten"</b>',
    results=(
        SearchResult(
            page="/documenten/Publicatie/kst-99010-3",
            kind="Publicatie",
            sort="Motie",
            title=Snippet(TITLE, ((43, 52),)),
            date=date(2025, 7, 2),
            source="officielebekendmakingen",
            snippet=Snippet("… ontvangen voor jeugdzorg; …", ((17, 26),)),
            level=2,
            theme="jeugd",
        ),
        SearchResult("/documenten/Debat/d1#p4", "Debat", None, Snippet("Jeugdhulp"), None, "vlos", None, speaker="Boterbloem"),
    ),
    total=1234,
    filters=(
        SearchFilter("", "Alles", "/zoeken?q=jeugdzorg", 1234, True),
        SearchFilter("kamerstukken", "Kamerstukken", "/zoeken?q=jeugdzorg&soort=kamerstukken", 120, False),
    ),
    order_pages=("/zoeken?q=jeugdzorg", "/zoeken?q=jeugdzorg&volgorde=nieuw"),
    pager=Pager(None, "/zoeken?q=jeugdzorg&pagina=2", 1, 62, 1234),
    behind=3,
)
STATUS = StatusView(
    sources=(
        SourceStatus(
            "tweedekamer",
            657_000,
            date(2026, 11, 27),
            (KindCount("Zaak", 262_250, date(2025, 10, 2)), KindCount("Activiteit", 77_273, date(2026, 11, 27))),
        ),
    ),
    notices=(
        NoticeRow("geweigerd", "afgekapt", "Zaak", "zaak.jsonl", "geen geldige JSON (afgekapt)", 1, ("regel 12",)),
        NoticeRow("gewaarschuwd", "schijndatum", None, "activiteit.jsonl", "Datum heeft een schijndatum", 1204, ()),
    ),
    notices_more=2,
    refused=1,
    warned=1204,
    imports=(
        ImportRow("zaak.jsonl", NOW, NOW, (("opgeslagen", 262_250), ("geweigerd", 1))),
        ImportRow("besluit.jsonl", NOW, None, ()),
    ),
    changes=657_312,
    indexed=657_000,
    read=400_000,
    readable=460_000,
    counted=NOW,
)

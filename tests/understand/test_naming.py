# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which one a name is: role and party on the day of a text, offices without a name, former municipalities, bodies."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.claims import Name, Span, name_of
from bijgepraat.model.members import Member, Seat
from bijgepraat.understand.names import People, find_names
from bijgepraat.understand.naming import cabinet, ministries, tables

CORPUS = Path(__file__).parent / "corpus"
DAY = date(2025, 7, 2)


def persons(text: str, on: date | None = DAY, **more: object) -> list[tuple[str, str | None, str | None]]:
    return [(n.quote, n.id, n.role) for n in find_names(text, on=on, **more) if n.type == "person"]  # type: ignore[arg-type]


def listed(text: str, on: date | None = DAY) -> list[tuple[str, str, str | None]]:
    return [(n.quote, n.type, n.id) for n in find_names(text, on=on) if n.type != "person"]


@pytest.mark.parametrize(
    ("on", "text", "expected"),
    [
        (date(2012, 3, 1), "minister van BZK", "liesbeth-spies"),
        (date(2016, 6, 1), "minister van Economische Zaken", "henk-kamp"),
        (date(2018, 5, 1), "minister van Economische Zaken", "eric-wiebes"),
        (date(2018, 5, 1), "minister van Justitie", "ferd-grapperhaus"),
        (date(2018, 5, 1), "minister voor Rechtsbescherming", "sander-dekker"),
        (date(2023, 2, 1), "minister van Landbouw", "piet-adema"),
        (date(2025, 7, 2), "minister van Landbouw", "femke-wiersma"),
        (date(2025, 7, 2), "minister VRO", "mona-keijzer"),
        (date(2025, 8, 30), "minister van BZK", "david-van-weel"),
        (date(2025, 9, 5), "minister van BZK", "frank-rijkaart"),
        (date(2026, 3, 1), "minister van Volkshuisvesting en Ruimtelijke Ordening", "elanor-boekholt-osullivan"),
        (date(2025, 7, 2), "staatssecretaris Rechtsbescherming", "teun-struycken"),
        (date(2025, 7, 2), "staatssecretaris van Langdurige en Maatschappelijke Zorg", "nicki-pouw-verweij"),
    ],
)
def test_an_office_is_the_person_who_held_it_that_day(on: date, text: str, expected: str) -> None:
    name = next(n for n in find_names(f"Brief van de {text} over geld.", on=on) if n.type == "person")
    assert (name.id, name.quote) == (expected, text.split()[0])
    assert name.by is not None and text.endswith(name.by.quote)


@pytest.mark.parametrize(
    "text",
    [
        "De staatssecretaris van VWS komt.",  # there were two
        "De minister voor Rechtsbescherming komt.",  # that day it was a state secretary
        "De toenmalige minister van Defensie en de oud-minister van Financiën.",
        "De Duitse minister van Defensie.",
        "De minister van Justitie van Curaçao.",
        "De minister van staat.",
        "Een minister van Financiën moet zuinig zijn.",
        "De minister komt, en ook de bewindspersoon.",
        "De Belgische premier en de premier van Hongarije.",
    ],
)
def test_no_one_is_guessed(text: str) -> None:
    assert persons(text) == []


def test_without_a_day_an_office_is_nobody() -> None:
    assert persons("De minister van Financiën en de minister-president.", None) == []


def test_a_bare_office_is_the_only_one_that_was_named() -> None:
    text = "De minister van Defensie belt. De minister hangt op. Deze bewindspersoon zwijgt."
    found = find_names(text, on=DAY)
    assert [(n.quote, n.id) for n in found if n.type == "person"] == [
        ("minister", "ruben-brekelmans"),
        ("minister", "ruben-brekelmans"),
        ("bewindspersoon", "ruben-brekelmans"),
    ]
    bare = found[-1]
    assert bare.by == Span("Defensie", text.index("Defensie"), text.index("Defensie") + 8)
    assert (bare.party, bare.role) == ("VVD", "minister van Defensie")
    assert persons("De minister zwijgt. Dat was de minister van Defensie.")[0][1] == "ruben-brekelmans"


def test_a_bare_office_is_nobody_when_two_fit() -> None:
    two = "De minister van Defensie en de minister van VWS kwamen. De minister sprak. De staatssecretaris ook."
    assert [p[1] for p in persons(two)] == ["ruben-brekelmans", "danielle-jansen"]
    unknown = "De minister van Defensie en de minister van Koloniën kwamen. De minister sprak."
    assert [p[1] for p in persons(unknown)] == ["ruben-brekelmans"]


def test_who_is_named_may_be_the_minister_later() -> None:
    assert [p[1] for p in persons("Minister Keijzer komt. De minister blijft. De staatssecretaris niet.")] == ["mona-keijzer"] * 2


def test_whom_a_text_is_addressed_to_decides() -> None:
    assert persons("Ik vraag de minister.", addressed=["vws"])[0][1] == "danielle-jansen"
    assert persons("Ik vraag de staatssecretaris.", addressed=["vws"]) == []
    assert persons("Ik vraag de minister.", addressed=["vws", "def"]) == []


def test_members_of_the_cabinet_have_the_role_and_party_of_that_day() -> None:
    (early,) = find_names("Staatssecretaris Keijzer opent het.", on=date(2019, 1, 1))
    (late,) = find_names("Minister Keijzer opent het.", on=DAY)
    assert early.id == late.id == "mona-keijzer"
    assert (early.role, early.party) == ("staatssecretaris van Economische Zaken en Klimaat", "CDA")
    assert (late.role, late.party) == ("minister van Volkshuisvesting en Ruimtelijke Ordening", "BBB")
    (full,) = find_names("Dilan Yeşilgöz kwam langs.", on=date(2023, 1, 1))
    assert (full.id, full.role) == ("dilan-yesilgoz-zegerius", "minister van Justitie en Veiligheid")
    (none,) = find_names("Minister Jansma kwam langs.", on=DAY)
    assert (none.id, none.role) == (None, None)
    assert find_names("de heer Tuinman, staatssecretaris van Defensie", on=DAY)[0].id == "gijs-tuinman"


PEOPLE = {
    "Anna Verlaat": Member("p-1", (Seat("CDA", date(2021, 1, 1), date(2024, 1, 1)), Seat("NSC", date(2024, 1, 2)))),
    "Bram van Dijk": Member("p-2", (Seat("SGP", date(2020, 1, 1)),)),
    "Inge van Dijk": Member("p-3", (Seat("CDA", date(2020, 1, 1)),)),
    "Oud Verbeek": Member("p-4", (Seat("VVD", date(2010, 1, 1), date(2012, 1, 1)),)),
}


def test_members_of_parliament_come_from_who_is_known() -> None:
    people = People(PEOPLE)
    (now,) = find_names("Het lid Verlaat vroeg het.", people, DAY)
    assert (now.id, now.name, now.party, now.role) == ("p-1", "Anna Verlaat", "NSC", "lid van de Tweede Kamer")
    (then,) = find_names("Het lid Verlaat vroeg het.", people, date(2022, 1, 1))
    assert then.party == "CDA"
    assert find_names("De heer Van Dijk vroeg het.", people, DAY)[0].id is None
    assert find_names("De heer Van Dijk (SGP) vroeg het.", people, DAY)[0].id == "p-2"
    assert find_names("De heer Verbeek vroeg het.", people, DAY)[0].id is None
    (full,) = find_names("Anna Verlaat vroeg het.", PEOPLE, DAY)
    assert (full.id, full.party) == ("p-1", "NSC")
    assert find_names("Burgemeester Verlaat kwam.", people, DAY)[0].id is None


def test_a_party_behind_a_name_is_that_persons() -> None:
    name, party = find_names("De heer Zwart (GroenLinks-PvdA):", on=DAY)
    assert (name.party, party.id) == ("GroenLinks-PvdA", "glpvda")
    assert find_names("De heer Zwart (uit Zwolle):", on=DAY)[0].party is None


def test_who_moved_a_motion_stands_above_and_below_it() -> None:
    text = (
        "GEWIJZIGDE MOTIE VAN DE LEDEN VAN DER ZWAAN, EL IDRISSI EN SMIT-BOS C.S. TER VERVANGING\n"
        "en gaat over tot de orde van de dag.\nVan der Zwaan\nEl Idrissi\nSmit-Bos.\nDe Voorzitter sluit.\n"
    )
    names = [(n.quote, n.name) for n in find_names(text)]
    assert names == [
        ("VAN DER ZWAAN", "Van der Zwaan"),
        ("EL IDRISSI", "El Idrissi"),
        ("SMIT-BOS", "Smit-Bos"),
        ("Van der Zwaan", "Van der Zwaan"),
        ("El Idrissi", "El Idrissi"),
        ("Smit-Bos", "Smit-Bos"),
    ]
    assert [n.name for n in find_names("MOTIE VAN HET LID DE WIT")] == ["De Wit"]


def test_who_was_present() -> None:
    text = "Aanwezig zijn drie leden der Kamer, te weten:\nZwart, Van den Bosch en De Wit,\nen verder niemand."
    assert [n.quote for n in find_names(text)] == ["Zwart", "Van den Bosch", "De Wit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de gemeente Uden", [("Uden", "municipality", "GM1991")]),
        ("in Weesp", [("Weesp", "municipality", "GM0363")]),
        ("de gemeente Haaren", [("Haaren", "municipality", None)]),
        ("de gemeente Leek", [("Leek", "municipality", "GM1969")]),
        ("Leek mij niets.", []),
        ("in Groningen", [("Groningen", "municipality", None)]),
        ("de gemeente Groningen", [("Groningen", "municipality", "GM0014")]),
        ("de provincie Groningen", [("Groningen", "province", "PV20")]),
        ("de provincies Utrecht en Gelderland", [("Utrecht", "province", "PV26"), ("Gelderland", "province", "PV25")]),
        ("de provincies Noord- en Zuid-Holland", [("Noord-", "province", "PV27"), ("Zuid-Holland", "province", "PV28")]),
        ("zie nl/Rechtbank-Gelderland", []),
        ("Den Haag en Rotterdam", [("Den Haag", "municipality", "GM0518"), ("Rotterdam", "municipality", "GM0599")]),
        ("Den Haag zwijgt", []),
        ("waterschap Limburg en Limburg", [("Limburg", "water_authority", "ws-limburg"), ("Limburg", "province", "PV31")]),
        ("Wetterskip Fryslân", [("Wetterskip Fryslân", "water_authority", "ws-wetterskip")]),
        ("de gemeenteraad van Utrecht", [("gemeenteraad", "council", "GM0344-raad"), ("Utrecht", "municipality", "GM0344")]),
        ("de Haagse gemeenteraad", [("gemeenteraad", "council", "GM0518-raad")]),
        ("Provinciale Staten van Drenthe", [("Provinciale Staten", "council", "PV22-staten"), ("Drenthe", "province", "PV22")]),
        ("de PRO-fractie is pro en PRO zegt", [("PRO", "party", "pro")]),
        ("Kamerlid van GL", [("GL", "party", "groenlinks")]),
        ("de Duitse minister van Defensie", []),
    ],
)
def test_governments_and_parties(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert listed(text) == expected


def test_former_names_point_to_todays_municipality() -> None:
    codes = {row["code"] for row in tables.rows("municipalities.csv")}
    rows = tables.rows("former_municipalities.csv")
    assert len(rows) == len({row["name"] for row in rows}) > 200
    for row in rows:
        assert set(row["codes"].split("|")) <= codes
        assert 2000 <= int(row["since"]) <= 2026


def test_the_cabinet_is_consistent() -> None:
    keys = set(ministries.ministries()) | set(tables.toml("ministries.toml")["portfolios"])
    parties = {row["name"] for row in tables.toml("parties.toml").values()} | {"NSC"}
    heads: dict[str, list[cabinet.Holder]] = {}
    for holder in cabinet.holders():
        assert {holder.ministry, *holder.areas} <= keys
        assert holder.party is None or holder.party in parties
        assert holder.last is None or holder.first < holder.last
        assert ministries.ministries()[holder.ministry].stood(holder.first)
        if holder.office in ("minister", "minister-president"):
            heads.setdefault(holder.ministry, []).append(holder)
    for some in heads.values():
        some.sort(key=lambda holder: holder.first)
        assert all(a.last is not None and a.last <= b.first for a, b in zip(some, some[1:], strict=False))


def test_ministries_by_their_budget_and_by_the_day() -> None:
    assert ministries.ministry_of_dossier("36800-XVI") == "vws"
    assert ministries.ministry_of_dossier("36800-XIII", DAY) == "ez"
    assert ministries.ministry_of_dossier("35000-XIII", date(2019, 1, 1)) == "ezk"
    assert ministries.ministry_of_dossier("36800") is None
    assert [n.id for n in find_names("het ministerie van Justitie", on=date(2016, 1, 1))] == ["venj"]
    assert [n.id for n in find_names("de minister van Landbouw") if n.type == "ministry"] == []


def test_a_name_survives_being_written() -> None:
    name = Name(
        "minister", 3, 11, "person", "Ruben Brekelmans", "ruben-brekelmans", "minister van Defensie", "VVD", Span("VWS", 1, 4)
    )
    plain = {"quote": "minister", "start": 3, "end": 11, "type": "person", "name": "Ruben Brekelmans", "id": "ruben-brekelmans"}
    plain |= {"role": "minister van Defensie", "party": "VVD", "by": {"quote": "VWS", "start": 1, "end": 4}}
    assert name_of(plain) == name


@pytest.mark.parametrize("file", ["names.jsonl", "references.jsonl"])
def test_the_corpus_says_where_its_words_stand(file: str) -> None:
    rows = [json.loads(line) for line in (CORPUS / file).read_text("utf-8").splitlines()]
    assert len(rows) == len({row["id"] for row in rows}) >= 100
    for row in rows:
        for item in row[file.removesuffix(".jsonl")]:
            assert row["text"][item["start"] : item["end"]] == item["quote"]


_WORDS = st.sampled_from(
    "de minister van VWS staatssecretaris Rechtsbescherming Keijzer het lid Verlaat (CDA) , . premier deze \n "
    "MOTIE VAN HET LID DE WIT "
    "gemeenteraad van Utrecht provincie Groningen waterschap Limburg en Noord- Zuid-Holland".split(" ")
)


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_spans_hold_their_words_whatever_is_known(text: str) -> None:
    names = find_names(text, PEOPLE, DAY)
    for name in names:
        assert text[name.start : name.end] == name.quote and name.quote
        assert name.by is None or text[name.by.start : name.by.end] == name.by.quote
    assert all(a.end <= b.start for a, b in zip(names, names[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "de minister van VWS de minister " * 30_000,
        "leden der Kamer, te weten: " + "Aa, " * 200_000,
        "gaat over tot de orde van de dag\n" + "Aa\n" * 200_000,
        "\nMOTIE VAN HET LID " + "A" * 1_000_000,
        "college van burgemeester en wethouders van de gemeente Ede " * 15_000,
        "provincie Utrecht, " * 50_000,
    ],
    ids=range(6),
)
def test_hostile_text_with_a_day_gives_true_spans(text: str) -> None:
    for name in find_names(text, PEOPLE, DAY):
        assert text[name.start : name.end] == name.quote


def test_who_is_named_behind_an_office_with_its_portfolio_is_its_holder() -> None:
    assert persons("De minister van Defensie Brekelmans zegt het.")[-1][:2] == ("Brekelmans", "ruben-brekelmans")
    assert [quote for quote, _, _ in persons("De minister van Defensie Brekelmansen zegt het.")] == ["minister"]
    assert [quote for quote, _, _ in persons("De minister van Defensie Bakker zegt het.")] == ["minister"]

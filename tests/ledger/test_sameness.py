# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.ledger.sameness import REGISTER, TITLE, TOO_COMMON, Traits, clues_of, sort_of, title_words, works
from bijgepraat.model.records import Kind

DAY = date(2026, 11, 19)
LETTER = "Voortgang hervormingsagenda jeugd najaar 2026"


def document(key: str = "d1", title: str = LETTER, day: date = DAY, sort: str = "Brief regering", **rest: object) -> Traits:
    fields = {"Soort": sort, "DocumentNummer": f"2026D{abs(hash(key)) % 90000 + 10000}", **rest.pop("fields", {})}  # type: ignore[dict-item]
    return Traits(Kind.DOCUMENT, key, "tweedekamer", title, day, fields, **rest)  # type: ignore[arg-type]


def version(key: str, document_key: str, publication: str) -> Traits:
    ties = (("document", Kind.DOCUMENT, document_key), ("publicatie", Kind.PUBLICATIE, publication))
    return Traits(Kind.DOCUMENT_VERSIE, key, "tweedekamer", publication, links=ties)


def entry(key: str, title: str = f"Brief regering; {LETTER}", day: date = DAY) -> Traits:
    fields = {"soort": "Brief"}
    return Traits(Kind.BEKENDMAKING, key, "officielebekendmakingen", title, day, fields, (("publicatie", Kind.PUBLICATIE, key),))


def page(path: str, title: str = f"Kamerbrief over {LETTER.lower()}", day: date = DAY) -> Traits:
    return Traits(Kind.BERICHT, f"https://www.rijksoverheid.nl{path}", "rijksoverheid", title, day, {})


LETTER_PAGE = page("/documenten/kamerstukken/2026/11/19/jeugd")


def names(records: list[Traits]) -> list[set[str]]:
    return [{one.name for one in group} for group in works(records)]


def test_a_letter_by_three_ways_is_one_document_and_says_how_sure_that_is() -> None:
    records = [document(), version("v1", "d1", "kst-31839-1100"), entry("kst-31839-1100"), LETTER_PAGE]
    [found] = works(records)
    assert found[0].name == "Document:d1"
    assert {one.name: (one.rule, one.confidence) for one in found} == {
        "Document:d1": (REGISTER, 1.0),
        "DocumentVersie:v1": (REGISTER, 1.0),
        "Bekendmaking:kst-31839-1100": (REGISTER, 1.0),
        LETTER_PAGE.name: (TITLE, 0.8),
    }


def test_the_order_makes_no_difference() -> None:
    records = [document(), document("d2"), version("v1", "d1", "kst-31839-1100"), entry("kst-31839-1100"), LETTER_PAGE]
    expected = works(records)
    assert all(works(list(order)) == expected for order in permutations(records))


def test_a_version_without_publication_and_a_lone_record_make_no_work() -> None:
    bare = Traits(Kind.DOCUMENT_VERSIE, "v1", "tweedekamer", links=(("document", Kind.DOCUMENT, "d1"),))
    assert works([document(), bare]) == []
    assert works([LETTER_PAGE]) == []


def test_a_title_never_ties_two_numbers_of_one_register_together() -> None:
    twins = [document("d1"), document("d2"), LETTER_PAGE]
    [found] = names(twins)
    assert len(found & {"Document:d1", "Document:d2"}) == 1 and LETTER_PAGE.name in found
    other = [document("d1"), version("v1", "d1", "kst-1-1"), entry("kst-1-1"), entry("kst-2-2")]
    assert names(other) == [{"Document:d1", "DocumentVersie:v1", "Bekendmaking:kst-1-1"}]


@pytest.mark.parametrize(("days", "same"), [(0, True), (3, True), (-3, True), (4, False), (-4, False), (365, False)])
def test_a_title_counts_within_three_days(days: int, same: bool) -> None:
    assert bool(works([document(), page("/documenten/a/b", day=DAY + timedelta(days=days))])) is same


@pytest.mark.parametrize("sort", ["Motie", "Motie (gewijzigd/nader)", "Amendement", "Bijlage", "Antwoord schriftelijke vragen"])
def test_another_sort_of_paper_is_another_paper(sort: str) -> None:
    assert works([document(sort=sort), LETTER_PAGE]) == []


def test_a_news_message_is_not_the_letter_it_is_about() -> None:
    news = page("/actueel/nieuws/2026/11/19/jeugd", LETTER)
    assert works([document(), news]) == []
    quoting = Traits(
        Kind.BESTAND,
        news.key,
        "rijksoverheid",
        LETTER,
        DAY,
        {"nummers": ["kst-31839-1100"]},
        (("bij", Kind.BERICHT, news.key),),
    )
    found = names([document(), version("v1", "d1", "kst-31839-1100"), entry("kst-31839-1100"), news, quoting])
    assert {news.name, quoting.name} in found
    assert len(found) == 2


def test_motions_are_joined_by_number_and_never_by_title() -> None:
    title = "Motie van het lid Jansen over structurele middelen voor de jeugdzorg"
    motion = document("m1", title, sort="Motie")
    published = Traits(Kind.PUBLICATIE, "kst-36800-B-12", "officielebekendmakingen", title, DAY, {"soort": "Motie"})
    assert works([motion, published]) == []
    assert len(works([motion, version("v1", "m1", "kst-36800-B-12"), published])) == 1


def test_dossier_and_number_name_a_publication_before_its_version_comes() -> None:
    waiting = document(fields={"Volgnummer": 1100}, dossier="31839")
    [found] = works([waiting, entry("kst-31839-1100", "Iets met een andere titel")])
    assert [(one.name, one.confidence) for one in found] == [("Document:d1", 1.0), ("Bekendmaking:kst-31839-1100", 0.95)]
    assert works([document(fields={"Volgnummer": 0}, dossier="31839"), entry("kst-31839-0", "Iets anders")]) == []
    attachment = document(sort="Bijlage", fields={"Volgnummer": 1100}, dossier="31839")
    assert works([attachment, entry("kst-31839-1100", "Iets met een andere titel")]) == []


def test_a_file_is_what_it_was_fetched_for_but_an_attachment_is_not_its_message() -> None:
    file = Traits(Kind.BESTAND, "https://x.nl/1.pdf", "tweedekamer", None, DAY, {}, (("bij", Kind.DOCUMENT, "d1"),))
    assert names([document(), file]) == [{"Document:d1", file.name}]
    news = Traits(
        Kind.BERICHT, "https://vng.nl/nieuws/brief-jeugd", "vng", "Brief aan de Kamer", DAY, {"bijlagen": ["https://x.nl/2.pdf"]}
    )
    brief = Traits(Kind.BESTAND, "https://x.nl/2.pdf", "vng", "Brief", DAY, {}, (("bij", Kind.BERICHT, news.key),))
    assert works([news, brief]) == []
    two = Traits(Kind.BERICHT, LETTER_PAGE.key, "rijksoverheid", LETTER, DAY, {"bijlagen": ["a", "b"]})
    one = Traits(Kind.BERICHT, LETTER_PAGE.key, "rijksoverheid", LETTER, DAY, {"bijlagen": ["a"]})
    scan = Traits(Kind.BESTAND, "https://x.nl/3.pdf", "rijksoverheid", None, DAY, {}, (("bij", Kind.BERICHT, one.key),))
    assert works([two, scan]) == []
    assert names([one, scan]) == [{one.name, scan.name}]


def test_a_page_that_names_a_number_must_be_of_those_days_and_that_subject() -> None:
    def asked(title: str, day: date) -> bool:
        file = Traits(
            Kind.BESTAND,
            "https://www.rijksoverheid.nl/documenten/brieven/x",
            "rijksoverheid",
            title,
            day,
            {"nummers": ["2026D41234"]},
            (("bij", Kind.BERICHT, "https://www.rijksoverheid.nl/documenten/brieven/x"),),
        )
        return bool(works([document(fields={"DocumentNummer": "2026D41234"}), file]))

    assert asked("Brief over hervormingsagenda jeugd", DAY + timedelta(days=5))
    assert not asked("Brief over hervormingsagenda jeugd", DAY + timedelta(days=30))
    assert not asked("Subsidieregeling kunst en cultuur", DAY)


def test_pages_that_name_the_same_number_are_not_the_same_by_that() -> None:
    def naming(n: int) -> Traits:
        key = f"https://www.rijksoverheid.nl/documenten/brieven/{n}"
        links = (("bij", Kind.BERICHT, key),)
        return Traits(Kind.BESTAND, key, "rijksoverheid", f"Brief {n} over jeugd", DAY, {"nummers": ["2026D41234"]}, links)

    assert works([naming(1), naming(2)]) == []


def test_open_overheid_is_tied_by_the_place_on_the_web_and_by_the_only_attachment() -> None:
    disclosed = Traits(
        Kind.OPENBAARMAKING,
        "ronl-1",
        "openoverheid",
        "Iets",
        DAY,
        {"weblocatie": LETTER_PAGE.key + "/", "documentsoorten": ["brief"]},
    )
    assert names([disclosed, LETTER_PAGE]) == [{disclosed.name, LETTER_PAGE.name}]
    general = Traits(Kind.OPENBAARMAKING, "ronl-2", "openoverheid", "Iets", DAY, {"weblocatie": "https://www.rijksoverheid.nl/"})
    assert not [clue for clue in clues_of(general) if clue.word.startswith("adres:")]
    only = Traits(
        Kind.BERICHT,
        "https://www.rijksoverheid.nl/documenten/brieven/y",
        "rijksoverheid",
        "Kamerbrief over iets",
        DAY,
        {"bijlagen": ["https://open.overheid.nl/documenten/ronl-1/file"]},
    )
    assert names([disclosed, only]) == [{disclosed.name, only.name}]


def test_short_and_common_titles_say_nothing() -> None:
    assert works([document(title="Verslag"), page("/documenten/a/b", "Kamerbrief over verslag")]) == []
    many = [Traits(Kind.BERICHT, f"https://{n}.nl/documenten/x/y", f"bron{n}", LETTER, DAY, {}) for n in range(TOO_COMMON + 1)]
    assert works(many) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kamerbrief over voortgang van de jeugdzorg", "Voortgang jeugdzorg"),
        ("Brief regering; Voortgang jeugdzorg", "Voortgang jeugdzorg."),
        ("Brief van de minister van VWS over de voortgang van jeugdzorg", "VOORTGANG JEUGDZORG"),
        ("Kamerbrief met reactie op motie", "Reactie op motie"),
    ],
)
def test_titles_are_compared_by_what_they_say(one: str, other: str) -> None:
    assert title_words(one) == title_words(other)


def test_sorts_of_papers() -> None:
    assert sort_of(document()) == "brief"
    assert sort_of(entry("kst-1-1")) == "brief"
    assert sort_of(LETTER_PAGE) == "brief"
    assert sort_of(page("/actueel/nieuws/x/y", "Meer geld")) == "nieuws"
    assert sort_of(document(sort="Antwoord schriftelijke vragen")) == "antwoord"
    assert sort_of(document(sort="Overig (openbaar)", title="Iets over brieven")) is None


@given(st.lists(st.sampled_from(["d1", "d2", "p1", "p2", "b1", "b2", "v11", "v12", "v21", "v22"]), unique=True), st.randoms())
def test_works_are_apart_and_the_same_in_any_order(chosen: list[str], dice: object) -> None:
    made = {
        "d1": document("d1"),
        "d2": document("d2"),
        "p1": entry("kst-1-1"),
        "p2": entry("kst-2-2"),
        "b1": page("/documenten/a/1"),
        "b2": page("/documenten/a/2"),
        **{f"v{a}{b}": version(f"v{a}{b}", f"d{a}", f"kst-{b}-{b}") for a in (1, 2) for b in (1, 2)},
    }
    records = [made[name] for name in chosen]
    shuffled = list(records)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    found = works(records)
    assert found == works(shuffled)
    everyone = [one.name for group in found for one in group]
    assert len(everyone) == len(set(everyone))
    assert all(len(group) > 1 and group[0].confidence == 1.0 for group in found)

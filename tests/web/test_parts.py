# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Parts behind the pages: which paper a decision is about, whose paper it is, and what is remembered between requests."""

from __future__ import annotations

import json
import lzma
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bijgepraat.model.records import Kind, Record
from bijgepraat.model.views import page_of, place_of
from bijgepraat.pipeline.site.documents import _blocks, _cut
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.people import submitters
from bijgepraat.pipeline.site.votes import paper_at
from bijgepraat.store.records import write
from bijgepraat.store.store import Store


def papers(*numbers: tuple[int, str]) -> list[tuple[str, dict[str, Any]]]:
    return [(f"z{number}", {"Volgnummer": number, "Onderwerp": subject}) for number, subject in numbers]


def test_a_decision_is_about_the_paper_at_its_place() -> None:
    agenda = papers((12, "Motie"), (3, "Motie"), (40, "Gewijzigde motie (t.v.v. 36755-7)"), (9, "Motie"))
    assert [paper_at(place, agenda) for place in (1, 2, 3, 4)] == ["z3", "z40", "z9", "z12"]
    assert paper_at(1, papers((5, "Gewijzigd amendement ter vervanging van nr. 2"), (3, "Amendement"))) == "z5"


@pytest.mark.parametrize("place", [0, 5, -1, None, "1", 1.0])
def test_a_place_that_says_nothing_gives_no_paper(place: object) -> None:
    assert paper_at(place, papers((1, "a"), (2, "b"), (3, "c"), (4, "d"))) is None


def test_papers_without_a_number_of_their_own_cannot_be_ordered() -> None:
    assert paper_at(1, [("a", {"Volgnummer": 1}), ("b", {"Volgnummer": 1})]) is None
    assert paper_at(1, [("a", {"Volgnummer": -1}), ("b", {"Volgnummer": 2})]) is None
    assert paper_at(1, [("a", {}), ("b", {"Volgnummer": 2})]) is None


@pytest.mark.shared
def test_the_order_of_the_agenda_agrees_with_how_submitters_voted(shared: Path) -> None:
    """A party votes for the motion of its own member. Holding the order against that must not fail in more than one of a hundred."""

    def rows(name: str) -> Iterator[dict[str, Any]]:
        with lzma.open(shared / "data" / "tweedekamer" / f"{name}.jsonl.xz") as lines:
            yield from map(json.loads, lines)

    zaken = {row["Id"]: row for row in rows("zaak_linked")}
    party: dict[str, set[str]] = defaultdict(set)
    votes: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("stemming_linked"):
        if row.get("Persoon_Id"):
            party[row["ActorNaam"].split(",")[0].lower()].add(row["ActorFractie"])
        else:
            votes[row["Besluit_Id"]][row["ActorFractie"]] = row["Soort"]
    agreed = against = 0
    for row in rows("besluit_linked"):
        agenda = row["Agendapunt_Zaak_Ids"]
        if len(agenda) < 2:
            continue
        paper = zaken.get(paper_at(row["AgendapuntZaakBesluitVolgorde"], [(key, zaken[key]) for key in agenda]) or "")
        match = re.search(r"^Motie van het lid (\S+) (?:c\.s\. )?over", (paper or {}).get("Onderwerp") or "")
        parties = party.get(match[1].lower(), set()) if match else set()
        vote = votes[row["Id"]].get(next(iter(parties))) if len(parties) == 1 else None
        agreed += vote == "Voor"
        against += vote in {"Tegen", "Niet deelgenomen"}
    assert agreed > 1000
    assert against < agreed / 100


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Motie van het lid Van der Plas over mest", ("Van der Plas",)),
        ("Motie van de leden Inge van Dijk en Bikker c.s. over zorg", ("Inge van Dijk", "Bikker")),
        ("Gewijzigde motie van de leden A, B en C over x (t.v.v. 36755-7)", ("A", "B", "C")),
        ("Amendement van het lid Flach ter vervanging van nr. 16 over y", ("Flach",)),
        ("MOTIE VAN HET LID JANSEN", ("JANSEN",)),
        ("Uitvoering van de motie van het lid Jansen over x", ()),
        ("Brief van de minister", ()),
        ("", ()),
    ],
)
def test_submitters_are_read_from_titles(title: str, names: tuple[str, ...]) -> None:
    assert submitters(title) == names


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[tuple[Store, Memory, Clock]]:
    clock = Clock()
    with Store.open(tmp_path) as store:
        yield store, Memory(store, clock, lambda: datetime(2025, 7, 7, tzinfo=UTC)), clock


def change(store: Store, key: str) -> None:
    with store.writing() as connection:
        write(connection, [Record(Kind.ZAAK, key, "proef", key)], None)


def counting() -> tuple[Callable[[], int], list[int]]:
    made: list[int] = []

    def make() -> int:
        made.append(len(made) + 1)
        return len(made)

    return make, made


def test_what_follows_changes_is_made_again_only_after_a_change(remembered: tuple[Store, Memory, Clock]) -> None:
    store, memory, clock = remembered
    make, _made = counting()
    assert memory.recall("x", make, follows_changes=True) == 1
    clock.time = 10_000.0
    assert memory.recall("x", make, follows_changes=True) == 1
    change(store, "a")
    assert memory.recall("x", make, follows_changes=True) == 2
    assert memory.recall("y", make, follows_changes=True) == 3


def test_what_leans_on_the_analysis_is_made_again_after_a_minute(remembered: tuple[Store, Memory, Clock]) -> None:
    _store, memory, clock = remembered
    make, _made = counting()
    assert memory.recall("x", make) == 1
    clock.time = 59.0
    assert memory.recall("x", make) == 1
    clock.time = 61.0
    assert memory.recall("x", make) == 2


def test_a_costly_answer_rests_while_the_store_keeps_changing(remembered: tuple[Store, Memory, Clock]) -> None:
    store, memory, clock = remembered

    def slow() -> float:
        clock.time += 2.0
        return clock.time

    first = memory.recall("x", slow, follows_changes=True)
    change(store, "a")
    clock.time += 30.0
    assert memory.recall("x", slow, follows_changes=True) == first
    clock.time += 11.0
    assert memory.recall("x", slow, follows_changes=True) > first


def test_the_old_answer_serves_while_the_new_one_is_made(remembered: tuple[Store, Memory, Clock]) -> None:
    store, memory, _clock = remembered
    assert memory.recall("x", lambda: "oud", follows_changes=True) == "oud"
    change(store, "a")
    begun, let_go = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert let_go.wait(10)
        return "nieuw"

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(memory.recall, "x", slow, follows_changes=True)
        assert begun.wait(10)
        assert memory.recall("x", lambda: "dubbel", follows_changes=True) == "oud"
        let_go.set()
        assert making.result(10) == "nieuw"
    assert memory.recall("x", lambda: "dubbel", follows_changes=True) == "nieuw"


def test_a_failure_is_not_remembered(remembered: tuple[Store, Memory, Clock]) -> None:
    _store, memory, _clock = remembered
    with pytest.raises(ZeroDivisionError):
        memory.recall("x", lambda: 1 // 0)
    assert memory.recall("x", lambda: 5) == 5


@given(st.text(alphabet=st.sampled_from("ab \n.é😀"), max_size=400), st.integers(1, 60))
def test_blocks_lose_no_word_and_keep_their_places(text: str, repeat: int) -> None:
    whole = text * repeat
    blocks = _blocks(whole, (), Kind.BESTAND, lambda _name: None)
    assert all(block.text == whole[block.start : block.end] for block in blocks)
    assert all(before.end <= after.start for before, after in zip(blocks, blocks[1:], strict=False))
    assert "".join("".join(block.text for block in blocks).split()) == "".join(whole.split())
    if blocks:
        assert [block for part in _cut(blocks) for block in part] == blocks


def test_addresses_of_pages_keep_any_key_apart() -> None:
    assert page_of("Persoon", "a/b") == "/mensen/a%2Fb"
    assert page_of("Bestand", "x?y#z") == "/documenten/Bestand/x%3Fy%23z"
    assert place_of("Bestand:a:b", 1, 2) == "/documenten/Bestand/a%3Ab?van=1&tot=2#citaat"
    assert place_of("Zaak:z", 0, 5, part="titel") == "/documenten/Zaak/z#titel"


def test_many_readers_at_once_see_the_same_pages(site: TestClient) -> None:
    addresses = ["/", "/zoeken?q=jeugdzorg", "/documenten/Debat/debat-1", "/mensen/p1", "/partijen/f1", "/status"] * 6
    with ThreadPoolExecutor(8) as pool:
        # Each is a reader of its own: home shows who comes back something else, and one client's cookies would make them one person.
        answers = list(pool.map(lambda address: TestClient(site.app).get(address), addresses))
    assert {answer.status_code for answer in answers} == {200}
    for address in set(addresses):
        bodies = {answer.text for asked, answer in zip(addresses, answers, strict=True) if asked == address}
        assert len(bodies) == 1

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the analyser leans on beside the words: members of parliament by the day, the ministry of a paper, its own dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.people_known import known_people
from bijgepraat.store.records import write
from bijgepraat.store.schema import claims, records
from bijgepraat.store.store import Store

EARLY, LATE = date(2021, 5, 1), date(2024, 5, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def put(store: Store, *batch: Record) -> None:
    with store.writing() as connection:
        write(connection, batch, None)


def person(
    key: str, first: str, last: str, between: str | None = None, seats: tuple[tuple[str, str, str | None], ...] = ()
) -> list[Record]:
    """A Persoon with seats (short name of the party, from, until), as the source sends them."""
    fields = {"Roepnaam": first, "Tussenvoegsel": between, "Achternaam": last}
    title = " ".join(part for part in (first, between, last) if part)
    made = [Record(Kind.PERSOON, key, "tk", title, None, fields=fields)]
    for n, (party, since, until) in enumerate(seats):
        seat, held = f"zetel-{key}-{n}", f"bezet-{key}-{n}"
        made += [
            Record(Kind.FRACTIE, party, "tk", party, None, fields={"Afkorting": party}),
            Record(Kind.FRACTIE_ZETEL, seat, "tk", None, None, links=(Link("fractie", Kind.FRACTIE, party),)),
            Record(
                Kind.FRACTIE_ZETEL_PERSOON,
                held,
                "tk",
                None,
                None,
                fields={"Van": f"{since}T00:00:00+01:00", "TotEnMet": until and f"{until}T00:00:00+01:00"},
                links=(Link("persoon", Kind.PERSOON, key), Link("fractiezetel", Kind.FRACTIE_ZETEL, seat)),
            ),
        ]
    return made


def motion(key: str, text: str, on: date, **fields: Any) -> Record:
    return Record(Kind.PUBLICATIE, key, "kst", "Motie", on, fields={"soort": "Motie", **fields}, text=text)


def found(store: Store, key: str, type_: str = "name") -> list[tuple[str, str | None, dict[str, Any]]]:
    with store.reading() as connection:
        query = (
            sa.select(claims.c.quote, claims.c.ref, claims.c.value)
            .join(records, records.c.id == claims.c.record_id)
            .where(records.c.key == key, claims.c.type == type_)
            .order_by(claims.c.start)
        )
        return [(row.quote, row.ref, orjson.loads(row.value)) for row in connection.execute(query)]


def test_a_name_is_the_person_with_the_party_of_that_day(store: Store) -> None:
    put(store, *person("p-1", "Xanthippe", "Zwartboek", seats=(("CDA", "2020-01-01", "2022-12-31"), ("BBB", "2023-01-01", None))))
    text = "Motie van het lid Zwartboek over bruggen."
    put(store, motion("vroeg", text, EARLY), motion("laat", text, LATE), motion("nooit", text, date(2001, 1, 1)))
    assert analyse_store(store) == 3
    (early,), (late,), (never,) = (found(store, key) for key in ("vroeg", "laat", "nooit"))
    assert early[:2] == late[:2] == ("Zwartboek", "p-1")
    assert (early[2]["party"], late[2]["party"]) == ("CDA", "BBB")
    assert early[2]["role"] == "lid van de Tweede Kamer"
    assert never[1] == "Zwartboek"


def test_a_title_names_members_too(store: Store) -> None:
    put(store, *person("p-1", "Xanthippe", "Zwartboek", seats=(("CDA", "2020-01-01", None),)))
    put(store, Record(Kind.ZAAK, "z", "tk", "Motie van het lid Zwartboek over bruggen", LATE, fields={"Soort": "Motie"}))
    analyse_store(store)
    assert [entry[:2] for entry in found(store, "z")] == [("Zwartboek", "p-1")]


def test_two_people_of_one_full_name_are_nobody_in_particular(store: Store) -> None:
    put(
        store,
        *person("p-1", "Jan", "Zwartboek"),
        *person("p-2", "Jan", "Zwartboek"),
        *person("p-3", "Piet", "Witboek", "van der"),
    )
    people = known_people(store)
    assert "Jan Zwartboek" not in people
    assert people.id_of("Piet van der Witboek") == "p-3"


def test_the_minister_is_that_of_the_budget_that_a_paper_belongs_to(store: Store) -> None:
    text = "De Kamer,\nverzoekt de minister de bruggen te herstellen,\nen gaat over tot de orde van de dag."
    put(store, motion("xvi", text, date(2025, 3, 1), dossier="36600-XVI"), motion("los", text, date(2025, 3, 1), dossier="36601"))
    analyse_store(store)
    ((quote, ref, value),) = [entry for entry in found(store, "xvi") if entry[0] == "minister"]
    assert (quote, ref, value["role"]) == ("minister", "fleur-agema", "minister van Volksgezondheid, Welzijn en Sport")
    assert [entry for entry in found(store, "los") if entry[0] == "minister"] == []


def test_a_member_of_the_cabinet_has_one_key_with_and_without_a_name(store: Store) -> None:
    put(store, *person("p-9", "Fleur", "Agema"))
    put(store, motion("m", "Minister Agema belt. De minister van VWS schrijft.", date(2025, 3, 1)))
    analyse_store(store)
    assert [(quote, ref) for quote, ref, value in found(store, "m") if value["type"] == "person"] == [
        ("Agema", "p-9"),
        ("minister", "p-9"),
    ]


def test_a_number_alone_is_a_paper_of_the_own_dossier(store: Store) -> None:
    put(store, motion("m", "Ter vervanging van de motie op stuk nr. 12.", LATE, dossier="36600-XVI"))
    put(store, motion("n", "Ter vervanging van de motie op stuk nr. 12.", LATE, dossiers=["36600-XVI", "36600-VII"]))
    analyse_store(store)
    assert [entry[1] for entry in found(store, "m", "reference")] == ["kst-36600-XVI-12"]
    assert found(store, "n", "reference") == []


def test_a_letter_is_in_the_words_of_who_sent_it(store: Store) -> None:
    actor = Record(
        Kind.DOCUMENT_ACTOR,
        "a",
        "tk",
        None,
        None,
        fields={"ActorNaam": "F. Agema", "Functie": "minister van Volksgezondheid, Welzijn en Sport"},
        links=(Link("document", Kind.DOCUMENT, "brief"),),
    )
    letter = Record(
        Kind.DOCUMENT, "brief", "tk", "Brief", date(2025, 3, 1), fields={}, text="Ik stuur u voor de zomer het overzicht."
    )
    put(store, actor, letter)
    analyse_store(store)
    ((_quote, _ref, value),) = found(store, "brief", "commitment")
    assert (value["by_name"], value["strength"]) == ("F. Agema", "hard")


def test_who_comes_later_is_named_in_what_was_read_before(store: Store) -> None:
    put(
        store,
        motion("m", "Motie van het lid Zwartboek over bruggen.", LATE),
        motion("n", "Motie van het lid Geelboek over sluizen.", LATE),
    )
    assert analyse_store(store) == 2
    assert analyse_store(store) == 0
    put(store, *person("p-1", "Xanthippe", "Zwartboek", seats=(("CDA", "2020-01-01", None),)))
    assert analyse_store(store) == 1  # the other names nobody who came
    assert [entry[:2] for entry in found(store, "m")] == [("Zwartboek", "p-1")]
    assert analyse_store(store) == 0


def test_a_seat_with_a_date_that_is_none_is_open(store: Store) -> None:
    put(store, *person("p-1", "Xanthippe", "Zwartboek", seats=(("CDA", "gisteren", None),)))
    put(store, motion("m", "Motie van het lid Zwartboek over bruggen.", EARLY))
    analyse_store(store)
    assert [entry[1] for entry in found(store, "m")] == ["p-1"]


def test_more_processes_know_the_same_people(store: Store) -> None:
    put(store, *person("p-1", "Xanthippe", "Zwartboek", seats=(("CDA", "2020-01-01", None),)))
    put(store, *(motion(f"m{n}", "Motie van het lid Zwartboek over bruggen.", LATE) for n in range(3)))
    assert analyse_store(store, processes=2) == 3
    assert [found(store, f"m{n}")[0][1] for n in range(3)] == ["p-1"] * 3

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Differences out of a store: which versions, from where, and what the page and the terminal get of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bijgepraat.model.difference_views import DifferenceView, Fold, Shown
from bijgepraat.model.records import Kind, Original, Passage, Record
from bijgepraat.pipeline.differences import (
    NoSuchVersionError,
    change_of,
    difference_between,
    difference_lines,
    versions_kept,
)
from bijgepraat.pipeline.site.differences import difference
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.store import journal
from bijgepraat.store.records import write
from bijgepraat.store.store import Store

ADDRESS = "https://voorbeeld.example/afspraken"
MIDDLE = [f"Stap {n} gaat over overleg in de regio." for n in range(40)]
OLD = ["Gemeenten krijgen in 2026 € 500 miljoen voor jeugdzorg.", *MIDDLE, "De brief komt uiterlijk op 1 oktober 2026."]
NEW = ["Gemeenten krijgen in 2026 € 420 miljoen voor jeugdzorg.", *MIDDLE, "De brief komt uiterlijk op 1 december 2026."]


def page(lines: list[str], hour: int, **changed: object) -> Record:
    """A web page as it was at some hour."""
    text = "\n".join(lines)
    at, passages = 0, []
    for line in lines:
        passages.append(Passage(at, at + len(line)))
        at += len(line) + 1
    modified = f"2026-03-02T{hour:02}:00:00.0000000Z"
    record = Record(
        Kind.BESTAND, ADDRESS, "rijksoverheid", "Afspraken", date(2026, 3, 2), modified, text=text, passages=tuple(passages)
    )
    return replace(record, **changed)  # type: ignore[arg-type]


def put(store: Store, *records: Record, mark: str = "a") -> None:
    """Store records as read from one fetched file."""
    with store.writing() as connection:
        fetched = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
        original = journal.register_original(connection, Original(mark * 64, "rijksoverheid", ADDRESS, fetched, "text/html", 10))
        write(connection, records, original)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path) as opened:
        yield opened


def view_of(store: Store, *asked: str) -> tuple[DifferenceView, int]:
    memory = Memory(store, lambda: 0.0, lambda: datetime(2026, 3, 3, tzinfo=UTC))
    found = difference(memory, Kind.BESTAND, ADDRESS, *asked)
    assert found is not None
    return found


def test_a_changed_page_tells_its_difference(store: Store) -> None:
    put(store, page(OLD, 8, fields={"Soort": "Concept"}))
    put(store, page(NEW, 9, fields={"Soort": "Akkoord"}), mark="b")
    found = difference_between(store, Kind.BESTAND, ADDRESS)
    assert found is not None and found.difference is not None
    assert (found.old.version, found.new.version) == (1, 2)
    assert (found.difference.counts.changed, found.difference.counts.equal) == (2, 40)
    assert [(item.type, item.old, item.new) for item in found.difference.values] == [
        ("bedrag", "€ 500 miljoen", "€ 420 miljoen"),
        ("datum", "uiterlijk op 1 oktober 2026", "uiterlijk op 1 december 2026"),
    ]
    assert change_of(store, Kind.BESTAND, ADDRESS) == (
        "2 alinea’s gewijzigd; 1 gegeven gewijzigd; € 500 miljoen werd € 420 miljoen;"
        " uiterlijk op 1 oktober 2026 werd uiterlijk op 1 december 2026"
    )


def test_equal_content_with_a_later_moment_is_no_version(store: Store) -> None:
    put(store, page(OLD, 8))
    put(store, page(OLD, 9), mark="b")
    assert [row.version for row in versions_kept(store, Kind.BESTAND, ADDRESS)] == [1]
    assert change_of(store, Kind.BESTAND, ADDRESS) is None
    view, status = view_of(store)
    assert status == 200
    assert view.complaint == "Van dit stuk is alleen versie 1 bewaard. Er is dus nog niets om mee te vergelijken."


def test_a_version_that_arrives_late_takes_its_place_by_its_moment(store: Store) -> None:
    put(store, page(OLD, 8))
    put(store, page(NEW, 12))
    put(store, page([*OLD, "Een tussenstand."], 10))
    assert [(row.version, row.current) for row in versions_kept(store, Kind.BESTAND, ADDRESS)] == [
        (1, False),
        (3, False),
        (2, True),
    ]
    found = difference_between(store, Kind.BESTAND, ADDRESS)
    assert found is not None
    assert (found.old.version, found.new.version) == (3, 2)
    put(store, page([*OLD, "Een eerdere tussenstand."], 9))
    assert [row.version for row in versions_kept(store, Kind.BESTAND, ADDRESS)] == [1, 4, 3, 2]
    earlier = difference_between(store, Kind.BESTAND, ADDRESS, new=4)
    assert earlier is not None and earlier.difference is not None
    assert earlier.old.version == 1
    assert earlier.difference.counts.added == 1


def test_odd_numbers_are_refused_in_words(store: Store) -> None:
    put(store, page(OLD, 8))
    put(store, page(NEW, 9))
    put(store, page([*NEW, "Slot."], 10))
    with pytest.raises(NoSuchVersionError, match="Versie 9 is er niet"):
        difference_between(store, Kind.BESTAND, ADDRESS, 9, 2)
    for asked, status, words in (
        (("9", "2"), 404, "Versie 9 is er niet."),
        (("1", "4"), 404, "Versie 4 is er niet."),
        (("een", "2"), 400, "geen geldig versienummer"),
        (("-1", "2"), 400, "geen geldig versienummer"),
        (("1", "9" * 30), 400, "geen geldig versienummer"),
        (("²", ""), 400, "geen geldig versienummer"),
        (("2", "2"), 200, "Dit is twee keer versie 2."),
        (("", "1"), 200, "Vóór versie 1 is er geen eerdere versie."),
    ):
        view, given = view_of(store, *asked)
        assert given == status, asked
        assert words in (view.complaint or "")
        assert view.difference is None
        assert len(view.versions) == 3
    view, given = view_of(store, "3", "1")
    assert given == 200 and view.difference is not None
    assert view.difference.counts.removed == 1


def test_what_is_not_there_is_none(store: Store) -> None:
    assert difference_between(store, Kind.BESTAND, "nergens") is None
    assert difference_lines(store, "Bestand:nergens") is None
    assert change_of(store, Kind.BESTAND, "nergens") is None
    assert versions_kept(store, Kind.BESTAND, "nergens") == ()


def test_equal_runs_are_folded_and_each_version_says_where_it_came_from(store: Store) -> None:
    put(store, page(OLD, 8))
    put(store, page(NEW, 9), mark="b")
    view, status = view_of(store, "1", "2")
    assert status == 200
    shown = [item.count if isinstance(item, Fold) else item.block.sort for item in view.items]
    assert shown == ["gewijzigd", "gelijk", 38, "gelijk", "gewijzigd"]
    assert [choice.address for choice in view.versions] == [ADDRESS, ADDRESS]
    assert view.old is not None and view.old.fetched == datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
    assert view.old.modified == "2 maart 2026, 08.00 uur"


def test_a_long_fold_opens_partly_and_says_where_the_rest_is(store: Store) -> None:
    many = [f"Regel {n} " + "met woorden " * 20 for n in range(500)]
    put(store, page(["Oud begin van het stuk.", *many], 8))
    put(store, page(["Nieuw begin van het stuk.", *many], 9))
    view, _status = view_of(store)
    (fold,) = (item for item in view.items if isinstance(item, Fold))
    assert fold.count == 499
    assert len(fold.paragraphs) + fold.more == fold.count
    assert sum(len(paragraph.text) for paragraph in fold.paragraphs) <= 6_000
    assert fold.page is not None and "versie=2" in fold.page


def test_parts_hold_every_block_once_and_values_say_in_which_they_stand(store: Store) -> None:
    old = [f"Alinea {n} geeft € {n + 10} miljoen " + f"voor doel {n} " * 30 for n in range(300)]
    new = [line.replace(f"€ {n + 10} miljoen", f"€ {n + 5000} miljoen") for n, line in enumerate(old)]
    moved = "Deze regel over zwemmen staat straks ergens heel anders."
    put(store, page([moved, *old], 8))
    put(store, page([*new, moved], 9))
    first, _status = view_of(store)
    assert first.parts > 3
    numbers: list[int] = []
    for part in range(1, first.parts + 1):
        view, _status = view_of(store, "1", "2", str(part))
        here = [item for item in view.items if isinstance(item, Shown)]
        numbers += [item.number for item in here]
        assert {value.block for value, stands in view.values if stands == part} <= {item.number for item in here}
        for item in here:
            if item.block.other is not None:
                assert item.other_part == (first.parts if part == 1 else 1)
    assert numbers == list(range(302))
    assert len(first.values) == 300
    assert view_of(store, "1", "2", "999")[0].part == first.parts
    assert view_of(store, "1", "2", "x")[0].part == 1


def test_a_withdrawn_record_says_so(store: Store) -> None:
    put(store, page(OLD, 8))
    put(store, page(OLD, 9, deleted=True, text=None, passages=()))
    view, _status = view_of(store)
    assert view.summary == "door de bron ingetrokken; de tekst is er niet meer bij"
    assert ("Ingetrokken door de bron", "nee", "ja") in view.facts
    assert view.items == ()


def test_only_another_layout_is_no_change_of_words(store: Store) -> None:
    put(store, page(OLD, 8))
    put(store, page(OLD, 9, passages=()))
    view, _status = view_of(store)
    assert view.difference is not None and not view.difference.any
    assert view.summary == "geen verschil in woorden of gegevens"


def test_facts_come_in_readers_words_known_ones_first(store: Store) -> None:
    put(store, page(OLD, 8, fields={"Besloten": True, "Zzz": {"a": [1]}, "getal": 1.5}))
    put(store, page(OLD, 9, title="Afspraken!", fields={"Besloten": False, "Status": "Klaar", "getal": 2.5, "lang": "x" * 900}))
    view, _status = view_of(store)
    assert view.facts[:3] == (("Titel", "Afspraken", "Afspraken!"), ("Status", "", "Klaar"), ("Besloten", "ja", "nee"))
    assert view.facts[3] == ("Zzz", '{"a":[1]}', "")
    assert view.facts[4] == ("getal", "1.5", "2.5")
    assert view.facts[5][0] == "lang" and len(view.facts[5][2]) == 602


def test_the_names_of_speakers_between_speeches_of_a_debate_do_not_count(store: Store) -> None:
    def debate(words: str, hour: int) -> Record:
        text = f"De heer Jansen:\n{words}\n"
        speech = Passage(16, 16 + len(words), "toespraak", speaker="Jansen")
        modified = f"2026-03-02T{hour:02}:00:00.0000000Z"
        return Record(Kind.DEBAT, "d1", "tweedekamer", "Debat", None, modified, text=text, passages=(speech,))

    put(store, debate("Ik zeg dat toe.", 8))
    put(store, debate("Ik zeg dat graag toe.", 9))
    assert list(difference_lines(store, "Debat:d1") or ())[-1] == "~ Jansen: Ik zeg dat {+graag +}toe."


def test_lines_for_a_terminal_tell_everything(store: Store) -> None:
    moved = "Deze regel over zwemmen staat straks ergens heel anders."
    put(store, page([moved, *OLD, "Dit gaat er helemaal uit."], 8))
    put(store, page([*NEW, moved, "Hier komt nog wat bij: zwembaden."], 9, title=None))
    lines = list(difference_lines(store, f"Bestand:{ADDRESS}") or ())
    assert lines[1] == "versie 1 (2 maart 2026, 08.00 uur) → versie 2 (2 maart 2026, 09.00 uur)"
    assert "bedrag: [-€ 500 miljoen-] werd {+€ 420 miljoen+}" in lines
    assert "Titel: [-Afspraken-] {+niet ingevuld+}" in lines
    assert lines[lines.index("Titel: [-Afspraken-] {+niet ingevuld+}") + 2 :] == [
        f"< {moved} (stond hier)",
        "~ Gemeenten krijgen in 2026 € [-500-]{+420+} miljoen voor jeugdzorg.",
        "  … 40 alinea’s gelijk …",
        "~ De brief komt uiterlijk op 1 [-oktober-]{+december+} 2026.",
        "- Dit gaat er helemaal uit.",
        f"> {moved} (staat nu hier)",
        "+ Hier komt nog wat bij: zwembaden.",
    ]

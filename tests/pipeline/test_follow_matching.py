# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Matching: what comes in becomes alerts, each event once a reader, whatever number of follows and sources it matches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from follow_house import NOW, TK, House, letter, meeting, motion

from bijgepraat.model.asked import TextSort
from bijgepraat.model.following import Rhythm, Sort, What
from bijgepraat.model.records import Kind, Link, Passage, Record
from bijgepraat.model.verdicts import Book, Decision, KeptVerdict
from bijgepraat.pipeline.asked_book import add_text, answer_all, import_asks
from bijgepraat.pipeline.follows import matching
from bijgepraat.store import alerts as store_alerts
from bijgepraat.store import follows, sync
from bijgepraat.store.schema import counters, followed_states
from bijgepraat.store.verdicts import add_verdicts

YOUTH = "De kosten van jeugdzorgmiddelen stijgen bij gemeenten."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    found = House(tmp_path)
    with found.store:
        found.reader()
        yield found


def test_what_was_there_before_is_not_told_and_what_comes_after_is(house: House) -> None:
    house.come(letter("oud", "Brief over jeugdzorg", YOUTH))
    house.follow("jeugdzorg")
    house.come(letter("nieuw", "Nieuwe brief", YOUTH), letter("anders", "Brief over wegen", "Over asfalt."))
    done = house.match()
    assert (done.new, done.merged, done.told) == (1, 0, 0)
    (alert,) = house.alerts()
    assert (alert.what, alert.title, alert.page) == (What.NEW, "Nieuwe brief", "/documenten/Bericht/nieuw")
    (reason,) = alert.reasons
    assert [reason.snippet[start:end] for start, end in reason.marks] == ["jeugdzorgmiddelen"]
    assert house.match().new == 0


def test_a_back_dated_letter_alerts(house: House) -> None:
    house.come(letter("a", "Brief van vandaag", "Over wegen."))
    house.follow("jeugdzorg")
    house.match()
    house.come(letter("b", "Brief van vorig jaar", YOUTH, day=date(2025, 1, 3), modified="2025-01-03T09:00:00Z"))
    house.match()
    assert [(one.title, one.day) for one in house.alerts()] == [("Brief van vorig jaar", date(2025, 1, 3))]


def test_a_meeting_that_moves_alerts_again_with_before_and_after(house: House) -> None:
    house.follow("jeugdhulp")
    house.come(meeting("m", "Commissiedebat jeugdhulp", "2026-03-10T10:00"))
    house.match()
    house.take()
    house.come(meeting("m", "Commissiedebat jeugdhulp", "2026-03-17T13:30", modified="2026-02-03"))
    house.match()
    first, second = house.alerts()
    assert (first.what, second.what) == (What.NEW, What.MOVED)
    assert second.before == "dinsdag 10 maart 2026, 10.00 uur"
    assert second.after == "dinsdag 17 maart 2026, 13.30 uur"
    house.come(meeting("m", "Commissiedebat jeugdhulp", "2026-03-17T13:30", status="Geannuleerd", modified="2026-02-04"))
    house.match()
    assert house.alerts()[-1].what is What.GONE
    assert house.alerts()[-1].before == "dinsdag 17 maart 2026, 13.30 uur"


def test_keeping_house_alerts_nobody(house: House) -> None:
    house.follow("jeugdhulp")
    house.come(meeting("m", "Commissiedebat jeugdhulp", "2026-03-10T10:00"), letter("b", "Brief jeugdhulp", "Over jeugdhulp."))
    house.match()
    house.come(
        meeting("m", "Commissiedebat  jeugdhulp", "2026-03-10T10:04", status="Uitgevoerd", modified="2026-03-10", Noot="x"),
        letter("b", "Brief jeugdhulp ", "Over  jeugdhulp", modified="2026-03-01T00:00:00Z", extra="ja"),
    )
    assert house.match().records == 2
    assert [one.what for one in house.alerts()] == [What.NEW, What.NEW]


def test_a_meeting_that_moves_there_and_back_and_there_again_alerts_each_time(house: House) -> None:
    house.follow("jeugdhulp")
    for n, day in enumerate(("10", "17", "10", "17"), 1):
        house.come(meeting("m", "Debat jeugdhulp", f"2026-03-{day}T10:00", modified=f"2026-02-0{n}"))
        house.match()
        house.take()
    assert [one.what for one in house.alerts()] == [What.NEW, What.MOVED, What.MOVED, What.MOVED]


def test_the_same_letter_from_three_sources_alerts_once(house: House) -> None:
    house.follow("jeugdzorg")
    title = "Kamerbrief over de bekostiging van jeugdzorg in grote steden"
    document = Record(
        Kind.DOCUMENT,
        "d1",
        TK,
        title,
        date(2026, 2, 27),
        "2026-02-27",
        fields={"Soort": "Brief regering", "DocumentNummer": "2026D01234"},
        links=(Link("huidigedocumentversie", Kind.DOCUMENT_VERSIE, "v1"),),
    )
    version = Record(
        Kind.DOCUMENT_VERSIE,
        "v1",
        TK,
        modified="2026-02-27",
        links=(Link("document", Kind.DOCUMENT, "d1"), Link("publicatie", Kind.PUBLICATIE, "kst-99010-77")),
    )
    paper = letter("kst-99010-77", title, YOUTH, kind=Kind.PUBLICATIE, source="officielebekendmakingen", soort="Brief")
    page = letter("https://example.org/brief", title, YOUTH + " 2026D01234", kind=Kind.BERICHT, source="rijksoverheid")
    for several in ((document, version), (paper,), (page,)):
        house.come(*several)
        house.match()
        house.take()
    assert [one.title for one in house.alerts()] == [title]


def test_a_zaak_and_its_document_are_one_event(house: House) -> None:
    house.follow("zwembaden")
    house.come(motion("z1", "Motie over zwembaden", Link("document", Kind.DOCUMENT, "d1")))
    house.match()
    house.take()
    house.come(
        Record(Kind.DOCUMENT, "d1", TK, "Motie over zwembaden", date(2026, 2, 26), "2026-02-02", fields={"Soort": "Motie"})
    )
    house.match()
    assert len(house.alerts()) == 1


def test_what_becomes_of_a_motion_is_told(house: House) -> None:
    house.follow("zwembaden")
    house.come(motion("z1", "Motie over zwembaden"))
    house.match()
    house.take()
    outcome = {"BesluitSoort": "Stemmen - aangenomen", "Status": "Besluit"}
    house.come(
        Record(Kind.BESLUIT, "b0", TK, "Ingediend", fields={"BesluitSoort": "Ingediend"}, links=(Link("zaak", Kind.ZAAK, "z1"),)),
        Record(Kind.BESLUIT, "b1", TK, "Stemmen - aangenomen", fields=outcome, links=(Link("zaak", Kind.ZAAK, "z1"),)),
    )
    house.match()
    house.come(motion("z1", "Motie over zwembaden", Afgedaan=True, modified="2026-02-09"))
    house.match()
    assert [(one.what, one.title, one.after) for one in house.alerts()[1:]] == [
        (What.STATE, "Motie over zwembaden", "uitkomst: Aangenomen"),
        (What.STATE, "Motie over zwembaden", "behandeling: afgedaan"),
    ]


def test_two_follows_that_match_one_event_give_one_alert_with_two_reasons(house: House) -> None:
    house.follow("jeugdzorg", rhythm=Rhythm.WEEKLY)
    house.come(letter("b", "Brief", YOUTH))
    first = house.follow("kosten", rhythm=Rhythm.IMMEDIATELY, since=0)
    house.match()
    (row,) = house.rows()
    assert row.rhythm == "meteen"
    (alert,) = house.alerts()
    assert [one.label for one in alert.reasons] == ["zoekvraag jeugdzorg", "zoekvraag kosten"]
    assert alert.reasons[1].follow == first.id


def test_a_reason_that_is_found_later_joins_an_alert_that_waits(house: House) -> None:
    house.follow("jeugdzorg")
    house.come(letter("b", "Brief", YOUTH))
    house.match()
    house.follow("kosten", rhythm=Rhythm.IMMEDIATELY, since=0)
    with house.store.writing() as connection:
        store_alerts.set_position(connection, 0)
    done = house.match()
    assert (done.new, done.merged) == (0, 1)
    (alert,) = house.alerts()
    assert len(alert.reasons) == 2
    assert house.rows()[0].rhythm == "meteen"


def test_what_was_sent_is_not_told_again(house: House) -> None:
    house.follow("jeugdzorg")
    house.come(letter("b", "Brief", YOUTH))
    house.match()
    house.take()
    with house.store.writing() as connection:
        store_alerts.set_position(connection, 0)
    assert house.match().new == 0
    assert len(house.alerts()[0].reasons) == 1


def test_a_text_that_changes_alerts_again_but_not_before_its_news_was_sent(house: House) -> None:
    house.follow("jeugdzorg")
    house.come(letter("b", "Brief", YOUTH))
    house.match()
    house.come(letter("b", "Brief", YOUTH + " Er is meer.", modified="2026-02-28T10:00:00Z"))
    house.match()
    assert [one.what for one in house.alerts()] == [What.NEW]
    house.take()
    house.come(letter("b", "Brief, verbeterd", YOUTH + " Er is nog meer.", modified="2026-03-01T10:00:00Z"))
    house.match()
    last = house.alerts()[-1]
    assert (last.what, last.before, last.after) == (What.NEW_VERSION, "Brief", "Brief, verbeterd")


def test_a_deleted_record_alerts_those_who_were_told_of_it(house: House) -> None:
    house.follow("jeugdhulp")
    house.reader(2)
    house.follow("debat", reader=2)
    house.come(meeting("m", "Debat jeugdhulp", "2026-03-10T10:00"))
    house.match()
    house.take()
    house.come(Record(Kind.ACTIVITEIT, "m", TK, None, None, "2026-02-05", deleted=True))
    house.match()
    gone = [one for one in house.alerts() if one.what is What.GONE]
    assert [(one.title, one.before) for one in gone] == [("Debat jeugdhulp", "dinsdag 10 maart 2026, 10.00 uur")] * 2


def test_pausing_editing_and_removing(house: House) -> None:
    follow = house.follow("jeugdzorg")
    with house.store.writing() as connection:
        assert follows.pause(connection, follow.id, paused=True)
    house.come(letter("a", "Brief een", YOUTH))
    house.match()
    with house.store.writing() as connection:
        assert follows.pause(connection, follow.id, paused=False, since=house.store.changes())
        assert follows.edit(connection, follow.id, label="Jeugd", rhythm=Rhythm.WEEKLY)
    house.come(letter("b", "Brief twee", YOUTH))
    house.match()
    assert [(one.title, one.reasons[0].label) for one in house.alerts()] == [("Brief twee", "Jeugd")]
    with house.store.writing() as connection:
        assert follows.remove(connection, follow.id)
        assert not follows.remove(connection, follow.id)
    house.come(letter("c", "Brief drie", YOUTH))
    house.match()
    assert len(house.alerts()) == 1
    with house.store.reading() as connection:
        assert store_alerts.position(connection) == house.store.changes()


def test_who_did_not_confirm_is_not_told(house: House) -> None:
    house.reader(2, confirmed=False)
    house.follow("jeugdzorg", reader=2)
    house.come(letter("a", "Brief", YOUTH))
    house.match()
    assert house.alerts() == []


def test_a_first_reading_of_a_source_is_no_news(house: House) -> None:
    house.follow("jeugdzorg")
    before = house.store.changes()
    with house.store.writing() as connection:
        number = sync.begin_round(connection, "archief", "alles", NOW, first=True, after=before)
        matching_rows = [letter(f"oud-{n}", "Oude brief", YOUTH, source="archief") for n in range(3)]
    house.come(*matching_rows, letter("vers", "Verse brief", YOUTH))
    with house.store.writing() as connection:
        sync.note_round(connection, number, {"opgeslagen": 4})
        sync.end_round(connection, number, NOW, flood=False, error=None)
    house.match()
    assert [one.title for one in house.alerts()] == ["Verse brief"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_any_batch_size_gives_the_same_alerts(tmp_path: Path, size: int) -> None:
    house = House(tmp_path / "huis")
    with house.store:
        house.reader()
        house.reader(2)
        house.follow("jeugdhulp")
        house.follow("jeugdhulp OF zwembaden", reader=2)
        house.follow("financien", Sort.THEME, reader=2)
        house.come(meeting("m", "Debat jeugdhulp", "2026-03-10T10:00"), motion("z1", "Motie over zwembaden"))
        house.come(meeting("m", "Debat jeugdhulp", "2026-03-11T10:00", modified="2026-02-02"), letter("b", "Brief", "Jeugdhulp."))
        house.come(motion("z1", "Motie over zwembaden", Afgedaan=True, modified="2026-02-09"))
        house.come(letter("b", "Brief", "Jeugdhulp en meer.", modified="2026-02-28T10:00:00Z"))
        house.match(size)
        found = {(row.reader_id, row.event) for row in house.rows()}
        assert found == {
            (1, "work:1:nieuw"),
            (1, "work:1:verplaatst:2026-03-11T10:00"),
            (1, "work:3:nieuw"),
            (2, "work:1:nieuw"),
            (2, "work:1:verplaatst:2026-03-11T10:00"),
            (2, "work:2:nieuw"),
            (2, "work:2:stand:behandeling:afgedaan"),
            (2, "work:3:nieuw"),
        }


def test_killed_between_matching_and_cursor_gives_the_same_alerts(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.follow("jeugdzorg")
    for n in range(5):
        house.come(letter(f"b{n}", f"Brief {n}", YOUTH))
    keep = store_alerts.set_position
    calls = 0

    def dies(connection: sa.Connection, number: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        keep(connection, number)

    monkeypatch.setattr(matching.alerts, "set_position", dies)
    with pytest.raises(KeyboardInterrupt):
        house.match(2)
    assert len(house.alerts()) == 2  # what was written goes with its number, and what was not, without
    monkeypatch.undo()
    house.match(2)
    assert sorted(one.title for one in house.alerts()) == [f"Brief {n}" for n in range(5)]
    assert len({row.event for row in house.rows()}) == 5


def test_themes_dossiers_people_and_municipalities(house: House) -> None:
    house.come(Record(Kind.PERSOON, "p1", TK, "Anna Boterbloem", fields={"Roepnaam": "Anna", "Achternaam": "Boterbloem"}))
    house.come(Record(Kind.KAMERSTUKDOSSIER, "k1", TK, "Jeugd", fields={"Nummer": 99010, "Toevoeging": "B"}))
    for target, sort in (("jeugd", Sort.THEME), ("99010-B", Sort.DOSSIER), ("p1", Sort.PERSON), ("GM0344", Sort.MUNICIPALITY)):
        house.follow(target, sort)
    text = "Voorzitter. Ik wil iets zeggen over de rol van de raad."
    house.come(
        letter("t", "Brief", "De jeugdzorg en jeugdhulp door gemeenten: de Jeugdwet en de wachtlijsten in de jeugdzorg."),
        motion("z1", "Motie over iets", Link("kamerstukdossier", Kind.KAMERSTUKDOSSIER, "k1")),
        Record(
            Kind.DEBAT,
            "deb",
            TK,
            "Vergadering",
            date(2026, 2, 1),
            text=text,
            passages=(Passage(0, len(text), "toespraak", speaker="Anna Boterbloem"),),
        ),
        letter("u", "Bericht", "In de gemeente Utrecht opende een zwembad."),
    )
    house.match()
    found = {one.title: [reason.label for reason in one.reasons] for one in house.alerts()}
    assert found["Brief"] == ["thema jeugd"]
    assert found["Motie over iets"] == ["dossier 99010-B"]
    assert found["Vergadering"] == ["persoon p1"]
    assert found["Bericht"] == ["gemeente GM0344"]
    debate = next(one for one in house.alerts() if one.title == "Vergadering")
    assert debate.page == f"/documenten/Debat/deb?van=0&tot={len(text)}#citaat"
    theme = next(one for one in house.alerts() if one.title == "Brief").reasons[0]
    assert theme.marks


def test_a_submitter_who_is_named_later_is_told_all_the_same(house: House) -> None:
    house.follow("p1", Sort.PERSON)
    house.come(motion("z1", "Motie over fietsen"))
    house.match()
    assert house.alerts() == []
    links = (Link("persoon", Kind.PERSOON, "p1"), Link("zaak", Kind.ZAAK, "z1"))
    house.come(Record(Kind.ZAAK_ACTOR, "a1", TK, fields={"Relatie": "Indiener"}, links=links))
    house.match()
    assert [(one.what, one.title) for one in house.alerts()] == [(What.NEW, "Motie over fietsen")]


def test_a_promise_that_becomes_late_is_told_once_and_again_after_another_term(house: House) -> None:
    promise = Record(
        Kind.TOEZEGGING,
        "t1",
        TK,
        "De minister zegt toe",
        date(2026, 1, 5),
        "2026-01-06",
        fields={"Status": "Openstaand", "Functie": "minister", "Naam": "Jansen"},
        text="De minister zegt toe de Kamer vóór 1 april 2026 te informeren over jeugdzorg bij gemeenten.",
    )
    house.come(promise)
    key = next(line.promise.key for line in matching_book(house))
    house.follow(key, Sort.PROMISE)
    house.match()
    assert house.alerts() == []
    house.now = datetime(2026, 4, 2, 9, 0, tzinfo=NOW.tzinfo)
    house.match()
    (alert,) = house.alerts()
    assert alert.what is What.STATE
    assert alert.page == f"/toezeggingen/{key}"
    assert alert.before is not None and "1" in alert.before
    house.now += timedelta(days=1)
    house.match()
    assert len(house.alerts()) == 1
    house.come(replace(promise, modified="2026-04-04", fields={**promise.fields, "Status": "Voldaan"}))
    house.match()
    assert house.alerts()[-1].after is not None
    assert "nagekomen" in house.alerts()[-1].after.lower()


def test_an_ask_whose_verdict_a_person_changes_is_told_with_that_verdict(house: House, tmp_path: Path) -> None:
    asks, agreement = tmp_path / "inzet.csv", tmp_path / "akkoord.csv"
    asks.write_text("id,title,ask,theme\n1,Dorpshuizen,Verleng de regeling voor dorpshuizen.,wonen\n", encoding="utf-8")
    agreement.write_text('paragraph,txt\n11,"Wij verlengen de regeling voor dorpshuizen met vier jaar."\n', encoding="utf-8")
    import_asks(house.store, asks, now=NOW)
    add_text(house.store, str(agreement), label="Akkoord", sort=TextSort.AGREEMENT)
    answer_all(house.store, None)
    house.follow("1", Sort.ASK)
    house.match()
    assert house.alerts() == []
    for decision, value in ((Decision.REJECTED, {}), (Decision.CORRECTED, {"waarde": "tegengesteld"})):
        seen = KeptVerdict(Book.ASKED, "1|Bestand:akkoord.csv", decision, "Jo", house.now.isoformat(), "gelezen", value)
        with house.store.writing() as connection:
            add_verdicts(connection, [seen])
        house.match()
        house.now += timedelta(hours=1)
    (alert,) = house.alerts()
    assert alert.before is not None and "tegengesteld" not in alert.before
    assert alert.after == "Akkoord: tegengesteld"


def matching_book(house: House):  # type: ignore[no-untyped-def]
    from bijgepraat.pipeline.promises import book

    return book(house.store, NOW.date())


def test_what_changed_before_anybody_followed_is_not_told(house: House) -> None:
    house.follow("GM0344", Sort.MUNICIPALITY)
    house.match()
    with house.store.writing() as connection:
        connection.execute(sa.update(followed_states).values(value='{"value":"1@Oude circulaire","words":"€ 1","times":0}'))
    house.match()
    (alert,) = house.alerts()
    assert (alert.what, alert.before) == (What.AMOUNT, "€ 1")
    with house.store.writing() as connection:
        follows.remove(connection, 1)
    house.match()
    with house.store.reading() as connection:
        assert follows.states(connection) == {}
        assert (
            connection.execute(sa.select(counters.c.value).where(counters.c.name == "alerts")).scalar() == house.store.changes()
        )


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("jeugdzorg", ["jeugdzorgmiddelen"]),
        ("kosten jeugdzorg", ["kosten", "jeugdzorgmiddelen"]),
        ("gemeente", ["gemeenten"]),
        ('"van jeugdzorgmiddelen"', ["van", "jeugdzorgmiddelen"]),
        ("stijg*", ["stijgen"]),
        ("kosten NEAR/5 gemeenten", ["kosten", "gemeenten"]),
        ("kosten OF zwembad", ["kosten"]),
        ("kosten NIET zwembad bron:proef sinds:2026", ["kosten"]),
    ],
)
def test_a_saved_search_means_what_the_search_page_means(house: House, question: str, marked: list[str]) -> None:
    house.follow(question)
    house.come(
        letter("b", "Brief", "Voorzitter. " * 60 + YOUTH + " Dat was het." * 60), letter("c", "Nota", "Over asfalt en verf.")
    )
    house.match()
    (alert,) = house.alerts()
    (reason,) = alert.reasons
    assert alert.title == "Brief"
    assert [reason.snippet[start:end] for start, end in reason.marks] == marked
    assert reason.snippet.startswith("… ")
    assert reason.snippet.endswith(" …")
    house.store.index.follow(house.store.engine)
    assert [hit.record_id for hit in house.store.index.search(question, loosened=False).hits] == [1]


@pytest.mark.parametrize(
    "question", ['"kosten jeugdzorg"', "kosten NIET gemeenten", "zwembad", "kosten bron:elders", "tot:2020 kosten"]
)
def test_a_saved_search_leaves_out_what_the_search_page_leaves_out(house: House, question: str) -> None:
    house.follow(question)
    house.come(letter("b", "Brief", YOUTH))
    house.match()
    assert house.alerts() == []

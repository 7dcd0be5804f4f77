# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From the desk to what is out: no sentence without a source, frozen and numbered, wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bijgepraat.compose import desk
from bijgepraat.model.desk import DeskEdition, Introduction, Maker
from bijgepraat.model.editions import Evidence
from bijgepraat.model.records import Passage, Record
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.desk import DeskError, check, evidence_for, history, open_week, save, saved
from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.pipeline.publishing import (
    NotReadyError,
    PublishError,
    editions_out,
    is_whole,
    plan,
    publish,
    publish_due,
    published,
    versions_out,
)
from bijgepraat.settings import Settings
from bijgepraat.store.records import write
from bijgepraat.store.schema_desk import audit

WEEK = "2026-W12"
NOW = datetime(2026, 3, 20, 10, 0, tzinfo=UTC)
TEXTS = (
    "Gemeenten krijgen in 2027 € 40 miljoen extra voor wijkteams in de jeugdzorg. De minister stelt een termijn voor gemeenten.",
    "De opschalingskorting op het gemeentefonds gaat van tafel. Gemeenten houden € 675 miljoen per jaar voor hun taken.",
    "Gemeenten mogen de OZB zelf blijven vaststellen. Het kabinet komt niet met een rem op de lokale lasten van gemeenten.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    letters = [
        Record(
            "Publicatie",
            f"kst-{number}",
            "officiele-bekendmakingen",
            f"Brief over {text.split('.')[0][:40]}",
            date(2026, 3, 17),
            text=text,
            fields={"soort": "Brief"},
            passages=(Passage(0, len(text)),),
        )
        for number, text in enumerate(TEXTS)
    ]
    with open_store(Settings(data=tmp_path / "data")) as opened:
        with opened.writing() as connection:
            write(connection, letters, None)
        opened.index.follow(opened.engine)
        analyse_store(opened)
        yield opened


def edition(store: Store) -> DeskEdition:
    return open_week(store, WEEK, NOW).edition


def change(store: Store, step: Callable[[DeskEdition], DeskEdition], by: str = "Eva") -> int:
    present = open_week(store, WEEK, NOW)
    return save(store, WEEK, step, present.version, by, NOW).version


def test_a_week_comes_on_the_desk_and_goes_out_as_it_was_approved(store: Store) -> None:
    opened = open_week(store, WEEK, NOW)
    assert opened.version == 1 and len(opened.edition.items) == 3 and check(store, opened.edition) == []
    out = publish(store, WEEK, 1, by="Eva", now=NOW)
    assert (out.number, out.version, out.correction) == (1, 1, "") and is_whole(out)
    assert published(store, WEEK) == out and editions_out(store) == [out]
    assert not is_whole(replace(out, edition=replace(out.edition, considered=999)))


def test_every_step_is_a_version_and_all_are_kept(store: Store) -> None:
    one = edition(store).items[0]
    change(store, lambda e: desk.retitle(e, one.id, "Anders"))
    change(store, lambda e: desk.take(e, one.id, False), "Bas")
    assert [(row.version, row.based_on, row.by) for row in history(store, WEEK)] == [
        (3, 2, "Bas"),
        (2, 1, "Eva"),
        (1, 0, "het programma"),
    ]
    assert change(store, lambda e: e) == 3
    before = saved(store, WEEK, 1)
    assert before is not None and before.edition.items[0].title == one.title
    with pytest.raises(DeskError, match="laad de pagina opnieuw"):
        save(store, WEEK, lambda e: e, 99, "Eva", NOW)


def test_two_save_at_once_and_neither_loses_a_word(store: Store) -> None:
    first, second = (item.id for item in edition(store).items[:2])
    name = edition(store).items[0].sentences[0].id
    save(store, WEEK, lambda e: desk.rewrite(e, first, name, "De woorden van Bas."), 1, "Bas", NOW)
    save(store, WEEK, lambda e: desk.retitle(e, second, "De titel van Eva"), 1, "Eva", NOW)
    both = save(store, WEEK, lambda e: desk.rewrite(e, first, name, "De woorden van Eva."), 1, "Eva", NOW).edition
    assert both.items[0].sentences[0].text == "De woorden van Bas." and both.items[1].title == "De titel van Eva"
    [conflict] = both.conflicts
    assert conflict.sent == "De woorden van Eva."
    assert check(store, both)[0].code == "botsing"
    with pytest.raises(NotReadyError, match="tegelijk"):
        publish(store, WEEK, 4, by="Eva", now=NOW)


def bare(e: DeskEdition) -> DeskEdition:
    return desk.add_sentence(e, e.items[0].id, "Dit staat nergens.", ())


def moved(e: DeskEdition) -> DeskEdition:
    one = e.items[0].sentences[0]
    proof = replace(one.evidence[0], start=one.evidence[0].start + 1, end=one.evidence[0].end + 1)
    return desk.stand_on(e, e.items[0].id, one.id, [proof])


def false_quote(e: DeskEdition) -> DeskEdition:
    one = e.items[0]
    wrong = tuple(replace(s, text="Gemeenten krijgen € 400 miljoen.") for s in one.sentences)
    return replace(e, items=(replace(one, sentences=wrong), *e.items[1:]))


def other_sum(e: DeskEdition) -> DeskEdition:
    one = next(item for item in e.items if "40 miljoen" in item.sentences[0].text)
    return desk.rewrite(
        e, one.id, one.sentences[0].id, "Gemeenten krijgen in 2027 € 400 miljoen extra voor wijkteams in de jeugdzorg."
    )


def turned_round(e: DeskEdition) -> DeskEdition:
    one = next(item for item in e.items if "40 miljoen" in item.sentences[0].text)
    return desk.rewrite(e, one.id, one.sentences[0].id, "Gemeenten krijgen in 2027 geen € 40 miljoen extra voor wijkteams.")


def of_a_model(e: DeskEdition) -> DeskEdition:
    one = e.items[0]
    return desk.rewrite(e, one.id, one.sentences[0].id, "Pinguïns zwemmen vrolijk voorbij Groenland.", Maker.MODEL)


def from_nowhere(e: DeskEdition) -> DeskEdition:
    proof = Evidence("Publicatie:bestaat-niet", 1, "tekst", 0, 4, "niet")
    return desk.stand_on(e, e.items[0].id, e.items[0].sentences[0].id, [proof])


def empty_quote(e: DeskEdition) -> DeskEdition:
    proof = replace(e.items[0].sentences[0].evidence[0], start=0, end=0, quote="")
    return desk.stand_on(e, e.items[0].id, e.items[0].sentences[0].id, [proof])


def untitled(e: DeskEdition) -> DeskEdition:
    return replace(e, items=(replace(e.items[0], title_evidence=()), *e.items[1:]))


def nothing_taken(e: DeskEdition) -> DeskEdition:
    for item in e.items:
        e = desk.take(e, item.id, False)
    return e


def nameless(e: DeskEdition) -> DeskEdition:
    return desk.introduce(e, Introduction(words="Wat een week."))


def bad_video(e: DeskEdition) -> DeskEdition:
    return desk.introduce(e, Introduction(video="javascript:alert(1)", video_title="Kijk"))


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (bare, "zin-zonder-bron"),
        (moved, "citaat-klopt-niet"),
        (false_quote, "niet-letterlijk"),
        (other_sum, "ongedekt"),
        (turned_round, "ongedekt"),
        (of_a_model, "ongedekt"),
        (from_nowhere, "bron-weg"),
        (empty_quote, "citaat-klopt-niet"),
        (untitled, "titel-zonder-bron"),
        (nothing_taken, "leeg"),
        (nameless, "inleiding-zonder-naam"),
        (bad_video, "video"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_what_stands_on_nothing_does_not_go_out(store: Store, step: Callable[[DeskEdition], DeskEdition], code: str) -> None:
    version = change(store, step)
    with pytest.raises(NotReadyError) as told:
        publish(store, WEEK, version, by="Eva", now=NOW)
    assert code in {one.code for one in told.value.objections}
    assert published(store, WEEK) is None
    with pytest.raises(NotReadyError):
        plan(store, WEEK, version, NOW + timedelta(hours=1), by="Eva", now=NOW)


def test_what_is_left_out_is_not_held_against_it(store: Store) -> None:
    version = change(store, lambda e: desk.take(bare(e), e.items[0].id, False))
    out = publish(store, WEEK, version, by="Eva", now=NOW)
    assert len(out.edition.items) == 2


def test_a_sentence_in_doubt_goes_out_after_a_person_has_read_it(store: Store) -> None:
    version = change(store, other_sum)
    doubted = next(s for item in edition(store).items for s in item.sentences if s.maker is Maker.EDITOR)
    item = next(item.id for item in edition(store).items if doubted in item.sentences)
    version = change(store, lambda e: desk.mark_read(e, item, doubted.id))
    assert publish(store, WEEK, version, by="Eva", now=NOW).version == 1


def test_an_editors_own_words_about_the_same_go_out_at_once(store: Store) -> None:
    one = next(item for item in edition(store).items if "40 miljoen" in item.sentences[0].text)
    words = "Voor wijkteams in de jeugdzorg krijgen gemeenten € 40 miljoen extra in 2027."
    version = change(store, lambda e: desk.rewrite(e, one.id, one.sentences[0].id, words))
    assert publish(store, WEEK, version, by="Eva", now=NOW).version == 1


def test_evidence_is_found_where_the_words_stand(store: Store) -> None:
    found = evidence_for(store, "Publicatie:kst-1", "gaat  van\ntafel")
    assert TEXTS[1][found.start : found.end] == found.quote == "gaat van tafel"
    version = change(store, lambda e: desk.add_sentence(e, e.items[0].id, "De korting gaat van tafel.", [found]))
    assert publish(store, WEEK, version, by="Eva", now=NOW).version == 1
    for record, quote, words in (
        ("Publicatie:x", "a", "is er niet"),
        ("Publicatie:kst-1", "pinguïn", "niet zo"),
        ("x", " ", "woorden"),
    ):
        with pytest.raises(DeskError, match=words):
            evidence_for(store, record, quote)


def test_another_version_than_was_approved_does_not_go_out(store: Store) -> None:
    open_week(store, WEEK, NOW)
    change(store, lambda e: desk.retitle(e, e.items[0].id, "Nieuw"))
    with pytest.raises(PublishError, match="versie 2"):
        publish(store, WEEK, 1, by="Eva", now=NOW)
    with pytest.raises(PublishError, match="niets op de redactietafel"):
        publish(store, "2026-W13", 1, by="Eva", now=NOW)


def test_a_correction_is_a_next_version_that_says_what_it_corrects(store: Store) -> None:
    open_week(store, WEEK, NOW)
    first = publish(store, WEEK, 1, by="Eva", now=NOW)
    for correction, words in (("", "al uit"), ("titel verbeterd", "niets veranderd")):
        with pytest.raises(PublishError, match=words):
            publish(store, WEEK, 1, by="Eva", now=NOW, correction=correction)
    version = change(store, lambda e: desk.retitle(e, e.items[0].id, "Nieuwe titel"))
    second = publish(store, WEEK, version, by="Bas", now=NOW, correction="titel verbeterd", notify=True)
    assert (second.number, second.version, second.correction, second.notify) == (1, 2, "titel verbeterd", True)
    assert versions_out(store, WEEK) == [second, first] and first.hash != second.hash
    with store.reading() as connection:
        lines = connection.execute(sa.select(audit.c.by, audit.c.what, audit.c.about).order_by(audit.c.id)).all()
    assert [tuple(line) for line in lines] == [("Eva", "editie uitgegeven", WEEK), ("Bas", "editie verbeterd", WEEK)]
    assert published(store, WEEK, 1) == first


def test_a_plan_goes_out_at_its_moment_and_only_as_it_was_approved(store: Store) -> None:
    open_week(store, WEEK, NOW)
    with pytest.raises(PublishError, match="voorbij"):
        plan(store, WEEK, 1, NOW, by="Eva", now=NOW)
    plan(store, WEEK, 1, NOW + timedelta(hours=2), by="Eva", now=NOW)
    assert publish_due(store, NOW + timedelta(hours=1)) == []
    [due] = publish_due(store, NOW + timedelta(hours=2))
    assert due.published is not None and due.published.by == "Eva"
    assert publish_due(store, NOW + timedelta(hours=3)) == []
    version = change(store, lambda e: desk.retitle(e, e.items[0].id, "Nieuw"))
    plan(store, WEEK, version, NOW + timedelta(hours=4), by="Eva", now=NOW)
    change(store, lambda e: desk.retitle(e, e.items[0].id, "Nog nieuwer"))
    [late] = publish_due(store, NOW + timedelta(hours=5))
    assert late.published is None and "versie" in late.why and publish_due(store, NOW + timedelta(hours=6)) == []


def test_what_has_to_happen_together_happens_or_nothing_does(store: Store) -> None:
    open_week(store, WEEK, NOW)

    def fails(_connection: object, _out: object) -> None:
        raise RuntimeError("de post is dicht")

    with pytest.raises(RuntimeError):
        publish(store, WEEK, 1, by="Eva", now=NOW, together=[fails])
    assert published(store, WEEK) is None
    seen: list[int] = []
    publish(store, WEEK, 1, by="Eva", now=NOW, together=[lambda _connection, out: seen.append(out.number)])
    assert seen == [1]

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""No sentence without a source, whichever way one tries: the desk's forms, the API, the commands, and the functions below them."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient
from week_house import WEEK

from bijgepraat.cli import program
from bijgepraat.cli.editions import edition
from bijgepraat.compose import desk as steps
from bijgepraat.compose.desk_checks import doubts, has_words
from bijgepraat.compose.desk_merge import merged
from bijgepraat.model.desk import DeskEdition, DeskItem, DeskSentence, Introduction, Maker
from bijgepraat.model.desk_views import Editor
from bijgepraat.model.editions import Evidence
from bijgepraat.model.records import Passage, Record
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.desk import check, open_week, save, saved
from bijgepraat.pipeline.house import DeskError, PublishError, Store, open_store
from bijgepraat.pipeline.publishing import NotReadyError, plan, publish, publish_due, published, versions_out
from bijgepraat.settings import Settings
from bijgepraat.store.records import write
from bijgepraat.store.schema_desk import published as published_rows
from bijgepraat.web.app import create_app
from bijgepraat.web.desk import desk_routes

NOW = datetime(2026, 1, 30, 10, 0, tzinfo=UTC)
TEXTS = (
    "Gemeenten krijgen in 2027 € 40 miljoen extra voor wijkteams in de jeugdzorg. De minister stelt een termijn voor gemeenten.",
    "De opschalingskorting op het gemeentefonds gaat van tafel. Gemeenten houden twaalf maanden de tijd voor hun plannen.",
    "Gemeenten mogen de OZB zelf blijven vaststellen. Het kabinet komt niet met een rem op de lokale lasten van gemeenten.",
)
ZERO, FILLER = "\u200b\u2060\ufeff", "\u3164\u115f\u2800"
Fields = dict[str, str]


@pytest.fixture(scope="module")
def letters_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three letters on the desk; every test gets a copy."""
    folder = tmp_path_factory.mktemp("brieven") / "data"
    letters = [
        Record(
            "Publicatie",
            f"kst-{number}",
            "officielebekendmakingen",
            f"Brief over {text.split('.')[0][10:40].strip('€ 0123456789')}",
            datetime(2026, 1, 28, tzinfo=UTC).date(),
            text=text,
            fields={"soort": "Brief"},
            passages=(Passage(0, len(text)),),
        )
        for number, text in enumerate(TEXTS)
    ]
    with open_store(Settings(data=folder)) as found:
        with found.writing() as connection:
            write(connection, letters, None)
        found.index.follow(found.engine)
        analyse_store(found)
        open_week(found, WEEK, NOW)
    return folder


@pytest.fixture
def store(letters_house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    shutil.copytree(letters_house, tmp_path / "data")
    monkeypatch.setenv("BIJGEPRAAT_DATA", str(tmp_path / "data"))
    with open_store(Settings(data=tmp_path / "data")) as found:
        yield found


async def _chief(_request: Request) -> Editor:
    return Editor("Chef", publishes=True)


@pytest.fixture
def desk(store: Store) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=desk_routes(store, _chief)), follow_redirects=False) as client:
        yield client


def present(store: Store) -> DeskEdition:
    found = saved(store, WEEK)
    assert found is not None
    return found.edition


def version(store: Store) -> int:
    found = saved(store, WEEK)
    assert found is not None
    return found.version


def about(edition: DeskEdition, record: str) -> DeskItem:
    return next(item for item in edition.items if record in item.records)


def the_first(edition: DeskEdition) -> tuple[DeskItem, DeskSentence]:
    item = about(edition, "Publicatie:kst-0")
    return item, next(one for one in item.sentences if "40 miljoen" in one.text)


def nothing_gets_out(store: Store, desk: TestClient, code: str, before: int = 0) -> None:
    """By no way out there is."""
    stands = version(store)
    assert code in {one.code for one in check(store, present(store))}
    words = {"verbetering": "een verbetering"} if before else {}
    more = ["--correction", "een verbetering"] if before else []
    at = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    out = f"/redactie/{WEEK}/uitgeven"
    assert desk.post(out, data={"versie": str(stands), "doe": "nu", **words}).status_code == 422
    assert desk.post(out, data={"versie": str(stands), "doe": "later", "moment": at, **words}).status_code == 422
    asked = ["--week", WEEK, "--version", str(stands), "--by", "Eva"]
    assert CliRunner().invoke(program, ["edition", "check", "--week", WEEK]).exit_code == 1
    assert CliRunner().invoke(program, ["edition", "publish", *asked, *more]).exit_code != 0
    assert CliRunner().invoke(program, ["edition", "plan", *asked, "--at", at.replace("T", " ")]).exit_code != 0
    assert CliRunner().invoke(program, ["edition", "due"]).exit_code == 0
    with pytest.raises(NotReadyError):
        publish(store, WEEK, stands, by="Eva", now=NOW, correction=words.get("verbetering", ""))
    assert publish_due(store, datetime.now(UTC) + timedelta(days=9)) == []
    assert len(versions_out(store, WEEK)) == before


# The desk's forms


def new_without_source(item: DeskItem, _one: DeskSentence) -> Fields:
    return {f"nieuw.{item.id}": "Dit staat nergens."}


def new_with_an_empty_source(item: DeskItem, _one: DeskSentence) -> Fields:
    return {
        f"nieuw.{item.id}": "Dit staat nergens.",
        f"nieuw-bron.{item.id}": "Publicatie:kst-0",
        f"nieuw-citaat.{item.id}": " \n",
    }


def forged_evidence(item: DeskItem, one: DeskSentence) -> Fields:
    """Every field by which a program might be so kind as to believe the browser."""
    names = ("evidence", "bewijs", "begin", "einde", "start", "end", "quote", "record", "maker", "read")
    forged = {f"{name}.{place}": "bron" for name in names for place in (one.id, item.id)}
    return {**forged, f"zin.{one.id}": "Pinguïns zwemmen vrolijk voorbij Groenland.", f"gelezen.{one.id}": "1"}


def read_before_it_was_written(_item: DeskItem, one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": "Pinguïns zwemmen voorbij.", f"twijfel.{one.id}": "1", f"gelezen.{one.id}": "1"}


def evidence_of_another_paper(_item: DeskItem, one: DeskSentence) -> Fields:
    words = {f"bron.{one.id}": "Publicatie:kst-2", f"citaat.{one.id}": "lokale lasten"}
    return {f"zin.{one.id}": "De zorgpremie van ziekenhuizen verdubbelt.", **words}


def hidden_letters(_item: DeskItem, one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": "\u200b".join("Pinguïns zwemmen vrolijk voorbij Groenland.")}


def other_width(_item: DeskItem, one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": "Gemeenten krijgen in 2027 € ９００ miljoen extra voor wijkteams."}


def a_thousand_times(_item: DeskItem, one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": "Gemeenten krijgen in 2027 € 40 miljard extra voor wijkteams."}


def number_in_words(_item: DeskItem, one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": "Gemeenten krijgen in 2027 negentig miljoen extra voor wijkteams."}


def small_words(_item: DeskItem, one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": "Zij was er ook al bij."}


def zero_width(_item: DeskItem, one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": ZERO}


def fillers(_item: DeskItem, one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": FILLER}


def title_that_is_not_there(item: DeskItem, _one: DeskSentence) -> Fields:
    return {f"titel.{item.id}": ZERO}


def title_with_another_sum(item: DeskItem, _one: DeskSentence) -> Fields:
    return {f"titel.{item.id}": "Kabinet geeft € 900 miljoen"}


def every_sentence_away(item: DeskItem, _one: DeskSentence) -> Fields:
    return {f"zin.{one.id}": "" for one in item.sentences}


def opinion_of_nobody(_item: DeskItem, _one: DeskSentence) -> Fields:
    return {"inleiding.words": "Het kabinet is gevallen.", "inleiding.name": ZERO, "inleiding.office": "directeur"}


def opinion_of_a_story(_item: DeskItem, _one: DeskSentence) -> Fields:
    return {"inleiding.words": "Kijk.", "inleiding.name": "Het kabinet is gevallen. " * 9, "inleiding.office": "directeur"}


def opinion_without_words(_item: DeskItem, _one: DeskSentence) -> Fields:
    return {"inleiding.words": ZERO, "inleiding.name": "Anna", "inleiding.office": "directeur"}


def video_that_runs(_item: DeskItem, _one: DeskSentence) -> Fields:
    return {"inleiding.video": "javascript:alert(1)", "inleiding.video_title": "Kijk"}


def video_that_is_no_address(_item: DeskItem, _one: DeskSentence) -> Fields:
    return {"inleiding.video": "https://[", "inleiding.video_title": "Kijk"}


SAVED = [
    (new_without_source, "zin-zonder-bron"),
    (new_with_an_empty_source, "zin-zonder-bron"),
    (forged_evidence, "ongedekt"),
    (read_before_it_was_written, "ongedekt"),
    (evidence_of_another_paper, "ongedekt"),
    (hidden_letters, "ongedekt"),
    (other_width, "ongedekt"),
    (a_thousand_times, "ongedekt"),
    (number_in_words, "ongedekt"),
    (small_words, "ongedekt"),
    (zero_width, "lege-zin"),
    (fillers, "lege-zin"),
    (title_that_is_not_there, "geen-titel"),
    (title_with_another_sum, "titel-ongedekt"),
    (every_sentence_away, "geen-zinnen"),
    (opinion_of_nobody, "inleiding-zonder-naam"),
    (opinion_of_a_story, "te-lang"),
    (opinion_without_words, "lege-inleiding"),
    (video_that_runs, "video"),
    (video_that_is_no_address, "video"),
]


@pytest.mark.parametrize(("sent", "code"), SAVED, ids=lambda one: one if isinstance(one, str) else one.__name__)
def test_what_a_form_saves_without_a_source_gets_out_by_no_way(
    store: Store, desk: TestClient, sent: Callable[[DeskItem, DeskSentence], Fields], code: str
) -> None:
    fields = sent(*the_first(present(store)))
    answer = desk.post(f"/redactie/{WEEK}", data={"versie": "1", "doe": "bewaar", **fields})
    assert answer.status_code == 303
    page = desk.get(f"/redactie/{WEEK}")
    assert page.status_code == 200 and 'class="objection"' in page.text
    nothing_gets_out(store, desk, code)


@pytest.mark.parametrize(
    ("record", "quote"),
    [
        ("Publicatie:kst-0", ZERO),
        ("Publicatie:kst-0", "€ 400 miljoen"),
        ("Publicatie:kst-1", "€ 40 miljoen extra"),
        ("Publicatie:bestaat-niet", "gemeenten"),
        ("Publicatie", "gemeenten"),
        ("", "gemeenten"),
        ("Publicatie:kst-0", "Gemeenten\u200bkrijgen"),
    ],
)
@pytest.mark.parametrize("kind", ["nieuw", "zin"])
def test_words_that_do_not_stand_in_the_paper_cannot_be_sent_as_its_quote(
    store: Store, desk: TestClient, record: str, quote: str, kind: str
) -> None:
    item, one = the_first(present(store))
    fields = {f"bron.{one.id}": record, f"citaat.{one.id}": quote}
    if kind == "nieuw":
        fields = {f"nieuw.{item.id}": "Een zin.", f"nieuw-bron.{item.id}": record, f"nieuw-citaat.{item.id}": quote}
    answer = desk.post(f"/redactie/{WEEK}", data={"versie": "1", "doe": "bewaar", **fields})
    assert answer.status_code == 422 and version(store) == 1
    assert html.escape(quote, quote=False) in html.unescape(answer.text)
    by_itself = {"accept": "application/json"}
    again = desk.post(f"/redactie/{WEEK}", data={"versie": "1", "doe": "bewaar", **fields}, headers=by_itself)
    assert again.status_code == 422 and again.json()["fout"] and version(store) == 1


def bare(store: Store, desk: TestClient) -> tuple[str, str]:
    """An item with a sentence at its end that stands on nothing."""
    item, one = the_first(present(store))
    sent = {"versie": str(version(store)), "doe": "bewaar", **new_without_source(item, one)}
    assert desk.post(f"/redactie/{WEEK}", data=sent).status_code == 303
    return item.id, about(present(store), "Publicatie:kst-0").sentences[-1].id


def test_joining_and_splitting_bring_no_sentence_out(store: Store, desk: TestClient) -> None:
    item, sentence = bare(store, desk)
    sent = {"versie": str(version(store)), "doe": f"splits:{item}:{sentence}"}
    assert desk.post(f"/redactie/{WEEK}", data=sent).status_code == 303
    nothing_gets_out(store, desk, "titel-zonder-bron")
    made = next(one for one in present(store).items if any(each.id == sentence for each in one.sentences))
    into = about(present(store), "Publicatie:kst-1").id
    sent = {"versie": str(version(store)), "doe": f"samen:{made.id}:{into}"}
    assert desk.post(f"/redactie/{WEEK}", data=sent).status_code == 303
    nothing_gets_out(store, desk, "zin-zonder-bron")


def test_an_old_version_brings_no_sentence_back_out(store: Store, desk: TestClient) -> None:
    _item, sentence = bare(store, desk)
    spoiled = version(store)
    desk.post(f"/redactie/{WEEK}", data={"versie": str(spoiled), "doe": "bewaar", f"zin.{sentence}": ""})
    assert check(store, present(store)) == []
    assert desk.post(f"/redactie/{WEEK}/geschiedenis/{spoiled}").status_code == 303
    nothing_gets_out(store, desk, "zin-zonder-bron")


def test_a_correction_is_held_to_the_same(store: Store, desk: TestClient) -> None:
    out = f"/redactie/{WEEK}/uitgeven"
    assert desk.post(out, data={"versie": "1", "doe": "nu"}).status_code == 303
    bare(store, desk)
    nothing_gets_out(store, desk, "zin-zonder-bron", before=1)
    item, one = the_first(present(store))
    last = about(present(store), "Publicatie:kst-0").sentences[-1]
    good = {"versie": str(version(store)), "doe": "bewaar", f"zin.{last.id}": "", f"titel.{item.id}": "Geld voor wijkteams"}
    assert desk.post(f"/redactie/{WEEK}", data=good).status_code == 303
    # A line in the log that shows nothing is no line.
    for words in ("", " ", ZERO, FILLER):
        answer = desk.post(out, data={"versie": str(version(store)), "doe": "nu", "verbetering": words})
        assert answer.status_code == 422 and len(versions_out(store, WEEK)) == 1
    assert (
        one.evidence
        and desk.post(out, data={"versie": str(version(store)), "doe": "nu", "verbetering": "titel"}).status_code == 303
    )


def test_what_two_editors_join_keeps_to_it(store: Store, desk: TestClient) -> None:
    """One says to have read words beside a source; the other, at the same time, lays another source beside them."""
    item, one = the_first(present(store))
    sent = {"versie": "1", "doe": "bewaar", f"zin.{one.id}": "Wijkteams krijgen 90 pinguïns."}
    assert desk.post(f"/redactie/{WEEK}", data=sent).status_code == 303
    base = present(store)
    read = steps.mark_read(base, item.id, one.id)
    other = Evidence("Publicatie:kst-1", 1, "tekst", 0, 24, TEXTS[1][:24])
    moved = steps.stand_on(base, item.id, one.id, [other])
    for stands, comes in ((read, moved), (moved, read)):
        found = next(each for each in about(merged(base, stands, comes), "Publicatie:kst-0").sentences if each.id == one.id)
        assert found.evidence == (other,) and not found.read
    both = merged(base, read, steps.take(base, item.id, taken=True))
    assert next(each for each in about(both, "Publicatie:kst-0").sentences if each.id == one.id).read


# The functions below


def forged(change: Callable[[Evidence], Evidence], **more: str) -> Callable[[DeskEdition], DeskEdition]:
    def step(edition: DeskEdition) -> DeskEdition:
        item, one = the_first(edition)
        new = replace(one, evidence=tuple(change(proof) for proof in one.evidence), **more)  # type: ignore[arg-type]
        sentences = tuple(new if each.id == one.id else each for each in item.sentences)
        items = tuple(replace(each, sentences=sentences) if each.id == item.id else each for each in edition.items)
        return replace(edition, items=items)

    return step


WHOLE = len(TEXTS[0])


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (forged(lambda proof: replace(proof, start=proof.start - WHOLE, end=proof.end - WHOLE)), "citaat-klopt-niet"),
        (forged(lambda proof: replace(proof, start=proof.end, end=proof.start)), "citaat-klopt-niet"),
        (forged(lambda proof: replace(proof, start=proof.start + 1)), "citaat-klopt-niet"),
        (forged(lambda proof: replace(proof, quote="")), "citaat-klopt-niet"),
        (forged(lambda proof: replace(proof, start=9, end=10, quote=" "), text=" "), "citaat-klopt-niet"),
        (forged(lambda proof: replace(proof, start=30, end=31, quote=TEXTS[0][30])), "niet-letterlijk"),
        (forged(lambda proof: replace(proof, part="titel")), "citaat-klopt-niet"),
        (forged(lambda proof: replace(proof, version=7)), "bron-weg"),
        (forged(lambda proof: replace(proof, version=0)), "bron-weg"),
        (forged(lambda proof: replace(proof, record="Publicatie:kst-2")), "citaat-klopt-niet"),
        (forged(lambda proof: replace(proof, record="Geheim:kst-0")), "bron-weg"),
        (forged(lambda proof: proof, text="Gemeenten krijgen niets."), "niet-letterlijk"),
        (forged(lambda proof: proof, lead="Het kabinet is gevallen. " * 9), "aanhef"),
        (forged(lambda proof: proof, lead="Het kabinet is gevallen.", maker=Maker.EDITOR), "aanhef"),
        (forged(lambda proof: proof, text="Pinguïns zwemmen.", maker=Maker.MODEL), "ongedekt"),
        (lambda e: steps.introduce(e, Introduction("Anna", "", "Wat een week.")), "inleiding-zonder-naam"),
        (lambda e: replace(e, items=()), "leeg"),
    ],
)
def test_an_edition_that_was_tampered_with_gets_out_by_no_way(
    store: Store, desk: TestClient, step: Callable[[DeskEdition], DeskEdition], code: str
) -> None:
    save(store, WEEK, step, 1, "Eva", NOW)
    nothing_gets_out(store, desk, code)


@pytest.mark.parametrize("by", ["", " ", ZERO, FILLER, "—"])
def test_nobody_approves_and_nothing_gets_out(store: Store, by: str) -> None:
    with pytest.raises(PublishError, match="wie"):
        publish(store, WEEK, 1, by=by, now=NOW)
    with pytest.raises(PublishError, match="wie"):
        plan(store, WEEK, 1, NOW + timedelta(hours=1), by=by, now=NOW)
    assert published(store, WEEK) is None


@pytest.mark.parametrize(
    ("words", "quote", "doubted"),
    [
        ("Gemeenten krijgen 12 maanden.", "Gemeenten krijgen twaalf maanden.", False),
        ("Gemeenten krijgen twaalf maanden.", "Gemeenten krijgen 12 maanden.", False),
        ("Gemeenten krijgen € 40 miljoen.", "Gemeenten krijgen € 40 mln.", False),
        ("Gemeenten krijgen € 40 mln.", "Gemeenten krijgen € 40 mld.", True),
        ("Gemeenten krijgen dertien maanden.", "Gemeenten krijgen 12 maanden.", True),
        ("Gemeenten krijgen ½ jaar.", "Gemeenten krijgen een half jaar.", True),
        ("Gemeenten\u00adkrijgen maanden.", "Gemeentenkrijgen maanden.", False),
    ],
)
def test_numbers_are_held_against_the_source_however_they_are_written(words: str, quote: str, doubted: bool) -> None:
    proof = Evidence("Publicatie:kst-0", 1, "tekst", 0, len(quote), quote)
    assert bool(doubts(DeskSentence("z", words, (proof,), maker=Maker.EDITOR))) is doubted


@pytest.mark.parametrize("words", ["", " \n", ZERO, FILLER, "…", "\u202e\u0000", "🏛️"])
def test_what_shows_nothing_to_read_is_no_words(words: str) -> None:
    assert not has_words(words) and has_words(f"{words}a")


# The API and the commands


def test_the_public_addresses_take_nothing(store: Store) -> None:
    body = {"titel": "Verzonnen", "zinnen": [{"tekst": "Dit staat nergens.", "bewijs": []}]}
    with TestClient(create_app(store)) as site:
        described = site.get("/v1/openapi.json").json()
        paths = [re.sub(r"\{\w+\}", WEEK, path) for path in described["paths"]]
        assert len(paths) > 10
        assert {name for one in described["paths"].values() for name in one} & {"post", "put", "patch", "delete"} == set()
        for path in {*(f"/v1{path}" for path in paths), f"/edities/{WEEK}", f"/edities/{WEEK}.json", "/edities"}:
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                assert site.request(method, path, json=body).status_code in {404, 405}, (method, path)
        # The desk is behind the door, and a script that brings no page of ours is shown out.
        for path in (f"/redactie/{WEEK}", f"/redactie/{WEEK}/uitgeven", f"/redactie/{WEEK}/opnieuw"):
            assert site.post(path, json=body, follow_redirects=False).status_code == 403
    assert version(store) == 1 and published(store, WEEK) is None


def test_an_edition_that_is_imported_as_a_file_is_no_edition(store: Store, tmp_path: Path) -> None:
    publish(store, WEEK, 1, by="Eva", now=NOW)
    with TestClient(create_app(store)) as site:
        out = [site.get(f"/edities/{WEEK}{end}") for end in (".json", "/inhoud.json")]
    forged = [one.text.replace("wijkteams", "pinguïns").replace(WEEK, "2026-W06") for one in out]
    whole = {"week": "2026-W06", "items": [], "sentences": [{"text": "Dit staat nergens.", "evidence": []}]}
    for number, words in enumerate((*forged, json.dumps(whole))):
        (tmp_path / f"editie-{number}.json").write_text(words)
        # Whether it is refused or taken for a paper: it is not published, and stands on no desk.
        CliRunner().invoke(program, ["import", str(tmp_path / f"editie-{number}.json")])
    with store.reading() as connection:
        weeks = connection.execute(sa.select(published_rows.c.week)).scalars().all()
    assert weeks == [WEEK] and saved(store, "2026-W06") is None and len(versions_out(store, WEEK)) == 1
    found = CliRunner().invoke(program, ["edition", "publish", "--week", "2026-W06", "--version", "1", "--by", "Eva"])
    assert found.exit_code != 0


def test_no_command_writes_words_into_an_edition() -> None:
    """What the commands of the edition take: a week, a version, names and moments, but no sentence and no file."""
    taken = {option.name for command in edition.commands.values() for option in command.params}
    assert taken == {"week", "as_json", "version", "by", "correction", "notify", "moment"}


def test_a_quote_from_nowhere_is_an_error_for_people(store: Store, desk: TestClient) -> None:
    sent = {"versie": "1", "doe": "verzin:iets"}
    answer = desk.post(f"/redactie/{WEEK}", data=sent)
    assert answer.status_code == 422 and "deze knop bestaat niet" in answer.text
    with pytest.raises(DeskError):
        save(store, WEEK, lambda e: e, 99, "Eva", NOW)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A language model behind its real interface, with a scripted server: what it proposes, and what it cannot do."""

from __future__ import annotations

import html
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from press_house import NOW, WEEK, change, finished, house
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from bijgepraat.model.desk import DeskItem, Maker
from bijgepraat.model.desk_views import Editor
from bijgepraat.pipeline.desk import open_week
from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.language_model import LanguageModel
from bijgepraat.pipeline.publishing import NotReadyError, publish, published
from bijgepraat.pipeline.wording import WordingError
from bijgepraat.settings import LanguageModelSettings, Settings
from bijgepraat.web.desk import desk_routes
from peers.chat_peer import ChatPeer

KEY = "sk-geheim-van-de-redactie"
GOOD = "Wijkteams in de jeugdzorg krijgen in 2027 € 40 miljoen extra van het Rijk."
WRONG = "Wijkteams in de jeugdzorg krijgen in 2027 € 400 miljoen extra."


def said(*sentences: str, title: str = "Geld voor wijkteams") -> str:
    return json.dumps({"titel": title, "zinnen": [{"tekst": text, "citaten": [1]} for text in sentences]})


@pytest.fixture
def peer() -> Iterator[ChatPeer]:
    with ChatPeer() as made:
        yield made


def model_at(peer: ChatPeer, patience: float = 5.0) -> LanguageModel:
    found = LanguageModel.of(Settings(Path("x"), language_model=LanguageModelSettings(peer.address, "proef", KEY, patience)))
    assert found is not None
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with house(tmp_path) as made:
        change(made, finished)
        yield made


async def _editor(_request: Request) -> Editor:
    return Editor("Eva", publishes=True)


@pytest.fixture
def desk(store: Store, peer: ChatPeer) -> Iterator[TestClient]:
    model = model_at(peer)
    app = Starlette(routes=desk_routes(store, _editor, (), model))
    with TestClient(app, follow_redirects=False) as client:
        yield client
    model.close()


def about_teams(store: Store) -> DeskItem:
    edition = open_week(store, WEEK, NOW).edition
    return next(item for item in edition.items if any("40 miljoen" in one.text for one in item.sentences))


def press(desk: TestClient, store: Store, item: str, **more: str) -> tuple[int, str]:
    version = open_week(store, WEEK, NOW).version
    answer = desk.post(f"/redactie/{WEEK}", data={"versie": str(version), "doe": f"zinnen:{item}", **more})
    return answer.status_code, html.unescape(answer.text)


def test_what_it_proposes_comes_on_the_desk_marked_and_with_its_quotes(desk: TestClient, store: Store, peer: ChatPeer) -> None:
    item = about_teams(store)
    peer.says(said(GOOD))
    status, page = press(desk, store, item.id)
    assert status == 200 and "stelt een zin voor" in page and "“Geld voor wijkteams”" in page
    assert "voorstel van een taalmodel" in page and GOOD in page
    after = about_teams(store)
    new = after.sentences[-1]
    assert (new.text, new.maker, new.read) == (GOOD, Maker.MODEL, False) and new.evidence
    assert after.title == item.title, "the title is left to the editor"
    (path, headers, asked) = peer.heard[0]
    assert (path, headers["authorization"], asked["model"]) == ("/v1/chat/completions", f"Bearer {KEY}", "proef")
    told = json.loads(asked["messages"][1]["content"])
    assert all(row["citaat"] in item.sentences[0].evidence[0].quote or row["citaat"] for row in told["citaten"])
    assert asked["stream"] is False


def test_what_an_editor_typed_is_kept_whatever_the_model_says(desk: TestClient, store: Store, peer: ChatPeer) -> None:
    item = about_teams(store)
    peer.script.append((500, b"stuk"))
    status, page = press(desk, store, item.id, **{f"titel.{item.id}": "Wijkteams krijgen geld"})
    assert status == 422 and "Geen voorstel." in page and "Wat u schreef is bewaard" in page
    assert about_teams(store).title == "Wijkteams krijgen geld"


def test_a_sentence_that_its_quotes_do_not_support_goes_out_by_no_way_unread(
    desk: TestClient, store: Store, peer: ChatPeer
) -> None:
    item = about_teams(store)
    peer.says(said(GOOD, WRONG))
    status, page = press(desk, store, item.id)
    assert status == 200 and "De bron zegt dit niet duidelijk" in page
    version = open_week(store, WEEK, NOW).version
    with pytest.raises(NotReadyError):
        publish(store, WEEK, version, by="Eva", now=NOW)
    answer = desk.post(f"/redactie/{WEEK}/uitgeven", data={"versie": str(version)})
    assert answer.status_code == 422 and published(store, WEEK) is None


def test_without_a_model_there_is_no_button_and_no_way(store: Store) -> None:
    item = about_teams(store)
    with TestClient(Starlette(routes=desk_routes(store, _editor)), follow_redirects=False) as client:
        assert "Stel zinnen voor" not in client.get(f"/redactie/{WEEK}").text
        status, page = press(client, store, item.id)
        assert status == 422 and "kan nu geen voorstel" in page
    assert LanguageModel.of(Settings(Path("x"))) is None
    assert Settings.from_environment({}).language_model is None


def test_the_button_names_its_item_and_an_item_that_is_gone_is_said(desk: TestClient, store: Store) -> None:
    assert f'value="zinnen:{about_teams(store).id}"' in desk.get(f"/redactie/{WEEK}").text
    status, page = press(desk, store, "bestaat-niet")
    assert status == 422 and "laad de pagina opnieuw" in page


def choices(content: bytes) -> bytes:
    return b'{"choices": [{"message": {"content": ' + content + b"}}]}"


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, b""),
        (200, b"geen json"),
        (200, b'{"choices": ['),
        (200, b'{"choices": []}'),
        (200, b"[" * 100_000),
        (200, choices(b"null")),
        (200, choices(b'""')),
        (200, choices(b'"\xff\xfe"')),
        (200, choices(b'"' + b"x" * 600_000 + b'"')),
        (401, b'{"error": "' + KEY.encode() + b'"}'),
        (404, b""),
        (429, b""),
        (503, b""),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_answer_is_said_and_the_key_is_nowhere(
    peer: ChatPeer, status: int, answer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    peer.script.append((status, answer))
    model = model_at(peer)
    with pytest.raises(WordingError, match="het taalmodel gaf geen") as raised:
        model.answer("doe", "dit")
    assert KEY not in str(raised.value) and KEY not in caplog.text and KEY not in repr(model.__dict__)
    assert len(peer.heard) == 1, "asked once: an editor waits, and words cost money"
    model.close()


def test_it_is_sent_nowhere_else(peer: ChatPeer) -> None:
    with ChatPeer() as other:
        peer.headers = {"location": f"{other.address}/chat/completions"}
        peer.script.append((307, b""))
        model = model_at(peer)
        with pytest.raises(WordingError):
            model.answer("doe", "dit")
        assert other.heard == []
        model.close()


def test_a_slow_one_is_given_up_and_a_third_at_once_is_told(peer: ChatPeer) -> None:
    go_on = Event()

    def slow() -> tuple[int, bytes]:
        go_on.wait(20)
        return 200, choices(b'"laat"')

    peer.script.extend([slow, slow])
    model = model_at(peer, patience=1.0)
    faults: list[str] = []

    def ask() -> None:
        try:
            model.answer("doe", "dit")
        except WordingError as error:
            faults.append(str(error))

    two = [Thread(target=ask) for _ in range(2)]
    for one in two:
        one.start()
    while len(peer.heard) < 2:
        two[0].join(0.01)
    with pytest.raises(WordingError, match="voor anderen bezig"):
        model.answer("doe", "dit")
    for one in two:
        one.join()
    go_on.set()
    assert len(faults) == 2 and all("gaf geen antwoord" in fault for fault in faults)
    model.close()


def test_settings_are_read_the_key_is_not_shown_and_faults_are_said() -> None:
    full = {
        "BIJGEPRAAT_TAALMODEL": "https://model.example/v1/",
        "BIJGEPRAAT_TAALMODEL_NAAM": "proef-7b",
        "BIJGEPRAAT_TAALMODEL_SLEUTEL": KEY,
    }
    found = Settings.from_environment(full)
    assert found.language_model == LanguageModelSettings("https://model.example/v1", "proef-7b", KEY)
    assert KEY not in repr(found)
    for name, value in (
        ("BIJGEPRAAT_TAALMODEL", "model.example"),
        ("BIJGEPRAAT_TAALMODEL", "https://model.example:99999/v1"),
        ("BIJGEPRAAT_TAALMODEL", "file:///etc/passwd"),
        ("BIJGEPRAAT_TAALMODEL_NAAM", ""),
        ("BIJGEPRAAT_TAALMODEL_SLEUTEL", "sleutel\nX-Kop: 1"),
        ("BIJGEPRAAT_TAALMODEL_GEDULD", "eeuwig"),
    ):
        wrong = Settings.from_environment({**full, name: value})
        assert wrong.language_model is None and "BIJGEPRAAT_TAALMODEL" in str(wrong.language_model_fault)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The desk as an editor's browser meets it, without JavaScript: forms, buttons, conflicts, and the way out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.testclient import TestClient

from bijgepraat.model.desk_views import Editor
from bijgepraat.model.records import Passage, Record
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.desk import saved
from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.pipeline.publishing import published
from bijgepraat.settings import Settings
from bijgepraat.store.records import write
from bijgepraat.web.desk import desk_routes

WEEK = "2026-W12"
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


async def _editor(request: Request) -> Editor | Response:
    """Who the test says is there, by a header."""
    name = request.headers.get("x-wie", "")
    return Editor(name, name.startswith("Chef")) if name else RedirectResponse("/inloggen", 303)


@pytest.fixture
def desk(store: Store) -> Iterator[TestClient]:
    app = Starlette(routes=desk_routes(store, _editor))
    with TestClient(app, headers={"x-wie": "Eva"}, follow_redirects=False) as client:
        yield client


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the desk's form with nothing changed: the first form that posts to the week itself."""
    form = re.search(r'<form method="post" action="/redactie/2026-W12" class="desk-form".*?</form>', page, re.DOTALL)
    assert form is not None
    found: dict[str, str] = {}
    for name, body in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form[0], re.DOTALL):
        found[name] = html.unescape(body).replace("\n", "\r\n")
    for tag in re.findall(r"<input [^>]*>", form[0]):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, body in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]+)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return found


def opened(desk: TestClient) -> dict[str, str]:
    answer = desk.get(f"/redactie/{WEEK}")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    return fields(answer.text)


def press(desk: TestClient, sent: dict[str, str], button: str = "bewaar", who: str = "Eva") -> int:
    return desk.post(f"/redactie/{WEEK}", data={**sent, "doe": button}, headers={"x-wie": who}).status_code


def present(store: Store):  # type: ignore[no-untyped-def]
    found = saved(store, WEEK)
    assert found is not None
    return found


def test_without_an_account_every_address_leads_to_logging_in(desk: TestClient) -> None:
    for method, path in [
        ("GET", "/redactie"),
        ("GET", "/redactie/beoordelen"),
        ("POST", "/redactie/beoordelen"),
        ("GET", f"/redactie/{WEEK}"),
        ("POST", f"/redactie/{WEEK}"),
        ("POST", f"/redactie/{WEEK}/opnieuw"),
        ("GET", f"/redactie/{WEEK}/uitgeven"),
        ("POST", f"/redactie/{WEEK}/uitgeven"),
        ("GET", f"/redactie/{WEEK}/geschiedenis"),
        ("POST", f"/redactie/{WEEK}/geschiedenis/1"),
    ]:
        answer = desk.request(method, path, headers={"x-wie": ""})
        assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen"), path


def test_a_form_sent_back_unchanged_changes_nothing(desk: TestClient, store: Store) -> None:
    sent = opened(desk)
    assert press(desk, sent) == 303 and present(store).version == 1


def test_the_buttons_do_what_they_say_and_words_typed_go_along(desk: TestClient, store: Store) -> None:
    sent = opened(desk)
    first, second, third = (item.id for item in present(store).edition.items)
    sent[f"titel.{first}"] = "Een titel van Eva"
    assert press(desk, sent, f"laat:{third}") == 303
    items = present(store).edition.items
    assert items[0].title == "Een titel van Eva" and [item.taken for item in items] == [True, True, False]
    assert press(desk, opened(desk), f"omhoog:{second}") == 303
    assert [item.id for item in present(store).edition.items] == [second, first, third]
    assert press(desk, opened(desk), f"samen:{first}:{second}") == 303
    assert [item.id for item in present(store).edition.items] == [second, third]
    two = present(store).edition.items[0]
    assert press(desk, opened(desk), f"splits:{second}:{two.sentences[-1].id}") == 303
    assert len(present(store).edition.items) == 3


def test_a_sentence_with_a_quote_stands_on_it_and_a_false_quote_is_refused_with_the_words_kept(
    desk: TestClient, store: Store
) -> None:
    sent = opened(desk)
    item = next(item for item in present(store).edition.items if item.records == ("Publicatie:kst-1",))
    sent |= {f"nieuw.{item.id}": "De korting gaat van tafel.", f"nieuw-bron.{item.id}": "Publicatie:kst-1"}
    answer = desk.post(f"/redactie/{WEEK}", data={**sent, f"nieuw-citaat.{item.id}": "gaat van de baan", "doe": "bewaar"})
    assert answer.status_code == 422 and "staan niet zo in het stuk" in answer.text
    assert "De korting gaat van tafel." in answer.text and "gaat van de baan" in answer.text
    assert present(store).version == 1
    assert press(desk, {**sent, f"nieuw-citaat.{item.id}": "gaat van tafel"}) == 303
    new = next(one for one in present(store).edition.items if one.id == item.id).sentences[-1]
    assert new.evidence[0].quote == "gaat van tafel"


def test_forged_fields_cannot_make_a_quote(desk: TestClient, store: Store) -> None:
    sent = opened(desk)
    one = present(store).edition.items[0].sentences[0]
    forged = {f"evidence.{one.id}": "x", f"maker.{one.id}": "bron", f"gelezen.{one.id}": "1", "doe": "bewaar"}
    press(desk, {**sent, **forged, f"zin.{one.id}": "Iets heel anders over pinguïns en zebra's."})
    after = present(store).edition.items[0].sentences[0]
    assert after.maker.value == "redactie" and not after.read and after.evidence == one.evidence
    chef = {"x-wie": "Chef"}
    answer = desk.post(f"/redactie/{WEEK}/uitgeven", data={"versie": str(present(store).version), "doe": "nu"}, headers=chef)
    assert answer.status_code == 422 and published(store, WEEK) is None


def test_two_editors_and_a_choice(desk: TestClient, store: Store) -> None:
    bas, eva = opened(desk), opened(desk)
    name = present(store).edition.items[0].sentences[0].id
    bas[f"zin.{name}"], eva[f"zin.{name}"] = "De woorden van Bas.", "De woorden van Eva."
    assert press(desk, bas, who="Bas") == press(desk, eva) == 303
    page = desk.get(f"/redactie/{WEEK}").text
    assert "De woorden van Bas." in page and "De woorden van Eva." in page and "Kies eerst" in page
    assert press(desk, fields(page), f"kies:{name}") == 303
    assert present(store).edition.items[0].sentences[0].text == "De woorden van Eva." and present(store).edition.conflicts == ()


def test_saving_by_itself_answers_in_json(desk: TestClient, store: Store) -> None:
    sent = opened(desk)
    item = present(store).edition.items[0].id
    answer = desk.post(f"/redactie/{WEEK}", data={**sent, f"titel.{item}": "Vanzelf"}, headers={"accept": "application/json"})
    assert answer.json() == {"versie": 2, "botsingen": 0}
    refused = desk.post(f"/redactie/{WEEK}", data={"versie": "x"}, headers={"accept": "application/json"})
    assert refused.status_code == 422 and "laad de pagina opnieuw" in refused.json()["fout"]


def test_an_editor_prepares_and_a_chief_editor_publishes_and_corrects(desk: TestClient, store: Store) -> None:
    opened(desk)
    out = f"/redactie/{WEEK}/uitgeven"
    assert "hoofdredacteur" in desk.get(out).text
    assert desk.post(out, data={"versie": "1", "doe": "nu"}).status_code == 403
    chef = {"x-wie": "Chef"}
    answer = desk.post(out, data={"versie": "1", "doe": "nu"}, headers=chef)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/edities/{WEEK}")
    sent = opened(desk)
    first = present(store).edition.items[0].id
    press(desk, {**sent, f"titel.{first}": "Betere titel"})
    page = desk.get(out, headers=chef).text
    assert "Betere titel" in page and "verbetering" in page
    without = desk.post(out, data={"versie": "2", "doe": "nu"}, headers=chef)
    assert without.status_code == 422 and "zeg wat er is verbeterd" in without.text
    done = desk.post(out, data={"versie": "2", "doe": "nu", "verbetering": "titel"}, headers=chef)
    assert done.status_code == 303
    found = published(store, WEEK)
    assert found is not None and (found.version, found.by, found.correction) == (2, "Chef", "titel")


def test_the_preview_is_what_readers_would_get(desk: TestClient, store: Store) -> None:
    opened(desk)
    last = present(store).edition.items[-1]
    press(desk, opened(desk), f"laat:{last.id}")
    page = desk.get(f"/redactie/{WEEK}/voorbeeld")
    assert page.status_code == 200 and "nog niet uit" in page.text and "<textarea" not in page.text
    taken = [html.escape(item.title, quote=False) in page.text for item in present(store).edition.items]
    assert taken == [True, True, False]
    assert desk.get("/redactie/geen-week/voorbeeld").status_code == 404


def test_the_history_shows_what_changed_and_brings_it_back(desk: TestClient, store: Store) -> None:
    sent = opened(desk)
    first = present(store).edition.items[0]
    press(desk, {**sent, f"titel.{first.id}": "Andere titel"})
    page = desk.get(f"/redactie/{WEEK}/geschiedenis/2").text
    assert f"<del>{html.escape(first.title)}</del>" in page and "<ins>Andere titel</ins>" in page
    assert desk.post(f"/redactie/{WEEK}/geschiedenis/1").status_code == 303
    assert present(store).version == 3 and present(store).edition.items[0].title == first.title
    assert desk.get(f"/redactie/{WEEK}/geschiedenis/99").status_code == 404


@pytest.mark.parametrize("path", ["/redactie/geen-week", "/redactie/2026-W99/uitgeven", "/redactie/2026-W12/geschiedenis"])
def test_what_is_not_there_is_not_found(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_a_form_without_length_or_with_too_much_is_refused(desk: TestClient) -> None:
    opened(desk)
    assert desk.post(f"/redactie/{WEEK}", content=iter([b"versie=1"])).status_code == 413
    assert desk.post(f"/redactie/{WEEK}", data={"versie": "1", "titel.x": "y" * 3_000_000}).status_code == 413
    assert desk.post(f"/redactie/{WEEK}", data={"versie": "1", "titel.x": "y" * 6_000}).status_code == 422


def test_a_proposal_is_judged_with_a_reason(desk: TestClient) -> None:
    page = desk.get("/redactie/beoordelen").text
    names = re.findall(r'<input type="hidden" name="id" value="(\w+)"', page)
    assert names
    refused = desk.post("/redactie/beoordelen", data={"id": names[0], "doe": "bevestig", "reden": ""})
    assert refused.status_code == 422 and "zeg waarom" in refused.text
    done = desk.post("/redactie/beoordelen", data={"id": names[0], "doe": "bevestig", "reden": "gelezen"})
    assert done.status_code == 303
    assert names[0] not in desk.get("/redactie/beoordelen").text


def test_what_is_typed_is_never_markup(desk: TestClient) -> None:
    sent = opened(desk)
    sent["inleiding.words"] = "</textarea><script>alert(1)</script>\"'&"
    press(desk, sent)
    assert "<script>alert" not in desk.get(f"/redactie/{WEEK}").text

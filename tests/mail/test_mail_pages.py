# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of mail over HTTP: forms, links, and who may send what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from mail_house import mail_settings, opened, settings_of
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from bijgepraat.model.mail import Reader, ReaderState
from bijgepraat.pipeline import mail_links
from bijgepraat.pipeline.mail_links import Leads
from bijgepraat.store import readers, schema
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app

FORM = {"soort": "zoekvraag", "doel": "jeugdzorg", "ritme": "dagelijks", "adres": "jan@raad.example"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


@pytest.fixture
def web(store: Store, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(store, settings_of(tmp_path, mail_settings())), follow_redirects=False) as client:
        yield client


def reader(store: Store) -> Reader:
    with store.reading() as connection:
        found = readers.reader_by_address(connection, "jan@raad.example")
    assert found is not None
    return found


def link(store: Store, leads: Leads, number: int | None = None) -> str:
    return f"/volgen/{leads.value}/{mail_links.token(reader(store), leads, number)}"


def letters(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(schema.messages)).scalar_one())


def heading(body: str) -> str:
    found = LexborHTMLParser(body).css_first("h1")
    assert found is not None
    return found.text()


def test_the_whole_way_by_buttons(web: TestClient, store: Store) -> None:
    assert heading(web.post("/volgen", data=FORM).text) == "Kijk in uw mail"
    confirm = link(store, Leads.CONFIRM, 1)
    page = web.get(confirm)
    assert heading(page.text) == "Wilt u deze meldingen?"
    form = LexborHTMLParser(page.text).css_first("form.mail-form")
    assert form is not None
    assert (form.attributes["action"], form.attributes["method"]) == (confirm, "post")
    assert reader(store).state is ReaderState.ASKED
    done = web.post(confirm)
    assert heading(done.text) == "Gelukt: u krijgt meldingen"
    mine = link(store, Leads.MINE)
    assert mine in done.text
    assert "‘jeugdzorg’" in web.get(mine).text
    for action, said in (
        ("pauze", "Gepauzeerd"),
        ("verder", "weer mail"),
        ("ritme", "Gewijzigd"),
        ("weg", "volgt dit niet meer"),
    ):
        answer = web.post(mine, data={"volgt": "1", "doe": action, "ritme": "wekelijks"})
        assert answer.status_code == 303
        assert said in web.get(answer.headers["location"]).text
    assert "U volgt nu niets." in web.get(mine).text


def test_pages_with_a_link_are_not_kept_nor_indexed(web: TestClient, store: Store) -> None:
    web.post("/volgen", data=FORM)
    confirm = link(store, Leads.CONFIRM, 1)
    web.post(confirm)
    mine, leave = link(store, Leads.MINE), link(store, Leads.LEAVE)
    for answer in (
        web.get(confirm),
        web.get(mine),
        web.get(f"{mine}/gegevens.json"),
        web.get(leave),
        web.post(leave),
        web.get("/volgen/mijn/1.x"),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert "noindex" in answer.headers["x-robots-tag"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("known", [True, False])
def test_the_answer_does_not_say_whether_an_address_is_known(web: TestClient, store: Store, known: bool) -> None:
    if known:
        web.post("/volgen", data=FORM)
        web.post(link(store, Leads.CONFIRM, 1))
    first = web.post("/volgen", data=FORM | {"adres": "iemand@raad.example"})
    asked = [web.post("/volgen", data=FORM) for _ in range(6)]
    access = [web.post("/volgen/toegang", data={"adres": who}) for who in ("jan@raad.example", "piet@raad.example")]
    assert {(answer.status_code, answer.content) for answer in asked} == {(first.status_code, first.content)}
    assert len({(answer.status_code, answer.content) for answer in access}) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"origin": "http://testserver"}, 200),
        ({"origin": "null"}, 200),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://kwaad.example"}, 403),
        ({"origin": "http://testserver.kwaad.example"}, 403),
    ],
)
def test_a_form_comes_from_here(web: TestClient, store: Store, headers: dict[str, str], status: int) -> None:
    assert web.post("/volgen", data=FORM, headers=headers).status_code == status
    assert letters(store) == (1 if status == 200 else 0)


@pytest.mark.parametrize("method", ["get", "post"])
def test_unsubscribing_takes_one_click_and_only_a_click(web: TestClient, store: Store, method: str) -> None:
    web.post("/volgen", data=FORM)
    web.post(link(store, Leads.CONFIRM, 1))
    leave = link(store, Leads.LEAVE)
    if method == "get":
        assert heading(web.get(leave).text) == "Afmelden voor alle mail?"
        assert reader(store).state is ReaderState.CONFIRMED
    else:
        # As a mail program does it, from wherever it is (RFC 8058).
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "sec-fetch-site": "cross-site",
            "origin": "https://post.example",
        }
        answer = web.post(leave, content="List-Unsubscribe=One-Click", headers=headers)
        assert answer.status_code == 200
        assert heading(answer.text) == "U bent afgemeld"
        assert reader(store).state is ReaderState.LEFT


def test_what_is_wrong_with_an_address_stands_beside_it(web: TestClient, store: Store) -> None:
    answer = web.post("/volgen", data=FORM | {"adres": '"><script>x</script>'})
    assert answer.status_code == 422
    tree = LexborHTMLParser(answer.text)
    field = tree.css_first("#adres")
    assert field is not None
    assert field.attributes["value"] == '"><script>x</script>'
    assert field.attributes["aria-describedby"] == "adres-fout"
    assert tree.css_first("#adres-fout") is not None
    assert not tree.css("script")
    kept = {one.attributes["name"]: one.attributes["value"] for one in tree.css("form.mail-form input")}
    assert (kept["soort"], kept["doel"]) == ("zoekvraag", "jeugdzorg")
    chosen = tree.css_first("option[selected]")
    assert chosen is not None
    assert chosen.attributes["value"] == "dagelijks"
    assert web.post("/volgen/toegang", data={"adres": "jan"}).status_code == 422
    assert letters(store) == 0


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"soort": "onzin"}, 400),
        ({"soort": ""}, 400),
        ({"doel": "   "}, 400),
        ({"doel": "x" * 401}, 400),
        ({"soort": "thema", "doel": "bestaat niet"}, 400),
        ({"soort": "gemeente", "doel": "<b>"}, 400),
        ({"soort": "persoon", "doel": "niemand"}, 400),
        ({"soort": "bron", "doel": "geen"}, 400),
        ({"ritme": "onzin"}, 200),
        ({"soort": "thema", "doel": "jeugd"}, 200),
        ({"soort": "dossier", "doel": "36800-B"}, 200),
        ({"doel": 'Wmo/Jeugd 50% R&D "half'}, 200),
    ],
)
def test_what_can_be_followed(web: TestClient, store: Store, more: dict[str, str], status: int) -> None:
    assert web.post("/volgen", data=FORM | more).status_code == status
    assert letters(store) == (1 if status == 200 else 0)


@pytest.mark.parametrize(
    "body",
    [
        b"x" * 20_000,
        urlencode(FORM).encode() + b"&doel=" + b"x" * 20_000,
        b"&".join(b"a%d=1" % n for n in range(100)),
        b"\xff\xfe%zz&==",
        b"",
    ],
)
def test_a_form_that_is_none_is_refused_without_a_fault(web: TestClient, body: bytes) -> None:
    answer = web.post("/volgen", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code in {400, 413}


@pytest.mark.parametrize(
    "path", ["/volgen/bevestig/1-1.abc", "/volgen/mijn/%00", "/volgen/af/1.x", "/volgen/mijn/1.x/gegevens.json"]
)
def test_a_link_that_is_not_ours_says_so(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 404
    assert heading(answer.text) == "Deze link werkt niet (meer)"
    if not path.endswith("json"):
        assert web.post(path).status_code == 404


def test_data_and_being_forgotten(web: TestClient, store: Store) -> None:
    web.post("/volgen", data=FORM)
    web.post(link(store, Leads.CONFIRM, 1))
    mine = link(store, Leads.MINE)
    data = web.get(f"{mine}/gegevens.json")
    assert data.headers["content-type"] == "application/json"
    assert "attachment" in data.headers["content-disposition"]
    assert data.json()["lezer"][0]["address"] == "jan@raad.example"
    assert "afgemeld" in web.get(web.post(mine, data={"doe": "afmelden"}).headers["location"]).text
    answer = web.post(mine, data={"doe": "vergeet", "nooit": "ja"})
    assert heading(answer.text) == "Uw gegevens zijn gewist"
    assert web.get(mine).status_code == 404
    web.post("/volgen", data=FORM)
    assert letters(store) == 0


def test_a_site_without_a_mail_server_says_so(store: Store, tmp_path: Path) -> None:
    with TestClient(create_app(store, settings_of(tmp_path, None))) as web:
        for path in ("/volgen", "/volgen/toegang"):
            answer = web.post(path, data=FORM)
            assert answer.status_code == 503
            assert heading(answer.text) == "Deze site verstuurt geen mail"

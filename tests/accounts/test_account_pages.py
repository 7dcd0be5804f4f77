# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of accounts over HTTP: cookies, forms from elsewhere, where a login leads, who may go where, and odd names."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from account_house import NOON, OWN_FORM, PASSWORD, House, web_login
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bijgepraat.model.accounts import Right, Role
from bijgepraat.pipeline.second_factor import code_at
from bijgepraat.pipeline.site.own_path import own_path
from bijgepraat.web import guard

SECURE = "__Host-bijgepraat"


def cookies_of(answer: object) -> list[str]:
    return answer.headers.get_list("set-cookie")  # type: ignore[attr-defined, no-any-return]


def with_desk(house: House) -> TestClient:
    """The site with routes that are guarded as the desk's are."""
    app = house.app()

    @guard.requires(Right.DESK)
    async def desk(request: Request) -> Response:
        return PlainTextResponse(f"dag {request.state.account.name}")

    @guard.requires(Right.PUBLISH)
    def publish(_request: Request) -> Response:
        return PlainTextResponse("uit")

    async def by_editor(request: Request) -> Response:
        found = await guard.editor_of(request)
        return found if isinstance(found, Response) else PlainTextResponse(f"{found.name} {found.publishes}")

    extra = [
        Route("/proef/tafel", desk, methods=["GET", "POST"]),
        Route("/proef/uitgeven", publish, methods=["POST"]),
        Route("/proef/redacteur", by_editor, methods=["GET", "POST"]),
    ]
    app.router.routes[:0] = extra
    return TestClient(app, base_url="https://bijgepraat.example", headers=OWN_FORM, follow_redirects=False)


def test_the_cookie_is_only_for_this_host_over_https_and_out_of_reach_of_scripts(site: TestClient) -> None:
    answer = site.post("/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": PASSWORD})
    (cookie,) = cookies_of(answer)
    name, _equals, rest = cookie.partition("=")
    flags = {part.strip().lower() for part in rest.split(";")[1:]}
    assert name == SECURE
    assert flags == {"path=/", "secure", "httponly", "samesite=lax"}
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["location"] == "/redactie"


def test_on_this_machine_without_https_the_cookie_has_a_plain_name(house: House) -> None:
    with house.client("http://127.0.0.1:8000") as client:
        answer = client.post("/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": PASSWORD})
        (cookie,) = cookies_of(answer)
        assert cookie.startswith("bijgepraat=")
        assert "secure" not in cookie.lower()
        assert "httponly" in cookie.lower()
        assert client.get("/mijn-account").status_code == 200


def test_no_password_is_taken_over_an_open_line(house: House) -> None:
    with house.client("http://bijgepraat.example") as client:
        assert "https://" in client.get("/inloggen").text
        assert 'type="password"' not in client.get("/inloggen").text
        before = len(house.hasher.verified)
        answer = client.post("/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": PASSWORD})
        assert answer.status_code == 403
        assert cookies_of(answer) == []
        assert len(house.hasher.verified) == before


def test_a_plain_cookie_is_not_taken_over_https(house: House) -> None:
    """A page on a subdomain can plant a plain cookie, but not one whose name begins with __Host-."""
    token = house.log_in().token
    with house.client() as client:
        client.cookies.set("bijgepraat", token)
        assert client.get("/mijn-account").headers["location"].startswith("/inloggen")


def test_logging_in_replaces_the_cookie_that_came_along(house: House, site: TestClient) -> None:
    site.cookies.set(SECURE, "geplant" * 6, domain="bijgepraat.example", path="/")
    web_login(site)
    assert house.door.session("geplant" * 6, guard.now()) is None
    web_login(site)
    first = site.cookies[SECURE]
    web_login(site)
    assert house.door.session(first, guard.now()) is None
    assert house.door.session(site.cookies[SECURE], guard.now()) is not None


def test_after_logging_out_a_copy_of_the_cookie_opens_nothing(site: TestClient) -> None:
    web_login(site)
    copy = site.cookies[SECURE]
    answer = site.post("/uitloggen")
    assert answer.status_code == 303
    assert "Max-Age=0" in cookies_of(answer)[0]
    site.cookies.set(SECURE, copy, domain="bijgepraat.example", path="/")
    assert site.get("/mijn-account").status_code == 303


def test_logging_out_by_following_a_link_does_nothing(site: TestClient) -> None:
    web_login(site)
    assert site.get("/uitloggen").status_code == 405
    assert site.get("/mijn-account").status_code == 200


FROM_HERE = (
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "same-origin", "origin": "null"},
    {"sec-fetch-site": "same-origin", "origin": "https://bijgepraat.example"},
    {"origin": "https://bijgepraat.example"},
)
FROM_ELSEWHERE = (
    {},
    {"origin": "null"},
    {"origin": "https://boos.example"},
    {"origin": "http://bijgepraat.example"},
    {"origin": "https://bijgepraat.example:8443"},
    {"origin": "https://bijgepraat.example.boos.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": ""},
    {"sec-fetch-site": "cross-site", "origin": "https://bijgepraat.example"},
    {"sec-fetch-site": "same-origin", "origin": "https://boos.example"},
    {"referer": "https://bijgepraat.example/inloggen"},
)
FORMS = (
    "/inloggen",
    "/inloggen/code",
    "/uitloggen",
    "/mijn-account",
    "/beheer/accounts",
    "/inloggen/uitnodiging/x",
    "/proef/tafel",
)


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
@pytest.mark.parametrize("path", FORMS)
def test_a_form_from_elsewhere_does_nothing(house: House, path: str, headers: dict[str, str]) -> None:
    with with_desk(house) as client:
        web_login(client, Role.ADMINISTRATOR)
        for name in ("sec-fetch-site", "origin"):
            del client.headers[name]
        sent = {"doe": "uitnodigen", "naam": "x", "adres": "x@gemeente.example", "rol": "beheerder", "wachtwoord": PASSWORD}
        before = len(house.accounts.log(1_000))
        answer = client.post(path, data=sent, headers=headers)
        assert answer.status_code == 403
        assert "kwam niet van deze site" in answer.text
        assert cookies_of(answer) == []
        assert len(house.accounts.log(1_000)) == before
        assert client.get("/mijn-account").status_code == 200


@pytest.mark.parametrize("headers", FROM_HERE, ids=str)
def test_a_form_of_our_own_works(house: House, headers: dict[str, str]) -> None:
    with with_desk(house) as client:
        web_login(client)
        for name in ("sec-fetch-site", "origin"):
            del client.headers[name]
        assert client.post("/proef/tafel", headers=headers).text == "dag Iemand van redacteur"


TRICKS = (
    "//boos.example",
    "///boos.example",
    "////boos.example",
    "https://boos.example",
    "https:boos.example",
    "http:///boos.example",
    "//boos.example@bijgepraat.example",
    "/\\boos.example",
    "\\\\boos.example",
    "/\t/boos.example",
    "\t//boos.example",
    "/\n/boos.example",
    "/\r\n/boos.example",
    " //boos.example",
    "/ /boos.example",
    "/\u00a0/boos.example",
    "/\u200b/boos.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "boos.example",
    "?naar=//boos.example",
    "#//boos.example",
    "/.//boos.example",
    "/..//boos.example",
    "/%2e%2e//boos.example",
    "/redactie/..//boos.example",
    "/redactie\r\nSet-Cookie: a=b",
    "/redactie\0",
    "/" + "a" * 600,
    "/inloggen?naar=/inloggen",
    "/inloggen/oidc",
    "/uitloggen",
)


@pytest.mark.parametrize("trick", TRICKS)
def test_a_login_never_leads_to_another_site(site: TestClient, trick: str) -> None:
    assert own_path(trick) == ""
    answer = site.post("/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": PASSWORD, "naar": trick})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/redactie"
    assert "set-cookie" in answer.headers
    assert "a=b" not in str(answer.headers)


@pytest.mark.parametrize("path", ["/redactie", "/redactie/2026-W47?gedaan=1#zin-3", "/zoeken?q=a%2Fb//c", "/x/%2F/boos.example"])
def test_a_login_leads_to_where_one_was_going(site: TestClient, path: str) -> None:
    answer = site.post("/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": PASSWORD, "naar": path})
    place = answer.headers["location"]
    assert urlsplit(urljoin("https://bijgepraat.example/inloggen", place)).netloc == "bijgepraat.example"
    assert place == path


def test_the_page_that_asked_for_a_login_is_shown_after_it(house: House) -> None:
    with with_desk(house) as client:
        asked = client.get("/proef/tafel?week=47")
        assert (asked.status_code, asked.headers["cache-control"]) == (303, "no-store")
        place = asked.headers["location"]
        assert parse_qs(urlsplit(place).query) == {"naar": ["/proef/tafel?week=47"]}
        assert 'name="naar" value="/proef/tafel?week=47"' in client.get(place).text


def test_a_reader_cannot_reach_the_desk_and_an_editor_cannot_publish(house: House) -> None:
    allowed: dict[Role, list[int]] = {}
    for role in Role:
        with with_desk(house) as client:
            web_login(client, role)
            asked = (
                client.get("/proef/tafel"),
                client.post("/proef/tafel"),
                client.get("/proef/redacteur"),
                client.post("/proef/uitgeven"),
                client.get("/beheer/accounts"),
                client.get("/beheer/logboek"),
            )
            allowed[role] = [answer.status_code for answer in asked]
    assert allowed == {
        Role.READER: [403] * 6,
        Role.EDITOR: [200, 200, 200, 403, 403, 403],
        Role.CHIEF_EDITOR: [200, 200, 200, 200, 403, 403],
        Role.ADMINISTRATOR: [200] * 6,
    }


@pytest.mark.parametrize("path", ["/proef/tafel", "/proef/redacteur", "/mijn-account", "/beheer/accounts", "/beheer/logboek"])
def test_without_logging_in_one_is_sent_to_the_login_page(house: House, path: str) -> None:
    with with_desk(house) as client:
        for cookie in ("", "onzin", "x" * 5_000, '"', "é"):
            client.cookies.clear()
            headers = {"cookie": f"{SECURE}={cookie}".encode("latin-1")}
            answer = client.get(path, headers=headers) if cookie else client.get(path)
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/inloggen?naar=")


def test_halfway_through_a_login_one_is_nowhere_yet(house: House) -> None:
    house.moment = guard.now() - timedelta(minutes=2)
    key, _codes = house.enrol()
    with with_desk(house) as client:
        answer = client.post(
            "/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": PASSWORD, "naar": "/proef/tafel"}
        )
        assert answer.headers["location"] == "/inloggen/code?naar=%2Fproef%2Ftafel"
        halfway = client.cookies[SECURE]
        for path in ("/proef/tafel", "/mijn-account"):
            assert client.get(path).headers["location"].startswith("/inloggen/code?naar=")
        assert client.post("/mijn-account", data={"doe": "overal"}).headers["location"] == "/inloggen/code"
        wrong = client.post("/inloggen/code", data={"code": "000000", "naar": "/proef/tafel"})
        assert wrong.status_code == 422
        assert 'role="alert"' in wrong.text
        right = client.post("/inloggen/code", data={"code": code_at(key, guard.now()), "naar": "/proef/tafel"})
        assert right.headers["location"] == "/proef/tafel"
        assert client.cookies[SECURE] != halfway
        assert client.get("/proef/tafel").status_code == 200


def test_a_script_that_saves_is_told_that_it_is_logged_out(house: House) -> None:
    with with_desk(house) as client:
        answer = client.post("/proef/tafel", headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["fout"]) == (401, "u bent uitgelogd; log opnieuw in")
        web_login(client, Role.READER)
        assert client.post("/proef/tafel", headers={"accept": "application/json"}).status_code == 403


def test_guessing_is_answered_with_429_and_when_to_come_back(site: TestClient) -> None:
    for _ in range(5):
        answer = site.post("/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": "verkeerd geraden"})
        assert answer.status_code == 422
    answer = site.post("/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 30
    assert "over" in answer.text
    assert "set-cookie" not in answer.headers


def test_the_answer_to_an_unknown_name_is_the_same_to_the_letter(site: TestClient) -> None:
    known = site.post("/inloggen", data={"adres": "redacteur@gemeente.example", "wachtwoord": "verkeerd geraden"})
    unknown = site.post("/inloggen", data={"adres": "redactrice@gemeente.example", "wachtwoord": "verkeerd geraden"})
    assert known.status_code == unknown.status_code == 422
    assert known.text.replace("redacteur@", "@") == unknown.text.replace("redactrice@", "@")
    assert "wachtwoord klopt niet" in known.text
    assert "verkeerd geraden" not in known.text


ODD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_an_odd_name_is_only_text(house: House, site: TestClient) -> None:
    web_login(site, Role.ADMINISTRATOR)
    sent = {"doe": "uitnodigen", "naam": ODD, "adres": "vreemd@gemeente.example", "rol": "beheerder"}
    made = site.post("/beheer/accounts", data=sent)
    link = re.search(r'value="https://bijgepraat\.example(/inloggen/uitnodiging/[^"]+)"', made.text)
    assert link is not None
    chosen = site.get(link[1])
    with house.client() as theirs:
        theirs.post(link[1], data={"nieuw": PASSWORD})
        web_login(theirs, adres="vreemd@gemeente.example")
        pages = [made, chosen, *(theirs.get(path) for path in ("/mijn-account", "/beheer/accounts", "/beheer/logboek"))]
    for page in pages:
        assert page.status_code == 200
        assert "<script>" not in page.text
        assert "<img" not in page.text
        assert "&lt;script&gt;" in page.text
    for typed in (ODD, '"><script>'):
        again = site.post("/inloggen", data={"adres": typed, "wachtwoord": "verkeerd", "naar": '/"><script>x'})
        assert "<script>" not in again.text


def test_an_invitation_leads_to_a_password_and_then_to_logging_in(house: House, site: TestClient) -> None:
    web_login(site, Role.ADMINISTRATOR)
    sent = {"doe": "uitnodigen", "naam": "Nieuw Iemand", "adres": "nieuw@gemeente.example", "rol": "redacteur"}
    made = site.post("/beheer/accounts", data=sent)
    found = re.search(r"/inloggen/uitnodiging/[\w-]{40,}", made.text)
    assert found is not None
    assert found[0] not in site.get("/beheer/accounts").text
    with house.client() as theirs:
        refused = theirs.post(found[0], data={"nieuw": "kort"})
        assert refused.status_code == 422
        assert "minstens 12" in refused.text
        assert theirs.post(found[0], data={"nieuw": PASSWORD}).headers["location"] == "/inloggen?gedaan=gekozen"
        assert theirs.get(found[0]).status_code == 404
        assert theirs.post(found[0], data={"nieuw": PASSWORD}).status_code == 404
        web_login(theirs, adres="nieuw@gemeente.example")
        assert "Nieuw Iemand" in theirs.get("/mijn-account").text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"doe": "uitnodigen", "naam": "", "adres": "a@b.nl", "rol": "redacteur"}, "Vul een naam in"),
        ({"doe": "uitnodigen", "naam": "A", "adres": "geen adres", "rol": "redacteur"}, "mailadres"),
        ({"doe": "uitnodigen", "naam": "A", "adres": "a@b.nl", "rol": "koning"}, "Kies een rol"),
        ({"doe": "uitnodigen", "naam": "A", "adres": "lezer@gemeente.example", "rol": "lezer"}, "al een account"),
        ({"doe": "rol", "account": "999", "rol": "lezer"}, "is er niet"),
        ({"doe": "rol", "account": "²", "rol": "lezer"}, "is er niet"),
        ({"doe": "uit", "account": "4"}, "enige beheerder"),
        ({"doe": "link", "account": "77"}, "is er niet"),
        ({"doe": "iets"}, "Deze knop bestaat niet"),
        ({}, "Deze knop bestaat niet"),
    ],
)
def test_what_cannot_be_done_with_accounts_is_said(site: TestClient, sent: dict[str, str], words: str) -> None:
    web_login(site, Role.ADMINISTRATOR)
    answer = site.post("/beheer/accounts", data=sent)
    assert answer.status_code == 422
    assert words in answer.text


def test_an_administrator_changes_a_role_and_closes_an_account(house: House, site: TestClient) -> None:
    web_login(site, Role.ADMINISTRATOR)
    with house.client() as theirs:
        web_login(theirs)
        number = str(house.people[Role.EDITOR].id)
        done = site.post("/beheer/accounts", data={"doe": "rol", "account": number, "rol": "hoofdredacteur"})
        assert "De rol is gewijzigd" in site.get(done.headers["location"]).text
        assert theirs.get("/mijn-account").status_code == 303
        web_login(theirs)
        site.post("/beheer/accounts", data={"doe": "uit", "account": number})
        assert theirs.get("/mijn-account").status_code == 303
        assert "Schakel in" in site.get("/beheer/accounts").text


def test_the_second_step_is_turned_on_and_off_on_ones_own_page(house: House, site: TestClient) -> None:
    web_login(site)
    page = site.get("/mijn-account").text
    key = re.search(r'<code class="key">([A-Z2-7]{32})</code>', page)
    assert key is not None
    assert "<svg" in page
    assert key[1] in site.get("/mijn-account").text  # the same key, or a second look would spoil the first
    assert site.post("/mijn-account", data={"doe": "aan", "code": "000000"}).status_code == 422
    before = site.cookies[SECURE]
    on = site.post("/mijn-account", data={"doe": "aan", "code": code_at(key[1], guard.now())})
    assert len(re.findall(r"<code>[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}</code>", on.text)) == 10
    assert on.headers["cache-control"] == "no-store"
    assert site.cookies[SECURE] != before
    assert key[1] not in site.get("/mijn-account").text
    assert site.post("/mijn-account", data={"doe": "uit", "oud": "verkeerd geraden"}).status_code == 422
    assert site.post("/mijn-account", data={"doe": "uit", "oud": PASSWORD}).headers["location"] == "/mijn-account?gedaan=code-uit"
    assert not house.accounts.by_address("redacteur@gemeente.example").has_second_factor


def test_a_password_is_changed_on_ones_own_page(site: TestClient) -> None:
    web_login(site)
    wrong = site.post("/mijn-account", data={"doe": "wachtwoord", "oud": "verkeerd", "nieuw": "vier blauwe paraplus"})
    assert (wrong.status_code, "Dit wachtwoord klopt niet" in wrong.text) == (422, True)
    weak = site.post("/mijn-account", data={"doe": "wachtwoord", "oud": PASSWORD, "nieuw": "kort"})
    assert (weak.status_code, "minstens 12" in weak.text) == (422, True)
    done = site.post("/mijn-account", data={"doe": "wachtwoord", "oud": PASSWORD, "nieuw": "vier blauwe paraplus"})
    assert "is gewijzigd" in site.get(done.headers["location"]).text
    site.post("/uitloggen")
    web_login(site, wachtwoord="vier blauwe paraplus")


def test_a_form_that_is_too_large_is_not_read(site: TestClient) -> None:
    assert site.post("/inloggen", data={"adres": "x" * 20_000}).status_code == 413
    assert site.post("/inloggen", content=b"&".join(b"a%d=1" % n for n in range(500))).status_code == 413


def test_bytes_that_are_no_text_are_no_error(site: TestClient) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert site.post("/inloggen", content=b"adres=%ff%fe&wachtwoord=%00%ed%a0%80", headers=headers).status_code == 422


def test_the_log_is_shown_page_by_page_and_checked(house: House, site: TestClient) -> None:
    web_login(site, Role.ADMINISTRATOR)
    for _ in range(60):
        house.accounts.invite(house.people[Role.EDITOR].id, NOON, "Bea (account 4)")
    first = site.get("/beheer/logboek").text
    older = re.search(r'href="(/beheer/logboek\?voor=\d+)"', first)
    assert older is not None
    assert first.count("uitnodiging") == 50
    assert "account gemaakt" in site.get(older[1]).text
    checked = site.get("/beheer/logboek?controle=1").text
    assert "Het logboek is heel" in checked
    assert re.search(r"<code class=\"hash\">[0-9a-f]{64}</code>", checked)
    for odd in ("voor=x", "voor=-1", "voor=%C2%B2", "voor=" + "9" * 40):
        assert site.get(f"/beheer/logboek?{odd}").status_code == 200


def test_pages_of_accounts_are_never_kept_and_never_found(site: TestClient) -> None:
    web_login(site, Role.ADMINISTRATOR)
    for path in ("/mijn-account", "/beheer/accounts", "/beheer/logboek", "/inloggen?gedaan=uit"):
        answer = site.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert "noindex" in answer.headers["x-robots-tag"]

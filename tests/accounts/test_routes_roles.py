# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site against every role: a table, and a test that no address is missing from it.

What is in no group of the table is public. A new address behind a login that is forgotten here fails: the groups name what exists,
and the public ones are named by their first part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from account_house import OWN_FORM, House, opened, web_login
from starlette.routing import Route
from starlette.testclient import TestClient

from bijgepraat.model.accounts import Role
from bijgepraat.web.api.routes import Below

ORDER = (None, Role.READER, Role.EDITOR, Role.CHIEF_EDITOR, Role.ADMINISTRATOR)
"""From nobody to everything: a role has the rights of those before it."""
LEAST: dict[tuple[str, str], Role] = {
    ("GET", "/mijn-account"): Role.READER,
    ("POST", "/mijn-account"): Role.READER,
    ("GET", "/redactie"): Role.EDITOR,
    ("GET", "/redactie/beoordelen"): Role.EDITOR,
    ("POST", "/redactie/beoordelen"): Role.EDITOR,
    ("GET", "/redactie/{week}"): Role.EDITOR,
    ("POST", "/redactie/{week}"): Role.EDITOR,
    ("POST", "/redactie/{week}/opnieuw"): Role.EDITOR,
    ("GET", "/redactie/{week}/voorbeeld"): Role.EDITOR,
    ("GET", "/redactie/{week}/voorbeeld/mail"): Role.EDITOR,
    ("GET", "/redactie/{week}/voorbeeld/mail.txt"): Role.EDITOR,
    ("GET", "/redactie/{week}/geschiedenis"): Role.EDITOR,
    ("GET", "/redactie/{week}/geschiedenis/{version:int}"): Role.EDITOR,
    ("POST", "/redactie/{week}/geschiedenis/{version:int}"): Role.EDITOR,
    ("GET", "/redactie/{week}/uitgeven"): Role.EDITOR,
    ("POST", "/redactie/{week}/uitgeven"): Role.CHIEF_EDITOR,
    ("GET", "/beheer/accounts"): Role.ADMINISTRATOR,
    ("POST", "/beheer/accounts"): Role.ADMINISTRATOR,
    ("GET", "/beheer/logboek"): Role.ADMINISTRATOR,
}
"""The least role that an address is for."""
PUBLIC = frozenset(
    """/ tijdlijn dossiers uitleg toegankelijkheid privacy bronnen weergave edities documenten mensen partijen toezeggingen inzet
    stemmingen geld gemeenten zoeken status api healthz readyz metrics robots.txt volgen agenda.ics inloggen uitloggen bestanden
    """.split()
)
"""First parts of addresses that need no login."""
FILLED = {"week": "2026-W12", "version:int": "1", "version": "1", "kind": "Zaak", "theme": "jeugd", "code": "GM0344", "name": "x"}
FOREIGN = ({"sec-fetch-site": "cross-site", "origin": "https://boos.example"}, {"origin": "https://boos.example"}, {})
"""What a browser sends with a form of somebody else, new and old, and what is no browser."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(Path(tmp_path_factory.mktemp("rollen"))) as made:
        yield made


@pytest.fixture(scope="module")
def clients(house: House) -> Iterator[dict[Role | None, TestClient]]:
    """A browser for each role, logged in."""
    app = house.app()
    made = {role: TestClient(app, "https://bijgepraat.example", headers=OWN_FORM, follow_redirects=False) for role in ORDER}
    with made[None]:
        for role, client in made.items():
            if role is not None:
                web_login(client, role)
        yield made


def addresses(house: House) -> set[tuple[str, str]]:
    """Method and path of every route."""
    found: set[tuple[str, str]] = set()
    for route in house.app().routes:
        if isinstance(route, Route):
            found |= {(method, route.path) for method in route.methods or () if method != "HEAD"}
        else:
            assert isinstance(route, Below), "the API: read-only, without a key, with tests of its own"
    return found


def filled(path: str) -> str:
    return re.sub(r"\{([^}]+)\}", lambda part: FILLED.get(part[1], "bestaat-niet"), path)


def asked(client: TestClient, method: str, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Status, and where one is sent to."""
    data = {"naar": "/"} if method == "POST" else None
    answer = client.request(method, filled(path), data=data, headers=headers)
    return answer.status_code, answer.headers.get("location", "")


def test_every_address_is_in_the_table_or_public(house: House) -> None:
    found = addresses(house)
    assert len(found) > 80
    assert LEAST.keys() <= found, "the table names what is no longer there"
    unknown = {
        (method, path)
        for method, path in found - LEAST.keys()
        if (path.strip("/").removesuffix(".png").split("/")[0] or "/") not in PUBLIC
    }
    assert unknown == set()


@pytest.mark.parametrize("role", ORDER, ids=lambda role: role.value if role else "niemand")
def test_a_role_gets_what_is_for_it_and_no_more(clients: dict[Role | None, TestClient], role: Role | None) -> None:
    for (method, path), least in LEAST.items():
        status, to = asked(clients[role], method, path)
        about = f"{method} {path}: {status} {to}"
        if role is None:
            assert status in {303, 401} and (status == 401 or to.startswith("/inloggen")), about
        elif ORDER.index(role) < ORDER.index(least):
            assert status == 403, about
        else:
            assert status not in {401, 403} and status < 500 and not to.startswith("/inloggen"), about


def test_what_is_public_asks_nobody_to_log_in(house: House, clients: dict[Role | None, TestClient]) -> None:
    for method, path in sorted(addresses(house) - LEAST.keys()):
        if method == "GET" and not path.startswith(("/inloggen", "/uitloggen")):
            status, to = asked(clients[None], method, path)
            assert status in {200, 303, 307, 404} and not to.startswith("/inloggen"), f"{path}: {status} {to}"


@pytest.mark.parametrize("headers", FOREIGN, ids=["vreemd", "oud en vreemd", "geen"])
def test_no_form_from_elsewhere_does_anything_behind_a_login(
    clients: dict[Role | None, TestClient], headers: dict[str, str]
) -> None:
    client = TestClient(clients[Role.ADMINISTRATOR].app, "https://bijgepraat.example", follow_redirects=False)
    client.cookies.update(clients[Role.ADMINISTRATOR].cookies)
    assert client.get("/beheer/accounts").status_code == 200
    posts = [path for method, path in LEAST if method == "POST"]
    assert len(posts) >= 7
    for path in [*posts, "/uitloggen", "/inloggen"]:
        status, _ = asked(client, "POST", path, headers)
        assert status == 403, f"{path}: {status}"
    assert client.get("/beheer/accounts").status_code == 200, "still logged in"

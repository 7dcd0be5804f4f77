# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Logging in by the organisation's own provider, against two that run: a strict one of our own, and one that others wrote."""

from __future__ import annotations

import base64
import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from account_house import PASSWORD, House, opened, web_login
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from starlette.testclient import TestClient

from bijgepraat.model.accounts import Role
from bijgepraat.pipeline.oidc import Flow, Provider
from bijgepraat.settings import OidcSettings, Settings
from bijgepraat.sources.fetched import ForbiddenError
from bijgepraat.sources.identity import IdentityLine
from peers.oidc_peer import CLIENT, SECRET, OidcPeer, Person, serving, signed_with_secret

SITE = "https://bijgepraat.example"
BACK = f"{SITE}/inloggen/oidc/terug"
SECURE = "__Host-bijgepraat"
FLOW = "__Host-bijgepraat-oidc"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:  # type: ignore[override]
        return None


def at_the_provider(address: str) -> str:
    """What a browser does there: ask, and go where it is sent."""
    try:
        with urllib.request.build_opener(_NoRedirect()).open(address, timeout=10) as answer:
            raise AssertionError(answer.status)
    except urllib.error.HTTPError as answer:
        with answer:
            assert answer.code == 302
            return str(answer.headers["Location"])


def provider_of(peer: OidcPeer, roles: dict[str, str] | None = None, claim: str = "groepen") -> Provider:
    host = urllib.parse.urlsplit(peer.issuer).netloc
    oidc = OidcSettings(peer.issuer, CLIENT, SECRET, claim if roles else "", roles or {})
    found = Provider.of(Settings(data=Path("onbestaand"), allowed_hosts=frozenset({host}), oidc=oidc))
    assert found is not None
    peer.at_end.append(found.close)
    return found


@pytest.fixture
def peer() -> Iterator[OidcPeer]:
    with serving(OidcPeer(BACK)) as running:
        yield running


@pytest.fixture
def invited(house: House) -> House:
    """Piet is invited: he has an account without a password."""
    house.accounts.add("Piet Puk", "piet@gemeente.example", Role.EDITOR, house.moment, "test")
    return house


def whole_way(client: TestClient, to: str = "") -> Any:
    """From our login page by way of the provider and back."""
    begun = client.get(f"/inloggen/oidc?naar={to}")
    assert begun.status_code == 303, begun.text
    return client.get(at_the_provider(begun.headers["location"]))


def test_who_is_invited_comes_in_by_the_provider(invited: House, peer: OidcPeer) -> None:
    with invited.client(SITE, provider_of(peer)) as client:
        assert "via uw organisatie" in client.get("/inloggen").text
        answer = whole_way(client, "/redactie/2026-W47")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/redactie/2026-W47"
        assert "Piet Puk" in client.get("/mijn-account").text
        assert "via uw organisatie" in client.get("/mijn-account").text
        assert FLOW not in client.cookies
    assert peer.faults == []
    assert peer.asked.count("/token") == 1
    assert [act.what for act in invited.accounts.log(2)] == ["inloggen", "gekoppeld"]


def test_the_second_time_the_subject_counts_and_not_the_address(invited: House, peer: OidcPeer) -> None:
    with invited.client(SITE, provider_of(peer)) as client:
        whole_way(client)
        peer.person = Person("u1", {"email": "p.puk@elders.example", "email_verified": True})
        assert whole_way(client).headers["location"] == "/redactie"
        assert "piet@gemeente.example" in client.get("/mijn-account").text
        peer.person = Person("u2", {"email": "piet@gemeente.example", "email_verified": True})
        assert whole_way(client).status_code == 403


def test_the_cookies_of_the_way_are_out_of_reach_and_new(invited: House, peer: OidcPeer) -> None:
    planted = invited.log_in(Role.READER).token
    with invited.client(SITE, provider_of(peer)) as client:
        client.cookies.set(SECURE, planted, domain="bijgepraat.example", path="/")
        begun = client.get("/inloggen/oidc")
        (cookie,) = begun.headers.get_list("set-cookie")
        assert cookie.startswith(f"{FLOW}=")
        for flag in ("HttpOnly", "Secure", "SameSite=lax", "Path=/", "Max-Age=600"):
            assert flag in cookie
        client.get(at_the_provider(begun.headers["location"]))
        assert client.cookies[SECURE] != planted
    assert invited.door.session(planted, invited.moment) is None


def test_who_was_not_invited_stays_out(house: House, peer: OidcPeer) -> None:
    with house.client(SITE, provider_of(peer)) as client:
        answer = whole_way(client)
        assert answer.status_code == 403
        assert "uitnodiging" in answer.text
        assert SECURE not in client.cookies
    assert len(house.accounts.everyone()) == 4
    assert house.accounts.log(1)[0].what == "inloggen mislukt"


@pytest.mark.parametrize(
    "claims", [{"email": "piet@gemeente.example"}, {"email": "piet@gemeente.example", "email_verified": False}]
)
def test_an_address_that_the_provider_did_not_check_opens_nothing(invited: House, peer: OidcPeer, claims: dict[str, Any]) -> None:
    peer.person = Person("u9", claims)
    with invited.client(SITE, provider_of(peer)) as client:
        assert whole_way(client).status_code == 403


def test_an_account_with_a_password_is_not_taken_over_by_address(house: House, peer: OidcPeer) -> None:
    peer.person = Person("u1", {"email": "beheerder@gemeente.example", "email_verified": True})
    with house.client(SITE, provider_of(peer, {"pers": "beheerder"})) as client:
        peer.person.claims["groepen"] = ["pers"]
        answer = whole_way(client)
        assert answer.status_code == 403
        assert "al een account" in answer.text


def test_an_account_that_is_closed_stays_closed(invited: House, peer: OidcPeer) -> None:
    with invited.client(SITE, provider_of(peer)) as client:
        whole_way(client)
        invited.accounts.set_active(invited.accounts.by_address("piet@gemeente.example").id, False, invited.moment, "test")
        assert client.get("/mijn-account").status_code == 303
        assert whole_way(client).status_code == 403


ROLES = {"pers": "redacteur", "chefs": "hoofdredacteur"}


def test_with_mapped_roles_the_provider_makes_accounts_and_decides_their_role(house: House, peer: OidcPeer) -> None:
    with house.client(SITE, provider_of(peer, ROLES)) as client:
        peer.person.claims["groepen"] = ["allen", "chefs", "pers"]
        assert whole_way(client).headers["location"] == "/redactie"
        assert house.accounts.by_address("piet@gemeente.example").role is Role.CHIEF_EDITOR
        peer.person.claims["groepen"] = "pers"
        whole_way(client)
        assert house.accounts.by_address("piet@gemeente.example").role is Role.EDITOR
        peer.person.claims["groepen"] = ["allen"]
        assert whole_way(client).headers["location"] == "/mijn-account"
        assert house.accounts.by_address("piet@gemeente.example").role is Role.READER


def test_a_mapped_claim_may_lie_deeper(house: House, peer: OidcPeer) -> None:
    with house.client(SITE, provider_of(peer, ROLES, "realm_access.roles")) as client:
        peer.person.claims["realm_access"] = {"roles": ["pers", 3, None]}
        assert whole_way(client).status_code == 303


@pytest.mark.parametrize("claim", [None, 3, {"pers": True}, [["pers"]], ["geen"]])
def test_without_a_mapped_role_no_account_is_made(house: House, peer: OidcPeer, claim: object) -> None:
    with house.client(SITE, provider_of(peer, ROLES)) as client:
        peer.person.claims["groepen"] = claim
        assert whole_way(client).status_code == 403
    assert len(house.accounts.everyone()) == 4


def changed(**values: Any) -> Callable[[dict[str, Any], OidcPeer], str]:
    """A token that is signed well, with other claims; None leaves one out."""

    def make(claims: dict[str, Any], peer: OidcPeer) -> str:
        return peer.sign({name: value for name, value in {**claims, **values}.items() if value is not None})

    return make


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def tampered(claims: dict[str, Any], peer: OidcPeer) -> str:
    head, _body, signature = peer.sign(claims).split(".")
    return f"{head}.{part({**claims, 'sub': 'iemand-anders'})}.{signature}"


def with_another_key(claims: dict[str, Any], peer: OidcPeer) -> str:
    other = RSAKey.generate_key(2048, {"kid": peer.key.kid})
    return jwt.encode({"alg": "RS256", "kid": peer.key.kid}, claims, other)


def with_its_own_key_in_the_header(claims: dict[str, Any], peer: OidcPeer) -> str:
    other = RSAKey.generate_key(2048)
    own = other.as_dict(private=False)
    signed = jwt.encode({"alg": "RS256", "kid": peer.key.kid}, claims, other)
    return f"{part({'alg': 'RS256', 'jwk': own})}.{signed.split('.')[1]}.{signed.split('.')[2]}"


def with_the_public_key_as_secret(claims: dict[str, Any], peer: OidcPeer) -> str:
    return signed_with_secret(claims, peer.key.as_pem(private=False), kid=peer.key.kid)


def with_our_client_secret(claims: dict[str, Any], _peer: OidcPeer) -> str:
    return signed_with_secret(claims, SECRET.encode())


def unsigned(alg: str) -> Callable[[dict[str, Any], OidcPeer], str]:
    return lambda claims, peer: f"{part({'alg': alg, 'kid': peer.key.kid})}.{part(claims)}."


BAD: dict[str, Callable[[dict[str, Any], OidcPeer], str]] = {
    "expired": changed(exp=int(time.time()) - 3600, iat=int(time.time()) - 7200),
    "just expired": changed(exp=int(time.time()) - 120),
    "no expiry": changed(exp=None),
    "an expiry that is no number": changed(exp="morgen"),
    "from the future": changed(iat=int(time.time()) + 3600),
    "not yet valid": changed(nbf=int(time.time()) + 3600),
    "no moment": changed(iat=None),
    "for another": changed(aud="een ander programma"),
    "for several, of which another asked": changed(aud=[CLIENT, "ander"], azp="ander"),
    "for several, nobody asked": changed(aud=[CLIENT, "ander"]),
    "for nobody": changed(aud=None),
    "of another issuer": changed(iss="https://login.boos.example"),
    "of no issuer": changed(iss=None),
    "another nonce": changed(nonce="x" * 43),
    "no nonce": changed(nonce=None),
    "a nonce that is no text": changed(nonce=["x"]),
    "of nobody": changed(sub=None),
    "of an empty somebody": changed(sub=""),
    "a subject that is no text": changed(sub=7),
    "another access token": changed(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "tampered": tampered,
    "another key": with_another_key,
    "its own key": with_its_own_key_in_the_header,
    "public key as secret": with_the_public_key_as_secret,
    "client secret": with_our_client_secret,
    "alg none": unsigned("none"),
    "alg None": unsigned("None"),
    "alg NONE with signature": lambda claims, peer: unsigned("NONE")(claims, peer) + "AAAA",
    "no alg": lambda claims, _peer: f"{part({'typ': 'JWT'})}.{part(claims)}.",
    "an unknown key": lambda claims, peer: peer.sign(claims, kid="onbekend"),
    "no token": lambda _claims, _peer: "",
    "no token at all": lambda _claims, _peer: "a.b",
    "five parts": lambda _claims, _peer: "a.b.c.d.e",
    "a list": lambda _claims, peer: f"{part({'alg': 'RS256', 'kid': peer.key.kid})}.{part([1])}.AAAA",
    "very large": lambda _claims, _peer: "a" * 100_000,
}


@pytest.mark.parametrize("fault", BAD)
def test_a_token_that_is_not_in_order_opens_nothing(invited: House, peer: OidcPeer, fault: str) -> None:
    peer.wrong = BAD[fault]
    with invited.client(SITE, provider_of(peer)) as client:
        answer = whole_way(client)
        assert answer.status_code == 403, fault
        assert "klopt" in answer.text
        assert SECURE not in client.cookies
        peer.wrong = None
        assert whole_way(client).status_code == 303
    assert peer.faults == []


def test_a_secret_among_the_public_keys_is_not_used(invited: House, peer: OidcPeer) -> None:
    peer.more_keys = [
        {"kty": "oct", "k": "c2xldXRlbC1zbGV1dGVsLXNsZXV0ZWwtc2xldXRlbC1zbGV1dGVsLQ", "kid": "geheim", "alg": "HS256"}
    ]

    def signed(claims: dict[str, Any], _peer: OidcPeer) -> str:
        return signed_with_secret(claims, b"sleutel-" * 5, kid="geheim")

    peer.wrong = signed
    with invited.client(SITE, provider_of(peer)) as client:
        assert whole_way(client).status_code == 403


def test_a_provider_may_sign_with_another_sort_of_key(invited: House, peer: OidcPeer) -> None:
    peer.keys, peer.alg = [ECKey.generate_key("P-256", {"kid": "kromme", "use": "sig"})], "ES256"
    with invited.client(SITE, provider_of(peer)) as client:
        assert whole_way(client).status_code == 303


def test_a_provider_may_change_its_keys(invited: House, peer: OidcPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = provider_of(peer)
    with invited.client(SITE, provider) as client:
        assert whole_way(client).status_code == 303
        peer.keys = [RSAKey.generate_key(2048, {"kid": "tweede", "use": "sig"})]
        assert whole_way(client).status_code == 403  # not asked again within a minute: an unknown key costs the provider nothing
        assert peer.asked.count("/jwks") == 1
        from datetime import timedelta

        from bijgepraat.pipeline import oidc

        monkeypatch.setattr(oidc, "_AGAIN", timedelta(0))
        assert whole_way(client).status_code == 303
        assert peer.asked.count("/jwks") == 2


def test_a_code_works_once(invited: House, peer: OidcPeer) -> None:
    with invited.client(SITE, provider_of(peer)) as client:
        begun = client.get("/inloggen/oidc")
        kept = client.cookies[FLOW]
        back = at_the_provider(begun.headers["location"])
        assert client.get(back).status_code == 303
        client.cookies.clear()
        client.cookies.set(FLOW, kept, domain="bijgepraat.example", path="/")
        assert client.get(back).status_code == 403
        assert SECURE not in client.cookies


def test_an_answer_that_another_browser_began_is_refused(invited: House, peer: OidcPeer) -> None:
    """Login CSRF: nobody is logged in as somebody else by following a link with the other's code."""
    with invited.client(SITE, provider_of(peer)) as theirs:
        back = at_the_provider(theirs.get("/inloggen/oidc").headers["location"])
    with invited.client(SITE, provider_of(peer)) as client:
        assert client.get(back).status_code == 403
        client.get("/inloggen/oidc")
        assert client.get(back).status_code == 403
        assert SECURE not in client.cookies
    assert "/token" not in peer.asked


def test_a_code_of_another_way_does_not_fit_the_verifier(invited: House, peer: OidcPeer) -> None:
    with invited.client(SITE, provider_of(peer)) as client:
        first = at_the_provider(client.get("/inloggen/oidc").headers["location"])
        second = client.get("/inloggen/oidc").headers["location"]
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(first).query)["code"][0]
        state = urllib.parse.parse_qs(urllib.parse.urlsplit(second).query)["state"][0]
        assert client.get(f"{BACK}?{urllib.parse.urlencode({'code': code, 'state': state})}").status_code == 403
    assert "verifier" in peer.faults


@pytest.mark.parametrize(
    "query",
    ["", "code=x", "state=x", "error=access_denied", "code=x&state=%C3%A9", "code=x&state=", "error=%3Cscript%3E&state=x"],
)
def test_odd_answers_are_refused(invited: House, peer: OidcPeer, query: str) -> None:
    with invited.client(SITE, provider_of(peer)) as client:
        client.get("/inloggen/oidc")
        answer = client.get(f"/inloggen/oidc/terug?{query}")
        assert answer.status_code == 403
        assert "<script>" not in answer.text


def test_who_says_no_at_the_provider_is_told_so(invited: House, peer: OidcPeer) -> None:
    with invited.client(SITE, provider_of(peer)) as client:
        begun = client.get("/inloggen/oidc").headers["location"]
        state = urllib.parse.parse_qs(urllib.parse.urlsplit(begun).query)["state"][0]
        answer = client.get(f"{BACK}?{urllib.parse.urlencode({'error': 'access_denied', 'state': state})}")
        assert "liet u niet door" in answer.text
        again = client.get("/inloggen/oidc").headers["location"]
        state = urllib.parse.parse_qs(urllib.parse.urlsplit(again).query)["state"][0]
        odd = urllib.parse.urlencode({"code": "x", "state": state, "iss": "https://boos.example"})
        assert client.get(f"{BACK}?{odd}").status_code == 403


def test_a_way_begun_too_long_ago_is_refused(invited: House, peer: OidcPeer) -> None:
    with invited.client(SITE, provider_of(peer)) as client:
        back = at_the_provider(client.get("/inloggen/oidc").headers["location"])
        flow = Flow.unpack(client.cookies[FLOW])
        assert flow is not None
        old = Flow(flow.state, flow.nonce, flow.verifier, flow.to, int(time.time()) - 1)
        client.cookies.set(FLOW, old.pack(), domain="bijgepraat.example", path="/")
        assert client.get(back).status_code == 403


@pytest.mark.parametrize(
    "value", ["", "onzin", "5b5d", b"[1,2,3,4,5]".hex(), b'["a","b","c","d",true]'.hex(), (b"[" * 50_000).hex()]
)
def test_a_cookie_that_is_not_ours_is_no_way(value: str) -> None:
    assert Flow.unpack(value) is None


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://login.boos.example"},
        {"token_endpoint": "http://login.boos.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
        {"jwks_uri": 7},
    ],
)
def test_a_provider_that_says_odd_things_of_itself_is_not_used(invited: House, peer: OidcPeer, told: dict[str, Any]) -> None:
    peer.told = told
    with invited.client(SITE, provider_of(peer)) as client:
        answer = client.get("/inloggen/oidc")
        assert answer.status_code == 503
        assert "niet goed ingesteld" in answer.text


def test_a_provider_cannot_send_us_to_a_private_address(invited: House, peer: OidcPeer) -> None:
    other = socket.create_server(("127.0.0.1", 0))
    with other:
        peer.told = {"token_endpoint": f"http://127.0.0.1:{other.getsockname()[1]}/token"}
        with invited.client(SITE, provider_of(peer)) as client:
            assert whole_way(client).status_code == 403
        other.settimeout(0.2)
        with pytest.raises(TimeoutError):
            other.accept()


def test_a_redirect_of_the_token_address_is_not_followed(invited: House, peer: OidcPeer) -> None:
    """The client's secret goes along with that question."""
    peer.told = {"token_endpoint": f"{peer.issuer}/ergens"}
    with invited.client(SITE, provider_of(peer)) as client:
        assert whole_way(client).status_code == 403
    assert "/token" not in peer.asked


def test_a_provider_that_is_down_is_said_and_passwords_still_work(house: House) -> None:
    with serving(OidcPeer(BACK)) as gone:
        pass
    with closing(provider_of(gone)) as provider, house.client(SITE, provider) as client:
        answer = client.get("/inloggen/oidc")
        assert answer.status_code == 503
        assert "antwoordt niet" in answer.text
        web_login(client)


def test_without_a_provider_there_is_no_such_way(house: House) -> None:
    with house.client() as client:
        assert "via uw organisatie" not in client.get("/inloggen").text
        assert client.get("/inloggen/oidc").status_code == 404
        assert client.get("/inloggen/oidc/terug?code=x&state=y").status_code == 404


def test_over_an_open_line_nothing_is_begun(invited: House, peer: OidcPeer) -> None:
    with invited.client("http://bijgepraat.example", provider_of(peer)) as client:
        assert "https://" in client.get("/inloggen/oidc").text
        assert peer.asked == []


def test_only_loopback_is_asked_without_https_and_only_when_it_is_allowed(peer: OidcPeer) -> None:
    import random

    line = IdentityLine(peer.issuer, frozenset(), "https://example.org", version="0", jitter=random.Random(1))
    with pytest.raises(ForbiddenError, match="BIJGEPRAAT_ALLOWED_HOSTS"):
        line.get(f"{peer.issuer}/jwks")
    with pytest.raises(ForbiddenError, match="https"):
        line.get("http://login.gemeente.example/jwks")
    line.close()
    assert peer.asked == []


@pytest.fixture(scope="module")
def other_provider() -> Iterator[str]:
    """The provider that others wrote (oidc-provider-mock), in a process of its own."""
    program = shutil.which("oidc-provider-mock", path=str(Path(sys.executable).parent))
    assert program is not None
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [program, "--port", str(port), "--require-nonce", "--token-max-age", "300"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def test_it_works_with_a_provider_that_others_wrote(tmp_path: Path, other_provider: str) -> None:
    subject = "mies@gemeente.example"
    claims = json.dumps({"email": subject, "email_verified": True, "name": "Mies", "groepen": ["pers"]}).encode()
    put = urllib.request.Request(f"{other_provider}/users/{urllib.parse.quote(subject)}", claims, method="PUT")
    put.add_header("content-type", "application/json")
    with urllib.request.urlopen(put, timeout=10) as answer:
        assert answer.status in {200, 204}
    host = urllib.parse.urlsplit(other_provider).netloc
    oidc = OidcSettings(other_provider, CLIENT, SECRET, "groepen", {"pers": "redacteur"})
    settings = Settings(data=tmp_path, allowed_hosts=frozenset({host}), oidc=oidc)
    provider = Provider.of(settings)
    assert provider is not None
    with closing(provider), opened(tmp_path) as house, house.client(SITE, provider) as client:
        place = client.get("/inloggen/oidc").headers["location"]
        form = urllib.parse.urlencode({"sub": subject}).encode()
        try:
            urllib.request.build_opener(_NoRedirect()).open(urllib.request.Request(place, form, method="POST"), timeout=10)
            raise AssertionError("no redirect")
        except urllib.error.HTTPError as answer:
            with answer:
                back = str(answer.headers["Location"])
        assert client.get(back).headers["location"] == "/redactie"
        assert re.search(r"Mies.*redacteur", client.get("/mijn-account").text, re.DOTALL)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"BIJGEPRAAT_OIDC_UITGEVER": "https://login.gemeente.example"}, "BIJGEPRAAT_OIDC_CLIENT"),
        ({"BIJGEPRAAT_OIDC_CLIENT": "x"}, "BIJGEPRAAT_OIDC_UITGEVER"),
        ({"BIJGEPRAAT_OIDC_UITGEVER": "http://login.gemeente.example", "BIJGEPRAAT_OIDC_CLIENT": "x"}, "https"),
        ({"BIJGEPRAAT_OIDC_UITGEVER": "login.gemeente.example", "BIJGEPRAAT_OIDC_CLIENT": "x"}, "https"),
        (
            {
                "BIJGEPRAAT_OIDC_UITGEVER": "https://login.gemeente.example",
                "BIJGEPRAAT_OIDC_CLIENT": "x",
                "BIJGEPRAAT_OIDC_ROLLEN": "groepen: pers=koning",
                "BIJGEPRAAT_OIDC_GEHEIM": "zeer-geheim",
            },
            "Rollen zijn lezer, redacteur, hoofdredacteur, beheerder",
        ),
    ],
)
def test_settings_that_cannot_be_used_are_said_and_passwords_keep_working(values: dict[str, str], words: str) -> None:
    found = Settings.from_environment({"BIJGEPRAAT_DATA": "x", **values})
    assert found.oidc is None
    assert found.oidc_fault is not None
    assert words in found.oidc_fault
    assert "zeer-geheim" not in repr(found)


def test_settings_are_read_and_the_secret_is_not_shown() -> None:
    found = Settings.from_environment(
        {
            "BIJGEPRAAT_DATA": "x",
            "BIJGEPRAAT_OIDC_UITGEVER": "https://login.gemeente.example/realms/g",
            "BIJGEPRAAT_OIDC_CLIENT": "bijgepraat",
            "BIJGEPRAAT_OIDC_GEHEIM": "zeer-geheim",
            "BIJGEPRAAT_OIDC_ROLLEN": "groepen: CN=Pers=redacteur, chefs = hoofdredacteur",
        }
    )
    assert found.oidc is not None
    assert (found.oidc.claim, found.oidc.secret) == ("groepen", "zeer-geheim")
    assert found.oidc.roles == {"CN=Pers": "redacteur", "chefs": "hoofdredacteur"}
    assert "zeer-geheim" not in repr(found)
    assert PASSWORD not in repr(found)

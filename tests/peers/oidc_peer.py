# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""An OpenID provider on loopback that holds to the letter: PKCE, client secret, redirect address, codes that work once.

It can also be made to sign what it should not: `wrong` changes an ID token before it goes out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

CLIENT, SECRET = "bijgepraat", "een geheim van de proef"


@dataclass
class Person:
    """Who logs in at the provider: the claims about them."""

    sub: str
    claims: dict[str, Any] = field(default_factory=dict)


@dataclass
class OidcPeer:
    """The provider. `person` is who is at the screen; `back` the only address that it sends people back to."""

    back: str
    person: Person = field(
        default_factory=lambda: Person("u1", {"email": "piet@gemeente.example", "email_verified": True, "name": "Piet"})
    )
    wrong: Callable[[dict[str, Any], OidcPeer], str] | None = None
    told: dict[str, Any] = field(default_factory=dict)
    """Instead of what the provider says of itself."""
    keys: list[RSAKey | ECKey] = field(
        default_factory=lambda: [RSAKey.generate_key(2048, {"kid": "eerste", "use": "sig", "alg": "RS256"})]
    )
    more_keys: list[dict[str, Any]] = field(default_factory=list)
    alg: str = "RS256"
    issuer: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What a client did wrong."""
    at_end: list[Callable[[], None]] = field(default_factory=list)
    """To be done when the provider stops."""

    @property
    def key(self) -> RSAKey | ECKey:
        return self.keys[-1]

    def sign(self, claims: dict[str, Any], **header: Any) -> str:
        """An ID token as it should be."""
        head = {"alg": self.alg, "kid": self.key.kid, **header}
        return jwt.encode(head, claims, self.key, algorithms=[self.alg])

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
            "code_challenge_methods_supported": ["S256"],
            **self.told,
        }

    def authorize(self, asked: dict[str, str]) -> tuple[int, str]:
        """Where the browser goes after somebody logged in; 400 for a request that is not in order."""
        rules = {
            "response_type": asked.get("response_type") == "code",
            "client_id": asked.get("client_id") == CLIENT,
            "redirect_uri": asked.get("redirect_uri") == self.back,
            "scope": "openid" in asked.get("scope", "").split(),
            "state": len(asked.get("state", "")) >= 32,
            "nonce": len(asked.get("nonce", "")) >= 32,
            "pkce": asked.get("code_challenge_method") == "S256" and len(asked.get("code_challenge", "")) == 43,
        }
        self.faults += [name for name, kept in rules.items() if not kept]
        if not all(rules.values()):
            return 400, ""
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return 302, f"{self.back}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(sent.get("code", ""), None)
        made = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(made).decode().rstrip("=")
        login = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        rules = {
            "grant": sent.get("grant_type") == "authorization_code",
            "code": asked is not None,
            "secret": authorization == f"Basic {login}",
            "verifier": asked is not None and challenge == asked["code_challenge"],
            "redirect_uri": asked is not None and sent.get("redirect_uri") == asked["redirect_uri"],
        }
        self.faults += [name for name, kept in rules.items() if not kept]
        if asked is None or not all(rules.values()):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": self.person.sub,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        }
        claims |= self.person.claims
        token = self.wrong(claims, self) if self.wrong is not None else self.sign(claims)
        return 200, {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 300, "id_token": token}

    def jwks(self) -> dict[str, Any]:
        public = KeySet(list(self.keys)).as_dict(private=False)
        return {"keys": [*public["keys"], *self.more_keys]}


def signed_with_secret(claims: dict[str, Any], secret: bytes, **header: Any) -> str:
    """A token signed as HS256 by hand: libraries refuse to take a public key as a secret, attackers do not."""
    parts = [_packed(json.dumps(one).encode()) for one in ({"alg": "HS256", **header}, claims)]
    made = hmac.new(secret, ".".join(parts).encode(), hashlib.sha256).digest()
    return ".".join([*parts, _packed(made)])


def _packed(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


@contextmanager
def serving(peer: OidcPeer) -> Iterator[OidcPeer]:
    """Run the provider on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, asked = self._read(self.path)
            if path == "/authorize":
                status, place = peer.authorize(asked)
                self._send(status, b"", {"Location": place} if place else {})
            elif path in {"/.well-known/openid-configuration", "/jwks"}:
                self._json(200, peer.jwks() if path == "/jwks" else peer.discovery())
            else:
                self._json(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
            path, _asked = self._read(self.path)
            sent = {name: values[-1] for name, values in parse_qs(body).items()}
            if path == "/token":
                self._json(*peer.token(sent, self.headers.get("authorization", "")))
            else:
                self._send(302, b"", {"Location": "/token"})

        def _read(self, target: str) -> tuple[str, dict[str, str]]:
            parts = urlsplit(target)
            peer.asked.append(parts.path)
            return parts.path, {name: values[-1] for name, values in parse_qs(parts.query).items()}

        def _json(self, status: int, content: dict[str, Any]) -> None:
            self._send(status, json.dumps(content).encode(), {"Content-Type": "application/json"})

        def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    peer.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield peer
    finally:
        for close in peer.at_end:
            close()
        server.shutdown()
        server.server_close()
        thread.join()

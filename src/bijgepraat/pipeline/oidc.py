# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Logging in by the organisation's own provider: OpenID Connect, authorisation code with PKCE, through Authlib.

Who somebody is stands in a token that the provider signs. Its keys come from the provider's JWKS; accepted are only algorithms
with two keys, so a token signed with what others may know (a public key used as a secret) or not at all (`none`) is refused.
"""

from __future__ import annotations

import hmac
import json
import random
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client
from authlib.oauth2.rfc6749 import OAuth2Error
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from bijgepraat import __version__
from bijgepraat.model.accounts import Role
from bijgepraat.settings import OidcSettings, Settings
from bijgepraat.sources.fetched import FetchError
from bijgepraat.sources.identity import IdentityLine

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
_KEEP = timedelta(hours=1)
_AGAIN = timedelta(minutes=1)
"""So long a key that is not known does not make us ask for the keys again."""
_LEEWAY_S = 60
FLOW = timedelta(minutes=10)
"""How long somebody may take at the provider."""


class OidcError(Exception):
    """Logging in elsewhere did not work. The message is Dutch and for people; `why` is for whoever looks after the site."""

    def __init__(self, message: str, why: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class Flow:
    """What has to come back unchanged: kept in a cookie of the browser that went to the provider, and in no other."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    to: str
    until: int
    """Seconds since 1970."""

    def pack(self) -> str:
        """As the value of a cookie."""
        return json.dumps([self.state, self.nonce, self.verifier, self.to, self.until], separators=(",", ":")).encode().hex()

    @classmethod
    def unpack(cls, value: str) -> Flow | None:
        """From a cookie; None for what is none of ours."""
        try:
            state, nonce, verifier, to, until = json.loads(bytes.fromhex(value))
        except (ValueError, TypeError, RecursionError):
            return None
        texts = (state, nonce, verifier, to)
        if not all(isinstance(one, str) and one for one in texts) or type(until) is not int:
            return None
        return cls(state, nonce, verifier, to, until)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says somebody is. `address` is empty where it does not vouch for it; `role` as mapped, None for none."""

    subject: str
    """Issuer and subject: together they are never given to another."""
    name: str
    address: str
    vouched: bool
    """Whether the provider says that the address was checked."""
    role: Role | None


class Provider:
    """The provider of the settings. What it says of itself is kept for an hour. Safe from several threads."""

    def __init__(self, settings: OidcSettings, line: IdentityLine) -> None:
        self.settings = settings
        self._line = line
        self._lock = threading.Lock()
        self._told: tuple[datetime, Mapping[str, Any]] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    @classmethod
    def of(cls, settings: Settings) -> Provider | None:
        """The provider that the settings name, or None."""
        if settings.oidc is None:
            return None
        jitter = random.Random()  # noqa: S311 - spreads requests in time; nothing secret
        line = IdentityLine(settings.oidc.issuer, settings.allowed_hosts, settings.contact, version=__version__, jitter=jitter)
        return cls(settings.oidc, line)

    def close(self) -> None:
        """Close all connections."""
        self._line.close()

    def begin(self, back: str, to: str, now: datetime) -> tuple[str, Flow]:
        """Where to send somebody, and what to remember. `back` is our address to come back to. Raises `OidcError`."""
        until = int((now + FLOW).timestamp())
        flow = Flow(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), to, until)
        place = str(self._metadata(now)["authorization_endpoint"])
        address, _state = self._client(back, now).create_authorization_url(
            place, state=flow.state, code_verifier=flow.verifier, nonce=flow.nonce
        )
        return str(address), flow

    def finish(self, flow: Flow | None, answer: Mapping[str, str], back: str, now: datetime) -> Identity:
        """Who came back. `answer` holds the parameters that the browser brought. Raises `OidcError`."""
        again = "Het inloggen duurde te lang of begon in een ander venster. Probeer het opnieuw."
        if flow is None or flow.until < now.timestamp():
            raise OidcError(again, "geen of verlopen begin")
        if not hmac.compare_digest(flow.state.encode(), answer.get("state", "").encode()):
            raise OidcError(again, "state klopt niet")
        if "iss" in answer and answer["iss"] != self.settings.issuer:
            raise OidcError(again, "antwoord van een andere uitgever")  # RFC 9207
        if "error" in answer or not answer.get("code"):
            code = answer.get("error", "geen code")[:40]
            raise OidcError("Uw organisatie liet u niet door. Probeer het opnieuw of vraag uw beheerder.", f"antwoord {code}")
        return self._identity(self._claims(self._token(flow, answer["code"], back, now), flow, now))

    def _token(self, flow: Flow, code: str, back: str, now: datetime) -> Mapping[str, Any]:
        place = str(self._metadata(now)["token_endpoint"])
        try:
            found = self._client(back, now).fetch_token(
                place, grant_type="authorization_code", code=code, code_verifier=flow.verifier
            )
        except FetchError as error:
            if error.status in {400, 401, 403}:
                raise OidcError("Uw organisatie liet u niet door. Probeer het opnieuw.", str(error)) from error
            raise _unreachable(error) from error
        except (OAuth2Error, ValueError) as error:
            raise OidcError("Uw organisatie gaf geen geldig antwoord. Probeer het opnieuw.", f"token: {error}"[:300]) from error
        return dict(found)

    def _claims(self, token: Mapping[str, Any], flow: Flow, now: datetime) -> Mapping[str, Any]:
        """The claims of the ID token, all of them checked: signature, issuer, audience, times, nonce, at_hash."""
        text = token.get("id_token")
        refused = "Uw organisatie gaf een bewijs dat niet klopt of verlopen is. Probeer het opnieuw."
        if not isinstance(text, str) or len(text) > 64_000:
            raise OidcError(refused, "geen id_token")
        try:
            found = self._verified(text, now)
            claims = CodeIDToken(
                found.claims,
                found.header,
                options={
                    "iss": {"essential": True, "value": self.settings.issuer},
                    "aud": {"essential": True, "value": self.settings.client},
                    "exp": {"essential": True},
                    "sub": {"essential": True},
                },
                params={
                    "nonce": flow.nonce,
                    "client_id": self.settings.client,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(now=int(now.timestamp()), leeway=_LEEWAY_S)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise OidcError(refused, f"id_token: {type(error).__name__} {error}"[:300]) from error
        if not isinstance(claims["sub"], str) or not claims["sub"] or len(claims["sub"]) > 255:
            raise OidcError(refused, "sub is geen tekst")
        return dict(claims)

    def _verified(self, text: str, now: datetime) -> jwt.Token:
        told = self._metadata(now).get("id_token_signing_alg_values_supported") or ["RS256"]
        allowed = [name for name in _ALGORITHMS if name in told]
        registry = JWSRegistry(algorithms=allowed)
        try:
            return jwt.decode(text, self._key_set(now), allowed, registry)
        except InvalidKeyIdError:
            # The provider may have changed its keys since we asked.
            return jwt.decode(text, self._key_set(now, renewed=True), allowed, registry)

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        address = claims.get("email") or claims.get("preferred_username") or ""
        name = claims.get("name") or claims.get("preferred_username") or address
        return Identity(
            subject=f"{self.settings.issuer} {claims['sub']}",
            name=" ".join(str(name).split())[:100],
            address=address if isinstance(address, str) and "@" in address else "",
            vouched=claims.get("email_verified") is True and bool(claims.get("email")),
            role=_role(self.settings, claims),
        )

    def _metadata(self, now: datetime) -> Mapping[str, Any]:
        with self._lock:
            if self._told is None or self._told[0] + _KEEP < now:
                self._told = (now, self._discovered())
            return self._told[1]

    def _discovered(self) -> Mapping[str, Any]:
        address = f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        told = self._json(address)
        try:
            found = OpenIDProviderMetadata(told)
            if found.get("issuer") != self.settings.issuer:
                raise ValueError(f"noemt zich {str(found.get('issuer'))[:100]}")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not isinstance(found.get(name), str):
                    raise ValueError(f"{name} is geen adres")
                getattr(found, f"validate_{name}")()
        except (ValueError, TypeError) as error:
            message = "De inlogdienst van uw organisatie is niet goed ingesteld. Vraag uw beheerder."
            raise OidcError(message, f"{address}: {error}"[:300]) from error
        return dict(told)

    def _key_set(self, now: datetime, *, renewed: bool = False) -> KeySet:
        with self._lock:
            known = self._keys
        stale = known is None or known[0] + (_AGAIN if renewed else _KEEP) < now
        if known is not None and not stale:
            return known[1]
        told = self._json(str(self._metadata(now)["jwks_uri"]))
        keys = told.get("keys")
        keys = keys if isinstance(keys, list) else []
        # Secrets (`oct`) have no place among public keys, and are what an attacker would like to see used.
        usable = [one for one in keys if isinstance(one, dict) and one.get("kty") in {"RSA", "EC", "OKP"} and _signs(one)]
        found = KeySet.import_key_set({"keys": usable})
        with self._lock:
            self._keys = (now, found)
        return found

    def _json(self, address: str) -> Mapping[str, Any]:
        try:
            found = json.loads(self._line.get(address))
        except FetchError as error:
            raise _unreachable(error) from error
        except (ValueError, RecursionError) as error:
            raise OidcError("De inlogdienst van uw organisatie gaf een onleesbaar antwoord.", f"{address}: geen JSON") from error
        if not isinstance(found, dict):
            raise OidcError("De inlogdienst van uw organisatie gaf een onleesbaar antwoord.", f"{address}: geen JSON-object")
        return found

    def _client(self, back: str, now: datetime) -> OAuth2Client:
        told = self._metadata(now).get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        method = "client_secret_post" if "client_secret_basic" not in told else "client_secret_basic"
        settings = self.settings
        return OAuth2Client(
            _Line(self._line),
            client_id=settings.client,
            client_secret=settings.secret or None,
            token_endpoint_auth_method=method if settings.secret else "none",
            scope="openid email profile",
            redirect_uri=back,
            code_challenge_method="S256",
        )


class _Line:
    """What Authlib takes for a session: our own line to the provider."""

    def __init__(self, line: IdentityLine) -> None:
        self._line = line

    def post(self, url: str, *, data: Mapping[str, str], headers: Mapping[str, str], auth: ClientAuth) -> _Answer:
        _url, sent, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        return _Answer(self._line.post(url, dict(parse_qsl(body, keep_blank_values=True)), sent.get("Authorization")))


class _Answer:
    """An answer as Authlib reads it; what is not 200 was raised before."""

    status_code = 200

    def __init__(self, body: bytes) -> None:
        self._body = body

    def json(self) -> Any:
        return json.loads(self._body)

    def raise_for_status(self) -> None:
        return None


def _role(settings: OidcSettings, claims: Mapping[str, Any]) -> Role | None:
    """The highest role that the claim gives. The claim may be a text, a list, or lie deeper (`realm_access.roles`)."""
    if not settings.claim:
        return None
    value: Any = claims.get(settings.claim)
    if value is None:
        value = claims
        for part in settings.claim.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    given = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    order = list(Role)
    roles = [Role(settings.roles[one]) for one in given if isinstance(one, str) and one in settings.roles]
    return max(roles, key=order.index) if roles else None


def _signs(key: Mapping[str, Any]) -> bool:
    return bool(key.get("use", "sig") == "sig")


def _unreachable(error: FetchError) -> OidcError:
    return OidcError("De inlogdienst van uw organisatie antwoordt niet. Probeer het straks opnieuw.", str(error))

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Settings from the environment, and the limits that keep hostile input small."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import platformdirs

from bijgepraat.model.accounts import Role

_CONTACT = "https://example.org/bijgepraat/bijgepraat"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may cost. Sizes in bytes, after decompression.

    The defaults are several times the largest real input seen (a 182 MB JSON-lines file, a 350 kB transcript).
    """

    file_bytes: int = 4 * 1024**3
    member_bytes: int = 256 * 1024**2
    members: int = 200_000
    line_bytes: int = 16 * 1024**2
    xml_bytes: int = 64 * 1024**2
    xml_depth: int = 200
    pdf_pages: int = 5_000
    ratio: int = 200
    """Largest honest growth on decompression; JSON lines in xz grow about 12 times."""


@dataclass(frozen=True, slots=True)
class SearchWeights:
    """What counts for how much in the order of search results. Measured with `benchmarks/meaning.py`
    and `benchmarks/search_quality.py`.

    A word found in the index counts for `title` and `exact` (as it was typed), `stem`, `part` (inside a compound) and `related`.
    Where meaning is joined in, a text's place is: how near its meaning is, in standard deviations, plus `words` for one that
    has all the words and much less for one that has some, `names` for one that has the names and numbers, and `rank` times
    its share of the best score by words.
    """

    title: float = 2.0
    exact: float = 0.6
    stem: float = 1.0
    part: float = 0.35
    related: float = 0.15
    words: float = 1.0
    names: float = 3.0
    rank: float = 0.5
    rank_short: float = 2.0
    """The same for a question of at most three words."""
    centre: float = 0.9
    """How much of the likeness to the middle of all passages is taken off: some passages are near to everything."""
    near: int = 30
    """How many texts without the words a result holds at most."""
    nearness: float = 2.0
    """How many standard deviations nearer than usual such a text must be."""
    window: int = 200
    """So many of the best results by words are put in order together with those by meaning."""


class MailSettingsError(ValueError):
    """A setting for mail that cannot be used; the message is Dutch and says how to mend it. Holds no password."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes our mail. `security`: `tls` from the first byte, `starttls` before anything is said, or `none`."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, address: str) -> MailServer:
        """From `smtp://host`, `smtp+starttls://user:password@host:587` or `smtps://…`. Raises `MailSettingsError`."""
        try:
            parts = urlsplit(address.strip())
            port = parts.port
        except ValueError as error:
            raise MailSettingsError("BIJGEPRAAT_SMTP is geen adres zoals smtp+starttls://naam:wachtwoord@server:587.") from error
        found = {"smtp": ("none", 25), "smtp+starttls": ("starttls", 587), "starttls": ("starttls", 587), "smtps": ("tls", 465)}
        if parts.scheme not in found or not parts.hostname or parts.path not in ("", "/"):
            raise MailSettingsError(
                "BIJGEPRAAT_SMTP begint met smtp://, smtp+starttls:// of smtps:// en noemt daarna de server, zoals "
                "smtp+starttls://naam:wachtwoord@server:587. Schrijf bijzondere tekens in het wachtwoord als %40 voor @."
            )
        security, usual = found[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if user and security == "none" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise MailSettingsError(
                "BIJGEPRAAT_SMTP zou een wachtwoord over een open lijn sturen. Gebruik smtp+starttls:// of smtps://."
            )
        return cls(parts.hostname, port or usual, security, user, password)


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How mail goes out: by which server, from which address, and where the links in it lead."""

    server: MailServer
    sender: str
    site: str
    """The public address of the site, without a slash at the end."""
    patience: float = 300.0
    """Seconds that handing over one message may take. A worker holds a message for twice as long."""
    returns: str = ""
    """Where messages come back to that cannot be delivered, with `*` for the id of the message; empty: to the sender."""

    def envelope_sender(self, message_id: str) -> str:
        """The address for the envelope of a message."""
        return self.returns.replace("*", message_id) if self.returns else self.sender

    @property
    def host(self) -> str:
        """What stands right of the @ in a Message-ID."""
        return self.sender.rpartition("@")[2]

    @classmethod
    def from_environment(cls, values: Mapping[str, str]) -> MailSettings | None:
        """Read `BIJGEPRAAT_SMTP`, `BIJGEPRAAT_AFZENDER`, `BIJGEPRAAT_ADRES_SITE`, and where they are set `BIJGEPRAAT_RETOUR`
        (`retour+*@…`) and `BIJGEPRAAT_SMTP_GEDULD` (seconds).

        None when none of the first three is set. Raises `MailSettingsError`.
        """
        names = ("BIJGEPRAAT_SMTP", "BIJGEPRAAT_AFZENDER", "BIJGEPRAAT_ADRES_SITE")
        found = {name: values.get(name, "").strip() for name in names}
        lacking = [name for name, value in found.items() if not value]
        if len(lacking) == len(names):
            return None
        if lacking:
            raise MailSettingsError(f"Voor mail is ook nodig: {', '.join(lacking)}.")
        server, sender, site = found.values()
        if not re.fullmatch(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}", sender):
            raise MailSettingsError("BIJGEPRAAT_AFZENDER is een gewoon mailadres, zoals bijgepraat@uwgemeente.nl.")
        if not re.fullmatch(r"https?://[A-Za-z0-9.\[\]:-]{1,255}(?:/[A-Za-z0-9._~/-]{0,200})?", site):
            raise MailSettingsError("BIJGEPRAAT_ADRES_SITE is het adres van de site, zoals https://bijgepraat.uwgemeente.nl.")
        returns = values.get("BIJGEPRAAT_RETOUR", "").strip()
        if returns and not re.fullmatch(r"[A-Za-z0-9._+-]{0,31}\*?[A-Za-z0-9._+-]{0,31}@[A-Za-z0-9.-]{1,253}", returns):
            raise MailSettingsError(
                "BIJGEPRAAT_RETOUR is een mailadres, met een * waar het kenmerk komt: retour+*@uwgemeente.nl."
            )
        try:
            patience = float(values.get("BIJGEPRAAT_SMTP_GEDULD") or 300)
        except ValueError:
            patience = 0.0
        if not 0.1 <= patience <= 3600:
            raise MailSettingsError("BIJGEPRAAT_SMTP_GEDULD is een aantal seconden van hoogstens 3600.")
        return cls(MailServer.parse(server), sender, site.rstrip("/"), patience, returns)


class OidcSettingsError(ValueError):
    """A setting for logging in by OIDC that cannot be used; the message is Dutch and says how to mend it. Holds no secret."""


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """The organisation's own login service. `roles` maps values of the claim `claim` to roles, in the words of the screens."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    claim: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_environment(cls, values: Mapping[str, str]) -> OidcSettings | None:
        """Read `BIJGEPRAAT_OIDC_UITGEVER`, `_CLIENT`, `_GEHEIM` (may be empty for a public client) and where it is set `_ROLLEN`
        (`claim: waarde=rol, waarde=rol`). None when the first two are not set. Raises `OidcSettingsError`.
        """
        issuer = values.get("BIJGEPRAAT_OIDC_UITGEVER", "").strip()
        client = values.get("BIJGEPRAAT_OIDC_CLIENT", "").strip()
        if not issuer and not client:
            return None
        if not issuer or not client:
            raise OidcSettingsError(
                "Voor inloggen via uw organisatie zijn BIJGEPRAAT_OIDC_UITGEVER en BIJGEPRAAT_OIDC_CLIENT nodig."
            )
        loopback = r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?"
        if not re.fullmatch(rf"(?:https://[A-Za-z0-9.\[\]:-]{{1,255}}|{loopback})(?:/[A-Za-z0-9._~/-]{{0,200}})?", issuer):
            raise OidcSettingsError("BIJGEPRAAT_OIDC_UITGEVER is een adres met https, zoals https://login.uwgemeente.nl/realm.")
        claim, roles = _role_mapping(values.get("BIJGEPRAAT_OIDC_ROLLEN", ""))
        return cls(issuer, client, values.get("BIJGEPRAAT_OIDC_GEHEIM", "").strip(), claim, roles)


class LanguageModelSettingsError(ValueError):
    """A setting for a language model that cannot be used; the message is Dutch and says how to mend it. Holds no key."""


@dataclass(frozen=True, slots=True)
class LanguageModelSettings:
    """A language model that may propose wording on the desk. Off where this is not set."""

    address: str
    """Of an OpenAI-compatible interface, without `/chat/completions`."""
    name: str
    key: str = field(default="", repr=False)
    patience: float = 60.0
    """Seconds that an answer may take."""

    @classmethod
    def from_environment(cls, values: Mapping[str, str]) -> LanguageModelSettings | None:
        """Read `BIJGEPRAAT_TAALMODEL`, `_NAAM`, and where they are set `_SLEUTEL` and `_GEDULD` (seconds).

        None when the first is not set. Raises `LanguageModelSettingsError`.
        """
        address = values.get("BIJGEPRAAT_TAALMODEL", "").strip()
        if not address:
            return None
        if not re.fullmatch(r"https?://[A-Za-z0-9.\[\]:-]{1,255}(?:/[A-Za-z0-9._~/-]{0,200})?", address):
            raise LanguageModelSettingsError(
                "BIJGEPRAAT_TAALMODEL is het adres van een taalmodel, zoals https://model.example/v1."
            )
        try:
            urlsplit(address).port  # noqa: B018 - raises for what is no port
        except ValueError as error:
            raise LanguageModelSettingsError("BIJGEPRAAT_TAALMODEL heeft een poort die niet bestaat.") from error
        name = values.get("BIJGEPRAAT_TAALMODEL_NAAM", "").strip()
        if not name or len(name) > 200 or not name.isprintable():
            raise LanguageModelSettingsError("Voor een taalmodel is ook BIJGEPRAAT_TAALMODEL_NAAM nodig: welk model het is.")
        key = values.get("BIJGEPRAAT_TAALMODEL_SLEUTEL", "").strip()
        if not (key.isascii() and key.isprintable()):
            raise LanguageModelSettingsError("BIJGEPRAAT_TAALMODEL_SLEUTEL heeft tekens die niet in een sleutel horen.")
        try:
            patience = float(values.get("BIJGEPRAAT_TAALMODEL_GEDULD") or 60)
        except ValueError:
            patience = 0.0
        if not 0.1 <= patience <= 300:
            raise LanguageModelSettingsError("BIJGEPRAAT_TAALMODEL_GEDULD is een aantal seconden van hoogstens 300.")
        return cls(address.rstrip("/"), name, key, patience)


def _role_mapping(text: str) -> tuple[str, dict[str, str]]:
    claim, colon, rest = text.partition(":")
    if not text.strip():
        return "", {}
    found = {}
    for pair in rest.split(","):
        value, _equals, role = pair.rpartition("=")
        if not colon or not claim.strip() or not value.strip() or role.strip() not in set(Role):
            names = ", ".join(Role)
            raise OidcSettingsError(
                f"BIJGEPRAAT_OIDC_ROLLEN is een claim met waarden en rollen: groepen: persgroep=redacteur. Rollen zijn {names}."
            )
        found[value.strip()] = role.strip()
    return claim.strip(), found


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data lives and what inputs may cost."""

    data: Path
    limits: Limits = field(default_factory=Limits)
    search: SearchWeights = field(default_factory=SearchWeights)
    database: str | None = field(default=None, repr=False)
    """The address of a PostgreSQL database; without one the tables are in a file of the data folder."""
    contact: str = _CONTACT
    """Where a source's keeper can reach whoever runs this; part of the User-Agent."""
    allowed_hosts: frozenset[str] = frozenset()
    """`host:port` pairs that may be asked although they are private or loopback addresses."""
    mail: MailSettings | None = None
    mail_fault: str | None = None
    """What is wrong with the settings for mail. Does not keep the rest of the program from working."""
    oidc: OidcSettings | None = None
    oidc_fault: str | None = None
    """What is wrong with the settings for logging in by OIDC; passwords keep working."""
    language_model: LanguageModelSettings | None = None
    language_model_fault: str | None = None
    """What is wrong with the settings for a language model; the desk works without one."""
    house_style: Path | None = None
    """A stylesheet with tokens only, which gives the site the looks of an organisation. See docs/theming.md."""

    @property
    def sources(self) -> Path:
        """The folder for one's own sources: YAML files that add to the bundled ones or replace those of the same name."""
        return self.data / "bronnen"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `BIJGEPRAAT_DATA` (without it the user's own data folder is taken), `BIJGEPRAAT_DATABASE`, `BIJGEPRAAT_CONTACT`,
        `BIJGEPRAAT_ALLOWED_HOSTS` (`host:port`, separated by commas), `BIJGEPRAAT_HUISSTIJL` (a file) and what `MailSettings`,
        `OidcSettings` and `LanguageModelSettings` need.
        """
        values = os.environ if environment is None else environment
        named = values.get("BIJGEPRAAT_DATA")
        folder = Path(named).expanduser() if named else Path(platformdirs.user_data_dir("bijgepraat", appauthor=False))
        hosts = frozenset(host.strip().lower() for host in values.get("BIJGEPRAAT_ALLOWED_HOSTS", "").split(",") if host.strip())
        contact = values.get("BIJGEPRAAT_CONTACT") or _CONTACT
        mail, fault = None, None
        try:
            mail = MailSettings.from_environment(values)
        except MailSettingsError as error:
            fault = str(error)
        oidc, oidc_fault = None, None
        try:
            oidc = OidcSettings.from_environment(values)
        except OidcSettingsError as error:
            oidc_fault = str(error)
        model, model_fault = None, None
        try:
            model = LanguageModelSettings.from_environment(values)
        except LanguageModelSettingsError as error:
            model_fault = str(error)
        style = values.get("BIJGEPRAAT_HUISSTIJL", "").strip()
        return cls(
            data=folder.absolute(),
            database=values.get("BIJGEPRAAT_DATABASE", "").strip() or None,
            contact=contact,
            allowed_hosts=hosts,
            mail=mail,
            mail_fault=fault,
            oidc=oidc,
            oidc_fault=oidc_fault,
            language_model=model,
            language_model_fault=model_fault,
            house_style=Path(style).expanduser() if style else None,
        )

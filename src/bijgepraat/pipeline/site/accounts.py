# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of accounts: logging in and out, one's own account, all accounts, the log. Whatever a form holds, a page answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from bijgepraat.model.account_views import (
    AccountAnswer,
    AccountsView,
    CodeView,
    InvitationView,
    LoginView,
    LogView,
    MyAccountView,
    RefusedView,
)
from bijgepraat.model.accounts import Account, Right, Role, Session
from bijgepraat.model.views import Frame
from bijgepraat.pipeline.accounts import AccountError, Accounts
from bijgepraat.pipeline.login import Entered, WrongError
from bijgepraat.pipeline.login_elsewhere import come_in
from bijgepraat.pipeline.oidc import Flow, OidcError, Provider
from bijgepraat.pipeline.passwords import SHORTEST, CrowdedError, PasswordError
from bijgepraat.pipeline.pauses import PausedError
from bijgepraat.pipeline.site.own_path import own_path
from bijgepraat.publish.site import account_pages as pages
from bijgepraat.store.store import Store

_LINES = 50
_CROWDED_S = 10
_LONGEST_SHOWN = 400
_WRONG = "Mailadres of wachtwoord klopt niet."
_WRONG_CODE = "Deze code klopt niet, is verlopen of is al gebruikt. Wacht op een nieuwe code en probeer die."
_CROWDED = "Het is nu te druk om in te loggen. Probeer het over een paar tellen opnieuw."
_SAID = {
    "uit": "U bent uitgelogd.",
    "overal": "U bent overal uitgelogd.",
    "gekozen": "Uw wachtwoord is bewaard. Log ermee in.",
    "wachtwoord": "Uw wachtwoord is gewijzigd. Op andere computers bent u uitgelogd.",
    "code-uit": "De tweede stap is uit.",
    "rol": "De rol is gewijzigd. Wie het betreft logt opnieuw in.",
    "weg": "Het account is uitgeschakeld.",
    "terug": "Het account is weer ingeschakeld.",
}


class AccountPages:
    """The pages over one store. `frame` gives what stands around every page; `provider` is the organisation's own login."""

    def __init__(self, store: Store, frame: Callable[[], Frame], accounts: Accounts, provider: Provider | None = None) -> None:
        self._store = store
        self._frame = frame
        self.accounts = accounts
        self.door = accounts.door
        self._provider = provider

    def close(self) -> None:
        """Let go of the connections to the organisation's own login."""
        if self._provider is not None:
            self._provider.close()

    def login_page(self, asked: Mapping[str, str], *, secure: bool) -> AccountAnswer:
        """The form."""
        return self._login(
            LoginView(to=own_path(asked.get("naar", "")), done=_SAID.get(asked.get("gedaan", ""), ""), secure=secure)
        )

    def login(self, sent: Mapping[str, str], origin: str, old: str | None, now: datetime, *, secure: bool) -> AccountAnswer:
        """The first step. `secure`: the line is one over which a password may go."""
        to, address = own_path(sent.get("naar", "")), sent.get("adres", "")
        view = LoginView(to=to, address=address[:_LONGEST_SHOWN], secure=secure)
        if not secure:
            return self._login(view, 403)
        try:
            return self._entered(self.door.password(address, sent.get("wachtwoord", ""), origin, now, old), to)
        except WrongError:
            return self._login(_with(view, _WRONG), 422)
        except PausedError as error:
            return self._login(_with(view, _pause(error)), 429, error.seconds)
        except CrowdedError:
            return self._login(_with(view, _CROWDED), 503, _CROWDED_S)

    def code_page(self, asked: Mapping[str, str]) -> AccountAnswer:
        """The form of the second step."""
        return AccountAnswer(pages.code(self._frame(), CodeView(own_path(asked.get("naar", "")))))

    def code(self, sent: Mapping[str, str], token: str, origin: str, now: datetime) -> AccountAnswer:
        """The second step."""
        to = own_path(sent.get("naar", ""))
        try:
            return self._entered(self.door.code(token, sent.get("code", ""), origin, now), to)
        except WrongError:
            if self.door.session(token, now) is None:
                return AccountAnswer(to="/inloggen", leave=True)
            return AccountAnswer(pages.code(self._frame(), CodeView(to, _WRONG_CODE)), 422)
        except PausedError as error:
            return AccountAnswer(pages.code(self._frame(), CodeView(to, _pause(error))), 429, wait=error.seconds)

    def logout(self, token: str | None, now: datetime) -> AccountAnswer:
        """Log out here."""
        self.door.leave(token, now)
        return AccountAnswer(to="/inloggen?gedaan=uit", leave=True)

    def to_provider(self, asked: Mapping[str, str], back: str, now: datetime) -> tuple[AccountAnswer, Flow | None]:
        """To the organisation's own login, with what has to come back."""
        if self._provider is None:
            return self.refused("Niet ingesteld", "Inloggen via een organisatie is hier niet ingesteld.", 404), None
        try:
            address, flow = self._provider.begin(back, own_path(asked.get("naar", "")) or "/", now)
        except OidcError as error:
            return self._login(LoginView(error=str(error)), 503), None
        return AccountAnswer(to=address), flow

    def from_provider(
        self, flow: Flow | None, answer: Mapping[str, str], back: str, old: str | None, now: datetime
    ) -> AccountAnswer:
        """Back from there."""
        if self._provider is None:
            return self.refused("Niet ingesteld", "Inloggen via een organisatie is hier niet ingesteld.", 404)
        try:
            identity = self._provider.finish(flow, answer, back, now)
            mapped = bool(self._provider.settings.claim)
            entered = come_in(self._store, self.door, identity, now, old, mapped=mapped)
        except OidcError as error:
            return self._login(LoginView(error=str(error)), 403)
        except WrongError:
            return self._login(LoginView(error="Uw account is uitgeschakeld. Vraag een beheerder."), 403)
        to = flow.to if flow is not None and flow.to != "/" else ""
        return self._entered(entered, own_path(to))

    def invitation_page(self, secret: str, now: datetime) -> AccountAnswer:
        """Where somebody chooses a password."""
        account = self.accounts.invited(secret, now)
        if account is None:
            return self._no_link()
        return AccountAnswer(pages.invitation(self._frame(), InvitationView(secret, account, SHORTEST)))

    def accept(self, secret: str, sent: Mapping[str, str], now: datetime, *, secure: bool) -> AccountAnswer:
        """Somebody chose a password."""
        account = self.accounts.invited(secret, now)
        if account is None:
            return self._no_link()
        if not secure:
            return self._login(LoginView(secure=False), 403)
        try:
            done = self.accounts.accept(secret, sent.get("nieuw", ""), now)
        except PasswordError as error:
            view = InvitationView(secret, account, SHORTEST, str(error))
            return AccountAnswer(pages.invitation(self._frame(), view), 422)
        except CrowdedError:
            view = InvitationView(secret, account, SHORTEST, _CROWDED)
            return AccountAnswer(pages.invitation(self._frame(), view), 503, wait=_CROWDED_S)
        return AccountAnswer(to="/inloggen?gedaan=gekozen") if done is not None else self._no_link()

    def mine_page(self, account: Account, asked: Mapping[str, str]) -> AccountAnswer:
        """Somebody's own account."""
        return self._mine(account, done=_SAID.get(asked.get("gedaan", ""), ""))

    def change_mine(self, session: Session, sent: Mapping[str, str], now: datetime) -> AccountAnswer:
        """A button there: `doe`, with `oud` (the password now), `nieuw` and `code` as it needs."""
        account, what, old = session.account, sent.get("doe", ""), sent.get("oud", "")
        form = {"wachtwoord": "oud"}.get(what, what)
        if what == "overal":
            self.door.leave_everywhere(session, now)
            return AccountAnswer(to="/inloggen?gedaan=overal", leave=True)
        if not account.has_password:
            return self._mine(account, 422, error="Dat regelt u bij uw organisatie.")
        try:
            if what == "wachtwoord":
                token = self.accounts.change_password(session, old, sent.get("nieuw", ""), now)
                return AccountAnswer(to="/mijn-account?gedaan=wachtwoord", token=token)
            if what == "aan" and not account.has_second_factor:
                found = self.accounts.confirm_second_factor(session, sent.get("code", ""), now)
                if found is None:
                    return self._mine(account, 422, error=_WRONG_CODE, wrong="aan")
                return self._with_codes(account, found[1], token=found[0])
            if what == "codes" and account.has_second_factor:
                return self._with_codes(account, self.accounts.new_codes(account, old, now))
            if what == "uit" and account.has_second_factor:
                token = self.accounts.drop_second_factor(session, old, now)
                return AccountAnswer(to="/mijn-account?gedaan=code-uit", token=token)
        except PasswordError as error:
            return self._mine(account, 422, error=str(error), wrong="nieuw")
        except WrongError:
            return self._mine(account, 422, error="Dit wachtwoord klopt niet.", wrong=form)
        except PausedError as error:
            return self._mine(account, 429, error=_pause(error), wrong=form, wait=error.seconds)
        except CrowdedError:
            return self._mine(account, 503, error=_CROWDED, wrong=form, wait=_CROWDED_S)
        return AccountAnswer(to="/mijn-account")

    def accounts_page(self, account: Account, asked: Mapping[str, str]) -> AccountAnswer:
        """All accounts."""
        return self._accounts(account, done=_SAID.get(asked.get("gedaan", ""), ""))

    def change_accounts(self, account: Account, sent: Mapping[str, str], site: str, now: datetime) -> AccountAnswer:
        """A button there: `doe`, with the number of the `account`, `naam`, `adres`, `rol` as it needs; `site` is our address."""
        what, by = sent.get("doe", ""), account.signature
        typed = sent.get("account", "")
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
        role = next((one for one in Role if one.value == sent.get("rol")), None)
        try:
            if what in {"uitnodigen", "rol"} and role is None:
                raise AccountError("Kies een rol uit de lijst.")
            if what == "uitnodigen" and role is not None:
                made = self.accounts.add(sent.get("naam", ""), sent.get("adres", ""), role, now, by)
                return self._accounts(account, link=self._link(made.id, site, now, by), link_for=made.name)
            if what == "link":
                chosen = next((one for one in self.accounts.everyone() if one.id == number), None)
                return self._accounts(
                    account, link=self._link(number, site, now, by), link_for=chosen.name if chosen else "de ontvanger"
                )
            if what == "rol" and role is not None:
                self.accounts.set_role(number, role, now, by)
                return AccountAnswer(to="/beheer/accounts?gedaan=rol")
            if what in {"uit", "aan"}:
                self.accounts.set_active(number, what == "aan", now, by)
                return AccountAnswer(to=f"/beheer/accounts?gedaan={'terug' if what == 'aan' else 'weg'}")
            raise AccountError("Deze knop bestaat niet. Laad de pagina opnieuw.")
        except AccountError as error:
            return self._accounts(account, 422, error=str(error), sent=sent if what == "uitnodigen" else {})

    def log_page(self, account: Account, asked: Mapping[str, str]) -> AccountAnswer:
        """The audit log: from below `voor`; with `controle` its chain is checked."""
        typed = asked.get("voor", "")
        before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else None
        rows = self.accounts.log(_LINES + 1, before)
        older = rows[_LINES - 1].id if len(rows) > _LINES else None
        if not asked.get("controle"):
            return AccountAnswer(pages.log(self._frame(), LogView(account, rows[:_LINES], older)))
        found = self.accounts.verify_log()
        view = LogView(account, rows[:_LINES], older, found.fault, found.lines, found.hash)
        return AccountAnswer(pages.log(self._frame(), view))

    def not_yours(self, right: Right) -> AccountAnswer:
        """Somebody is in, but this is not for them."""
        what = {Right.DESK: "de redactie", Right.PUBLISH: "uitgeven", Right.ACCOUNTS: "accounts", Right.LOG: "het logboek"}[right]
        return self.refused("Dit is niet voor u", f"Uw rol geeft geen toegang tot {what}. Vraag een beheerder als dat wel moet.")

    def from_elsewhere(self) -> AccountAnswer:
        """A form that did not come from a page of ours."""
        words = "Er is niets gedaan. Ga terug, laad de pagina opnieuw en probeer het nog eens."
        return self.refused("Dit formulier kwam niet van deze site", words)

    def refused(self, title: str, words: str, status: int = 403) -> AccountAnswer:
        """A page that says no."""
        return AccountAnswer(pages.refused(self._frame(), RefusedView(title, words)), status)

    def _entered(self, entered: Entered, to: str) -> AccountAnswer:
        if entered.pending:
            return AccountAnswer(to=f"/inloggen/code?{urlencode({'naar': to})}" if to else "/inloggen/code", token=entered.token)
        usual = "/redactie" if entered.account.may(Right.DESK) else "/mijn-account"
        return AccountAnswer(to=to or usual, token=entered.token)

    def _login(self, view: LoginView, status: int = 200, wait: int | None = None) -> AccountAnswer:
        view = replace(view, elsewhere=self._provider is not None)
        return AccountAnswer(pages.login(self._frame(), view), status, wait=wait)

    def _no_link(self) -> AccountAnswer:
        words = "Misschien is hij al gebruikt, te oud, of niet helemaal overgenomen. Vraag een beheerder om een nieuwe."
        return self.refused("Deze link werkt niet (meer)", words, 404)

    def _with_codes(self, account: Account, codes: list[str], token: str | None = None) -> AccountAnswer:
        present = self.accounts.by_address(account.address)
        view = MyAccountView(present, SHORTEST, len(codes), codes=tuple(codes), done="De tweede stap staat aan.")
        return AccountAnswer(pages.mine(self._frame(), view), token=token)

    def _mine(
        self, account: Account, status: int = 200, *, error: str = "", wrong: str = "", done: str = "", wait: int | None = None
    ) -> AccountAnswer:
        key = qr = ""
        if account.has_password and not account.has_second_factor:
            enrolment = self.accounts.begin_second_factor(account)
            key, qr = enrolment.key, enrolment.qr
        left = self.accounts.codes_left(account)
        view = MyAccountView(account, SHORTEST, left, key, qr, error=error, wrong=wrong, done=done)
        return AccountAnswer(pages.mine(self._frame(), view), status, wait=wait)

    def _accounts(
        self,
        account: Account,
        status: int = 200,
        *,
        error: str = "",
        done: str = "",
        link: str = "",
        link_for: str = "",
        sent: Mapping[str, str] | None = None,
    ) -> AccountAnswer:
        filled = {name: (sent or {}).get(name, "")[:_LONGEST_SHOWN] for name in ("naam", "adres", "rol")}
        view = AccountsView(
            account,
            tuple(self.accounts.everyone()),
            error,
            done,
            link,
            link_for,
            sent_name=filled["naam"],
            sent_address=filled["adres"],
            sent_role=filled["rol"],
        )
        return AccountAnswer(pages.accounts(self._frame(), view), status)

    def _link(self, number: int, site: str, now: datetime, by: str) -> str:
        return f"{site}/inloggen/uitnodiging/{self.accounts.invite(number, now, by)}"


def _with(view: LoginView, error: str) -> LoginView:
    return replace(view, error=error)


def _pause(error: PausedError) -> str:
    minutes = -(-error.seconds // 60)
    wait = f"{error.seconds} seconden" if error.seconds < 90 else f"{minutes} minuten"
    return f"Er is te vaak geprobeerd in te loggen. Probeer het over {wait} opnieuw."

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of mail: what a form or a link asks for, done and shown. Whatever a form holds, the answer is a page.

`settings` without mail means that this site sends none; then it says so.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime

from bijgepraat.model.following import Follow, Rhythm, Sort
from bijgepraat.model.mail import ReaderState
from bijgepraat.model.subscription_views import (
    AccessView,
    Answered,
    AskAgain,
    Choice,
    ConfirmView,
    FollowRow,
    LeaveView,
    MineView,
    ToldView,
)
from bijgepraat.model.views import Frame, Page
from bijgepraat.pipeline import subscriptions
from bijgepraat.pipeline.addresses import AddressError
from bijgepraat.pipeline.follows.recent import subject_of
from bijgepraat.pipeline.mail_links import Leads
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.people import directory
from bijgepraat.pipeline.site.promises import promise_page
from bijgepraat.pipeline.subscriptions import RHYTHMS, BusyError, Mine, Wish
from bijgepraat.publish.site import subscriptions as pages
from bijgepraat.publish.site.words import SOURCES
from bijgepraat.settings import MailSettings

_LONGEST_TARGET = 400
_SAID = {
    "ritme": "Gewijzigd: hoe vaak u mail krijgt.",
    "pauze": "Gepauzeerd. Er komt geen mail over dit onderwerp tot u verder gaat.",
    "verder": "U krijgt weer mail over dit onderwerp.",
    "weg": "U volgt dit niet meer.",
    "afmelden": "U bent afgemeld: alles staat op pauze en er komt geen mail meer.",
}
_STATES = {
    ReaderState.ASKED: "U hebt nog niets bevestigd. Open de link in de mail die wij stuurden.",
    ReaderState.LEFT: "U bent afgemeld: er komt geen mail. Kies bij een onderwerp ‘Ga verder’ om weer mail te krijgen.",
    ReaderState.BOUNCED: "Mail aan u kwam drie keer terug. Kies bij een onderwerp ‘Ga verder’ om het weer te proberen.",
}
_SENT = ToldView(
    "Kijk in uw mail",
    (
        "Als dit adres mail van ons kan krijgen, komt er binnen een paar minuten een mail met een link. Pas als u daarin "
        "bevestigt, krijgt u meldingen.",
        "Niets gekregen? Kijk bij ongewenste mail, of controleer of u het adres goed hebt getypt.",
    ),
)
_LINK_SENT = ToldView(
    "Kijk in uw mail",
    ("Als dit adres bij ons bekend is, komt er binnen een paar minuten een mail met de link naar uw eigen pagina.",),
)
_NO_MAIL = ToldView("Deze site verstuurt geen mail", ("Wie deze site beheert heeft nog geen mailserver ingesteld.",))
_NO_LINK = ToldView(
    "Deze link werkt niet (meer)",
    (
        "Misschien is hij niet helemaal overgenomen, of te oud: een link om te bevestigen werkt zeven dagen.",
        "Vraag dan opnieuw om meldingen. Krijgt u al mail? Gebruik dan de link onder de laatste mail.",
    ),
)
_WHAT = ToldView(
    "Wat wilt u volgen?", ("Het formulier was niet volledig. Ga terug naar wat u wilt volgen en probeer het opnieuw.",)
)
_FORGOTTEN = ToldView("Uw gegevens zijn gewist", ("Alles wat over u was bewaard is weg. Er komt geen mail meer.",))


class Subscriptions:
    """The pages of mail over one store. `frame` gives what stands around every page; `fresh` gives secrets."""

    def __init__(
        self,
        memory: Memory,
        mail: MailSettings | None,
        frame: Callable[[], Frame],
        fresh: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:
        self._memory = memory
        self._store = memory.store
        self._mail = mail
        self._frame = frame
        self._fresh = fresh

    def ask(self, values: Mapping[str, str]) -> Answered:
        """The form on `/volgen`: `soort`, `doel`, `ritme`, `adres`."""
        if self._mail is None:
            return self._told(_NO_MAIL, 503)
        sort = next((one for one in Sort if one.value == values.get("soort")), None)
        target = " ".join(values.get("doel", "").split())
        if sort is None or not target or len(target) > _LONGEST_TARGET:
            return self._told(_WHAT, 400)
        name = self._name(sort, target)
        if name is None:
            return self._told(_WHAT, 400)
        rhythm = _rhythm(values.get("ritme", "")) or Rhythm.DAILY
        try:
            wish = Wish(sort, target, name, rhythm)
            subscriptions.ask(self._store, self._mail, wish, values.get("adres", ""), "/volgen", self._now(), self._fresh)
        except AddressError as error:
            typed = values.get("adres", "")[:_LONGEST_TARGET]
            view = AskAgain(str(error), sort.value, target, name, typed, _choices(rhythm))
            return Answered(pages.ask_again(self._frame(), view), 422)
        except BusyError as error:
            return self._told(ToldView("Het is nu te druk", (str(error),)), 503)
        return self._told(_SENT)

    def to_confirm(self, token: str) -> Answered:
        """The page with the button to say yes."""
        found = subscriptions.asked(self._store, token, self._now())
        if found is None:
            return self._told(_NO_LINK, 404)
        view = ConfirmView(token, found.label, RHYTHMS[Rhythm(found.rhythm)], found.text)
        return Answered(pages.confirm(self._frame(), view))

    def confirm(self, token: str) -> Answered:
        """The button was pressed."""
        found = subscriptions.confirm(self._store, token, self._now())
        if found is None:
            return self._told(_NO_LINK, 404)
        agreed, mine = found
        view = ConfirmView(token, agreed.label, RHYTHMS[Rhythm(agreed.rhythm)], agreed.text, f"/volgen/mijn/{mine}")
        return Answered(pages.confirm(self._frame(), view))

    def mine(self, token: str, done: str = "") -> Answered:
        """Somebody's own page; `done` is what was just done."""
        found = subscriptions.mine(self._store, token)
        if found is None:
            return self._told(_NO_LINK, 404)
        return Answered(pages.mine(self._frame(), _mine(token, found, _SAID.get(done, ""))))

    def change(self, token: str, values: Mapping[str, str]) -> Answered:
        """A button on somebody's own page: `doe`, and where it is about one follow `volgt` (its number) and `ritme`."""
        action = values.get("doe", "")
        if action == "vergeet":
            never = values.get("nooit") == "ja"
            gone = subscriptions.forget(self._store, token, self._now(), self._fresh, never=never)
            return self._told(_FORGOTTEN if gone else _NO_LINK, 200 if gone else 404)
        if action == "afmelden":
            known = subscriptions.leave(self._store, token, self._now(), Leads.MINE)
        else:
            number = values.get("volgt", "")
            follow = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
            rhythm = _rhythm(values.get("ritme", ""))
            known = subscriptions.change(self._store, token, follow, action, rhythm, self._now()) is not None
        if not known:
            return self._told(_NO_LINK, 404)
        return Answered(to=f"/volgen/mijn/{token}" + (f"?gedaan={action}" if action in _SAID else ""))

    def data(self, token: str) -> Answered:
        """Everything about somebody, as JSON."""
        found = subscriptions.data(self._store, token, self._now())
        return Answered(Page(found, "application/json")) if found is not None else self._told(_NO_LINK, 404)

    def to_leave(self, token: str) -> Answered:
        """The page with the button to unsubscribe."""
        if not subscriptions.may_leave(self._store, token):
            return self._told(_NO_LINK, 404)
        return Answered(pages.leave(self._frame(), LeaveView(token)))

    def leave(self, token: str) -> Answered:
        """Unsubscribed, by the button or by a mail program (RFC 8058)."""
        if not subscriptions.leave(self._store, token, self._now()):
            return self._told(_NO_LINK, 404)
        return Answered(pages.leave(self._frame(), LeaveView(token, left=True)))

    def to_access(self) -> Answered:
        """The form for who lost the link to their own page."""
        return Answered(pages.access(self._frame(), AccessView()))

    def access(self, values: Mapping[str, str]) -> Answered:
        """Mail somebody the link to their own page."""
        if self._mail is None:
            return self._told(_NO_MAIL, 503)
        typed = values.get("adres", "")
        try:
            subscriptions.send_link(self._store, self._mail, typed, self._now(), self._fresh)
        except AddressError as error:
            return Answered(pages.access(self._frame(), AccessView(str(error), typed[:_LONGEST_TARGET])), 422)
        except BusyError as error:
            return self._told(ToldView("Het is nu te druk", (str(error),)), 503)
        return self._told(_LINK_SENT)

    def refused(self) -> Answered:
        """A form that was sent from another site."""
        return self._told(
            ToldView("Dit formulier kwam van een andere site", ("Open de pagina hier en probeer het opnieuw.",)), 403
        )

    def too_large(self) -> Answered:
        """A form that cannot be one of ours."""
        return self._told(_WHAT, 413)

    def _name(self, sort: Sort, target: str) -> str | None:
        """How people call what somebody wants to follow; None when there is no such thing."""
        if sort is Sort.PROMISE:
            view = promise_page(self._memory, target)
            return f"de toezegging ‘{view.row.quote}’" if view else None
        if sort is Sort.SOURCE:
            return f"de bron {SOURCES[target]}" if target in SOURCES else None
        subject = subject_of(self._store, sort, target, directory(self._memory))
        return subject.label if subject else None

    def _told(self, view: ToldView, status: int = 200) -> Answered:
        return Answered(pages.told(self._frame(), view), status)

    def _now(self) -> datetime:
        return self._memory.now()


def _mine(token: str, found: Mine, said: str) -> MineView:
    rows = tuple(_row(one) for one in found.follows)
    feed = f"/volgen/feed/{found.feed}" if found.feed else ""
    return MineView(token, found.address, rows, said, _STATES.get(found.state, ""), feed)


def _row(one: Follow) -> FollowRow:
    since = date.fromisoformat(one.made_at[:10])
    return FollowRow(one.id, one.sort.value, one.label, one.paused, since, RHYTHMS[one.rhythm], _choices(one.rhythm))


def _choices(chosen: Rhythm) -> tuple[Choice, ...]:
    return tuple(Choice(rhythm.value, name, rhythm is chosen) for rhythm, name in RHYTHMS.items())


def _rhythm(value: str) -> Rhythm | None:
    return next((one for one in Rhythm if one.value == value), None)

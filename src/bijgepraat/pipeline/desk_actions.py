# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the desk's addresses ask for: pages, and acts that are written in the audit log with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bijgepraat.compose.edition import WeekError
from bijgepraat.model.desk import DeskEdition, Published, Saved
from bijgepraat.model.desk_views import Editor
from bijgepraat.model.verdicts import Decision
from bijgepraat.model.views import Page
from bijgepraat.pipeline import publishing
from bijgepraat.pipeline.desk import DeskError, draft_again, save, saved, week_name
from bijgepraat.pipeline.desk_form import filled_in
from bijgepraat.pipeline.publishing import With
from bijgepraat.pipeline.review import Answer, answer, question
from bijgepraat.pipeline.site import desk as views
from bijgepraat.pipeline.wording import Model, propose, put_on_desk
from bijgepraat.publish.mail import html_part, text_part
from bijgepraat.publish.site import desk_pages
from bijgepraat.store import desk as desk_store
from bijgepraat.store.store import Store

_DONE = {
    "bewaard": "Bewaard.",
    "opnieuw": "Nieuwe voorstellen staan onder “Niet opgenomen”.",
    "planning": "De planning is bijgewerkt.",
    "teruggezet": "De oude versie is teruggezet als nieuwe versie.",
    "1": "Uw oordeel is bewaard.",
}


class Desk:
    """The desk over an open store. `together` happens in the transaction of every publication."""

    def __init__(self, store: Store, together: Sequence[With] = (), model: Model | None = None) -> None:
        self._store = store
        self._together = tuple(together)
        self._model = model

    def weeks_page(self, editor: Editor, now: datetime, _asked: Mapping[str, str]) -> Page:
        """The weeks."""
        return desk_pages.weeks(views.weeks_page(self._store, editor, now))

    def week_page(
        self,
        editor: Editor,
        now: datetime,
        asked: Mapping[str, str],
        *,
        error: str = "",
        sent: Mapping[str, str] | None = None,
        done: str = "",
    ) -> Page | None:
        """A week; None for what is no week."""
        done = done or _DONE.get(asked.get("gedaan", ""), "")
        model = self._model is not None
        view = views.desk_page(self._store, asked["week"], editor, now, error=error, sent=sent, done=done, model=model)
        return desk_pages.week(view) if view else None

    def history_page(self, editor: Editor, _now: datetime, asked: Mapping[str, str]) -> Page | None:
        """The versions of a week, of one of them what it changed; None where there is none."""
        chosen = asked.get("version")
        view = views.history_page(self._store, asked["week"], editor, int(chosen) if chosen else None)
        return desk_pages.history(view) if view else None

    def release_page(self, editor: Editor, now: datetime, asked: Mapping[str, str], *, error: str = "") -> Page | None:
        """The last look before a week goes out."""
        view = views.release_page(self._store, asked["week"], editor, now, error)
        return desk_pages.release(view) if view else None

    def preview_page(self, editor: Editor, now: datetime, asked: Mapping[str, str]) -> Page | None:
        """The edition as readers would get it."""
        view = views.preview_page(self._store, asked["week"], editor, now)
        return desk_pages.preview(view) if view else None

    def mail_page(self, editor: Editor, now: datetime, asked: Mapping[str, str], *, as_text: bool = False) -> Page | None:
        """The mail as readers would get it."""
        mail = views.preview_mail(self._store, asked["week"], editor, now)
        if mail is None:
            return None
        if as_text:
            return Page(f"Onderwerp: {mail.subject}\n\n{text_part('edition', mail)}".encode(), "text/plain; charset=utf-8")
        return Page(html_part("edition", mail).encode())

    def review_page(self, editor: Editor, now: datetime, asked: Mapping[str, str], *, error: str = "") -> Page:
        """The first proposals that wait."""
        done = _DONE.get(asked.get("gedaan", ""), "") if not error else ""
        return desk_pages.review(views.review_page(self._store, editor, now, asked.get("boek", ""), error=error, done=done))

    def save(self, week: str, sent: Mapping[str, str], by: str, now: datetime) -> Saved:
        """Save what the form says. Raises `DeskError`."""
        version = sent.get("versie", "")
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            raise DeskError("het formulier noemt geen versie; laad de pagina opnieuw")

        def change(edition: DeskEdition) -> DeskEdition:
            return filled_in(self._store, edition, sent)

        return save(self._store, _week(week), change, int(version), by, now)

    def propose(self, week: str, item: str, by: str, now: datetime) -> str:
        """Ask the language model for wording of an item that was just saved, and put it on the desk; gives what to tell.

        Nothing waits for it: who saves meanwhile keeps what they wrote. Raises `DeskError`.
        """
        name = _week(week)
        present = saved(self._store, name)
        found = next((one for one in present.edition.items if one.id == item), None) if present else None
        if self._model is None or present is None or found is None:
            raise DeskError("daar kan nu geen voorstel voor worden gevraagd; laad de pagina opnieuw")
        wording = propose(self._model, found)
        save(self._store, name, lambda edition: put_on_desk(edition, item, wording), present.version, by, now)
        number = len(wording.sentences)
        what = "een zin" if number == 1 else f"{number} zinnen"
        return (
            f"Het taalmodel stelt {what} voor, achter de zinnen die er stonden. Lees ze naast de bron. "
            f"Zijn voorstel voor de titel: “{wording.title}”"
        )

    def restore(self, week: str, version: int, by: str, now: datetime) -> Saved:
        """Make an older version the present one, as a new version. Raises `DeskError`."""
        name = _week(week)
        old, present = saved(self._store, name, version), saved(self._store, name)
        if old is None or present is None:
            raise DeskError("deze versie is er niet")
        return save(self._store, name, lambda _edition: old.edition, present.version, by, now)

    def draft_again(self, week: str, now: datetime) -> bool:
        """Bring what is new to a week; tells whether it is a week."""
        try:
            draft_again(self._store, week_name(week), now)
        except WeekError:
            return False
        return True

    def publish(self, week: str, version: int, by: str, now: datetime, correction: str, notify: bool) -> Published:
        """Publish a version. Raises `PublishError`."""
        return publishing.publish(
            self._store, _week(week), version, by=by, now=now, correction=correction, notify=notify, together=self._together
        )

    def plan(self, week: str, version: int, at: datetime, by: str, now: datetime) -> None:
        """Let a version go out later. Raises `PublishError`."""
        publishing.plan(self._store, _week(week), version, at, by=by, now=now)

    def unplan(self, week: str, _by: str, _now: datetime) -> None:
        """Take a plan back."""
        with self._store.writing() as connection:
            desk_store.unplan(connection, _week(week))

    def judge(self, name: str, decision: Decision, by: str, reason: str, value: str, now: datetime) -> None:
        """Answer a proposal of the ledgers. Raises `InputError`."""
        answer(self._store, question(self._store, now.date(), name), Answer(decision, by, reason, value), now)


def _week(week: str) -> str:
    try:
        return week_name(week)
    except WeekError as error:
        raise DeskError(str(error)) from error

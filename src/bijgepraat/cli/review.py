# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat review`: what the books propose and a person decides."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from datetime import UTC, date, datetime

import click

from bijgepraat.cli.terminal import number
from bijgepraat.model.verdicts import Book, Decision, KeptVerdict, Question
from bijgepraat.pipeline.house import InputError, Store, open_store
from bijgepraat.pipeline.review import Answer, answer, as_dict, log, name_of, question, questions, queue, revoke, verdict_dict
from bijgepraat.settings import Settings

_BOOKS = {Book.PROMISED: "toegezegd", Book.ASKED: "gevraagd", Book.PAID: "betaald"}
_KEYS = "[b]evestig, [w]ijs af, [v]erbeter, [o]versla, [s]top"


@click.command("review")
@click.argument("name", required=False, metavar="[ID]")
@click.option("--book", type=click.Choice([book.value for book in Book]), help="Alleen voorstellen van dit boek.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Hoeveel voorstellen.")
@click.option("--confirm", is_flag=True, help="Bevestig voorstel ID.")
@click.option("--reject", is_flag=True, help="Wijs voorstel ID af.")
@click.option(
    "--set", "value", metavar="WAARDE", help="Verbeter voorstel ID: een toestand, een stadium of een datum als termijn."
)
@click.option("--revoke", "back", is_flag=True, help="Neem het oordeel ID terug.")
@click.option("--by", help="Wie oordeelt; anders BIJGEPRAAT_NAAM.")
@click.option("--reason", default="", help="Waarom. Verplicht bij een oordeel.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="De stand op deze dag; anders die van vandaag.")
@click.option("--log", "show_log", is_flag=True, help="Toon alle oordelen die zijn gegeven.")
@click.option("--json", "as_json", is_flag=True, help="Druk af als JSON.")
def review(
    name: str | None,
    book: str | None,
    limit: int,
    confirm: bool,
    reject: bool,
    value: str | None,
    back: bool,
    by: str | None,
    reason: str,
    day: datetime | None,
    show_log: bool,
    as_json: bool,
) -> None:
    """Beoordeel wat de boeken voorstellen. Een oordeel wint van het programma, en blijft staan met naam, tijd en reden.

    Zonder ID: de rij voorstellen, en op een terminal een vraag per voorstel.
    """
    on = day.date() if day else date.today()  # noqa: DTZ011 - the reader's own day
    person = by or os.environ.get("BIJGEPRAAT_NAAM") or ""
    books = [Book(book)] if book else list(Book)
    chosen = [decision for flag, decision in _flags(confirm, reject, value, back) if flag]
    if len(chosen) > 1:
        raise click.UsageError("Kies er één: --confirm, --reject, --set of --revoke.")
    if bool(chosen) != bool(name):
        raise click.UsageError("Een oordeel heeft een ID nodig en een van --confirm, --reject, --set of --revoke.")
    with open_store(Settings.from_environment()) as store:
        if show_log:
            _show_log(log(store), as_json)
        elif name:
            given = Answer(chosen[0], person, reason, value or "")
            now = datetime.now(UTC)
            kept = revoke(store, name, given, now) if back else answer(store, question(store, on, name), given, now)
            click.echo(json.dumps(verdict_dict(kept), ensure_ascii=False, indent=1) if as_json else _told(kept))
        elif as_json:
            click.echo(json.dumps([as_dict(one) for one in queue(store, on, books, limit)], ensure_ascii=False, indent=1))
        elif sys.stdin.isatty() and sys.stdout.isatty():
            _ask(store, on, books, limit, person)
        else:
            waiting = queue(store, on, books, limit)
            for one in waiting:
                _show(one)
            word = "voorstel wacht" if len(waiting) == 1 else "voorstellen wachten"
            click.echo(f"{number(len(waiting))} {word}{' (meer met --limit)' if len(waiting) == limit else ''}")


def _flags(confirm: bool, reject: bool, value: str | None, back: bool) -> tuple[tuple[bool, Decision], ...]:
    return (
        (confirm, Decision.CONFIRMED),
        (reject, Decision.REJECTED),
        (value is not None, Decision.CORRECTED),
        (back, Decision.REVOKED),
    )


def _ask(store: Store, day: date, books: list[Book], limit: int, person: str) -> None:
    """One proposal after the other, until there are no more or the person has had enough."""
    person = person or click.prompt("Uw naam", type=str)
    done = 0
    for one in questions(store, day, books):
        if done == limit:
            break
        done += 1
        _show(one)
        choice = click.prompt(_KEYS, type=click.Choice(list("bwvos")), default="o", show_choices=False)
        if choice == "s":
            break
        decision = {"b": Decision.CONFIRMED, "w": Decision.REJECTED, "v": Decision.CORRECTED}.get(choice)
        if decision is None:
            continue
        value = click.prompt(f"Wat dan? ({', '.join(one.choices) or 'een datum'})", type=str) if choice == "v" else ""
        reason = click.prompt("Waarom", type=str)
        try:
            kept = answer(store, one, Answer(decision, person, reason, value), datetime.now(UTC))
        except InputError as error:
            click.echo(f"Niet bewaard: {error}", err=True)
            continue
        click.echo(_told(kept) + "\n")


def _show(one: Question) -> None:
    click.secho(f"{one.id}  {_BOOKS[one.book]}: {one.asked}", bold=True)
    sure = f"{one.confidence * 100:.0f}%"
    click.echo(f"  voorstel: {one.proposed} ({one.rule}, zekerheid {sure})")
    width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))
    for proof in one.evidence:
        click.echo(f"  {proof.label} – {proof.title}{f', {proof.day}' if proof.day else ''}")
        quote = textwrap.shorten(" ".join(proof.quote.split()), 600, placeholder=" …")
        click.echo(textwrap.fill(f"“{quote}”", width, initial_indent="    ", subsequent_indent="    "))
        click.echo(f"    {proof.kind}:{proof.key}, teken {proof.start}")
    click.echo()


def _show_log(found: list[KeptVerdict], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([verdict_dict(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(_told(one))
    click.echo(f"{number(len(found))} oordelen")


def _told(one: KeptVerdict) -> str:
    value = one.value.get("toestand") or one.value.get("termijn") or one.value.get("waarde")
    what = f"{one.decision.value}: {value}" if value else one.decision.value
    return f"{name_of(one)}  {one.at[:16].replace('T', ' ')} UTC  {one.by}  {what}  ({one.reason})"

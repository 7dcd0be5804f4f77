# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat deliver` and `bounces`: mail out, and what came back."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from bijgepraat.cli.terminal import number
from bijgepraat.pipeline.bounces import read_bounces
from bijgepraat.pipeline.delivery import Round, deliver, next_moment, try_failed_again
from bijgepraat.pipeline.follows.matching import match
from bijgepraat.pipeline.house import USER_ERRORS, Store, open_store
from bijgepraat.settings import MailSettingsError, Settings

_EVERY_S = 30.0
_LEAST_S = 1.0


@click.command("deliver")
@click.option("--once", is_flag=True, help="Doe één ronde en stop; anders gaat het door tot u het stopt.")
@click.option("--failed", is_flag=True, help="Probeer ook opnieuw wat eerder mislukte.")
def deliver_command(once: bool, failed: bool) -> None:
    """Leg wat er binnenkwam naast wat gevolgd wordt, bundel meldingen tot mail en geef die aan uw mailserver.

    De server staat in BIJGEPRAAT_SMTP (smtp+starttls://naam:wachtwoord@server:587), het adres van de afzender in
    BIJGEPRAAT_AFZENDER, het adres van de site in BIJGEPRAAT_ADRES_SITE. Wat niet lukt wordt vijf dagen lang opnieuw geprobeerd.
    Exitstatus 1 als de server niet bereikbaar was of mail weigerde.
    """
    settings = Settings.from_environment()
    if settings.mail_fault:
        raise MailSettingsError(settings.mail_fault)
    if settings.mail is None:
        raise MailSettingsError(
            "Er is geen mailserver ingesteld. Zet BIJGEPRAAT_SMTP (zoals smtp+starttls://naam:wachtwoord@server:587), "
            "BIJGEPRAAT_AFZENDER en BIJGEPRAAT_ADRES_SITE."
        )
    with open_store(settings) as store, _stopping() as stop:
        if failed:
            click.echo(f"{number(try_failed_again(store, _now()))} mislukte berichten opnieuw in de rij", err=True)
        while True:
            done = _round(store, settings, stop, once=once)
            _tell(done, quiet=not once)
            if once or stop.is_set():
                break
            _wait(store, done, stop)
    if once and (done.unreachable or done.failed):
        sys.exit(1)


@click.command("bounces")
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="BESTAND…")
def bounces_command(places: tuple[Path, ...]) -> None:
    """Lees berichten over mail die niet kon worden bezorgd, uit bestanden, mappen of een maildir.

    Een adres waarop drie keer niets aankwam krijgt geen mail meer. Een bericht dat al gelezen is telt niet nog eens.
    """
    with open_store(Settings.from_environment()) as store:
        found = read_bounces(store, list(places))
    click.echo(
        f"{number(found.files)} gelezen: {number(found.reports)} over onze mail, waarvan {number(found.news)} nieuw; "
        f"{number(found.strange)} iets anders"
    )


def _round(store: Store, settings: Settings, stop: threading.Event, *, once: bool) -> Round:
    """A round: what came is held against what is followed, bundled and sent. When it goes on for good, another process that keeps
    the store costs a round and not the worker.
    """
    try:
        match(store, _now(), settings)
        assert settings.mail is not None
        return deliver(store, settings.mail, _now, stop.is_set)
    except USER_ERRORS as error:
        if once:
            raise
        click.echo(f"deze ronde lukte niet: {error}", err=True)
        return Round()


def _wait(store: Store, done: Round, stop: threading.Event) -> None:
    """Until something is due, and no longer than until alerts are looked at again."""
    seconds = _EVERY_S
    moment = next_moment(store)
    if moment is not None and not done.unreachable:
        seconds = min(seconds, max(_LEAST_S, (moment - _now()).total_seconds()))
    stop.wait(seconds)


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """The first signal asks to finish the message at hand; the second breaks off."""
    stop = threading.Event()

    def asked(sort: int, _frame: object) -> None:
        if stop.is_set() and sort == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    before = {sort: signal.signal(sort, asked) for sort in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for sort, handler in before.items():
            signal.signal(sort, handler)


def _tell(done: Round, *, quiet: bool) -> None:
    """One line, when there is something to tell. No addresses: logs are kept longer than mail."""
    if quiet and not (done.bundled or done.sent or done.later or done.failed or done.unreachable):
        return
    facts = [f"{number(done.bundled)} gebundeld", f"{number(done.sent)} verstuurd"]
    facts += [f"{number(done.later)} later opnieuw"] if done.later else []
    facts += [f"{number(done.failed)} mislukt"] if done.failed else []
    click.echo("mail: " + ", ".join(facts), err=True)
    if done.unreachable:
        click.echo(f"de mailserver neemt nu niets aan: {done.unreachable}; wat wacht blijft staan", err=True)


def _now() -> datetime:
    return datetime.now(UTC)

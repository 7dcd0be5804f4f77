# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat account`: people of the desk, from the machine itself. The first administrator is made here."""

from __future__ import annotations

import getpass
import os
import sys
from datetime import UTC, datetime

import click

from bijgepraat.cli.terminal import number
from bijgepraat.model.accounts import Account, Role
from bijgepraat.pipeline.accounts import Accounts
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings

_LONGEST = 1_000


@click.group("account")
def account() -> None:
    """Wie bij de redactie kan: rollen, wachtwoorden en het logboek.

    Rollen: lezer (alleen een eigen account), redacteur (werkt aan edities), hoofdredacteur (geeft ze ook uit), beheerder (gaat
    ook over accounts).
    """


@account.command("add")
@click.argument("address", metavar="ADRES")
@click.option("--name", required=True, help="Naam zoals die in het logboek en bij edities staat.")
@click.option("--role", type=click.Choice([one.value for one in Role]), required=True, help="Wat dit account mag.")
@click.option("--invite", is_flag=True, help="Vraag geen wachtwoord: druk een adres af waar degene er zelf een kiest.")
@click.option("--no-password", is_flag=True, help="Geen wachtwoord: dit account logt in via de organisatie (OIDC).")
def add_command(address: str, name: str, role: str, invite: bool, no_password: bool) -> None:
    """Maak een account. Het wachtwoord wordt gevraagd, of als eerste regel van standaardinvoer gelezen."""
    with open_store(Settings.from_environment()) as store:
        accounts = Accounts(store)
        password = None if invite or no_password else _password()
        made = accounts.add(name, address, Role(role), _now(), _by(), password)
        click.echo(f"{made.address} is {made.role.value}")
        if invite:
            click.echo(f"/inloggen/uitnodiging/{accounts.invite(made.id, _now(), _by())}")
            click.echo("Zet het adres van uw site ervoor. De link werkt één keer, zeven dagen lang.", err=True)


@account.command("role")
@click.argument("address", metavar="ADRES")
@click.argument("role", metavar="ROL", type=click.Choice([one.value for one in Role]))
def role_command(address: str, role: str) -> None:
    """Geef een account een andere rol. Wie het is moet opnieuw inloggen."""
    with open_store(Settings.from_environment()) as store:
        accounts = Accounts(store)
        accounts.set_role(accounts.by_address(address).id, Role(role), _now(), _by())
    click.echo(f"{address} is {role}")


@account.command("password")
@click.argument("address", metavar="ADRES")
def password_command(address: str) -> None:
    """Geef een account een nieuw wachtwoord en log het overal uit. Maakt ook een eind aan een pauze na te veel pogingen."""
    with open_store(Settings.from_environment()) as store:
        accounts = Accounts(store)
        found = accounts.by_address(address)
        accounts.set_password(found.id, _password(), _now(), _by())
    click.echo(f"Het wachtwoord van {found.address} is gewijzigd")


@account.command("list")
def list_command() -> None:
    """Alle accounts, met rol en hoe ze inloggen."""
    with open_store(Settings.from_environment()) as store:
        found = Accounts(store).everyone()
    for one in found:
        click.echo(f"{one.address}  {one.name}  {one.role.value}  {_state(one)}")
    click.echo(f"{number(len(found))} accounts", err=True)


@account.command("deactivate")
@click.argument("address", metavar="ADRES")
@click.option("--undo", is_flag=True, help="Schakel het account weer in.")
def deactivate_command(address: str, undo: bool) -> None:
    """Schakel een account uit: het wordt overal uitgelogd en kan niet meer inloggen. Wat het deed blijft in het logboek."""
    with open_store(Settings.from_environment()) as store:
        accounts = Accounts(store)
        accounts.set_active(accounts.by_address(address).id, undo, _now(), _by())
    click.echo(f"{address} is {'weer ingeschakeld' if undo else 'uitgeschakeld'}")


@account.command("totp-off")
@click.argument("address", metavar="ADRES")
def totp_off_command(address: str) -> None:
    """Zet de tweede stap uit, voor wie app en herstelcodes kwijt is. Het wachtwoord blijft."""
    with open_store(Settings.from_environment()) as store:
        accounts = Accounts(store)
        accounts.second_factor_off(accounts.by_address(address).id, _now(), _by())
    click.echo(f"De tweede stap van {address} is uit")


@account.command("log")
@click.option("--verify", is_flag=True, help="Controleer of er niets is veranderd of weggehaald; exitstatus 1 als dat zo is.")
@click.option("--number", "count", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Zoveel regels.")
def log_command(verify: bool, count: int) -> None:
    """Het logboek: wat mensen deden, nieuwste eerst.

    --verify drukt het kenmerk van de laatste regel af. Bewaar dat elders: daarmee valt ook op als iemand met toegang tot de
    gegevensmap het hele logboek opnieuw zou maken.
    """
    with open_store(Settings.from_environment()) as store:
        accounts = Accounts(store)
        if verify:
            found = accounts.verify_log()
            click.echo(f"{number(found.lines)} regels kloppen; de laatste heeft kenmerk {found.hash}")
            if found.fault:
                click.echo(f"Het logboek is niet heel: {found.fault}.", err=True)
                sys.exit(1)
            return
        for act in accounts.log(count):
            click.echo("  ".join(part for part in (str(act.id), act.at, act.by, act.what, act.about, act.detail) if part))


def _password() -> str:
    """Typed twice at a terminal, otherwise the first line of standard input. Never an argument: those can be seen by others."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(_LONGEST).rstrip("\r\n")
    return str(click.prompt("Wachtwoord", hide_input=True, confirmation_prompt="Nog een keer", prompt_suffix=": ", err=True))


def _state(one: Account) -> str:
    if not one.active:
        return "uitgeschakeld"
    way = "organisatie" if one.elsewhere else "wachtwoord" if one.has_password else "nog niet ingelogd"
    return f"{way}, tweede stap" if one.has_second_factor else way


def _by() -> str:
    """Whoever is at the machine, as the operating system says."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    return f"opdrachtregel ({user[:80]})"


def _now() -> datetime:
    return datetime.now(UTC)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The command line: one of the two doors to the pipeline. Results go to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys

import click

from bijgepraat import __version__
from bijgepraat.cli.lazy import LazyGroup


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="bijgepraat")
def program() -> None:
    """Bijgepraat houdt gemeenten op de hoogte van de landelijke politiek, met een bron bij elke zin.

    De gegevens staan in één map: die van BIJGEPRAAT_DATA, of anders uw eigen gegevensmap.
    """


program.places = {
    "import": "imports.import_command",
    "sync": "sync.sync_command",
    "analyse": "analysis.analyse",
    "edition": "editions.edition",
    "developments": "reading.developments_command",
    "search": "search.search_command",
    "embed": "search.embed_command",
    "show": "reading.show",
    "gemeente": "municipality.gemeente",
    "ledger": "ledger.ledger",
    "review": "review.review",
    "asks": "asks.asks",
    "follow": "follow.follow",
    "alerts": "follow.alerts",
    "deliver": "deliver.deliver_command",
    "bounces": "deliver.bounces_command",
    "account": "account.account",
    "export": "export.export_command",
    "mcp": "mcp_server.mcp_command",
    "serve": "site.serve",
    "status": "site.status_command",
    "digest": "site.digest_command",
    "reindex": "site.reindex",
    "rebuild": "site.rebuild_command",
    "worker": "worker.worker_command",
    "jobs": "worker.jobs_command",
    "migrate": "migrate.migrate_command",
    "backup": "backup.backup_command",
    "restore": "backup.restore_command",
    "demo": "demo.demo",
}


def main() -> None:
    """Run the program.

    Exit status: 0 done, 1 something was refused or wants attention, 2 wrong use or input, 3 a source cannot be read (`status`),
    130 interrupted.
    """
    try:
        program.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("\nAfgebroken. Wat klaar was is bewaard; start hetzelfde commando opnieuw om verder te gaan.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`); the interpreter must not complain while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        from bijgepraat.pipeline.house import USER_ERRORS  # all rooms: only who needs them waits for them

        if isinstance(error, USER_ERRORS):
            click.echo(f"Fout: {error}", err=True)
            sys.exit(2)
        if os.environ.get("BIJGEPRAAT_DEBUG"):
            raise
        click.echo(
            f"Onverwachte fout: {type(error).__name__}: {error}\n"
            "Dit hoort niet. Zet BIJGEPRAAT_DEBUG=1 voor de details en meld het met het commando dat u gaf.",
            err=True,
        )
        sys.exit(70)

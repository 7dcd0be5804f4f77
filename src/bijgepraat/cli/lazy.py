# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Commands that are read when they are called: whoever searches does not wait for what sends mail."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group whose commands stand in modules of this package, as `module.attribute` under the command's name."""

    places: Mapping[str, str] = {}

    def list_commands(self, _context: click.Context) -> list[str]:
        """All names, in order of the alphabet."""
        return sorted(self.places)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of this name; None when there is none."""
        if name not in self.places:
            return None
        module, _, attribute = self.places[name].partition(".")
        command = getattr(import_module(f"bijgepraat.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""`bijgepraat mcp`: the tools for a language model, over standard input and output."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from bijgepraat import __version__
from bijgepraat.settings import Settings

if TYPE_CHECKING:
    from bijgepraat.pipeline.tools import Tools

_ABOUT = (
    "Bijgepraat volgt wat Den Haag doet en wat gemeenten daarvan merken. Elk antwoord heeft citaten met hun adres: noem die, en "
    "zeg niets dat er niet staat. Wat het programma vond is een voorstel, tot een mens het heeft beoordeeld."
)


@click.command("mcp")
def mcp_command() -> None:
    """Laat een taalmodel zoeken en opzoeken (Model Context Protocol, over standaardinvoer en -uitvoer). Alleen lezen."""
    import anyio

    anyio.run(_serve, Settings.from_environment())


async def _serve(settings: Settings) -> None:
    # A client waits for the first answer: what the tools need is read when they are first asked for.
    import anyio.to_thread
    from mcp.server.lowlevel import Server
    from mcp.server.stdio import stdio_server
    from mcp_types import CallToolResult, ListToolsResult, TextContent, Tool, ToolAnnotations

    opened = _Opened(settings)

    async def tools(_context: Any, _params: Any) -> ListToolsResult:
        known = await anyio.to_thread.run_sync(_known)
        hints = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
        return ListToolsResult(
            tools=[
                Tool(name=name, title=title, description=told, input_schema=schema, annotations=hints)
                for name, title, told, schema in known
            ]
        )

    async def call(_context: Any, params: Any) -> CallToolResult:
        words, found = await anyio.to_thread.run_sync(lambda: _called(opened, params.name, params.arguments or {}))
        return CallToolResult(content=[TextContent(text=words)], structured_content=found, is_error=found is None)

    server = Server("bijgepraat", version=__version__, instructions=_ABOUT, on_list_tools=tools, on_call_tool=call)
    try:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())
    finally:
        opened.close()


class _Opened:
    """The store, opened at the first question."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._tools: Tools | None = None
        self._close: Callable[[], None] = lambda: None

    def tools(self) -> Tools:
        """The tools over it. Raises `StoreError`."""
        from bijgepraat.pipeline.opening import open_store
        from bijgepraat.pipeline.tools import Tools

        with self._lock:
            if self._tools is None:
                store = open_store(self._settings)
                self._close = store.close
                self._tools = Tools(store, self._settings)
            return self._tools

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            self._close()


def _known() -> list[tuple[str, str, str, dict[str, Any]]]:
    from bijgepraat.pipeline.tools import TOOLS

    return [(one.name, one.title, one.description, one.schema) for one in TOOLS]


def _called(opened: _Opened, name: str, given: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
    """The answer as words and as values; without values it is an error, in words that say how to mend it."""
    import json

    from bijgepraat.pipeline.house import USER_ERRORS
    from bijgepraat.pipeline.tools import ToolError

    try:
        found = opened.tools().call(name, given)
    except (ToolError, *USER_ERRORS) as error:
        return f"Fout: {error}", None
    return json.dumps(found, ensure_ascii=False), found

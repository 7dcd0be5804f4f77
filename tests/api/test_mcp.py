# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The tools for a language model, asked by a real client over standard input and output."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from api_house import SECRETS
from mcp import Client, StdioServerParameters

from bijgepraat.pipeline.house import Store
from bijgepraat.pipeline.tools import TOOLS, ToolError, Tools
from bijgepraat.settings import MailServer, MailSettings, Settings
from bijgepraat.store.digest import digest

SITE = "https://bijgepraat.example"


def with_client(folder: Path, ask: Callable[[Client], Awaitable[None]]) -> None:
    """Start the program and speak with it."""
    started = "from bijgepraat.cli import main; main()"
    mail = {"BIJGEPRAAT_SMTP": "smtp://127.0.0.1:9", "BIJGEPRAAT_AFZENDER": "a@b.example", "BIJGEPRAAT_ADRES_SITE": SITE}
    environment = {**os.environ, **mail, "BIJGEPRAAT_DATA": str(folder)}

    async def run() -> None:
        server = StdioServerParameters(command=sys.executable, args=["-c", started, "mcp"], env=environment)
        async with Client(server) as client:
            await ask(client)

    anyio.run(run)


def test_a_client_finds_the_tools_and_gets_quotes_with_addresses(api_store: Store, api_folder: Path) -> None:
    with api_store.reading() as connection:
        before = digest(connection)

    async def ask(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"zoeken", "document", "toezeggingen", "inzet", "geld"}
        assert all(tool.annotations is not None and tool.annotations.read_only_hint for tool in tools.values())
        assert all(tool.description for tool in tools.values())

        async def call(name: str, **values: Any) -> Any:
            jsonschema.validate(values, tools[name].input_schema)
            answer = await client.call_tool(name, values)
            assert not answer.is_error, answer.content
            assert not any(secret in answer.content[0].text for secret in SECRETS.values())
            return answer.structured_content

        found = await call("zoeken", q="jeugdzorg", aantal=3)
        for one in found["resultaten"]:
            assert one["vindplaats"]["citaat"] and one["vindplaats"]["adres"].startswith(f"{SITE}/documenten/")
        first = found["resultaten"][0]
        document = await call("document", soort=first["soort"], sleutel=first["sleutel"])
        place = first["vindplaats"]
        assert document["tekst"]["citaat"][place["begin"] : place["einde"]] == place["citaat"]
        assert document["adres"].startswith(SITE)
        late = await call("toezeggingen", toestand="te-laat", op="2026-03-16", aantal=2)
        assert late["toezeggingen"] and all(one["toestand"] == "te-laat" for one in late["toezeggingen"])
        one = await call("toezeggingen", sleutel=late["toezeggingen"][0]["sleutel"])
        assert all(step["vindplaats"]["citaat"] and step["vindplaats"]["adres"].startswith(SITE) for step in one["stappen"])
        asks = await call("inzet", thema="jeugd")
        assert asks["inzetten"][0]["teksten"][0]["passages"][0]["vindplaats"]["citaat"]
        money = await call("geld", aantal=1)
        assert money["bedragen"][0]["vindplaats"]["citaat"]
        assert "_links" not in str(money)
        for name, values in (("geld", {"stadium": "ver"}), ("document", {}), ("zoeken", {}), ("inzet", {"id": "nee"})):
            refused = await client.call_tool(name, values)
            assert refused.is_error and refused.content[0].text.startswith("Fout: ")
            assert "Traceback" not in refused.content[0].text
        assert (await client.call_tool("bestaatniet", {})).is_error

    with_client(api_folder, ask)
    with api_store.reading() as connection:
        assert digest(connection) == before, "asking changes nothing"


@pytest.fixture
def tools(api_store: Store) -> Tools:
    return Tools(api_store, Settings(Path("nergens"), mail=MailSettings(MailServer("127.0.0.1", 9, "none"), "a@b.example", SITE)))


def test_a_long_text_comes_in_parts_with_what_was_found_in_each(tools: Tools, api_store: Store) -> None:
    with api_store.reading() as connection:
        from bijgepraat.store.public import every_document, texts_and_findings

        rows = list(every_document(connection))
        texts = {one.record_id: one.text for one in texts_and_findings(connection, rows)[0]}
    longest = max((row for row in rows if row.id in texts), key=lambda row: len(texts[row.id]))
    whole, found, start = "", 0, 0
    while start is not None:
        part = tools.call("document", {"soort": longest.kind, "sleutel": longest.key, "vanaf": start})
        whole += part["tekst"]["citaat"]
        found += len(part["vondsten"])
        start = part["tekst"]["verder_vanaf"]
    assert whole == texts[longest.id]
    assert tools.call("document", {"soort": longest.kind, "sleutel": longest.key, "vanaf": 10**8})["tekst"]["citaat"] == ""
    assert found > 0


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("geld", {"aantal": 26}, "1 tot en met 25"),
        ("geld", {"aantal": True}, "geef een woord"),
        ("geld", {"thema": ["jeugd"]}, "geef een woord"),
        ("geld", {"formaat": "xml"}, "formaat"),
        ("zoeken", {"q": ""}, "tekens"),
        ("zoeken", {"vraag": "x"}, "bestaat hier niet"),
        ("document", {"soort": "Zaak", "sleutel": "x", "vanaf": -1}, "0 of hoger"),
        ("document", {"soort": "Zaak", "sleutel": "x", "meer": "x"}, "soort en sleutel"),
        ("document", {"soort": "Zaak", "sleutel": "bestaat-niet"}, "is er niet"),
        ("toezeggingen", {"op": "gisteren"}, "geef een dag"),
    ],
)
def test_a_wrong_question_is_told_how_it_can(tools: Tools, name: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(ToolError, match=said):
        tools.call(name, given)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda one: one.name)
def test_what_may_be_given_is_a_schema(tool: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(tool.schema)
    assert tool.schema["additionalProperties"] is False

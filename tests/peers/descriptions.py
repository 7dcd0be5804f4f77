# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The bundled descriptions of sources with the peer's address in them, so that a test runs what people run.

Hosts that the peer stands in for are replaced wherever they occur. News feeds go to the peer's feed of the same name. Sources that
the peer does not speak for are switched off, so that no test ever reaches the real ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

_STANDS_IN_FOR = ("https://gegevensmagazijn.tweedekamer.nl", "https://repository.overheid.nl")
_SPOKEN = {"syncfeed", "odata", "sru"}


def write(
    folder: Path,
    address: str,
    feeds: Mapping[str, str],
    *,
    only: Iterable[str] | None = None,
    read_s: float = 1.5,
    attempts: int = 5,
    network: Mapping[str, Any] | None = None,
    streams: Iterable[str] | None = None,
) -> Mapping[str, Path]:
    """One YAML file per bundled source; the paths by name.

    `only` names the sources to leave on (otherwise all that the peer speaks for); `streams` the categories of the Tweede Kamer to
    keep (otherwise all); `network` changes fields of the network rules.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for described in _bundled():
        name = described["name"]
        spoken = described["service"] in _SPOKEN or name in feeds
        if not spoken or (only is not None and name not in set(only)):
            described["enabled"] = False
        if spoken:
            described = _moved(described, address)
            described["network"] = {
                **described.get("network", {}),
                "requests_per_second": 1_000_000.0,
                "robots": False,
                "connect_s": 2.0,
                "read_s": read_s,
                "total_s": 30.0,
                "attempts": attempts,
                **(network or {}),
            }
        if name in feeds:
            described["service"] = "feeds"
            described["address"] = feeds[name]
            described["streams"] = dict(list(described["streams"].items())[:1])
            described["options"] = {"adressen": dict.fromkeys(described["streams"], feeds[name]), "pagina": True}
        if streams is not None and described["service"] in {"syncfeed", "odata"}:
            wanted = set(streams)
            described["streams"] = {stream: rules for stream, rules in described["streams"].items() if stream in wanted}
        path = written[name] = folder / f"{name}.yaml"
        path.write_text(yaml.safe_dump(described, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return written


def _bundled() -> Iterable[dict[str, Any]]:
    folder = resources.files("bijgepraat.sources").joinpath("data/services")
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".yaml"):
            yield yaml.safe_load(item.read_bytes())


def _moved(value: Any, address: str) -> Any:
    if isinstance(value, str):
        for real in _STANDS_IN_FOR:
            value = value.replace(real, address)
        return value
    if isinstance(value, dict):
        return {name: _moved(inner, address) for name, inner in value.items()}
    return [_moved(inner, address) for inner in value] if isinstance(value, list) else value

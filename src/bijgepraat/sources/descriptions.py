# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The YAML files that describe the living sources: read, checked, and turned into `Description`s.

Bundled files stand in `data/services/`; a folder of one's own may add sources, or replace a bundled one by using its name.
Every key is checked: a misspelt one is an error that names it, never a setting that silently does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bijgepraat.model.sync import Bounds, Description, NetworkRules, StreamPromise
from bijgepraat.sources.blob import InputError

_LARGEST = 256 * 1024
_DURATION = re.compile(r"(\d{1,4})\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class DescriptionError(InputError):
    """A description cannot be used. The message names the file and the key."""

    code = "beschrijving"


_USUAL = NetworkRules()


class _Bounds(msgspec.Struct, forbid_unknown_fields=True):
    minimum: int | None = None
    maximum: int | None = None


class _Promise(msgspec.Struct, forbid_unknown_fields=True):
    fields: list[str] = []
    values: dict[str, list[str]] = {}
    answer: _Bounds = msgspec.field(default_factory=_Bounds)
    day: _Bounds = msgspec.field(default_factory=_Bounds)
    silence: str | None = None


class _Network(msgspec.Struct, forbid_unknown_fields=True):
    requests_per_second: float = _USUAL.requests_per_second
    robots: bool = _USUAL.robots
    connect_s: float = _USUAL.connect_s
    read_s: float = _USUAL.read_s
    total_s: float = _USUAL.total_s
    page_bytes: int = _USUAL.page_bytes
    piece_bytes: int = _USUAL.piece_bytes
    attempts: int = _USUAL.attempts
    hosts: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    title: str
    service: str
    address: str
    licence: str
    attribution: str
    poll: str
    silence: str
    streams: dict[str, _Promise | None]
    network: _Network = msgspec.field(default_factory=_Network)
    options: dict[str, Any] = {}
    news_days: int = 30
    enabled: bool = True
    on_demand: bool = False
    second_way: str | None = None


def descriptions(own: Path | None = None) -> Mapping[str, Description]:
    """All descriptions by name: the bundled ones, and over them those in the folder `own`, if it is there.

    Raises `DescriptionError` for a file that cannot be read or has a key, value or name that makes no sense.
    """
    found: dict[str, Description] = {}
    for where, raw in (*_bundled(), *_own(own)):
        described = _read(where, raw)
        found[described.name] = described
    for described in found.values():
        if described.second_way is not None and described.second_way not in found:
            raise DescriptionError(f"bron {described.name}: second_way noemt een onbekende bron ({described.second_way})")
    return dict(sorted(found.items()))


def duration(text: str) -> timedelta:
    """`30s`, `15m`, `6h` or `2d` as a time span. Raises `ValueError` for anything else, and for nothing at all."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or int(match.group(1)) == 0:
        raise ValueError(text)
    return timedelta(**{_UNITS[match.group(2)]: int(match.group(1))})


def _bundled() -> Iterator[tuple[str, bytes]]:
    folder = resources.files("bijgepraat.sources").joinpath("data/services")
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".yaml"):
            yield item.name, item.read_bytes()


def _own(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.glob("*.y*ml")):
        try:
            if path.stat().st_size > _LARGEST:
                raise DescriptionError(f"{path.name}: groter dan {_LARGEST} bytes; dit is geen beschrijving van een bron")
            yield path.name, path.read_bytes()
        except OSError as error:
            raise DescriptionError(f"{path.name}: kan niet worden gelezen ({error.strerror}); controleer de rechten") from error


def _read(where: str, raw: bytes) -> Description:
    try:
        value = yaml.safe_load(raw)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = f" op regel {line + 1}" if line is not None else ""
        raise DescriptionError(f"{where}: geen geldige YAML{place}; controleer het inspringen en de dubbele punten") from error
    try:
        file = msgspec.convert(value, _File)
    except msgspec.ValidationError as error:
        raise DescriptionError(f"{where}: {in_dutch(str(error))}; vergelijk met een meegeleverde beschrijving") from error
    if not _NAME.fullmatch(file.name):
        raise DescriptionError(f"{where}: name mag alleen kleine letters, cijfers en streepjes hebben ({file.name[:60]!r})")
    if not file.address.startswith(("https://", "http://")):
        raise DescriptionError(f"{where}: address moet met https:// of http:// beginnen ({file.address[:80]!r})")
    if not file.streams:
        raise DescriptionError(f"{where}: streams is leeg; noem ten minste één stroom")
    network = file.network
    if network.requests_per_second <= 0 or network.attempts < 1 or min(network.page_bytes, network.piece_bytes) < 1:
        raise DescriptionError(f"{where}: network: aantallen en grenzen moeten groter dan nul zijn")
    return Description(
        name=file.name,
        title=file.title,
        service=file.service,
        address=file.address,
        licence=file.licence,
        attribution=file.attribution,
        poll=_span(where, "poll", file.poll),
        silence=_span(where, "silence", file.silence),
        streams={name: _promise(f"{where}: streams.{name}", stream or _Promise()) for name, stream in file.streams.items()},
        network=NetworkRules(**{**msgspec.structs.asdict(network), "hosts": tuple(host.lower() for host in network.hosts)}),
        options=file.options,
        news_days=file.news_days,
        enabled=file.enabled,
        on_demand=file.on_demand,
        second_way=file.second_way,
    )


def _promise(where: str, stream: _Promise) -> StreamPromise:
    return StreamPromise(
        fields=tuple(stream.fields),
        values={name: tuple(values) for name, values in stream.values.items()},
        answer=Bounds(stream.answer.minimum, stream.answer.maximum),
        day=Bounds(stream.day.minimum, stream.day.maximum),
        silence=_span(where, "silence", stream.silence) if stream.silence else None,
    )


def _span(where: str, key: str, text: str) -> timedelta:
    try:
        return duration(text)
    except ValueError as error:
        raise DescriptionError(f"{where}: {key} is geen tijdsduur ({text[:40]!r}); schrijf bijvoorbeeld 15m, 6h of 2d") from error


def in_dutch(message: str) -> str:
    """The checker's message in Dutch; what it says of keys and places stays as it is."""
    for pattern, words in (
        (r"Object missing required field (`[^`]+`)", r"het verplichte veld \1 ontbreekt"),
        (r"Object contains unknown field (`[^`]+`)", r"het veld \1 is onbekend"),
        (r"Expected (`[^`]+`), got (`[^`]+`)", r"verwacht werd \1, hier staat \2"),
        (r" - at (`[^`]+`)", r" (bij \1)"),
    ):
        message = re.sub(pattern, words, message)
    return message

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The free part of a description, read strictly: a misspelt option is an error that names it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from bijgepraat.model.sync import Description
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.descriptions import in_dutch
from bijgepraat.sources.tweedekamer import entities

_T = TypeVar("_T")


class OptionsError(InputError):
    """A description's options or streams make no sense."""

    code = "beschrijving"


def read_options(description: Description, shape: type[_T]) -> _T:
    """The options of a description in the given shape. Raises `OptionsError`."""
    try:
        return msgspec.convert(dict(description.options), shape)
    except msgspec.ValidationError as error:
        raise OptionsError(
            f"bron {description.name}: options klopt niet ({in_dutch(str(error))}); vergelijk met de meegeleverde beschrijving"
        ) from error


def check_entities(description: Description, *others: Iterable[str]) -> None:
    """Whether all streams, and other names in the options, are entities of the Tweede Kamer. Raises `OptionsError`."""
    for name in (*description.streams, *(name for more in others for name in more)):
        if name not in entities():
            raise OptionsError(f"bron {description.name}: {name!r} is geen entiteit van de Tweede Kamer; controleer de spelling")

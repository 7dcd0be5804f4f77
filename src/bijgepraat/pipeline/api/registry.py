# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the API. Routes, the OpenAPI document, the export and the tests are all made of this one list."""

from __future__ import annotations

from collections.abc import Mapping

from bijgepraat.model.api import Schema
from bijgepraat.pipeline.api import actors, asks, documents, editions, money, motions, promises, searching
from bijgepraat.pipeline.api.asking import Operation
from bijgepraat.pipeline.api.schemas import SHARED, several, text, thing, whole

VERSION = "1.0.0"
"""By semver: the first number stands in every address, the whole in the header API-Version."""

OPERATIONS: tuple[Operation, ...] = (
    *editions.OPERATIONS,
    *documents.OPERATIONS,
    *promises.OPERATIONS,
    *asks.OPERATIONS,
    *money.OPERATIONS,
    *motions.OPERATIONS,
    *actors.OPERATIONS,
    *searching.OPERATIONS,
)
_FAULT = thing(
    waar=text("Waar de fout zit: query of header."),
    naam=text("Naam van de parameter."),
    code=text("Soort fout."),
    melding=text("Wat er mis is en hoe het goed gaat."),
)
SCHEMAS: Mapping[str, Schema] = {
    **SHARED,
    **editions.SCHEMAS,
    **documents.SCHEMAS,
    **promises.SCHEMAS,
    **asks.SCHEMAS,
    **money.SCHEMAS,
    **motions.SCHEMAS,
    **actors.SCHEMAS,
    **searching.SCHEMAS,
    "Probleem": thing(
        "Een fout, volgens RFC 9457.",
        type=text(format="uri-reference"),
        title=text(),
        status=whole(minimum=400, maximum=599),
        detail=text(),
        instance=text(format="uri-reference"),
        fouten=several(_FAULT, "Alles wat er aan de vraag mis is, in één keer."),
    ),
}

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which module speaks with which kind of service. A new kind is a module here and its name in a description."""

from __future__ import annotations

from collections.abc import Mapping

from bijgepraat.model.sync import Description
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.services.feeds import Feeds
from bijgepraat.sources.services.odata_service import ODataService
from bijgepraat.sources.services.openoverheid import OpenOverheid
from bijgepraat.sources.services.pages import Pages
from bijgepraat.sources.services.rijksoverheid import Rijksoverheid
from bijgepraat.sources.services.service import Service
from bijgepraat.sources.services.sru import Sru
from bijgepraat.sources.services.syncfeed import SyncFeed
from bijgepraat.sources.services.watched import Watched

SERVICES: Mapping[str, type[Service]] = {
    "syncfeed": SyncFeed,
    "odata": ODataService,
    "sru": Sru,
    "rijksoverheid": Rijksoverheid,
    "openoverheid": OpenOverheid,
    "feeds": Feeds,
    "pages": Pages,
    "watched": Watched,
}


def service_for(description: Description, limits: Limits) -> Service:
    """The service of a description, its options checked. Raises `InputError` that names what is wrong."""
    chosen = SERVICES.get(description.service)
    if chosen is None:
        known = ", ".join(sorted(SERVICES))
        raise InputError(f"bron {description.name}: onbekende service {description.service!r}; bekend zijn {known}")
    return chosen(description, limits)

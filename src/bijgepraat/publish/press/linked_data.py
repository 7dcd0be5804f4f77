# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A published edition as linked data (schema.org), for search engines and archives: facts, corrections and every source."""

from __future__ import annotations

from typing import Any

from bijgepraat.model.press_views import PressSource, PressView
from bijgepraat.publish.site.words import week_name

LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.nl"
_HOUSE = {"@type": "Organization", "name": "Bijgepraat"}


def linked_data(view: PressView, site: str) -> dict[str, Any]:
    """The edition as a NewsArticle and Report; `site` is the address of the site without a slash at the end."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["NewsArticle", "Report"],
        "@id": f"{site}{view.page}",
        "url": f"{site}{view.fixed if view.version != view.newest else view.page}",
        "headline": f"Bijgepraat, editie {view.number}: {week_name(view.week)}",
        "inLanguage": "nl",
        "datePublished": view.first_at,
        "dateModified": view.at,
        "version": view.version,
        "reportNumber": str(view.number),
        "temporalCoverage": f"{view.first.isoformat()}/{view.last.isoformat()}",
        "isAccessibleForFree": True,
        "license": LICENCE,
        "author": _HOUSE,
        "publisher": _HOUSE,
        "editor": {"@type": "Person", "name": view.by},
        "isPartOf": {"@type": "Periodical", "name": "Bijgepraat", "url": f"{site}/edities"},
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": view.hash},
        "hasPart": [
            {
                "@type": "Article",
                "headline": item.title,
                "url": f"{site}{view.page}#{item.id}",
                "citation": sorted({_id(view, site, place.number) for one in item.sentences for place in one.places}),
            }
            for item in view.items
        ],
        "citation": [_source(one, site) for one in view.sources],
    }
    corrections = [one for one in view.log if one.correction]
    if corrections:
        found["correction"] = [
            {"@type": "CorrectionComment", "text": one.correction, "datePublished": one.at} for one in corrections
        ]
    return found


def _id(view: PressView, site: str, number: int) -> str:
    return f"{site}{view.sources[number - 1].page}"


def _source(one: PressSource, site: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "CreativeWork",
        "@id": f"{site}{one.page}",
        "name": one.title,
        "url": one.address or f"{site}{one.page}",
        "identifier": one.record,
        "version": one.version,
    }
    return found

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page about the API, made of its registry."""

from __future__ import annotations

from itertools import groupby

from bijgepraat.model.api_views import ApiRow, ApiView
from bijgepraat.pipeline.api.places import ROOT
from bijgepraat.pipeline.api.registry import OPERATIONS, VERSION

_PAGING = {"pagina", "aantal", "formaat"}


def api_view(site: str = "") -> ApiView:
    """Every address of the API, in the groups of its document."""
    rows = [
        (
            one.tag,
            ApiRow(
                f"{ROOT}{one.path}",
                one.summary,
                tuple(each.name for each in one.query if each.name not in _PAGING),
                bool(one.columns),
            ),
        )
        for one in OPERATIONS
    ]
    groups = tuple((tag, tuple(row for _tag, row in some)) for tag, some in groupby(rows, key=lambda pair: pair[0]))
    return ApiView(VERSION, groups, site)

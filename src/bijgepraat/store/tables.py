# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""All tables together: whoever goes through every one of them starts here."""

from __future__ import annotations

from bijgepraat.store import schema_desk, schema_jobs
from bijgepraat.store.schema import metadata

__all__ = ["metadata", "schema_desk", "schema_jobs"]

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How mail is doing, as plain values for `status`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bijgepraat.pipeline.delivery import queue_health
from bijgepraat.settings import Settings
from bijgepraat.store.store import Store

_TOO_LONG = timedelta(hours=1)


def mail_health(store: Store, settings: Settings | None, now: datetime) -> dict[str, Any]:
    """Counts of the queue, its oldest message, the last bad answer, and whether somebody should look (`aandacht`)."""
    queue = queue_health(store)
    fault = settings.mail_fault if settings else None
    if settings and settings.mail is None and fault is None and (queue.waiting or queue.untold):
        fault = "er staat mail klaar, maar er is geen mailserver ingesteld (BIJGEPRAAT_SMTP)"
    late = queue.oldest is not None and now - queue.oldest > _TOO_LONG
    return {
        "wacht": queue.waiting,
        "oudste": queue.oldest.isoformat(timespec="seconds") if queue.oldest else None,
        "eerder_geprobeerd": queue.tried,
        "te_bundelen": queue.untold,
        "verstuurd": queue.sent,
        "mislukt": queue.failed,
        "teruggekomen": queue.returned,
        "antwoord": queue.answer,
        "fout": fault,
        "aandacht": bool(fault) or late,
    }

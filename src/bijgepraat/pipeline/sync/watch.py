# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Keeping going: every source on its own cadence, less often while it fails, until told to stop."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta

from bijgepraat.model.sync import Description
from bijgepraat.pipeline.analysis import analyse_store
from bijgepraat.pipeline.sync.run import SourceReport, Synchronisation, Wishes
from bijgepraat.store import sync

_LOOK_S = 1.0
_MOST_AT_ONCE = 4
_BUDGET = timedelta(minutes=10)
"""How long a round may spend on the files of one source, so that its streams are asked again in time."""
_LONGEST_WAIT = timedelta(hours=6)
_SPREAD = 0.1


def next_time(description: Description, polled: datetime | None, failures: int, spread: float) -> datetime | None:
    """When to ask a source again; None for at once. `spread` between 0 and 1 keeps sources from moving in step.

    A source that fails is asked half as often each time, but at least every six hours (or at its own, slower cadence).
    """
    if polled is None:
        return None
    pause: timedelta = description.poll * 2 ** min(failures, 10)
    pause = max(description.poll, min(pause, _LONGEST_WAIT))
    return polled + pause * (1 - _SPREAD + 2 * _SPREAD * spread)


def watch(
    synchronisation: Synchronisation,
    chosen: Sequence[Description],
    wishes: Wishes,
    *,
    now: Callable[[], datetime],
    tell: Callable[[SourceReport], None],
    analyse: bool = True,
    dice: random.Random | None = None,
) -> None:
    """Ask sources on their cadence until `synchronisation.stop` is set. One that fails, hangs or is slow holds up no other."""
    dice = dice or random.Random()  # noqa: S311 - spreads requests in time; nothing secret
    due: dict[str, datetime | None] = {one.name: _due(synchronisation, one, dice) for one in chosen}
    by_name = {one.name: one for one in chosen}
    wishes = Wishes(wishes.since, wishes.missing, wishes.pieces, _BUDGET)
    running: dict[Future[SourceReport], str] = {}
    with ThreadPoolExecutor(max_workers=_MOST_AT_ONCE, thread_name_prefix="bron") as pool:
        try:
            while not synchronisation.stop.is_set():
                busy = set(running.values())
                for name, when in due.items():
                    if name not in busy and len(running) < _MOST_AT_ONCE and (when is None or when <= now()):
                        running[pool.submit(synchronisation.source, by_name[name], wishes)] = name
                if not running:
                    synchronisation.stop.wait(_LOOK_S)
                    continue
                finished, _going = wait(running, timeout=_LOOK_S, return_when=FIRST_COMPLETED)
                for future in finished:
                    name = running.pop(future)
                    due[name] = _due(synchronisation, by_name[name], dice)
                    tell(future.result())
                if finished:
                    synchronisation.follow()
                    if analyse:
                        analyse_store(synchronisation.store)
        finally:
            synchronisation.stop.set()
    synchronisation.follow()


def _due(synchronisation: Synchronisation, description: Description, dice: random.Random) -> datetime | None:
    with synchronisation.store.reading() as connection:
        rows = sync.stream_rows(connection, description.name)
    polled = [datetime.fromisoformat(row.polled) for row in rows if row.polled]
    return next_time(description, max(polled, default=None), max((row.failures for row in rows), default=0), dice.random())

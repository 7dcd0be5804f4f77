# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What each kind of job does. Each may be cut off at any moment and done again: what it did already, it finds done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Event

from bijgepraat.model.jobs import Job, JobKind
from bijgepraat.pipeline.analysis import analyse_span
from bijgepraat.pipeline.delivery import deliver
from bijgepraat.pipeline.follows.matching import match
from bijgepraat.pipeline.press_mail import mail_steps
from bijgepraat.pipeline.publishing import publish_due
from bijgepraat.pipeline.sync.run import Wishes, opened
from bijgepraat.settings import Settings
from bijgepraat.store.store import Store


class JobError(Exception):
    """Why a job did not succeed, in words for the people who look after the machine."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What a job works with. `stop` is set when it should come to an end: the process is asked to, or another has the job."""

    store: Store
    settings: Settings
    now: Callable[[], datetime]
    stop: Event


def do(job: Job, hands: Hands) -> str:
    """Do a job; what came of it, in words. Raises `JobError`, or what the work itself raises."""
    return _HANDLERS[job.kind](job.key, hands)


def _sync(key: str, hands: Hands) -> str:
    """A round of one source, then the search index of this process and what joins records."""
    with opened(hands.store, hands.settings, hands.settings.data, now=hands.now, shared=True) as synchronisation:
        synchronisation.stop = hands.stop
        report = synchronisation.source(synchronisation.chosen([key])[0], Wishes())
        if not hands.stop.is_set():
            synchronisation.follow()
    faults = [report.error, *(stream.error for stream in report.streams)]
    told = "; ".join(fault for fault in faults if fault)
    if told:
        raise JobError(told)
    return f"{sum(stream.stored for stream in report.streams)} opgeslagen"


def _analyse(key: str, hands: Hands) -> str:
    after, _dash, upto = key.partition("-")
    return f"{analyse_span(hands.store, int(after), int(upto), hands.stop)} gelezen"


def _alert(_key: str, hands: Hands) -> str:
    return f"{match(hands.store, hands.now(), hands.settings).new} meldingen"


def _mail(_key: str, hands: Hands) -> str:
    if hands.settings.mail is None:
        raise JobError("Er is geen mailserver ingesteld (BIJGEPRAAT_SMTP).")
    done = deliver(hands.store, hands.settings.mail, hands.now, hands.stop.is_set)
    if done.unreachable:
        raise JobError(f"mailserver: {done.unreachable}")
    return f"{done.sent} verstuurd, {done.later} later"


def _publish(_key: str, hands: Hands) -> str:
    found = publish_due(hands.store, hands.now(), mail_steps(hands.settings.mail))
    return f"{sum(one.published is not None for one in found)} uitgebracht"


_HANDLERS: Mapping[JobKind, Callable[[str, Hands], str]] = {
    JobKind.SYNC: _sync,
    JobKind.ANALYSE: _analyse,
    JobKind.ALERT: _alert,
    JobKind.MAIL: _mail,
    JobKind.PUBLISH: _publish,
}

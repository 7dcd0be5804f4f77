# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is followed and is no record: a commitment, an ask, an estimate, a source. How it stands is held against how it stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import orjson

from bijgepraat.ledger.events import changed
from bijgepraat.model.following import Alert, Follow, Reason, Sort, Stand, What
from bijgepraat.model.health import ALARMING, LOOK, SourceHealth
from bijgepraat.model.municipalities import CLUSTERS
from bijgepraat.pipeline.follows.versions import HERE
from bijgepraat.pipeline.health import health
from bijgepraat.pipeline.municipalities import newest_distribution
from bijgepraat.pipeline.promises import Line, book
from bijgepraat.pipeline.verdicts import ask_verdicts
from bijgepraat.publish.site.words import PROMISE_STATES, day, number
from bijgepraat.settings import Settings
from bijgepraat.sources.descriptions import descriptions
from bijgepraat.store import alerts, follows
from bijgepraat.store.alerts import Counts, Told
from bijgepraat.store.store import Store

SORTS = (Sort.PROMISE, Sort.ASK, Sort.MUNICIPALITY, Sort.SOURCE)
_NAMES: Mapping[Sort, str] = {
    Sort.PROMISE: "toezegging",
    Sort.ASK: "inzet",
    Sort.MUNICIPALITY: "raming voor een gemeente",
    Sort.SOURCE: "bron",
}
_LONGEST_TITLE = 180


def match_stands(store: Store, now: datetime, settings: Settings | None = None) -> Counts:
    """Hold how things stand against how they stood, tell what changed, and remember the new.

    What nobody looked at before is only remembered, and what nobody follows any more forgotten: nobody is told of a change from
    before they followed. All in one transaction.
    """
    with store.reading() as connection:
        wanted = follows.targets(connection, SORTS)
        kept = follows.states(connection)
    if not any(wanted.values()) and not kept:
        return Counts()
    found = list(stands(store, now, wanted, settings))
    with store.writing() as connection:
        if follows.states(connection) != kept:
            return Counts()  # another round was there first
        everyone = [one for one in follows.active(connection) if one.sort in SORTS]
        told = list(_told(found, kept, everyone))
        counts = alerts.keep(connection, told, now.astimezone(UTC).isoformat(timespec="seconds"))
        now_kept = [(one.sort.value, _key(one), _json(one, kept.get((one.sort.value, _key(one))))) for one in found]
        follows.keep_states(connection, now_kept)
    return counts


def stands(store: Store, now: datetime, wanted: Mapping[Sort, set[str]], settings: Settings | None = None) -> Iterator[Stand]:
    """How all that is wanted stands now."""
    today = now.astimezone(HERE).date()
    if wanted[Sort.PROMISE]:
        for line in book(store, today, soft=True):
            if line.promise.key in wanted[Sort.PROMISE]:
                yield promise_stand(line)
    if wanted[Sort.ASK]:
        with store.reading() as connection:
            answers = follows.answers(connection, sorted(wanted[Sort.ASK]))
            decided = ask_verdicts(connection)
        for one in answers:
            text = f"{one.kind}:{one.key}"
            verdict = decided.get(f"{one.ask}|{text}", one.verdict)
            page, words = f"/inzet/{quote(one.ask, safe='')}", f"{one.label}: {verdict}"
            yield Stand(Sort.ASK, one.ask, verdict, words, one.title, page, part=text)
    if wanted[Sort.MUNICIPALITY]:
        by = newest_distribution(store)
        names = {one.code: one.name for one in by.municipalities}
        for code in sorted(wanted[Sort.MUNICIPALITY] & names.keys()):
            euros = sum(by.euros[code][cluster] for cluster in CLUSTERS)
            words = f"€ {number(round(euros))} uit het gemeentefonds in {by.year} ({by.title})"
            title, page = f"Het gemeentefonds voor {names[code]}", f"/gemeenten/{quote(code, safe='')}"
            yield Stand(Sort.MUNICIPALITY, code, f"{round(euros)}@{by.title}", words, title, page, what=What.AMOUNT)
    if wanted[Sort.SOURCE]:
        for source in health(store, settings or descriptions(), now).sources:
            if source.source in wanted[Sort.SOURCE]:
                yield source_stand(source)


def promise_stand(line: Line) -> Stand:
    """A commitment with its state and term: another term is another state."""
    promise = line.promise
    term = promise.deadline.last if promise.deadline is not None else None
    words = PROMISE_STATES[line.state] + (f", termijn {day(term)}" if term else "")
    quoted = " ".join(promise.main.quote.split())
    title = quoted if len(quoted) <= _LONGEST_TITLE else f"{quoted[:_LONGEST_TITLE].rpartition(' ')[0]} …"
    page = f"/toezeggingen/{quote(promise.key, safe='')}"
    value = f"{line.state.value}@{term.isoformat()}" if term else line.state.value
    return Stand(Sort.PROMISE, promise.key, value, words, title, page, promise.made)


def source_stand(one: SourceHealth) -> Stand:
    """A source: well, or in need of attention since a day."""
    bad = one.state in ALARMING or one.state in LOOK
    since = one.since.astimezone(HERE).date() if bad and one.since else None
    words = f"{one.state.value}{f' (sinds {day(since)})' if since else ''}"
    return Stand(Sort.SOURCE, one.source, one.state.value if bad else "goed", words, one.title, "/status", since)


def _told(found: Sequence[Stand], kept: Mapping[tuple[str, str], str], everyone: Sequence[Follow]) -> Iterator[Told]:
    followers: dict[tuple[Sort, str], list[Follow]] = {}
    for follow in everyone:
        followers.setdefault((follow.sort, follow.target), []).append(follow)
    for one in found:
        old = kept.get((one.sort.value, _key(one)))
        happened = changed(_kept(one, old), one) if old else None
        if happened is None or old is None:
            continue
        # A state may come back: how often it changed makes it another event.
        event = f"{one.sort.value}:{_key(one)[:400]}:{happened.name}:{orjson.loads(old)['times'] + 1}"
        for follow in followers.get((one.sort, one.key), ()):
            alert = Alert(
                event=event[:500],
                what=happened.what,
                title=one.title,
                sort=_NAMES[one.sort],
                page=one.page,
                source="Bijgepraat",
                day=one.day,
                reasons=(Reason(follow.id, follow.label, one.words),),
                seq=0,
                before=happened.before,
                after=happened.after,
            )
            yield Told(follow.reader, follow.rhythm, alert)


def _key(one: Stand) -> str:
    return f"{one.key}|{one.part}" if one.part else one.key


def _kept(one: Stand, old: str) -> Stand:
    value = orjson.loads(old)
    return replace(one, value=value["value"], words=value["words"])


def _json(one: Stand, old: str | None) -> str:
    before = orjson.loads(old) if old else None
    times = 0 if before is None else before["times"] + (before["value"] != one.value)
    return orjson.dumps({"value": one.value, "words": one.words, "times": times}).decode()

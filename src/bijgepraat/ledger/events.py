# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What happened to a record or a state, worth telling. Pure: versions in, happenings out.

Decided over the whole row of versions every time, so it does not matter in which batches they were looked at: whoever wants what
came after a change number takes the happenings with a higher one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bijgepraat.model.following import Happening, Stand, Version, What

NEW = "nieuw"
_SAME_BEGIN = timedelta(minutes=15)
"""The chamber fills in afterwards when a meeting really began; that is keeping house."""


def happenings(versions: Sequence[Version], *, announced: bool = True) -> list[Happening]:
    """All that happened to one record, in order of arrival.

    A version that arrived after a newer one was never the current one, and nothing happened by it. Without `announced` the record
    itself is no news (a decision), only the states in it are. A happening that comes a second time (a meeting that moves back
    and forth) has a name of its own.
    """
    seen: Counter[str] = Counter()
    found: list[Happening] = []
    current: Version | None = None
    for version in sorted(versions, key=lambda one: one.number):
        if current is not None and (version.modified or "") < (current.modified or ""):
            continue
        for one in _between(current, version, announced=announced):
            seen[one.name] += 1
            again = f"#{seen[one.name]}" if seen[one.name] > 1 else ""
            found.append(Happening(one.what, one.name + again, one.seq, one.before, one.after))
        current = version
    return found


def changed(before: Stand | None, now: Stand) -> Happening | None:
    """What happened to something that is not a record; nothing where nobody looked before."""
    if before is None or before.value == now.value:
        return None
    return Happening(now.what, now.value, 0, before.words, now.words)


def _between(old: Version | None, new: Version, *, announced: bool) -> Iterator[Happening]:
    if old is None or (old.deleted and not new.deleted):
        if new.deleted:
            return
        if announced:
            yield Happening(What.NEW, NEW if old is None else "terug", new.seq)
        else:
            yield from _facets((), new)
        return
    if new.deleted:
        if not old.deleted and announced:
            yield Happening(What.GONE, "vervallen", new.seq, old.begin, None)
        return
    if new.off and not old.off:
        yield Happening(What.GONE, f"vervallen:{new.begin or ''}", new.seq, new.begin or old.begin, None)
    elif moved(old.begin, new.begin):
        yield Happening(What.MOVED, f"verplaatst:{new.begin}", new.seq, old.begin, new.begin)
    elif old.off and not new.off:
        yield Happening(What.STATE, f"stand:gaat toch door:{new.begin or ''}", new.seq, "vervallen", "gaat toch door")
    yield from _facets(old.facets, new)
    if announced and new.words != old.words:
        titles = (old.title, new.title) if old.title != new.title else (None, None)
        yield Happening(What.NEW_VERSION, f"gewijzigd:{new.words}", new.seq, *titles)


def moved(old: str | None, new: str | None) -> bool:
    """Whether a meeting has another beginning: another day, or more than a quarter of an hour; also when it had none before."""
    if new is None or old == new:
        return False
    if old is None or len(old) != len(new) or old[:10] != new[:10]:
        # Of a day without an hour the hour often follows later: that is the same day, told more precisely.
        return old is None or old[:10] != new[:10]
    try:
        return abs(datetime.fromisoformat(new) - datetime.fromisoformat(old)) > _SAME_BEGIN
    except ValueError:
        return True


def _facets(old: Sequence[tuple[str, str]], new: Version) -> Iterator[Happening]:
    before = dict(old)
    for name, value in new.facets:
        if before.get(name) != value:
            was = f"{name}: {before[name]}" if name in before else None
            yield Happening(What.STATE, f"stand:{name}:{value}", new.seq, was, f"{name}: {value}")

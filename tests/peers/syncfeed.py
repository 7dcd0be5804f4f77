# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""SyncFeed 2.0: pages of Atom with XML payloads, in the order of change, and the announced files.

Nulls alternate between `xsi:nil` and absence. Vergadering, Verslag and Toezegging come with the prefix `ns1:` and with offsets;
the others with naive local moments of seven decimals.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from .answers import Answer, as_json, not_found
from .faults import Fault, Trouble
from .kinds import KINDS, EntityKind
from .truth import FIRST_TOKEN, TOKEN_STEP, Change, Truth, token_of

ROOT = "/SyncFeed/2.0"
_TYPE = "application/atom+xml; charset=utf-8"
_AUTHOR = "<author><name>Tweede Kamer der Staten-Generaal</name></author>"
_XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_TK = "http://www.tweedekamer.nl/xsd/tkData/v1-0"
_WRONG_CLOCKS = {
    Trouble.CLOCK_AHEAD: "2999-01-01T00:00:00.0000000Z",
    Trouble.CLOCK_ZERO: "0001-01-01T00:00:00.0000000Z",
}
_ERROR = b"<Error><Message>An error has occurred.</Message></Error>"


class SyncFeedSite:
    """The feed of a truth. `altered` are the entities whose `updated` was falsified on the way."""

    def __init__(self, truth: Truth, address: str, page: int = 250) -> None:
        self._truth = truth
        self._base = address + ROOT
        self._page = page
        self._shifts: dict[str, int] = {}
        self._gone: set[tuple[str, int]] = set()
        self.altered: set[tuple[str, str]] = set()
        self._ready: dict[tuple[str, str | None], tuple[int, int]] = {}
        self._ready_file: BinaryIO | None = None
        self._ready_for = -1

    def prerender(self, file: BinaryIO) -> int:
        """Write every page of a reading from the beginning to a file, to be served from there while there is no news.

        Making half a million entries costs half a minute, which a benchmark would otherwise share. The number of pages.
        """
        for category in self._truth.kinds:
            token: str | None = None
            while True:
                body = self.feed(category, token).body
                self._ready[category, token] = (file.tell(), len(body))
                file.write(body)
                positions, _more = self._truth.after(category, int(token) if token else None, self._page)
                if not positions:
                    break
                token = str(token_of(positions[-1]))
        file.flush()
        self._ready_file, self._ready_for = file, len(self._truth)
        return len(self._ready)

    def forget(self, category: str) -> None:
        """All skiptokens handed out so far for a category stop existing."""
        # A token is FIRST + STEP * position + remainder; only the remainders of the last generation are alive.
        self._shifts[category] = (self._shifts.get(category, 0) + 2) % (TOKEN_STEP - 1)

    def feed(self, category: str, raw_token: str | None, fault: Fault | None = None) -> Answer:
        """A page of a category, with a fault done to what it says."""
        if raw_token is not None and not raw_token.lstrip("-").isdigit():
            return Answer(_ERROR, "application/xml; charset=utf-8", 500)
        token = None if raw_token is None else int(raw_token)
        kind = fault.kind if fault else None
        if (
            fault is None
            and self._ready_file is not None
            and self._ready_for == len(self._truth)
            and not (self._shifts or self._gone)
        ):
            ready = self._ready.get((category, raw_token))
            if ready is not None:
                return Answer(os.pread(self._ready_file.fileno(), ready[1], ready[0]), _TYPE)
        if token is not None and (kind is Trouble.TOKEN_GONE or not self._alive(category, token)):
            self._gone.add((category, token))
            status = int(fault.value or 404) if fault and kind is Trouble.TOKEN_GONE else 404
            return Answer(_ERROR, "application/xml; charset=utf-8", status)
        positions, more = self._truth.after(category, token, self._page)
        here = FIRST_TOKEN - TOKEN_STEP if token is None else token_of((token - FIRST_TOKEN) // TOKEN_STEP)
        onward = token_of(positions[-1]) if positions and more else None
        link = self._link(category, onward) if onward is not None else None
        refused = kind is Trouble.TOKEN_GONE
        alias = self._link(category, here, alias=True)
        asked_alias = token is not None and (token - FIRST_TOKEN) % TOKEN_STEP == self._shifts.get(category, 0) + 1
        if kind is Trouble.PAGE_TWICE:
            refused = asked_alias or not positions
            link = link if refused else alias
        elif kind is Trouble.PAGES_SWAPPED:
            refused = asked_alias or onward is None
            if not refused:
                positions, _more = self._truth.after(category, onward, self._page)
                link = alias
        elif kind is Trouble.ENDLESS:
            refused = onward is None
            link = link if refused else f"{self._base}/Feed?category={category}" + (f"&skiptoken={token}" if token else "")
        changes = [(position, self._truth.change(position)) for position in positions]
        entries, refused_here = self._faulty(category, changes, fault)
        resume = None if positions else self._link(category, here)
        return Answer(self._atom(category, token, entries, link, resume), _TYPE, refused=refused or refused_here)

    def entity(self, key: str) -> Answer:
        """One entity as an entry."""
        for name in self._truth.kinds:
            position = self._truth.latest(name).get(key.lower())
            if position is not None:
                entry = self._entry(name, position, self._truth.change(position))
                entry = entry.replace("<entry>", '<entry xmlns="http://www.w3.org/2005/Atom">', 1)
                return Answer(f'<?xml version="1.0" encoding="utf-8"?>{entry}'.encode(), _TYPE)
        return not_found()

    def resource(self, key: str) -> Answer:
        """The file of an entity as it is now; 404 with a small JSON body when it has none."""
        for name in ("Document", "Verslag", "Persoon", "Fractie"):
            change = self._truth.last(name, key.lower())
            if change is not None and change.resource is not None:
                media_type = change.fields.get("ContentType") or "application/octet-stream"
                return Answer(change.resource, str(media_type))
        return as_json({"error": "Resource not found"}, 404)

    def _alive(self, category: str, token: int) -> bool:
        shift = self._shifts.get(category, 0)
        return (token - FIRST_TOKEN) % TOKEN_STEP - shift in {0, 1} and (category, token) not in self._gone

    def _link(self, category: str, token: int, *, alias: bool = False) -> str:
        chosen = token + self._shifts.get(category, 0) + alias
        if (category, chosen) in self._gone:
            chosen += -1 if alias else 1
        return f"{self._base}/Feed?skiptoken={chosen}&category={category}"

    def _faulty(self, category: str, changes: Sequence[tuple[int, Change]], fault: Fault | None) -> tuple[list[str], bool]:
        shown = dict(changes)
        refused = False
        kind = fault.kind if fault else None
        clocks: dict[int, str] = {}
        if fault and kind is Trouble.NEW_VALUE:
            name, _, value = (fault.value or "").partition("=")
            chosen = next((p for p, c in changes if not c.deleted and c.fields.get(name) is not None), None)
            refused = chosen is None
            if chosen is not None:
                shown[chosen] = replace(shown[chosen], fields={**shown[chosen].fields, name: value})
        elif fault and kind is Trouble.LOST_FIELD:
            shown = {p: replace(c, fields={n: v for n, v in c.fields.items() if n != fault.value}) for p, c in changes}
        elif kind in _WRONG_CLOCKS:
            refused = not changes
            for position, change in changes[len(changes) // 2 :][:1]:
                clocks[position] = _WRONG_CLOCKS[kind]
                self.altered.add((category, change.key))
        elif kind in {Trouble.ENTRIES_REVERSED, Trouble.ENTRY_TWICE}:
            refused = len(changes) < 2
        entries = [self._entry(category, position, change, clocks.get(position)) for position, change in shown.items()]
        if kind is Trouble.ENTRIES_REVERSED:
            entries.reverse()
        elif kind is Trouble.ENTRY_TWICE and entries:
            middle = len(entries) // 2
            entries = [*entries[: middle + 1], *entries[middle:], entries[0]]
        return entries, refused

    def _atom(self, category: str, token: int | None, entries: Sequence[str], link: str | None, resume: str | None) -> bytes:
        own = f"{self._base}/Feed?category={category}" + (f"&skiptoken={token}" if token is not None else "")
        head = [
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<title>Gegevensmagazijn SyncFeed (category: {escape(category)})</title><id>{self._base}/Feed</id>",
            f'<link rel="self" href={quoteattr(own)} />',
        ]
        head += [f'<link rel="next" href={quoteattr(link)} />'] if link else []
        head += [f'<link rel="resume" href={quoteattr(resume)} />'] if resume else []
        last = self._truth.updated(len(self._truth) - 1) if len(self._truth) else "2026-01-01T00:00:00.0000000Z"
        head.append(f"<updated>{last}</updated>{_AUTHOR}<rights>Vermeld de bron</rights>")
        return "".join((*head, *entries, "</feed>")).encode()

    def _entry(self, category: str, position: int, change: Change, updated: str | None = None) -> str:
        kind = KINDS[change.kind]
        enclosure = f'<link rel="enclosure" href="{self._base}/Resources/{change.key}" />' if change.resource is not None else ""
        return (
            f"<entry><title>{change.key}</title><id>{self._base}/Entiteiten/{change.key}</id>{_AUTHOR}"
            f'<updated>{updated or change.updated}</updated><category term="{kind.xml}" />'
            f'<link rel="next" href="{self._link(category, token_of(position)).replace("&", "&amp;")}" />{enclosure}'
            f'<content type="application/xml">{_payload(kind, change, position)}</content></entry>\n'
        )


def _payload(kind: EntityKind, change: Change, position: int) -> str:
    prefix, attribute = ("ns1:", "ns1:") if kind.ns1 else ("", "tk:")
    spaces = f' xmlns:ns1="{_TK}"' if kind.ns1 else f' xmlns="{_TK}" xmlns:tk="{_TK}"'
    truth_words = ("False", "True") if kind.name == "Persoon" else ("false", "true")
    fields = change.fields
    head = (
        f'<{prefix}{kind.xml}{spaces}{_XSI} id="{change.key}" {attribute}bijgewerkt="{_stamp(fields.get("GewijzigdOp"), kind.ns1) or change.updated}"'
        f' {attribute}verwijderd="{truth_words[change.deleted]}"'
    )
    if change.deleted:
        return head + " />"
    if fields.get("ContentType") is not None:
        head += f' {attribute}contentType="{fields["ContentType"]}" {attribute}contentLength="{fields["ContentLength"]}"'
    parts = [head, ">", *_references(kind, change, prefix)]
    for place, field in enumerate(kind.fields):
        name = field.name
        if name[:7] == "Content" or name not in fields:
            continue
        value = fields[name]
        tag = prefix + field.xml
        if value is None:
            # Both ways of saying "nothing" occur; which one does not depend on the entity.
            if (position + place) % 2:
                parts.append(f'<{tag} xsi:nil="true" />')
            continue
        parts.append(f"<{tag}>{_text(value, field.type, kind.ns1)}</{tag}>")
    parts.append(f"</{prefix}{kind.xml}>")
    return "".join(parts)


def _references(kind: EntityKind, change: Change, prefix: str) -> list[str]:
    parts = []
    to: list[str] = []
    for reference in kind.references:
        for key in change.refs.get(reference.role, ()):
            if reference.role.startswith("ToegezegdAan"):
                to.append(f'<{prefix}{reference.target.lower()} ref="{key}"/>')
            else:
                parts.append(f'<{prefix}{reference.xml} ref="{key}" />')
    if kind.name == "Toezegging":
        parts.append(f"<{prefix}toegezegdAan>{''.join(to)}</{prefix}toegezegdAan>" if to else f"<{prefix}toegezegdAan/>")
    return parts


def _text(value: object, kind: str, offsets: bool) -> str:
    if value is True or value is False:
        return "true" if value else "false"
    text = str(value)
    if kind == "t":
        if text.startswith("0001"):
            return text[:19]
        return text if offsets else text[:19]
    if kind == "d":
        return text[:10]
    return escape(text) if "&" in text or "<" in text or ">" in text else text


def _stamp(moment: str | None, offsets: bool) -> str | None:
    """`2026-11-20T09:37:08.992+01:00` as the feed writes it."""
    if moment is None or offsets:
        return moment
    whole, _, rest = moment.partition(".")
    fraction = "".join(c for c in rest.partition("+")[0] if c.isdigit())
    return f"{whole[:19]}.{fraction:0<7}"

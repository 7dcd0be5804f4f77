# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Who is meant by an office: "de minister van Defensie", and after that "de minister". Never a guess when two fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bijgepraat.model.claims import Name, Span
from bijgepraat.understand.naming import cabinet, ministries
from bijgepraat.understand.naming.cabinet import Holder, Office
from bijgepraat.understand.naming.tables import form_at

_OFFICE = re.compile(
    r"(?<![\w-])(?:(?P<premier>[Mm]inister-?[Pp]resident|[Pp]remier)|(?P<minister>[Mm]inister)|(?P<state>[Ss]taatssecretaris)|"
    r"(?P<any>[Bb]ewinds(?:persoon|man|vrouw)))(?![\w-])"
)
_LINK = re.compile(r" (?:(?:van|voor|der|bij) )?(?:het ministerie van )?(?=[A-ZÀ-Ý])")
_LINKED_ELSEWHERE = re.compile(r" (?:van|voor|der) (?:de |het )?[A-ZÀ-Ý]| van [Ss]taat\b")
_ARTICLE = re.compile(
    r"(?:^|[^\w])(?:[Dd]e|[Dd]eze|[Oo]nze|[Dd]ezelfde|[Dd]e demissionaire?|[Dd]e huidige|[Dd]e verantwoordelijke?) $"
)
_NOT_NOW = re.compile(
    r"(?:[A-ZÀ-Ý][\w-]+(?:[sn]e|ische)|[Tt]oenmalige?|[Vv]oormalige?|[Vv]orige|[Oo]ud|[Nn]ieuwe|[Vv]olgende|"
    r"[Tt]oekomstige?|[Aa]anstaande?|"
    r"[Bb]eoogde?|[Ee]en|[Gg]een|[Ee]lke|[Ii]edere) $"
)
"""Before an office that is another's: of another country, or of another time."""
_OF_ELSEWHERE = re.compile(r" van (?!Nederland\b|Weel\b)[A-ZÀ-Ý]")
_NAME_FOLLOWS = re.compile(r" (?:(?:van|de|der|den|ten|ter|'t) ){0,3}[A-ZÀ-ÖØ-ÞÇŞ][a-zà-ÿşğ]")
_BACK = 32
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class _Mention:
    """An office that a text names with its portfolio, or with its holder: `id` is the holder's, or `?` with the words."""

    start: int
    state: bool
    id: str
    span: Span


def find_offices(text: str, on: date | None, people: Sequence[Name], addressed: Collection[str] = ()) -> list[Name]:
    """Offices without a name, as names of those who held them on that day. Without a day nothing is found.

    `people`: persons that were found in the text (a minister who is named may be "de minister" later). `addressed`: keys of the
    ministries that the text is directed at or belongs to, where the caller knows.
    """
    if on is None:
        return []
    spoken_to = [holder for key in addressed for holder in cabinet.in_office(on) if holder.ministry == key]
    mentions = list(_persons(people, on))
    found: list[Name] = []
    bare: list[re.Match[str]] = []
    for match in _OFFICE.finditer(text):
        before = text[max(0, match.start() - _BACK) : match.start()]
        if _NOT_NOW.search(before):
            continue
        kind = _kind(match)
        if kind == "minister-president":
            holder = cabinet.premier(on)
            if holder and not _NAME_FOLLOWS.match(text, match.end()) and not _OF_ELSEWHERE.match(text, match.end()):
                found.append(_name(match, holder, None))
            continue
        linked = _area(text, match.end())
        if linked is not None:
            span, areas = linked
            if _OF_ELSEWHERE.match(text, span.end):
                continue
            holder = cabinet.holder_of(kind, areas, on)
            mentions.append(
                _Mention(match.start(), kind == "staatssecretaris", holder.id if holder else _UNKNOWN + span.quote, span)
            )
            if holder:
                found.append(_name(match, holder, span))
        elif _LINKED_ELSEWHERE.match(text, match.end()):
            mentions.append(_Mention(match.start(), kind == "staatssecretaris", _UNKNOWN, _span(match)))
        elif _ARTICLE.search(before) and not _NAME_FOLLOWS.match(text, match.end()):
            bare.append(match)
    mentions.sort(key=lambda mention: mention.start)
    return found + list(_resolve(bare, mentions, spoken_to, on))


def _resolve(bare: list[re.Match[str]], mentions: list[_Mention], spoken_to: list[Holder], on: date) -> Iterator[Name]:
    """What "de minister" is: the only one named before it, or the only one named at all."""
    whole = {office: _candidates(mentions, spoken_to, office) for office in ("minister", "staatssecretaris", "bewindspersoon")}
    seen: dict[Office, dict[str, _Mention | None]] = {
        office: _candidates([], spoken_to, office) for office in ("minister", "staatssecretaris", "bewindspersoon")
    }
    at = 0
    for match in bare:
        while at < len(mentions) and mentions[at].start < match.start():
            for office, some in seen.items():
                if _may_be(mentions[at], office):
                    some[mentions[at].id] = mentions[at]
            at += 1
        kind = _kind(match)
        some = seen[kind] or whole[kind]
        if len(some) != 1:
            continue
        ((identifier, mention),) = some.items()
        holder = cabinet.offices_of(identifier, on)
        if holder:
            yield _name(match, holder, mention.span if mention else None)


def _candidates(mentions: list[_Mention], spoken_to: list[Holder], office: str) -> dict[str, _Mention | None]:
    some: dict[str, _Mention | None] = {
        holder.id: None
        for holder in spoken_to
        if office == "bewindspersoon" or (holder.office == "staatssecretaris") == (office == "staatssecretaris")
    }
    some.update({mention.id: mention for mention in mentions if _may_be(mention, office)})
    return some


def _may_be(mention: _Mention, office: str) -> bool:
    return office == "bewindspersoon" or mention.state == (office == "staatssecretaris")


def _persons(people: Sequence[Name], on: date) -> Iterator[_Mention]:
    """Members of the cabinet whom a text names, as mentions of their office."""
    for name in people:
        holder = cabinet.offices_of(name.id, on) if name.id and name.role else None
        holder = holder or (cabinet.offices_of(cabinet.known_as(name.name) or "", on) if name.role else None)
        if holder and holder.office != "minister-president":
            yield _Mention(name.start, holder.office == "staatssecretaris", holder.id, Span(name.quote, name.start, name.end))


def _area(text: str, at: int) -> tuple[Span, frozenset[str]] | None:
    """The ministry or portfolio that follows an office, with the keys that it may mean."""
    link = _LINK.match(text, at)
    if link is None:
        return None
    form = form_at(text, link.end(), ministries.areas_table())
    if form is None:
        return None
    end = link.end() + len(form.text)
    return Span(text[link.end() : end], link.end(), end), ministries.areas_named(form.text)


def _kind(match: re.Match[str]) -> Office:
    if match["premier"]:
        return "minister-president"
    return "minister" if match["minister"] else "staatssecretaris" if match["state"] else "bewindspersoon"


def _span(match: re.Match[str]) -> Span:
    return Span(match.group(), match.start(), match.end())


def _name(match: re.Match[str], holder: Holder, by: Span | None) -> Name:
    return Name(
        match.group(), match.start(), match.end(), "person", holder.name, holder.id, role=holder.role, party=holder.party, by=by
    )

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""One record whole: its text in parts, what was found in it, its relations, votes, versions and origin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from bijgepraat.model.claims import Commitment, Moment, Reference, Span, ThemeScore, amount_of, name_of
from bijgepraat.model.records import Kind
from bijgepraat.model.views import (
    Block,
    DocumentView,
    Elsewhere,
    Finding,
    FindingType,
    Heading,
    MotionView,
    OriginalView,
    Part,
    VersionRow,
    VoteView,
    page_of,
    record_page,
)
from bijgepraat.pipeline.site import people
from bijgepraat.pipeline.site.alike import Alike
from bijgepraat.pipeline.site.entries import day_of, sort_of, telling_titles, title_of
from bijgepraat.pipeline.site.memory import Memory
from bijgepraat.pipeline.site.relations import relations, zaken_of
from bijgepraat.pipeline.site.targets import targets
from bijgepraat.pipeline.site.votes import standing_of, vote_of, votes_on
from bijgepraat.publish.site.words import FACTS, fact_value
from bijgepraat.store.lookup import by_key, claims_of, text_of, version_of
from bijgepraat.store.queries import Connection, levels_of, original_of, passages_of, versions_of
from bijgepraat.store.store import Store
from bijgepraat.store.works import members
from bijgepraat.understand.papers import parts_of

_PART = 24_000
"""Characters of text on one page: a quarter of an hour of reading, and a page that any browser shows at once."""
_LONGEST_BLOCK = 8_000
_MOST_HEADINGS = 200
_FEWEST_HEADINGS = 4
_SPEECHES = {"toespraak", "interruptie", "voorzitter", "motie"}
_TYPES: dict[str, FindingType] = {
    "amount": "bedrag",
    "moment": "datum",
    "name": "naam",
    "reference": "verwijzing",
    "commitment": "toezegging",
    "relevance": "relevantie",
}
_WITH_VOTES = {Kind.ZAAK, Kind.DOCUMENT, Kind.PUBLICATIE}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks of a document, as far as it makes sense."""

    version: int | None = None
    part: int | None = None
    quoted: tuple[int, int] | None = None

    @classmethod
    def of(cls, version: str = "", part: str = "", start: str = "", end: str = "") -> Wanted:
        """Read the values of an address; what is no number counts as absent."""
        first, last = _number(start), _number(end)
        quoted = (first, last) if first is not None and last is not None and first < last else None
        return cls(_number(version), _number(part), quoted)


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def exact_text(store: Store, kind: str, key: str, version: int | None) -> str | None:
    """The stored text of a version, or its title when it has none; None when there is no such record or version."""
    with store.reading() as connection:
        row, _current = _row(connection, kind, key, version)
        if row is None:
            return None
        text = text_of(connection, row.id, row.version)
        return text if text is not None else row.title or ""


def document(memory: Memory, kind: str, key: str, wanted: Wanted, alike: Alike | None = None) -> DocumentView | None:
    """The page of a record, in the wanted version and part. `alike` finds passages of other records that mean the same."""
    directory = people.directory(memory)
    with memory.store.reading() as connection:
        row, newest = _row(connection, kind, key, wanted.version)
        if row is None or newest is None:
            return None
        current = row.version == newest.version
        fields = orjson.loads(row.fields)
        text = text_of(connection, row.id, row.version)
        reading = levels_of(connection, [row.id]).get(row.id) if current else None
        if reading is not None and reading.version != row.version:
            reading = None
        found = (
            _findings(connection, memory, row, len(text if text is not None else row.title or "")) if reading is not None else []
        )
        blocks = _blocks(text or "", passages_of(connection, row.id, row.version), row.kind, directory.page_of_name)
        page = record_page(row.kind, row.key)
        suffix = "" if current else f"versie={row.version}"
        part, shown = _part(blocks, wanted, page, suffix, row.kind) if blocks else (None, ())
        votes: list[VoteView] = []
        more = 0
        motion = None
        if row.kind == Kind.BESLUIT:
            votes = [vote_of(connection, row)]
        elif row.kind in _WITH_VOTES:
            zaken = list(zaken_of(connection, newest))
            votes, more = votes_on(connection, zaken) if zaken else ([], 0)
            motion = motion_of(connection, newest, text or "")
        return DocumentView(
            kind=row.kind,
            key=row.key,
            sort=sort_of(row),
            title=title_of(row),
            date=day_of(row),
            source=row.source,
            address=row.address,
            version=row.version,
            versions=_versions(connection, newest, page),
            original=_original(connection, row),
            deleted=row.deleted,
            told=telling_titles(connection, [row]).get(row.id),
            level=reading.level if reading is not None else None,
            themes=_themes(reading),
            analyser=reading.analyser if reading is not None else None,
            blocks=shown,
            findings=tuple(found) if text is not None else (),
            in_title=tuple(found) if text is None else (),
            part=part,
            quoted=wanted.quoted if text is not None else None,
            length=len(text) if text is not None else None,
            facts=_facts(row, fields),
            relations=relations(connection, memory.store.index, newest),
            motion=motion,
            votes=tuple(votes),
            votes_more=more,
            elsewhere=elsewhere(connection, newest),
            also=alike.of(row) if alike is not None and current else (),
        )


def motion_of(connection: Connection, row: Any, text: str) -> MotionView | None:
    """What a motion asks and how it stands; None for what is no motion."""
    papers = {key: orjson.loads(zaak.fields) for key, zaak in zaken_of(connection, row).items()}
    motions = {key: fields for key, fields in papers.items() if fields.get("Soort") == "Motie"}
    if not motions:
        return None
    parts = parts_of(text)
    asks = tuple(_requests(text, parts.requests, parts.end))
    standing = standing_of(connection, list(motions))
    thought = next((str(found) for fields in motions.values() if (found := fields.get("Kabinetsappreciatie"))), None)
    appraisal = None if thought is None or thought.startswith("Niet beschikbaar") else thought
    return MotionView(standing.state.value, standing.since, standing.words, asks, appraisal)


def _requests(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraphs in which a motion asks, each with its place."""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        words = line.group().strip()
        if len(words) > 12:
            place = start + line.start() + len(line.group()) - len(line.group().lstrip())
            yield Span(words, place, place + len(words))


def elsewhere(connection: Connection, row: Any) -> tuple[Elsewhere, ...]:
    """By which other ways the same document came, each address once; records that only tie others together are left out."""
    found: dict[str, Elsewhere] = {}
    everyone = members(connection, row.id)
    own = next((member for member in everyone if member.row.id == row.id), None)
    for member in everyone:
        other = member.row
        if own is None or member is own or other.kind == Kind.DOCUMENT_VERSIE:
            continue
        # Both stand as far from the leader as their reasons are sure; between the two the weaker one counts.
        weaker = min(member, own, key=lambda one: one.confidence)
        line = Elsewhere(
            other.kind, other.source, page_of(other.kind, other.key), other.address, weaker.rule, weaker.confidence == 1
        )
        known = found.setdefault(other.address or line.page, line)
        if other.has_text and known is not line:  # of two at one address the one that can be read
            found[other.address or line.page] = line
    return tuple(sorted(found.values(), key=lambda line: (not line.sure, line.source, line.kind, line.page)))


def _row(connection: Connection, kind: str, key: str, version: int | None) -> tuple[Any, Any]:
    """The wanted version of a record and its newest one, or two times None."""
    newest = by_key(connection, kind, key)
    if newest is None or version is None or version == newest.version:
        return newest, newest
    row = version_of(connection, newest.id, version)
    return (row, newest) if row is not None else (None, None)


def _findings(connection: Connection, memory: Memory, row: Any, length: int) -> list[Finding]:
    """What was found in the current version, in the order of the text, each with where it leads."""
    spans: dict[tuple[str, int, int], tuple[FindingType, Span, str | None]] = {}
    for claim in claims_of(connection, row.id):
        kind = _TYPES.get(claim.type)
        if kind is not None and claim.version == row.version and 0 <= claim.start < claim.end <= length:
            spans.setdefault((kind, claim.start, claim.end), (kind, _span(claim), claim.ref))
    ordered = sorted(spans.values(), key=lambda item: (item[1].start, -item[1].end, item[0]))
    leads = targets(connection, memory, [(span, ref) for _kind, span, ref in ordered])
    return [Finding(kind, span, page, external) for (kind, span, _ref), (page, external) in zip(ordered, leads, strict=True)]


def _span(claim: Any) -> Span:
    """A stored claim as the noun it was."""
    value = orjson.loads(claim.value)
    place = {"quote": claim.quote, "start": claim.start, "end": claim.end}
    match claim.type:
        case "amount":
            return amount_of({**place, **value})
        case "moment":
            return _moment({**place, **value})
        case "name":
            return name_of({**place, **value})
        case "reference":
            return Reference(**place, **value)
        case "commitment":
            term = value.pop("deadline", None)
            spans = {name: Span(**value.pop(name)) if value.get(name) else None for name in ("about", "to", "withdrawn")}
            return Commitment(**place, **{**value, **spans}, deadline=_moment(term) if term else None)
    return Span(**place)


def _moment(value: dict[str, Any]) -> Moment:
    sides = {name: date.fromisoformat(value[name]) if value.get(name) else None for name in ("first", "last")}
    return Moment(value["quote"], value["start"], value["end"], **sides, deadline=value.get("deadline", False))


def _themes(reading: Any) -> tuple[ThemeScore, ...]:
    if reading is None:
        return ()
    return tuple(ThemeScore(item["key"], item["score"], tuple(item["words"])) for item in orjson.loads(reading.themes))


def _blocks(text: str, passages: Sequence[Any], kind: str, page_of_name: Callable[[str], str | None]) -> list[Block]:
    """The whole text as blocks in order; only in debates the lines between passages, which name speakers, are left out."""
    blocks: list[Block] = []
    position = 0
    for passage in passages:
        start, end = max(passage.start, position), min(passage.end, len(text))
        if start >= end:
            continue
        if kind != Kind.DEBAT:
            blocks += _pieces(text, position, start)
        speaker = passage.speaker if passage.kind in _SPEECHES else None
        blocks += _pieces(
            text,
            start,
            end,
            n=passage.n,
            kind=passage.kind,
            page=passage.page,
            speaker=speaker,
            role=passage.role,
            party=passage.party,
            speaker_page=page_of_name(speaker) if speaker else None,
        )
        position = end
    if kind != Kind.DEBAT or not passages:
        blocks += _pieces(text, position, len(text))
    return blocks


def _pieces(text: str, start: int, end: int, n: int | None = None, kind: str = "alinea", **rest: Any) -> Iterator[Block]:
    """A stretch of text as one block, or as several when it is very long; nothing when it is blank."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end:
        last = end
        if end - start > _LONGEST_BLOCK and kind != "rij":
            limit = start + _LONGEST_BLOCK
            last = max(text.rfind("\n", start, limit), text.rfind(". ", start, limit) + 1)
            if last <= start:
                last = text.rfind(" ", start, limit)
            if last <= start:
                last = limit
        yield Block(n, kind, start, last, text[start:last], **rest)
        n = None
        start = last
        while start < end and text[start].isspace():
            start += 1


def _part(blocks: Sequence[Block], wanted: Wanted, page: str, suffix: str, kind: str) -> tuple[Part, tuple[Block, ...]]:
    """The part that is asked for: by number, else the one with the quoted words, else the first."""
    parts = _cut(blocks)
    number = 1
    if wanted.part is not None:
        number = min(max(wanted.part, 1), len(parts))
    elif wanted.quoted is not None:
        begins = [n for n, part in enumerate(parts, 1) if part[0].start <= wanted.quoted[0]]
        number = begins[-1] if begins else 1
    shown = parts[number - 1]
    contents = _contents(parts, number, page, suffix, kind)
    return Part(number, len(parts), shown[0].start, shown[-1].end, contents), tuple(shown)


def _cut(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks in parts of about the same length, cut before a heading where there is one near."""
    parts: list[list[Block]] = [[]]
    size = 0
    for block in blocks:
        full = size + len(block.text) > _PART
        at_heading = block.kind == "kop" and size > _PART * 0.6
        if parts[-1] and (full or at_heading):
            parts.append([])
            size = 0
        parts[-1].append(block)
        size += len(block.text)
    return parts


def _contents(parts: Sequence[Sequence[Block]], number: int, page: str, suffix: str, kind: str) -> tuple[Heading, ...]:
    """A table of contents: headings, and in a debate who spoke and how often."""

    def place(part: int, block: Block) -> str:
        if part == number:
            return f"#p{block.n}"
        query = "&".join(item for item in (f"deel={part}" if part > 1 else "", suffix) if item)
        return f"{page}{'?' + query if query else ''}#p{block.n}"

    numbered = [(n, block) for n, part in enumerate(parts, 1) for block in part if block.n is not None]
    headings = [Heading(" ".join(block.text.split())[:120], place(n, block)) for n, block in numbered if block.kind == "kop"]
    spoken: dict[str, list[tuple[int, Block]]] = {}
    for n, block in numbered:
        if block.speaker and block.kind in {"toespraak", "interruptie"}:
            spoken.setdefault(block.speaker, []).append((n, block))
    if kind == Kind.DEBAT and spoken:
        for speaker, turns in spoken.items():
            times = f"{len(turns)} keer aan het woord" if len(turns) > 1 else "één keer aan het woord"
            headings.append(Heading(speaker, place(*turns[0]), 2, times))
    if len(parts) == 1 and (len(headings) < _FEWEST_HEADINGS or parts[0][-1].end < _LONGEST_BLOCK):
        return ()
    return tuple(headings[:_MOST_HEADINGS])


def _versions(connection: Connection, newest: Any, page: str) -> tuple[VersionRow, ...]:
    rows = [VersionRow(newest.version, _when(newest.modified), True, newest.deleted, page)]
    rows += [
        VersionRow(row.version, _when(row.modified), False, row.deleted, f"{page}?versie={row.version}")
        for row in versions_of(connection, newest.id)
    ]
    return tuple(sorted(rows, key=lambda row: row.version, reverse=True))


def _when(modified: str | None) -> str | None:
    """The source's moment of change, without its fractions of a second."""
    return fact_value(modified.partition(".")[0]) if modified else None


def _original(connection: Connection, row: Any) -> OriginalView | None:
    found = original_of(connection, row.original)
    if found is None:
        return None
    fetched = datetime.fromisoformat(found.fetched)
    return OriginalView(found.sha256, found.address, fetched, found.media_type, found.size, row.locator)


def _facts(row: Any, fields: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Fields worth showing, without those that only repeat the head of the page."""
    said = {title_of(row), sort_of(row)}
    values = [(name, fact_value(fields[name])) for name in FACTS if fields.get(name) not in (None, "", [])]
    return tuple((name, value) for name, value in values if value and value not in said)

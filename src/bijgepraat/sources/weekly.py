# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A page of sections, newest first, such as a weekly update: the page itself, and each section as one development.

A section is a heading with what stands under it. In HTML the page says what is a heading; in plain text it is a short line
without a full stop above a longer one. When a section was written follows from the days it names and from its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bijgepraat.model.records import Kind, Link, Notice, Record
from bijgepraat.sources.blob import Blob, InputError, TooLargeError
from bijgepraat.sources.days import date_from_name, dateline, find_days
from bijgepraat.sources.plaintext import paragraphs_of
from bijgepraat.sources.section_dates import Mention, date_sections, mentions_of
from bijgepraat.sources.text import Paragraph, build, decode, read_all, title_from_name, warned
from bijgepraat.sources.webpage import Block, page_source, read_page

_MARKUP = re.compile(r"<(?:!doctype html|html|body|main|article|h[1-6]|p|div)\b", re.IGNORECASE)
_LETTER = re.compile(
    r"^(?:geachte|beste|aan|betreft|onderwerp|ons kenmerk|uw kenmerk|bijlagen?|cc)\b.{0,60}[,:]"
    r"|^(?:met vriendelijke groet|hoogachtend)",
    re.IGNORECASE | re.MULTILINE,
)
_UPDATES = re.compile(
    r"\b(?:week\w*|praat u bij|praten u bij|bijgepraat|updates?|nieuws\w*|actueel|actualiteiten|ontwikkelingen|logboek|blog)\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"\b(?:op deze pagina|hieronder|in dit (?:week)?bericht|pra(?:at|ten) (?:wij |we )?u (?:\w+ )?bij|op de hoogte"
    r"|(?:weke|maande)lijkse update)\b",
    re.IGNORECASE,
)
"""Words with which a page speaks of itself: the heading above them is the page's title and not a development."""
_NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.|hoofdstuk \d+|artikel \d+)\s", re.IGNORECASE)
_LONGEST_SECTION = 2_500
"""Characters in the middle one of a page's sections; in reports, chapters are longer."""
_LONGEST_SLUG = 80
_MOST_SECTIONS = 1_000
"""Twenty years of weekly sections."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs, without the heading. `group` is a line that dates this section from above it, if any."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    days: tuple[date, ...] = ()
    """What the page gives as data: time elements."""
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    title: str | None
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    date: date | None
    canonical: str | None


def read_weekly(blob: Blob) -> Iterator[Record | Notice]:
    """One Record of kind Pagina with the whole text, and one of kind Ontwikkeling a section, newest first.

    A development's fields: `volgorde` counts from 1 for the oldest section; `tussen` holds the oldest and newest day on which
    its section can have been put on the page, as far as the sections around it tell; `datum_zin` is the phrase its date was
    read from. Its key ends in its title, numbered from the oldest where titles return, so that it stays the same when
    sections are put on top. Raises `InputError` for a file without text or without sections.
    """
    raw = read_all(blob, text=True)
    page = _page(page_source(raw) if _MARKUP.search(raw[:65536].decode("latin-1")) else decode(raw))
    if not page.sections:
        raise InputError("geen kop met een alinea eronder gevonden; geef de pagina zoals zij op de site staat")
    if len(page.sections) > _MOST_SECTIONS:
        raise TooLargeError(f"{len(page.sections)} secties, meer dan {_MOST_SECTIONS}; splits de pagina")
    key = blob.address or blob.name
    dated = date_sections([_mentions(section) for section in page.sections], _known_by(page, blob))
    text, passages = build(page.paragraphs)
    if "\ufffd" in text:
        yield warned(blob, Kind.PAGINA, key, "tekenset", "een deel van de tekens is onleesbaar; sla de pagina op als UTF-8")
    address = blob.address or page.canonical
    yield Record(
        kind=Kind.PAGINA,
        key=key,
        source=blob.source,
        title=page.title or title_from_name(blob.name),
        date=max((each.day for each in dated if each.settled and each.day), default=None),
        fields={"ontwikkelingen": len(page.sections)},
        text=text,
        passages=passages,
        address=address,
        locator=blob.locator,
    )
    slugs = _slugs([section.title for section in page.sections])
    for number, (section, slug, day) in enumerate(zip(page.sections, slugs, dated, strict=True)):
        words, places = build(section.paragraphs)
        yield Record(
            kind=Kind.ONTWIKKELING,
            key=f"{key}#{slug}",
            source=blob.source,
            title=section.title,
            date=day.day,
            fields={
                "volgorde": len(page.sections) - number,
                "tussen": [each.isoformat() if each else None for each in day.between],
                "datum_zin": day.phrase,
            },
            links=(Link("pagina", Kind.PAGINA, key),),
            text=words,
            passages=places,
            address=address,
            locator=f"sectie {number + 1}",
        )


def looks_weekly(head: str) -> bool:
    """Whether the beginning of a text or HTML page is such a page, and not an ordinary document with headings.

    It takes three sections or more that hold most of the text, none of them long or numbered as chapters are; no salutation
    or closing of a letter; and days in three sections (two, where the page calls itself an update) that run backwards in
    time from top to bottom. Where it errs it says no, and the page is kept whole.
    """
    page = _page(head)
    sections = page.sections
    if not 3 <= len(sections) <= _MOST_SECTIONS or _LETTER.search("\n".join(paragraph.text for paragraph in page.paragraphs)):
        return False
    lengths = sorted(sum(len(paragraph.text) for paragraph in section.paragraphs) for section in sections)
    if lengths[len(lengths) // 2] > _LONGEST_SECTION or sum(lengths) < 0.6 * sum(len(each.text) for each in page.paragraphs):
        return False
    if sum(1 for section in sections if _NUMBERED.match(section.title)) > len(sections) / 3:
        return False
    mentions = [_mentions(section) for section in sections]
    named = sum(1 for each in mentions if each)
    # Any last day does where no year is named: what counts is whether the days run backwards from it.
    settled = [each.day for each in date_sections(mentions, page.date or date(2100, 12, 31)) if each.settled]
    needed = 2 if _UPDATES.search(" ".join((page.title or "", *page.lead))) else 3
    return len(set(settled)) >= needed and len(settled) >= 0.7 * named


# From a page to its sections.


def _page(source: str) -> _Page:
    if _MARKUP.search(source[:65536]):
        page = read_page(source)
        level = _section_level(page.blocks)
        # A heading above the sections is the page's own; one below their level is part of a section's text.
        paragraphs = [Paragraph(each.text, "kop" if each.level else "rij" if each.row else "alinea") for each in page.blocks]
        heads = [each.level == level for each in page.blocks]
        lead, sections = _sections(paragraphs, heads, [each.day for each in page.blocks])
        return _Page(page.title, lead, sections, tuple(paragraphs), page.date, page.canonical)
    paragraphs = paragraphs_of(source)
    lead, sections = _sections(paragraphs, [each.kind == "kop" for each in paragraphs], [None] * len(paragraphs))
    title = None
    if len(sections) > 1 and not lead and len(sections[0].paragraphs) == 1 and _ITSELF.search(sections[0].paragraphs[0].text):
        title, lead = sections[0].title, (sections[0].paragraphs[0].text,)
        sections = sections[1:]
    return _Page(title, lead, sections, tuple(paragraphs), None, None)


def _section_level(blocks: Sequence[Block]) -> int:
    """The shallowest level of heading below the page's title of which two or more have text of their own right under them."""
    for level in range(2, 7):
        heads = [after.level == 0 for each, after in pairwise(blocks) if each.level == level]
        if sum(heads) >= 2 and sum(heads) >= len(heads) / 2:
            return level
    return 2


def _sections(
    paragraphs: Sequence[Paragraph], heads: Sequence[bool], days: Sequence[date | None]
) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """The lines above the first section, and the sections. A line that only dates heads a section where nothing else does."""
    lead: list[str] = []
    sections: list[tuple[str, list[Paragraph], list[date], str]] = []
    group = ""
    for n, (paragraph, head, day) in enumerate(zip(paragraphs, heads, days, strict=True)):
        dates = bool(dateline(paragraph.text))
        above_head = n + 1 < len(heads) and heads[n + 1]
        if dates and above_head:
            group = paragraph.text
        elif head or (dates and not _under_head(paragraphs, heads, n)):
            sections.append((paragraph.text, [], [day] if day else [], "" if dates else group))
        elif sections:
            sections[-1][1].append(paragraph)
            sections[-1][2].extend([day] if day else [])
        else:
            lead.append(paragraph.text)
    filled = (Section(title, tuple(under), tuple(known), above) for title, under, known, above in sections if under)
    return tuple(lead), tuple(filled)


def _under_head(paragraphs: Sequence[Paragraph], heads: Sequence[bool], n: int) -> bool:
    """Whether a line that only dates stands right under a heading, or with nothing of its own under it."""
    follows = n + 1 < len(paragraphs) and not heads[n + 1] and len(paragraphs[n + 1].text) > len(paragraphs[n].text)
    return (n > 0 and heads[n - 1]) or not follows


def _slugs(titles: Sequence[str]) -> list[str]:
    """A name a section for its key, numbered from the oldest where titles return. `titles` are newest first."""
    used: set[str] = set()
    named: list[str] = []
    for title in reversed(titles):
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-") or "sectie"
        slug, number = base, 1
        while slug in used:
            number += 1
            slug = f"{base}-{number}"
        used.add(slug)
        named.append(slug)
    return named[::-1]


# When its sections were written.


def _mentions(section: Section) -> list[Mention]:
    """The days that a section names: those that only date it first, then those of its title and its text."""
    datelines = [each.text for each in section.paragraphs[:2] if dateline(each.text)]
    own = [Mention(day.isoformat(), None, day) for day in section.days]
    texts = [*datelines, section.title, *(each.text for each in section.paragraphs if each.text not in datelines)]
    own += [mention for text in texts for mention in mentions_of(text, title=text == section.title)]
    return own or mentions_of(section.group, title=False)


def _known_by(page: _Page, blob: Blob) -> date | None:
    """A day on which the page was there: the caller's, its own, one above its sections, or the one in its name."""
    above = [day.date for line in page.lead for day in find_days(line) if day.date is not None and dateline(line)]
    return blob.on or page.date or next(iter(above), None) or date_from_name(blob.name)

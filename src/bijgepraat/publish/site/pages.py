# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From views to pages: one function a page, each with the frame around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bijgepraat.model.claims import THEMES
from bijgepraat.model.editions import Development, EditionLink
from bijgepraat.model.home_views import WeekView
from bijgepraat.model.municipalities import CLUSTERS
from bijgepraat.model.municipality_views import MunicipalitiesView, MunicipalityView
from bijgepraat.model.press_views import PressSummary
from bijgepraat.model.views import (
    ActorView,
    Block,
    DocumentView,
    DossierSummary,
    EditionSummary,
    EditionView,
    Finding,
    Frame,
    HomeView,
    Page,
    PartySummary,
    PeopleView,
    SearchView,
    StatusView,
    VoteView,
    evidence_page,
    page_of,
    place_of,
)
from bijgepraat.publish.site import health_words, words
from bijgepraat.publish.site.assets import asset_path
from bijgepraat.publish.site.marks import highlighted, ident, marked

_SHOWN_AT_ONCE = 6
"""Findings of one type that the side column lists before the rest is folded away."""
_LONG_WORD = 25
_ENDINGS = (".", "!", "?", "…", "”", "’", '"', "'")
_FRONT = 100
"""A text whose first heading stands within so many characters begins with its front."""
_CELLS = " | "
"""What stands between the cells of a table's row (passages of the kind `rij`)."""


@cache
def environment() -> Environment:
    """Templates with the words and filters that all pages share."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        day=words.day,
        short_day=words.short_day,
        weekday=words.weekday,
        month=words.month,
        month_short=words.month_short,
        moment=words.moment,
        stamp=words.stamp,
        paragraphs=words.paragraphs,
        clock=words.clock,
        number=words.number,
        size=words.size,
        week=words.week_name,
        meaning=words.meaning,
        theme=words.theme_name,
        level=words.level_name,
        source=words.source_name,
        fact=words.fact_name,
    )
    environment.globals.update(
        asset=asset_path,
        kind_name=words.kind_name,
        count=words.count,
        period=words.period,
        euros=words.euros,
        evidence_page=evidence_page,
        page_of=page_of,
        highlighted=highlighted,
        sources_of=_sources_of,
        last_word=_last_word,
        finding_place=_finding_place,
        vote_bar=_vote_bar,
        health_summary=health_words.summary,
        source_title=health_words.source_title,
        stream_title=health_words.stream_title,
        stream_groups=health_words.stream_groups,
        working_days=health_words.working_days,
        SIGNS=health_words.SIGNS,
        TONES=health_words.TONES,
        THEMES=THEMES,
        CHOICES=words.CHOICES,
        PROMISE_STATES=words.PROMISE_STATES,
        PROMISE_ORIGINS=words.PROMISE_ORIGINS,
        CLUSTERS=CLUSTERS,
        FINDINGS=words.FINDINGS,
        SHOWN_AT_ONCE=_SHOWN_AT_ONCE,
    )
    return environment


def _page(template: str, frame: Frame, **values: Any) -> Page:
    return Page(environment().get_template(template).render(frame=frame, **values).encode())


def home(frame: Frame, view: HomeView, week: WeekView | None = None) -> Page:
    """The front page."""
    return _page("home.html", frame, view=view, week=week)


def editions(frame: Frame, rows: Sequence[EditionSummary], out: Sequence[PressSummary] = ()) -> Page:
    """All editions, newest first: what went out, and apart from it the drafts of other weeks."""
    return _page("editions.html", frame, editions=rows, out=out)


def edition(frame: Frame, view: EditionView) -> Page:
    """One edition."""
    return _page("edition.html", frame, view=view)


def dossiers(frame: Frame, rows: Sequence[DossierSummary]) -> Page:
    """All themes."""
    return _page("dossiers.html", frame, dossiers=rows)


def document(frame: Frame, view: DocumentView) -> Page:
    """One record."""
    return _page("document.html", frame, view=view, title=_title(view), bodies=_bodies(view), groups=_found(view))


def people(frame: Frame, view: PeopleView) -> Page:
    """All people."""
    return _page("people.html", frame, view=view)


def parties(frame: Frame, rows: Sequence[PartySummary]) -> Page:
    """All parties."""
    return _page("parties.html", frame, parties=rows)


def actor(frame: Frame, view: ActorView) -> Page:
    """A person or a party."""
    return _page("actor.html", frame, view=view)


def search(frame: Frame, view: SearchView) -> Page:
    """Search results."""
    return _page("search.html", frame, view=view)


def municipalities(frame: Frame, view: MunicipalitiesView) -> Page:
    """All municipalities by province."""
    return _page("municipalities.html", frame, view=view)


def municipality(frame: Frame, view: MunicipalityView) -> Page:
    """What an amount means for one municipality."""
    return _page("municipality.html", frame, view=view)


def status(frame: Frame, view: StatusView) -> Page:
    """How the followed sources are doing, and what each delivered."""
    return _page("status.html", frame, view=view)


def not_found(frame: Frame) -> Page:
    """There is nothing at this address."""
    return _page("not_found.html", frame)


def broken() -> Page:
    """Something went wrong; leans on nothing, because anything may be broken."""
    return _page("broken.html", Frame())


def plain_text(text: str) -> Page:
    """The exact text, so that offsets can be checked."""
    # Surrogates cannot be stored, but a text is never worth a broken page.
    return Page(text.encode("utf-8", "replace"), "text/plain; charset=utf-8")


def _sources_of(item: Development) -> list[tuple[str, list[tuple[str, EditionLink]]]]:
    """What a development stands on: per title (empty where it is the development's own) the records, each by what it is."""
    found: dict[str, list[tuple[str, EditionLink]]] = {}
    for link in item.links:
        kind = unquote(link.page.split("/")[2]) if link.page.startswith("/documenten/") else ""
        title = "" if link.title == item.title else link.title
        found.setdefault(title, []).append((words.kind_name(kind).lower() if kind else link.title, link))
    return list(found.items())


def _last_word(text: str) -> tuple[str, str, str]:
    """A sentence as its beginning, its last word, and the full stop that it lacks: a source mark stays beside the last word."""
    begin, space, last = text.rpartition(" ")
    stop = "" if text.endswith(_ENDINGS) else "."
    # What is kept together must fit on the narrowest screen.
    return (begin + space, last, stop) if len(last) < _LONG_WORD else (text, "", stop)


def _title(view: DocumentView) -> Markup:
    return marked(view.title, 0, view.in_title)


def _bodies(view: DocumentView) -> list[tuple[str, list[tuple[Block, list[Markup], list[Markup]]]]]:
    """Runs of blocks of one kind (the rows of a table, the points of a list), each block with its marked lines and cells."""
    if not view.blocks:
        return []
    first, last = view.blocks[0].start, view.blocks[-1].end
    near = [finding for finding in view.findings if finding.span.start < last and finding.span.end > first]
    shown = [(block, *_marked_block(block, near, view.quoted)) for block in view.blocks]
    runs = [(kind, list(group)) for kind, group in groupby(shown, key=lambda item: item[0].kind)]
    if runs[0][0] == "kop" and len(runs[0][1]) > 1 and first < _FRONT:
        # Number, title and date on top of a paper are its front, not headings of its text.
        runs[0] = ("front", runs[0][1])
    return runs


def _marked_block(block: Block, findings: Sequence[Finding], quoted: tuple[int, int] | None) -> tuple[list[Markup], list[Markup]]:
    here = [finding for finding in findings if finding.span.start < block.end and finding.span.end > block.start]
    separator = _CELLS if block.kind == "rij" else "\n"
    out = []
    start = block.start
    for line in block.text.split(separator):
        out.append((line, marked(line, start, here, quoted)))
        start += len(line) + len(separator)
    if block.kind == "rij":
        return [], [words for _line, words in out]
    return [words for line, words in out if line.strip()], []


def _found(view: DocumentView) -> list[tuple[str, list[tuple[Finding, int]]]]:
    """Findings by type, each meaning once with how often it was found."""
    out = []
    for kind in words.FINDINGS:
        counted: dict[str, list[Finding]] = {}
        for finding in (*view.findings, *view.in_title):
            if finding.type == kind:
                counted.setdefault(_sense(finding), []).append(finding)
        if counted:
            out.append((kind, [(same[0], len(same)) for same in counted.values()]))
    return out


def _sense(finding: Finding) -> str:
    """What makes two findings the same for a reader: names by whom they mean, words whatever their case."""
    span = finding.span
    if finding.type == "naam":
        return str(getattr(span, "id", None) or getattr(span, "name", "") or span.quote).lower()
    return f"{span.quote.lower()}|{words.meaning(span)}"


def _finding_place(view: DocumentView, finding: Finding) -> str:
    """The way to a finding: within the page when its text is on it."""
    if finding in view.in_title:
        return "#titel"
    part = view.part
    if part is None or part.start <= finding.span.start < part.end:
        return f"#{ident(finding)}"
    return place_of(f"{view.kind}:{view.key}", finding.span.start, finding.span.end, version=view.version)


def _vote_bar(vote: VoteView) -> tuple[float, float]:
    """Where the bar of a vote changes: shares of a hundred for, and for plus against. (0, 0) when nobody voted."""
    total = vote.ayes + vote.noes + vote.absent
    if not total:
        return 0.0, 0.0
    return round(100 * vote.ayes / total, 2), round(100 * (vote.ayes + vote.noes) / total, 2)

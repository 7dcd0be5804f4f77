# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What pages show: frozen records without markup, made by the pipeline and turned into bytes by publish.

Addresses (`page`) are paths on this site, ready to use in a link; `address` is always the source's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from urllib.parse import quote

from bijgepraat.model.claims import Span, ThemeScore
from bijgepraat.model.editions import Edition, Evidence
from bijgepraat.model.health import Health
from bijgepraat.model.press_views import PressView
from bijgepraat.model.search_views import How, SearchFacet, SearchPeriods

Choice = Literal["voor", "tegen", "afwezig"]
FindingType = Literal["bedrag", "datum", "naam", "verwijzing", "toezegging", "relevantie"]

QUORUM = 76
SPEAKER = "spreker:"
"""Opening of the key of someone who is only known from a transcript; the rest is the name in it."""


def record_page(kind: str, key: str) -> str:
    """The path of the page that shows a record as such."""
    return f"/documenten/{quote(kind, safe='')}/{quote(key, safe='')}"


def page_of(kind: str, key: str) -> str:
    """The path of the page about a record: the record's own, but a Persoon and a Fractie have pages about what they did."""
    folder = {"Persoon": "mensen", "Fractie": "partijen"}.get(kind)
    return f"/{folder}/{quote(key, safe='')}" if folder else record_page(kind, key)


def place_of(record: str, start: int, end: int, *, version: int | None = None, part: str = "tekst") -> str:
    """The path to exact words in a record (`Kind:key`): the page on which they stand, with them marked."""
    kind, _, key = record.partition(":")
    page = record_page(kind, key)
    if part == "titel":
        return f"{page}#titel"
    wanted = f"&versie={version}" if version is not None else ""
    return f"{page}?van={start}&tot={end}{wanted}#citaat"


def evidence_page(evidence: Evidence) -> str:
    """The path to the words of a piece of evidence, in the version that was quoted."""
    return place_of(evidence.record, evidence.start, evidence.end, version=evidence.version, part=evidence.part)


@dataclass(frozen=True, slots=True)
class Page:
    """A finished answer."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its content.

    `newest` is the date of the newest item in the store; `records` how many there are, counted at `counted`. `attention` is how
    many of the followed sources somebody should look at.
    """

    sample: bool = False
    newest: date | None = None
    records: int = 0
    counted: datetime | None = None
    warnings: int = 0
    refusals: int = 0
    attention: int = 0
    style: str = ""
    """The path of the stylesheet of the organisation that runs this site; empty without one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in a list. `sort` is the source's own word for what it is ("Motie"); `why` are the words that made it relevant."""

    page: str
    kind: str
    sort: str | None
    title: str
    date: date | None = None
    level: int | None = None
    theme: str | None = None
    why: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    """Other records of the same thing, as (kind, page)."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An activity to come. `time` as in "10:00"; `by` is the committee."""

    page: str
    kind: str
    sort: str | None
    title: str
    date: date
    time: str | None = None
    by: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """The way to more: paths of the earlier and later page, None at an end. `total` where it is known."""

    previous: str | None = None
    next: str | None = None
    number: int = 1
    last: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class DossierSummary:
    """A theme in a list: how many records matter to gemeenten (level 1 and up), and the newest of them."""

    key: str
    name: str
    count: int
    direct: int = 0
    """How many of `count` touch gemeenten directly (level 2)."""
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """An edition in a list."""

    week: str
    first: date
    last: date
    titles: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition with its neighbours. `drafted` in UTC; `stale` when the store has changed since."""

    edition: Edition
    drafted: datetime | None = None
    earlier: str | None = None
    later: str | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    edition: EditionView | None
    coming: tuple[AgendaItem, ...]
    dossiers: tuple[DossierSummary, ...]
    published: PressView | None = None
    """The newest edition that went out; it stands before a draft."""
    newest: str | None = None
    """The week of the newest draft, also of one with nothing in it."""


@dataclass(frozen=True, slots=True)
class TimelineMonth:
    """A month of a timeline; `first` is its first day, None for what has no date."""

    first: date | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """A theme with a page of its timeline. `level` is the least level that is shown."""

    key: str
    name: str
    level: int
    counts: tuple[int, int, int]
    """How many records have level 0, 1 and 2."""
    months: tuple[TimelineMonth, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in a text. `span` is a claim of model.claims; `page` is where it leads, if anywhere."""

    type: FindingType
    span: Span
    page: str | None = None
    external: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a text as it is shown. `n` counts passages from 1 and is in its identifier (`p12`).

    A long passage is several blocks, of which the first has the number; `end - start == len(text)`.
    """

    n: int | None
    kind: str
    start: int
    end: int
    text: str
    page: int | None = None
    speaker: str | None = None
    role: str | None = None
    party: str | None = None
    speaker_page: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a table of contents; `note` is for instance the number of speeches."""

    title: str
    page: str
    level: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a long text is shown; parts count from 1."""

    number: int
    count: int
    start: int
    end: int
    contents: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A record that this one has to do with. `page` is None when it has not arrived."""

    kind: str
    sort: str | None
    title: str
    page: str | None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Relations of one sort; `more` says how many are not shown."""

    name: str
    relations: tuple[Relation, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one party or member voted, with the number of seats that counted. `mistaken`: the vote was a mistake."""

    name: str
    choice: Choice
    seats: int
    page: str | None = None
    party: str | None = None
    mistaken: bool = False


@dataclass(frozen=True, slots=True)
class MotionView:
    """What a motion asks, in its own words, what the cabinet thinks of it, and how it stands.

    `state` is in Dutch; `words` are those of the decision that says so. `asks` are stretches of the text of this page; empty
    where the text is not here.
    """

    state: str
    since: date | None = None
    words: str | None = None
    asks: tuple[Span, ...] = ()
    appraisal: str | None = None


@dataclass(frozen=True, slots=True)
class VoteView:
    """A decision with its votes.

    `basis` is how it is known which paper of the agenda item it is about: the source says so, its place in the order of the
    agenda says so, or it is not known. `subject` is the agenda item, `paper` the title and page of the paper.
    """

    outcome: str
    method: str | None
    date: date | None
    ayes: int
    noes: int
    ballots: tuple[Ballot, ...]
    basis: Literal["bron", "volgorde", "onbekend"] = "bron"
    page: str | None = None
    subject: str | None = None
    paper: tuple[str, str] | None = None

    @property
    def absent(self) -> int:
        """Seats that did not take part."""
        return sum(ballot.seats for ballot in self.ballots if ballot.choice == "afwezig")

    @property
    def complete(self) -> bool:
        """Whether these can be all votes: a house of 150 decides nothing with fewer than 76 present."""
        return self.ayes + self.noes + self.absent >= QUORUM


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a record; `modified` as the source gave it."""

    version: int
    modified: str | None
    current: bool
    deleted: bool
    page: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another way by which the same document came. `rule` says how that is known; `sure` whether the registers say so."""

    kind: str
    source: str
    page: str
    address: str | None
    rule: str
    sure: bool


@dataclass(frozen=True, slots=True)
class OriginalView:
    """The archived file that a record was read from, and where in it it stands."""

    sha256: str
    address: str
    fetched: datetime | None
    media_type: str
    size: int
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class AlsoHere:
    """A passage of another record that means the same: its words on one line, and the path to them."""

    kind: str
    sort: str | None
    title: str
    date: date | None
    quote: str
    page: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One record with all that is known of it."""

    kind: str
    key: str
    sort: str | None
    title: str
    date: date | None
    source: str
    address: str | None
    version: int
    versions: tuple[VersionRow, ...]
    original: OriginalView | None
    deleted: bool = False
    told: str | None = None
    """The title of its zaak, where that tells more than its own."""
    level: int | None = None
    themes: tuple[ThemeScore, ...] = ()
    analyser: str | None = None
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    """All findings in the shown version's text, also those outside the shown part; in the order of the text."""
    in_title: tuple[Finding, ...] = ()
    """Findings whose offsets count in the title: the record has no text."""
    part: Part | None = None
    quoted: tuple[int, int] | None = None
    """Offsets that the reader was sent to, in the text."""
    length: int | None = None
    """Characters of the text; None without a text."""
    facts: tuple[tuple[str, str], ...] = ()
    """Fields of the source worth showing, under the wire's own names."""
    relations: tuple[RelationGroup, ...] = ()
    motion: MotionView | None = None
    votes: tuple[VoteView, ...] = ()
    votes_more: int = 0
    elsewhere: tuple[Elsewhere, ...] = ()
    also: tuple[AlsoHere, ...] = ()

    @property
    def page(self) -> str:
        """The path of this page."""
        return record_page(self.kind, self.key)

    @property
    def current(self) -> bool:
        """Whether the shown version is the newest."""
        return all(row.current or row.version != self.version for row in self.versions)

    @property
    def text_page(self) -> str:
        """The path of the plain text of the shown version."""
        return f"{self.page}/tekst" + ("" if self.current else f"?versie={self.version}")

    def part_page(self, number: int) -> str:
        """The path of a part of the shown version's text."""
        wanted = [f"deel={number}"] if number > 1 else []
        wanted += [] if self.current else [f"versie={self.version}"]
        return self.page + (f"?{'&'.join(wanted)}" if wanted else "")


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person in a list."""

    page: str
    name: str
    sort_name: str
    role: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class PeopleView:
    """All people, in groups with a name ("Leden van de Tweede Kamer")."""

    groups: tuple[tuple[str, tuple[PersonSummary, ...]], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Said:
    """A speech, or its beginning."""

    page: str
    debate: str
    date: date | None
    speaker: str
    text: str
    shortened: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote as its caster's page lists it."""

    choice: Choice
    outcome: str
    title: str
    page: str | None
    date: date | None
    mistaken: bool = False
    among: int = 1
    """How many papers the decision may be about; 1 when it is certain."""


@dataclass(frozen=True, slots=True)
class ActorView:
    """A person or a party: what they filed, how they voted, what they said."""

    kind: Literal["mens", "partij"]
    name: str
    role: str | None
    facts: tuple[tuple[str, str], ...]
    filed: tuple[Entry, ...]
    filed_basis: Literal["opgave", "titel"]
    """How it is known who filed it: the source says so, or the name stands in the title."""
    casts: tuple[Cast, ...]
    cast_counts: tuple[tuple[Choice, int], ...]
    said: tuple[Said, ...]
    members: tuple[PersonSummary, ...] = ()
    record: str | None = None
    """Path of the record behind this page."""
    party: tuple[str, str | None] | None = None
    """Name and path of the party of a person."""
    ambiguous: tuple[str, ...] = ()
    """Others with the same surname, whose work cannot be told apart by surname alone."""
    key: str = ""
    """By which a person can be followed; empty for a party."""


@dataclass(frozen=True, slots=True)
class PartySummary:
    """A party in a list."""

    page: str
    name: str
    short: str
    seats: int | None
    active: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words around a match; `marks` are offsets in `text`."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A found record, or a speech in one (`speaker`)."""

    page: str
    kind: str
    sort: str | None
    title: Snippet
    date: date | None
    source: str
    snippet: Snippet | None
    level: int | None = None
    theme: str | None = None
    speaker: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    """Other records of the same thing, as (kind, page)."""
    how: How = "words"


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """A sort of record to narrow a search to."""

    key: str
    name: str
    page: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchView:
    """A page of search results. `loosened`: no text has all words; `behind`: so many changes are not in the index yet."""

    query: str
    results: tuple[SearchResult, ...] = ()
    total: int = 0
    loosened: bool = False
    filters: tuple[SearchFilter, ...] = ()
    order: Literal["best", "nieuw"] = "best"
    order_pages: tuple[str, str] = ("", "")
    kind: str = ""
    pager: Pager = Pager()
    behind: int = 0
    capped: bool = False
    """True when there are more results than can be leafed through."""
    first: int = 1
    """The place of the first result that is shown."""
    facets: tuple[SearchFacet, ...] = ()
    periods: SearchPeriods | None = None
    meant: tuple[str, str] | None = None
    """The question as it may have been meant, and its page."""
    hidden: tuple[tuple[str, str], ...] = ()
    """What narrows the question now, as (name, value) of the address."""
    widest: str = ""
    """The page of the question with nothing that narrows it; empty when nothing does."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many records of one kind a source has, and the newest of them."""

    kind: str
    count: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Notices of one sort about one file."""

    severity: str
    code: str
    kind: str | None
    file: str
    message: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file in one run. `finished` is None when the run was cut off, or is still going on."""

    file: str
    started: datetime | None
    finished: datetime | None
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """What one source delivered."""

    source: str
    records: int
    newest: date | None
    kinds: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class StatusView:
    """The whole state of the store, for people."""

    sources: tuple[SourceStatus, ...]
    notices: tuple[NoticeRow, ...]
    notices_more: int
    refused: int
    warned: int
    imports: tuple[ImportRow, ...]
    changes: int
    indexed: int
    read: int
    readable: int
    """How many records have words to analyse; `read` of them were."""
    counted: datetime | None = None
    health: Health = field(default_factory=Health)
    """How the followed sources are doing."""

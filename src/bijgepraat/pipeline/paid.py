# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of money: from the amounts that the analyser found in the store to lines with their course, and sums per theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import fields
from typing import Any

import orjson

from bijgepraat.ledger.paid import RULES, decide, lines_of, sums_of
from bijgepraat.ledger.paid_papers import paper_of
from bijgepraat.ledger.paid_stage import Place
from bijgepraat.model.claims import Amount, Span, amount_of
from bijgepraat.model.paid import Course, Mention, MoneyFinding, PaidLine, PaidVerdict, Paper, Stage, ThemeSum
from bijgepraat.pipeline.promises import stems_of
from bijgepraat.pipeline.verdicts import paid_verdicts
from bijgepraat.store.paid import amounts_of, documents_of, readings_of, records_with_amounts
from bijgepraat.store.queries import Connection
from bijgepraat.store.readings import Unread, with_words
from bijgepraat.store.store import Store
from bijgepraat.store.works import works_of
from bijgepraat.understand.relevance import judge_relevance
from bijgepraat.understand.sentences import split_sentences
from bijgepraat.understand.themes import rank_themes

_SENTENCE = 700
"""How far a sentence may go on either side of an amount: what is longer is a table."""
_AROUND = 500
"""In a long text, how much around an amount says whether it matters and what it is about."""
_LONG = 6_000
_MONEY_WORDS = stems_of(
    "miljoen miljard miljoenen miljarden tientallen honderden bijna daar vooral minder euro structureel structurele "
    "incidenteel incidentele jaarlijks jaarlijkse bedrag bedragen budget middelen geld extra beschikbaar constaterende "
    "overwegende verzoekt regering kabinet gewijzigde motie leden beschikbare vanaf investeren uitgetrokken totaal "
    "vrijgemaakt ruim circa minimaal maximaal begroting jaar vervanging onder gedrukt tussen stellen daarvan waarvan meer "
    "bezuiniging bezuinigingen bezuinigd bezuinigen korting gemeenten gemeente nederland landelijk landelijke ongeveer deze "
    "daarvoor hiervoor volgens binnen moeten kunnen zouden waardoor terwijl inmiddels huidige onze jaren lopende periode "
    "dekking hoofdlijnenakkoord coalitieakkoord regeerakkoord voorjaarsnota miljoenennota gaan gaat geven daarom"
)
"""Words that any amount has around it: they do not say what it is for."""


Stamp = tuple[int, str, int, str]
"""Of which version, by which analyser and rules, and as which work a record's mentions were made. Same stamp, same mentions."""
Kept = MutableMapping[int, tuple[Stamp, tuple[Mention, ...]]]


def book(store: Store, *, kept: Kept | None = None) -> list[PaidLine]:
    """The whole book, verdicts of people included: the lines that count in sums first, then the largest first.

    See `mentions_of` for `kept`.
    """
    with store.reading() as connection:
        found = lines_of(mentions_of(connection, kept), paid_verdicts(connection))
    return sorted(found, key=lambda line: (bool(line.aside), -line.high, line.key))


def chosen(lines: Iterable[PaidLine], *, theme: str = "", stage: Stage | None = None) -> list[PaidLine]:
    """Lines of a theme, and that have come as far as a stage and no further."""
    return [line for line in lines if (not theme or line.theme == theme) and (stage is None or line.stage is stage)]


def mentions_of(connection: Connection, kept: Kept | None = None) -> list[Mention]:
    """Every amount in a text that matters, decided.

    With `kept` (a mapping that the caller holds on to) only records that changed since, or were read anew, are decided again; it
    is brought up to date. The outcome is the same without it.
    """
    known: Kept = {} if kept is None else kept
    versions = records_with_amounts(connection)
    papers = documents_of(connection, versions)
    works = works_of(connection, {*versions, *papers.values()})
    stamps: dict[int, Stamp] = {}
    for number, (version, analyser) in versions.items():
        paper = papers.get(number, number)
        stamps[number] = (version, analyser, RULES, str(works.get(paper, paper)))
    for number in [number for number in known if known[number][0] != stamps.get(number)]:
        del known[number]
    fresh = sorted(stamps.keys() - known.keys())
    amounts, read = amounts_of(connection, fresh), readings_of(connection, fresh)
    for record in with_words(connection, fresh):
        stamp = stamps[record.id]
        known[record.id] = (stamp, tuple(_mentions(record, read[record.id], amounts[record.id], stamp[-1])))
    return [mention for number in sorted(known) for mention in known[number][1]]


def as_dict(line: PaidLine) -> dict[str, Any]:
    """A line as JSON, with a quote and its place for every step."""
    first, last = line.years
    return {
        "sleutel": line.key,
        "thema": line.theme,
        "bedrag": [line.low, line.high],
        "eenheid": line.unit.value,
        "jaren": [first, last],
        "stadium": line.stage.value,
        "geld": _money_dict(line.money),
        "telt_mee": not line.aside,
        "waarom_niet": line.aside or None,
        "terug": line.back,
        "citaat": line.main.sentence.quote,
        "loop": [_course_dict(step) for step in line.course],
        "oordelen": [{name: getattr(verdict, name) for name in _VERDICT} for verdict in line.decided],
    }


def sums_dict(found: ThemeSum) -> dict[str, Any]:
    """The sums of a theme as JSON: each [low, high] in euros of this unit."""
    names = ("gevraagd", "toegezegd", "afgesproken", "gekomen", "gevraagd_en_gekomen", "korting")
    sums = (found.asked, found.promised, found.agreed, found.came, found.asked_and_came, found.cut)
    return {
        "thema": found.theme,
        "eenheid": found.unit.value,
        **{
            name: {"regels": count, "laag": low, "hoog": high}
            for name, (low, high), count in zip(names, sums, found.count, strict=True)
        },
        "waarvan_verschoven": {"laag": found.moved[0], "hoog": found.moved[1]},
    }


_VERDICT = tuple(field.name for field in fields(PaidVerdict))


def _course_dict(step: Course) -> dict[str, Any]:
    one, amount = step.mention, step.mention.amount
    return {
        "stadium": step.stage.value,
        "terug": step.back,
        "datum": one.day.isoformat() if one.day else None,
        "soort": one.kind,
        "stuk": one.key,
        "titel": one.title,
        "papier": one.paper.value,
        "partij": one.party,
        "bedrag": {
            "citaat": amount.quote,
            "begin": amount.start,
            "einde": amount.end,
            "laag": amount.low_eur,
            "hoog": amount.high_eur,
            "soort": amount.kind,
            "jaren": [amount.from_year, amount.to_year],
            "richting": amount.direction,
        },
        "zin": _span_dict(one.sentence),
        "regel": one.stage.rule,
        "woorden": _span_dict(one.stage.words),
        "zekerheid": one.stage.confidence,
        "geld": _money_dict(one.money),
        "waarom_hier": step.rule,
        "zekerheid_hier": step.confidence,
        "sleutel": one.id,
    }


def _money_dict(found: MoneyFinding) -> dict[str, Any]:
    words = _span_dict(found.words)
    return {"herkomst": found.money.value, "regel": found.rule, "woorden": words, "zekerheid": found.confidence}


def _span_dict(span: Span | None) -> dict[str, Any] | None:
    return {"citaat": span.quote, "begin": span.start, "einde": span.end} if span is not None else None


def _mentions(record: Unread, read: Any, rows: Sequence[Any], work: str) -> Iterator[Mention]:
    text = record.words
    sort = record.fields.get("soort") or record.fields.get("Soort")
    paper = paper_of(
        record.kind,
        str(sort) if sort else None,
        record.title,
        key=record.key,
        source=read.source,
        opening=text[:300],
    )
    whole = tuple(theme["key"] for theme in orjson.loads(read.themes)[:2])
    subject = _SUBJECT.search(record.title or "") if paper in {Paper.MOTION, Paper.AMENDMENT} else None
    about_all = subject_of(subject["subject"]) if subject else frozenset[str]()
    for row in rows:
        if row.version != record.version or text[row.start : row.end] != row.quote:
            continue
        amount = _amount(row)
        sentence = sentence_of(text, amount)
        level, themes = read.level, whole
        if record.has_text and len(text) > _LONG:
            window = _window(text, row.start, row.end)
            level = judge_relevance(window).level
            if level < 1:
                continue
            themes = _themes(sentence.quote, window)
        speech = next((one for one in record.passages if one.start <= row.start < one.end), None)
        stage, money, aside = decide(Place(text, sentence, amount, paper, speech.role if speech else None, record.has_text))
        yield Mention(
            kind=record.kind,
            key=record.key,
            day=record.date,
            paper=paper,
            amount=amount,
            sentence=sentence,
            stage=stage,
            money=money,
            themes=themes,
            level=level,
            stems=subject_of(sentence.quote) | (subject_of(amount.purpose.quote) if amount.purpose else frozenset()) | about_all,
            work=work,
            aside=aside,
            party=(speech.party if speech else None) or (party_of(record) if paper is Paper.MANIFESTO else None),
            title=record.title or record.key,
        )


def sentence_of(text: str, amount: Amount) -> Span:
    """The sentence around an amount, cut off where it goes on too long; `text[start:end] == quote`."""
    first, last = max(0, amount.start - _SENTENCE), min(len(text), amount.end + _SENTENCE)
    for sentence in split_sentences(text[first:last]):
        start, end = sentence.start + first, sentence.end + first
        if start <= amount.start and amount.end <= end:
            return Span(sentence.quote, start, end)
    return Span(text[amount.start : amount.end], amount.start, amount.end)


def subject_of(words: str) -> frozenset[str]:
    """The stems of words that say what money is for, with the abbreviations among them; who signed a motion does not."""
    said = _SIGNED.sub("", words)
    return (stems_of(said) - _MONEY_WORDS) | {short.rstrip("s").lower() for short in _SHORT.findall(said)}


_SUBJECT = re.compile(r"(?:motie|amendement) van .{0,200}?\b(?:over|om|inzake|ter)\b (?P<subject>.{3,400})", re.IGNORECASE)
_SIGNED = re.compile(r"(?:motie|amendement) van .{0,120}?\b(?:c\.s\.|over|om|inzake|ter)(?!\w)", re.IGNORECASE)
_SHORT = re.compile(r"\b[A-Z]{2,6}s?\b")


def party_of(record: Unread) -> str:
    """The party of a manifesto, from the name of its file: `cda-2025.pdf`."""
    name = record.key.rpartition("/")[2].rpartition(".")[0] or record.key
    return _NOT_PARTY.sub("", name).strip("-_ ") or name


_NOT_PARTY = re.compile(r"[-_ ]?(?:(?:19|20)\d\d|concept|definitief|verkiezingsprogramma|programma|tk)(?![a-z])", re.IGNORECASE)


def _themes(sentence: str, window: str) -> tuple[str, ...]:
    """The themes of the sentence itself, then those of what stands around it; two at most."""
    keys = [theme.key for text in (sentence, window) for theme in rank_themes(text)[:2]]
    told = [key for key in keys if key != "overig"]
    return tuple(dict.fromkeys(told))[:2] or ("overig",)


def _window(text: str, start: int, end: int) -> str:
    """The paragraph around an amount with what stands next to it, as far as it is near."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return text[first:last]


def _amount(row: Any) -> Amount:
    return amount_of({**orjson.loads(row.value), "quote": row.quote, "start": row.start, "end": row.end})


def sums(lines: Sequence[PaidLine]) -> list[ThemeSum]:
    """What was asked against what came, per theme and unit."""
    return sums_of(lines)

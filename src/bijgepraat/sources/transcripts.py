# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Transcripts of the Tweede Kamer (VLOS, root `vlosCoreDocument`): a meeting as a record whose passages are its turns.

A meeting is published several times: as a skeleton, uncorrected within hours, corrected after days. `Timestamp` orders them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from lxml import etree

from bijgepraat.model.debates import Debate, Speech
from bijgepraat.model.records import Kind, Notice, Record
from bijgepraat.sources.blob import Blob
from bijgepraat.sources.encoding import garbled
from bijgepraat.sources.transcript_text import SPOKEN, TranscriptText, clock
from bijgepraat.sources.xml import NoIdentifierError, children, day, read_xml, warned, words

_ROOT = "vlosCoreDocument"
_KEY = re.compile(r"[\w.:-]{1,100}")
_MOST_UNKNOWN = 20
"""New elements that are reported by name."""
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def read_transcript(blob: Blob) -> Iterator[Record | Notice]:
    """One transcript: a record whose passages are its turns, and notices about what is odd in it.

    Raises `InputError` when the file cannot be read, or has no meeting with an identifier.
    """
    parsed = read_xml(blob, _ROOT)
    meeting = children(parsed.root).get("vergadering")
    key = (meeting.get("objectid") or "").strip().lower() if meeting is not None else ""
    if meeting is None or not _KEY.fullmatch(key):
        raise NoIdentifierError("geen vergadering met een objectid; haal het verslag opnieuw op")
    text = TranscriptText()
    text.walk(meeting)
    facts = children(meeting)
    modified, odd_moment = _moment(parsed.root.get("Timestamp"))
    record = Record(
        kind=Kind.DEBAT,
        key=key,
        source=blob.source,
        title=words(facts.get("titel")) or None,
        date=day(words(facts.get("datum"))) or day(words(facts.get("aanvangstijd"))),
        modified=modified,
        fields=_fields(parsed.root, meeting, facts, text),
        links=tuple(text.found.links),
        text=text.body.text or None,
        passages=tuple(text.body.passages),
        address=blob.address,
        locator=blob.locator,
    )
    yield record
    for code, message in _complaints(record, text, parsed.complaint, odd_moment):
        yield warned(blob, code, key, Kind.DEBAT, message)


def _fields(
    root: etree._Element, meeting: etree._Element, facts: Mapping[str, etree._Element], text: TranscriptText
) -> dict[str, object]:
    found = text.found
    fields = {
        "soort": meeting.get("soort"),
        "kamer": meeting.get("kamer"),
        "zaal": words(facts.get("zaal")),
        "vergaderjaar": words(facts.get("vergaderjaar")),
        "vergaderingnummer": words(facts.get("vergaderingnummer")).lstrip("0"),
        "publicatiesoort": root.get("soort"),
        "status": root.get("status"),
        "versie": root.get("versie"),
        "bericht": root.get("MessageID"),
        "aanvangstijd": clock(facts.get("aanvangstijd")),
        "sluiting": clock(facts.get("sluiting")),
        "parlisids": [link.key for link in found.links if link.role == "activiteit-nummer"],
        "dossiers": [link.key for link in found.links if link.role == "dossier"],
        "commissies": [words(children(item).get("verslagnaam")) for item in facts.get("commissies", ())],
        "onderwerpen": list(found.subjects),
        "activiteiten": found.activities,
        "stemmingen": found.votes,
    }
    return {name: value for name, value in fields.items() if value}


def _complaints(record: Record, text: TranscriptText, encoding: str | None, moment: str | None) -> Iterator[tuple[str, str]]:
    """What is odd in a transcript that was taken, as code and message."""
    if encoding:
        yield "codering", encoding
    if not record.title:
        yield "geen-titel", "het verslag heeft geen titel; zoek op waar de vergadering over ging"
    if record.date is None:
        yield "geen-datum", "geen bruikbare datum; zoek op wanneer de vergadering was"
    if moment:
        yield "onleesbare-datum", f"Timestamp is geen tijdstip: {moment[:40]!r}; de volgorde van versies is onzeker"
    if not any(passage.kind in SPOKEN for passage in record.passages):
        status = f" (status {record.fields['status']})" if "status" in record.fields else ""
        yield "geen-toespraken", f"geen enkele toespraak{status}; haal het verslag later opnieuw op"
    for name in list(text.found.unknown)[:_MOST_UNKNOWN]:
        yield "onbekend-element", f"onbekend element <{name[:60]}>; de tekst ervan is als alinea bewaard"
    odd_letters = garbled(record.text or "")
    if odd_letters:
        yield "verminkte-letters", f"letters lijken verminkt ({odd_letters!r}); haal het bestand opnieuw op als UTF-8"


def read_debate(blob: Blob) -> Debate:
    """One transcript as a debate: its turns, in order. Raises `InputError` as `read_transcript` does."""
    return debate_of(next(item for item in read_transcript(blob) if isinstance(item, Record)))


def debate_of(record: Record) -> Debate:
    """The debate that a record of kind Debat holds. `speech.text == record.text[speech.start:speech.end]`."""
    text = record.text or ""
    spoken = [passage for passage in record.passages if passage.kind in SPOKEN]
    speeches = tuple(
        Speech(
            id=passage.anchor or f"beurt-{number}",
            speaker=passage.speaker or "",
            role=passage.role,
            party=passage.party,
            chair=passage.kind == "voorzitter",
            text=text[passage.start : passage.end],
            start=passage.start,
            end=passage.end,
        )
        for number, passage in enumerate(spoken, 1)
    )
    return Debate(record.key, record.title or "", record.date, speeches)


def _moment(text: str | None) -> tuple[str | None, str | None]:
    """A moment in UTC with seven decimals, so that the order of text is the order of time; and what stands there if none."""
    if not text:
        return None, None
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?", text.strip())
    try:
        if not match or day(text) is None:
            raise ValueError(text)
        moment = datetime.fromisoformat(match.group(1) + (match.group(3) or ""))
        local_moment = moment.replace(tzinfo=_AMSTERDAM) if moment.tzinfo is None else moment
        whole = local_moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    except ValueError:
        return None, text
    return f"{whole}.{(match.group(2) or '')[:7]:0<7}Z", None

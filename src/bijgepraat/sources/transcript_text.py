# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The text of a transcript of the Tweede Kamer, from its XML: headings, turns of speech, motions and votes in their order.

A turn is a `woordvoerder` (who has the floor) or an `interrumpant` in it (a question, or the chair). Motions and votes stand
between the turns. The line that names the speaker is left out of the text: it is a turn's speaker, role and party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from bijgepraat.model.records import Kind, Link
from bijgepraat.sources.body import Body
from bijgepraat.sources.xml import children, day, is_mixed, local, words

SPOKEN = {"toespraak", "interruptie", "voorzitter"}
_CHAIR = "De voorzitter"
_BOUNDARIES = {"opening", "sluiting"}
_TURNS = {"woordvoerder": "toespraak", "interrumpant": "interruptie"}
_LEVELS = {"vergadering", "activiteit", "activiteithoofd", "activiteitdeel", "activiteititem"}
_TITLED = {"activiteit", "activiteithoofd"}
_NEW_CHAIR = {"voorzitter selectie", "wisseling voorzitter"}
_DETAILS = {
    *("titel", "onderwerp", "zaal", "vergaderjaar", "vergaderingnummer", "datum", "aanvangstijd", "eindtijd", "sluiting"),
    *("parlisid", "voortzetting", "markeertijdbegin", "markeertijdeind", "isvoorzitter", "isdraad", "spreker", "sprekers"),
    *("besluitvorm", "uitslag", "commissies", "activiteitenindex"),
}
"""Elements with facts that are read where they are needed, or that say nothing about the text."""
_TITLE = r"(?:(?:de heer|mevrouw|(?:de )?minister(?:-president)?|(?:de )?staatssecretaris)\s+)?"
_PARTY_AND_COLON = r"\s*(?:\([^()]{1,60}\))?\s*:\s*"
_CHAIR_LINE = re.compile(rf"de voorzitter{_PARTY_AND_COLON}", re.IGNORECASE)
_DOSSIER = re.compile(r"\d{4,6}(?:-[A-Z0-9]+)*")
_ZAAK = re.compile(r"\d{4}Z\d{4,6}")
_VOTE_ORDER = {"Voor": 0, "Tegen": 1}


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str
    """As people know it: `Caroline van der Plas`."""
    printed: str
    """As the report prints it: `Van der Plas`."""
    role: str | None = None
    party: str | None = None


@dataclass(slots=True)
class Found:
    """What a walk through a meeting comes across besides its text."""

    links: dict[Link, None] = field(default_factory=dict)
    activities: list[dict[str, str]] = field(default_factory=list)
    votes: list[dict[str, Any]] = field(default_factory=list)
    subjects: dict[str, None] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)


class TranscriptText:
    """Walks a meeting in document order and collects its text, its turns and its relations."""

    def __init__(self) -> None:
        self.body = Body()
        self.found = Found()
        self._chair: _Speaker | None = None
        self._heading_text = ""

    def walk(self, element: etree._Element, speaker: _Speaker | None = None) -> None:
        """`speaker` is who has the floor around `element`, if anyone."""
        name = local(element)
        if name in _LEVELS:
            self._level(element, name)
        elif name in _TURNS:
            self._turn(element, _TURNS[name])
        elif name == "draadboekfragment":
            self._fragment(element, speaker)
        elif name == "tekst":
            self._paragraphs(element)
        elif name == "zaken":
            self._relate(element)
        elif name == "stemmingen":
            pass  # read with the decision that they belong to
        elif name not in _DETAILS:
            self._unknown(element, name, speaker)

    def _level(self, element: etree._Element, name: str) -> None:
        facts = children(element)
        title = words(facts.get("titel"))
        if name == "activiteit":
            self._activity(element, facts, title)
        for subject in facts.get("activiteitenindex", ()):
            self.found.subjects[words(subject)] = None
        heading = name == "vergadering" or element.get("soort", "").lower() == "stemming item"
        if heading or (name in _TITLED and title.lower() not in _BOUNDARIES):
            self._heading(title)
        for child in element:
            self.walk(child)
        if "stemmingen" in facts or "uitslag" in facts:
            self._vote(element, facts)

    def _heading(self, title: str) -> None:
        """A heading, unless it repeats the one it would stand under."""
        if not self._stands_under(title):
            self.body.add(title, "kop", gap="\n\n")
            self._heading_text = title

    def _stands_under(self, title: str) -> bool:
        """Whether the text so far ends in this very heading."""
        return bool(self.body.passages) and self.body.passages[-1].kind == "kop" and self._heading_text == title

    def _activity(self, element: etree._Element, facts: Mapping[str, etree._Element], title: str) -> None:
        number = words(facts.get("parlisid"))
        if number:
            self.found.links[Link("activiteit-nummer", Kind.ACTIVITEIT, number)] = None
        about = {
            "soort": element.get("soort"),
            "titel": title,
            "nummer": number,
            "begin": clock(facts.get("aanvangstijd")),
            "einde": clock(facts.get("eindtijd")),
        }
        self.found.activities.append({name: value for name, value in about.items() if value})

    def _turn(self, element: etree._Element, kind: str) -> None:
        facts = children(element)
        speaker = _speaker(facts.get("spreker"))
        lines = _lines(facts.get("tekst"))
        named_chair = self._strip_name(lines, facts.get("tekst"), speaker)
        if words(facts.get("isvoorzitter")).lower() == "true" or (named_chair and "isvoorzitter" not in facts):
            kind = "voorzitter"
            self._chair = speaker or self._chair
        self._say(lines, kind, speaker, element.get("objectid"))
        self._mentioned(facts.get("tekst"))
        seen_text = False
        for child in element:
            if local(child) == "tekst" and not seen_text:
                seen_text = True
            elif local(child) == "tekst":
                self._say(_lines(child), kind, speaker, element.get("objectid"))
            else:
                self.walk(child, speaker)

    def _say(self, lines: list[str], kind: str, speaker: _Speaker | None, anchor: str | None) -> None:
        self.body.add(
            "\n".join(lines),
            kind,
            gap="\n\n",
            anchor=anchor,
            speaker=speaker.name if speaker else None,
            role=speaker.role if speaker else None,
            party=speaker.party if speaker else None,
        )

    def _strip_name(self, lines: list[str], text: etree._Element | None, speaker: _Speaker | None) -> bool:
        """Take the speaker's line off a turn. Returns whether it named the chair."""
        if not lines:
            return False
        chair = _CHAIR_LINE.match(lines[0])
        match = chair or (_name_line(lines[0], _bold(text), speaker) if speaker else None)
        if match:
            lines[0] = lines[0][match.end() :]
            if not lines[0]:
                del lines[0]
        return chair is not None

    def _fragment(self, element: etree._Element, speaker: _Speaker | None) -> None:
        facts = children(element)
        kind = (element.get("soort") or "").lower()
        people = [_speaker(item) for item in facts.get("sprekers", ())]
        if kind in _NEW_CHAIR and people:
            self._chair = people[0]
        if kind == "motie indiening":
            self._motion(element, facts, speaker or (people[0] if people else None))
        elif "tekst" in facts:
            self._paragraphs(facts["tekst"], element.get("objectid"))
        for child in element:
            if local(child) != "tekst":
                self.walk(child, speaker)

    def _motion(self, element: etree._Element, facts: Mapping[str, etree._Element], speaker: _Speaker | None) -> None:
        """A motion as it is read out; what the chair says of it ("deze motie is voorgesteld door …") is the chair's."""
        text = facts.get("tekst")
        if text is None:
            return
        self._mentioned(text)
        groups = [child for child in text if local(child) == "alineagroep"]
        for group in groups or [text]:
            if (group.get("type") or "").lower() == "motieinfo":
                self._paragraphs(group, element.get("objectid"))
            else:
                self._say(_lines(group), "motie", speaker, element.get("objectid"))

    def _paragraphs(self, element: etree._Element, anchor: str | None = None) -> None:
        """Text outside the turns. From a line "De voorzitter:" on it is the chair who speaks."""
        self._mentioned(element)
        spoken: list[str] | None = None
        gap = "\n\n"
        for lines, kind in _blocks(element):
            if spoken is None and _CHAIR_LINE.match(lines[0]):
                spoken = []
            if spoken is not None:
                spoken += lines
            elif not (len(lines) == 1 and self._stands_under(lines[0])):
                self.body.add("\n".join(lines), kind, gap=gap)
                gap = "\n"
        if spoken:
            self._strip_name(spoken, None, None)
            place = element.getparent()
            anchor = anchor or (place.get("objectid") if place is not None else None)
            self._say(spoken, "voorzitter", self._chair or _Speaker(_CHAIR, _CHAIR), anchor)

    def _vote(self, element: etree._Element, facts: Mapping[str, etree._Element]) -> None:
        """A decision with its votes: how each party (or member) voted, as lines of text and as a field."""
        outcome, form = words(facts.get("uitslag")), words(facts.get("besluitvorm"))
        cast: dict[str, list[str]] = {}
        for vote in facts.get("stemmingen", ()):
            parts = children(vote)
            person = _speaker(parts.get("spreker"))
            voter = words(parts.get("fractie")) or (person.name if person else "")
            if voter:
                cast.setdefault(words(parts.get("stem")) or "Onbekend", []).append(voter)
        lines = [f"Uitslag: {outcome}"] if outcome else []
        lines += [
            f"{choice}: {', '.join(cast[choice])}" for choice in sorted(cast, key=lambda choice: _VOTE_ORDER.get(choice, 2))
        ]
        self.body.add("\n".join(lines), "stemming", gap="\n\n", anchor=element.get("objectid"))
        holder = element.getparent()
        title = words(children(holder).get("titel")) if holder is not None else ""
        vote_of = {"titel": title, "vorm": form, "uitslag": outcome, "stemmen": cast}
        if outcome or cast:
            self.found.votes.append({name: value for name, value in vote_of.items() if value})

    def _relate(self, element: etree._Element) -> None:
        for item in element:
            facts = children(item)
            number = words(facts.get("parlisid"))
            if _ZAAK.fullmatch(number):
                self.found.links[Link("zaak-nummer", Kind.ZAAK, number)] = None
            self._paper(words(facts.get("dossiernummer")), words(facts.get("stuknummer")))

    def _mentioned(self, element: etree._Element | None) -> None:
        """Papers that the text marks up: a dossier, and its number where both stand once in a line."""
        for item in element.iter("{*}alineaitem") if element is not None else ():
            dossiers = [words(found) for found in item.iter("{*}dossiernummer")]
            numbers = [words(found) for found in item.iter("{*}stuknummer")]
            for dossier in dossiers:
                self._paper(dossier, numbers[0] if len(dossiers) == len(numbers) == 1 else "")

    def _paper(self, dossier: str, number: str) -> None:
        dossier = "".join(dossier.split())
        if _ZAAK.fullmatch(dossier):
            self.found.links[Link("zaak-nummer", Kind.ZAAK, dossier)] = None
        elif _DOSSIER.fullmatch(dossier):
            self.found.links[Link("dossier", Kind.KAMERSTUKDOSSIER, dossier)] = None
            if number.isalnum():
                self.found.links[Link("publicatie", Kind.PUBLICATIE, f"kst-{dossier}-{number}")] = None

    def _unknown(self, element: etree._Element, name: str, speaker: _Speaker | None) -> None:
        """Text in an element that is new here is kept, and reported; a new wrapper is walked through."""
        if not is_mixed(element):
            for child in element:
                self.walk(child, speaker)
        elif words(element):
            self.found.unknown[name] = None
            self.body.add(words(element), "alinea", gap="\n\n")


def _lines(element: etree._Element | None) -> list[str]:
    """The lines of a text: each `alineaitem` is one, also in lists and groups; those without words fall away."""
    if element is None:
        return []
    items = [item for item in element.iter() if local(item) == "alineaitem"]
    lines = [words(item) for item in items] if items else [words(element)]
    return [line for line in lines if line]


def _blocks(element: etree._Element) -> Iterator[tuple[list[str], str]]:
    """Paragraphs and list items of a text, each with its lines and its kind; never without words."""
    paragraphs = [item for item in element.iter() if local(item) == "alinea"]
    if not paragraphs and words(element):
        yield [words(element)], "alinea"
    for paragraph in paragraphs:
        own: list[str] = []
        listed: list[str] = []
        for child in paragraph:
            if local(child) == "lijst":
                listed += _lines(child)
            else:
                own += _lines(child)
        if own:
            yield own, "alinea"
        yield from (([line], "lijst") for line in listed)


def _bold(text: etree._Element | None) -> str:
    """The first words in bold of a turn's first line: the speaker's name as printed."""
    first = next((item for item in text.iter() if local(item) == "alineaitem"), None) if text is not None else None
    bold = next((item for item in first if local(item) == "nadruk"), None) if first is not None else None
    return words(bold).rstrip(":") if bold is not None and bold.get("type") == "Vet" else ""


def _name_line(line: str, bold: str, speaker: _Speaker) -> re.Match[str] | None:
    """The start of a turn that names its speaker: "De heer Jansen (VBD):". Before a name in bold any title may stand,
    otherwise only the usual ones, so that a sentence with a name and a colon stays."""
    for name in (speaker.printed, speaker.name):
        title = r"[^:.!?]{0,60}?" if name == bold else _TITLE
        match = re.match(title + re.escape(name) + _PARTY_AND_COLON, line, re.IGNORECASE)
        if match:
            return match
    return None


def _speaker(element: etree._Element | None) -> _Speaker | None:
    """A person with the name that people know: `Plas van der`, `Van der Plas`, `Caroline` → `Caroline van der Plas`."""
    if element is None:
        return None
    parts = {name: words(child) for name, child in children(element).items()}
    printed, first, sorted_name = parts.get("verslagnaam", ""), parts.get("voornaam", ""), parts.get("achternaam", "")
    name = printed or sorted_name or parts.get("weergavenaam", "")
    if first and not name.lower().startswith(f"{first.lower()} "):
        name = f"{first} {_particle_small(name, sorted_name)}"
    if not name:
        return None
    return _Speaker(name, printed or name, parts.get("functie") or None, parts.get("fractie") or None)


def _particle_small(printed: str, sorted_name: str) -> str:
    """`Van der Plas` after a first name is `van der Plas`: small where the sorting name puts the particle last, small."""
    pieces = sorted_name.split()
    for cut in range(1, len(pieces)):
        particle = " ".join(pieces[cut:])
        if particle == particle.lower() and f"{particle} {' '.join(pieces[:cut])}".lower() == printed.lower():
            return particle + printed[len(particle) :]
    return printed


def clock(element: etree._Element | None) -> str | None:
    """A local moment as it stands, without the placeholders of the source."""
    text = words(element)
    return text if day(text) else None

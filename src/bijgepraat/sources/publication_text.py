# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The text of an official publication, from its XML.

The vocabulary of the publisher is large and grows, so text is collected by shape: what mixes words with elements is a paragraph,
what holds only elements is a wrapper, and a few names (lists, tables, headings, signatures) have a shape of their own. No text
is lost because its element is new.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from bijgepraat.sources.body import Body
from bijgepraat.sources.xml import children, is_mixed, local, tidy, words

_SKIPPED = {
    *("metadata", "meta-data", "kamerstukkop", "kamervraagkop", "officiele-inhoudsopgave"),
    *("plaatje", "illustratie", "colspec", "witreg"),
}
_HEADINGS = {
    *("titel", "title", "subtitel", "tussenkop", "intitule", "item-titel"),
    *("stuknr", "datumtekst", "kamervraagnummer", "kamervraagomschrijving"),
}
_JOINED = {"kop": "kop", "spreker": "kop", "naam": "alinea", "term": "alinea"}
"""Elements whose children together are one line (label, number and title; first and last name), with the kind of passage."""
_NUMBERS = {"li.nr", "lidnr", "nr", "noot.nr"}
_NUMBERED = {"li": "lijst", "noot": "noot", "lid": None, "vraag": None, "antwoord": None}
"""Elements that begin with a number, with the kind of passage they make; None keeps the kind of what is around them."""
_BLOCKS = {"al", "al-groep", "lijst", "li", "table", "tgroup", "row", "lid", "artikel", "divisie", "tekst", "tussenkop", "kop"}
"""Elements that end the paragraph that they stand in."""
_NAME_PARTS = {"voornaam", "voorvoegsels", "achternaam"}
_CLOSING = re.compile(r"\bgaat over tot\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ'’][\w'’.\- ]{1,59}")
_LONGEST_NAME = 60


def looks_like_name(line: str) -> bool:
    """Whether a line may be a signature: short, with a capital, without commas or the end of a sentence."""
    return _NAME.fullmatch(line) is not None


class PublicationText:
    """Walks a publication in document order and collects its paragraphs as passages.

    Kinds of passage: `kop`, `alinea`, `lijst`, `rij` (of a table, cells divided by ` | `), `noot`, `ondertekening`.
    """

    def __init__(self, title: str | None) -> None:
        """`title` replaces the title of the kamerstuk as printed, which is all capitals."""
        self.body = Body()
        self.signatories: list[str] = []
        self._title = title
        self._number = ""
        """A number that waits for the paragraph it belongs to."""
        self._notes: list[etree._Element] = []
        """Notes that wait for the end of the paragraph they stand in."""

    def walk(self, element: etree._Element, kind: str = "alinea") -> None:
        name = local(element)
        if not name or name in _SKIPPED:
            return
        if name == "al":
            self._paragraph(element, kind)
        elif name == "dossier":
            self._dossier(element)
        elif name == "stuk":
            self._piece(element)
        elif name in _HEADINGS:
            self._paragraph(element, "kop")
        elif name in _NUMBERED:
            self._numbered(element, _NUMBERED[name] or kind)
        elif name == "row":
            cells = [self._inline(cell) for cell in element]
            self._add(" | ".join(cells) if any(cells) else "", "rij")
        elif name == "ondertekening":
            self._signature(element)
        elif is_mixed(element):
            self._paragraph(element, kind)
        elif name in _JOINED:
            self._add(" ".join(self._inline(child) for child in element), _JOINED[name])
        else:
            for child in element:
                self.walk(child, kind)

    def sign(self) -> None:
        """Take the names at the end of a motion for what they are: the short lines after its closing words, or, where those
        are missing, the last lines that look like names."""
        passages, text = self.body.passages, self.body.text
        lines = [text[passage.start : passage.end] for passage in passages]
        start = len(lines)
        while start and passages[start - 1].kind == "alinea" and len(lines[start - 1]) <= _LONGEST_NAME:
            if _CLOSING.search(lines[start - 1]):
                break
            start -= 1
        if not start or not _CLOSING.search(lines[start - 1]):
            start = len(lines)
            while start and passages[start - 1].kind == "alinea" and looks_like_name(lines[start - 1]):
                start -= 1
        for at in range(start, len(lines)):
            passages[at] = replace(passages[at], kind="ondertekening")
            name = lines[at].strip(" .,;\\")
            self.signatories += [name] if name else []

    def _dossier(self, element: etree._Element) -> None:
        parts = children(element)
        printed = ""
        for part in parts.get("dossiernummer", ()):
            if words(part):
                printed += f"-{words(part)}" if local(part) == "raadnr" else f" {words(part)}"
        self._add(f"{printed} {words(parts.get('titel'))}", "kop")

    def _piece(self, element: etree._Element) -> None:
        titled = False
        for child in element:
            if local(child) == "titel" and self._title and not titled:
                self._add(self._title, "kop")
                titled = True
            else:
                self.walk(child)

    def _numbered(self, element: etree._Element, kind: str) -> None:
        """A list item, a paragraph of an article, a question, a note: its number goes before its first paragraph."""
        if element.text and element.text.strip():
            self._paragraph(element, kind)
            return
        for child in element:
            if local(child) not in _NUMBERS:
                self.walk(child, kind)
            elif local(element) in {"vraag", "antwoord"}:
                self._paragraph(child, "kop")
            else:
                self._add("", kind)
                self._number = self._inline(child)
        self._add("", kind)

    def _signature(self, element: etree._Element) -> None:
        for child in element:
            line = self._inline(child)
            self._add(line, "ondertekening")
            if local(child) == "naam" and line:
                self.signatories.append(line)
        if not len(element):
            self._add(words(element), "ondertekening")

    def _paragraph(self, element: etree._Element, kind: str) -> None:
        """The words of an element as a paragraph; blocks inside it follow as their own."""
        if not len(element):
            self._add(element.text or "", kind)
            return
        run = [element.text or ""]
        for child in element:
            if local(child) in _BLOCKS:
                self._add("".join(run), kind)
                run = []
                self.walk(child, kind)
            else:
                self._collect(child, run)
            run.append(child.tail or "")
        self._add("".join(run), kind)

    def _add(self, text: str, kind: str) -> None:
        """A paragraph with the number that waits for it; the notes in it come after it."""
        self.body.add(tidy(f"{self._number} {text}") if self._number else tidy(text), kind)
        self._number = ""
        if self._notes:
            notes, self._notes = self._notes, []
            for note in notes:
                self._numbered(note, "noot")

    def _inline(self, element: etree._Element) -> str:
        """An element's words on one line, its notes put aside."""
        run: list[str] = []
        self._collect(element, run)
        return tidy("".join(run))

    def _collect(self, element: etree._Element, run: list[str]) -> None:
        name = local(element)
        if name == "noot":
            self._notes.append(element)
            return
        if name in _SKIPPED:
            return
        apart = name in _BLOCKS or name in _NUMBERS
        if apart or name in _NAME_PARTS:
            run.append(" ")
        run.append(element.text or "")
        for child in element:
            self._collect(child, run)
            run.append(child.tail or "")
        if apart:
            run.append(" ")

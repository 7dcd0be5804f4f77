# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Lines of a PDF to paragraphs, by where they stand, how they are set and how they end.

Lines are joined unless something says that a new paragraph begins: a bullet, another size or weight, a wide gap, or a line
that ends early. Words broken at the end of a line are made whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bijgepraat.sources.pdf_lines import HYPHEN, Line
from bijgepraat.sources.text import Paragraph

_MARK = re.compile(r"(?:[•●○▪■□◦‣∙·✓➢➤►\uf0a7\uf0b7\uf0d8\uf0fc]\s*|[–—*›-]\s+|o\s+(?=[A-Z]))(?=\S)")
"""A sign that opens an item of a list; it is left out of the text. The private ones are of the Symbol and Wingdings fonts."""
_DASH = re.compile(r"[–—-]\s")
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+\D")
_ENTRY = re.compile(r"(?:.*\D|)(?:\.{3,}|…|\s)\s*\d{1,3}$")
_CONTENTS = re.compile(r"(?:.*[^\s\d]|)[\s.…]+(\d{1,3})$")
"""A line of a table of contents: words, and one number at the end."""
_ENDS = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_FINAL = re.compile(r"[.!?][\"'”’»)\]]*$")
_UNFINISHED = re.compile(
    r"(?:,|(?<!\w)(?:de|het|een|en|of|in|op|aan|met|voor|van|te|dat|die|waarin|om|bij|tot|uit|over|door|als|naar|zoals|onze|deze|hun))$",
    re.IGNORECASE,
)
"""No paragraph ends so."""
_HYPHENS = f"-\u2010\xad{HYPHEN}"
_CLASHES = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu", "ij"}
"""Letters that would be read as one sound: Dutch keeps the hyphen between the parts of a compound ("media-aanbod")."""
_TREMA = {"e": "ë", "i": "ï", "o": "ö", "u": "ü", "a": "ä"}
_CONJUNCTIONS = {"en", "of", "tot", "als", "dan", "noch", "respectievelijk", "alsook"}


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a document sets its text."""

    size: float
    bold: bool
    """Size and weight of most letters."""
    pitch: dict[int, float]
    """Per size the distance that most lines keep to the next one."""
    columns: dict[tuple[int, int], tuple[float, float]]
    """Per page and class of left edge where its lines begin and how far the longest one reaches."""
    spaced: bool = False
    """Whether paragraphs stand apart from each other."""

    def gap(self, last: Line, line: Line) -> bool:
        """Whether more white than usual stands between two lines."""
        return last.base - line.base > 1.3 * self.pitch.get(round(line.size), 1.3 * line.size) + 0.5

    def filled(self, line: Line) -> float:
        """The share of its column that a line fills, 0–1."""
        left, right = self.columns[line.page, round(line.left / 40)]
        return (line.right - left) / max(right - left, 1.0)

    def room(self, line: Line) -> float:
        """What is left of the column behind a line, in points."""
        return self.columns[line.page, round(line.left / 40)][1] - line.right


def join_lines(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs that lines in reading order make up, each with the page that it begins on and its kind."""
    return _with_contents(_mended(list(_paragraphs(lines))))


def usual_size(lines: Sequence[Line]) -> float:
    """The size that most letters have, in points; there must be a line."""
    return _habits(lines).size


def _habits(lines: Sequence[Line]) -> _Habits:
    letters: Counter[tuple[float, bool]] = Counter()
    gaps: dict[int, Counter[float]] = {}
    columns: dict[tuple[int, int], tuple[float, float]] = {}
    pairs = [(last, line) for last, line in zip(lines, lines[1:], strict=False) if _below(last, line)]
    for line in lines:
        letters[round(line.size, 1), line.bold] += len(line.text)
        for shift in (-1, 0, 1):
            place = (line.page, round(line.left / 40) + shift)
            left, right = columns.get(place, (line.left, line.right))
            columns[place] = (min(left, line.left), max(right, line.right))
    for last, line in pairs:
        gaps.setdefault(round(line.size), Counter())[round((last.base - line.base) * 2) / 2] += 1
    size, bold = letters.most_common(1)[0][0]
    pitch = {size: counts.most_common(1)[0][0] for size, counts in gaps.items()}
    habits = _Habits(size, bold, pitch, columns)
    ends = [(last, line) for last, line in pairs if _ENDS.search(last.text) and habits.filled(last) < 0.75]
    apart = sum(1 for last, line in ends if habits.gap(last, line))
    return replace(habits, spaced=len(ends) >= 5 and apart > 0.6 * len(ends))


def _below(last: Line, line: Line) -> bool:
    """Whether a line stands right under another of its kind."""
    same = last.page == line.page and abs(last.size - line.size) < 0.5 and last.bold == line.bold
    return same and 0.5 * line.size < last.base - line.base < 3 * line.size and not _opens(line)


def _opens(line: Line) -> bool:
    return bool(_MARK.match(line.text) or _NUMBER.match(line.text))


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[list[str], Paragraph]]:
    """Each paragraph with the lines that it is made of; its own text is still empty."""
    if not lines:
        return
    habits = _habits(lines)
    group = [lines[0]]
    for last, line in zip(lines, lines[1:], strict=False):
        if _begins(last, line, group, habits):
            yield _grouped(group, habits)
            group = []
        group.append(line)
    yield _grouped(group, habits)


def _begins(last: Line, line: Line, group: Sequence[Line], habits: _Habits) -> bool:
    """Whether `line` begins a new paragraph after `last`."""
    if last.text.endswith(HYPHEN):
        return False
    ended = bool(_ENDS.search(last.text))
    # A dash may also be a dash in the sentence that goes on.
    dash = not ended and _DASH.match(line.text) and not _DASH.match(group[0].text)
    if (_opens(line) and not dash) or (_ENTRY.match(last.text) and _ENTRY.match(line.text)):
        return True
    small = line.text[:1].islower() or line.text[:1] in "(€"
    goes_on = bool(_UNFINISHED.search(last.text)) or (small and not _FINAL.search(last.text))
    if abs(last.size - line.size) > (0.25 if goes_on else 0.08) * max(last.size, line.size):
        return True
    if last.page != line.page or line.base - last.base > 0.5 * line.size:
        # Another page or column: only words can tell.
        if not ended and habits.filled(last) > 0.85 and not last.bold and not line.bold:
            return False
        return not goes_on or (not line.bold and all(each.bold for each in group))
    if habits.gap(last, line) and not (goes_on and last.base - line.base < 2 * line.size):
        return True
    if last.bold != line.bold and not goes_on and all(each.bold == last.bold for each in group):
        return True
    if goes_on:
        return False
    indented = line.left > last.left + 0.8 * line.size and line.left < last.left + 4 * line.size
    if ended and indented and not _opens(group[0]):
        return True
    if ended and habits.spaced:
        return habits.filled(last) < 0.7
    word = line.text.split(" ", 1)[0]
    letter = (line.right - line.left) / max(len(line.text), 1)
    fits = habits.room(last) > (len(word) + 1.5) * letter
    return fits and (ended or habits.filled(last) < 0.85)


def _grouped(group: Sequence[Line], habits: _Habits) -> tuple[list[str], Paragraph]:
    item = bool(_MARK.match(group[0].text))
    texts = [_MARK.sub("", group[0].text, count=1) if item else group[0].text, *(line.text for line in group[1:])]
    words = " ".join(texts)
    bigger = group[0].size > 1.12 * habits.size
    heavier = not habits.bold and all(line.bold for line in group) and group[0].size > 0.9 * habits.size
    heading = (bigger or (heavier and not words.endswith("."))) and not item and len(words) <= 200
    kind = "kop" if heading and re.search(r"[^\W\d_]", words) else "punt" if item else "alinea"
    return texts, Paragraph("", kind, group[0].page)


def _mended(made: Sequence[tuple[list[str], Paragraph]]) -> list[Paragraph]:
    """Lines put together, words that were broken made whole.

    A hyphen at the end of a line may be the word's own ("ov-knooppunten"). It stays before a capital or figure, before "en"
    and its like ("koop- en huurwoningen"), between vowels that would clash, and where the document writes the word with it
    in the middle of a line.
    """
    known = Counter(word for texts, _ in made for text in texts for word in re.findall(r"\w+(?:-\w+)*", text.lower()))
    firsts = Counter(word.split("-")[0] for word in known.elements() if "-" in word)
    return [replace(paragraph, text=_joined(texts, known, firsts)) for texts, paragraph in made]


def _with_contents(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """With the lines of a table of contents marked as such: four or more in a row that end in a page, none going back."""
    marked = list(paragraphs)
    run: list[int] = []
    highest = 0
    for n, paragraph in enumerate([*paragraphs, Paragraph("")]):
        match = _CONTENTS.match(paragraph.text) if len(paragraph.text) <= 150 else None
        if match and int(match[1]) >= highest:
            run.append(n)
            highest = int(match[1])
            continue
        if len(run) >= 4:
            for each in run:
                marked[each] = replace(marked[each], kind="inhoud")
        run, highest = [], 0
    return marked


def _joined(texts: Sequence[str], known: Counter[str], firsts: Counter[str]) -> str:
    parts = [texts[0]]
    for text in texts[1:]:
        last = parts[-1]
        if len(last) > 1 and last[-1] in _HYPHENS and last[-2].isalnum():
            parts[-1] = last[:-1]
            parts.append(_rejoined(last[:-1], text, known, firsts))
        else:
            parts += (" ", text)
    return "".join(parts).replace(HYPHEN, "-")


def _rejoined(before: str, after: str, known: Counter[str], firsts: Counter[str]) -> str:
    """What follows `before`, the line before without its hyphen: `after` with the hyphen it needs, if any."""
    first = re.split(r"[\W_]", before)[-1]
    match = re.match(r"\w+", after)
    second = match.group() if match else ""
    if second.lower() in _CONJUNCTIONS:
        return f"- {after}"
    if not second[:1].islower() or not first[-1:].isalpha() or (len(first) > 1 and first.isupper()):
        return f"-{after}"
    together = known[(first + second).lower()]
    with_trema = _TREMA.get(second[0], "") + second[1:]
    if not together and known[(first + with_trema).lower()] and second[0] in _TREMA:
        return with_trema + after[len(second) :]  # "financi-" and "ele" are broken from "financiële"
    apart = known[f"{first}-{second}".lower()]
    clash = (first[-1] + second[0]).lower() in _CLASHES
    if apart > together or (not together and (clash or (firsts[first.lower()] and len(first) <= 3))):
        return f"-{after}"
    return after

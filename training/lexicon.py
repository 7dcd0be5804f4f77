# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Make the lexicon of compound parts and the list of verbs from word frequencies: `python training/lexicon.py DATA`.

DATA is the folder with public papers (in this project `../shared/data`). Which words are parts of compounds is learnt from how
many different compounds they stand in; what reading corrected stands in lexicon.toml. The same data give the same files.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from frequencies import Frequencies, count

from bijgepraat.understand.language.inflections import bases, lengthened, rooted
from bijgepraat.understand.language.splitting import Lexicon, split

_HERE = Path(__file__).resolve().parent
_TARGET = _HERE.parent / "src" / "bijgepraat" / "understand" / "data"
_SEEN_WORD, _SEEN_COMPOUND = 4, 2
_STANDS_IN = 3
"""In so many different compounds a word must stand to be taken for a part."""
_PLAIN_NOUN, _PLAIN_LENGTH = 2, 5
"""A word of this frequency and length may be a part as well when it was never seen as one."""
_STORED = 12
"""Compounds of this frequency are kept as words, with their parts."""
_PLACE = re.compile(
    r"(?:land|veen|dam|burg|burgh|wijk|hoven|hove|dijk|berg|bergh|bergen|stad|kerk|mans|(?<!ken)huizen|huysen|horst|bos|brug|meer|zijl|[dt]recht|daal|(?<!an)dal|woude"
    r"|sluis|haven|koop|broek|mond|voort|foort|heide|waard|veld|velden|dorp|bosch|heim|(?<!bud)(?<!buds)man|meijer|maker|(?<!ni)(?<!gi)ster|kamp|werf)$"
)
"""Endings of names of places and families."""


def main(data: Path) -> None:
    """Count, choose, and write both files."""
    found = count(data)
    lines = choose(found, data)
    _write("compounds.txt", lines)
    _write("verbs.txt", sorted(verbs(found)))


def _write(name: str, lines: list[str]) -> None:
    target = _TARGET / name
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{target.name}: {len(lines)} lines, {target.stat().st_size} bytes\n")


def choose(found: Frequencies, data: Path) -> list[str]:
    """The lines of the lexicon, sorted."""
    table = {name: frozenset(words.replace("\n", " ").split()) for name, words in _table().items()}
    small, capital = found.small, found.capital
    known = {
        word
        for word, times in small.items()
        if times >= _SEEN_WORD
        and len(word) >= 3
        and word.isalpha()
        and (capital[word] <= 3 * times or (times >= 40 and len(word) >= 6) or word in table["no_names"])
    }
    known -= table["never"]
    before: defaultdict[str, set[str]] = defaultdict(set)
    behind: defaultdict[str, set[str]] = defaultdict(set)
    for word, times in sorted(small.items()):
        if times >= _SEEN_COMPOUND and len(word) >= 7 and word.isalpha() and word not in table["whole"]:
            for first, last in _in_two(word, known):
                before[first].add(word)
                behind[last].add(word)
    plain = {
        word
        for word, times in small.items()
        if times >= _PLAIN_NOUN
        and found.noun[word]
        and len(word) >= _PLAIN_LENGTH
        and word.isalpha()
        and (capital[word] <= 3 * times or word in table["no_names"])
    } - table["never"]
    first = {word for word in known if len(before[word]) >= _STANDS_IN} | plain
    last = {word for word in known if len(behind[word]) >= _STANDS_IN} | plain
    added = table["add"] - table["never"]
    first = (first | added | table["first"]) - table["never"] - table["last"]
    # "bedrijfs" of "bedrijfs- en" is bedrijf with its link.
    first = {
        word[:-1] if len(word) > 3 and word.endswith("s") and word[:-1] in known and word[:-1] not in table["never"] else word
        for word in first
    }
    last = (last | added | table["last"]) - table["never"] - table["first"] - table["never_last"]
    given = {word.replace("|", ""): tuple(word.split("|")) for word in table["split"]}
    whole = table["whole"]
    compounds: dict[str, tuple[str, ...]] = dict(given)
    # Shorter words first, so that a compound falls apart in the parts that were found for shorter ones.
    for word in sorted(known | plain | first | last, key=lambda word: (len(word), word)):
        if word in whole or word in given or len(word) < 6:
            continue
        lexicon = Lexicon(frozenset(first - {word}), frozenset(last - {word}), {}, whole, frozenset())
        parts = split(word, lexicon, bases)
        if parts:
            compounds[word] = parts
    first -= compounds.keys()
    last -= compounds.keys()
    kept = {word: parts for word, parts in compounds.items() if small[word] >= _STORED or word in given}
    # A linking s stays with the first part in the notation, so that the parts joined are the word.
    lines = {"|".join(_with_links(word, parts)) for word, parts in kept.items()}
    lines |= {word if word in last else f"{word}-" for word in first} | {f"-{word}" for word in last - first}
    names = _names(found, known, data)
    lexicon = Lexicon.of_lines(lines)
    lines |= {f"!{word}" for word in whole if split(word, lexicon, bases)}
    lines |= {name.capitalize() for name in names if split(name, lexicon, bases)}
    return sorted(lines)


def _table() -> dict[str, str]:
    with (_HERE / "lexicon.toml").open("rb") as file:
        return tomllib.load(file)


def _in_two(word: str, known: set[str]) -> Iterator[tuple[str, str]]:
    for place in range(3, len(word) - 2):
        first, last = word[:place], word[place:]
        if last in known:
            if first in known:
                yield first, last
            elif first.endswith("s") and first[:-1] in known:
                yield first[:-1], last


def _with_links(word: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    whole: list[str] = []
    place = 0
    for number, part in enumerate(parts):
        end = place + len(part)
        if number < len(parts) - 1 and not word.startswith(parts[number + 1], end):
            end += 1
        whole.append(word[place:end])
        place = end
    return tuple(whole)


def _names(found: Frequencies, known: set[str], data: Path) -> set[str]:
    """Names of members of parliament and municipalities, and words with the ending of one that always have a capital."""
    names = {
        word
        for word, times in found.capital.items()
        if times >= 2
        and _PLACE.search(word)
        and word.isalpha()
        and len(word) >= 6
        and found.small[word] * 4 < times
        and word not in known
    }
    with lzma.open(data / "tweedekamer" / "persoon.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            names |= {
                part.lower() for part in (json.loads(line).get("Achternaam") or "").split() if part.isalpha() and len(part) >= 6
            }
    with (_TARGET / "municipalities.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.reader(rows):
            names |= {cell.lower() for cell in row if cell.isalpha() and len(cell) >= 6}
    return names


def verbs(found: Frequencies) -> set[str]:
    """Infinitives of weak verbs: words on -en of which a form on -t or -de is seen, and a participle or a noun on -ing."""
    small = found.small
    chosen = set()
    for word, times in small.items():
        if times < 3 or not word.endswith("en") or len(word) < 5 or not word.isalpha():
            continue
        root = rooted(word[:-2])
        if not small[root + "t"]:
            root = lengthened(word[:-2])
        person = small[root + "t"] if not root.endswith("t") else small[root]
        done = (
            small[f"ge{root}t"]
            + small[f"ge{root}d"]
            + small[word[:-2] + "ing"]
            + small[root + "d"]
            + small[root + "de"]
            + small[root + "te"]
        )
        if person and done:
            chosen.add(word)
    return chosen


if __name__ == "__main__":
    main(Path(sys.argv[1]))

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What somebody typed in the search box, as a tree. Pure; every input is a query, and what is no operator is a word.

    jeugdzorg gemeenten        both words            wet*                  words that begin so
    "kosten jeugdzorg"         next to each other    wonen NEAR/5 subsidie  at most five words apart (NEAR alone: ten)
    A OR B, A OF B             one of the two        NOT A, NIET A, -A     without
    ( … )                      groups                partij:VVD bedrag>10mln  fields, see `FIELDS`

Operators are in capitals. Between two words stands an AND. The work is linear in the length, which has a bound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bijgepraat.store.search_fields import FIELDS, Condition, condition

LONGEST_QUERY = 1_000
"""Code points of a query that are read."""
_MOST_WORDS = 40
_DEEPEST = 12
_NEAR_WORDS = 10
_SHORTEST_PREFIX = 3

WORD = re.compile(r"[\w\u0300-\u036f]+")
_QUOTES = '"“”„«»'
_TOKEN = re.compile(rf"[{_QUOTES}()]|[^\s{_QUOTES}()]+")
_FIELD = re.compile(rf"({'|'.join(FIELDS)})(:|>=|<=|>|<|=|≥|≤)", re.IGNORECASE)
_NEAR = re.compile(r"(?:NEAR|NABIJ)(?:/(\d{1,2}))?")
_PREFIX = re.compile(r"(\w+)\*")
_UNITS = {"mln", "miljoen", "mld", "miljard", "duizend", "ton", "euro", "k", "m"}
_OPERATORS = {"AND": "and", "EN": "and", "&&": "and", "OR": "or", "OF": "or", "||": "or", "NOT": "not", "NIET": "not"}


def folded(text: str) -> str:
    """Words as they are compared: composed, small letters, without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class Word:
    """One word, in any of its forms; `typed` with its capitals."""

    text: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """What was typed in one go and is several words: `36800-B`, `AOW'er`, `R&D`. They stand next to each other, or as one."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly these words, next to each other."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two (groups of) words at most `distance` words apart, in either order."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Not:
    """What is not in it."""

    part: Node


@dataclass(frozen=True, slots=True)
class Every:
    """All of them."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """One of them or more."""

    parts: tuple[Node, ...]


Node: TypeAlias = Word | Joined | Phrase | Prefix | Near | Not | Every | Some | Condition


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A query read. `tree` is None when there is no word in it.

    `wanted` are the words (folded, in order) that a text may be found by. `free`: nothing but words, with conditions beside
    them at most: such a question may also be answered by texts with other words, and by texts with some of the words.
    `words_typed` is the query without its conditions.
    """

    tree: Node | None
    wanted: tuple[str, ...] = ()
    words_typed: str = ""
    free: bool = False
    conditions: tuple[Condition, ...] = ()


def read_query(query: str) -> SearchQuery:
    """Read a query; see the top of this module."""
    tokens = list(_tokens(query[:LONGEST_QUERY]))
    tree = _simple(_Reader(tokens).some(0))
    parts = tree.parts if isinstance(tree, Every) else (tree,) if tree is not None else ()
    plain = [part for part in parts if isinstance(part, Word | Joined)]
    conditions = tuple(part for part in parts if isinstance(part, Condition))
    free = bool(plain) and len(plain) + len(conditions) == len(parts)
    typed = " ".join(token.raw for token in tokens if not isinstance(token.node, Condition))
    return SearchQuery(tree, tuple(dict.fromkeys(_wanted(tree))), typed, free, conditions)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["word", "and", "or", "not", "near", "(", ")"]
    raw: str = ""
    node: Node | None = None
    distance: int = 0


def _tokens(query: str) -> Iterator[_Token]:
    pieces = _TOKEN.findall(query)
    budget = _MOST_WORDS
    place = 0
    while place < len(pieces) and budget > 0:
        piece = pieces[place]
        place += 1
        if piece in _QUOTES:
            close = next((n for n in range(place, len(pieces)) if pieces[n] in _QUOTES), None)
            if close is None:
                continue
            inside = " ".join(pieces[place:close])
            place = close + 1
            words = tuple(folded(word) for word in WORD.findall(inside))[:budget]
            if words:
                budget -= len(words)
                yield _Token("word", inside, Phrase(words))
            continue
        if piece in "()":
            yield _Token("(" if piece == "(" else ")")
            continue
        if piece in _OPERATORS:
            yield _Token(_OPERATORS[piece], piece)  # type: ignore[arg-type]
            continue
        if near := _NEAR.fullmatch(piece):
            yield _Token("near", piece, distance=int(near.group(1) or _NEAR_WORDS))
            continue
        if name := _FIELD.match(piece):
            value, behind = _value(pieces, place, piece[name.end() :])
            found = condition(name.group(1).lower(), name.group(2), value)
            if found is not None:
                place = behind
                budget -= 1
                yield _Token("word", piece, found)
                continue
        if len(piece) > 1 and piece[0] == "-" and piece[1].isalnum():
            yield _Token("not", "-")
            piece = piece[1:]
        for token in _words(piece):
            if budget <= 0:
                return
            budget -= 1
            yield token


def _value(pieces: list[str], place: int, value: str) -> tuple[str, int]:
    """The value behind a field: the rest of the piece, words between quotes, or a number with its unit."""
    if not value and place < len(pieces) and pieces[place] in _QUOTES:
        close = next((n for n in range(place + 1, len(pieces)) if pieces[n] in _QUOTES), None)
        if close is not None:
            return " ".join(pieces[place + 1 : close]), close + 1
    if not value and place < len(pieces) and pieces[place] not in "()":
        value, place = pieces[place], place + 1
    if value[-1:].isdigit() and place < len(pieces) and pieces[place].lower() in _UNITS:
        return f"{value} {pieces[place]}", place + 1
    return value, place


def _words(piece: str) -> Iterator[_Token]:
    """The words in a piece without spaces; a stroke stands between two words, other signs hold them together."""
    for part in piece.split("/"):
        prefix = _PREFIX.fullmatch(part)
        if prefix and len(prefix.group(1)) >= _SHORTEST_PREFIX:
            yield _Token("word", part, Prefix(folded(prefix.group(1))))
            continue
        typed = WORD.findall(part.replace("_", " "))
        words = tuple(filter(None, (folded(word) for word in typed)))
        if len(words) == 1:
            yield _Token("word", part, Word(words[0], typed[0]))
        elif words:
            yield _Token("word", part, Joined(words[:8]))


@dataclass(slots=True)
class _Reader:
    """Recursive descent, as deep as `_DEEPEST`; brackets beyond that, and those without a partner, are passed over."""

    tokens: list[_Token]
    place: int = 0

    def _next(self) -> _Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def some(self, depth: int) -> Node | None:
        parts = [self.every(depth)]
        while (token := self._next()) is not None and token.kind == "or":
            self.place += 1
            parts.append(self.every(depth))
        found = tuple(part for part in parts if part is not None)
        return found[0] if len(found) == 1 else Some(found) if found else None

    def every(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while (token := self._next()) is not None and token.kind != "or":
            if token.kind == ")":
                if depth:
                    break
                self.place += 1
                continue
            if token.kind == "and":
                self.place += 1
                continue
            if token.kind == "near":
                self.place += 1
                right = self.one(depth)
                joined = _near(parts[-1] if parts else None, right, token.distance)
                if joined is not None:
                    parts[-1] = joined
                elif right is not None:
                    parts.append(right)
                continue
            part = self.one(depth)
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else Every(tuple(parts)) if parts else None

    def one(self, depth: int) -> Node | None:
        negative = False
        while (token := self._next()) is not None and token.kind == "not":
            negative = not negative
            self.place += 1
        if token is None or token.kind in {")", "or", "and", "near"}:
            return None
        self.place += 1
        node = token.node
        if token.kind == "(":
            if depth >= _DEEPEST:
                return None
            node = self.some(depth + 1)
            closing = self._next()
            if closing is not None and closing.kind == ")":
                self.place += 1
        return Not(node) if negative and node is not None else node


def _near(left: Node | None, right: Node | None, distance: int) -> Near | None:
    def words(node: Node | None) -> tuple[str, ...]:
        if isinstance(node, Word):
            return (node.text,)
        return node.words if isinstance(node, Joined | Phrase) else ()

    return Near(words(left), words(right), distance) if words(left) and words(right) else None


def _simple(node: Node | None) -> Node | None:
    """Everys within an Every, and Somes within a Some, on one level."""
    if isinstance(node, Every | Some):
        parts: list[Node] = []
        for part in node.parts:
            flat = _simple(part)
            if isinstance(flat, Every | Some) and type(flat) is type(node):
                parts.extend(flat.parts)
            elif flat is not None:
                parts.append(flat)
        return type(node)(tuple(parts))
    return Not(inner) if isinstance(node, Not) and (inner := _simple(node.part)) is not None else node


def _wanted(node: Node | None) -> Iterator[str]:
    if isinstance(node, Word | Prefix):
        yield node.text
    elif isinstance(node, Joined | Phrase):
        yield from node.words
    elif isinstance(node, Near):
        yield from (*node.left, *node.right)
    elif isinstance(node, Every | Some):
        for part in node.parts:
            yield from _wanted(part)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Every input is a query, and what is written in operators is read as such."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.store.search_fields import Condition
from bijgepraat.store.search_query import (
    LONGEST_QUERY,
    Every,
    Joined,
    Near,
    Node,
    Not,
    Phrase,
    Prefix,
    Some,
    Word,
    read_query,
)


def words(*texts: str) -> tuple[Node, ...]:
    return tuple(Word(text.lower(), text) for text in texts)


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("jeugdzorg", Word("jeugdzorg", "jeugdzorg")),
        ("Wonen Huren", Every(words("Wonen", "Huren"))),
        ("wonen EN huren", Every(words("wonen", "huren"))),
        ("wonen en huren", Every(words("wonen", "en", "huren"))),
        ("wonen OF huren", Some(words("wonen", "huren"))),
        ("a b OR c", Some((Every(words("a", "b")), *words("c")))),
        ("a (b OF c)", Every((*words("a"), Some(words("b", "c"))))),
        ("wonen NIET huur", Every((*words("wonen"), Not(*words("huur"))))),
        ("wonen -huur", Every((*words("wonen"), Not(*words("huur"))))),
        ("NIET NIET huur", words("huur")[0]),
        ('"kosten jeugdzorg"', Phrase(("kosten", "jeugdzorg"))),
        ("„kosten jeugdzorg”", Phrase(("kosten", "jeugdzorg"))),
        ("wonen NEAR/5 subsidie", Near(("wonen",), ("subsidie",), 5)),
        ('wonen NABIJ "sociale huur"', Near(("wonen",), ("sociale", "huur"), 10)),
        ("wet*", Prefix("wet")),
        ("we*", Word("we", "we")),
        ("36800-B", Joined(("36800", "b"))),
        ("AOW'er", Joined(("aow", "er"))),
        ("R&D", Joined(("r", "d"))),
        ("Wmo/Jeugd", Every(words("Wmo", "Jeugd"))),
        ("50%", Word("50", "50")),
        ("partij:VVD", Condition("partij", "vvd")),
        ('persoon:"Van Dijk"', Condition("persoon", "van dijk")),
        ("thema:zorg", Condition("thema", "zorg")),
        ("thema:Asiel", Condition("thema", "asiel")),
        ("sinds:2025-07", Condition("datum", low=20250701)),
        ("tot:2024", Condition("datum", high=20241231)),
        ("tot:2-7-2025", Condition("datum", high=20250702)),
        ("bedrag>10mln", Condition("bedrag", low=10_000_001)),
        ("bedrag>=2,5 miljoen", Condition("bedrag", low=2_500_000)),
        ("bedrag<1.500", Condition("bedrag", high=1_499)),
        ("bedrag:3ton", Condition("bedrag", low=300_000, high=300_000)),
    ],
)
def test_what_is_typed_and_what_it_is(typed: str, tree: Node) -> None:
    assert read_query(typed).tree == tree


@pytest.mark.parametrize("typed", ["", "  ", '"', '""', "((", ")", "NOT", "EN OF", "- --", "*", "/", "NEAR", "\x00", "!?"])
def test_without_words_there_is_nothing_to_find(typed: str) -> None:
    query = read_query(typed)
    assert query.tree is None
    assert query.wanted == ()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ('kosten "jeugdzorg', ("kosten", "jeugdzorg")),
        ("(wonen OF (huren", ("wonen", "huren")),
        ("wonen) huren", ("wonen", "huren")),
        ("sinds:gisteren", ("sinds", "gisteren")),
        ("tot:31-2-2025", ("tot", "31", "2", "2025")),
        ("bedrag> veel geld", ("bedrag", "veel", "geld")),
        ("thema:onzin", ("thema", "onzin")),
        ("cafe\u0301 COÖPERATIE", ("cafe", "cooperatie")),
    ],
)
def test_what_is_not_finished_or_odd_is_words(typed: str, wanted: tuple[str, ...]) -> None:
    assert read_query(typed).wanted == wanted


def test_only_loose_words_are_a_free_question() -> None:
    free = read_query("jeugdzorg 36800-B sinds:2025")
    assert free.free
    assert free.conditions == (Condition("datum", low=20250101),)
    assert free.words_typed == "jeugdzorg 36800-B"
    for typed in ('"kosten jeugdzorg"', "a OF b", "a -b", "wet*", "sinds:2025", ""):
        assert not read_query(typed).free, typed


def depth(node: Node | None) -> int:
    if isinstance(node, Every | Some):
        return 1 + max(map(depth, node.parts))
    return 1 + depth(node.part) if isinstance(node, Not) else 1


def test_brackets_without_end_cost_nothing() -> None:
    query = read_query("(" * LONGEST_QUERY)
    assert query.tree is None
    deep = read_query("a OF (b " * 400)
    assert depth(deep.tree) < 60
    assert len(read_query("woord " * 500).wanted) == 1


PIECES = [
    *"ab1 \"“()-/*:&%'+<>=",
    " OF ",
    " OR ",
    " EN ",
    " NIET ",
    "NEAR/3 ",
    "sinds:",
    "bedrag>",
    "partij:",
    "2025-02-30",
    "woord",
]
ODD = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), ODD))
def test_no_input_is_refused(typed: str) -> None:
    query = read_query(typed)
    assert depth(query.tree) < 60
    assert all(word and word == word.strip() for word in query.wanted)
    assert not query.free or query.wanted

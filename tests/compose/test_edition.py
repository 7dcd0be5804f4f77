# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Drafting: what is chosen, joined, ordered and quoted. All texts here are our own."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijgepraat.compose.edition import FEWEST, MOST, WeekError, days_of, draft, week_of
from bijgepraat.compose.items import Item, Turn
from bijgepraat.compose.joining import join
from bijgepraat.compose.leads import sentences_of
from bijgepraat.model.claims import Amount, Reading, Relevance, Span, ThemeScore
from bijgepraat.model.editions import Edition

MOTION = (
    "MOTIE VAN HET LID PROEF\n"
    "De Kamer,\n"
    "gehoord de beraadslaging,\n"
    "constaterende dat gemeenten het zwembad in de winter moeten sluiten;\n"
    "overwegende dat zwemles voor ieder kind bereikbaar moet blijven;\n"
    "verzoekt de regering met gemeenten een fonds van € 20 miljoen voor zwembaden in te richten,\n"
    "en gaat over tot de orde van de dag.\n"
    "Proef"
)
LETTER = (
    "Het kabinet trekt € 20 miljoen uit voor zwembaden van gemeenten. De minister stuurt in het najaar een brief. "
    "Gemeenten kunnen vanaf januari een aanvraag doen bij de uitvoerder."
)


def sentences(text: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for piece in text.replace(". ", ".\n").split("\n"):
        spans.append(Span(piece, start, start + len(piece)))
        start += len(piece) + 1
    return tuple(span for span in spans if span.quote)


def reading(text: str, level: int = 2, score: float = 0.9, theme: str = "cultuur-sport") -> Reading:
    evidence = tuple(Span("gemeenten", n, n + 9) for n in range(len(text)) if text.startswith("gemeenten", n))
    amounts = tuple(
        Amount("€ 20 miljoen", n, n + 12, 20_000_000, 20_000_000) for n in range(len(text)) if text.startswith("€ 20 miljoen", n)
    )
    return Reading("proef", Relevance(score, level, evidence), (ThemeScore(theme, 1.0),), amounts=amounts)


def item(key: str, text: str = MOTION, *, kind: str = "Publicatie", sort: str | None = "Motie", **more: object) -> Item:
    base = Item(
        record=f"{kind}:{key}",
        kind=kind,
        sort=sort,
        source="officielebekendmakingen",
        version=1,
        original="0" * 64,
        address=None,
        title=f"Motie van het lid Proef over zwembad {key}",
        date=date(2025, 7, 1),
        text=text,
        sentences=sentences(text),
        reading=reading(text),
        identities=frozenset({f"{kind}:{key}"}),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def holds(edition: Edition, items: list[Item]) -> None:
    """The law: every sentence, title and amount stands in its record to the letter."""
    by_record = {entry.record: entry for entry in items}
    for development in edition.developments:
        assert 1 <= len(development.sentences) <= 3
        evidences = [development.title_evidence, *(amount.evidence for amount in development.amounts)]
        for sentence in development.sentences:
            assert sentence.text == sentence.evidence.quote
            evidences.append(sentence.evidence)
        for evidence in evidences:
            source = by_record[evidence.record]
            words = source.title if evidence.part == "titel" else source.text
            assert words[evidence.start : evidence.end] == evidence.quote


def test_a_motion_reads_as_sentences() -> None:
    found = sentences_of(item("1"))
    assert [(sentence.lead, sentence.text) for sentence in found] == [
        ("De indieners stellen vast dat", "gemeenten het zwembad in de winter moeten sluiten"),
        ("De indieners wijzen erop dat", "zwemles voor ieder kind bereikbaar moet blijven"),
        ("De motie", "verzoekt de regering met gemeenten een fonds van € 20 miljoen voor zwembaden in te richten"),
    ]


def test_a_request_with_a_list_takes_its_list() -> None:
    text = "De Kamer,\nverzoekt de regering:\n– gemeenten meer ruimte te geven voor zwembaden;\n– de regels te schrappen,\nen gaat over tot de orde van de dag."
    (sentence,) = sentences_of(item("1", text))
    assert sentence.text.startswith("verzoekt de regering:")
    assert sentence.text.endswith("de regels te schrappen")


def test_a_request_that_the_source_broke_in_two_is_whole_again() -> None:
    text = "De Kamer,\nverzoekt de regering gemeenten te helpen met de zwembaden\ndie in de winter moeten sluiten,\nverzoekt de regering haast te maken met de brief,\nen gaat over tot de orde van de dag."
    assert [sentence.text for sentence in sentences_of(item("1", text))] == [
        "verzoekt de regering gemeenten te helpen met de zwembaden\ndie in de winter moeten sluiten",
        "verzoekt de regering haast te maken met de brief",
    ]


def test_a_motion_without_a_request_says_nothing() -> None:
    assert (
        sentences_of(
            item(
                "1",
                "De Kamer,\nconstaterende dat gemeenten zwembaden in de winter sluiten;\nen gaat over tot de orde van de dag.",
            )
        )
        == ()
    )


def test_a_letter_gives_whole_sentences() -> None:
    found = sentences_of(item("1", LETTER, sort="Brief regering"))
    assert [sentence.text for sentence in found] == [span.quote for span in sentences(LETTER)]
    assert {sentence.lead for sentence in found} == {""}


def test_a_debate_quotes_the_cabinet_by_name_and_never_the_chair() -> None:
    lines = [
        "In de winter hebben gemeenten dit jaar erg veel zwembaden gesloten.",
        "Ik ga met gemeenten om tafel over de zwembaden.",
        "En ik stuur gemeenten daarna een brief over het geld dat er is.",
        "Wij sluiten de vergadering, gemeenten bedankt voor het kijken.",
    ]
    text = "\n".join(lines)
    speakers = [
        ("Jansen (Lijst A)", False, False),
        ("Minister Smit", True, False),
        ("Minister Smit", True, False),
        ("De Boer", False, True),
    ]
    starts = [text.index(line) for line in lines]
    turns = tuple(Turn(start, start + len(line), *who) for start, line, who in zip(starts, lines, speakers, strict=True))
    debate = item("d", text, kind="Debat", sort="Commissie", turns=turns, headings=(Span(lines[0][:11], 0, 11),))
    found = sentences_of(debate)
    assert [sentence.lead for sentence in found] == ["Jansen (Lijst A):", "Minister Smit:", "Minister Smit:"]
    (development,) = draft("2025-W27", [debate]).developments
    assert development.title == lines[0][:11]
    assert development.actors == ("Minister Smit",)
    passing = item("e", text, kind="Debat", sort="Commissie", turns=turns[:2])
    assert sentences_of(passing) == ()


def test_what_reports_the_same_is_one_development() -> None:
    motion = item("kst-1", title="Motie van het lid Proef", identities=frozenset({"Publicatie:kst-1"}))
    zaak = item(
        "z1",
        "",
        kind="Zaak",
        title="Motie van het lid Proef over een zwembadfonds",
        identities=frozenset({"Zaak:z1", "Publicatie:kst-1"}),
    )
    same_title = item("d1", "", kind="Document", title="MOTIE van het lid Proef over een zwembadfonds ")
    edition = draft("2025-W27", [motion, zaak, same_title])
    (development,) = edition.developments
    assert development.title == "Motie van het lid Proef over een zwembadfonds"
    assert set(development.records) == {"Publicatie:kst-1", "Zaak:z1", "Document:d1"}
    assert len(development.links) == 3
    holds(edition, [motion, zaak, same_title])


def test_news_of_two_sources_about_one_thing_is_joined_and_motions_are_not() -> None:
    def news(key: str, source: str, title: str) -> Item:
        return item(key, LETTER, kind="Bericht", sort=None, source=source, title=title)

    one = news("a", "vng", "Kabinet geeft gemeenten geld voor zwembaden")
    two = news("b", "rijksoverheid", "Kabinet geeft gemeenten extra geld voor zwembaden")
    other = news("c", "cpb", "Raming van de inkomsten van gemeenten")
    assert [len(group) for group in join([one, two, other])] == [2, 1]
    assert [
        len(group)
        for group in join(
            [
                item("1", title="Motie over geld voor zwembaden bij gemeenten"),
                item("2", title="Motie over geen geld voor zwembaden bij gemeenten"),
            ]
        )
    ] == [1, 1]


def test_only_what_touches_gemeenten_unless_there_is_too_little() -> None:
    strong = [item(f"s{n}") for n in range(3)]
    weak = [item(f"w{n}", reading=reading(MOTION, 1, 0.5)) for n in range(20)]
    none = [item("n", reading=reading(MOTION, 0, 0.1))]
    edition = draft("2025-W27", [*weak, *none, *strong])
    assert len(edition.developments) == FEWEST
    assert [development.level for development in edition.developments] == [2] * 3 + [1] * 5
    full = draft("2025-W27", [*weak, *(item(f"s{n}") for n in range(30))])
    assert len(full.developments) == MOST
    assert {development.level for development in full.developments} == {2}


def test_one_dossier_does_not_fill_the_edition() -> None:
    items = [item(f"a{n}", dossiers=frozenset({"99001"})) for n in range(10)] + [item("b", dossiers=frozenset({"99002"}))]
    edition = draft("2025-W27", items)
    assert len(edition.developments) == 3


def test_what_has_no_text_is_named_and_not_quoted() -> None:
    letter = item("z", "", kind="Zaak", sort="Brief regering", title="Brief over zwembaden van gemeenten")
    edition = draft("2025-W27", [letter, item("m")])
    assert [link.title for link in edition.also] == ["Brief over zwembaden van gemeenten"]
    assert len(edition.developments) == 1


def test_an_amount_is_named_once_and_a_price_is_not() -> None:
    text = MOTION.replace("zwembaden in te richten", "zwembaden van € 20 miljoen in te richten")
    price = Amount("€ 20", 0, 4, 20, 20)
    found = reading(text)
    priced = replace(found, amounts=(price, *found.amounts))
    (development,) = draft("2025-W27", [item("1", text, reading=priced)]).developments
    assert [amount.high_eur for amount in development.amounts] == [20_000_000]
    (cheap,) = draft("2025-W27", [item("1", reading=replace(found, amounts=(price,)))]).developments
    assert cheap.amounts == ()
    assert "noemt een bedrag" not in cheap.reasons


def test_an_empty_week_is_an_empty_edition() -> None:
    edition = draft("2026-W01", [])
    assert (edition.developments, edition.also, edition.considered) == ((), (), 0)


texts = st.lists(
    st.sampled_from(
        [
            "constaterende dat gemeenten te weinig geld hebben voor zwembaden;",
            "verzoekt de regering hierover met gemeenten in gesprek te gaan,",
            "verzoekt de regering:",
            "– € 20 miljoen uit te trekken voor gemeenten;",
            "en gaat over tot de orde van de dag.",
            "Een losse zin die lang genoeg is om mee te doen.",
            "",
            "   ",
            "kort",
        ]
    ),
    max_size=9,
).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(texts, st.sampled_from(["Motie", None, "Brief regering"]), st.integers(0, 2)), max_size=14),
    st.randoms(use_true_random=False),
)
def test_any_items_give_the_same_edition_in_any_order_and_it_keeps_the_law(
    rows: list[tuple[str, str | None, int]], chance: random.Random
) -> None:
    items = [item(str(n), text, sort=sort, reading=reading(text, level, level / 2)) for n, (text, sort, level) in enumerate(rows)]
    edition = draft("2025-W27", items)
    holds(edition, items)
    shuffled = list(items)
    chance.shuffle(shuffled)
    assert draft("2025-W27", shuffled) == edition


@pytest.mark.parametrize(
    ("week", "first"), [("2025-W27", date(2025, 6, 30)), ("2026-w1", date(2025, 12, 29)), ("2026W53", date(2026, 12, 28))]
)
def test_weeks(week: str, first: date) -> None:
    assert days_of(week)[0] == first
    assert days_of(week_of(first))[0] == first


@pytest.mark.parametrize("week", ["", "27", "2025-27", "2025-W54", "2025-W00", "deze week", "2025-W27; drop"])
def test_what_is_no_week_is_refused_with_an_example(week: str) -> None:
    with pytest.raises(WeekError, match="2025-W27"):
        days_of(week)

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Two versions held against each other: nothing lost, nothing invented, what changed said as people would."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.compose.aligning import Effort, align, heaviest, rising
from bijgepraat.compose.changed_values import changed_values
from bijgepraat.compose.differences import compare, new_words, old_words, paragraphs, summary
from bijgepraat.compose.rewording import reworded, stretches
from bijgepraat.model.claims import Amount, Moment, Name, Span
from bijgepraat.model.difference_views import Counts, Difference, FieldChange, RecordVersion, ValueChange
from bijgepraat.model.records import Passage

WORDS = ("de", "raad", "krijgt", "€", "5", "miljoen", "voor", "jeugd,", "in", "2026.", "Niet", "é😀")
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
texts = st.lists(lines, max_size=12).map("\n".join)
anything = st.text(max_size=300)


def of(text: str) -> RecordVersion:
    """A version with nothing but a text."""
    return RecordVersion(paragraphs=paragraphs(text, ()))


def difference(old: str, new: str) -> Difference:
    return compare(of(old), of(new))


def sorts(found: Difference) -> list[str]:
    return [block.sort if block.other is None else "verplaatst" for block in found.blocks]


def check(old: str, new: str) -> Difference:
    """What must hold whatever the texts: both are in the blocks whole, in order, and the marks spell both wordings."""
    found = difference(old, new)
    before, after = of(old).paragraphs, of(new).paragraphs
    assert tuple(block.old for block in found.blocks if block.sort != "toegevoegd") == before
    assert tuple(block.new for block in found.blocks if block.sort != "verwijderd") == after
    for n, block in enumerate(found.blocks):
        assert (block.old is None) == (block.sort == "toegevoegd")
        assert (block.new is None) == (block.sort == "verwijderd")
        if block.sort == "gelijk":
            assert block.old is not None and block.new is not None
            assert block.old.text.split() == block.new.text.split()
        if block.sort == "gewijzigd":
            assert block.old is not None and block.new is not None
            assert old_words(block.stretches) == " ".join(block.old.text.split())
            assert new_words(block.stretches) == " ".join(block.new.text.split())
            assert any(part.sort != "gelijk" for part in block.stretches)
        if block.other is not None:
            there = found.blocks[block.other]
            assert there.other == n
            assert {block.sort, there.sort} == {"verwijderd", "toegevoegd"}
            text = {(side.old or side.new) and (side.old or side.new).text for side in (block, there)}
            assert len({" ".join(str(words).split()) for words in text}) == 1
    counts = found.counts
    assert counts.equal + counts.changed + counts.removed + counts.moved == len(before or ())
    assert counts.equal + counts.changed + counts.added + counts.moved == len(after or ())
    return found


@given(texts, texts)
def test_blocks_hold_both_texts_exactly(old: str, new: str) -> None:
    check(old, new)


@given(anything, anything)
def test_blocks_hold_any_text_at_all(old: str, new: str) -> None:
    check(old, new)


@given(anything)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    found = difference(text, text)
    assert not found.counts.any
    assert not found.any
    assert set(sorts(found)) <= {"gelijk"}


@given(st.lists(lines, max_size=15, unique=True), st.integers(0, 15))
def test_one_new_paragraph_is_one_new_block(items: list[str], at: int) -> None:
    fresh = "Volstrekt andere woorden staan hier nu bij elkaar"
    found = difference("\n".join(items), "\n".join([*items[:at], fresh, *items[at:]]))
    assert found.counts == Counts(equal=len(items), added=1)


@given(texts, texts)
def test_the_way_back_differs_where_the_way_there_does(old: str, new: str) -> None:
    assert difference(old, new).counts.any == difference(new, old).counts.any


@given(st.lists(st.integers(0, 4), max_size=40), st.lists(st.integers(0, 4), max_size=40), st.sampled_from([0, 50, 10_000]))
def test_aligned_items_are_equal_and_in_order(old: list[int], new: list[int], cells: int) -> None:
    pairs = align(old, new, Effort(cells))
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in zip(pairs, pairs[1:], strict=False))
    if cells == 10_000:
        assert len(pairs) == longest(old, new)


def longest(a: list[int], b: list[int]) -> int:
    """The length of a longest common subsequence, the plain way."""
    row = [0] * (len(b) + 1)
    for item in a:
        last = row
        row = [0]
        for j, other in enumerate(b):
            row.append(last[j] + 1 if item == other else max(row[j], last[j + 1]))
    return row[-1]


@given(st.lists(st.integers(0, 30), max_size=30))
def test_the_longest_rise_rises(numbers: list[int]) -> None:
    found = rising(list(enumerate(numbers)))
    assert all(one[1] < two[1] for one, two in zip(found, found[1:], strict=False))
    assert all(numbers[i] == j for i, j in found)
    steps: list[int] = []
    for n, value in enumerate(numbers):
        steps.append(1 + max((steps[m] for m in range(n) if numbers[m] < value), default=0))
    assert len(found) == max(steps, default=0)


@given(st.permutations(range(8)), st.lists(st.integers(0, 5), min_size=8, max_size=8))
def test_the_heaviest_run_weighs_most(places: list[int], weights: list[int]) -> None:
    candidates = [(i, j, float(weight)) for (i, j), weight in zip(enumerate(places), weights, strict=True)]
    found = heaviest(candidates)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in zip(found, found[1:], strict=False))
    best: list[int] = []
    for n, j in enumerate(places):
        best.append(weights[n] + max((best[m] for m in range(n) if places[m] < j), default=0))
    assert sum(weights[i] for i, _j in found) == max(best)


def test_without_effort_equal_ends_are_still_found() -> None:
    assert align("abcxyz", "abqxyz", Effort(0)) == [(0, 0), (1, 1), (3, 3), (4, 4), (5, 5)]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Er is € 500 miljoen voor jeugd.", "Er is € 420 miljoen voor jeugd.", "Er is € [-500-]{+420+} miljoen voor jeugd."),
        ("Het kabinet en de raad.", "Het kabinet, de bond en de raad.", "Het kabinet{+, de bond+} en de raad."),
        ("Op 1-10-2025 om 9.30 uur", "Op 1-12-2025 om 9.30 uur", "Op [-1-10-2025-]{+1-12-2025+} om 9.30 uur"),
        ("Twee  woorden\u00a0wit", "Twee woorden wit", "Twee woorden wit"),
        ("Het mag", "Het mag niet", "Het mag{+ niet+}"),
        ("", "Alles nieuw.", "{+Alles nieuw.+}"),
        (
            "Wij danken alle wethouders voor hun inzet en de goede gesprekken hierover.",
            "Wij vragen elke burgemeester om haar oordeel en het nieuwe voorstel hierover.",
            "Wij [-danken alle wethouders voor hun inzet en de goede gesprekken-]"
            "{+vragen elke burgemeester om haar oordeel en het nieuwe voorstel+} hierover.",
        ),
    ],
)
def test_words_are_marked_as_people_would(old: str, new: str, marked: str) -> None:
    forms = {"gelijk": "{}", "verwijderd": "[-{}-]", "toegevoegd": "{{+{}+}}"}
    assert "".join(forms[part.sort].format(part.text) for part in stretches(old, new, Effort())) == marked


def test_of_a_huge_paragraph_the_middle_is_replaced() -> None:
    middle = " ".join(f"w{n}" for n in range(30_000))
    found = stretches(f"Begin {middle} slot", f"Begin {middle[::-1]} slot", Effort())
    assert [part.sort for part in found] == ["gelijk", "verwijderd", "toegevoegd", "gelijk"]
    assert (found[0].text, found[3].text) == ("Begin ", " slot")


def test_paragraphs_follow_passages_and_their_lines() -> None:
    text = "Kop\nEen regel\nen nog een\n\nJeugd | 5 | 6\nlos eind"
    passages = (Passage(0, 3, "kop"), Passage(4, 24), Passage(26, 39, "rij"))
    found = paragraphs(text, passages)
    assert [(item.kind, item.text) for item in found] == [
        ("kop", "Kop"),
        ("alinea", "Een regel"),
        ("alinea", "en nog een"),
        ("rij", "Jeugd | 5 | 6"),
        ("alinea", "los eind"),
    ]
    assert all(text[item.start : item.end] == item.text for item in found)
    assert [item.text for item in paragraphs(text, passages, between=False)][-1] == "Jeugd | 5 | 6"


@given(anything, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=5))
def test_paragraphs_lose_no_word_whatever_the_passages(text: str, places: list[tuple[int, int]]) -> None:
    found = paragraphs(text, [Passage(start, end) for start, end in places])
    assert all(text[item.start : item.end] == item.text for item in found)
    assert "".join("".join(item.text.split()) for item in found) == "".join(text.split())


def test_a_very_long_line_is_compared_by_the_sentence() -> None:
    sentences = [f"Dit is zin {n} van een stuk zonder regels." for n in range(400)]
    changed = [*sentences[:7], "Hier kwam een zin bij over zwemmen.", *sentences[7:]]
    found = difference(" ".join(sentences), " ".join(changed))
    assert found.counts == Counts(equal=400, added=1)


def test_a_paragraph_that_stands_elsewhere_is_moved_and_not_new() -> None:
    long = "De afspraken gelden tot en met 2028 voor alle partijen."
    others = [f"Alinea {n} over iets anders." for n in range(6)]
    found = check("\n".join([long, *others]), "\n".join([*others, long]))
    assert found.counts == Counts(equal=6, moved=1)
    assert summary(found) == "1 alinea verplaatst"


def test_reworded_text_outweighs_a_line_that_moved() -> None:
    moved = "De afspraken gelden tot en met 2028 voor alle partijen."
    old = [f"Doel {n} kost gemeenten {n + 10} euro en dat is begroot." for n in range(50)]
    new = [f"Doel {n} kost gemeenten {n + 900} euro en dat is begroot." for n in range(50)]
    found = check("\n".join([moved, *old]), "\n".join([*new, moved]))
    assert found.counts == Counts(changed=50, moved=1)


def test_short_lines_that_come_back_are_not_called_moved() -> None:
    found = check("Artikel 3\neen\ntwee\ndrie", "een\ntwee\ndrie\nArtikel 3")
    assert found.counts.moved == 0
    assert (found.counts.added, found.counts.removed) == (1, 1)


def test_a_corrected_speaker_is_a_change() -> None:
    text = "Dat zeg ik de Kamer toe."
    one, two = (
        RecordVersion(paragraphs=paragraphs(text, [Passage(0, len(text), "toespraak", speaker=name)])) for name in ("A", "B")
    )
    found = compare(one, two)
    assert sorts(found) == ["gewijzigd"]
    assert [part.sort for part in found.blocks[0].stretches] == ["gelijk"]


@pytest.mark.parametrize(
    "pair",
    [
        (["a"] * 5000, ["a", "b"] * 2500),
        (["a", "b", "c"] * 1700, ["c", "b", "a"] * 1700),
        ([str(n % 7) * 50 for n in range(5000)], [str(n % 5) * 50 for n in range(5000)]),
        ([f"regel {n}" for n in range(5000)], [f"regel {n}" for n in range(5000, 0, -1)]),
    ],
    ids=["herhaald", "gedraaid", "weinig-woorden", "omgekeerd"],
)
def test_awkward_texts_stay_within_their_effort(pair: tuple[list[str], list[str]]) -> None:
    effort = Effort()
    align(*pair, effort)
    reworded(*pair, effort)
    assert effort.cells >= 0
    check(*("\n".join(side) for side in pair))


def test_thousands_of_reworded_paragraphs_are_found_back() -> None:
    chance = random.Random(5)
    words = [f"w{n}" for n in range(900)]
    old = [" ".join(chance.choices(words, k=40)) for _ in range(1500)]
    new = [line.replace(line.split()[20], "anders") for line in old]
    assert check("\n".join(old), "\n".join(new)).counts == Counts(changed=1500)


def test_head_and_fields_are_compared_and_moments_are_not() -> None:
    old = RecordVersion("Brief", date(2025, 7, 1), False, "https://a.example", {"Soort": "Brief", "GewijzigdOp": "1", "A": 1})
    new = RecordVersion("Brief!", date(2025, 7, 2), True, "https://b.example", {"Soort": "Nota", "GewijzigdOp": "2", "B": [2]})
    found = compare(old, new)
    assert found.title == ("Brief", "Brief!")
    assert found.date == (date(2025, 7, 1), date(2025, 7, 2))
    assert found.deleted == (False, True)
    assert found.address == ("https://a.example", "https://b.example")
    assert found.fields == (FieldChange("Soort", "Brief", "Nota"), FieldChange("A", 1, None), FieldChange("B", None, [2]))
    assert summary(found) == "door de bron ingetrokken; titel en datum gewijzigd; 4 gegevens gewijzigd"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [(None, "Woorden.", "de tekst is erbij gekomen"), ("Woorden.", None, "de tekst is er niet meer bij")],
)
def test_a_text_that_comes_or_goes_is_said_and_not_listed(old: str | None, new: str | None, said: str) -> None:
    found = compare(*(of(text) if text else RecordVersion() for text in (old, new)))
    assert found.blocks == ()
    assert found.any
    assert summary(found) == said


MONEY = {"500": 500.0, "420": 420.0, "30": 30.0, "7": 7.0, "zeven": 7.0}


def read(text: str) -> list[Span]:
    """Finds bare amounts, years as moments, and capitals between < and >."""
    found: list[Span] = []
    for word in dict.fromkeys(text.replace(".", " ").split()):
        at = text.index(word)
        place = (word, at, at + len(word))
        if word in MONEY:
            found.append(Amount(*place, low_eur=MONEY[word], high_eur=MONEY[word]))
        elif word.startswith("20") and word.isdigit():
            found.append(Moment(*place, first=date(int(word), 1, 1), last=date(int(word), 12, 31)))
        elif word.startswith("<"):
            found.append(Name(*place, name=word.strip("<>")))
    return found


def values(old: str, new: str) -> list[tuple[str, str | None, str | None]]:
    found, complete = changed_values(difference(old, new).blocks, read)
    assert complete
    return [(item.type, item.old, item.new) for item in found]


def test_a_value_in_the_place_of_another_is_said_with_it() -> None:
    assert values("Er komt 500 bij voor de raad in 2026.", "Er komt 420 bij voor de raad in 2027.") == [
        ("bedrag", "500", "420"),
        ("datum", "2026", "2027"),
    ]


def test_values_come_and_go_with_their_paragraphs() -> None:
    both = "Deze regel blijft altijd staan."
    assert values(f"{both}\nHier stond vroeger 30 euro.", both) == [("bedrag", "30", None)]
    assert values(both, f"{both}\nNu is er opeens 30 voor zwemmen.") == [("bedrag", None, "30")]


def test_a_value_that_stays_is_no_change() -> None:
    assert values("Er is 500 voor jeugd in 2026.", "Er komt 500 voor jongeren in 2026.") == []
    assert values("Er is 7 voor de jeugd nu.", "Er is zeven voor de jeugd nu.") == []


def test_a_value_that_went_to_another_paragraph_is_no_change() -> None:
    old = "Een alinea over wonen en 30 euro.\nVaste regel.\nHeel iets anders over de jeugd."
    new = "Een alinea over wonen en euro.\nVaste regel.\nHeel iets anders over de jeugd 30."
    assert values(old, new) == []


def test_a_value_whose_own_words_stayed_is_no_change_whatever_its_reader_makes_of_it() -> None:
    def read_by_context(text: str) -> list[Span]:
        at = text.index("500")
        worth = 500.0 * (1_000 if "duizenden" in text else 1)
        return [Amount("500", at, at + 3, low_eur=worth, high_eur=worth)]

    blocks = difference("Er is 500 voor jeugd, in euro.", "Er is 500 voor jeugd, in duizenden.").blocks
    assert [block.sort for block in blocks] == ["gewijzigd"]
    assert changed_values(blocks, read_by_context) == ((), True)


def test_unequal_numbers_of_values_are_not_matched_by_guess() -> None:
    found = values("Wij geven 500 aan de stad.", "Wij geven 420 en 30 aan de stad.")
    assert found == [("bedrag", "500", None), ("bedrag", None, "420"), ("bedrag", None, "30")]


def test_names_count_in_reworded_paragraphs_only() -> None:
    same = "Deze regel blijft altijd staan."
    assert values("Getekend door <Jansen> namens allen.", "Getekend door <Pieters> namens allen.") == [
        ("naam", "<Jansen>", "<Pieters>")
    ]
    assert values(same, f"{same}\nHier komt <Jansen> in beeld.") == []


def test_a_flood_of_changes_is_searched_in_part_and_says_so() -> None:
    old = "\n".join(f"oud{n} " + "x" * 5_000 for n in range(60))
    new = "\n".join(f"nieuw{n} " + "y" * 5_000 for n in range(60))
    seen: list[str] = []

    def counting(text: str) -> list[Span]:
        seen.append(text)
        return []

    assert changed_values(difference(old, new).blocks, counting) == ((), False)
    assert 0 < sum(map(len, seen)) <= 400_000


@given(texts, texts)
def test_changed_values_stand_in_the_block_that_they_name(old: str, new: str) -> None:
    found = difference(old, new)
    for item in changed_values(found.blocks, read)[0]:
        block = found.blocks[item.block]
        assert block.sort != "gelijk"
        assert item.old is not None or item.new is not None
        assert item.old is None or (block.old is not None and item.old in block.old.text)
        assert item.new is None or (block.new is not None and item.new in block.new.text)


def test_a_summary_says_most_in_one_line() -> None:
    found = replace(
        Difference(had_text=(True, True), counts=Counts(9, 3, 1, 2, 1)),
        values=(ValueChange("bedrag", None, "€ 7", 4), ValueChange("bedrag", "€ 500 miljoen", "€ 420 miljoen", 1)),
    )
    assert summary(found) == (
        "3 alinea’s gewijzigd, 1 nieuw, 2 vervallen, 1 verplaatst; € 500 miljoen werd € 420 miljoen; € 7 is nieuw"
    )
    assert summary(Difference()) == "geen verschil in woorden of gegevens"
    assert summary(Difference(had_text=(True, True), counts=Counts(added=1))) == "1 alinea nieuw"

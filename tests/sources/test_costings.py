# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Tables of costings: what is right is read to the euro, what is wrong is refused with its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bijgepraat.model.costings import CostingRow
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.costings import read_costings

HEAD = "partij;maatregel;jaar;bedrag_mln;thema\n"


def read(folder: Path, text: str | bytes) -> tuple[CostingRow, ...]:
    path = folder / "tabel.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_costings(path, title="Proef", source="eigen rekenwerk").rows


def refused(folder: Path, text: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return str(caught.value)


def test_numbers_years_and_themes_are_read_to_the_euro(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        HEAD
        + "Bloemen;Meer zwembaden;2028;1.250,5;cultuur-sport\n"
        + "Bloemen;Meer zwembaden;structureel;-0,75;Cultuur en sport\n"
        + "Bomen;Bredere paden;2029;12.25;mobiliteit\n"
        + "Bomen;Bredere paden;2030;0,000001;mobiliteit\n"
        + "\n"
        + "Bomen;Bredere paden;2031;−40;mobiliteit\n",
    )
    assert [(row.party, row.year, row.euros, row.theme, row.line) for row in rows] == [
        ("Bloemen", 2028, 1_250_500_000, "cultuur-sport", 2),
        ("Bloemen", None, -750_000, "cultuur-sport", 3),
        ("Bomen", 2029, 12_250_000, "mobiliteit", 4),
        ("Bomen", 2030, 1, "mobiliteit", 5),
        ("Bomen", 2031, -40_000_000, "mobiliteit", 7),
    ]


def test_other_orders_and_separators(tmp_path: Path) -> None:
    row = read(tmp_path, "\ufeffthema,jaar,opmerking,bedrag_mln,maatregel,partij\r\nwonen,2028,zie p. 3,5,Dorpshuizen,Bomen\r\n")[
        0
    ]
    assert (row.party, row.measure, row.euros) == ("Bomen", "Dorpshuizen", 5_000_000)
    assert read(tmp_path, HEAD.replace(";", "\t") + "Bomen\tPaden\t2028\t1,5\twonen\n")[0].euros == 1_500_000


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Bomen;Paden;2028;1.250;wonen", "1250 of 1,250"),
        ("Bomen;Paden;2028;veel;wonen", "geen getal"),
        ("Bomen;Paden;2028;;wonen", "geen getal"),
        ("Bomen;Paden;2028;1e9;wonen", "geen getal"),
        ("Bomen;Paden;2028;nan;wonen", "geen getal"),
        ("Bomen;Paden;2028;١٢;wonen", "geen getal"),
        ("Bomen;Paden;2028;=1+1;wonen", "geen getal"),
        ("Bomen;Paden;2028;9999999;wonen", "in miljoenen"),
        ("Bomen;Paden;28;5;wonen", "geen jaartal"),
        ("Bomen;Paden;2028-2030;5;wonen", "geen jaartal"),
        ("Bomen;Paden;2028;5;tuinieren", "kies uit"),
        (";Paden;2028;5;wonen", "partij is leeg"),
        ("Bomen;;2028;5;wonen", "maatregel is leeg"),
        ("Bomen;Pa\ue000den;2028;5;wonen", "onzichtbare"),
        (f"Bomen;{'x' * 400};2028;5;wonen", "te lang"),
        ("Bomen;Paden;2028;5", "4 cellen in plaats van 5"),
        ("Bomen;Paden;2028;5;wonen;6", "6 cellen in plaats van 5"),
        ("Goed;Paden;2028;7;wonen", "stond al op regel 2"),
    ],
)
def test_one_wrong_row_refuses_the_file_and_names_itself(tmp_path: Path, row: str, why: str) -> None:
    said = refused(tmp_path, f"{HEAD}Goed;Paden;2028;5;wonen\n{row}\n")
    assert "regel 3" in said
    assert why in said
    assert "niet opgeslagen" in said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "geen rijen"),
        (HEAD, "geen rijen"),
        ("partij;maatregel;jaar;bedrag\nA;B;2028;5\n", "bedrag_mln ontbreekt"),
        (HEAD.replace("thema", "thema;thema") + "A;B;2028;5;wonen;wonen\n", "twee keer"),
        (HEAD + '"A;B;2028;5;wonen\n', "aanhalingstekens"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), ""),
        (HEAD + "A;" + "x" * 200_000 + ";2028;5;wonen\n", "aanhalingstekens"),
    ],
)
def test_what_is_no_such_table(tmp_path: Path, text: str | bytes, why: str) -> None:
    assert why in refused(tmp_path, text)


def test_many_wrong_rows_are_counted_and_a_few_are_shown(tmp_path: Path) -> None:
    said = refused(tmp_path, HEAD + "".join(f"A;B{n};2028;veel;wonen\n" for n in range(2_000)))
    assert "en nog 1995" in said
    assert len(said) < 1_000


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEAD + text).encode("utf-8", "replace")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_a_table_or_an_error_for_people(tmp_path: Path, content: bytes) -> None:
    try:
        rows = read(tmp_path, content)
    except InputError as error:
        assert str(error)
    else:
        assert rows


@given(st.integers(-999_999_999_999, 999_999_999_999))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_an_amount_written_in_millions_comes_back_to_the_euro(tmp_path: Path, euros: int) -> None:
    written = f"{'-' if euros < 0 else ''}{abs(euros) // 1_000_000},{abs(euros) % 1_000_000:06}"
    assert read(tmp_path, f"{HEAD}A;B;2028;{written};wonen\n")[0].euros == euros

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Asks in the store: from files of any sort, whole or not at all, with every wording kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bijgepraat.pipeline.asked_book import import_asks, kept_asks, withdraw
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings
from bijgepraat.sources.asks import read_asks
from bijgepraat.sources.blob import InputError
from bijgepraat.store.asks import earlier_asks
from bijgepraat.store.store import Store

NOW = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
HEAD = "id,title,ask,theme,origin,day\n"
ROW = 'a,Veerponten behouden,"Houd de veerponten, ook in de winter.",mobiliteit,ALV,2025-06-18\n'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Settings(tmp_path / "data")) as opened:
        yield opened


def file(folder: Path, name: str, content: str | bytes) -> Path:
    place = folder / name
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("inzet.csv", HEAD + ROW),
        ("inzet.csv", "\ufeff" + (HEAD + ROW)),
        ("inzet.csv", (HEAD + ROW).encode("utf-16")),
        (
            "inzet.csv",
            "id;titel;inzet;thema;herkomst;datum\na;Veerponten behouden;Houd de veerponten, ook in de winter.;Mobiliteit;ALV;2025-06-18\n",
        ),
        (
            "inzet.yaml",
            "- id: a\n  title: Veerponten behouden\n  ask: Houd de veerponten, ook in de winter.\n  theme: mobiliteit\n"
            "  origin: ALV\n  day: 2025-06-18\n",
        ),
        (
            "inzet.json",
            json.dumps(
                {
                    "resoluties": [
                        {
                            "id": "a",
                            "title": "Veerponten behouden",
                            "ask": "Houd de veerponten, ook in de winter.",
                            "theme": "mobiliteit",
                            "origin": "ALV",
                            "day": "2025-06-18",
                        }
                    ]
                }
            ),
        ),
        (
            "inzet.jsonl",
            '{"id": "a", "titel": "Veerponten behouden", "vraag": "Houd de veerponten, ook in de winter.", "thema": "mobiliteit", '
            '"herkomst": "ALV", "datum": "2025-06-18"}\n',
        ),
    ],
)
def test_one_ask_from_every_sort_of_file(store: Store, tmp_path: Path, name: str, content: str | bytes) -> None:
    written, unused = import_asks(store, file(tmp_path, name, content), by="Jo", now=NOW)
    assert (written.new, written.changed, unused) == (("a",), (), ())
    [kept] = kept_asks(store)
    assert (kept.ask.title, kept.ask.ask) == ("Veerponten behouden", "Houd de veerponten, ook in de winter.")
    assert (kept.ask.theme, kept.origin, kept.day, kept.by) == ("mobiliteit", "ALV", date(2025, 6, 18), "Jo")


def test_the_same_file_changes_nothing_and_another_wording_keeps_the_old_one(store: Store, tmp_path: Path) -> None:
    place = file(tmp_path, "inzet.csv", HEAD + ROW)
    import_asks(store, place, by="Jo", now=NOW)
    before = kept_asks(store)
    assert import_asks(store, place, by="Mies", now=datetime(2026, 2, 1, tzinfo=UTC))[0].same == ("a",)
    assert kept_asks(store) == before
    file(tmp_path, "inzet.csv", HEAD + ROW.replace("winter", "zomer"))
    assert import_asks(store, place, by="Mies", now=datetime(2026, 2, 1, tzinfo=UTC))[0].changed == ("a",)
    [kept] = kept_asks(store)
    assert (kept.version, kept.by) == (2, "Mies") and "zomer" in kept.ask.ask
    with store.reading() as connection:
        [old] = earlier_asks(connection, "a")
    assert (old.version, old.by, old.at[:10]) == (1, "Jo", "2026-01-15") and "winter" in old.ask.ask


def test_a_withdrawn_ask_stays_to_be_read_and_comes_back_when_it_is_read_in_again(store: Store, tmp_path: Path) -> None:
    place = file(tmp_path, "inzet.csv", HEAD + ROW)
    import_asks(store, place, now=NOW)
    withdraw(store, "a", by="Jo", now=NOW)
    assert kept_asks(store) == [] and kept_asks(store, withdrawn=True)[0].withdrawn
    with pytest.raises(InputError, match="geen inzet a"):
        withdraw(store, "a", now=NOW)
    assert import_asks(store, place, now=NOW)[0].changed == ("a",)
    assert kept_asks(store)[0].version == 3


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", HEAD + ROW + "b,Titel,,wonen,,\n", ["regel 3", "geen tekst", "één rij klopt niet"]),
        ("x.csv", HEAD + ROW + ROW, ["regel 3", "id a staat ook op regel 2"]),
        ("x.csv", HEAD + ROW + "A,T,V,wonen,,\n", ["id A staat ook op regel 2"]),
        (
            "x.csv",
            HEAD + "b,T,V,wonnen,,\nc,T,V,,,\n",
            ["2 rijen kloppen niet", "'wonnen' is onbekend", "theme ontbreekt", "kies uit"],
        ),
        ("x.csv", HEAD + "b,T,V,wonen,,morgen\n", ["'morgen' is geen datum"]),
        ("x.csv", HEAD + "b,T,V,wonen,,2025-02-30\n", ["is geen datum"]),
        ("x.csv", HEAD + "b/c,T,V,wonen,,\n", ["id 'b/c' kan niet"]),
        ("x.csv", HEAD + "b,T,V,wonen\n", ["4 cellen in plaats van 6"]),
        ("x.csv", HEAD + 'b,"T,V,wonen,,\n', ["aanhalingstekens"]),
        ("x.csv", "id,title,theme\nb,T,wonen\n", ["kolom ask ontbreekt"]),
        ("x.csv", HEAD, ["heeft geen inzet"]),
        ("x.csv", "", ["heeft geen inzet"]),
        ("x.csv", (HEAD + "b,Café,V,wonen,,\n").encode("latin-1"), ["regel 2", "UTF-8"]),
        ("x.csv", b"\x00\x01\x02", ["geen tekst"]),
        ("x.csv", HEAD + f"b,T,{'v' * 9_000},wonen,,\n", ["langer dan 8000 tekens"]),
        ("x.csv", HEAD + "b,T\x1b,V,wonen,,\n", ["onzichtbare tekens"]),
        ("x.yaml", "- id: a\n title: x\n", ["regel 2", "geen geldige YAML"]),
        ("x.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", ["verwijzing", "*a"]),
        ("x.yaml", "[" * 50_000, ["te diep genest"]),
        ("x.yaml", "!!python/object/apply:os.system ['true']", ["inzet 1: geen inzet"]),
        ("x.yaml", "- los\n- id: b\n", ["inzet 1", "inzet 2"]),
        ("x.yaml", "- id: [1]\n  title: t\n  ask: v\n  theme: wonen\n", ["id is geen tekst"]),
        ("x.json", '[{"id": 1,}]', ["geen geldige JSON"]),
        ("x.json", "[" * 200_000, ["te diep genest"]),
        ("x.json", '{"iets": 1}', ["verwacht wordt een lijst"]),
        ("x.json", '[{"id": true, "title": "t", "ask": "v", "theme": "wonen"}]', ["id is geen tekst"]),
        ("x.jsonl", '{"id": "a"\n[1]\n', ["regel 1", "regel 2"]),
        ("x.pdf", "%PDF-1.4", ["geef een CSV, YAML, JSON of JSONL"]),
    ],
)
def test_a_wrong_file_is_told_by_row_and_stores_nothing(
    store: Store, tmp_path: Path, name: str, content: str | bytes, said: list[str]
) -> None:
    with pytest.raises(InputError) as told:
        import_asks(store, file(tmp_path, name, content), now=NOW)
    assert all(words in str(told.value) for words in [*said, name]), str(told.value)
    assert kept_asks(store) == []


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    place = tmp_path / "groot.csv"
    with place.open("wb") as target:
        target.truncate(5 * 1024**2)
    with pytest.raises(InputError, match="groter dan 4 MB"):
        read_asks(place)
    with pytest.raises(InputError, match="controleer de naam"):
        read_asks(tmp_path / "weg.csv")


def test_values_of_yaml_stay_as_they_are_written_and_unknown_columns_are_told(tmp_path: Path) -> None:
    found = read_asks(
        file(tmp_path, "x.yml", "- {id: 007, title: 'no', ask: 'Vraag: dit.', theme: Wonen, soort: x}\n"), origin="ALV"
    )
    assert (found.asks[0].ask.id, found.asks[0].ask.title, found.asks[0].origin) == ("007", "no", "ALV")
    assert found.unused == ("soort",)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([".csv", ".yaml", ".json", ".jsonl"]),
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
)
def test_any_bytes_are_asks_or_get_a_reason(tmp_path: Path, suffix: str, content: bytes) -> None:
    place = file(tmp_path, f"x{suffix}", content)
    try:
        found = read_asks(place)
    except InputError as told:
        assert place.name in str(told)
    else:
        assert all(one.ask.id and one.ask.ask for one in found.asks)

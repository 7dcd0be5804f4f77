# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Everything again from the archive: equal to what was there, and honest about what is gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.house import store_digest
from bijgepraat.pipeline.imports import import_paths
from bijgepraat.pipeline.promises import as_dict, book
from bijgepraat.pipeline.rebuild import rebuild
from bijgepraat.sources.blob import InputError
from bijgepraat.store.store import Store

DAY = date(2026, 3, 15)


def test_the_sample_and_its_books_are_identical_when_built_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "oud") as old, Store.open(tmp_path / "nieuw") as new:
        prepare_demo(old, None)
        (tmp_path / "brief.txt").write_text("Gemeenten krijgen in 2027 € 5 miljoen voor wijkteams.", encoding="utf-8")
        import_paths(old, [tmp_path / "brief.txt"], source="vng")
        (tmp_path / "brief.txt").write_text("Gemeenten krijgen in 2027 € 6 miljoen voor wijkteams.", encoding="utf-8")
        import_paths(old, [tmp_path / "brief.txt"], source="vng")
        import_paths(old, [tmp_path / "brief.txt"], source="vng")
        from bijgepraat.pipeline.analysis import analyse_store

        analyse_store(old)
        before = store_digest(old)
        found = rebuild(old, new)
        assert found.lacking == () and found.followed == 0 and found.files > 20
        assert store_digest(new) == before == store_digest(old)
        assert [as_dict(line) for line in book(new, DAY, soft=True)] == [as_dict(line) for line in book(old, DAY, soft=True)]


def test_an_original_that_is_gone_or_damaged_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    for name in ("een", "twee", "drie"):
        (tmp_path / f"{name}.txt").write_text(f"De gemeente {name} bouwt woningen.", encoding="utf-8")
    with Store.open(tmp_path / "oud") as old, Store.open(tmp_path / "nieuw") as new:
        import_paths(old, [tmp_path / f"{name}.txt" for name in ("een", "twee", "drie")])
        kept = sorted(path for path in (tmp_path / "oud/archief").rglob("*") if path.is_file())
        kept[0].unlink()
        kept[1].write_bytes(b"iets anders")
        found = rebuild(old, new)
        assert len(found.lacking) == 2 and found.files == 1 and found.followed == 0
        assert new.changes() == 1


def test_a_folder_with_records_is_refused(tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text("De gemeente bouwt.", encoding="utf-8")
    with Store.open(tmp_path / "oud") as old:
        import_paths(old, [tmp_path / "een.txt"])
        with pytest.raises(InputError, match="niet leeg"):
            rebuild(old, old)

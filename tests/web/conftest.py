# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The site over a small house, and over an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_house import fill
from starlette.testclient import TestClient

from bijgepraat.pipeline.editions import SAMPLE
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with one of everything."""
    with Store.open(tmp_path_factory.mktemp("huis")) as store:
        fill(store)
        yield store


@pytest.fixture(scope="session")
def site(house: Store) -> Iterator[TestClient]:
    """The site over the house."""
    with TestClient(create_app(house)) as client:
        yield client


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """The site over an empty store that is marked as sample data."""
    with Store.open(tmp_path) as store:
        store.set_property(SAMPLE, "ja")
        with TestClient(create_app(store)) as client:
            yield client

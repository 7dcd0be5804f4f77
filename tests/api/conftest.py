# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The site over a store with one of everything that the API shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from api_house import fill
from starlette.testclient import TestClient

from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.settings import Settings
from bijgepraat.web.app import create_app


@pytest.fixture(scope="session")
def api_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the store."""
    return tmp_path_factory.mktemp("api-huis")


@pytest.fixture(scope="session")
def api_store(api_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store."""
    with open_store(Settings(api_folder)) as store:
        fill(store, tmp_path_factory.mktemp("api-bestanden"))
        yield store


@pytest.fixture(scope="session")
def api(api_store: Store) -> Iterator[TestClient]:
    """The site over it."""
    with TestClient(create_app(api_store)) as client:
        yield client

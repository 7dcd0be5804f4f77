# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A store with a week on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from press_house import house
from starlette.testclient import TestClient

from bijgepraat.pipeline.house import Store
from bijgepraat.web.app import create_app


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    with house(tmp_path) as opened:
        yield opened


@pytest.fixture
def site(desk: Store) -> Iterator[TestClient]:
    with TestClient(create_app(desk), base_url="https://bijgepraat.example") as client:
        yield client

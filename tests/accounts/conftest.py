# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A store with a few accounts, and the site over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from account_house import House, opened
from starlette.testclient import TestClient


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A store with a reader, an editor, a chief editor and an administrator."""
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def site(house: House) -> Iterator[TestClient]:
    """The site over https, as a browser that sends what browsers send with a form of our own."""
    with house.client() as client:
        yield client

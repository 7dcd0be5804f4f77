# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The sample, read and analysed once; who changes it works on a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from week_house import CHROMIUM, House, chromium, opened

from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.house import open_store
from bijgepraat.settings import Settings


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("week") / "voorbeeld"
    with open_store(Settings(data=folder)) as store:
        prepare_demo(store, None)
    return folder


@pytest.fixture(scope="module")
def house(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(sample, tmp_path_factory.mktemp("huis") / "data") as found:
        yield found


# One at a time: two of these in a process stand in each other's way, and a worker goes on to other modules.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("geen Chromium op deze computer")
    with chromium() as found:
        yield found

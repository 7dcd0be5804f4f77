# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The page of a motion: what it asks, what the cabinet thinks of it, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with Store.open(tmp_path_factory.mktemp("motie")) as store:
        prepare_demo(store, None)
        with TestClient(create_app(store)) as client:
            yield client


def test_a_motion_tells_what_it_asks_what_the_cabinet_thinks_and_how_it_stands(site: TestClient) -> None:
    page = site.get("/documenten/Publicatie/kst-99010-2").text
    card = page[page.index('class="motion"') : page.index("</section>", page.index('class="motion"'))]
    assert "<blockquote><p>verzoekt de regering het budget voor jeugdhulp" in card
    assert "<strong>aangenomen</strong> op" in card and "23 september 2025" in card and "Ontijdig" in card
    assert "gaat over tot de orde" not in card and "overwegende" not in card
    letter = site.get("/documenten/Debat/" + re.findall(r"/documenten/Debat/([\w-]+)", page)[0]).text
    assert 'class="motion"' not in letter

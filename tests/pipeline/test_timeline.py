# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What counts as a step of a formation, by its title; and the house style in the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from bijgepraat.pipeline.site.site import Site
from bijgepraat.pipeline.site.timeline import sort_of_title
from bijgepraat.settings import Settings
from bijgepraat.sources.blob import InputError
from bijgepraat.store.store import Store


@pytest.mark.parametrize(
    ("title", "sort"),
    [
        ("Eindverslag van de informateur mevrouw A. Voorbeeld", "Informateur"),
        ("Debat over het eindverslag van de informateurs", "Informateur"),
        ("Verslag van de formateur over de formatie", "Formateur"),
        ("Brief van de verkenner over uitstel van het verslag", "Verkenner"),
        ("Coalitieakkoord ‘Samen op weg’ gepresenteerd", "Coalitieakkoord"),
        ("Vooruit met elkaar. Coalitieakkoord 2031 – 2035", "Coalitieakkoord"),
        ("Debat over de regeringsverklaring", "Regeringsverklaring"),
        ("Het ontslag van de bewindspersonen", "Kabinet"),
        ("Vaststelling van de datum voor de verkiezing van de leden van de Tweede Kamer", "Verkiezingen"),
        ("Motie van het lid Voorbeeld over het coalitieakkoord", None),
        ("Vragen van het lid Voorbeeld over de informateur", None),
        ("Uitwerking coalitieakkoord op het terrein van wonen", None),
        ("Hoofdlijnenakkoord ouderenzorg", None),
        ("Einde vergadering: STEMMINGEN (debat over het eindverslag van de informateur)", None),
        ("Advies van een verkenner over wonen", None),
        ("Informatieavond over parkeren", None),
        ("", None),
    ],
)
def test_a_title_names_a_step_or_only_speaks_of_one(title: str, sort: str | None) -> None:
    assert sort_of_title(title) == sort


def test_a_house_style_comes_after_the_stylesheet_on_each_page(tmp_path: Path) -> None:
    style = tmp_path / "stad.css"
    style.write_text(":root { --bp-color-brand: #00539f; }")
    with Store.open(tmp_path / "huis") as store:
        site = Site(store, settings=Settings(tmp_path, house_style=style))
        page = site.not_found().body.decode()
        own = page.index("/bestanden/huisstijl.")
        assert page.index("/bestanden/site.") < own
        name = page[own + len("/bestanden/") :].partition('"')[0]
        served = site.asset(name)
        assert served is not None
        assert b"#00539f" in served.body
        assert site.asset("huisstijl.css") is None


def test_a_wrong_house_style_is_said_in_words(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(InputError, match="BIJGEPRAAT_HUISSTIJL"):
        Site(store, settings=Settings(tmp_path, house_style=tmp_path / "weg.css"))


def test_the_setting_names_a_file() -> None:
    assert Settings.from_environment({"BIJGEPRAAT_HUISSTIJL": "/tmp/stad.css"}).house_style == Path("/tmp/stad.css")
    assert Settings.from_environment({}).house_style is None

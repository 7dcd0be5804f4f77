# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The stylesheet and its tokens, and a house style of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bijgepraat.publish.site.assets import assets
from bijgepraat.publish.site.theming import ThemeError, theme

STYLES = {name.split(".")[0]: page.body.decode() for name, page in assets().items() if name.endswith(".css")}
SITE = STYLES["site"]


def test_every_token_that_is_used_is_set() -> None:
    known = set(re.findall(r"(--[a-z0-9-]+)\s*:", SITE))
    for name, text in STYLES.items():
        own = known | set(re.findall(r"(--[a-z0-9-]+)\s*:", text))
        used = set(re.findall(r"var\((--[a-z0-9-]+)\)", text))
        assert used - own == set(), name


def test_dark_holds_for_a_choice_and_for_a_device_and_sets_the_same() -> None:
    chosen = re.search(r':root\[data-weergave="donker"\] \{ (--bp-[^}]*)\}', SITE)
    asked = re.search(r':root:not\(\[data-weergave="licht"\]\) \{ (--bp-[^}]*)\}', SITE)
    assert chosen
    assert asked
    assert chosen[1] == asked[1]


def test_every_house_token_has_a_dark_side_or_is_no_colour() -> None:
    light = set(re.findall(r"(--bp-color-[a-z-]+):", SITE.partition("data-weergave")[0]))
    dark = re.search(r':root\[data-weergave="donker"\] \{ (--bp-[^}]*)\}', SITE)
    assert dark
    assert light == set(re.findall(r"(--bp-color-[a-z-]+):", dark[1]))


def test_the_docs_name_every_token() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "theming.md").read_text("utf-8")
    for token in set(re.findall(r"(--bp-[a-z-]+):", SITE)):
        assert f"`{token}`" in docs, token


def test_a_house_style_is_served_as_tokens_for_light_and_dark(tmp_path: Path) -> None:
    file = tmp_path / "stad.css"
    file.write_text(
        '/* Stad { */ :root { --bp-color-brand: #00539f;\n --bp-font-heading: "Stad Serif", Georgia, serif }\n'
        ":root[data-weergave='donker'] { --bp-color-brand: hsl(210 80% 70%); }"
    )
    name, page = theme(file)
    text = page.body.decode()
    assert re.fullmatch(r"huisstijl\.[0-9a-f]{12}\.css", name)
    assert ':root { --bp-color-brand: #00539f;--bp-font-heading: "Stad Serif", Georgia, serif; }' in text
    assert "@media (prefers-color-scheme: dark)" in text
    assert text.count("hsl(210 80% 70%)") == 2


@pytest.mark.parametrize(
    "text",
    [
        ":root { --bp-color-brand: url(https://example.org/x.png); }",
        ":root { --bp-color-brand: URL (x); }",
        ":root { color: red; }",
        "body { --bp-color-brand: red; }",
        ":root { --paper: red; }",
        '@import "https://example.org/x.css"; :root { --bp-color-brand: red; }',
        ":root { --bp-color-brand: red; } </style>",
        ":root { --bp-color-brand: red",
        ":root { --bp-color-brand: \\72 ed; }",
        ":root { --bp-color-brand: ; }",
        ":root { --bp-color-brand: red; }" + " " * 40_000,
        "x" * 1000,
    ],
)
def test_anything_but_tokens_is_refused_with_how_to_mend_it(tmp_path: Path, text: str) -> None:
    file = tmp_path / "stad.css"
    file.write_text(text)
    with pytest.raises(ThemeError, match=r"stad\.css"):
        theme(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="BIJGEPRAAT_HUISSTIJL"):
        theme(tmp_path / "weg.css")
    (tmp_path / "raar.css").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ThemeError, match=r"raar\.css"):
        theme(tmp_path / "raar.css")

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A page in a real browser: axe finds nothing against WCAG 2.2 AA, nothing sticks out, nothing is fetched elsewhere.

On a desk's width and a phone's, light and dark. The page is loaded once and then changed: that is what a browser does too when its
window is made narrow or its owner turns the lights off. What only colours can break is looked at again in the dark, the rest is not.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDE, NARROW, NARROWEST = (1280, 900), (390, 844), (320, 640)


def faults(browser: Browser, address: str, path: str) -> list[str]:
    """What is wrong with one page, in words; `address` is the only place that it may ask anything of."""
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]}, color_scheme="light")
    told: list[str] = []
    page.on("request", lambda one: None if one.url.startswith((address, "data:")) else told.append(f"asks {one.url}"))
    page.on("console", lambda one: told.append(f"console: {one.text}") if "404" not in one.text else None)
    page.on("pageerror", lambda error: told.append(f"script: {error}"))
    try:
        page.goto(address + path)
        return [*faults_of(page), *told]
    finally:
        page.close()


def faults_of(page: Page) -> list[str]:
    """The same for a page that is open already, without what it asks and says. Its size is that of a phone afterwards."""
    found: list[str] = []
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.emulate_media(color_scheme="light")
    found += _against(Axe().run(page, options=RULES).response, "breed")  # leaves axe in the page
    found += _too_wide(page, WIDE[0])
    page.emulate_media(color_scheme="dark")
    found += _against(page.evaluate("rules => axe.run(rules)", _OF_COLOUR), "donker")
    for width, height in (NARROW, NARROWEST):
        page.set_viewport_size({"width": width, "height": height})
        found += _too_wide(page, width)
    found += _against(page.evaluate("rules => axe.run(rules)", _OF_COLOUR), "donker, smal")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    found += _against(page.evaluate("rules => axe.run(rules)", RULES), "smal")
    return found


def _against(response: Any, where: str) -> list[str]:
    return [f"{where}: {item['id']}: {[node['html'][:200] for node in item['nodes'][:3]]}" for item in response["violations"]]


def _too_wide(page: Page, width: int) -> list[str]:
    found = int(page.evaluate("document.documentElement.scrollWidth"))
    return [f"{width} wide, but its content is {found}"] if found > width else []

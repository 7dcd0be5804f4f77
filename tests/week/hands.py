# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Two ways to work a page: with a mouse, and with nothing but the keys of a keyboard."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_STOP = """([target]) => {
  const here = document.activeElement, wanted = document.querySelector(target);
  const style = getComputedStyle(here), box = here.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  const bar = above && above.closest('.desk-bar');
  return {
    there: here === wanted,
    name: here.outerHTML.slice(0, 160),
    nowhere: here === document.body,
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && box.bottom > 0 && box.top < innerHeight,
    hidden: Boolean(bar && !bar.contains(here)),
    back: Boolean(wanted && here !== document.body && (wanted.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING)),
  };
}"""
_MOST = 900


class Mouse:
    """Clicks and types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: str) -> None:
        """A button or a link; the page that comes of it is there."""
        self.page.click(target)

    def write(self, target: str, words: str) -> None:
        """Other words in a field."""
        self.page.fill(target, words)

    def tick(self, target: str) -> None:
        """A box."""
        self.page.check(target)


class Keys(Mouse):
    """Only Tab, Enter, Space and typing. Wherever Tab stops, it can be seen that it does."""

    def _go(self, target: str) -> None:
        found = self.page.locator(target).first
        found.wait_for(state="attached")
        found.evaluate(
            "one => { for (const old of document.querySelectorAll('[data-doel]')) delete old.dataset.doel; one.dataset.doel = ''; }"
        )
        stop: dict[str, Any] = self.page.evaluate(_STOP, ["[data-doel]"])
        for _ in range(_MOST):
            if stop["there"]:
                return
            self.page.keyboard.press("Shift+Tab" if stop["back"] else "Tab")
            stop = self.page.evaluate(_STOP, ["[data-doel]"])
            assert stop["nowhere"] or (stop["seen"] and not stop["hidden"]), stop
        raise AssertionError(f"{target} is met Tab niet te bereiken op {self.page.url}")

    def press(self, target: str) -> None:
        self._go(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, target: str, words: str) -> None:
        self._go(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def tick(self, target: str) -> None:
        self._go(target)
        self.page.keyboard.press("Space")
        assert self.page.locator(target).is_checked()

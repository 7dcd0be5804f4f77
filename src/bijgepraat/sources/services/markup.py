# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Scraps of markup inside feeds and lists: from what stands in a title or a summary to words."""

from __future__ import annotations

import re

from bijgepraat.sources.blob import InputError
from bijgepraat.sources.services.bombs import refuse_bombs
from bijgepraat.sources.text import Paragraph, clean, one_line
from bijgepraat.sources.webpage import read_page

_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TAG = re.compile(r"<[^<>]*>?")
_LEVELS = 2
"""How often a text can have been escaped too much; more often was never seen, and once too many hurts honest text."""


def plain(value: str | None) -> str:
    """A title on one line, without tags, also when it was escaped twice (`&amp;amp;`, `&amp;lt;b&amp;gt;`)."""
    return one_line(" ".join(paragraph.text for paragraph in paragraphs_of(value)))


def paragraphs_of(value: str | None) -> list[Paragraph]:
    """The paragraphs of a summary, be it HTML, HTML escaped once more, or plain lines."""
    text = value or ""
    if not _MARKUP.search(text):
        return [Paragraph(line) for line in clean(text).split("\n")]
    try:
        refuse_bombs(text.encode("utf-8", "replace"))
    except InputError:
        return [Paragraph(_TAG.sub(" ", text))]
    for _ in range(_LEVELS):
        blocks = read_page(f"<html><body><div>{text}</div></body></html>").blocks
        if not any(_MARKUP.search(block.text) for block in blocks):
            break
        # What is left are signs that were escaped twice. A line keeps its own paragraph.
        text = "".join(f"<p>{block.text}</p>" for block in blocks)
    return [Paragraph(block.text, "kop" if block.level else "rij" if block.row else "alinea") for block in blocks]

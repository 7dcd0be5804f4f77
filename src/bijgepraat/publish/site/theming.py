# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A house style of one's own: a small CSS file with tokens only, checked and served by us. See docs/theming.md."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from bijgepraat.model.views import Page

LIGHT, DARK = ":root", ':root[data-weergave="donker"]'
CHOICE = "data-weergave"
"""The attribute of `html` that says what the reader chose: `licht` or `donker`."""
_LARGEST = 32 * 1024
_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/")
_TOKEN = re.compile(r"--bp-[a-z0-9-]{1,60}")
_VALUE = re.compile(r"[\w\s#%.,()\"'+*/-]{1,300}")
_BLOCKS = {"licht": LIGHT, "donker": DARK}


class ThemeError(ValueError):
    """A house style that cannot be used; the message is Dutch and says how to mend it."""


def in_the_dark(declarations: str) -> str:
    """Declarations under the choice for dark, and under a device that asks for it unless light was chosen."""
    return (
        f"{DARK} {{ {declarations} }}\n"
        f'@media (prefers-color-scheme: dark) {{ :root:not([{CHOICE}="licht"]) {{ {declarations} }} }}\n'
    )


def theme(path: Path) -> tuple[str, Page]:
    """The name under which pages ask for a house style, and the stylesheet that is made of it. Raises `ThemeError`.

    The file has the blocks `:root { … }` and, where it wants, `:root[data-weergave="donker"] { … }`, in which every line sets a
    token (`--bp-color-brand: #00539f;`). Nothing else: no other rules, no addresses.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError(f"De huisstijl {path.name} is niet te lezen. Controleer BIJGEPRAAT_HUISSTIJL en de rechten.") from error
    if len(raw) > _LARGEST:
        raise ThemeError(f"De huisstijl {path.name} is te groot: hoogstens 32 kB, alleen regels als --bp-color-brand: #00539f;")
    blocks = _blocks(text, path.name)
    # As specific as our own dark tokens, so that what is light only does not shine through them.
    found = f"{LIGHT} {{ {blocks[LIGHT]} }}\n"
    found += in_the_dark(blocks[DARK]) if blocks[DARK] else ""
    body = found.encode()
    return f"huisstijl.{hashlib.sha256(body).hexdigest()[:12]}.css", Page(body, "text/css; charset=utf-8")


def _blocks(text: str, name: str) -> dict[str, str]:
    found = {LIGHT: "", DARK: ""}
    rest = _COMMENT.sub(" ", text).strip()
    while rest:
        selector, opened, after = rest.partition("{")
        inside, closed, rest = after.partition("}")
        # A quote may be written either way.
        wanted = " ".join(selector.split()).replace("'", '"')
        if not opened or not closed or wanted not in found:
            raise ThemeError(
                f"In {name} staat “{selector.strip()[:60]}”. Een huisstijl heeft alleen de blokken :root {{ … }} en "
                ':root[data-weergave="donker"] { … }.'
            )
        found[wanted] += "".join(_declaration(one, name) for one in inside.split(";") if one.strip())
        rest = rest.strip()
    return found


def _declaration(text: str, name: str) -> str:
    token, _colon, value = (part.strip() for part in text.partition(":"))
    if not _TOKEN.fullmatch(token) or not _VALUE.fullmatch(value) or "url(" in value.lower().replace(" ", ""):
        raise ThemeError(
            f"In {name} staat “{' '.join(text.split())[:80]}”. Een regel zet één token, zoals --bp-color-brand: #00539f; "
            "Welke er zijn, staat in docs/theming.md."
        )
    return f"{token}: {' '.join(value.split())};"

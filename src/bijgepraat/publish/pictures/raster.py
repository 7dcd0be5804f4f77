# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From SVG to PNG, with the typesetter that makes the PDF: sites that show a picture beside a link do not take SVG."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

import typst

MEDIA_TYPE = "image/png"
_WIDEST = 2400
_KEPT = 100
_TEMPLATE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""


def png(svg: str, width: int) -> bytes:
    """The picture as PNG, `width` pixels wide (1 to 2400) and as high as that makes it. The same picture gives the same bytes.

    For pictures of our own: an SVG from elsewhere may cost any time and memory. Raises `ValueError` for another width and
    `typst.TypstError` for what is no SVG.
    """
    if not 1 <= width <= _WIDEST:
        raise ValueError(f"een plaatje is 1 tot {_WIDEST} beeldpunten breed, niet {width}")
    made = typst.compile(
        _TEMPLATE,
        format="png",
        ppi=72.0,
        # Fonts of the machine would make another picture on another machine.
        ignore_system_fonts=True,
        sys_inputs={"svg": svg, "width": str(width)},
    )
    return made if isinstance(made, bytes) else b"".join(made)


class Pngs:
    """Makes PNGs and keeps the last hundred by what stands on them. Safe to use from several threads."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = Lock()

    def of(self, svg: str, width: int) -> bytes:
        """As `png`; made once for as long as nothing in the picture changes."""
        key = (sha256(svg.encode()).hexdigest(), width)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = png(svg, width)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

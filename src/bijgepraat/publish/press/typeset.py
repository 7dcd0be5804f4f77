# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Typesetting in a process of its own: JSON in on standard input, PDF/UA out on standard output.

It is a program so that it can be stopped: typesetting is machine code that knows no time limit.
"""

from __future__ import annotations

import json
import sys
from importlib import resources
from typing import Any

import typst

_TEMPLATE = "edition.typ"
_BOX = "□"
"""In the place of a sign that no font here has."""
_SHOWN = (
    *((0x20, 0x7E), (0xA0, 0x377), (0x391, 0x3A1), (0x3A3, 0x3CE), (0x400, 0x4FF), (0x591, 0x5C7), (0x5D0, 0x5EA)),
    *((0x621, 0x63A), (0x640, 0x655), (0x660, 0x669), (0x1E00, 0x1EFF), (0x2000, 0x2040), (0x2044, 0x205E), (0x2070, 0x2071)),
    *((0x2074, 0x208E), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x23FF), (0x2460, 0x262F)),
    *((0xFB00, 0xFB06), (0xFEFF, 0xFEFF), (0xFFFD, 0xFFFD)),
)
"""Signs that the fonts of the typesetter have, in the scripts that Dutch papers may hold."""
_PLAIN = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2026), (0x20AC, 0x20AC), (0x25A1, 0x25A1))
_NO_GLYPH = "could not be displayed"


def typeset(data: dict[str, Any]) -> bytes:
    """The edition as tagged PDF (PDF/UA-1): the same data give the same bytes. What no font has, becomes a box.

    Raises `typst.TypstError`.
    """
    shown = data
    for ranges in (_SHOWN, _PLAIN):
        try:
            return _compiled(shown, int(data["moment"]))
        except typst.TypstError as error:
            if _NO_GLYPH not in str(error):
                raise
        shown = _only(data, ranges)
        shown["fixed"] = [*shown["fixed"], data["boxes"]]
    return _compiled(shown, int(data["moment"]))


def _compiled(data: dict[str, Any], moment: int) -> bytes:
    template = resources.files(__package__ or "").joinpath(_TEMPLATE).read_bytes()
    return typst.compile(
        template,
        format="pdf",
        # Fonts of the machine would make other bytes on another machine.
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        timestamp=moment,
    )


def _only(value: Any, ranges: tuple[tuple[int, int], ...]) -> Any:
    if isinstance(value, str):
        return "".join(sign if any(low <= ord(sign) <= high for low, high in ranges) else _BOX for sign in value)
    if isinstance(value, list):
        return [_only(one, ranges) for one in value]
    if isinstance(value, dict):
        return {name: _only(one, ranges) for name, one in value.items()}
    return value


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(json.load(sys.stdin.buffer)))

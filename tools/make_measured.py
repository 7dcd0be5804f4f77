# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Take the figures of docs/measurements.md over into the site: `python tools/make_measured.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import orjson

from bijgepraat.pipeline.site.help import measured_of

_ROOT = Path(__file__).parent.parent
_FROM = _ROOT / "docs" / "measurements.md"
_TO = _ROOT / "src" / "bijgepraat" / "pipeline" / "site" / "data" / "measured.json"

if __name__ == "__main__":
    found = measured_of(_FROM.read_text("utf-8"))
    _TO.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.write(f"{len(found['figures'])} rijen van {found['date']} in {_TO.name}\n")

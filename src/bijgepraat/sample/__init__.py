# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The bundled sample: invented papers and debates around public facts of the formation of 2025–2026, in the wire formats that
the importers read. `README.md` beside this file says what is true and what is invented; the files are made by
`tools/make_sample_files.py`.

`SAMPLE` holds one folder a source and nothing but files that can be imported.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

SAMPLE: Path = Path(str(resources.files("bijgepraat.sample"))) / "data"
"""Folders: `vng` (the association's weekly page), `tweedekamer`, `kamerstukken`, `verslagen`, `akkoord`, `nieuws`."""

PAGE_SOURCE = "vng"
"""The folder whose source the files cannot tell themselves."""

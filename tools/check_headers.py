# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Hold every file of the project against REUSE: its own two SPDX lines, or a line in REUSE.toml that covers it.

Usage: `python tools/check_headers.py [FOLDER]`. Exit status 1 when a file has neither, when it names a licence whose
text is not in `LICENSES/`, and when `LICENSES/` holds a text that nothing uses. Program text always carries its own
lines.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

_HEAD_BYTES = 2048
# REUSE-IgnoreStart
_COPYRIGHT = re.compile(r"SPDX-FileCopyrightText: \S")
_LICENCE = re.compile(r"SPDX-License-Identifier: ([A-Za-z0-9.+-]+)")
# REUSE-IgnoreEnd
_PROGRAM = {".py", ".sh", ".css", ".js", ".html", ".mako"}
_EXEMPT = re.compile(r"LICENSE|LICENSES/.*|REUSE\.toml")


def project_files(root: Path) -> list[str]:
    """The project's files as git sees them, new ones included, ignored ones not; paths from `root`, with slashes.

    Raises `SystemExit` when `root` is not in a git checkout.
    """
    # A checkout may belong to another user, as it does on some CI machines; this only lists names.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(command, cwd=root, capture_output=True, check=False)
    if answer.returncode:
        raise SystemExit(f"git cannot list the files: {answer.stderr.decode(errors='replace').strip()}")
    names = sorted(set(answer.stdout.decode("utf-8").split("\0")) - {""})
    return [name for name in names if (root / name).is_file()]  # a file may be deleted and not yet committed so


def _pattern(glob: str) -> re.Pattern[str]:
    """A path glob of REUSE.toml: `*` stops at a slash, `**` does not."""
    parts = re.split(r"(\*\*|\*)", glob)
    return re.compile("".join({"**": ".*", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts))


def coverage(root: Path) -> list[tuple[re.Pattern[str], str]]:
    """Which paths REUSE.toml covers, and with what licence. Without that file nothing is covered."""
    path = root / "REUSE.toml"
    if not path.is_file():
        return []
    listed = tomllib.loads(path.read_text(encoding="utf-8")).get("annotations", [])
    rows: list[tuple[re.Pattern[str], str]] = []
    for entry in listed:
        globs = entry["path"] if isinstance(entry["path"], list) else [entry["path"]]
        if entry.get("SPDX-FileCopyrightText"):
            rows.extend((_pattern(glob), entry["SPDX-License-Identifier"]) for glob in globs)
    return rows


def header(path: Path) -> str | None:
    """The licence that a file names for itself at its top, beside who holds the copyright; None without either."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES).decode("utf-8", errors="replace")
    licence = _LICENCE.search(head)
    return licence.group(1) if licence and _COPYRIGHT.search(head) else None


def problems(root: Path) -> Iterator[str]:
    """One line for each thing that is not as REUSE wants it."""
    covered = coverage(root)
    used = set()
    for name in project_files(root):
        if _EXEMPT.fullmatch(name):
            continue
        licence = header(root / name)
        # An empty file holds no program text: nothing to put a header on.
        if licence is None and not (Path(name).suffix in _PROGRAM and (root / name).stat().st_size):
            licence = next((named for pattern, named in reversed(covered) if pattern.fullmatch(name)), None)
        if licence is None:
            yield f"{name}: no SPDX lines at the top, and (for what is not program text) no line in REUSE.toml"
        elif not (root / "LICENSES" / f"{licence}.txt").is_file():
            yield f"{name}: LICENSES/{licence}.txt does not exist"
        used.add(licence)
    for text in sorted((root / "LICENSES").glob("*.txt")):
        if text.stem not in used:
            yield f"LICENSES/{text.name}: no file is under this licence"


def main(arguments: list[str]) -> int:
    """Print what is wrong, or how many files were checked; return the exit status."""
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[1]
    found = list(problems(root))
    for line in found:
        sys.stderr.write(line + "\n")
    if not found:
        sys.stdout.write(f"{len(project_files(root))} files, each with its copyright and licence\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Hold the licence of every runtime dependency against what this project takes.

Usage: `python tools/check_licences.py [REQUIREMENTS.txt]`, in an environment where that list is installed. Exit status
1 when a dependency can only be had under the GPL or AGPL or under terms that are not open, when it says nothing about
its licence, and when it is missing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

_REFUSED = re.compile(
    r"\bA?GPL|Affero|(?<!Lesser )(?<!Library )General Public"
    r"|\bSSPL|\bBUSL|\bCC[- ]BY[- ]NC|Commons Clause|Commercial|Proprietary",
    re.IGNORECASE,
)
_READ_BY_US = {"pyrage": "MIT"}
"""Packages that say nothing in their description, and whose licence we read in the file that they carry."""
_TOKEN = re.compile(r"[()]|[^\s()]+")
_REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==[^\s;]+\s*(;[^\\]*)?", re.MULTILINE)


def acceptable(expression: str) -> bool:
    """Whether an SPDX expression leaves a way to take the work.

    OR is ours to choose; AND binds tighter, and binds us to both. Raises `ValueError` when the expression is malformed.
    """
    tokens = _TOKEN.findall(expression)
    verdict, rest = _either(tokens)
    if rest:
        raise ValueError(f"not an SPDX expression: {expression!r}")
    return verdict


def _either(tokens: list[str]) -> tuple[bool, list[str]]:
    verdict, rest = _both(tokens)
    while rest and rest[0].upper() == "OR":
        other, rest = _both(rest[1:])
        verdict = verdict or other
    return verdict, rest


def _both(tokens: list[str]) -> tuple[bool, list[str]]:
    verdict, rest = _single(tokens)
    while rest and rest[0].upper() == "AND":
        other, rest = _single(rest[1:])
        verdict = verdict and other
    return verdict, rest


def _single(tokens: list[str]) -> tuple[bool, list[str]]:
    if not tokens or tokens[0] == ")" or tokens[0].upper() in {"AND", "OR", "WITH"}:
        raise ValueError("not an SPDX expression: a licence is missing")
    if tokens[0] == "(":
        verdict, rest = _either(tokens[1:])
        if not rest or rest[0] != ")":
            raise ValueError("not an SPDX expression: a bracket is missing")
        return verdict, rest[1:]
    verdict, rest = not _REFUSED.search(tokens[0]), tokens[1:]
    if len(rest) > 1 and rest[0].upper() == "WITH":
        rest = rest[2:]  # an exception to the GPL is too rare to decide by machine: the licence alone counts
    return verdict, rest


def judge(expression: str, licence: str, classifiers: list[str]) -> str | None:
    """What is wrong with a dependency's licence, or None. An SPDX expression decides where there is one.

    The older free text and classifiers do not say "and" or "or", so there one refused licence is enough.
    """
    if expression:
        try:
            return None if acceptable(expression) else expression
        except ValueError as error:
            return str(error)
    # Some packages put the whole licence text in this field; its first line names it.
    stated = [licence.strip().split("\n")[0], *(name.rsplit(" :: ", 1)[-1] for name in classifiers)]
    stated = [name for name in stated if name]
    refused = [name for name in stated if _REFUSED.search(name)]
    if refused:
        return "; ".join(refused)
    return None if stated else "says nothing about its licence"


def requirements(text: str) -> list[tuple[str, bool]]:
    """The names in a locked list, each with whether it is for some machines only (it carries an environment marker)."""
    return [(name, bool(marker)) for name, marker in _REQUIREMENT.findall(text)]


def problems(text: str) -> Iterator[str]:
    """One line for each dependency in a locked list that this project cannot take."""
    for name, conditional in requirements(text):
        try:
            found = metadata(name)
        except PackageNotFoundError:
            if not conditional:
                yield f"{name}: not installed"
            continue
        classifiers = [value for value in found.get_all("Classifier") or [] if value.startswith("License ::")]
        expression, licence = (" ".join(found.get_all(key) or []) for key in ("License-Expression", "License"))
        fault = judge(expression or _READ_BY_US.get(name.lower(), ""), licence, classifiers)
        if fault:
            yield f"{name}: {fault}"


def main(arguments: list[str]) -> int:
    """Print what is wrong, or how many were checked; return the exit status."""
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[1] / "requirements" / "runtime.txt"
    text = path.read_text(encoding="utf-8")
    if not requirements(text):
        sys.stderr.write(f"{path.name}: no dependencies found in it\n")
        return 1
    found = list(problems(text))
    for line in found:
        sys.stderr.write(line + "\n")
    if not found:
        sys.stdout.write(f"{len(requirements(text))} dependencies, all under licences that this project takes\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

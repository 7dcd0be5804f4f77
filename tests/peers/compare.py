# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What is in a store held against what is true at the peer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .odata_filter import comparable
from .truth import Expected


def differences(
    expected: Expected,
    *,
    fields: Mapping[str, Any],
    deleted: bool,
    modified: str | None = None,
    refs: Iterable[tuple[str, str]] | None = None,
) -> list[str]:
    """What a stored record has otherwise than it should, a line each; nothing when it is right.

    Moments are compared as moments, whatever zone they are written in; 0001-01-01 counts as empty. `modified` and `refs` (role
    in lower case, key) are compared when given. Of a deleted record only that is asked, and its `modified`.
    """
    wrong = []
    if deleted is not expected.deleted:
        wrong.append(f"deleted: {deleted}, must be {expected.deleted}")
    if modified is not None and modified != expected.updated:
        wrong.append(f"modified: {modified}, must be {expected.updated}")
    if expected.deleted:
        return wrong
    there, true = _filled(fields), _filled(expected.fields)
    wrong += [
        f"{name}: {there.get(name)!r}, must be {true.get(name)!r}"
        for name in sorted(there.keys() | true.keys())
        if comparable(there.get(name)) != comparable(true.get(name))
    ]
    if refs is not None:
        found = set(refs)
        wanted = {(role.lower(), key) for role, keys in expected.refs.items() for key in keys}
        wrong += [f"reference too many: {role} {key}" for role, key in sorted(found - wanted)]
        wrong += [f"reference missing: {role} {key}" for role, key in sorted(wanted - found)]
    return wrong


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and not str(value).startswith("0001-01-01")}

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From alerts to what stands in a mail: which are told in full, in which order, and under which subject. No markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from bijgepraat.model.following import Alert, Reason, Rhythm, What
from bijgepraat.model.mail import AlertMail, MailItem, Why, Words

IN_FULL = 40
"""So many alerts are told with the words around what matched; of the others only the title, so that a mail stays readable."""
_LONGEST_TITLE = 300
_LONGEST_SUBJECT = 110
_LONGEST_WORDS = 1_200
_JOINERS = "\u200c\u200d"
WHATS: dict[What, str] = {
    What.NEW: "Nieuw",
    What.NEW_VERSION: "Gewijzigd",
    What.MOVED: "Verplaatst",
    What.STATE: "Andere stand",
    What.AMOUNT: "Ander bedrag",
    What.GONE: "Vervallen",
}
_HEADINGS = {
    Rhythm.IMMEDIATELY: ("Er is iets gebeurd met wat u volgt", "Er {count} over wat u volgt."),
    Rhythm.DAILY: ("Uw dagelijkse overzicht", "Sinds uw vorige dagelijkse overzicht {count} over wat u volgt."),
    Rhythm.WEEKLY: ("Uw wekelijkse overzicht", "Sinds uw vorige wekelijkse overzicht {count} over wat u volgt."),
}


def alert_mail(alerts: Sequence[Alert], rhythm: Rhythm, site: str, manage: str, unsubscribe: str) -> AlertMail:
    """One mail about some alerts (at least one), newest day first. `site`, `manage` and `unsubscribe` are full addresses."""
    ordered = sorted(alerts, key=lambda one: (one.day or date.min, one.seq), reverse=True)
    items = [_item(one, site) for one in ordered]
    heading, lead = _HEADINGS[rhythm]
    return AlertMail(
        subject=_subject(items),
        heading=heading,
        lead=_lead(lead, len(items)),
        items=tuple(items[:IN_FULL]),
        also=tuple(items[IN_FULL:]),
        rhythm=rhythm.value,
        manage=manage,
        unsubscribe=unsubscribe,
        site=site,
    )


def plain(text: str) -> str:
    """Words on one line, without signs that steer a program or turn the order of reading around."""
    return " ".join("".join(map(_sign, text)).split())


def _lead(words: str, number: int) -> str:
    # "Er is 1 melding", but "Sinds uw vorige overzicht is er 1 melding".
    there = "" if words.startswith("Er ") else " er"
    return words.format(count=f"{'is' if number == 1 else 'zijn'}{there} {_count(number)}")


def _count(number: int) -> str:
    return "1 melding" if number == 1 else f"{number} meldingen"


def _subject(items: Sequence[MailItem]) -> str:
    first = items[0]
    rest = len(items) - 1
    opening = f"{first.what}: " if not rest else f"{_count(len(items))}: "
    closing = f" en nog {rest}" if rest else ""
    return f"{opening}{_short(first.title, _LONGEST_SUBJECT - len(opening) - len(closing))}{closing}"


def _item(alert: Alert, site: str) -> MailItem:
    return MailItem(
        title=_short(_title(alert.title), _LONGEST_TITLE),
        what=WHATS[alert.what],
        sort=plain(alert.sort),
        source=plain(alert.source),
        day=alert.day,
        page=_address(site, alert.page),
        why=_whys(alert.reasons),
        before=_value(alert.before),
        after=_value(alert.after),
    )


def _title(text: str) -> str:
    found = plain(text)
    return found if found.strip(_JOINERS) else "Zonder titel"


def _value(text: str | None) -> str | None:
    return (_short(plain(text), _LONGEST_TITLE) or None) if text is not None else None


def _whys(reasons: Sequence[Reason]) -> tuple[Why, ...]:
    """Per quote the follows that it answers: the same words are said once."""
    labels: dict[tuple[Words, ...], list[str]] = {}
    for reason in reasons:
        label = _short(plain(reason.label), _LONGEST_TITLE)
        labels.setdefault(words(reason.snippet[:_LONGEST_WORDS], reason.marks), []).append(label)
    return tuple(Why(" en ".join(dict.fromkeys(found)), said) for said, found in labels.items())


def words(snippet: str, marks: Sequence[tuple[int, int]]) -> tuple[Words, ...]:
    """A text in runs, marked and not. Marks that overlap are joined, and what lies outside of the text is left out."""
    found: list[Words] = []
    at = 0
    for start, end in sorted(marks):
        start, end = max(start, at), min(end, len(snippet))
        if start >= end:
            continue
        found += [Words(snippet[at:start]), Words(snippet[start:end], marked=True)]
        at = end
    found.append(Words(snippet[at:]))
    kept = [Words(_run(one.text), one.marked) for one in found if one.text]
    return tuple(one for one in kept if one.text)


def _run(text: str) -> str:
    """Like `plain`, but a space at either end stays."""
    found = "".join(map(_sign, text))
    inner = " ".join(found.split())
    if not inner:
        return " " if found else ""
    return f"{' ' if found[0].isspace() else ''}{inner}{' ' if found[-1].isspace() else ''}"


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    if category in {"Cs", "Co", "Cn"}:
        return "\ufffd"
    return "" if category == "Cf" and sign not in _JOINERS else sign


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _address(site: str, page: str) -> str:
    """A page of the site, and never of another one."""
    path = page.encode("utf-8", errors="replace").decode()
    return f"{site}/{quote(path.lstrip('/'), safe='/?&=#%:;,@+~!$()*-._')}"

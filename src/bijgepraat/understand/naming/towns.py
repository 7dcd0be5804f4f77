# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Whether a word is a municipality here: many are ordinary words, surnames, or the name of a province as well."""

from __future__ import annotations

import re

from bijgepraat.understand.naming.tables import Form

_MUNICIPAL = re.compile(
    r"(?:[Gg]emeenten?|[Bb]urgemeesters?(?: en wethouders)?|[Ww]ethouders?|[Gg]emeenter(?:aad|aden)|[Gg]emeentehuis|"
    r"[Gg]emeentebestuur|"
    r"[Ii]nwoners|[Rr]aads(?:lid|leden|fractie)|[Cc]ollege|B&W|[Dd]orp|[Ss]tad|[Ss]teden|[Pp]laats|"
    r"[Kk]ern|[Hh]erindeling|[Bb]innenstad)"
    r"(?: (?:van|in|uit|te|als))?(?: de gemeenten?)? $"
)
_OF_PROVINCE = re.compile(
    r"(?:[Pp]rovincies?|[Pp]rovinciale [Ss]taten|[Gg]edeputeerde [Ss]taten|[Cc]ommissaris van de Koning)(?: (?:van|in|te))? $"
)
_ELSE = re.compile(
    r"(?:[Pp]rovincies?|[Uu]niversite?it(?:eit)?|[Hh]ogeschool|[Vv]erdrag|[Rr]echtbank|[Gg]erechtshof|[Aa]kkoord|Van|"
    r"[Hh]avenbedrijf|"
    r"[Ll]uchthaven|[Ss]tatuut|[Vv]liegveld|[Aa]rrondissement|[Vv]eiligheidsregio|"
    r"[Ww]aterschap|[Ff]amilie|[Hh]eer|[Mm]evrouw|[Mm]eneer|"
    r"[Ll]id|[Ll]eden|[Mm]inister|[Ss]taatssecretaris|Complex|Ring|CE|KBA|TU|VU|UMC|ROC|GGD|PI|AZC|FC|SC|[Mm]otie)(?: van| in)? $"
)
_ELSE_AFTER = re.compile(
    r" (?:Airport|University|Economic|Research|Marketing|Centraal|CS|c\.s\.|"
    r"\((?:VVD|D66|PVV|CDA|SP|GroenLinks|PvdA|BBB|NSC|SGP)\b)"
)
_ENUMERATION = re.compile(r"(?:, | en | of |/|, en | of in | en in | tot )(?:van |voor |in |de gemeente )?$")
_FORWARD = re.compile(r"(?:, | en | of |/)")
_FIRST_NAME = re.compile(r"[A-Z]\. ?$")
_ROW_BREAK = re.compile(r"[.;:!?\n]|(?:^| )(?!en |of |de |van )[a-zà-ÿ]{2,} ")


def goes_on(before: str, start: int, ends: set[int]) -> bool:
    """Whether a row goes on here: "de ministers van Financiën en Defensie"."""
    joint = _ENUMERATION.search(before)
    return joint is not None and start - len(joint.group()) in ends


def is_province(before: str, start: int, provinces: set[int]) -> bool:
    """Whether a name that is a town and a province is the province here."""
    if _OF_PROVINCE.search(before):
        return True
    return goes_on(before, start, provinces) and not _MUNICIPAL.search(before)


def is_municipality(text: str, start: int, end: int, form: Form, before: str, ends: set[int]) -> bool | None:
    """Whether it is one; None: it is a place, but perhaps the province of that name is meant. `ends`: where earlier ones end."""
    after = text[end : end + 2]
    if before.endswith(("-", "–", "/", "@", "&")) or (after[:1] in ("-", "–") and after[1:].isalpha()) or _ELSE.search(before):
        return False
    if _ELSE_AFTER.match(text, end) or _FIRST_NAME.search(before):
        return False
    if _MUNICIPAL.search(before):
        return True
    row = goes_on(before, start, ends)
    match form.need:
        case "nodig":
            return row and _in_municipal_row(text, start)
        case "rij":
            return row
        case "twijfel":
            return True if row else None
        case "begin":
            return not _opens_sentence(before)
    return True


def row_follows(text: str, end: int, names: frozenset[str]) -> bool:
    """Whether another municipality follows in a row: "Den Haag en Rotterdam"."""
    joint = _FORWARD.match(text, end)
    if joint is None:
        return False
    following = text[joint.end() : joint.end() + 40]
    word = re.match(r"[\w'’-]+", following)
    return word is not None and word.group() in names


def _in_municipal_row(text: str, start: int) -> bool:
    """Whether a name stands in a row such as "de gemeenten Epe, Heerde en Best"."""
    row = text[max(0, start - 200) : start]
    lead = row.rfind("gemeenten ")
    return lead >= 0 and not _ROW_BREAK.search(row[lead + len("gemeenten ") :])


def _opens_sentence(before: str) -> bool:
    stripped = before.rstrip(" \u00a0\"'‘’“”«(–-")
    return not stripped or stripped[-1] in ".!?:;\n…"

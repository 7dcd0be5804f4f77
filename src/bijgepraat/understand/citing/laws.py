# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Articles of laws and treaties, rulings, gazettes, and acts of the European Union."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from bijgepraat.model.claims import Reference, ReferenceType
from bijgepraat.understand.citing.papers import NUMMER, reference

_GAZETTE = re.compile(
    r"\b(?P<code>Stb\.?|Staatsblad|Stcrt\.?|Staatscourant|Trb\.?|Tractatenblad|Gemeenteblad|"
    r"Provinciaal [Bb]lad|Waterschapsblad),? "
    r"(?:van het Koninkrijk der Nederlanden,? |van [A-Z][\w-]{1,30},? )?(?P<year>(?:18|19|20)\d{2})"
    r"(?:, ?| ?/ ?| )(?:" + NUMMER + r")?(?P<number>\d{1,6})(?!\d)"
)
_CODES: dict[str, tuple[str, ReferenceType]] = {
    "stb": ("stb", "staatsblad"),
    "staatsblad": ("stb", "staatsblad"),
    "stcrt": ("stcrt", "staatscourant"),
    "staatscourant": ("stcrt", "staatscourant"),
    "trb": ("trb", "bekendmaking"),
    "tractatenblad": ("trb", "bekendmaking"),
    "gemeenteblad": ("gmb", "bekendmaking"),
    "provinciaal blad": ("prb", "bekendmaking"),
    "waterschapsblad": ("wsb", "bekendmaking"),
}
_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,9}:(?:18|19|20)\d{2}:[A-Z0-9.]{1,25}(?<!\.)")

# Since 2015 the year comes first ("(EU) 2016/679"); before that regulations had it last ("(EU) nr. 536/2014"), directives first.
_UNION = r"(?:\((?:EU|EG|EEG|Euratom|GBVB)\)|EU|EG|EEG)"
_EU = re.compile(
    r"(?:\b(?:EU|EG)-?)?\b(?P<sort>(?:[Uu]itvoerings|[Gg]edelegeerde )?[Vv]erordening|[Rr]ichtlijn|"
    r"(?:[Kk]ader|[Uu]itvoerings)?[Bb]esluit|[Aa]anbeveling) "
    r"(?:" + _UNION + r" )?(?:" + NUMMER + r")?(?P<one>\d{1,4})/(?P<two>\d{1,4})(?!\d)(?:/(?P<union>EU|EG|EEG|JBZ|GBVB))?"
)  # fmt: skip
_EU_SORTS = ("erordening", "ichtlijn", "esluit", "anbeveling")
_LETTERS = {"verordening": "R", "richtlijn": "L", "besluit": "D", "aanbeveling": "H"}
_CELEX = re.compile(r"(?<!\w)[1-9]\d{4}(?:R|L|D|PC|DC|SC|CJ|TJ)\d{4}(?!\w)")
_COM = re.compile(
    r"\b(?P<body>COM|SWD|SEC|JOIN) ?\((?P<year>\d{4})\),? ?(?:final )?(?:" + NUMMER + r")?(?P<number>\d{1,4})(?!\d)"
)
_OLD_YEAR = 1950

_ARTICLE_NUMBER = r"\d{1,4}(?:[.:]\d{1,3}){0,3}[a-z]{0,2}"
_NTH = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|vijftiende|"
    r"\d{1,2}e?|enig)"
)
_PARTS = (
    r"(?:,? (?:" + _NTH + r"(?:(?:, | en | tot en met )" + _NTH + r"){0,4} (?:lid|leden)|"
    r"(?:lid|leden) \d{1,2}(?:(?:, | en )\d{1,2}){0,4}))?"
    r"(?:,? (?:aanhef en )?(?:onderdeel|onderdelen|onder|sub) [a-z0-9]{1,3}°?(?:(?:, | en )[a-z0-9]{1,2}(?!\w)){0,3})?"
    r"(?:,? (?:tweede|eerste|laatste) (?:vol)?zin)?"
)  # fmt: skip
_ARTICLE = re.compile(
    r"\b(?:[Aa]rtikel|[Aa]rtikelen|[Aa]rt\.?|[Aa]rtt\.) (?P<first>" + _ARTICLE_NUMBER + r")(?![\w-])"
    r"(?P<others>(?:(?:, | en |, en | of | tot en met | t/m )(?:artikel )?"
    + _ARTICLE_NUMBER + r"(?![\w-])(?! (?:lid|leden))){0,6})"
    + _PARTS + r",? (?:(?:van|in|uit) )?(?:(?:de|het) )?(?:[Bb]oek (?P<book>\d{1,2}),? (?:van )?(?:het )?)?(?=[A-Z])"
)  # fmt: skip
_NUMBER = re.compile(_ARTICLE_NUMBER)
_WET_WORD = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ-]{2,40}(?:wet|verordening|richtlijn|wetboek)(?: (?:19|20)\d{2})?(?![\w-])")
_BOOKED = "burgerlijk-wetboek"


def find_laws(text: str) -> Iterator[Reference]:
    """Articles of law: `gemeentewet-art-108`, with the book where there is one: `burgerlijk-wetboek-2-art-20`."""
    if "rt" not in text:
        return
    for match in _ARTICLE.finditer(text):
        law = _law_at(text, match.end())
        if law is None:
            continue
        end, key = law
        if match["book"]:
            key = f"{key}-{match['book']}"
        spots = [match.start("first")]
        spots += [match.start("others") + other.start() for other in _NUMBER.finditer(match["others"] or "")]
        for n, spot in enumerate(spots):
            number = _NUMBER.match(text, spot)
            assert number is not None, "the pattern above has just matched it here"
            first, last = n == 0, n == len(spots) - 1
            # Of "artikelen 3 en 4 van de Gemeentewet" the first reference has the word, the last has the law.
            yield reference(
                text, match.start() if first else spot, end if last else number.end(), "wet", _article(key, number.group())
            )


def find_gazettes(text: str) -> Iterator[Reference]:
    """Staatsblad, Staatscourant and the papers of other governments: `stb-2025-252`, `gmb-2024-12345`."""
    for match in _GAZETTE.finditer(text):
        code, sort = _CODES[match["code"].rstrip(".").lower()]
        yield reference(text, match.start(), match.end(), sort, f"{code}-{match['year']}-{int(match['number'])}")


def find_rulings(text: str) -> Iterator[Reference]:
    """Rulings by their ECLI."""
    if "ECLI" in text:
        for match in _ECLI.finditer(text):
            yield reference(text, match.start(), match.end(), "ecli", match.group())


def find_european(text: str) -> Iterator[Reference]:
    """Acts of the European Union by their CELEX number (`32016R0679`), proposals as `COM(2021)206`."""
    for match in _EU.finditer(text) if "/" in text and any(word in text for word in _EU_SORTS) else ():
        identifier = _celex(match)
        if identifier:
            yield reference(text, match.start(), match.end(), "eu", identifier)
    for match in _CELEX.finditer(text):
        yield reference(text, match.start(), match.end(), "eu", match.group())
    for match in _COM.finditer(text):
        yield reference(text, match.start(), match.end(), "eu", f"{match['body']}({match['year']}){int(match['number'])}")


def _celex(match: re.Match[str]) -> str | None:
    sort = next(letter for word, letter in _LETTERS.items() if match["sort"].lower().endswith(word))
    one, two = int(match["one"]), int(match["two"])
    as_year = [n for n in (one, two) if _OLD_YEAR < n < 2100]
    if len(as_year) == 2:
        # Both could be the year: it comes first, but for regulations with "nr.".
        year, number = (two, one) if sort == "R" and "nr" in match.group() else (one, two)
    elif as_year:
        year, number = (one, two) if as_year[0] == one else (two, one)
    elif match["union"] and len(match["one"]) == 2:
        year, number = 1900 + one, two
    else:
        return None
    return f"3{year}{sort}{number:04d}"


def _article(key: str, number: str) -> str:
    book, colon, rest = number.partition(":")
    # "artikel 4:3 BW" is article 3 of book 4; "artikel 3:4 Awb" is one number.
    return f"{key}-{book}-art-{rest}" if colon and key == _BOOKED else f"{key}-art-{number}"


def _law_at(text: str, start: int) -> tuple[int, str] | None:
    """The law whose name begins at `start`: where the name ends, and the law's key."""
    pattern, names = _known_laws()
    match = pattern.match(text, start)
    if match:
        return match.end(), names[match.group()]
    word = _WET_WORD.match(text, start)
    return (word.end(), _slug(word.group())) if word else None


@cache
def _known_laws() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads((files("bijgepraat.understand") / "data" / "laws.toml").read_text("utf-8"))
    names = {form: key for key, forms in table["laws"].items() for form in forms}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])"), names


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")

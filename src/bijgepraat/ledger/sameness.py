# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Which records are one and the same document: a letter as the chamber has it, as it was published, and on the sender's site.

Two sorts of reasons. What a register itself says (this version is that publication) is certain and joins whatever it joins.
What only looks so (a number that a page names, an equal title within some days) is doubtful: it joins two documents only when
nothing speaks against it, and never two that one register keeps apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

from bijgepraat.model.records import Kind

RULES = 1
"""Raise it when the rules change: all works are then made again."""
KINDS = (
    Kind.DOCUMENT,
    Kind.PUBLICATIE,
    Kind.BEKENDMAKING,
    Kind.OPENBAARMAKING,
    Kind.BERICHT,
    Kind.BESTAND,
    Kind.PAGINA,
    Kind.DOCUMENT_VERSIE,
)
"""Kinds that can be (a form of) a document, the one that leads first."""
NEAR_DAYS = 3
TOO_COMMON = 60
"""A title that so many records have within two days says nothing about any of them."""
_QUOTED_DAYS = 10
_FEWEST_WORDS = 3
_FEWEST_LETTERS = 15
_ALIKE = 0.5

REGISTER, TITLE = "zelfde nummer", "zelfde titel"
_SURE: Mapping[str, float] = {
    REGISTER: 1.0,
    "dossier en volgnummer": 0.95,
    "zelfde adres": 0.95,
    "genoemd nummer": 0.9,
    "zelfde kenmerk": 0.9,
    "enige bijlage": 0.9,
    TITLE: 0.8,
}
_VERSION_TIES = frozenset({"document", "publicatie"})
_BY_IDENTIFIER = frozenset({"motie", "amendement"})
"""Papers of one debate have titles that differ in a word and mean the opposite."""
_SORTS = (
    ("motie", "motie"),
    ("amendement", "amendement"),
    ("beantwoording", "antwoord"),
    ("antwoord", "antwoord"),
    ("uitstel", "uitstel"),
    ("vragen", "vragen"),
    ("bijlage", "bijlage"),
    ("nieuws", "nieuws"),
    ("brief", "brief"),
    ("rapport", "rapport"),
    ("verslag", "verslag"),
    ("agenda", "agenda"),
    ("besluitenlijst", "besluitenlijst"),
    ("convocatie", "convocatie"),
    ("memorie van toelichting", "toelichting"),
    ("voorstel van wet", "voorstel"),
)
_SORT_FIELDS = ("Soort", "soort", "documentsoorten", "type")
_OPENING = re.compile(
    r"^(?:kamer)?brief(?: van [^,;:]{3,160}?)?(?: aan de (?:tweede|eerste) kamer)?"
    r" (?:over|inzake|betreffende|met betrekking tot|ter aanbieding van|bij|met)\s+",
    re.IGNORECASE,
)
_SORT_BEFORE = re.compile(r"^[^;]{3,60};\s+")
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    "de het een en of van voor met over naar aan bij door uit in op te ten ter tot om als dat die deze dit zijn is wordt".split()
)
_FILES = frozenset({Kind.BESTAND, Kind.PAGINA})
_TITLE_WORD = "titel:"
_PAGE_DEPTH = 2
_SHORTEST_REFERENCE = 6
_TITLE_OPENING = 40
_ORDER: Mapping[str, int] = {kind: place for place, kind in enumerate(KINDS)}
_CHAMBER = re.compile(r"20\d{2}[DZ]\d{5}", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:kst|blg|ah-tk|ah-ek|kv-tk|h-tk|h-ek|stb|stcrt|trb|nds)-\w", re.ASCII)
_DISCLOSED = re.compile(r"^https://open\.overheid\.nl/documenten/([\w.-]+?)(?:/file)?/?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a record says of itself. `links` are (role, kind, key); `dossier` is the number of its dossier (`36800-B`)."""

    kind: str
    key: str
    source: str
    title: str | None = None
    date: date | None = None
    fields: Mapping[str, object] | None = None
    links: tuple[tuple[str, str, str], ...] = ()
    dossier: str | None = None

    @property
    def name(self) -> str:
        """`Kind:key`."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Clue:
    """By what a record may be recognised. Records with the same `word` may be one document.

    `own`: the record is this, rather than that it names it; two records that name the same are not the same by that.
    """

    word: str
    rule: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Membership:
    """A record's place in a work: by which rule it came there, and how sure that is (above 0, at most 1)."""

    name: str
    rule: str
    confidence: float


def clues_of(traits: Traits) -> tuple[Clue, ...]:
    """Everything by which a record may be recognised, beside its own name."""
    found: list[Clue] = []
    fields = traits.fields or {}
    match traits.kind:
        case Kind.DOCUMENT_VERSIE:
            ties = {role: Clue(f"{kind}:{key}", REGISTER) for role, kind, key in traits.links if role in _VERSION_TIES}
            if len(ties) == len(_VERSION_TIES):  # a version without a publication ties nothing together
                found += ties.values()
        case Kind.DOCUMENT:
            found += _of_document(traits, fields)
        case Kind.BEKENDMAKING:
            found.append(Clue(f"{Kind.PUBLICATIE}:{traits.key}", REGISTER))
        case Kind.OPENBAARMAKING:
            if (place := _place(fields.get("weblocatie"))) is not None:
                found.append(Clue(place, "zelfde adres"))
            found += _named(fields.get("identifiers"), own=True)
        case Kind.BERICHT:
            if (place := _place(traits.key)) is not None:
                found.append(Clue(place, "zelfde adres"))
            found += _attached(fields)
        case kind if kind in _FILES:
            found += _of_file(traits, fields)
    if traits.kind not in {Kind.DOCUMENT_VERSIE, *_FILES} and (word := _title_clue(traits)) is not None:
        found.append(Clue(word, TITLE))
    return tuple(dict.fromkeys(found))


def neighbours(word: str) -> list[str]:
    """The words under which records with this clue stand: the word itself, of a title with its day also those of days near."""
    if not word.startswith(_TITLE_WORD):
        return [word]
    begin, _, day = word.rpartition(":")
    middle = date.fromisoformat(day)
    return [f"{begin}:{middle + timedelta(days=n)}" for n in range(-NEAR_DAYS, NEAR_DAYS + 1)]


def works(records: Sequence[Traits]) -> list[list[Membership]]:
    """The works among records that may have to do with each other: only those of two records and more, the leader first.

    The order of `records` makes no difference.
    """
    ordered = sorted(records, key=_rank)
    groups = {one.name: _Group([one]) for one in ordered}
    doubtful: list[tuple[float, str, str, str]] = []
    for one, other, rule in _pairs(ordered):
        if rule == REGISTER:
            _merge(groups, one, other, rule)
        elif _agree(one, other, rule):
            first, second = sorted((one.name, other.name))
            doubtful.append((-_SURE[rule], first, second, rule))
    for group in _distinct(groups):
        group.note_identities()
    by_name = {one.name: one for one in ordered}
    for _doubt, first, second, rule in sorted(set(doubtful)):
        if not groups[first].contradicts(groups[second]):
            _merge(groups, by_name[first], by_name[second], rule)
    return [group.memberships() for group in _distinct(groups) if len(group.members) > 1]


def _pairs(ordered: Sequence[Traits]) -> Iterator[tuple[Traits, Traits, str]]:
    """Pairs of records that share a clue which at least one of them is, with the rule by which they do."""
    standing: dict[str, list[tuple[Traits, Clue]]] = {}
    for one in ordered:
        for clue in (Clue(one.name, REGISTER), *clues_of(one)):
            standing.setdefault(clue.word, []).append((one, clue))
    for word, those in standing.items():
        for near in neighbours(word):
            others = standing.get(near, ())
            if word.startswith(_TITLE_WORD) and len(those) + len(others) > TOO_COMMON:
                continue
            for one, clue in those:
                for other, theirs in others:
                    if (one.name < other.name or (near != word and one is not other)) and (clue.own or theirs.own):
                        yield one, other, theirs.rule if clue.rule == REGISTER else clue.rule


@dataclass(slots=True)
class _Group:
    """Records that are one document so far. `reasons` are of those that came by a doubtful one: rule and confidence."""

    members: list[Traits]
    identities: dict[str, set[str]] = field(default_factory=dict)
    reasons: dict[str, tuple[str, float]] = field(default_factory=dict)

    def note_identities(self) -> None:
        for one in self.members:
            sort, identity = _identity(one)
            if sort:
                self.identities.setdefault(sort, set()).add(identity)

    def contradicts(self, other: _Group) -> bool:
        """Whether a register keeps the two apart: both have a number of its own, and not the same."""
        shared = self.identities.keys() & other.identities.keys()
        return any(self.identities[sort] != other.identities[sort] for sort in shared)

    def memberships(self) -> list[Membership]:
        return [Membership(one.name, *self.reasons.get(one.name, (REGISTER, 1.0))) for one in self.members]


def _merge(groups: dict[str, _Group], one: Traits, other: Traits, rule: str) -> None:
    first, second = sorted((groups[one.name], groups[other.name]), key=lambda group: _rank(group.members[0]))
    if first is second:
        return
    confidence = _SURE[rule]
    if rule != REGISTER:
        # Who follows is as far from the leader as the weakest step on the way.
        for member in second.members:
            known = second.reasons.get(member.name)
            second.reasons[member.name] = known if known is not None and known[1] <= confidence else (rule, confidence)
    first.members = sorted([*first.members, *second.members], key=_rank)
    first.reasons |= second.reasons
    for sort, known_by in second.identities.items():
        first.identities.setdefault(sort, set()).update(known_by)
    for member in second.members:
        groups[member.name] = first


def _distinct(groups: Mapping[str, _Group]) -> list[_Group]:
    return list({id(group): group for group in groups.values()}.values())


def _rank(one: Traits) -> tuple[int, str]:
    return (_ORDER.get(one.kind, len(_ORDER)), one.name)


def _identity(one: Traits) -> tuple[str, str]:
    """The register that gave a record its number, and that number; empty for what has none."""
    match one.kind:
        case Kind.DOCUMENT | Kind.OPENBAARMAKING:
            return one.kind, one.key
        case Kind.PUBLICATIE | Kind.BEKENDMAKING:
            return Kind.PUBLICATIE, one.key
        case Kind.BERICHT:
            return f"{one.kind} {one.source}", one.key
    return "", ""


# Clues


def _of_document(traits: Traits, fields: Mapping[str, object]) -> Iterator[Clue]:
    number = fields.get("DocumentNummer")
    if isinstance(number, str) and number:
        yield Clue(f"nummer:{number.lower()}", "genoemd nummer")
    reference = fields.get("KenmerkAfzender")
    if isinstance(reference, str) and len(reference.strip()) >= _SHORTEST_REFERENCE:
        yield Clue(f"kenmerk:{reference.strip().lower()}", "zelfde kenmerk")
    serial = fields.get("Volgnummer")
    if traits.dossier and isinstance(serial, int) and serial > 0 and sort_of(traits) != "bijlage":
        yield Clue(f"{Kind.PUBLICATIE}:kst-{traits.dossier}-{serial}", "dossier en volgnummer")


def _of_file(traits: Traits, fields: Mapping[str, object]) -> Iterator[Clue]:
    """A file is what it was fetched for, except where a message has it beside its own words."""
    for role, kind, key in traits.links:
        if role != "bij":
            continue
        if kind != Kind.BERICHT or key == traits.key:
            yield Clue(f"{kind}:{key}", REGISTER)
        else:
            yield Clue(f"{kind}:{key}", "enige bijlage", own=False)
    yield from _attached(fields)
    yield from _named(fields.get("nummers"))


def _attached(fields: Mapping[str, object]) -> Iterator[Clue]:
    """The one file of a message or page, when that stands on open.overheid.nl."""
    files = fields.get("bijlagen")
    found = _DISCLOSED.match(str(files[0])) if isinstance(files, list) and len(files) == 1 else None
    if found is not None:
        yield Clue(f"{Kind.OPENBAARMAKING}:{found[1]}", "enige bijlage", own=False)


def _named(numbers: object, *, own: bool = False) -> Iterator[Clue]:
    for number in numbers if isinstance(numbers, list) else ():
        word = str(number).strip()
        if _PUBLISHED.match(word):
            yield Clue(f"{Kind.PUBLICATIE}:{word}", "genoemd nummer", own)
        elif _CHAMBER.fullmatch(word):
            yield Clue(f"nummer:{word.lower()}", "genoemd nummer", own)
        elif len(word) >= _SHORTEST_REFERENCE:
            yield Clue(f"kenmerk:{word.lower()}", "zelfde kenmerk", own)


def _place(address: object) -> str | None:
    """An address as a clue; None for one that is too general to be of one document."""
    if not isinstance(address, str) or not address.startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if path.count("/") < _PAGE_DEPTH:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"adres:{(parts.hostname or '').removeprefix('www.')}{path}{query}"


def _title_clue(traits: Traits) -> str | None:
    if traits.date is None or sort_of(traits) in _BY_IDENTIFIER:
        return None
    words = title_words(traits.title or "")
    if len(words) < _FEWEST_WORDS or sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    mark = hashlib.blake2b(" ".join(words).encode(), digest_size=12).hexdigest()
    return f"{_TITLE_WORD}{mark}:{traits.date.isoformat()}"


def title_words(title: str) -> tuple[str, ...]:
    """What a title says, in order: without the sort of paper before it, "Kamerbrief over", and words that say nothing."""
    bare = _OPENING.sub("", _SORT_BEFORE.sub("", " ".join(title.split())))
    return tuple(word for word in _WORD.findall(bare.casefold()) if word not in _EMPTY)


def sort_of(traits: Traits) -> str | None:
    """What sort of paper it is, as far as that can be told apart."""
    fields = traits.fields or {}
    said = [value for name in _SORT_FIELDS if (value := fields.get(name))]
    words = [str(one).lower() for value in said for one in (value if isinstance(value, list) else [value])]
    title = (traits.title or "").lower()
    if traits.kind == Kind.BERICHT or (traits.kind in _FILES and ("bij", Kind.BERICHT, traits.key) in traits.links):
        words = [] if "/documenten/" in traits.key or _OPENING.match(title) else ["nieuws"]
    opening = title.partition(";")[0] if ";" in title else title[:_TITLE_OPENING]
    for word in (*words, opening):
        for part, sort in _SORTS:
            if part in word and (word is not opening or word.startswith((part, f"kamer{part}", f"gewijzigde {part}"))):
                return sort
    return None


# Whether two records that share a doubtful clue may be one


def _agree(one: Traits, other: Traits, rule: str) -> bool:
    first, second = sort_of(one), sort_of(other)
    if first != second and (None not in (first, second) or "nieuws" in (first, second)):
        return False
    apart = abs((one.date - other.date).days) if one.date and other.date else None
    if rule == TITLE:
        return apart is not None and apart <= NEAR_DAYS
    if rule in {"zelfde adres", "dossier en volgnummer"}:
        return True
    if rule == "enige bijlage":
        files = (one.fields or {}).get("bijlagen") or (other.fields or {}).get("bijlagen")
        return not isinstance(files, list) or len(files) <= 1
    if apart is not None and apart > _QUOTED_DAYS:
        return False
    return _alike(one.title, other.title)


def _alike(one: str | None, other: str | None) -> bool:
    first, second = set(title_words(one or "")), set(title_words(other or ""))
    return bool(first and second) and len(first & second) >= _ALIKE * min(len(first), len(second))

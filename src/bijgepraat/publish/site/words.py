# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""How the site says things: dates, amounts and numbers in Dutch, and the names that readers see for our own terms."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from bijgepraat.model.claims import THEMES, Amount, Commitment, Moment, Name, Reference, Span
from bijgepraat.model.promises import PromiseState

_HERE = ZoneInfo("Europe/Amsterdam")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_TAG = re.compile(r"<[^<>]*>")
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()

KINDS: dict[str, tuple[str, str]] = {
    "Zaak": ("Zaak", "Zaken"),
    "Document": ("Document", "Documenten"),
    "DocumentVersie": ("Versie van een document", "Versies van documenten"),
    "DocumentPublicatie": ("Bestand van een document", "Bestanden van documenten"),
    "DocumentPublicatieMetadata": ("Gegevens bij een bestand", "Gegevens bij bestanden"),
    "Activiteit": ("Activiteit", "Activiteiten"),
    "Agendapunt": ("Agendapunt", "Agendapunten"),
    "Besluit": ("Besluit", "Besluiten"),
    "Stemming": ("Stem", "Stemmen"),
    "Vergadering": ("Vergadering", "Vergaderingen"),
    "Verslag": ("Verslag", "Verslagen"),
    "Persoon": ("Persoon", "Personen"),
    "Fractie": ("Fractie", "Fracties"),
    "FractieZetel": ("Zetel", "Zetels"),
    "FractieZetelPersoon": ("Bezetting van een zetel", "Bezettingen van zetels"),
    "Commissie": ("Commissie", "Commissies"),
    "Kamerstukdossier": ("Kamerstukdossier", "Kamerstukdossiers"),
    "Toezegging": ("Toezegging", "Toezeggingen"),
    "ZaakActor": ("Rol bij een zaak", "Rollen bij zaken"),
    "DocumentActor": ("Rol bij een document", "Rollen bij documenten"),
    "ActiviteitActor": ("Rol bij een activiteit", "Rollen bij activiteiten"),
    "Schema": ("Gegevensmodel", "Gegevensmodellen"),
    "Publicatie": ("Kamerstuk", "Kamerstukken"),
    "Debat": ("Debat", "Debatten"),
    "Bestand": ("Bestand", "Bestanden"),
    "Bericht": ("Bericht", "Berichten"),
    "Bekendmaking": ("Bekendmaking", "Bekendmakingen"),
    "Openbaarmaking": ("Openbaarmaking", "Openbaarmakingen"),
    "Circulaire": ("Circulaire", "Circulaires"),
    "Doorrekening": ("Doorrekening", "Doorrekeningen"),
    "Pagina": ("Pagina", "Pagina’s"),
    "Ontwikkeling": ("Weekbericht", "Weekberichten"),
    "Gemeente": ("Gemeente", "Gemeenten"),
}
SOURCES = {
    "tweedekamer": "Tweede Kamer",
    "officielebekendmakingen": "Officiële bekendmakingen",
    "vng": "VNG",
    "bestanden": "Bestanden",
    "tweedekamer-verslagen": "Verslagen van de Tweede Kamer",
    "berichten": "Berichten",
    "tweedekamer-odata": "Tweede Kamer (OData)",
    "openoverheid": "open.overheid.nl",
    "rijksoverheid": "Rijksoverheid",
    "cbs": "CBS",
    "coalitieakkoord": "Coalitieakkoord",
    "cpb": "CPB",
    "divosa": "Divosa",
    "kabinetsformatie": "Kabinetsformatie",
    "raadvanstate": "Raad van State",
    "rekenkamer": "Algemene Rekenkamer",
    "rob": "Raad voor het Openbaar Bestuur",
    "ser": "SER",
    "svb": "SVB",
    "uwv": "UWV",
    "verkiezingsprogrammas": "Verkiezingsprogramma's",
}
LEVELS = ("niet gericht op gemeenten", "goed om te weten", "raakt gemeenten direct")
FINDINGS: dict[str, tuple[str, str]] = {
    "toezegging": ("Toezegging", "Toezeggingen"),
    "bedrag": ("Bedrag", "Bedragen"),
    "datum": ("Datum of termijn", "Data en termijnen"),
    "verwijzing": ("Verwijzing", "Verwijzingen"),
    "naam": ("Naam", "Namen"),
    "relevantie": ("Gemeentelijk woord", "Gemeentelijke woorden"),
}
"""Types of finding with one and many, in the order in which pages list them."""
CHOICES = {"voor": "Voor", "tegen": "Tegen", "afwezig": "Niet deelgenomen"}
FACTS = {
    "Nummer": "Nummer",
    "DocumentNummer": "Documentnummer",
    "Soort": "Soort",
    "soort": "Soort",
    "Titel": "Titel",
    "Onderwerp": "Onderwerp",
    "Organisatie": "Organisatie",
    "Vergaderjaar": "Vergaderjaar",
    "Status": "Status",
    "Kabinetsappreciatie": "Oordeel van het kabinet",
    "HuidigeBehandelstatus": "Behandeling",
    "Termijn": "Termijn",
    "Voortouwnaam": "Commissie",
    "Aanvangstijd": "Begin",
    "Eindtijd": "Einde",
    "Sluiting": "Einde",
    "Locatie": "Plaats",
    "Zaal": "Zaal",
    "zaal": "Zaal",
    "Kamer": "Kamer",
    "Besloten": "Besloten",
    "Noot": "Toelichting",
    "BesluitTekst": "Besluit",
    "StemmingsSoort": "Manier van stemmen",
    "AantalZetels": "Zetels",
    "AantalStemmen": "Stemmen bij de verkiezing",
    "Functie": "Functie",
    "indieners": "Ingediend door",
    "dossier": "Dossier",
    "dossiertitel": "Dossier",
    "provincie": "Provincie",
    "inwoners": "Inwoners",
    "Naam": "Naam",
    "Ministerie": "Ministerie",
}
"""Names that readers see for fields of the wire."""


def kind_name(kind: str, sort: str | None = None, *, many: bool = False) -> str:
    """What a record is called: the source's own word where there is one, else the name of its kind."""
    if sort and not many:
        return sort[0].upper() + sort[1:]
    one, more = KINDS.get(kind, (kind, kind))
    return more if many else one


def source_name(source: str) -> str:
    """The name of a source, or its key when it has none."""
    return SOURCES.get(source, source)


def theme_name(key: str) -> str:
    """The name of a theme."""
    return THEMES.get(key, key)


def level_name(level: int) -> str:
    """What a level of relevance means."""
    return LEVELS[max(0, min(2, level))]


def fact_name(field: str) -> str:
    """What readers see for a field of the wire."""
    return FACTS.get(field, field)


def fact_value(value: Any) -> str:
    """A value of the wire as text: yes and no, lists with commas, moments as people write them, markup taken out."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int):
        return number(value) if abs(value) > 99_999 else str(value)  # numbers of dossiers stay as they are
    if isinstance(value, list):
        return ", ".join(fact_value(item) for item in value if isinstance(item, str | int))
    if not isinstance(value, str):
        return ""
    if _ISO.match(value):
        try:
            there = datetime.fromisoformat(value)
        except ValueError:
            return value
        clock = f", {there:%H.%M} uur" if (there.hour, there.minute) != (0, 0) else ""
        return day(there.date()) + clock
    return " ".join(unescape(_TAG.sub(" ", value)).split())


def day(value: date | None, *, weekday: bool = False) -> str:
    """`2 juli 2025`, with the day of the week where asked."""
    if value is None:
        return "zonder datum"
    opening = f"{_DAYS[value.weekday()]} " if weekday else ""
    return f"{opening}{value.day} {_MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """`2 juli`: for where the year stands above it."""
    return f"{value.day} {_MONTHS[value.month - 1]}"


def weekday(value: date) -> str:
    """`woensdag`."""
    return _DAYS[value.weekday()]


def month(value: date | None) -> str:
    """`juli 2025`."""
    return f"{_MONTHS[value.month - 1]} {value.year}" if value else "zonder datum"


def month_short(value: date) -> str:
    """`jul`."""
    return {3: "mrt"}.get(value.month, _MONTHS[value.month - 1][:3])


def period(first: date, last: date) -> str:
    """`30 juni – 6 juli 2025`: as short as it can be without losing a year."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {day(last)}"
    if first.year == last.year:
        return f"{short_day(first)} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def week_name(week: str) -> str:
    """`2025-W27` → `week 27 van 2025`."""
    year, _, number = week.partition("-W")
    return f"week {int(number)} van {year}" if number.isdigit() else week


def moment(value: datetime | None) -> str:
    """`23 november 2026, 05.22 uur (UTC)`."""
    if value is None:
        return "onbekend"
    there = value.astimezone(UTC) if value.tzinfo else value
    return f"{day(there.date())}, {there:%H.%M} uur (UTC)"


def stamp(value: str) -> str:
    """An ISO moment in UTC as people here write it: `20 maart 2026, 11.00 uur`."""
    there = datetime.fromisoformat(value)
    there = (there if there.tzinfo else there.replace(tzinfo=UTC)).astimezone(_HERE)
    return f"{day(there.date())}, {there:%H.%M} uur"


def paragraphs(value: str) -> list[str]:
    """What somebody wrote, a paragraph each."""
    return [" ".join(part.split()) for part in value.replace("\r", "\n").split("\n") if part.strip()]


def clock(value: datetime | None) -> str:
    """`23 nov 2026, 05.22`: for lists that say above them that times are in UTC."""
    if value is None:
        return "onbekend"
    there = value.astimezone(UTC) if value.tzinfo else value
    return f"{there.day} {month_short(there.date())} {there.year}, {there:%H.%M}"


def number(value: int) -> str:
    """`12345` → `12.345`."""
    return f"{value:,}".replace(",", ".")


def count(value: int, one: str, many: str) -> str:
    """`1 stuk`, `2 stukken`."""
    return f"{number(value)} {one if value == 1 else many}"


def size(value: int) -> str:
    """Bytes in the unit that people would use."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if value >= scale:
            return f"{_decimal(round(value * 10 / scale), 10)} {unit}"
    return count(value, "byte", "bytes")


def euros(low: float, high: float) -> str:
    """`€ 728 miljoen`, `€ 1,2 – 1,5 miljard`, `€ 2.500`, `€ 0,19`; a larger unit only where that loses nothing."""
    if low != high:
        if _scale(low) == _scale(high) and _scale(low)[1]:
            scale, unit = _scale(high)
            return f"€ {_decimal(int(low), scale)} – {_decimal(int(high), scale)} {unit}"
        return f"{euros(low, low)} – {euros(high, high).removeprefix('€ ')}"
    sign, low = ("−" if low < 0 else ""), abs(low)
    scale, unit = _scale(low)
    if unit:
        return f"€ {sign}{_decimal(int(low), scale)} {unit}"
    whole, cents = divmod(round(low * 100), 100)
    return f"€ {sign}{number(whole)}" + (f",{cents:02}" if cents else "")


def _scale(value: float) -> tuple[int, str]:
    for scale, unit in ((10**9, "miljard"), (10**6, "miljoen")):
        if abs(value) >= scale and value == int(value) and (int(value) * 1000) % scale == 0:
            return scale, unit
    return 1, ""


def _decimal(value: int, scale: int) -> str:
    whole, rest = divmod(value * 1000 // scale, 1000)
    shown = f"{rest:03}".rstrip("0") if scale > 1 else ""
    return f"{number(whole)},{shown[:3]}" if shown else number(whole)


def meaning(span: Span) -> str:
    """What a finding was read as, in a few words; empty where its own words say it all."""
    match span:
        case Amount():
            years = _years(span.from_year, span.to_year)
            kind = span.kind if span.kind != "onbekend" else ""
            direction = {"meer": "meer geld", "minder": "minder geld"}.get(span.direction, "")
            about = "ongeveer" if span.approx else ""
            return ", ".join(part for part in (euros(span.low_eur, span.high_eur), about, kind, years, direction) if part)
        case Moment():
            return between(span.first, span.last)
        case Name():
            full = span.name if span.name and span.name != span.quote else ""
            full = f"{full or span.quote} ({span.party})" if span.party else full
            return ", ".join(part for part in (full, span.role or _NAMES.get(span.type, "")) if part)
        case Reference():
            return span.id
        case Commitment():
            who = " ".join(
                part for part in (span.by_name, f"({span.by_role})" if span.by_role and span.by_name else span.by_role) if part
            )
            term = f"termijn: {span.deadline.quote}" if span.deadline else ""
            return ", ".join(part for part in (who, term) if part)
    return ""


_NAMES = {
    "person": "persoon",
    "party": "partij",
    "organisation": "organisatie",
    "ministry": "ministerie",
    "municipality": "gemeente",
    "province": "provincie",
    "water_authority": "waterschap",
    "council": "bestuur van een gemeente of provincie",
}


def between(first: date | None, last: date | None) -> str:
    """A closed or half open interval of days in words; empty when both sides are open."""
    if first and last:
        return period(first, last)
    if last:
        return f"uiterlijk {day(last)}"
    return f"vanaf {day(first)}" if first else ""


def years(span: tuple[int | None, int | None]) -> str:
    """Years that something is for: `2026`, `2026–2028`, `vanaf 2026`; empty when neither is known."""
    return _years(*span)


def _years(first: int | None, last: int | None) -> str:
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if last:
        return f"tot en met {last}"
    return f"vanaf {first}" if first else ""


PROMISE_STATES = {
    PromiseState.OPEN: "Open",
    PromiseState.OVERDUE: "Te laat",
    PromiseState.FULFILLED: "Nagekomen",
    PromiseState.WITHDRAWN: "Ingetrokken",
    PromiseState.BROKEN: "Gebroken",
}
PROMISE_ORIGINS = {
    "debat": "in een debat",
    "lijst": "in de lijst van de voorzitter",
    "brief": "in een brief of ander stuk",
    "register": "in het register van de Kamer",
}

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What sources hand over: records, their passages and links, and notices about what was wrong.

A record is anything that a source sends under its own key: an OData entity, an official publication, a transcript, a file, a
section of a web page. Field names inside `fields` are the wire's own and end in `sources/` and the pages that show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kinds of record. Those of the Tweede Kamer keep the wire's own entity names."""

    ZAAK = "Zaak"
    DOCUMENT = "Document"
    DOCUMENT_VERSIE = "DocumentVersie"
    DOCUMENT_PUBLICATIE = "DocumentPublicatie"
    DOCUMENT_PUBLICATIE_METADATA = "DocumentPublicatieMetadata"
    ACTIVITEIT = "Activiteit"
    AGENDAPUNT = "Agendapunt"
    BESLUIT = "Besluit"
    STEMMING = "Stemming"
    VERGADERING = "Vergadering"
    VERSLAG_ENTITEIT = "Verslag"
    PERSOON = "Persoon"
    FRACTIE = "Fractie"
    FRACTIE_ZETEL = "FractieZetel"
    FRACTIE_ZETEL_PERSOON = "FractieZetelPersoon"
    COMMISSIE = "Commissie"
    KAMERSTUKDOSSIER = "Kamerstukdossier"
    TOEZEGGING = "Toezegging"
    ZAAK_ACTOR = "ZaakActor"
    DOCUMENT_ACTOR = "DocumentActor"
    ACTIVITEIT_ACTOR = "ActiviteitActor"
    SCHEMA = "Schema"
    PUBLICATIE = "Publicatie"
    """An official publication with its text (kamerstuk XML); key as in `kst-36800-B-12`."""
    DEBAT = "Debat"
    """A VLOS transcript; key is the objectid of the vergadering; its passages are speeches."""
    BESTAND = "Bestand"
    """A PDF, DOCX, HTML, CSV or text file; key is the source's address or the file's name."""
    BERICHT = "Bericht"
    """A line of the JSON-lines contract (id, title, text, date, source)."""
    PAGINA = "Pagina"
    """A page of dated sections, such as a weekly update."""
    ONTWIKKELING = "Ontwikkeling"
    """One section of such a page: one development."""
    GEMEENTE = "Gemeente"
    BEKENDMAKING = "Bekendmaking"
    """The register's entry of an official publication (SRU); its text is the Publicatie of the same key."""
    OPENBAARMAKING = "Openbaarmaking"
    """The entry of a document in the index of open.overheid.nl; its text is a Bestand that links to it."""
    CIRCULAIRE = "Circulaire"
    """How a circular spreads the gemeentefonds over municipalities; the table is in its fields."""
    DOORREKENING = "Doorrekening"
    """What measures of parties cost or bring in, by year; the table is in its fields."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of a record to another one, which may not have arrived yet.

    `role` is the wire's name of the relation in lower case (`besluit`, `agendapunt`, `zaak`, `document`, `dossier` …).
    """

    role: str
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a record's text: a paragraph, a heading, a speech, a table row.

    `start` and `end` count Unicode code points in the record's text; `page` counts from 1 and is None where a text has no
    pages. `anchor` is the source's own identifier for the passage (a VLOS objectid, a paragraph number), if any.
    For a speech, `speaker`, `role` and `party` are as the transcript has them.
    """

    start: int
    end: int
    kind: str = "alinea"
    page: int | None = None
    anchor: str | None = None
    speaker: str | None = None
    role: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a source sent it.

    `modified` is the source's own moment of last change (ISO 8601, UTC) and orders versions; None when the source has none.
    `fields` holds the wire's values without its nulls. `text` is None for records that are only fields.
    `locator` says where in the original it stands (`regel 12`, a member's name). `complete` are roles of which `links` names all
    there are, so that one that was there and is not named is gone; of other roles a source may leave links out.
    """

    kind: str
    key: str
    source: str
    title: str | None = None
    date: date | None = None
    modified: str | None = None
    deleted: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    text: str | None = None
    passages: tuple[Passage, ...] = ()
    address: str | None = None
    locator: str | None = None
    complete: tuple[str, ...] = ()


class Severity(StrEnum):
    REFUSED = "geweigerd"
    """The record or file was not taken; counts as read and refused."""
    WARNED = "gewaarschuwd"
    """The record was taken, but something in it is not what its source promises."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something wrong with an input, in words that say how to mend it (Dutch, for people).

    `code` groups like with like (`schijndatum`, `onbekend-veld`, `afgekapt`); `file` and `record` name the place.
    """

    severity: Severity
    code: str
    file: str
    record: str | None
    message: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was fetched, before anything was read from it. `fetched` is in UTC; `size` in bytes."""

    sha256: str
    source: str
    address: str
    fetched: datetime
    media_type: str
    size: int

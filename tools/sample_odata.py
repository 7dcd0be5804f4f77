# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Writes the invented House as OData v4 response pages: entities, references and expansions as the service sends them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from sample_content import Content, DebateText, Paper, Person, guid, numbered, session_year

SERVICE = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/$metadata#"
SUMMER_ENDS = date(2025, 10, 26)
"""From this day on the sample's dates are in winter time; the sample ends before the next summer time."""

Row = dict[str, Any]


def _zone(day: date) -> timezone:
    return timezone(timedelta(hours=2 if day < SUMMER_ENDS else 1))


def midnight(day: date) -> str:
    """A date as the service writes it: local midnight with its offset."""
    return datetime.combine(day, time(), _zone(day)).isoformat()


def moment(day: date, clock: time) -> str:
    return datetime.combine(day, clock, _zone(day)).isoformat()


def _digits(key: str, size: int) -> int:
    limit: int = 10**size
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big") % limit


def _stamps(key: str, day: date) -> Row:
    """The three fields that close every entity: changed the morning after, known to the interface a minute later."""
    after = datetime.combine(day + timedelta(days=1), time(9, _digits(key, 4) % 60, _digits(key, 5) % 60), _zone(day))
    known = (after + timedelta(seconds=47)).astimezone(UTC)
    return {
        "GewijzigdOp": after.replace(microsecond=_digits(key, 3) * 1000).isoformat(timespec="milliseconds"),
        "ApiGewijzigdOp": f"{known:%Y-%m-%dT%H:%M:%S}.{_digits(key, 7):07d}Z",
        "Verwijderd": False,
    }


def _sid(key: str) -> str:
    return "S-1-365867521-2120874753-" + "-".join(str(_digits(f"{key}{n}", 9) + 10**9) for n in range(4))


class House:
    """All entities of the sample. Each is made in one place, so that it is the same wherever a page repeats it."""

    def __init__(self, content: Content, sizes: dict[str, int]) -> None:
        """`sizes` gives the bytes of each publication's XML, by its key."""
        self._content = content
        self._sizes = sizes
        self._cases = numbered([(paper.key, paper.day) for paper in content.papers], "Z")
        self._papers = numbered(self._documents_in_order(), "D")
        self._parties = {party.short: party for party in content.parties}
        self._activities = self._list_activities()
        self._agenda = self._list_agenda()

    # What happens when

    def _documents_in_order(self) -> list[tuple[str, date]]:
        found = [(paper.key, paper.day) for paper in self._content.papers]
        for paper in self._content.papers:
            found += [(f"{paper.key}/{n}", paper.day) for n, _ in enumerate(paper.enclosures, 1)]
        found += [(f"convocatie/{debate.id}", debate.day - timedelta(days=7)) for debate in self._content.debates]
        found += [(f"stenogram/{debate.id}", debate.day) for debate in self._content.debates]
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def _list_activities(self) -> dict[str, Row]:
        """Every activity by its key, in order of date: debates with and without a transcript, and days of voting."""
        votes = sorted({p.voted or p.day + timedelta(days=5) for p in self._content.papers if p.is_motion})
        raw: list[Row] = [
            {
                "sleutel": debate.head["datum"],
                "soort": "Commissiedebat",
                "onderwerp": debate.title,
                "datum": debate.day,
                "van": debate.head["aanvang"],
                "tot": (datetime.combine(debate.day, debate.start) + timedelta(hours=2, minutes=30)).strftime("%H:%M"),
                "commissie": debate.head["commissie"],
                "stukken": debate.names("stukken"),
            }
            for debate in self._content.debates
        ]
        raw += [dict(entry) for entry in self._content.activities]
        raw += [
            {
                "sleutel": f"stemmingen/{day.isoformat()}",
                "soort": "Stemmingen",
                "onderwerp": "Stemmingen",
                "datum": day,
                "van": "15:00",
                "tot": "15:45",
                "stukken": [],
            }
            for day in votes
        ]
        raw.sort(key=lambda entry: (entry["datum"], entry["van"], entry["sleutel"]))
        numbers = numbered([(entry["sleutel"], entry["datum"]) for entry in raw], "A")
        return {entry["sleutel"]: {**entry, "nummer": numbers[entry["sleutel"]]} for entry in raw}

    def activity_number(self, debate: DebateText) -> str:
        return str(self._activities[debate.head["datum"]]["nummer"])

    def _list_agenda(self) -> list[tuple[str, str, Paper]]:
        """(key, activity, paper): each motion at its vote, each letter at the debates that dealt with it."""
        found = []
        for key, entry in self._activities.items():
            found += [(f"{key}/{stuk}", key, self._content.paper(stuk)) for stuk in entry["stukken"]]
            found += [
                (f"{key}/{paper.key}", key, paper)
                for paper in self._content.papers
                if paper.is_motion and key == f"stemmingen/{(paper.voted or paper.day + timedelta(days=5)).isoformat()}"
            ]
        return found

    # Entities

    def party(self, short: str) -> Row:
        party = self._parties[short]
        return {
            "Id": party.id,
            "Nummer": 90000 + [*self._parties].index(short) + 1,
            "Afkorting": party.short,
            "NaamNL": party.name,
            "NaamEN": party.english,
            "AantalZetels": party.seats,
            "AantalStemmen": party.seats * 69_000 + _digits(party.short, 4),
            "DatumActief": midnight(date(2023, 12, 6)),
            "DatumInactief": None,
            "ContentType": None,
            "ContentLength": None,
            **_stamps(party.id, date(2025, 9, 1)),
        }

    def person(self, person: Person) -> Row:
        return {
            "Id": person.id,
            "Nummer": 90000 + _digits(person.id, 4),
            "Titels": None,
            "Initialen": person.initials,
            "Tussenvoegsel": person.particle or None,
            "Achternaam": person.last,
            "Voornamen": person.names,
            "Roepnaam": person.first,
            "Geslacht": person.sex,
            "Functie": "Bewindspersoon" if person.office else "Tweede Kamerlid",
            "Geboortedatum": None,
            "Geboorteplaats": None,
            "Geboorteland": None,
            "Overlijdensdatum": None,
            "Overlijdensplaats": None,
            "Woonplaats": None,
            "Land": "NL",
            "ContentType": None,
            "ContentLength": None,
            **_stamps(person.id, date(2025, 9, 1)),
            "Fractielabel": None,
        }

    def seat(self, person: Person) -> Row:
        seat = guid("zetel", person.id)
        key = guid("zetelpersoon", person.id)
        return {
            "Id": key,
            "FractieZetel_Id": seat,
            "Persoon_Id": person.id,
            "Functie": person.function,
            "Van": midnight(date(2023, 12, 6)),
            "TotEnMet": None,
            **_stamps(key, date(2025, 9, 1)),
            "FractieZetel": {
                "Id": seat,
                "Gewicht": 1 if person.function != "Lid" else 2,
                "Fractie_Id": self._parties[person.party].id,
                **_stamps(seat, date(2025, 9, 1)),
            },
        }

    def committee(self, short: str) -> Row:
        key = guid("commissie", short)
        return {
            "Id": key,
            "Nummer": 90000 + [*self._content.committees].index(short) + 1,
            "Soort": "Vaste commissies",
            "Afkorting": short,
            "NaamNL": self._content.committees[short],
            "NaamEN": None,
            "NaamWebNL": self._content.committees[short].removeprefix("vaste commissie voor "),
            "NaamWebEN": None,
            "Inhoudsopgave": None,
            "DatumActief": midnight(date(2023, 12, 6)),
            "DatumInactief": None,
            **_stamps(key, date(2025, 9, 1)),
        }

    def dossier(self, code: str) -> Row:
        dossier = self._content.dossiers[code]
        papers = [paper for paper in self._content.papers if paper.dossier is dossier]
        return {
            "Id": dossier.id,
            "Titel": dossier.title,
            "Citeertitel": None,
            "Alias": None,
            "Nummer": int(dossier.number),
            "Toevoeging": dossier.addition or None,
            "HoogsteVolgnummer": max(paper.number for paper in papers),
            "Afgesloten": False,
            "Kamer": "Tweede Kamer",
            **_stamps(dossier.id, max(paper.day for paper in papers)),
        }

    def case(self, paper: Paper) -> Row:
        """A Zaak without what may be expanded."""
        key = guid("zaak", paper.key)
        return {
            "Id": key,
            "Nummer": self._cases[paper.key],
            "Soort": "Motie" if paper.is_motion else "Brief regering",
            "Titel": paper.dossier.title,
            "Citeertitel": None,
            "Alias": None,
            "Status": "Vrijgegeven",
            "Onderwerp": paper.subject + (" " if paper.is_motion else ""),
            "GestartOp": midnight(paper.day),
            "Organisatie": "Tweede Kamer",
            "Grondslagvoorhang": None,
            "Termijn": None,
            "Vergaderjaar": session_year(paper.day),
            "Volgnummer": paper.number,
            "HuidigeBehandelstatus": None,
            "Afgedaan": paper.is_motion,
            "GrootProject": False,
            **_stamps(key, paper.voted or paper.day),
            "Kabinetsappreciatie": paper.appraisal,
        }

    def _case_actors(self, paper: Paper) -> list[Row]:
        rows = []
        for n, person in enumerate(paper.authors):
            key = guid("zaakactor", paper.key, person.id)
            party = self._parties.get(person.party)
            rows.append(
                {
                    "Id": key,
                    "Zaak_Id": guid("zaak", paper.key),
                    "ActorNaam": person.signature,
                    "ActorFractie": person.party or None,
                    "ActorAfkorting": None,
                    "Functie": person.office or "Tweede Kamerlid",
                    "Relatie": "Indiener" if n == 0 else "Medeindiener",
                    "SidActor": _sid(person.id),
                    "Persoon_Id": person.id,
                    "Fractie_Id": party.id if party else None,
                    "Commissie_Id": None,
                    **_stamps(key, paper.day),
                }
            )
        return rows

    def _version(self, key: str, day: date, extern: str | None) -> Row:
        """The current version of a document; `extern` is the publisher's key, where it was published."""
        version = guid("versie", key)
        published: list[Row] = []
        record: list[Row] = []
        if extern and extern in self._sizes:
            at = f"{moment(day + timedelta(days=1), time(8, 31))[:19]}.{_digits(key, 7):07d}"
            offset = moment(day, time())[-6:]

            def row(kind: str, name: str, size: int, media: str) -> Row:
                own = guid("publicatie", key, kind)
                return {
                    "Id": own,
                    "Identifier": extern,
                    "DocumentType": kind,
                    "FileName": name,
                    "Source": "Koop",
                    "ContentLength": size,
                    "ContentType": media,
                    "Url": None,
                    "PublicatieDatum": at + offset,
                    **_stamps(own, day),
                    "DocumentVersie_Id": version,
                }

            published = [
                row("Xml", f"{extern}.xml", self._sizes[extern], "application/xml"),
                row("Pdf", f"{extern}.pdf", 37_000 + _digits(extern, 3), "application/pdf"),
            ]
            record = [row("Metadata", "metadata.xml", 3_000 + _digits(extern, 2), "application/xml")]
        return {
            "Id": version,
            "Status": "Vrijgegeven",
            "Versienummer": 2,
            "Bestandsgrootte": 37,
            "Extensie": ".pdf",
            "Datum": moment(day + timedelta(days=1), time(8, 32)),
            **_stamps(version, day),
            "Document_Id": guid("document", key),
            "ExterneIdentifier": extern,
            "DocumentPublicatie": published,
            "DocumentPublicatieMetadata": record,
        }

    def _document(self, key: str, kind: str, subject: str, day: date, title: str | None, number: int) -> Row:
        document = guid("document", key)
        extern = key if key.startswith("kst-") and "/" not in key else None
        return {
            "Id": document,
            "Soort": kind,
            "DocumentNummer": self._papers[key],
            "Titel": title,
            "Onderwerp": subject,
            "Datum": midnight(day),
            "Vergaderjaar": session_year(day),
            "Kamer": 2,
            "Volgnummer": number,
            "Citeertitel": None,
            "Alias": None,
            "DatumRegistratie": midnight(day),
            "DatumOntvangst": None,
            "Aanhangselnummer": None,
            "KenmerkAfzender": None,
            "Organisatie": "Tweede Kamer",
            "ContentType": "application/pdf",
            "ContentLength": 20_000 + _digits(key, 4),
            **_stamps(document, day),
            "HuidigeDocumentVersie_Id": guid("versie", key),
            "HuidigeDocumentVersie": self._version(key, day, extern),
        }

    def documents(self, paper: Paper) -> list[Row]:
        """The paper itself and its enclosures."""
        kind = "Motie" if paper.is_motion else "Brief regering"
        subject = self.case(paper)["Onderwerp"]
        own = self._document(paper.key, kind, subject, paper.day, paper.dossier.title, paper.number)
        enclosed = [
            self._document(f"{paper.key}/{n}", "Bijlage", name, paper.day, None, -1) for n, name in enumerate(paper.enclosures, 1)
        ]
        return [own, *enclosed]

    def loose_documents(self) -> list[Row]:
        """Documents of a debate: the call to it and what was said in it."""
        rows = []
        for debate in self._content.debates:
            call = f"Convocatie commissiedebat {debate.title} d.d. {debate.day.day}/{debate.day.month}"
            before = debate.day - timedelta(days=7)
            convocation = self._document(f"convocatie/{debate.id}", "Convocatie commissieactiviteit", call, before, None, -1)
            report = self._document(f"stenogram/{debate.id}", "Stenogram", debate.title, debate.day, None, -1)
            activity = self.activity(debate.head["datum"])
            rows += [{**convocation, "Activiteit": [activity]}, {**report, "Activiteit": [activity]}]
        return rows

    def activity(self, key: str) -> Row:
        entry = self._activities[key]
        short = entry.get("commissie")
        name = self._content.committees[short] if short else "TK"
        own = guid("activiteit", key)
        start, end = (moment(entry["datum"], time.fromisoformat(entry[side])) for side in ("van", "tot"))
        return {
            "Id": own,
            "Soort": entry["soort"],
            "Nummer": entry["nummer"],
            "Onderwerp": entry["onderwerp"],
            "DatumSoort": "Dag",
            "Datum": start,
            "Aanvangstijd": start,
            "Eindtijd": end,
            "Locatie": None,
            "Besloten": False,
            "Status": entry.get("status", "Uitgevoerd"),
            "Vergaderjaar": session_year(entry["datum"]),
            "Kamer": "Tweede Kamer",
            "Noot": "<ul><li>Spreektijd per fractie: 4 minuten</li></ul>" if short else None,
            "VRSNummer": None,
            "SidVoortouw": _sid(name),
            "Voortouwnaam": name,
            "Voortouwafkorting": short or "TK",
            "Voortouwkortenaam": short or "TK",
            "Voortouwcommissie_Id": guid("commissie", short) if short else None,
            "Aanvraagdatum": None,
            "DatumVerzoekEersteVerlenging": None,
            "DatumMededelingEersteVerlenging": None,
            "DatumVerzoekTweedeVerlenging": None,
            "DatumMededelingTweedeVerlenging": None,
            "Vervaldatum": None,
            **_stamps(own, min(entry["datum"], date(2026, 2, 12))),
        }

    def agenda(self) -> list[Row]:
        numbers = numbered([(key, self._activities[activity]["datum"]) for key, activity, _ in self._agenda], "P")
        rows = []
        order: dict[str, int] = {}
        for key, activity, paper in self._agenda:
            order[activity] = order.get(activity, 0) + 1
            own = guid("agendapunt", key)
            day = self._activities[activity]["datum"]
            rows.append(
                {
                    "Id": own,
                    "Nummer": numbers[key],
                    "Onderwerp": paper.subject,
                    "Aanvangstijd": None,
                    "Eindtijd": None,
                    "Volgorde": order[activity],
                    "Rubriek": None,
                    "Noot": None,
                    "Status": "Vrijgegeven",
                    **_stamps(own, min(day, date(2026, 2, 24))),
                    "Activiteit_Id": guid("activiteit", activity),
                    "Zaak": [self.case(paper)],
                }
            )
        return rows

    def _carried(self, paper: Paper) -> bool:
        """Whether the seats in favour outnumber those against."""
        against = sum(self._parties[short].seats for short in paper.against or ())
        return sum(party.seats for party in self._content.parties) - against > against

    def _verdict(self, activity: str, paper: Paper) -> tuple[str | None, str, str]:
        """Stemmingssoort, besluitsoort and besluittekst of an agenda item."""
        if not paper.is_motion:
            entry = self._activities[activity]
            return None, entry.get("besluit", "Behandelen [en afdoen]"), entry.get("besluittekst", "Behandeld.")
        if paper.against is None:
            known = {"Aangehouden.": "Stemmen - aangehouden", "Overgenomen.": "Overgenomen"}
            return None, known[paper.outcome or ""], paper.outcome or ""
        if self._carried(paper):
            return "Met handopsteken", "Stemmen - aangenomen", "Aangenomen."
        return "Met handopsteken", "Stemmen - verworpen", "Verworpen."

    def decisions(self) -> list[Row]:
        rows = []
        for (key, activity, paper), item in zip(self._agenda, self.agenda(), strict=True):
            if self._activities[activity].get("status") == "Gepland":
                continue
            own = guid("besluit", key)
            sort, kind, words = self._verdict(activity, paper)
            rows.append(
                {
                    "Id": own,
                    "Agendapunt_Id": item["Id"],
                    "StemmingsSoort": sort,
                    "BesluitSoort": kind,
                    "BesluitTekst": words,
                    "Opmerking": None,
                    "Status": "Besluit",
                    "AgendapuntZaakBesluitVolgorde": 1,
                    **_stamps(own, self._activities[activity]["datum"]),
                    "Agendapunt": item,
                }
            )
        return rows

    def votes(self) -> list[Row]:
        """A row per party and vote, with its decision, party and (empty) person, as the service expands them."""
        rows = []
        motions = {guid("zaak", paper.key): paper for paper in self._content.papers if paper.is_motion}
        for decision in self.decisions():
            paper = motions.get(decision["Agendapunt"]["Zaak"][0]["Id"])
            if paper is None or paper.against is None or paper.voted is None:
                continue
            for party in self._content.parties:
                own = guid("stemming", decision["Id"], party.short)
                rows.append(
                    {
                        "Id": own,
                        "Besluit_Id": decision["Id"],
                        "Soort": "Tegen" if party.short in paper.against else "Voor",
                        "FractieGrootte": party.seats,
                        "ActorNaam": party.short,
                        "ActorFractie": party.short,
                        "Vergissing": False,
                        "SidActorLid": None,
                        "SidActorFractie": _sid(party.id),
                        "Persoon_Id": None,
                        "Fractie_Id": party.id,
                        **_stamps(own, paper.voted),
                        "Besluit": decision,
                        "Fractie": self.party(party.short),
                        "Persoon": None,
                    }
                )
        return rows

    def meeting(self, debate: DebateText, closed: datetime, size: int) -> Row:
        """A vergadering with the transcript that was made of it; `size` is the transcript's in bytes."""
        report = guid("verslag", debate.id)
        return {
            "Id": debate.id,
            "Soort": "Commissie",
            "Titel": debate.title,
            "Zaal": debate.head["zaal"],
            "Vergaderjaar": session_year(debate.day),
            "VergaderingNummer": 0,
            "Datum": midnight(debate.day),
            "Aanvangstijd": moment(debate.day, debate.start),
            "Sluiting": moment(debate.day, closed.time()),
            "Kamer": "Tweede Kamer",
            **_stamps(debate.id, debate.day),
            "Verslag": [
                {
                    "Id": report,
                    "Soort": "Tussenpublicatie",
                    "Status": "Ongecorrigeerd",
                    "ContentType": "text/xml",
                    "ContentLength": size,
                    **_stamps(report, debate.day),
                    "Vergadering_Id": debate.id,
                }
            ],
        }

    def commitments(self) -> list[Row]:
        rows = []
        month: dict[str, int] = {}
        for n, entry in enumerate(self._content.commitments):
            activity = self._activities[entry["activiteit"]]
            day: date = activity["datum"]
            minister = self._content.people[entry["door"]]
            member = self._content.people[entry["aan"]]
            month[f"{day:%Y%m}"] = month.get(f"{day:%Y%m}", 900) + 1
            own = guid("toezegging", entry["activiteit"], n)
            rows.append(
                {
                    "Id": own,
                    "Aanmaakdatum": midnight(day),
                    "Nummer": f"TZ{day:%Y%m}-{month[f'{day:%Y%m}']}",
                    "ActiviteitNummer": activity["nummer"],
                    "Naam": minister.full_last,
                    "Achternaam": minister.last,
                    "Initialen": minister.initials,
                    "Voornaam": minister.first,
                    "Achtervoegsel": None,
                    "Titulatuur": None,
                    "Functie": minister.office,
                    "Status": entry["status"],
                    "DatumNakoming": midnight(entry["nakoming"]) if "nakoming" in entry else None,
                    "KamerbriefNakoming": self._cases[entry["brief"]] if "brief" in entry else None,
                    "Ministerie": minister.ministry,
                    "Tekst": entry["tekst"],
                    **_stamps(own, day),
                    "Tussenvoegsel": minister.particle or None,
                    "Activiteit": [self.activity(entry["activiteit"])],
                    "ToegezegdAanPersoon": [self.person(member)],
                    "ToegezegdAanFractie": [self.party(member.party)],
                }
            )
        return rows

    # Pages

    def pages(self, meetings: Iterable[Row]) -> dict[str, bytes]:
        """Every response page by file name."""
        content = self._content
        members = [person for person in content.people.values() if person.party]
        version = "HuidigeDocumentVersie(DocumentPublicatie(),DocumentPublicatieMetadata())"
        cases = [
            {
                **self.case(paper),
                "Document": self.documents(paper),
                "ZaakActor": self._case_actors(paper),
                "Kamerstukdossier": [self.dossier(paper.dossier.code)],
            }
            for paper in content.papers
        ]
        papers = [{**row, "Activiteit": []} for paper in content.papers for row in self.documents(paper)]
        made: dict[str, tuple[str, list[Row]]] = {
            "zaak": (f"Zaak(Document({version}),ZaakActor(),Kamerstukdossier())", cases),
            "document": (f"Document({version},Activiteit())", [*papers, *self.loose_documents()]),
            "activiteit": ("Activiteit", [self.activity(key) for key in self._activities]),
            "agendapunt": ("Agendapunt(Zaak())", self.agenda()),
            "besluit": ("Besluit(Agendapunt(Zaak()))", self.decisions()),
            "stemming": ("Stemming(Besluit(Agendapunt(Zaak())),Fractie(),Persoon())", self.votes()),
            "persoon": ("Persoon", [self.person(person) for person in content.people.values()]),
            "fractie": ("Fractie", [self.party(short) for short in self._parties]),
            "fractie_zetel_persoon": ("FractieZetelPersoon(FractieZetel())", [self.seat(p) for p in members]),
            "commissie": ("Commissie", [self.committee(short) for short in content.committees]),
            "kamerstukdossier": ("Kamerstukdossier", [self.dossier(code) for code in content.dossiers]),
            "vergadering": ("Vergadering(Verslag())", list(meetings)),
            "toezegging": (
                "Toezegging(Activiteit(),ToegezegdAanPersoon(),ToegezegdAanFractie())",
                self.commitments(),
            ),
        }
        return {
            f"{name}.json": json.dumps(
                {"@odata.context": SERVICE + context, "value": rows}, ensure_ascii=False, separators=(",", ":")
            ).encode("utf-8")
            for name, (context, rows) in made.items()
        }

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Writes an invented committee debate as a VLOS transcript: one line of XML with a byte order mark, as the House sends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from sample_content import Content, DebateText, Paper, Person, Turn, guid, in_words, session_year

WORDS_A_MINUTE = 12
"""Sets the times. The texts are a digest of a debate: at this pace it lasts two hours, as a real one does."""


class Transcript:
    """One debate on its way to XML."""

    def __init__(self, content: Content, debate: DebateText, activity_number: str) -> None:
        self._content = content
        self._debate = debate
        self._activity_number = activity_number
        self._now = datetime.combine(debate.day, debate.start)
        self._count = 0

    def _id(self, kind: str) -> str:
        self._count += 1
        return guid("vlos", self._debate.id, kind, self._count)

    def _person(self, name: str) -> Person:
        return self._content.people[self._debate.head["voorzitter"] if name == "VOORZITTER" else name]

    def _speaker(self, person: Person) -> str:
        minister = bool(person.office)
        role = person.office.split(" ")[0].capitalize() if minister else "Tweede Kamerlid"
        turned = f"{person.last} {person.particle}".strip()
        party = "" if minister else f"<fractie>{escape(person.party)}</fractie>"
        function = f"{person.office}" if minister else "lid Tweede Kamer"
        return (
            f'<spreker soort="{role}" objectid="{guid("vlos-spreker", person.id)}">{party}'
            f"<aanhef>{person.salutation}</aanhef><verslagnaam>{escape(person.full_last)}</verslagnaam>"
            f"<weergavenaam>{escape(turned)}</weergavenaam><voornaam>{escape(person.first)}</voornaam>"
            f"<achternaam>{escape(turned)}</achternaam><functie>{escape(function)}</functie></spreker>"
        )

    def _opening_line(self, name: str) -> str:
        """The bold line that names who speaks, as in print."""
        if name == "VOORZITTER":
            return '<alineaitem>De <nadruk type="Vet">voorzitter</nadruk>:</alineaitem>'
        person = self._person(name)
        if person.office:
            title = person.office.split(" ")[0].capitalize()
            return f'<alineaitem>{title} <nadruk type="Vet">{escape(person.full_last)}</nadruk>:</alineaitem>'
        return (
            f'<alineaitem>{person.salutation} <nadruk type="Vet">{escape(person.full_last)}</nadruk> '
            f"({escape(person.party)}):</alineaitem>"
        )

    def _text(self, turn: Turn) -> str:
        out = []
        points: list[str] = []
        for n, (said, point) in enumerate(turn.paragraphs):
            if point:
                points.append(f"<alineaitem>{escape(said)}</alineaitem>")
                continue
            if points:
                out.append(f"<alinea><lijst>{''.join(points)}</lijst></alinea>")
                points = []
            head = self._opening_line(turn.speaker) if n == 0 else ""
            out.append(f"<alinea>{head}<alineaitem>{escape(said)}</alineaitem></alinea>")
        if points:
            out.append(f"<alinea><lijst>{''.join(points)}</lijst></alinea>")
        return f"<tekst>{''.join(out)}</tekst>"

    def _spoken(self, tag: str, turn: Turn, broken: Sequence[Turn] = ()) -> str:
        """A woordvoerder with the interruptions inside it, or an interrumpant; the clock runs on as they speak."""
        begin = self._now.isoformat()
        words = sum(len(said.split()) for said, _ in turn.paragraphs)
        self._now += timedelta(seconds=max(2, round(words * 60 / WORDS_A_MINUTE)))
        inner = "".join(self._spoken("interrumpant", other) for other in broken)
        end = self._now.isoformat()
        chair = "true" if turn.speaker == "VOORZITTER" else "false"
        return (
            f'<{tag} objectid="{self._id(tag)}">{self._speaker(self._person(turn.speaker))}'
            f"<markeertijdbegin>{begin}</markeertijdbegin><markeertijdeind>{end}</markeertijdeind>"
            f"<isvoorzitter>{chair}</isvoorzitter><isdraad>false</isdraad>{self._text(turn)}{inner}</{tag}>"
        )

    def _segment(self, turns: list[Turn]) -> str:
        """A Spreekbeurt: the turn that opens it, then answers, each followed by who broke in."""
        groups: list[tuple[Turn, list[Turn]]] = []
        for turn in turns:
            if turn.kind == "interruptie":
                groups[-1][1].append(turn)
            else:
                groups.append((turn, []))
        label = "De voorzitter" if turns[0].speaker == "VOORZITTER" else self._person(turns[0].speaker).full_last
        begin = self._now.isoformat()
        spoken = "".join(self._spoken("woordvoerder", turn, broken) for turn, broken in groups)
        times = f"<markeertijdbegin>{begin}</markeertijdbegin><markeertijdeind>{self._now.isoformat()}</markeertijdeind>"
        who = self._speaker(self._person(turns[0].speaker))
        return (
            f'<activiteitdeel soort="Spreekbeurt" objectid="{self._id("deel")}">{who}'
            f"<titel>Spreekbeurt - {escape(label)}</titel>{times}"
            f'<activiteititem soort="Woordvoerder" objectid="{self._id("item")}">'
            f"<titel>Woordvoerder - {escape(label)}</titel>{times}{spoken}</activiteititem></activiteitdeel>"
        )

    def _agenda(self, papers: list[Paper]) -> str:
        items = "".join(
            f'<alineaitem><nadruk type="Vet">de brief van de {escape(paper.authors[0].office)} d.d. '
            f"{in_words(paper.day)} inzake {escape(paper.about[:1].lower() + paper.about[1:])} "
            f"(<dossiernummer>{escape(paper.dossier.code)}</dossiernummer>, nr. <stuknummer>{paper.number}</stuknummer>)"
            f"{'.' if paper is papers[-1] else ';'}</nadruk></alineaitem>"
            for paper in papers
        )
        opening = "<alineaitem>Aan de orde is de behandeling van:</alineaitem>"
        return f"<tekst><alinea>{opening}<lijst>{items}</lijst></alinea></tekst>"

    def _cases(self, papers: list[Paper]) -> str:
        return "".join(
            f'<zaak soort="Brief regering" objectid="{guid("zaak", paper.key)}"><titel>{escape(paper.dossier.title)}</titel>'
            f"<onderwerp>{escape(paper.subject)}</onderwerp><dossiernummer>{escape(paper.dossier.code)}</dossiernummer>"
            f"<stuknummer>{paper.number}</stuknummer></zaak>"
            for paper in papers
        )

    def _present(self) -> str:
        """Who took part, and the lines that open the printed report."""
        head = self._debate.head
        members = self._debate.names("leden")
        cabinet = [self._person(name) for name in self._debate.names("bewindspersoon")]
        committee = self._content.committees[head["commissie"]]
        guests = " en ".join(f"{'mevrouw' if p.sex == 'vrouw' else 'de heer'} {p.full_last}, {p.office}" for p in cabinet)
        start = f"{self._debate.start:%H.%M}"
        lines = [
            '<nadruk type="Vet">Verslag van een commissiedebat</nadruk>',
            f"De {escape(committee)} heeft op {in_words(self._debate.day)} overleg gevoerd met {escape(guests)}, over "
            f'<nadruk type="Vet">{escape(self._debate.title)}</nadruk>.',
            f'<nadruk type="Vet">Voorzitter: {escape(head["voorzitter"])}</nadruk>',
            f'<nadruk type="Vet">Griffier: {escape(head["griffier"])}</nadruk>',
            f"Aanwezig zijn {len(members)} leden der Kamer, te weten: {escape(', '.join(members[:-1]))} en {members[-1]},",
            f"en {escape(guests)}.",
            f"Aanvang {start} uur.",
        ]
        text = "".join(f"<alinea><alineaitem>{line}</alineaitem></alinea>" for line in lines)
        speakers = "".join(self._speaker(self._person(name)) for name in members) + "".join(map(self._speaker, cabinet))
        return f"<tekst>{text}</tekst><sprekers>{speakers}</sprekers>"

    def xml(self) -> bytes:
        debate = self._debate
        head = debate.head
        title = escape(debate.title)
        papers = [self._content.paper(key) for key in debate.names("stukken")]
        start = self._now.isoformat()
        opening = (
            f'<activiteit soort="Opening" objectid="{self._id("opening")}"><titel>Opening</titel>'
            f"<onderwerp>Opening</onderwerp><parlisid /><aanvangstijd>{start}</aanvangstijd><eindtijd>{start}</eindtijd>"
            f'<voortzetting>false</voortzetting><activiteithoofd soort="Algemeen" objectid="{self._id("hoofd")}">'
            f"<titel>Opening</titel><onderwerp>Opening</onderwerp><markeertijdbegin>{start}</markeertijdbegin>"
            f"<markeertijdeind>{start}</markeertijdeind>{self._present()}</activiteithoofd></activiteit>"
        )
        heads = []
        for n, (part, turns) in enumerate(debate.parts):
            segments: list[list[Turn]] = []
            for turn in turns:
                if turn.kind == "beurt":
                    segments.append([])
                segments[-1].append(turn)
            begin = self._now.isoformat()
            spoken = "".join(self._segment(segment) for segment in segments)
            heads.append(
                f'<activiteithoofd soort="Termijn" objectid="{self._id("hoofd")}"><titel>{escape(part)}</titel>'
                f"<onderwerp>{title}</onderwerp><markeertijdbegin>{begin}</markeertijdbegin>"
                f"<markeertijdeind>{self._now.isoformat()}</markeertijdeind>"
                f"{self._agenda(papers) if n == 0 else ''}{spoken}</activiteithoofd>"
            )
        end = self._now.isoformat()
        main = (
            f'<activiteit soort="Commissiedebat" objectid="{self._id("activiteit")}"><titel>{title}</titel>'
            f"<onderwerp>{title}</onderwerp><parlisid>{self._activity_number}</parlisid>"
            f"<aanvangstijd>{start}</aanvangstijd><eindtijd>{end}</eindtijd><voortzetting>false</voortzetting>"
            f"<activiteitenindex><category>{escape(head['rubriek'])}</category></activiteitenindex>"
            f"<zaken>{self._cases(papers)}</zaken>{''.join(heads)}</activiteit>"
        )
        closing = (
            f'<activiteit soort="Sluiting" objectid="{self._id("sluiting")}"><titel>Sluiting</titel>'
            f"<onderwerp>Sluiting</onderwerp><parlisid /><aanvangstijd>{end}</aanvangstijd><eindtijd>{end}</eindtijd>"
            f"<voortzetting>false</voortzetting></activiteit>"
        )
        committee = escape(self._content.committees[head["commissie"]])
        stamp = (self._now + timedelta(hours=5)).isoformat() + ".4470000+01:00"
        text = (
            '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
            f'<vlosCoreDocument MessageID="{self._id("bericht")}" Source="VLOS2.0" MessageType="vlos2document" '
            f'Timestamp="{stamp}" soort="Tussenpublicatie" status="Ongecorrigeerd" technischeaanpassing="false" '
            'publiceren="Ja" versie="1.3" xmlns="http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0">'
            "<!-- Voorbeeldgegevens van Bijgepraat: dit debat is verzonnen. -->"
            f'<vergadering soort="Commissie" objectid="{debate.id}" kamer="Tweede Kamer"><titel>{title}</titel>'
            f"<zaal>{escape(head['zaal'])}</zaal><vergaderjaar>{session_year(debate.day)}</vergaderjaar>"
            f"<vergaderingnummer>0</vergaderingnummer><datum>{debate.day.isoformat()}T00:00:00</datum>"
            f"<aanvangstijd>{start}</aanvangstijd><sluiting>{end}</sluiting>{opening}{main}{closing}"
            f'<commissies><commissie soort="Vaste commissies" type="Voortouwcommissie" '
            f'objectid="{guid("commissie", head["commissie"])}" volgorde="1"><afkorting>{escape(head["commissie"])}</afkorting>'
            f"<verslagnaam>{committee}</verslagnaam></commissie></commissies></vergadering></vlosCoreDocument>"
        )
        return b"\xef\xbb\xbf" + text.encode("utf-8")

    @property
    def end(self) -> datetime:
        """When the debate closed; known after `xml`."""
        return self._now

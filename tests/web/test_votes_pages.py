# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of votes: what each was about in its own words, who voted how, and how often parties voted the same."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

import pytest
from small_house import fill, odata, reading_of, zaak
from starlette.testclient import TestClient

from bijgepraat.model.records import Kind, Link, Record
from bijgepraat.model.views import Ballot
from bijgepraat.pipeline.site.ballots import _parties
from bijgepraat.store.readings import unread, write_readings
from bijgepraat.store.records import write
from bijgepraat.store.store import Store
from bijgepraat.web.app import create_app


def words(page: str) -> str:
    inside = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def test_a_vote_says_what_it_was_about_with_the_place_of_its_words(site: TestClient) -> None:
    page = site.get("/stemmingen").text
    said = words(page)
    assert "3 stemmingen" in said, "the one of which the paper does not matter to gemeenten is left out"
    quotes = re.findall(r'<blockquote><p>([^<]+)</p></blockquote>\s*<p class="by"><a href="([^"]+)"', page)
    assert len(quotes) == 1 and "verzoekt" in quotes[0][0]
    target = site.get(html.unescape(quotes[0][1])).text
    marked = html.unescape(re.sub(r"<[^>]+>", "", target[target.index('id="citaat"') :]))
    assert quotes[0][0].split()[0] in marked[:300]


def test_for_and_against_are_said_in_words_beside_the_picture(site: TestClient) -> None:
    page = site.get("/stemmingen").text
    items = page.split("<li>\n")[1:]
    (first,) = [words(f"<main>{item}</main>") for item in items if "150 zetels voor, 0 tegen" in item]
    assert "Voor: 150 PvhM , LN" in first and "Tegen:" not in first
    (split,) = [words(f"<main>{item}</main>") for item in items if "90 zetels voor, 60 tegen" in item]
    assert "Voor: 90 PvhM Tegen: 60 LN" in split
    assert page.count('role="img"') == 3 and ' style="' not in page
    assert 'href="/partijen/f1"' in page


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("thema=jeugd", 1),
        ("thema=cultuur-sport", 2),
        ("jaar=2025", 3),
        ("jaar=2024", 0),
        ("partij=LN&keuze=voor", 2),
        ("partij=LN&keuze=tegen", 1),
        ("keuze=voor", 3),
        ("uitslag=Verworpen", 1),
        ("partij=LN&uitslag=Verworpen&keuze=voor", 1),
        ("thema=x&jaar=x&partij=x&uitslag=x&pagina=-3", 3),
        ("pagina=99", 3),
    ],
)
def test_filters_leave_what_fits(site: TestClient, query: str, number: int) -> None:
    page = site.get(f"/stemmingen?{query}").text
    assert page.count('<dl class="sides-of">') == number
    if not number:
        assert "Geen stemming voldoet hieraan" in words(page)


def test_parties_beside_each_other(site: TestClient) -> None:
    page = site.get("/stemmingen/partijen").text
    said = words(page)
    assert "PvhM 2 1 0" in said and "LN 2 1 0" in said
    path = re.findall(r'<td class="num"><a href="([^"]+)" aria-label="LN: 1 keer tegen"', page)
    assert site.get(html.unescape(path[0])).text.count('<dl class="sides-of">') == 1
    assert site.get("/stemmingen/partijen?thema=jeugd&jaar=2024").status_code == 200


def test_nothing_yet(empty: TestClient) -> None:
    assert "Er zijn nog geen stemmingen" in words(empty.get("/stemmingen").text)
    assert empty.get("/stemmingen/partijen").status_code == empty.get("/stemmingen.png").status_code == 200


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Thirty votes, in which two parties agree in all but six, and a third never takes part."""
    records: list[Record] = [odata(Kind.ACTIVITEIT, "actx", "Stemmingen", date(2025, 9, 2), Soort="Stemmingen")]
    for number in range(30):
        records += [
            zaak(f"zz{number}", 500 + number, f"Motie van het lid Jansen over sport {number}", day=date(2025, 9, 1)),
            odata(
                Kind.AGENDAPUNT,
                f"apx{number}",
                "Stemmingen",
                None,
                Link("zaak", Kind.ZAAK, f"zz{number}"),
                Link("activiteit", Kind.ACTIVITEIT, "actx"),
            ),
            odata(
                Kind.BESLUIT,
                f"bx{number}",
                "Stemmen - aangenomen",
                None,
                Link("agendapunt", Kind.AGENDAPUNT, f"apx{number}"),
                BesluitSoort="Stemmen - aangenomen",
            ),
        ]
        for party, seats, choice in (
            ("A", 80, "Voor"),
            ("B", 60, "Tegen" if number < 6 else "Voor"),
            ("C", 10, "Niet deelgenomen"),
        ):
            records.append(
                odata(
                    Kind.STEMMING,
                    f"sx{number}{party}",
                    None,
                    None,
                    Link("besluit", Kind.BESLUIT, f"bx{number}"),
                    Soort=choice,
                    ActorNaam=party,
                    ActorFractie=party,
                    FractieGrootte=seats,
                )
            )
    with Store.open(tmp_path_factory.mktemp("stemmen")) as store:
        fill(store)
        with store.writing() as connection:
            write(connection, records, 1)
        with store.reading() as connection:
            rows = unread(connection, "proef-1", 0, 1000)
        with store.writing() as connection:
            write_readings(connection, [(row, reading_of(row)) for row in rows])
        with TestClient(create_app(store)) as client:
            yield client


def test_agreement_is_over_votes_in_which_both_chose(many: TestClient) -> None:
    page = many.get("/stemmingen/partijen?thema=jeugd").text
    assert "30 stemmingen" in words(page) or "31 stemmingen" in words(page)
    table = page[page.index('class="agree"') :]
    row = re.findall(r'<th scope="row">A</th>(.*?)</tr>', table)[0]
    assert re.findall(r"<td class=\"(\w*)\">(?:<span[^>]*>)?([^<]+)", row)[:3] == [("none", "·"), ("much", "80"), ("none", "–")]


def test_pages_hold_a_dozen_and_lead_on(many: TestClient) -> None:
    first = many.get("/stemmingen?partij=A").text
    assert first.count('<dl class="sides-of">') == 12 and "Pagina 1 van 3" in words(first)
    later = re.findall(r'rel="next" href="([^"]+)"', first)[0]
    assert "Pagina 2 van 3" in words(many.get(html.unescape(later)).text)


def test_a_roll_call_counts_members_and_shows_a_divided_party() -> None:
    ballots = [Ballot(f"Lid {n}", "voor" if n < 2 else "tegen", 1, f"/mensen/{n}", "A") for n in range(5)]
    ballots.append(Ballot("B", "afwezig", 9, "/partijen/b"))
    one, other = _parties(ballots)
    assert (one.name, one.side, one.ayes, one.noes, one.page) == ("A", "verdeeld", 2, 3, None)
    assert (other.side, other.seats, other.page) == ("afwezig", 9, "/partijen/b")

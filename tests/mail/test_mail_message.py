# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From alerts to a message, and back: what a mail program reads is what was told, and nothing else."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_house import ALERT, NOON, SITE, SNIPPET, numbered
from selectolax.lexbor import LexborHTMLParser

from bijgepraat.compose.alert_mail import IN_FULL, alert_mail, words
from bijgepraat.model.following import Alert, Reason, Rhythm, What
from bijgepraat.model.mail import AlertMail, Envelope, LetterMail, Words
from bijgepraat.publish.mail import alert_message, letter_message

MANAGE, LEAVE = f"{SITE}/volgen/mijn/12.abc", f"{SITE}/volgen/af/12." + "d" * 43
ENVELOPE = Envelope("f" * 32, "bijgepraat@gemeente.example", "jan@raad.example", NOON, "gemeente.example", LEAVE)
MOVED = replace(
    ALERT,
    event="work:2:verplaatst",
    what=What.MOVED,
    title="Commissiedebat Jeugd & “zorg” <geüpdatet>",
    sort="vergadering",
    before="2 december 2026, 10.00 uur",
    after="9 december 2026, 13.30 uur",
    day=date(2026, 11, 21),
)


def made(*alerts: Alert, rhythm: Rhythm = Rhythm.DAILY) -> AlertMail:
    return alert_mail(alerts, rhythm, SITE, MANAGE, LEAVE)


def read(content: bytes) -> EmailMessage:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert not found.defects
    assert not [part.defects for part in found.walk() if part.defects]
    return found


def parts(content: bytes) -> tuple[str, str]:
    found = read(content)
    text, html = found.get_body(("plain",)), found.get_body(("html",))
    assert text is not None
    assert html is not None
    return str(text.get_content()).replace("\r\n", "\n"), str(html.get_content())


def shown(html: str) -> str:
    body = LexborHTMLParser(html).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def test_the_head_says_who_what_and_how_to_leave() -> None:
    found = read(alert_message(made(ALERT), ENVELOPE))
    assert found["From"] == "Bijgepraat <bijgepraat@gemeente.example>"
    assert found["To"] == "jan@raad.example"
    assert found["Subject"] == "Nieuw: Motie over geld voor jeugdzorg"
    assert found["Message-ID"] == f"<{'f' * 32}@gemeente.example>"
    assert found["List-Unsubscribe"] == f"<{LEAVE}>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Date"].datetime == NOON
    assert found["MIME-Version"] == "1.0"
    assert found.get_content_type() == "multipart/alternative"


def test_the_bytes_are_seven_bits_in_short_lines_and_the_same_each_time() -> None:
    long = replace(
        ALERT, title="Één heel lange titel over jeugdzorg € " * 6, reasons=(Reason(1, "x", "woord " * 200, ((0, 5),)),)
    )
    content = alert_message(made(long, MOVED), ENVELOPE)
    assert content.isascii()
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 140
    assert [line for line in lines if len(line) > 78 and not line.startswith(b"List-Unsubscribe: ")] == []
    assert content == alert_message(made(long, MOVED), ENVELOPE)


def test_a_long_link_to_leave_stays_whole() -> None:
    link = f"https://{'x' * 60}.example/een/map/volgen/af/12.{'d' * 43}"
    content = alert_message(made(ALERT), replace(ENVELOPE, unsubscribe=link))
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in content


def test_why_it_matched_and_what_changed_are_said_in_both_parts() -> None:
    text, html = parts(alert_message(made(ALERT, MOVED), ENVELOPE))
    assert "Was: 2 december 2026, 10.00 uur" in text
    assert "Nu: 9 december 2026, 13.30 uur" in text
    assert "geld voor *jeugdzorg* in 2027" in text
    assert "U volgt: ‘jeugdzorg’" in text
    assert MANAGE in text
    assert LEAVE in text
    tree = LexborHTMLParser(html)
    assert [one.text() for one in tree.css("mark")] == ["jeugdzorg", "jeugdzorg"]
    assert [one.text() for one in tree.css("del")] == ["2 december 2026, 10.00 uur"]
    assert [one.text() for one in tree.css("ins")] == ["9 december 2026, 13.30 uur"]
    assert [one.attributes["href"] for one in tree.css("h2 a")] == [f"{SITE}/documenten/Zaak/z1"] * 2
    assert {MANAGE, LEAVE} <= {one.attributes["href"] for one in tree.css("a")}


def test_both_parts_say_the_same() -> None:
    many = [replace(numbered(number), before="oud", after="nieuw") for number in range(IN_FULL + 5)]
    text, html = parts(alert_message(made(*many, MOVED), ENVELOPE))
    without = re.sub(r"https://\S+|[-=]{20,}|^- ", " ", text, flags=re.MULTILINE).replace("*", "")
    of_text = re.findall(r"\w+", without)
    of_html = re.findall(r"\w+", shown(html).removeprefix("Bijgepraat"))
    assert sorted(of_text) == sorted(of_html)


def test_of_very_many_the_rest_is_named_only() -> None:
    mail = made(*(numbered(number) for number in range(IN_FULL + 30)))
    text, _html = parts(alert_message(mail, ENVELOPE))
    assert mail.subject == f"{IN_FULL + 30} meldingen: Motie {IN_FULL + 29} over jeugdzorg en nog {IN_FULL + 29}"
    for number in range(IN_FULL + 30):
        assert f"Motie {number} over jeugdzorg\n" in text
    assert text.count("U volgt:") == IN_FULL


def nothing_is_fetched(html: str) -> None:
    tree = LexborHTMLParser(html)
    assert not tree.css("img, script, link, iframe, object, embed, video, audio, source, form, base, svg, meta[http-equiv]")
    carriers = {
        (one.tag, name) for one in tree.css("*") for name in one.attributes if name in {"src", "srcset", "background", "poster"}
    }
    assert not carriers
    assert not [name for one in tree.css("*") for name in one.attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import|javascript:", html, re.IGNORECASE)


def test_nothing_is_fetched_and_styles_are_inline() -> None:
    _text, html = parts(alert_message(made(ALERT, MOVED), ENVELOPE))
    nothing_is_fetched(html)
    tree = LexborHTMLParser(html)
    for selector in ("h1", "h2", "h2 a", "mark", "blockquote", "p.why", "del", "div.foot"):
        assert all("style" in one.attributes for one in tree.css(selector)), selector
    assert "prefers-color-scheme" in html
    assert not tree.css("table")


def test_a_letter_has_one_button_and_its_address_as_text() -> None:
    letter = LetterMail("Bevestig", "Wilt u dit?", ("Eerste & laatste.",), "Ja", f"{SITE}/volgen/bevestig/1-1.x", ("Dag.",), SITE)
    content = letter_message(letter, replace(ENVELOPE, unsubscribe=None))
    text, html = parts(content)
    nothing_is_fetched(html)
    assert letter.address in text
    assert letter.address in shown(html)
    assert "Eerste & laatste." in text
    assert "Eerste & laatste." in shown(html)
    assert "List-Unsubscribe" not in read(content)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("/documenten/Zaak/z1?van=1&tot=2#citaat", f"{SITE}/documenten/Zaak/z1?van=1&tot=2#citaat"),
        ("//kwaad.example/x", f"{SITE}/kwaad.example/x"),
        ("@kwaad.example", f"{SITE}/@kwaad.example"),
        ("javascript:alert(1)", f"{SITE}/javascript:alert(1)"),
        ('/x" onclick="y', f"{SITE}/x%22%20onclick=%22y"),
        ("/a\r\nb", f"{SITE}/a%0D%0Ab"),
    ],
)
def test_a_page_is_always_one_of_the_site(page: str, found: str) -> None:
    assert made(replace(ALERT, page=page)).items[0].page == found


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ((), [("abcdef", False)]),
        (((0, 6),), [("abcdef", True)]),
        (((2, 3), (4, 5)), [("ab", False), ("c", True), ("d", False), ("e", True), ("f", False)]),
        (((4, 5), (2, 3)), [("ab", False), ("c", True), ("d", False), ("e", True), ("f", False)]),
        (((1, 4), (2, 5)), [("a", False), ("bcd", True), ("e", True), ("f", False)]),
        (((-5, 2), (5, 99)), [("ab", True), ("cde", False), ("f", True)]),
        (((3, 3), (9, 12), (5, 1)), [("abcdef", False)]),
    ],
)
def test_marks_become_runs(marks: tuple[tuple[int, int], ...], found: list[tuple[str, bool]]) -> None:
    assert words("abcdef", marks) == tuple(Words(*one) for one in found)


HOSTILE = st.text(alphabet=st.characters(), max_size=80) | st.sampled_from(
    [
        "x\r\nBcc: kwaad@x.example",
        "x\nSubject: y\n\n<script>alert(1)</script>",
        '"><img src=https://kwaad.example/p.gif>',
        "</style><script>x</script>",
        "{{ 7 * 7 }}{% include 'mail.css' %}",
        "=?utf-8?q?x=0D=0ABcc:_y?=",
        "\u202egnp.exe",
        "\ud800\udfff",
        "\x00\x1b[31m",
        "--=_" + "f" * 32,
        ".\r\n.\r\n",
        "From x",
        "é" * 300,
        "x" * 2_000,
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    title=HOSTILE,
    sort=HOSTILE,
    label=HOSTILE,
    snippet=HOSTILE,
    page=HOSTILE,
    before=st.none() | HOSTILE,
    spans=st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=4),
)
def test_whatever_stands_in_an_alert_the_mail_is_whole(
    title: str, sort: str, label: str, snippet: str, page: str, before: str | None, spans: list[tuple[int, int]]
) -> None:
    alert = Alert("e", What.STATE, title, sort, page, "bron", None, (Reason(1, label, snippet, tuple(spans)),), 1, before, before)
    content = alert_message(made(alert, rhythm=Rhythm.IMMEDIATELY), ENVELOPE)
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    found = read(content)
    assert sorted(found.keys()) == sorted(
        "From To Subject Date Message-ID Auto-Submitted Content-Language List-Id List-Unsubscribe List-Unsubscribe-Post "
        "MIME-Version Content-Type".split()
    )
    assert found["To"] == "jan@raad.example"
    assert found["Subject"].startswith("Andere stand: ")
    assert len(list(found.iter_parts())) == 2
    text, html = parts(content)
    nothing_is_fetched(html)
    assert "U volgt:" in text
    assert all(one.attributes["href"].startswith(f"{SITE}/") for one in LexborHTMLParser(html).css("a"))
    assert not any(sign in text + html for sign in "\x00\x1b\u202e")
    assert "49" not in found["Subject"] or "49" in title
    # What looks encoded is told as it stands, and not decoded into something else.
    assert found["Subject"].split() == alert_mail([alert], Rhythm.IMMEDIATELY, SITE, MANAGE, LEAVE).subject.split()


def test_the_snippet_says_what_the_alert_says() -> None:
    assert "".join(run.text for run in made(ALERT).items[0].why[0].words) == SNIPPET


def test_the_same_words_are_quoted_once_for_all_follows_that_they_answer() -> None:
    twice = replace(ALERT, reasons=(*ALERT.reasons, replace(ALERT.reasons[0], follow=2, label="Jeugd")))
    text, _html = parts(alert_message(made(twice), ENVELOPE))
    assert text.count("extra geld") == 1
    assert "U volgt: ‘jeugdzorg’ en Jeugd" in text


@pytest.mark.parametrize(
    ("rhythm", "number", "lead"),
    [
        (Rhythm.IMMEDIATELY, 1, "Er is 1 melding over wat u volgt."),
        (Rhythm.IMMEDIATELY, 2, "Er zijn 2 meldingen over wat u volgt."),
        (Rhythm.DAILY, 1, "Sinds uw vorige dagelijkse overzicht is er 1 melding over wat u volgt."),
        (Rhythm.WEEKLY, 3, "Sinds uw vorige wekelijkse overzicht zijn er 3 meldingen over wat u volgt."),
    ],
)
def test_the_lead_counts(rhythm: Rhythm, number: int, lead: str) -> None:
    assert made(*(numbered(one) for one in range(number)), rhythm=rhythm).lead == lead

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What people type as an address, and links in mail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijgepraat.model.mail import Reader, ReaderState
from bijgepraat.pipeline.addresses import AddressError, fingerprint, normal
from bijgepraat.pipeline.mail_links import Leads, address, opened, token

READER = Reader(12, "jan@raad.example", ReaderState.CONFIRMED, "a" * 32, "2026-11-23T11:00:00+00:00", None, (), 0)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jan@raad.example", "jan@raad.example"),
        ("  Jan.De-Wit+nieuws@Raad.EXAMPLE \r\n", "jan.de-wit+nieuws@raad.example"),
        ("griffie@súdwest-fryslân.example", "griffie@xn--sdwest-fryslan-vpb2d.example"),
        ("griffie@su\u0301dwest-frysla\u0302n.example", "griffie@xn--sdwest-fryslan-vpb2d.example"),
        ("o'neill@raad.example", "o'neill@raad.example"),
        ("a@b。example", "a@b.example"),
    ],
)
def test_an_address_is_written_one_way(typed: str, found: str) -> None:
    typed_again = normal(typed)
    assert typed_again.encode("ascii")
    if "xn--" not in found:
        assert typed_again == found
    else:
        assert typed_again.startswith("griffie@xn--")
    assert normal(typed_again) == typed_again


def test_accents_in_a_domain_are_the_same_however_they_are_made() -> None:
    assert normal("x@súdwest.example") == normal("x@su\u0301dwest.example") == normal("X@SÚDWEST.example")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "jan",
        "@raad.example",
        "jan@",
        "jan@raad",
        "jan@@raad.example",
        "jan@raad..example",
        "jan@-raad.example",
        "jan@raad.example.",
        "jan@127.0.0.1",
        "jan@[127.0.0.1]",
        "jan@localhost",
        ".jan@raad.example",
        "jan.@raad.example",
        "ja..n@raad.example",
        "ja n@raad.example",
        "jan@raad.example\nBcc: x@y.example",
        "jan@raad.example\r\nBcc: x@y.example",
        "jan@raad.example%0aBcc",
        "jan@raad.example,piet@raad.example",
        "jan@raad.example;piet@raad.example",
        "Jan <jan@raad.example>",
        "<jan@raad.example>",
        '"jan piet"@raad.example',
        "jan\u202e@raad.example",
        "jan\x00@raad.example",
        "josé@raad.example",
        "jan@raad.example?x=1",
        "a" * 65 + "@raad.example",
        "jan@" + "a" * 64 + ".example",
        "jan@" + "a.b" * 100 + ".example",
        "a" * 100_000,
        "a@" + "a." * 50_000,
    ],
)
def test_what_is_no_address_is_said_how_to_mend(typed: str) -> None:
    with pytest.raises(AddressError) as caught:
        normal(typed)
    assert str(caught.value)[0].isupper()
    assert str(caught.value)[-1] in ".?"


@given(st.text(max_size=60) | st.from_regex(r"[a-zA-Z0-9.+_-]{1,20}@[a-zé0-9.-]{1,30}", fullmatch=True))
def test_what_is_taken_is_plain_and_stays_the_same(typed: str) -> None:
    try:
        found = normal(typed)
    except AddressError:
        return
    assert found.isascii()
    assert found.isprintable()
    assert not set(found) & set(' <>,;:"()[]\\')
    assert found.count("@") == 1
    assert normal(found) == found


def test_a_fingerprint_says_nothing_of_the_address() -> None:
    found = fingerprint("jan@raad.example")
    assert found == fingerprint("jan@raad.example") != fingerprint("piet@raad.example")
    assert "jan" not in found
    with pytest.raises(AddressError):
        normal(found)


def find(reader: Reader) -> dict[int, Reader]:
    return {reader.id: reader}


def test_a_link_opens_what_it_is_for_and_nothing_else() -> None:
    made = token(READER, Leads.CONFIRM, 3)
    assert opened(find(READER).get, made, Leads.CONFIRM) == (READER, 3)
    assert opened(find(READER).get, made, Leads.MINE) is None
    assert opened(find(READER).get, token(READER, Leads.MINE), Leads.MINE) == (READER, None)
    assert opened({}.get, made, Leads.CONFIRM) is None
    assert opened(find(replace(READER, secret="b" * 32)).get, made, Leads.CONFIRM) is None
    assert READER.secret not in made


def test_a_link_is_short_and_holds_no_address() -> None:
    made = address("https://bijgepraat.example", READER, Leads.LEAVE)
    assert made.startswith("https://bijgepraat.example/volgen/af/12.")
    assert len(made) < 100
    assert "jan" not in made


@given(st.integers(0, 60), st.characters(codec="ascii"))
def test_a_link_with_another_sign_in_it_opens_nothing(place: int, sign: str) -> None:
    made = token(READER, Leads.MINE)
    place %= len(made)
    other = made[:place] + sign + made[place + 1 :]
    if other == made:
        return
    # The last sign of base64 holds bits that do not count: another spelling of the same signature gives no more rights.
    if place == len(made) - 1 and opened(find(READER).get, other, Leads.MINE):
        return
    assert opened(find(READER).get, other, Leads.MINE) is None


@given(st.text(max_size=80))
def test_any_text_is_a_link_or_none(text: str) -> None:
    assert opened(find(READER).get, text, Leads.MINE) is None


@pytest.mark.parametrize("shown", [repr(READER)])
def test_a_reader_in_a_log_shows_no_address_and_no_secret(shown: str) -> None:
    assert "jan" not in shown
    assert "aaa" not in shown

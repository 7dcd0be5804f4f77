# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""No sentence without a source: what keeps an edition from going out, and what an editor has to look at first. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from bijgepraat.model.desk import DeskEdition, DeskItem, DeskSentence, Introduction, Maker, Objection
from bijgepraat.model.editions import Evidence

TextOf = Callable[[Evidence], str | None]
"""The text (or title) that the offsets of evidence count in; None when the store does not have that version."""

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(r"(?<![.!?:“\"] )(?<!^)\b[A-ZÀ-Þ][^\W\d_]{2,}")
_NOT = re.compile(r"\b(?:niet|geen|nooit|zonder|nergens|niemand)\b", re.IGNORECASE)
_SUPPORTED, _ALIKE = 0.5, 5
"""Share of a sentence's telling words that its evidence must have; words are alike by so many letters."""
_SMALL = frozenset(
    "aan alle alles als andere bij daar dan dat deze die dit door een eerste elke enkele gaat gaan haar heeft hebben heel hem "
    "het hier hij hun ieder iets jaar kan komen komt krijgen krijgt kunnen maar maken meer met mogen moeten naar niet nog nieuwe "
    "omdat onder ook ongeveer over sinds tot uit vaak van vanaf veel verder volgend volgende voor voorlopig waar want wanneer "
    "was wel wie wil willen worden wordt zal zelf zich zij zijn zoals zou zullen".split()
)
_MOST_ITEMS = 60
_LONGEST_LEAD, _LONGEST_NAME, _LONGEST_TITLE = 160, 120, 200
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs, to Unicode, that show nothing."""
_UNITS = "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd"
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_UNITS.split(), 2)} | {
    word: str(number * 10) for number, word in enumerate(_TENS.split(), 2)
}
_SCALES = {"duizend": "duizend", "miljoen": "miljoen", "mln": "miljoen", "miljard": "miljard", "mld": "miljard", "mrd": "miljard"}


def objections(edition: DeskEdition, text_of: TextOf) -> list[Objection]:
    """Everything that keeps the edition from going out, in its order; empty when it may."""
    found = list(_of_the_whole(edition))
    for item in edition.items:
        if item.taken:
            found += _of_item(item, text_of)
    return found


def supported(sentence: DeskSentence) -> bool:
    """Whether the evidence clearly says what the sentence says: its numbers, its names, most of its words, and whether or not."""
    return not doubts(sentence)


def doubts(sentence: DeskSentence) -> list[str]:
    """What in a sentence its evidence does not have, in words for the editor. A source's own words are never in doubt."""
    if sentence.maker is Maker.SOURCE or not sentence.evidence:
        return []
    text, quotes = _seen(sentence.text), _seen(" \n".join(proof.quote for proof in sentence.evidence))
    found = []
    numbers = _strange_numbers(text, quotes)
    if numbers:
        found.append(f"getal niet in de bron: {', '.join(numbers)}")
    lower = quotes.lower()
    names = [one for one in _NAME.findall(text) if one.lower() not in lower]
    if names:
        found.append(f"naam niet in de bron: {', '.join(dict.fromkeys(names))}")
    if bool(_NOT.search(text)) != bool(_NOT.search(quotes)):
        found.append("de bron of de zin zegt “niet”, de ander niet")
    every = [word.lower() for word in _WORD.findall(text)]
    # A sentence of small words only is held against its source by those.
    words = [word for word in every if len(word) > 3 and word not in _SMALL] or every
    known = {word[:_ALIKE] for word in map(str.lower, _WORD.findall(quotes))}
    if words and sum(word[:_ALIKE] in known for word in words) / len(words) < _SUPPORTED:
        found.append("de meeste woorden staan niet in de bron")
    return found


def has_words(text: str) -> bool:
    """Whether there is anything to read in a text: white space, signs and what shows nothing are no words."""
    return any(unicodedata.category(char)[0] in "LN" and char not in _BLANK for char in text)


def _seen(text: str) -> str:
    """A text as a reader sees it: letters of another width as the usual ones, and without what shows nothing."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if char in "\n\t" or (unicodedata.category(char)[0] != "C" and char not in _BLANK))


def _strange_numbers(text: str, quotes: str) -> list[str]:
    """The numbers of a text that are not in the quotes, in figures or in words; a thousand, million or billion counts too."""
    there = {_digits(one) for one in _NUMBER.findall(quotes)}
    said = {word.lower() for word in _WORD.findall(quotes)}
    there |= {_NUMBER_WORDS[word] for word in said if word in _NUMBER_WORDS}
    scales = {_SCALES[word] for word in said if word in _SCALES}
    found = [one for one in _NUMBER.findall(text) if _digits(one) not in there]
    for word in _WORD.findall(text):
        small = word.lower()
        if _NUMBER_WORDS.get(small, "") not in {"", *there} or _SCALES.get(small, "") not in {"", *scales}:
            found.append(word)
    return list(dict.fromkeys(found))


def _of_the_whole(edition: DeskEdition) -> Iterator[Objection]:
    taken = sum(item.taken for item in edition.items)
    if not taken:
        yield Objection((), "leeg", "Er is nog geen onderwerp opgenomen.")
    if taken > _MOST_ITEMS:
        yield Objection((), "te-veel", f"Er zijn {taken} onderwerpen opgenomen; neem er hooguit {_MOST_ITEMS} op.")
    for conflict in edition.conflicts:
        yield Objection((conflict.where,), "botsing", "Twee redacteuren hebben dit tegelijk gewijzigd: kies eerst een tekst.")
    yield from _of_introduction(edition.introduction)


def _of_introduction(one: Introduction) -> Iterator[Objection]:
    if one.words and not has_words(one.words):
        yield Objection(("introduction",), "lege-inleiding", "De inleiding heeft geen woorden: schrijf er een of maak haar leeg.")
    if one.words and not (has_words(one.name) and has_words(one.office)):
        yield Objection(("introduction",), "inleiding-zonder-naam", "Zeg van wie de inleiding is: een naam en een functie.")
    if max(len(one.name), len(one.office)) > _LONGEST_NAME or len(one.video_title) > _LONGEST_TITLE:
        words = f"Een naam en een functie hebben hooguit {_LONGEST_NAME} tekens, de titel van een video {_LONGEST_TITLE}."
        yield Objection(("introduction",), "te-lang", words)
    if one.video and not (_is_address(one.video) and has_words(one.video_title)):
        words = "Geef bij de video een adres dat begint met https:// en een titel."
        yield Objection(("introduction",), "video", words)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)


def _of_item(item: DeskItem, text_of: TextOf) -> Iterator[Objection]:
    if not has_words(item.title):
        yield Objection((item.id,), "geen-titel", "Dit onderwerp heeft geen titel.")
    if not item.sentences:
        yield Objection((item.id,), "geen-zinnen", "Dit onderwerp heeft geen zinnen meer: laat het vallen of schrijf er een.")
    if not item.title_evidence:
        yield Objection((item.id,), "titel-zonder-bron", "Deze titel staat op geen bron.")
    for proof in item.title_evidence:
        yield from _of_evidence((item.id,), proof, text_of)
    yield from _of_title(item)
    for sentence in item.sentences:
        yield from _of_sentence(item, sentence, text_of)
    for amount in item.amounts:
        yield from _of_evidence((item.id,), amount.evidence, text_of)


def _of_title(item: DeskItem) -> Iterator[Objection]:
    """A title says less than a sentence, but no number that is nowhere in what the item stands on."""
    every = [*item.title_evidence, *(proof for one in item.sentences for proof in one.evidence)]
    every += [amount.evidence for amount in item.amounts]
    numbers = _strange_numbers(_seen(item.title), _seen(" \n".join(proof.quote for proof in every)))
    if item.title_evidence and numbers:
        words = f"Getal in de titel dat niet in de bron staat: {', '.join(numbers)}. Neem het over zoals het in de bron staat."
        yield Objection((item.id,), "titel-ongedekt", words)


def _of_sentence(item: DeskItem, sentence: DeskSentence, text_of: TextOf) -> Iterator[Objection]:
    where = (item.id, sentence.id)
    if not has_words(sentence.text):
        yield Objection(
            where, "lege-zin", "Deze zin heeft geen woorden. Schrijf er een, of maak het veld leeg: dan gaat hij weg."
        )
    if sentence.lead and (sentence.maker is not Maker.SOURCE or len(sentence.lead) > _LONGEST_LEAD):
        yield Objection(where, "aanhef", "De woorden voor deze zin zijn niet van de bron; haal ze weg.")
    if not sentence.evidence:
        yield Objection(
            where, "zin-zonder-bron", "Deze zin staat op geen bron. Kies een citaat waar hij op staat, of haal hem weg."
        )
        return
    for proof in sentence.evidence:
        yield from _of_evidence(where, proof, text_of)
    if sentence.maker is Maker.SOURCE:
        if sentence.text != sentence.evidence[0].quote:
            yield Objection(where, "niet-letterlijk", "Deze zin geldt als citaat, maar staat zo niet in de bron.")
    elif not sentence.read and (why := doubts(sentence)):
        words = f"De bron zegt dit niet duidelijk ({'; '.join(why)}). Lees de zin na en zet er “gelezen” bij, of pas hem aan."
        yield Objection(where, "ongedekt", words)


def _of_evidence(where: tuple[str, ...], proof: Evidence, text_of: TextOf) -> Iterator[Objection]:
    text = text_of(proof)
    if text is None:
        yield Objection(where, "bron-weg", f"De bron {proof.record} (versie {proof.version}) is er niet.")
    elif not (
        0 <= proof.start < proof.end <= len(text) and has_words(proof.quote) and text[proof.start : proof.end] == proof.quote
    ):
        yield Objection(where, "citaat-klopt-niet", f"Het citaat staat niet op zijn plaats in {proof.record}.")


def _digits(number: str) -> str:
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number).replace(",", ".").rstrip(".")

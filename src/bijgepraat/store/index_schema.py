# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The fields of the search index, and an entry as its document.

Words come in ready (`Words.index`), so the index only parts them at spaces; a lone underscore holds the place of a word that a
field leaves out.
"""

from __future__ import annotations

import tantivy

from bijgepraat.store.index_entries import Entry
from bijgepraat.store.search_fields import plain
from bijgepraat.store.search_words import Words

FORMAT = "2"
"""Part of the folder's name: another format is another folder, and is built from the store."""
_MOST_AMOUNT = 10**15


def analyser() -> tantivy.TextAnalyzer:
    """Words as they are, without the underscores that hold a place."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.custom_stopword(["_"])).build()


def make_schema() -> tantivy.Schema:
    """`exact`: title and body as they stand. `title`, `body`: stems. `parts`: what is inside compounds."""
    builder = tantivy.SchemaBuilder()
    for name in ("exact", "title", "body"):
        builder.add_text_field(name, tokenizer_name="woorden", index_option="position")
    builder.add_text_field("parts", tokenizer_name="woorden", index_option="freq")
    for name in ("sort", "person"):
        builder.add_text_field(name, tokenizer_name="woorden", index_option="position")
    # Deleting by a number finds nothing in this binding, by a word it does: hence the number once more as text.
    for name in ("id", "entry", "fresh", "dossier", "municipality", "source", "party_plain"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "theme", "party", "month"):  # counted
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("record", indexed=False, fast=True)
    builder.add_unsigned_field("passage", indexed=False, fast=True)
    builder.add_unsigned_field("date", indexed=True, fast=True)
    builder.add_unsigned_field("amount", indexed=True, fast=True)
    return builder.build()


def document_of(entry: Entry, words: Words) -> tantivy.Document:
    """An entry as the index takes it."""
    document = tantivy.Document()
    title, body = words.index(entry.title), words.index(entry.body)
    document.add_text("exact", f"{title.exact} _ _ _ {body.exact}")
    document.add_text("title", title.stems)
    document.add_text("body", body.stems)
    document.add_text("parts", f"{title.parts} {body.parts}")
    document.add_text("sort", words.stems(entry.sort))
    document.add_text("person", " _ _ ".join(words.index(person).exact for person in entry.persons))
    document.add_text("id", str(entry.record))
    document.add_text("entry", f"{entry.record}:{entry.passage}")
    document.add_text("fresh", "gelezen" if entry.read else "ongelezen")
    document.add_text("source", plain(entry.source))
    for name, values in (("dossier", entry.dossiers), ("municipality", entry.municipalities), ("party", entry.parties)):
        for value in values:
            document.add_text(name, value)
    for party in entry.parties:
        document.add_text("party_plain", plain(party))
    document.add_text("kind", entry.kind)
    if entry.theme:
        document.add_text("theme", entry.theme)
    if entry.date:
        document.add_text("month", f"{entry.date // 10_000:04}-{entry.date // 100 % 100:02}")
    document.add_unsigned("record", entry.record)
    document.add_unsigned("passage", entry.passage)
    document.add_unsigned("date", entry.date)
    for amount in entry.amounts:
        document.add_unsigned("amount", min(amount, _MOST_AMOUNT))
    return document

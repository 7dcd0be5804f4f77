# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of asks: from a file with a text, and asks, to what the text does with each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import Stemmer

from bijgepraat.ledger.asked import Matcher, Nearness
from bijgepraat.model.asked import Ask, AskMatch, Paragraph, Sentence
from bijgepraat.model.records import Notice, Record
from bijgepraat.pipeline.embedding import passage_vectors
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.files import read_file
from bijgepraat.store.store import Store
from bijgepraat.understand.embedding import Embedder, embedder
from bijgepraat.understand.sentences import split_sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["as_contract", "ask_of", "embedder", "match_asks", "paragraphs_of", "stems_of"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(
    "de het een en van in op te dat die is zijn voor met aan niet ook als bij er naar om door over uit maar worden wordt we wij "
    "hun zij ze heeft hebben meer dan tot of dit deze zo geen wel kan kunnen moet moeten zal gaan komt komen blijft krijgen "
    "krijgt geef laat zorg genoeg".split()
)
_STEMMER = Stemmer.Stemmer("dutch")
_LONGEST = 4_000


def match_asks(
    store: Store, asks: Iterable[Ask], file: Path, *, model: Embedder | None, limits: Limits | None = None
) -> Iterator[AskMatch]:
    """Hold asks against the text of a file (CSV with `paragraph,txt`, PDF, DOCX, HTML, text), in their order.

    Vectors of the text are kept in the store, so that the second time costs no more than the asks. Raises `InputError` when
    there is no text in the file.
    """
    _text, paragraphs = paragraphs_of(file, limits or Limits())
    matcher = Matcher(paragraphs)
    vectors = _Vectors(store, model, paragraphs) if model is not None else None
    for ask in asks:
        near = vectors.near(f"{ask.title}. {ask.ask}") if vectors is not None else None
        yield matcher.match(ask, stems_of(ask.title), stems_of(f"{ask.title} {ask.ask}"), near)


def paragraphs_of(file: Path, limits: Limits) -> tuple[str, list[Paragraph]]:
    """The text of a file, and its paragraphs by number: the file's own where it has them, else from 1."""
    for item in read_file(file, file.name, None, limits):
        if isinstance(item, Notice):
            continue
        if isinstance(item, Record) and item.text and item.passages:
            return item.text, list(_paragraphs(item))
    raise InputError(
        f"in {file.name} staat geen tekst met alinea's; geef een CSV met paragraph,txt, een PDF, DOCX, HTML of tekst"
    )


def ask_of(row: Mapping[str, Any], place: str) -> Ask:
    """An ask from a row with `id`, `title`, `ask` and `theme`. Raises `InputError` that names `place` when it asks nothing."""
    values = {name: str(row.get(name) if row.get(name) is not None else "").strip() for name in ("id", "title", "ask", "theme")}
    if not values["id"]:
        raise InputError(f"{place}: de inzet heeft geen id; geef elke inzet een eigen id")
    if not values["title"] and not values["ask"]:
        raise InputError(f"{place}: inzet {values['id'][:40]} heeft geen tekst; vul title en ask in")
    return Ask(values["id"], values["title"][:_LONGEST], values["ask"][:_LONGEST], values["theme"])


def stems_of(text: str) -> tuple[str, ...]:
    """Stems of the words that say something, in order."""
    return tuple(_stem(word.lower()) for word in _WORD.findall(text) if word.lower() not in _COMMON)


def as_contract(match: AskMatch, id_: Any) -> dict[str, Any]:
    """A match as the contract of `asks match` has it."""
    return {
        "id": id_,
        "verdict": match.verdict.value,
        "confidence": match.confidence,
        "why": match.why,
        "passages": [
            {"paragraph": one.paragraph, "quote": one.quote, "start": one.start, "end": one.end, "score": one.score}
            for one in match.passages
        ],
    }


def _paragraphs(record: Record) -> Iterator[Paragraph]:
    text = record.text or ""
    for place, passage in enumerate(record.passages, 1):
        words = text[passage.start : passage.end]
        number = int(passage.anchor) if passage.anchor and passage.anchor.isascii() and passage.anchor.isdigit() else place
        sentences = tuple(
            Sentence(span.quote, span.start + passage.start, span.end + passage.start, stems_of(span.quote))
            for span in split_sentences(words)
        )
        yield Paragraph(number, words, stems_of(words), sentences)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


class _Vectors:
    """The paragraphs of a text and their sentences as vectors."""

    def __init__(self, store: Store, model: Embedder, paragraphs: Sequence[Paragraph]) -> None:
        self._model = model
        self._paragraphs = passage_vectors(store, model, [one.text for one in paragraphs])
        sentences = [(place, one.quote) for place, paragraph in enumerate(paragraphs) for one in paragraph.sentences]
        self._of = [place for place, _quote in sentences]
        self._sentences = passage_vectors(store, model, [quote for _place, quote in sentences])
        self._number = len(paragraphs)

    def near(self, ask: str) -> Nearness:
        """How near an ask is to each paragraph, and to its best sentence."""
        wanted: NDArray[np.float32] = self._model.queries([ask])[0]
        whole = [float(value) for value in self._paragraphs @ wanted]
        lowest = min(whole, default=0.0)
        parts, best, seen = [lowest] * self._number, [0] * self._number, [0] * self._number
        for place, value in zip(self._of, self._sentences @ wanted, strict=True):
            if not seen[place] or value > parts[place]:
                parts[place], best[place] = float(value), seen[place]
            seen[place] += 1
        return Nearness(whole, parts, best)

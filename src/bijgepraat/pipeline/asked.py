# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The book of asks: from a file with a text, and asks, to what the text does with each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bijgepraat.ledger.asked import Matcher, Nearness
from bijgepraat.model.asked import Ask, AskMatch, AskPart, AskWords, Paragraph, Sentence
from bijgepraat.model.records import Notice, Record
from bijgepraat.pipeline.asked_numbers import paragraph_numbers
from bijgepraat.pipeline.embedding import passage_vectors
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError
from bijgepraat.sources.files import read_file
from bijgepraat.store.store import Store
from bijgepraat.understand.asking import counted_stems, demands, subject_terms
from bijgepraat.understand.embedding import Embedder, embedder
from bijgepraat.understand.sentences import split_sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Held", "as_contract", "ask_of", "embedder", "match_asks", "paragraphs_in", "paragraphs_of", "stems_of", "words_of"]

_LONGEST = 4_000
_CONTENTS = "inhoud"


def match_asks(
    store: Store, asks: Iterable[Ask], file: Path, *, model: Embedder | None, limits: Limits | None = None
) -> Iterator[AskMatch]:
    """Hold asks against the text of a file (CSV with `paragraph,txt`, PDF, DOCX, HTML, text), in their order.

    Vectors of the text are kept in the store, so that the second time costs no more than the asks. Raises `InputError` when
    there is no text in the file.
    """
    _text, paragraphs = paragraphs_of(file, limits or Limits())
    held = Held(store, paragraphs, model)
    for ask in asks:
        yield held.match(ask)


class Held:
    """A text that asks are held against, one after the other."""

    def __init__(self, store: Store, paragraphs: Sequence[Paragraph], model: Embedder | None) -> None:
        self._matcher = Matcher(paragraphs, counted_stems)
        self._vectors = _Vectors(store, model, paragraphs) if model is not None and paragraphs else None

    def match(self, ask: Ask) -> AskMatch:
        """What the text does with an ask."""
        near = self._vectors.near(f"{ask.title}. {ask.ask}") if self._vectors is not None else None
        return self._matcher.match(ask_words(ask), near)


def paragraphs_of(file: Path, limits: Limits) -> tuple[str, list[Paragraph]]:
    """The text of a file, and its paragraphs by number: the file's own where it has them, else from 1."""
    for item in read_file(file, file.name, None, limits):
        if isinstance(item, Notice):
            continue
        if isinstance(item, Record) and item.text and item.passages:
            return item.text, paragraphs_in(item.text, item.passages, paragraph_numbers(item.text, item.passages))
    raise InputError(
        f"in {file.name} staat geen tekst met alinea's; geef een CSV met paragraph,txt, een PDF, DOCX, HTML of tekst"
    )


def paragraphs_in(text: str, passages: Sequence[Any], numbers: Sequence[int] | None = None) -> list[Paragraph]:
    """Paragraphs of a text from its passages (start, end, kind, anchor). Lines of a table of contents count and say nothing.

    `numbers` are those of the passages; without, a passage has its own or its place from 1, as pages of the site show it.
    """
    found = []
    for place, passage in enumerate(passages, 1):
        if passage.kind == _CONTENTS:
            continue
        words = text[passage.start : passage.end]
        if numbers is not None:
            number = numbers[place - 1]
        else:
            number = int(passage.anchor) if passage.anchor and passage.anchor.isascii() and passage.anchor.isdigit() else place
        sentences = tuple(
            Sentence(span.quote, span.start + passage.start, span.end + passage.start) for span in split_sentences(words)
        )
        found.append(Paragraph(number, words, _counts(words), sentences))
    return found


def ask_of(row: Mapping[str, Any], place: str) -> Ask:
    """An ask from a row with `id`, `title`, `ask` and `theme`. Raises `InputError` that names `place` when it asks nothing."""
    values = {name: str(row.get(name) if row.get(name) is not None else "").strip() for name in ("id", "title", "ask", "theme")}
    if not values["id"]:
        raise InputError(f"{place}: de inzet heeft geen id; geef elke inzet een eigen id")
    if not values["title"] and not values["ask"]:
        raise InputError(f"{place}: inzet {values['id'][:40]} heeft geen tekst; vul title en ask in")
    return Ask(values["id"], values["title"][:_LONGEST], values["ask"][:_LONGEST], values["theme"])


def ask_words(ask: Ask) -> AskWords:
    """An ask as the matcher takes it."""
    whole = f"{ask.title}. {ask.ask}"
    parts = tuple(AskPart(one.quote, tuple(subject_terms(one.quote))) for one in demands(ask.ask))
    return AskWords(ask, tuple(subject_terms(ask.title)), tuple(subject_terms(whole)), parts)


def words_of(text: str) -> list[str]:
    """The words that say what a text is about, in order, each once, as they stand there."""
    return [term.word for term in subject_terms(text)]


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of words and of the parts of compounds."""
    return tuple(stem for stem, _worth in counted_stems(text))


def _counts(text: str) -> dict[str, float]:
    counts: dict[str, float] = {}
    for stem, worth in counted_stems(text):
        counts[stem] = counts.get(stem, 0.0) + worth
    return counts


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

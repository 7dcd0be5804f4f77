# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The commitments that the chair reads out at the end of a debate, and what is put right about them in the turns between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bijgepraat.model.claims import Commitment, Moment, Span
from bijgepraat.model.debates import Debate, Speech
from bijgepraat.understand import chair_words as say
from bijgepraat.understand.promises import judge_promise
from bijgepraat.understand.sentences import split_sentences

Finder = Callable[[str, date | None], Sequence[Moment]]

_SHORTEST_ITEM = 5
_SHORTEST_NUMBERED = 3
_SHORT_REMARK = 12
"""Words. A longer remark of the chair is about something else than the item's term."""
_SHORT_ANSWER = 8
_TELLING = re.compile(r"\w{5,}")
_SAME_AGAIN = 0.6
"""The share of the long words of a sentence that the item before has too: from there it is that item again."""
_SHORTEST_ANSWER = 5
_TURNS_BETWEEN = 12
"""After so many turns without a new item the list is over, even when nobody said so."""
_TURNS_TO_CORRECT = 4
"""So many turns after an item someone may still put it right."""


@dataclass(slots=True)
class _Item:
    """An item as it was read out, with what was said about it before the next one. Lives only while a debate is read."""

    speech: Speech
    start: int
    """Offset in the debate's text."""
    quote: str
    corrected: list[Moment] = field(default_factory=list)
    swaps: list[tuple[str, Span]] = field(default_factory=list)
    withdrawn: Span | None = None
    to: Span | None = None


def read_list(debate: Debate, cabinet: Sequence[Speech], find_moments: Finder) -> list[Commitment]:
    """The items of the chair's list as commitments, one an item, corrections applied.

    An item that was taken back stays, with the words that did so as `withdrawn`: it is no commitment any more, and readers see
    why. `cabinet` are the turns of members of the cabinet in this debate: they tell who "de minister" is.
    """
    list_ = _List(debate.date, find_moments)
    members = {id(turn) for turn in cabinet}
    for speech in debate.speeches:
        if speech.chair:
            list_.chair_speaks(speech)
        else:
            list_.other_speaks(speech, is_cabinet=id(speech) in members)
    who = _Who(cabinet)
    return [_commitment(item, debate, who, find_moments) for item in list_.items]


class _List:
    """Goes through the turns of one debate and keeps whether the chair is reading out the list."""

    def __init__(self, on: date | None, find_moments: Finder) -> None:
        self.items: list[_Item] = []
        self._on = on
        self._find_moments = find_moments
        self._reading = False
        self._turns_since = 0
        self._proposed: list[Moment] = []
        """Terms that a member named, for the chair or the cabinet to agree with."""

    def chair_speaks(self, speech: Speech) -> None:
        spans = split_sentences(speech.text)
        numbered = False
        if self._reading and self.items and spans:
            self._agree(spans[0].quote)
        for n, sentence in enumerate(spans):
            words = sentence.quote
            if words.endswith("?"):
                continue
            ends = say.ENDS_LIST.match(words) is not None
            announces = not ends and say.ANNOUNCES.search(words) is not None and not say.ONLY_MENTIONS.search(words)
            if ends or (not announces and say.CLOSES.search(words)):
                self._reading = False
            if self._reading and say.NUMBER.fullmatch(words):
                numbered = True
                continue
            follows = spans[n + 1].quote if n + 1 < len(spans) else ""
            counted = numbered or (self._reading and say.STARTS_WITH_NUMBER.match(words) is not None)
            more = self._reading and not counted and self._goes_on(speech, words)
            if self._reading and not counted and self._says_again(words):
                self._remark(sentence, speech.start, longer=True)
            elif not more and (self._reading or _approves(follows)) and _is_item(words, counted, announces):
                self.items.append(_Item(speech, speech.start + sentence.start, words))
                self._proposed = []
                announces = True
            elif self._reading and self.items:
                self._remark(sentence, speech.start, longer=more)
            if announces:
                self._reading, self._turns_since = True, 0
            numbered = False

    def other_speaks(self, speech: Speech, is_cabinet: bool) -> None:
        self._turns_since += 1
        self._reading = self._reading and self._turns_since <= _TURNS_BETWEEN
        if not (self._reading and self.items) or self._turns_since > _TURNS_TO_CORRECT:
            return
        spans = split_sentences(speech.text)
        if is_cabinet and spans:
            self._agree(spans[0].quote)
        for sentence in spans:
            words = sentence.quote
            if say.AGREES.match(words) and not say.BUT.search(words):
                # Whoever agrees with an item goes on about other things.
                return
            if say.IN_GENERAL.search(words) or (is_cabinet and words.endswith("?")):
                continue
            # What a member of the cabinet says right after an item: another term takes the place of the one read out.
            promises = judge_promise(words) is not None
            count = len(words.split())
            plain = count <= (_SHORTEST_ANSWER if is_cabinet else _SHORT_ANSWER) and not words.lower().startswith("tot ")
            plain = plain or (say.REJECTED.search(words) is not None and say.BUT.search(words) is not None)
            moments = self._moments(words, speech.start + sentence.start)
            moments = [moment for moment in moments if moment.deadline or promises or plain]
            if is_cabinet:
                self.items[-1].corrected += moments
            else:
                self._proposed += moments

    def _agree(self, words: str) -> None:
        """What a member proposed is the term now, when these are the words of someone who takes it over."""
        if self._proposed and (say.AGREES.match(words) or say.TAKES_OVER.search(words)) and not say.REJECTED.search(words):
            self.items[-1].corrected += self._proposed
        self._proposed = []

    def _goes_on(self, speech: Speech, words: str) -> bool:
        """Whether a sentence adds to the item before it in the same turn: "De Kamer wordt hierover in mei geïnformeerd."."""
        return (
            bool(self.items)
            and self.items[-1].speech is speech
            and say.POINTS_BACK.match(words) is not None
            and say.PROMISED.search(words) is None
        )

    def _says_again(self, words: str) -> bool:
        """Whether the chair repeats the item before, to put it right or because somebody asked what it was."""
        if not self.items or not say.SAYS_AGAIN.match(words):
            return False
        said, again = (set(_TELLING.findall(text.lower())) for text in (self.items[-1].quote, words))
        return bool(again) and len(said & again) >= _SAME_AGAIN * len(again)

    def _remark(self, sentence: Span, offset: int, *, longer: bool) -> None:
        """What the chair says between two items, about the one before."""
        words, start, item = sentence.quote, offset + sentence.start, self.items[-1]
        if say.WITHDRAWN.search(words):
            item.withdrawn = Span(words, start, start + len(words))
        to = say.TO_WHOM.search(words) if "toezegging" in words.lower() else None
        if to and item.to is None:
            item.to = Span(to["to"], start + to.start("to"), start + to.end("to"))
        swap = say.SWAPS.search(words)
        if swap:
            item.swaps.append((swap["old"], Span(swap["new"], start + swap.start("new"), start + swap.end("new"))))
        elif (longer or len(words.split()) <= _SHORT_REMARK) and not say.MEETING.search(words):
            item.corrected += self._moments(words, start)

    def _moments(self, words: str, start: int) -> list[Moment]:
        """The terms that a remark names. Of "niet na maar voor de zomer" only what comes after "maar"."""
        begin = 0
        if say.REJECTED.search(words):
            turn = say.BUT.search(words)
            if turn is None:
                return []
            begin = turn.end()
        return [
            _shifted(moment, start)
            for moment in self._find_moments(words, self._on)
            if moment.start >= begin and _dated(moment) and not _is_past(moment, self._on)
        ]


def _is_item(words: str, numbered: bool, announces: bool) -> bool:
    if say.PROMISED.search(words):
        # "Dan zijn er toezeggingen gedaan" has the words too.
        return not announces or say.ITEM.search(words) is not None
    count = len(words.split())
    if say.PROCEDURE.search(words) or count < (_SHORTEST_NUMBERED if numbered else _SHORTEST_ITEM):
        return False
    return (numbered and not announces) or any(pattern.search(words) for pattern in (say.ITEM, say.PASSIVE_ITEM, say.HE))


def _approves(words: str) -> bool:
    """Whether a sentence takes the one before it as a promise: "Dat is een mooie toezegging."."""
    return say.IS_PROMISE.search(words) is not None and not words.endswith("?") and not say.NOT_APPROVED.search(words)


def _commitment(item: _Item, debate: Debate, who: _Who, find_moments: Finder) -> Commitment:
    name, role = who.answers_for(item.quote, item.start)
    to = item.to or _to_whom(item)
    return Commitment(
        item.quote,
        item.start,
        item.start + len(item.quote),
        by_name=name,
        by_role=role,
        strength="hard",
        deadline=_term(item, debate.date, find_moments),
        speech=item.speech.id,
        read_out=True,
        to=to,
        withdrawn=item.withdrawn,
    )


def _to_whom(item: _Item) -> Span | None:
    found = say.TO_WHOM.search(item.quote) or re.search(r"\b(?P<to>(?:de|uw) Kamer)\b", item.quote, re.IGNORECASE)
    return Span(found["to"], item.start + found.start("to"), item.start + found.end("to")) if found else None


def _term(item: _Item, on: date | None, find_moments: Finder) -> Moment | None:
    read = best_term(find_moments(item.quote, on), on)
    if item.withdrawn is None:
        for old, new in item.swaps:
            swapped = best_term(find_moments(_swap(item.quote, old.strip(), new.quote.strip()), on), on)
            if read and swapped and (swapped.first, swapped.last) != (read.first, read.last):
                said = best_term(find_moments(new.quote, on), on)
                if said and (said.first, said.last) == (swapped.first, swapped.last):
                    return _shifted(said, new.start)
                # A single word was put right ("voor" into "na"): the phrase stays the one that was read out, the dates are the new.
                return replace(_shifted(read, item.start), first=swapped.first, last=swapped.last)
        if item.corrected:
            return item.corrected[-1]
    return _shifted(read, item.start) if read else None


def _swap(words: str, old: str, new: str) -> str:
    return re.sub(rf"\b{re.escape(old)}\b", lambda _: new, words)


def best_term(moments: Sequence[Moment], on: date | None) -> Moment | None:
    """Of the moments in a commitment the one that is its term, or None when all of them lie before `on`.

    A deadline goes before a mere date, a dated one before a phrase that only an agenda could resolve.
    """
    ranked = sorted(moments, key=lambda moment: (not moment.deadline, not _dated(moment), moment.start))
    return next((moment for moment in ranked if not _is_past(moment, on)), None)


def _dated(moment: Moment) -> bool:
    return moment.first is not None or moment.last is not None


def _is_past(moment: Moment, on: date | None) -> bool:
    return on is not None and moment.last is not None and moment.last < on


def _shifted(moment: Moment, by: int) -> Moment:
    return replace(moment, start=moment.start + by, end=moment.end + by)


_RARE = re.compile(r"\w{7,}")
_ROLE = re.compile(r"\b(staatssecretaris|minister)(?:sen|s)?\b", re.IGNORECASE)


class _Who:
    """Tells whom an item is about, from the turns of the cabinet in its debate."""

    def __init__(self, cabinet: Sequence[Speech]) -> None:
        self._cabinet = cabinet
        self._said: list[tuple[Speech, frozenset[str]]] | None = None

    def answers_for(self, quote: str, start: int) -> tuple[str | None, str | None]:
        """Name and role: the one of that kind, whose name or portfolio the item has, who is alone, or who said the same words."""
        speakers: dict[str, Speech] = {turn.speaker: turn for turn in self._cabinet if turn.start < start}
        asked = _ROLE.search(quote)
        candidates = list(speakers.values())
        if asked:
            candidates = [turn for turn in candidates if (turn.role or "").lower().startswith(asked[1].lower())]
        named = [turn for turn in candidates if turn.speaker and re.search(rf"\b{re.escape(turn.speaker.split()[-1])}\b", quote)]
        named = named or [turn for turn in candidates if any(word in quote for word in _portfolio(turn.role))]
        chosen = named if len(named) == 1 else candidates
        if len(chosen) == 1:
            return chosen[0].speaker, chosen[0].role
        same = self._who_said(quote, {turn.speaker for turn in chosen})
        if same is not None:
            return same.speaker, same.role
        return None, asked[1].lower() if asked else None

    def _who_said(self, quote: str, among: set[str]) -> Speech | None:
        """Who spoke the sentence that has most of the item's long words: at least two, and more than anyone else's."""
        if self._said is None:
            self._said = [
                (turn, frozenset(_RARE.findall(sentence.quote.lower())))
                for turn in self._cabinet
                for sentence in split_sentences(turn.text)
            ]
        words = frozenset(_RARE.findall(quote.lower()))
        best: dict[str, tuple[int, Speech]] = {}
        for turn, said in self._said:
            shared = len(words & said)
            if turn.speaker in among and shared > best.get(turn.speaker, (1, turn))[0]:
                best[turn.speaker] = (shared, turn)
        ranked = sorted(best.values(), key=lambda entry: -entry[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]


def _portfolio(role: str | None) -> Iterator[str]:
    return (word.strip(",") for word in (role or "").split()[1:] if len(word) > 6 and word[:1].isupper())

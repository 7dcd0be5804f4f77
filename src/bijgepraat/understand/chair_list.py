# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The commitments that the chair reads out at the end of a debate, and what is put right about them in the turns between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bijgepraat.model.claims import Commitment, Moment
from bijgepraat.model.debates import Debate, Speech
from bijgepraat.understand.promises import judge_promise
from bijgepraat.understand.sentences import split_sentences

Finder = Callable[[str, date | None], Sequence[Moment]]

_ANNOUNCES = re.compile(
    r"\btoezeggingen\b|\b(?:eerste|tweede|volgende|laatste|enige|één|een|de|aantal) toezegging(?:en)?\b", re.IGNORECASE
)
_ENDS_LIST = re.compile(
    r"(?:dat|dit) (?:(?:waren|was) (?:dan |ze )?(?:alle|de|het)|zijn (?:dan |ze )?(?:alle|allemaal))", re.IGNORECASE
)
_CLOSES = re.compile(
    r"\bsluit (?:ik )?(?:hierbij |hiermee |nu )?(?:de|het|deze|dit)\b|"
    r"\b(?:aan|bij|tot) het einde\b|\b(?:is|wordt) gesloten\b|"
    r"\b(?:ik dank|dank ik) (?:alle|de|iedereen|u)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?:punt|nummer|toezegging|de) )?(?:\d{1,2}|"
    r"één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    r"eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|laatste|volgende)(?: toezegging)?[.:)]?",
    re.IGNORECASE,
)
_WHO = (
    r"(?:(?:de |beide |een van de )?"
    r"(?:minister-president|ministers?|staatssecretaris(?:sen)?|bewindsperso(?:on|nen)|bewindslieden|regering)|"
    r"het kabinet|(?:de|uw) (?:Tweede )?Kamer|de commissie)"
)
_DOES = (
    r"(?:zal|zullen|zegt|zeggen|zegde|zegden|heeft|hebben|komt|komen|stuurt|sturen|informeert|informeren|gaat|gaan|zorgt|neemt|nemen|"
    r"ontvangt|krijgt|wordt|worden|doet|laat|zendt|onderzoekt|bekijkt|kijkt|beziet|verkent|rapporteert|brengt|betrekt|geeft|bespreekt|"
    r"vraagt|overlegt|streeft|verwacht|koppelt|legt|biedt|is bereid|treedt|agendeert|evalueert|publiceert)"
)
_ITEM = re.compile(
    rf"(?:^|[:,] |\bdat |\bis |\bstaan ){_WHO}(?=[ ,])[^.;?!]{{0,140}}? ?\b{_DOES}\b|\b{_DOES} {_WHO}\b|"
    r"\bdat (?:we|wij|u) [^.;?!]{0,140}\b(?:krijgen|ontvangen|krijgt|ontvangt|geïnformeerd)\b",
    re.IGNORECASE,
)
_PASSIVE_ITEM = re.compile(
    r"\b(?:wordt|worden|zal|zullen)\b[^.;?!]{0,200}"
    r"\b(?:Kamer|meegenomen|opgenomen|geïnformeerd|gestuurd|verwerkt|toegezonden|betrokken|ingegaan|teruggekomen|gepubliceerd|gedeeld|"
    r"verstrekt|onderzocht|aangeboden|uitgewerkt)\b|"
    r"\b(?:komt|komen|gaat|gaan)\b[^.;?!]{0,120}\b(?:naar|aan|bij) de Kamer\b|"
    r"\b(?:er|hierover|daarover) (?:komt|volgt)\b|\b(?:komt|volgt) er\b|\btoegezegd\b",
    re.IGNORECASE,
)
_HE = re.compile(
    rf"^(?:Ook )?(?:[Hh]ij|[Zz]ij|[Zz]e) {_DOES}\b.{{0,200}}\b(?:ook|daarnaast|verder|tevens|eveneens|Kamer|brief)\b"
)
_POINTS_BACK = re.compile(
    r"(?:[^\s.]+ ){0,5}(?:hierover|daarover|hiervan|daarvan|erover|hierop|daarop|hierin|daarin|daarbij|hierbij)\b|"
    r"(?:dit|dat|die|deze) (?:gebeurt|doet|zal|wordt|volgt|komt)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on about the item before it."""
_PROCEDURE = re.compile(
    r"\b(?:tweeminutendebat|het woord|gestemd|gaat (?:verder|door)|vervolgt|dank)\b|"
    r"\bkan leven\b|"
    r"\b(?:stemm(?:en|ing)|schors)|\b(?:eerste|tweede|derde) termijn\b|\bis dat (?:zo|juist|correct)\b|"
    r"\b(?:dat is een toezegging aan|deze toezegging|de toezegging die)\b|\bik (?:kijk|zie|hoor|dank|stel vast)\b",
    re.IGNORECASE,
)
"""Order of the meeting, and to whom something was promised: no items."""
_IS_PROMISE = re.compile(r"\b(?:toezegging|genoteerd|noteren)\b", re.IGNORECASE)
_NOT_APPROVED = re.compile(r"\btoezeggingen\b|\bgeen toezegging\b", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:tweeminutendebat|debat|stemm\w+|vergadering|plenair)\b", re.IGNORECASE)
_SHORTEST_ITEM = 5
_SHORT_REMARK = 12
"""Words. A longer remark of the chair is about something else than the item's term."""
_QUOTED = r"[\"“'‘](?P<{}>[^\"”'’]{{1,40}})[\"”'’]"
_SWAPS = re.compile(
    r"\b(?:maken we van|moet|wordt|veranderen we|vervangen we)\b[^.\"“'‘]{0,30}"
    + _QUOTED.format("old") + r"[^.\"“'‘]{0,40}" + _QUOTED.format("new"),
    re.IGNORECASE,
)  # fmt: skip
_WITHDRAWN = re.compile(
    r"\bgeen toezegging\b|"
    r"\b(?:schrappen|verwijderen|laten) we\b[^.]{0,30}\b(?:toezegging|lijst|weg|vervallen)\b|"
    r"\b(?:die|deze|dat|toezegging) "
    r"(?:vervalt|komt te vervallen|trekken we in|schrappen we|halen we (?:eraf|weg|van de lijst)|nemen we niet op)\b",
    re.IGNORECASE,
)
_REJECTED = re.compile(r"\b(?:nee|niet|geen)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Item:
    """An item as it was read out, with what was said about it before the next one. Lives only while a debate is read."""

    speech: Speech
    start: int
    """Offset in the debate's text."""
    quote: str
    corrected: list[Moment] = field(default_factory=list)
    swaps: list[tuple[str, str]] = field(default_factory=list)
    withdrawn: bool = False


def read_list(debate: Debate, cabinet: Sequence[Speech], find_moments: Finder) -> list[Commitment]:
    """The items of the chair's list as commitments, one an item, corrections applied, withdrawn ones left out.

    `cabinet` are the turns of members of the cabinet in this debate: they tell who "de minister" is.
    """
    list_ = _List(debate.date, find_moments)
    for speech in debate.speeches:
        if speech.chair:
            list_.chair_speaks(speech)
        else:
            list_.other_speaks(speech, is_cabinet=any(speech is turn for turn in cabinet))
    return [_commitment(item, debate, cabinet, find_moments) for item in list_.items if not item.withdrawn]


_TURNS_BETWEEN = 12
"""After so many turns without a new item the list is over, even when nobody said so."""


class _List:
    """Goes through the turns of one debate and keeps whether the chair is reading out the list."""

    def __init__(self, on: date | None, find_moments: Finder) -> None:
        self.items: list[_Item] = []
        self._on = on
        self._find_moments = find_moments
        self._reading = False
        self._turns_since = 0

    def chair_speaks(self, speech: Speech) -> None:
        spans = split_sentences(speech.text)
        numbered = False
        for n, sentence in enumerate(spans):
            words = sentence.quote
            if words.endswith("?"):
                continue
            ends = _ENDS_LIST.match(words) is not None
            announces = not ends and _ANNOUNCES.search(words) is not None
            if ends or (not announces and _CLOSES.search(words)):
                self._reading = False
            if self._reading and _NUMBER.fullmatch(words):
                numbered = True
                continue
            follows = spans[n + 1].quote if n + 1 < len(spans) else ""
            more = self._reading and not numbered and self._goes_on(speech, words)
            if not more and (self._reading or _approves(follows)) and _is_item(words, numbered):
                self.items.append(_Item(speech, speech.start + sentence.start, words))
                announces = True
            elif self._reading and self.items:
                self._remark(words, speech.start + sentence.start, longer=more)
            if announces:
                self._reading, self._turns_since = True, 0
            numbered = False

    def other_speaks(self, speech: Speech, is_cabinet: bool) -> None:
        self._turns_since += 1
        self._reading = self._reading and self._turns_since <= _TURNS_BETWEEN
        if not (self._reading and self.items and is_cabinet):
            return
        # What a member of the cabinet says right after an item: another term takes the place of the one read out.
        for sentence in split_sentences(speech.text):
            words = sentence.quote
            if not words.endswith("?") and not _REJECTED.search(words):
                self._correct(words, speech.start + sentence.start, deadlines_only=judge_promise(words) is None)

    def _goes_on(self, speech: Speech, words: str) -> bool:
        """Whether a sentence adds to the item before it in the same turn: "De Kamer wordt hierover in mei geïnformeerd."."""
        return bool(self.items) and self.items[-1].speech is speech and _POINTS_BACK.match(words) is not None

    def _remark(self, words: str, start: int, *, longer: bool) -> None:
        """What the chair says between two items, about the one before."""
        if _WITHDRAWN.search(words):
            self.items[-1].withdrawn = True
        swap = _SWAPS.search(words)
        if swap:
            self.items[-1].swaps.append((swap["old"], swap["new"]))
        elif (longer or len(words.split()) <= _SHORT_REMARK) and not _REJECTED.search(words) and not _MEETING.search(words):
            self._correct(words, start, deadlines_only=False)

    def _correct(self, words: str, start: int, *, deadlines_only: bool) -> None:
        for moment in self._find_moments(words, self._on):
            if _dated(moment) and not _is_past(moment, self._on) and (moment.deadline or not deadlines_only):
                self.items[-1].corrected.append(_shifted(moment, start))


def _is_item(words: str, numbered: bool) -> bool:
    if _PROCEDURE.search(words) or len(words.split()) < _SHORTEST_ITEM:
        return False
    return numbered or bool(_ITEM.search(words) or _PASSIVE_ITEM.search(words) or _HE.search(words))


def _approves(words: str) -> bool:
    """Whether a sentence takes the one before it as a promise: "Dat is een mooie toezegging."."""
    return _IS_PROMISE.search(words) is not None and not words.endswith("?") and not _NOT_APPROVED.search(words)


def _commitment(item: _Item, debate: Debate, cabinet: Sequence[Speech], find_moments: Finder) -> Commitment:
    name, role = _who(item.quote, item.start, cabinet)
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
    )


def _term(item: _Item, on: date | None, find_moments: Finder) -> Moment | None:
    read = best_term(find_moments(item.quote, on), on)
    for old, new in item.swaps:
        swapped = best_term(find_moments(_swap(item.quote, old.strip(), new.strip()), on), on)
        if read and swapped and (swapped.first, swapped.last) != (read.first, read.last):
            # The phrase stays the one that was read out, as the quote shows it; the dates are those of the corrected words.
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


def _who(quote: str, start: int, cabinet: Sequence[Speech]) -> tuple[str | None, str | None]:
    """Who an item is about: the member of the cabinet of that kind, or whose role's words the item has, or who is alone."""
    speakers: dict[str, Speech] = {turn.speaker: turn for turn in cabinet if turn.start < start}
    asked = re.search(r"\b(staatssecretaris|minister)\b", quote, re.IGNORECASE)
    candidates = list(speakers.values())
    if asked:
        candidates = [turn for turn in candidates if (turn.role or "").lower().startswith(asked.group().lower())]
    named = [turn for turn in candidates if any(word in quote for word in _portfolio(turn.role))]
    chosen = named if len(named) == 1 else candidates
    if len(chosen) == 1:
        return chosen[0].speaker, chosen[0].role
    return None, asked.group().lower() if asked else None


def _portfolio(role: str | None) -> Iterator[str]:
    return (word.strip(",") for word in (role or "").split()[1:] if len(word) > 6 and word[:1].isupper())

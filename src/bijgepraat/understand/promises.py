# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Whether one sentence, said or written by a member of the cabinet, holds a promise, and how firm it is.

Three things must come together: someone who answers for it (ik, wij, het kabinet, a colleague), something that will be done, and
nothing that takes it back: a refusal, a condition, a report of an older promise, the order of the debate.
"""

from __future__ import annotations

import re

from bijgepraat.model.claims import Strength
from bijgepraat.understand import promise_forms as form
from bijgepraat.understand.promise_words import DOING_NOW, TELLING_NOW, any_of, lowered
from bijgepraat.understand.takes_back import is_condition, is_order_of_debate, is_past, is_refused, takes_back, tells_what_is_good

LONGEST = 1_500
"""Characters. What is longer is a table or a paragraph without full stops, and is not judged."""
_SHORT = 120
"""Characters. A longer sentence says itself what it promises."""
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"\w+")


def judge_promise(sentence: str) -> Strength | None:
    """How firm a promise the sentence is, or None when it is none. Sentences over `LONGEST` are not judged."""
    if len(sentence) > LONGEST or sentence.endswith("?") or sentence[:1] in '"“':
        return None
    words = _BLANK.sub(" ", sentence)
    low = lowered(words)
    anchor = form.ANCHOR.search(low) is not None
    has = frozenset(_WORD.findall(low))
    performs, informs, acts = _undertaken(words, low, has, anchor=anchor)
    plans = form.PLANS.search(low) if anchor and has & form.PLANNING else None
    plans = plans or (form.PLANNED.search(low) if has & form.PASSIVES and form.TIME.search(low) else None)
    plans = plans or form.BY_COLLEAGUE.search(words) or form.FOR_ANOTHER.search(low)
    said = performs or informs or acts or plans
    if not said or is_order_of_debate(low) or takes_back(low) or _keeps(low):
        return None
    if is_refused(low, *(match for match in (performs, informs, acts, plans) if match)):
        return None
    doubtful = (
        (form.STEERS.search(low) and not performs)
        or (form.GOES_INTO.search(low) and not form.IN_PAPER.search(low))
        or (form.CUSTOM.search(low) and not (performs or form.FUTURE.search(low)))
        or (is_past(low) and not informs)
        or (tells_what_is_good(low) and not (performs or form.FUTURE.search(low)))
        or (is_condition(low) and not (anchor and (informs or plans)))
        or (form.BARE_RETURN.search(low) and not anchor)
    )
    if doubtful:
        return None
    if not (performs or informs or acts):
        return "zacht"
    soft = form.SOFT.search(low) or form.SOFT_BY_COLLEAGUE.search(words)
    return "hard" if form.NOT_SOFT.search(low) or not soft else "zacht"


def _keeps(low: str) -> bool:
    """Whether it does now what was promised before: a term or "zal" makes it a promise again."""
    kept = form.KEEPS.search(low)
    return kept is not None and not any(again.search(low, kept.end()) for again in (form.FUTURE, form.TERM, form.TIME))


_Found = re.Match[str] | None


def _undertaken(words: str, low: str, has: frozenset[str], *, anchor: bool) -> tuple[_Found, _Found, _Found]:
    """Where the sentence promises in so many words, that the Kamer will hear something, that something will be done.

    `low` is the sentence in lower case, `has` are its words: most sentences have none of those that a pattern begins with, and are
    not searched for it.
    """
    performs = informs = acts = None
    if has & form.SPEAKERS:
        later, now = bool(has & form.FUTURES), bool(has & DOING_NOW)
        performs = form.PERFORMS.search(low) or form.ASSENT.search(low)
        informs = (
            (form.INFORMS_LATER.search(low) if later else None)
            or (form.INFORMS_NOW.search(low) if has & TELLING_NOW else None)
            or form.INFORMS.search(low)
        )
        acts = (
            (form.ACTS_LATER.search(low) if later else None)
            or (form.ACTS_NOW.search(low) if now else None)
            or (form.WE_ACT_NOW.search(low) if now and anchor else None)
            or (form.ACTS_WITH_ANCHOR.search(low) if anchor else None)
            or (form.ACTS_IN_TIME.search(low) if form.TERM.search(low) and not form.PERFECT.search(low) else None)
        )
    elif has & form.PROMISE_WORDS:
        performs = form.PERFORMS.search(low)
    informs = informs or form.TO_THE_HOUSE.search(low) or form.TO_A_MEMBER.search(words)
    return performs, informs, acts or form.ACTS.search(low)


def is_bare(sentence: str) -> bool:
    """Whether a sentence promises something without saying what: "Zullen we doen.", "Ja, dat zeg ik toe."."""
    return says_only_yes(sentence) or (len(sentence) <= _SHORT and form.BARE_PROMISE.search(_plain(sentence)) is not None)


def says_only_yes(sentence: str) -> bool:
    """Whether it is a promise only as the answer to a question: "Dat doen we."."""
    return len(sentence) <= _SHORT and form.ASSENT.search(_plain(sentence)) is not None


def _plain(sentence: str) -> str:
    return lowered(_BLANK.sub(" ", sentence))


_REPORTS = re.compile(
    r"\b(?P<role>(?:[Dd]e )?(?:[Dd]emissionair )?(?:[Mm]inister(?:-president)?|[Ss]taatssecretaris|[Hh]et kabinet|[Dd]e regering)"
    r"(?: van [A-Z][\w,& ]{1,60}?)?)(?: [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})?,? "
    r"(?:(?:zegt|zegde|heeft|hebben) [^.;?!]{0,160}?\b(?:toe|toegezegd)\b|(?:belooft|garandeert)\b|"
    r"(?:zal|gaat|komt|stuurt|informeert) [^.;?!]{0,160}?\bKamer\b)"
)
_NO_REPORT = any_of(
    r"\b(?:niet|geen|nooit)\b",
    r"\bverzoek(?:t|en)?\b",
    r"\b(?:of|als|indien|mocht) (?:de (?:minister|staatssecretaris)|het kabinet)\b",
)


def judge_report(sentence: str) -> str | None:
    """Who promises something according to the sentence ("minister van Financiën"), or None when nobody does."""
    if (
        len(sentence) > LONGEST
        or sentence.endswith("?")
        or _NO_REPORT.search(sentence)
        or takes_back(lowered(sentence), motion_only=True)
    ):
        return None
    report = _REPORTS.search(sentence)
    return re.sub(r"^(?:de|het) ", "", report["role"], flags=re.IGNORECASE).strip() if report else None

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
from bijgepraat.understand.promise_words import DOING_NOW, TELLING_NOW, any_of
from bijgepraat.understand.takes_back import is_condition, is_order_of_debate, is_past, is_refused, takes_back, tells_what_is_good

_LONGEST = 1_500
"""Characters. What is longer is a table or a paragraph without full stops."""
_SHORT = 120
"""Characters. A longer sentence says itself what it promises."""
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"\w+")


def judge_promise(sentence: str) -> Strength | None:
    """How firm a promise the sentence is, or None when it is none. Sentences over `_LONGEST` are not judged."""
    if len(sentence) > _LONGEST or sentence.endswith("?") or sentence[:1] in '"“':
        return None
    words = _BLANK.sub(" ", sentence)
    anchor = form.ANCHOR.search(words) is not None
    has = frozenset(_WORD.findall(words.lower()))
    performs, informs, acts = _undertaken(words, has, anchor=anchor)
    plans = form.PLANS.search(words) if anchor and has & form.PLANNING else None
    plans = plans or (form.PLANNED.search(words) if has & form.PASSIVES and form.TIME.search(words) else None)
    plans = plans or form.FOR_ANOTHER.search(words)
    said = performs or informs or acts or plans
    if not said or is_order_of_debate(words) or takes_back(words):
        return None
    if is_refused(words, *(match for match in (performs, informs, acts, plans) if match)):
        return None
    doubtful = (
        (form.STEERS.search(words) and not performs)
        or (form.GOES_INTO.search(words) and not form.IN_PAPER.search(words))
        or (form.CUSTOM.search(words) and not (performs or form.FUTURE.search(words)))
        or (is_past(words) and not informs)
        or (tells_what_is_good(words) and not (performs or form.FUTURE.search(words)))
        or (is_condition(words) and not (anchor and (informs or plans)))
        or (form.BARE_RETURN.search(words) and not anchor)
    )
    if doubtful:
        return None
    firm = performs or informs or acts
    return "hard" if firm and (form.NOT_SOFT.search(words) or not form.SOFT.search(words)) else "zacht"


_Found = re.Match[str] | None


def _undertaken(words: str, has: frozenset[str], *, anchor: bool) -> tuple[_Found, _Found, _Found]:
    """Where the sentence promises in so many words, that the Kamer will hear something, that something will be done.

    `has` are its words: most sentences have none of those that a pattern begins with, and are not searched for it.
    """
    performs = informs = acts = None
    if has & form.SPEAKERS:
        later, now = bool(has & form.FUTURES), bool(has & DOING_NOW)
        performs = form.PERFORMS.search(words) or form.ASSENT.search(words)
        informs = (
            (form.INFORMS_LATER.search(words) if later else None)
            or (form.INFORMS_NOW.search(words) if has & TELLING_NOW else None)
            or form.INFORMS.search(words)
        )
        acts = (
            (form.ACTS_LATER.search(words) if later else None)
            or (form.ACTS_NOW.search(words) if now else None)
            or (form.WE_ACT_NOW.search(words) if now and anchor else None)
            or (form.ACTS_WITH_ANCHOR.search(words) if anchor else None)
            or (form.ACTS_IN_TIME.search(words) if form.TERM.search(words) and not form.PERFECT.search(words) else None)
        )
    elif has & form.PROMISE_WORDS:
        performs = form.PERFORMS.search(words)
    return performs, informs or form.TO_THE_HOUSE.search(words), acts or form.ACTS.search(words)


def is_bare(sentence: str) -> bool:
    """Whether a sentence promises something without saying what: "Zullen we doen.", "Ja, dat zeg ik toe."."""
    return says_only_yes(sentence) or (
        len(sentence) <= _SHORT and form.BARE_PROMISE.search(_BLANK.sub(" ", sentence)) is not None
    )


def says_only_yes(sentence: str) -> bool:
    """Whether it is a promise only as the answer to a question: "Dat doen we."."""
    return len(sentence) <= _SHORT and form.ASSENT.search(_BLANK.sub(" ", sentence)) is not None


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
        len(sentence) > _LONGEST
        or sentence.endswith("?")
        or _NO_REPORT.search(sentence)
        or takes_back(sentence, motion_only=True)
    ):
        return None
    report = _REPORTS.search(sentence)
    return re.sub(r"^(?:de|het) ", "", report["role"], flags=re.IGNORECASE).strip() if report else None

"""Values read again from their quotes alone: sums, persons, titles, dates, statuses. The gate compares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from assistant.extraction.accountability import persons_of, readings
from assistant.extraction.context import ReportContext
from assistant.extraction.rules import actions_in, key_of, unquoted_action
from assistant.outline.model import Span
from assistant.outline.statuses import concluding_status, group_status, inline_status, read_status
from assistant.schema import Accountability, Amount, Evidence, Rule, Status
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText, fold
from assistant.text.negation import same_polarity
from assistant.text.numbers import find_money

_SAME_SUM = 0.005
"""Yuan: half a fen."""
_UNSPECIFIC = "金额"
_DENIES = re.compile(r"(?:[未不没]|基本上?|部分|阶段性|初步)$")
_CUT_NUMBER = re.compile(r"[\d.][\d.,]|\d[十百千万亿]")
_CUT_UNIT = re.compile(r"\d[\d.,余多十百千万亿元人名位个件年月日]|[余多][万亿元人名]|[千百万亿][万亿元]|人次")
_MAY_CUT = re.compile(r"[\d.．余多千百万亿人]")
"""Without one of these, no number stands at the border."""
_LABEL = re.compile(r"^[#*\s]*[一-龥]{2,8}:(?=.)")
"""完成情况: is no status."""
_CUT_OFF = "…"
"""Ends a phrase that was shortened."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Looked for one after the other, each taken out of the words before the next: 未完成 holds 完成.
_STATUS_WORDS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "unfinished",
        re.compile(
            r"(?:尚|暂|还)?(?:未|没有)(?:能)?(?:全部|按期|按时)?(?:完成|整改|到位|办结|销号|启动)|"
            r"(?:正在?|仍在?|尚在?|还在|继续|持续)(?:推进|整改|进行|办理)|(?:推进|整改|进行|办理)(?:之|当)?中"
        ),
    ),
    ("mostly_completed", re.compile(r"基本上?(?:已)?(?:整改)?(?:完成|到位|落实|办结)|大部分(?:已)?完成")),
    (
        "partial",
        re.compile(
            r"(?:阶段性|初步)(?:的)?(?:整改)?(?:完成|成效|成果|进展|目标)|部分(?:已)?(?:完成|整改)|完成[约近]?[1-9]\d?%"
        ),
    ),
    (
        "completed_ongoing",
        re.compile(r"(?:完成|整改|办结|到位|落实)[^。;]{0,6}?(?:长期|持续|常态)[^。;]{0,4}|长期坚持"),
    ),
    ("completed", re.compile(r"完成|办结|销号|到位|已(?:全部|全面|彻底|得到)*(?:整改|解决|落实|闭环|清零)|[√✓✔☑]")),
)


def cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` was cut so that it says something else: 50万元 out of 150万元, 完成 out of 未完成."""
    before, after = text[max(0, start - 8) : start].rstrip(), text[end : end + 8].lstrip()
    if _DENIES.search(before) is not None:
        return True
    left = before[-1:] + text[start:end].lstrip()[:1]
    right = text[start:end].rstrip()[-1:] + after[:1]
    if not _MAY_CUT.search(left + right):
        return False
    return _CUT_NUMBER.fullmatch(fold(left)) is not None or _CUT_UNIT.fullmatch(fold(right)) is not None


def in_order(words: str, quote: str) -> bool:
    """Whether the characters of `words` stand in `quote` in this order; both in matching form."""
    rest = iter(fold(quote))
    return all(character in rest for character in fold(words).rstrip(_CUT_OFF))


def made_of(words: str, quote: str) -> bool:
    """Whether a short phrase says nothing but what the quote says: its characters, numbers and polarity."""
    return in_order(words, quote) and same_numbers(words, quote) and same_polarity(words, quote)


def same_numbers(words: str, quote: str) -> bool:
    """Whether every number in `words` is printed, whole, in `quote`."""
    printed = Counter(_NUMBER.findall(fold(quote)))
    return not Counter(_NUMBER.findall(fold(words))) - printed


def amount_reading(amount: Amount) -> str | None:
    """Why the sum cannot be read from its quote, or None."""
    values = [money.value for money in find_money(fold(amount.evidence.quote))]
    if not any(abs(value - amount.value_yuan) < _SAME_SUM for value in values):
        return f"{amount.evidence.quote!r} does not print {amount.value_yuan} yuan"
    kind = fold(amount.kind)
    if kind != _UNSPECIFIC and not (
        in_order(kind, amount.evidence.quote) and same_numbers(kind, amount.evidence.quote)
    ):
        return f"{amount.kind!r} is not made of the quote's words"
    return None


def accountability_reading(entry: Accountability) -> str | None:
    """Why action and persons cannot be read from the quote, or None."""
    action, quote = fold(entry.action), fold(entry.evidence.quote)
    found = readings(entry.evidence.quote)
    same = [(term, persons) for term, persons in found if term == action]
    near = same or [(term, persons) for term, persons in found if in_order(term, action) or in_order(action, term)]
    if near:
        if not same and not in_order(action, quote):
            return f"the quote does not print {entry.action!r}"
        if any(persons == entry.persons for _, persons in near):
            return None
        return f"{entry.evidence.quote!r} does not give {entry.persons} persons for {entry.action!r}"
    position = quote.find(action)
    if position < 0:
        return f"the quote does not print {entry.action!r}"
    if found or entry.persons != persons_of(quote, position + len(action)):
        return f"{entry.evidence.quote!r} does not say {entry.action!r} of {entry.persons} persons"
    return None


def rule_reading(rule: Rule) -> str | None:
    """Why the title or what was done to it cannot be read from the quote, or None."""
    quote = fold(rule.evidence.quote)
    action = actions_in(quote).get(key_of(fold(rule.name))) or unquoted_action(fold(rule.name), quote)
    if action is None:
        return f"{rule.evidence.quote!r} does not say that {rule.name} was made, revised or issued"
    return None if action == rule.action else f"{rule.evidence.quote!r} says {action}, not {rule.action}"


def date_readings(text: str, words: Evidence, spans: Iterable[Span], context: ReportContext) -> set[str]:
    """The ISO dates that the words give, a missing year taken from the finding's text before them or the notice."""
    found: set[str] = set()
    limit = (context.feedback or "")[:4]
    starts = {words.start, *(start for start, end in spans if start <= words.start and words.end <= end)}
    for start in starts:
        flat = FlatText.of(text, start, words.end)
        for not_before in {None, int(limit) if limit else None}:
            for mention in find_dates(flat, context.year, not_before=not_before):
                if flat.origin[mention.start] >= words.start:
                    found.add(mention.last)
    return found


def status_readings(quote: str) -> set[Status]:
    """The statuses that the words state: of a line, a heading or a sentence read whole, else of each phrase in it."""
    flat = _LABEL.sub("", fold(quote))
    bare = flat.strip("。.;,:|*()[]【】 ")
    whole = [read_status(bare), group_status(bare), inline_status(flat), concluding_status(flat)]
    stated: set[Status] = {reading[0] for reading in whole if reading is not None}
    if stated:
        return stated
    for status, pattern in _STATUS_WORDS:
        if pattern.search(flat):
            stated.add(status)
            flat = pattern.sub("□", flat)
    return stated

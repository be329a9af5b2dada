"""Every sum of money in a finding, in yuan, literally as printed.

A sum that comes back in a later section of the notice (an explanation of what is still open) is one sum. `kind` says
what the money is, in the words round it: the verb and noun before the number, or what follows 的.
"""

from __future__ import annotations

import re

from assistant.extraction.prose import Clause, Prose, spans, without_marker
from assistant.outline.model import OutlineFinding
from assistant.schema import Amount, Evidence
from assistant.text.numbers import Money, find_money

_LONGEST_KIND = 16
_LEAD = re.compile(r"^(?:其中|截至目前|截至|目前|已经|已|现|均|共计|共|累计|合计|总计|约|近|达|并|同时|各|另|对|将)+")
_TRAIL = re.compile(r"(?:共计|共|累计|合计|总计|约|达到|达|近|为|至|的|是|了|计|各|分别|人民币|[(￥¥:“\"])+$")
_FRAGMENT = re.compile(r"^[\d.,]+[年月日万亿元个名人次%]*的?")
_AFTER = re.compile(r"(?:以[上下内]|左右)?的?(?P<noun>[一-龥]{2,12})")
_BREAK = re.compile(r"[,;。:、]|\d[^,;。:、]*?(?:元|月|年|日|人次|名|个|%)")


def amounts(text: str, finding: OutlineFinding) -> tuple[Amount, ...]:
    """The finding's sums of money, in order, each value once."""
    found: dict[float, Amount] = {}
    for flat in spans(text, finding):
        prose = Prose.of(text, *flat.span(0, len(flat))) if len(flat) else None
        if prose is None:
            continue
        for money in find_money(prose.flat.text):
            clause = _clause_of(prose, money)
            start = without_marker(prose.flat.text, clause.start, money.start)
            evidence = Evidence.cut(text, *prose.flat.span(start, max(clause.end, money.end)))
            kind = kind_of(prose.flat.text[start : clause.end], money.start - start, money.end - start)
            found.setdefault(money.value, Amount(value_yuan=money.value, kind=kind, evidence=evidence))
    return tuple(found.values())


def kind_of(clause: str, start: int, end: int) -> str:
    """What the sum at `start..end` of `clause` (matching form) is, in the clause's words; else 金额."""
    before = clause[:start]
    broken = list(_BREAK.finditer(before))
    phrase = _TRAIL.sub("", before[broken[-1].end() if broken else 0 :])
    phrase = _LEAD.sub("", phrase)
    if len(phrase) >= 2:
        return _shortened(phrase)
    after = _AFTER.match(clause, end)
    if after:
        return after["noun"][:_LONGEST_KIND]
    whole = _TRAIL.sub("", _LEAD.sub("", before))
    return _shortened(whole) if len(whole) >= 2 else "金额"


def _shortened(phrase: str) -> str:
    """The end of the phrase, not beginning in the middle of a number."""
    short = phrase[-_LONGEST_KIND:]
    return _FRAGMENT.sub("", short) or short


def _clause_of(prose: Prose, money: Money) -> Clause:
    return next((c for c in prose.clauses if c.start <= money.start < c.end), Clause(money.start, money.end, 0))

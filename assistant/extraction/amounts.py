"""Every sum of money in a finding, in yuan, literally as printed.

A sum that comes back in a later section of the notice (an explanation of what is still open) is one sum. `kind` says
what the money is, in the words round it: the verb and noun before the number, or what follows 的.
"""

from __future__ import annotations

import re

from assistant.extraction.prose import Clause, Prose, spans, without_marker
from assistant.outline.model import OutlineFinding
from assistant.schema import Amount, Evidence
from assistant.text.negation import NEGATIONS
from assistant.text.numbers import Money, find_money

_MONEY_SIGN = re.compile(r"[元万亿]")
_LONGEST_KIND = 16
_LEAD = re.compile(
    r"^(?:其中|截至目前|截至|目前|已经|已|现|均|共计|共|累计|合计|总计|约|近|达|并|同时|各|另|我院|医院|将|把|期间|度|年|年以来|以来|的|[()、“”\"])+"
)
_TRAIL = re.compile(
    r"(?:共计|共|累计|合计|总计|(?<!节)约|达到|达|近|为|由|下降至|下降到|下降为|降至|降到|降为|调为|升至|提高到|提高至|减为|增至|至|的|是|了|计|各|分别|人民币|[(、￥¥:“”\"])+$"
)
_AFTER = re.compile(r"(?:以[上下内]|左右)?的?(?P<noun>[一-龥]{2,12})")
_START = re.compile(r"[,;。:]")
_COUNTED = re.compile(
    r"(?:自|从|较|在|于)?\d[\d.,]*(?:余|多)?(?:万|亿)?(?:人次|例次|台次|[人名位个笔件份起项台年月日条家户元次%]|季度|年度)*"
    r"(?:度|末|底|初|以来|以前|期间|上半年|下半年)?(?:的|[至到—~-])?"
)
_DOING = re.compile(
    r"收回|追回|退回|退还|清退|上缴|上交|扣罚|扣发|扣除|扣减|补扣|补缴|追缴|核减|核销|节约|节省|减免|收缴|清收|处罚|罚款|支付|落实|安排|"
    r"拨付|投入|清理"
)
_PENALTY = re.compile(r"(?:扣[罚减发除]|罚款|处罚)[^,;。]*$")


def amounts(text: str, finding: OutlineFinding) -> tuple[Amount, ...]:
    """The finding's sums of money, in order, each value once; what was taken from somebody's pay is another sum."""
    found: dict[tuple[float, bool], Amount] = {}
    for flat in spans(text, finding):
        sums = find_money(flat.text) if _MONEY_SIGN.search(flat.text) else ()
        if not sums:
            continue
        prose = Prose.of(text, *flat.span(0, len(flat)))
        for money in sums:
            clause = _clause_of(prose, money)
            start = without_marker(prose.flat.text, clause.start, money.start)
            evidence = Evidence.cut(text, *prose.flat.span(start, max(clause.end, money.end)))
            kind = kind_of(prose.flat.text[start : clause.end], money.start - start, money.end - start)
            penalty = _PENALTY.search(prose.flat.text[start : money.start]) is not None
            found.setdefault((money.value, penalty), Amount(value_yuan=money.value, kind=kind, evidence=evidence))
    return tuple(found.values())


def kind_of(clause: str, start: int, end: int) -> str:
    """What the sum at `start..end` of `clause` (matching form) is, in the clause's words; else 金额."""
    before = clause[:start]
    broken = list(_START.finditer(before))
    phrase = _COUNTED.sub("", before[broken[-1].end() if broken else 0 :])
    phrase = _LEAD.sub("", _TRAIL.sub("", phrase))
    if len(phrase) >= 2:
        return _shortened(phrase)
    after = _AFTER.match(clause, end)
    return after["noun"][:_LONGEST_KIND] if after else "金额"


def _shortened(phrase: str) -> str:
    """The end of the phrase, led by the verb that says what was done with the money."""
    if len(phrase) <= _LONGEST_KIND:
        return phrase
    verbs = list(_DOING.finditer(phrase))
    if not verbs:
        return phrase[-_LONGEST_KIND:]
    said = phrase[verbs[-1].start() :]
    if len(said) <= _LONGEST_KIND:
        return said
    cut = len(said) - (_LONGEST_KIND - len(verbs[-1].group()))
    # A phrase that begins right behind 不 or 未 would say the opposite.
    cut -= said[cut - 1] in NEGATIONS
    return verbs[-1].group() + said[cut:]


def _clause_of(prose: Prose, money: Money) -> Clause:
    return next((c for c in prose.clauses if c.start <= money.start < c.end), Clause(money.start, money.end, 0))

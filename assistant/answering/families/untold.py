"""Quantities that hospitals count and these notices do not tell: mortality, outpatient visits, a yearly salary.

A figure of something else is no answer to them, however many of the question's other words stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.contrast import in_words_of_the_genre
from assistant.answering.desk import Desk
from assistant.answering.passages.lexicon import lexicon
from assistant.text.flat import fold

_VISITS = r"门急诊|门诊|急诊|诊疗|就诊|接诊"
_INCOME = r"(?<!百元)(?:营业|业务|医疗|总|年)收入|营收|营业额"
_QUANTITIES: tuple[tuple[str, str], ...] = (
    (rf"(?:{_VISITS})总?(?:量|人次|人数)", rf"(?:{_VISITS})[^,;。]{{0,6}}(?:量|人次|人数)"),
    (r"(?:住院|出院|入院)总?(?:量|人次|人数)", r"(?:住院|出院|入院)[^,;。]{0,6}(?:量|人次|人数|\d)"),
    (r"手术总?(?:量|台数|台次)|多少台手术", r"手术[^,;。]{0,8}(?:量|台|例|\d)|台手术"),
    (rf"{_INCOME}|(?<!百元医疗)收入[最更是有]", _INCOME),
    (r"(?:平均)?年龄|[最更](?:年轻|年长)|岁数", r"年龄|\d周?岁|年轻化"),
    (r"年薪|月薪|薪水", r"薪|工资"),
    (r"(?:平均)?住院(?:日|天数)", r"住院(?:日|天数|时间)"),
)
"""Quantities of a hospital or its people, as they are asked for and as a notice would write them."""
_RATE = re.compile(r"(?P<of>[\u4e00-\u9fff]{2})率")
_RECKONED = frozenset(("完成", "整改", "办结", "销号", "达标", "使用", "执行"))
"""Rates that are reckoned from the records, or that notices write in many other words."""
_SUPERLATIVE = re.compile(
    r"\b(?!(?:test|rest|west|forest|interest|request|guest|honest|invest|protest|arrest|suggest)\b)[a-z]{3,}est\b", re.I
)
_RANKS = frozenset(
    (
        *("highest", "lowest", "largest", "smallest", "biggest", "greatest", "fewest", "heaviest", "lightest"),
        *("longest", "shortest", "latest", "earliest", "fastest", "slowest", "quickest"),
        *("nearest", "closest", "strictest", "busiest"),
    )
)
"""Superlatives of size, number and time, which a notice may answer."""


def untold(desk: Desk) -> bool:
    """Whether a question asks for a quantity, or compares by a quality, that no notice in scope has a word for."""
    if desk.english and any(word.lower() not in _RANKS for word in _SUPERLATIVE.findall(desk.plan.question)):
        return True
    wanted = list(_written(_in_chinese(desk)))
    texts = [fold(desk.records.text(source)) for source in desk.reports] if wanted else []
    return any(not any(pattern.search(text) for text in texts) for pattern in wanted)


def _in_chinese(desk: Desk) -> str:
    if not desk.english:
        return fold(desk.plan.question)
    names = [name for row in desk.reports.values() for name in (row.fields.hospital, *row.fields.aliases)]
    return in_words_of_the_genre(desk.plan.question, names)


def _written(asked: str) -> Iterator[re.Pattern[str]]:
    """What a notice that tells of each quantity asked for would hold."""
    for as_asked, written in _QUANTITIES:
        if re.search(as_asked, asked):
            yield re.compile(written)
    for match in _RATE.finditer(asked):
        if match["of"] not in _RECKONED:
            forms = {match["of"], *(form for form, _ in lexicon().alternatives.get(match[0], ()))}
            yield re.compile("|".join(map(re.escape, sorted(forms))))

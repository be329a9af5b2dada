"""Values that a notice does not print but that follow from printed ones: what is left, what it comes to together.

Only when the question asks for it (还剩, 一共, 刨去, 推算), only from values of one snippet, so that all operands are
of the same matter, and only where the notice does not print the result itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.passages.expected import (
    asks_average,
    asks_difference,
    asks_rest,
    asks_share,
    asks_total,
    asks_whole,
    asks_without,
)
from assistant.answering.passages.model import Derivation, Expected, FoundValue, Operator, PartAnswer, Snippet
from assistant.answering.passages.values import Value, find_values
from assistant.text.flat import FlatText

_DONE = re.compile(r"已|结案|办结|实收|到货|完成|收回|支付|追回|核销|清退|归还|扣款|整改到位")
_LEFT = re.compile(r"(?:剩余|余下|其余|尚有|还有|还剩|未[^\d,;。]{1,6})$")
_STEP = re.compile(r"(?:同比|环比|较|比)[^\d,;。]{0,10}(?:下降|上升|增长|提高|降低|减少|增加|提升|多|少)(?:了|约)*$")
"""Before a value that is itself the change from another time (较上年减少6人)."""
_STATED = re.compile(r"(?:共计|累计|合计|总计|共有?)[^\d,;。]{0,4}$")
_LISTED = re.compile(r"其中|[:：(（]|共[^;。]{0,24}$|分别")
_EACH = re.compile(r"(?:每人|每名|每位|人均|每次|每个)[^\d,;。]{0,8}$")
_WITHOUT = re.compile(
    r"(?:撇开|抛开|刨除|除掉|排除|扣除|不包括|刨去|除去|刨开|不算|去掉|除了|减去|不含|除开|扣掉)"
    r"(?P<what>.+?)(?:还|剩|后|,|外|有|的(?![和与及])|$)"
)
_AND = re.compile(r"和|与|及|、|以及|的和")
_APART = re.compile(
    r"[高低多少长短快慢][了出过]?(?:多少|几)|差(?:距|额|了)?(?:是)?(?:多少|几)"
    r"|相差|平均|各(?!种|类|级|项)|分别|哪一?[个场次样项]"
)
"""Words that ask for values one by one, or for what lies between them: those are never added up."""
_ITEMS_APART = re.compile(r"[^;。()\d]{0,24}[,、;和及][^\d;。()]{0,6}")


@dataclass(frozen=True, slots=True)
class _Page:
    """The snippet being computed with."""

    question: str
    expected: Expected
    source: str
    text: str
    flat: FlatText

    def before(self, value: Value, length: int = 14) -> str:
        return self.flat.text[max(0, value.start - length) : value.start]

    def after(self, value: Value, length: int = 10) -> str:
        return self.flat.text[value.end : value.end + length]

    def found(self, value: Value, kind: Expected) -> FoundValue:
        start, end = self.flat.span(value.start, value.end)
        return FoundValue(kind, self.text[start:end], value.number, value.unit, self.source, start, end)

    def result(
        self, operator: Operator, operands: Sequence[Value], result: float, *, approximate: bool = False
    ) -> Derivation:
        kinds: list[Expected] = ["percent" if value.unit == "%" else self.expected for value in operands]
        found = tuple(self.found(value, kind) for value, kind in zip(operands, kinds, strict=True))
        unit = next((value.unit for value in operands if value.unit not in ("", "%")), "")
        return Derivation(operator, found, round(result, 2), unit, approximate)


def derive(parts: Sequence[PartAnswer], texts: Mapping[str, str]) -> Derivation | None:
    """The derived value a question asks for, from a part's best snippets; None where there is none."""
    for part in parts:
        for snippet in part.snippets[:2]:
            derivation = _derive(part, snippet, texts[snippet.source])
            if derivation is not None:
                return derivation
    return None


def _derive(part: PartAnswer, snippet: Snippet, text: str) -> Derivation | None:
    flat = FlatText.of(text, snippet.start, snippet.end)
    page = _Page(part.question, part.expected, snippet.source, text, flat)
    if asks_whole(part.question):
        return _whole_of_share(page)
    if asks_share(part.question):
        return _share(page)
    if asks_average(part.question):
        return _average(page)
    if part.expected not in ("persons", "count", "money"):
        return None
    values = [value for value in find_values(flat.text, part.expected) if value.number is not None]
    values.sort(key=lambda value: value.start)
    if asks_without(part.question):
        return _minus_part(page, values) or _sum(page, values)
    if asks_rest(part.question):
        return _remaining(page, values)
    if part.expected == "money" and asks_total(part.question):
        return _times(page, values)
    if asks_difference(part.question) and len(values) == 2 and not any(_STEP.search(page.before(v)) for v in values):
        return page.result("difference", values, abs(_number(values[0]) - _number(values[1])))
    return None if _APART.search(part.question) and not asks_total(part.question) else _sum(page, values)


def _whole_of_share(page: _Page) -> Derivation | None:
    """19人，占…的38% says that the whole is about 50."""
    for share in find_values(page.flat.text, "percent"):
        number = share.number or 0.0
        parts = [v for kind in _COUNTS for v in find_values(page.flat.text, kind) if v.end <= share.start and v.number]
        if parts and 0 < number < 100 and "占" in page.flat.text[parts[-1].end : share.start]:
            part = max(parts, key=lambda value: value.end)
            return page.result("whole_of_share", (part, share), round(_number(part) / number * 100), approximate=True)
    return None


def _share(page: _Page) -> Derivation | None:
    """一般9人、较差4人 of 980人 are 1.33 %: named parts over the largest like value, where no rate is printed."""
    if find_values(page.flat.text, "percent"):
        return None
    for kind in _COUNTS:
        values = sorted((v for v in find_values(page.flat.text, kind) if v.number), key=lambda v: v.start)
        parts = [value for value in values if _is_named(page, value)]
        wholes = [value for value in values if value not in parts and value.unit == (parts or values)[0].unit]
        whole = max(wholes, key=_number, default=None)
        total = sum(map(_number, parts))
        if parts and whole is not None and 0 < total < _number(whole):
            found = page.result("share", (*parts, whole), total / _number(whole) * 100, approximate=True)
            return replace(found, unit="%")
    return None


def _average(page: _Page) -> Derivation | None:
    """为37名人员补缴61.8万元 is 1.67万元 each: one sum over one number of persons or things."""
    sums = [value for value in find_values(page.flat.text, "money") if value.number]
    persons = [v for kind in _COUNTS for v in find_values(page.flat.text, kind) if v.number and v.number > 1]
    apart = [v for v in persons if not any(s.start < v.end and v.start < s.end for s in sums)]
    persons = list({(v.start, v.end): v for v in apart}.values())
    if len(sums) != 1 or len(persons) != 1 or "均" in page.flat.text:
        return None
    found = page.result("average", (sums[0], persons[0]), _number(sums[0]) / _number(persons[0]), approximate=True)
    return replace(found, unit="元")


_COUNTS: tuple[Expected, ...] = ("persons", "count")


def _times(page: _Page, sums: Sequence[Value]) -> Derivation | None:
    """5人，每人100元 comes to 500元."""
    each = next((value for value in sums if _EACH.search(page.before(value))), None)
    persons = [value for value in find_values(page.flat.text, "persons") if each and value.end <= each.start]
    if each is None or not persons:
        return None
    return page.result("times", (each, persons[-1]), _number(each) * _number(persons[-1]))


def _minus_part(page: _Page, values: Sequence[Value]) -> Derivation | None:
    """68人(含储备6人), without the reserve, is 62人; several parts may be left out (除去结题的和终止的)."""
    match = _WITHOUT.search(page.question)
    parts: list[Value] = []
    for piece in _AND.split(match["what"]) if match else ():
        part = _said_of(page, piece, [value for value in values if value not in parts])
        if part is None:
            return None
        parts.append(part)
    first = min((part.start for part in parts), default=0)
    taken = sum(map(_number, parts))
    totals = [value for value in values if value.end <= first and _number(value) > taken and value not in parts]
    if not parts or not totals:
        return None
    return page.result("minus_part", (totals[-1], *parts), _number(totals[-1]) - taken)


def _said_of(page: _Page, piece: str, values: Sequence[Value]) -> Value | None:
    """The value whose own clause holds most of a piece of the question."""
    named = {piece[i : i + 2] for i in range(len(piece) - 1)}
    best, chosen = 0, None
    for value in values:
        clause = re.split(r"[,;。:、]", page.flat.text[: value.start])[-1][-24:]
        shared = sum(pair in clause for pair in named)
        if shared > best:
            best, chosen = shared, value
    return chosen


def _remaining(page: _Page, values: Sequence[Value]) -> Derivation | None:
    """9起，其中2起已结案 leaves 7起; nothing is computed where the notice prints what is left."""
    if any(_LEFT.search(page.before(value)) for value in values):
        return None
    for place, total in enumerate(values):
        left, done = _number(total), []
        for value in values[place + 1 :]:
            if value.unit == total.unit and _is_done(page, value) and _number(value) <= left:
                left -= _number(value)
                done.append(value)
        if done and not _DONE.search(page.before(total, 4) + re.split(r"[,;。、]", page.after(total, 4))[0]):
            return page.result("remaining", (total, *done), left)
    return None


def _is_done(page: _Page, value: Value) -> bool:
    """Whether the words of the value's own clause say that this much is done (已退还1109笔、68.02万元)."""
    before = re.split(r"[,;。:]", page.flat.text[: value.start])[-1]
    if re.search(r"未|尚|待", before[-6:] + page.after(value, 4)):
        return False
    return _DONE.search(before[-20:] + page.after(value, 5)) is not None


def _sum(page: _Page, values: Sequence[Value]) -> Derivation | None:
    """优秀19人、良好948人 are 967人 together; 其中5人…、10人…、20人… are 35人."""
    named = [value for value in values if _is_named(page, value)]
    if asks_total(page.question) and len(named) >= 2:
        return page.result("sum", named, sum(map(_number, named)))
    if len(named) == 1 or (named and not asks_total(page.question)):
        return None
    if any(_STATED.search(page.before(value)) for value in values):
        return None
    listed = _parallel(page, values)
    if len(listed) < 2:
        return None
    return page.result("sum", listed, sum(map(_number, listed)))


def _is_named(page: _Page, value: Value) -> bool:
    """Whether the words right at the value are words of the question: 优秀19人."""
    before = re.split(r"[,;:。、()\d]", page.before(value, 8))[-1]
    return len(before) >= 2 and before[-2:] in page.question


def _parallel(page: _Page, values: Sequence[Value]) -> list[Value]:
    """The run of like values in one enumeration (其中5人…、10人…): one to an item, opened by 其中, 共 or a colon."""
    run: list[Value] = []
    for value in values:
        gap = page.flat.text[run[-1].end : value.start] if run else page.flat.text[: value.start]
        opened = _LISTED.search(gap[-28:]) is not None
        if run and not opened and _ITEMS_APART.fullmatch(gap):
            run.append(value)
        elif len(run) < 2:
            run = [value] if opened or asks_total(page.question) else []
    return run


def _number(value: Value) -> float:
    return value.number or 0.0

"""Parts against their total, what is done plus what is left against all, and what was to be had minus what was got."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.audit.model import AuditKind, Contradiction, Severity
from assistant.audit.numbers import Number, numbers_of, show
from assistant.audit.stretches import FindingText, Notice, Stretch
from assistant.schema import Evidence

_PARTS = re.compile(r"(?:其中|分别是|分别为|包括)[:,]?")
_TOTAL_AFTER = re.compile(r"(?:合计|共计|总计)(?:为|金额)?[:,]?$")
_OVERLAP = re.compile(
    r"职称|学历|学位|博士|硕士|本科|研究生|党员|女|男|岁|专家|骨干|省级|国家级|市级|各|每|人均|另|新增|同比|较|以上|以下|超过|余"
)
"""Words of parts that may count the same thing twice (5名硕士、4名党员), or count something else."""
_REST = re.compile(r"(?:其余|剩余|余下|剩下|最后|尚余|余)(?:的)?$")
_DONE = re.compile(r"已|完成|办结|整改|到位|到货|收回|退还")
_OPEN = re.compile(r"正在|尚未|未|仍|待")
_DUE = re.compile(r"(?:应(?:收|缴|退|扣|付|追缴|上缴|收回)|涉及|违规(?:金额|资金|收费|发放))[^\d,;。]{0,12}$")
_GOT = re.compile(r"(?:实收|实缴|实付|实退|已收|已缴|已退|已扣|已付|已追缴|收回|追回|扣回|退还)[^\d,;。]{0,12}$")
_LEFT = re.compile(
    r"(?:未收回?|未缴|未退|未扣|未付|未追回|未果|尚欠|尚有|仍有|欠缴|欠款|剩余|余款|差额|相差)(?:[^\d,;。]{0,10})$"
)
_PAID = re.compile(r"[(,。;]?(?:[^。;\d]{0,12})其中[^。;]{0,24}?已(?:经)?(?:支付|缴纳|缴|付|退还|退|收回|收)")
_APART = 45
"""Flat characters between the sums of one reckoning, at most."""
_UNIT_SLIP = 10_000
_SMALL_MATTERS = re.compile(r"礼品|礼金|红包|购物卡|餐费|话费|误餐|慰问|劳务费|讲课费|差旅|交通补[贴助]|加油|下乡补")
_LARGE = re.compile(r"收入|支出|资产|预算|投资|债|成本|总额|资金|贷款|产值")
_TOO_MUCH = 10_000_000
"""Yuan: no notice speaks of gifts, meals or travel money of this size."""


def parts_and_totals(notice: Notice) -> Iterator[Contradiction]:
    """Every reckoning within one sentence that does not come out."""
    for each, sentence in _sentences(notice):
        numbers = numbers_of(sentence.flat.text)
        if len(numbers) < 3:
            continue
        yield from _named_parts(each, sentence, numbers)
        yield from _summed(each, sentence, numbers)
        yield from _remainder(each, sentence, numbers)


def _sentences(notice: Notice) -> Iterator[tuple[FindingText, Stretch]]:
    for each in notice.findings:
        for stretch in each.stretches:
            for sentence in stretch.sentences():
                yield each, sentence


def _named_parts(each: FindingText, sentence: Stretch, numbers: Sequence[Number]) -> Iterator[Contradiction]:
    """问责7人，其中诫勉2人、提醒4人、检查2人: the parts come to more than the whole."""
    flat = sentence.flat.text
    for match in _PARTS.finditer(flat):
        before = [n for n in numbers if n.end <= match.start()]
        if not before or match.start() - before[-1].end > 12:
            continue
        total = before[-1]
        end = _list_end(flat, match.end())
        parts = [n for n in numbers if match.end() <= n.start < end and n.unit == total.unit]
        others = [n for n in numbers if match.end() <= n.start < end and n.unit != total.unit]
        if _mixed(total, parts) or len(parts) < 2 or others or total.about or _OVERLAP.search(flat, match.end(), end):
            continue
        added = round(sum(n.value for n in parts), 4)
        if added > total.value + _tolerance([total, *parts]):
            listed = "＋".join(n.printed for n in parts)
            why = f"合计写作{total.printed}，所列分项{listed}相加为{show(added, total.unit)}。"
            yield _item(each, "parts_sum", "high", why, sentence.quote(total.start, parts[-1].end))


def _mixed(total: Number, parts: Sequence[Number]) -> bool:
    """Whether persons are told apart by person-times: one person may be spoken to twice."""
    return not total.printed.endswith("人次") and any(part.printed.endswith("人次") for part in parts)


def _list_end(flat: str, start: int) -> int:
    """Where the list of parts ends: at the sentence's end, a bracket that closes, or a further 其中."""
    depth = 0
    for at in range(start, len(flat)):
        if flat[at] in "(（":
            depth += 1
        elif flat[at] in ")）":
            depth -= 1
            if depth < 0:
                return at
        elif flat[at] in "。;" or (flat.startswith("其中", at) and at > start):
            return at
    return len(flat)


def _summed(each: FindingText, sentence: Stretch, numbers: Sequence[Number]) -> Iterator[Contradiction]:
    """退还52.3万元、上缴34.6万元，合计86.4万元: the sum that is printed is another."""
    flat = sentence.flat.text
    for position, total in enumerate(numbers):
        lead = _TOTAL_AFTER.search(flat, 0, total.start)
        unlike = next((i for i in range(position - 1, -1, -1) if numbers[i].unit != total.unit), -1)
        parts = numbers[unlike + 1 : position]
        if not lead or len(parts) < 2 or total.about or any(n.about for n in parts):
            continue
        listed_from = numbers[unlike].end if unlike >= 0 else 0
        if _OVERLAP.search(flat, listed_from, lead.start()) or _PARTS.search(flat, 0, lead.start()):
            continue
        added = round(sum(n.value for n in parts), 4)
        if abs(added - total.value) > _tolerance([total, *parts]):
            listed = "＋".join(n.printed for n in parts)
            why = f"{listed}相加为{show(added, total.unit)}，合计却写作{total.printed}。"
            yield _item(each, "parts_sum", "medium", why, sentence.quote(parts[0].start, total.end))


def _remainder(each: FindingText, sentence: Stretch, numbers: Sequence[Number]) -> Iterator[Contradiction]:
    """107项问题，已整改106项，剩余2项: done and left come to another number than all."""
    flat = sentence.flat.text
    for total, done, rest in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if len({total.unit, done.unit, rest.unit}) > 1 or any(n.about for n in (total, done, rest)):
            continue
        between = flat[total.end : done.end]
        named = _REST.search(flat, done.end, rest.start)
        still = _OPEN.match(flat, rest.end) and re.search(r"已", flat[done.end : rest.start] + between)
        if not _DONE.search(flat[total.end : rest.start]) or not (named or still) or _OVERLAP.search(between):
            continue
        added = round(done.value + rest.value, 4)
        excess = added - total.value
        if (abs(excess) if named else excess) > _tolerance([total, done, rest]):
            why = f"共{total.printed}，已办{done.printed}，剩余{rest.printed}，相加为{show(added, total.unit)}。"
            yield _item(each, "remainder", "high", why, sentence.quote(total.start, rest.end))


def differences(notice: Notice) -> Iterator[Contradiction]:
    """应收 minus 实收 against 未收; a difference ten thousand times too large is a slip of the unit."""
    for each in notice.findings:
        for stretch in each.stretches:
            flat = stretch.flat.text
            money = [n for n in numbers_of(flat) if n.unit == "元"]
            for due, got, left in zip(money, money[1:], money[2:], strict=False):
                if left.start - got.end > _APART or got.start - due.end > _APART:
                    continue
                if not (
                    _DUE.search(flat, 0, due.start)
                    and _GOT.search(flat, 0, got.start)
                    and _LEFT.search(flat, 0, left.start)
                ):
                    continue
                difference = round(due.value - got.value, 2)
                if abs(difference - left.value) > _tolerance([due, got, left]):
                    yield _difference(each, stretch, (due, got, left), difference)


def _difference(
    each: FindingText, stretch: Stretch, sums: tuple[Number, Number, Number], difference: float
) -> Contradiction:
    due, got, left = sums
    slip = difference and abs(left.value / difference - _UNIT_SLIP) < 0.01 * _UNIT_SLIP
    why = f"{due.printed}减{got.printed}为{show(difference, '元')}（{difference:,.2f}元），原文写作{left.printed}"
    why += "，相差一万倍，应是把“元”写成“万元”。" if slip else "。"
    quotes = (stretch.quote(due.start, got.end), stretch.quote(left.start, left.end))
    return _item(each, "unit_slip" if slip else "difference", "high", why, *quotes)


def outstanding_with_payments(notice: Notice) -> Iterator[Contradiction]:
    """追缴未果20万元，其中一人已付5万元: what is called outstanding holds money that was paid."""
    for each in notice.findings:
        for stretch in each.stretches:
            flat = stretch.flat.text
            money = [n for n in numbers_of(flat) if n.unit == "元"]
            for left, paid in pairwise(money):
                if _LEFT.search(flat, 0, left.start) and _PAID.match(flat, left.end, paid.start):
                    why = f"{left.printed}写作未收，其中{paid.printed}却已支付，未收数应予扣除。"
                    yield _item(each, "outstanding_paid", "medium", why, stretch.quote(left.start, paid.end))


def implausible_sums(notice: Notice) -> Iterator[Contradiction]:
    """Gifts or travel money in tens of millions, or 万元 after a number that is only printed to the yuan."""
    for each, sentence in _sentences(notice):
        flat = sentence.flat.text
        for number in numbers_of(flat):
            if number.unit != "元" or not number.printed.endswith("万元"):
                continue
            clause = flat[max(flat.rfind(mark, 0, number.start) for mark in ",;。:") + 1 : number.start]
            small = number.value >= _TOO_MUCH and _SMALL_MATTERS.search(clause)
            digits = re.sub(r"\D", "", number.printed)
            exact = (
                not _LARGE.search(clause)
                and "." not in number.printed
                and len(digits) >= 6
                and not digits.endswith("00")
            )
            if small or exact:
                why = f"“{clause}{number.printed}”即{number.value:,.0f}元，数额异常，疑把“元”写成“万元”。"
                yield _item(
                    each,
                    "unit_slip",
                    "high" if small else "medium",
                    why,
                    sentence.quote(number.start - len(clause), number.end),
                )


def _tolerance(numbers: Sequence[Number]) -> float:
    """What rounding can make of the difference: half of the last printed place, for every number."""
    money = numbers[0].unit == "元"
    return (
        0.5 * sum(n.step for n in numbers) * (1 if any("." in n.printed for n in numbers) else 0) * 0.5 + 1e-6
        if money
        else 0.0
    )


def _item(each: FindingText, kind: AuditKind, severity: Severity, why: str, *quotes: Evidence) -> Contradiction:
    return Contradiction(kind=kind, severity=severity, finding=each.finding.ordinal, why=why, quotes=quotes)

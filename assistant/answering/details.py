"""The details of a plan: statuses, order, kinds of interval, fields, what a question takes for granted."""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.inspectors import asks_who_inspected
from assistant.answering.left_out import left_out
from assistant.answering.milestones import Milestone, milestones_in
from assistant.answering.plan import DeclaredKind, Field, Metric, Order, SpanKind
from assistant.answering.questions import Reading, cues_of
from assistant.schema import DONE, OPEN, Status

_BLANK = re.compile(
    r"(?:没有?|未|漏)(?:写|标|填|注)(?:明|注|出|上|清楚)?(?:过|了)?(?:任何)?(?:完成|整改)?(?:情况|状态|进度|进展|结果)"
    r"|(?:状态|完成情况|整改情况|进度)[^,]{0,6}(?:空着|空白|是空的|(?:没有?|未|漏)(?:写|标|填)(?!.{0,3}完成))"
)
_OF_FINDINGS = re.compile(r"(?:哪|几|多少)[一几些]?(?:条|个|项)|哪些(?:问题|事项|条目)")


def asks_blank(text: str) -> bool:
    """Whether the findings are asked for that a notice states no status of (哪几条没写完成情况)."""
    return _BLANK.search(text) is not None and _OF_FINDINGS.search(text) is not None


def statuses(r: Reading) -> tuple[Status, ...]:
    """The statuses a question names."""
    if asks_blank(r.text):
        return ("not_stated",)
    if r.has("labelled_open"):
        return OPEN
    if r.has("labelled_unfinished"):
        return ("unfinished",)
    if r.has("ongoing"):
        return ("completed_ongoing",)
    if r.has("mostly"):
        return ("mostly_completed",)
    if r.has("partial") and not r.has("done"):
        return ("partial",)
    if re.search(r"阶段性|一半|partial", r.text):
        return ("partial",)
    if r.has("done") and not r.has("not_done"):
        return DONE
    return ()


_SPANS: dict[frozenset[Milestone], SpanKind] = {
    frozenset(("inspection_start", "inspection_end")): "inspection",
    frozenset(("inspection_end", "feedback_date")): "feedback",
    frozenset(("inspection_start", "inspection_end", "feedback_date")): "feedback",
    frozenset(("feedback_date", "published")): "publication",
    frozenset(("inspection_end", "published")): "whole",
    frozenset(("inspection_start", "feedback_date")): "start",
    frozenset(("inspection_start", "published")): "course",
}


def span_kind(r: Reading) -> SpanKind | None:
    """The two events whose distance is asked for."""
    return _span_kind(r.cues, r.reach.masked)


def span_kinds(question: str) -> list[SpanKind]:
    """The distances that the clauses of a question ask for, each once (驻了多少天？走后隔几天反馈的)."""
    kinds = []
    for clause in re.split(r"[,，。;；?？]", question):
        cues = cues_of(clause)
        kind = _span_kind(cues, clause) if "duration" in cues else None
        if kind is not None and kind not in kinds:
            kinds.append(kind)
    return kinds


def _span_kind(cues: frozenset[str], text: str) -> SpanKind | None:
    if {"meeting", "feedback"} <= cues:
        return "meeting"
    named = _SPANS.get(frozenset(milestones_in(text)))
    if named is not None:
        return named
    if {"published", "feedback"} <= cues:
        return "publication"
    if {"published", "inspection", "start_end"} <= cues:
        return "whole"
    if "feedback" in cues and cues & {"inspection", "duration"}:
        return "feedback"
    if "inspection" in cues and not re.search(r"整改", text):
        return "inspection"
    return None


def declared_kinds(r: Reading) -> tuple[DeclaredKind, ...]:
    """Which declared totals are asked for."""
    kinds: tuple[DeclaredKind, ...] = ("clues", "letters", "immediate")
    unwanted = cues_of(left_out(r.text))
    return tuple(kind for kind in kinds if r.has(kind) and kind not in unwanted)


_LINED_UP = re.compile(
    r"先后|排(?:个|一|下|列|出)?(?:个|下|一)?(?:队|序|次序|顺序|名次|先后)|(?:从|由)早(?:到|至)晚|(?:从|由)晚(?:到|至)早|早晚|时间顺序|依次"
    r"|in (?:chronological )?order"
)


def lined_up(r: Reading) -> bool:
    """Whether hospitals are to be put in the order of one step of their inspections."""
    one_step = len(milestones_in(r.reach.masked)) == 1 or (not milestones_in(r.reach.masked) and r.has("inspection"))
    return one_step and not r.one and _LINED_UP.search(r.text) is not None


_UNDATED = re.compile(
    r"(?:没|未)(?:有)?(?:给|写|定|标|说|注|列|讲)?(?:明|清楚?|出|上|过)?(?:个|具体|明确)*的?(?:完成)?(?:的)?(?:日子|时间|期限|日期|时限|时间点|时间节点|准信)"
    r"|without (?:a |any )?(?:date|deadline)|no (?:date|deadline)"
)
_OPEN = re.compile(r"待办|承诺|尾巴|没收尾|遗留|计划|后续|打算|没做的|要做的")


def undated(text: str) -> bool:
    """Whether a question asks for matters that have no date."""
    return _UNDATED.search(text) is not None


def open_by_date(r: Reading) -> bool:
    """Whether what is still open is to be put in the order of its deadlines, or by whether it has one."""
    if milestones_in(r.reach.masked) or r.has("why", "contact"):
        return False
    still_open = r.has("not_done") or _OPEN.search(r.reach.masked) is not None
    many = r.has("list", "which_hospital", "count_findings", "count") or re.search(r"[那这几]几?[件条项个]", r.text)
    lined = _LINED_UP.search(r.reach.masked) is not None
    return still_open and (lined or (bool(many) and undated(r.reach.masked)))


def apart(r: Reading) -> bool:
    """Whether the days between one step at two hospitals are asked for (比…早几天收到反馈, 最早的和最晚的隔几天)."""
    return _steps_apart(r) or (_one_step(r) and _ENDS.search(r.text) is not None)


def _one_step(r: Reading) -> bool:
    return not r.one and r.has("duration") and len(milestones_in(r.reach.masked)) == 1


def _steps_apart(r: Reading) -> bool:
    return _one_step(r) and r.several and _APART.search(r.reach.masked) is not None


_ENDS = re.compile(r"最[早先].{0,14}最[晚迟后]|最[晚迟后].{0,14}最[早先]|earliest.{0,40}latest|first.{0,40}last")
_APART = re.compile(r"(?:早|晚|先|后|迟)了?(?:多少|几|多久)[^,]{0,3}|(?:差|隔|距)了?(?:多少|几|多久)|相差|相隔")


def field(r: Reading) -> Field | None:
    """The field of the notice that is asked for."""
    step = milestones_in(r.reach.masked)
    if lined_up(r) or apart(r):
        kind = step[0] if step else "inspection_start"
        return kind if kind in ("feedback_date", "published") else "inspection_dates"
    if r.has("field_feedback") or (r.has("same_day", "earliest", "latest") and r.has("feedback")):
        return "feedback_date"
    if r.has("field_inspection") or (
        r.has("earliest", "latest", "same_day") and r.has("inspection") and not r.has("published")
    ):
        return "inspection_dates"
    if r.has("field_published") or (r.has("earliest", "latest", "same_day") and r.has("published")):
        return "published"
    if r.has("field_body") or asks_who_inspected(r.reach.masked):
        return "inspection_body"
    return "province" if r.has("field_province") else None


def order(r: Reading) -> Order | None:
    """Which end of a ranking is asked for; both where longest and shortest are."""
    high = r.has("most", "longest", "latest") or (r.has("numbers_compared") and r.several)
    low = r.has("fewest", "shortest", "earliest")
    if (
        high
        and low
        and re.search(
            r"最?(长|多|高|久|大|慢).{0,8}(和|与|及|、|最).{0,4}最?(短|少|低|快|小)|最(短|少|低|快|小).{0,8}最(长|多|高|久|慢|大)"
            r"|最(早|先).{0,12}最(晚|迟|后)|最(晚|迟|后).{0,12}最(早|先)|(earliest|first|第一).{0,40}(latest|last)",
            r.text,
        )
    ):
        return "both"
    if low:
        return "min"
    if high:
        return "max"
    if not (lined_up(r) or _steps_apart(r)):
        return None
    return "max" if re.search(r"晚(?:到|至)早", r.text) else "min"


def claimed(r: Reading) -> int | None:
    """The number of open findings that a question states as a fact."""
    match = re.search(r"(?:有|那|这)(\d+)(?:个|条|项)(?:问题)?(?:都|还)?(?:没|未)(?:有)?(?:整改|完成|办|改)", r.text)
    return int(match[1]) if match else None


def premise(r: Reading) -> Literal["done", "not_done"] | None:
    """What the question takes for granted about completion."""
    if r.has("all_done"):
        return "done"
    return "not_done" if r.all("why", "not_done") else None


_METRICS: tuple[tuple[Metric, re.Pattern[str]], ...] = (
    ("rules", re.compile(r"(?:制度|办法|规定|规章|文件|细则|规程|书名号)")),
    ("measures", re.compile(r"(?:整改)?措施")),
    (
        "recovered",
        re.compile(
            r"(?:追回|收回|退回|退还|清退|追缴|挽回)(?:来)?(?:的)?了?(?:钱|资金|款项?|金额|损失)|退(?:过|了|出)?(?:的)?钱|退款|(?:钱|资金|款)[^,]{0,4}(?:追回|收回|追缴|挽回)"
        ),
    ),
    (
        "persons",
        re.compile(
            r"(?:问责|追责|处理|处分|处罚)(?:了|的)?(?:多少|几)?(?:个|名)?(?:人|干部)?|人[^,]{0,4}(?:被问责|被处理|受处分)"
        ),
    ),
    ("open_matters", re.compile(r"(?:没|未)(?:办|做|落实)完的(?:事|事项)|待办|遗留事项|承诺")),
    ("sections", re.compile(r"几个方面|几大类|几类问题|几个板块")),
)


def metric(r: Reading) -> Metric | None:
    """The number of a notice's records that a question compares or adds up."""
    return next((name for name, pattern in _METRICS if pattern.search(r.reach.masked)), None)

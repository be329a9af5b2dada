"""From the draft to the answer: lead, list, silence, coverage; and the plan in one line for the user to check."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import rjieba
from pypinyin import lazy_pinyin

from assistant.answering.answer import Answer
from assistant.answering.desk import Desk, date_words
from assistant.answering.plan import Operation, QueryPlan
from assistant.schema import STATUS_ZH, TOPIC_ZH

OPERATION_ZH: dict[Operation, str] = {
    "open_items": "未完成事项（分层）",
    "status_list": "某种状态的问题",
    "status_count": "完成情况计数",
    "done_but_open": "标注完成但正文仍有待办",
    "item_status": "某条问题的完成情况",
    "disclosure": "状态披露方式",
    "finding_count": "问题条数",
    "finding_list": "问题清单",
    "finding_detail": "单条问题",
    "span": "日期间隔",
    "report_field": "通报基本信息",
    "open_matters": "在办与未定稿事项",
    "due": "期限",
    "accountability": "问责处理",
    "money": "金额",
    "rules": "制度文件",
    "contact": "联系方式",
    "declared": "线索、信访与立行立改",
    "mentions": "全文检索",
    "lookup": "原文事实",
    "notices": "符合条件的通报",
    "figures": "各院数量",
    "happenings": "注明日期的事项",
    "compare": "各院对照",
    "summary": "小结",
    "unknown_hospital": "未收录的医院",
}
_NEXT_IN_ENGLISH = (
    "Which hospitals still have something unfinished?",
    "Which commitments are overdue?",
    "How many people were held to account at each hospital?",
)
_NO_SILENT_NOTE: frozenset[Operation] = frozenset(
    ("open_items", "status_count", "status_list", "disclosure", "unknown_hospital")
)
_BY_MEANING: frozenset[Operation] = frozenset(("lookup", "item_status", "finding_detail", "compare", "summary"))
"""What is answered from prose, where vectors help to find it; counts and lists of records need none."""
_MANY = 60
_STATUS_OPERATIONS: frozenset[Operation] = frozenset(("item_status", "done_but_open", "finding_list"))


def compose(desk: Desk, identifier: str | None) -> Answer:
    """The whole answer as markdown, with its parts for faces that lay them out themselves."""
    draft = desk.draft
    coverage = _coverage(desk)
    notes = "".join(desk.say("assumed", what=note) for note in desk.plan.assumptions)
    lead = f"{notes}{draft.lead}" if notes else draft.lead
    body = "\n".join(draft.lines)
    if desk.english:
        lead, body = _spelt_out(desk, (lead, body))
    parts = [lead, body, draft.silence, coverage]
    return Answer(
        id=identifier,
        answer="\n\n".join(part for part in parts if part),
        abstained=draft.abstained,
        citations=desk.book.citations,
        plan=_plan(desk),
        plan_line=plan_line(desk),
        lead=lead,
        table=draft.table,
        left=draft.left,
        silence=draft.silence,
        coverage=coverage,
        suggestions=tuple(suggestions(desk)),
    )


def _spelt_out(desk: Desk, parts: Sequence[str]) -> list[str]:
    """The parts of an English answer with each hospital's name spelt in Latin letters where it first stands."""
    out = list(parts)
    for row in desk.reports.values():
        name = row.fields.hospital
        at = next((i for i, part in enumerate(out) if name in part), None)
        if at is not None:
            out[at] = out[at].replace(name, f"{name} ({latin(name)})", 1)
    return out


@lru_cache(maxsize=4096)
def latin(name: str) -> str:
    """A Chinese name in pinyin, its words apart: Heshan Shi Diyi Yiyuan."""
    words = ["".join(lazy_pinyin(word)) for word in rjieba.cut(name)]
    return " ".join(word[:1].upper() + word[1:] for word in words if word.strip())


def _coverage(desk: Desk) -> str:
    """How much was considered; which notices state no status, where the question is about statuses and the
    answer has not said so.
    """
    rows = list(desk.reports.values())
    values = {"n": len(rows), "findings": sum(row.findings for row in rows)}
    silent = desk.silent_sources()
    lagging = desk.passages.lagging() if desk.plan.operation in _BY_MEANING else 0
    after = desk.say("coverage_lagging", n=lagging) if lagging else ""
    if desk.plan.operation in _STATUS_OPERATIONS and silent and not desk.draft.silence and len(rows) > 1:
        return desk.say("coverage_silent", **values, hospital=desk.names(silent)) + after
    return desk.say("coverage", **values) + after


def _plan(desk: Desk) -> dict[str, Any]:
    """The plan as JSON; where it is about all of very many notices, they are not named one by one."""
    many = desk.plan.scope == "all" and len(desk.plan.sources) > _MANY
    return desk.plan.model_dump(mode="json", exclude_defaults=True, exclude={"sources"} if many else None)


def plan_line(desk: Desk) -> str:
    """按…查询: what was understood, in one line."""
    plan = desk.plan
    parts = [OPERATION_ZH[plan.operation]]
    if plan.scope == "all":
        parts.append(f"全部{len(plan.sources)}份通报")
    else:
        names = [desk.hospital(s) for s in desk.reports]
        parts.append("、".join(names[:4]) + (f"等{len(names)}家" if len(names) > 4 else ""))
    if plan.topics:
        parts.append("主题：" + "、".join(TOPIC_ZH[t] for t in plan.topics))
    elif plan.theme:
        parts.append(f"事项：{plan.theme}")
    if plan.statuses:
        parts.append("状态：" + "、".join(STATUS_ZH[s] for s in plan.statuses))
    if plan.due_from or plan.due_to:
        first = date_words(plan.due_from, "zh") if plan.due_from else ""
        last = date_words(plan.due_to, "zh") if plan.due_to else ""
        parts.append(f"时间：{first}—{last}")
    if plan.order:
        parts.append({"max": "由高到低", "min": "由低到高", "both": "两端"}[plan.order])
    return "按" + "，".join(part for part in [*parts, *plan.assumptions] if part) + "查询"


def suggestions(desk: Desk) -> list[str]:
    """Next questions that the same records answer."""
    plan: QueryPlan = desk.plan
    if desk.english:
        return [text for text in _NEXT_IN_ENGLISH if text != plan.question][:2]
    names = [desk.hospital(s) for s in (desk.draft.subject_sources or list(desk.reports))][:1]
    name = names[0] if names else ""
    offers = {
        "open_items": [f"{name}有哪些标了已完成却还有待办的？", "哪些事项已经超过期限？", f"{name}问责了多少人？"],
        "status_count": [f"{name}没有完成的是哪几条？", "哪些通报逐条公布了完成状态？"],
        "item_status": ["它的期限是什么时候？", "为什么没有完成？", f"{name}还有哪些没整改完？"],
        "lookup": [f"{name}还有哪些没整改完？", f"{name}这次问责了多少人？"],
        "mentions": [f"{name}具体怎么整改的？", "其他几家没提到的是哪些？"],
        "compare": ["各家还有哪些没有完成？", "谁的披露更清楚？"],
        "unknown_hospital": ["现有通报里哪些医院还有没完成的整改？"],
    }
    chosen = offers.get(plan.operation, ["哪些医院还有没完成的整改？", "哪些事项已经超过期限？"])
    return [text for text in chosen if text and not text.startswith(("有哪些", "问责"))][:3]

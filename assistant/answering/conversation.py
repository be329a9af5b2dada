"""Follow-up questions: what 它, 第二个, 为什么, 那最快的呢 refer to, from the turns before.

History is re-planned from the earlier questions, so a conversation has no state of its own and the same turns
always give
the same answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.answering.passages.expected import asks
from assistant.answering.plan import Order, QueryPlan
from assistant.answering.questions import Reading, is_specific

_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]+)(个|条|项|家|件)?(?!季度|名|人民|医院|轮|次|批|党|医)")
_REFERS = re.compile(
    r"它|他们|该院|该医院|这家|那家|这几家|那几家|这条|那条|这个|那个|上面|前面|刚才|其中|这些|那些|这事|那事|^那|^还"
    r"|^then|\bit\b|\bits\b|\bthey\b|that one|those|these"
)
_SEVERAL_OF_THEM = re.compile(
    r"[这那](?:两|三|四|五|几)家|[它他]们|(?:两|三|四|几)家(?:里|中|当中)|\b(?:they|those|both)\b"
)
_OTHERS = re.compile(
    r"(?:其他|其它|其余|另外|别的|别|剩下的?)(?:的)?(?:几|两|三|四)?(?:家|医院)|the other hospitals?|any other hospital"
)
_ONE_OF_THEM = re.compile(r"它|该院|这家|那家|头一家|\b(?:it|its|that (?:one|hospital))\b")
"""Words that mean one hospital: of several named together the one that came first."""
_FORMER = re.compile(r"前者|[前头](?:面|边)?(?:那|这)?一(?:个|条|项|件)|头(?:一)?(?:条|项)")
_LATTER = re.compile(r"后者|后(?:面|边)?(?:那|这)?一(?:个|条|项|件)|(?<!其)另外?(?:那)?一(?:个|条|项|件)")
"""Of two or more findings that a turn before presented, the first or the last."""
_ONLY_SHOW = re.compile(
    r"[呢吧啊?？。,，]|怎么样|什么情况|啥情况|咋样|如何|现在|目前|(?:是|说|讲)?(?:什么|啥)(?:意思|问题|事|情况)?|具体|详细|说说|讲讲|展开|介绍|一下|的|是|那|这|再|给我|看看"
)
"""What is left of a question that only wants the finding it points at to be shown."""
_THIS_ONE = re.compile(r"(这|那|该|此)(一)?(条|项|个问题)")
_ITS_STATE = re.compile(r"状态|标(的|着|注|成|了)|算(不算|没算|是)|完成(了)?(没|吗|情况)|销号|结果")
_DIGITS = {char: i for i, char in enumerate("零一二三四五六七八九十")}


@dataclass
class Context:
    """What the turns before leave to refer to."""

    plan: QueryPlan | None = None
    reading: Reading | None = None
    sources: list[str] = field(default_factory=list)
    findings: list[tuple[str, int]] = field(default_factory=list)
    listed: list[tuple[str, int]] = field(default_factory=list)
    """The last findings that were presented together: 前一个, 后一个 point into them, even one after the other."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How a follow-up is to be answered: a plan, within which findings."""

    plan: QueryPlan
    within: tuple[tuple[str, int], ...] = ()
    matter: str = ""
    """What the turn before was about, to be put before the question where it alone finds nothing."""
    detail: tuple[str, int] | None = None
    """Show this finding (第二个呢)."""


_SO_MANY = re.compile(r"([两二三四五六七八九十]|\d+)(?:个|条|项|件)")


def listed_together(question: str, found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The findings that a turn presented together, best first: as many as its question spoke of (哪两条), where it did;
    none where there was but one.
    """
    number = _SO_MANY.search(question)
    many = (int(number[1]) if number[1].isdigit() else _DIGITS.get(number[1], 2)) if number else len(found)
    return found[: max(2, many)] if len(found) > 1 else []


def resolve(plan: QueryPlan, reading: Reading, context: Context) -> FollowUp:
    """The plan of a question in the light of the turns before; unchanged where it stands alone."""
    before = context.plan
    if before is None or context.reading is None:
        return FollowUp(plan)
    if reading.reach.scope == "named" or reading.reach.unknown:
        return _new_hospital(plan, reading, before)
    if _OTHERS.search(reading.text) and plan.scope == "all" and before.scope == "named":
        rest = tuple(source for source in plan.sources if source not in before.sources)
        return FollowUp(plan.model_copy(update={"sources": rest, "scope": "others"}) if rest else plan)
    if _stands_alone(reading):
        return FollowUp(plan)
    pointed = _pointed(reading, context)
    if pointed is not None:
        source, _ = pointed
        if _asks_more(reading):
            question = _LATTER.sub("", _FORMER.sub("", plan.question)).lstrip("那的,， ")
            update = {"operation": "lookup", "sources": (source,), "scope": "named", "question": question}
            told = plan.model_copy(update=update)
            return FollowUp(told, within=(pointed,), matter=before.theme.replace(" ", "") if before.theme else "")
        focused = plan.model_copy(update={"operation": "finding_detail", "sources": (source,), "scope": "named"})
        return FollowUp(focused, within=(pointed,), detail=pointed)
    order = _new_order(reading, before)
    if (order is not None and before.operation in _RANKED and not reading.has("why")) and len(reading.theme) < 2:
        return FollowUp(before.model_copy(update={"order": order, "question": before.question}))
    behind_first = _behind_the_first(reading, before, context)
    if behind_first:
        note = f"排在前面的{len(before.sources or context.sources) - len(behind_first)}家不计"
        behind = {"sources": behind_first, "scope": "named", "question": _asked(before), "assumptions": (note,)}
        return FollowUp(before.model_copy(update=behind))
    return _same_hospitals(plan, reading, context)


_NEXT_PLACE = re.compile(
    r"^(?:那|那么)?(?:排|列|居|位居)?(?:名|在)?(?:第(?P<n>[二三23])(?:名|位|家|[高多少低])?|其次)(?:的)?(?:呢|是谁|是哪一?家|是哪个|又是谁)?$"
)


def _behind_the_first(reading: Reading, before: QueryPlan, context: Context) -> tuple[str, ...] | None:
    """The hospitals of a ranking without those that lead it, where the next place is asked for (排第二的呢)."""
    match = _NEXT_PLACE.match(reading.text.strip("?？。,， "))
    if match is None or before.operation not in _RANKED or before.order not in ("max", "min"):
        return None
    ahead = 2 if match["n"] in ("三", "3") else 1
    everyone = before.sources or tuple(context.sources)
    rest = tuple(source for source in everyone if source not in context.sources[:ahead])
    return rest if len(context.sources) > ahead and rest else None


def _asks_more(reading: Reading) -> bool:
    """Whether a question that points at a finding asks something of its own about it (后一条为什么要拖), rather than
    to see it.
    """
    if not (_FORMER.search(reading.text) or _LATTER.search(reading.text)):
        return False
    left = _ONLY_SHOW.sub("", _LATTER.sub("", _FORMER.sub("", reading.text)))
    return len(left) > 1


_OF_THE_NOTICE = re.compile(r"它|该院|这家|那家|通报|巡[察视]|反馈")
"""Words by which a day asked for is one of the notice, not of the finding before."""
_AT_THE_END = re.compile(r"最后(?:面)?(?:的)?(?:那)?一(?:家|名|位)|垫底|倒数第一|另一头|末(?:尾|位)(?:的|是)")
_BESIDE = re.compile(
    r"(?:跟|和|与|同|比)[^,]{0,12}(?:比|相比|谁|哪)|谁(?:更|家)?[多少高低快慢早晚]|\bcompared\b|\bor\b"
)
_OTHER_END: dict[str, Order] = {"min": "max", "max": "min"}
_WHICH_OPEN = re.compile(
    r"(?:没|未)[\u4e00-\u9fff]{0,4}?(?:完|成|好|到位|办结)[^,]{0,8}(?:是(?:什么|啥|哪)|有(?:哪|什么|啥)|哪[些几]|叫(?:什么|啥))"
    r"|哪[些几两三四五\d]*(?:个|条|项)?[^,]{0,4}(?:没|未|还在|仍在)"
)
"""Asked, after a number, which findings those are that are not finished (没完的两个是什么)."""


def _asks_twice(reading: Reading) -> bool:
    """Whether several clauses ask for something of their own (退了多少,谁受处理了)."""
    return sum(map(asks, re.split("[,;?]", reading.text))) > 1


_OTHER_BODIES = re.compile(
    r"(?:机构|公司|企业|供[应货]商|经销商|厂家|厂商|药店|药房|分院|卫生院|单位|中心|商户|支部)[^,?]{0,8}[几各每]家"
)
"""Bodies counted that are no hospitals with a notice (合作的机构还剩几家)."""


def _stands_alone(reading: Reading) -> bool:
    """Whether a question without hospitals means all of them rather than those before."""
    everyone = re.search(
        r"(五|各|每|几|所有|全部)(家|份|个医院)|all (the )?hospitals", _OTHER_BODIES.sub(" ", reading.text)
    )
    if reading.has("which_hospital") or everyone:
        return not _REFERS.search(reading.text)
    return False


def _new_hospital(plan: QueryPlan, reading: Reading, before: QueryPlan) -> FollowUp:
    """那某院呢: the question before, of another hospital; else the question as it stands."""
    if plan.operation == before.operation == "contact" and _MORE.search(reading.text):
        # What was asked for before, and what is added to it (邮箱也要).
        return FollowUp(plan.model_copy(update={"question": f"{_asked(before)},{plan.question}"}))
    if _BESIDE.search(reading.text) and not reading.theme and before.operation in _RANKED and before.scope == "named":
        both = tuple(dict.fromkeys((*before.sources, *reading.reach.sources)))
        update = {"sources": both, "scope": "named", "order": _new_order(reading, before), "question": _asked(before)}
        return FollowUp(before.model_copy(update=update))
    bare = not reading.theme and not reading.cues - {"continue", "yes_no", "how", "progress", "overview"}
    if not bare or not reading.reach.sources:
        return FollowUp(plan)
    return FollowUp(
        before.model_copy(
            update={"sources": reading.reach.sources, "scope": "named", "question": _asked(before), "unknown": ()}
        )
    )


_MORE = re.compile(r"也(?:要|给|来|说|报|一起|一并|一块)|一起给|再加上|as well|too\b|also", re.IGNORECASE)
"""Words that add something to what was asked before."""


def _asked(before: QueryPlan) -> str:
    return before.asked or before.question


def _pointed(reading: Reading, context: Context) -> tuple[str, int] | None:
    """The finding that 第二个 or 最后一个 points at."""
    if not context.findings:
        return None
    match = _ORDINAL.search(reading.text)
    if match:
        number = int(match[1]) if match[1].isdigit() else _DIGITS.get(match[1], 0)
        return context.findings[number - 1] if 0 < number <= len(context.findings) else None
    if re.search(r"最后(一)?(个|条|项)", reading.text):
        return context.findings[-1]
    if len(context.listed) > 1 and (_FORMER.search(reading.text) or _LATTER.search(reading.text)):
        return context.listed[0] if _FORMER.search(reading.text) else context.listed[-1]
    if _THIS_ONE.search(reading.text) and _ITS_STATE.search(reading.text):
        return context.findings[0]
    return None


_RANKED = frozenset(
    ("span", "compare", "accountability", "mentions", "report_field", "status_count", "finding_count", "figures")
)
"""Answers of which the other end may be asked for next."""


def _new_order(reading: Reading, before: QueryPlan) -> Order | None:
    if _AT_THE_END.search(reading.text) and before.order:
        return _OTHER_END.get(before.order)
    if before.operation == "report_field" and reading.has("earliest", "latest"):
        return "min" if reading.has("earliest") else "max"
    if reading.has("fewest", "shortest"):
        return "min"
    return "max" if reading.has("most", "longest") else None


def _same_hospitals(plan: QueryPlan, reading: Reading, context: Context) -> FollowUp:
    """The same hospitals as before; where the question names no matter of its own, the same findings too."""
    before = context.plan
    if before is None:
        return FollowUp(plan)
    one = _ONE_OF_THEM.search(reading.text) is not None
    together = _SEVERAL_OF_THEM.search(reading.text) is not None
    singular = not together and (
        (before.scope == "all" and (one or len(context.sources) <= 2))
        or (one and before.scope == "named" and len(before.sources) > 1)
    )
    sources = tuple(
        context.sources[:1]
        if singular and context.sources
        else (before.sources if before.scope == "named" and not together else context.sources or before.sources)
    )
    # A matter taken up again is looked for where it was found, then, failing that, in the whole notice.
    narrow = before.operation in ("item_status", "lookup", "finding_detail") or len(context.findings) <= 2
    within = tuple(context.findings[:3]) if narrow else ()
    matter = before.theme.replace(" ", "")
    narrative = plan.operation in (
        "lookup",
        "mentions",
        "compare",
        "item_status",
        "status_list",
        "open_items",
        "due",
        "money",
        "span",
        "report_field",
    )
    looked_up = bool(before.theme) and (
        before.operation in ("lookup", "item_status", "finding_detail")
        or (before.scope == "named" and before.operation in ("status_list", "open_items", "finding_list"))
    )
    if looked_up and within and plan.operation in ("status_count", "finding_count") and not is_specific(reading):
        plan = plan.model_copy(update={"operation": "lookup"})
        narrative = True
    remains = reading.has("not_done") and not reading.has("count", "persons", "money", "when", "why")
    if before.operation == "item_status" and remains and len(reading.theme) < 4:
        again = plan.model_copy(update={"sources": sources, "scope": "named", "operation": "item_status"})
        return FollowUp(again, within=within)
    if (within or matter) and plan.operation in ("accountability", "money") and _asks_twice(reading):
        return FollowUp(
            plan.model_copy(update={"sources": sources, "scope": "named", "operation": "lookup"}), within, matter
        )
    if _WHICH_OPEN.search(reading.text) and not is_specific(reading) and not reading.has("why"):
        return FollowUp(plan.model_copy(update={"sources": sources, "scope": "named", "operation": "open_items"}))
    of_the_notice = _OF_THE_NOTICE.search(reading.text) is not None and not is_specific(reading)
    dated = plan.operation in ("span", "report_field") and (not within or of_the_notice)
    operation = "lookup" if narrative and not dated and (within or len(reading.theme) < 3) else plan.operation
    update: dict[str, object] = {"sources": sources, "scope": "named", "operation": operation}
    if not plan.theme:
        update |= {"theme": before.theme, "topics": before.topics}
    return FollowUp(plan.model_copy(update=update), within=within, matter=matter)

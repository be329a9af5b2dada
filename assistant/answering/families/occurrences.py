"""Everything one notice says of a word: each finding that speaks of it, with the names of its kind that are printed.

哪几条提到绩效考核 and 用了哪些系统 want all the places, not the one passage that answers best.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.themes import holding_of, speaking_of
from assistant.answering.passages.model import Snippet
from assistant.answering.theme import quoted

_IN_FINDINGS = re.compile(
    r"哪(?:几|些)?(?:条目?|项|个问题|些问题)(?:问题|整改)?(?:里头?|中|当中)?(?:都|也)?(?:提到|提及|写到|写了|写着|讲到|涉及|用到|用了|出现|牵扯|牵涉|关系|关联|关涉|扯|沾)[到上着]?了?(?P<x>.+)"
    r"|哪(?:几|些)?(?:条目?|项|个问题|些问题)(?:问题|整改)?(?:里头?|中|当中)?(?:都|也)?(?:跟|和|与|同)(?P<y>.+?)"
    r"(?:扯|沾|搭|挂|有|发生|牵)(?:得|不)?[上着到]?了?(?:点儿?|些)?(?:关系|关联|联系|边儿?|钩|关|瓜葛)"
)
_HANDLED = re.compile(
    r"哪(?:几|些|[两二三四五六七八九])?(?:条目?|项|个问题|些问题)(?:问题|整改)?(?:里头?|中|当中)?(?:都|也)?(?:给|对|把|有|用|处理|问责).{0,14}(?:谈话|约谈|处分|警告|批评|检查|诫勉|第一种形态|扣|免职|处理了?人|问责)"
    r"|哪(?:几|些|[两二三四五六七八九])?(?:条目?|项|个问题|些问题)(?:问题|整改)?(?:里头?|中|当中)?(?:都|也|真的?|确实|直接)*(?:扣|罚)了?(?:钱|款|绩效|奖金)"
    r"|(?:谈话|约谈|处分|警告|批评教育|检查|诫勉|第一种形态|扣罚|扣绩效|免职|问责)[”\"’]?(?:方式|手段)?(?:问责|处理|人)?(?:了|过)?的(?:都)?(?:是|有|在)?哪(?:几|些|[两二三四五六七八九])?(?:条|项|个问题|些问题)"
)
"""Findings asked for by what was done to persons."""
_BARE = re.compile(
    r"(?:(?:提到|提及|写到|涉及|[采使]?用到?|上线?|建|讲到|开展|组织|搞|办)了?(?:的|过)?)?(?P<a>(?:信息|软件|管理|网络)?(?:系统|平台|软件|设备|公司|企业|培训|会议|专家|课题|比赛|演练|讲座|义诊))(?:[、和或与](?P<b>系统|平台|软件|设备|公司|企业))?"
)
_ASKS = re.compile(r"哪些|哪几|有哪|什么|列(?:出|一下|举)")
_NAMES = {
    "系统": "系统|平台|软件",
    "平台": "系统|平台|软件",
    "软件": "系统|平台|软件",
    "公司": "公司|企业|集团",
    "企业": "公司|企业|集团",
}
_SHOWN = 12


def asks_findings(question: str) -> bool:
    """Whether a question wants the findings of a notice that speak of something, or in which something was done."""
    return _IN_FINDINGS.search(question) is not None or _HANDLED.search(question) is not None


def _matter(question: str) -> str | None:
    """What is looked for, in the question's words."""
    inside = _IN_FINDINGS.search(question)
    if inside:
        title = re.search(r"《[^》]+》", question)
        named = title[0] if title else quoted(question)
        return named or (inside["x"] or inside["y"]).strip("的了过吗呢?？。 ")
    if not _ASKS.search(question):
        return None
    left = re.sub(
        r"(?:里头?|中|一共|总共|都|是|有|了|的|呢|吗|通报|分别|这次|医院|整改|[,，?？。])|哪些|哪几[个种家]?|什么|列出|列举|列一下",
        "",
        question,
    )
    match = _BARE.fullmatch(left.strip())
    return match["a"] if match else None


def occurrences(desk: Desk) -> bool:
    """All places of one notice where a word stands; False where something else is wanted, or there are none."""
    if len(desk.reports) != 1:
        return False
    question = desk.plan.asked
    theme = _matter(question)
    if theme is None:
        return False
    source = next(iter(desk.reports))
    found = _places(desk, source, theme)
    if not found and asks_findings(question):
        found = holding_of(desk).get(source, [])
    if not found:
        return False
    names = _names(found, theme)
    named = desk.say("occurrences_names", names="、".join(names)) if names else ""
    firsts: dict[int | None, Snippet] = {}
    for snippet in found:
        firsts.setdefault(snippet.finding, snippet)
    desk.draft.lead = desk.say("occurrences", hospital=desk.hospital(source), n=len(firsts), theme=theme, names=named)
    desk.draft.columns = ("问题", "原文")
    for snippet in list(firsts.values())[:_SHOWN]:
        desk.draft.present(source, snippet.finding)
        mark = desk.book.snippet(snippet)
        words = nested(clip(snippet.quote, 110))
        desk.draft.bullet(f"{clip(snippet.label, 40)}：“{words}”{mark}")
        desk.draft.row(snippet.label, clip(snippet.quote, 200), marks=desk.book.numbers(mark))
    if len(firsts) > _SHOWN:
        desk.draft.bullet(desk.say("more_not_shown", n=len(firsts) - _SHOWN))
    return True


def _places(desk: Desk, source: str, theme: str) -> list[Snippet]:
    head = next((tail for tail in _NAMES if theme.endswith(tail)), None)
    if head is None:
        return speaking_of(desk, theme).get(source, [])
    kinds = _NAMES[head].split("|")
    found = {(s.start, s.end): s for kind in kinds for s in desk.passages.mentions(kind, [source]).get(source, ())}
    named = [s for _, s in sorted(found.items()) if _names([s], theme)]
    return named or [s for _, s in sorted(found.items())]


def _names(found: list[Snippet], theme: str) -> list[str]:
    """The names of the kind asked for that are printed, each once."""
    head = next((tail for tail in _NAMES if theme.endswith(tail)), None)
    if head is None:
        return []
    name = re.compile(
        rf"[“‘]?(?P<n>[A-Za-z]{{0,8}}[\u4e00-\u9fff]{{2,14}}?(?:{_NAMES[head]}))[”’]?(?![\u4e00-\u9fff]?化|性|内|治理|工程)"
    )
    out: list[str] = []
    for snippet in found:
        for part in re.split(r"[，。；、,;：:（）()\s]", snippet.quote):
            match = name.search(part)
            text = _trimmed(match["n"]) if match else ""
            if len(text) > len(theme[-2:]) and text not in out:
                out.append(text)
    return out


_VERB = re.compile(
    r"^.*?(?:引入|引进|上线|建立|建设|建成|启用|开发|完善|升级|使用|利用|通过|安装|依托|运用|打造|筹建|搭建|采购|纳入|嵌入|增加|对|将|把|在|与|由|的|了)(?=[A-Za-z\u4e00-\u9fff]{3,}$)"
)


def _trimmed(name: str) -> str:
    """A name without the verb that leads to it (引入合理用药系统)."""
    before = ""
    while before != name:
        before, name = name, _VERB.sub("", name)
    return name

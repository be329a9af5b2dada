"""The verbs round a document's title, and what they say was done to it.

Chains count as one deed (制定并印发, 修订完善, 编印); the stronger verb names it: abolished, made, revised, issued.
Verbs of learning and following close the matter: a document that is carried out was made before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.schema import RuleAction

_Class = Literal["make", "revise", "issue", "abolish", "pass", "finish", "draft", "learn"]

_VERBS: dict[_Class, str] = {
    "abolish": r"废止|废除|停用|作废",
    "make": (
        r"制定|制订|订立|建立健全|建立建全|建立完善|建立|出台|编制|编印|编写|编撰|汇编|形成|新增|新建|新订|设立|构建|健全"
    ),
    "revise": r"修订|修改|完善|调整|优化|更新|细化|补充|修正|增补|规范",
    "issue": r"印发|下发|发布|颁布|公布|刊发",
    "pass": r"(?:审议|讨论|研究|表决|会议)通过",
    "finish": r"完成",
    "draft": r"起草|草拟|拟定|拟订|拟写|撰写|酝酿",
    "learn": (
        r"学习|传达|贯彻|解读|宣贯|培训|宣传|研读|领会|按照|依照|依据|根据|遵照|参照|对照|对标|结合|围绕|执行|遵守|落实|实施|符合|"
        r"违反|通过|依托|研究|讨论|审议|听取|观看|签订|签署|填写|填报|登记|提交|上报|报送|制作|发放|张贴|转发|转载|领取|纳入|"
        r"审核|征求|查阅|引用|摘录|购买|订阅|阅读|严格|经过|关于|收到|提供|比照|履行|坚持|评选|申报|发表|出具"
    ),
}
_ANY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _VERBS.items()))
_ACTION: dict[_Class, RuleAction] = {
    "abolish": "other", "make": "制定", "revise": "修订", "issue": "印发", "pass": "制定", "finish": "制定",
}  # fmt: skip
_STRENGTH: tuple[_Class, ...] = ("abolish", "make", "revise", "issue", "pass", "finish")
_BETWEEN = re.compile(r"(?:了|并|和|、|及|与|,|后|再|重新|进一步|及时|正式|严格|认真|已|以)*")
_NOT_YET = re.compile(
    r"(?:正在|正|拟|将|计划|准备|着手|尚未|未|待|即将|筹备|启动|推进|抓紧|尽快|参与|协助|配合|申请|建议|要求[^,;。]{0,12}|预计[^,;。]{0,12})"
    r"(?:进一步|尽快|抓紧|研究|重新|组织|牵头|适时|及时|对)*$"
)
_DRAFT_BEHIND = re.compile(
    r"[^,;。《》]{0,4}?(?:初稿|草案|征求意见稿|讨论稿|送审稿|草稿)|"
    r"[^,;。《》]{0,6}?(?:正在|尚在|仍在|拟于|计划|尚未|还未|待[^,;。]{0,8})"
)
_UPPER = re.compile(
    r"(?:卫健[局委]|卫生健康[局委]|卫计[局委]|医保局|医疗保障局|财政[局厅]|发改[局委]|人社[局厅]|审计[局厅]|中医药(?:管理)?局|药监局|"
    r"市委|省委|区委|县委|旗委|州委|政府|国务院|中央|国家[^,;。]{0,8}|上级[^,;。]{0,8}|主管部门|管理局|监管局|有关部门|个部门)"
    r"(?:等?\d*个?部门)?(?:联合|共同|统一)?$"
)
_LEARNED_BEHIND = re.compile(
    r"等?(?:[^,;。《》并和]{0,16}(?:制度|文件|法规|规定|条例|精神))?的?(?:专题|集中|业务|全员)?"
    r"(?:(?:学习|培训|宣讲|解读|宣贯|征文|答题)(?!制度|计划)|(?:考试|考核|竞赛)(?=[,;。]|$))"
)
_DRAFT_TITLE = re.compile(r"征求意见稿|讨论稿|送审稿|草案|初稿|草稿")
_STARTED = re.compile(r"(?:启动|推进|着手|筹备|加快|正在|开展)[^,;。]{0,4}$")
_REVISED_TITLE = re.compile(r"[(（][^()（）]{0,8}(?:修订|修正)[^()（）]{0,3}[)）]")
_BEHIND = re.compile(
    r"(?:等)?(?:\d+[项个份]|多项|一系列|系列|相关|有关|配套|内容|中的?|相应|规章|管理|工作|[一二三四五六七八九十两]+[项个份])*"
    r"(?:制度|文件|规定|办法|方案|规范|流程|细则|预案|条款|内容|等)*(?P<gap>[^,;。《》]{0,14}?)$"
)
_HIDDEN_AUTHOR = re.compile(
    r"^(?:关于)?(?:印发|转发)?[<〈《“]?(?:中华人民共和国|国家|国务院|中共中央|中央|中国共产党|习近平|党政领导干部|全国)"
)
_PLACE = re.compile(
    r"^(?:关于)?(?:印发|转发)?[<〈《“]?(?:\d{4}年)?[一-龥]{1,8}?(?:省|自治区|自治州|(?<!城)(?<!上)市|县(?!级)|旗)"
)
_OWN_BODY = re.compile(r"院|集团|公司|科|党委|中心|委员会|支部|医共体|总支")


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, and the stretch of verbs that says so (flat positions)."""

    action: RuleAction
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Governed:
    """What stands before a title: a deed, a verb that closes the matter, or nothing that decides (对, 将, 在)."""

    deed: Deed | None
    closed: bool
    inside: bool = False
    """在《…》中: what follows was added to the document."""


def not_its_own(name: str) -> bool:
    """Whether a title names a draft, or a document of the state, the Party or a region rather than of a hospital."""
    bare = name.strip("《》")
    if _DRAFT_TITLE.search(bare):
        return True
    if _HIDDEN_AUTHOR.match(bare):
        return True
    return _PLACE.match(bare) is not None and _OWN_BODY.search(bare) is None


def before_deed(flat: str, start: int, title: int) -> Governed:
    """What `flat[start:title]`, the sentence up to the title, says of it."""
    clause = max((flat.rfind(mark, start, title) for mark in ",:》"), default=-1) + 1
    if flat[clause - 1 : clause] == "》":
        clause = _skip_closing(flat, clause, title)
    said = flat[max(start, clause) : title]
    offset = max(start, clause)
    matches = list(_ANY.finditer(said))
    if _STARTED.search(said):
        return Governed(None, closed=True)
    if not matches:
        return Governed(None, closed=False, inside=said.endswith("在"))
    chain = _last_chain(said, matches)
    first, last = chain[0], chain[-1]
    if "在" in said[last.end() :][-3:] and said.endswith("在"):
        return Governed(None, closed=False, inside=True)
    if re.search(r"[对将把]$", said[last.end() :]) or re.search(r"[对将把][^,;。]{0,6}$", said[last.end() :]):
        return Governed(None, closed=False)
    kinds = {match.lastgroup for match in chain}
    deed = _named(kinds, offset + first.start(), offset + last.end())
    if deed is None or _NOT_YET.search(said[: first.start()]) or _UPPER.search(said[: first.start()]):
        return Governed(None, closed=True)
    return Governed(deed, closed=True)


def after_deed(flat: str, title: int, end: int, *, inside: bool) -> Deed | None:
    """What `flat[title:end]`, the sentence behind the title, says of it: 《A》已修订完善, 在《A》中完善…."""
    limit = end if inside else min(end, title + 30)
    if inside and flat[title : title + 1] not in ("中", "里", "的", "内", "基"):
        return None
    comma = flat.find(",", title, limit)
    stop = limit if inside or comma < 0 else comma
    matches = list(_ANY.finditer(flat, title, stop))
    if inside:
        matches = [m for m in matches if m.lastgroup in ("revise", "make") or m.group() in ("增加", "明确")]
        added = re.compile(r"增加|明确|新增|补充").search(flat, title, stop)
        if not matches and added:
            return Deed("修订", added.start(), added.end())
        return Deed("修订", matches[0].start(), matches[0].end()) if matches else None
    if not matches or not _BEHIND.match(flat[title : matches[0].start()]):
        return None
    chain = _first_chain(flat, matches)
    if _NOT_YET.search(flat[title : chain[0].start()]):
        return None
    return _named({match.lastgroup for match in chain}, chain[0].start(), chain[-1].end(), behind=True)


def abandoned(flat: str, start: int, end: int) -> bool:
    """Whether the words behind the titles say that there is only a draft, or that the titles were learned."""
    return start < end and (_DRAFT_BEHIND.match(flat, end) or _LEARNED_BEHIND.match(flat, end)) is not None


def action_of(name: str, deed: Deed) -> RuleAction:
    """The deed's action; a title that calls itself a revision (2025年修订) was revised."""
    return "修订" if deed.action in ("制定", "印发") and _REVISED_TITLE.search(name) else deed.action


def _skip_closing(flat: str, clause: int, title: int) -> int:
    """The start of the words after an earlier title: a list's last 等制度 belongs to that title."""
    match = re.compile(r"等?(?:制度|文件|规定|办法|方案)?").match(flat, clause, title)
    return match.end() if match else clause


def _last_chain(said: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    chain = [matches[-1]]
    for match in reversed(matches[:-1]):
        if not _BETWEEN.fullmatch(said, match.end(), chain[0].start()):
            break
        chain.insert(0, match)
    return chain


def _first_chain(flat: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    chain = [matches[0]]
    for match in matches[1:]:
        if not _BETWEEN.fullmatch(flat, chain[-1].end(), match.start()):
            break
        chain.append(match)
    return chain


def _named(kinds: set[str | None], start: int, end: int, *, behind: bool = False) -> Deed | None:
    """The deed of a chain of verbs; a draft counts once it was issued or passed."""
    if "draft" in kinds and not kinds & {"issue", "pass", "make"}:
        return None
    if behind and kinds <= {"learn", "draft"}:
        return None
    for kind in _STRENGTH:
        if kind in kinds:
            action: RuleAction = "制定" if kind == "issue" and "draft" in kinds else _ACTION[kind]
            return Deed(action, start, end)
    return None

"""Labels inside a finding (整改情况：, 完成时限：, 责任科室：) -> the role of the words behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.outline.model import BlockKind
from assistant.text.flat import FlatText

_WORDS: tuple[tuple[BlockKind, str], ...] = (
    (
        "status",
        r"(?:整改|目前|当前|任务)?(?:完成|落实)?(?:状态|进度|程度)|(?:整改|任务)?完成(?:情况|进展|结果)|销号(?:情况|状态)|是否完成|整改结论|整改结果",
    ),
    (
        "deadline",
        r"(?:计划|预计|整改|拟)?(?:完成|整改|办结)(?:的)?(?:时限|时间|期限|日期|时间节点)|时限要求|整改时限要求|时限|时间节点",
    ),
    (
        "department",
        r"(?:主要?|第一|整改|主体|直接)?(?:责任|牵头|配合|协同|协办|主办|承办)(?:整改)?(?:科室|部门|单位|处室|支部|党支部|领导|人|人员|主体)"
        r"(?:及责任人|和责任人|、责任人)?|(?:分管|包案|包保|挂帅|督办)(?:院)?领导|整改责任人?",
    ),
    (
        "reason",
        r"(?:有关|相关)?情况说明|(?:未|尚未)(?:整改|完成)(?:整改|到位)?(?:的)?(?:原因|情况|说明)(?:说明|及说明|分析)?|原因(?:说明|分析)?|"
        r"说明|(?:存在)?(?:的)?困难|(?:下一?步|后续)(?:的)?(?:整改|工作)?(?:措施|计划|打算|安排|举措|工作|整改)?",
    ),
    ("result", r"(?:整改|工作|取得(?:的)?)?(?:成效|成果|效果|实效)|取得(?:的)?(?:阶段性)?成效"),
    (
        "problem",
        r"(?:存在|反馈|具体|主要|巡察反馈|巡察发现|发现)(?:的)?(?:主要|具体)?问题|问题(?:表现|描述|内容|概述|简述|具体表现|摘要|清单)|(?:具体|主要)表现|反馈(?:内容|意见)?|整改前|问题|"
        r"(?:群众|网友|记者|主持人|提)?(?:提?问|追问)",
    ),
    (
        "measures",
        r"(?:具体|主要|巡察|集中)?整改(?:工作)?(?:落实|完成|进展|推进|开展)?(?:的)?(?:情况|措施|举措|进展|内容|做法|过程|动态)(?:及(?:整改)?成效|和成效|、成效|及完成情况|及进展)?|"
        r"整改落实|(?:采取|主要|具体|工作|落实)(?:的)?(?:整改)?(?:措施|举措|做法)|措施(?:及成效|和成效)?|落实(?:整改)?情况|(?:工作)?进展(?:情况)?|整改后?|"
        r"(?:书记|院长|医院|本院|党委|负责人)?(?:回答|答|答复|回应|回复)",
    ),
)
_OPENERS = r"(?:\*\*|[\[【(])?"
_LABEL = re.compile(
    rf"{_OPENERS}(?:"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in _WORDS)
    + r")(?:\*\*|[\]】)]|[(\[][^()\[\]:]{2,16}[)\]])?(?::(?:\*\*)?)"
)
_BARE = re.compile(
    r"[#*\[【(]*(?:"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in _WORDS if kind != "problem")
    + r")[*\]】)]*[。.]?"
)
_WITH_GAP = re.compile(
    rf"(?:(?P<status>{dict(_WORDS)['status']})"
    r"(?=(?:已|正在|基本|未|尚未|暂未|阶段性|部分|持续|长期|完成|√)[^,;。]{0,14}。?$)"
    rf"|(?P<deadline>{dict(_WORDS)['deadline']})(?=20\d\d[年.]|立行立改|即知即改|长期坚持))"
)
"""完成情况　已完成: a form prints a gap for the colon, and the matching form has none."""
_GAPPED = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS if kind in ("department", "deadline")))
_LONGEST = 20
"""Characters a label may have before its colon."""
_NEXT_STEPS = re.compile(r"下一?步|后续")
"""Alone on a line, without a colon, these head a part of the notice."""
_BRACKETED = re.compile(r"[\[【](?:" + "|".join(rf"(?P<{kind}>{words})" for kind, words in _WORDS) + r")[\]】]:?")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the matching form of a line: its role, where it starts and where its words begin."""

    kind: BlockKind
    start: int
    end: int


def read_label(text: str, at: int = 0) -> Label | None:
    """The label that stands at `at` of a matching form: with its colon or brackets, or filling the line alone."""
    readings = (
        _LABEL.match(text, at),
        _BRACKETED.match(text, at),
        _BARE.fullmatch(text, at),
        _WITH_GAP.match(text, at),
    )
    for match in readings:
        if match and match.lastgroup and not (match.re is _BARE and _NEXT_STEPS.search(text, at)):
            return Label(match.lastgroup, at, match.end())  # type: ignore[arg-type]
    return None


def read_gap_label(flat: FlatText, at: int) -> Label | None:
    """The label at `at` that only white space parts from its words: 责任科室　医务科."""
    match = _GAPPED.match(flat.text, at)
    if match is None or match.lastgroup is None or match.end() >= len(flat):
        return None
    apart = flat.origin[match.end()] - flat.origin[match.end() - 1] > 1
    return Label(match.lastgroup, at, match.end()) if apart else None  # type: ignore[arg-type]


def starts_with_label(text: str) -> bool:
    """Whether a line opens with a label."""
    return read_label(text) is not None


def inline_labels(flat: FlatText, start: int) -> list[Label]:
    """Labels within a line from `start` on: at sentence starts, or where white space stood before them."""
    found: list[Label] = []
    text, origin = flat.text, flat.origin
    colon = text.find(":", start)
    while colon >= 0:
        for at in range(max(found[-1].end if found else start, colon - _LONGEST), colon):
            free = at == start or text[at - 1] in "。;!?)”*】]|/([" or origin[at] - origin[at - 1] > 1
            match = _LABEL.match(text, at) if free else None
            if match and match.lastgroup and match.end() > colon:
                found.append(Label(match.lastgroup, at, match.end()))  # type: ignore[arg-type]
                break
        colon = text.find(":", colon + 1)
    return found


def column_kind(header: str) -> BlockKind | None:
    """The role of a table column by its header."""
    match = _BARE.fullmatch(header)
    return match.lastgroup if match else None  # type: ignore[return-value]

"""Headings without a number: which lines are, and of what style, so that likes stand on one level."""

from __future__ import annotations

import re
from typing import Protocol

from assistant.outline.genre import (
    has_series,
    is_action,
    is_problem,
    is_shortcoming,
    is_tail,
    looks_like_heading,
    opens_next_steps,
    role_of,
)
from assistant.outline.labels import Label, read_label
from assistant.outline.lines import Line
from assistant.outline.statuses import boxed_status, group_status, read_status
from assistant.outline.stems import in_marks, told_at

FRAMED, ASPECT, PART, SENTENCE, PLAIN, BRACKETED, LABELLED, BOLD = (
    "§关于",
    "§方面",
    "§部分",
    "§句",
    "§",
    "§【】",
    "§问题：",
    "§**",
)
BY_STATUS = "§状态"
"""已完成（2项）, alone on a line above the findings it holds for."""
"""关于“…”的问题。 | 在…方面 | a part of the notice by its words | a problem with its measures behind it | any other |
【关于…方面】 | 反馈问题：….
"""

_SHORT = 45
_NEVER_FIRST = "的地得和与及等了或、,。;:)”》%"
"""What no heading begins with, but the second half of a broken sentence may."""
_FRAMED = re.compile(
    r"(?:关于|针对|对于|对)(?:巡察)?(?:反馈|指出)?(?:的)?(?:“.{2,60}”|.{3,40}?)(?:\([^()]{2,60}\))?(?:的)?(?:问题|整改情况|方面)"
)
_ASPECT = re.compile(r"(?:在|聚焦|围绕|关于|落实|贯彻|坚持).{2,60}(?:方面|情况)|.{2,30}方面|关于[^“”]{2,40}方面的问题")
_TITLE_END = re.compile(r"(?:通报|公告|公示|报告|公开稿|公开表|公开通报|说明)[)》]?$")
_TITLE = re.compile(r".{2,40}(?:医院|委员会|党委|党组|总支|支部|中心|集团|[^医]院)(?:关于|落实|巡[察视])")
"""The first half of a notice's title that runs over two lines: whose notice, and 关于."""
_SERIES_START = re.compile(r"(?:[一二三四五六七八九十]{1,2}[是要]|[①-⑳]|其[一二三四])")
_IN_BRACKETS = re.compile(r"(?:\*\*)?(?:【[^【】]{4,40}】|\[[^\[\]]{4,40}\])(?:\*\*)?")
_IN_BOLD = re.compile(r"(?:\*\*|__)[^*_:]{4,45}(?:\*\*|__)")
_STRONG_MARK = re.compile(r"[★☆◆■▲▶]")
_HASHES = re.compile(r"#{1,6}")
_LATIN, _HAN = re.compile(r"[A-Za-z]"), re.compile(r"[\u4e00-\u9fff]")
_COUNTS = re.compile(r"\d+[件个项条人次名万元]|^(?:巡察)?移交|均已|已[办整完]")
"""Words of a report on work done, which no heading has."""
_BARE_PROBLEM = re.compile(r"(?:巡察|反馈|具体|存在|主要|整改)+的?问题(?:描述|表现)?")
"""The head of a column."""
_APPENDIX = re.compile(r"附(?:(?:件|表|录)[\d一二三]?[:、.]?|[:、])")
_MARKS = re.compile("[“(《‘”)》’。;!?]|一是")
_PART_ROLES = ("opening", "findings", "closing", "aside", "later")


class Context(Protocol):
    """What the tree knows of the place a line stands at."""

    @property
    def at_top(self) -> bool:
        """No item is open."""

    @property
    def measures_over(self) -> bool:
        """The open item has its measures or its status already."""

    @property
    def heads_findings(self) -> bool:
        """The open item rather groups findings than is one."""

    @property
    def awaits_body(self) -> bool:
        """The open item is a finding by its likes and has no text yet."""

    @property
    def under_aspect(self) -> bool:
        """The open item names an aspect (…方面) and has no text yet."""

    @property
    def numbered_finding(self) -> bool:
        """The open item is a numbered finding with text."""

    @property
    def has_parts(self) -> bool:
        """Some part of the notice has been opened."""

    def open_style(self, style: str) -> bool:
        """Whether an item of that style is open."""

    def heads_by_status(self, line: Line) -> bool:
        """Whether the line is a status that heads the findings below it."""

    def lists_problems(self, line: Line) -> bool:
        """Whether the line is one of several 存在问题：… with their measures under the same numbered heading."""


def first_sentence(line: Line) -> str:
    """The words of a line up to its first stop outside quotation marks, number left out."""
    return line.text[line.body_at : sentence_end(line.text, line.body_at)].rstrip("*#_|")


def sentence_end(text: str, start: int) -> int:
    """Where the first sentence from `start` ends (before its stop): quoted and bracketed stops do not count."""
    depth = 0
    for mark in _MARKS.finditer(text, start):
        char, i = mark[0], mark.start()
        if char in "“(《‘":
            depth += 1
        elif char in "”)》’":
            depth = max(0, depth - 1)
        elif char == "一是":
            if i > start and text[i - 1] in ":,、)":
                return i - (text[i - 1] != ")")
        elif depth == 0 or not _closes(text, i):
            return i
    return len(text)


def _closes(text: str, at: int) -> bool:
    return any(mark in text[at : at + 80] for mark in "”)》’")


def names_aspect(line: Line) -> bool:
    """Whether a line names an aspect of the inspection (在…方面, 聚焦…情况)."""
    return _ASPECT.fullmatch(line.text[line.body_at :].strip("。.*#_:[]【】")) is not None


def is_framed(words: str) -> bool:
    """Whether a heading puts a problem in the frame 关于“…”的问题 or 关于“…”问题的整改情况."""
    return _FRAMED.match(words) is not None and "“" in words


def heading_style(line: Line, following: Line | None, context: Context) -> str | None:
    """The style of an unnumbered heading; None for a line that is none."""
    if line.column is not None:
        return PLAIN if line.column in ("group", "row") else None
    return BY_STATUS if context.heads_by_status(line) else _free_style(line, following, context)


def _free_style(line: Line, following: Line | None, context: Context) -> str | None:
    """The style of a heading that is no cell of a table and no status."""
    text = line.text
    words = text[line.body_at :].rstrip("。.*#_:")
    if _SERIES_START.match(words) or len(words) < 4 or text[0] in _NEVER_FIRST or _is_foreign(words):
        return None
    if line.after_open and not _STRONG_MARK.match(text):
        return None
    label = read_label(text, line.body_at)
    if label or read_status(words) or boxed_status(words, 0):
        return LABELLED if label and _heads_by_label(line, label, following, context) else None
    if _APPENDIX.match(words) and len(words) <= 30:
        return PART
    if _BARE_PROBLEM.fullmatch(words):
        return None
    hashes = _HASHES.match(text)
    if (_TITLE_END.search(words) and not _APPENDIX.match(words)) or (not context.has_parts and _TITLE.match(words)):
        return None
    if hashes:
        return hashes[0]
    if context.awaits_body or is_tail(text) or opens_next_steps(text):
        return None
    if len(words) <= _SHORT and not re.search(r"[。;]", words) and text[-1] not in ",;、" and not has_series(words):
        return _short_style(line, words, following, context) or _told_style(line, context)
    return _one_liner_style(line, context)


def _is_foreign(words: str) -> bool:
    """Whether a line is English, markup or program text, which no official heads a problem with; DRG付费 is not."""
    return len(_LATIN.findall(words)) > 2 * len(_HAN.findall(words))


def _heads_by_label(line: Line, label: Label, following: Line | None, context: Context) -> bool:
    """Whether 反馈问题：… heads a finding: where none is open that it could describe, and its measures follow."""
    if label.kind != "problem" or following is None or len(line.text) - label.end < 4:
        return False
    after = read_label(following.text, following.body_at)
    # Below a numbered item the label describes that item, unless the item is an aspect or bullets stand below it.
    bulleted = line.body_at > 0 and context.heads_findings
    free = (
        context.lists_problems(line)
        or context.open_style(LABELLED)
        or context.at_top
        or context.under_aspect
        or bulleted
    )
    return free and after is not None and after.kind == "measures"


def _short_style(line: Line, words: str, following: Line | None, context: Context) -> str | None:
    """A line with one short sentence and nothing behind it."""
    if _STRONG_MARK.match(line.text) and not line.text.endswith("。"):
        return "★"
    if _FRAMED.fullmatch(words):
        return FRAMED
    if apart := _set_apart(line, words, following):
        return apart
    if following is None or line.text[-1] in ":":
        return None
    if following.token:
        return _before_number(words, following, context)
    if _ASPECT.fullmatch(words) and line.text[-1] not in "。.":
        return ASPECT
    label = read_label(following.text, following.body_at)
    if label and following.text.startswith("问:"):
        return None
    if label and label.kind in ("measures", "problem", "status") and not is_action(words):
        return PLAIN if context.measures_over or context.at_top or context.heads_findings else None
    if _opens_part(line, words, context):
        return PART
    return PLAIN if is_shortcoming(words) and _stands_free(following, context) else None


def _set_apart(line: Line, words: str, following: Line | None) -> str | None:
    """The style of a line that is set off as a whole, in bold type or brackets."""
    if following is None or _COUNTS.search(words):
        return None
    if _IN_BOLD.fullmatch(line.text) and not following.token:
        return BOLD
    return BRACKETED if _IN_BRACKETS.fullmatch(line.text) else None


def _before_number(words: str, following: Line, context: Context) -> str | None:
    if _COUNTS.search(words) and not group_status(words):
        return None
    role = role_of(words)
    if not looks_like_heading(words) or (is_action(words) and not context.measures_over):
        names_part = role in _PART_ROLES and len(words) <= 30 and "," not in words
        return PART if names_part else None
    known = following.token is not None and context.open_style(following.token.style)
    restarts = following.token is not None and following.token.number == 1
    if context.measures_over or is_problem(words) or restarts or not known:
        return PART if role in _PART_ROLES and not known and not is_shortcoming(words) else PLAIN
    return None


def _opens_part(line: Line, words: str, context: Context) -> bool:
    if line.text[-1] in "。." or is_action(words) or len(words) > 30:
        return False
    known = role_of(words) in _PART_ROLES or group_status(words) is not None
    return known and (context.has_parts or role_of(words) in ("opening", "findings"))


def _stands_free(following: Line, context: Context) -> bool:
    """Outside numbered findings, a bare shortcoming above a longer text heads it."""
    return not context.numbered_finding and not is_shortcoming(first_sentence(following))


def _told_style(line: Line, context: Context) -> str | None:
    """A problem that marks, a colon or a dash set off from its measures in the same sentence."""
    marked = in_marks(line.text, line.body_at)
    told = marked[2] if marked else told_at(line.text, line.body_at, line.body_at + len(first_sentence(line)))
    near = told is not None and told - line.body_at <= _SHORT + 2
    return SENTENCE if near and not context.numbered_finding else None


def _one_liner_style(line: Line, context: Context) -> str | None:
    """A problem and its measures in one paragraph without a number."""
    sentence = first_sentence(line)
    if told := _told_style(line, context):
        return told
    rest = line.text[line.body_at + len(sentence) :].lstrip("。:,")
    if _FRAMED.fullmatch(sentence) and rest:
        return FRAMED
    if len(sentence) > _SHORT or not is_problem(sentence) or not rest:
        return None
    if rest.startswith("一是") and (context.at_top or context.measures_over or context.heads_findings):
        return SENTENCE
    return SENTENCE if is_shortcoming(sentence) and not context.numbered_finding else None

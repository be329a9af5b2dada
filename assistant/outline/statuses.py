"""Status words -> a status, only where they speak of the finding itself.

A status is a whole clause (已完成整改。), a group's heading (（二）基本完成的整改事项) or a collective sentence
(除第3项外，其余均已完成). 已完成《…》修订 claims a step, not the finding, and is left alone.
"""

from __future__ import annotations

import re

from assistant.schema import Status

Reading = tuple[Status, int, int]
"""A status and where its words stand in the matching form."""


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_SUBJECT = (
    r"(?:截[至止]目前,?|目前,?|现,?|经整改,?)?(?:该|此|本|上述|以上)?[项条个]?(?:反馈)?(?:整改)?"
    r"(?:问题|事项|任务|工作)?(?:目前)?(?:整改)?(?:状态|情况)?[为:]?"
)
_OBJECT = r"(?:整改|销号|到位|任务|工作|目标)*"
_DONE = (
    r"(?:均?已经?|均)?(?:全部|全面|按期|按时|如期|按要求)?(?:整改)?"
    + _any("完成", "办结", "销号", "到位", "落实到位", "整改落实", "整改完毕")
    + _OBJECT
)
_ONGOING = (
    r"[,、;。(]?(?:[并並]|且|正在|需要?|转入|实行)*(?:长期|持续|常态化?|继续)"
    r"(?:坚持|推进|巩固|整改|保持|落实|实施|抓好|执行|化)*\)?"
)
_NOT_DONE = r"(?:尚|暂|还)?未(?:能)?(?:全部|按期|按时)?(?:整改)?" + _any("完成", "到位", "办结", "销号", "整改", "启动")
_GOING_ON = (
    r"(?:正在?|仍在?|[还尚]在|继续|持续|有序|按计划)(?:按计划|积极|抓紧|持续|有序|稳步|继续)*"
    r"(?:推进|整改|进行|落实|办理|实施)(?:之中|当中|中|整改|落实|实施)*(?:工作)?"
)
_PARTLY = r"(?:已|并)?(?:取得了?|完成)?(?:阶段性|初步)(?:的)?(?:整改)?(?:完成|成效|成果|进展|目标|任务|整改|到位)+"
_MOSTLY = r"(?:均?已)?基本上?(?:已)?(?:整改)?(?:完成|到位|落实|办结)" + _OBJECT

_CLAUSE_WORDS: tuple[tuple[Status, str], ...] = (
    (
        "unfinished",
        _any(_NOT_DONE + _OBJECT, r"没有?(?:整改)?完成(?:整改)?", _GOING_ON, "(?:推进|整改|进行|办理)当?中"),
    ),
    ("mostly_completed", _any(_MOSTLY, "大部分(?:已)?完成(?:整改)?") + f"(?:{_ONGOING})?"),
    (
        "partial",
        _any(_PARTLY, "部分(?:已)?(?:完成|整改)(?:整改|到位)?", r"已?完成(?:整改)?[约近]?[1-9]\d?%")
        + f"(?:{_ONGOING})?",
    ),
    (
        "completed_ongoing",
        _any(
            "(?:" + _any(_DONE, "立行立改", "已整改", "已落实") + _ONGOING + ")",
            "(?:长期|持续|常态化)坚持(?:整改)?",
        ),
    ),
    ("completed", _any(_DONE, "已(?:全部)?整改(?:到位|完成)?", "[√✓✔☑]")),
)
_CLAUSES = tuple((status, re.compile(_SUBJECT + words)) for status, words in _CLAUSE_WORDS)
_CLAUSE_END = re.compile(r"(?:100%)?(?:[。.,;:!)\]|(]|$|[*_]+)")
_BUT = re.compile(r"[(,](?:(?:其中|但|仍|尚|还|部分).{0,12})?(?:未|正在)")

_COUNT = r"[(]?(?:共计?|合计|计|有)?(?:\d+|[一二三四五六七八九十]+)[项个条件]?(?:问题|事项)?[)]?"
_GROUP_TAIL = (
    r"(?:的)?(?:整改)?(?:反馈)?(?:问题|事项|任务|项目|内容|工作|措施)*(?:清单|情况)?(?:[及和](?:原因|情况|说明|措施|下一步|打算)+)?"
    rf"(?:{_COUNT})?[。:.]?"
)
_GROUP_HEAD = r"(?:关于|目前|现阶段|其中|整改)?(?:尚?需要?)?(?:整改)?"
_GROUP_WORDS: tuple[tuple[Status, str], ...] = (
    (
        "unfinished",
        _any(_NOT_DONE + "(?:整改|到位)?", _GOING_ON, "(?:仍需|需继续|推进|整改|进行)(?:继续)?(?:整改|推进|中)"),
    ),
    ("mostly_completed", _MOSTLY),
    ("partial", _any(_PARTLY, "部分(?:完成|整改)")),
    ("completed_ongoing", _any(_DONE + _ONGOING, "(?:长期|持续)坚持(?:整改)?")),
    ("completed", _any(_DONE, "已(?:全部)?(?:整改|完成|销号|办结)(?:完成|到位)?")),
)
_GROUPS = tuple((status, re.compile(_GROUP_HEAD + words + _GROUP_TAIL)) for status, words in _GROUP_WORDS)
_NO_GROUP = re.compile(r"(?:继续|持续|长期|正)[^的问事任项]*")
"""持续推进整改 names no group but the next steps; 持续推进的整改事项 does."""

_BRACKETED_END = re.compile(r"(?:[(\[【]|[—\-]{1,2})([^()\[\]【】—\-]{2,24})[)\]】]?[。.;]?$")
_BRACKETED_START = re.compile(r"[(\[【]([^()\[\]【】]{2,16})[)\]】]")
_CONCLUDING = re.compile(
    r"(?:^|[。;])((?:截[至止]目前,?|目前,?)?[该此本][项条个]?(?:反馈)?(?:整改)?(?:问题|事项|任务|工作)[^。;,]{2,20})[。;]?$"
)

_LAST_SENTENCE = re.compile(r"[。;]([^。;,]{3,16})[。;]?$")


def read_status(text: str, at: int = 0) -> Reading | None:
    """The status that the clause at `at` states; None if there is none or the clause says more than a status."""
    for status, pattern in _CLAUSES:
        match = pattern.match(text, at)
        if match and _CLAUSE_END.match(text, match.end()):
            if status == "completed" and _BUT.match(text, match.end()):
                return "partial", at, match.end()
            return status, at, match.end()
    return None


def group_status(words: str) -> Reading | None:
    """The status a group's heading (number left out) states for all its findings."""
    for status, pattern in _GROUPS:
        if pattern.fullmatch(words) and not _NO_GROUP.fullmatch(words):
            return status, 0, len(words)
    return None


def inline_status(heading: str) -> Reading | None:
    """A status in brackets or after a dash at the end of a heading, or in brackets before its words."""
    for match in (_BRACKETED_END.search(heading), _BRACKETED_START.match(heading)):
        found = read_status(match[1]) if match else None
        if match and found and found[2] == len(match[1]):
            return found[0], match.start(1), match.end(1)
    return None


def concluding_status(paragraph: str, *, bare: bool = False) -> Reading | None:
    """A last sentence that speaks of this very finding (该问题已完成整改); with `bare`, also one without a subject.

    Behind a series of measures a sentence without a subject may speak of the last measure only.
    """
    match = _CONCLUDING.search(paragraph) or (_LAST_SENTENCE.search(paragraph) if bare else None)
    found = read_status(match[1]) if match else None
    if match and found and found[2] == len(match[1]):
        return found[0], match.start(1), match.end(1)
    return None

"""Questions for a summary of the records: who was held to account, or what is still open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.asking import without_asking
from assistant.answering.families.matching import words_of
from assistant.answering.lexicon import cue_patterns
from assistant.answering.plan import Operation
from assistant.answering.questions import Reading, without_dates
from assistant.answering.theme import theme_of

_HELD = ("accountability", "accountability_general", "who_handled", "specific_action")
_ABOUT_HOLDING = re.compile(
    r"处理|处分|问责|追责|谁|人员?|责任?|情况|怎么|几个|哪些|动了|整改|这次|分别|党纪|政务|方面"
)
_OPEN = ("not_done", "done", "partial", "mostly", "rectification", "count_findings", "why", "how", "list")
_ABOUT_OPEN = re.compile(
    r"手上|手头|各自|自己|下一?步|咋办|打算|卡在|卡|差在|各?差|利索|干净|原因|情况|事情?|方面|问题|整改|那?[一两二三四五六七八九十\d]+(?:条|件|个|项|家)"
)


_OF_THE_NOTICE = re.compile(r"通报|公告|公示|公开(?:表|稿)|报告|全文|notice", re.IGNORECASE)
_ABOUT_THE_NOTICE = re.compile(
    r"(?:整改)?(?:进展|落实)?(?:情况)?(?:的)?(?:通报|公告|公示|公开表|公开稿|报告)|全文|内容|要点|大意|主要|重点|最|关键|发生|什么"
)


def of_the_notice(r: Reading) -> bool:
    """Whether one notice as a whole is to be summed up, and no matter in it."""
    if not r.one or not r.has("summary") or not _OF_THE_NOTICE.search(r.reach.masked):
        return False
    left = _ABOUT_THE_NOTICE.sub(" ", _ABOUT_OPEN.sub(" ", r.reach.masked))
    return not _words(r, _OPEN, _ABOUT_THE_NOTICE, left)


_ASPECTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:多少|几)[个条项]?(?:具体)?(?:问题|毛病)|问题.{0,3}(?:多少|几)|(?:哪些|什么)(?:具体)?问题|查出了?(?:什么|啥)",
        r"[钱款]|金额|退[了还]|收回|追[回缴]",
        r"处理|处分|问责|追责|谈话|(?:多少|几|哪些)个?人",
        r"[没未][办改做弄完整]|还[差剩欠]|完成",
        r"制度|文件|规矩",
    )
)
"""What a notice as a whole may be asked for, side by side: findings, money, persons, what is open, documents."""
_MANY_ASPECTS = 3
_ABOUT_ASPECTS = re.compile(
    r"查出|问题|毛病|退[了还]?|收[了回]?|追[了回缴]?|哪些|什么|啥|多少|几[条个项]|[钱款]|金额|没?[改办做弄]完|差|剩|制度|文件|定了?|立了?"
    r"|处[理分]|问责|追责|谈话|完成|整改|[人条各了的个]"
)


def of_many_aspects(r: Reading) -> bool:
    """Whether a summary is to tell several things of one notice, no matter in it (查出几个问题、退了多少、差什么)."""
    asked = [aspect for aspect in _ASPECTS if aspect.search(r.reach.masked)]
    if not r.one or not r.has("summary") or len(asked) < _MANY_ASPECTS:
        return False
    return not _words(r, (*_OPEN, *_HELD), _ABOUT_ASPECTS)


def open_in_general(r: Reading) -> bool:
    """Whether what is open is asked for of all findings, by whatever general words."""
    return not _words(r, _OPEN, _ABOUT_OPEN)


def about_summaries(r: Reading) -> Operation | None:
    """A summary of who was held to account, or of what is still open; None for any other matter."""
    if not r.has("summary") or r.reach.unknown:
        return None
    if of_the_notice(r) or of_many_aspects(r):
        return "summary"
    if r.has(*_HELD) and not _words(r, _HELD, _ABOUT_HOLDING):
        return "accountability"
    return "open_items" if r.has("not_done") and not _words(r, _OPEN, _ABOUT_OPEN) else None


def _words(r: Reading, cues: Sequence[str], general: re.Pattern[str], text: str = "") -> list[str]:
    """What is left of a question without these cues and the general words that go with them: the matter it names."""
    left = without_asking(without_dates(text or r.reach.masked))
    for name in (*cues, "persons", "summary", "each"):
        left = cue_patterns()[name].sub(" ", left)
    return [word for run in theme_of(general.sub(" ", left)).split() for word in words_of(run)]

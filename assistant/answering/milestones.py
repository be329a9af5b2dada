"""The dated steps every inspection takes, by the words a question names them with: its start and end, the feedback,
the notice.
"""

from __future__ import annotations

import re
from typing import Literal

Milestone = Literal["inspection_start", "inspection_end", "feedback_date", "published"]

_WORDS: tuple[tuple[Milestone, str], ...] = (
    (
        "published",
        r"公布|发布|公示|挂(?:出|到网|上网|网)|贴(?:出|上网)|(?:通报|情况)(?:给|也|才|就|向社会|对外)?公开(?!栏)|落款|落了?日期|通报是?发得"
        r"|(?:出|发|写)了?(?:整改)?通报|通报(?:才|就|又)?(?:出来|发出|落款|印发|见报)"
        r"|通报,?(?:谁|哪一?[家份个])?发得?(?:更|比较)?[早晚]"
        r"|通报(?:是)?(?:几号|几月几[号日]|哪一?天|什么时候|啥时候|何时)(?:发|出|贴|挂)"
        r"|(?<=[到至])(?:整改)?(?:公告|通报)(?!批评)"
        r"|发(?:出来|出去)|对外公开|向社会公开|公开(?:整改|通报)|publi(?:sh|cation)|date of the notice"
        r"|(?:通报|公告|公示|公开[表稿])(?:是|在|又|才|就|的|于)*[^,里中]{0,12}?[天日月久号候时](?:才|就|又)?(?:发|出|贴|挂|登)(?:的|出来|了)?"
        r"|(?:发|出|贴|挂|登)(?:了|的|出)?(?:整改)?(?:公告|公示|公开[表稿]|通报)"
        r"|(?:notice|report)s? (?:\w+ )?c[ao]me out",
    ),
    ("feedback_date", r"反馈|feedback"),
    (
        "inspection_end",
        r"(?:巡察|巡视|检查|进驻)组?[^,]{0,4}(?:结束|撤|离开|走)|撤离|撤走|撤点|(?:结束|撤走|离开)了?(?:巡察|巡视)"
        r"|end of the inspection|inspection ended",
    ),
    (
        "inspection_start",
        r"进驻(?!结束)|入驻|(?:巡察|巡视)组?[^,到至]{0,4}(?:开始|进场|进院|启动)|(?:开始|启动)(?:巡察|巡视)"
        r"|start of the inspection|inspection (?:began|started)",
    ),
)
_PATTERNS = tuple((name, re.compile(words)) for name, words in _WORDS)
_ALONE: tuple[tuple[Milestone, re.Pattern[str]], ...] = (
    ("published", re.compile(r"通报$|公开$|(?:通报|公告|公示)(?:发|出|挂|贴)$")),
    ("inspection_end", re.compile(r"^(?:结束|撤离?|走人?)$")),
    ("inspection_start", re.compile(r"(?:巡察|巡视)组?[^,]{0,4}来")),
)
"""Words that name a step only where nothing else is said."""


def milestones_in(text: str) -> tuple[Milestone, ...]:
    """The steps that a question names, each once, in the order it names them."""
    found = [(match.start(), name) for name, pattern in _PATTERNS if (match := pattern.search(text))]
    return tuple(name for _, name in sorted(found))


def milestone_of(event: str) -> Milestone | None:
    """The step that an event of a question is, by its words; None where it is something else."""
    for name, pattern in (*_PATTERNS, *_ALONE):
        if pattern.search(event):
            return name
    return None

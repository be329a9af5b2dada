"""How often each hospital met on its rectification: notices say it outside their findings (召开推进会6次)."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.answering.families.reckoning import places
from assistant.answering.families.standing import Standing

_ASKED = re.compile(r"开[^,，。]{0,6}会|会(?:议)?(?:次数|开)|开得|召开")
_PURPOSE = re.compile(r"整改|巡察|(?:推进|党委|支委|总支|专题|调度|领导小组)会")
_OTHER = re.compile(r"民主生活|组织生活|第一议题|学习会|培训|警示|三会一课|会诊")
_TIMES = frozenset("次场期轮回")


def sittings(desk: Desk) -> list[Standing]:
    """The largest number of meetings on the rectification that each notice prints; empty where that is not asked."""
    asked = desk.plan.asked
    if not (_ASKED.search(asked) and _PURPOSE.search(asked) and "会" in asked) or _OTHER.search(asked):
        return []
    out = []
    for source in desk.reports:
        held = [
            Standing(source, figure, None, 1.0)
            for place in places(desk, source)
            if place.ordinal is None
            for figure in place.figures
            if figure.unit in _TIMES and "会" in figure.label and not _OTHER.search(figure.label)
        ]
        if held:
            out.append(max(held, key=lambda s: (s.figure.number, -s.figure.start)))
    return out

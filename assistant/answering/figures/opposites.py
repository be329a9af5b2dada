"""What is asked for is the other side of what is printed: 省级以下 of 省级及以上, 彻底 of 不彻底."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.figures.asked import MANY
from assistant.answering.figures.scan import Figure

_BOUND = re.compile(
    r"(?P<x>[^,、;。的里中是有]{1,6}?)(?:及|或|含)?以(?P<way>[上下])"
    r"|(?P<age>\d+) or (?P<en>older|over|above|younger|under|below)"
)
_DENIED = re.compile(r"(?:不|未|没有?)(?P<said>[\u4e00-\u9fff]{2})")
_SHORT_OF = re.compile(
    r"(?:够不[上着到]|达不到|没(?:有)?(?:达到|够上)|不到|不够|低于|没到)(?P<x>[\u4e00-\u9fff]{1,3}级)"
)
"""What lies below a rank, said in everyday words."""
_MANY = re.compile(rf"{MANY}|how many", re.IGNORECASE)
_NOT = re.compile(r"[不未没]")


def asks_other_side(asked: str) -> bool:
    """Whether a question (matching form) may want what is left when the side that is printed is taken away."""
    if not _MANY.search(asked):
        return False
    if _SHORT_OF.search(asked):
        return True
    return _BOUND.search(asked) is not None or (_NOT.search(asked) is None and _QUALITY.search(asked) is not None)


_QUALITY = re.compile(r"彻底|到位|达标|合格|规范|及时|完整|准确|有效|一致|符合|齐全|合理|满意")
"""Words that are mostly counted by their lack."""


def other_sides(asked: str, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that count the contrary of what a question asks for, unless another counts the thing itself."""
    for figure in figures:
        said = _contrary(asked, figure.label)
        others = [f.label for f in figures if f is not figure]
        if said and not any(re.search(rf"(?<![不未没]){re.escape(said)}", label) for label in others):
            yield figure


def _contrary(asked: str, label: str) -> str:
    """The words of the question that a label says the contrary of; empty where it does not."""
    asked = _SHORT_OF.sub(lambda match: f"{match['x']}以下", asked)
    for match in _BOUND.finditer(asked):
        stem = match["age"] or match["x"][-2:]
        up = match["way"] == "上" or match["en"] in ("older", "over", "above")
        if re.search(rf"{re.escape(stem)}(?:周?岁)?(?:及|或|含|\(含\))?以{'下' if up else '上'}", label):
            return f"{stem}以{'上' if up else '下'}"
    if _NOT.search(asked):
        return ""
    return next((m["said"] for m in _DENIED.finditer(label) if m["said"] in asked and _QUALITY.match(m["said"])), "")

"""What a figure's own words say of it: that it is done, what is left, what fell away, what it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.figures.scan import Figure
from assistant.text.flat import fold

_AFTER = 16
"""Characters after a figure that may say that it is still open (1件正在核查)."""
_LEFT_BEFORE = re.compile(
    r"(?:其余|剩余|余下|剩下|尚有|尚余|尚欠|仍有|还有|还剩|另有|另外?|仍|剩|未[^,;。\d]{1,6})(?:的)?$"
)
_LEFT_AFTER = re.compile(
    r"^[^,;。\d]{0,12}?(?:正在|尚未|尚在|尚待|仍在|还在|仍未|暂未|还未|还没|待(?!遇|产)|未(?!来|成年)|因[^,;。]{2,20}(?:待|未))"
)
_DONE = re.compile(
    r"已(?!发|致|起诉|提起|报(?!案|销|到|名)|列入|申请|移送|立案|催)|结案|办结|实收|到货|完成|收回|支付|支出|追回|追缴|核销|清退|归还|扣款|退还|退回|上缴|补缴|(?<!本次)整改(?!内容|的)|通过|销号|解决|挂牌"
    r"|到位|结题|签订|签约|投用|交付|入账|到账|建成|完工|竣工|上线|达标|合格"
)
_ALREADY = re.compile(r"已(?!发|致|起诉|提起|报(?!案|销|到|名)|列入|申请|移送|立案|催)经?[^,;。、:()]{0,14}$")
"""Words before a number that say it is done, whatever was done (已处理51笔)."""
_CHAINED = re.compile(r"(?:[\d.,]+[^,;。、:()\d]{1,3}[、(])+$")
"""Numbers between these words and another of the same (已处理51笔、268.9万元)."""
_LEADS_ON = re.compile(r"[^,;。、()\d]{0,14}\d")
"""Words after a number that belong to the next one: 3个问题完成2个."""
_GONE = re.compile(
    r"终止|取消|流失|退出|停用|关停|注销|撤销|清理出|淘汰|报废|解除|离职|调离|辞退|核减|审减|核销|减免|免除|免收"
)
FROM_TO = re.compile(
    r"[^,;。\d]{0,12}(?:降低?|升高?|提高|增加?|减少?|压缩|压减|缩短|延长|扩大|调减|调增|提升|涨|下降|上升|变更|调整|核减|下调|上调)?"
    r"[^,;。\d]{0,3}(?:到|至|为)[^,;。\d]{0,10}"
)
_RATED = re.compile(r"(?:率|比例|占[^,;。\d]{0,14}|比重|达到?|为)$")


_STEP = re.compile(r"(?:下降|上升|增长|提高|降低|减少|增加|提升|多|少)(?:了|约)*$")


def is_left(source: str, figure: Figure) -> bool:
    """Whether a figure is what is still to be done (其余48.3万元, 1件正在核查)."""
    before = fold(source[max(figure.sentence[0], figure.start - _AFTER) : figure.start])
    after = fold(source[figure.end : min(figure.sentence[1], figure.end + 2 * _AFTER)])
    return _LEFT_BEFORE.search(before) is not None or _LEFT_AFTER.search(after) is not None


def is_done(source: str, figure: Figure) -> bool:
    """Whether a figure is what is done of something (已退还83.1万元, 办结15台)."""
    if is_left(source, figure):
        return False
    if _DONE.search(figure.before):
        return True
    lead = fold(source[max(figure.sentence[0], figure.start - 2 * _AFTER) : figure.start])
    if _ALREADY.search(_CHAINED.sub("", lead)):
        return True
    after = fold(source[figure.end : figure.sentence[1]])
    return _DONE.search(figure.label) is not None and _LEADS_ON.match(after) is None


def is_done_word(words: Sequence[str]) -> bool:
    """Whether words say that something is done (收回), which any number that is done answers."""
    return _DONE.search("".join(words)) is not None


def is_gone(figure: Figure) -> bool:
    """Whether a figure is what fell away (终止3对, 流失4名)."""
    return _GONE.search(figure.label) is not None


def is_step(figure: Figure) -> bool:
    """Whether a figure is by how much something grew or fell (较上年下降了3.5元)."""
    return _STEP.search(figure.before) is not None


def is_share(figure: Figure) -> bool:
    """Whether a percentage is said to be somebody's share or rate (占比7.8%, 到货率达80%)."""
    return figure.kind == "percent" and _RATED.search(figure.before) is not None


def moves(source: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Neighbouring figures of one unit of which the first became the second (由8.1天降至6.9天)."""
    for one, other in pairwise(figures):
        neighbours = one.sentence == other.sentence and other.place == one.place + 1 and one.unit == other.unit
        if neighbours and FROM_TO.fullmatch(fold(source[one.end : other.start])):
            yield one, other

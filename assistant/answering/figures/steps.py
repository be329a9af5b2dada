"""A change that the notice itself prints (投诉3件，同比减少9件): what is asked for with 减少了多少 is the 9件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.figures.asked import MANY
from assistant.answering.figures.meaning import Place, content, holds, like, met
from assistant.answering.figures.roles import moves
from assistant.answering.figures.scan import Figure
from assistant.text.flat import fold

_ASKED = re.compile(
    rf"(?P<way>降低?|下降|减少|压减|少|回落|升|上升|提高|提升|增加|增长|增|涨|多)(?:了|掉|出)?(?:大概|大约)?{MANY}"
    r"(?P<unit>个百分点|[个项件条起例次场期份张台套间家所人名位户笔床]?)"
)
_DOWN = re.compile(r"降|减|少|回落|压")
_BARE = re.compile(r"^[多少]$")
_TIMES = re.compile(r"(?:同比|环比|[较比](?:上一?年|去年|前一?年|往年|上季度|上半年|整改前|之前)(?:的?同期)?|同期)")
_STEP = re.compile(
    r"(?P<over>同比|环比|较[^,;。\d]{1,12}|比[^,;。\d]{1,10})?(?P<way>下降|降低|减少|压减|上升|提高|提升|增加|增长)(?:了|约)*$"
)
_NEAR = 24
"""Characters before a figure in which the words of its change stand."""
_NAMED = 0.6
"""Share of the question's words that the sentence of the change and its title must hold."""
_HEAD = 0.8
"""How surely the last word before 减少 (what it is that changed) must stand at the change itself."""


def printed_step(asked: str, places: Sequence[Place], source: str) -> tuple[Figure, int | None] | None:
    """The change a question asks for where the notice prints it, with its finding; None where none is beyond doubt.

    `asked` is a question without hospital names in matching form, `source` the text of the notice.
    """
    wanted = _ASKED.search(asked)
    if wanted is None or len(re.findall(MANY, asked)) > 1:
        return None
    over_time = _TIMES.search(asked) is not None
    if _BARE.match(wanted["way"]) and not over_time:
        return None
    words = content(_TIMES.sub(" ", asked[: wanted.start()]))
    down = _DOWN.search(wanted["way"]) is not None
    steps = [
        (met(words, fold(source[slice(*figure.sentence)]) + place.title), figure, place.ordinal)
        for place in places
        for figure, said, step_down in _steps(place, source)
        if step_down == down and like(figure, wanted["unit"]) and words and holds(words[-1], said) >= _HEAD
    ]
    steps.sort(key=lambda each: -each[0])
    if not steps or steps[0][0] < _NAMED or (len(steps) > 1 and steps[1][0] >= steps[0][0]):
        return None
    if not over_time and _moved(words, places, source):
        return None
    return steps[0][1], steps[0][2]


def _steps(place: Place, source: str) -> Iterator[tuple[Figure, str, bool]]:
    """Every printed change with the words of what changed, and whether it fell."""
    for number, figure in enumerate(place.figures):
        before = fold(source[max(figure.sentence[0], figure.start - _NEAR) : figure.start])
        step = _STEP.search(before)
        if step is None:
            continue
        said = figure.label
        earlier = place.figures[number - 1] if number else None
        if earlier is not None and earlier.sentence == figure.sentence:
            between = fold(source[earlier.end : figure.start])
            if re.fullmatch(rf"[,，]?(?:{_STEP.pattern[:-1]})", between):
                # 赔付2万元，同比减少5万元 is a change of what the number before it is of.
                said = _clause(source, earlier) + said
        yield figure, said, _DOWN.search(step["way"]) is not None


def _clause(source: str, figure: Figure) -> str:
    """The words before a figure, back to the figure or stop before it."""
    return re.split(r"[;。\d]", fold(source[figure.sentence[0] : figure.start]))[-1] + figure.label


def _moved(words: Sequence[str], places: Sequence[Place], source: str) -> bool:
    """Whether what changed is printed before and after as well (由8.1天降至6.9天)."""
    return any(holds(words[-1], one.label) >= _HEAD for place in places for one, _ in moves(source, place.figures))

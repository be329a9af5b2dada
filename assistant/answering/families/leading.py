"""Who leads in a number: one figure of each hospital, found and set side by side, the leader first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.desk import Desk, clip_round, nested
from assistant.answering.families.frequency import asks_how_often, frequencies
from assistant.answering.families.reckoning import amount, snippet_of
from assistant.answering.families.sittings import sittings
from assistant.answering.families.standing import WEIGHT, standings
from assistant.answering.families.standing import Standing as FigureStanding
from assistant.answering.figures.changes import asks_change
from assistant.answering.passages.model import FoundValue, Snippet, SnippetAnswer


@dataclass(frozen=True, slots=True)
class Standing:
    """What one hospital has to show in a comparison of numbers."""

    source: str
    number: float
    snippets: tuple[Snippet, ...]
    printed: str = ""
    """The number as printed, where it is known which of the words' numbers is meant."""
    unit: str = ""
    near: bool = False
    """Whether only nearness in meaning says that the number is one of the matter."""


def ranked(desk: Desk) -> bool:
    """Answer with the leader first, then the others with their numbers; False where that is no question of numbers."""
    told = _found(desk)
    silent = [s for s in desk.reports if s not in {each.source for each in told}]
    if not told:
        return False
    low = desk.plan.order == "min"
    told.sort(key=lambda s: (s.number if low else -s.number, s.source))
    leaders = [s.source for s in told if s.number == told[0].number]
    key = ("compare_low" if low else "compare_high") if len(told) > 1 else "compare_only"
    key = "compare_equal" if len(leaders) > 1 else key
    desk.draft.lead = desk.say(key, hospital=desk.names(leaders), theme=desk.plan.theme)
    for number, standing in enumerate(told):
        if number == len(leaders) and len(told) > 2 and desk.plan.order != "both":
            what = desk.say("ranked_lowest" if low else "ranked_highest")
            desk.draft.lines.append(desk.say("rest_of_ranking", n=len(told) - number, what=what))
        _tell(desk, standing)
    if difference := apart(desk, told):
        desk.draft.lines.append(difference)
    if len(told) > 1:
        near = desk.names([s.source for s in told if s.near])
        desk.draft.lines.append(desk.say("compare_near", hospital=near) if near else desk.say("compare_caution"))
    if silent:
        desk.draft.silence = desk.say("compare_silent", hospital=desk.names(silent), theme=desk.plan.theme)
    return True


def _found(desk: Desk) -> list[Standing]:
    """One number a hospital: among the figures of the notices, else by asking the finder of each alone."""
    special = frequencies(desk) if asks_how_often(desk.plan.asked) else sittings(desk)
    told: list[Standing] = []
    if special or not OF_THE_WHOLE.search(desk.plan.asked):
        told = [_told(desk, standing) for standing in special or standings(desk)]
    if special or len(told) > 1 or (told and asks_change(desk.plan.asked)):
        # What a number is does not say by how much it changed: one hospital's change stands alone.
        return told
    for question in _number_questions(desk):
        found = [standing for source in desk.reports if (standing := _standing(desk, source, question))]
        told = found if len(found) > len(told) else told
    return told


def _tell(desk: Desk, standing: Standing) -> None:
    """One hospital's number as printed, with the words it stands in."""
    desk.draft.present(standing.source, standing.snippets[0].finding if standing.snippets else None)
    quotes = "；".join(
        f"“{nested(clip_round(s.quote, standing.printed))}”{desk.book.snippet(s)}" for s in standing.snippets[:2]
    )
    words = f"{standing.printed}，{quotes}" if standing.printed else quotes
    desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(standing.source), words=words, tail=""))


_DIFFERENCE = re.compile(
    r"差(?:了|距)?(?:多少|几)|相差|多(?:出)?(?:多少|几)|[少高低大长短早晚久](?:出|了)?(?:多少|几)"
    r"|by how (?:much|many)|difference",
    re.I,
)


def asks_difference(desk: Desk) -> bool:
    """Whether it is asked by how much numbers differ."""
    return _DIFFERENCE.search(desk.plan.question) is not None


def apart(desk: Desk, told: list[Standing]) -> str:
    """By how much the first and the last differ, where that is asked for."""
    if len(told) < 2 or not asks_difference(desk) or not told[0].unit:
        return ""
    words = amount(round(abs(told[0].number - told[-1].number), 4), told[0].unit)
    return desk.say("figures_differ", words=words)


def _told(desk: Desk, standing: FigureStanding) -> Standing:
    figure = standing.figure
    snippets = tuple(snippet_of(desk, s.source, s.ordinal, s.figure) for s in (standing, *standing.also))
    return Standing(standing.source, figure.number, snippets, figure.text, figure.unit, standing.near)


def _counts(value: FoundValue) -> bool:
    """Whether a value is a number of something, and no part of a date."""
    return value.number is not None and value.unit not in ("年", "月", "日")


def _latest(answer: SnippetAnswer) -> FoundValue:
    """The value that stands for a hospital: the last one of its best sentence, which is where notices come to
    (由8.28降到7.87).
    """
    best = answer.snippets[0]
    inside = [v for v in answer.values if v.source == best.source and best.start <= v.start < best.end and _counts(v)]
    values = inside or [v for v in answer.values if _counts(v)]
    falling = re.search(r"降|由.{0,20}(到|至|为)|下降|提高到|增加到", best.quote)
    chosen = values[-1] if falling else values[0]
    return chosen


OF_THE_WHOLE = re.compile(
    r"(?:医生|医师|护士|职工|员工|床位|患者|门诊|住院)(?:的)?(?:人数|总数|数量|数|量|规模)"
    r"|(?:医生|医师|护士|职工|员工|床位)(?:最|更)[多少]|(?:门诊|急诊|出院|住院)(?:人次|量)|(?:营业|业务|总)收入"
    r"|(?:院长|书记|主任|科长|护士长|领导|医生|医师|护士|职工|员工)的?(?:年薪|月薪|工资|薪酬|薪水|年收入|月收入)"
)
"""A quantity of the whole hospital or what its people earn, which a number of some doctors somewhere does not give."""
_WHOLE_SAID = re.compile(
    r"(?:全院|全集团|现有|共有|在岗|在职|在编|编制|开放|核定)[^，。；,;]{0,8}"
    r"(?:医生|医师|护士|护理人员|职工|员工|床位|人员)[^，。；,;]{0,6}\d|门诊量|住院人次"
    r"|(?:年薪|月薪|工资|薪酬|年收入|月收入|人均收入)(?:标准|水平|平均|约|为|是|达|到|由|从|[:：]){0,3}\d"
)


def whole_said(desk: Desk) -> bool:
    """Whether any notice gives a number of the whole hospital."""
    found = (desk.passages.answer_snippets(desk.plan.asked, [source]).snippets for source in desk.reports)
    return any(_WHOLE_SAID.search(snippet.quote) for snippets in found for snippet in snippets)


def _standing(desk: Desk, source: str, question: str) -> Standing | None:
    answer = desk.passages.answer_snippets(question, [source])
    if OF_THE_WHOLE.search(desk.plan.asked) and not any(_WHOLE_SAID.search(s.quote) for s in answer.snippets):
        return None
    if WEIGHT.search("".join(s.quote for s in answer.snippets)) and not WEIGHT.search(desk.plan.asked):
        answer = _without_weights(answer)
    if not answer.answerable or not any(map(_counts, answer.values)):
        return None
    value = _latest(answer)
    return Standing(source, float(value.number or 0.0), answer.snippets, "".join(value.text.split()), value.unit)


def _without_weights(answer: SnippetAnswer) -> SnippetAnswer:
    """The answer without the sentences that say what something counts for in an assessment."""
    kept = tuple(s for s in answer.snippets if not WEIGHT.search(s.quote))
    values = tuple(v for v in answer.values if any(s.source == v.source and s.start <= v.start < s.end for s in kept))
    return replace(answer, snippets=kept, values=values, answerable=answer.answerable and bool(kept))


_UNITS = (
    (re.compile(r"住院日|天数|多久|时长|时间"), "多少天"),
    (re.compile(r"人(?!民)|名|专家|博士|医师|护士|派"), "多少人"),
    (re.compile(r"谈话|会议|培训|次"), "多少次"),
    (re.compile(r"钱|金额|收入|款|费"), "多少钱"),
)


def _number_questions(desk: Desk) -> list[str]:
    """The comparison as questions for a number, to be put to each hospital alone, the likeliest unit first."""
    asked = desk.plan.asked
    fitting = [unit for pattern, unit in _UNITS if pattern.search(asked)]
    theme = desk.plan.theme.replace(" ", "")
    return [f"{theme}{unit}" for unit in dict.fromkeys([*fitting, "多少次", "多少人", "多少"])]

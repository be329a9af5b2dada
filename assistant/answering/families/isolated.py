"""The value asked for, said before the words it stands in: only where it is beyond doubt which value is meant."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.answering.passages.expected import asks_rest, asks_total
from assistant.answering.passages.lexicon import EVERYDAY
from assistant.answering.passages.model import FoundValue, PartAnswer, Snippet, SnippetAnswer
from assistant.answering.passages.question import analyse
from assistant.text.flat import fold

_KINDS = frozenset(("persons", "count", "money", "percent", "duration", "date"))
_ASKING = re.compile(r"多少|(?<![这那好十])几(?!乎)|哪|谁|什么|啥|何时|百分之")
_EACH = re.compile(r"各|分别|从多少|由多少|[由从].{0,3}几|变化|以前|原来|之前")
_BOUND = re.compile(r"(?:大约|约|近|超过|超|逾|不少于|不低于|至少|每人|人均|每名|累计)$")
_UNIT = re.compile(r"(?:余|多)?(?:万|亿)?元|余(?:万|亿)元|(?:余|多)(?=[^\d])")
_MEASURE = re.compile(
    r"(?:多少|几)(班|天|次|项|处|期|例|家|台|张|套|种|类|条|件|份|分钟|小时|场|起|间|辆|遍|回|趟|轮|批|层|本|支|门|篇)"
)
_RATE = re.compile(r"(?:一|每)(?:天|日|个?月|次|班|个?人|年|趟)(?!.{0,4}(?:一共|总共))")
_CHANGED = re.compile(r"[^，。；、,;\d]{0,8}(?:到|至|为)(?:每[天日月年次人台份例])?")
_NAME = re.compile(r"[，。；、,;（(:：）)]")
_DATE = re.compile(r"[年月日号]$")


def values_first(desk: Desk, answer: SnippetAnswer) -> str:
    """The values asked for, one for each part of the question; nothing where any of them is in doubt."""
    question = desk.plan.question
    if desk.plan.order and len({snippet.source for snippet in answer.snippets}) > 1:
        return ""  # whose is the most of several is for a comparison to say
    if _EACH.search(question) or (not desk.english and len(_ASKING.findall(question)) > len(answer.parts)):
        return ""
    shown = re.sub(r"\s", "", "".join(s.quote for s in answer.snippets))
    found: list[str] = []
    for part in answer.parts:
        sure = part.answerable and not part.contradicted and part.expected in _KINDS
        doubtful = asks_rest(part.question) or asks_total(part.question)
        text = _meant(desk, part) if sure and not doubtful else None
        if text is None or text not in shown:
            return ""
        found.append(text)
    joiner = "; " if desk.english else "；"
    return desk.say("value_first", values=joiner.join(dict.fromkeys(found))) if found else ""


def _meant(desk: Desk, part: PartAnswer) -> str | None:
    """The only value of its kind, or the one that more of the question's words stand at than at any other."""
    dates = part.expected == "date"
    scored = [each for snippet in part.snippets for each in _scored(desk, part, snippet)]
    scored = [each for each in scored if bool(_DATE.search(each[1].text.rstrip("前底末初"))) is dates or not dates]
    scored = [each for each in scored if dates or not _DATE.search(each[1].text)]
    scored.sort(key=lambda each: -each[0])
    if desk.english and len(scored) > 1:
        return None  # translated words stand too loosely to choose between values
    if dates:
        return _printed(desk, scored[0][1]) if len({each[1].text for each in scored}) == 1 else None
    if len(scored) == 1 and scored[0][0] >= 0 and _speaks_of(part):
        return _printed(desk, scored[0][1])
    if not scored or scored[0][0] < 1 or (len(scored) > 1 and scored[1][0] >= scored[0][0]):
        return None
    return _printed(desk, scored[0][1])


def _speaks_of(part: PartAnswer) -> bool:
    """Whether the passages hold words of the question beside the value: 引进博士29名 does not say how many left."""
    said = "".join(fold(snippet.quote).lower() for snippet in part.snippets)
    return any(pair in said for pair in _pairs(fold(part.question).lower()))


def _scored(desk: Desk, part: PartAnswer, snippet: Snippet) -> list[tuple[int, FoundValue]]:
    """The values of a passage with the number of the question's letter pairs that stand at each; -1 where it is counted
    in another measure than the question asks for.
    """
    inside = {v.start: v for v in part.values if v.source == snippet.source and snippet.start <= v.start < snippet.end}
    ordered = [inside[start] for start in sorted(inside)]
    text = desk.records.text(snippet.source)
    # Words taken over from the turn before say what the question is about, not which value it wants.
    pairs = _pairs(part.question) if desk.english else _pairs(part.question) & _pairs(fold(desk.plan.question).lower())
    forms = _written(part.question, pairs)
    measure, rate = _MEASURE.search(part.question), _RATE.search(part.question)
    out: list[tuple[int, FoundValue]] = []
    for k, value in enumerate(ordered):
        before = re.sub(r"\s", "", text[ordered[k - 1].end if k else snippet.start : value.start])
        if k and out and _CHANGED.fullmatch(before):
            out[-1] = (out[-1][0], value)  # what a change comes to: 由8.28天降到7.87天
            continue
        after = re.sub(r"\s", "", text[value.end : min(snippet.end, value.end + 12)])
        near = (_NAME.split(before)[-1][-20:], re.split(r"[\d，。；、,;]", after)[0][:8])
        fits = (measure is None or measure[1] in value.text + after[:3]) and (rate is None or "每" in near[0])
        said = sum(pair in words for words in near for pair in pairs)
        said += sum(len(form) - 1 for form in forms if any(form in words for words in near))
        out.append((said if fits else -1, value))
    return out


def _written(question: str, pairs: set[str]) -> set[str]:
    """What a notice writes for the question's words (磁共振 for 核磁), the longest of those that hold one another."""
    terms = [term for focus in analyse(question) for term in focus.own_terms if term.kind == "word"]
    forms = {form for term in terms for form, worth in term.alternatives if worth >= EVERYDAY and len(form) > 1}
    new = {form for form in forms if not _pairs(form) & pairs}
    return {form for form in new if not any(form != other and form in other for other in new)}


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring letters of a text, without digits and marks."""
    return {text[i : i + 2] for i in range(len(text) - 1) if not re.search(r"[\d\W]", text[i : i + 2])}


def _printed(desk: Desk, value: FoundValue) -> str | None:
    """A value as printed, with its unit and the word that bounds it (近1000人 is not 1000人)."""
    text = desk.records.text(value.source)
    unit = "" if value.text[-1] in "元%％" else _follows(text[value.end : value.end + 4])
    printed = re.sub(r"\s", "", f"{value.text}{unit}")
    if printed.startswith("一") or (value.kind != "date" and not re.search(r"[^\d.,，]$", printed)):
        return None
    bound = _BOUND.search(re.sub(r"\s", "", text[max(0, value.start - 4) : value.start]))
    return f"{bound[0] if bound else ''}{printed}"


def _follows(after: str) -> str:
    match = _UNIT.match(after)
    return match[0] if match else ""

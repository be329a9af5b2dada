"""The counts a notice declares about itself: findings by status, clues, letters, matters to be put right at once.

Read clause by clause, remembering what the counts are of: 移交的信访件12件，办结11件 counts letters twice. The numbers
are taken as declared, even if they do not add up; that is for reconciliation to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.outline.statuses import group_status
from assistant.schema import DeclaredTotals, Evidence
from assistant.text.flat import FlatText, fold
from assistant.text.numbers import parse_number

Subject = Literal["findings", "clues", "letters", "immediate"]

_N = r"(?<![第\d.一二两三四五六七八九十])(?<!\d、)(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_UNIT = r"(?:个|项|条|件|起|宗|封|批)"
_PIECE = re.compile(r"(?:[^,;。、:]|(?<=\d)、(?=\d))+[,;。、:]?")
"""第3、7、11项 is one piece."""
_SUBJECTS: tuple[tuple[Subject, re.Pattern[str]], ...] = (
    ("clues", re.compile(r"线索")),
    ("letters", re.compile(r"信访|来信|来访|举报件")),
    ("immediate", re.compile(r"立行立改|边[巡查]边改|即知即改|立知立改")),
)
_ASIDE = re.compile(r"自查|自行|上轮|上一轮|以往|历次|审计反馈|专项检查")
_OF_PART = re.compile(r"(?:本|该|这一?)(?:个|大)?(?:方面|部分|板块|大类|大项|节)")
"""本方面反馈问题6个: counted within one section, no total of the notice."""
_TOTAL_OF_FINDINGS = (
    re.compile(
        rf"(?:反馈|指出|梳理|涉及|提出|针对|围绕|对照|以上|上述|全部|共|巡察|巡视|的)[^,;。\d]{{0,16}}?"
        rf"(?:\d{{1,2}}个?(?:方面|大类|大方面|类)[、,的共]?)?(?:共|共计|的|合计)*{_N}(?:个|项|条)"
        r"(?:具体|反馈|主要|突出)?(?:问题|整改事项|整改问题|反馈事项)"
    ),
    re.compile(
        rf"(?:反馈|指出|提出|梳理|形成|发现|整改|列[出示明]|[共清单]列)[^,;。\d]{{0,12}}?(?:问题|事项)(?:共|共计|总计|合计|为|有)*{_N}(?:个|项|条)"
    ),
    re.compile(
        rf"(?:^|[^\d年月.第]){_N}(?:个|项|条)(?:具体|反馈|整改)?(?:问题|事项)(?=中|逐[条项一个]|分解|细化|建立|制定|列出|已|全部|均|[,,、])"
    ),
)
_NOT_DONE = re.compile(
    rf"(?:未完成|未整改|未办结|正在推进|推进中|尚在推进|仍在推进|正在整改|持续推进|持续整改|整改中)(?:整改)?的?(?:问题|事项)?(?:有|共)?{_N}{_UNIT}"
    rf"|{_N}{_UNIT}(?:问题|事项)?(?:未完成|正在推进|尚在推进|仍在推进|正在整改)"
)
_PARTLY = re.compile(
    rf"(?:基本完成|阶段性完成|部分完成|取得阶段性(?:成效|成果|进展)|阶段性成效)(?:整改|销号)?的?(?:问题|事项)?(?:有|共)?{_N}{_UNIT}"
    rf"|{_N}{_UNIT}(?:问题|事项)?(?:已)?(?:基本完成|阶段性完成|取得阶段性)"
)
_CLOSED = r"办结|了结|查结|核结|结案|(?:核查|调查|办理|处理|处置)(?:完毕|了结|到位)"
_DONE = re.compile(
    rf"(?<!基本)(?<!阶段性)(?<!部分)(?<!未)(?:完成整改|整改完成|已完成|完成|{_CLOSED}|已整改|整改到位|销号|处置)"
    rf"(?:整改|销号|到位)?的?(?:问题|事项)?(?:有|共|了|为)?{_N}{_UNIT}"
    rf"|(?<!未){_N}{_UNIT}(?:问题|事项)?(?:(?:已|均已|已经|已全部)?(?:完成整改|整改完成|{_CLOSED}|整改到位)(?!\d)|均?已经?(?:全部)?完成(?:整改)?(?![\d阶部整]))"
)
_IDIOM = re.compile(r"(?<![\d十])一[个项条件](?!\d)")
"""改一个问题、立一项制度; 成熟一个、销号一个: no declaration."""
_REMAINDER = re.compile(
    r"(?:未完成|未整改|剩余|其余|余下|尚未|未到位|(?:推进|整改中|限[期时]整改|长期整改|分阶段整改|立行立改|即知即改|已经?整改|完成|完成整改|坚持)的)"
    r"[^,;。\d]{0,6}$|(?:完成|推进|坚持)(?:整改)?的?(?:问题|事项)(?:共|有)?$"
)
"""Before a count of findings: it is not of all of them."""
_OF_SOME = re.compile(rf"(?:限[期时]整改|长期整改|分阶段整改)的?{_N}{_UNIT}(?:问题|事项)")
"""限期整改的3个问题完成2个: counts within one list of several."""
_COUNT = re.compile(rf"{_N}{_UNIT}")
_ALL = re.compile(
    r"(?:全部|均已|都已|均|全数)(?:已)?(?:整改|办结|完成|处置|办理|了结|按期|落实|解决|销号|查结|核查完毕|处理完毕)"
    r"|(?:办结|整改|完成|处置)率(?:为|达到?)?100%"
)
_NONE = re.compile(
    r"(?:均|都|全部|全)(?:还|尚|仍)?(?:未|没有?)(?:办结|了结|查结|完成|销号)"
    r"|(?:均|都|全部)(?:还|正|仍|尚)?在?(?:核查|办理|调查)(?:之|当)?中"
)
"""Not one of them is closed."""
_TASKS = re.compile(
    r"\d+(?P<behind>[项条个])(?:具体|整改)*(?:措施|任务|举措|清单)"
    r"|(?:措施|任务|举措)(?:共|共计|合计)?\d+(?P<before>[项条个])"
)
"""What findings were broken down into is counted apart: 62项任务已销号53项."""
_SINGLE = re.compile(r"已(?:经)?(?:办结|了结|处置|办理)")
"""Of a single clue or letter, no 全部 is said."""
_SUM = re.compile(r"(?:合计|总计|小计)[:,]?")
_MENDED = re.compile(rf"(?:已|共|目前)*(?:完成整改|整改完成|已整改完成|已完成整改){_N}(?:个|项|条)[,;。、]?$")
"""完成整改12个: of the findings, however far behind their number."""
_ALONE = re.compile(rf"(?:共|共计)?{_N}(?:个|项|条)(?:具体|反馈|主要|突出)?问题")
_HEADING_NUMBER = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[)]?[、.,]?(?=[^\d个项条])")
_HEADING_COUNT = re.compile(rf"[(]?(?:共|计|有)*{_N}(?:个|项|条|件)(?:问题|事项)?[)]?[:。]?$")
_LONGEST_HEADING = 40
_BY_STATUS = {"completed": "completed", "mostly_completed": "partial", "partial": "partial", "unfinished": "unfinished"}
_MEMORY = 160
"""Characters within which a count may follow the words that say what it counts."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far: values by field, where they stand, and what the next count is of."""

    values: dict[str, int] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    subject: Subject | None = None
    since: int = 0
    task_unit: str = ""
    """The unit in which measures or tasks were counted last: what is counted in it next is of them."""
    beside: list[Subject] = field(default_factory=list)
    """What 、 has just joined to the next piece: 立行立改事项2件、问题线索3件均已办结."""

    def put(self, name: str, value: int | None, span: tuple[int, int]) -> None:
        if value is not None and name not in self.values:
            self.values[name], self.spans[name] = value, span


def declared_totals(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[DeclaredTotals, Mapping[str, Evidence]]:
    """The totals declared in `stretches` of the text (what lies outside findings), with evidence by field name."""
    values: dict[str, int] = {}
    evidence: dict[str, Evidence] = {}
    for start, end in stretches:
        flat = FlatText.of(text, start, end)
        reading = _Reading()
        for piece in _PIECE.finditer(flat.text):
            _read(reading, piece.group(), piece.start())
        _read_headings(reading, text, flat)
        for name, value in reading.values.items():
            if name not in values:
                values[name] = value
                evidence[f"declared_totals.{name}"] = Evidence.cut(text, *flat.span(*reading.spans[name]))
    return DeclaredTotals(**values), evidence


def recount(name: str, quote: str) -> int | None:
    """The value of total `name` that `quote` (matching form) alone declares; None where it declares none."""
    reading = _Reading()
    subject = next((s for s in ("clues", "letters", "immediate") if name.startswith(s)), None)
    if subject is None:
        headed, alone = _headed(quote), _ALONE.fullmatch(quote)
        if headed and headed[0] == name:
            return headed[1]
        if alone and name == "findings":
            return _value(alone)
        for piece in _PIECE.finditer(quote):
            _read_findings(reading, piece.group(), piece.start())
        return reading.values.get(name)
    if name.endswith("_closed") and _NONE.search(quote):
        return 0
    joined = [piece[0] for piece in _PIECE.finditer(quote) if _subject(piece[0]) == subject]
    if (
        name.endswith("_closed")
        and "、" in quote
        and joined
        and (own := _COUNT.search(joined[0]))
        and _ALL.search(quote)
    ):
        return _value(own)
    done, counts = _DONE.search(quote), list(_COUNT.finditer(quote))
    if name.endswith("_closed") and done:
        return _value(done)
    if counts and (name.endswith("_total") or _ALL.search(quote) or (_value(counts[0]) == 1 and _SINGLE.search(quote))):
        return _value(counts[0])
    return None


def _headed(heading: str) -> tuple[str, int | None] | None:
    """The total that a group's heading declares by its status and count: 已完成整改的问题（9个）."""
    number = _HEADING_NUMBER.match(heading)
    words = heading[number.end() if number else 0 :]
    count, found = _HEADING_COUNT.search(words), group_status(words)
    name = _BY_STATUS.get(found[0]) if found else None
    return (name, _value(count)) if name and count else None


def _read_headings(reading: _Reading, text: str, flat: FlatText) -> None:
    """Totals that headings of groups declare, where no sentence does and each status has but one group."""
    found: dict[str, list[tuple[int | None, tuple[int, int]]]] = {}
    start = flat.origin[0] if len(flat) else 0
    for line in re.finditer(r"[^\n\r]+", text[start : flat.origin[len(flat) - 1] + 1] if len(flat) else ""):
        if len(line[0]) <= _LONGEST_HEADING and (headed := _headed(fold(line[0]))):
            span = flat.at(start + line.start()), flat.at(start + line.end())
            found.setdefault(headed[0], []).append((headed[1], span))
    for name, values in found.items():
        if len(values) == 1:
            reading.put(name, *values[0])


def _of_tasks(reading: _Reading, match: re.Match[str]) -> bool:
    """Whether a count is of measures or tasks, by the unit they were counted in."""
    unit = re.search(rf"\d({_UNIT})", match[0])
    return unit is not None and unit[1] == reading.task_unit and "问题" not in match[0]


def _value(match: re.Match[str]) -> int | None:
    value = parse_number(next(group for group in match.groups() if group is not None))
    return None if value is None else int(value)


def _read(reading: _Reading, piece: str, offset: int) -> None:
    found = _subject(piece)
    if _OF_PART.search(piece):
        reading.subject = None
        return
    closed = f"{reading.subject}_closed"
    if found is None and reading.subject in ("clues", "letters") and closed in reading.values and "整改" in piece:
        reading.subject, reading.since = "findings", offset
    if found is not None:
        reading.subject, reading.since = found, offset
    elif any(pattern.search(piece) for pattern in _TOTAL_OF_FINDINGS) and not _ASIDE.search(piece):
        reading.subject, reading.since, reading.task_unit = "findings", offset, ""
    tasks = _TASKS.search(piece)
    if tasks:
        reading.task_unit = tasks["behind"] or tasks["before"]
    if reading.subject is None and _SUM.match(piece):
        reading.subject, reading.since = "findings", offset
    if found is None and "findings" in reading.values and _MENDED.match(piece):
        reading.subject, reading.since = "findings", offset
    if reading.subject is None or offset - reading.since > _MEMORY:
        return
    if reading.subject == "findings":
        _read_findings(reading, piece, offset)
    else:
        _read_matters(reading, reading.subject, piece, offset, named=found is not None)


def _subject(piece: str) -> Subject | None:
    """What the piece's first count is of, by the nearest word; a heading may name two (信访和线索处置情况)."""
    count = _COUNT.search(piece)
    at = count.start() if count else len(piece)
    words = [(abs(m.start() - at), name) for name, pattern in _SUBJECTS for m in pattern.finditer(piece)]
    return min(words)[1] if words else None


def _read_findings(reading: _Reading, piece: str, offset: int) -> None:
    if not _ASIDE.search(piece):
        for pattern in _TOTAL_OF_FINDINGS:
            total = pattern.search(piece)
            if total and not _REMAINDER.search(piece[: total.start(1)]) and not _IDIOM.search(total[0]):
                _put(reading, "findings", total, piece, offset)
    if _OF_SOME.search(piece):
        return
    for name, pattern in (("unfinished", _NOT_DONE), ("partial", _PARTLY), ("completed", _DONE)):
        match = pattern.search(piece)
        match = None if match and (_IDIOM.search(match[0]) or _of_tasks(reading, match)) else match
        _put(reading, name, match, piece, offset)
        if match:
            return


def _read_matters(reading: _Reading, subject: Subject, piece: str, offset: int, *, named: bool) -> None:
    total, closed = f"{subject}_total", f"{subject}_closed"
    done = _DONE.search(piece)
    counts = list(_COUNT.finditer(piece))
    if named and counts and total not in reading.values and not (done and counts[0].start() >= done.start()):
        _put(reading, total, counts[0], piece, offset)
    if done and total in reading.values:
        _put(reading, closed, done, piece, offset)
        return
    if named and counts and total not in reading.values:
        _put(reading, total, counts[0], piece, offset)
    if _NONE.search(piece) and total in reading.values:
        reading.put(closed, 0, (reading.spans[total][0], offset + len(piece.rstrip(",;。、:"))))
    single = reading.values.get(total) == 1 and _SINGLE.search(piece)
    all_of = _ALL.search(piece)
    if (all_of or single) and total in reading.values:
        for one in {*(reading.beside if all_of else ()), subject}:
            start, _ = reading.spans[f"{one}_total"]
            whole = (start, offset + len(piece.rstrip(",;。、:")))
            reading.put(f"{one}_closed", reading.values[f"{one}_total"], whole)
    reading.beside = [*reading.beside, subject] if piece.endswith("、") and total in reading.values else []


def _put(reading: _Reading, name: str, match: re.Match[str] | None, piece: str, offset: int) -> None:
    if match is None:
        return
    whole = (offset, offset + len(piece.rstrip(",;。、:")))
    reading.put(name, _value(match), whole)

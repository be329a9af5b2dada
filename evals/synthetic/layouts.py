"""Records to text: the same findings in the layouts in which notices come. Each layout says how it labels a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from evals.synthetic.records import Finding, Layout, Notice

_NUMBERS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


class Placed(NamedTuple):
    """A finding as printed: its number, the heading it stands under, and how many measures a reader counts."""

    finding: Finding
    label: str
    section: str
    measures: int


class Written(NamedTuple):
    """A notice as text, with how its findings are printed."""

    text: str
    placed: tuple[Placed, ...]


class _Block(NamedTuple):
    """Lines of a notice; a finding where they are one."""

    lines: tuple[str, ...]
    placed: Placed | None = None


def write(notice: Notice) -> Written:
    """The notice in its layout."""
    blocks = list(_BODIES[notice.layout](notice))
    lines = [*_opening(notice), *(line for block in blocks for line in block.lines), *_closing(notice)]
    return Written("\n".join(lines) + "\n", tuple(block.placed for block in blocks if block.placed))


def _day(day: object) -> str:
    year, month, date = str(day).split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def _opening(notice: Notice) -> list[str]:
    head = "# " if notice.layout == "markdown" else ""
    declared = f"巡察共反馈问题{notice.declared}个。" if notice.declared is not None else ""
    return [
        f"{head}中共{notice.hospital}委员会关于{notice.level}巡察整改进展情况的通报",
        "",
        f"根据{notice.level}统一部署，{_day(notice.start)}至{_day(notice.end)}，{notice.team}对{notice.hospital}党委开展了"
        f"巡察，{_day(notice.feedback)}反馈了巡察意见。{declared}现将整改情况通报如下。",
        "",
        ("## " if notice.layout == "markdown" else "") + "一、整改工作组织情况",
        *notice.openings,
        "",
        ("## " if notice.layout == "markdown" else "") + "二、反馈问题整改情况",
    ]


def _closing(notice: Notice) -> list[str]:
    head = "## " if notice.layout == "markdown" else ""
    letters = []
    if notice.letters is not None:
        given, closed = notice.letters
        letters = [f"{head}三、移交事项办理情况", f"巡察期间移交信访件{given}件，已办结{closed}件。", ""]
    number = "四" if letters else "三"
    return [
        "",
        *letters,
        f"{head}{number}、下一步工作打算",
        *notice.closings,
        "",
        f"欢迎广大干部群众对整改情况进行监督。联系电话：{notice.phone}。",
        "",
        f"中共{notice.hospital}委员会",
        _day(notice.published),
    ]


def _groups(findings: Sequence[Finding]) -> Iterator[tuple[int, str, list[Finding]]]:
    for at, (name, group) in enumerate(groupby(findings, key=lambda finding: finding.group)):
        yield at, name, list(group)


def _series(measures: Sequence[str]) -> str:
    """Measures as 一是, 二是, 三是."""
    return "".join(f"{_NUMBERS[at]}是{each}。" for at, each in enumerate(measures))


def _circled(measures: Sequence[str]) -> str:
    return "；".join(f"{_CIRCLED[at]}{each}" for at, each in enumerate(measures)) + "。"


def _numbered(notice: Notice) -> Iterator[_Block]:
    """（一）group, then 1.title。一是……: no status anywhere."""
    for at, name, group in _groups(notice.findings):
        section = f"（{_NUMBERS[at]}）{name}"
        yield _Block((section,))
        for number, finding in enumerate(group, 1):
            label = f"{number}."
            line = f"{label}{finding.title}。{_series(finding.measures)}"
            yield _Block((line,), Placed(finding, label, section, len(finding.measures)))


def _status_line(notice: Notice) -> Iterator[_Block]:
    """Numbers that run through all groups, a status line below each finding."""
    number = 0
    for at, name, group in _groups(notice.findings):
        section = f"（{_NUMBERS[at]}）{name}"
        yield _Block((section,))
        for finding in group:
            number += 2 if number + 1 == notice.skipped else 1
            label = f"{number}、"
            lines = (f"{label}{finding.title}", f"整改情况：{_series(finding.measures)}")
            status = f"完成情况：{finding.printed_status}"
            yield _Block((*lines, status), Placed(finding, label, section, len(finding.measures)))


def _title_status(notice: Notice) -> Iterator[_Block]:
    """1.1 title（status）, measures in circles."""
    for at, name, group in _groups(notice.findings):
        section = f"第{_NUMBERS[at]}方面：{name}"
        yield _Block(("", section, ""))
        for number, finding in enumerate(group, 1):
            label = f"{at + 1}.{number}"
            lines = (f"{label} {finding.title}（{finding.printed_status}）", _circled(finding.measures), "")
            yield _Block(lines, Placed(finding, label, section, len(finding.measures)))


def _blocks(notice: Notice) -> Iterator[_Block]:
    """问题N： with labelled lines, and a department."""
    for number, finding in enumerate(notice.findings, 1):
        label = f"问题{number}："
        lines = (
            "",
            f"{label}{finding.title}",
            f"整改措施：{_circled(finding.measures)}",
            f"整改成效：{finding.printed_status}。",
            f"责任科室：{finding.office}",
        )
        yield _Block(lines, Placed(finding, label, "二、反馈问题整改情况", len(finding.measures)))


def _status_groups(notice: Notice) -> Iterator[_Block]:
    """Findings below the heading of their status."""
    for at, (printed, group) in enumerate(groupby(notice.findings, key=lambda one: _HEADINGS[one.status])):
        section = f"（{_NUMBERS[at]}）{printed}"
        yield _Block((section,))
        for number, finding in enumerate(group, 1):
            label = f"{number}."
            lines = (f"{label}{finding.title}", _series(finding.measures))
            yield _Block(lines, Placed(finding, label, section, len(finding.measures)))


_HEADINGS = {
    "completed": "已完成的事项",
    "completed_ongoing": "已完成并长期坚持的事项",
    "mostly_completed": "基本完成的事项",
    "partial": "取得阶段性成效的事项",
    "unfinished": "未完成的事项",
}


def _prose(notice: Notice) -> Iterator[_Block]:
    """关于“title”的问题。 and a paragraph without numbers."""
    for at, name, group in _groups(notice.findings):
        section = f"（{_NUMBERS[at]}）{name}"
        yield _Block((section,))
        for finding in group:
            line = f"关于“{finding.title}”的问题。{'。'.join(finding.measures)}。"
            yield _Block((line,), Placed(finding, "", section, 1))


def _table(notice: Notice) -> Iterator[_Block]:
    """A table whose cells became lines."""
    yield _Block(("", "序号", "反馈问题", "整改措施及成效", "完成情况", "责任部门"))
    for number, finding in enumerate(notice.findings, 1):
        cell = "".join(f"（{at}）{each}。" for at, each in enumerate(finding.measures, 1))
        lines = (str(number), finding.title, cell, finding.printed_status, finding.office)
        yield _Block(lines, Placed(finding, str(number), "二、反馈问题整改情况", len(finding.measures)))


def _markdown(notice: Notice) -> Iterator[_Block]:
    """Headings of the third level, a bold status."""
    for number, finding in enumerate(notice.findings, 1):
        label = f"{number}."
        lines = ("", f"### {label} {finding.title}", "", _series(finding.measures), "")
        status = f"**整改状态**：{finding.printed_status}"
        yield _Block((*lines, status), Placed(finding, label, "二、反馈问题整改情况", len(finding.measures)))


_BODIES: dict[Layout, Callable[[Notice], Iterator[_Block]]] = {
    "numbered": _numbered,
    "status_line": _status_line,
    "title_status": _title_status,
    "blocks": _blocks,
    "groups": _status_groups,
    "prose": _prose,
    "table": _table,
    "markdown": _markdown,
}

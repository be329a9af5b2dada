"""What a notice gives each finding in a line or a column of its own: who leads, which department, until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.passages.columns import labelled_cells
from assistant.schema import Evidence, Finding

Kind = Literal["person", "department", "deadline"]

_LINE = re.compile(
    r"(?P<label>(?:整改|第一|直接|主要|主体|牵头|分管|主管|包保|责任|承办|督办|配合|完成|销号|办结)+"
    r"(?:领导|单位|科室|部门|处室|股室|人|时限|期限|时间))[：:][ \t\u3000]*(?P<value>[^\s；;。）)]{1,40})"
)
_BY_END: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("person", ("领导", "人")),
    ("deadline", ("时限", "期限", "时间")),
    ("department", ("单位", "科室", "部门", "处室", "股室")),
)
_TIME = re.compile(r"\d|年底|长期|持续|立行|常态|即知|季度")
_CELL_END = re.compile(r"[\t\n]")
_ASKED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "person",
        re.compile(
            r"(?:谁|哪一?[位个]?(?:院|班子)?(?:领导|负责人))(?:来|在|去)?(?:牵头|负责|分管|包保|主抓|领办|督办|管|盯|抓|挂帅)"
            r"|(?:牵头|负责|责任|分管|包保)的?(?:人|领导)?(?:分别|各)?(?:是|归)?(?:谁|哪[位个]?领导)"
            r"|归(?:谁|哪一?[位个]?领导)|责任(?:人|领导)|牵头(?:人|领导)"
            r"|\bwho(?:'s| is| was)? (?:responsible|in charge|leading|leads?|the lead)\b"
            r"|\bperson (?:responsible|in charge)\b"
        ),
    ),
    (
        "department",
        re.compile(
            r"(?:哪|什么)(?:一?[个些]|几个)?(?:科室?|部门|处室|股室|单位)(?:来|在|去)?(?:具体)?(?:牵头|负责|管|办|抓|承办|落实)"
            r"|(?:责任|牵头|承办|整改)(?:科室|部门|单位)|归(?:哪|什么)个?(?:科|部门|处)"
            r"|\bwhich (?:department|office|unit) (?:is |was )?(?:responsible|in charge|leads?)\b"
        ),
    ),
    (
        "deadline",
        re.compile(
            r"时限|期限|限期|(?:什么时候|何时|哪天|几号|几月份?)(?:之前|以前|前)?(?:要|得|应|须)?(?:整改?完|改完|完成|办结|到期)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Particular:
    """One of them, as printed."""

    kind: Kind
    label: str
    value: str
    evidence: Evidence


def particulars_of(text: str, findings: Sequence[Finding]) -> dict[int, tuple[Particular, ...]]:
    """By ordinal, the particulars of each finding that has any, as printed in `text`, the whole notice."""
    cells = labelled_cells(text)
    found: dict[int, tuple[Particular, ...]] = {}
    for finding in findings:
        own: dict[int, Particular] = {}
        for start, end in finding.spans:
            for at in (at for at in cells if start <= at < end):
                own[at] = _particular(text, cells[at], at, _end_of_cell(text, at, end))
            for match in _LINE.finditer(text, start, end):
                own[match.start()] = _particular(text, match["label"], *match.span("value"))
        kept = tuple(own[at] for at in sorted(own) if own[at].kind != "deadline" or _TIME.search(own[at].value))
        if kept:
            found[finding.ordinal] = kept
    return found


def particulars_asked(question: str) -> tuple[Kind, ...]:
    """Which of them a question asks for."""
    return tuple(kind for kind, pattern in _ASKED if pattern.search(question.lower()))


def _end_of_cell(text: str, start: int, end: int) -> int:
    stop = _CELL_END.search(text, start, end)
    return stop.start() if stop else end


def _particular(text: str, label: str, start: int, end: int) -> Particular:
    kind: Kind = next((kind for kind, ends in _BY_END if label.endswith(ends)), "department")
    quote = text[start:end]
    return Particular(kind, label, quote.strip(), Evidence.cut(text, start, start + len(quote.rstrip())))

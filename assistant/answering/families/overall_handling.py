"""What a notice says of persons held to account as a whole, outside its findings (共问责9人，其中党纪处分2人)."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip_round, nested
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_PART = re.compile(
    r"总体(?:情况|部分|上)?|总的(?:部分|情况)|总述|概述部分|开头部?分?|前言|导语|总括|逐条(?:问题)?(?:之外|以外)"
)
"""Words for the part of a notice before or after its findings."""
_IN_ALL = re.compile(r"一共|总共|合计|总计|共计|共(?=问责|处理|处分|追责|给)|累计|加起来|全部")
_MEASURE = (
    "(?:问责|追责|处理|处分|谈话提醒|提醒谈话|诫勉谈话|诫勉|约谈|批评教育|书面检查|通报批评"
    + "|警告|记过|免职|立案|组织处理|责令检查|调离)"
)
_COUNTED = re.compile(rf"{_MEASURE}(?:和{_MEASURE})?(?:了|共|的|干部|责任人|人员)?\d+(?:人次|人|名|件|个)")
_TOTAL = re.compile(r"(?:问责|追责|处理|处分)(?:了|共|干部|责任人|人员)?\d+(?:人次|人|名)")


def asks_overall(question: str) -> bool:
    """Whether a question wants what the notice says as a whole, not finding by finding."""
    return _PART.search(question) is not None and re.search(r"处理|问责|处分|追责|处罚|谈话", question) is not None


def overall(desk: Desk) -> bool:
    """Tell it hospital by hospital, in the notices' own words; False where no notice concerned says anything."""
    told = {source: found for source in desk.reports if (found := overall_sentences(desk, source))}
    if not told:
        return False
    lines = []
    for source, found in told.items():
        desk.draft.present(source)
        lines.append(desk.say("said_by", hospital=desk.hospital(source), quotes=quoted(desk, source, found)))
    if len(lines) == 1:
        desk.draft.lead = lines[0]
    else:
        desk.draft.lead = desk.say("overall_handling", n=len(lines), hospital=desk.names(told))
        for line in lines:
            desk.draft.bullet(line)
    if silent := [source for source in desk.reports if source not in told]:
        desk.draft.silence = desk.say("overall_silent", hospital=desk.names(silent))
    return True


def total_told(desk: Desk) -> str:
    """The sentence in which one notice itself counts all persons held to account, where the question asks for all."""
    if len(desk.reports) != 1 or not _IN_ALL.search(desk.plan.question) or desk.english:
        return ""
    source = next(iter(desk.reports))
    text = desk.records.text(source)
    found = [e for e in overall_sentences(desk, source) if _TOTAL.search(fold(text[e.start : e.end]))]
    return desk.say("said_by", hospital=desk.hospital(source), quotes=quoted(desk, source, found)) if found else ""


def overall_sentences(desk: Desk, source: str) -> list[Evidence]:
    """The sentences outside the findings that count measures against persons."""
    report, text = desk.report(source), desk.records.text(source)
    spans = [span for finding in report.findings for span in finding.spans]
    return [
        Evidence.cut(text, start, end)
        for start, end in sentences(text, 0, len(text))
        if _COUNTED.search(fold(text[start:end])) and not any(a <= start < b for a, b in spans)
    ]


def quoted(desk: Desk, source: str, found: list[Evidence]) -> str:
    """The sentences in quotation marks, cut round the measures, with their marks."""
    row, out = desk.reports[source], []
    for evidence in found:
        first = _COUNTED.search(re.sub(r"\s", "", evidence.quote))
        words = clip_round(evidence.quote, first[0] if first else "")
        out.append(f"“{nested(words)}”{desk.book.report(row, evidence, '通报正文')}")
    return "；".join(out)

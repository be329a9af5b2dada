"""Chunks say where they stand, hold whole sentences and leave nothing out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.schema import Evidence, Passage, Report, ReportFields
from vectorstore.chunking import Chunk, chunk_report


def report_of(text: str) -> Report:
    passage = Passage(heading="一、总体情况", evidence=Evidence.cut(text, 0, len(text)))
    fields = ReportFields(hospital="青岚县人民医院")
    return Report(source="x.txt", sha256="0" * 64, fields=fields, findings=(), passages=(passage,))


def test_measure_is_one_chunk_with_hospital_section_and_title(build) -> None:
    report, text, _ = build("a.txt")

    [chunk] = [c for c in chunk_report(report, text) if c.text == "一是修订药品采购管理办法。"]

    assert (chunk.kind, chunk.finding) == ("measure", 1)
    assert chunk.embedded == "青岚县人民医院 （一）重点领域方面 药品采购程序不规范\n一是修订药品采购管理办法。"


def test_every_chunk_is_verbatim_and_in_document_order(build) -> None:
    report, text, _ = build("b.txt")

    chunks = chunk_report(report, text)

    assert all(text[c.start : c.end] == c.text for c in chunks)
    assert [c.start for c in chunks] == sorted(c.start for c in chunks)


def test_words_beside_the_measures_are_notes_and_labels_are_not(build) -> None:
    report, text, _ = build("a.txt")

    notes = [c.text for c in chunk_report(report, text) if c.kind == "note"]

    assert notes == ["完成情况：已完成并长期坚持。", "完成情况：已完成并长期坚持。"]


def test_line_whose_value_the_records_hold_is_no_chunk(build) -> None:
    report, text, _ = build("a.txt")
    start = text.index("已完成")
    told = {"status": "completed", "status_basis": "explicit", "status_evidence": Evidence.cut(text, start, start + 3)}
    first = report.findings[0].model_copy(update=told)

    chunks = chunk_report(report.model_copy(update={"findings": (first, *report.findings[1:])}), text)

    assert [c.finding for c in chunks if c.kind == "note"] == [2]


def test_text_outside_findings_has_no_ordinal(build) -> None:
    report, text, _ = build("a.txt")

    outside = [c for c in chunk_report(report, text) if c.finding is None]

    assert [c.text for c in outside] == ["现将整改情况公布如下。", "联系电话：0000-1234567。"]
    assert outside[1].context == "青岚县人民医院 三、联系方式"


def test_long_text_is_cut_between_sentences() -> None:
    text = "本院修订了管理办法并组织学习。" * 60

    chunks = chunk_report(report_of(text), text)

    assert len(chunks) > 2
    assert all(c.text.endswith("。") and len(c.text) <= 360 for c in chunks)


def test_id_changes_with_words_context_and_finding() -> None:
    chunk = Chunk("x.txt", 1, 0, 2, "measure", "甲院", "整改")
    others = [
        Chunk("x.txt", 1, 0, 2, "measure", "乙院", "整改"),
        Chunk("x.txt", 2, 0, 2, "measure", "甲院", "整改"),
        Chunk("x.txt", 1, 0, 2, "measure", "甲院", "修订"),
        Chunk("y.txt", 1, 0, 2, "measure", "甲院", "整改"),
    ]

    assert chunk.id == Chunk("x.txt", 1, 0, 2, "measure", "甲院", "整改").id
    assert len({chunk.id, *(other.id for other in others)}) == 5


@given(st.text(alphabet="甲乙。；，\n（）《》1a ", min_size=1, max_size=900))
def test_no_letter_of_a_passage_is_lost(text: str) -> None:
    chunks = chunk_report(report_of(text), text)

    covered = {i for c in chunks for i in range(c.start, c.end)}
    assert all(i in covered for i, char in enumerate(text) if char.isalnum())
    assert all(0 < c.end - c.start <= 360 for c in chunks)

"""extract(): the whole record, on a small notice and on the sample notices."""

from __future__ import annotations

import hashlib
import json
import logging
import random
from pathlib import Path

import pytest

from assistant.extraction import extract
from assistant.extraction.gate import refusals
from assistant.outline import build_outline
from assistant.outline.model import Outline
from assistant.reading.document import Document
from assistant.schema import Report
from evals.gate_mutations import Tally as MutationTally
from evals.gate_mutations import falsified, mislabelled, read_notices, totals, true_ones

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

NOTICE = """中共清河市人民医院委员会
关于巡察整改进展情况的通报

根据市委统一部署，2024年3月4日至5月10日，市委第一巡察组对清河市人民医院党委开展了巡察，6月20日反馈了意见。
巡察反馈的2个具体问题，已完成整改1个，未完成1个。

一、巡察反馈问题整改落实情况
（一）聚焦重点领域
1.采购管理不规范。
整改情况：一是修订《院内采购管理办法》。二是对2名采购人员进行诫勉谈话。三是收回多付货款3.5万元。
完成情况：已完成
2.信息系统建设滞后。
整改情况：一是完成需求论证。二是系统计划2025年6月底前上线。
完成情况：未完成

联系电话：0511-6123456。
中共清河市人民医院委员会
2024年12月2日
"""


def read(text: str, name: str = "notice.txt") -> Report:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return extract(Document(name, sha256, text, "txt"), build_outline(text))


def test_a_small_notice_is_read_whole() -> None:
    report = read(NOTICE)

    fields = report.fields
    assert (fields.hospital, fields.party_body) == ("清河市人民医院", "中共清河市人民医院委员会")
    assert (fields.inspection_start, fields.inspection_end) == ("2024-03-04", "2024-05-10")
    assert (fields.feedback_date, fields.published) == ("2024-06-20", "2024-12-02")
    assert fields.declared_totals.model_dump(exclude_none=True) == {"findings": 2, "completed": 1, "unfinished": 1}
    assert fields.contact.phone == "0511-6123456"
    first, second = report.findings
    assert (first.title, first.label, first.status) == ("采购管理不规范", "1.", "completed")
    assert [(r.name, r.action) for r in first.rules] == [("《院内采购管理办法》", "修订")]
    assert [(a.action, a.persons) for a in first.accountability] == [("诫勉谈话", 2)]
    assert [a.value_yuan for a in first.amounts] == [35_000]
    assert [c.due for c in second.commitments] == ["2025-06"]
    assert second.status == "unfinished"
    assert report.doubts == ()


def test_totals_that_do_not_add_up_become_doubts() -> None:
    report = read(NOTICE.replace("2个具体问题，已完成整改1个", "3个具体问题，已完成整改2个"))

    assert [doubt.kind for doubt in report.doubts if doubt.kind.endswith("mismatch")] == [
        "count_mismatch",
        "status_totals_mismatch",
    ]


def test_the_same_text_gives_the_same_record() -> None:
    assert read(NOTICE) == read(NOTICE)


def test_text_without_findings_is_read_without_error() -> None:
    assert read("关于召开会议的通知。").findings == ()
    assert extract(Document("empty.txt", "0", "", "txt"), Outline((), ())).findings == ()


@pytest.mark.parametrize("path", sorted((SAMPLES / "reports").glob("s*.*")), ids=lambda path: path.name[:3])
def test_nothing_in_a_sample_is_refused(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = path.read_text("utf-8-sig")

    with caplog.at_level(logging.WARNING, "assistant.extraction"):
        report = read(text, path.name)

    assert list(refusals(report, text)) == []
    assert caplog.records == []


@pytest.mark.parametrize("path", sorted((SAMPLES / "gold").glob("*.json")), ids=lambda path: path.name[5:8])
def test_what_samples_say_of_themselves(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    report = read((SAMPLES / "reports" / gold["source"]).read_text("utf-8-sig"), gold["source"])

    found = report.fields.model_dump(include=set(gold["report"]) - {"contact"})
    assert found == {name: value for name, value in gold["report"].items() if name != "contact"}


@pytest.mark.parametrize("seed", [1, 2])
def test_no_falsehood_passes_the_gate(seed: int, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, "utf-8")
    sample = sorted((SAMPLES / "reports").glob("s01*"))[0]
    (tmp_path / sample.name).write_bytes(sample.read_bytes())
    tally, rng = MutationTally(), random.Random(seed)

    for notice in read_notices(tmp_path):
        falsified(notice, tally, rng)
        mislabelled(notice, tally, rng)
        true_ones(notice, tally)

    assert tally.examples == [line for line in tally.examples if line.startswith("true:")]
    assert totals(tally, "quote:")[0] > 500
    assert totals(tally, "value:")[0] > 200
    assert len(set(totals(tally, "true:"))) == 1


@pytest.mark.reports
def test_real_notices_are_read_without_refusals(shared: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "assistant.extraction"):
        notices = list(read_notices(shared / "reports"))

    assert caplog.records == []
    assert [len(notice.report.findings) for notice in notices] == [33, 19, 48, 37, 12]


@pytest.mark.reports
def test_real_notices_fields(shared: Path) -> None:
    gold = {
        g["source"]: g["report"] for g in (json.loads(p.read_text()) for p in sorted((shared / "gold").glob("g*.json")))
    }

    for notice in read_notices(shared / "reports"):
        expected = {name: value for name, value in gold[notice.report.source].items() if name != "contact"}
        assert notice.report.fields.model_dump(include=set(expected)) == expected

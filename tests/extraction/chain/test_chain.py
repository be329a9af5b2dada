"""The reading chain against simulated models: what a good one adds, and that a bad one changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import stamina
from pydantic import SecretStr

from assistant.errors import ModelError
from assistant.extraction.chain import ChainFinished, ChainProgress, FindingReading, merge, read_findings
from assistant.extraction.chain.control import claims, control_for
from assistant.extraction.chain.numbering import number_clauses
from assistant.extraction.chain.reading import OpenMatter, Sanction
from assistant.extraction.chain.running import ask
from assistant.llm.cache import CachedChat, ResponseCache
from assistant.llm.langchain_chat import LangChainChat
from assistant.schema import Accountability, Commitment, Evidence, Finding, Report, ReportFields
from evals.simulator import Brain, Hostile, Noisy, Oracle, Recorder, Replay, Reply, ScriptedBrain, Simulator
from evals.simulator.controls import sanction_or_matter

ITEMS = [
    ("设备论证走过场", "一是修订设备论证办法。二是两台内镜的招标文件已报财政部门，等候批复。"),
    ("值班脱岗", "一是核实两起脱岗情况。二是由分管院长找3名值班人员谈心并责成作出书面检讨。"),
    ("耗材二级库账实不符", "一是盘点全部二级库。二是盘亏部分待查明原因后按程序核销，2026年6月底前办结。"),
    ("支部活动不经常", "一是补齐会议记录。二是每季度开展一次督查。"),
    ("食堂承包未招标", "一是终止原合同。二是新一轮招标方案正在征求意见。"),
    ("病案归档迟缓", "一是通报排名末位的科室。二是归档率升至98%。"),
    ("科研经费报销不严", "一是退回超标准支出1200元。二是制定审核清单。"),
    ("门诊预约率低", "一是开通三个渠道。二是预约率达到71%。"),
    ("院感培训缺项", "一是补训162人次。二是纳入年度考核。"),
    ("档案室漏水", "一是临时搬迁档案。二是屋面翻修列入明年维修计划。"),
]
TEXT = "".join(f"{n}.{title}。\n整改情况：{body}\n" for n, (title, body) in enumerate(ITEMS, start=1))
GOLD_OPEN = {
    1: [("两台内镜的招标文件已报财政部门，等候批复", None)],
    3: [("盘亏部分待查明原因后按程序核销，2026年6月底前办结", "2026-06")],
    5: [("新一轮招标方案正在征求意见", None)],
    10: [("屋面翻修列入明年维修计划", None)],
}
GOLD_BLAME = {
    2: [("书面检讨", 3, "由分管院长找3名值班人员谈心并责成作出书面检讨")],
    6: [("通报", None, "通报排名末位的科室")],
}


def evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence.cut(TEXT, start, start + len(quote))


def finding(number: int) -> Finding:
    title, body = ITEMS[number - 1]
    heading = evidence(title)
    whole = evidence(body)
    grammar_open = {
        5: (Commitment(what="新一轮招标方案正在征求意见", due=None, evidence=evidence("新一轮招标方案正在征求意见")),),
        4: (Commitment(what="每季度开展一次督查", due=None, evidence=evidence("每季度开展一次督查")),),
    }
    blame = {6: (Accountability(action="通报", persons=None, evidence=evidence("通报排名末位的科室")),)}
    return Finding(
        ordinal=number, label=f"{number}.", section="", title=title, title_evidence=heading, status="not_stated",
        status_basis="none", status_evidence=None, topics=("party",), commitments=grammar_open.get(number, ()),
        accountability=blame.get(number, ()), spans=((heading.start, heading.end), (whole.start, whole.end)),
    )  # fmt: skip


REPORT = Report(
    source="a.txt", sha256="0" * 64, fields=ReportFields(hospital="河湾县人民医院"),
    findings=tuple(finding(number) for number in range(1, len(ITEMS) + 1)),
)  # fmt: skip
GOLD: list[dict[str, Any]] = [
    {
        "title": title,
        "topics": ["procurement"] if number in (1, 5) else ["finance"],
        "status": "not_stated",
        "pending": [{"quote": quote, "due": due} for quote, due in GOLD_OPEN.get(number, [])],
        "accountability": [
            {"action": action, "persons": persons, "quote": quote}
            for action, persons, quote in GOLD_BLAME.get(number, [])
        ],
        "amounts": [],
    }
    for number, (title, _) in enumerate(ITEMS, start=1)
]


@dataclass
class Run:
    merged: Report
    finished: ChainFinished
    progress: list[ChainProgress]


def run(brain: Brain, cache: ResponseCache | None = None) -> Run:
    with Simulator(brain) as server, stamina.set_testing(True, attempts=1):
        plain = LangChainChat(
            "sim",
            locate=lambda: server.base_url,
            api_key=SecretStr("k"),
            strategy="json_schema",
            timeout=5,
            label="sim",
        )
        chat = plain if cache is None else CachedChat(plain, cache)
        with closing(plain):
            events = list(read_findings(REPORT, TEXT, chat, concurrency=3))
    finished = events[-1]
    assert isinstance(finished, ChainFinished)
    progress = [event for event in events if isinstance(event, ChainProgress)]
    return Run(merge(REPORT, TEXT, finished.told, year=2025), finished, progress)


def test_perfect_model_completes_what_the_grammar_left_open() -> None:
    merged = run(Oracle(GOLD)).merged

    for number, wanted in GOLD_OPEN.items():
        got = merged.findings[number - 1].commitments
        assert [one.due for one in got] == [due for _, due in wanted]
        assert all(
            quote in one.evidence.quote or one.evidence.quote in quote
            for one, (quote, _) in zip(got, wanted, strict=True)
        )
    assert merged.findings[3].commitments == ()
    [blame] = merged.findings[1].accountability
    assert (blame.action, blame.persons, blame.proposer) == ("书面检讨", 3, "llm")
    assert merged.findings[5].accountability[0].proposer == "both"
    assert merged.findings[0].topics == ("procurement",)


def test_every_merged_value_is_quoted_from_its_finding() -> None:
    merged = run(Oracle(GOLD)).merged

    for one in merged.findings:
        for value in (*one.commitments, *one.accountability):
            assert TEXT[value.evidence.start : value.evidence.end] == value.evidence.quote
            assert any(a <= value.evidence.start and value.evidence.end <= b for a, b in one.spans)


def test_differences_are_kept_for_review() -> None:
    merged = run(Oracle(GOLD)).merged

    about = {doubt.finding for doubt in merged.doubts if doubt.kind == "proposals_differ"}
    assert {1, 2, 3, 4} <= about
    assert any("不认可" in doubt.message for doubt in merged.doubts)


@pytest.mark.parametrize("p", [0.15, 0.4])
@pytest.mark.parametrize("seed", range(4))
def test_noisy_model_changes_nothing(p: float, seed: int) -> None:
    merged = run(Noisy(Oracle(GOLD), p, seed=seed)).merged

    assert merged.findings == REPORT.findings
    assert "不足以采信" in merged.doubts[-1].message


@pytest.mark.parametrize("seed", range(3))
def test_hostile_model_changes_nothing(seed: int) -> None:
    assert run(Hostile(Oracle(GOLD), seed=seed)).merged.findings == REPORT.findings


def test_silent_model_raises() -> None:
    with pytest.raises(ModelError):
        run(ScriptedBrain([Reply("no", status=500)]))


def test_progress_counts_every_finding_and_tokens() -> None:
    done = run(Oracle(GOLD))

    assert [event.done for event in done.progress] == list(range(1, len(ITEMS) + 1))
    assert done.finished.usage.input_tokens > 0
    assert done.finished.model == "sim"


def test_resumed_run_asks_only_for_what_is_missing(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path / "cache.db")
    whole = run(Oracle(GOLD), cache)
    asked_again = ScriptedBrain([Reply("no", status=400)])

    again = run(asked_again, cache)

    assert asked_again.history == []
    assert again.merged == whole.merged
    assert again.finished.usage.input_tokens == 0
    cache.close()


def test_recorded_outputs_replay(tmp_path: Path) -> None:
    file = tmp_path / "recorded.jsonl"
    first = run(Recorder(Oracle(GOLD), file)).merged

    assert run(Replay(file)).merged == first


def test_numbered_clauses_cover_the_text_and_are_short() -> None:
    for one in REPORT.findings:
        clauses = number_clauses(TEXT, one)
        body = TEXT[slice(*one.spans[1])]
        said = "".join(TEXT[clause.start : clause.end] for clause in clauses)
        assert [clause.number for clause in clauses] == list(range(1, len(clauses) + 1))
        assert len(said) >= len(body) - 2 * len(clauses)


def test_request_is_the_same_for_the_same_text_and_holds_the_control_once() -> None:
    first, again = ask(TEXT, REPORT.findings[0]), ask(TEXT, REPORT.findings[0])

    assert first.messages == again.messages
    assert first.messages[1].content.count(first.control.text) == 1
    assert first.control_number not in {clause.number for clause in first.clauses}


def reading(matters: Sequence[OpenMatter] = (), sanctions: Sequence[Sanction] = ()) -> FindingReading:
    return FindingReading(topics=[], status="not_stated", open=list(matters), sanctions=list(sanctions))


@pytest.mark.parametrize("seed", [f"text {n}" for n in range(40)])
def test_control_is_read_rightly_only_by_its_own_truth(seed: str) -> None:
    control = control_for(seed)
    truth = sanction_or_matter(4, control.text)
    right = reading([truth]) if isinstance(truth, OpenMatter) else reading(sanctions=[truth] if truth else [])
    wrong_clause = truth.model_copy(update={"clause": 5}) if truth else None

    assert claims(control, 4, right) == (3, 3)
    assert claims(control, 4, reading())[1] < 3
    if isinstance(wrong_clause, OpenMatter):
        assert claims(control, 4, reading([wrong_clause]))[1] < 3

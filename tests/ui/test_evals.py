"""Suites from the page: what they are run on, how a run is followed, what its results look like."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.core import Assistant
from assistant.settings import Settings
from assistant.ui import eval_runs
from assistant.ui.eval_corpus import SAMPLES, EvalCorpus
from assistant.ui.eval_runs import EvalRuns, Progress
from assistant.ui.eval_views import _why, compared_html, progress_html, run_html, run_name
from assistant.ui.words import words
from evals.diff import compare
from evals.runner import load_corpus
from evals.runner.case import Outcome, Part, Verdict
from evals.runner.provenance import Provenance
from evals.runner.running import summed_up

W = words("zh")
NOTICE = """某某市第九医院党委关于巡察整改进展情况的通报
一、巡察反馈问题整改情况
（一）物资验收把关不严
整改情况：已完成。
一是修订《物资验收办法》，实行双人验收。
中共某某市第九医院委员会
2024年12月1日
"""
CASE = {
    "id": "feedback-1", "type": "feedback", "turns": ["问？"], "must": [["答"]], "must_not": [], "hospitals": [],
    "evidence": [], "abstain": False,
}  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", llm="none")  # type: ignore[call-arg]


@pytest.fixture
def assistant(settings: Settings, tmp_path: Path) -> Iterator[Assistant]:
    notice = tmp_path / "第九医院.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    with Assistant.open(settings) as opened:
        list(opened.ingest([notice, min((SAMPLES / "reports").iterdir())], index=False))
        yield opened


def test_gold_is_the_samples_or_a_persons_and_never_a_draft(assistant: Assistant, tmp_path: Path) -> None:
    corpus = EvalCorpus(assistant, tmp_path / "gold")
    assert {state.row.source: state.kind for state in corpus.states()}["第九医院.txt"] == "none"

    draft = corpus.gold("第九医院.txt")
    corpus.keep(draft)
    assert corpus.lay_out(tmp_path / "first") == 1

    corpus.keep({key: value for key, value in draft.items() if key != "draft"})
    corpus.keep_question(CASE)
    corpus.keep_question({**CASE, "must": [["新答"]]})
    assert corpus.lay_out(tmp_path / "second") == 2

    assert draft["draft"] is True
    laid_out = load_corpus(tmp_path / "second" / "reports", tmp_path / "second" / "gold")
    assert "第九医院.txt" in laid_out.gold
    assert [case["must"] for case in laid_out.questions] == [[["新答"]]]


def test_text_laid_out_is_the_text_that_was_loaded(assistant: Assistant, tmp_path: Path) -> None:
    corpus = EvalCorpus(assistant, tmp_path / "gold")

    corpus.lay_out(tmp_path / "out")

    for path in (tmp_path / "out" / "reports").iterdir():
        assert path.read_bytes().decode() == assistant.document(path.name).text


def scripted(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """The process of a run does as `script` says; `out` is its folder of results."""
    begin = eval_runs.subprocess.Popen

    def popen(command: list[str], **options: Any) -> Any:
        out = command[command.index("--out") + 1]
        return begin([sys.executable, "-c", f"out={out!r}\n{script}"], **options)

    monkeypatch.setattr(eval_runs.subprocess, "Popen", popen)


def ended(runs: EvalRuns) -> Progress:
    for each in eval_runs.threading.enumerate():
        if each.name == "evaluation":
            each.join(30)
    assert runs.progress is not None
    return runs.progress


FINISHES = """
import json, pathlib
folder = pathlib.Path(out); folder.mkdir(parents=True)
print(json.dumps({"event": "started", "done": 0, "total": 2}))
print(json.dumps({"event": "case", "done": 1, "total": 2, "right": True}))
print("no json")
print(json.dumps({"event": "case", "done": 2, "total": 2, "right": False}))
(folder / "run.json").write_text("{}")
print(json.dumps({"event": "finished"}))
raise SystemExit(1)
"""


def test_run_is_followed_to_its_end(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    scripted(monkeypatch, FINISHES)
    runs = EvalRuns(tmp_path / "runs", settings)
    folder = runs.new_folder("extraction")

    assert runs.start("extraction", folder)

    progress = ended(runs)
    assert (progress.state, progress.done, progress.total, progress.right) == ("finished", 2, 2, 1)
    assert runs.names() == [folder.name]
    assert runs.folder_of("../../etc") is None


def test_run_that_fails_says_why(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    scripted(monkeypatch, "import sys; sys.exit('<没有标注>')")
    runs = EvalRuns(tmp_path / "runs", settings)

    runs.start("extraction", runs.new_folder("extraction"))

    progress = ended(runs)
    assert progress.state == "failed"
    assert "&lt;没有标注&gt;" in progress_html(W, progress)


def test_only_one_run_at_a_time_and_it_can_be_stopped(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted(monkeypatch, "import time; time.sleep(60)")
    runs = EvalRuns(tmp_path / "runs", settings)
    folder = runs.new_folder("extraction")

    assert runs.start("extraction", folder)
    assert not runs.start("extraction", folder)
    runs.stop()

    assert ended(runs).state == "stopped"


def outcome(id: str, *, right: bool) -> Outcome:
    verdict = Verdict(
        parts={"right": Part.share(right)}, why=() if right else ("lacks 3人", "should abstain"), asked="<问>",
        gold="标准", answer="<b>答</b>",
    )  # fmt: skip
    kind = "lookup" if id < "c" else "list"
    return Outcome(suite="questions", id=id, type=kind, cluster=id, key=id, seconds=0.1, verdict=verdict)


def test_results_hold_figures_types_and_the_wrong_ones_beside_gold() -> None:
    outcomes = [outcome("a", right=True), outcome("b", right=False), outcome("c", right=True)]
    fields = dict.fromkeys(Provenance.model_fields, "")
    source = Provenance.model_construct(**{**fields, "model": "none", "prompts": {}})

    html = run_html(W, summed_up(outcomes, source, 1.0), outcomes)

    assert "问答：2/3 完全正确" in html
    assert "查事实" in html
    assert html.count("<details") == 1
    assert "缺少“3人”；应说明通报未写" in html
    assert "&lt;b&gt;答&lt;/b&gt;" in html


def test_two_runs_are_compared_case_by_case() -> None:
    before = [outcome("a", right=True), outcome("b", right=False)]
    after = [outcome("a", right=False), outcome("b", right=True)]

    html = compared_html(W, compare(before, after))

    assert "改对 1 题，改错 1 题" in html
    assert "改错：a" in html
    assert "没有共同" in compared_html(W, [])


def test_runs_and_reasons_are_named_for_readers() -> None:
    assert run_name(W, "20250102-030405-extraction") == "2025-01-02 03:04:05　读取"
    assert run_name(words("en"), "20250102-030405-my-suite").endswith("my-suite")
    assert _why(words("en"), "lacks 3人") == "lacks 3人"
    assert _why(W, "topics_f1 0.857") == "主题 F1 0.857"
    assert json.dumps(_why(W, "something new")) == '"something new"'

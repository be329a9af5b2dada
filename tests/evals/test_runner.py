"""The runner: figures add up, results survive an interruption, and a regression fails the gate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import ConfigurationError
from assistant.settings import Settings
from evals.diff import compare, lines
from evals.runner import CaseDone, Corpus, Finished, Outcome, Part, Started, Verdict, figure, load_corpus, run, samples
from evals.runner.figures import difference, sign_test
from evals.runner.running import RESULTS, load_run, summed_up
from evals.runner.tasks.reading import differences
from evals.suites import THRESHOLDS, members
from evals.thresholds import Thresholds, falls, load_thresholds

NOTICE = """中共松泉县人民医院委员会关于县委巡察整改情况的通报
2024年3月4日至4月26日，县委第一巡察组对松泉县人民医院党委开展了巡察，6月3日反馈意见。现将整改情况公布如下。
一、巡察反馈问题整改情况
（一）采购管理不规范。
整改情况：已完成。修订《采购管理办法》，对2名责任人提醒谈话。
（二）库房盘点不及时。
整改情况：正在推进，计划2024年12月底前完成。
"""


def outcome(id: str, right: bool, cluster: str = "a", suite: str = "s") -> Outcome:
    verdict = Verdict(
        parts={"right": Part.share(right)}, why=() if right else ("wrong",), asked="问", gold="金", answer="答"
    )
    return Outcome(suite=suite, id=id, type="t", cluster=cluster, key=id, seconds=0.1, verdict=verdict)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    reports, gold = tmp_path / "reports", tmp_path / "gold"
    reports.mkdir()
    gold.mkdir()
    for number in (1, 2):
        source = f"n{number:02d}_notice.txt"
        (reports / source).write_text(NOTICE.replace("松泉", "松泉竹溪"[number : number + 2]), "utf-8")
        (gold / f"gold_{number}.json").write_text(json.dumps(gold_of(source, number)), "utf-8")
    return load_corpus(reports, gold)


def gold_of(source: str, number: int) -> dict[str, Any]:
    first = {
        "id": f"n{number:02d}-1", "label": "（一）", "title": "采购管理不规范", "status": "completed",
        "status_basis": "explicit", "topics": ["procurement"], "measures": 1, "pending": [], "amounts": [],
        "accountability": [{"action": "提醒谈话", "persons": 2, "quote": "对2名责任人提醒谈话"}],
        "rules": [{"name": "《采购管理办法》", "action": "修订"}],
    }  # fmt: skip
    return {"source": source, "report": {"hospital": "县人民医院"}, "findings": [first]}


def finish(events: Iterator[Any]) -> tuple[Started, list[CaseDone], Finished]:
    started, *done, finished = events
    return started, done, finished


def settings() -> Settings:
    return Settings(llm="none")


def test_run_keeps_every_case_and_says_under_what(corpus: Corpus, tmp_path: Path) -> None:
    started, done, finished = finish(run(members("extraction"), corpus, settings(), tmp_path / "out"))

    assert (started.total, started.kept, len(done)) == (2, 0, 2)
    made, outcomes = load_run(tmp_path / "out")
    assert made == finished.run
    assert outcomes == finished.outcomes
    assert made.provenance.model == "none"
    assert made.provenance.gold_sha256 == corpus.gold_sha256
    assert made.figures["extraction"]["segmentation_f1"].value == pytest.approx(2 / 3)


def test_what_was_read_wrongly_is_told_in_words() -> None:
    finding = {
        "id": "a-1", "label": "1.", "title": "账目不清", "status": "completed", "status_basis": "explicit",
        "topics": ["finance"], "measures": 1, "pending": [], "amounts": [], "accountability": [], "rules": [],
    }  # fmt: skip
    read = {**finding, "status": "unfinished", "topics": ["finance", "drugs"]}

    told = differences({"report": {}, "findings": [read]}, {"report": {}, "findings": [finding]})

    assert list(told) == [
        ("1.账目不清 状态", "已完成", "未完成"),
        ("1.账目不清 主题", "财务资产与内控审计", "财务资产与内控审计、药品与耗材管理"),
    ]


def test_run_resumes_where_it_was_cut_off(corpus: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    interrupted = run(members("extraction"), corpus, settings(), out)
    next(interrupted), next(interrupted)
    interrupted.close()
    with (out / RESULTS).open("a", encoding="utf-8") as lines:
        lines.write('{"suite": "extraction", "id"')

    started, done, finished = finish(run(members("extraction"), corpus, settings(), out))

    assert (started.kept, len(done), len(finished.outcomes)) == (1, 1, 2)


def test_changed_gold_is_tried_again(corpus: Corpus, tmp_path: Path) -> None:
    finish(run(members("extraction"), corpus, settings(), tmp_path / "out"))
    path = tmp_path / "gold" / "gold_1.json"
    path.write_text(path.read_text("utf-8").replace('"measures": 1', '"measures": 9'), "utf-8")

    started, _, _ = finish(
        run(members("extraction"), load_corpus(tmp_path / "reports", tmp_path / "gold"), settings(), tmp_path / "out")
    )

    assert started.kept == 0


def test_missing_notice_is_said(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "reports" / "n01_notice.txt").unlink()

    with pytest.raises(ConfigurationError, match=r"n01_notice\.txt"):
        load_corpus(tmp_path / "reports", tmp_path / "gold")


def test_metric_is_the_quotient_of_sums() -> None:
    parts = [Part.f1(3, 1, 0), Part.f1(0, 0, 2)]
    outcomes = [
        outcome(str(at), True, str(at)).model_copy(
            update={"verdict": Verdict(parts={"f1": part}, asked="", gold="", answer="")}
        )
        for at, part in enumerate(parts)
    ]

    got = figure(outcomes, "f1")

    assert (got.value, got.n, got.clusters) == (pytest.approx(6 / 9), 5, 2)


def test_interval_resamples_clusters_and_never_claims_certainty() -> None:
    alike = [outcome(f"{cluster}{at}", cluster == "a", cluster) for cluster in "ab" for at in range(20)]
    perfect = [outcome(str(at), True, str(at)) for at in range(5)]

    wide, sure = figure(alike, "right"), figure(perfect, "right")

    assert (wide.low, wide.high) == (0.0, 1.0)
    assert 0.5 < sure.low < sure.high == 1.0


@pytest.mark.parametrize(
    ("fixed", "broken", "change"), [(0, 0, "same"), (30, 0, "better"), (0, 30, "worse"), (1, 1, "noise")]
)
def test_difference_tells_change_from_chance(fixed: int, broken: int, change: str) -> None:
    names = [str(at) for at in range(60)]
    before = [outcome(name, at >= fixed, name) for at, name in enumerate(names)]
    after = [outcome(name, not fixed <= at < fixed + broken, name) for at, name in enumerate(names)]

    assert difference(before, after, "right").change == change


def test_sign_test_is_exact() -> None:
    assert sign_test(0, 0) == 1.0
    assert sign_test(5, 0) == pytest.approx(2 / 32)
    assert sign_test(3, 3) == 1.0


def test_comparison_names_what_was_fixed_and_broken() -> None:
    before = [outcome("a", True), outcome("b", False), outcome("gone", True)]
    after = [outcome("a", False), outcome("b", True), outcome("new", True)]

    [compared] = compare(before, after)

    assert (compared.fixed, compared.broken, compared.common, compared.only_one) == (("b",), ("a",), 2, 2)
    assert not compared.worse
    assert any("改错 a" in line for line in lines([compared]))


def test_regression_of_two_points_is_caught(corpus: Corpus, tmp_path: Path) -> None:
    _, _, finished = finish(run(members("extraction"), corpus, settings(), tmp_path / "out"))
    thresholds = Thresholds(floors={"s": {"right": 0.99, "gone": 0.5}, "never_run": {"right": 1.0}})

    def gated(wrong: int) -> list[str]:
        outcomes = [outcome(str(at), at >= wrong, str(at)) for at in range(100)]
        made = summed_up(outcomes, finished.run.provenance, 1.0)
        return [str(fall) for fall in falls(made, thresholds)]

    assert gated(1) == ["s gone: not measured < 0.5000"]
    assert gated(2) == ["s right: 0.9800 < 0.9900", "s gone: not measured < 0.5000"]


def test_thresholds_of_the_package_cover_the_suites() -> None:
    floors = load_thresholds(THRESHOLDS).floors

    assert set(floors) == {suite.name for suite in members("all")}


def test_samples_have_gold_questions_and_names() -> None:
    corpus = samples()

    assert len(corpus.gold) == len(corpus.files) == 10
    assert len(corpus.questions) == 60
    assert set(corpus.prefixes) == {f"s{number:02d}" for number in range(1, 11)}

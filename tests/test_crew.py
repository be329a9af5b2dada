"""Files read by several processes, of this machine or of Ray: in order, failures alone, and a process that dies takes
only its own file down.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.crew import Crew, Pending, ProcessPool, Work
from assistant.errors import AssistantError, ConfigurationError, NotANoticeError, ReadingError
from assistant.ingestion import Extracted, Outcome, Prepared
from assistant.ray_pool import RayPool
from assistant.reading.document import Document
from assistant.schema import Report, ReportFields

over_ray = [
    pytest.mark.ray,
    # In CI its absence is a failure: the tests run, and say what is missing.
    pytest.mark.skipif(
        find_spec("ray") is None and not os.environ.get("CI"), reason="the extra `ray` is not installed"
    ),
]


def read(path: Path) -> Document:
    """A file as its own text; some words do harm to the process, and `once` after one of them does it once."""
    text = path.read_text("utf-8")
    word, _, marker = text.partition(" once ")
    if word == "kills" and not (marker and Path(marker).exists()):
        if marker:
            Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "fails":
        raise KeyError("no such part")
    return Document(path.name, "0" * 64, word, "txt")


def extract(document: Document) -> Extracted:
    if document.text == "menu":
        raise NotANoticeError("no finding", message_zh="没有问题")
    return Extracted(
        Report(source=document.source, sha256="0" * 64, fields=ReportFields(hospital=document.text), findings=()), "1"
    )


def work() -> Work:
    return Work(read, extract)


@pytest.fixture(scope="module", params=["processes", pytest.param("ray", marks=over_ray)])
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    start = {
        "processes": partial(ProcessPool, 2, work),
        "ray": partial(RayPool, 2, work, None, 1000),
    }
    opened = Crew(start[request.param])
    yield opened
    opened.close()


def written(folder: Path, words: Sequence[str]) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(len(words))]
    for path, word in zip(paths, words, strict=True):
        path.write_text(word, "utf-8")
    return paths


def told(outcomes: Sequence[Outcome]) -> list[str | type[Exception] | None]:
    return [each.extracted.report.fields.hospital if isinstance(each, Prepared) else type(each) for each in outcomes]


def test_files_come_back_in_order_and_failures_are_alone(crew: Crew, tmp_path: Path) -> None:
    paths = written(tmp_path, ["甲", "乙", "fails", "丙", "kills", "丁", "menu", "戊"])

    outcomes = list(crew.read_all(paths))

    assert told(outcomes) == ["甲", "乙", KeyError, "丙", ReadingError, "丁", NotANoticeError, "戊"]
    assert "'4.txt' ended the process" in str(outcomes[4])
    assert isinstance(outcomes[6], AssistantError)
    assert outcomes[6].message_zh == "没有问题"


def test_a_process_killed_in_the_middle_loses_nothing(crew: Crew, tmp_path: Path) -> None:
    words = [f"kills once {tmp_path / f'mark{n}'}" if n % 5 == 3 else f"医院{n}" for n in range(12)]
    paths = written(tmp_path, words)

    outcomes = list(crew.read_all(paths))

    assert told(outcomes) == [word.partition(" once ")[0] for word in words]
    assert [each.document.source for each in outcomes if isinstance(each, Prepared)] == [path.name for path in paths]


def test_a_file_that_is_not_there_fails_alone(crew: Crew, tmp_path: Path) -> None:
    paths = [*written(tmp_path, ["甲", "乙"]), tmp_path / "gone.txt"]

    assert told(list(crew.read_all(paths))) == ["甲", "乙", FileNotFoundError]


def test_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(ReadingError("a", message_zh="b")))

    assert isinstance(error, AssistantError)
    assert (str(error), error.message_zh) == ("a", "b")


class ScriptedPool:
    """Reads at once; is gone from the file on that it is told, with everything in flight that comes after it."""

    workers = 2

    def __init__(self, gone_at: str | None) -> None:
        self._gone_at = gone_at
        self._gone = False
        self.closed = False

    def submit(self, path: Path) -> Pending:
        if self._gone:
            raise BrokenExecutor("gone")
        self._gone = path.name == self._gone_at
        lost = self._gone

        def wait() -> Prepared:
            if lost:
                raise BrokenExecutor("gone")
            document = Document(path.name, "0" * 64, path.name, "txt")
            return Prepared(document, extract(document))

        return wait

    def close(self) -> None:
        self.closed = True


def test_processes_that_are_gone_when_a_file_is_handed_over_are_replaced() -> None:
    pools: list[ScriptedPool] = []

    def start() -> ScriptedPool:
        pools.append(ScriptedPool(None if pools else "2.txt"))
        return pools[-1]

    crew = Crew(start)
    outcomes = list(crew.read_all([Path(f"{n}.txt") for n in range(8)]))
    crew.close()

    assert told(outcomes) == [f"{n}.txt" for n in range(8)]
    assert [pool.closed for pool in pools] == [True, True]


def test_nobody_to_read_is_said_at_once() -> None:
    def start() -> ScriptedPool:
        raise ConfigurationError("nobody")

    with pytest.raises(ConfigurationError, match="nobody"):
        Crew(start).read_all([Path("a.txt")])
    assert list(Crew(start).read_all([])) == []


def test_processes_that_cannot_be_replaced_fail_the_rest() -> None:
    starts: list[int] = []

    def start() -> ScriptedPool:
        starts.append(1)
        if len(starts) > 1:
            raise ConfigurationError("nobody")
        return ScriptedPool("1.txt")

    outcomes = list(Crew(start).read_all([Path(f"{n}.txt") for n in range(6)]))

    assert told(outcomes) == ["0.txt", *[ConfigurationError] * 5]
    assert len(starts) == 2

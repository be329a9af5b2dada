"""Who reads files: this process, or several processes at once where there are many files.

Reading and the rules take all the time there is, and one file has nothing to do with another. What is read comes back
in the order asked for, with a bounded number of files in flight, so that memory stays what a few notices take.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, Protocol

from assistant.errors import ReadingError
from assistant.ingestion import Extracted, Outcome, Prepared
from assistant.reading.document import Document
from assistant.settings import Settings

_AHEAD = 2
"""Files in flight for each process."""


class Work(NamedTuple):
    """How a process reads: what `Reading.read` and `Reading.extract` are there."""

    read: Callable[[Path], Document]
    extract: Callable[[Document], Extracted]

    def do(self, path: Path) -> Prepared:
        """A file as a report by the rules."""
        document = self.read(path)
        return Prepared(document, self.extract(document))


class Crew(Protocol):
    """Reads files, several at once."""

    def read_all(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Each file as a report by the rules, or why it is none, in the order of `paths`."""
        ...

    def close(self) -> None:
        """End what was started for it."""
        ...


class ProcessCrew:
    """Several processes of this machine. One that dies takes down the file it was reading and no other."""

    def __init__(self, settings: Settings, workers: int, work: Callable[[Settings], Work]) -> None:
        self._settings, self._workers, self._work = settings, workers, work
        self._pool: ProcessPoolExecutor | None = None

    def read_all(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Each file as a report by the rules, or why it is none, in the order of `paths`."""
        waiting = deque(paths)
        flying: deque[tuple[Path, Future[Prepared]]] = deque()
        while waiting or flying:
            while waiting and len(flying) < _AHEAD * self._workers:
                path = waiting.popleft()
                flying.append((path, self._submit(path)))
            path, future = flying.popleft()
            try:
                outcome = _outcome(future)
            except BrokenExecutor:
                # Which of the files in flight killed the process is not known: each is read again, alone.
                lost = [path, *(each for each, _ in flying)]
                flying.clear()
                yield from map(self._alone, lost)
            else:
                yield outcome

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, path: Path) -> Future[Prepared]:
        if self._pool is None:
            # Started anew and not forked: a process with threads and open databases must not be copied.
            fresh = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, fresh, _begin, (self._settings, self._work))
        return self._pool.submit(_do, path)

    def _alone(self, path: Path) -> Outcome:
        self.close()
        try:
            return _outcome(self._submit(path))
        except BrokenExecutor:
            self.close()
            return ReadingError(
                f"{path.name!r} ended the process that read it: is it damaged, or too large for the memory there is?",
                message_zh=f"读取“{path.name}”时进程异常退出，文件可能已损坏，或内存不足。",
            )


def _outcome(future: Future[Prepared]) -> Outcome:
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception as error:
        # A parser may fail on a broken file in any way; the other files are still to be read.
        return error


_working: list[Work] = []
"""How this process reads, once it was started as one of a crew."""


def _begin(settings: Settings, work: Callable[[Settings], Work]) -> None:
    _working[:] = [work(settings)]


def _do(path: Path) -> Prepared:
    return _working[0].do(path)

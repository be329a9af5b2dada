"""Who reads files: this process, or several processes at once where there are many files.

Reading and the rules take all the time there is, and one file has nothing to do with another. What is read comes back
in the order asked for, with a bounded number of files in flight, so that memory stays what a few notices take. Where
the processes run is a pool's affair: on this machine here, on the machines of a cluster in `assistant.ray_pool`.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, Protocol

from assistant.errors import AssistantError, ConfigurationError, ReadingError
from assistant.ingestion import Extracted, Outcome, Prepared
from assistant.reading.document import Document

_AHEAD = 2
"""Files in flight for each process."""

Pending = Callable[[], Prepared]
"""Waits for a file that is being read. Raises what reading it raised, or BrokenExecutor where that was lost."""


class Work(NamedTuple):
    """How a process reads: what `Reading.read` and `Reading.extract` are there."""

    read: Callable[[Path], Document]
    extract: Callable[[Document], Extracted]

    def do(self, path: Path) -> Prepared:
        """A file as a report by the rules."""
        document = self.read(path)
        return Prepared(document, self.extract(document))


class Pool(Protocol):
    """Processes that read."""

    @property
    def workers(self) -> int:
        """How many there are."""
        ...

    def submit(self, path: Path) -> Pending:
        """Have a file read. Raises BrokenExecutor where the processes are gone."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


class Crew:
    """Reads files, several at once, in a pool that is started when there are some.

    A process that dies takes down the file it was reading and no other: what was lost with it is read once more,
    and what is lost again is said to have ended it.
    """

    def __init__(self, start: Callable[[], Pool]) -> None:
        self._start = start
        self._pool: Pool | None = None
        self._most = 1
        """Files in flight at once."""
        self._refused: ConfigurationError | None = None
        """Why the pool cannot be started, so that it is not tried for each of very many files."""

    def read_all(self, paths: Sequence[Path]) -> Generator[Outcome]:
        """Each file as a report by the rules, or why it is none, in the order of `paths`.

        Raises ConfigurationError at once where there is nobody to read them.
        """
        if paths:
            self._opened()
        return self._in_order(deque(paths))

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _in_order(self, waiting: deque[Path]) -> Generator[Outcome]:
        flying: deque[tuple[Path, Pending]] = deque()
        while waiting or flying:
            try:
                self._fill(flying, waiting)
                outcome = _outcome(flying[0][1])
            except BrokenExecutor:
                # Which of the files in flight killed the process is not known: each that was lost is read again, alone.
                settled = [(path, _settled(pending)) for path, pending in flying]
                flying.clear()
                self.close()
                for path, known in settled:
                    yield self._alone(path) if known is None else known
            else:
                flying.popleft()
                yield outcome

    def _fill(self, flying: deque[tuple[Path, Pending]], waiting: deque[Path]) -> None:
        while waiting and len(flying) < self._most:
            flying.append((waiting[0], self._submit(waiting[0])))
            waiting.popleft()

    def _submit(self, path: Path) -> Pending:
        try:
            return self._opened().submit(path)
        except AssistantError as error:
            return _failing(error)

    def _alone(self, path: Path) -> Outcome:
        try:
            return _outcome(self._submit(path))
        except BrokenExecutor:
            self.close()
            return ended(path.name)

    def _opened(self) -> Pool:
        if self._refused is not None:
            raise self._refused
        if self._pool is None:
            try:
                self._pool = self._start()
            except ConfigurationError as error:
                self._refused = error
                raise
            self._most = _AHEAD * self._pool.workers
        return self._pool


class ProcessPool:
    """Processes of this machine. Where one dies, everything in flight is lost."""

    def __init__(self, workers: int, work: Callable[[], Work]) -> None:
        self.workers = workers
        # Started anew and not forked: a process with threads and open databases must not be copied.
        fresh = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(workers, fresh, _begin, (work,))

    def submit(self, path: Path) -> Pending:
        """Have a file read. Raises BrokenExecutor where the processes are gone."""
        return self._executor.submit(_do, path).result

    def close(self) -> None:
        """End the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def ended(name: str) -> ReadingError:
    """Of a file whose reading ended the process each time it was tried."""
    return ReadingError(
        f"{name!r} ended the process that read it: is it damaged, or too large for the memory there is?",
        message_zh=f"读取“{name}”时进程异常退出，文件可能已损坏，或内存不足。",
    )


def _outcome(pending: Pending) -> Outcome:
    try:
        return pending()
    except BrokenExecutor:
        raise
    except Exception as error:
        # A parser may fail on a broken file in any way; the other files are still to be read.
        return error


def _settled(pending: Pending) -> Outcome | None:
    """What became of a file that was in flight when a process died; None where it was not read by then."""
    try:
        return _outcome(pending)
    except BrokenExecutor:
        return None


def _failing(error: AssistantError) -> Pending:
    def fail() -> Prepared:
        raise error

    return fail


_working: list[Work] = []
"""How this process reads, once it was started as one of a crew."""


def _begin(work: Callable[[], Work]) -> None:
    _working[:] = [work()]


def _do(path: Path) -> Prepared:
    return _working[0].do(path)

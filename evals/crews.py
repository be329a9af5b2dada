"""Reading by processes and over Ray: how long each takes, and what is left when what reads is killed.

    python -m evals.crews [--count 300] [--workers 2] [--kills 5] [--points 3] [--seed 0]

Made-up notices are taken in by the processes of this machine and over a Ray cluster of as many workers; then over Ray
while workers are killed (SIGKILL) in the middle of a file, and at last with the command itself killed at random points
and started again. Every export is compared with the first, byte by byte. Needs the extra `ray`, and Linux.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import RunnerChoice
from evals.synthetic import cast, write

_COMMAND = [sys.executable, "-c", "from assistant.cli import main; main()"]
_READS = b"ray::_read"
"""What Ray calls a process while it reads a file."""


@dataclass(frozen=True, slots=True)
class Run:
    """One way of taking the same notices in."""

    name: str
    seconds: float
    kills: int
    reports: int
    identical: bool
    """Whether the export equals that of the processes of this machine."""

    def line(self) -> str:
        """For a person."""
        same = "identical" if self.identical else "DIFFERENT"
        return f"{self.name:32s} {self.seconds:6.1f} s  {self.kills} killed  {self.reports} reports, {same}"


class Bench:
    """The same notices, taken in in several ways."""

    def __init__(self, place: Path, count: int, workers: int, seed: int) -> None:
        self._place, self._workers = place, workers
        self._dice = random.Random(seed)
        self._folder = place / "reports"
        self._folder.mkdir()
        for notice in cast(count, seed):
            (self._folder / notice.source).write_text(write(notice).text, "utf-8")
        self._expected: dict[str, bytes] | None = None

    def left_alone(self, runner: RunnerChoice) -> Run:
        """Taken in without disturbance; the first run is what the others are compared with."""
        data = self._place / runner
        started = time.monotonic()
        self._start(data, runner).wait()
        return self._done(f"{runner}, {self._workers}", data, time.monotonic() - started, 0)

    def workers_killed(self, kills: int) -> Run:
        """Over Ray, with `kills` workers killed in the middle of a file."""
        data = self._place / "workers"
        started = time.monotonic()
        process = self._start(data, "ray")
        done = 0
        while not _ended(process, 0.02):
            reading = list(_reading(process.pid))
            if done < kills and reading:
                os.kill(self._dice.choice(reading), 9)
                done += 1
                _ended(process, self._dice.uniform(0.2, 1.0))
        return self._done("ray, workers killed", data, time.monotonic() - started, done)

    def command_killed(self, length: float, number: int) -> Run:
        """Over Ray, the command killed somewhere in the `length` seconds it takes, and started again."""
        data = self._place / f"command{number}"
        started = time.monotonic()
        process = self._start(data, "ray")
        killed = not _ended(process, self._dice.uniform(0.3, 0.95) * length)
        if killed:
            process.kill()
            process.wait()
            self._start(data, "ray").wait()
        return self._done("ray, command killed and again", data, time.monotonic() - started, int(killed))

    def _start(self, data: Path, runner: RunnerChoice) -> subprocess.Popen[bytes]:
        command = [*_COMMAND, "--data-dir", str(data), "ingest", str(self._folder), "--runner", runner]
        environment = os.environ | {"ASSISTANT_READERS": str(self._workers)}
        return subprocess.Popen(
            [*command, "--extractor", "grammar", "--llm", "none", "--no-vectors"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _done(self, name: str, data: Path, seconds: float, kills: int) -> Run:
        out = data.with_name(f"{data.name}-export")
        command = [*_COMMAND, "--data-dir", str(data), "export", "--out", str(out)]
        subprocess.run(command, check=True, capture_output=True)
        exported = {path.name: path.read_bytes() for path in out.iterdir()}
        if self._expected is None:
            self._expected = exported
        return Run(name, seconds, kills, len(exported), exported == self._expected)


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _reading(root: int) -> Iterator[int]:
    """The processes under `root` that read a file over Ray at this moment."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            reads = (folder / "cmdline").read_bytes().startswith(_READS)
        except OSError:  # it has ended
            continue
        if reads and root in _above(int(folder.name)):
            yield int(folder.name)


def _above(process: int) -> Iterator[int]:
    """What started a process, what started that, and so on."""
    while process > 1:
        try:
            # The second field is a name in brackets, in which anything may stand.
            process = int(Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[1])
        except OSError:  # it has ended
            return
        yield process


def run(count: int, *, workers: int, kills: int, points: int, seed: int) -> Iterator[Run]:
    """Each way in turn."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), count, workers, seed)
        yield bench.left_alone("processes")
        over_ray = bench.left_alone("ray")
        yield over_ray
        yield bench.workers_killed(kills)
        for number in range(points):
            yield bench.command_killed(over_ray.seconds, number)


def main() -> None:
    """The command line; exit 1 where a report was lost, made twice or read otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--points", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    identical = True
    for each in run(given.count, workers=given.workers, kills=given.kills, points=given.points, seed=given.seed):
        identical &= each.identical and each.reports == given.count
        sys.stdout.write(f"{each.line()}\n")
        sys.stdout.flush()
    sys.exit(not identical)


if __name__ == "__main__":
    main()

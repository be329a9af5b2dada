"""Kills an ingestion with a model at random points and resumes it: is the store as if nothing had happened?

    python -m evals.resume [--reports DIR] [--gold DIR] [--points 20] [--seed 0]

Each point is a fresh data folder: the run is killed (SIGKILL) at a random moment, started again, and its export
compared with that of a run that was left alone. Counted: stored answers that were asked for again (wanted: none), and
requests made twice (wanted: at most those in flight at the kill).
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from evals.simulator import Brain, ChatRequest, Oracle, Reply, Simulator, load_gold
from evals.simulator.replay import key_of

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
IN_FLIGHT = 4
_COMMAND = [sys.executable, "-c", "from assistant.cli import main; main()"]


class Slow:
    """A brain that takes its time, so that a kill finds requests in flight, and counts what it was asked."""

    def __init__(self, brain: Brain, seconds: float) -> None:
        self._brain = brain
        self._seconds = seconds
        self._lock = threading.Lock()
        self.asked: list[str] = []

    def reply(self, request: ChatRequest) -> Reply:
        """The other brain's answer, late."""
        with self._lock:
            self.asked.append(key_of(request))
        reply = self._brain.reply(request)
        return Reply(reply.content, stall=self._seconds)


@dataclass(frozen=True, slots=True)
class Point:
    """What one kill came to."""

    after: float
    """Seconds from the start to the kill."""
    stored: int
    """Answers in the cache at the kill."""
    asked_again: int
    """Stored answers that were asked for again."""
    repeated: int
    """Requests made twice: what was in flight."""
    identical: bool
    """Whether the export equals that of the unbroken run."""


def run(reports: Path, gold: Path, *, points: int, seed: int, slow: float = 0.08) -> list[Point]:
    """Kill and resume `points` times over the notices of `reports`."""
    dice = random.Random(seed)
    oracle = Oracle(load_gold(gold))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        started = time.monotonic()
        whole = _left_alone(oracle, slow, reports, place / "whole")
        length = time.monotonic() - started
        results = []
        for number in range(points):
            after = dice.uniform(0.1, 0.95) * length
            results.append(_killed(oracle, slow, reports, place / str(number), after, whole))
        return results


def _left_alone(oracle: Oracle, slow: float, reports: Path, data: Path) -> dict[str, bytes]:
    with Simulator(Slow(oracle, slow)) as server:
        _ingest(reports, data, server.base_url).wait()
    return _export(data)


def _killed(oracle: Oracle, slow: float, reports: Path, data: Path, after: float, whole: dict[str, bytes]) -> Point:
    brain = Slow(oracle, slow)
    # One endpoint for both runs: the address is part of what makes a stored answer its own.
    with Simulator(brain) as server:
        process = _ingest(reports, data, server.base_url)
        try:
            process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        stored, before = _stored(data), len(brain.asked)
        _ingest(reports, data, server.base_url).wait()
    total = len(set(brain.asked))
    asked_again = len(brain.asked) - before - (total - stored)
    repeated = len(brain.asked) - total
    return Point(after, stored, max(0, asked_again), repeated, _export(data) == whole)


def _ingest(reports: Path, data: Path, base_url: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "OPENAI_BASE_URL": base_url, "OPENAI_API_KEY": "none", "ASSISTANT_MODEL": "simulated",
        "ASSISTANT_MAX_CONCURRENCY": str(IN_FLIGHT),
    }  # fmt: skip
    command = [*_COMMAND, "--data-dir", str(data), "ingest", str(reports), "--extractor", "llm", "--llm", "openai"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _export(data: Path) -> dict[str, bytes]:
    out = data.with_name(f"{data.name}-export")
    subprocess.run([*_COMMAND, "--data-dir", str(data), "export", "--out", str(out)], check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def _stored(data: Path) -> int:
    cache = data / "responses.db"
    if not cache.exists():
        return 0
    connection = sqlite3.connect(cache)
    try:
        return int(connection.execute("SELECT count(*) FROM response").fetchone()[0])
    except sqlite3.OperationalError:  # killed before the table was made
        return 0
    finally:
        connection.close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=SAMPLES / "reports")
    parser.add_argument("--gold", type=Path, default=SAMPLES / "gold")
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    results = run(given.reports, given.gold, points=given.points, seed=given.seed)
    for one in results:
        sys.stdout.write(
            f"killed after {one.after:5.1f} s: {one.stored:3d} stored, {one.asked_again} asked again,"
            f" {one.repeated} repeated, {'identical' if one.identical else 'DIFFERENT'}\n"
        )
    identical = sum(one.identical for one in results)
    again = sum(one.asked_again for one in results)
    most = max(one.repeated for one in results)
    sys.stdout.write(
        f"{identical} of {len(results)} stores identical; {again} stored answers asked again;"
        f" at most {most} requests repeated, {IN_FLIGHT} in flight\n"
    )


if __name__ == "__main__":
    main()

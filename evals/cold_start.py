"""How long a start takes: from `assistant serve` to the first page, and to the first answer.

    python -m evals.cold_start [--times 3]

Each time twice: over an empty data folder, which the server fills with the sample notices before it serves, and over
the folder that this left. The packages are read from disk once before, so their files are in the system's cache.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import httpx2

from evals.served import ASSISTANT, Served, clean_environment

_QUESTION = "一共有多少个问题还没有完成整改？"


class Start(NamedTuple):
    """Seconds since the command was given."""

    page: float
    answer: float
    cpu: float
    """Of the server's process when the page was there: what the start costs whatever else the machine does."""


def start_over(data: Path) -> Start:
    """Start over a folder, get the page, ask, stop."""
    with Served(data) as server:
        page = server.wait()
        cpu = server.usage().cpu_seconds
        httpx2.post(f"{server.address}/api/ask", json={"question": _QUESTION}, timeout=120).raise_for_status()
        return Start(page, time.perf_counter() - server.started, cpu)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    subprocess.run([*ASSISTANT, "serve", "--help"], check=True, capture_output=True, env=clean_environment())
    empty, filled = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            data = Path(folder) / str(number)
            empty.append(start_over(data))
            filled.append(start_over(data))
    sys.stdout.write(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; seconds, median (least to most)\n")
    for name, starts in (("empty folder, samples taken in", empty), ("filled folder", filled)):
        said = "".join(
            f"{what} {statistics.median(each):5.1f} ({min(each):.1f} to {max(each):.1f})   "
            for what, each in (
                ("page", [start.page for start in starts]),
                ("first answer", [start.answer for start in starts]),
                ("CPU to the page", [start.cpu for start in starts]),
            )
        )
        sys.stdout.write(f"{name:<32}{said.rstrip()}\n")


if __name__ == "__main__":
    main()

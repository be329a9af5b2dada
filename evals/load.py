"""Many users at once: each logs in and asks, over HTTP, one question after the other.

    python -m evals.load [--users 20] [--seconds 120] [--think 2] [--page 0.5] [--data-dir DIR]

The server runs behind its login in a process of its own, over the sample notices, indexed beforehand (or over DIR).
A share `--page` of the users asks on the page, by the very requests that the page sends; the others ask through the
JSON interface with a token. Between two questions a user thinks for `--think` seconds on average. What counts as an
error: any status but 200, an answer that is none, an event that says that it failed, no answer within a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from assistant.access.users import Users
from evals.page_client import PageClient, PageError
from evals.served import ASSISTANT, SAMPLES, Served, Usage, clean_environment

_PASSWORD = "a password for the measurement"
_TIMEOUT = 60


@dataclass
class Outcome:
    """What the users of one way in have seen; shared between their threads."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float, error: str | None) -> None:
        """One question."""
        with self.lock:
            self.seconds.append(seconds)
            if error:
                self.errors[error] += 1


Asking = Callable[[str], None]
"""Asks a question and waits for the whole answer. Raises PageError or httpx2.HTTPError."""


def run_user(asking: Asking, outcome: Outcome, questions: Sequence[str], until: float, think: float, seed: int) -> None:
    """One user, until the time is over; the last answer is waited for."""
    dice = random.Random(seed)
    while True:
        # Before the first question too: users do not all come in the same moment.
        time.sleep(dice.expovariate(1 / think) if think else 0)
        if time.monotonic() >= until:
            return
        started, error = time.monotonic(), None
        try:
            asking(dice.choice(questions))
        except PageError as failed:
            error = str(failed)
        except httpx2.HTTPError as failed:
            error = type(failed).__name__
        outcome.note(time.monotonic() - started, error)


def by_interface(address: str, token: str) -> Asking:
    """Through the JSON interface."""
    client = httpx2.Client(base_url=address, timeout=_TIMEOUT, headers={"authorization": f"Bearer {token}"})

    def ask(question: str) -> None:
        answer = client.post("/api/ask", json={"question": question})
        if answer.status_code != 200:
            raise PageError(f"status {answer.status_code}")
        if not answer.json()["answer"]:
            raise PageError("empty answer")

    return ask


def by_page(address: str, name: str) -> Asking:
    """On the page, logged in."""
    page = PageClient(address, timeout=_TIMEOUT)
    page.log_in(name, _PASSWORD)
    page.open()
    return page.ask


def prepared(data: Path, count: int) -> list[tuple[str, str]]:
    """Users of a data folder, with their tokens."""
    users = Users(data / "users.txt")
    names = [f"user{number}" for number in range(count)]
    for name in names:
        if name not in users.names():
            users.add(name, _PASSWORD)
    return [(name, users.give_token(name)) for name in names]


def measure(data: Path, *, count: int, seconds: float, think: float, page: float) -> tuple[dict[str, Outcome], Usage]:
    """Serve `data`, let the users ask, and say what they saw and what the server took."""
    users = prepared(data, count)
    on_page = round(count * page)
    questions = [json.loads(line)["turns"][0] for line in (SAMPLES / "questions.jsonl").read_text("utf-8").splitlines()]
    outcomes = {"interface": Outcome(), "page": Outcome()}
    environment = clean_environment(ASSISTANT_LOGIN="true")
    with Served(data, environment=environment) as server:
        server.wait()
        askings = [
            ("page", by_page(server.address, name))
            if number < on_page
            else ("interface", by_interface(server.address, token))
            for number, (name, token) in enumerate(users)
        ]
        askings[-1][1](questions[0])
        before, until = server.usage(), time.monotonic() + seconds
        threads = [
            threading.Thread(target=run_user, args=(asking, outcomes[way], questions, until, think, number))
            for number, (way, asking) in enumerate(askings)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        after = server.usage()
    return outcomes, after._replace(cpu_seconds=after.cpu_seconds - before.cpu_seconds)


def line(name: str, outcome: Outcome) -> str:
    """One row of the table: questions, errors, median, 95th percentile and most seconds."""
    taken = sorted(outcome.seconds)
    if not taken:
        return f"{name:<12}{0:>10}"
    p50, p95 = (taken[min(len(taken) - 1, int(len(taken) * share))] for share in (0.5, 0.95))
    errors = sum(outcome.errors.values())
    return f"{name:<12}{len(taken):>10}{errors:>8}{p50:>9.3f}{p95:>9.3f}{taken[-1]:>9.3f}"


def main() -> None:
    """The command line; exit 1 where there was an error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--think", type=float, default=2)
    parser.add_argument("--page", type=float, default=0.5)
    parser.add_argument("--data-dir", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.data_dir or Path(folder)
        if given.data_dir is None:
            command = [*ASSISTANT, "ingest", str(SAMPLES / "reports"), "--data-dir", str(data)]
            subprocess.run(command, check=True, capture_output=True, env=clean_environment())
        outcomes, usage = measure(
            data, count=given.users, seconds=given.seconds, think=given.think, page=given.page
        )  # fmt: skip
    sys.stdout.write(
        f"{given.users} users, {given.seconds:.0f} s; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.write(f"{'way':<12}{'questions':>10}{'errors':>8}{'p50 s':>9}{'p95 s':>9}{'most s':>9}\n")
    for name, outcome in outcomes.items():
        sys.stdout.write(line(name, outcome) + "\n")
        for error, times in outcome.errors.most_common():
            sys.stdout.write(f"  {times} x {error}\n")
    asked = sum(len(outcome.seconds) for outcome in outcomes.values())
    sys.stdout.write(
        f"server: {usage.cpu_seconds:.1f} s of CPU ({usage.cpu_seconds / max(1, asked) * 1000:.0f} ms a question),"
        f" {usage.now_mib:.0f} MiB now, {usage.peak_mib:.0f} MiB at most\n"
    )
    if any(outcome.errors for outcome in outcomes.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()

"""A server started as users start it, for measurements: `assistant serve` in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import httpx2

ASSISTANT = (sys.executable, "-m", "assistant")
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_PATIENCE = 300
"""Seconds for a start, on a machine that is busy with other things."""
_PROC = Path("/proc")


class Usage(NamedTuple):
    """What a process has taken since it began."""

    cpu_seconds: float
    peak_mib: float
    """Most resident memory at a time."""
    now_mib: float


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment without anybody's endpoint, keys or data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "OPENAI_"))}
    return kept | extra


class Served:
    """The server while it runs; no language model, so that the product itself is measured."""

    def __init__(
        self,
        data: Path,
        *,
        environment: Mapping[str, str] | None = None,
        prefix: Sequence[str] = (),
        log: Path | None = None,
    ) -> None:
        """`prefix` are the words of a command that runs the server; `log` is where its stderr goes."""
        self._port = _free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self._command = [
            *prefix, *ASSISTANT, "serve", "--port", str(self._port), "--llm", "none", "--data-dir", str(data)
        ]  # fmt: skip
        self._environment = dict(environment or clean_environment())
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self.started = 0.0

    def __enter__(self) -> Self:
        self.started = time.perf_counter()
        stderr = self._log.open("wb") if self._log else subprocess.DEVNULL
        self._process = subprocess.Popen(
            self._command, env=self._environment, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def wait(self) -> float:
        """Seconds from the start to the first 200 for the page (with a login: to its form). Raises TimeoutError."""
        with httpx2.Client(base_url=self.address, timeout=30, follow_redirects=True) as client:
            while time.perf_counter() - self.started < _PATIENCE:
                if self._process is not None and self._process.poll() is not None:
                    break
                try:
                    if client.get("/", headers={"accept": "text/html"}).status_code == 200:
                        return time.perf_counter() - self.started
                except httpx2.TransportError:
                    time.sleep(0.02)
        raise TimeoutError(f"no page at {self.address} within {_PATIENCE} s, or the server ended")

    def usage(self) -> Usage:
        """Of the server's process. Linux only."""
        place = _PROC / str(self._process.pid if self._process else "self")
        fields = place.joinpath("stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        memory = dict(line.split(":", 1) for line in place.joinpath("status").read_text().splitlines() if ":" in line)
        peak, now = (int(memory[name].split()[0]) / 1024 for name in ("VmHWM", "VmRSS"))
        return Usage(ticks / os.sysconf("SC_CLK_TCK"), peak, now)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

"""What a reader waits for, in a real browser: first useful words, whole answer, and the page itself after a cold start.

    python -m evals.browser [--count 20] [--starts 3]

Serves the sample notices with `assistant serve` in a process of its own, without a model, and asks in headless
Chromium. Times are taken in the page: from the Enter key to the first words of the answer that stand on the screen, and
to the last part of it. A cold start is from the start of the process until the question box takes a key. The load of
the machine is told beside the figures. Needs a Chromium and the dependencies of the group `browser`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.core import Assistant
from assistant.errors import ConfigurationError
from assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_PATIENCE_MS = 180_000
_TOLD = 600
_BOX = "#question textarea"
# Runs in the page: the key sets the clock, and every change of the page is looked at.
_WATCH = """
window.waited = null;
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  const before = document.querySelectorAll('.answer .foot').length;
  window.waited = {start: performance.now(), before, first: null, whole: null};
}, true);
new MutationObserver(() => {
  const waited = window.waited;
  if (!waited || waited.whole) return;
  const answer = [...document.querySelectorAll('.answer')].pop();
  const parts = [...(answer?.children ?? [])].filter((part) => !part.matches('.plan-line, .waiting, .foot'));
  const now = performance.now();
  const isNew = answer?.matches('.partial') || document.querySelectorAll('.answer .foot').length > waited.before;
  if (!waited.first && isNew && parts.some((part) => part.textContent.trim())) waited.first = now - waited.start;
  if (document.querySelectorAll('.answer .foot').length > waited.before) waited.whole = now - waited.start;
}).observe(document.body, {childList: true, subtree: true, characterData: true});
"""


class Waited(NamedTuple):
    """Seconds from the Enter key."""

    first: float
    whole: float


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20, help="questions asked")
    parser.add_argument("--starts", type=int, default=3, help="cold starts")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder))
        starts = [_cold_start(Path(folder)) for _ in range(given.starts)]
        waited = _asked(Path(folder), questions(given.count))
    figures = {
        "questions": len(waited),
        "first_words_s": spread([each.first for each in waited]),
        "whole_answer_s": spread([each.whole for each in waited]),
        "cold_start_s": spread(starts),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")


def questions(count: int) -> list[str]:
    """Questions of the samples that stand alone, of every type by turns."""
    by_type: dict[str, list[str]] = {}
    for line in (SAMPLES / "questions.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if len(case["turns"]) == 1:
            by_type.setdefault(case["type"], []).append(case["turns"][0])
    turns = max(map(len, by_type.values()))
    mixed = [asked[turn] for turn in range(turns) for asked in by_type.values() if turn < len(asked)]
    return mixed[:count]


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile (nearest rank)."""
    ranked = sorted(seconds)
    return {"p50": round(_rank(ranked, 0.5), 2), "p95": round(_rank(ranked, 0.95), 2)}


def _rank(ranked: Sequence[float], share: float) -> float:
    return ranked[max(0, -(-int(share * 100) * len(ranked) // 100) - 1)]


def _fill(folder: Path) -> None:
    with Assistant.open(Settings(data_dir=folder, llm="none")) as assistant:
        for _ in assistant.ingest([SAMPLES / "reports"], index=False):
            pass


class Server(NamedTuple):
    """A server that was begun; it may not answer yet."""

    address: str
    process: subprocess.Popen[str]
    log: Path

    def check(self) -> None:
        """Raise ConfigurationError with its last words where it has ended."""
        if self.process.poll() is not None:
            raise ConfigurationError(f"the server has ended: {self.log.read_text('utf-8')[-_TOLD:]}")


@contextmanager
def _served(folder: Path) -> Iterator[Server]:
    """A server of its own over `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port), "--llm", "none"]
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(folder)}
    log = folder / "server.log"
    with log.open("w") as said, subprocess.Popen(command, env=environment, stderr=said, text=True) as process:
        try:
            yield Server(f"http://127.0.0.1:{port}/", process, log)
        finally:
            process.terminate()


@contextmanager
def _page() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 860}).new_page()
        try:
            yield page
        finally:
            browser.close()


def _open(page: Page, server: Server) -> None:
    """Wait until the question box takes a key."""
    from playwright.sync_api import Error

    ends = time.monotonic() + _PATIENCE_MS / 1000
    while True:
        try:
            page.goto(server.address)
            break
        except Error:
            server.check()
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)
    page.wait_for_selector("#chat a.example", timeout=_PATIENCE_MS)
    page.locator(_BOX).press("a", timeout=_PATIENCE_MS)
    page.fill(_BOX, "")


def _cold_start(folder: Path) -> float:
    with _page() as page:
        started = time.perf_counter()
        with _served(folder) as server:
            _open(page, server)
            return time.perf_counter() - started


def _asked(folder: Path, asked: Sequence[str]) -> list[Waited]:
    with _page() as page, _served(folder) as server:
        _open(page, server)
        page.evaluate(_WATCH)
        return [_wait(page, question) for question in asked]


def _wait(page: Page, question: str) -> Waited:
    page.wait_for_selector("#send:visible", timeout=_PATIENCE_MS)
    page.fill(_BOX, question)
    page.locator(_BOX).press("Enter")
    page.wait_for_function("window.waited && window.waited.whole", timeout=_PATIENCE_MS)
    told = page.evaluate("window.waited")
    return Waited(told["first"] / 1000, told["whole"] / 1000)


if __name__ == "__main__":
    main()

"""Runs of suites beside the page: each in a process of its own, so that answers do not wait for it.

The process is `assistant eval run`, whose progress comes as lines of JSON and whose results lie in its folder: a page
that is closed or reloaded finds the run again.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant.settings import Settings

logger = logging.getLogger(__name__)

RESULTS = "out"
_KEPT = 20
"""Runs kept; the oldest beyond them go."""
_TOLD = 400
"""Characters shown of why a run failed."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the latest run has come; `total` is 0 until that is known."""

    name: str
    suite: str
    done: int = 0
    total: int = 0
    right: int = 0
    state: str = "going"
    """going, finished, stopped or failed."""
    why: str = ""


class EvalRuns:
    """The runs of a data folder, one at a time. Safe to share between threads."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings
        self._lock = threading.Lock()
        self._progress: Progress | None = None
        self._process: subprocess.Popen[str] | None = None

    @property
    def progress(self) -> Progress | None:
        """The run that is going, or the last one since the page was opened; None before any."""
        return self._progress

    @property
    def going(self) -> bool:
        """Whether a run is going."""
        return self._progress is not None and self._progress.state == "going"

    def names(self) -> list[str]:
        """The runs with results, newest first."""
        return sorted((path.parent.parent.name for path in self._folder.glob(f"*/{RESULTS}/run.json")), reverse=True)

    def folder_of(self, name: str) -> Path | None:
        """Where the results of a run lie; None for a run that is not there."""
        return self._folder / name / RESULTS if name in self.names() else None

    def new_folder(self, suite: str) -> Path:
        """The folder of a new run, named after the moment and the suite."""
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        folder = self._folder / f"{stamp}-{suite}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def start(self, suite: str, folder: Path, *, with_model: bool = False) -> bool:
        """Run a suite over the corpus laid out in `folder`; False where another run is going."""
        with self._lock:
            if self.going:
                return False
            self._progress = Progress(folder.name, suite)
        llm = self._settings.llm if with_model else "none"
        command = [
            sys.executable, "-m", "assistant", "eval", "run", suite, "--json", "--out", str(folder / RESULTS),
            "--reports", str(folder / "reports"), "--gold", str(folder / "gold"), "--llm", llm,
        ]  # fmt: skip
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        threading.Thread(target=self._follow, args=(self._process,), name="evaluation", daemon=True).start()
        return True

    def stop(self) -> None:
        """End the run that is going; what it has tried stays on disk, but is no finished run."""
        with self._lock:
            if self._progress is not None and self.going and self._process is not None:
                self._progress = replace(self._progress, state="stopped")
                self._process.terminate()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        errors: list[str] = []
        with process:
            # Both are read at once: a process whose errors nobody reads stops when there are many.
            listening = threading.Thread(target=lambda: errors.extend(process.stderr or ()), daemon=True)
            listening.start()
            self._note(process.stdout or ())
            listening.join()
        with self._lock:
            if self._progress is not None and self._progress.state == "going":
                # 1 is also said where a figure fell below its floor; a run with results is a finished one.
                finished = process.returncode == 0 or self.folder_of(self._progress.name) is not None
                why = "" if finished else "".join(errors).strip()[-_TOLD:]
                self._progress = replace(self._progress, state="finished" if finished else "failed", why=why)
        self._forget_old()

    def _note(self, lines: Iterable[str]) -> None:
        for line in lines:
            try:
                event = json.loads(line)
            except json.JSONDecodeError:
                continue
            with self._lock:
                if self._progress is None or event.get("event") == "finished":
                    continue
                self._progress = replace(
                    self._progress,
                    total=event["total"],
                    done=event["done"],
                    right=self._progress.right + bool(event.get("right")),
                )

    def _forget_old(self) -> None:
        for path in sorted(self._folder.iterdir(), reverse=True)[_KEPT:]:
            logger.info("an old run goes: %s", path.name)
            shutil.rmtree(path, ignore_errors=True)

"""Peers whose pins conflict with ours run in environments of their own, built at first use and kept.

`requirements/NAME.txt` pins every package of an environment; a changed file makes a new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from assistant.errors import AssistantError

Name = Literal["langchain", "langextract", "llamaindex", "bm25s"]
Message = dict[str, Any]

_PYTHON = "3.11"
_ROOT = Path(__file__).resolve().parents[2]


class PeerError(AssistantError):
    """A peer cannot be installed, or its program ended or failed."""


def requirements(name: Name) -> str:
    """The pins of an environment, a package a line."""
    return files("evals.peers").joinpath("requirements", f"{name}.txt").read_text("utf-8")


def version(name: Name, package: str) -> str:
    """The pinned version of a package."""
    pins = dict(line.split("==") for line in requirements(name).splitlines() if "==" in line)
    return pins[package].split(";")[0].strip()


def interpreter(name: Name, cache: Path) -> Path:
    """The Python of an environment under `cache`, which is built with uv if it is not there yet.

    Raises:
        PeerError: uv is missing, or the packages cannot be had.
    """
    digest = hashlib.sha256(requirements(name).encode()).hexdigest()[:12]
    folder = cache / f"peer-{name}-{digest}"
    ready = folder / "ready"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        pins = str(files("evals.peers").joinpath("requirements", f"{name}.txt"))
        _uv("venv", "--python", _PYTHON, str(folder))
        # Copies, not links: nltk refuses to open files that are linked more than once.
        python = str(folder / "bin" / "python")
        _uv("pip", "install", "--link-mode", "copy", "--python", python, "--requirement", pins)
        ready.touch()
    return folder / "bin" / "python"


def _uv(*words: str) -> None:
    # Our own constraints must not reach into a peer's environment, hence --no-config.
    try:
        done = subprocess.run(["uv", "--quiet", "--no-config", *words], capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise PeerError("uv is not installed: it builds the environments of peers") from error
    if done.returncode:
        raise PeerError(f"uv {' '.join(words)!r} failed: {done.stderr.strip()}")


def start(name: Name, cache: Path) -> Worker:
    """The worker of a peer, in its environment."""
    return Worker(interpreter(name, cache), f"evals.peers.workers.{name}")


class Asks(Protocol):
    """What adapters need of a worker."""

    def ask(self, op: str, **request: Any) -> Message:
        """One request, and its answer; PeerError where there is none."""
        ...


class Worker:
    """A module run as a program in the environment of its peer; started at once, ended by `close`."""

    def __init__(self, python: Path, module: str, environment: Mapping[str, str] | None = None) -> None:
        told = os.environ | {"PYTHONPATH": str(_ROOT)} | dict(environment or {})
        self._module = module
        self._process = subprocess.Popen(
            [str(python), "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=_ROOT,
            env=told,
        )

    def ask(self, op: str, **request: Any) -> Message:
        """One request, and its answer.

        Raises:
            PeerError: the program ended, or the peer failed on this request.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"op": op, **request}, ensure_ascii=False) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError as error:
            raise PeerError(f"the program {self._module!r} has ended") from error
        if not line:
            raise PeerError(f"the program {self._module!r} ended with exit code {self._process.wait()}")
        answer: Message = json.loads(line)
        if "error" in answer:
            raise PeerError(f"{self._module}: {answer['error']}")
        return answer

    def close(self) -> None:
        """End the program."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

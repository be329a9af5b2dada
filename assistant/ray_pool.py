"""Reading over Ray: the files are read by the processes of a cluster, of this machine or of several.

The bytes of a file travel with it, so that nothing but this machine needs to see the folder. What speaks to Ray is a
process of its own (`assistant.ray_driver`): Ray ends its driver when the node is lost, takes over its signals, writes
on its output and is set up by its environment, all of which must not happen to the assistant.
"""

from __future__ import annotations

import multiprocessing
import re
import tempfile
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from functools import partial
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from assistant.crew import Pending, Work
from assistant.errors import ConfigurationError
from assistant.ingestion import Outcome, Prepared

_ADDRESS = re.compile(r"[^/]+:\d+")

_START = 180.0
"""Seconds the driver has to start; most of it is Python starting, several times over."""

_PATIENCE = 30.0
"""Seconds the driver has to let go of the cluster; then it is ended."""


def require_ray(address: str | None) -> None:
    """Raises ConfigurationError, naming the remedy, where Ray is not installed or cannot be reached in that way."""
    if find_spec("ray") is None:
        raise ConfigurationError(
            "reading over Ray needs the package `ray`: install rectification-assistant[ray], or leave out --runner ray",
            message_zh="缺少 ray 组件：请安装 rectification-assistant[ray]，或不使用 --runner ray。",
        )
    if address is not None and not _ADDRESS.fullmatch(address):
        raise ConfigurationError(
            f"ASSISTANT_RAY_ADDRESS is {address!r}: it must be HOST:PORT of a cluster that this machine has joined",
            message_zh=f"ASSISTANT_RAY_ADDRESS 应为“主机:端口”（当前为“{address}”），且本机须已用 ray start 加入集群。",
        )


class RayPool:
    """The processes of a Ray cluster, or of one of our own that is started and ended with the pool.

    A process that dies is replaced by Ray, and its file read again; only where the driver itself is lost, everything
    in flight is.
    """

    def __init__(self, workers: int, work: Callable[[], Work], address: str | None, max_bytes: int) -> None:
        """`workers` counts for a cluster of our own, which `address` None means. Raises ConfigurationError."""
        self._work, self._max_bytes = work, max_bytes
        self._sent = 0
        self._told: dict[int, Outcome] = {}
        # Ray's logs and what it cannot hold in memory, which is the text of notices: gone with the pool.
        self._folder = tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True)
        fresh = multiprocessing.get_context("spawn")
        self._pipe, theirs = fresh.Pipe()
        given = (theirs, work, workers, address, self._folder.name)
        self._driver = fresh.Process(target=_drive, args=given, name="ray-driver", daemon=True)
        self._driver.start()
        theirs.close()
        self.workers = self._greeted()

    def submit(self, path: Path) -> Pending:
        """Have a file read. Raises BrokenExecutor where the driver is gone."""
        data = self._bytes(path)
        if data is None:
            # It cannot be opened, or is larger than is read: reading says so without reading.
            return partial(self._work().do, path)
        number, self._sent = self._sent, self._sent + 1
        try:
            self._pipe.send((number, path.name, data))
        except OSError as error:
            raise _lost() from error
        return partial(self._result, number)

    def close(self) -> None:
        """End the driver, and with it the cluster if it is ours."""
        self._pipe.close()
        self._driver.join(_PATIENCE)
        if self._driver.is_alive():
            self._driver.kill()
            self._driver.join()
        self._driver.close()
        self._folder.cleanup()

    def _greeted(self) -> int:
        """How many processes there are to read, which is the first that the driver says."""
        try:
            said: int | ConfigurationError = self._received() if self._pipe.poll(_START) else _no_start()
        except BrokenExecutor:
            said = _no_start()
        if isinstance(said, ConfigurationError):
            self.close()
            raise said
        return said

    def _bytes(self, path: Path) -> bytes | None:
        try:
            return path.read_bytes() if path.stat().st_size <= self._max_bytes else None
        except OSError:
            return None

    def _result(self, number: int) -> Prepared:
        while number not in self._told:
            at, told = self._received()
            self._told[at] = told
        outcome = self._told.pop(number)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _received(self) -> Any:
        """What the driver says next."""
        try:
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _lost() from error


def _lost() -> BrokenExecutor:
    return BrokenExecutor("the driver of Ray has ended")


def _no_start() -> ConfigurationError:
    return ConfigurationError(
        "Ray could not be started: is the address right, and is there room for it in memory and in the folder for "
        "temporary files?",
        message_zh="Ray 未能启动：请检查集群地址、内存和临时文件夹的空间。",
    )


def _drive(pipe: Connection, work: Callable[[], Work], workers: int, address: str | None, folder: str) -> None:
    # Imported here, in the process that speaks to Ray: the assistant never imports it.
    from assistant.ray_driver import drive

    drive(pipe, work, workers, address, Path(folder))

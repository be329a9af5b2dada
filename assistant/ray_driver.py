"""The process that speaks to Ray: files come in over a pipe, and what became of each goes back.

Only this module imports Ray, and only in a process that was started for it: see `assistant.ray_pool`.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.crew import Work, ended
from assistant.errors import ConfigurationError
from assistant.ingestion import Outcome, Prepared

_TRIES = 3
"""A process may be lost through no fault of the file it read: a machine goes down, others fill its memory."""

_STORE = 256 * 2**20
"""Bytes that files and reports on their way may take in memory; what is above goes to the folder of the pool."""

_KNOCK = 5.0
"""Seconds that the head of a cluster has to answer."""

_LOOPBACK = ("127.0.0.1:", "localhost:", "[::1]:")


def drive(pipe: Connection, work: Callable[[], Work], workers: int, address: str | None, folder: Path) -> None:
    """Say how many processes there are, or why there are none; then read what comes until the pipe is closed."""
    _keep_quiet()
    # What ends the assistant, Ctrl-C or a terminal that is closed, closes the pipe; then there is time to tidy up.
    if hasattr(os, "setsid"):
        os.setsid()
    _set_up(address, folder)
    import ray

    try:
        pipe.send(_connected(workers, address, folder))
        _serve(pipe, work)
    except ConfigurationError as error:
        pipe.send(error)
    finally:
        ray.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def _keep_quiet() -> None:
    """Ray reports on standard output whatever it is told; what matters of it comes back as the outcome of a file."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _set_up(address: str | None, folder: Path) -> None:
    """The environment, which Ray reads when it is imported, and hands down to the processes it starts."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # The processes run in the environment that is there, however this one was started.
    os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"
    if address is None or address.startswith(_LOOPBACK):
        # What Ray does on desktops, where it listens on the loopback address only.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    if address is None:
        os.environ["TMPDIR"] = str(folder)
        os.environ["RAY_AUTH_MODE"] = "token"
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)


def _connected(workers: int, address: str | None, folder: Path) -> int:
    """Connect, and count the processes that can read. Raises ConfigurationError."""
    import ray
    from ray.exceptions import RayError

    own: dict[str, Any] = {
        "address": "local", "num_cpus": workers, "include_dashboard": False, "object_store_memory": _STORE,
        "_node_ip_address": "127.0.0.1", "_temp_dir": str(folder),
    }  # fmt: skip
    try:
        if address is not None:
            _knock(address)
        ray.init(**(own if address is None else {"address": address}), log_to_driver=False)
    except (OSError, RuntimeError, ValueError, RayError) as error:
        where = "on this machine" if address is None else f"at {address!r} (ASSISTANT_RAY_ADDRESS)"
        raise ConfigurationError(
            f"Ray cannot be used {where}: {error}", message_zh=f"无法使用 Ray（{address or '本机'}）：{error}"
        ) from error
    found = int(ray.cluster_resources().get("CPU", 0))
    if found < 1:
        raise ConfigurationError(
            f"the Ray cluster at {address!r} has no processor to read with: start nodes with --num-cpus",
            message_zh=f"Ray 集群（{address}）没有可用的处理器：请用 --num-cpus 启动节点。",
        )
    return found


def _knock(address: str) -> None:
    """Raises OSError or ValueError where nobody is there; Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK).close()


def _serve(pipe: Connection, work: Callable[[], Work]) -> None:
    import ray

    # Ray's own retries would try a file that is too large for the memory without end.
    task = ray.remote(max_retries=0)(_read)
    telling = threading.Lock()

    def answer(number: int, name: str, data: bytes) -> None:
        outcome = _outcome(task, work, name, data)
        with telling:
            pipe.send((number, outcome))

    # A thread for each file in flight, of which the crew bounds the number: they do nothing but wait.
    with ThreadPoolExecutor(1024) as threads:
        while True:
            try:
                number, name, data = pipe.recv()
            except (EOFError, OSError):
                threads.shutdown(wait=False, cancel_futures=True)
                return
            threads.submit(answer, number, name, data)


def _outcome(task: Any, work: Callable[[], Work], name: str, data: bytes) -> Outcome:
    """What became of a file; it is tried again where the process or the machine that read it was lost."""
    import ray
    from ray.exceptions import RayError, RayTaskError

    for _ in range(_TRIES):
        try:
            read: Prepared = ray.get(task.remote(work, name, data))
        except RayTaskError as error:
            return error.cause if isinstance(error.cause, Exception) else error
        except RayError:
            continue
        return read
    return ended(name)


def _read(work: Callable[[], Work], name: str, data: bytes) -> Prepared:
    """In a process of the cluster: read a file of that name and those bytes."""
    with TemporaryDirectory(prefix="assistant-") as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return work().do(path)

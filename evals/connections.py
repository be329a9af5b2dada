"""Every attempt of Python to reach another machine, noted: a process and all that it starts, by the audit hook.

Put the folder that `watching` makes before everything else on `PYTHONPATH`: Python then begins with the hook. What
compiled code does by itself is not seen here; `python -m evals.no_route` sees that too, by the system's own record.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LEDGER = "CONNECTION_LEDGER"
_ROOT = Path(__file__).resolve().parent.parent
_LOCAL_NAMES = ("", "localhost", "None")
_ADDRESSED = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
_NAMED = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0, "socket.gethostbyaddr": 0}


def is_outside(host: str) -> bool:
    """Whether a host, by address or name, is another machine than this one."""
    if host in _LOCAL_NAMES:
        return False
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return True
    return not (address.is_loopback or address.is_unspecified)


@contextmanager
def watching(folder: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """Environment variables under which Python notes its attempts, and the file it notes them in."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("sitecustomize.py").write_text("from evals.connections import watch\n\nwatch()\n", "utf-8")
    ledger = folder / "attempts.txt"
    ledger.touch()
    paths = [str(folder), str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    yield {"PYTHONPATH": os.pathsep.join(paths), _LEDGER: str(ledger)}, ledger


def watch() -> None:
    """Note the attempts of this process from now on."""
    ledger = os.open(os.environ[_LEDGER], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def noted(event: str, args: tuple[object, ...]) -> None:
        host = _host(event, args)
        if host is not None:
            os.write(ledger, f"{event} {host}\n".encode())

    sys.addaudithook(noted)


def attempts(ledger: Path) -> list[tuple[str, str]]:
    """What was noted: the event and the host."""
    lines = (line.partition(" ") for line in ledger.read_text("utf-8").splitlines())
    return [(event, host) for event, _, host in lines]


def _host(event: str, args: tuple[object, ...]) -> str | None:
    """The host of an event; None where it is no attempt, or one inside this machine by a file."""
    if event in _NAMED:
        host = args[_NAMED[event]]
        return host.decode(errors="replace") if isinstance(host, bytes) else str(host)
    if event in _ADDRESSED:
        address = args[_ADDRESSED[event]]
        return str(address[0]) if isinstance(address, tuple) and address else None
    return None

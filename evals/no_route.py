"""Everything in a place without a network: does it work, and does anything so much as try to get out?

    python -m evals.no_route [--reports DIR]

In a network namespace of its own, which has the loopback address and no route, notices are taken in and indexed,
questions asked, documents written, the page served in each language and asked, and the tools of `assistant mcp` used.
Attempts to reach another machine are counted twice: by the system's record of all processes (strace), compiled code
included, and by Python's own hook. A control that does try shows that both counts count. Linux; needs `unshare`.
"""

from __future__ import annotations

import argparse
import fcntl
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import anyio
import httpx2
from mcp import Client, StdioServerParameters, stdio_client

from evals.connections import attempts, is_outside, watching
from evals.page_client import PageClient
from evals.served import ASSISTANT, SAMPLES, Served, clean_environment

_QUESTION = "一共有多少个问题还没有完成整改？"
_PROSE = "采购方面采取了哪些整改措施？"
_CONTROL = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
"""An address that is nobody's, by RFC 5737."""
_CALL = re.compile(
    r"(?:connect|sendto|sendmsg|sendmmsg)\(.*?sa_family=AF_INET6?,.*?(?:inet_addr\(|inet_pton\(AF_INET6, )\"([^\"]+)\""
)
_SIOCSIFFLAGS = 0x8914
_IFF_UP = 1


def use_everything(data: Path, reports: Sequence[Path], environment: Mapping[str, str]) -> list[str]:
    """Use the product as its users do, from an empty folder on; what was done, a line each.

    Raises CalledProcessError, TimeoutError or httpx2.HTTPError where something does not work.
    """

    def run(*arguments: str) -> str:
        command = [*ASSISTANT, *arguments, "--data-dir", str(data)]
        done = subprocess.run(command, check=True, capture_output=True, env=dict(environment), text=True)
        return done.stdout

    run("ingest", *map(str, reports))
    said = [f"took in and indexed {len(reports)} paths"]
    said += [f"answered in {len(run('ask', question, '--llm', 'none'))} characters" for question in (_QUESTION, _PROSE)]
    compared = run("compare", "--topic", "procurement", "--out", str(data / "compared.docx"))
    said.append(f"compared, listed deadlines, audited: {len(compared + run('due') + run('audit'))} characters")
    with Served(data, environment=environment) as server:
        server.wait()
        with httpx2.Client(base_url=server.address, timeout=120) as client:
            sizes = [len(client.get(path).raise_for_status().text) for path in ("/", "/en/")]
            client.post("/api/ask", json={"question": _QUESTION}).raise_for_status()
        with closing(PageClient(server.address, timeout=120)) as page:
            page.open()
            page.ask(_PROSE)
        said.append(f"served pages of {' and '.join(map(str, sizes))} characters, asked by page and interface")
    said.append(f"used {anyio.run(_use_tools, data, environment)} tools")
    return said


async def _use_tools(data: Path, environment: Mapping[str, str]) -> int:
    arguments = [*ASSISTANT[1:], "mcp", "--llm", "none", "--data-dir", str(data)]
    server = StdioServerParameters(command=ASSISTANT[0], args=arguments, env=dict(environment))
    async with Client(stdio_client(server)) as client:
        tools = (await client.list_tools()).tools
        await client.call_tool("search_passages", {"query": _PROSE})
        return len(tools)


def outside_calls(record: str) -> list[str]:
    """The addresses of other machines in a record of strace, one a call."""
    return [host for host in _CALL.findall(record) if is_outside(host)]


def _inside(folder: Path, reports: Path) -> None:
    """In the namespace: bring the loopback address up, use everything."""
    _loopback_up()
    with watching(folder / "watch") as (variables, ledger):
        for line in use_everything(folder / "data", [reports], clean_environment(**variables)):
            sys.stdout.write(line + "\n")
        noted = attempts(ledger)
    outside = [host for _, host in noted if is_outside(host)]
    sys.stdout.write(
        f"Python's hook: {len(noted)} attempts in all, {len(outside)} outside this machine {outside[:5]}\n"
    )


def _loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))


def _recorded(command: Sequence[str], record: Path) -> list[str]:
    """Run a command in a namespace under strace; the outside addresses it tried."""
    # Only calls that reach out stop the process: the rest runs at full speed.
    trace = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(record)]
    subprocess.run(["unshare", "-r", "-n", *trace, *command], check=True, env=clean_environment())
    return outside_calls(record.read_text("utf-8", errors="replace"))


def main() -> None:
    """The command line; exit 1 where anything tried to get out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=SAMPLES / "reports")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        _inside(given.inside, given.reports)
        return
    if missing := [tool for tool in ("unshare", "strace") if shutil.which(tool) is None]:
        raise SystemExit(f"missing: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        control = _recorded([sys.executable, "-c", f"try:\n {_CONTROL}\nexcept OSError:\n pass"], folder / "control")
        again = [sys.executable, "-m", "evals.no_route", "--inside", name, "--reports", str(given.reports.resolve())]
        sys.stdout.flush()
        outside = _recorded(again, folder / "record")
        calls = folder.joinpath("record").read_text("utf-8", errors="replace").count("sa_family=AF_INET")
    sys.stdout.write(f"control: {len(control)} attempt counted of 1\n")
    sys.stdout.write(f"system's record: {calls} calls in all, {len(outside)} outside this machine {outside[:5]}\n")
    if outside or len(control) != 1:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

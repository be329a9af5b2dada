"""Nothing tries to reach another machine; and what does try is seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evals.connections import attempts, is_outside, watching
from evals.no_route import outside_calls, use_everything
from evals.served import SAMPLES, clean_environment


@pytest.mark.parametrize(
    ("host", "outside"),
    [
        ("127.0.0.1", False),
        ("127.8.9.1", False),
        ("::1", False),
        ("localhost", False),
        ("", False),
        ("0.0.0.0", False),
        ("192.0.2.1", True),
        ("10.0.0.5", True),
        ("fe80::1%eth0", True),
        ("models.example", True),
    ],
)
def test_which_hosts_are_other_machines(host: str, outside: bool) -> None:
    assert is_outside(host) is outside


def test_record_of_the_system_is_read() -> None:
    record = """
12 connect(3, {sa_family=AF_UNIX, sun_path="/run/socket"}, 110) = -1 ENOENT
12 connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
12 connect(4, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.7")}, 16) = -1 ENETUNREACH
13 sendto(5, "x", 1, 0, {sa_family=AF_INET6, sin6_port=htons(53), sin6_flowinfo=htonl(0), \
inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1
13 sendmsg(5, {msg_name={sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.53")}, msg_iov=[]}, 0) = 1
13 sendto(7, "GET / HTTP", 10, MSG_NOSIGNAL, NULL, 0) = 10
"""

    assert outside_calls(record) == ["192.0.2.7", "2001:db8::1", "192.0.2.53"]


@pytest.mark.parametrize(
    ("attempt", "host"),
    [
        ("socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9))", "192.0.2.1"),
        ("socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.2', 9))", "192.0.2.2"),
        ("socket.getaddrinfo('models.invalid', 443)", "models.invalid"),
    ],
)
def test_attempt_of_any_process_below_is_noted(tmp_path: Path, attempt: str, host: str) -> None:
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {f'import socket; {attempt}'!r}])"

    with watching(tmp_path) as (variables, ledger):
        subprocess.run([sys.executable, "-c", program], env=clean_environment(**variables), capture_output=True)

        assert [found for _, found in attempts(ledger) if is_outside(found)] == [host]


def test_nothing_that_users_do_reaches_out(tmp_path: Path) -> None:
    notice = min((SAMPLES / "reports").iterdir(), key=lambda path: path.stat().st_size)

    with watching(tmp_path / "watch") as (variables, ledger):
        said = use_everything(tmp_path / "data", [notice], clean_environment(**variables))

        assert len(said) == 6
        assert [each for each in attempts(ledger) if is_outside(each[1])] == []

"""`assistant user`: what it changes in the users file, what it prints, and how it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.access.users import Users

PASSWORD = "correct horse battery"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(tmp_path / "data" / "users.txt")


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(cli.app, ["user", *arguments], input=given)


def test_user_is_added_changed_and_removed(users: Users) -> None:
    added = run("add", "alice", "--password-stdin", given=PASSWORD + "\n")
    assert (added.exit_code, added.stdout) == (0, "")
    assert users.check("alice", PASSWORD)

    changed = run("password", "alice", "--password-stdin", given="another password\r\n")
    assert changed.exit_code == 0
    assert users.check("alice", "another password")

    assert run("remove", "alice").exit_code == 0
    assert users.names() == []


def test_token_is_the_only_thing_on_stdout_and_can_be_revoked(users: Users) -> None:
    users.add("alice", PASSWORD)

    token = run("token", "alice").stdout.strip()
    assert users.user_of_token(token) == "alice"
    assert json.loads(run("list", "--json").stdout) == [{"name": "alice", "token": True}]

    assert run("token", "alice", "--revoke").stdout == ""
    assert users.user_of_token(token) is None
    assert run("list").stdout == "alice\n"


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (["add", "alice", "--password-stdin"], PASSWORD, "已有用户“alice”。"),
        (["add", "bob", "--password-stdin"], "short", "密码长度为 10 到 256 个字符。"),
        (["add", "bob"], PASSWORD, "没有终端可供输入密码，请用 --password-stdin。"),
        (["password", "bob", "--password-stdin"], PASSWORD, "没有用户“bob”。"),
        (["remove", "bob"], "", "没有用户“bob”。"),
        (["token", "bob"], "", "没有用户“bob”。"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(users: Users, arguments: list[str], given: str, said: str) -> None:
    users.add("alice", PASSWORD)

    result = run(*arguments, given=given)

    assert (result.exit_code, result.stdout, result.stderr.strip()) == (1, "", said)
    assert users.names() == ["alice"]

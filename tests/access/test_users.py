"""The users file: hashes only, private, read anew where it changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.access.users import Users
from assistant.errors import AccessError

FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "correct horse battery"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "users.txt"


@pytest.fixture
def users(path: Path) -> Users:
    users = Users(path, FAST)
    users.add("alice", PASSWORD)
    return users


def test_file_holds_hashes_and_is_private(users: Users, path: Path) -> None:
    token = users.give_token("alice")

    text = path.read_text(encoding="utf-8")
    assert text.startswith("alice:$argon2id$")
    assert PASSWORD not in text
    assert token not in text
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "password", "right"),
    [("alice", PASSWORD, True), ("alice", "wrong password", False), ("bob", PASSWORD, False), ("", "", False)],
)
def test_only_the_right_password_is_right(users: Users, name: str, password: str, right: bool) -> None:
    assert users.check(name, password) is right


@pytest.mark.parametrize(
    ("name", "password"),
    [("a:b", PASSWORD), ("", PASSWORD), ("bob\n", PASSWORD), ("bob", "short"), ("bob", "x" * 257), ("alice", PASSWORD)],
    ids=["colon", "no name", "line break", "short", "long", "there already"],
)
def test_names_and_passwords_that_will_not_do(users: Users, name: str, password: str) -> None:
    with pytest.raises(AccessError):
        users.add(name, password)

    assert users.names() == ["alice"]


def test_changed_password_replaces_the_old_one_and_keeps_the_token(users: Users) -> None:
    token, before = users.give_token("alice"), users.stamp("alice")

    users.change_password("alice", "another password")

    assert not users.check("alice", PASSWORD)
    assert users.check("alice", "another password")
    assert users.user_of_token(token) == "alice"
    assert users.stamp("alice") != before


def test_token_is_its_users_until_replaced_revoked_or_removed(users: Users) -> None:
    users.add("bob", PASSWORD)
    first, bobs = users.give_token("alice"), users.give_token("bob")
    second = users.give_token("alice")

    assert [users.user_of_token(token) for token in (first, second, bobs, "")] == [None, "alice", "bob", None]
    users.revoke_token("alice")
    users.remove("bob")
    assert [users.user_of_token(token) for token in (second, bobs)] == [None, None]
    assert not users.has_token("alice")


@pytest.mark.parametrize("change", [Users.remove, Users.give_token, Users.revoke_token])
def test_unknown_user_is_said(users: Users, change: object) -> None:
    with pytest.raises(AccessError, match="no user 'bob'"):
        change(users, "bob")  # type: ignore[operator]


def test_change_by_another_process_is_seen(users: Users, path: Path) -> None:
    assert users.names() == ["alice"]

    Users(path, FAST).add("bob", PASSWORD)
    assert users.check("bob", PASSWORD)

    Users(path, FAST).remove("alice")
    assert users.stamp("alice") is None


def test_damaged_lines_let_nobody_in(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("alice\nbob:\ncarol:x:\n:::::\n", encoding="utf-8")

    users = Users(path, FAST)

    assert not any(users.check(name, "") for name in ("alice", "bob", "carol", ""))
    assert users.user_of_token("") is None

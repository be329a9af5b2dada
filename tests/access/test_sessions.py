"""Sessions end with their time, their user, or the user's password."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.access.sessions import SESSION_SECONDS, Sessions
from assistant.access.users import Users

FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def users(tmp_path: Path) -> Users:
    users = Users(tmp_path / "users.txt", FAST)
    users.add("alice", "correct horse battery")
    return users


def test_session_is_its_users_and_nobody_elses(users: Users) -> None:
    sessions = Sessions(users)
    token = sessions.begin("alice")

    assert sessions.user(token) == "alice"
    assert [sessions.user(other) for other in (None, "", token[:-1], "forged")] == [None] * 4


@pytest.mark.parametrize(
    "end",
    [
        lambda users, sessions, clock, token: sessions.end(token),
        lambda users, sessions, clock, token: users.remove("alice"),
        lambda users, sessions, clock, token: users.change_password("alice", "another password"),
        lambda users, sessions, clock, token: setattr(clock, "now", SESSION_SECONDS + 1.0),
    ],
    ids=["logout", "user removed", "password changed", "time over"],
)
def test_what_ends_a_session(users: Users, end: Callable[[Users, Sessions, Clock, str], None]) -> None:
    clock = Clock()
    sessions = Sessions(users, clock)
    token = sessions.begin("alice")

    end(users, sessions, clock, token)

    assert sessions.user(token) is None

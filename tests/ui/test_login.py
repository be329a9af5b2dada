"""The login: nothing without a session, guessing is slowed, hashes only."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from assistant.core import Assistant
from assistant.errors import ConfigurationError
from assistant.settings import Settings
from assistant.ui.login import COOKIE, LoginGate, RateLimit, Sessions
from assistant.ui.users import Users

PASSWORD = "correct horse battery"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def users(tmp_path: Path) -> Users:
    users = Users(tmp_path / "users.txt")
    users.add("alice", PASSWORD)
    return users


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(users: Users, clock: Clock) -> TestClient:
    app = PlainTextResponse("the page")
    return TestClient(LoginGate(app, users, Sessions(clock), RateLimit(clock)), follow_redirects=False)


def log_in(client: TestClient, name: str = "alice", password: str = PASSWORD) -> int:
    return client.post("/login", data={"name": name, "password": password}).status_code


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/run/predict", "/login/../config", "/file=/etc/passwd"])
def test_nothing_is_served_without_a_session(client: TestClient, path: str) -> None:
    assert client.get(path).text != "the page"
    assert client.post(path).text != "the page"


def test_a_browser_is_sent_to_the_form(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "text/html"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert "密码" in client.get("/login").text


def test_right_password_opens_and_logging_out_closes(client: TestClient) -> None:
    assert log_in(client) == 303
    assert client.get("/").text == "the page"

    client.post("/logout")

    assert client.get("/").status_code == 401


def test_session_ends_after_half_a_day(client: TestClient, clock: Clock) -> None:
    log_in(client)

    clock.now += 12 * 3600 + 1

    assert client.get("/").status_code == 401


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    cookie = client.post("/login", data={"name": "alice", "password": PASSWORD}).headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize(("name", "password"), [("alice", "wrong"), ("nobody", PASSWORD), ("", ""), ("alice", "")])
def test_wrong_credentials_are_refused_alike(client: TestClient, name: str, password: str) -> None:
    answer = client.post("/login", data={"name": name, "password": password})

    assert answer.status_code == 401
    assert "用户名或密码不对" in answer.text
    assert COOKIE not in answer.cookies


def test_guessing_is_slowed_down_and_then_let_again(client: TestClient, clock: Clock) -> None:
    for _ in range(5):
        assert log_in(client, password="wrong") == 401

    assert log_in(client) == 429

    clock.now += 301
    assert log_in(client) == 303


def test_forged_session_opens_nothing(client: TestClient) -> None:
    client.cookies.set(COOKIE, "forged")

    assert client.get("/").status_code == 401


def test_huge_form_is_no_login(client: TestClient) -> None:
    assert log_in(client, password="x" * 100_000) == 401


def test_users_file_holds_hashes_and_is_private(users: Users, tmp_path: Path) -> None:
    path = tmp_path / "users.txt"

    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("alice:$argon2id$")
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "password"), [("a:b", PASSWORD), ("", PASSWORD), ("bob\n", PASSWORD), ("bob", "short")]
)
def test_names_and_passwords_that_will_not_do(users: Users, name: str, password: str) -> None:
    with pytest.raises(ValueError):
        users.add(name, password)


def test_removed_user_is_out(users: Users) -> None:
    users.remove("alice")

    assert users.names() == []
    assert not users.check("alice", PASSWORD)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_no_host_but_this_machine_without_users(tmp_path: Path, host: str) -> None:
    from assistant.ui import launch

    settings = Settings(_env_file=None, data_dir=tmp_path, host=host, llm="none")  # type: ignore[call-arg]
    with Assistant.open(settings) as assistant, pytest.raises(ConfigurationError, match="add a user first"):
        launch(assistant, settings, block=False)

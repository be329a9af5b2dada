"""The login: nothing without a session or a token, guessing is slowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from assistant.access.limits import Failures
from assistant.access.sessions import Sessions
from assistant.access.users import Users
from assistant.core import Assistant
from assistant.errors import ConfigurationError
from assistant.settings import Settings
from assistant.ui.login import COOKIE, LoginGate, user_of

PASSWORD = "correct horse battery"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def users(tmp_path: Path) -> Users:
    users = Users(tmp_path / "users.txt", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    users.add("alice", PASSWORD)
    return users


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(users: Users, clock: Clock) -> TestClient:
    app = PlainTextResponse("the page")
    return TestClient(LoginGate(app, users, Sessions(users, clock), Failures(clock)), follow_redirects=False)


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


def test_token_of_a_user_opens_the_interface_and_nothing_else(client: TestClient, users: Users) -> None:
    as_program = {"authorization": f"Bearer {users.give_token('alice')}"}

    assert client.get("/api/due", headers=as_program).text == "the page"
    assert client.get("/", headers=as_program).status_code == 401
    users.revoke_token("alice")
    assert client.get("/api/due", headers=as_program).status_code == 401


def test_session_opens_the_interface_too(client: TestClient) -> None:
    assert client.get("/api/due").headers["www-authenticate"] == "Bearer"
    log_in(client)

    assert client.get("/api/due").text == "the page"


def test_guessing_tokens_is_slowed_down(client: TestClient, users: Users, clock: Clock) -> None:
    as_program = {"authorization": f"Bearer {users.give_token('alice')}"}
    for _ in range(5):
        assert client.get("/api/due", headers={"authorization": "Bearer guessed"}).status_code == 401

    assert client.get("/api/due", headers=as_program).status_code == 401
    clock.now += 301
    assert client.get("/api/due", headers=as_program).status_code == 200


@pytest.mark.parametrize("end", ["remove", "change"])
def test_session_ends_with_user_and_password(client: TestClient, users: Users, end: str) -> None:
    log_in(client)

    users.remove("alice") if end == "remove" else users.change_password("alice", "another password")

    assert client.get("/").status_code == 401


def test_who_asks_is_told_to_what_comes_behind(users: Users) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(user_of(Request(scope)) or "nobody")(scope, receive, send)

    client = TestClient(LoginGate(app, users, Sessions(users), Failures()), follow_redirects=False)
    log_in(client)

    assert client.get("/").text == "alice"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_no_host_but_this_machine_without_users(tmp_path: Path, host: str) -> None:
    from assistant.ui import launch

    settings = Settings(_env_file=None, data_dir=tmp_path, host=host, llm="none")  # type: ignore[call-arg]
    with Assistant.open(settings) as assistant, pytest.raises(ConfigurationError, match="add a user first"):
        launch(assistant, settings, block=False)

"""The page and the interface as they are really served: behind their guard, on this machine and behind the login."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from assistant.access.users import users_of
from assistant.core import Assistant
from assistant.settings import Settings
from assistant.ui.serving import launch, serve_behind_login

PASSWORD = "a long enough password"
NOTICE = """云岭县医院党委关于巡察整改进展情况的通报

（一）物资验收把关不严
整改情况：已完成。
一是修订《物资验收办法》，实行双人验收。

（二）投诉处理不及时
整改情况：未完成。
一是设立投诉专线，预计2025年3月底前建成投诉管理平台。
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("data"), llm="none", port=0)  # type: ignore[call-arg]


@pytest.fixture(scope="module")
def assistant(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    source = tmp_path_factory.mktemp("notices") / "yun.txt"
    source.write_text(NOTICE, "utf-8")
    with Assistant.open(settings) as opened:
        list(opened.ingest([source], index=False))
        yield opened


def served(serve: Callable[..., str], assistant: Assistant, settings: Settings) -> str:
    """Inside a loop: without one, Gradio makes one for each part of a page and never closes it."""

    async def serving() -> str:
        return serve(assistant, settings, block=False)

    return asyncio.run(serving())


@pytest.fixture(scope="module")
def address(assistant: Assistant, settings: Settings) -> str:
    return served(launch, assistant, settings)


@pytest.fixture
def client(address: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def guarded(assistant: Assistant, settings: Settings) -> str:
    users_of(settings).add("alice", PASSWORD)
    return served(serve_behind_login, assistant, settings)


@pytest.fixture
def stranger(guarded: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=guarded, timeout=30) as client:
        yield client


def test_page_and_interface_stand_beside_each_other(client: httpx2.Client) -> None:
    page, reports = client.get("/"), client.get("/api/reports")

    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert reports.json()["items"][0]["findings"] == 2
    assert client.post("/api/ask", json={"question": "哪些问题没有完成整改？"}).json()["citations"]
    assert client.get("/config").status_code == client.get("/en/config").status_code == 200


def test_page_says_what_it_may_load(client: httpx2.Client) -> None:
    headers = client.get("/").headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "path",
    ["gradio_api/file=/etc/passwd", "gradio_api/file=records.db", "gradio_api/proxy=http://127.0.0.1/", "monitoring",
     "gradio_api/openapi.json", "gradio_api/vibe-code", "docs", "static/../../../../../../etc/passwd",
     "assets/%2e%2e/%2e%2e/%2e%2e/app.py"],
)  # fmt: skip
def test_nothing_of_the_machine_is_served(client: httpx2.Client, path: str) -> None:
    answer = client.get(f"/{path}")

    assert answer.status_code in (403, 404)
    assert "root:" not in answer.text


def test_page_elsewhere_reaches_nothing(client: httpx2.Client) -> None:
    rebound = client.get("/api/reports", headers={"host": "attacker.example"})
    foreign = client.post("/gradio_api/upload", headers={"origin": "https://attacker.example"}, files={"files": b"x"})

    assert (rebound.status_code, foreign.status_code) == (421, 403)


def test_upload_lies_in_a_folder_of_our_own_and_is_not_served(client: httpx2.Client, settings: Settings) -> None:
    answer = client.post("/gradio_api/upload", files={"files": ("../../out.txt", b"a notice", "text/plain")})

    (place,) = answer.json()
    incoming = settings.data_dir.resolve() / "incoming"
    assert Path(place).is_relative_to(incoming)
    assert incoming.stat().st_mode & 0o077 == 0
    assert client.get(f"/gradio_api/file={place}").status_code == 404


@pytest.mark.parametrize("place", ["notice outside", "http://127.0.0.1:9/notice.txt"])
def test_no_event_makes_the_server_read_or_fetch_what_was_not_uploaded(
    client: httpx2.Client, assistant: Assistant, tmp_path: Path, place: str
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(NOTICE.replace("云岭县", "清河县"), "utf-8")
    config = client.get("/config").json()
    box = next(each["id"] for each in config["components"] if each["type"] == "file")
    step = next(each for each in config["dependencies"] if [box, "upload"] in each["targets"])
    named = {"path": str(outside) if place == "notice outside" else place, "meta": {"_type": "gradio.FileData"}}
    body = {"data": [[named]], "fn_index": step["id"], "session_hash": "a1"}

    assert client.post("/gradio_api/queue/join", json=body).status_code == 403
    assert [row.source for row in assistant.reports()] == ["yun.txt"]


def test_upload_beyond_the_limit_is_refused(client: httpx2.Client, settings: Settings) -> None:
    content = b"x" * (settings.max_upload_mb * 2**20 + 1)

    assert client.post("/gradio_api/upload", files={"files": ("a.txt", content, "text/plain")}).status_code == 413


@pytest.mark.parametrize("path", ["/", "/config", "/api/reports", "/gradio_api/info", "/assets/x.js", "/en/"])
def test_stranger_gets_nothing_but_the_form(stranger: httpx2.Client, path: str) -> None:
    assert stranger.get(path).status_code == 401
    assert stranger.get(path, headers={"accept": "text/html"}).headers["location"] == "/login"


def test_user_gets_page_and_interface_by_session_and_programs_by_token(
    stranger: httpx2.Client, settings: Settings
) -> None:
    token = users_of(settings).give_token("alice")
    assert stranger.get("/api/reports", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert stranger.get("/config", headers={"authorization": f"Bearer {token}"}).status_code == 401

    stranger.post("/login", data={"name": "alice", "password": PASSWORD})

    assert stranger.get("/config").json()["username"] == "alice"
    assert stranger.get("/api/reports").status_code == 200


def test_too_many_requests_of_a_program_are_held_up(assistant: Assistant, settings: Settings) -> None:
    few = settings.model_copy(update={"requests_per_minute": 8})

    with httpx2.Client(base_url=served(launch, assistant, few), timeout=30) as client:
        assert [client.get("/api/reports").status_code for _ in range(3)] == [200, 200, 429]
        assert client.get("/").status_code == 200

"""What no visitor would send is refused before anything else sees it."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from assistant.access.guard import Guard
from assistant.access.turnstile import VISITOR, Turnstile


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    await Request(scope, receive).body()
    await PlainTextResponse("the page")(scope, receive, send)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Guard(page, upload_mb=1, only_loopback=True, mounts=("/en", "")), "http://127.0.0.1:7860")


@pytest.mark.parametrize(
    "path",
    [
        "/", "/en", "/en/", "/config", "/en/config", "/assets/index-1.js", "/en/assets/index-1.js", "/theme.css",
        "/gradio_api/queue/join", "/gradio_api/queue/data?session_hash=1", "/gradio_api/run/predict",
        "/en/gradio_api/upload?upload_id=1", "/gradio_api/heartbeat/abc1", "/login", "/language/en", "/api/reports",
    ],
)  # fmt: skip
def test_what_the_page_needs_is_offered(client: TestClient, path: str) -> None:
    assert client.get(path).text == "the page"


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd", "/gradio_api/file/etc/passwd", "/en/gradio_api/file=records.db",
        "/gradio_api/proxy=http://example.org/", "/gradio_api/vibe-code", "/monitoring", "/monitoring/summary",
        "/gradio_api/dev/reload", "/gradio_api/runs", "/gradio_api/openapi.json", "/gradio_api/deep_link", "/docs",
        "/openapi.json", "/gradio_api/mcp/", "/records.db", "/api", "/api/", "/gradio_api/stream/1", "/enx",
        "/gradio_api/process_recording", "/gradio_api/component_server", "//etc/passwd",
    ],
)  # fmt: skip
def test_everything_else_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(f"http://127.0.0.1:7860{path}").status_code == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7860", 200),
        ("localhost", 200),
        ("LOCALHOST:80", 200),
        ("[::1]:7860", 200),
        ("127.0.0.2:7860", 200),
        ("192.0.2.1:7860", 421),
        ("attacker.example", 421),
        ("127.0.0.1.attacker.example:7860", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
def test_names_of_other_sites_that_point_here_are_refused(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {}, 200),
        ("POST", {"sec-fetch-site": "same-origin"}, 200),
        ("POST", {"sec-fetch-site": "none"}, 200),
        ("POST", {"sec-fetch-site": "cross-site"}, 403),
        ("POST", {"sec-fetch-site": "same-site"}, 403),
        ("POST", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 403),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ("POST", {"origin": "http://127.0.0.1:7860"}, 200),
        ("POST", {"origin": "http://127.0.0.1:9999"}, 403),
        ("POST", {"origin": "https://attacker.example"}, 403),
        ("POST", {"origin": "null"}, 403),
        ("GET", {"origin": "https://attacker.example"}, 403),
    ],
)
def test_requests_of_other_sites_are_refused(
    client: TestClient, method: str, headers: dict[str, str], status: int
) -> None:
    assert client.request(method, "/gradio_api/run/predict", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/api/ask", 64 * 1024, 200),
        ("/api/ask", 64 * 1024 + 1, 413),
        ("/gradio_api/run/predict", 2**20, 200),
        ("/gradio_api/run/predict", 9 * 2**20, 413),
        ("/gradio_api/upload", 9 * 2**20, 200),
        ("/en/gradio_api/upload", 11 * 2**20, 413),
    ],
)
def test_bodies_are_limited(client: TestClient, path: str, size: int, status: int) -> None:
    assert client.post(path, content=b"x" * size).status_code == status


def test_body_of_unknown_length_is_refused(client: TestClient) -> None:
    assert client.post("/api/ask", content=iter([b"x"])).status_code == 411


def test_every_answer_has_its_headers(client: TestClient) -> None:
    for path, status in (("/", 200), ("/docs", 404)):
        answer = client.get(path)
        assert answer.status_code == status
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cache-control"] == "no-store"
    assert "cache-control" not in client.get("/assets/index-1.js").headers


def test_no_web_socket(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/gradio_api/queue/join"):
        pass


def test_any_host_will_do_where_a_login_stands_behind() -> None:
    assert TestClient(Guard(page, upload_mb=1), "http://reports.example").get("/").status_code == 200


def test_turnstile_counts_users_apart_and_reading_the_page_not_at_all() -> None:
    turnstile = Turnstile(page, api_per_minute=8, page_per_minute=4)

    def client(user: str) -> TestClient:
        async def as_user(scope: Scope, receive: Receive, send: Send) -> None:
            await turnstile({**scope, VISITOR: user}, receive, send)

        return TestClient(as_user)

    assert [client("alice").get("/api/due").status_code for _ in range(3)] == [200, 200, 429]
    assert client("bob").get("/api/due").status_code == 200
    assert [client("alice").post("/gradio_api/run/predict").status_code for _ in range(2)] == [200, 429]
    assert {client("alice").get("/").status_code for _ in range(5)} == {200}
    assert int(client("alice").get("/api/due").headers["retry-after"]) in range(1, 9)

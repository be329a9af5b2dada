"""An event may name files that were uploaded, and no others, wherever in it they are named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from assistant.access.files import OwnFilesOnly

META = {"_type": "gradio.FileData"}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope, receive)
    await PlainTextResponse((await request.body()).decode())(scope, receive, send)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "incoming"
    (folder / "abc").mkdir(parents=True)
    (folder / "abc" / "a.txt").write_text("a notice", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (folder / "abc" / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def client(folder: Path) -> TestClient:
    return TestClient(OwnFilesOnly(echo, folder))


def event(value: Any) -> str:
    return json.dumps({"data": [value], "fn_index": 1})


@pytest.mark.parametrize(
    "value",
    [
        "问题",
        None,
        {"path": "/etc/passwd"},
        [{"path": "FOLDER/abc/a.txt", "meta": META}],
        {"files": [{"file": {"path": "FOLDER/abc/a.txt", "meta": META}}]},
    ],
)
def test_what_was_uploaded_goes_through_unchanged(client: TestClient, folder: Path, value: Any) -> None:
    body = event(value).replace("FOLDER", str(folder))

    answer = client.post("/gradio_api/queue/join", content=body)

    assert (answer.status_code, answer.text) == (200, body)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "FOLDER/../secret.txt",
        "FOLDER/abc/../../secret.txt",
        "FOLDER/abc/link.txt",
        "FOLDERx/a.txt",
        "secret.txt",
        "",
        "FOLDER/\0",
        "http://127.0.0.1/a.txt",
        "https://example.org/a.txt",
        "file:///etc/passwd",
        7,
    ],
)
@pytest.mark.parametrize("address", ["/gradio_api/queue/join", "/en/gradio_api/run/predict"])
def test_other_files_and_addresses_are_refused(client: TestClient, folder: Path, address: str, path: object) -> None:
    named = path.replace("FOLDER", str(folder)) if isinstance(path, str) else path

    for value in ({"path": named, "meta": META}, [{"deep": [{"path": named, "meta": None}]}]):
        assert client.post(address, content=event(value)).status_code == 403


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000], ids=["cut off", "no text", "too deep"])
def test_what_cannot_be_looked_at_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post("/gradio_api/run/predict", content=body).status_code == 403


def test_other_encodings_hide_nothing(client: TestClient) -> None:
    body = event({"path": "/etc/passwd", "meta": META}).encode("utf-16")

    assert client.post("/gradio_api/run/predict", content=body).status_code == 403


@pytest.mark.parametrize(
    ("method", "address"), [("GET", "/gradio_api/queue/data"), ("POST", "/gradio_api/upload"), ("POST", "/api/ask")]
)
def test_what_is_no_event_is_not_looked_at(client: TestClient, method: str, address: str) -> None:
    assert client.request(method, address, content=b"{").text == "{"

"""The interface over HTTP: addresses, parameters, errors, and a schema without a page."""

from __future__ import annotations

import csv
import io
import json

import pytest
from starlette.testclient import TestClient

from assistant.api.routes import build_api
from assistant.core import Assistant


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    return TestClient(build_api(assistant))


@pytest.mark.parametrize(
    ("address", "total"),
    [
        ("/reports", 2),
        ("/reports?limit=1", 2),
        ("/findings", 5),
        ("/findings?hospital=云岭县医院&status=completed&status=unfinished", 2),
        ("/findings?holding=amounts&holding=rules&offset=0&limit=1", 1),
        ("/compare?theme=采购&hospital=云岭县医院&hospital=石泉市中医院", 2),
        ("/due?as_of=2026-01-01&state=overdue", 1),
        ("/audit?severity=high", 0),
    ],
)
def test_lists_say_how_many_there_are(client: TestClient, address: str, total: int) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.json()["total"] == total


def test_question_is_answered_with_its_words(client: TestClient) -> None:
    answer = client.post("/ask", json={"question": "云岭县医院追回了多少钱？", "history": []}).json()

    assert "3.5万" in answer["answer"]
    assert answer["citations"][0].keys() == {"hospital", "source", "finding", "label", "quote", "start", "end"}
    assert client.get("/passages", params={"query": "追回货款"}).json()["items"][0]["source"] == "yun.txt"


def test_answer_is_saved_with_the_words_of_every_record(client: TestClient) -> None:
    asked = {"question": "哪些问题没有完成整改？"}

    saved = client.post("/ask/table", json=asked)
    book = client.post("/ask/table", json=asked | {"format": "xlsx"})

    lines = list(csv.reader(io.StringIO(saved.content.decode("utf-8-sig"))))
    assert saved.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="answer.csv"' in saved.headers["content-disposition"]
    assert lines[0][-1] == "来源"
    assert any("yun.txt（（二）投诉处理不及时）" in line[-1] for line in lines[1:])
    assert book.content.startswith(b"PK")
    assert client.post("/ask", json=asked).json()["left"] == 0


@pytest.mark.parametrize(
    ("method", "address", "body", "status", "said"),
    [
        ("GET", "/findings?hospital=南坪医院", None, 404, "没有“南坪医院”的通报"),
        ("GET", "/findings?status=done", None, 422, "not_stated"),
        ("GET", "/findings?limit=1000", None, 422, "100"),
        ("GET", "/findings?color=red", None, 422, "color"),
        ("GET", "/due?as_of=yesterday", None, 422, "as_of"),
        ("POST", "/ask", {"question": " "}, 422, "问题"),
        ("POST", "/ask", {"question": "问", "llm": "openai"}, 422, "llm"),
        ("POST", "/ask", {}, 422, "question"),
        ("POST", "/ask/table", {"question": "问", "format": "docx"}, 422, "csv"),
        ("GET", "/ask", None, 405, ""),
        ("GET", "/docs", None, 404, ""),
        ("GET", "/redoc", None, 404, ""),
    ],
)
def test_what_cannot_be_answered_is_said(
    client: TestClient, method: str, address: str, body: object, status: int, said: str
) -> None:
    answer = client.request(method, address, json=body)

    assert answer.status_code == status
    assert said in json.dumps(answer.json(), ensure_ascii=False)


def test_form_of_another_site_is_no_question(client: TestClient) -> None:
    answer = client.post("/ask", content='{"question": "问"}', headers={"content-type": "text/plain"})

    assert answer.status_code == 422


def test_schema_describes_every_address(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    assert set(paths) == {"/reports", "/findings", "/passages", "/compare", "/due", "/audit", "/ask", "/ask/table"}
    assert all(each["description"] for path in paths.values() for each in path.values())

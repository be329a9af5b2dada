"""The tools as a client of the protocol sees them, in memory and over stdio."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from assistant.api.mcp_server import build_server
from assistant.core import Assistant

TOOLS = {"query_findings", "search_passages", "compare", "due", "audit", "ask"}


def asked(assistant: Assistant, use: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with Client(build_server(assistant)) as client:
            return await use(client)

    return anyio.run(run)


def called(assistant: Assistant, tool: str, **arguments: Any) -> Any:
    return asked(assistant, lambda client: client.call_tool(tool, arguments))


def test_tools_are_typed_and_only_read(assistant: Assistant) -> None:
    tools = asked(assistant, lambda client: client.list_tools()).tools

    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert tool.output_schema
    by_name = {tool.name: tool.input_schema["properties"] for tool in tools}
    assert "not_stated" in json.dumps(by_name["query_findings"]["status"])
    assert by_name["query_findings"]["limit"]["maximum"] == 100


@pytest.mark.parametrize(
    ("tool", "arguments", "total"),
    [
        ("query_findings", {}, 5),
        ("query_findings", {"hospital": ["云岭县医院"], "status": ["unfinished"], "limit": 1}, 1),
        ("query_findings", {"due_from": "2025-03-01", "due_to": "2025-03-31"}, 1),
        ("compare", {"theme": "采购"}, 2),
        ("due", {"as_of": "2026-01-01", "state": ["overdue"]}, 1),
        ("audit", {"severity": ["high"]}, 0),
    ],
)
def test_lists_come_as_data(assistant: Assistant, tool: str, arguments: dict[str, Any], total: int) -> None:
    result = called(assistant, tool, **arguments)

    assert not result.is_error
    assert result.structured_content["total"] == total


def test_question_and_passages_come_with_their_words(assistant: Assistant) -> None:
    answer = called(assistant, "ask", question="云岭县医院追回了多少钱？").structured_content
    passage = called(assistant, "search_passages", query="追回货款", limit=1).structured_content["items"][0]

    for words in (answer["citations"][0], passage):
        assert assistant.text(words["source"])[words["start"] : words["end"]] == words["quote"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("query_findings", {"hospital": ["南坪医院"]}, "没有“南坪医院”的通报"),
        ("query_findings", {"status": ["done"]}, "status"),
        ("due", {"limit": 1000}, "limit"),
        ("ask", {"question": "   "}, "问题"),
    ],
)
def test_error_reaches_the_model_as_words(
    assistant: Assistant, tool: str, arguments: dict[str, Any], said: str
) -> None:
    result = called(assistant, tool, **arguments)

    assert result.is_error
    assert said in result.content[0].text


def test_command_serves_the_tools_on_stdio(tmp_path: Path) -> None:
    command = ["-c", "from assistant.cli import main; main()", "--data-dir", str(tmp_path), "mcp", "--llm", "none"]

    async def run() -> Any:
        async with Client(stdio_client(StdioServerParameters(command=sys.executable, args=command))) as client:
            return (await client.list_tools()).tools, await client.call_tool("query_findings", {})

    tools, result = anyio.run(run)

    assert {tool.name for tool in tools} == TOOLS
    assert result.structured_content["total"] == 0

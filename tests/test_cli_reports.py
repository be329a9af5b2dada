"""The commands that make documents, over two sample notices."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant import cli
from assistant.core import Assistant
from assistant.settings import Settings

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    notices = [path for name in ("s03", "s07") for path in cli.SAMPLES.glob(f"{name}*")]
    with Assistant.open(Settings(data_dir=folder, llm="none")) as assistant:
        for _ in assistant.ingest(notices, index=False):
            pass
    return folder


@pytest.fixture
def run(data_dir: Path) -> Run:
    return lambda *arguments: CliRunner().invoke(cli.app, ["--data-dir", str(data_dir), *map(str, arguments)])


def test_compare_writes_markdown_to_stdout_and_every_hospital_is_in_it(run: Run) -> None:
    result = run("compare", "--topic", "procurement")

    assert result.exit_code == 0
    assert result.stdout.startswith("# 整改情况比较：采购与招投标\n")
    assert "江岭大学附属医院" in result.stdout
    assert "霁河矿业总医院" in result.stdout


@pytest.mark.parametrize(("format", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")])
def test_compare_writes_office_files(run: Run, tmp_path: Path, format: str, part: str) -> None:
    out = tmp_path / "deep" / f"x.{format}"
    result = run("compare", "--topic", "drugs", "--hospital", "江岭", "--format", format, "--out", out)

    assert (result.exit_code, result.stdout) == (0, "")
    with zipfile.ZipFile(out) as archive:
        assert part in archive.namelist()


def test_an_unknown_hospital_is_one_line_and_no_file(run: Run, tmp_path: Path) -> None:
    result = run("compare", "--hospital", "飞来峰医院", "--out", tmp_path / "x.md")

    assert result.exit_code == 1
    assert "飞来峰医院" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_due_json_is_only_json_with_the_overdue_first(run: Run) -> None:
    found = json.loads(run("due", "--as-of", "2025-09-01", "--json").stdout)

    assert found["as_of"] == "2025-09-01"
    assert {frozenset(item) for item in found["items"]} == {
        frozenset(("hospital", "source", "finding", "what", "due", "overdue", "quote", "start", "end"))
    }
    late = [item["overdue"] for item in found["items"]]
    assert True in late
    assert late == sorted(late, reverse=True)


def test_due_as_a_calendar(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "due.ics"

    assert run("due", "--format", "ics", "--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_audit_json_has_both_sides_of_each_contradiction(run: Run) -> None:
    items = json.loads(run("audit", "--json").stdout)["items"]

    assert {item["kind"] for item in items} >= {"declared_totals", "parts_sum", "unit_slip", "status_open"}
    assert {item["severity"] for item in items} <= {"high", "medium", "low"}
    for item in items:
        assert set(item) == {"hospital", "source", "finding", "kind", "severity", "why", "quotes"}
        assert all(set(quote) == {"quote", "start", "end"} for quote in item["quotes"])


@pytest.mark.parametrize(("command", "title"), [("due", "# 整改承诺与时限"), ("audit", "# 通报内部核对")])
def test_documents_for_readers(run: Run, command: str, title: str) -> None:
    assert run(command).stdout.startswith(title)


def test_brief_of_one_hospital(run: Run) -> None:
    words = run("brief", "霁河").stdout

    assert words.startswith("# 霁河矿业总医院整改情况简报")
    assert "逐条读出13个问题" in words


@pytest.mark.parametrize(
    ("format", "names"),
    [
        ("xlsx", ["records.xlsx"]),
        ("docx", ["s03_jiangling-university-hospital.docx", "s07_jihe-mining-general-hospital.docx"]),
    ],
)
def test_export_for_office_programs(run: Run, tmp_path: Path, format: str, names: list[str]) -> None:
    assert run("export", "--format", format, "--out", tmp_path / "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names

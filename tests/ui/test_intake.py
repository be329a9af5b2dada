"""Taking files in from the page: each file's line, honest errors, nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core import Assistant
from assistant.settings import Settings
from assistant.ui.intake import Intake
from assistant.ui.words import words

NOTICE = """某某市第九医院党委关于巡察整改进展情况的通报

一、巡察反馈问题整改情况
（一）物资验收把关不严
整改情况：已完成。
一是修订《物资验收办法》，实行双人验收。
（二）投诉处理不及时
整改情况：未完成。
一是设立投诉专线。
中共某某市第九医院委员会
2024年12月1日
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", llm="none", max_upload_mb=1)  # type: ignore[call-arg]


@pytest.fixture
def assistant(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    # Vectors are the business of other tests, and take seconds.
    monkeypatch.setattr(Assistant, "repair", lambda self: iter(()))
    with Assistant.open(settings) as opened:
        yield opened


def given(folder: Path, **files: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(folder / f"{name}.txt") for name in files]


def test_good_and_bad_files_each_get_their_line(assistant: Assistant, settings: Settings, tmp_path: Path) -> None:
    files = given(tmp_path / "in", 九院=NOTICE, 便条="没有任何问题。", 空="", 大="长" * 400_000)

    progress, table = list(Intake(assistant, settings, words("zh")).take(files))[-1]

    assert progress.count('class="done"') == 1
    assert progress.count('class="failed"') == 3
    assert "空的" in progress
    assert "1 MB" in progress
    assert table.count("<tr>") == 2
    assert [row.findings for row in assistant.reports()] == [2]
    assert [path.name for path in (settings.data_dir / "uploads").iterdir()] == ["九院.txt"]


def test_same_file_again_is_not_counted_twice(assistant: Assistant, settings: Settings, tmp_path: Path) -> None:
    intake = Intake(assistant, settings, words("zh"))
    list(intake.take(given(tmp_path / "in", 九院=NOTICE)))

    progress, _ = list(intake.take(given(tmp_path / "in", 九院=NOTICE, 副本=NOTICE)))[-1]

    assert "此前已收录" in progress
    assert 'class="skipped"' in progress
    assert len(assistant.reports()) == 1


def test_deleted_report_takes_its_copy_along(assistant: Assistant, settings: Settings, tmp_path: Path) -> None:
    intake = Intake(assistant, settings, words("zh"))
    list(intake.take(given(tmp_path / "in", 九院=NOTICE)))
    # Deleting a report lets the index go of it, which is the business of other tests.
    said = intake.delete("九院.txt")

    assert "已删除" in said
    assert assistant.reports() == []
    assert list((settings.data_dir / "uploads").iterdir()) == []


def test_deleting_what_is_not_there_is_said(assistant: Assistant, settings: Settings) -> None:
    assert "没有删成" in Intake(assistant, settings, words("zh")).delete("../records.db")

"""`assistant eval run --json`: a line an event, so that whoever started the run can follow it."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from assistant.cli import app

NOTICE = """中共松泉县人民医院委员会关于县委巡察整改情况的通报
一、巡察反馈问题整改情况
（一）采购管理不规范。
整改情况：已完成。修订《采购管理办法》，对2名责任人提醒谈话。
"""
GOLD = {
    "source": "n01.txt",
    "report": {"hospital": "松泉县人民医院"},
    "findings": [
        {
            "id": "n01-1", "label": "（一）", "title": "采购管理不规范", "status": "completed",
            "status_basis": "explicit", "topics": ["procurement"], "measures": 1, "pending": [], "amounts": [],
            "accountability": [{"action": "提醒谈话", "persons": 2, "quote": "对2名责任人提醒谈话"}],
            "rules": [{"name": "《采购管理办法》", "action": "修订"}],
        }
    ],
}  # fmt: skip


def test_progress_and_result_are_lines_of_json(tmp_path: Path) -> None:
    reports, gold = tmp_path / "reports", tmp_path / "gold"
    for folder in (reports, gold):
        folder.mkdir()
    (reports / "n01.txt").write_text(NOTICE, "utf-8")
    (gold / "gold_n01.json").write_text(json.dumps(GOLD), "utf-8")
    command = ["eval", "run", "extraction", "--json", "--llm", "none", "--out", str(tmp_path / "out")]

    result = CliRunner().invoke(app, [*command, "--reports", str(reports), "--gold", str(gold)])

    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [event["event"] for event in events] == ["started", "case", "finished"]
    assert (events[1]["done"], events[1]["total"], events[1]["id"]) == (1, 1, "n01.txt")
    assert events[2]["cases"] == {"extraction": 1}

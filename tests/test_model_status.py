"""`assistant model`: what is said of the embedded model, and the exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.llm import embedded
from assistant.llm.embedded import ModelFile


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("parts", "state", "code"), [([], "not_installed", 1), ([Path("x")], "installed", 0)])
def test_state_without_a_file(
    cache: Path, monkeypatch: pytest.MonkeyPatch, parts: list[Path], state: str, code: int
) -> None:
    monkeypatch.setattr(embedded, "part_files", lambda: parts)

    result = CliRunner().invoke(app, ["model", "--json"])

    assert result.exit_code == code
    assert json.loads(result.stdout)["state"] == state


def test_damaged_file_is_said_with_the_remedy(cache: Path) -> None:
    (cache / f"{embedded.MODEL_NAME}.gguf").write_bytes(b"not a model")

    result = CliRunner().invoke(app, ["model"])

    assert result.exit_code == 1
    assert "损坏" in result.stdout
    assert "删除" in result.stdout


def test_running_servers_are_named_and_dead_ones_are_not(cache: Path) -> None:
    model = ModelFile(cache)
    model.note_running(os.getpid(), running=True)
    model.note_running(2**22 - 1, running=True)

    assert model.running_pids == [os.getpid()]
    model.note_running(os.getpid(), running=False)
    assert model.running_pids == []

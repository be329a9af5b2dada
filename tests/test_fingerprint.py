from __future__ import annotations

from pathlib import Path

import pytest

from assistant import fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "dates.py").write_text("RULE = 1\n", "utf-8")
    (tmp_path / "schema.py").write_text("", "utf-8")
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path)
    return tmp_path


def fresh() -> str:
    return fingerprint.rules_fingerprint.__wrapped__()


@pytest.mark.parametrize("name", ["text/dates.py", "text/words.txt", "schema.py"])
def test_changed_rule_changes_the_fingerprint(package: Path, name: str) -> None:
    before = fresh()

    (package / name).write_text("RULE = 2\n", "utf-8")

    assert fresh() != before


@pytest.mark.parametrize("name", ["core.py", "text/__pycache__/dates.pyc"])
def test_what_reads_no_file_does_not_change_it(package: Path, name: str) -> None:
    before = fresh()

    (package / name).parent.mkdir(exist_ok=True)
    (package / name).write_text("x", "utf-8")

    assert fresh() == before


def test_every_place_of_rules_is_there() -> None:
    root = Path(fingerprint.__file__).parent

    assert all((root / part).exists() for part in fingerprint._RULES)

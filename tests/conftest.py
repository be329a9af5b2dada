"""What every test shares: no network, a clean environment, the place of the real notices."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: as long as it is open, an event loop runs in the main thread, and no other can."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the user's keys, endpoint or data folder."""
    for name in list(os.environ):
        if name.startswith(("ASSISTANT_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the five real notices and their gold; the test is skipped where it is not there."""
    if not (SHARED / "reports").is_dir():
        pytest.skip("the real notices are not beside the project (../shared)")
    return SHARED

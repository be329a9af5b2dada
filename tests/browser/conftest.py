"""A real page over the sample notices, driven in the system's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from assistant.core import Assistant
from assistant.ingestion import FileFailed
from assistant.settings import Settings

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "reports"
_GRADIO_STATISTICS = (
    r"ignore:'future\.no_silent_downcasting' is deprecated:pandas.errors.Pandas4Warning",
    "ignore:The copy keyword is deprecated:pandas.errors.Pandas4Warning",
)
"""Gradio 6.31 uses two things that pandas 3.1 deprecates, in the statistics it keeps of its queue."""
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The server runs in the tests' process: its warnings are the tests' warnings, and these two are not ours."""
    for item in items:
        if item.get_closest_marker("browser"):
            for known in _GRADIO_STATISTICS:
                item.add_marker(pytest.mark.filterwarnings(known))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; without one the test is skipped, but fails where CI says there must be one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a Chromium: .ci/run installs it")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder of its own, any free port, no model."""
    return Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("data"), llm="none", port=0)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def assistant_over_samples(settings: Settings) -> Iterator[Assistant]:
    """The samples, taken in for real; without vectors, which take minutes and which answers do without."""
    with Assistant.open(settings) as assistant:
        failed = [event for event in assistant.ingest([SAMPLES], index=False) if isinstance(event, FileFailed)]
        assert not failed
        yield assistant


@pytest.fixture(scope="session")
def address(assistant_over_samples: Assistant, settings: Settings) -> str:
    """Where the page is served."""
    from assistant.ui import launch

    return launch(assistant_over_samples, settings, block=False)


@pytest.fixture(scope="session")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser for all visitors, who come one after the other: scripts are loaded once."""
    opened = chromium.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A fresh visitor on the page, whose requests elsewhere are held against it."""
    context.clear_cookies()
    opened = context.new_page()
    # The visitor before is forgotten, once: what this one leaves is found after a reload.
    opened.goto(f"{address}robots.txt")
    opened.evaluate("localStorage.clear()")
    elsewhere: list[str] = []
    opened.on("request", lambda request: elsewhere.append(request.url) if "127.0.0.1" not in request.url else None)
    opened.goto(address)
    opened.wait_for_selector("#question textarea")
    yield opened
    opened.close()
    assert [url for url in elsewhere if not url.startswith(("data:", "blob:"))] == []

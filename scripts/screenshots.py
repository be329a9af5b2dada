"""Screenshots of every page over the samples, at two widths, light and dark: `python scripts/screenshots.py OUT`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from assistant.core import Assistant
from assistant.settings import Settings

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "reports"
SIZES = {1280: 860, 390: 844}
_QUESTION = "哪些医院还有采购方面的整改没有完成？"


def main(out: Path) -> None:
    """Serve the samples from a folder of their own and photograph the page."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), llm="none", port=0)
        with Assistant.open(settings) as assistant, sync_playwright() as playwright:
            for _ in assistant.ingest([SAMPLES], index=False):
                pass
            from assistant.ui import launch

            address = launch(assistant, settings, block=False)
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for width in SIZES:
                for scheme in ("light", "dark"):
                    _photograph(browser, address, out, width, scheme)


def _photograph(browser: Browser, address: str, out: Path, width: int, scheme: str) -> None:
    size = {"width": width, "height": SIZES[width]}
    context = browser.new_context(viewport=size, locale="zh-CN", color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#chat a.example")
    for name, step in STEPS.items():
        step(page)
        page.wait_for_timeout(700)
        page.screenshot(path=out / f"{name}-{width}-{scheme}.png")
    context.close()


def _answer(page: Page) -> None:
    page.fill("#question textarea", _QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer .foot")


def _source(page: Page) -> None:
    page.locator(".answer a.cite").first.click()
    page.wait_for_selector("#source mark")


def _report(page: Page) -> None:
    page.locator("#reports-table a.name").first.click()
    page.wait_for_selector(".report .finding")
    page.locator(".finding summary").first.click()


def _compare(page: Page) -> None:
    _tab("比较", ".empty-state")(page)
    page.locator(".make:visible").click()
    page.wait_for_selector(".paper:visible")


def _tab(name: str, ready: str) -> Callable[[Page], None]:
    def open_tab(page: Page) -> None:
        page.keyboard.press("Escape")
        tab = page.get_by_role("tab", name=name, exact=True)
        if tab.is_visible():
            tab.click()
        else:
            page.locator("#pages .overflow-menu > button").click()
            page.locator("#pages .overflow-dropdown button", has_text=name).click()
        page.wait_for_selector(f"{ready}:visible")

    return open_tab


STEPS: dict[str, Callable[[Page], None]] = {
    "1-welcome": lambda page: page.mouse.move(0, 0),
    "2-answer": _answer,
    "3-source": _source,
    "4-reports": _tab("通报", "#reports-table table"),
    "5-report": _report,
    "6-findings": _tab("问题清单", "#findings-table table"),
    "7-compare": _compare,
    "8-due": _tab("到期", ".paper"),
    "9-audit": _tab("核查", ".paper"),
    "10-settings": _tab("设置", ".setup"),
}

if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))

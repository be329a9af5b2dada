"""Screenshots of every page over the samples, at two widths, light and dark, and in English:
`python scripts/screenshots.py OUT`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from assistant.core import Assistant
from assistant.settings import Settings
from assistant.ui.words import words

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
                _photograph(browser, f"{address}en/", out, width, "light", "-en")


def _photograph(browser: Browser, address: str, out: Path, width: int, scheme: str, suffix: str = "") -> None:
    size = {"width": width, "height": SIZES[width]}
    context = browser.new_context(viewport=size, locale="zh-CN", color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#chat a.example")
    for name, step in STEPS.items():
        step(page)
        page.wait_for_timeout(700)
        page.screenshot(path=out / f"{name}-{width}-{scheme}{suffix}.png")
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


def _filters(page: Page) -> None:
    page.keyboard.press("Escape")
    page.locator(".plan-line a.change").first.click()
    page.wait_for_selector("#plan-run:visible")


def _charts(page: Page) -> None:
    _tab("findings", "#findings-table table")(page)
    page.locator("#charts figure").first.scroll_into_view_if_needed()
    page.locator("#charts").evaluate("charts => charts.scrollIntoView()")


def _compare(page: Page) -> None:
    _tab("compare", ".empty-state")(page)
    page.locator(".make:visible").click()
    page.wait_for_selector(".paper:visible")


def _evals(page: Page) -> None:
    """The first visitor runs a suite; the others find its results."""
    _tab("evals", "#eval-result p, article.evaluation")(page)
    if not page.locator("article.evaluation").count():
        page.locator("#eval-run").click()
        page.wait_for_selector("article.evaluation", timeout=120_000)
    page.locator("details.case summary").first.click()


def _tab(id: str, ready: str) -> Callable[[Page], None]:
    """Opens a page by its place among the tabs: their names differ by language."""

    def open_tab(page: Page) -> None:
        page.keyboard.press("Escape")
        name = words("en" if "/en/" in page.url else "zh")(f"page.{id}")
        tab = page.get_by_role("tab", name=name, exact=True)
        if tab.is_visible():
            tab.click()
        else:
            page.locator("#pages .overflow-menu > button").click()
            page.locator("#pages .overflow-dropdown button", has_text=name).click()
        page.locator(ready).locator("visible=true").first.wait_for()

    return open_tab


STEPS: dict[str, Callable[[Page], None]] = {
    "01-welcome": lambda page: page.mouse.move(0, 0),
    "02-answer": _answer,
    "03-source": _source,
    "04-filters": _filters,
    "05-reports": _tab("reports", "#reports-table table"),
    "06-report": _report,
    "07-findings": _tab("findings", "#findings-table table"),
    "08-charts": _charts,
    "09-compare": _compare,
    "10-due": _tab("due", ".paper"),
    "11-audit": _tab("audit", ".paper"),
    "12-evals": _evals,
    "13-settings": _tab("setup", ".setup"),
}

if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))

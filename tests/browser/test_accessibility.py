"""The pages under axe: nothing serious, nothing critical, in light and in dark."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "问答": "#question", "通报": "#reports-table table", "问题清单": "#charts figure", "比较": ".make:visible",
    "到期": ".paper:visible", "核查": ".paper:visible", "评测": "#eval-result p, article.evaluation", "设置": ".setup",
}  # fmt: skip


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core: from AXE_PATH, or from node_modules after `npm install axe-core`."""
    path = Path(os.environ.get("AXE_PATH", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
    if not path.is_file():
        pytest.skip("axe-core is not installed: npm install axe-core, or set AXE_PATH")
    return path.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['target']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_hinders_anyone(chromium: Browser, address: str, axe: str, scheme: Any) -> None:
    page = chromium.new_context(locale="zh-CN", color_scheme=scheme).new_page()
    page.goto(address)
    page.wait_for_selector("#chat a.example")
    page.locator("#chat a.example").first.click()
    page.wait_for_selector(".answer .foot")
    page.locator(".answer a.cite").first.click()
    page.wait_for_selector("#source mark")

    found = {}
    for name, ready in PAGES.items():
        page.get_by_role("tab", name=name, exact=True).click()
        page.wait_for_selector(ready)
        page.wait_for_timeout(300)
        found[name] = violations(page, axe)
        # Beside the source there is no room for every tab.
        page.keyboard.press("Escape")

    page.context.close()
    assert {name: hindrances for name, hindrances in found.items() if hindrances} == {}

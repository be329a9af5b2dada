"""The real page behind its login."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from assistant.access.users import users_of
from assistant.core import Assistant
from assistant.settings import Settings
from assistant.ui.serving import serve_behind_login

pytestmark = pytest.mark.browser

PASSWORD = "a long enough password"


@pytest.fixture(scope="module")
def guarded(assistant_over_samples: Assistant, settings: Settings) -> str:
    """The page, served as it is to other machines."""
    users_of(settings).add("alice", PASSWORD)
    users_of(settings).add("bob", PASSWORD)
    return serve_behind_login(assistant_over_samples, settings, block=False)


def test_refused_then_let_in_and_conversations_stay_apart(chromium: Browser, guarded: str) -> None:
    page = chromium.new_context(locale="zh-CN").new_page()
    page.goto(guarded)
    page.fill("[name=name]", "alice")
    page.fill("[name=password]", "wrong password")
    page.click("button")
    expect(page.get_by_role("alert")).to_have_text("用户名或密码不对。")

    page.fill("[name=name]", "alice")
    page.fill("[name=password]", PASSWORD)
    page.click("button")
    page.locator("#chat a.example").first.click()
    expect(page.locator(".answer .foot")).to_have_count(1, timeout=20_000)

    # Another browser of hers finds it; his does not.
    for user, found in (("alice", 1), ("bob", 0)):
        other = chromium.new_context(locale="zh-CN").new_page()
        other.goto(guarded)
        other.fill("[name=name]", user)
        other.fill("[name=password]", PASSWORD)
        other.click("button")
        other.click(".history summary")
        expect(other.locator(".history li")).to_have_count(found)
        other.context.close()
    page.get_by_role("tab", name="设置", exact=True).click()
    page.click("#setup-leave")
    expect(page.locator("[name=password]")).to_be_visible()
    page.context.close()

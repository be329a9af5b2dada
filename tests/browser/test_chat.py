"""What a user does on the chat page, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from assistant.core import Assistant

pytestmark = pytest.mark.browser

FLAGSHIP = "哪些医院还有采购方面的整改没有完成？"


def ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")


def test_flagship_question_is_answered_and_its_citation_opens_the_sentence(
    page: Page, assistant_over_samples: Assistant
) -> None:
    wanted = assistant_over_samples.ask(FLAGSHIP)

    ask(page, FLAGSHIP)

    answer = page.locator(".answer").last
    expect(answer.locator(".plan-line")).to_be_visible(timeout=15_000)
    for hospital in {citation.hospital for citation in wanted.citations[:1]}:
        expect(answer).to_contain_text(hospital)
    answer.locator("a.cite").first.click()
    mark = page.locator("#source mark")
    expect(mark).to_be_visible()
    first = wanted.citations[0]
    assert re.sub(r"\s", "", mark.inner_text()) == re.sub(r"\s", "", first.quote)
    expect(page.locator("#source h3")).to_have_text(first.hospital)
    expect(mark).to_be_in_viewport()


def test_answer_of_the_page_is_the_answer_of_the_core(page: Page, assistant_over_samples: Assistant) -> None:
    question = "哪些医院没有逐条公布整改状态？"
    wanted = assistant_over_samples.ask(question)

    ask(page, question)

    answer = page.locator(".answer").last
    expect(answer.locator(".plan-line")).to_be_visible(timeout=15_000)
    plain = re.sub(r"[\s*|#>\-\[\]\d]", "", wanted.lead)
    shown = re.sub(r"[\s*|#>\-\[\]\d]", "", answer.inner_text())
    assert plain in shown


def test_example_question_fills_the_box(page: Page) -> None:
    page.locator("#examples button, #examples .gallery-item").first.click()

    expect(page.locator("#question textarea")).to_have_value(re.compile("？$"))


def test_follow_up_keeps_the_conversation_and_a_new_one_forgets_it(page: Page) -> None:
    ask(page, FLAGSHIP)
    expect(page.locator(".answer .plan-line")).to_have_count(1, timeout=15_000)
    ask(page, "那已经完成的呢？")
    expect(page.locator(".answer .plan-line")).to_have_count(2, timeout=15_000)

    page.click("#clear")

    expect(page.locator(".answer")).to_have_count(0)


def test_empty_question_is_refused_kindly(page: Page) -> None:
    ask(page, "   ")

    expect(page.get_by_text("请先输入问题")).to_be_visible()
    expect(page.locator(".answer")).to_have_count(0)


def test_markup_in_a_question_stays_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)> 哪些医院有采购问题？")

    expect(page.locator(".answer .plan-line")).to_be_visible(timeout=15_000)
    assert page.locator("#chat img[src='x']").count() == 0


def test_page_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, FLAGSHIP)
    expect(page.locator(".answer .plan-line")).to_be_visible(timeout=15_000)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390

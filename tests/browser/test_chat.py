"""What a user does on the chat page, in a real browser."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.answering.answer import AnswerEvent, Delta, Planned
from assistant.core import Assistant
from assistant.settings import Settings
from assistant.ui.examples import example_questions
from assistant.ui.words import LANGUAGES, Language, words

pytestmark = pytest.mark.browser

NOT_OURS = {"中文"}
FLAGSHIP = "哪些医院还有采购方面的整改没有完成？"


def bare(text: str) -> str:
    """Words without marks, numbers of citations and white space."""
    return re.sub(r"[\s*|#>\-\[\]\d]", "", text)


def answered(page: Page, count: int) -> Locator:
    """Wait for so many whole answers; the last one."""
    expect(page.locator(".answer .foot")).to_have_count(count, timeout=20_000)
    return page.locator(".answer").last


def ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")


def test_flagship_question_is_answered_and_its_citation_opens_the_sentence(
    page: Page, assistant_over_samples: Assistant
) -> None:
    wanted = assistant_over_samples.ask(FLAGSHIP)

    ask(page, FLAGSHIP)

    answer = answered(page, 1)
    for hospital in {citation.hospital for citation in wanted.citations[:1]}:
        expect(answer).to_contain_text(hospital)
    answer.locator("a.cite").first.click()
    mark = page.locator("#source mark")
    expect(mark).to_be_visible()
    first = wanted.citations[0]
    assert re.sub(r"\s", "", mark.inner_text()) == re.sub(r"\s", "", first.quote)
    expect(page.locator("#source h2")).to_have_text(first.hospital)
    expect(mark).to_be_in_viewport()


def test_answer_of_the_page_is_the_answer_of_the_core(page: Page, assistant_over_samples: Assistant) -> None:
    question = "哪些医院没有逐条公布整改状态？"
    wanted = assistant_over_samples.ask(question)

    ask(page, question)

    answer = answered(page, 1)
    assert bare(wanted.lead) in bare(answer.inner_text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_example_questions_have_answers_in_their_language(
    assistant_over_samples: Assistant, language: Language
) -> None:
    w = words(language)
    answers = [assistant_over_samples.ask(q) for q in example_questions(w, assistant_over_samples.reports())]
    following = [assistant_over_samples.ask(q, [answers[0].plan["question"]]) for q in answers[0].suggestions]

    assert len(answers) >= 4
    assert [answer.plan["question"] for answer in answers if answer.abstained] == []
    assert {answer.plan.get("language", "zh") for answer in (*answers, *following)} == {language}


def test_example_question_is_asked_with_one_click(page: Page) -> None:
    example = page.locator("#chat a.example").first
    question = example.inner_text()

    example.click()

    answered(page, 1)
    expect(page.locator("#chat .user").first).to_contain_text(question)


def test_follow_up_keeps_the_conversation_and_a_new_one_forgets_it(page: Page) -> None:
    ask(page, FLAGSHIP)
    answered(page, 1)
    ask(page, "那已经完成的呢？")
    answered(page, 2)

    page.click("#clear")

    expect(page.locator(".answer")).to_have_count(0)


def test_empty_question_is_refused_kindly(page: Page) -> None:
    ask(page, "   ")

    expect(page.get_by_placeholder("请先输入问题")).to_be_visible()
    expect(page.locator(".answer")).to_have_count(0)


def test_markup_in_a_question_stays_text(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)> 哪些医院有采购问题？")

    answered(page, 1)
    assert page.locator("#chat img[src='x']").count() == 0


def test_page_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, FLAGSHIP)
    answered(page, 1)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_suggested_question_is_asked_with_one_click(page: Page) -> None:
    ask(page, FLAGSHIP)
    chip = answered(page, 1).locator("a.ask").first
    question = chip.inner_text()

    chip.click()

    answered(page, 2)
    expect(page.locator("#chat .user").last).to_contain_text(question)


def test_conversation_is_found_after_a_reload_and_by_nobody_else(page: Page, address: str) -> None:
    ask(page, FLAGSHIP)
    answered(page, 1)
    expect(page.locator("#send")).to_be_visible()

    page.reload()

    answered(page, 1)
    stranger = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    stranger.goto(address)
    stranger.wait_for_selector("#chat a.example")
    expect(stranger.locator(".answer")).to_have_count(0)
    stranger.click(".history summary")
    expect(stranger.locator(".history li")).to_have_count(0)
    stranger.context.close()


def test_earlier_conversation_is_opened_and_deleted_from_the_history(page: Page) -> None:
    ask(page, FLAGSHIP)
    answered(page, 1)
    page.click("#clear")
    expect(page.locator(".answer")).to_have_count(0)
    page.click(".history summary")
    page.locator(".history a.talk").first.click()
    answered(page, 1)

    page.click(".history summary")
    page.locator(".history a.forget").first.click()

    expect(page.locator(".answer")).to_have_count(0)
    expect(page.locator(".history li")).to_have_count(0)


def test_retry_answers_the_same_question_again(page: Page) -> None:
    ask(page, FLAGSHIP)
    first = bare(answered(page, 1).inner_text())

    page.get_by_role("button", name=re.compile("Retry|重试")).last.click()

    page.wait_for_timeout(500)
    assert bare(answered(page, 1).inner_text()) == first


def test_edited_question_replaces_the_turn(page: Page) -> None:
    ask(page, FLAGSHIP)
    answered(page, 1)

    page.get_by_role("button", name=re.compile("Edit|编辑")).first.click()
    page.locator("#chat .user textarea").fill("哪些医院没有逐条公布整改状态？")
    page.get_by_role("button", name=re.compile("Submit|发送")).first.click()

    expect(page.locator("#chat .user").last).to_contain_text("没有逐条公布", timeout=20_000)
    answered(page, 1)


def test_source_panel_closes_by_key_and_gives_the_focus_back(page: Page) -> None:
    ask(page, FLAGSHIP)
    chip = answered(page, 1).locator("a.cite").first
    chip.click()
    expect(page.locator("#source mark")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator("#source")).to_be_hidden()
    expect(chip).to_be_focused()


def test_wrong_answer_becomes_a_case(page: Page, settings: Settings) -> None:
    ask(page, FLAGSHIP)
    fault = answered(page, 1).locator("a.judge")

    fault.click()

    expect(fault).to_have_text(re.compile("已记下"))
    page.wait_for_timeout(500)
    cases = (settings.data_dir / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(cases[-1])["turns"] == [FLAGSHIP]


def test_changed_filter_asks_the_same_question_again(page: Page, assistant_over_samples: Assistant) -> None:
    ask(page, FLAGSHIP)
    answered(page, 1).locator(".plan-line a.change").click()
    hospital = assistant_over_samples.ask(FLAGSHIP).citations[0].hospital
    page.locator("#plan-hospital input").click()
    page.get_by_role("option", name=hospital, exact=True).click()

    page.click("#plan-run")

    answer = answered(page, 1)
    expect(answer.locator(".plan-line")).to_contain_text(hospital)
    expect(page.locator("#chat .user").last).to_contain_text(FLAGSHIP)
    expect(page.locator("#plan-editor")).to_be_hidden()
    assert {cell.strip() for cell in answer.locator("tbody td:first-child").all_inner_texts()} <= {hospital}


def test_table_of_an_answer_is_sorted_and_saved(page: Page) -> None:
    ask(page, FLAGSHIP)
    answer = answered(page, 1)
    head = answer.locator(".answer-table th").first

    head.click()
    names = answer.locator(".answer-table tbody td:first-child").all_inner_texts()
    head.click()

    assert answer.locator(".answer-table tbody td:first-child").all_inner_texts() == names[::-1] != names
    for suffix, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        with page.expect_download() as download:
            answer.locator(f".table-tools a[href*='format={suffix}']").click()
        assert download.value.suggested_filename.endswith(f".{suffix}")
        assert Path(download.value.path()).read_bytes().startswith(begins)


def test_language_is_switched_and_kept(page: Page, address: str) -> None:
    ask(page, FLAGSHIP)
    answered(page, 1)

    page.click("#brand a.language")

    page.wait_for_selector("#question textarea")
    expect(page.get_by_role("tab", name="Findings", exact=True)).to_be_visible()
    expect(page.locator(".plan-line")).to_contain_text("Procurement")
    page.get_by_role("tab", name="Findings", exact=True).click()
    expect(page.locator("#charts figcaption").first).to_have_text("Status by hospital")
    expect(page.locator("#findings-table thead")).to_contain_text("Deadline")
    page.get_by_role("tab", name="Notices", exact=True).click()
    expect(page.locator("#upload")).to_contain_text("Drop files here")
    expect(page.locator("#upload")).not_to_contain_text("或")
    page.goto(address)
    expect(page.get_by_role("tab", name="Settings", exact=True)).to_be_visible()
    page.click("#brand a.language")
    expect(page.get_by_role("tab", name="设置", exact=True)).to_be_visible()


def test_english_page_is_english_wherever_it_speaks_itself(page: Page, address: str) -> None:
    page.goto(f"{address}en/")
    page.wait_for_selector("#chat a.example")

    for name in ("Notices", "Findings", "Compare", "Deadlines", "Audit", "Evaluation", "Settings"):
        page.get_by_role("tab", name=name, exact=True).click()
        page.wait_for_timeout(400)
        labels = page.locator(
            "button:visible, label:visible, th[scope=col]:visible, h2:visible, figcaption:visible"
        ).all_inner_texts()
        assert [label for label in labels if re.search("[\u4e00-\u9fff]", label) and label not in NOT_OURS] == []


def test_stopping_gives_the_box_back(
    page: Page, assistant_over_samples: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = threading.Event()

    def endless(question: str, history: Sequence[str] = (), change: object = None) -> Iterator[AnswerEvent]:
        yield Planned("按采购查询")
        while not going.wait(0.1):
            yield Delta("还在说。")

    monkeypatch.setattr(assistant_over_samples, "stream", endless)
    ask(page, FLAGSHIP)
    expect(page.locator(".answer.partial")).to_contain_text("还在说")

    page.click("#stop")

    expect(page.locator("#send")).to_be_visible()
    said = page.locator(".answer.partial").inner_text()
    page.wait_for_timeout(600)
    assert page.locator(".answer.partial").inner_text() == said
    going.set()

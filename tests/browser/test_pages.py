"""What a user does on the other pages, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.core import Assistant
from assistant.settings import Settings

pytestmark = pytest.mark.browser

NOTICE = """某某县第九人民医院党委关于巡察整改进展情况的通报

根据县委统一部署，2024年3月1日至4月30日，县委第一巡察组对某某县第九人民医院党委进行了巡察，6月1日反馈意见。现将整改情况公布如下。

一、巡察反馈问题整改情况

（一）物资验收把关不严
整改情况：已完成。
一是修订《物资验收办法》，实行双人验收。

（二）投诉处理不及时
整改情况：未完成。
一是设立投诉专线，预计2025年3月底前建成投诉管理平台。

中共某某县第九人民医院委员会
2024年12月1日
"""


def visit(page: Page, name: str, ready: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    page.wait_for_selector(f"{ready}:visible")


def test_loaded_reports_are_listed_and_one_opens_with_its_words(page: Page, assistant_over_samples: Assistant) -> None:
    visit(page, "通报", "#reports-table table")
    rows = assistant_over_samples.reports()
    expect(page.locator("#reports-table tbody tr")).to_have_count(len(rows))

    page.locator("#reports-table a.name", has_text=rows[0].fields.hospital).first.click()

    expect(page.locator("#report .finding")).to_have_count(rows[0].findings)
    first = assistant_over_samples.report(rows[0].source).findings[0]
    page.locator("#report .finding summary").first.click()
    page.locator("#report .finding a.words").first.click()
    mark = page.locator("#source mark")
    expect(mark).to_be_in_viewport()
    with page.expect_download() as download:
        page.click("#brief")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    assert re.sub(r"\s", "", mark.inner_text()) == re.sub(r"\s", "", first.title_evidence.quote)


def test_upload_is_counted_and_can_be_deleted(page: Page, assistant_over_samples: Assistant, tmp_path: Path) -> None:
    before = len(assistant_over_samples.reports())
    good, bad = tmp_path / "第九人民医院.txt", tmp_path / "空白.txt"
    good.write_text(NOTICE, encoding="utf-8")
    bad.write_text("这里没有任何反馈问题。", encoding="utf-8")
    visit(page, "通报", "#reports-table table")

    page.set_input_files("#upload input[type=file]", [good, bad])

    expect(page.locator(".progress li.done")).to_have_count(1, timeout=60_000)
    expect(page.locator(".progress li.failed")).to_have_count(1)
    expect(page.locator(".progress li.done")).to_contain_text("读出 2")
    expect(page.locator("#reports-table tbody tr")).to_have_count(before + 1)
    page.locator("#reports-table a.name", has_text="第九人民医院").click()
    page.click("#delete")
    page.click("#delete-sure")
    # The first to change the search index opens it, which takes seconds.
    expect(page.locator("#reports-table tbody tr")).to_have_count(before, timeout=30_000)
    assert len(assistant_over_samples.reports()) == before


def test_findings_follow_the_filter_and_the_download_holds_them(page: Page, assistant_over_samples: Assistant) -> None:
    visit(page, "问题清单", "#findings-table table")
    every = assistant_over_samples.findings()
    expect(page.locator(".counts strong").first).to_have_text(str(len(every)))
    wanted = [row for row in every if row.finding.status == "unfinished"]

    page.locator(".bars a.part.unfinished").first.click()

    chosen = page.locator("#findings-table tbody tr")
    expect(page.locator(".counts li")).to_have_count(1)
    assert 0 < chosen.count() <= len(wanted)
    with page.expect_download() as download:
        page.click("#findings-csv")
    table = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert len(table) - 1 == chosen.count()
    with page.expect_download() as download:
        page.click("#findings-xlsx")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.click("#filters-clear")
    expect(page.locator(".counts strong").first).to_have_text(str(len(every)))


def test_count_of_a_topic_leads_to_as_many_findings(page: Page) -> None:
    visit(page, "问题清单", "#charts figure")
    mark = page.locator("table.heat a.mark").first
    count = mark.inner_text()

    mark.click()

    expect(page.locator(".counts strong").first).to_have_text(count)
    expect(page.locator("#findings-table tbody tr")).to_have_count(int(count))


def test_timeline_leads_to_the_findings_of_the_hospital(page: Page) -> None:
    visit(page, "问题清单", "#charts .timeline")
    whose = page.locator(".timeline a.whose").first
    hospital = whose.inner_text()

    whose.click()

    expect(page.locator("#findings-table tbody tr td:first-child").first).to_have_text(hospital)
    expect(page.locator(".counts p")).to_contain_text("1 份通报")


def test_words_narrow_the_findings(page: Page) -> None:
    visit(page, "问题清单", "#findings-table table")

    page.fill("#filter-text input, #filter-text textarea", "并没有这样的词语")

    expect(page.locator("#findings-table .empty-state")).to_be_visible()


def test_comparison_is_made_and_exported(page: Page, assistant_over_samples: Assistant) -> None:
    page.get_by_role("tab", name="比较", exact=True).click()

    page.locator(".make:visible").click()

    paper = page.locator(".paper:visible")
    expect(paper).to_be_visible(timeout=30_000)
    for row in assistant_over_samples.reports():
        expect(paper).to_contain_text(row.fields.hospital)
    paper.locator("a.cite").first.click()
    expect(page.locator("#source mark")).to_be_in_viewport()
    with page.expect_download() as download:
        page.locator(".get-docx:visible").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_due_list_follows_the_day_of_judgement(page: Page, assistant_over_samples: Assistant) -> None:
    visit(page, "到期", ".paper")

    page.fill("#due-as-of input, #due-as-of textarea", "2000-01-01")
    page.locator(".make:visible").click()

    expect(page.locator(".paper:visible")).to_contain_text("截至2000-01-01已逾期0项")
    page.fill("#due-as-of input, #due-as-of textarea", "明年")
    page.locator(".make:visible").click()
    expect(page.locator(".notice.failed:visible")).to_contain_text("2025-12-31")


def test_audit_shows_both_sides(page: Page, assistant_over_samples: Assistant) -> None:
    visit(page, "核查", ".paper")

    item = assistant_over_samples.audit()[0]
    expect(page.locator(".paper:visible")).to_contain_text(item.hospital)
    assert page.locator(".paper:visible a.cite").count() >= 2


def test_suite_is_run_on_what_is_loaded_and_its_results_stay(page: Page, assistant_over_samples: Assistant) -> None:
    visit(page, "评测", "#eval-result p")
    expect(page.locator("#eval-about")).to_contain_text(f"{len(assistant_over_samples.reports())} 份")

    page.click("#eval-run")

    expect(page.locator(".run-progress")).to_contain_text("已完成", timeout=60_000)
    result = page.locator("article.evaluation")
    expect(result).to_contain_text("整改状态")
    expect(result.locator("table.figures th").nth(2)).to_have_text("95% 区间")
    wrong = result.locator("details.case")
    wrong.first.locator("summary").click()
    expect(wrong.first.locator(".beside section")).to_have_count(2)
    page.reload()
    visit(page, "评测", "article.evaluation")
    expect(page.locator("article.evaluation")).to_contain_text("整改状态")


def test_corrected_draft_becomes_gold(page: Page, assistant_over_samples: Assistant, settings: Settings) -> None:
    source = assistant_over_samples.reports()[0].source
    visit(page, "评测", "#eval-result p, article.evaluation")
    page.locator("#eval-gold button").first.click()
    page.locator("#gold-notice input").click()
    page.get_by_role("option", name=re.compile(assistant_over_samples.reports()[0].fields.hospital)).click()
    expect(page.locator("#gold-status input")).not_to_have_value("")

    page.fill("#gold-pending textarea", "原文里没有的话｜事项｜2025-06")
    page.click("#gold-save")
    expect(page.locator("#gold-said")).to_contain_text("原文里没有")
    quote = assistant_over_samples.report(source).findings[0].measures[0].evidence.quote[:12]
    page.fill("#gold-pending textarea", f"{quote}｜事项｜2025-06")
    page.click("#gold-save")

    expect(page.locator("#gold-said")).to_contain_text("已保存第 1 条")
    (kept,) = (settings.data_dir / "evals" / "gold").glob("gold_*.json")
    assert json.loads(kept.read_text("utf-8"))["findings"][0]["pending"][0]["quote"] == quote
    kept.unlink()


def test_settings_are_tried(page: Page) -> None:
    visit(page, "设置", ".setup")

    page.click("#setup-test")

    expect(page.locator("#setup-result li.done")).to_have_count(3, timeout=60_000)


def test_report_is_read_again(page: Page) -> None:
    visit(page, "通报", "#reports-table table")
    page.locator("#reports-table a.name").first.click()

    page.click("#reread")

    expect(page.locator("#reread-progress li.done")).to_have_count(1, timeout=60_000)
    expect(page.locator("#report .finding").first).to_be_visible()


def test_settings_show_what_is_in_use(page: Page) -> None:
    visit(page, "设置", ".setup")

    expect(page.locator(".setup")).to_contain_text("不用语言模型")


@pytest.mark.parametrize("name", ["通报", "问题清单", "比较"])
def test_pages_fit_a_phone(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
    page.wait_for_timeout(800)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(400)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390

"""Reports, sources, documents and settings as HTML: everything escaped, every value a link to its words."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.errors import AssistantError
from assistant.export.paper import Bullet, Grid, Heading, Paper, Paragraph, Run, Source
from assistant.reading.document import Document
from assistant.records.query import ReportRow
from assistant.schema import Amount, DeclaredTotals, Doubt, Evidence, Finding, Report, ReportFields
from assistant.settings import Settings
from assistant.ui.downloads import packed
from assistant.ui.links import link, place_of
from assistant.ui.overviews import day_of
from assistant.ui.paper_view import paper_html
from assistant.ui.report_view import report_html, reports_table, status_bar
from assistant.ui.setup import setup_html
from assistant.ui.source import source_html
from assistant.ui.visitors import kept, owner
from assistant.ui.words import words

W = words("zh")

TEXT = "甲县医院\n一、<i>设备</i>未招标\n退回资金3万元。\n结束"


def cut(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence.cut(TEXT, start, start + len(quote))


FINDING = Finding(
    ordinal=1, label="一、", section="", title="<i>设备</i>未招标", title_evidence=cut("<i>设备</i>未招标"),
    status="not_stated", status_basis="none", status_evidence=None,
    amounts=(Amount(value_yuan=30000, kind="退回资金", evidence=cut("退回资金3万元")),), spans=((5, 30),),
)  # fmt: skip
REPORT = Report(
    source="a.txt", sha256="0" * 64, fields=ReportFields(hospital="甲县医院", evidence={"hospital": cut("甲县医院")}),
    findings=(FINDING,), doubts=(Doubt(kind="count_mismatch", message="请<再>看", evidence=cut("结束")),),
)  # fmt: skip
DOCUMENT = Document("a.txt", "0" * 64, TEXT, "txt")


def test_source_holds_the_whole_notice_and_marks_the_words() -> None:
    quote = cut("退回资金3万元")

    html = source_html(W, DOCUMENT, REPORT, quote.start, quote.end)

    assert "<mark>退回资金3万元</mark>" in html
    assert "<strong>&lt;i&gt;设备&lt;/i&gt;未招标</strong>" in html
    assert "结束" in html
    assert "<i>" not in html


def test_mark_across_a_title_stays_well_formed() -> None:
    html = source_html(W, DOCUMENT, REPORT, 2, 12)

    assert html.count("<mark>") == html.count("</mark>") == 1
    assert html.count("<strong>") == html.count("</strong>") == 2


def test_source_without_words_marks_nothing() -> None:
    assert "<mark>" not in source_html(W, DOCUMENT, REPORT)


def test_report_links_its_values_and_shows_its_doubts() -> None:
    html = report_html(W, REPORT)

    amount = cut("退回资金3万元")
    assert f"start={amount.start}&amp;end={amount.end}" in html
    assert "退回资金 30,000.00 元" in html
    assert "请&lt;再&gt;看" in html
    assert "通报没有逐条写明" in html
    assert "<i>" not in html


def table_row(found: int, declared: int | None, doubts: int = 0) -> ReportRow:
    fields = ReportFields(hospital="甲县医院", declared_totals=DeclaredTotals(findings=declared))
    return ReportRow("a.txt", "0" * 64, fields, found, {"not_stated": found}, REPORT.doubts * doubts)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (table_row(3, 3), '3<span class="quiet"> / 3 条'),
        (table_row(3, 4), '<span class="warn">3 / 4 条'),
        (table_row(3, None), "通报未写总数"),
        (table_row(3, 3, doubts=1), 'class="warn" href="#report?source=a.txt" title="查看这份通报">1 处'),
    ],
)
def test_table_says_how_many_were_found_of_how_many(row: ReportRow, said: str) -> None:
    assert said in reports_table(W, [row])


def test_empty_table_says_what_to_do() -> None:
    assert "还没有收录" in reports_table(W, [])


def test_bar_is_said_in_words() -> None:
    assert 'aria-label="已完成 3、未完成 1"' in status_bar(W, {"completed": 3, "unfinished": 1})
    assert "未逐条公布" in status_bar(W, {"not_stated": 4})


def test_paper_is_rendered_whole_with_its_marks() -> None:
    paper = Paper(
        "题<目>",
        (
            Heading(1, "总述"),
            Paragraph((Run("一句话", (1,)),)),
            Bullet("甲", (Run("要点", (1, 9)),)),
            Grid("表", ("列",), ((Run("格", (1,)),), (date(2025, 1, 2),), (1234.5,), (None,))),
            Grid("仅表", ("列",), ((1,),), sheet_only=True),
        ),
        (Source(1, "甲县医院", "a&b.txt", "（一）", "一句话", 3, 6),),
    )

    html = paper_html(W, paper)

    assert "题&lt;目&gt;" in html
    assert html.count('class="cite"') == 3
    assert "source=a%26b.txt&amp;start=3&amp;end=6" in html
    assert "<ul><li><b>甲</b>" in html
    assert "2025-01-02" in html
    assert "1,234.50" in html
    assert "仅表" not in html


def test_settings_show_no_secret() -> None:
    settings = Settings(
        _env_file=None, llm="openai", model="some-model", api_key="sk-very-secret", base_url="https://user:pw@host/v1?k=x",
        embedding_base_url="https://h/e?key=hidden", embedding_model="emb", embedding_api_key="also-secret",
        database_url="postgresql://user:dbsecret@host/db", chroma_url="http://c:tok@chroma:8000",
    )  # type: ignore[call-arg]  # fmt: skip

    html = setup_html(W, settings, [])

    assert "some-model" in html
    assert "已设置" in html
    for secret in ("sk-very", "pw", "k=x", "hidden", "also-secret", "dbsecret", "tok@"):
        assert secret not in html


def test_link_escapes_what_it_carries() -> None:
    html = link("ask", "问", title='"><script>', question='a"b&c#d')

    assert 'href="#ask?question=a%22b%26c%23d"' in html
    assert "<script>" not in html


def test_place_of_a_forged_event_is_empty() -> None:
    event: object = SimpleNamespace(_data="not a mapping")

    assert place_of(event) == {}  # type: ignore[arg-type]


def test_download_carries_name_kind_and_bytes() -> None:
    first, second = packed("表.csv", b"a,b"), packed("表.csv", b"a,b")

    assert b64decode(json.loads(first)["data"]) == b"a,b"
    assert json.loads(first)["media"] == "text/csv"
    assert first != second


@pytest.mark.parametrize("text", ["2025-01-31", "2025/01/31", " 2025-01-31 "])
def test_day_is_read(text: str) -> None:
    assert day_of(text) == date(2025, 1, 31)


def test_what_is_no_day_is_said() -> None:
    with pytest.raises(AssistantError):
        day_of("明年")


@pytest.mark.parametrize("given", [None, "x", {"name": "short"}, {"name": "../" * 20}, {"talk": "t"}])
def test_visitor_without_a_proper_name_gets_a_new_one(given: object) -> None:
    first, second = kept(given), kept(given)

    assert len(first["name"]) >= 40
    assert first["name"] != second["name"]


def test_user_who_logged_in_owns_by_name() -> None:
    browser = kept(None)

    assert owner(browser, SimpleNamespace(username="alice")) == "user:alice"
    assert owner(browser, SimpleNamespace(username=None)) == f"browser:{browser['name']}"


def test_page_files_are_in_the_package() -> None:
    package = Path(source_html.__code__.co_filename).parent

    names = {path.name for path in package.iterdir()}
    assert names >= {"style.css", "pages.css", "page.js", "login.html", "words.yaml"}

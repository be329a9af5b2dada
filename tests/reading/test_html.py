"""Saved web pages: the notice comes out whole, the page around it stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.reading import read_file

LONG = "医院党委认真研究巡察反馈意见，逐条制定整改措施，明确责任科室和完成时限。" * 4


def page(body: str, title: str = "关于巡察整改进展情况的通报_某医院网站", charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{title}</title>'
        f"<style>p {{color: red}}</style></head><body>{body}</body></html>"
    )


def read(tmp_path: Path, content: str | bytes, name: str = "页面.html") -> list[str]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [line for line in read_file(path).text.split("\n") if line]


def test_navigation_and_foot_stay_out_and_publication_stays(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        page(
            '<div><ul><li><a href="#">首页</a></li><li><a href="#">新闻中心</a></li></ul></div>'
            '<div>您的位置：<a href="#">首页</a> &gt; <a href="#">公告</a></div>'
            "<h1>关于巡察整改进展情况的通报</h1><div>发布时间：2025-03-01 来源：党办 浏览次数：9</div>"
            f"<div><p>{LONG}</p><p>一、采购管理不规范</p><p>整改情况：已完成。</p></div><p>某医院党委</p>"
            '<div>责任编辑：李四</div><div>上一篇：<a href="#">停诊通知</a></div><p>版权所有 ICP备1号</p>'
        ),
    )

    assert found == [
        "关于巡察整改进展情况的通报", "发布时间：2025-03-01 来源：党办 浏览次数：9", LONG, "一、采购管理不规范",
        "整改情况：已完成。", "某医院党委",
    ]  # fmt: skip


def test_notice_in_two_columns_of_a_layout_table_is_whole(tmp_path: Path) -> None:
    rows = f"<tr><td><a>菜单</a></td><td><p>{LONG}</p><p>一、甲</p></td></tr><tr><td></td><td><p>二、乙</p></td></tr>"
    body = f"<table>{rows}</table>"

    assert read(tmp_path, page(body)) == [LONG, "一、甲", "二、乙"]


def test_data_tables_are_rows_and_spans_keep_columns(tmp_path: Path) -> None:
    body = (
        f"<p>{LONG}</p><table><tr><th>序号</th><th>类别</th><th>问题</th></tr>"
        "<tr><td>1</td><td rowspan=2>采购</td><td>未公开<br>招标</td></tr><tr><td>2</td><td>验收不严</td></tr>"
        "<tr><td colspan=3>二、管理</td></tr></table>"
    )
    path = tmp_path / "a.html"
    path.write_text(page(body), "utf-8")

    document = read_file(path)

    assert document.text.split("\n")[1:5] == [
        "序号\t类别\t问题",
        "1\t采购\t未公开 招标",
        "2\t\t验收不严",
        "二、管理\t\t",
    ]
    assert document.place(document.text.index("验收")) == "表1第3行"


def test_line_breaks_lists_preformatted_and_entities(tmp_path: Path) -> None:
    body = f"<div>{LONG}<br/>一、甲&nbsp;&lt;重点&gt;<br>二、乙"
    body += "<ol><li>丙</li><li>丁<b>戊</b>己</li></ol><pre>三、庚\n四、辛</pre></div>"

    assert read(tmp_path, page(body)) == [LONG, "一、甲\xa0<重点>", "二、乙", "丙", "丁戊己", "三、庚", "四、辛"]


def test_scripts_and_hidden_parts_are_no_text(tmp_path: Path) -> None:
    body = (
        f"<p>{LONG}</p><script>document.write('一、假的')</script><noscript>请启用脚本</noscript>"
        "<p style='DISPLAY : none'>隐藏</p><div hidden>也隐藏</div><p>一、真的</p><!-- 注释 -->"
    )

    assert read(tmp_path, page(body)) == [LONG, "一、真的"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_pages_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    content = page(f"<p>{LONG}</p>", charset="gb2312" if encoding == "gb18030" else encoding)

    assert read(tmp_path, content.encode(encoding)) == [LONG]


def test_fragment_of_an_editor_and_single_file_page_are_pages(tmp_path: Path) -> None:
    head = 'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    archive = head + part + page(f"<p>{LONG}</p>") + "\r\n--b--\r\n"

    assert read(tmp_path, f"<p>{LONG}</p><p>一、甲</p><p>二、乙</p>", "片段.txt") == [LONG, "一、甲", "二、乙"]
    assert read(tmp_path, archive, "页面.mhtml") == [LONG]


@pytest.mark.parametrize(
    "text",
    [
        "关于整改情况的通报\n<p>一、采购管理不规范。\n整改情况：已完成。\n",
        "一、网站栏目<div>更新不及时\n</div>已整改。\n",
        "<b>关于整改情况的通报</b>\n一、甲。\n",
        "单价<5000元、数量>3台的设备\n",
    ],
)
def test_a_stray_tag_does_not_make_a_text_a_page(tmp_path: Path, text: str) -> None:
    path = tmp_path / "通报.txt"
    path.write_text(text, "utf-8")

    document = read_file(path)

    assert (document.media, document.text) == ("txt", text)


def test_page_without_text_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="save it as PDF"):
        read(tmp_path, page("<div id=app></div><script>load()</script>", title=""))


def test_deep_nesting_and_broken_markup_do_not_stop_the_reader(tmp_path: Path) -> None:
    deep = "<div>" * 200 + LONG + "</div>" * 200
    broken = f"<p>{LONG}<p>一、甲<table><td>1<td>乙</p></div></html>尾巴"

    assert read(tmp_path, page(deep)) == [LONG]
    assert read(tmp_path, page(broken))[:2] == [LONG, "一、甲"]

"""A notice's text rendered the way offices publish it: Word, web page, PDF, scan. For round trips and sample files.

What comes out carries the dirt of its kind: automatic numbers in Word, menus round a web page, running heads and page
numbers in a PDF, noise and a slant in a scan.
"""

from __future__ import annotations

import html
import io
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SCAN_DPI = 200
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_CHINESE = "一二三四五六七八九十"
_LABELS = (
    ("chineseCounting", "%1、", re.compile(rf"([{_CHINESE}]{{1,3}})、")),
    ("chineseCounting", "（%1）", re.compile(rf"（([{_CHINESE}]{{1,3}})）")),
    ("decimal", "%1.", re.compile(r"(\d{1,2})\.(?!\d)")),
    ("decimal", "%1、", re.compile(r"(\d{1,2})、")),
    ("decimal", "（%1）", re.compile(r"（(\d{1,2})）")),
)
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_通知公告_示例网站</title>
<style>body{{font-family:serif}}</style><script>var share = "分享到：微信 微博";</script></head><body>
<div class="top"><a href="#">设为首页</a> | <a href="#">加入收藏</a> | <a href="#">无障碍浏览</a></div>
<ul class="menu">{menu}</ul>
<div class="path">您当前的位置：<a href="#">首页</a> &gt; <a href="#">党的建设</a> &gt; <a href="#">通知公告</a></div>
<div class="page"><h1>{title}</h1>
<div class="about">来源：党委办公室　浏览次数：<span>1286</span>　字号：
[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]
<a href="#">【打印】</a></div>
<div class="content">{body}</div>
<div class="editor">责任编辑：党办</div>
<div class="next">上一篇：<a href="#">关于元旦假期门诊安排的通知</a><br>
下一篇：<a href="#">护理部举办技能竞赛</a></div></div>
<div class="side"><h3>相关文章</h3><ul>{side}</ul></div>
<div class="foot">版权所有 示例网站　ICP备00000000号-1　技术支持：信息科</div>
</body></html>
"""
_MENU = ("首页", "医院概况", "新闻中心", "就诊指南", "科室导航", "专家介绍", "党的建设", "信息公开")
_SIDE = ("我院开展消防演练", "关于医保电子凭证使用的公告", "招聘公告", "义诊活动预告", "学术会议通知")
_PRINT = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 28mm 24mm;
  @top-center {{ content: "{title}"; font: 9pt "Noto Serif CJK SC"; }}
  @bottom-center {{ content: "— " counter(page) " —"; font: 9pt "Noto Serif CJK SC"; }} }}
body {{ font: 12pt/1.7 "Noto Serif CJK SC", "Source Han Serif SC", serif; margin: 0; }}
p {{ margin: 0; text-indent: 2em; text-align: justify; }}
p.title {{ text-indent: 0; text-align: center; font-size: 18pt; }}
table {{ border-collapse: collapse; width: 100%; }} td {{ border: 1px solid black; padding: 2pt; }}
</style></head><body>{body}</body></html>
"""


def to_html(text: str) -> bytes:
    """The notice inside a web page with menus, an editor's line and a foot."""
    title, lines = _titled(text)
    page = _PAGE.format(
        title=html.escape(title),
        menu="".join(f'<li><a href="#">{name}</a></li>' for name in _MENU),
        side="".join(f'<li><a href="#">{name}</a></li>' for name in _SIDE),
        body=_body(lines),
    )
    return page.encode()


def _titled(text: str) -> tuple[str, list[str]]:
    """The first line, which heads the page, and the lines under it."""
    lines = [line.strip() for line in text.lstrip("\ufeff").split("\n") if line.strip()]
    return lines[0], lines[1:]


def _body(lines: Sequence[str]) -> str:
    printed, rows = [], list[str]()
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t")) + "</tr>")
            continue
        if rows:
            printed.append(f"<table>{''.join(rows)}</table>")
            rows = []
        if line:
            printed.append(f"<p>{html.escape(line)}</p>")
    return "\n".join(printed)


def browser() -> str | None:
    """A browser that can print to PDF, if there is one."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def to_pdf(text: str) -> bytes:
    """The notice as pages with a running head and page numbers, printed by a browser."""
    program = browser()
    if program is None:
        raise FileNotFoundError(f"printing to PDF needs one of {', '.join(_BROWSERS)}")
    title, lines = _titled(text)
    page = _PRINT.format(title=html.escape(title), body=f'<p class="title">{html.escape(title)}</p>{_body(lines)}')
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, "utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run(
            [*command, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return target.read_bytes()


def to_scan(pdf: bytes, seed: int = 0, quality: int = 80) -> bytes:
    """The pages of a PDF as a copier would scan them: pictures only, slightly askew, with noise."""
    pages = scanned_pages(pdf, seed)
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=SCAN_DPI, quality=quality)
    return buffer.getvalue()


def scanned_pages(pdf: bytes, seed: int = 0) -> list[Any]:
    """The pages of a PDF as pictures a copier would make."""
    return [_scanned(page, random.Random(seed * 1000 + i)) for i, page in enumerate(pictures(pdf))]


def pictures(pdf: bytes) -> list[Any]:
    """Every page of a PDF as a grey picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def _scanned(page: Any, dice: random.Random) -> Any:
    import numpy as np
    from PIL import Image, ImageFilter

    turned = page.rotate(dice.uniform(-0.6, 0.6), resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(dice.uniform(0.3, 0.7)))
    grain = np.random.default_rng(dice.randrange(2**32)).normal(-6, 9, (soft.height, soft.width))
    return Image.fromarray(np.clip(np.asarray(soft, dtype=float) + grain, 0, 255).astype("uint8"))


def to_docx(text: str) -> bytes:
    """The notice as a Word file whose numbers are automatic wherever they count on, and whose tables are tables."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉：内部资料"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    lists = _Lists(document)
    rows: list[list[str]] = []
    for line in [*(one.strip() for one in text.lstrip("\ufeff").split("\n")), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line:
            lists.write(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), max(len(row) for row in rows))
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            table.cell(i, j).text = words


class _Lists:
    """Turns printed numbers into automatic ones, as an editor's "convert to list" does."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._numbering = document.part.numbering_part.element
        self._counts = [0] * len(_LABELS)
        self._current: list[int | None] = [None] * len(_LABELS)
        self._next = 900

    def write(self, line: str) -> None:
        """Add a paragraph."""
        for i, (_, _, pattern) in enumerate(_LABELS):
            match = pattern.match(line)
            value = _value(match[1]) if match else None
            if match is None or value is None:
                continue
            if value == 1:
                self._current[i] = self._new_list(i)
            elif value != self._counts[i] + 1 or self._current[i] is None:
                break
            self._counts[i] = value
            self._numbered(line[match.end() :], self._current[i])
            return
        self._document.add_paragraph(line)

    def _numbered(self, words: str, number: int | None) -> None:
        paragraph = self._document.add_paragraph(words)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number

    def _new_list(self, style: int) -> int:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        number_format, words, _ = _LABELS[style]
        self._next += 1
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._next}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{number_format}"/><w:lvlText w:val="{words}"/></w:lvl></w:abstractNum>'
        )
        first = self._numbering.find("{*}num")
        if first is None:
            self._numbering.append(definition)
        else:
            first.addprevious(definition)
        self._numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{self._next}"><w:abstractNumId w:val="{self._next}"/></w:num>')
        )
        return self._next


def _value(printed: str) -> int | None:
    """The number of 十二 or 12; None where it is written otherwise than Word writes it."""
    if printed.isdecimal():
        return int(printed) if not printed.startswith("0") else None
    tens, ten, ones = printed.rpartition("十")
    value = (_digit(tens) if tens else 1) * 10 if ten else 0
    return value + (_digit(ones) if ones else 0)


def _digit(char: str) -> int:
    return _CHINESE.find(char) + 1

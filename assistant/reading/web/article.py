"""Which lines of a page are the notice.

The innermost element that holds nearly all unlinked words is the article; its heading and the line with the date of
publication may stand before it and come along. Menus, lists of other articles and the page's foot stay out; inside the
article only what is unmistakably furniture does. Losing a finding would be worse than keeping a menu.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.web.blocks import HtmlLine
from assistant.reading.xml import Element

_MOST = 0.85
_LINKED = 0.7
_SHORT = 40
_BETWEEN = re.compile(r"[\s|>›»/·\-\[\]【】]+")
_NAMED = 6
"""Fewer characters of the page's title may be the name of the site."""
_ABOUT = re.compile(
    r"发布(?:时间|日期|机构|单位|人)|(?:信息|文章|稿件)?来源[:： ]|作者[:：]|日期[:：]|成文日期|公开日期"
    r"|\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}"
)
_FOOT = r".{0,40}(?:ICP备|公网安备|版权所有|Copyright|©|技术支持|网站地图|网站标识码|政府网站找错).*"
_FURNITURE = re.compile(
    r"(?:您?的?(?:当前|现在|目前)?的?(?:所在)?的?位置[:：].*|首页(?:\s*[>›»/|-].*)?"
    r"|【?\s*(?:打印|关闭|收藏|返回|纠错|分享)[^。]{0,20}】?|\[?(?:字体|字号)[:：\s]*\[?[大中小].{0,12}"
    r"|.{0,8}(?:上一篇|下一篇|上一条|下一条|上一页|下一页)[:： ].*|分享(?:到|至)[:：]?.{0,30}|扫[一码].{0,30}"
    r"|(?:相关|推荐|热门|延伸|更多)(?:文章|阅读|新闻|链接|信息)[:：]?|返回顶部|回到顶部"
    r"|(?:阅读|浏览|点击)(?:次数|量|数)?[:：]?\s*\d*\s*次?|(?:责任)?编辑[:：]\S{0,12}|审核[:：]\S{0,12}|附件下载[:：]?"
    r"|无障碍(?:浏览|阅读)?|(?:登录|注册|搜索|English)(?:\s*[|/]?\s*(?:登录|注册|搜索|English))*|" + _FOOT + ")",
    re.IGNORECASE,
)


def find_article(root: Element, lines: Sequence[HtmlLine], title: str) -> list[HtmlLine]:
    """The lines of the notice, in order. `title` is the page's own."""
    if not lines:
        return []
    article = _container(root, lines)
    inside = [i for i, line in enumerate(lines) if _within(line.element, article)]
    first, end = _opening(lines, inside[0], title), _close(lines, inside[-1] + 1)
    chosen = [*range(first, inside[0]), *inside, *range(inside[-1] + 1, end)]
    kept = [lines[i] for i in chosen if not _is_furniture(lines[i])]
    return kept or list(lines)


def _weight(line: HtmlLine) -> int:
    """Words that are no link: the measure of an article."""
    return max(0, len(line.text) - line.linked)


def _within(element: Element, container: Element) -> bool:
    return element is container or any(one is container for one in element.iterancestors())


def _container(root: Element, lines: Sequence[HtmlLine]) -> Element:
    """The innermost element that holds most of the page's unlinked words."""
    weights: dict[Element, int] = {}
    for line in lines:
        for element in (line.element, *line.element.iterancestors()):
            weights[element] = weights.get(element, 0) + _weight(line)
    total = weights.get(root, 0)
    best = root
    while True:
        heaviest = max(best, key=lambda one: weights.get(one, 0), default=None)
        if heaviest is None or weights.get(heaviest, 0) < _MOST * total:
            return best
        best = heaviest


def _opening(lines: Sequence[HtmlLine], start: int, title: str) -> int:
    """Where the notice begins: its heading and the lines about its publication may stand before the article."""
    bare = _bare(title)
    first = start
    for i in reversed(range(start)):
        line = lines[i]
        if line.heading or (len(line.text) >= _NAMED and _bare(line.text) in bare):
            return i
        if _is_furniture(line):
            if line.linked and not _ABOUT.search(line.text):
                break
            continue
        first = i
    return first


def _close(lines: Sequence[HtmlLine], end: int) -> int:
    """Where the notice ends: a signature or a last section may stand behind the article, up to the page's foot."""
    while end < len(lines) and not _is_furniture(lines[end]):
        end += 1
    return end


def _bare(words: str) -> str:
    return "".join(words.split())


def _is_linked(line: HtmlLine) -> bool:
    """Whether hardly any words of a line are no links; bars and arrows between them are no words."""
    words = len(_BETWEEN.sub("", line.text))
    return line.linked > _LINKED * words


def _is_furniture(line: HtmlLine) -> bool:
    if _ABOUT.search(line.text) and not re.search(r"ICP备|公网安备|版权所有", line.text):
        return False
    if line.row is None and len(line.text) <= _SHORT and _is_linked(line):
        return True
    return len(line.text) <= 2 * _SHORT and _FURNITURE.fullmatch(line.text.strip(" 　|")) is not None

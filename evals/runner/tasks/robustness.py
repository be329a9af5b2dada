"""Every notice in the forms in which it may reach a reader, against the same gold."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from evals.runner.bench import Bench
from evals.runner.case import Case, Verdict, digest_of
from evals.runner.corpus import Corpus
from evals.runner.tasks.reading import verdict
from evals.suites.model import Change, RobustnessSuite, Variant

_LINES_A_PAGE = 24
_TOP = "首页\n医院概况\n新闻动态\n党建工作\n当前位置：首页 > 党务公开 > 正文\n\n"
_BOTTOM = "\n\n上一篇：关于开展义诊活动的通知\n下一篇：没有了\n版权所有　技术支持：信息科\n"
_NARROW = str.maketrans("，：；（）？！", ",:;()?!")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _paged(text: str) -> str:
    lines = text.split("\n")
    pages = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)]
    return "\n".join("\n".join([*page, f"— {number} —"]) for number, page in enumerate(pages, 1))


CHANGES: dict[Change, Callable[[str], bytes]] = {
    "windows_lines": lambda text: text.replace("\n", "\r\n").encode(),
    "byte_order_mark": lambda text: text.encode("utf-8-sig"),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf16": lambda text: text.encode("utf-16"),
    "double_spacing": lambda text: re.sub(r"\n+", "\n\n", text).encode(),
    "indented": lambda text: re.sub(r"(?m)^(?=[^\s#|>-])", "　　", text).encode(),
    "trailing_spaces": lambda text: re.sub(r"(?m)$", "  ", text).encode(),
    "wide_digits": lambda text: text.translate(_WIDE).encode(),
    "narrow_punctuation": lambda text: text.translate(_NARROW).encode(),
    "page_numbers": lambda text: _paged(text).encode(),
    "web_frame": lambda text: (_TOP + text + _BOTTOM).encode(),
    "no_final_line": lambda text: text.rstrip("\n").encode(),
}


def cases(suite: RobustnessSuite, corpus: Corpus) -> list[Case]:
    """A case a notice and form; only text files have such forms."""
    texts = [path for path in corpus.files if path.suffix in (".txt", ".md")]
    return [_case(suite.name, path, variant, corpus) for variant in suite.variants for path in texts]


def _case(suite: str, path: Path, variant: Variant, corpus: Corpus) -> Case:
    gold = corpus.gold[path.name]

    def judge(bench: Bench) -> Verdict:
        folder = bench.scratch / variant.id
        folder.mkdir(exist_ok=True)
        changed = folder / path.name
        changed.write_bytes(CHANGES[variant.change](path.read_text("utf-8-sig")))
        return verdict(bench.read(changed), gold, f"读取 {path.name}：{variant.id}（{variant.why}）")

    digest = digest_of(gold, variant.model_dump())
    return Case(suite, f"{variant.id}/{path.name}", variant.id, path.name, digest, judge)

"""Whether a notice reports done, further on in the same finding, what it had announced before."""

from __future__ import annotations

import re

from assistant.schema import Commitment, Evidence, Finding
from assistant.text.clauses import clauses
from assistant.text.flat import fold

_DONE = re.compile(
    r"(?:已|均已|现已|业已)(?:于|经|按期|如期|全部|全面)*[^,;。]{0,16}?(?:完成|办结|到位|投用|启用|上线|验收|印发|竣工|交付|结束)"
)
_OPEN = re.compile(r"尚未|未|部分|正在|拟|预计|计划|其中|阶段|前期|第一批|首批|方案|论证|初稿")
_EMPTY = re.compile(
    r"完成|进行|开展|工作|预计|计划|拟|将|已|于|的|了|目前|全部|年|月|日|底|前|\d+|[^\u4e00-\u9fffA-Za-z]"
)
_SAME = 0.8
"""Share of the commitment's bigrams that the later words must hold: parts of a matter do not close it."""
_LEAST = 3


def closing_words(finding: Finding, commitment: Commitment, text: str) -> Evidence | None:
    """The later clause that says this commitment was kept; None where there is none."""
    wanted = _bigrams(commitment.what)
    if len(wanted) < _LEAST:
        return None
    for start, end in finding.spans:
        if end <= commitment.evidence.end:
            continue
        for a, b in clauses(text, max(start, commitment.evidence.end), end):
            flat = fold(text[a:b])
            if _DONE.search(flat) and not _OPEN.search(flat) and len(wanted & _bigrams(flat)) >= _SAME * len(wanted):
                return Evidence.cut(text, a, b)
    return None


def _bigrams(words: str) -> frozenset[str]:
    kept = _EMPTY.sub("|", fold(words))
    return frozenset(kept[i : i + 2] for i in range(len(kept) - 1) if "|" not in kept[i : i + 2])

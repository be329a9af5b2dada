"""The truth about control clauses, read off their wording, independently of the code that writes them."""

from __future__ import annotations

import re

from assistant.extraction.chain.reading import OpenMatter, Sanction

_MATTER = re.compile(r"^\S{2,4}\S{4,6}尚未完成，计划于(\d{4})年(\d{1,2})月底前完成。$")
_SANCTION = re.compile(r"^因\S{4,6}不及时，已对\S{2,4}?(\d+)名责任人进行(\S+?)。$")


def sanction_or_matter(number: int, words: str) -> OpenMatter | Sanction | None:
    """What a control clause says; None for any other clause."""
    if match := _MATTER.match(words):
        return OpenMatter(clause=number, due=f"{match[1]}-{int(match[2]):02d}")
    if match := _SANCTION.match(words):
        return Sanction(clause=number, action=match[2], persons=int(match[1]))
    return None

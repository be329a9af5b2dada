"""What a question leaves out of what it asks for (谈话、检查都不算, 除去信访件的), told apart from what it wants."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?:撇开|抛开|刨去|刨开|刨除|除去|除掉|除开|去掉|不算|不含|不包括|排除|扣除|除了).{2,14}?(?:以外|之外|的|外(?![包聘购院出科地籍来请部伤])|,|，|[)）]|$)"
)
_AFTER = re.compile(
    r"[^,，。;；?？!！()（）]{2,40}?(?:这些|这类|这种|之类|等)?(?:的)?(?:都|均|也|全|一律)*"
    r"(?:不算数?|除外|不计(?:入|在内)?|不作数|不包括在内|不在内|排除在外|不要列?)(?=[,，。;；?？!！)）]|$)"
)
"""What a question leaves out, named before the word that says so (谈话、检查都不算)."""


def left_out(question: str) -> str:
    """What a question leaves out, in its own words."""
    after = _AFTER.finditer(_BEFORE.sub(" ", question))
    return " ".join(match[0] for match in (*_BEFORE.finditer(question), *after))


def kept_of(question: str) -> str:
    """The question without what it leaves out."""
    return _AFTER.sub(" ", _BEFORE.sub(" ", question))

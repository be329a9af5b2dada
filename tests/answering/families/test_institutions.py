"""Names of institutions in a sentence; common nouns that end alike are none."""

from __future__ import annotations

import pytest

from assistant.answering.families.institutions import names_of


@pytest.mark.parametrize(
    ("quote", "names"),
    [
        ("一是集团云岭医院、石塘镇卫生院分别约谈", ["云岭医院", "石塘镇卫生院"]),
        ("与澄湖县人民医院签约", ["澄湖县人民医院"]),
        ("督促各基层医院、村卫生室整改", []),
        ("对标国家三级公立医院", []),
        ("针对医院管理", []),
    ],
)
def test_names_of(quote: str, names: list[str]) -> None:
    assert names_of(quote) == names

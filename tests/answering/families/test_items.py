"""One finding: the sentences that divide what was to be done by how far it is."""

from __future__ import annotations

import pytest

from assistant.answering.families.items import reckons_parts


@pytest.mark.parametrize(
    ("sentence", "divides"),
    [
        ("漏水点共11处，已修好9处，其余2处待配件到货。", True),
        ("4个科室已交账，2个项目的账目正在核对；1个项目未交。", True),
        ("已修好漏水点9处，更换水表3个。", False),
        ("其余2处待配件到货后修好。", False),
    ],
)
def test_a_sentence_divides_by_how_far_things_are(sentence: str, divides: bool) -> None:
    assert reckons_parts(sentence) is divides

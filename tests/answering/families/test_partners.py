"""Questions for the names of partners."""

from __future__ import annotations

import pytest

from assistant.answering.families.partners import asks_partners


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("各傍了哪家大医院,合作啥?", True),
        ("分别跟哪所大学联合培养", True),
        ("各跟哪几家上级医院共建专科", True),
        ("哪家医院整改完成得快", False),
        ("医联体合作怎么改的", False),
    ],
)
def test_partners_are_asked_for(asked: str, wanted: bool) -> None:
    assert asks_partners(asked) is wanted

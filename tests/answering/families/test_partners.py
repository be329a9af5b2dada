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
        ("跟外面结对共建的,哪几家写明了对方名称", True),
        ("哪几家写出了对方名称", False),
        ("哪家医院整改完成得快", False),
        ("医联体合作怎么改的", False),
    ],
)
def test_partners_are_asked_for(asked: str, wanted: bool) -> None:
    assert asks_partners(asked) is wanted

from __future__ import annotations

import pytest

from assistant.records.due import last_day


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2024", "2024-12-31"),
        ("2024-02", "2024-02-29"),
        ("2023-02", "2023-02-28"),
        ("2024-11", "2024-11-30"),
        ("2024-06-15", "2024-06-15"),
    ],
)
def test_last_day_keeps_the_deadline(due: str, expected: str) -> None:
    assert last_day(due) == expected


@pytest.mark.parametrize("due", ["", "年底", "2024-13", "2023-02-29", "2024-01-02-03", "2024-06-00"])
def test_what_is_no_date_is_refused(due: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        last_day(due)

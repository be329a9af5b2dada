from __future__ import annotations

from assistant.answering.passages.columns import labelled_cells

TABLE = "附表\n序号\t反馈问题\t牵头领导\t完成时限\n1\t水泵故障\t何立秋\t2024年8月\n\n说明\t无\t无"


def test_cells_below_a_heading_of_responsibility_or_time_know_it() -> None:
    found = labelled_cells(TABLE)

    assert {TABLE[start : start + 3]: heading for start, heading in found.items()} == {
        "何立秋": "牵头领导",
        "202": "完成时限",
    }

"""Tables measured apart become one page and one plot."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from evals.peers.results import DATA, PAGE, PLOT, Row, Table, merge, share


def table(name: str, good: int, n: int = 4) -> Table:
    rows = (
        Row(name="ours & others", ours=True, figure=share((str(i), i < good) for i in range(n)), cells=("0.1",)),
        Row(name="not measured", cells=("",)),
    )
    return Table(name=name, title=f"Title {name}", about="How.", measure="right", columns=("seconds",), rows=rows)


def test_a_table_takes_the_place_of_its_older_self_and_the_order_is_kept(tmp_path: Path) -> None:
    merge(tmp_path, [table("b", 1)], ["a", "b"])
    merge(tmp_path, [table("a", 2)], ["a", "b"])
    merge(tmp_path, [table("b", 4)], ["a", "b"])

    page = (tmp_path / PAGE).read_text("utf-8")
    assert page.index("Title a") < page.index("Title b")
    assert "| **ours & others** | 1.000 [0.510, 1.000] | 4 | 0.1 |" in page
    assert "0.250" not in page + (tmp_path / DATA).read_text("utf-8")


def test_the_plot_is_a_picture_with_every_figure(tmp_path: Path) -> None:
    merge(tmp_path, [table("a", 2)], ["a"])

    words = "".join(ET.fromstring((tmp_path / PLOT).read_text("utf-8")).itertext())

    assert "ours & others" in words
    assert "0.500  n=4" in words
    assert "not measured" not in words


def test_cases_of_one_report_err_alike() -> None:
    apart = share((str(number), number % 2 == 0) for number in range(40))
    alike = share((str(number % 2), number % 2 == 0) for number in range(40))

    assert apart.value == alike.value == 0.5
    assert alike.high - alike.low > apart.high - apart.low

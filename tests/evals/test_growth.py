"""The growth run measures what it says, on a number of notices that takes seconds."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.growth import COLUMNS, Asked, Point, Searched, TakenIn, ask, plots, search, table, take_in
from evals.plot import Curve, Panel, plotted


def test_a_few_notices_are_taken_in_asked_and_searched(tmp_path: Path) -> None:
    taken = take_in(3, 1, tmp_path)
    asked = ask(3, 1, tmp_path, 4)
    searched = search(3, 1, tmp_path, 4, "hash")

    assert (taken.findings > 20, taken.refused) == (True, 0)
    assert 0 < asked.one[0] <= asked.one[1]
    assert 0 < searched.prose[0] <= searched.prose[1]


@pytest.fixture
def points() -> list[Point]:
    taken = TakenIn(130, 0, 4.0, 6.0, 0.1, 300.0, 2.0)
    asked = Asked(1.5, (0.01, 0.02), (0.03, 0.04), 0.05, "问 0.04", 200.0)
    return [Point(10, taken, asked, Searched(9.0, (0.1, 0.2), 250.0)), Point(100, taken, asked, None)]


def test_table_has_a_row_a_number_and_says_what_was_not_measured(points: list[Point]) -> None:
    head, _, first, second = table(points).splitlines()

    assert [line.count("|") for line in (head, first, second)] == [len(COLUMNS) + 1] * 3
    assert first.startswith("| 10 | 130 | 4.0 | 6.0 | 0.10 |")
    assert second.endswith("| — | — | — |")


def test_curves_are_drawn_on_logarithmic_axes(points: list[Point]) -> None:
    svg = ElementTree.fromstring(plots(points))

    assert len(svg.findall(".//{*}polyline")) == 8
    words = [each.text for each in svg.findall(".//{*}text")]
    assert {"读入（秒）", "回答（秒）", "内存与磁盘（MB）", "10", "100"} <= set(words)


def test_ten_times_as_much_is_one_step_further() -> None:
    drawn = ElementTree.fromstring(plotted([Panel("a", "b", [Curve("c", [(1, 1), (10, 10), (100, 100)])])], "d"))

    spots = drawn.find(".//{*}polyline").get("points").split()
    xs, ys = zip(*(map(float, spot.split(",")) for spot in spots), strict=True)
    assert (round(xs[1] - xs[0], 1), round(ys[0] - ys[1], 1)) == (round(xs[2] - xs[1], 1), round(ys[1] - ys[2], 1))

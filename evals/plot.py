"""Curves as an SVG file, both axes logarithmic: enough for growth, and no library for drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 400, 300, 56, 30, 34, 74
_COLOURS = ("#1f5fa8", "#b4451f", "#3b7d3a", "#7a4b9a")


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of one thing measured, both numbers above 0."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves that share an axis."""

    title: str
    unit: str
    curves: Sequence[Curve]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Whole powers of ten from `low` to `high` over a stretch of the page."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> _Axis:
        low = math.floor(math.log10(min(values)))
        return cls(low, max(low + 1, math.ceil(math.log10(max(values)))), start, end)

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def plotted(panels: Sequence[Panel], along: str) -> str:
    """The panels side by side; `along` names the axis they share the sense of."""
    width = _WIDTH * len(panels)
    drawn = "".join(_panel(panel, along, _WIDTH * place) for place, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" font-family="sans-serif"'
        f' font-size="11" fill="#222"><rect width="{width}" height="{_HEIGHT}" fill="#fff"/>{drawn}</svg>\n'
    )


def _panel(panel: Panel, along: str, left: int) -> str:
    points = [point for curve in panel.curves for point in curve.points]
    across = _Axis.over([x for x, _ in points], left + _LEFT, left + _WIDTH - _RIGHT)
    up = _Axis.over([y for _, y in points], _HEIGHT - _BOTTOM, _TOP)
    parts = [_text(left + _LEFT, 20, f"{panel.title}（{panel.unit}）", size=13)]
    for tick in across.ticks:
        parts.append(_line(across.at(tick), up.start, across.at(tick), up.end))
        parts.append(_text(across.at(tick), up.start + 14, f"{tick:,g}", anchor="middle"))
    for tick in up.ticks:
        parts.append(_line(across.start, up.at(tick), across.end, up.at(tick)))
        parts.append(_text(across.start - 5, up.at(tick) + 4, f"{tick:,g}", anchor="end"))
    parts.append(_text((across.start + across.end) / 2, up.start + 28, along, anchor="middle"))
    for place, curve in enumerate(panel.curves):
        parts.append(_curve(curve, across, up, _COLOURS[place % len(_COLOURS)]))
        parts.append(_key(curve.name, place, left, _COLOURS[place % len(_COLOURS)]))
    return "".join(parts)


def _curve(curve: Curve, across: _Axis, up: _Axis, colour: str) -> str:
    spots = [(across.at(x), up.at(y)) for x, y in curve.points]
    path = " ".join(f"{x},{y}" for x, y in spots)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in spots)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'


def _key(name: str, place: int, left: int, colour: str) -> str:
    x, y = left + _LEFT + (place % 2) * 160, _HEIGHT - 26 + (place // 2) * 16
    return f'<rect x="{x}" y="{y - 8}" width="10" height="10" fill="{colour}"/>{_text(x + 14, y, name)}'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#ddd"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 11) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}">{escape(words)}</text>'

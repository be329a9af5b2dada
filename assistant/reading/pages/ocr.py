"""Characters recognised in a picture of a page; needs the extra `ocr`."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from math import atan2, cos, sin
from statistics import median
from typing import Any

from assistant.errors import ReadingError
from assistant.reading.pages.lines import PageLine

_ONE_AT_A_TIME = threading.Lock()
"""The recogniser keeps what it is at in itself."""
_SURE = 0.5
"""Lines the recogniser is less sure of are more often specks than words."""
_LEVEL = 0.55
"""Share of the height by which pieces of one line overlap."""
_CELL_GAP = 2.5
"""In em: a wider gap parts two cells."""


def recognise(picture: Any, number: int, name: str, scale: float = 1.0) -> tuple[PageLine, ...]:
    """The lines of the picture of page `number`, in reading order; places are in pixels times `scale`.

    `picture` is a numpy array of bytes: grey, or blue-green-red.
    """
    with _ONE_AT_A_TIME:
        found = engine(name)(picture)
    if found.boxes is None or found.txts is None:
        return ()
    boxes = [[(float(x) * scale, float(y) * scale) for x, y in box] for box in found.boxes]
    angle = median(atan2(box[1][1] - box[0][1], box[1][0] - box[0][0]) for box in boxes)
    pieces = [
        _piece(number, text, [_turned(point, -angle) for point in box])
        for box, text, score in zip(boxes, found.txts, found.scores, strict=True)
        if score >= _SURE and text.strip()
    ]
    return tuple(_lines(pieces))


@cache
def _load() -> Any:
    from rapidocr import RapidOCR

    # One page after the other on one thread: several files may be read at once, and threads that wait spin.
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={"Global.log_level": "warning", "Global.use_cls": False, **threads})


def engine(name: str) -> Any:
    """The recogniser, loaded once. Raises ReadingError about the file `name` where the extra is not installed."""
    try:
        return _load()
    except ImportError as e:
        raise ReadingError(
            f"{name!r} is a scan: recognising it needs the extra 'ocr'; "
            "pip install 'rectification-assistant[ocr]', or give a file with text in it",
            message_zh=f"文件“{name}”是扫描件，需要先安装文字识别组件：pip install 'rectification-assistant[ocr]'，"
            "或改用含文字的文件",
        ) from e


def _turned(point: tuple[float, float], angle: float) -> tuple[float, float]:
    """A point of a page that lay askew, as if it had lain straight."""
    x, y = point
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def _piece(number: int, text: str, box: Sequence[tuple[float, float]]) -> PageLine:
    xs, ys = [x for x, _ in box], [y for _, y in box]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    width = sum(0.5 if char < "\u2000" else 1.0 for char in text) or 1.0
    # The box is a little higher than the characters; the width of a line tells their size better.
    size = min(bottom - top, (right - left) / width) if len(text) > 3 else (bottom - top) * 0.8
    return PageLine(number, text.strip(), left, right, top, bottom, size)


def _lines(pieces: Sequence[PageLine]) -> list[PageLine]:
    """Pieces on one level joined to lines, from top to bottom."""
    rows: list[list[PageLine]] = []
    for piece in sorted(pieces, key=lambda one: one.middle):
        row = next((row for row in reversed(rows[-3:]) if _level(row[-1], piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    lines: list[PageLine] = []
    for row in rows:
        lines.extend(_joined(sorted(row, key=lambda one: one.left)))
    return lines


def _level(one: PageLine, other: PageLine) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _LEVEL * min(one.bottom - one.top, other.bottom - other.top)


def _joined(row: Sequence[PageLine]) -> list[PageLine]:
    joined = [row[0]]
    for piece in row[1:]:
        last = joined[-1]
        if piece.left - last.right > _CELL_GAP * max(last.size, piece.size):
            joined.append(piece)
            continue
        joined[-1] = PageLine(
            last.page,
            last.text + piece.text,
            last.left,
            max(last.right, piece.right),
            min(last.top, piece.top),
            max(last.bottom, piece.bottom),
            max(last.size, piece.size),
        )
    return joined

"""Citation marks in running text: runs of numbers are joined so that a count over many records stays readable."""

from __future__ import annotations

from collections.abc import Sequence


def joined(marks: Sequence[str]) -> str:
    """`[1]`, `[2]`, `[3]`, `[7]` as `[1-3][7]`; each number once, in order."""
    numbers = sorted({int(part.rstrip("]")) for mark in marks for part in mark.split("[") if part})
    out: list[str] = []
    start = previous = None
    for number in [*numbers, None]:
        if number is not None and previous is not None and number == previous + 1:
            previous = number
            continue
        if start is not None and previous is not None:
            out.append(f"[{start}]" if start == previous else f"[{start}-{previous}]")
        start = previous = number
    return "".join(out)


def spread(marks: str) -> tuple[int, ...]:
    """The numbers in a string of marks, ranges spelt out."""
    out: list[int] = []
    for part in marks.split("["):
        if part:
            first, _, last = part.split("]")[0].partition("-")
            out += range(int(first), int(last or first) + 1)
    return tuple(out)

"""Where the characters of a shortened text stood in the source, as runs: white space is rare, so runs are few.

One number a run instead of one a character: laying a text out costs what its gaps cost, not what its length costs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import overload


@dataclass(frozen=True, slots=True)
class Origin:
    """A rising map from positions `0..size` to source offsets, read like a sequence.

    Run `k` begins at position `starts[k]` and there stands for source offset `places[k]`; neighbours within a run are
    neighbours in the source.
    """

    starts: tuple[int, ...]
    places: tuple[int, ...]
    size: int

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> Origin: ...

    def __getitem__(self, index: int | slice) -> int | Origin:
        if isinstance(index, slice):
            start, stop, _ = index.indices(self.size)
            return self._cut(start, stop)
        if index < 0:
            index += self.size
        if not 0 <= index < self.size:
            msg = f"position {index} of {self.size}"
            raise IndexError(msg)
        run = bisect_right(self.starts, index) - 1
        return self.places[run] + index - self.starts[run]

    def __iter__(self) -> Iterator[int]:
        ends = (*self.starts[1:], self.size)[: len(self.starts)]
        runs = zip(self.starts, self.places, ends, strict=True)
        return chain.from_iterable(range(place, place + end - start) for start, place, end in runs)

    def __add__(self, other: Origin) -> Origin:
        """The map of this text followed by `other`'s, which lies behind it in the source."""
        starts = (*self.starts, *(start + self.size for start in other.starts))
        return Origin(starts, self.places + other.places, self.size + other.size)

    def at(self, offset: int) -> int:
        """The first position whose source offset is not before `offset`; the size where there is none."""
        run = bisect_right(self.places, offset) - 1
        if run < 0:
            return 0
        end = self.starts[run + 1] if run + 1 < len(self.starts) else self.size
        return min(self.starts[run] + offset - self.places[run], end)

    def _cut(self, start: int, stop: int) -> Origin:
        if start >= stop:
            return Origin((), (), 0)
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, stop - 1)
        starts = (0, *(begin - start for begin in self.starts[first + 1 : last]))
        places = (self[start], *self.places[first + 1 : last])
        return Origin(starts, places, stop - start)

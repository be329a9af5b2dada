"""The matching form of a text: what rules read, while quotes stay as printed.

Notices copied out of PDFs break lines in mid-sentence, put spaces around digits and mix full-width with
half-width punctuation. Rules that look at the printed text would need every variant of every word. They look at
`FlatText.text` instead, and map what they find back to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from assistant.text.radicals import RADICALS
from assistant.text.traditional import SIMPLIFIED

# Full-width ASCII (U+FF01..U+FF5E) folds to ASCII: one character for one character, so offsets stay simple.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord("〔"): ord("["), ord("〕"): ord("]"), ord("【"): ord("["), ord("】"): ord("]"), ord("﹔"): ord(";")}
_FOLD |= {code: SIMPLIFIED.get(plain, plain) for code, plain in RADICALS.items()} | SIMPLIFIED
_DROPPED = re.compile("[\\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class FlatText:
    """A stretch of source text without white space and zero-width characters, punctuation folded to half width.

    `origin[i]` is the offset in the source (code points) of flat character `i`. Folded: `，：；（）！？％．` and every
    other full-width ASCII character become ASCII; `。、《》“”‘’①㈠一` stay as they are. Traditional characters become
    simplified ones, radicals that PDF fonts leave behind the characters they are drawn as.
    """

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> FlatText:
        """Flatten `source[start:end]`; offsets in `origin` are into the whole source."""
        end = len(source) if end is None else min(end, len(source))
        kept: list[str] = []
        origin: list[int] = []
        at = start
        for gap in _DROPPED.finditer(source, start, end):
            kept.append(source[at : gap.start()])
            origin.extend(range(at, gap.start()))
            at = gap.end()
        kept.append(source[at:end])
        origin.extend(range(at, end))
        return cls("".join(kept).translate(_FOLD), tuple(origin))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets, half-open, of flat characters `start..end`; the ends carry no outer white space.

        Raises ValueError for an empty or reversed stretch, which points at no words.
        """
        if not 0 <= start < end <= len(self.text):
            msg = f"no characters between {start} and {end} of {len(self.text)}"
            raise ValueError(msg)
        return self.origin[start], self.origin[end - 1] + 1

    def at(self, offset: int) -> int:
        """The flat position of source offset `offset`, or of the first kept character after it."""
        return bisect_left(self.origin, offset)

    def __len__(self) -> int:
        return len(self.text)


def fold(text: str) -> str:
    """`text` in matching form, without the map back to the source: for keys and comparisons only."""
    return _DROPPED.sub("", text).translate(_FOLD)

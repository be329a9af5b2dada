"""The matching form of a text: what rules read, while quotes stay as printed.

Notices copied out of PDFs break lines in mid-sentence, put spaces around digits and mix full-width with
half-width punctuation. Rules that look at the printed text would need every variant of every word. They look at
`FlatText.text` instead, and map what they find back to the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.origin import Origin
from assistant.text.radicals import RADICALS
from assistant.text.traditional import SIMPLIFIED

# Full-width ASCII (U+FF01..U+FF5E) folds to ASCII: one character for one character, so offsets stay simple.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord("〔"): ord("["), ord("〕"): ord("]"), ord("【"): ord("["), ord("】"): ord("]"), ord("﹔"): ord(";")}
_FOLD |= {code: SIMPLIFIED.get(plain, plain) for code, plain in RADICALS.items()} | SIMPLIFIED
_COMMON = tuple((mark, chr(ord(mark) - 0xFEE0)) for mark in "，：；（）")
_RARE = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_FOLD)) + "]")
_DROPPED = re.compile("[\\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class FlatText:
    """A stretch of source text without white space and zero-width characters, punctuation folded to half width.

    `origin[i]` is the offset in the source (code points) of flat character `i`. Folded: `，：；（）！？％．` and every
    other full-width ASCII character become ASCII; `。、《》“”‘’①㈠一` stay as they are. Traditional characters become
    simplified ones, radicals that PDF fonts leave behind the characters they are drawn as.
    """

    text: str
    origin: Origin

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> FlatText:
        """Flatten `source[start:end]`; offsets in `origin` are into the whole source."""
        end = len(source) if end is None else min(end, len(source))
        kept: list[str] = []
        starts: list[int] = []
        places: list[int] = []
        size, at = 0, start
        for first, last in [*(gap.span() for gap in _DROPPED.finditer(source, start, end)), (end, end)]:
            if first > at:
                kept.append(source[at:first])
                starts.append(size)
                places.append(at)
                size += first - at
            at = last
        return cls(_folded("".join(kept)), Origin(tuple(starts), tuple(places), size))

    def cut(self, start: int, end: int) -> FlatText:
        """The flat characters `start..end` as a text of their own."""
        return FlatText(self.text[start:end], self.origin[start:end])

    def __add__(self, other: FlatText) -> FlatText:
        """This text followed by one from further behind in the source."""
        return FlatText(self.text + other.text, self.origin + other.origin)

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
        return self.origin.at(offset)

    def __len__(self) -> int:
        return len(self.text)


def fold(text: str) -> str:
    """`text` in matching form, without the map back to the source: for keys and comparisons only."""
    return _folded(_DROPPED.sub("", text))


def _folded(text: str) -> str:
    """`text` with every mark in its folded form.

    Almost all of what there is to fold are a few full-width marks; replacing those one by one and looking whether
    anything else is left is several times faster than translating each character.
    """
    for mark, plain in _COMMON:
        text = text.replace(mark, plain)
    return text.translate(_FOLD) if _RARE.search(text) else text

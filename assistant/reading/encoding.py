"""Bytes of a text file -> characters. Chinese offices send UTF-8, GB18030 and UTF-16, with and without a mark.

Valid UTF-8 is hardly ever anything else. For the rest the decodings compete: the true one gives everyday Chinese
characters, the wrong ones rare characters, controls and Latin debris. General detectors guess Big5 or Korean on short
Chinese files; three candidates and one criterion do not.
"""

from __future__ import annotations

import codecs
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 4000
"""Characters looked at when decodings compete."""
_PLAUSIBLE = 0.5
_WHITE = "\t\n\r\f\v\x85"


def decode(data: bytes) -> str | None:
    """The text of `data` without its byte order mark, every character kept; None if it is not text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    texts = [text for name in _CANDIDATES if (text := _strict(data, name)) is not None]
    best = max(texts, key=_everyday_share, default=None)
    return best if best is not None and _everyday_share(best) >= _PLAUSIBLE else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = any(unicodedata.category(char) == "Cc" and char not in _WHITE for char in set(text))
    return None if controls else text


def _everyday_share(text: str) -> float:
    """The share of non-ASCII characters of the basic Chinese set (GB 2312), by which the true decoding shows."""
    seen = [char for char in text[:_SAMPLE] if not char.isspace()]
    return sum(char > "\x7f" and _is_everyday(char) for char in seen) / len(seen) if seen else 0.0


def _is_everyday(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True

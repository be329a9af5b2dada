"""What kind of Party organisation a hospital has: committee, general branch or branch, as the notice's opening says."""

from __future__ import annotations

import re

from assistant.schema import Evidence

_ASKED = re.compile(
    r"(?:(?:设|建|成立)?的?(?P<no>不|并非)?(?:是|只有|只设|只是)|(?<![\u4e00-\u9fff])(?:设|建|成立)了?的?)"
    r"(?P<kind>党委|党总支|总支|党支部|支部)"
    r"(?!书记|会|委员|办|班子|领导|副|成员|理论|换届|[\u4e00-\u9fff]{0,3}(?:责任|问题))"
)
_INSPECTED = re.compile(
    r"对[^，。；\n]{2,40}?(?P<kind>党委|党总支|党支部|支部委员会|总支部)[^，。；\n]{0,12}(?:巡察|巡视)"
)
_SIGNED = re.compile(r"(?P<kind>总支部|总支|党总支|支部|党支部|委员会|党委)(?:委员会)?(?:关于|落实|巡[察视])")


def body_asked(question: str) -> tuple[str, bool] | None:
    """The kind a question picks hospitals by, and whether those that have another are wanted."""
    match = _ASKED.search(question)
    return (_kind(match["kind"]), match["no"] is not None) if match else None


def bodies_asked(question: str) -> tuple[str, ...]:
    """The kinds a question picks hospitals by, each once, in its order (设党委的几家, 设党总支的几家)."""
    return tuple(dict.fromkeys(_kind(match["kind"]) for match in _ASKED.finditer(question)))


def without_body(question: str) -> str:
    """The question without the words that ask for it."""
    return _ASKED.sub(" ", question)


def body_of(text: str) -> tuple[str, Evidence] | None:
    """The kind a notice gives, with its words: whom the inspection was of, else who signs its title."""
    match = _INSPECTED.search(text) or _SIGNED.search(text[:400])
    return (_kind(match["kind"]), Evidence.cut(text, match.start(), match.end())) if match else None


def _kind(words: str) -> str:
    if "总支" in words:
        return "党总支"
    return "党支部" if "支部" in words else "党委"

"""Questions to answers: understanding, evidence from the records and the prose, composition. The engine is `Answerer`.

The engine is loaded at first use: faces that only need the answer's types do not pay for word lists and converters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answering.answerer import Answerer

__all__ = ["Answerer"]


def __getattr__(name: str) -> Any:
    if name == "Answerer":
        from assistant.answering.answerer import Answerer

        return Answerer
    raise AttributeError(name)

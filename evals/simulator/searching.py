"""A model that calls tools, simulated: it looks the question up, then writes of what it found as another brain does."""

from __future__ import annotations

import json
import re

from evals.simulator.brain import Brain, ChatRequest, Reply

_QUESTION = re.compile(r"\n问题：(.*)\Z", re.DOTALL)


class Searching:
    """Searches the passages for the words of the question; `prose` then writes from what came back."""

    def __init__(self, prose: Brain) -> None:
        self._prose = prose

    def reply(self, request: ChatRequest) -> Reply:
        """A call, then words."""
        asked = next(message["content"] for message in request.messages if message["role"] == "user")
        question = _QUESTION.search(asked)
        words = question[1].strip()[:120] if question else ""
        if not request.results:
            return Reply(json.dumps({"question": words}, ensure_ascii=False), tool="search_passages")
        facts = "\n".join(f"- {line.removeprefix('- ')}" for line in "\n".join(request.results).split("\n") if line)
        shown = f"事实：\n{facts}\n\n问题：{words}"
        return self._prose.reply(ChatRequest({"messages": [{"role": "user", "content": shown}]}))

"""What readers say is wrong, as cases for the evals: lines in the form that `assistant ask --batch` reads."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.ui.conversations import Talk


class Feedback:
    """A file of cases, a line each: `turns` as asked, and the answer that was found wanting."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def cases(self) -> list[dict[str, Any]]:
        """The cases, newest first, each question once."""
        if not self._path.exists():
            return []
        with self._lock:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        found = {case["id"]: case for case in map(json.loads, filter(None, lines))}
        return list(reversed(found.values()))

    def wrong(self, talk: Talk, question: str) -> bool:
        """Note that the answer to `question` in this conversation is wrong; False where it holds no such question."""
        asked = talk.questions
        if question not in asked:
            return False
        turns = asked[: len(asked) - asked[::-1].index(question)]
        answer = talk.turns[len(turns) - 1].answer
        case = {
            "id": "feedback-" + hashlib.sha256("\n".join(turns).encode()).hexdigest()[:12],
            "turns": turns,
            "noted": datetime.now(UTC).isoformat(timespec="seconds"),
            "wrong_answer": answer.answer,
            "plan": answer.plan,
        }
        appending = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with self._lock, os.fdopen(os.open(self._path, appending, 0o600), "a", encoding="utf-8") as file:
            file.write(json.dumps(case, ensure_ascii=False) + "\n")
        return True

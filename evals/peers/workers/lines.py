"""The loop of a worker: a JSON object a line on standard input, one a line back."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

Message = dict[str, Any]
Operation = Callable[[Message], Message]


def serve(operations: Mapping[str, Operation]) -> None:
    """Answer requests `{"op": name, ...}` until the input ends.

    An error of the peer is an answer (`{"error": ...}`), since one question that fails must not cost the others.
    """
    # What a peer prints must not stand between the answers: standard output becomes standard error for all but us.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        for line in sys.stdin:
            request = json.loads(line)
            # The outermost loop of the process: whatever goes wrong is told to the other side.
            try:
                answer = operations[request.pop("op")](request)
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            out.flush()

"""Files that a visitor names: only those that were uploaded, whatever component of the page they are named to.

Gradio takes a file in any event by its path or address. Mounted, it does not check the path, and it fetches addresses:
a visitor could have the server read its own files, or call others. So what an event names is looked at before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_EVENTS = "/gradio_api/"
_UPLOAD = "/gradio_api/upload"


class OwnFilesOnly:
    """Refuses events of the page that name a file outside the folder of uploads."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, or refuse. The body is read whole: its length was limited before."""
        if scope["type"] != "http" or scope["method"] != "POST" or not _is_event(scope["path"]):
            await self._app(scope, receive, send)
            return
        try:
            body = await Request(scope, receive).body()
        except ClientDisconnect:
            return
        if not self._harmless(body):
            await PlainTextResponse("只能使用刚上传的文件。", 403)(scope, receive, send)
            return
        await self._app(scope, _replayed(body, receive), send)

    def _harmless(self, body: bytes) -> bool:
        if not body:
            return True
        try:
            return all(self._is_own(path) for path in _paths(json.loads(body)))
        except (ValueError, RecursionError):
            return False

    def _is_own(self, path: object) -> bool:
        """Whether it lies in the folder of uploads, by the letter and where links lead."""
        if not isinstance(path, str) or "\0" in path or not Path(path).is_absolute():
            return False
        return Path(path).resolve().is_relative_to(self._folder)


def _is_event(path: str) -> bool:
    return _EVENTS in path and not path.rstrip("/").endswith(_UPLOAD)


def _paths(value: Any) -> Iterator[object]:
    """What the value names as files: whatever stands under `path` beside a `meta`."""
    if isinstance(value, dict):
        if "path" in value and "meta" in value:
            yield value["path"]
        for inner in value.values():
            yield from _paths(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body first, then what really comes."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving

"""Holds up whoever asks too often. Stands behind the login, where it is known who asks."""

from __future__ import annotations

import math

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access.guard import SAFE_METHODS
from assistant.access.limits import Allowance, origin_of

VISITOR = "assistant.visitor"
"""The key of the scope under which a login notes the user."""
_PAGE_PER_MINUTE = 1200
"""Clicks and questions on the page, several requests each; reading it is not counted."""


class Turnstile:
    """Counts requests by user, or by address where there is no login."""

    def __init__(self, app: ASGIApp, *, api_per_minute: int, page_per_minute: int = _PAGE_PER_MINUTE) -> None:
        self._app = app
        self._api, self._page = Allowance(api_per_minute), Allowance(page_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, or say how many seconds to wait."""
        wait = self._wait(Request(scope)) if scope["type"] == "http" else 0
        if not wait:
            await self._app(scope, receive, send)
            return
        headers = {"Retry-After": str(math.ceil(wait))}
        await PlainTextResponse("请求过于频繁，请稍后再试。", 429, headers=headers)(scope, receive, send)

    def _wait(self, request: Request) -> float:
        visitor = request.scope.get(VISITOR) or origin_of(request.client.host if request.client else None)
        if request.url.path.startswith("/api/"):
            return self._api.wait(visitor)
        return 0.0 if request.method in SAFE_METHODS else self._page.wait(visitor)

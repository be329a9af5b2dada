"""The login before the page where it is served beyond this machine: sessions, a rate limit, nothing without either."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.ui.users import Users

COOKIE = "rectification_session"
_PAGE = Path(__file__).with_name("login.html").read_text(encoding="utf-8")
_SESSION_SECONDS = 12 * 3600
_FAILURES = 5
"""Wrong passwords from one address, or for one name, within the window, before both have to wait."""
_WINDOW_SECONDS = 300
_MAX_BODY = 4096


class Sessions:
    """Who is logged in: unguessable tokens that expire. In memory, so a restart logs everybody out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, tuple[str, float]] = {}

    def begin(self, user: str) -> str:
        """A new session's token."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._held = {key: kept for key, kept in self._held.items() if kept[1] > now}
            self._held[token] = (user, now + _SESSION_SECONDS)
        return token

    def user(self, token: str | None) -> str | None:
        """Whose session it is; None where it is nobody's any more."""
        with self._lock:
            user, until = self._held.get(token or "", (None, 0.0))
        return user if until > self._clock() else None

    def end(self, token: str | None) -> None:
        """Log out."""
        with self._lock:
            self._held.pop(token or "", None)


class RateLimit:
    """Counts failures by address and by name, so that neither one guesser nor many can try on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[str, list[float]] = {}

    def blocked(self, *keys: str) -> bool:
        """Whether one of these has failed too often of late."""
        with self._lock:
            return any(len(self._recent(key)) >= _FAILURES for key in keys)

    def failed(self, *keys: str) -> None:
        """Count a failure for each."""
        with self._lock:
            for key in keys:
                self._failed[key] = [*self._recent(key), self._clock()]
            if len(self._failed) > 10_000:
                self._failed = {key: times for key in self._failed if (times := self._recent(key))}

    def _recent(self, key: str) -> list[float]:
        since = self._clock() - _WINDOW_SECONDS
        return [at for at in self._failed.get(key, ()) if at > since]


class LoginGate:
    """Stands before an application: without a session, there is the login form and nothing else."""

    def __init__(self, app: ASGIApp, users: Users, sessions: Sessions, limit: RateLimit) -> None:
        self._app = app
        self._users = users
        self._sessions = sessions
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through whoever has a session."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            # The page needs no web socket.
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        response = await self._answer(request)
        await (response or self._app)(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        path, token = request.url.path, request.cookies.get(COOKIE)
        if path == "/login":
            return await self._login(request) if request.method == "POST" else _form()
        if path == "/logout" and request.method == "POST":
            self._sessions.end(token)
            left = RedirectResponse("/login", status_code=303)
            left.delete_cookie(COOKIE)
            return left
        if self._sessions.user(token):
            return None
        wants_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        return RedirectResponse("/login", status_code=303) if wants_page else PlainTextResponse("未登录", 401)

    async def _login(self, request: Request) -> Response:
        name, password = await _credentials(request)
        keys = (f"address:{request.client.host if request.client else ''}", f"name:{name}")
        if self._limit.blocked(*keys):
            return _form("尝试次数过多，请五分钟后再试。", status=429)
        # Hashing takes a tenth of a second of work on purpose: not on the event loop.
        if not await run_sync(self._users.check, name, password):
            self._limit.failed(*keys)
            return _form("用户名或密码不对。", status=401)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            COOKIE, self._sessions.begin(name), max_age=_SESSION_SECONDS, httponly=True, samesite="strict",
            secure=request.url.scheme == "https",
        )  # fmt: skip
        return response


def user_of(sessions: Sessions) -> Callable[[Any], str | None]:
    """What tells Gradio who asks."""

    def user(request: Request) -> str | None:
        return sessions.user(request.cookies.get(COOKIE))

    return user


async def _credentials(request: Request) -> tuple[str, str]:
    """What the form sent; empty where it sent anything else."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            return "", ""
    try:
        fields = parse_qs(body.decode())
    except UnicodeDecodeError:
        return "", ""
    return fields.get("name", [""])[0][:64], fields.get("password", [""])[0][:256]


def _form(problem: str = "", *, status: int = 200) -> HTMLResponse:
    said = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY, "X-Frame-Options": "DENY"}
    return HTMLResponse(_PAGE.replace("PROBLEM", said), status_code=status, headers=headers)


_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"

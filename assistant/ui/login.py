"""The login before the page where it is served beyond this machine: nothing without a session or a token."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qs

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access.limits import Failures, origin_of
from assistant.access.sessions import SESSION_SECONDS, Sessions
from assistant.access.turnstile import VISITOR
from assistant.access.users import Users
from assistant.ui.languages import language_of, switch_html
from assistant.ui.words import Words, words

COOKIE = "rectification_session"
_PAGE = Path(__file__).with_name("login.html").read_text(encoding="utf-8")
_BEARER = "bearer "
_MAX_BODY = 4096
_CHECKED_AT_ONCE = 2
"""Passwords: each check takes 64 MB and a tenth of a second of work on purpose."""


class LoginGate:
    """Stands before an application: without a session or a user's token, there is the login form and nothing else.

    The user is noted in the scope, for whatever comes behind.
    """

    def __init__(self, app: ASGIApp, users: Users, sessions: Sessions, failures: Failures) -> None:
        self._app = app
        self._users = users
        self._sessions = sessions
        self._failures = failures
        self._checking = CapacityLimiter(_CHECKED_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through whoever has a session or a token."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            # The page needs no web socket.
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        user = self._user(request)
        response = await self._answer(request, user)
        await (response or self._app)({**scope, VISITOR: user}, receive, send)

    def _user(self, request: Request) -> str | None:
        given = request.headers.get("authorization", "")
        if not given.lower().startswith(_BEARER):
            return self._sessions.user(request.cookies.get(COOKIE))
        # A token opens what programs use, and nothing that a browser shows.
        is_program = request.url.path.startswith("/api/") and not self._failures.blocked(_origin(request))
        user = self._users.user_of_token(given[len(_BEARER) :].strip()) if is_program else None
        if is_program and user is None:
            self._failures.failed(_origin(request))
        return user

    async def _answer(self, request: Request, user: str | None) -> Response | None:
        path = request.url.path
        w = words(language_of(request))
        if path == "/login":
            return await self._login(request, w) if request.method == "POST" else _form(w)
        if path == "/logout" and request.method == "POST":
            self._sessions.end(request.cookies.get(COOKIE))
            left = RedirectResponse("/login", status_code=303)
            left.delete_cookie(COOKIE)
            return left
        if user is not None:
            return None
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse("/login", status_code=303)
        return PlainTextResponse(w("login.needed"), 401, headers={"WWW-Authenticate": "Bearer"})

    async def _login(self, request: Request, w: Words) -> Response:
        name, password = await _credentials(request)
        origin = _origin(request)
        if self._failures.blocked(origin, name):
            return _form(w, w("login.slow_down"), status=429)
        if not await run_sync(self._users.check, name, password, limiter=self._checking):
            self._failures.failed(origin, name)
            return _form(w, w("login.wrong"), status=401)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            COOKIE, self._sessions.begin(name), max_age=SESSION_SECONDS, httponly=True, samesite="strict",
            secure=request.url.scheme == "https",
        )  # fmt: skip
        return response


def user_of(request: Request) -> str | None:
    """What tells Gradio who asks, behind the gate."""
    user: str | None = request.scope.get(VISITOR)
    return user


def _origin(request: Request) -> str:
    return origin_of(request.client.host if request.client else None)


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


def _form(w: Words, problem: str = "", *, status: int = 200) -> HTMLResponse:
    said = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    values = {name.upper(): word for name, word in w.group("login").items()}
    values |= {"LOCALE": w.locale, "BRAND": w("page.title"), "PROBLEM": said, "SWITCH": switch_html(w)}
    filled = Template(_PAGE).substitute(values)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY, "X-Frame-Options": "DENY"}
    return HTMLResponse(filled, status_code=status, headers=headers)


_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"

"""Stands before everything that is served: the right host, the right site, not too much, nothing but what is offered.

Gradio brings routes that this page has no use for (files of the server, a proxy, editing the program). What the page
needs is let through by name, everything else is not there.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_MEGABYTE = 2**20
_BODY = 8 * _MEGABYTE
_API_BODY = 64 * 1024
_UPLOADS_AT_ONCE = 10
"""An upload may be a folder: this many times the limit of one file together."""
_API = re.compile(r"/api/.+")
_PAGE = re.compile(
    r"/(?:login|logout|language/\w+|config|theme\.css|favicon\.ico|manifest\.json|robots\.txt"
    r"|pwa_icon(?:/\d+)?|(?:assets|static|svelte)/.+"
    r"|gradio_api/(?:queue/(?:join|data)|run/\w+|upload|upload_progress|heartbeat/\w+|cancel|reset|startup-events"
    r"|app_id|user|login_check|token|theme\.css|info)/?"
    r")?"
)
_UPLOAD = re.compile(r".*/gradio_api/upload/?")
_STILL = re.compile(r".*/(?:assets|static|svelte)/.+")
"""What a browser may keep: files of the page, the same for everybody."""
_HEADERS = {
    # Gradio's page runs scripts of its own inline and by `Function`; what is kept out is every other place.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guard:
    """Refuses what no visitor of the page or program of the interface would send."""

    def __init__(
        self, app: ASGIApp, *, upload_mb: int, only_loopback: bool = False, mounts: Iterable[str] = ("",)
    ) -> None:
        """`upload_mb` limits one file; with `only_loopback` it answers to no name but this machine's."""
        self._app = app
        self._upload_bytes = upload_mb * _MEGABYTE * _UPLOADS_AT_ONCE
        self._only_loopback = only_loopback
        self._mounts = tuple(mounts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let through with headers on what goes out."""
        if scope["type"] == "websocket":
            # The page needs none.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._refusal(request) or self._app
        await answer(scope, receive, _with_headers(send, request.url.path))

    def _refusal(self, request: Request) -> Response | None:
        path = request.url.path
        if self._only_loopback and not is_loopback(_host(request.headers.get("host", ""))):
            # A name of another site that was made to point here: its pages would be of the same origin as this one.
            return PlainTextResponse("不接受这个主机名；对外提供请用 --host 并添加用户。", 421)
        if _from_elsewhere(request.method, request.headers):
            return PlainTextResponse("不接受其他网站发来的请求。", 403)
        if not (_API.fullmatch(path) or self._offers(path)):
            return PlainTextResponse("没有这个地址。", 404)
        if "transfer-encoding" in request.headers:
            return PlainTextResponse("请注明内容长度。", 411)
        if _length(request.headers) > self._most_bytes(path):
            return PlainTextResponse("内容超过上限。", 413)
        return None

    def _offers(self, path: str) -> bool:
        return any(path.startswith(mount) and _PAGE.fullmatch(path[len(mount) :] or "/") for mount in self._mounts)

    def _most_bytes(self, path: str) -> int:
        if _API.fullmatch(path):
            return _API_BODY
        return self._upload_bytes if _UPLOAD.fullmatch(path) else _BODY


def is_loopback(host: str) -> bool:
    """Whether a host, by name or address, is this machine and can be nothing else."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _from_elsewhere(method: str, headers: Headers) -> bool:
    """Whether a page of another site sends this. A link on one may lead here; nothing else may come from there."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        leads_here = method in SAFE_METHODS and headers.get("sec-fetch-mode") == "navigate"
        return site not in ("same-origin", "none") and not leads_here
    # Browsers say the site only to places they trust: https and this machine. Elsewhere they still say the origin.
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def _host(named: str) -> str:
    """The host of a Host header, without the port; empty where it is none."""
    try:
        return urlsplit(f"//{named}").hostname or ""
    except ValueError:
        return ""


def _length(headers: Headers) -> float:
    given = headers.get("content-length", "0")
    return int(given) if given.isascii() and given.isdigit() else float("inf")


def _with_headers(send: Send, path: str) -> Send:
    """`send`, with the headers of all responses; what a response says itself stays."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if not _STILL.fullmatch(path):
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending

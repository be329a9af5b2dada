"""Serves the page in every language, on this machine only unless a login stands before it."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.access.files import OwnFilesOnly
from assistant.access.guard import Guard, is_loopback
from assistant.access.limits import Failures
from assistant.access.sessions import Sessions
from assistant.access.turnstile import Turnstile
from assistant.access.users import users_of
from assistant.api.inquiry import Core
from assistant.api.routes import PREFIX, build_api
from assistant.errors import ConfigurationError
from assistant.settings import Settings
from assistant.terminal import stderr
from assistant.ui.app import STYLES, build_app, script, theme
from assistant.ui.languages import MOUNTS, LanguageGate, gradio_words
from assistant.ui.login import LoginGate, user_of
from assistant.ui.port import Service
from assistant.ui.shared import shared_by_pages
from assistant.ui.words import Language, words

_HEAD = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_CONNECTIONS = 1000
"""Open at once; an open page holds two."""
_IDLE_SECONDS = 75
"""Before a connection that is not used is closed: longer than people think between two questions, and than proxies keep
theirs, or one or the other would now and then send a request into a connection that is just being closed."""
_WAITING = 100
"""Questions that wait for their turn on the page of a language; those beyond are told to come back."""
_SHUTDOWN_SECONDS = 3
"""How long open pages, which always listen, may hold up the end."""


OnUp = Callable[[], object]


class Served(Core, Service, Protocol):
    """The core as both the page and the programs see it."""


class _Server(uvicorn.Server):
    """Says when the page is there."""

    def __init__(self, config: uvicorn.Config, on_up: OnUp) -> None:
        super().__init__(config)
        self._on_up = on_up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets=sockets)
        if self.started:
            self._on_up()


def launch(service: Served, settings: Settings, *, block: bool = True, on_up: OnUp = lambda: None) -> str:
    """Serve the page where `settings` say (port 0 takes a free one) and give its address.

    `on_up` is called, quickly to return, once the page answers: what it begins does not hold up the page.

    On this machine alone it is served as it is; anywhere else, a login stands before it.

    Raises:
        ConfigurationError: the host can be reached from outside and nobody is allowed in yet, or the port is taken.
    """
    if settings.login or not is_loopback(settings.host):
        return serve_behind_login(service, settings, block=block, on_up=on_up)
    app = Turnstile(_pages(service, settings), api_per_minute=settings.requests_per_minute)
    return _served(_guarded(app, settings, only_loopback=True), settings, block=block, on_up=on_up)


def serve_behind_login(service: Served, settings: Settings, *, block: bool = True, on_up: OnUp = lambda: None) -> str:
    """Serve the page to users of the users file only. Raises `ConfigurationError` where there are none."""
    users = users_of(settings)
    if not users.names():
        command = f"assistant user add NAME --data-dir {settings.data_dir}"
        msg = f"{settings.host!r} is reachable from outside and needs a login: add a user first with `{command}`"
        zh = f"在本机以外提供页面需要登录，请先添加用户：{command}"
        raise ConfigurationError(msg, message_zh=zh)
    pages = _pages(service, settings, auth_dependency=user_of)
    app = Turnstile(pages, api_per_minute=settings.requests_per_minute)
    gate = LoginGate(app, users, Sessions(users), Failures())
    return _served(_guarded(gate, settings, only_loopback=False), settings, block=block, on_up=on_up)


def _guarded(app: ASGIApp, settings: Settings, *, only_loopback: bool) -> ASGIApp:
    return Guard(
        LanguageGate(app), upload_mb=settings.max_upload_mb, only_loopback=only_loopback, mounts=MOUNTS.values()
    )


def _pages(service: Served, settings: Settings, **options: Any) -> ASGIApp:
    """One page a language over what they share, and the interface for programs beside them."""
    uploads = _private_uploads(settings)
    app = FastAPI(openapi_url=None)
    app.mount(PREFIX, build_api(service))
    shared = shared_by_pages(settings)
    for language, mount in MOUNTS.items():
        page = build_app(service, settings, shared, words(language)).queue(
            default_concurrency_limit=8, max_size=_WAITING
        )
        gr.mount_gradio_app(app, page, path=mount, **options, **_options(settings, language))
        # Mounted, Gradio takes it that nothing is served yet, and checks no path that an event names.
        page.has_launched = True
    return OwnFilesOnly(app, uploads)


def _private_uploads(settings: Settings) -> Path:
    """Where uploads come in: a folder that only this user reads, not the machine's common one. Gone after an hour."""
    folder = settings.data_dir.resolve() / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    # Gradio takes it from the environment alone, when a page is built.
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    return folder


def _served(app: ASGIApp, settings: Settings, *, block: bool, on_up: OnUp) -> str:
    taken = _socket(settings)
    address = f"http://{_named(settings.host)}:{taken.getsockname()[1]}/"
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )  # fmt: skip
    server = _Server(config, on_up)
    if block:
        stderr().print(f"页面：{address}（按 Ctrl+C 结束）", markup=False)
        server.run(sockets=[taken])
        return address
    threading.Thread(target=server.run, args=([taken],), name="page", daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return address


def _socket(settings: Settings) -> socket.socket:
    """Taken before the page is served, so that a port that is in use is said at once."""
    try:
        family, *_, place = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(place[:2], family=family)
    except OSError as error:
        raise ConfigurationError(
            f"{settings.host}:{settings.port} cannot be listened on: {error.strerror}; choose another --port",
            message_zh=f"无法在 {settings.host}:{settings.port} 提供页面（端口可能已被占用），请用 --port 换一个端口。",
        ) from error


def _named(host: str) -> str:
    """The host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def _options(settings: Settings, language: Language) -> dict[str, Any]:
    """What holds however the page is served."""
    w = words(language)
    return {
        "ssr_mode": False,
        "footer_links": [],
        # Gradio would otherwise keep every question and answer in the browser.
        "run_history": False,
        "css_paths": STYLES,
        "js": script(w),
        "head": _HEAD,
        "theme": theme(),
        "enable_monitoring": False,
        # What went wrong inside is for the log; errors meant for a reader are shown all the same.
        "show_error": False,
        "max_file_size": f"{settings.max_upload_mb}mb",
        "i18n": gr.I18n(**gradio_words(w)),
    }

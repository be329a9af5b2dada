"""Builds the page and serves it, on this machine only unless a login stands before it."""

from __future__ import annotations

import ipaddress
import os
import threading
from pathlib import Path
from typing import Any

# Before the import: Gradio reads it once. Nothing of this product calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
import uvicorn
from fastapi import FastAPI

from assistant.errors import ConfigurationError
from assistant.settings import Settings
from assistant.ui.chat import ChatPage
from assistant.ui.conversations import Conversations
from assistant.ui.downloads import saver
from assistant.ui.feedback import Feedback
from assistant.ui.findings import FindingsPage
from assistant.ui.links import listener
from assistant.ui.login import LoginGate, RateLimit, Sessions, user_of
from assistant.ui.overviews import AuditPage, ComparePage, DuePage
from assistant.ui.port import Service
from assistant.ui.reports import ReportsPage
from assistant.ui.setup import SetupPage
from assistant.ui.source import opener, source_panel
from assistant.ui.users import users_of
from assistant.ui.visitors import browser_state

_HERE = Path(__file__).parent
_STYLES = [_HERE / "style.css", _HERE / "pages.css"]
_SCRIPT = (_HERE / "page.js").read_text(encoding="utf-8")
_FONTS = [
    "Source Han Sans SC",
    "Noto Sans CJK SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "sans-serif",
]
_HEAD = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_QUIET: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}


def build_app(service: Service, settings: Settings) -> gr.Blocks:
    """The whole page over a core."""
    conversations = Conversations(settings.data_dir / "conversations.db")
    page = gr.Blocks(title="整改通报问答", analytics_enabled=False, fill_width=True)
    with page:
        browser = browser_state(settings.data_dir)
        gr.HTML("<h1>整改通报问答</h1>", elem_id="brand")
        cite, report, narrow, save = listener("cite"), listener("report"), listener("filter"), saver()
        with gr.Row(elem_id="workbench"):
            with gr.Column(elem_id="main", scale=1), gr.Tabs(elem_id="pages") as tabs:
                with gr.Tab("问答", id="chat"):
                    chat = ChatPage(service, conversations, Feedback(settings.data_dir / "feedback.jsonl"), browser)
                with gr.Tab("通报", id="reports") as reports_tab:
                    reports = ReportsPage(service, settings)
                with gr.Tab("问题清单", id="findings") as findings_tab:
                    findings = FindingsPage(service)
                with gr.Tab("比较", id="compare") as compare_tab:
                    compare = ComparePage(service)
                with gr.Tab("到期", id="due") as due_tab:
                    due = DuePage(service)
                with gr.Tab("核查", id="audit") as audit_tab:
                    audit = AuditPage(service)
                with gr.Tab("设置", id="setup") as setup_tab:
                    setup = SetupPage(service, settings)
            with gr.Column(elem_id="side", scale=0):
                source = source_panel()
        cite.click(opener(service), None, source, **_QUIET)
        chat.wire(page)
        reports.wire(reports_tab, tabs, report, source, save)
        findings.wire(findings_tab, tabs, narrow, save)
        compare.wire(compare_tab, save)
        due.wire(due_tab, save)
        audit.wire(audit_tab, save)
        setup.wire(setup_tab)
    return page


def launch(service: Service, settings: Settings, *, block: bool = True) -> str:
    """Serve the page where `settings` say (port 0 takes a free one) and give its address.

    On this machine alone it is served as it is; anywhere else, a login stands before it.

    Raises:
        ConfigurationError: the host can be reached from outside, and nobody is allowed in yet.
    """
    if not _is_loopback(settings.host):
        return serve_behind_login(service, settings, block=block)
    launched: Any = build_app(service, settings).queue(default_concurrency_limit=8).launch(
        server_name=settings.host,
        server_port=settings.port or None,
        share=False,
        inbrowser=False,
        prevent_thread_lock=not block,
        quiet=not block,
        **_options(settings),
    )  # fmt: skip
    return str(launched[1])


def serve_behind_login(service: Service, settings: Settings, *, block: bool = True) -> str:
    """Serve the page to users of the users file only. Raises `ConfigurationError` where there are none."""
    users = users_of(settings)
    if not users.names():
        command = f"python -m assistant.ui.users add NAME --data-dir {settings.data_dir}"
        msg = f"{settings.host!r} is reachable from outside and needs a login: add a user first with `{command}`"
        zh = f"在本机以外提供页面需要登录，请先添加用户：{command}"
        raise ConfigurationError(msg, message_zh=zh)
    sessions = Sessions()
    page = build_app(service, settings).queue(default_concurrency_limit=8)
    app = gr.mount_gradio_app(
        FastAPI(openapi_url=None), page, path="", auth_dependency=user_of(sessions), **_options(settings)
    )
    gate = LoginGate(app, users, sessions, RateLimit())
    server = uvicorn.Server(uvicorn.Config(gate, settings.host, settings.port, log_level="warning"))
    if block:
        server.run()
    else:
        threading.Thread(target=server.run, name="page", daemon=True).start()
    return f"http://{settings.host}:{settings.port}/"


def _options(settings: Settings) -> dict[str, Any]:
    """What holds however the page is served."""
    return {
        "ssr_mode": False,
        "footer_links": [],
        "css_paths": _STYLES,
        "js": _SCRIPT,
        "head": _HEAD,
        "theme": _theme(),
        "enable_monitoring": False,
        "max_file_size": f"{settings.max_upload_mb}mb",
    }


def _theme() -> gr.themes.Base:
    return gr.themes.Default(primary_hue="blue", neutral_hue="slate", font=_FONTS, font_mono=["monospace"])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

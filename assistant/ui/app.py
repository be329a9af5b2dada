"""Builds the page and serves it, on this machine only unless a login stands before it."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Any

# Before the import: Gradio reads it once. Nothing of this product calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

from assistant.errors import ConfigurationError
from assistant.ui.chat import build_chat
from assistant.ui.port import Service

_CSS = Path(__file__).with_name("style.css")
_FONTS = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"]


def build_app(service: Service) -> gr.Blocks:
    """The whole page over a core."""
    page = gr.Blocks(title="整改通报问答", analytics_enabled=False, fill_width=True)
    with page:
        gr.Markdown("# 整改通报问答", elem_id="page-title")
        build_chat(service, page)
    return page


def launch(service: Service, *, host: str, port: int, block: bool = True) -> str:
    """Serve the page at `host:port` (0 takes a free port) and give its address.

    Raises:
        ConfigurationError: `host` is not this machine's loopback address; there is no login yet to stand before it.
    """
    if not _is_loopback(host):
        msg = f"the page listens on this machine only; {host!r} is reachable from outside and would need a login"
        raise ConfigurationError(msg, message_zh="页面只在本机提供；对外提供需要登录功能，请使用 127.0.0.1。")
    launched: Any = build_app(service).queue(default_concurrency_limit=8).launch(
        server_name=host,
        server_port=port or None,
        share=False,
        inbrowser=False,
        prevent_thread_lock=not block,
        quiet=not block,
        ssr_mode=False,
        footer_links=[],
        css_paths=[_CSS],
        theme=gr.themes.Default(primary_hue="blue", neutral_hue="slate", font=_FONTS, font_mono=["monospace"]),
        enable_monitoring=False,
        max_file_size="20mb",
    )  # fmt: skip
    return str(launched[1])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

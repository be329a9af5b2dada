"""The page of the settings: what is in use. Read only; no secret is ever shown, not even a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

import gradio as gr
from sqlalchemy.engine import make_url

from assistant.errors import AssistantError
from assistant.llm import choose_model
from assistant.records.query import ReportRow
from assistant.settings import Settings
from assistant.ui.port import Service


class SetupPage:
    """The page inside an open tab."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self._service = service
        self._settings = settings
        self._view = gr.HTML(elem_id="setup")

    def wire(self, tab: gr.Tab) -> None:
        """Connect the page."""
        options: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
        tab.select(lambda: setup_html(self._settings, self._service.reports()), None, self._view, **options)


def setup_html(settings: Settings, reports: Sequence[ReportRow]) -> str:
    """What is in use, in words."""
    groups = [
        ("语言模型", _model(settings)),
        ("向量与检索", _search(settings)),
        ("数据", _data(settings, reports)),
        ("服务", _service(settings)),
    ]
    parts = "".join(
        f"<section><h2>{title}</h2><dl class='about'>"
        + "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows)
        + "</dl></section>"
        for title, rows in groups
    )
    hint = "设置来自环境变量与 .env 文件，修改后重新启动即可生效。密钥只显示是否已设置。"
    return f'<div class="setup">{parts}<p class="quiet">{hint}</p></div>'


def _model(settings: Settings) -> list[tuple[str, str]]:
    try:
        chosen = choose_model(settings)
    except AssistantError as error:
        return [("状态", error.message_zh or str(error))]
    if chosen == "none":
        return [("在用", "不用语言模型：答案由记录与规则得出")]
    if chosen == "local":
        return [("在用", "内置模型，在本机运行")]
    return [
        ("在用", settings.model or "未命名"),
        ("接口", _bare(settings.base_url) if settings.base_url else "默认接口"),
        ("密钥", "已设置" if settings.api_key else "未设置"),
    ]


def _search(settings: Settings) -> list[tuple[str, str]]:
    if settings.embedding_base_url and settings.embedding_model:
        embedding = [("向量模型", settings.embedding_model), ("接口", _bare(settings.embedding_base_url))]
    else:
        embedding = [("向量模型", "内置，在本机运行")]
    chroma = _bare(settings.chroma_url) if settings.chroma_url else "本机文件"
    return [*embedding, ("向量库", f"Chroma，{chroma}")]


def _data(settings: Settings, reports: Sequence[ReportRow]) -> list[tuple[str, str]]:
    findings = sum(row.findings for row in reports)
    return [
        ("收录", f"{len(reports)} 份通报，{findings} 条反馈问题"),
        ("记录库", make_url(settings.records_url).render_as_string(hide_password=True)),
        ("数据文件夹", str(settings.data_dir.resolve())),
    ]


def _service(settings: Settings) -> list[tuple[str, str]]:
    return [
        ("监听", f"{settings.host}:{settings.port}"),
        ("上传上限", f"每份 {settings.max_upload_mb} MB"),
        ("问题长度上限", f"{settings.max_question_chars} 字"),
        ("对外联网", "页面与统计不连接任何外部地址"),
    ]


def _bare(url: str) -> str:
    """An address without the user, password and query that may stand in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"

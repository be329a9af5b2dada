"""The page of the settings: what is in use, whether it works, what it used. No part of a secret is ever shown."""

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
from assistant.ui.checking import Tally, check_html, checks, tally_html
from assistant.ui.port import Service
from assistant.ui.words import Words

Rows = list[tuple[str, str]]
_LEAVE = "() => { fetch('/logout', {method: 'POST'}).then(() => { window.location = '/login'; }); }"


class SetupPage:
    """The page inside an open tab."""

    def __init__(self, service: Service, settings: Settings, tally: Tally, w: Words) -> None:
        self._service, self._settings, self._tally, self._w = service, settings, tally, w
        self._view = gr.HTML(elem_id="setup")
        with gr.Row(elem_id="setup-tools"):
            self._test = gr.Button(w("setup.test"), size="sm", scale=0, min_width=96, elem_id="setup-test")
            self._leave = gr.Button("", size="sm", scale=0, min_width=96, visible=False, elem_id="setup-leave")
        self._result = gr.HTML(elem_id="setup-result")

    def wire(self, tab: gr.Tab) -> None:
        """Connect the page."""
        quick: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
        tab.select(self._show, None, [self._view, self._leave], **quick)
        self._leave.click(None, js=_LEAVE, **quick)
        self._test.click(
            lambda: f'<p class="quiet" role="status">{self._w("setup.testing")}</p>', None, self._result, **quick
        ).then(
            lambda: check_html(self._w, checks(self._service, self._settings)), None, self._result,
            api_visibility="private", show_progress="hidden",
        )  # fmt: skip

    def _show(self, request: gr.Request) -> tuple[str, Any]:
        """What is in use; and for who came in by a login, the way out."""
        user = getattr(request, "username", None)
        shown = setup_html(self._w, self._settings, self._service.reports(), tally_html(self._w, self._tally))
        return shown, gr.Button(self._w("setup.leave", name=user or ""), visible=bool(user))


def setup_html(w: Words, settings: Settings, reports: Sequence[ReportRow], used: str = "") -> str:
    """What is in use, in words; `used` is one more value, of the tokens that models took."""
    groups = [
        ("model", _model(w, settings) + ([("tokens", used)] if used else [])),
        ("search", _search(w, settings)),
        ("data", _data(w, settings, reports)),
        ("service", _service(w, settings)),
    ]
    parts = "".join(
        f"<section><h2>{w(f'setup.{group}')}</h2><dl class='about'>"
        + "".join(f"<div><dt>{w(f'setup.{key}')}</dt><dd>{escape(value)}</dd></div>" for key, value in rows)
        + "</dl></section>"
        for group, rows in groups
    )
    return f'<div class="setup">{parts}<p class="quiet">{w("setup.hint")}</p></div>'


def _model(w: Words, settings: Settings) -> Rows:
    try:
        chosen = choose_model(settings)
    except AssistantError as error:
        return [("state", w.error(error))]
    if chosen == "none":
        return [("in_use", w("setup.no_model"))]
    if chosen == "local":
        return [("in_use", w("setup.local"))]
    return [
        ("in_use", settings.model or w("setup.unnamed")),
        ("endpoint", _bare(settings.base_url) if settings.base_url else w("setup.default_endpoint")),
        ("key", w("setup.set" if settings.api_key else "setup.not_set")),
    ]


def _search(w: Words, settings: Settings) -> Rows:
    if settings.embedding_base_url and settings.embedding_model:
        embedding = [("embedding", settings.embedding_model), ("endpoint", _bare(settings.embedding_base_url))]
    else:
        embedding = [("embedding", w("setup.embedded"))]
    chroma = _bare(settings.chroma_url) if settings.chroma_url else w("setup.local_file")
    return [*embedding, ("vectors", f"Chroma{w('page.separator')}{chroma}")]


def _data(w: Words, settings: Settings, reports: Sequence[ReportRow]) -> Rows:
    findings = sum(row.findings for row in reports)
    return [
        ("loaded", w("setup.loaded_words", n=len(reports), findings=findings)),
        ("records", make_url(settings.records_url).render_as_string(hide_password=True)),
        ("folder", str(settings.data_dir.resolve())),
    ]


def _service(w: Words, settings: Settings) -> Rows:
    return [
        ("listens", f"{settings.host}:{settings.port}"),
        ("upload_limit", w("setup.upload_each", n=settings.max_upload_mb)),
        ("question_limit", w("setup.characters", n=settings.max_question_chars)),
        ("outward", w("setup.none_outward")),
    ]


def _bare(url: str) -> str:
    """An address without the user, password and query that may stand in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"

"""Builds the page: every part of it, in one language, connected."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

# Before the import: Gradio reads it once. Nothing of this product calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

from assistant.settings import Settings
from assistant.ui.chat import ChatPage
from assistant.ui.checking import model_in_use
from assistant.ui.downloads import saver
from assistant.ui.evals import EvalsPage
from assistant.ui.findings import FindingsPage
from assistant.ui.languages import switch_html
from assistant.ui.links import listener
from assistant.ui.overviews import AuditPage, ComparePage, DuePage
from assistant.ui.port import Service
from assistant.ui.reports import ReportsPage
from assistant.ui.setup import SetupPage
from assistant.ui.shared import Shared
from assistant.ui.source import opener, source_panel
from assistant.ui.visitors import browser_state
from assistant.ui.words import Words

_HERE = Path(__file__).parent
STYLES = [_HERE / "style.css", _HERE / "pages.css"]
_SCRIPT = (_HERE / "page.js").read_text(encoding="utf-8")
_SCRIPT_WORDS = {
    "copy": "chat.copy", "copied": "chat.copied", "noted": "chat.noted", "copyTable": "table.copy",
    "sorted": "page.sorted",
}  # fmt: skip
_FONTS = [
    "Source Han Sans SC",
    "Noto Sans CJK SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "sans-serif",
]
_UPLOADS_KEPT = (600, 3600)
"""Seconds: how often files that were uploaded and taken in are looked through, and how old they may become."""
_QUIET: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}


def build_app(service: Service, settings: Settings, shared: Shared, w: Words) -> gr.Blocks:
    """The whole page over a core, in the language of `w`."""
    page = gr.Blocks(title=w("page.title"), analytics_enabled=False, fill_width=True, delete_cache=_UPLOADS_KEPT)
    with page:
        browser = browser_state(settings.data_dir)
        gr.HTML(f"<h1>{w('page.title')}</h1>{switch_html(w)}", elem_id="brand")
        cite, report, narrow, save = listener("cite"), listener("report"), listener("filter"), saver()
        with gr.Row(elem_id="workbench"):
            with gr.Column(elem_id="main", scale=1), gr.Tabs(elem_id="pages") as tabs:
                with gr.Tab(w("page.chat"), id="chat"):
                    chat = ChatPage(service, shared, browser, w, settings.max_question_chars)
                with gr.Tab(w("page.reports"), id="reports") as reports_tab:
                    reports = ReportsPage(service, settings, w)
                with gr.Tab(w("page.findings"), id="findings") as findings_tab:
                    findings = FindingsPage(service, w)
                with gr.Tab(w("page.compare"), id="compare") as compare_tab:
                    compare = ComparePage(service, w, with_model=model_in_use(settings))
                with gr.Tab(w("page.due"), id="due") as due_tab:
                    due = DuePage(service, w)
                with gr.Tab(w("page.audit"), id="audit") as audit_tab:
                    audit = AuditPage(service, w)
                with gr.Tab(w("page.evals"), id="evals") as evals_tab:
                    evals = EvalsPage(service, settings, shared, w)
                with gr.Tab(w("page.setup"), id="setup") as setup_tab:
                    setup = SetupPage(service, settings, shared.tally, w)
            with gr.Column(elem_id="side", scale=0):
                source = source_panel(w)
        cite.click(opener(service, w), None, source, **_QUIET)
        chat.wire(page, save)
        reports.wire(reports_tab, tabs, report, source, save)
        findings.wire(findings_tab, tabs, narrow, save)
        compare.wire(compare_tab, save)
        due.wire(due_tab, save)
        audit.wire(audit_tab, save)
        evals.wire(evals_tab)
        setup.wire(setup_tab)
    return page


def script(w: Words) -> str:
    """What runs once the page stands, with the words that it needs."""
    said = {name: w(key) for name, key in _SCRIPT_WORDS.items()}
    return _SCRIPT.replace("WORDS", json.dumps(said, ensure_ascii=False)).replace("LOCALE", w.locale)


def theme() -> gr.themes.Base:
    """The base that the stylesheets build on; it loads no font."""
    return gr.themes.Default(primary_hue="blue", neutral_hue="slate", font=_FONTS, font_mono=["monospace"])

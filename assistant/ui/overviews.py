"""The pages that show documents: a comparison, what is due, contradictions. One form, one document, its downloads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any

import gradio as gr

from assistant.core import today
from assistant.errors import AssistantError
from assistant.export import Paper, PaperFormat, paper_bytes
from assistant.schema import TOPICS
from assistant.ui.downloads import packed
from assistant.ui.paper_view import paper_html
from assistant.ui.paper_words import in_language
from assistant.ui.port import Service
from assistant.ui.words import Words

_QUICK: dict[str, Any] = {"queue": False, "api_visibility": "private", "show_progress": "hidden"}
_SLOW: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
_FORMATS: dict[PaperFormat, str] = {"docx": "Word", "xlsx": "Excel", "md": "Markdown"}


class PaperPage:
    """A page inside an open tab: the form that a subclass lays out, the document that it makes of it."""

    key: str
    """The page's group in the catalogue: `_name` is what downloads are called, `_hint` what stands there at first."""
    verb = "verb"
    """The catalogue's key of what the button does."""
    immediate = True
    """Whether the document is made when the page is opened, not first when asked for."""

    def __init__(self, service: Service, w: Words) -> None:
        self._service, self._w = service, w
        with gr.Row(elem_classes="form-row"):
            self._form = self._lay_out()
            self._make = gr.Button(
                w(f"paper.{self.verb}"), variant="primary", scale=0, min_width=96, elem_classes="make"
            )
        with gr.Row(elem_classes="paper-tools"):
            self._downloads = {
                format: gr.Button(
                    w("paper.download", kind=label), size="sm", scale=0, min_width=112, elem_classes=f"get-{format}"
                )
                for format, label in _FORMATS.items()
            }
        hint = w(f"paper.{self.key}_hint")
        self._view = gr.HTML(f'<p class="empty-state">{hint}</p>', elem_classes="paper-view", min_height=120)

    def _lay_out(self) -> list[Any]:
        """The form's components, in the order `paper` takes their values; the first is the menu of hospitals."""
        raise NotImplementedError

    def paper(self, *values: Any) -> Paper:
        """The document that the form asks for."""
        raise NotImplementedError

    def _paper(self, *values: Any) -> Paper:
        return in_language(self._w, self.paper(*values))

    def wire(self, tab: gr.Tab, saver: gr.HTML) -> None:
        """Connect the page."""
        opened = tab.select(self._menu, None, self._form[0], **_QUICK)
        if self.immediate:
            opened.then(self._show, self._form, self._view, **_SLOW)
        self._make.click(self._show, self._form, self._view, **_SLOW)
        for format, button in self._downloads.items():
            button.click(self._packer(format), self._form, saver, **_SLOW)

    def _hospitals(self, elem_id: str) -> gr.Dropdown:
        label = self._w("paper.hospitals")
        return gr.Dropdown([], label=label, multiselect=True, elem_id=elem_id, min_width=260, scale=2)

    def _menu(self) -> Any:
        names = dict.fromkeys(row.fields.hospital for row in self._service.reports())
        return gr.Dropdown(list(names))

    def _show(self, *values: Any) -> str:
        try:
            return paper_html(self._w, self._paper(*values))
        except AssistantError as error:
            return f'<p class="notice failed" role="status">{escape(self._w.error(error))}</p>'

    def _packer(self, format: PaperFormat) -> Callable[..., str]:
        def pack(*values: Any) -> str:
            try:
                name = self._w(f"paper.{self.key}_name")
                return packed(f"{name}.{format}", paper_bytes(self._paper(*values), format))
            except AssistantError as error:
                raise gr.Error(self._w.error(error), title="", print_exception=False) from error

        return pack


class ComparePage(PaperPage):
    """Hospitals on a theme."""

    key = verb = "compare"
    immediate = False

    def __init__(self, service: Service, w: Words, *, with_model: bool) -> None:
        """`with_model`: whether there is a model that can write a paragraph on the comparison."""
        self._with_model = with_model
        super().__init__(service, w)

    def _lay_out(self) -> list[Any]:
        hospitals = self._hospitals("compare-hospital")
        topics = [(self._w.topic(code), code) for code in TOPICS]
        topic = gr.Dropdown(
            topics,
            value="procurement",
            label=self._w("paper.topic"),
            allow_custom_value=True,
            elem_id="compare-topic",
            min_width=220,
        )
        label = self._w("paper.written")
        written = gr.Checkbox(label=label, visible=self._with_model, elem_id="compare-written", min_width=200)
        return [hospitals, topic, written]

    def paper(self, *values: Any) -> Paper:
        """The comparison; with what the model writes on it where that is asked for."""
        hospitals, topic, written = values
        reporting = self._service.reporting
        comparison = reporting.compare(str(topic).strip()[:100] if topic else None, hospitals or ())
        return reporting.comparison_paper(comparison, written=bool(written) and self._with_model)


class DuePage(PaperPage):
    """What was promised by when."""

    key = "due"

    def _lay_out(self) -> list[Any]:
        hospitals = self._hospitals("due-hospital")
        as_of = gr.Textbox(
            value=lambda: today().isoformat(), label=self._w("paper.as_of"), elem_id="due-as-of", min_width=160,
            max_lines=1,
        )  # fmt: skip
        return [hospitals, as_of]

    def paper(self, *values: Any) -> Paper:
        """The commitments as they stand on the day given."""
        hospitals, as_of = values
        reporting = self._service.reporting
        return reporting.due_paper(reporting.due(day_of(as_of), hospitals or ()))


class AuditPage(PaperPage):
    """What contradicts itself inside a notice."""

    key = "audit"

    def _lay_out(self) -> list[Any]:
        return [self._hospitals("audit-hospital")]

    def paper(self, *values: Any) -> Paper:
        """The contradictions, both sides quoted."""
        reporting = self._service.reporting
        hospitals = values[0] or ()
        return reporting.audit_paper(list(reporting.audit(hospitals)), hospitals)


def day_of(text: object) -> date:
    """The day that was typed. Raises `AssistantError` for what is no day."""
    if not str(text or "").strip():
        return today()
    try:
        return date.fromisoformat(str(text).strip().replace("/", "-"))
    except ValueError as error:
        raise AssistantError(
            f"{text!r} is no day: write it like 2025-12-31", message_zh="日期请写成 2025-12-31 这样的形式。"
        ) from error

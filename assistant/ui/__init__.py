"""The page: Gradio in Chinese and English, a thin face over `assistant.core.Assistant`."""

from assistant.ui.app import build_app
from assistant.ui.serving import launch

__all__ = ["build_app", "launch"]

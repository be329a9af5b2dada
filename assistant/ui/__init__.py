"""The page: Gradio in Chinese, a thin face over `assistant.core.Assistant`."""

from assistant.ui.app import build_app, launch

__all__ = ["build_app", "launch"]

"""The page of a run: one file, no script, nothing loaded from anywhere."""

from evals.report.page import page

__all__ = ["page"]

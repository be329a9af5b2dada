"""Suites as data, with their schema and the thresholds that gate them."""

from evals.suites.loading import THRESHOLDS, all_suites, members

__all__ = ["THRESHOLDS", "all_suites", "members"]

"""Suites as data, with their schema and the thresholds that gate them."""

from evals.suites.loading import BASELINE, THRESHOLDS, all_suites, members

__all__ = ["BASELINE", "THRESHOLDS", "all_suites", "members"]

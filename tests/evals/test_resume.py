"""A run with a model that is killed and resumed leaves the store as if nothing had happened, and pays nothing twice."""

from __future__ import annotations

import shutil
from pathlib import Path

from evals.resume import IN_FLIGHT, SAMPLES, run


def test_killed_run_resumes_without_asking_again(tmp_path: Path) -> None:
    smallest = min((SAMPLES / "reports").glob("*.txt"), key=lambda path: path.stat().st_size)
    shutil.copy(smallest, tmp_path)

    for point in run(tmp_path, SAMPLES / "gold", points=2, seed=1, slow=0.4):
        assert point.identical
        assert point.asked_again == 0
        assert point.repeated <= IN_FLIGHT

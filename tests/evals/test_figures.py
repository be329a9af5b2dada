"""One command for every figure: its steps name commands that exist, and a step that fails says so."""

from __future__ import annotations

import importlib.util
import re
import string
import sys
from pathlib import Path

import pytest

from evals.figures import STEPS, Step, chosen, run

KNOWN = {"python", "here", "work", "reports", "gold"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_commands_name_modules_that_exist_and_values_that_are_given(step: Step) -> None:
    assert step.commands
    for command in step.commands:
        fields = {name for word in command for _, name, _, _ in string.Formatter().parse(word) if name}
        assert fields <= KNOWN
        assert command[:2] == ("{python}", "-m")
        assert importlib.util.find_spec(command[2]) is not None


def test_names_are_unique() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_heavy_steps_wait_to_be_named() -> None:
    assert not any(step.heavy for step, _ in chosen((), every=False, real=True))
    assert [step.name for step, _ in chosen(["growth"], every=False, real=True)] == ["growth"]
    assert len(list(chosen((), every=True, real=True))) == len(STEPS)


def test_steps_over_real_notices_cannot_run_without_them() -> None:
    possible = {step.name: able for step, able in chosen((), every=True, real=False)}

    assert not possible["extraction"]
    assert possible["extraction-invented"]


def test_an_unknown_step_is_named() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        list(chosen(["nonsense"], every=False, real=True))


@pytest.mark.parametrize(("code", "well"), [("print(7)", True), ("raise SystemExit('broken')", False)])
def test_a_step_shows_what_it_prints_and_whether_it_failed(
    code: str, well: bool, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    step = Step("one", "a step", (("{python}", "-c", code),))

    assert run(step, {"python": sys.executable, "work": str(tmp_path)}) is well
    out, err = capfd.readouterr()
    assert ("7" in out) is well
    assert bool(re.search(r"failed \(exit 1\)", out)) is not well
    assert ("broken" in err) is not well

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


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_options_are_those_of_the_command(step: Step) -> None:
    for command in step.commands:
        face = command[2] == "assistant"
        source = source_of(command[2], "cli*.py" if face else "*.py")
        options = {word for word in command if word.startswith("--")}
        unknown = {word for word in options if not re.search(spelt(word, face=face), source)}
        assert not unknown, f"{command[2]} knows no {unknown}"


def spelt(option: str, *, face: bool) -> str:
    """How the source of a command names an option: by itself, or as the parameter that it is made of."""
    return rf'"{option}"' + (rf"|\b{option[2:].replace('-', '_')}: " if face else "")


def test_nothing_but_notices_is_read_as_one() -> None:
    [step] = [step for step in STEPS if step.name == "extraction-invented"]
    notices = [word for word in step.commands[0] if "unseen" in word]

    assert len(notices) > 20
    assert {Path(word).suffix for word in notices} == {".txt"}


def source_of(module: str, files: str) -> str:
    """The text of a module; of those of a package that match."""
    found = importlib.util.find_spec(module)
    assert found is not None
    assert found.origin is not None
    path = Path(found.origin)
    paths = path.parent.glob(files) if path.name == "__init__.py" else [path]
    return "\n".join(each.read_text("utf-8") for each in paths)


def test_every_measurement_that_the_docs_name_is_run_by_a_step() -> None:
    root = Path(__file__).resolve().parents[2]
    pages = [root / "README.md", *(root / "docs").rglob("*.md")]
    named = {name for page in pages for name in re.findall(r"python -m (evals\.\w+)", page.read_text("utf-8"))}
    stepped = {word for step in STEPS for command in step.commands for word in command}

    assert named - stepped == {"evals.figures", "evals.synthetic"}


def test_every_step_that_the_readme_names_is_one() -> None:
    text = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    named = set(re.findall(r"\| `([\w-]+)` \|$", text, re.MULTILINE))

    assert named
    assert named <= {step.name for step in STEPS}


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

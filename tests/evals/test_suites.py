"""Suites are data that fits its published schema; drafts of gold are never written over corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.errors import ConfigurationError, ExportError
from evals.runner.tasks.injection import place_for
from evals.runner.tasks.robustness import CHANGES
from evals.suites import all_suites, members
from evals.suites.drafting import draft_gold
from evals.suites.loading import FOLDER
from evals.suites.model import Attack, InjectionSuite, RobustnessSuite
from evals.suites.schema_file import schema_text

NAMES = ["comparison", "extraction", "injection", "questions", "retrieval", "robustness", "all"]
NOTICE = Path(__file__).resolve().parents[2] / "samples" / "reports" / "s02_qiyun-county-tcm-hospital.txt"


def test_every_suite_loads_and_all_holds_the_others() -> None:
    assert [suite.name for suite in all_suites()] == NAMES
    assert sorted(suite.name for suite in members("all")) == NAMES[:-1]


def test_published_schema_is_that_of_the_model() -> None:
    assert (FOLDER / "suite.schema.json").read_text("utf-8") == schema_text()


@pytest.mark.parametrize(
    "text", ["name: x\ntask: nonsense\n", "name: x\ntask: extraction\nabout: a\nprovenance: b\nmore: 1\n", "[", "- a"]
)
def test_malformed_suite_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(ConfigurationError):
        members(str(path))


def test_suite_of_a_user_is_taken_by_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\ntask: questions\nabout: a\nprovenance: b\ntypes: [list]\n", "utf-8")

    assert [suite.name for suite in members(str(path))] == ["mine"]


def test_every_change_of_form_is_tried_and_keeps_the_words() -> None:
    [suite] = members("robustness")
    assert isinstance(suite, RobustnessSuite)

    assert {variant.change for variant in suite.variants} == set(CHANGES)
    assert CHANGES["gb18030"]("采购\n").decode("gb18030") == "采购\n"
    assert CHANGES["page_numbers"]("\n".join("行" * 50)).decode().count("—") == 6
    assert "采购" in CHANGES["web_frame"]("采购").decode()


def test_marks_of_attacks_stand_in_no_sample() -> None:
    [suite] = members("injection")
    assert isinstance(suite, InjectionSuite)
    texts = [path.read_text("utf-8") for path in NOTICE.parent.iterdir()]

    assert not [mark for attack in suite.attacks for mark in attack.marks if any(mark in text for text in texts)]
    assert all(any(mark in attack.words for mark in attack.marks) for attack in suite.attacks)


def test_attack_goes_where_it_says() -> None:
    from assistant.extraction import extract
    from assistant.outline import build_outline
    from assistant.reading import read_file

    document = read_file(NOTICE)
    report = extract(document, build_outline(document.text))

    def at(place: str) -> int:
        attack = Attack.model_validate({"id": "a", "place": place, "words": "x", "marks": ["x"], "why": "w"})
        return place_for(document.text, report, attack)

    assert 0 < at("opening") <= report.findings[0].spans[0][0] < at("finding") < at("end") == len(document.text)


def test_draft_has_the_form_of_gold_and_is_never_overwritten(tmp_path: Path) -> None:
    path = draft_gold(NOTICE, tmp_path)

    draft = json.loads(path.read_text("utf-8"))
    assert (draft["source"], draft["draft"], len(draft["findings"])) == (NOTICE.name, True, 14)
    with pytest.raises(ExportError):
        draft_gold(NOTICE, tmp_path)


def test_commands_list_draft_run_and_compare(tmp_path: Path) -> None:
    runner = CliRunner()
    reports, gold = tmp_path / "reports", tmp_path / "gold"
    reports.mkdir()
    (reports / NOTICE.name).write_bytes(NOTICE.read_bytes())

    listed = runner.invoke(cli.app, ["eval", "list"])
    drafted = runner.invoke(cli.app, ["eval", "init", str(reports / NOTICE.name), "--out", str(gold)])
    common = ["--reports", str(reports), "--gold", str(gold), "--llm", "none"]
    runs = [
        runner.invoke(cli.app, ["eval", "run", "extraction", "--out", str(tmp_path / name), *common]) for name in "ab"
    ]
    compared = runner.invoke(cli.app, ["eval", "diff", str(tmp_path / "a"), str(tmp_path / "b")])

    assert [result.exit_code for result in (listed, drafted, *runs, compared)] == [0] * 5
    assert "extraction" in listed.stdout
    assert "1/1 完全正确" in runs[0].stdout
    assert "segmentation_f1" in compared.stdout
    assert (tmp_path / "a" / "report.html").is_file()


def test_run_below_its_floor_exits_with_what_fell(tmp_path: Path) -> None:
    reports, gold, floors = tmp_path / "reports", tmp_path / "gold", tmp_path / "floors.yaml"
    reports.mkdir()
    (reports / NOTICE.name).write_bytes(NOTICE.read_bytes())
    path = draft_gold(NOTICE, gold)
    spoilt = json.loads(path.read_text("utf-8"))
    spoilt["findings"][0]["measures"] = 40
    path.write_text(json.dumps(spoilt, ensure_ascii=False), "utf-8")
    floors.write_text("floors: {extraction: {measures_exact: 0.99}}\n", "utf-8")

    words = ["eval", "run", "extraction", "--out", str(tmp_path / "out"), "--llm", "none"]
    given = ["--reports", str(reports), "--gold", str(gold), "--thresholds", str(floors)]
    result = CliRunner().invoke(cli.app, [*words, *given])

    assert result.exit_code == 1
    assert "measures_exact: 0.9286 < 0.9900" in result.stderr

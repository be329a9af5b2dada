"""Prompt files: every shipped one loads, wrong ones are refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import PromptError
from assistant.llm.prompts import all_prompts, load_prompt

FORM = "version: 1\npurpose: test\nvariables: [title]\nsystem: 你是助手。\nuser: {user}\n"


def write(folder: Path, user: str) -> Path:
    (folder / "p.yaml").write_text(FORM.format(user=user), "utf-8")
    return folder


def test_render_fills_the_variables(tmp_path: Path) -> None:
    prompt = load_prompt("p", write(tmp_path, "标题：$title"))

    system, user = prompt.render(title="药品 $x 采购")

    assert (system.role, system.content) == ("system", "你是助手。")
    assert user.content == "标题：药品 $x 采购"


@pytest.mark.parametrize("values", [{}, {"title": "a", "more": "b"}])
def test_render_refuses_wrong_variables(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(PromptError, match="variables"):
        load_prompt("p", write(tmp_path, "标题：$title")).render(**values)


@pytest.mark.parametrize("user", ["没有变量", "标题：$title $other", "[unclosed"])
def test_malformed_file_is_refused(tmp_path: Path, user: str) -> None:
    with pytest.raises(PromptError):
        load_prompt("p", write(tmp_path, user))


def test_hash_follows_the_file(tmp_path: Path) -> None:
    first = load_prompt("p", write(tmp_path, "标题：$title")).sha256
    load_prompt.cache_clear()

    assert load_prompt("p", write(tmp_path, "题目：$title")).sha256 != first


def test_every_shipped_prompt_loads() -> None:
    for prompt in all_prompts():
        assert prompt.version >= 1

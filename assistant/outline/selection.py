"""Which nodes of the tree are the findings, and which parts of the notice do something else.

Words of a heading say what a part is for; the build of its items (labels, series, shortcomings) says whether they are
findings, groups of findings or measures. The build wins where the words mislead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from assistant.outline.genre import Role, has_series, is_action, is_problem, is_shortcoming, role_of, states_problem
from assistant.outline.headings import first_sentence
from assistant.outline.labels import inline_labels, read_label
from assistant.outline.statuses import group_status, inline_status
from assistant.outline.tree import Node

_PROBLEM_SHARE = 0.5
_EVIDENT = ("measures", "status", "problem")


@dataclass(slots=True)
class Selection:
    """The findings in document order, and the role of each top-level node."""

    findings: list[Node] = field(default_factory=list)
    roles: dict[int, Role] = field(default_factory=dict)
    """By `id` of the top-level node."""


def select_findings(root: Node) -> Selection:
    """The finding nodes of a tree and the roles of its parts."""
    selection = Selection()
    evident = _evident_styles(root)
    for part in root.children:
        role = _role(part)
        selection.roles[id(part)] = role
        if role in ("findings", "later", "neutral"):
            shares = _problem_shares(part)
            found: list[Node] = []
            _descend(part, shares, found)
            if role == "neutral" and not any(_is_evident(node) or node.style in evident for node in found):
                selection.roles[id(part)] = "aside"
                continue
            selection.findings.extend(found)
    return selection


def is_label_item(node: Node) -> bool:
    """Whether a numbered line is only a label: （一）整改措施."""
    return read_label(node.words) is not None


def has_own_label(node: Node, *, only_measures: bool = False) -> bool:
    """Whether a label of a finding stands in the node's own lines; a status line may close a list of measures."""
    if node.labelled or node.line is None:
        return node.labelled
    if node.line.column == "row" or inline_status(first_sentence(node.line)):
        return True
    labels = inline_labels(node.line.text, node.line.body_at + 1)
    labels += [label for line in node.body if (label := read_label(line.text))]
    kinds = ("measures", "problem") if only_measures else _EVIDENT
    if any(label.kind in kinds for label in labels):
        return True
    return any(is_label_item(child) for child in node.children)


def _has_own_series(node: Node) -> bool:
    own = node.line is not None and has_series(node.line.text[node.line.body_at :])
    return own or any(has_series(line.text) for line in node.body)


def _role(part: Node) -> Role:
    if part.line is None:
        return "neutral"
    words = first_sentence(part.line)
    role = role_of(words) if len(words) <= 60 else "neutral"
    if group_status(words.rstrip("。")):
        return "findings"
    if role == "opening" and _built_of_findings(part):
        return "findings"
    return role


def _built_of_findings(part: Node) -> bool:
    items = [node for node in part.walk() if node is not part and node.line]
    if not items:
        return has_own_label(part)
    problems = sum(is_problem(first_sentence(node.line)) for node in items if node.line)
    return problems >= len(items) * 0.6 or sum(has_own_label(node) for node in items) >= 2


def _problem_shares(part: Node) -> dict[str, float]:
    """By style of number: the share of items in this part that state a shortcoming."""
    seen: Counter[str] = Counter()
    problems: defaultdict[str, int] = defaultdict(int)
    for node in part.walk():
        if node.line and not is_label_item(node):
            seen[node.style] += 1
            problems[node.style] += is_problem(first_sentence(node.line))
    return {style: problems[style] / count for style, count in seen.items()}


def _descend(node: Node, shares: dict[str, float], found: list[Node]) -> None:
    items = [child for child in node.children if not is_label_item(child)]
    if items and _is_group(node, items, shares):
        for child in items:
            _descend(child, shares, found)
    elif node.line and not _is_next_steps(node):
        found.append(node)


def _is_next_steps(node: Node) -> bool:
    words = first_sentence(node.line) if node.line else ""
    return len(words) <= 40 and role_of(words) == "closing" and not is_shortcoming(words)


def _is_group(node: Node, items: list[Node], shares: dict[str, float]) -> bool:
    """Whether the numbered items below a node are findings; else they are its measures."""
    if any(has_own_label(below, only_measures=True) for item in items for below in item.walk()):
        return True
    words = first_sentence(node.line).rstrip("。") if node.line else ""
    if has_own_label(node, only_measures=True):
        return False
    if group_status(words) or any(has_own_label(below) for item in items for below in item.walk()):
        return True
    if has_own_label(node):
        return False
    problems = sum(is_problem(first_sentence(item.line)) for item in items if item.line)
    if max(problems / len(items), min(shares.get(item.style, 0.0) for item in items)) >= _PROBLEM_SHARE:
        return True
    if _has_own_series(node) or states_problem(words):
        return False
    actions = sum(is_action(first_sentence(item.line)) for item in items if item.line)
    return actions * 2 < len(items) or sum(_has_own_series(item) for item in items) * 2 >= len(items)


def _evident_styles(root: Node) -> set[str]:
    """Styles of number that mostly stand on findings, among the top-level items."""
    seen, evident = Counter[str](), Counter[str]()
    for node in root.children:
        if node.printed and _role(node) == "neutral":
            seen[node.style] += 1
            evident[node.style] += _is_evident(node)
    return {style for style, count in seen.items() if count > 2 and evident[style] * 2 >= count}


def _is_evident(node: Node) -> bool:
    return has_own_label(node) or (node.line is not None and is_problem(first_sentence(node.line)))

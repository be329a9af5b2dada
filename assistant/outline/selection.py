"""Which nodes of the tree are the findings, and which parts of the notice do something else.

Words of a heading say what a part is for; the build of its items (labels, series, shortcomings) says whether they are
findings, groups of findings or measures. The build wins where the words mislead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.outline.genre import (
    Role,
    has_series,
    is_action,
    is_problem,
    is_shortcoming,
    puts_right_at_once,
    reports_other_matters,
    role_of,
    states_problem,
)
from assistant.outline.headings import BY_STATUS, PLAIN, SENTENCE, first_sentence, is_framed, names_aspect
from assistant.outline.labels import Label, inline_labels, read_label
from assistant.outline.numbering import REFERENCE
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
            found: list[Node] = []
            _descend(part, _Judge(part), found)
            without = not any(_is_evident(node) or node.style in evident for node in found)
            if _is_stray(part) or (role == "neutral" and without):
                selection.roles[id(part)] = "aside"
                continue
            selection.findings.extend(found)
    return selection


def _is_stray(part: Node) -> bool:
    """Whether a heading without number, text or likes stands alone among parts that hold items: a loose sentence."""
    if part.printed or part.children or part.style not in (PLAIN, SENTENCE) or part.parent is None:
        return False
    if any(not line.noise for line in part.body) or has_own_label(part) or _has_own_series(part):
        return False
    others = [node for node in part.parent.children if node is not part]
    return any(node.children for node in others) and all(node.style != part.style for node in others)


def is_label_item(node: Node) -> bool:
    """Whether a numbered line is only a label: （一）整改措施. A problem with its label heads what stands below it."""
    label = read_label(node.words)
    return label is not None and not (label.kind == "problem" and (node.labelled or _has_problems_below(node, label)))


def _has_problems_below(node: Node, label: Label) -> bool:
    return label.end < len(node.words) and any(read_label(child.words) is None for child in node.children)


def has_own_label(node: Node, *, only_measures: bool = False) -> bool:
    """Whether a label of a finding stands in the node's own lines; a status line may close a list of measures."""
    if node.labelled or node.line is None or node.style == BY_STATUS:
        return node.labelled
    if node.line.column == "row" or node.line.mark or inline_status(first_sentence(node.line)):
        return True
    labels = inline_labels(node.line.flat, node.line.body_at + 1)
    labels += [label for line in node.body if not line.noise and (label := read_label(line.text, line.body_at))]
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
    alone = all(is_label_item(child) for child in part.children)
    if alone and (has_own_label(part) or is_framed(words)):
        return "neutral"
    role = role_of(words) if len(words) <= 60 else "neutral"
    if group_status(words.rstrip("。")):
        return "findings"
    if role in ("opening", "aside") and not reports_other_matters(words) and _built_of_findings(part):
        return "findings"
    if role == "aside" and puts_right_at_once(words) and _counts_on(part):
        return "findings"
    return role


def _counts_on(part: Node) -> bool:
    """Whether the count of a part's items runs on in the next part, or from the one before: one list, told in turns."""
    items = _items(part)
    if part.parent is None or not items or not items[0].printed:
        return False
    parts = part.parent.children
    at = next(i for i, node in enumerate(parts) if node is part)
    before = _items(parts[at - 1])[-1:] if at else []
    after = _items(parts[at + 1])[:1] if at + 1 < len(parts) else []
    runs_on = [(last, items[0]) for last in before] + [(items[-1], first) for first in after]
    return any(last.style == first.style and last.printed + 1 == first.printed for last, first in runs_on)


def _built_of_findings(part: Node) -> bool:
    items = [node for node in part.walk() if node is not part and node.line]
    if not items:
        return has_own_label(part)
    return _problems(items) >= len(items) * 0.6 or sum(has_own_label(node) for node in items) >= 2


def _problems(items: Iterable[Node]) -> int:
    """How many of the items state a shortcoming."""
    return sum(is_problem(first_sentence(item.line)) for item in items if item.line)


def _problem_shares(part: Node) -> dict[str, float]:
    """By style of number: the share of items in this part that state a shortcoming."""
    seen: Counter[str] = Counter()
    problems: defaultdict[str, int] = defaultdict(int)
    for node in part.walk():
        if node.line and not is_label_item(node):
            seen[node.style] += 1
            problems[node.style] += is_problem(first_sentence(node.line))
    return {style: problems[style] / count for style, count in seen.items()}


def _descend(node: Node, judge: _Judge, found: list[Node]) -> None:
    items = _items(node)
    if items and judge.is_group(node):
        for child in items:
            _descend(child, judge, found)
    elif node.line and not _is_next_steps(node) and not _is_bare_heading(node):
        found.append(node)


def _items(node: Node) -> list[Node]:
    return [child for child in node.children if not is_label_item(child)]


def _is_bare_heading(node: Node) -> bool:
    """A heading of a group or part that holds no finding."""
    words = first_sentence(node.line) if node.line else ""
    if group_status(words.rstrip("。")):
        return True
    top = node.parent is not None and node.parent.line is None
    empty = not any(not line.noise for line in node.body) and not node.children
    names_part = role_of(words) in ("findings", "later") and not is_shortcoming(words)
    names_part = names_part and not has_own_label(node) and not is_framed(words)
    return (top and names_part) or (empty and node.line is not None and names_aspect(node.line))


def _is_status_group(node: Node) -> bool:
    """Whether a heading gathers the items below it by status (（一）已完成的事项), as no measure does."""
    words = first_sentence(node.line) if node.line else ""
    return bool(_items(node)) and group_status(words.rstrip("。")) is not None


def _states_problem(node: Node) -> bool:
    return node.line is not None and states_problem(first_sentence(node.line).rstrip("。"))


def _heads_problems(node: Node) -> bool:
    """Whether a heading that names no problem (经济运行方面, however like an act it begins) gathers items that do."""
    below = [item for item in _items(node) if item.line]
    return bool(below) and _problems(below) * 2 >= len(below) and not _states_problem(node)


def _is_next_steps(node: Node) -> bool:
    words = first_sentence(node.line) if node.line else ""
    return len(words) <= 40 and role_of(words) == "closing" and not is_shortcoming(words)


class _Judge:
    """Tells groups of findings from findings with numbered measures, in one part of the notice.

    Labels decide. Where there are none, the words of the items do, by majority over all items of one style: officials
    keep to one level.
    """

    def __init__(self, part: Node) -> None:
        self._shares = _problem_shares(part)
        self._votes: Counter[str] = Counter()
        for node in part.walk():
            if node.line and node is not part:
                items = _items(node)
                group = self._certain(node, items) if items else False
                group = self._likely(node, items) if group is None else group
                self._votes[node.style] += 1 if group else -1

    def is_group(self, node: Node) -> bool:
        """Whether the numbered items below `node` are findings; else they are its measures."""
        items = _items(node)
        certain = self._certain(node, items)
        if certain is not None:
            return certain
        votes = self._votes[node.style] if node.printed else 0
        return votes > 0 if votes else self._likely(node, items)

    @staticmethod
    def _certain(node: Node, items: list[Node]) -> bool | None:
        """What labels and a status in the heading say; None where they are silent."""
        if all(item.style == REFERENCE for item in items):
            return not _states_problem(node)
        if any(has_own_label(below, only_measures=True) for item in items for below in item.walk()):
            return True
        if has_own_label(node, only_measures=True):
            return False
        if node.line and group_status(first_sentence(node.line).rstrip("。")):
            return True
        if has_own_label(node):
            return False
        if any(_is_status_group(item) for item in items) and not _states_problem(node):
            return True
        labelled = [any(has_own_label(below) for below in item.walk()) for item in items]
        closed = sum(labelled)
        acts = len(items) > 1 or (items[0].line is not None and is_action(first_sentence(items[0].line)))
        if closed == 1 and acts and labelled[-1] and _states_problem(node):
            # One status behind all of them: it is the finding's, and they are its measures.
            return False
        return True if closed > 1 and closed * 2 >= len(items) else None

    def _likely(self, node: Node, items: list[Node]) -> bool:
        """What the words of the items suggest: shortcomings are findings, actions are measures."""
        share = max(_problems(items) / len(items), min(self._shares.get(item.style, 0.0) for item in items))
        if share >= _PROBLEM_SHARE:
            return True
        if _has_own_series(node) or _states_problem(node):
            return False
        if sum(_heads_problems(item) for item in items) * 2 >= len(items):
            return True
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

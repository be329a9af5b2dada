"""HTML as a tree: the standard library writes it, and escapes every text and attribute on the way."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

Child = Element | str

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that a page may not hold."""


def tag(name: str, *children: Child, **attributes: str) -> Element:
    """An element with its children in order. `class_` is written as class; text is data, never markup."""
    element = Element(name, {key.rstrip("_"): _clean(value) for key, value in attributes.items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            element.append(child)
            last = child
        elif last is None:
            element.text = (element.text or "") + _clean(child)
        else:
            last.tail = (last.tail or "") + _clean(child)
    return element


def written(root: Element) -> str:
    """The page as text."""
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


def _clean(text: str) -> str:
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)

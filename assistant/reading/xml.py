"""XML by local names: the strict and the transitional flavour of Word's differ in namespaces only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # lxml offers no public name for the class


def parse(data: bytes) -> Element:
    """The root of a part. Entities are not expanded and nothing is fetched; raises XMLSyntaxError."""
    root: Element = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    return root


def local(element: Element) -> str:
    """The name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along `path` of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Direct children of that local name."""
    return (one for one in element if local(one) == name) if element is not None else iter(())


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name, or None."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def is_on(element: Element | None) -> bool:
    """Whether an on/off property is set: there, and not said to be off."""
    return element is not None and attribute(element) not in ("0", "false", "off")

"""Compares XML by what it says, not by how it is written."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lxml import etree


def canonical(node: etree._Element) -> Any:
    """Give an element with its attributes, its words and its children.

    Free is only the order of unlike children, and of what has an id: nothing depends on where that stands.
    """
    if not isinstance(node.tag, str):
        return ("", (node.text or "").strip())
    groups: dict[str, list[Any]] = defaultdict(list)
    for child in node:
        groups[child.tag if isinstance(child.tag, str) else ""].append(canonical(child))
    for like in groups.values():
        if all(_has_id(child) for child in like):
            like.sort(key=repr)
    words = [node.text or "", *((child.tail or "") for child in node)]
    text = node.text or "" if len(node) == 0 else "".join(word.strip() for word in words)
    return (node.tag, tuple(sorted(node.attrib.items())), text if text.strip() else "", tuple(sorted(groups.items())))


def _has_id(tree: Any) -> bool:
    return len(tree) > 2 and any(name == "id" for name, _ in tree[1])


def declared(root: etree._Element) -> set[tuple[str | None, str]]:
    """Give the namespaces that an element declares."""
    return set(root.nsmap.items())

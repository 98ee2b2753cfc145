"""DMN as XML: read safely, with the names that differ between its versions (1.1 to 1.5) taken away."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.decisions.errors import DecisionProblem, DecisionRefused

BYTES = 2 * 1024 * 1024
NAMESPACES = (
    "://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "://www.omg.org/spec/DMN/20180521/MODEL/",
    "://www.omg.org/spec/DMN/20191111/MODEL/",
    "://www.omg.org/spec/DMN/20211108/MODEL/",
    "://www.omg.org/spec/DMN/20230324/MODEL/",
)


def root(content: bytes) -> etree._Element:
    """Parse a DMN file without entities, DTD and network; raises DecisionRefused."""
    if len(content) > BYTES:
        raise DecisionRefused([DecisionProblem("too_big", "", 0, {"limit": BYTES // 1024 // 1024})])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        definitions = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise DecisionRefused([DecisionProblem("xml", "", fault.lineno or 0, {"reason": fault.msg})]) from None
    if definitions.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs miss it
        raise DecisionRefused([DecisionProblem("doctype", "", 1)])
    name = etree.QName(definitions)
    if name.localname != "definitions" or not (name.namespace or "").endswith(NAMESPACES):
        raise DecisionRefused([DecisionProblem("not_dmn", "", line(definitions), {"found": name.text})])
    return definitions


def children(node: etree._Element, name: str) -> list[etree._Element]:
    """Give the direct children of this name, in order."""
    return list(_children(node, name))


def child(node: etree._Element, name: str) -> etree._Element | None:
    """Give the first direct child of this name."""
    return next(_children(node, name), None)


def text_of(node: etree._Element | None) -> str:
    """Give the content of the node's `text` child, stripped; empty without one."""
    inner = child(node, "text") if node is not None else None
    return "".join(map(str, inner.itertext())).strip() if inner is not None else ""


def line(node: etree._Element) -> int:
    """Give the line a node starts at, 0 when unknown."""
    return int(getattr(node, "sourceline", 0) or 0)


def problem(rule: str, node: etree._Element, **params: object) -> DecisionProblem:
    """Name a fault by the nearest element that has an id, and by its line."""
    around: etree._Element | None = node
    while around is not None and not around.get("id"):
        around = around.getparent()
    element = str(around.get("id")) if around is not None else ""
    return DecisionProblem(rule, element, line(node), params)


def _children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    namespace = etree.QName(node).namespace
    return node.iterchildren(f"{{{namespace}}}{name}")

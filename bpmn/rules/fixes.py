"""Applies quick fixes to the files of a process: the one right answer to a finding, made without an editor.

    files = apply(files, finding.fix)

The editor makes the same changes on its canvas; this is for what has none, and for tests that a fix is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from bpmn.bundle import main_file
from bpmn.diagram import read
from bpmn.diagram.vocabulary import JORYE, children, tag
from bpmn.model import Fix
from bpmn.rules.drawing import Drawing

Files = Mapping[str, bytes]


def apply(files: Files, fix: Fix) -> dict[str, bytes]:
    """Give the files with the diagram mended; raises KeyError for an unknown kind or element, ValueError for a
    diagram that cannot be read.
    """
    name = main_file(files)
    if read(files[name], name).root is None:
        raise ValueError(f"{name} cannot be read: correct the file first.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(files[name], parser)
    KINDS[fix.kind](Drawing(root), fix)
    return {**files, name: etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"}


def _set_attribute(drawing: Drawing, fix: Fix) -> None:
    drawing.element(fix.element).set(_attribute(fix.values["name"]), fix.values["value"])


def _set_label(drawing: Drawing, fix: Fix) -> None:
    drawing.element(fix.element).set("name", fix.values["name"])


def _set_default_flow(drawing: Drawing, fix: Fix) -> None:
    drawing.element(fix.element).set("default", fix.values["flow"])


def _remove_condition(drawing: Drawing, fix: Fix) -> None:
    flow = drawing.element(fix.element)
    for condition in children(flow, "conditionExpression"):
        flow.remove(condition)


def _add_end_event(drawing: Drawing, fix: Fix) -> None:
    last = drawing.element(fix.element)
    drawing.connect(last, drawing.add("endEvent", last, "after", f"{fix.element}_end"))


def _insert_gateway(drawing: Drawing, fix: Fix) -> None:
    """Put a gateway before or after an element and lead its flows through it."""
    node, side = drawing.element(fix.element), fix.values["side"]
    outer, ending = ("targetRef", "meet") if side == "before" else ("sourceRef", "part")
    level = node.getparent()
    flows = [] if level is None else children(level, "sequenceFlow")
    moved = [flow for flow in flows if flow.get(outer) == fix.element]
    gateway = drawing.add(fix.values["kind"], node, side, f"{fix.element}_{ending}")
    for flow in moved:
        drawing.move_end(flow, outer, gateway)
    if side == "before":
        drawing.connect(gateway, node)
        return
    drawing.connect(node, gateway)
    default = node.get("default")
    if default:
        gateway.set("default", default)
        del node.attrib["default"]


def _attribute(name: str) -> str:
    return tag(name.removeprefix("jorye:"), JORYE) if name.startswith("jorye:") else name


KINDS: Mapping[str, Callable[[Drawing, Fix], None]] = {
    "add_end_event": _add_end_event,
    "insert_gateway": _insert_gateway,
    "remove_condition": _remove_condition,
    "set_attribute": _set_attribute,
    "set_default_flow": _set_default_flow,
    "set_label": _set_label,
}
"""Every kind of fix; the editor knows the same ones."""

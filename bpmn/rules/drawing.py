"""Draws new elements into a diagram: the element, its place in the picture, its lane, the flows to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from lxml import etree

from bpmn.diagram.vocabulary import INTERCHANGE, children, tag

DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
GAP = 50
SIZES = {"endEvent": (36, 36)}
GATEWAY_SIZE = (50, 50)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape lies."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> tuple[float, float]:
        """The middle of its left side."""
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> tuple[float, float]:
        """The middle of its right side."""
        return self.x + self.width, self.y + self.height / 2

    def beside(self, size: tuple[float, float], side: str) -> Box:
        """Give a place for a shape of this size before or after it."""
        x = self.x - GAP - size[0] if side == "before" else self.x + self.width + GAP
        return Box(x, self.y + (self.height - size[1]) / 2, *size)


class Drawing:
    """A diagram that is changed in place."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._taken = {node.get("id") for node in root.iter(etree.Element)}

    def element(self, element: str) -> etree._Element:
        """Give an element of the process; raises KeyError when it is not there."""
        for node in self.root.iter(tag("*")):
            if node.get("id") == element:
                return node
        raise KeyError(element)

    def fresh_id(self, wish: str) -> str:
        """Give an id that nothing has yet."""
        names = (wish if number == 1 else f"{wish}_{number}" for number in count(1))
        chosen = next(name for name in names if name not in self._taken)
        self._taken.add(chosen)
        return chosen

    def add(self, kind: str, beside: etree._Element, side: str, wish: str) -> etree._Element:
        """Draw a new element beside another, in the same lane."""
        node = etree.Element(tag(kind), id=self.fresh_id(wish))
        _insert(beside, node)
        for reference in self.root.iter(tag("flowNodeRef")):
            if (reference.text or "").strip() == beside.get("id"):
                copy = etree.Element(tag("flowNodeRef"))
                copy.text = node.get("id")
                _insert(reference, copy)
        shape = self._shape(str(beside.get("id")))
        if shape is not None:
            size = SIZES.get(kind, GATEWAY_SIZE)
            self._draw_shape(shape, str(node.get("id")), _box(shape).beside(size, side))
        return node

    def connect(self, source: etree._Element, target: etree._Element) -> None:
        """Draw a sequence flow between two elements of one level."""
        ends = {"sourceRef": str(source.get("id")), "targetRef": str(target.get("id"))}
        flow = etree.Element(tag("sequenceFlow"), id=self.fresh_id("_to_".join(ends.values())), attrib=ends)
        _insert(target, flow)
        for node, end in ((source, "outgoing"), (target, "incoming")):
            _insert_end(node, end, str(flow.get("id")))
        shapes = [self._shape(element) for element in ends.values()]
        first, second = shapes
        if first is not None and second is not None:
            self._draw_edge(first, str(flow.get("id")), [_box(first).right, _box(second).left])

    def move_end(self, flow: etree._Element, end: str, target: etree._Element) -> None:
        """Let a flow begin (`sourceRef`) or end (`targetRef`) at another element, also in the picture."""
        name, place = ("outgoing", 0) if end == "sourceRef" else ("incoming", -1)
        before = self.element(str(flow.get(end)))
        for reference in children(before, name):
            if (reference.text or "").strip() == flow.get("id"):
                before.remove(reference)
        flow.set(end, str(target.get("id")))
        _insert_end(target, name, str(flow.get("id")))
        shape, edge = self._shape(str(target.get("id"))), self._edge(str(flow.get("id")))
        points = [] if edge is None else children(edge, "waypoint", DI)
        if shape is not None and points:
            x, y = _box(shape).right if end == "sourceRef" else _box(shape).left
            points[place].set("x", f"{x:g}")
            points[place].set("y", f"{y:g}")

    # --- the picture

    def _shape(self, element: str) -> etree._Element | None:
        return self._drawn("BPMNShape", element)

    def _edge(self, element: str) -> etree._Element | None:
        return self._drawn("BPMNEdge", element)

    def _drawn(self, kind: str, element: str) -> etree._Element | None:
        found = (node for node in self.root.iter(tag(kind, INTERCHANGE)) if node.get("bpmnElement") == element)
        return next(found, None)

    def _draw_shape(self, beside: etree._Element, element: str, box: Box) -> None:
        name = self.fresh_id(f"{element}_di")
        shape = etree.Element(tag("BPMNShape", INTERCHANGE), id=name, bpmnElement=element)
        bounds = {name: f"{getattr(box, name):g}" for name in ("x", "y", "width", "height")}
        etree.SubElement(shape, tag("Bounds", DC), attrib=bounds)
        _insert(beside, shape)

    def _draw_edge(self, beside: etree._Element, element: str, points: list[tuple[float, float]]) -> None:
        name = self.fresh_id(f"{element}_di")
        edge = etree.Element(tag("BPMNEdge", INTERCHANGE), id=name, bpmnElement=element)
        for x, y in points:
            etree.SubElement(edge, tag("waypoint", DI), x=f"{x:g}", y=f"{y:g}")
        _insert(beside, edge)


def _insert(before: etree._Element, node: etree._Element) -> None:
    """Put a node behind another, indented like it."""
    before.addnext(node)
    node.tail, before.tail = before.tail, before.tail if before.getnext() is None else _indent(before)


def _indent(node: etree._Element) -> str | None:
    previous = node.getprevious()
    parent = node.getparent()
    return previous.tail if previous is not None else (parent.text if parent is not None else None)


def _insert_end(node: etree._Element, name: str, flow: str) -> None:
    """Name a flow in an element: behind its documentation and extensions, as the schema has it."""
    reference = etree.Element(tag(name))
    reference.text = flow
    order = ("documentation", "extensionElements", "incoming", *(["outgoing"] if name == "outgoing" else []))
    before = [child for child in node if child.tag in [tag(each) for each in order]]
    node.insert(node.index(before[-1]) + 1 if before else 0, reference)


def _box(shape: etree._Element) -> Box:
    bounds = children(shape, "Bounds", DC)[0]
    return Box(*(float(bounds.get(name, "0")) for name in ("x", "y", "width", "height")))

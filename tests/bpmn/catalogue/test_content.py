"""The catalogue's diagrams are complete for people: two languages, clauses, forms, letters, a readable drawing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import etree

import bpmn
from bpmn.bundle import Bundle
from bpmn.diagram.vocabulary import FLOW_NODES, JORYE, kind, tag
from bpmn.letters import Letter
from tasks.law.functions import FUNCTIONS

CATALOGUE = Path(bpmn.__file__).parent / "catalogue"
PROCESSES = ("document_approval", "subsidy_case")
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"

Box = tuple[float, float, float, float]


def diagram(process: str) -> etree._Element:
    """Read a process's diagram."""
    return etree.parse(CATALOGUE / process / "process.bpmn").getroot()


def flow_nodes(root: etree._Element) -> Iterator[etree._Element]:
    """Give every task, event, gateway and sub-process."""
    return (node for node in root.iter(etree.Element) if kind(node) in FLOW_NODES)


def planes(root: etree._Element) -> Iterator[tuple[dict[str, Box], list[list[tuple[float, float]]]]]:
    """Give each drawn page: the boxes by element, and the lines."""
    for plane in root.iter(f"{{{DI}}}BPMNPlane"):
        boxes = {}
        for shape in plane.iter(f"{{{DI}}}BPMNShape"):
            bounds = shape.find(f"{{{DC}}}Bounds")
            assert bounds is not None
            x, y, width, height = (float(bounds.get(name, "0")) for name in ("x", "y", "width", "height"))
            boxes[str(shape.get("bpmnElement"))] = (x, y, x + width, y + height)
        lines = [
            [(float(point.get("x", "0")), float(point.get("y", "0"))) for point in edge.iter(WAYPOINT)]
            for edge in plane.iter(f"{{{DI}}}BPMNEdge")
        ]
        yield boxes, lines


@pytest.mark.parametrize("process", PROCESSES)
def test_every_element_is_named_in_korean_and_english(process: str) -> None:
    root = diagram(process)
    unnamed = [
        node.get("id")
        for node in flow_nodes(root)
        if not (node.get("name") and node.get(tag("nameEn", JORYE))) and not _joins(root, node)
    ]
    assert [] == unnamed


@pytest.mark.parametrize("process", PROCESSES)
def test_every_task_of_a_person_has_a_form_instructions_and_a_clause_or_its_law(process: str) -> None:
    bundle = Bundle.read(CATALOGUE / process)
    for task in diagram(process).iter(tag("userTask")):
        assert bundle.form(process, str(task.get(tag("form", JORYE)))), task.get("id")
        assert task.get(tag("instructions", JORYE)), task.get("id")
        assert task.get(tag("instructionsEn", JORYE)), task.get("id")
        assert task.get(tag("clauses", JORYE)) or task.findtext(tag("documentation")), task.get("id")


@pytest.mark.parametrize("process", PROCESSES)
def test_everything_is_drawn_once_and_nothing_lies_on_something_else(process: str) -> None:
    root = diagram(process)
    inside = {
        str(node.get("id")): {str(each.get("id")) for each in node.iter(etree.Element)} for node in flow_nodes(root)
    }
    hosts = {str(node.get("id")): node.get("attachedToRef") for node in flow_nodes(root)}
    drawn: list[str] = []
    for boxes, _ in planes(root):
        here = [element for element in boxes if element in inside]
        drawn += here
        for one, other in combinations(here, 2):
            if other in inside[one] or one in inside[other] or hosts[one] == other or hosts[other] == one:
                continue
            assert not _overlap(boxes[one], boxes[other]), (one, other)
    assert sorted(inside) == sorted(drawn)


@pytest.mark.parametrize("process", PROCESSES)
def test_flows_run_straight_or_at_right_angles(process: str) -> None:
    for _, lines in planes(diagram(process)):
        for line in lines:
            for (x1, y1), (x2, y2) in pairwise(line):
                assert x1 == x2 or y1 == y2, line


@pytest.mark.parametrize("process", PROCESSES)
def test_every_letter_can_be_read(process: str) -> None:
    bundle = Bundle.read(CATALOGUE / process)
    for name in (name for name in bundle.files if name.startswith("letters/")):
        model = bundle.letter(process, name.removeprefix("letters/").removesuffix(".toml"))
        assert Letter.read(model, FUNCTIONS).paragraphs, name


def _joins(root: etree._Element, node: etree._Element) -> bool:
    """A gateway that only brings ways together needs no question."""
    return kind(node).endswith("Gateway") and len(node.findall(tag("outgoing"))) == 1


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

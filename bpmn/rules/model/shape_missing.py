"""What runs is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import INTERCHANGE, tag
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find elements and flows without a shape, in diagrams that have a picture."""
    shapes = [tag(name, INTERCHANGE) for name in ("BPMNShape", "BPMNEdge")]
    drawn = {shape.get("bpmnElement") for shape in subject.root.iter(*shapes)}
    for container in subject.containers if drawn else []:
        flows = [str(flow.get("id")) for flow in container.flows]
        for element in (*container.elements, *flows):
            if element not in drawn:
                yield Found(element)

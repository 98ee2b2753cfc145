"""An element stands in one lane of a lane set."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.names import name_of
from bpmn.diagram.vocabulary import children, tag
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find elements in two lanes that do not lie in each other."""
    for lanes in subject.root.iter(tag("laneSet")):
        home: dict[str, etree._Element] = {}
        for lane in children(lanes, "lane"):
            for reference in {(ref.text or "").strip() for ref in lane.iter(tag("flowNodeRef"))}:
                if reference in home:
                    first = home[reference]
                    yield Found(reference, {"first": name_of(first), "second": name_of(lane)})
                home[reference] = lane

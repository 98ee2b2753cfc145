"""Every element that takes part has an id, and no two of them share one (ids of data items are names of variables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bpmn.diagram import Diagram, Problem
from bpmn.diagram.kinds import KindName
from bpmn.diagram.reader import line_of
from bpmn.diagram.vocabulary import FLOW_NODES, kind, tag

OWN_MARKS = re.compile(r"[()\[\]<>]")
"""Characters that XML does not allow in ids either; the engine's own names have them."""
NAMED = FLOW_NODES | {"process", "sequenceFlow", "message", "signal", "error", "escalation"}


def check(diagram: Diagram, root: etree._Element) -> Iterator[Problem]:
    """Find missing and repeated ids."""
    first: dict[str, etree._Element] = {}
    if not any(kind(node) == "process" for node in root):
        yield diagram.problem("no_process", root)
    for node in root.iter(*(tag(name) for name in NAMED)):
        element = node.get("id")
        if not element:
            yield diagram.problem("id_missing", node, kind=KindName(kind(node)), name=node.get("name", ""))
        elif OWN_MARKS.search(element):
            yield diagram.problem("id_marks", node)
        elif element in first:
            yield diagram.problem("id_repeated", node, first=line_of(first[element]))
        else:
            first[element] = node

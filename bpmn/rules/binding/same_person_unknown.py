"""The element whose finisher is to do another task is a user task of the diagram."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.diagram.vocabulary import kind, own
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject

QUOTED = re.compile(r"""(["'])([^"']*)\1""")
FINISHED = ("userTask", "manualTask", "task", "startEvent")


def look(subject: Subject) -> Iterator[Found]:
    """Find ids that nobody can have finished."""
    for node in subject.flow_nodes():
        quoted = QUOTED.fullmatch(own(node, "assignTo"))
        if own(node, "assign") == "same_person" and quoted:
            other = subject.elements.get(quoted[2])
            if other is None or kind(other) not in FINISHED:
                yield Found(str(node.get("id")), {"other": quoted[2]})

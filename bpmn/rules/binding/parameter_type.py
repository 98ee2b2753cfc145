"""What a call hands over is of the kind its operation takes."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.expressions.types import check_types
from bpmn.rules.binding._calls import calls
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find parameters that are certainly of another kind."""
    types = {element: scope.types for scope in subject.scopes for element in scope.graph.nodes}
    for node, operation, facts in calls(subject):
        element = str(node.get("id"))
        for parameter, expression in subject.facts[element].parameters.items():
            wanted = facts.parameters.get(parameter)
            if wanted is None:
                continue
            typed = check_types(expression.text, types.get(element, {}), subject.surroundings.functions, wanted=wanted)
            for fault in typed.faults:
                if fault.code == "wanted" or fault.code == "not_boolean":
                    yield Found(element, {"operation": operation, "parameter": parameter, "fault": fault})

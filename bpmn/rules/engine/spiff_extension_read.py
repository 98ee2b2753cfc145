"""SpiffWorkflow's own extensions are read as SpiffWorkflow reads them."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.vocabulary import SPIFF, children
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find elements with such extensions."""
    for node in subject.flow_nodes():
        extensions = [part for holder in children(node, "extensionElements") for part in holder]
        parts = sorted(
            {str(part.tag).rpartition("}")[2] for part in extensions if str(part.tag).startswith(f"{{{SPIFF}}}")}
        )
        if parts:
            yield Found(str(node.get("id")), {"parts": ", ".join(parts)})

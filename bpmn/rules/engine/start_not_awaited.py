"""Nobody waits for the event with which a process is to begin: a case is started by people, programs or processes."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.diagram.kinds import KindName
from bpmn.engine.checks.events import kinds
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find start events of processes that name a message, a signal, a time or a condition."""
    for node in subject.flow_nodes("startEvent"):
        if node.getparent() in subject.processes.values():
            for kind in kinds(node):
                yield Found(str(node.get("id")), {"kind": KindName(kind)})

"""Every decision is made somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.bundle import Bundle
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find decisions that no business rule task names, by their file or by an id inside."""
    if subject.bundle.main != "process.bpmn":
        return  # beside a single diagram lie decisions of other diagrams too
    used = {_file(subject.bundle, facts.decision) for facts in subject.facts.values() if facts.decision}
    for name, decision_id, _ in subject.files("decisions"):
        if name not in used:
            yield Found("", {"unused": decision_id}, name)


def _file(bundle: Bundle, decision: str) -> str:
    try:
        return bundle.decision_file(bundle.process_id, decision)
    except KeyError:
        return ""

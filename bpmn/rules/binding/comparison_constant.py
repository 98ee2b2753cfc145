"""A comparison can come out either way."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding.expression_type import NEVER, faults
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find comparisons with what never occurs: another kind of value, a choice that the form does not offer."""
    for element, fault in faults(subject):
        if fault.code in NEVER:
            yield Found(element, {"fault": fault})

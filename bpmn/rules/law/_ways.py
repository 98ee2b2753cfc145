"""Who finishes what right before an element, and whether something lies on every way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from bpmn.diagram.vocabulary import SUB_PROCESSES, kind, own, tag
from bpmn.engine.checks.containers import Container, is_event_sub_process
from bpmn.rules.subject import Subject

Test = Callable[[etree._Element], bool]
PEOPLE = frozenset({"userTask", "manualTask"})


def before(subject: Subject, node: etree._Element) -> list[etree._Element]:
    """Give the elements right before one on its own level; before a boundary event, the activity it sits on."""
    level = _level(subject, node)
    if level is None:
        return []
    if kind(node) == "boundaryEvent":
        attached = level.elements.get(str(node.get("attachedToRef")))
        return [] if attached is None else [attached]
    sources = [level.elements.get(str(flow.get("sourceRef"))) for flow in level.incoming(str(node.get("id")))]
    return [each for each in sources if each is not None]


def flows_into(subject: Subject, node: etree._Element) -> list[etree._Element]:
    """Give the sequence flows that lead to an element."""
    level = _level(subject, node)
    return [] if level is None else level.incoming(str(node.get("id")))


def choices_into(subject: Subject, node: etree._Element) -> list[etree._Element]:
    """Give the sequence flows that lead to an element; instead of a default flow all those of its choice."""
    level = _level(subject, node)
    flows = flows_into(subject, node)
    return flows if level is None else [each for flow in flows for each in _choice(level, flow)]


def _choice(level: Container, flow: etree._Element) -> list[etree._Element]:
    source = level.elements.get(str(flow.get("sourceRef")))
    is_default = source is not None and source.get("default") == flow.get("id")
    return level.outgoing(str(flow.get("sourceRef"))) if is_default else [flow]


def people_before(subject: Subject, node: etree._Element) -> Iterator[etree._Element]:
    """Give the tasks of people that come right before an element, with nothing of people in between."""
    seen: set[etree._Element] = set()
    waiting = before(subject, node)
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            if kind(each) in PEOPLE:
                yield each
            else:
                waiting += before(subject, each)


def can_avoid(subject: Subject, node: etree._Element, passed: Test) -> bool:
    """Tell whether some way from where a process begins to an element meets nothing that passes a test.

    What an event sub-process does may come at any time: of its beginning nothing is told.
    """
    seen = {node}
    waiting = [node]
    while waiting:
        each = waiting.pop()
        earlier = _earlier(subject, each)
        if not earlier and not any(is_event_sub_process(outer) for outer in each.iterancestors(tag("subProcess"))):
            return True
        waiting += [one for one in earlier if one not in seen and not meets(one, passed)]
        seen.update(earlier)
    return False


def _earlier(subject: Subject, node: etree._Element) -> list[etree._Element]:
    """Give what is right before an element; before the first one of a sub-process, what is before that."""
    found = before(subject, node)
    outer = node.getparent()
    inside = outer is not None and kind(outer) in SUB_PROCESSES and not is_event_sub_process(outer)
    return _earlier(subject, outer) if not found and inside and outer is not None else found


def meets(node: etree._Element, test: Test) -> bool:
    """Tell whether an element passes a test, or anything inside it."""
    inside = node.iterdescendants(etree.Element) if kind(node) in SUB_PROCESSES else ()
    return test(node) or any(test(each) for each in inside)


def operations(subject: Subject, node: etree._Element) -> set[str]:
    """Give the operations an element does: its own, and the one that takes the answer to its form."""
    form = subject.forms.get(own(node, "form"))
    return {own(node, "operation"), form.operation if form is not None else ""} - {""}


def doers(subject: Subject, operation: str) -> Iterator[etree._Element]:
    """Give the tasks of people with which an operation is done: its form's, or those right before its service task."""
    for node in subject.flow_nodes():
        if operation in operations(subject, node):
            yield from [node] if kind(node) in PEOPLE else people_before(subject, node)


def _level(subject: Subject, node: etree._Element) -> Container | None:
    parent = node.getparent()
    return next((each for each in subject.containers if each.node is parent), None)

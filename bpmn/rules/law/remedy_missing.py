"""Whoever is told an adverse decision is told the remedy (불복 고지): 행정절차법 제26조."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lxml import etree

from bpmn.diagram.vocabulary import TASKS, kind, own, tag
from bpmn.ordinance.duties import remedy
from bpmn.rules.contract import Found
from bpmn.rules.law._claims import claims_law, process_of
from bpmn.rules.law._outcomes import is_adverse_way
from bpmn.rules.law._ways import PEOPLE, before, flows_into, meets
from bpmn.rules.letters import issued
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find adverse ends and notices with a way to them on which nothing tells the remedy."""
    letters = _elements_with_letters(subject)
    for node in subject.flow_nodes("endEvent", *TASKS):
        if claims_law(node) and _has_applicant(node) and _is_missing(subject, node, letters):
            yield Found(str(node.get("id")), {"law": remedy().law, "clause": remedy().notice_by})


def _is_missing(subject: Subject, node: etree._Element, letters: frozenset[str]) -> bool:
    """Tell whether an element gives or ends an adverse decision, or an adverse way leads to it, and nothing tells."""
    if _is_adverse_notice(node) or (kind(node) == "endEvent" and remedy().adverse.search(_names(node))):
        return not _is_told(subject, node, letters)
    return kind(node) == "endEvent" and _is_reached_untold(subject, node, letters)


def _is_reached_untold(subject: Subject, end: etree._Element, letters: frozenset[str]) -> bool:
    """Tell whether an adverse way leads to an end with neither a person's task nor the remedy on it or before it."""
    tells = partial(_tells, letters=letters)
    seen: set[etree._Element] = set()
    waiting = [end]
    while waiting:
        node = waiting.pop()
        if node in seen or meets(node, tells) or _is_adverse_notice(node) or kind(node) in PEOPLE:
            continue
        seen.add(node)
        sources = {each.get("id"): each for each in before(subject, node)}
        for flow in flows_into(subject, node):
            source = sources.get(flow.get("sourceRef"))
            if source is not None and is_adverse_way(subject, flow) and not _is_told(subject, source, letters):
                return True
        waiting += sources.values()
    return False


def _is_adverse_notice(node: etree._Element) -> bool:
    """Tell whether a task notifies of an adverse decision: by what it does, or by its name."""
    names = _names(node)
    named = remedy().adverse.search(names) and remedy().notice.search(names)
    return kind(node) in TASKS and (own(node, "operation") in remedy().operations or bool(named))


def _names(node: etree._Element) -> str:
    return f"{node.get('name') or ''} / {own(node, 'nameEn')}"


def _has_applicant(node: etree._Element) -> bool:
    """Tell whether the process has somebody outside the city's offices to whom a decision is addressed."""
    process = process_of(node)
    nodes = () if process is None else process.iterdescendants(tag("lane"), tag("userTask"))
    return any("applicant" in own(each, "role").split() or own(each, "assign") == "applicant" for each in nodes)


def _is_told(subject: Subject, node: etree._Element, letters: frozenset[str]) -> bool:
    """Tell whether the element tells the remedy, or something on every way to it since the last task of a person.

    A notice that is adverse itself is told about itself, not once more at the end behind it.
    """
    tells = partial(_tells, letters=letters)
    if tells(node):
        return True
    seen = {node}
    waiting = before(subject, node)
    if not waiting:
        return False
    while waiting:
        each = waiting.pop()
        if each in seen or meets(each, tells) or _is_adverse_notice(each):
            continue
        seen.add(each)
        earlier = before(subject, each)
        if kind(each) in PEOPLE or not earlier:
            return False
        waiting += earlier
    return True


def _tells(node: etree._Element, letters: frozenset[str]) -> bool:
    return bool(remedy().clauses.intersection(own(node, "clauses").split())) or str(node.get("id")) in letters


def _elements_with_letters(subject: Subject) -> frozenset[str]:
    """Give the elements that send a letter with a paragraph on the remedy."""
    told = {
        letter
        for _, letter, content in subject.files("letters")
        if any(word in content.decode(errors="replace") for word in remedy().letter_says)
    }
    return frozenset(element for element, sent, _ in issued(subject) if told.intersection(sent))

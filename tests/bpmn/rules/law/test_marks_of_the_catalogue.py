"""The catalogue keeps the law it claims, and whoever takes a mark of it away is told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import bpmn
from bpmn.bundle import Bundle
from bpmn.diagram.vocabulary import JORYE, child_text, children, kind, own, tag
from bpmn.ordinance.duties import recorded_law
from bpmn.rules import rules
from bpmn.rules.law._claims import carried, claimed, is_below, is_carried
from bpmn.rules.law.no_basis import _decides
from bpmn.rules.subject import Subject
from workflows.instances.surroundings import installed

CATALOGUE = Path(bpmn.__file__).parent / "catalogue"
NAMES = ("annual_plan", "basic_plan", "committee_meeting", "document_approval", "subsidy_case")
LOOKS = [(rule.id, rule.look) for rule in rules() if rule.family == "law"]


@cache
def drawn(name: str) -> Bundle:
    """Give a process of the catalogue."""
    return Bundle.read(CATALOGUE / name)


def subject(name: str, root: etree._Element | None = None) -> Subject:
    """Give a process of the catalogue, or what has become of its diagram, to look at."""
    files = drawn(name).files
    changed = {} if root is None else {drawn(name).main: etree.tostring(root)}
    return Subject(Bundle.from_files({**files, **changed}, name), installed(), None)


def root_of(name: str) -> etree._Element:
    return etree.fromstring(drawn(name).files[drawn(name).main])


def process_in(root: etree._Element) -> etree._Element:
    return next(node for node in children(root, "process") if own(node, "claims"))


def told(name: str, root: etree._Element | None = None) -> list[tuple[str, str]]:
    looked = subject(name, root)
    return [(rule, found.element) for rule, look in LOOKS for found in look(looked)]


def marked(name: str) -> list[str]:
    """Give some of the elements that have to say what they rest on and name a clause: every sixth."""
    nodes = process_in(root_of(name)).iterdescendants(etree.Element)
    return [str(node.get("id")) for node in nodes if kind(node) and own(node, "clauses") and _decides(node)][::6]


def only_by_marks(name: str) -> list[str]:
    """Give the clauses that a process names and that no function, decision, whole or part would still carry."""
    there = {each for node in process_in(root_of(name)).iterdescendants(etree.Element) for each in marks_of(node)}
    return [each for each in sorted(there) if not _is_carried_otherwise(name, each)]


def marks_of(node: etree._Element) -> list[str]:
    return [*own(node, "clauses").split(), *own(node, "dueClause").split()]


def _is_carried_otherwise(name: str, clause_id: str) -> bool:
    root = without(root_of(name), clause_id)
    left = carried(subject(name, root), process_in(root))
    power_of_parts = clause_id in ("A6", "A7") and any(is_below(each, clause_id) for each in left)
    return is_carried(clause_id, left) or power_of_parts


def without(root: etree._Element, clause_id: str) -> etree._Element:
    """Take one clause away everywhere, from what decisions name too only where the diagram does."""
    for node in process_in(root).iterdescendants(etree.Element):
        for attribute in ("clauses", "dueClause"):
            left = [each for each in own(node, attribute).split() if each != clause_id]
            if node.get(tag(attribute, JORYE)) is not None:
                node.set(tag(attribute, JORYE), " ".join(left))
    return root


@pytest.mark.parametrize("name", NAMES)
def test_the_catalogue_keeps_the_law_it_claims(name: str) -> None:
    assert told(name) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_that_is_named_is_claimed(name: str) -> None:
    process = process_in(root_of(name))
    claims = {each.id for claim in own(process, "claims").split() for each in claimed(claim)}
    named = {each for node in process.iterdescendants(etree.Element) for each in own(node, "clauses").split()}
    assert sorted(named - claims) == []


@pytest.mark.parametrize(("name", "element"), [(name, element) for name in NAMES for element in marked(name)])
def test_an_element_that_loses_its_basis_is_told(name: str, element: str) -> None:
    root = root_of(name)
    [node] = [node for node in root.iter(etree.Element) if node.get("id") == element]
    node.attrib.pop(tag("clauses", JORYE))
    if not any(law in child_text(node, "documentation") for law in recorded_law()):
        for said in children(node, "documentation"):
            node.remove(said)
    assert ("no_basis", element) in told(name, root)


@pytest.mark.parametrize(("name", "clause_id"), [(name, each) for name in NAMES for each in only_by_marks(name)])
def test_a_clause_that_nothing_names_any_more_is_told(name: str, clause_id: str) -> None:
    found = told(name, without(root_of(name), clause_id))
    assert {rule for rule, _ in found} & {"duty_not_carried", "claim_empty"}


def test_what_functions_and_decisions_carry_is_carried_without_a_mark() -> None:
    left = {name: set(_all_marks(name)) - set(only_by_marks(name)) for name in NAMES}
    assert left["document_approval"] == set()
    assert left["subsidy_case"] >= {"IMP-12", "IMP-16", "IMP-31"}


def _all_marks(name: str) -> Iterator[str]:
    for node in process_in(root_of(name)).iterdescendants(etree.Element):
        yield from marks_of(node)

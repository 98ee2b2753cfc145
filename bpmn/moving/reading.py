"""What the elements of one version read and write, as its diagram and the files beside it say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from bpmn.bundle import Bundle
from bpmn.decisions import compile_decision
from bpmn.diagram import read
from bpmn.diagram.vocabulary import BPMN, own
from bpmn.effects import Beside, Effect, effect_of
from bpmn.engine import Definition
from bpmn.expressions.functions import Functions
from bpmn.expressions.kinds import ANY
from bpmn.forms import Form, FormRefused

Gives = Mapping[str, frozenset[str]]
"""Operation → the names that its result surely has; one that declares nothing gives nothing for sure."""


def effects(definition: Definition, bundle: Bundle, functions: Functions, gives: Gives) -> dict[str, Effect]:
    """Give what each element of the bundle's own process does, by its id."""
    facts = definition.facts[bundle.process_id]
    nodes = _nodes(bundle)
    named = {each.decision for each in facts.values() if each.decision}
    beside = Beside(
        functions,
        forms=dict(_forms(bundle, functions, {own(node, "form") for node in nodes.values()} - {""})),
        decisions={name: compile_decision(bundle.decision(bundle.process_id, name), functions, name) for name in named},
        results={name: dict.fromkeys(names, ANY) for name, names in gives.items()},
        answers_told=False,
    )
    return {element: effect_of(nodes[element], each, beside) for element, each in facts.items()}


def _nodes(bundle: Bundle) -> dict[str, etree._Element]:
    root = read(bundle.files[bundle.main], bundle.main).root
    return {} if root is None else {str(node.get("id")): node for node in root.iter(f"{{{BPMN}}}*")}


def _forms(bundle: Bundle, functions: Functions, names: Iterable[str]) -> Iterator[tuple[str, Form]]:
    for name in names:
        try:
            yield name, Form.read(bundle.form(bundle.process_id, name), functions)
        except (KeyError, ValueError, FormRefused):
            continue  # an answer to it tells nothing

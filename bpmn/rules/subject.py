"""What a rule looks at: one diagram of a bundle and the files beside it, everything parsed once."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from lxml import etree

from bpmn.bundle import Bundle
from bpmn.decisions import Decision, DecisionRefused, compile_decision
from bpmn.diagram import Diagram, read
from bpmn.diagram.names import Name, name_of
from bpmn.diagram.vocabulary import BPMN, FLOW_NODES, JORYE, children, kind, tag
from bpmn.effects import Beside
from bpmn.engine import Definition
from bpmn.engine.checks.containers import Container, containers
from bpmn.engine.compiling import Compiling
from bpmn.engine.facts import Facts
from bpmn.engine.facts_reader import FactsReader
from bpmn.expressions import Expression
from bpmn.expressions.functions import Identity
from bpmn.forms import Form, FormRefused
from bpmn.fractions import read_fraction
from bpmn.rules.contract import Surroundings
from bpmn.rules.variables import Scope, scopes
from bpmn.soundness import Net, Verdict, explore


@dataclass(frozen=True, eq=False)
class Subject:
    """One diagram with its forms, decisions and letters.

    A diagram that cannot be read has an empty `root`: what is wrong with it, the engine says.
    """

    bundle: Bundle
    """The files of this process; of a called one its own part."""
    surroundings: Surroundings
    definition: Definition | None
    """The whole bundle loaded (called processes included), or None while the engine refuses it."""
    prefix: str = ""
    """Where the files lie inside the whole bundle: empty, or `called/<process id>/`."""
    called: Mapping[str, Subject] | None = None
    """The processes the bundle calls, by their ids; None on one of them."""

    @cached_property
    def diagram(self) -> Diagram:
        """The diagram as it was read."""
        return read(self.bundle.files[self.bundle.main], self.bundle.main)

    @cached_property
    def root(self) -> etree._Element:
        """The diagram's `definitions`."""
        root = self.diagram.root
        return etree.Element(tag("definitions")) if root is None else root

    @cached_property
    def processes(self) -> Mapping[str, etree._Element]:
        """The processes of the diagram that hold anything, by their ids."""
        drawn = [node for node in children(self.root, "process") if any(kind(child) in FLOW_NODES for child in node)]
        return {str(node.get("id")): node for node in drawn}

    @cached_property
    def containers(self) -> tuple[Container, ...]:
        """Every process and sub-process, outer ones first."""
        return tuple(containers(self.root))

    @cached_property
    def elements(self) -> Mapping[str, etree._Element]:
        """Every node of the diagram that has an id, by it (the first of several)."""
        found: dict[str, etree._Element] = {}
        for node in self.root.iter(f"{{{BPMN}}}*"):
            if node.get("id"):
                found.setdefault(str(node.get("id")), node)
        return found

    def name_of(self, element: str) -> Name:
        """Give what people call an element, a flow without a name by its ends; an unknown id as it is written."""
        node = self.elements.get(element)
        if node is None or kind(node) != "sequenceFlow" or node.get("name"):
            return self._own_name(element)
        ends = [self._own_name(str(node.get(end) or "")) for end in ("sourceRef", "targetRef")]
        return Name(" → ".join(end.ko for end in ends), " → ".join(end.text("en") for end in ends))

    def _own_name(self, element: str) -> Name:
        node = self.elements.get(element)
        return Name(element) if node is None else name_of(node)

    def flow_nodes(self, *kinds: str) -> Iterator[etree._Element]:
        """Give the elements that have facts, of some kinds or of all, in the order of the containers.

        What lies inside a sub-process without an id has none.
        """
        for container in self.containers:
            for element, node in container.elements.items():
                if element in self.facts and (not kinds or kind(node) in kinds):
                    yield node

    @cached_property
    def facts(self) -> Mapping[str, Facts]:
        """What the diagram says about every element, expressions compiled; a bad one is left out."""
        return self._read.facts

    @cached_property
    def conditions(self) -> Mapping[str, Expression | None]:
        """Sequence flow → its compiled condition."""
        return self._read.conditions

    @cached_property
    def _read(self) -> FactsReader:
        return FactsReader(Compiling(self.diagram, self.surroundings.functions), self.root)

    @cached_property
    def soundness(self) -> Mapping[str, Verdict]:
        """The process → what the exploration of its states found; empty while the engine refuses the diagram."""
        key = self.prefix + self.bundle.process_id
        if self.definition is None or key not in self.definition.levels:
            return {}
        return {self.bundle.process_id: explore(Net.of(self.definition, key))}

    # --- the files beside it

    def files(self, folder: str) -> Iterator[tuple[str, str, bytes]]:
        """Give file name, id and content of each file of a folder (`forms`, `decisions`, `letters`)."""
        for name, content in self.bundle.files.items():
            if name.startswith(f"{folder}/"):
                yield name, name.removeprefix(f"{folder}/").rsplit(".", 1)[0], content

    @cached_property
    def documents(self) -> Mapping[str, Any]:
        """Form id → its document, or the ValueError that reading it raised."""
        return {form_id: _json(content) for _, form_id, content in self.files("forms")}

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The forms that can be read, by id."""
        return {form_id: form for form_id, form in self.read_forms.items() if isinstance(form, Form)}

    @cached_property
    def read_forms(self) -> Mapping[str, Form | FormRefused]:
        """Form id → the form, or why its document is refused; what is no JSON is left out."""
        functions = Identity(self.surroundings.functions)
        readable = {form_id for form_id, document in self.documents.items() if not isinstance(document, ValueError)}
        return {
            form_id: _form(content, functions) for _, form_id, content in self.files("forms") if form_id in readable
        }

    @cached_property
    def decisions(self) -> Mapping[str, Decision]:
        """The decisions that business rule tasks name and that can be compiled, by the name."""
        named = {facts.decision for facts in self.facts.values() if facts.decision}
        found = {decision_id: self._decision(decision_id) for decision_id in named}
        return {decision_id: decision for decision_id, decision in found.items() if decision is not None}

    def _decision(self, decision_id: str) -> Decision | None:
        try:
            content = self.bundle.decision(self.bundle.process_id, decision_id)
            return compile_decision(content, self.surroundings.functions, decision_id)
        except (KeyError, DecisionRefused):
            return None

    @cached_property
    def is_ours(self) -> bool:
        """Whether the diagram uses our vocabulary; one that does not claims nothing that could be missing."""
        return any(str(name).startswith(f"{{{JORYE}}}") for node in self.root.iter() for name in node.attrib)

    @cached_property
    def beside(self) -> Beside:
        """What tells which variables its elements read and write."""
        told = {name: each.gives for name, each in self.surroundings.operations.items() if each.gives is not None}
        return Beside(self.surroundings.functions, self.forms, self.decisions, told, answers_told=self.is_ours)

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The variables of every process of the diagram."""
        return scopes(self)

    @cached_property
    def letters(self) -> Mapping[str, Any]:
        """Letter id → its model, or the ValueError that reading it raised."""
        return {letter_id: _toml(content) for _, letter_id, content in self.files("letters")}


@lru_cache(maxsize=512)
def _form(content: bytes, functions: Identity) -> Form | FormRefused:
    """Compile a form once per content: while a diagram is edited its forms stay as they are."""
    try:
        return Form.read(_json(content), functions.mapping)
    except FormRefused as refused:
        return refused


def _json(content: bytes) -> Any:
    try:
        return json.loads(content, parse_float=read_fraction)
    except ValueError as fault:
        return fault
    except RecursionError:
        return ValueError("nested too deeply")


def _toml(content: bytes) -> Any:
    try:
        return tomllib.loads(content.decode())
    except ValueError as fault:
        return fault
    except RecursionError:
        return ValueError("nested too deeply")

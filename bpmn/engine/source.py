"""One diagram of a bundle on its way to levels: read, checked, compiled, parsed, connected."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from bpmn.bundle import Bundle
from bpmn.decisions import Decision, DecisionRefused, compile_decision
from bpmn.diagram import Diagram, Problem, read
from bpmn.diagram.vocabulary import INTERCHANGE, children, tag
from bpmn.engine.checks import check
from bpmn.engine.compiling import Compiling
from bpmn.engine.facts import Facts
from bpmn.engine.facts_reader import FactsReader
from bpmn.engine.parsing import flows_by_source, parse
from bpmn.engine.reach import reach
from bpmn.engine.specs.activity import BusinessRuleTask
from bpmn.engine.specs.events import StartEvent, Throwing
from bpmn.engine.specs.level_spec import LevelSpec
from bpmn.engine.specs.levels import CallActivity, Embedded, EventSubProcess
from bpmn.engine.specs.loops import Repeating
from bpmn.engine.specs.node import Flow, Node
from bpmn.expressions import Functions


class Source:
    """One diagram, the bundle it came in, and what was found in it."""

    def __init__(self, bundle: Bundle, prefix: str, functions: Functions) -> None:
        self.bundle = bundle
        self._prefix = prefix
        self._functions = functions
        self.diagram: Diagram = read(bundle.files[bundle.main], prefix + bundle.main)
        self.problems: list[Problem] = list(self.diagram.problems)
        self.facts: Mapping[str, Facts] = {}
        self.processes: tuple[str, ...] = ()
        self._decisions: dict[str, Decision] = {}
        if self.diagram.root is not None:
            self._read(self.diagram.root)

    def _read(self, root: etree._Element) -> None:
        self.processes = tuple(str(node.get("id")) for node in children(root, "process"))
        self.problems += check(self.diagram, root)
        compiling = Compiling(self.diagram, self._functions)
        self._reader = FactsReader(compiling, root)
        self.facts = self._reader.facts
        self.problems += compiling.problems
        for node in root.iter(tag("businessRuleTask")):
            self._compile_decision(node, self.facts.get(str(node.get("id"))))

    def _compile_decision(self, node: etree._Element, facts: Facts | None) -> None:
        if facts is None:
            return
        if not facts.decision:
            self.problems.append(self.diagram.problem("decision_without_id", node))
            return
        try:
            file = self.bundle.decision_file(self.bundle.process_id, facts.decision)
        except KeyError:
            self.problems.append(self.diagram.problem("decision_missing", node, decision=facts.decision))
            return
        try:
            decision = compile_decision(self.bundle.files[file], self._functions, facts.decision)
            self._decisions[facts.element] = decision
        except DecisionRefused as refused:
            self.problems += [
                Problem("decision", problem.element, self._prefix + file, problem.line, {"fault": problem})
                for problem in refused.problems
            ]

    def has_elements(self, process_id: str) -> bool:
        """Tell whether anything is drawn in a process (a pool that only stands for somebody is empty)."""
        return any(facts.process_id == process_id for facts in self.facts.values())

    def unknown_calls(self, known: Iterable[str]) -> list[Problem]:
        """Name the call activities whose process is nowhere to be found."""
        root = self.diagram.root
        calls = [] if root is None else root.iter(tag("callActivity"))
        found = set(known)
        return [
            self.diagram.problem("called_missing", call, process=call.get("calledElement"))
            for call in calls
            if call.get("calledElement") and call.get("calledElement") not in found
        ]

    # --- levels

    def levels(self) -> dict[str, LevelSpec]:
        """Parse and connect; gives every level of the diagram by its id. Only for a diagram without problems."""
        root = self.diagram.root
        assert root is not None  # a diagram that could not be read has problems
        for interchange in root.findall(tag("BPMNDiagram", INTERCHANGE)):
            root.remove(interchange)
        levels = parse(root, self.diagram.file)
        flows = flows_by_source(root)
        for name, level in levels.items():
            level.key = self._prefix + name
            level.owns_scope = name in self.processes
            self._describe(level)
        for level in levels.values():
            self._connect(level, flows, levels)
        for name in self.processes:
            levels[name].defaults = dict.fromkeys(_data_objects(levels[name], levels))
        return levels

    def _describe(self, level: LevelSpec) -> None:
        """Give every element its facts; scripts around a repeating activity run once, around the whole."""
        for spec in list(level.task_specs.values()):
            if isinstance(spec, Node):
                spec.facts = self.facts[spec.bpmn_id]
                level.process_id = spec.facts.process_id
        for spec in list(level.task_specs.values()):
            if isinstance(spec, Repeating):
                inner = dataclasses.replace(spec.facts, loop=None, data=None)
                if spec.facts.scripts_inside:
                    spec.facts = dataclasses.replace(spec.facts, before=None, after=None)
                else:
                    inner = dataclasses.replace(inner, before=None, after=None)
                spec.child.facts = inner
            if isinstance(spec, BusinessRuleTask):
                spec.decision = self._decisions[spec.bpmn_id]

    def _connect(self, level: LevelSpec, flows: Mapping[str, list[etree._Element]], levels: Mapping[str, Any]) -> None:
        nodes = {spec.bpmn_id: spec for spec in level.task_specs.values() if _stands_alone(spec, level)}
        for element, spec in nodes.items():
            spec.flows = tuple(self._flow(flow, nodes) for flow in flows.get(element, ()))
        _link(nodes.values())
        for spec in nodes.values():
            for flow in spec.flows:
                flow.target.incoming = (*flow.target.incoming, flow.id)
        for spec in level.task_specs.values():
            if isinstance(spec, Embedded):
                spec.inner = levels[spec.bpmn_id]
        _find_starts(level, list(nodes.values()))
        level.reach = {spec.name: reach(spec, nodes.values()) for spec in nodes.values() if spec.inclusive}

    def _flow(self, flow: etree._Element, nodes: Mapping[str, Node]) -> Flow:
        name, source = str(flow.get("id")), flow.get("sourceRef")
        is_default = nodes[str(source)].default == name
        condition = None if is_default else self._reader.conditions.get(name)
        return Flow(name, nodes[str(flow.get("targetRef"))], condition, is_default)


def connect_calls(levels: Iterable[LevelSpec], called: Mapping[str, LevelSpec]) -> None:
    """Let every call activity know the process it calls."""
    for level in levels:
        for spec in level.task_specs.values():
            if isinstance(spec, CallActivity):
                spec.inner = called[spec.facts.call.process_id if spec.facts.call else ""]


def _stands_alone(spec: Any, level: LevelSpec) -> bool:
    """Leave out the helpers and the inner half of a repeating activity."""
    return isinstance(spec, Node) and level.task_specs.get(spec.bpmn_id) is spec


def _link(nodes: Iterable[Node]) -> None:
    """Draw the sequence flow that a pair of link events stands for."""
    catching = {_link_name(node): node for node in nodes if _link_name(node) and not isinstance(node, Throwing)}
    for node in nodes:
        if _link_name(node) and isinstance(node, Throwing):
            node.flows = (Flow(f"{node.name} (link)", catching[_link_name(node)]),)


def _link_name(node: Node) -> str:
    return next((event.name for event in node.facts.events if event.kind == "link"), "")


def _find_starts(level: LevelSpec, nodes: list[Node]) -> None:
    """Find where tokens are put: the plain start event, or every element that nothing leads to."""
    level.event_subprocesses = tuple(node for node in nodes if isinstance(node, EventSubProcess))
    level.start_events = tuple(node for node in nodes if isinstance(node, StartEvent))
    plain = tuple(node for node in level.start_events if not node.facts.events)[:1]
    attached = {boundary.name for node in nodes for boundary in node.boundaries}
    first = tuple(
        node
        for node in nodes
        if not node.incoming and node.name not in attached and not isinstance(node, EventSubProcess)
    )
    level.starts = plain or (() if level.start_events and level.owns_scope else level.start_events[:1] or first)


def _data_objects(level: LevelSpec, levels: Mapping[str, LevelSpec]) -> list[str]:
    names = list(level.data_objects)
    for spec in level.task_specs.values():
        if isinstance(spec, Embedded):
            names += _data_objects(levels[spec.bpmn_id], levels)
    return names

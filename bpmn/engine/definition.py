"""A definition ready to run: every level of a process and of what it calls, checked, parsed and compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bpmn.bundle import Bundle
from bpmn.diagram import Problem
from bpmn.engine.errors import Fault, Refused
from bpmn.engine.facts import Facts
from bpmn.engine.source import Source, connect_calls
from bpmn.engine.specs.level_spec import LevelSpec
from bpmn.engine.specs.node import Node
from bpmn.expressions import Functions, reserved_names
from messages import Language


@dataclass(frozen=True)
class Definition:
    """One process with everything it calls; made once per bundle, never changed."""

    digest: str
    process: LevelSpec
    levels: Mapping[str, LevelSpec]
    """Every level by its key."""
    facts: Mapping[str, Mapping[str, Facts]]
    """Process id → element id → what the diagram says about it."""
    reserved: frozenset[str]
    """Names that no variable may have."""

    def starts(self, start_event: str) -> tuple[Node, ...]:
        """Choose where the process begins: by element id or message name, else its plain start; empty when unknown."""
        events = self.process.start_events
        if not start_event:
            return self.process.starts or events[:1]
        chosen = [event for event in events if start_event in _names(event)]
        return tuple(chosen[:1])

    def starting_messages(self) -> dict[str, str]:
        """Give the messages and signals that start the process, each with its start event."""
        return {
            definition.name: event.facts.element
            for event in reversed(self.process.start_events)
            for definition in event.facts.events
            if definition.kind in ("message", "signal")
        }

    def begun_with(self, name: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Give what the message or signal that starts the process writes: all under its variable, else key by key."""
        starting = (definition for event in self.starts(name) for definition in event.facts.events)
        variable = next((definition.variable for definition in starting if definition.name == name), "")
        return {variable: dict(payload)} if variable else dict(payload)

    def attached(self) -> dict[str, frozenset[str]]:
        """Name the boundary events of every activity that has any."""
        nodes = [spec for level in self.levels.values() for spec in level.task_specs.values() if isinstance(spec, Node)]
        return {
            spec.bpmn_id: frozenset(boundary.bpmn_id for boundary in spec.boundaries)
            for spec in nodes
            if spec.boundaries
        }

    def check_names(self, values: Mapping[str, Any]) -> None:
        """See that no value would hide a function or constant; raises Fault `reserved_name`."""
        hiding = sorted(self.reserved.intersection(values))
        if hiding:
            raise Fault("reserved_name", names=", ".join(hiding))


def load(bundle: Bundle, functions: Functions, language: Language) -> Definition:
    """Check, parse and compile a bundle; raises Refused with everything that is wrong."""
    sources = [Source(bundle, "", functions)]
    sources += [Source(called, f"called/{name}/", functions) for name, called in bundle.called.items()]
    problems = [problem for source in sources for problem in source.problems]
    known = [name for source in sources for name in source.processes]
    problems += [problem for source in sources for problem in source.unknown_calls(known)]
    if not problems and bundle.process_id not in sources[0].processes:
        problems.append(Problem("process_unknown", bundle.process_id, bundle.main, 0))
    if not problems and not sources[0].has_elements(bundle.process_id):
        problems.append(Problem("no_start", bundle.process_id, bundle.main, 0))
    if problems:
        raise Refused(problems, language)
    levels = [source.levels() for source in sources]
    processes = {name: level for own in reversed(levels) for name, level in own.items() if level.owns_scope}
    for own in levels:
        connect_calls(own.values(), processes)
    return Definition(
        digest=bundle.digest,
        process=levels[0][bundle.process_id],
        levels={level.key: level for own in levels for level in own.values()},
        facts=_facts_by_process(sources),
        reserved=reserved_names(functions),
    )


def _names(event: Node) -> set[str]:
    return {event.facts.element, *(definition.name for definition in event.facts.events)}


def _facts_by_process(sources: list[Source]) -> dict[str, dict[str, Facts]]:
    found: dict[str, dict[str, Facts]] = {}
    for source in reversed(sources):
        own: dict[str, dict[str, Facts]] = {name: {} for name in source.processes}
        for element, facts in source.facts.items():
            own[facts.process_id][element] = facts
        found |= own
    return found

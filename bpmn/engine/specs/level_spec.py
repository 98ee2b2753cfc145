# mypy: disable-error-code="misc"
"""One process level as it was drawn: SpiffWorkflow's process spec, with the starts and joins the engine needs."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import BpmnStartTask, SimpleBpmnTask

from bpmn.engine.scope import Scope
from bpmn.engine.specs.levels import EventSubProcess
from bpmn.engine.specs.node import Node


class LevelSpec(BpmnProcessSpec):
    """The elements of one level by their names, which are their ids."""

    def __init__(self, name: str, description: str, filename: str) -> None:
        super().__init__(name=name, description=description, filename=filename)
        self.task_specs.clear()
        self.start = BpmnStartTask(self, "(start)")
        self.end = SimpleBpmnTask(self, "(end)")
        self.process_id = name
        self.key = name
        """Name of the level inside its definition."""
        self.owns_scope = False
        """True for a process, false for a sub-process, which shares the scope around it."""
        self.starts: tuple[Node, ...] = ()
        """Where tokens are put when the level begins."""
        self.start_events: tuple[Node, ...] = ()
        self.event_subprocesses: tuple[EventSubProcess, ...] = ()
        self.reach: dict[str, dict[str, frozenset[str]]] = {}
        """Inclusive join → incoming flow → elements from which the flow can be reached without passing the join."""
        self.defaults: dict[str, Any] = {}
        """Data objects, which are empty until they are written."""

    def scope(self, variables: dict[str, Any]) -> Scope:
        """Make the scope of a level that has its own variables."""
        return Scope(variables, Scope(self.defaults) if self.defaults else None)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Declared inputs of the process."""
        return tuple(ref.bpmn_id for ref in self.io_specification.data_inputs) if self.io_specification else ()

    @property
    def outputs(self) -> tuple[str, ...]:
        """Declared outputs of the process."""
        return tuple(ref.bpmn_id for ref in self.io_specification.data_outputs) if self.io_specification else ()

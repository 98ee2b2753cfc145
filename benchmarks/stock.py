"""The peer: the stock SpiffWorkflow runtime, the whole instance written to one JSON blob after every task.

It writes the same five statements as the floor; what differs is that the state must be restored, run and written by
SpiffWorkflow itself. The definition is parsed once, the state comes with its specification, as its serializer does it.
"""

from __future__ import annotations

from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.util.task import TaskState

from benchmarks.bare import Bare
from benchmarks.place import Place
from bpmn.bundle import Bundle


class Stock:
    """Instances of a process as the stock runtime keeps them."""

    def __init__(self, place: Place, bundle: Bundle) -> None:
        self.bare = Bare(place)
        parser = SpiffBpmnParser()
        parser.add_bpmn_xml(etree.fromstring(bundle.files["process.bpmn"]))
        self.spec = parser.get_spec(bundle.process_id)
        self.subprocesses = parser.get_subprocess_specs(bundle.process_id)
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG))

    def begin(self, values: dict[str, Any]) -> str:
        """Start an instance and give its blob."""
        workflow = BpmnWorkflow(self.spec, self.subprocesses)
        workflow.task_tree.data.update(values)
        workflow.do_engine_steps()
        return str(self.serializer.serialize_json(workflow))

    def complete(self, blob: str, task_id: int) -> str:
        """Finish the first open task, persist it with the row of `task_id`, and give the new blob."""
        workflow = self.serializer.deserialize_json(blob)
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.run()
        workflow.do_engine_steps()
        written = str(self.serializer.serialize_json(workflow))
        self.bare.complete(task_id, written.encode())
        return written

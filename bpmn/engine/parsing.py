# mypy: disable-error-code="misc"
"""SpiffWorkflow's parser with our specs in its override tables.

SpiffWorkflow creates every element; it is told of no sequence flow and no boundary event while it does so, because its
own connecting recurses along the flows and wraps activities in helpers. Both are connected here afterwards, by the
parsers it made.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.task_parsers import ConditionalGatewayParser, GatewayParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnIoSpecification
from SpiffWorkflow.bpmn.specs.data_spec import TaskDataReference
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition
from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser, SpiffProcessParser
from SpiffWorkflow.spiff.parser.task_spec import SpiffTaskParser

from bpmn.diagram.vocabulary import FLOW_NODES, children, is_true, kind, tag
from bpmn.engine.checks.containers import containers
from bpmn.engine.specs import activity, events, gateways, levels, loops
from bpmn.engine.specs.level_spec import LevelSpec


class ElementParser(SpiffTaskParser):
    """Creates the spec of one element; what the element says stands in its facts, not in the spec."""

    STANDARD_LOOP_CLASS = loops.StandardLoop
    PARALLEL_MI_CLASS = loops.ParallelMultiInstance
    SEQUENTIAL_MI_CLASS = loops.SequentialMultiInstance

    def create_task(self) -> Any:
        return self.spec_class(self.spec, self.bpmn_id, **self.arguments(), **self.bpmn_attributes)

    def arguments(self) -> dict[str, Any]:
        """Give what the spec class wants beyond the common attributes."""
        return {}

    def xpath(self, xpath: str) -> list[etree._Element]:
        """Find child elements without XPath, whose machinery takes most of the time of parsing."""
        found: list[etree._Element] = self.node.findall(xpath, namespaces=self.nsmap)
        return found

    def parse_documentation(self, sequence_flow: etree._Element | None = None) -> None:
        """Documentation is for readers of the diagram."""

    def parse_incoming_data_references(self) -> list[Any]:
        """Data objects are variables: an association only draws what is read anyway."""
        return []

    def parse_outgoing_data_references(self) -> list[Any]:
        """See the incoming ones."""
        return []

    def parse_io_spec(self) -> None:
        """Declared inputs and outputs stand in the facts."""

    def parse_extensions(self, node: etree._Element | None = None) -> dict[str, Any]:
        """Extensions stand in the facts."""
        return {}

    def _add_multiinstance_task(self, characteristics: etree._Element) -> None:
        """Wrap the activity; how it repeats stands in the facts."""
        self._wrap(self.SEQUENTIAL_MI_CLASS if is_true(characteristics, "isSequential") else self.PARALLEL_MI_CLASS)

    def _add_loop_task(self, characteristics: etree._Element) -> None:
        self._wrap(self.STANDARD_LOOP_CLASS)

    task: Any

    def _wrap(self, repeating: Any) -> None:
        inner = self.spec.task_specs.pop(self.task.name)
        loop = repeating is self.STANDARD_LOOP_CLASS
        arguments = {"maximum": None, "condition": None, "test_before": False} if loop else {}
        self.task = repeating(self.spec, inner.name, task_spec="", **arguments)
        inner.name = self.task.task_spec = f"{inner.name} [child]"
        self.spec.task_specs[inner.name] = inner
        self.task.child = inner


class ServiceTaskParser(ElementParser):
    """A service task; its operation stands in the facts."""

    def arguments(self) -> dict[str, Any]:
        return {"operation_name": "", "operation_params": {}, "result_variable": ""}


class ScriptTaskParser(ElementParser):
    """A script task; its script stands in the facts, compiled."""

    def arguments(self) -> dict[str, Any]:
        return {"script": ""}


class DecisionParser(ElementParser):
    """A business rule task."""

    def arguments(self) -> dict[str, Any]:
        return {"dmnEngine": None}

    @staticmethod
    def get_decision_ref(node: etree._Element) -> str:
        """SpiffWorkflow collects the decisions a process depends on; ours come with the bundle."""
        return ""


class CallParser(ElementParser):
    """A call activity."""

    def arguments(self) -> dict[str, Any]:
        return {"subworkflow_spec": self.node.get("calledElement")}


class SubProcessParser(ElementParser):
    """A sub-process of any kind: a level of its own."""

    def create_task(self) -> Any:
        self.process_parser.parser.create_parser(self.node, filename=self.filename, lane=self.lane)
        if is_true(self.node, "triggeredByEvent"):
            self.spec_class = levels.EventSubProcess
        return super().create_task()

    def arguments(self) -> dict[str, Any]:
        return {"subworkflow_spec": self.bpmn_id}


class EventParser(ElementParser):
    """An event, send task or receive task; its event definitions stand in the facts."""

    def arguments(self) -> dict[str, Any]:
        return {"event_definition": NoneEventDefinition()}


class BoundaryParser(EventParser):
    """A boundary event."""

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"cancel_activity": is_true(self.node, "cancelActivity", "true")}


class GatewayElementParser(ElementParser, GatewayParser):
    """A gateway without conditions."""


class ConditionalElementParser(ElementParser, ConditionalGatewayParser):
    """A gateway whose flows have conditions; these stand on the flows, compiled."""

    def connect_outgoing(self, target: Any, flow: etree._Element, is_default: bool) -> None:
        TaskParser.connect_outgoing(self, target, flow, is_default)


class ProcessParser(SpiffProcessParser):
    """Creates the specs of one level and connects them."""

    def create_spec(self) -> LevelSpec:
        return LevelSpec(name=self.bpmn_id, description=self.get_name(), filename=self.filename)

    def parse_incoming_data_references(self) -> list[Any]:
        """A process has none."""
        return []

    def parse_io_spec(self) -> BpmnIoSpecification:
        """Read what the process declares to take and to give; what stands in no set is declared all the same."""
        found: BpmnIoSpecification = super().parse_io_spec()
        for declared, name in ((found.data_inputs, "Input"), (found.data_outputs, "Output")):
            if not self.node.findall(f"{tag('ioSpecification')}/{tag(f'{name.lower()}Set')}"):
                nodes = self.node.iterfind(f"{tag('ioSpecification')}/{tag(f'data{name}')}")
                declared += [self.create_data_spec(node, TaskDataReference) for node in nodes]
        return found

    def get_outgoing_sequence_flows(self, source: str) -> list[Any]:
        """Hold the flows back while the elements are created."""
        return []

    def get_boundary_events(self, attached_to: str) -> list[Any]:
        """Hold the boundary events back while the elements are created."""
        return []

    def add_tasks(self) -> None:
        self.element_parsers: dict[str, Any] = {}
        for node in self.node:
            if kind(node) in FLOW_NODES:
                self.parse_node(node)
            if node.get("default"):
                self.spec.task_specs[node.get("id")].default = node.get("default")
        for flow in children(self.node, "sequenceFlow"):
            source = self.element_parsers[str(flow.get("sourceRef"))]
            source.connect_outgoing(self.spec.task_specs[flow.get("targetRef")], flow, False)
        for boundary in children(self.node, "boundaryEvent"):
            host = self.spec.task_specs[boundary.get("attachedToRef")]
            host.boundaries = (*host.boundaries, self.spec.task_specs[boundary.get("id")])

    def parse_node(self, node: etree._Element) -> Any:
        parser_class, spec_class = self.parser._get_parser_class(node.tag)
        parser = parser_class(self, spec_class, node, self.nsmap, lane=self.lane)
        self.element_parsers[str(node.get("id"))] = parser
        return parser.parse_node()


class Parser(SpiffBpmnParser):
    """SpiffWorkflow's parser of one diagram, with the specs of this engine."""

    PROCESS_PARSER_CLASS = ProcessParser
    OVERRIDE_PARSER_CLASSES = {  # noqa: RUF012  # SpiffWorkflow's own extension point is a plain class attribute
        tag("task"): (ElementParser, activity.NoneTask),
        tag("userTask"): (ElementParser, activity.UserTask),
        tag("manualTask"): (ElementParser, activity.ManualTask),
        tag("scriptTask"): (ScriptTaskParser, activity.ScriptTask),
        tag("serviceTask"): (ServiceTaskParser, activity.ServiceTask),
        tag("businessRuleTask"): (DecisionParser, activity.BusinessRuleTask),
        tag("sendTask"): (EventParser, events.SendTask),
        tag("receiveTask"): (EventParser, events.ReceiveTask),
        tag("subProcess"): (SubProcessParser, levels.SubProcess),
        tag("transaction"): (SubProcessParser, levels.Transaction),
        tag("callActivity"): (CallParser, levels.CallActivity),
        tag("startEvent"): (EventParser, events.StartEvent),
        tag("endEvent"): (EventParser, events.EndEvent),
        tag("intermediateCatchEvent"): (EventParser, events.CatchEvent),
        tag("intermediateThrowEvent"): (EventParser, events.ThrowEvent),
        tag("boundaryEvent"): (BoundaryParser, events.BoundaryEvent),
        tag("exclusiveGateway"): (ConditionalElementParser, gateways.ExclusiveGateway),
        tag("inclusiveGateway"): (ConditionalElementParser, gateways.InclusiveGateway),
        tag("parallelGateway"): (GatewayElementParser, gateways.ParallelGateway),
        tag("eventBasedGateway"): (EventParser, gateways.EventBasedGateway),
    }

    def _add_data_stores(self, root: etree._Element) -> None:
        """Data stores only document."""

    def _add_correlations(self, root: etree._Element) -> None:
        """Correlation stands in the facts."""

    def level_specs(self) -> dict[str, LevelSpec]:
        """Parse every process with its sub-processes; gives the levels by their ids."""
        specs: dict[str, LevelSpec] = {}
        waiting = list(self.process_parsers)
        while waiting:
            name = waiting.pop()
            if name not in specs:
                specs[name] = self.process_parsers[name].get_spec()
                waiting += self.process_parsers
        return specs


def parse(root: etree._Element, file: str) -> dict[str, LevelSpec]:
    """Parse one diagram that has passed every check; gives its levels by their ids."""
    parser = Parser()
    parser.add_bpmn_xml(root, file)
    return parser.level_specs()


def flows_by_source(root: etree._Element) -> dict[str, list[etree._Element]]:
    """Sort the sequence flows of a diagram by the element they leave."""
    flows: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for container in containers(root):
        for flow in container.flows:
            flows[str(flow.get("sourceRef"))].append(flow)
    return flows

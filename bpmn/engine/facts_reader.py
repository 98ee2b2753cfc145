"""Reads the facts of every element of a diagram, in this project's vocabulary, plain BPMN and Spiff's extension."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from bpmn.diagram.vocabulary import (
    ACTIVITIES,
    EVENTS,
    FLOW_NODES,
    JORYE,
    PEOPLE,
    SPIFF,
    child_text,
    children,
    extensions,
    is_true,
    kind,
    own,
    tag,
)
from bpmn.engine.compiling import Compiling
from bpmn.engine.event_reader import EventReader
from bpmn.engine.facts import CallFacts, DataFacts, Facts, LoopFacts
from bpmn.expressions import Expression


class FactsReader:
    """Reads one diagram; what is wrong gathers in the compiling's problems."""

    def __init__(self, compiling: Compiling, root: etree._Element) -> None:
        self._compiling = compiling
        self._roles = dict(_roles(root))
        self._events = EventReader(compiling, root)
        self.facts: dict[str, Facts] = {}
        self.conditions: dict[str, Expression | None] = {}
        """Sequence flow → its compiled condition."""
        for process in children(root, "process"):
            self._container(process, str(process.get("id")), "")

    def _container(self, container: etree._Element, process_id: str, role: str) -> None:
        for node in container:
            name = kind(node)
            if name == "sequenceFlow":
                self._condition(node)
            elif name in FLOW_NODES and node.get("id"):
                own_role = own(node, "role") or self._roles.get(str(node.get("id")), role)
                self.facts[str(node.get("id"))] = self._facts(node, name, process_id, own_role)
                if name in ("subProcess", "transaction"):
                    self._container(node, process_id, own_role)

    def _condition(self, flow: etree._Element) -> None:
        text = child_text(flow, "conditionExpression")
        if text:
            self.conditions[str(flow.get("id"))] = self._compiling.expression(text, flow)

    def _facts(self, node: etree._Element, name: str, process_id: str, role: str) -> Facts:
        element = str(node.get("id"))
        values: dict[str, Any] = {
            "element": element,
            "process_id": process_id,
            "name": " ".join((node.get("name") or element).split()),
            "name_en": own(node, "nameEn"),
            "role": role,
            "clauses": tuple(own(node, "clauses").split()),
        }
        if name in ACTIVITIES:
            values |= self._activity(node) | self._special(node, name)
        if name in EVENTS or name in ("sendTask", "receiveTask"):
            values |= self._events.read(node, name)
        if name == "subProcess" and is_true(node, "triggeredByEvent"):
            start = next(iter(children(node, "startEvent")), None)
            values |= {} if start is None else self._events.read(start, "startEvent")
        return Facts(**values)

    # --- what every activity may have

    def _activity(self, node: etree._Element) -> dict[str, Any]:
        compiling = self._compiling
        return {
            "before": compiling.script(_spiff(node, "preScript"), node),
            "after": compiling.script(_spiff(node, "postScript"), node),
            "scripts_inside": any(
                is_true(found, tag("scriptsOnInstances", SPIFF))
                for found in node
                if kind(found).endswith("Characteristics")
            ),
            "result": compiling.variable(node.get(tag("result", JORYE)), node),
            "loop": self._loop(node),
            "data": self._data(node),
        }

    def _loop(self, node: etree._Element) -> LoopFacts | None:
        for found in children(node, "standardLoopCharacteristics"):
            return self._standard_loop(found)
        for found in children(node, "multiInstanceLoopCharacteristics"):
            return self._multi_instance(found)
        return None

    def _standard_loop(self, node: etree._Element) -> LoopFacts:
        condition = child_text(node, "loopCondition")
        maximum = (node.get("loopMaximum") or "").strip()
        if not condition and not maximum:
            self._compiling.problem("loop_without_end", node)
        if maximum and not maximum.isdecimal():
            self._compiling.problem("loop_maximum", node, value=maximum)
        return LoopFacts(
            "loop",
            condition=self._compiling.expression(condition or None, node),
            maximum=int(maximum) if maximum.isdecimal() else 0,
            test_before=is_true(node, "testBefore"),
        )

    def _multi_instance(self, node: etree._Element) -> LoopFacts:
        compiling = self._compiling
        cardinality, collection = child_text(node, "loopCardinality"), child_text(node, "loopDataInputRef")
        output, output_items = child_text(node, "loopDataOutputRef"), self._item(node, "outputDataItem")
        if bool(cardinality) == bool(collection):
            compiling.problem("multi_instance_source", node)
        if bool(output) != bool(output_items):
            compiling.problem("multi_instance_output", node)
        return LoopFacts(
            "sequential" if is_true(node, "isSequential") else "parallel",
            cardinality=compiling.expression(cardinality or None, node),
            collection=compiling.variable(collection, node),
            items=self._item(node, "inputDataItem"),
            output=compiling.variable(output, node),
            output_items=output_items,
            completion=compiling.expression(child_text(node, "completionCondition") or None, node),
        )

    def _item(self, node: etree._Element, name: str) -> tuple[str, ...]:
        """Name a data item: by its id, as Spiff has it, and by its name where that can be a variable."""
        found = next(iter(children(node, name)), None)
        if found is None:
            return ()
        names = (found.get("id") or "", found.get("name") or "")
        if not names[0].isidentifier() and names[1]:
            return (self._compiling.variable(names[1], node),)
        return tuple(dict.fromkeys(self._compiling.variable(name, node) for name in names if name.isidentifier()))

    def _data(self, node: etree._Element) -> DataFacts | None:
        inputs = tuple(ref.text.strip() for ref in node.iterfind(_path("inputSet", "dataInputRefs")) if ref.text)
        outputs = tuple(ref.text.strip() for ref in node.iterfind(_path("outputSet", "dataOutputRefs")) if ref.text)
        return DataFacts(inputs, outputs) if inputs or outputs else None

    # --- what one kind of activity has

    def _special(self, node: etree._Element, name: str) -> dict[str, Any]:
        if name in PEOPLE:
            return self._work(node)
        if name in ("serviceTask", "sendTask"):
            return self._job(node)
        if name == "scriptTask":
            return {"script": self._compiling.script(node.findtext(tag("script")), node)}
        if name == "businessRuleTask":
            return {"decision": own(node, "decision") or (_spiff(node, "calledDecisionId") or "").strip()}
        return {"call": self._call(node)} if name == "callActivity" else {}

    def _work(self, node: etree._Element) -> dict[str, Any]:
        compiling = self._compiling
        return {
            "form": own(node, "form"),
            "assign": own(node, "assign") or "lane",
            "assign_to": compiling.expression(node.get(tag("assignTo", JORYE)), node),
            "distinct_from": tuple(own(node, "distinctFrom").split()),
            "due": compiling.expression(node.get(tag("due", JORYE)), node),
            "due_clause": own(node, "dueClause"),
            "variable": compiling.variable(_spiff(node, "variableName"), node),
        }

    def _job(self, node: etree._Element) -> dict[str, Any]:
        compiling, operator = self._compiling, next(iter(extensions(node, "serviceTaskOperator", SPIFF)), None)
        values: dict[str, Any] = {
            "operation": own(node, "operation"),
            "execution": "external" if own(node, "execution") == "external" else "local",
            "parameters": dict(self._named(extensions(node, "parameter", JORYE), "name")),
        }
        if operator is not None and not values["operation"]:
            name = str(node.get("id")).replace("-", "_")
            values["operation"] = operator.get("id", "")
            values["parameters"] = dict(self._named(operator.iterfind(f".//{tag('parameter', SPIFF)}"), "id"))
            result = operator.get("resultVariable") or f"spiff__{name}_result"
            values["result"] = compiling.variable(result, node)
        return values

    def _call(self, node: etree._Element) -> CallFacts:
        ins = tuple(self._named(extensions(node, "in", JORYE), "target", checked=True))
        outs = tuple(self._named(extensions(node, "out", JORYE), "target", checked=True))
        mapped = bool(extensions(node, "in", JORYE) or extensions(node, "out", JORYE))
        return CallFacts((node.get("calledElement") or "").strip(), ins, outs, mapped)

    def _named(self, nodes: Any, key: str, checked: bool = False) -> Iterator[tuple[str, Expression]]:
        for node in nodes:
            name = self._compiling.variable(node.get(key), node) if checked else str(node.get(key) or "")
            expression = self._compiling.expression(node.get("value"), node)
            if expression is not None:
                yield name, expression


def _spiff(node: etree._Element, name: str) -> str | None:
    return next((found.text for found in extensions(node, name, SPIFF)), None)


def _path(set_name: str, refs: str) -> str:
    return "/".join(map(tag, ("ioSpecification", set_name, refs)))


def _roles(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Give each element's role: `jorye:role` of its innermost lane, or the lane's name."""
    for lane in root.iter(tag("lane")):
        role = own(lane, "role") or (lane.get("name") or "").strip()
        for ref in children(lane, "flowNodeRef"):
            yield (ref.text or "").strip(), role

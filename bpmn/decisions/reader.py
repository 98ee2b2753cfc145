"""Compiles the decisions of one DMN file and puts the wanted one behind everything it requires."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from bpmn.decisions.decision import Decision, LiteralExpression, Logic, Step
from bpmn.decisions.dmn import child, children, problem, root, text_of
from bpmn.decisions.errors import DecisionProblem, DecisionRefused
from bpmn.decisions.table import DecisionTable
from bpmn.decisions.table_reader import TableReader
from bpmn.expressions import Functions
from bpmn.expressions.functions import Identity

Nodes = Mapping[str, etree._Element]
DECISIONS = 200
OTHER_LOGIC = (
    "context",
    "invocation",
    "functionDefinition",
    "relation",
    "list",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
)


def compile_decision(content: bytes, functions: Functions, decision_id: str = "") -> Decision:
    """Compile one decision of a DMN file (once per content and functions); raises DecisionRefused with all problems.

    With several decisions in the file, `decision_id` says which; a file name works too, for it then is the one
    decision that no other requires.
    """
    return _compiled(content, Identity(functions), decision_id)


@lru_cache(maxsize=500)
def _compiled(content: bytes, functions: Identity, decision_id: str) -> Decision:
    definitions = root(content)
    nodes = _decisions(definitions)
    problems: list[DecisionProblem] = []
    required = {name: _required(node, nodes, problems) for name, node in nodes.items()}
    wanted = _wanted(definitions, required, decision_id, problems)
    order = _order(nodes, required, wanted, problems)
    reader = TableReader(functions.mapping, problems)
    steps = {name: _step(node, name, required[name], reader) for name, node in nodes.items()}
    if problems:
        raise DecisionRefused(sorted(problems, key=lambda fault: fault.line))
    chosen = [step for name in order if (step := steps[name]) is not None]
    return Decision(wanted, _outputs(chosen[-1].logic), chosen)


def _decisions(definitions: etree._Element) -> Nodes:
    """Give the decisions by id; raises DecisionRefused where ids do not tell them apart, or there are too many."""
    found = children(definitions, "decision")
    nodes = {node.get("id") or "": node for node in found}
    if len(found) > DECISIONS:
        raise DecisionRefused([problem("too_many", definitions, limit=DECISIONS)])
    if "" in nodes or len(nodes) != len(found):
        raise DecisionRefused([problem("ids", definitions)])
    return nodes


def _required(node: etree._Element, nodes: Nodes, problems: list[DecisionProblem]) -> list[str]:
    found = []
    for requirement in children(node, "informationRequirement"):
        reference = child(requirement, "requiredDecision")
        if reference is None:
            continue
        href = reference.get("href") or ""
        if href.removeprefix("#") in nodes:
            found.append(href.removeprefix("#"))
        else:
            problems.append(problem("required_unknown", reference, found=href))
    return found


def _wanted(
    definitions: etree._Element, required: Mapping[str, list[str]], decision_id: str, problems: list[DecisionProblem]
) -> str:
    """Choose the decision asked for, or the one that no other requires."""
    if decision_id in required:
        return decision_id
    below = {name for names in required.values() for name in names}
    top = [name for name in required if name not in below]
    if len(top) == 1:
        return top[0]
    problems.append(problem("which", definitions, found=", ".join(required), wanted=decision_id))
    return ""


def _order(nodes: Nodes, required: Mapping[str, list[str]], wanted: str, problems: list[DecisionProblem]) -> list[str]:
    """Put required decisions before those that require them; a circle is a problem."""
    order: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in open_:
            problems.append(problem("circle", nodes[name], found=" → ".join([*open_[open_.index(name) :], name])))
        elif name not in order:
            open_.append(name)
            for below in required[name]:
                visit(below)
            open_.pop()
            order.append(name)

    for name in [wanted] if wanted else []:
        visit(name)
    return order


def _step(node: etree._Element, decision_id: str, required: list[str], reader: TableReader) -> Step | None:
    variable_node = child(node, "variable")
    variable = (variable_node.get("name") if variable_node is not None else "") or decision_id
    logic = _logic(node, str(variable), reader)
    return Step(decision_id, str(variable), required, logic) if logic else None


def _logic(node: etree._Element, variable: str, reader: TableReader) -> Logic | None:
    table, literal = child(node, "decisionTable"), child(node, "literalExpression")
    if table is not None:
        return reader.read(table, variable)
    if literal is not None:
        expression = reader.expression(literal, text_of(literal))
        return LiteralExpression(variable, expression) if expression else None
    found = next((kind for kind in OTHER_LOGIC if child(node, kind) is not None), "")
    reader.problems.append(problem("logic", node, found=found or "—"))
    return None


def _outputs(logic: Logic) -> list[str]:
    return list(logic.columns.allowed) if isinstance(logic, DecisionTable) else [getattr(logic, "variable", "")]

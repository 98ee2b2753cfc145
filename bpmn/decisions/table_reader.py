"""Compiles a `decisionTable` element; collects everything that is wrong instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from lxml import etree

from bpmn.decisions.dmn import child, children, problem, text_of
from bpmn.decisions.errors import DecisionProblem
from bpmn.decisions.hit_policies import AGGREGATIONS, NEED_ORDER, POLICIES, Columns, Policy, first
from bpmn.decisions.table import DecisionTable, Input, Row
from bpmn.decisions.unary_tests import Test, compile_cell_expression, compile_test
from bpmn.expressions import Expression, ExpressionError, ExpressionRefused, Functions

Compiled = TypeVar("Compiled")
CAMUNDA_VARIABLE = "{http://camunda.org/schema/1.0/dmn}inputVariable"
LANGUAGES = ("feel", "juel", "python", "jorye")


class TableReader:
    """Reads one table; what is wrong goes to `problems`."""

    def __init__(self, functions: Functions, problems: list[DecisionProblem]) -> None:
        self.functions = functions
        self.problems = problems

    def read(self, node: etree._Element, variable: str) -> DecisionTable | None:
        """Compile the table; None when something is wrong (see `problems`)."""
        before = len(self.problems)
        outputs = self._outputs(node, variable)
        columns = Columns(
            {name: self._allowed_outputs(output) for name, output in outputs.items()},
            {name: self._default(output) for name, output in outputs.items()},
        )
        policy = self._policy(node, columns)
        inputs = [self._input(column) for column in children(node, "input")]
        rules = children(node, "rule")
        rows = [self._row(number, rule, len(inputs), outputs) for number, rule in enumerate(rules, 1)]
        if not rules:
            self.problems.append(problem("no_rules", node))
        if policy is None or len(self.problems) > before:
            return None
        return DecisionTable([column for column in inputs if column], rows, columns, policy, policy is first)

    def expression(self, node: etree._Element, text: str) -> Expression | None:
        """Compile one expression of the file."""
        return self._compiled(node, text, compile_cell_expression)

    def _compiled(
        self, node: etree._Element, text: str, compiler: Callable[[str, Functions], Compiled]
    ) -> Compiled | None:
        language = (node.get("expressionLanguage") or "").lower()
        if language and not any(known in language for known in LANGUAGES):
            self.problems.append(problem("language", node, language=language))
            return None
        try:
            return compiler(text, self.functions)
        except ExpressionRefused as refused:
            self.problems.append(problem("expression", node, fault=refused))
            return None

    def _policy(self, node: etree._Element, columns: Columns) -> Policy | None:
        name, aggregation = node.get("hitPolicy") or "UNIQUE", node.get("aggregation")
        if name not in POLICIES:
            self.problems.append(problem("hit_policy", node, found=name, known=", ".join(POLICIES)))
            return None
        if name in NEED_ORDER and not any(columns.allowed.values()):
            self.problems.append(problem("needs_order", node, policy=name))
        if aggregation is None:
            return POLICIES[name]
        if name != "COLLECT" or aggregation not in AGGREGATIONS:
            self.problems.append(problem("aggregation", node, found=aggregation, known=", ".join(AGGREGATIONS)))
        elif aggregation != "COUNT" and len(columns.allowed) > 1:
            self.problems.append(problem("aggregation_outputs", node, found=aggregation))
        return AGGREGATIONS.get(aggregation)

    def _input(self, node: etree._Element) -> Input | None:
        expression = child(node, "inputExpression")
        text = text_of(expression)
        if expression is None or not text:
            self.problems.append(problem("input_empty", node))
            return None
        compiled = self.expression(expression, text)
        values = child(node, "inputValues")
        allowed = self._compiled(values, text_of(values), compile_test) if values is not None else None
        variable = str(node.get(CAMUNDA_VARIABLE) or "")
        return Input(node.get("label") or text, compiled, allowed, variable) if compiled else None

    def _outputs(self, node: etree._Element, variable: str) -> Mapping[str, etree._Element]:
        found = children(node, "output")
        named = {output.get("name") or (variable if len(found) == 1 else ""): output for output in found}
        if not found or "" in named or len(named) != len(found):
            self.problems.append(problem("outputs", node))
        return named

    def _allowed_outputs(self, output: etree._Element) -> Sequence[Any]:
        node = child(output, "outputValues")
        text = text_of(node)
        return self._constant(node, f"[{text}]") or () if node is not None and text else ()

    def _default(self, output: etree._Element) -> Any:
        node = child(output, "defaultOutputEntry")
        text = text_of(node)
        return self._constant(node, text) if node is not None and text not in ("", "-") else None

    def _constant(self, node: etree._Element, text: str) -> Any:
        """Evaluate a text that may not depend on the case."""
        expression = self.expression(node, text)
        if expression is None:
            return None
        try:
            return expression({})
        except ExpressionError as fault:
            self.problems.append(problem("constant", node, fault=fault))
            return None

    def _row(self, number: int, rule: etree._Element, inputs: int, outputs: Mapping[str, etree._Element]) -> Row:
        tests = [self._test(entry) for entry in children(rule, "inputEntry")]
        results = [self._result(entry) for entry in children(rule, "outputEntry")]
        if len(tests) != inputs or len(results) != len(outputs):
            self.problems.append(problem("entries", rule, row=number, inputs=inputs, outputs=len(outputs)))
        return Row(number, rule.get("id") or "", tests, dict(zip(outputs, results, strict=False)))

    def _test(self, entry: etree._Element) -> Test | None:
        return self._compiled(entry, text_of(entry), compile_test)

    def _result(self, entry: etree._Element) -> Expression | None:
        text = text_of(entry)
        return self.expression(entry, text) if text not in ("", "-") else None

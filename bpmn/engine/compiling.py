"""Compiles every expression of a diagram and keeps what is wrong, so that all bad ones are reported together."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from textwrap import dedent

from lxml import etree

from bpmn.diagram import Diagram, Problem
from bpmn.engine.errors import Fault
from bpmn.engine.facts import Timer
from bpmn.engine.moments import RAW, schedule
from bpmn.expressions import (
    Expression,
    ExpressionError,
    ExpressionRefused,
    Functions,
    Script,
    compile_expression,
    compile_script,
    reserved_names,
)
from bpmn.expressions.foreign import foreign_words, unwrapped

SOME_DAY = datetime(2027, 1, 4, tzinfo=UTC)
"""Any day will do to see whether a fixed timer text can be read."""


class Compiling:
    """The compiler of one diagram; faults gather in `problems`."""

    def __init__(self, diagram: Diagram, functions: Functions) -> None:
        self.diagram = diagram
        self.problems: list[Problem] = []
        self._functions = functions
        self._reserved = reserved_names(functions)

    def problem(self, rule: str, node: etree._Element, **params: object) -> None:
        """Note what is wrong at a node."""
        self.problems.append(self.diagram.problem(rule, node, **params))

    def expression(self, text: str | None, node: etree._Element) -> Expression | None:
        """Compile an expression; None when it is absent or bad."""
        if text is None:
            return None
        try:
            return compile_expression(unwrapped(text), self._functions)
        except ExpressionRefused as refused:
            foreign = foreign_words(text)
            if refused.code == "syntax" and foreign:
                self.problem("expression_foreign", node, fault=refused, words=foreign)
            else:
                self.problem("expression", node, fault=refused)
            return None

    def script(self, text: str | None, node: etree._Element) -> Script | None:
        """Compile a script; None when it is absent, empty or bad."""
        if text is None or not text.strip():
            return None
        try:
            return compile_script(dedent(text).strip("\n"), self._functions)
        except ExpressionRefused as refused:
            self.problem("expression", node, fault=refused)
            return None

    def timer(self, text: str, node: etree._Element) -> Timer:
        """Compile a timer's value; a fixed one that cannot be read is refused now, not when it is armed."""
        text = unwrapped(text)
        if RAW.fullmatch(text):
            self._check_fixed(text, node)
            return Timer(text)
        expression = self.expression(text, node)
        if expression is not None and not expression.names:
            with suppress(ExpressionError):  # it reads the clock: its value is known only when it is armed
                self._check_fixed(expression({}), node)
        return Timer(text, expression)

    def variable(self, name: str | None, node: etree._Element) -> str:
        """Take the name of a variable that the diagram writes; names of functions and constants are refused."""
        name = (name or "").strip()
        if name in self._reserved:
            self.problem("reserved_name", node, name=name)
        elif name and not name.isidentifier():
            self.problem("variable_name", node, name=name)
        return name

    def _check_fixed(self, value: object, node: etree._Element) -> None:
        try:
            schedule(value, SOME_DAY)
        except Fault:
            self.problem("timer_value", node, value=value)

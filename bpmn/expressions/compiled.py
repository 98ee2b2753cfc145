"""Compiled expressions and scripts: compiled once per text and table of functions, evaluated many times."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from bpmn.expressions.compiler import Closure, Compiler
from bpmn.expressions.errors import ExpressionError, ExpressionRefused, Kind
from bpmn.expressions.functions import Functions, Identity, table
from bpmn.expressions.grammar import parse_expression, parse_script
from bpmn.expressions.names import asked_names, assigned_names, free_names, is_condition, needed_names, settled_names
from bpmn.expressions.run import Run
from bpmn.expressions.scripts import ScriptCompiler, Step
from bpmn.expressions.values import SCALARS, admit


class Expression:
    """One compiled expression; `names` are the variables it reads, `asked` those it asks for by `exists`.

    `is_condition` tells whether it says true or false by its form: a comparison, `and`, `or`, `not`.
    """

    __slots__ = ("_closure", "asked", "is_condition", "names", "text")

    def __init__(self, text: str, tree: ast.expr, closure: Closure) -> None:
        self.text = text
        self.names = free_names([tree])
        self.asked = asked_names(tree)
        self.is_condition = is_condition(tree)
        self._closure = closure

    def __call__(self, values: Mapping[str, Any], now: datetime | None = None) -> Any:
        """Evaluate over the values; raises ExpressionError."""
        try:
            value = self._closure(Run(values, now))
            return value if type(value) in SCALARS else admit(value)
        except ExpressionError as error:
            raise error.within(self.text)  # noqa: B904  # the same error, now with its source

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


class Script:
    """One compiled script; `names` are the variables it reads, `assigned` those it may assign.

    `settled` are those it has assigned at its end whichever way it took,
    `needed` are those it reads before it has assigned them itself, `asked` those it asks for by `exists`.
    """

    __slots__ = ("_block", "asked", "assigned", "names", "needed", "settled", "text")

    def __init__(self, text: str, tree: list[ast.stmt], block: Step) -> None:
        self.text = text
        self.names = free_names(tree)
        self.assigned = assigned_names(tree)
        self.needed = needed_names(tree)
        self.settled = settled_names(tree)
        self.asked = asked_names(ast.Module(tree, []))
        self._block = block

    def __call__(self, values: Mapping[str, Any], now: datetime | None = None) -> Mapping[str, Any]:
        """Run over the values and give what was assigned (the values stay as they are); raises ExpressionError."""
        run = Run(values, now)
        assigned: set[str] = set()
        try:
            self._block(run, assigned)
            return dict(admit({name: run.known[name] for name in sorted(assigned)}))
        except ExpressionError as error:
            raise error.within(self.text)  # noqa: B904  # the same error, now with its source

    def __repr__(self) -> str:
        return f"Script({self.text!r})"


def compile_expression(text: str, functions: Functions) -> Expression:
    """Compile one expression (once per text and functions); raises ExpressionRefused.

    `functions` are the callables handed in beside the built-in ones; keep one mapping and do not change it.
    """
    return _compiled_expression(text, Identity(functions))


def compile_script(text: str, functions: Functions) -> Script:
    """Compile one script (once per text and functions); raises ExpressionRefused."""
    return _compiled_script(text, Identity(functions))


def condition(expression: Expression, values: Mapping[str, Any], now: datetime | None = None) -> bool:
    """Evaluate a condition; raises ExpressionError `not_boolean` for anything that is not exactly true or false."""
    value = expression(values, now)
    if value is True or value is False:
        return value
    raise ExpressionError("not_boolean", 1, 1, kind=Kind(value)).within(expression.text)


@lru_cache(maxsize=20_000)
def _compiled_expression(text: str, functions: Identity) -> Expression:
    try:
        tree = parse_expression(text)
        return Expression(text, tree, Compiler(table(functions)).compile(tree))
    except ExpressionRefused as refused:
        raise refused.within(text)  # noqa: B904  # the same error, now with its source


@lru_cache(maxsize=5_000)
def _compiled_script(text: str, functions: Identity) -> Script:
    try:
        tree = parse_script(text)
        block = ScriptCompiler(table(functions)).block(tree)
        return Script(text, tree, block)
    except ExpressionRefused as refused:
        raise refused.within(text)  # noqa: B904  # the same error, now with its source

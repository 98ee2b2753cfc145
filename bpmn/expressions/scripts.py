"""Compiles the statements of a script: assignments (also to keys, by copying), `if`, and `for` over lists.

A value is never changed in place: assigning to `a.b` gives the name `a` a new record, so values can be shared freely.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from bpmn.expressions.comparison import truth
from bpmn.expressions.compiler import Closure, Compiler, calculation, read_key, size, with_name
from bpmn.expressions.errors import ExpressionError, ExpressionRefused, Kind
from bpmn.expressions.functions import Function
from bpmn.expressions.grammar import CONSTANTS, place
from bpmn.expressions.run import Run

Step = Callable[[Run, set[str]], None]
"""One statement: changes the run's names and notes which it assigned."""


class ScriptCompiler:
    """Compiles the statements of one script against one table of functions."""

    def __init__(self, functions: Mapping[str, Function]) -> None:
        self.functions = functions
        self.expressions = Compiler(functions)

    def block(self, statements: list[ast.stmt]) -> Step:
        steps = [_STATEMENTS[type(statement)](self, statement) for statement in statements]

        def run_block(run: Run, assigned: set[str]) -> None:
            for step in steps:
                step(run, assigned)

        return run_block

    def assign(self, node: ast.Assign) -> Step:
        return self._store(node.targets[0], self.expressions.compile(node.value))

    def augment(self, node: ast.AugAssign) -> Step:
        before, more = self.expressions.compile(node.target), self.expressions.compile(node.value)
        calculate = calculation(node.op, place(node))
        return self._store(node.target, lambda run: calculate(run, before(run), more(run)))

    def _store(self, target: ast.expr, value: Closure) -> Step:
        name, keys = self._path(target)
        where = place(target)

        def store(run: Run, assigned: set[str]) -> None:
            new = value(run)
            if keys:
                try:
                    new = _changed(run, run.look_up(name), [key(run) for key in keys], new)
                except ExpressionError as error:
                    raise error.at(where)  # noqa: B904  # the same error, now with its place
            run.known[name] = new
            assigned.add(name)

        return store

    def _path(self, target: ast.expr) -> tuple[str, list[Closure]]:
        keys: list[Closure] = []
        while not isinstance(target, ast.Name):
            if isinstance(target, ast.Attribute):
                keys.insert(0, self.expressions.constant(ast.Constant(target.attr)))
                target = target.value
            elif isinstance(target, ast.Subscript):
                keys.insert(0, self.expressions.compile(target.slice))
                target = target.value
        return self._own_name(target), keys

    def _own_name(self, target: ast.Name) -> str:
        if target.id in self.functions or target.id in CONSTANTS:
            raise ExpressionRefused("reserved", *place(target), name=target.id)
        return target.id

    def branch(self, node: ast.If) -> Step:
        test = self.expressions.compile(node.test)
        body, otherwise = self.block(node.body), self.block(node.orelse)
        where = place(node.test)
        return lambda run, assigned: body(run, assigned) if truth(test(run), where) else otherwise(run, assigned)

    def loop(self, node: ast.For) -> Step:
        if not isinstance(node.target, ast.Name):
            raise ExpressionRefused("loop_name", *place(node))
        items, name, body = self.expressions.compile(node.iter), self._own_name(node.target), self.block(node.body)
        where, cost = place(node.iter), size(node)

        def run_loop(run: Run, assigned: set[str]) -> None:
            before = name in assigned
            with_name(run, name, items(run), where, cost, lambda: body(run, assigned))
            if not before:
                assigned.discard(name)  # the name means again what it meant before the loop

        return run_loop

    def nothing(self, node: ast.Pass) -> Step:
        return lambda run, assigned: None


def _changed(run: Run, container: Any, keys: list[Any], value: Any) -> Any:
    """Give a copy of the container in which the value stands under the path of keys."""
    key, *deeper = keys
    if deeper:
        value = _changed(run, read_key(container, key), deeper, value)
    if type(container) is dict and type(key) is str:
        return run.made({**container, key: value})
    if type(container) is list and type(key) is int:
        read_key(container, key)
        copy = list(container)
        copy[key] = value
        return run.made(copy)
    raise ExpressionError("key_needs", kind=Kind(container), key=key if type(key) is str else Kind(key))


_STATEMENTS: Mapping[type[ast.stmt], Callable[[ScriptCompiler, Any], Step]] = {
    ast.Assign: ScriptCompiler.assign,
    ast.AugAssign: ScriptCompiler.augment,
    ast.If: ScriptCompiler.branch,
    ast.For: ScriptCompiler.loop,
    ast.Pass: ScriptCompiler.nothing,
}

"""Turns a checked tree into closures: every node becomes a function of the run. No code object is ever built.

There is no getattr here and no way to reach one: `a.b` reads the key `b` of a record, calls go to a table of names.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from bpmn.expressions.arithmetic import BINARY, NEGATIVE, SYMBOLS, Operation, arithmetic_fault
from bpmn.expressions.comparison import COMPARE, truth
from bpmn.expressions.errors import ExpressionError, ExpressionRefused, Kind
from bpmn.expressions.functions import Function
from bpmn.expressions.grammar import CONSTANTS, Position, place
from bpmn.expressions.limits import LIST_ITEMS
from bpmn.expressions.run import Run

Closure = Callable[[Run], Any]
MISSING = object()


class Compiler:
    """Compiles the nodes of one text against one table of functions."""

    def __init__(self, functions: Mapping[str, Function]) -> None:
        self.functions = functions

    def compile(self, node: ast.expr) -> Closure:
        """Compile one node; the grammar has seen to it that every node that arrives here has its method."""
        return _NODES[type(node)](self, node)

    def constant(self, node: ast.Constant) -> Closure:
        value = Decimal(repr(node.value)) if type(node.value) is float else node.value
        return lambda run: value

    def name(self, node: ast.Name) -> Closure:
        name, where = node.id, place(node)
        if name in CONSTANTS:
            value = CONSTANTS[name]
            return lambda run: value

        def read(run: Run) -> Any:
            try:
                return run.known[name]
            except KeyError:
                return _placed(where, run.look_up, name)

        return read

    def attribute(self, node: ast.Attribute) -> Closure:
        record, key, where = self.compile(node.value), node.attr, place(node)
        return lambda run: _placed(where, read_key, record(run), key)

    def subscript(self, node: ast.Subscript) -> Closure:
        container, where = self.compile(node.value), place(node)
        if isinstance(node.slice, ast.Slice):
            first, last = (self._optional(bound) for bound in (node.slice.lower, node.slice.upper))
            return lambda run: _placed(where, _cut, run, container(run), first(run), last(run))
        index = self.compile(node.slice)
        return lambda run: _placed(where, read_key, container(run), index(run))

    def _optional(self, node: ast.expr | None) -> Closure:
        return self.compile(node) if node else lambda run: None

    def binary(self, node: ast.BinOp) -> Closure:
        left, right = self.compile(node.left), self.compile(node.right)
        calculate = calculation(node.op, place(node))
        return lambda run: calculate(run, left(run), right(run))

    def unary(self, node: ast.UnaryOp) -> Closure:
        operand, where = self.compile(node.operand), place(node)
        if isinstance(node.op, ast.Not):
            return lambda run: not truth(operand(run), where)
        negative = isinstance(node.op, ast.USub)
        return lambda run: _placed(where, _signed, operand(run), negative)

    def boolean(self, node: ast.BoolOp) -> Closure:
        *parts, last = [(self.compile(value), place(value)) for value in node.values]
        stops = isinstance(node.op, ast.Or)

        def decide(run: Run) -> Any:
            for part, where in parts:
                value = part(run)
                if truth(value, where) is stops:
                    return value
            return last[0](run)

        return decide

    def compare(self, node: ast.Compare) -> Closure:
        first, where = self.compile(node.left), place(node)
        comparisons = [COMPARE[type(sign)] for sign in node.ops]
        steps = list(zip(comparisons, map(self.compile, node.comparators), strict=True))

        def check(run: Run) -> bool:
            left = first(run)
            for holds, side in steps:
                right = side(run)
                try:
                    if not holds(left, right, run):
                        return False
                except TypeError as fault:
                    raise arithmetic_fault(fault).at(where) from None
                except ExpressionError as error:
                    raise error.at(where)  # noqa: B904  # the same error, now with its place
                left = right
            return True

        return check

    def choice(self, node: ast.IfExp) -> Closure:
        test, body, otherwise = map(self.compile, (node.test, node.body, node.orelse))
        where = place(node.test)
        return lambda run: body(run) if truth(test(run), where) else otherwise(run)

    def sequence(self, node: ast.List | ast.Tuple) -> Closure:
        items = [self.compile(item) for item in node.elts]
        return lambda run: run.made([item(run) for item in items])

    def record(self, node: ast.Dict) -> Closure:
        keys = [self.compile(key) for key in node.keys if key is not None]
        items = list(zip(keys, map(self.compile, node.values), strict=True))
        where = place(node)

        def build(run: Run) -> Any:
            record = {_placed(where, _text_key, key(run)): value(run) for key, value in items}
            return run.made(record)

        return build

    def comprehension(self, node: ast.ListComp | ast.GeneratorExp) -> Closure:
        loops = [
            (self.compile(loop.iter), loop.target.id, [self.compile(test) for test in loop.ifs], place(loop.iter))
            for loop in node.generators
            if isinstance(loop.target, ast.Name)
        ]
        element, cost = self.compile(node.elt), size(node)

        def collect(run: Run, level: int, into: list[Any]) -> None:
            if level == len(loops):
                into.append(element(run))
                if len(into) > LIST_ITEMS:
                    raise ExpressionError("list_size", limit=LIST_ITEMS)
                return
            items, name, tests, where = loops[level]

            def visit() -> None:
                if all(truth(test(run), where) for test in tests):
                    collect(run, level + 1, into)

            with_name(run, name, items(run), where, cost, visit)

        def build(run: Run) -> Any:
            into: list[Any] = []
            collect(run, 0, into)
            return run.made(into)

        return build

    def call(self, node: ast.Call) -> Closure:
        name, where = node.func.id, place(node)  # type: ignore[attr-defined]  # the grammar lets only names be called
        function = self._function(name, len(node.args), where)
        arguments = [self.compile(argument) for argument in node.args]

        def call(run: Run) -> Any:
            values = [argument(run) for argument in arguments]
            run.spend(1 + sum(len(value) >> 3 for value in values if type(value) in (list, dict, str)))
            try:
                return run.made(function.call(run, *values))
            except (ArithmeticError, TypeError) as fault:
                raise arithmetic_fault(fault).at(where) from None
            except ExpressionError as error:
                raise error.at(where)  # noqa: B904  # the same error, now with its place

        return call

    def _function(self, name: str, count: int, where: Position) -> Function:
        function = self.functions.get(name)
        if function is None:
            near = get_close_matches(name, self.functions, 3, 0.5)
            raise ExpressionRefused("function_unknown", *where, function=name, near=", ".join(near or self.functions))
        if not function.fewest <= count <= function.most:
            limits = {"fewest": function.fewest, "most": function.most}
            raise ExpressionRefused("arity", *where, function=name, count=count, **limits)
        return function


def calculation(sign: ast.operator, where: Position) -> Callable[[Run, Any, Any], Any]:
    """Give the function that applies one operator, with its errors placed."""
    operations, symbol = BINARY[type(sign)], SYMBOLS[type(sign)]

    def calculate(run: Run, left: Any, right: Any) -> Any:
        operation: Operation | None = operations.get((type(left), type(right)))
        if operation is None:
            raise ExpressionError("operands", *where, symbol=symbol, left=Kind(left), right=Kind(right))
        try:
            return run.made(operation(left, right))
        except (ArithmeticError, TypeError) as fault:
            raise arithmetic_fault(fault).at(where) from None
        except ExpressionError as error:
            raise error.at(where)  # noqa: B904  # the same error, now with its place

    return calculate


def with_name(run: Run, name: str, items: Any, where: Position, cost: int, body: Callable[[], object]) -> None:
    """Run the body once per item with `name` set to it; the name means afterwards what it meant before."""
    if type(items) is not list:
        raise ExpressionError("loop_list", *where, kind=Kind(items))
    before = run.known.get(name, MISSING)
    try:
        for item in items:
            run.spend(cost)
            run.known[name] = item
            body()
    finally:
        if before is MISSING:
            run.known.pop(name, None)
        else:
            run.known[name] = before


def read_key(container: Any, key: Any) -> Any:
    """Read a key of a record or a position of a list or text; what is not there is an error."""
    if type(container) is dict and type(key) is str:
        if key not in container:
            raise ExpressionError("key_unknown", key=key)
        return container[key]
    if type(container) in (list, str) and type(key) is int:
        if not -len(container) <= key < len(container):
            raise ExpressionError("index_range", index=key, length=len(container))
        return container[key]
    raise ExpressionError("key_needs", kind=Kind(container), key=Kind(key) if type(key) is not str else key)


def _placed(where: Position, function: Callable[..., Any], *values: Any) -> Any:
    try:
        return function(*values)
    except ExpressionError as error:
        raise error.at(where)  # noqa: B904  # the same error, now with its place


def _cut(run: Run, container: Any, first: Any, last: Any) -> Any:
    if type(container) not in (list, str) or any(type(bound) not in (int, type(None)) for bound in (first, last)):
        raise ExpressionError("slice", kind=Kind(container))
    return run.made(container[first:last])


def _signed(value: Any, negative: bool) -> Any:
    sign = NEGATIVE.get(type(value))
    if sign is None:
        raise ExpressionError("needs_number", function="-", kind=Kind(value))
    try:
        return sign(value) if negative else value
    except ArithmeticError as fault:
        raise arithmetic_fault(fault) from None


def _text_key(key: Any) -> str:
    if type(key) is not str:
        raise ExpressionError("key_not_text")
    return key


def size(node: ast.AST) -> int:
    """Count the nodes that one round of a loop may evaluate."""
    return sum(isinstance(inner, ast.expr | ast.stmt) for inner in ast.walk(node))


_NODES: Mapping[type[ast.expr], Callable[[Compiler, Any], Closure]] = {
    ast.Constant: Compiler.constant,
    ast.Name: Compiler.name,
    ast.Attribute: Compiler.attribute,
    ast.Subscript: Compiler.subscript,
    ast.BinOp: Compiler.binary,
    ast.UnaryOp: Compiler.unary,
    ast.BoolOp: Compiler.boolean,
    ast.Compare: Compiler.compare,
    ast.IfExp: Compiler.choice,
    ast.List: Compiler.sequence,
    ast.Tuple: Compiler.sequence,
    ast.Dict: Compiler.record,
    ast.ListComp: Compiler.comprehension,
    ast.GeneratorExp: Compiler.comprehension,
    ast.Call: Compiler.call,
}

"""Walks the tree of one expression or script with types instead of values, noting what cannot work."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from bpmn.expressions.arithmetic import BINARY, NEGATIVE, SYMBOLS
from bpmn.expressions.errors import ExpressionFault
from bpmn.expressions.functions import Functions
from bpmn.expressions.grammar import CONSTANTS, place
from bpmn.expressions.kinds import ANY, BOOLEAN, DECIMAL, TEXT, WHOLE, Type, join, joined
from bpmn.expressions.signatures import Signature, signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES: Mapping[str, Any] = {
    "int": 1, "Decimal": Decimal(1), "bool": True, "str": "", "date": date(2027, 1, 4),
    "datetime": datetime(2027, 1, 4, tzinfo=UTC), "timedelta": timedelta(1), "list": [], "dict": {},
}  # fmt: skip
"""A value of every kind: what an operator gives is seen by using it."""
ORDERED = frozenset({"number", "str", "date", "datetime", "timedelta"})
CONTAINERS = frozenset({"list", "dict", "str"})
WANTED_ARGUMENT = {"list": "needs_list", "dict": "needs_record", "str": "needs_text"}


class Inference:
    """One walk; what is wrong gathers in `faults`, what a script sets in `assigned`."""

    def __init__(self, functions: Functions, names: Mapping[str, Type], asked: frozenset[str]) -> None:
        self.faults: list[ExpressionFault] = []
        self.assigned: dict[str, Type] = {}
        self._signatures: Mapping[str, Signature] = signatures(functions)
        self._names = dict(names)
        self._asked = asked

    def type_of(self, node: ast.expr) -> Type:
        """Tell the type of one part of the text."""
        return _NODES[type(node)](self, node)

    def check_wanted(self, found: Type, wanted: Type, node: ast.expr) -> None:
        """Note a value that its place does not take."""
        if not (found.is_known and wanted.is_known) or found.kind == wanted.kind:
            return
        if wanted == BOOLEAN:
            self._fault("not_boolean", node, kind=found)
        elif {found.kind, wanted.kind} != {"int", "Decimal"}:
            self._fault("wanted", node, kind=found, wanted=wanted)

    def _fault(self, code: str, node: ast.AST, **params: object) -> None:
        line, column = place(node)
        self.faults.append(ExpressionFault(code, line, column, **params))

    # --- expressions

    def constant(self, node: ast.Constant) -> Type:
        if isinstance(node.value, str | bool):
            return Type(type(node.value).__name__, choices=(node.value,))
        return DECIMAL if type(node.value) is float else Type(type(node.value).__name__)

    def name(self, node: ast.Name) -> Type:
        if node.id in CONSTANTS:
            value = CONSTANTS[node.id]
            return Type(type(value).__name__, choices=(value,) if isinstance(value, bool) else ())
        if node.id in self._names:
            return self._names[node.id]
        if node.id not in self._asked:
            self._unknown_name(node)
        return ANY

    def _unknown_name(self, node: ast.Name) -> None:
        near = get_close_matches(node.id, self._names, 1, 0.6)
        if near:
            self._fault("name_near", node, name=node.id, near=near[0])
        else:
            self._fault("name_unknown", node, name=node.id)

    def attribute(self, node: ast.Attribute) -> Type:
        return self._key(self.type_of(node.value), node.attr, node)

    def subscript(self, node: ast.Subscript) -> Type:
        container = self.type_of(node.value)
        if isinstance(node.slice, ast.Slice):
            return container if container.kind in ("list", "str") else ANY
        if isinstance(node.slice, ast.Constant) and type(node.slice.value) is str:
            return self._key(container, node.slice.value, node)
        self.type_of(node.slice)
        return (container.item or ANY) if container.kind == "list" else TEXT if container.kind == "str" else ANY

    def _key(self, container: Type, key: str, node: ast.expr) -> Type:
        if container.is_known and container.kind != "dict":
            self._fault("key_needs", node, kind=container, key=key)
            return ANY
        if container.keys is None:
            return ANY
        if key not in container.keys:
            near = get_close_matches(key, container.keys, 3, 0.4) or list(container.keys)[:8]
            self._fault("key_near", node, key=key, near=", ".join(near))
        return container.keys.get(key, ANY)

    def binary(self, node: ast.BinOp) -> Type:
        return self._combined(node.op, self.type_of(node.left), self.type_of(node.right), node)

    def _combined(self, sign: ast.operator, left: Type, right: Type, node: ast.AST) -> Type:
        if not (left.is_known and right.is_known):
            return ANY
        samples = SAMPLES[left.kind], SAMPLES[right.kind]
        operation = BINARY[type(sign)].get((type(samples[0]), type(samples[1])))
        if operation is None:
            self._fault("operands", node, symbol=SYMBOLS[type(sign)], left=left, right=right)
            return ANY
        if left.kind == right.kind == "list":
            return join(left, right)
        return Type(type(operation(*samples)).__name__)

    def unary(self, node: ast.UnaryOp) -> Type:
        operand = self.type_of(node.operand)
        if isinstance(node.op, ast.Not):
            return BOOLEAN
        if operand.is_known and type(SAMPLES[operand.kind]) not in NEGATIVE:
            self._fault("needs_number", node, function="-", kind=operand)
            return ANY
        return operand

    def boolean(self, node: ast.BoolOp) -> Type:
        return joined([self.type_of(value) for value in node.values])

    def compare(self, node: ast.Compare) -> Type:
        sides = [(node.left, self.type_of(node.left)), *((side, self.type_of(side)) for side in node.comparators)]
        for sign, (_, left), (side, right) in zip(node.ops, sides, sides[1:], strict=False):
            self._compared(sign, left, right, side)
        return BOOLEAN

    def _compared(self, sign: ast.cmpop, left: Type, right: Type, node: ast.expr) -> None:
        if isinstance(sign, ast.In | ast.NotIn):
            self._contained(left, right, node)
        elif isinstance(sign, ast.Eq | ast.NotEq):
            self._equal(left, right, node)
        elif isinstance(sign, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            families = {side.family for side in (left, right) if side.is_known}
            if len(families) > 1 or families - ORDERED:
                self._fault("order", node, left=left, right=right)

    def _contained(self, left: Type, right: Type, node: ast.expr) -> None:
        if right.kind == "list" and right.item:
            self._equal(left, right.item, node)
        elif right.is_known and (right.kind not in CONTAINERS or (right.kind != "list" and _is_not_text(left))):
            self._fault("in_needs", node, left=left, right=right)

    def _equal(self, left: Type, right: Type, node: ast.expr) -> None:
        if not (left.is_known and right.is_known):
            return
        if left.family != right.family:
            self._fault("never_equal", node, left=left, right=right)
        elif left.choices and right.choices and not set(left.choices) & set(right.choices):
            few, many = sorted((left.choices, right.choices), key=len)
            self._fault("choice_unknown", node, value=", ".join(map(str, few)), choices=", ".join(map(str, many)))

    def choice(self, node: ast.IfExp) -> Type:
        self.type_of(node.test)
        return join(self.type_of(node.body), self.type_of(node.orelse))

    def sequence(self, node: ast.List | ast.Tuple) -> Type:
        items = [self.type_of(item) for item in node.elts]
        return Type("list", item=joined(items) if items else None)

    def record(self, node: ast.Dict) -> Type:
        values = [self.type_of(value) for value in node.values]
        keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
        if not all(type(key) is str for key in keys):
            return Type("dict")
        return Type("dict", keys=dict(zip(map(str, keys), values, strict=True)))

    def comprehension(self, node: ast.ListComp | ast.GeneratorExp) -> Type:
        return Type("list", item=self._inside(list(node.generators), node.elt))

    def _inside(self, loops: list[ast.comprehension], element: ast.expr) -> Type:
        if not loops:
            return self.type_of(element)
        loop, *deeper = loops
        with self._looping(loop.target, loop.iter):
            for test in loop.ifs:
                self.type_of(test)
            return self._inside(deeper, element)

    @contextmanager
    def _looping(self, target: ast.expr, items: ast.expr) -> Iterator[None]:
        """Let a name mean the items of a list, as long as the loop lasts."""
        listed = self.type_of(items)
        if listed.is_known and listed.kind != "list":
            self._fault("loop_list", items, kind=listed)
        before = dict(self._names)
        if isinstance(target, ast.Name):
            self._names[target.id] = listed.item or ANY
        yield
        if isinstance(target, ast.Name):
            self._names.pop(target.id, None)
            self._names |= {name: kept for name, kept in before.items() if name == target.id}

    def call(self, node: ast.Call) -> Type:
        signature = self._signatures[node.func.id]  # type: ignore[attr-defined]  # only names are called
        given = [self.type_of(argument) for argument in node.args]
        for argument, found, parameter in zip(node.args, given, signature.parameters, strict=False):
            if found.is_known and parameter.kinds and found.kind not in parameter.kinds:
                code = WANTED_ARGUMENT.get(parameter.kinds[0], "argument")
                self._fault(code, argument, function=signature.name, kind=found)
        return _given_back(signature, given)

    # --- scripts

    def run(self, statements: list[ast.stmt]) -> None:
        """Walk the statements of a script; both ways of an `if` are gone, one after the other."""
        for statement in statements:
            if isinstance(statement, ast.Assign):
                self._assign(statement.targets[0], self.type_of(statement.value))
            elif isinstance(statement, ast.AugAssign):
                before, more = self.type_of(statement.target), self.type_of(statement.value)
                self._assign(statement.target, self._combined(statement.op, before, more, statement))
            elif isinstance(statement, ast.If):
                self._branch(statement)
            elif isinstance(statement, ast.For):
                with self._looping(statement.target, statement.iter):
                    self.run(statement.body)

    def _branch(self, statement: ast.If) -> None:
        self.type_of(statement.test)
        before = dict(self._names)
        self.run(statement.body)
        after, self._names = self._names, dict(before)
        self.run(statement.orelse)
        for name, found in after.items():
            self._names[name] = join(found, self._names[name]) if name in self._names else found

    def _assign(self, target: ast.expr, value: Type) -> None:
        if isinstance(target, ast.Name):
            self.assigned[target.id] = join(self.assigned[target.id], value) if target.id in self.assigned else value
            self._names[target.id] = value
            return
        root = target
        while isinstance(root, ast.Attribute | ast.Subscript):
            root = root.value
        if isinstance(root, ast.Name):
            self.assigned[root.id] = self._names[root.id] = ANY


def _is_not_text(found: Type) -> bool:
    return found.is_known and found.kind != "str"


def _given_back(signature: Signature, given: list[Type]) -> Type:
    """Tell what a call gives; some functions give what they were given."""
    first = given[0] if given else ANY
    if signature.name in ("sorted", "unique") and first.kind == "list":
        return first
    if signature.name == "abs":
        return first
    if signature.name == "sum":
        return WHOLE if first.item and first.item.kind == "bool" else first.item or ANY
    if signature.name in ("max", "min"):
        return joined(given) if len(given) > 1 else first.item or ANY
    if signature.name == "round":
        return WHOLE if len(given) == 1 else DECIMAL
    return signature.gives


_NODES: Mapping[type[ast.expr], Callable[[Inference, Any], Type]] = {
    ast.Constant: Inference.constant,
    ast.Name: Inference.name,
    ast.Attribute: Inference.attribute,
    ast.Subscript: Inference.subscript,
    ast.BinOp: Inference.binary,
    ast.UnaryOp: Inference.unary,
    ast.BoolOp: Inference.boolean,
    ast.Compare: Inference.compare,
    ast.IfExp: Inference.choice,
    ast.List: Inference.sequence,
    ast.Tuple: Inference.sequence,
    ast.Dict: Inference.record,
    ast.ListComp: Inference.comprehension,
    ast.GeneratorExp: Inference.comprehension,
    ast.Call: Inference.call,
}

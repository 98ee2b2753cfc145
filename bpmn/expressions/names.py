"""What can be told of a text without evaluating it: the variables it reads and assigns, and its form."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from bpmn.expressions.grammar import CONSTANTS


def free_names(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Give the names the nodes read, without constants, functions and loop names (a script's own names included)."""
    return frozenset(name for node in nodes for name in _read(node) if name not in CONSTANTS)


def asked_names(tree: ast.AST) -> frozenset[str]:
    """Give the names that `exists("name.key")` asks for: read when they are there, not missed when they are not."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    asked = [argument for call in calls if getattr(call.func, "id", "") == "exists" for argument in call.args]
    return frozenset(str(part.value).split(".")[0] for part in asked if isinstance(part, ast.Constant))


def assigned_names(statements: Iterable[ast.stmt]) -> frozenset[str]:
    """Give the names a script may assign."""
    targets = [target for statement in statements for node in ast.walk(statement) for target in _targets(node)]
    return frozenset(map(_root, targets))


def needed_names(statements: Iterable[ast.stmt], known: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the names a script reads before it has assigned them itself, on one way through it or another."""
    return _needed(statements, known)[0]


def settled_names(statements: Iterable[ast.stmt]) -> frozenset[str]:
    """Give the names a script has assigned at its end whichever way it took."""
    return _needed(statements, frozenset())[1]


def is_condition(tree: ast.expr) -> bool:
    """Tell whether an expression says true or false by its form: a comparison, `and`, `or`, `not`."""
    negation = isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)
    return negation or isinstance(tree, ast.Compare | ast.BoolOp)


def _needed(statements: Iterable[ast.stmt], known: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give what is needed, and what is assigned afterwards whichever way was taken."""
    needed: frozenset[str] = frozenset()
    for statement in statements:
        if isinstance(statement, ast.If):
            body, otherwise = (_needed(part, known) for part in (statement.body, statement.orelse))
            needed |= (free_names([statement.test]) - known) | body[0] | otherwise[0]
            known = body[1] & otherwise[1]
        elif isinstance(statement, ast.For):
            looping = known | _loop_name(statement.target)
            needed |= (free_names([statement.iter]) - known) | _needed(statement.body, looping)[0]
        elif isinstance(statement, ast.Assign | ast.AugAssign):
            target = _targets(statement)[0]
            changes = not isinstance(target, ast.Name) or isinstance(statement, ast.AugAssign)
            read = [statement.value, *_keys_of(target)]
            needed |= (free_names(read) | (frozenset({_root(target)}) if changes else frozenset())) - known
            known |= {_root(target)}
    return needed, known


def _loop_name(target: ast.expr) -> frozenset[str]:
    """Give the name a loop sets."""
    return frozenset({target.id}) if isinstance(target, ast.Name) else frozenset()


def _keys_of(target: ast.expr) -> Iterator[ast.expr]:
    while isinstance(target, ast.Attribute | ast.Subscript):
        if isinstance(target, ast.Subscript):
            yield target.slice
        target = target.value


def _read(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Load):
            yield node.id
        return
    if isinstance(node, ast.Call):
        yield from (name for argument in node.args for name in _read(argument))
        return
    own = _loop_names(node)
    for child in ast.iter_child_nodes(node):
        yield from (name for name in _read(child) if name not in own)


def _loop_names(node: ast.AST) -> set[str]:
    if isinstance(node, ast.ListComp | ast.GeneratorExp):
        return {loop.target.id for loop in node.generators if isinstance(loop.target, ast.Name)}
    return {node.target.id} if isinstance(node, ast.For) and isinstance(node.target, ast.Name) else set()


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign) else []


def _root(target: ast.expr) -> str:
    while isinstance(target, ast.Attribute | ast.Subscript):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""

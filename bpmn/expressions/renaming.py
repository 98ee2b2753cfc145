"""Gives a variable, or a key of the records of a list, another name in a text of the language."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from bpmn.expressions.errors import ExpressionRefused
from bpmn.expressions.grammar import parse_expression

Span = tuple[int, int, int]
"""Line (from 1), and where in it something begins and ends, in bytes."""


def rename_variable(text: str, old: str, new: str) -> str:
    """Write `new` wherever an expression reads the variable `old` or asks for it with `exists("old")`.

    Names bound by a comprehension are other variables. A text that is no expression stays as it is.
    """
    return _rewritten(text, new, lambda tree: _variables(tree, old))


def rename_key(text: str, listed: str, old: str, new: str) -> str:
    """Write `new` wherever `each.old` is read of the records of the list `listed` (`sum([each.old for each in …])`)."""
    return _rewritten(text, new, lambda tree: _keys(tree, listed, old))


def _rewritten(text: str, new: str, found: Callable[[ast.expr], Iterator[Span]]) -> str:
    stripped = text.strip()
    try:
        tree = parse_expression(stripped)
    except ExpressionRefused:
        return text
    lines = stripped.encode().split(b"\n")
    for line, start, end in sorted(set(found(tree)), reverse=True):
        lines[line - 1] = lines[line - 1][:start] + new.encode() + lines[line - 1][end:]
    return b"\n".join(lines).decode()


def _variables(tree: ast.expr, old: str) -> Iterator[Span]:
    for node in _unbound(tree, old):
        if isinstance(node, ast.Name) and node.id == old:
            yield node.lineno, node.col_offset, node.end_col_offset or 0
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "exists":
            for argument in node.args:
                if isinstance(argument, ast.Constant) and str(argument.value).split(".")[0] == old:
                    begin = argument.col_offset + 1
                    yield argument.lineno, begin, begin + len(old.encode())


def _unbound(node: ast.AST, name: str) -> Iterator[ast.AST]:
    """Walk the tree without the comprehensions that bind the name themselves; what they go through is still outside."""
    yield node
    if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp):
        bound = {each.id for part in node.generators for each in ast.walk(part.target) if isinstance(each, ast.Name)}
        if name in bound:
            yield from _unbound(node.generators[0].iter, name)
            return
    for child in ast.iter_child_nodes(node):
        yield from _unbound(child, name)


def _keys(tree: ast.expr, listed: str, old: str) -> Iterator[Span]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp):
            through = [part for part in node.generators if isinstance(part.iter, ast.Name) and part.iter.id == listed]
            names = {part.target.id for part in through if isinstance(part.target, ast.Name)}
            for each in ast.walk(node):
                if isinstance(each, ast.Attribute) and each.attr == old and getattr(each.value, "id", "") in names:
                    end = each.end_col_offset or 0
                    yield each.end_lineno or each.lineno, end - len(old.encode()), end

"""The grammar: the whitelist of what may be written. What is not listed here does not exist in the language.

Python's own parser gives the tree (it builds no code); this file walks the tree once and refuses everything else.
"""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bpmn.expressions.arithmetic import BINARY
from bpmn.expressions.errors import ExpressionRefused
from bpmn.expressions.limits import DEPTH, LITERAL_CHARACTERS, NODES, NUMBER, SMALLEST, SOURCE_CHARACTERS

CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "none": None}
"""Accepted beside Python's own True, False and None."""

FOREIGN: Mapping[str, str] = {
    "===": "==", "!==": "!=", "=>": ">=", "=<": "<=", "<>": "!=", "&&": "and", "||": "or", "!": "not", "?": "if",
    "AND": "and", "OR": "or", "NOT": "not", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "＝": "==",
    "“": '"', "”": '"', "‘": "'", "’": "'", "=": "==",
}  # fmt: skip
"""Signs of other languages and of word processors, and what is written here instead; the longer sign first."""

Position = tuple[int, int]

_ONE_READER = threading.Lock()
"""Python 3.11 counts the depth of all trees under construction in one place: two at once make it a SystemError."""


def place(node: ast.AST) -> Position:
    """Give line and column of a node, both counted from 1."""
    return getattr(node, "lineno", 0), getattr(node, "col_offset", -1) + 1


def parse_expression(text: str) -> ast.expr:
    """Read one expression (it may span several lines); raises ExpressionRefused."""
    text = text.strip()
    if "\n" not in text:
        return _checked(_tree(text, "eval"), 0).body  # type: ignore[attr-defined, no-any-return]  # mode eval
    tree = _tree(f"(\n{text}\n)", "eval")
    return _checked(tree, 1).body  # type: ignore[attr-defined, no-any-return]  # mode eval


def parse_script(text: str) -> list[ast.stmt]:
    """Read a script: assignments, `if` and `for` over lists; raises ExpressionRefused."""
    return _checked(_tree(text, "exec"), 0).body  # type: ignore[attr-defined, no-any-return]  # mode exec


def _tree(text: str, mode: str) -> ast.AST:
    if len(text) > SOURCE_CHARACTERS:
        raise ExpressionRefused("too_long", limit=SOURCE_CHARACTERS)
    if not text.strip():
        raise ExpressionRefused("empty")
    _check_brackets(text)
    try:
        with _ONE_READER:
            return ast.parse(text, "<expression>", mode)
    except SyntaxError as fault:
        raise _worded(text, fault) from None
    except (ValueError, RecursionError, MemoryError):
        raise ExpressionRefused("unreadable", 1, 1) from None


def _worded(text: str, fault: SyntaxError) -> ExpressionRefused:
    """Say what to write instead where the parser stopped at a sign of another language."""
    where = fault.lineno or 1, fault.offset or 1
    lines = text.splitlines()
    rest = lines[where[0] - 1][max(where[1] - 2, 0) :] if where[0] <= len(lines) else ""
    for found, instead in FOREIGN.items():
        if rest.startswith(found) or rest[1:].startswith(found):
            return ExpressionRefused("syntax_hint", *where, found=found, instead=instead)
    return ExpressionRefused("syntax", *where, reason=fault.msg)


def _check_brackets(text: str) -> None:
    """Stop deep nesting before the parser sees it (those inside quotes count too)."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth > DEPTH:
            line = text.count("\n", 0, position) + 1
            raise ExpressionRefused("too_deep", line, position - text.rfind("\n", 0, position), limit=DEPTH)


def _checked(tree: ast.AST, lines_before: int) -> ast.AST:
    """Refuse the first node (in the order of the text) that the language does not have."""
    for count, (node, depth) in enumerate(_walk(tree, lines_before), 1):
        if count > NODES:
            raise ExpressionRefused("too_many_nodes", *place(node), limit=NODES)
        if depth > DEPTH:
            raise ExpressionRefused("too_deep", *place(node), limit=DEPTH)
        check = _ALLOWED.get(type(node))
        if check is None:
            raise ExpressionRefused("not_allowed", *place(node), what=_spoken(node))
        check(node)
    return tree


def _walk(tree: ast.AST, lines_before: int) -> Iterator[tuple[ast.AST, int]]:
    """Give every node with its depth, without recursion; contexts and operators are part of their node."""
    stack = [(child, 1) for child in ast.iter_child_nodes(tree)][::-1]
    while stack:
        node, depth = stack.pop()
        if lines_before and hasattr(node, "lineno"):
            node.lineno -= lines_before
        yield node, depth
        inner = (child for child in ast.iter_child_nodes(node) if not isinstance(child, _PART_OF_NODE))
        stack += [(child, depth + 1) for child in inner][::-1]


_PART_OF_NODE = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)


def _spoken(node: ast.AST) -> str:
    return _SPOKEN.get(type(node)) or type(node).__name__


def _fine(node: Any) -> None:
    """Need nothing more."""


def _check_name(name: str, node: ast.AST) -> None:
    if name.startswith("_"):
        raise ExpressionRefused("private_name", *place(node), name=name)


def _check_constant(node: Any) -> None:
    value = node.value
    if type(value) in (str, bool, type(None)):
        return
    if type(value) is int and -NUMBER <= value <= NUMBER:
        return
    if type(value) is float and _is_exact(node):
        return
    code = "number_literal" if type(value) in (int, float) else "literal"
    raise ExpressionRefused(code, *place(node))


def _is_exact(node: ast.Constant) -> bool:
    value, written = abs(float(str(node.value))), (node.end_col_offset or 0) - node.col_offset
    return written <= LITERAL_CHARACTERS and (value == 0 or SMALLEST <= value <= NUMBER)


def _check_call(node: Any) -> None:
    if not isinstance(node.func, ast.Name):
        raise ExpressionRefused("call_named", *place(node))
    if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
        raise ExpressionRefused("call_plain", *place(node))


def _check_operator(node: Any) -> None:
    if type(node.op) not in BINARY:
        raise ExpressionRefused("operator", *place(node), what=_spoken(node.op))


def _check_unary(node: Any) -> None:
    if isinstance(node.op, ast.Invert):
        raise ExpressionRefused("operator", *place(node), what="~")


def _check_compare(node: Any) -> None:
    sides = [node.left, *node.comparators]
    for number, comparison in enumerate(node.ops):
        if isinstance(comparison, ast.Is | ast.IsNot) and not any(map(_is_singleton, sides[number : number + 2])):
            raise ExpressionRefused("is_only", *place(node))


def _is_singleton(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return node.id in CONSTANTS
    return isinstance(node, ast.Constant) and (node.value is None or type(node.value) is bool)


def _check_comprehension(node: Any) -> None:
    if node.is_async or not isinstance(node.target, ast.Name):
        raise ExpressionRefused("loop_name", *place(node.target))


def _check_loops(node: Any) -> None:
    if len(node.generators) > 2:
        raise ExpressionRefused("loops", *place(node))


def _check_dict(node: Any) -> None:
    if None in node.keys:
        raise ExpressionRefused("call_plain", *place(node))


def _check_slice(node: Any) -> None:
    if node.step is not None:
        raise ExpressionRefused("slice_step", *place(node))


def _check_assign(node: Any) -> None:
    if len(node.targets) != 1:
        raise ExpressionRefused("one_target", *place(node))
    _check_target(node.targets[0])


def _check_aug_assign(node: Any) -> None:
    _check_operator(node)
    _check_target(node.target)


def _check_target(target: Any) -> None:
    while isinstance(target, ast.Attribute | ast.Subscript):
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice):
            raise ExpressionRefused("target", *place(target))
        target = target.value
    if not isinstance(target, ast.Name):
        raise ExpressionRefused("target", *place(target))


def _check_for(node: Any) -> None:
    if node.orelse or not isinstance(node.target, ast.Name):
        raise ExpressionRefused("loop_name", *place(node))


_ALLOWED: Mapping[type[ast.AST], Callable[[Any], None]] = {
    ast.Constant: _check_constant,
    ast.Name: lambda node: _check_name(node.id, node),
    ast.Attribute: lambda node: _check_name(node.attr, node),
    ast.Subscript: _fine,
    ast.Slice: _check_slice,
    ast.BinOp: _check_operator,
    ast.UnaryOp: _check_unary,
    ast.BoolOp: _fine,
    ast.Compare: _check_compare,
    ast.IfExp: _fine,
    ast.List: _fine,
    ast.Tuple: _fine,
    ast.Dict: _check_dict,
    ast.ListComp: _check_loops,
    ast.GeneratorExp: _check_loops,
    ast.comprehension: _check_comprehension,
    ast.Call: _check_call,
    ast.Assign: _check_assign,
    ast.AugAssign: _check_aug_assign,
    ast.If: _fine,
    ast.For: _check_for,
    ast.Pass: _fine,
}
"""Statements can only be reached in a script: an expression's tree never holds one."""

_SPOKEN: Mapping[type[ast.AST], str] = {
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitOr: "|",
    ast.BitAnd: "&",
    ast.BitXor: "^",
    ast.MatMult: "@",
    ast.JoinedStr: "f-string",
    ast.NamedExpr: ":=",
    ast.Starred: "*",
    ast.Expr: "expression without `name =`",
    ast.Set: "{ } without `key: value`",
}

"""Finds what cannot fit in an expression before it runs: kinds that do not meet, keys and choices that do not exist.

    check_types("amount > 'large'", {"amount": WHOLE}, FUNCTIONS).faults   # each with line and column

Only what is certain to fail is a fault. A name that is not among the names is one too, unless the text asks for it with
`exists`.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent

from bpmn.expressions.compiled import compile_expression, compile_script
from bpmn.expressions.errors import ExpressionFault, ExpressionRefused
from bpmn.expressions.functions import Functions
from bpmn.expressions.grammar import parse_expression, parse_script
from bpmn.expressions.inference import Inference
from bpmn.expressions.kinds import ANY, Type
from bpmn.expressions.names import asked_names

Names = Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was found: the faults in the order of the text, the type of the value, the types a script assigns."""

    faults: tuple[ExpressionFault, ...] = ()
    type: Type = ANY
    assigned: Names = field(default_factory=dict)


def check_types(text: str, names: Names, functions: Functions, *, wanted: Type = ANY) -> Typed:
    """Check one expression over names of known types; `wanted` is the type its place asks for.

    A text that is not in the language gives its one ExpressionRefused as the fault.
    """
    try:
        compile_expression(text, functions)
        tree = parse_expression(text)
    except ExpressionRefused as refused:
        return Typed((refused,))
    inference = Inference(functions, names, frozenset(asked_names(tree)))
    found = inference.type_of(tree)
    inference.check_wanted(found, wanted, tree)
    return Typed(_placed(inference, text), found)


def check_script_types(text: str, names: Names, functions: Functions) -> Typed:
    """Check one script likewise; `assigned` says what is known of each variable it sets."""
    text = dedent(text).strip("\n")
    try:
        compile_script(text, functions)
        tree = parse_script(text)
    except ExpressionRefused as refused:
        return Typed((refused,))
    inference = Inference(functions, names, frozenset(asked_names(ast.Module(tree, []))))
    inference.run(tree)
    return Typed(_placed(inference, text), ANY, inference.assigned)


def _placed(inference: Inference, text: str) -> tuple[ExpressionFault, ...]:
    faults = sorted(inference.faults, key=lambda fault: (fault.line, fault.column))
    return tuple(fault.within(text) for fault in faults)

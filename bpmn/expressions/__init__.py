"""The one safe expression language: conditions, scripts, timers, parameters, decision cells, form rules, correlation.

A subset of Python's syntax, compiled from a whitelist into closures: no attributes (`a.b` is the key `b` of the record
`a`), no methods, only the built-in functions and those the caller hands in. Text from a diagram never becomes code.

    amount_is_large = compile_expression("amount > 100_000_000 and not urgent", FUNCTIONS)
    condition(amount_is_large, {"amount": 120_000_000, "urgent": False})  # True

`now()` and `today()` read the time that is passed as `now`; without it they raise `no_clock`.
"""

from bpmn.expressions.compiled import Expression, Script, compile_expression, compile_script, condition
from bpmn.expressions.errors import ExpressionError, ExpressionFault, ExpressionRefused
from bpmn.expressions.functions import Functions, reserved_names
from bpmn.expressions.templates import Template, compile_template

__all__ = [
    "Expression",
    "ExpressionError",
    "ExpressionFault",
    "ExpressionRefused",
    "Functions",
    "Script",
    "Template",
    "compile_expression",
    "compile_script",
    "compile_template",
    "condition",
    "reserved_names",
]

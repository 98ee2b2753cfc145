"""Values as people type them to try something out."""

from __future__ import annotations

from typing import Any

from bpmn.expressions.compiled import compile_expression
from bpmn.expressions.errors import ExpressionError, ExpressionRefused
from bpmn.expressions.functions import Functions


def typed_value(text: str, functions: Functions) -> Any:
    """Read what is written in the language (`3`, `true`, `date("…")`), else take the text itself; null for none."""
    text = text.strip()
    if not text:
        return None
    try:
        expression = compile_expression(text, functions)
        return text if expression.names else expression({})
    except (ExpressionRefused, ExpressionError):
        return text

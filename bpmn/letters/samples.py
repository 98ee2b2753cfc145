"""Sample values for a letter's preview: for every field one that its gaps and conditions can work with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bpmn.expressions import Expression, ExpressionError
from bpmn.letters.letter import Letter

DAY = "2027-03-08"
AMOUNT = 1_000_000


def samples(letter: Letter, given: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """Give a value for every field that is not given: a text with its name, an amount, a day, yes, or a list of one."""
    values = dict(given or {})
    texts = [letter.title, letter.recipient, *(each.text for each in letter.paragraphs)]
    gaps = [gap for text in texts for gap in text.gaps]
    conditions = [each.when for each in letter.paragraphs if each.when is not None]
    names = sorted({name for each in (*gaps, *conditions) for name in each.names} - values.keys())
    values |= {name: f"‹{name}›" for name in names}
    for name in names:
        worth = [(_works(gaps, conditions, values, name, value), value) for value in _candidates(name)]
        values[name] = max(worth, key=lambda each: each[0])[1]
    return values


def _candidates(name: str) -> tuple[Any, ...]:
    """Give what a field may be, the likeliest first: of several that work alike, the first is taken."""
    return (f"‹{name}›", AMOUNT, DAY, True, [f"‹{name}›"], {})


def _works(
    gaps: list[Expression], conditions: list[Expression], values: Mapping[str, Any], name: str, value: Any
) -> int:
    """Count the gaps and conditions with this field that work."""
    tried = {**values, name: value}
    filled = sum(_value(gap, tried) is not None for gap in gaps if name in gap.names)
    return filled + sum(isinstance(_value(each, tried), bool) for each in conditions if name in each.names)


def _value(expression: Expression, values: Mapping[str, Any]) -> Any:
    try:
        return expression(values)
    except ExpressionError:
        return None

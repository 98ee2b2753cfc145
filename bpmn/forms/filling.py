"""One pass over a form's fields: what shows, what is computed, what was filled in and whether it may stand.

Fields are visited after those they depend on, so a hidden field is empty for every expression that looks at it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from bpmn.expressions import Expression, ExpressionError, condition
from bpmn.forms.constraints import field_errors
from bpmn.forms.errors import FieldError
from bpmn.forms.fields import Field, Fields
from bpmn.forms.typed_values import Mistyped, typed

Options = Callable[[str], Iterable[Any]]
"""Gives the values that the named source offers."""

MOST_ROWS = 200
FORM_FAULTS = ("name_unknown", "no_clock", "not_boolean", "operands", "order", "type")
"""Faults of an expression that no other answer would mend."""

_MISSING = {
    **dict.fromkeys(("radio", "select", "checklist", "person", "committee"), "required_choice"),
    **dict.fromkeys(("file", "files"), "required_file"),
    "rows": "required_row",
}
"""Widget → what is said when nothing was given; of all others that a value is missing."""


class Filling:
    """The state of one pass: the values so far (by scope) and the errors found."""

    def __init__(self, case_values: Mapping[str, Any], options: Options | None, now: datetime | None) -> None:
        self.case_values = case_values
        self.options = options
        self.now = now
        self.errors: list[FieldError] = []
        self._names: frozenset[str] = frozenset()
        """Names of the fields met so far, of the form and of its rows."""
        self._answered: frozenset[str] = frozenset()
        """Those of them that hold what a person filled in, or what is computed."""
        self._offered: dict[str, Collection[Any]] = {}

    def scope(self, fields: Fields, around: Mapping[str, Any]) -> dict[str, Any]:
        """Give the names the expressions see before anything is filled in: the case, and the form's fields empty."""
        self._names |= fields.names
        self._answered |= {field.name for field in fields if not field.read_only}
        own = {field.name: None if field.writable else around.get(field.name) for field in fields}
        return {**around, **own}

    def record(self, fields: Fields, sent: Mapping[str, Any], around: Mapping[str, Any], path: str) -> dict[str, Any]:
        """Fill in the fields of the form or of one row; gives the visible fields that are not only shown."""
        scope = self.scope(fields, around)
        filled: dict[str, Any] = {}
        for field in fields.order:
            if not self.shows(field, scope, around):
                scope[field.name] = None
            elif field.computed is not None:
                filled[field.name] = scope[field.name] = self.computed(field, scope, around)
            elif field.writable:
                place = f"{path}{field.name}"
                filled[field.name] = scope[field.name] = self._value(field, sent.get(field.name), scope, place)
        return {field.name: filled[field.name] for field in fields if field.name in filled}

    def shows(self, field: Field, scope: Mapping[str, Any], around: Mapping[str, Any]) -> bool:
        """Tell whether a field shows; what depends on a field not yet filled in does not.

        Raises ExpressionError where the condition cannot be told for another reason.
        """
        if field.show_if is None:
            return True
        try:
            return condition(field.show_if, _own_from_case(field, scope, around), self.now)
        except ExpressionError as fault:
            if self.waits_for_answer(field.show_if, scope) or self.blames(field.show_if, fault):
                return False
            raise

    def computed(self, field: Field, scope: Mapping[str, Any], around: Mapping[str, Any]) -> Any:
        """Compute a field; null while fields it depends on are not filled in."""
        if field.computed is None:
            return None
        try:
            return field.computed(_own_from_case(field, scope, around), self.now)
        except ExpressionError as fault:
            if self.waits_for_answer(field.computed, scope) or self._has_errors(field.computed):
                return None
            if self.blames(field.computed, fault):
                return None
            raise

    def waits_for_answer(self, expression: Expression, scope: Mapping[str, Any]) -> bool:
        """Tell whether an expression looks at a field that is empty, or at rows with something empty in them."""
        return any(_has_gap(scope[name]) for name in expression.names & self._names if name in scope)

    def blames(self, expression: Expression, fault: ExpressionError) -> bool:
        """Note as a person's error that their answer fits no calculation; false when the form itself is wrong."""
        answers = [] if fault.code in FORM_FAULTS else sorted(expression.names & self._answered)
        self.errors += [FieldError.of(name, "not_computable") for name in answers[:1]]
        return bool(answers)

    def _has_errors(self, expression: Expression) -> bool:
        """Tell whether a field that the expression reads was filled in wrongly."""
        return any(error.field_path.split(".")[0].split("[")[0] in expression.names for error in self.errors)

    def _value(self, field: Field, sent: Any, scope: Mapping[str, Any], path: str) -> Any:
        if field.rows is not None:
            return self._rows(field, field.rows, sent, scope, path)
        try:
            value = typed(field, sent)
        except Mistyped as fault:
            self.errors.append(FieldError.of(path, fault.code, example=_example(field), **fault.params))
            return None
        if value is None or value == []:
            self._require(field, path)
            return value
        found = list(field_errors(field, path, value)) or self._choice_errors(field, path, value)
        self.errors += found
        return value

    def _rows(self, field: Field, fields: Fields, sent: Any, scope: Mapping[str, Any], path: str) -> list[Any]:
        if sent is None:
            sent = []
        if not isinstance(sent, list | tuple) or not all(isinstance(row, Mapping) for row in sent):
            self.errors.append(FieldError.of(path, "type_list"))
            return []
        if len(sent) > MOST_ROWS:
            self.errors.append(FieldError.of(path, "maxItems", limit=MOST_ROWS))
            return []
        filled = [(number, row) for number, row in enumerate(sent) if _is_filled(row, fields)]
        rows = [self.record(fields, row, scope, f"{path}[{number}].") for number, row in filled]
        if not rows:
            self._require(field, path)
        else:
            self.errors += field_errors(field, path, rows)
        return rows

    def _require(self, field: Field, path: str) -> None:
        least = int(field.schema.get("minItems", 0))
        if least > 1:
            self.errors.append(FieldError.of(path, "minItems", limit=least))
        elif field.required or least:
            self.errors.append(FieldError.of(path, _MISSING.get(field.widget, "required")))

    def _choice_errors(self, field: Field, path: str, value: Any) -> list[FieldError]:
        if not field.options or self.options is None:
            return []
        if field.options not in self._offered:
            self._offered[field.options] = list(self.options(field.options))
        offered = self._offered[field.options]
        if isinstance(value, list):
            wrong = [number for number, item in enumerate(value) if item not in offered]
            return [FieldError.of(f"{path}[{number}]", "option") for number in wrong]
        return [] if value in offered else [FieldError.of(path, "option")]


def _example(field: Field) -> str:
    """Write a whole number as it would be typed into the field."""
    return "1,000,000" if field.widget == "money" else "12"


def _own_from_case(field: Field, scope: Mapping[str, Any], around: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the names a field's own expressions see: its own name means the case's value."""
    own = {field.name: around[field.name]} if field.name in around else {}
    return ChainMap(own, scope)  # type: ignore[arg-type]  # only read


def _has_gap(value: Any) -> bool:
    if isinstance(value, list):
        return any(_has_gap(item) for item in value)
    if isinstance(value, dict):
        return any(_has_gap(item) for item in value.values())
    return value is None


def _is_filled(row: Mapping[str, Any], fields: Fields) -> bool:
    """Tell whether anything was entered into a row; one that was only added does not count."""
    sent = [row.get(field.name) for field in fields if field.writable]
    return any(value is not False and value not in (None, "", []) for value in sent)

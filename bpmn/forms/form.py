"""A form: what a person is asked at a task, and what of the answer may enter the data."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from bpmn.expressions import Expression, ExpressionError, Functions, condition
from bpmn.forms.constraints import form_errors
from bpmn.forms.errors import FieldError
from bpmn.forms.fields import Field, Fields
from bpmn.forms.filling import Filling, Options

if TYPE_CHECKING:
    from typing import Self


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of the form over its fields and the case, and the field where a breach is said."""

    expression: Expression
    field: str
    message_ko: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was filled in: the visible fields, typed, and what is to correct (the values count only without errors)."""

    values: Mapping[str, Any]
    errors: tuple[FieldError, ...]

    @property
    def filled(self) -> Mapping[str, Any]:
        """The values without the fields left empty: what an operation takes as parameters."""
        return {name: value for name, value in self.values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Form:
    """One compiled form document."""

    document: Mapping[str, Any]
    fields: Fields
    checks: Sequence[Check]
    relations: Draft202012Validator

    @classmethod
    def read(cls, document: Mapping[str, Any], functions: Functions) -> Self:
        """Compile a form document (JSON Schema 2020-12 and our `x-` keywords); raises FormRefused with all problems."""
        from bpmn.forms.reader import read_form  # the reader builds forms

        parts = read_form(document, functions)
        return cls(document, *parts)

    @property
    def operation(self) -> str:
        """Operation that takes the answer to its register (`x-operation`); empty when it enters the process data."""
        return str(self.document.get("x-operation", ""))

    @property
    def case_title(self) -> str:
        """Field whose value says what the case is about (`x-case-title`); empty without one."""
        return str(self.document.get("x-case-title", ""))

    @property
    def needs(self) -> frozenset[str]:
        """Names of case data that its expressions cannot do without; a field's default sees the case alone."""
        own = self.fields.names
        asked = [(field.default, frozenset[str]()) for field in self.fields]
        asked += [(each, own) for field in self.fields for each in (field.computed, field.show_if)]
        for field in self.fields:
            known = own | field.rows.names if field.rows else own
            asked += [(each, known) for column in field.rows or () for each in _expressions(column)]
        asked += [(check.expression, own) for check in self.checks]
        return frozenset(name for each, known in asked if each for name in each.names - each.asked - known)

    def blank(self, case_values: Mapping[str, Any], now: datetime | None = None) -> dict[str, Any]:
        """Give what the form shows at first: defaults, what is only shown, what is computed; null for the rest.

        Raises ExpressionError where a default asks for what the case does not have.
        """
        filling = Filling(case_values, None, now)
        scope = filling.scope(self.fields, case_values)
        for field in self.fields.order:
            if field.default is not None:
                scope[field.name] = field.default(case_values, now)
            elif field.widget == "checkbox" and field.writable:
                scope[field.name] = False
            elif field.computed is not None and filling.shows(field, scope, case_values):
                scope[field.name] = filling.computed(field, scope, case_values)
        return {field.name: scope[field.name] for field in self.fields}

    def visible(
        self, values: Mapping[str, Any], case_values: Mapping[str, Any], now: datetime | None = None
    ) -> tuple[str, ...]:
        """Name the fields that show with these values (typed or as sent), in the order of the document."""
        filling = Filling(case_values, None, now)
        filled = filling.record(self.fields, values, case_values, "")
        scope = {**filling.scope(self.fields, case_values), **filled}
        shown = {field.name for field in self.fields if field.read_only and filling.shows(field, scope, case_values)}
        return tuple(field.name for field in self.fields if field.name in filled or field.name in shown)

    def check(
        self,
        submitted: Mapping[str, Any],
        case_values: Mapping[str, Any],
        options: Options | None = None,
        now: datetime | None = None,
    ) -> Answer:
        """Check what was sent and give the declared, visible, writable and computed fields, typed.

        Everything else that was sent is left out; a visible field left empty is null. `options(source)` gives the
        values a source offers; without it choices are not checked. Raises ExpressionError where an
        expression of the form does not fit the case (the form is wrong, not the answer).
        """
        filling = Filling(case_values, options, now)
        values = filling.record(self.fields, submitted, case_values, "")
        errors = filling.errors
        errors += self._broken_relations(values)
        errors += self._broken_checks(filling, values, {**filling.scope(self.fields, case_values), **values})
        return Answer(values, tuple(self._in_order(errors)))

    def _broken_relations(self, values: Mapping[str, Any]) -> list[FieldError]:
        """Say what relates fields wrongly; a rule over the whole answer is said at the first field."""
        first = next(iter(values), "")
        found = form_errors(self.relations, self.fields, values)
        broken = [replace(error, field_path=error.field_path or first) for error in found]
        return [error for error in broken if _root(error.field_path) in values]

    def _broken_checks(self, filling: Filling, values: Mapping[str, Any], scope: Mapping[str, Any]) -> list[FieldError]:
        """Say the rules that do not hold, except over fields that are to be corrected anyway."""
        wrong = {_root(error.field_path) for error in filling.errors}
        hidden = {field.name for field in self.fields if not field.read_only} - values.keys()
        return [
            FieldError(check.field, "check", check.message_ko, check.message_en)
            for check in self.checks
            if not check.expression.names & wrong and not _holds(check, filling, scope, hidden)
        ]

    def _in_order(self, errors: Sequence[FieldError]) -> list[FieldError]:
        places = {field.name: place for place, field in enumerate(self.fields)}
        unique = {(error.field_path, error.code, error.message_ko): error for error in errors}
        return sorted(unique.values(), key=lambda error: places.get(_root(error.field_path), len(places)))


def _expressions(field: Field) -> tuple[Expression | None, ...]:
    return field.default, field.computed, field.show_if


def _holds(check: Check, filling: Filling, scope: Mapping[str, Any], hidden: Collection[str]) -> bool:
    """Tell whether a rule holds; one that cannot be told because something is empty does not.

    A rule over a hidden field that cannot be told has nothing to say.
    """
    try:
        return condition(check.expression, scope, filling.now)
    except ExpressionError as fault:
        if not check.expression.names.isdisjoint(hidden):
            return True
        if filling.waits_for_answer(check.expression, scope) or filling.blames(check.expression, fault):
            return False
        raise


def _root(path: str) -> str:
    return path.split(".")[0].split("[")[0]

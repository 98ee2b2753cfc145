"""Compiles a form document; collects everything that is wrong instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jsonschema import Draft202012Validator

from bpmn.expressions import Expression, ExpressionRefused, Functions, compile_expression, reserved_names
from bpmn.forms.constraints import LISTS, exact
from bpmn.forms.document import (
    ROW_KEYWORDS,
    field_problems,
    kind_of,
    outer_problems,
    schema_problems,
    size_problems,
    widget_of,
)
from bpmn.forms.errors import FormProblem, FormRefused
from bpmn.forms.fields import Field, Fields
from bpmn.forms.form import Check

LIMITS = frozenset(
    {
        "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems",
    }
)  # fmt: skip
Parts = tuple[Fields, Sequence[Check], Draft202012Validator]


def read_form(document: Mapping[str, Any], functions: Functions) -> Parts:
    """Compile the parts of a form; raises FormRefused."""
    if not isinstance(document, Mapping):
        raise FormRefused([FormProblem("not_object", "")])
    invalid = list(size_problems(document)) or list(schema_problems(document))
    if invalid:
        raise FormRefused(invalid)
    reader = _Reader(functions)
    reader.problems += outer_problems(document)
    properties = document.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    reserved = reserved_names(functions)
    reader.problems += [FormProblem("reserved", name, {"name": name}) for name in properties if name in reserved]
    fields = reader.fields(properties, _names(document.get("required")), "")
    checks = reader.checks(document.get("x-checks", ()), properties)
    reader.sections(document.get("x-sections", ()), properties)
    reader.case_title(document.get("x-case-title"), properties)
    if reader.problems:
        raise FormRefused(reader.problems)
    return fields, checks, Draft202012Validator(exact({key: document[key] for key in LISTS if key in document}))


class _Reader:
    """Compiles fields and expressions; what is wrong goes to `problems`."""

    def __init__(self, functions: Functions) -> None:
        self.functions = functions
        self.problems: list[FormProblem] = []

    def fields(self, properties: Mapping[str, Any], required: Sequence[str], path: str) -> Fields:
        for name in required:
            if name not in properties:
                self.problems.append(FormProblem("required", path.rstrip("."), {"name": name}))
        compiled = [self._field(name, schema, name in required, path) for name, schema in properties.items()]
        listed = [field for field in compiled if field is not None]
        return Fields(listed, self._order(listed, path))

    def checks(self, checks: Any, properties: Mapping[str, Any]) -> list[Check]:
        compiled = []
        for number, check in enumerate(checks if isinstance(checks, list | tuple) else [None]):
            place = f"x-checks[{number}]"
            if not isinstance(check, Mapping) or not all(
                isinstance(check.get(key), str) for key in ("expression", "field", "message", "x-message-en")
            ):
                self.problems.append(FormProblem("check", place))
                continue
            if check["field"].split("[")[0].split(".")[0] not in properties:
                self.problems.append(FormProblem("unknown_field", place, {"name": check["field"]}))
            expression = self._expression(check, "expression", place)
            if expression is not None:
                compiled.append(Check(expression, check["field"], check["message"], check["x-message-en"]))
        return compiled

    def sections(self, sections: Any, properties: Mapping[str, Any]) -> None:
        """Check that sections name fields, each at most once."""
        seen: set[str] = set()
        for number, section in enumerate(sections if isinstance(sections, list | tuple) else [None]):
            place = f"x-sections[{number}]"
            if not isinstance(section, Mapping) or not isinstance(section.get("title"), str):
                self.problems.append(FormProblem("section", place))
                continue
            for name in _names(section.get("fields")):
                if name not in properties or name in seen:
                    self.problems.append(FormProblem("unknown_field", place, {"name": name}))
                seen.add(name)

    def case_title(self, name: Any, properties: Mapping[str, Any]) -> None:
        """Check that the case is named by a text field of the form."""
        schema = properties.get(name) if isinstance(name, str) else None
        if name is not None and not (isinstance(schema, Mapping) and schema.get("type") == "string"):
            self.problems.append(FormProblem("unknown_field", "x-case-title", {"name": str(name)}))

    def _field(self, name: str, schema: Any, required: bool, path: str) -> Field | None:
        place = path + name
        found = list(field_problems(name, schema, place))
        self.problems += found
        if not isinstance(schema, Mapping) or not kind_of(schema):
            return None
        kind = kind_of(schema)
        return Field(
            name=name,
            schema=schema,
            kind=kind,
            widget=widget_of(schema),
            required=required,
            show_if=self._expression(schema, "x-show-if", place),
            computed=self._expression(schema, "x-computed", place),
            default=self._expression(schema, "x-default", place),
            constraints=Draft202012Validator(_limits(schema, kind)),
            rows=self._rows(schema["items"], place, path) if kind == "rows" else None,
        )

    def _rows(self, items: Mapping[str, Any], place: str, path: str) -> Fields:
        properties = items.get("properties")
        if path or not isinstance(properties, Mapping) or not properties or not ROW_KEYWORDS.issuperset(items):
            self.problems.append(FormProblem("rows", place))
            return Fields([], [])
        return self.fields(properties, _names(items.get("required")), f"{place}.items.")

    def _expression(self, schema: Mapping[str, Any], keyword: str, place: str) -> Expression | None:
        if keyword not in schema:
            return None
        try:
            return compile_expression(str(schema[keyword]), self.functions)
        except ExpressionRefused as refused:
            self.problems.append(FormProblem("expression", f"{place}.{keyword}".lstrip("."), {"fault": refused}))
            return None

    def _order(self, fields: Sequence[Field], path: str) -> list[Field]:
        """Put every field after those its condition or computation reads; a circle is a problem."""
        named = {field.name: field for field in fields}
        order: list[Field] = []
        open_: list[str] = []

        def visit(field: Field) -> None:
            if field.name in open_:
                circle = " → ".join([*open_[open_.index(field.name) :], field.name])
                self.problems.append(FormProblem("circle", path + field.name, {"circle": circle}))
            elif field not in order:
                open_.append(field.name)
                for name in sorted(_reads(field) & named.keys()):
                    visit(named[name])
                open_.pop()
                order.append(field)

        for field in fields:
            visit(field)
        return order


def _reads(field: Field) -> frozenset[str]:
    """Name the fields one field depends on; its own name means the case's value."""
    expressions = [expression for expression in (field.show_if, field.computed) if expression]
    return frozenset(name for each in expressions for name in each.names | each.asked) - {field.name}


def _limits(schema: Mapping[str, Any], kind: str) -> dict[str, Any]:
    limits = {key: value for key, value in schema.items() if key in LIMITS}
    if kind == "list":
        limits["items"] = {key: value for key, value in schema["items"].items() if key in LIMITS}
    exact_limits: dict[str, Any] = exact(limits)
    return exact_limits


def _names(names: Any) -> list[str]:
    return [str(name) for name in names] if isinstance(names, list | tuple) else []

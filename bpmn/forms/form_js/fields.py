"""One component that asks something, as one of our fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from bpmn.forms.editing.choices import Choice, write_choices
from bpmn.forms.editing.patterns import NAMED_PATTERNS
from bpmn.forms.editing.questions import FITTING, QUESTIONS
from bpmn.forms.form_js.components import ASKING, Component, list_of, record_of
from bpmn.forms.form_js.report import Note
from bpmn.forms.patterns import is_safe

Schema = dict[str, Any]
LIMITS = {"minLength": "minLength", "maxLength": "maxLength", "min": "minimum", "max": "maximum"}
_JUDGED = frozenset({"required", "pattern", "validationType"})


class Unfit(Exception):  # noqa: N818  # not an error: the component is refused
    """The component cannot be a field; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class FieldReader:
    """Reads one component; what is changed or lost on the way goes to `notes`."""

    def __init__(self, component: Component, label: str) -> None:
        self.component = component
        self.label = label
        self.type = str(component.get("type"))
        self.notes: list[Note] = []

    def schema(self) -> Schema:
        """Give the field's keywords without its condition; raises Unfit."""
        schema: Schema = {"type": "", "title": self.label, **_copied(self._question())}
        if ASKING[self.type] in ("select", "radio", "checklist"):
            self._choices(schema)
        self._limits(schema)
        self._appearance(schema)
        self._words(schema)
        if self.component.get("readonly") is True or self.component.get("disabled") is True:
            schema["readOnly"] = True
        self._default(schema)
        return schema

    @property
    def is_required(self) -> bool:
        """Tell whether it must be filled in."""
        return record_of(self.component.get("validate")).get("required") is True

    def lost(self, code: str, **params: object) -> None:
        """Note what is not kept."""
        self.notes.append(Note(self.label, self.type, "refused", code, params))

    def other(self, code: str, **params: object) -> None:
        """Note what is kept in another way."""
        self.notes.append(Note(self.label, self.type, "changed", code, params))

    def _question(self) -> str:
        if self.type == "datetime":
            subtype = str(self.component.get("subtype") or "date")
            return subtype if subtype in ("date", "time") else "datetime"
        if self.type == "number":
            return "number" if self.component.get("decimalDigits") == 0 else "decimal"
        if self.type == "filepicker":
            return "files" if self.component.get("multiple") is True else "file"
        if self.type == "textfield" and record_of(self.component.get("validate")).get("validationType") == "email":
            return "email"
        return ASKING[self.type]

    # --- choices

    def _choices(self, schema: Schema) -> None:
        offered = [record_of(each) for each in list_of(self.component.get("values"))]
        if not offered:
            raise Unfit("choices_of_data" if self._asks_data() else "no_choices")
        values = [each.get("value") for each in offered]
        if self.type == "radio" and {json.dumps(each) for each in values} == {"true", "false"}:
            schema.clear()
            schema.update({"type": "boolean", "title": self.label, "x-widget": "radio"})
            self.other("yes_no")
            return
        whole = all(isinstance(each, int) and not isinstance(each, bool) for each in values)
        if whole and schema["type"] != "array":
            schema["type"] = "integer"
        elif whole:
            schema["items"]["type"] = "integer"
        elif not all(isinstance(each, str) for each in values):
            self.other("values_as_text")
        if self.type == "taglist":
            self.other("taglist")
        choices = {_plain(each.get("value")): str(each.get("label") or _plain(each.get("value"))) for each in offered}
        if len(choices) < len(offered):
            self.lost("choice_twice")
        if "" in choices:
            raise Unfit("choice_empty")
        write_choices(schema, [Choice(value, words) for value, words in choices.items()])

    def _asks_data(self) -> bool:
        return bool(self.component.get("valuesKey") or self.component.get("valuesExpression"))

    # --- limits

    def _limits(self, schema: Schema) -> None:
        validate = record_of(self.component.get("validate"))
        for keyword, value in validate.items():
            if LIMITS.get(keyword) in FITTING.get(self._question(), ()) and _is_limit(keyword, value):
                schema[LIMITS[keyword]] = _number(value)
            elif keyword not in _JUDGED and value not in (None, ""):
                self.lost("property", names=f"validate.{keyword}")
        self._pattern(schema, validate.get("pattern"), validate.get("validationType"))
        if self.type == "checkbox" and self.is_required:
            schema["const"] = True
            self.other("consent")
        if _is_number(self.component.get("increment")) and _number(self.component["increment"]) > 0:
            schema["multipleOf"] = _number(self.component["increment"])
        if self.type == "filepicker" and self.component.get("accept"):
            self._accepted(schema, str(self.component["accept"]))

    def _pattern(self, schema: Schema, pattern: Any, kind: Any) -> None:
        if kind == "phone":
            schema["pattern"] = NAMED_PATTERNS["phone"]
            self.other("phone")
        elif isinstance(pattern, str) and pattern and is_safe(pattern):
            schema["pattern"] = pattern
        elif pattern:
            self.lost("pattern")
        elif kind not in (None, "", "custom", "email"):
            self.lost("property", names="validate.validationType")

    def _accepted(self, schema: Schema, accept: str) -> None:
        kinds = [each.strip().lower() for each in accept.split(",") if each.strip()]
        fitting = [each.removeprefix(".") for each in kinds if "/" not in each and "*" not in each]
        if fitting:
            schema["x-accept"] = fitting
        if len(fitting) < len(kinds):
            self.lost("accept")

    # --- words

    def _appearance(self, schema: Schema) -> None:
        appearance = record_of(self.component.get("appearance"))
        unit = appearance.get("suffixAdorner")
        if isinstance(unit, str) and unit and not unit.startswith("="):
            schema["x-unit"] = unit
        lost = [
            key for key, value in appearance.items() if value and (key != "suffixAdorner" or "x-unit" not in schema)
        ]
        if lost:
            self.lost("property", names=", ".join(f"appearance.{key}" for key in lost))

    def _words(self, schema: Schema) -> None:
        said = self.component.get("description")
        if isinstance(said, str) and said.startswith("="):
            self.lost("property", names="description")
        elif said:
            schema["x-help"] = str(said)
        for key in ("readonly", "disabled"):
            if isinstance(self.component.get(key), str):
                self.lost("property", names=key)

    def _default(self, schema: Schema) -> None:
        value = self.component.get("defaultValue")
        if value is None or value in ("", []):
            return
        written = next(_literals(schema, value), "")
        if written:
            schema["x-default"] = written
        else:
            self.lost("property", names="defaultValue")


def _literals(schema: Schema, value: Any) -> Iterator[str]:
    """Write a first value as an expression, where it is of the field's kind."""
    kind = schema["type"]
    if kind == "boolean" and isinstance(value, bool):
        yield str(value)
    elif kind in ("integer", "number") and _is_number(value):
        yield str(_number(value))
    elif kind == "array" and isinstance(value, list) and all(isinstance(each, str) for each in value):
        yield json.dumps(value, ensure_ascii=False)
    elif schema.get("format") == "date" and isinstance(value, str) and _is_day(value):
        yield f'date("{value}")'
    elif kind == "string" and schema.get("format") in (None, "email", "time") and isinstance(value, str):
        yield json.dumps(value, ensure_ascii=False)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and abs(float(value)) < 10**15
    except (TypeError, ValueError):
        return False


def _is_limit(keyword: str, value: Any) -> bool:
    """Tell whether a value limits anything: a length is whole and not below zero."""
    return _is_number(value) and (
        keyword in ("min", "max") or (_number(value) >= 0 and isinstance(_number(value), int))
    )


def _number(value: Any) -> int | float:
    number = float(value)
    return int(number) if number.is_integer() else number


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _copied(question: str) -> Schema:
    copied: Schema = json.loads(json.dumps(QUESTIONS[question]))
    return copied

"""A form as its template draws it: sections of fields with labels, values, choices and errors in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bpmn.forms.document import widget_of as asked_widget
from messages import Language
from workflows.clock import CITY
from workflows.web.rendering import show_value

_WHOLE = re.compile(r"[+-]?\d{1,40}")
"""Whole won; longer than any number that a form takes, it is shown back as it was typed."""
CHOICES = frozenset({"select", "radio", "checklist", "person", "committee"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file already uploaded: its id, name and size in bytes."""

    upload_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field; `path` names it in the form (`budget.0.amount`), `id` in the page."""

    path: str
    id: str
    widget: str
    title: str
    help: str
    unit: str
    required: bool
    value: str
    live: bool
    """Whether a change redraws the form, because other fields depend on answers."""
    error: str = ""
    pattern: str = ""
    keypad: str = ""
    """Which keys a phone offers: `numeric` for whole numbers, `decimal` for those with a fraction."""
    max_length: int | None = None
    choices: tuple[Choice, ...] = ()
    rows: tuple[tuple[FieldView, ...], ...] = ()
    files: tuple[KeptFile, ...] = ()

    @property
    def described_by(self) -> str:
        """Name the hint and the error for assistive technology."""
        parts = [f"{self.id}-hint"] * bool(self.help) + [f"{self.id}-error"] * bool(self.error)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class SectionView:
    """Fields under a heading; the heading may be empty."""

    title: str
    fields: tuple[FieldView, ...]

    @property
    def has_files(self) -> bool:
        """Tell whether the section takes files."""
        return any(each.widget in ("file", "files") for each in self.fields)


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One line of the error summary, linked to its field."""

    target: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class FormView:
    """The whole form."""

    sections: tuple[SectionView, ...]
    errors: tuple[ErrorLine, ...] = ()
    about: str = ""
    """What the whole form is for, shown above its first field."""


@dataclass(frozen=True)
class Drawing:
    """Everything a form is drawn from."""

    document: Mapping[str, Any]
    language: Language
    visible: Sequence[str]
    values: Mapping[str, Any]
    """What was typed, or the typed answer, or the form's defaults; read-only fields included."""
    choices: Mapping[str, Sequence[tuple[Any, str]]] = field(default_factory=dict)
    """For fields with `x-options`: field path without row numbers → (value, label)."""
    errors: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, KeptFile] = field(default_factory=dict)

    def form(self) -> FormView:
        """Draw the form."""
        drawn = {name: self._field(self._properties[name], name, name) for name in self.visible}
        errors = tuple(self._error_line(path, message) for path, message in self.errors.items())
        return FormView(tuple(self._sections(drawn)), errors, self._said(self.document, "description"))

    @property
    def _properties(self) -> Mapping[str, Any]:
        properties: Mapping[str, Any] = self.document["properties"]
        return properties

    @property
    def _conditional(self) -> bool:
        return any("x-show-if" in each or "x-computed" in each for each in _descend(self._properties))

    @property
    def _computed(self) -> bool:
        return any("x-computed" in each for each in _descend(self._properties))

    def _sections(self, drawn: Mapping[str, FieldView]) -> Iterable[SectionView]:
        left = dict(drawn)
        for section in self.document.get("x-sections", ()):
            fields = tuple(left.pop(name) for name in section["fields"] if name in left)
            if fields:
                yield SectionView(self._said(section, "title"), fields)
        if left:
            yield SectionView("", tuple(left.values()))

    def _field(self, schema: Mapping[str, Any], path: str, plain_path: str, *, needed: bool | None = None) -> FieldView:
        widget = widget_of(schema)
        value = _at(self.values, path)
        return FieldView(
            path=path,
            id=field_id(path),
            widget=widget,
            title=self._said(schema, "title"),
            help=self._said(schema, "x-help") or self._said(schema, "description"),
            unit=str(schema.get("x-unit", "원" if widget == "money" else "")),
            required=plain_path in self.document.get("required", ()) if needed is None else needed,
            value=self._shown(schema, widget, value),
            live=self._live(widget),
            error=self.errors.get(path, ""),
            keypad="decimal" if schema.get("type") == "number" else "numeric",
            max_length=schema.get("maxLength"),
            choices=self._choices(schema, widget, plain_path, value),
            rows=self._rows(schema, path, plain_path, value) if widget in ("rows", "reading_rows") else (),
            files=self._kept(value) if widget in ("file", "files") else (),
        )

    def _live(self, widget: str) -> bool:
        numbers = widget in ("money", "number", "date") and self._computed
        return widget in ("file", "files") or numbers or (self._conditional and widget in (CHOICES | {"checkbox"}))

    def _shown(self, schema: Mapping[str, Any], widget: str, value: Any) -> str:
        if widget == "reading":
            own = schema.get("x-widget", "")
            return self._label(schema, value) if "enum" in schema else written_to_read(value, own, self.language)
        if value is None or isinstance(value, list | dict):
            return ""
        if isinstance(value, bool):
            return "true" if value else ""
        if widget == "money" and _WHOLE.fullmatch(str(value).strip()):
            return f"{int(value):,}"
        if isinstance(value, datetime):  # a browser asks for the time on the wall, without an offset
            return value.astimezone(CITY).replace(tzinfo=None).isoformat("T", "minutes")
        return str(value)

    def _choices(self, schema: Mapping[str, Any], widget: str, plain_path: str, value: Any) -> tuple[Choice, ...]:
        if widget not in CHOICES:
            return ()
        listed = {**schema, **schema.get("items", {})} if widget == "checklist" else schema
        offered = self.choices.get(plain_path)
        if offered is None:
            offered = [(each, self._label(listed, each)) for each in listed.get("enum", ())]
        chosen = {str(each) for each in value} if isinstance(value, list | tuple) else {str(value)}
        return tuple(Choice(str(each), label, str(each) in chosen) for each, label in offered)

    def _label(self, schema: Mapping[str, Any], value: Any) -> str:
        labels = schema.get("x-enum-labels", {}).get(str(value), {})
        return str(labels.get(self.language) or labels.get("ko") or ("" if value is None else value))

    def _rows(
        self, schema: Mapping[str, Any], path: str, plain_path: str, value: Any
    ) -> tuple[tuple[FieldView, ...], ...]:
        inner = schema["items"]
        needed = inner.get("required", ())
        fixed = {"readOnly": True} if widget_of(schema) == "reading_rows" else {}
        rows = value if isinstance(value, list) and value else [] if fixed else [{}] * max(1, schema.get("minItems", 0))
        return tuple(
            tuple(
                self._field({**each, **fixed}, f"{path}.{number}.{name}", f"{plain_path}.{name}", needed=name in needed)
                for name, each in inner["properties"].items()
            )
            for number in range(len(rows))
        )

    def _kept(self, value: Any) -> tuple[KeptFile, ...]:
        ids = value if isinstance(value, list | tuple) else [value]
        return tuple(self.files[str(each)] for each in ids if str(each) in self.files)

    def _error_line(self, path: str, message: str) -> ErrorLine:
        name, *rest = path.split(".")
        schema = self._properties.get(name, {})
        label = self._said(schema, "title")
        if len(rest) == 2:
            inner = schema.get("items", {}).get("properties", {}).get(rest[1], {})
            label = f"{label} {int(rest[0]) + 1} · {self._said(inner, 'title')}"
        return ErrorLine(field_id(path), label, message)

    def _said(self, schema: Mapping[str, Any], key: str) -> str:
        plain = key.removeprefix("x-")
        english = schema.get(f"x-{plain}-en", "") if self.language == "en" else ""
        return str(english or schema.get(key, ""))


def widget_of(schema: Mapping[str, Any]) -> str:
    """Say how a field is drawn; what is only read is drawn as text."""
    asked = asked_widget(schema)
    if schema.get("readOnly") or "x-computed" in schema:
        return "reading_rows" if asked == "rows" else "reading"
    return asked


def written_to_read(value: Any, widget: str, language: Language) -> str:
    """Write a value to be read; only money stands in groups of three, a year or a count as it is typed."""
    return str(value) if type(value) is int and widget != "money" else show_value(value, language)


def field_id(path: str) -> str:
    """Name a field in the page."""
    return "f-" + path.replace(".", "-")


def _descend(properties: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    for each in properties.values():
        yield each
        yield from _descend(each.get("items", {}).get("properties", {}))


def _at(values: Mapping[str, Any], path: str) -> Any:
    found: Any = values
    for part in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(found, list | tuple) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        else:
            return None
    return found

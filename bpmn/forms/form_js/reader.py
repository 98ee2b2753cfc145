"""Walks the components of a schema and puts a form together; everything it meets gets a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import messages
from bpmn.expressions import Functions, reserved_names
from bpmn.forms.document import DIALECT
from bpmn.forms.form_js.components import (
    ALWAYS,
    ASKING,
    KNOWN,
    OF_FIELDS,
    READ,
    SHOWING,
    Component,
    list_of,
    record_of,
    shown_name,
)
from bpmn.forms.form_js.feel import NotSimple, negated, translate
from bpmn.forms.form_js.fields import FieldReader, Schema, Unfit
from bpmn.forms.form_js.naming import name_for
from bpmn.forms.form_js.place import Place, joined, key_of, shape_of
from bpmn.forms.form_js.report import Note, Outcome
from messages import Language

DEEPEST = 12
UNGROUPED = ("기본 사항", "General")
_MARKS = re.compile(r"^#{1,6}\s*|[*_`]{1,3}|!?\[([^\]]*)\]\([^)]*\)", re.MULTILINE)


class FormJsRefused(Exception):  # noqa: N818  # the schema is refused; nothing of ours failed
    """This is no schema of form-js."""

    def text(self, language: Language = "ko") -> str:
        """Say what is expected."""
        return messages.text("forms.form_js.no_schema", language)


@dataclass(frozen=True, slots=True)
class Brought:
    """The form, and what became of every part of the schema."""

    document: Mapping[str, Any]
    notes: tuple[Note, ...]


def read_form_js(schema: Any, functions: Functions, title: str = "") -> Brought:
    """Bring a schema in; raises FormJsRefused for what has no components."""
    if not isinstance(schema, Mapping) or not isinstance(schema.get("components"), list):
        raise FormJsRefused
    return _Reader(functions).read(schema, title)


class _Reader:
    def __init__(self, functions: Functions) -> None:
        self.functions = functions
        self.reserved = reserved_names(functions)
        self.notes: list[Note] = []
        self.checks: list[Schema] = []
        self.sections: list[Schema] = []
        self.description = ""

    def read(self, schema: Component, title: str) -> Brought:
        top = Place({}, [], {})
        self._name_all(schema["components"], top)
        self._of_form(schema)
        self._walk(schema["components"], top)
        document: Schema = {"$schema": DIALECT, "type": "object", "title": title or str(schema.get("id") or "양식")}
        document |= {"description": self.description} if self.description else {}
        document["properties"] = top.properties
        document |= {"required": top.required} if top.required else {}
        document |= {"x-sections": self._all_sections(top)} if self.sections else {}
        document |= {"x-checks": self.checks} if self.checks else {}
        return Brought(document, tuple(self.notes))

    def note(self, component: Component, outcome: Outcome, code: str, **params: object) -> None:
        self.notes.append(Note(shown_name(component), str(component.get("type")), outcome, code, params))

    # --- names first: conditions may look at what comes later

    def _name_all(self, components: Sequence[Any], place: Place) -> None:
        for component in map(record_of, components):
            kind = component.get("type")
            if kind == "group" and place.depth < DEEPEST:
                prefix = joined(place.prefix, component.get("path"))
                self._name_all(
                    list_of(component.get("components")), replace(place, prefix=prefix, depth=place.depth + 1)
                )
            elif kind in ASKING or kind in ("expression", "dynamiclist"):
                key = key_of(component, place)
                place.names.setdefault(key, name_for(key, place.names.values(), self.reserved))

    def _of_form(self, schema: Component) -> None:
        lost = sorted(set(schema) - {"components", "type", "id"})
        if lost:
            self.notes.append(Note("", "default", "refused", "meta", {"names": ", ".join(lost)}))
        if any(record_of(each.get("layout")).get("columns") for each in map(record_of, schema["components"])):
            self.notes.append(Note("", "default", "refused", "layout"))

    # --- the walk

    def _walk(self, components: Sequence[Any], place: Place) -> None:
        for component in components:
            self._component(record_of(component), place)
        for _ in place.waiting:
            self.notes.append(Note("", "text", "refused", "text_behind"))
        place.waiting.clear()

    def _component(self, component: Component, place: Place) -> None:
        kind = str(component.get("type"))
        if kind in ASKING:
            self._field(component, place)
        elif kind == "group":
            self._group(component, place)
        elif kind == "dynamiclist":
            self._rows(component, place)
        elif kind == "expression":
            self._computed(component, place)
        elif kind == "text":
            self._text(component, place)
        elif kind == "button":
            submit = component.get("action", "submit") == "submit"
            self.note(component, "changed" if submit else "refused", "button_submit" if submit else "button_other")
        else:
            code = "unknown" if kind not in KNOWN else kind if kind in SHOWING else "laying_out"
            self.note(component, "refused", code, type=kind[:40])

    def _field(self, component: Component, place: Place) -> None:
        reader = FieldReader(component, self._label(component))
        try:
            schema = reader.schema()
        except Unfit as unfit:
            self.note(component, "refused", unfit.code)
            return
        name = self._placed(component, place)
        self._help(schema, place)
        self._condition(component, schema, place)
        place.properties[name] = schema
        if reader.is_required and component.get("type") != "checkbox" and "readOnly" not in schema:
            place.required.append(name)
        if component.get("disallowPassedDates") is True:
            self._not_past(component, name, schema, place)
        self.note(component, "taken", "taken", name=name)
        self.notes += reader.notes
        self._left_over(component, READ.get(str(component.get("type")), frozenset()) | OF_FIELDS)

    def _group(self, component: Component, place: Place) -> None:
        if place.depth >= DEEPEST:
            self.note(component, "refused", "too_deep")
            return
        shown = self._shown_if(component, place)
        inner = replace(
            place,
            conditions=(*place.conditions, shown) if shown else place.conditions,
            prefix=joined(place.prefix, component.get("path")),
            depth=place.depth + 1,
            waiting=[],
        )
        own = place.depth == 0 and not place.in_rows
        self.note(component, "taken" if own else "changed", "group" if own else "group_flattened")
        before = set(place.properties)
        self._walk(list_of(component.get("components")), inner)
        if own:
            names = [name for name in place.properties if name not in before]
            self.sections.append({"title": self._label(component), "fields": names})
        self._left_over(component, frozenset({"conditional"}))

    def _rows(self, component: Component, place: Place) -> None:
        if place.in_rows:
            self.note(component, "refused", "rows_in_rows")
            return
        inner = Place({}, [], {}, in_rows=True)
        self._name_all(list_of(component.get("components")), inner)
        told = len(self.notes)
        self._walk(list_of(component.get("components")), replace(inner, names={**place.names, **inner.names}))
        if not inner.properties:
            self.note(component, "refused", "rows_empty")
            return
        items: Schema = {"type": "object", "properties": inner.properties}
        items |= {"required": inner.required} if inner.required else {}
        schema: Schema = {"type": "array", "title": self._label(component), "x-widget": "rows", "items": items}
        self._help(schema, place)
        self._condition(component, schema, place)
        name = self._placed(component, place)
        place.properties[name] = schema
        self.notes.insert(told, Note(shown_name(component), "dynamiclist", "taken", "taken", {"name": name}))
        self._left_over(component, frozenset({"conditional"}))

    def _computed(self, component: Component, place: Place) -> None:
        try:
            text = translate(str(component.get("expression") or ""), place.names, self.functions)
        except NotSimple:
            self.note(component, "refused", "expression", text=str(component.get("expression"))[:120])
            return
        name = self._placed(component, place)
        schema = {**shape_of(text), "title": self._label(component), "x-computed": text}
        self._condition(component, schema, place)
        place.properties[name] = schema
        self.note(component, "changed", "computed", name=name)
        self._left_over(component, frozenset({"expression", "conditional"}))

    def _text(self, component: Component, place: Place) -> None:
        text = str(component.get("text") or "")
        if text.startswith("=") or "{{" in text or "<" in text or component.get("conditional"):
            self.note(component, "refused", "text_computed")
            return
        plain = _MARKS.sub(lambda mark: mark.group(1) or "", text).strip()
        if not place.properties and not self.sections and place.depth == 0 and not place.in_rows:
            self.description = f"{self.description}\n{plain}".strip()
            self.note(component, "changed", "text_description")
        else:
            place.waiting.append(plain)
            self.note(component, "changed", "text_help")
        self._left_over(component, READ["text"])

    # --- parts of a field

    def _label(self, component: Component) -> str:
        """Give what people read; a label that is computed is noted, and the key stands for it."""
        label = component.get("label") or component.get("dateLabel") or component.get("timeLabel")
        if isinstance(label, str) and label.startswith("="):
            self.note(component, "refused", "property", names="label")
            label = ""
        return (
            str(label or component.get("key") or component.get("path") or component.get("id") or "항목").strip()
            or "항목"
        )

    def _placed(self, component: Component, place: Place) -> str:
        """Give the field's name here, and note it when it is another one."""
        key = key_of(component, place)
        name = place.names[key]
        if name in place.properties:
            name = name_for(key, {*place.names.values(), *place.properties}, self.reserved)
        if name != key:
            self.note(component, "changed", "renamed", key=key, name=name)
        return name

    def _help(self, schema: Schema, place: Place) -> None:
        said = [*place.waiting, *([schema["x-help"]] if "x-help" in schema else [])]
        place.waiting.clear()
        if said:
            schema["x-help"] = "\n".join(said)

    def _condition(self, component: Component, schema: Schema, place: Place) -> None:
        shown = self._shown_if(component, place)
        conditions = [*place.conditions, *([shown] if shown else [])]
        if conditions:
            schema["x-show-if"] = conditions[0] if len(conditions) == 1 else " and ".join(f"({c})" for c in conditions)

    def _shown_if(self, component: Component, place: Place) -> str:
        hide = record_of(component.get("conditional")).get("hide")
        if not hide:
            return ""
        try:
            return negated(translate(str(hide), place.names, self.functions))
        except NotSimple:
            self.note(component, "refused", "condition", text=str(hide)[:120])
            return ""

    def _not_past(self, component: Component, name: str, schema: Schema, place: Place) -> None:
        if place.in_rows or schema.get("format") != "date":
            self.note(component, "refused", "property", names="disallowPassedDates")
            return
        self.checks.append(
            {
                "expression": f'not exists("{name}") or {name} == None or {name} >= today()',
                "field": name,
                "message": messages.text("forms.form_js.not_past", "ko"),
                "x-message-en": messages.text("forms.form_js.not_past", "en"),
            }
        )
        self.note(component, "changed", "not_past_rule")

    def _left_over(self, component: Component, read: frozenset[str]) -> None:
        left = sorted(
            key
            for key, value in component.items()
            if key not in ALWAYS | read | {"layout", "properties"} and value not in (None, "", False, [], {})
        )
        left += ["properties"] if component.get("properties") else []
        if left:
            self.note(component, "refused", "property", names=", ".join(left))

    def _all_sections(self, top: Place) -> list[Schema]:
        """Give the sections; fields that stood in no group come first, under a heading of their own."""
        placed = {name for section in self.sections for name in section["fields"]}
        loose = [name for name in top.properties if name not in placed]
        if not loose:
            return self.sections
        self.notes.append(Note("", "default", "changed", "ungrouped"))
        return [{"title": UNGROUPED[0], "x-title-en": UNGROUPED[1], "fields": loose}, *self.sections]

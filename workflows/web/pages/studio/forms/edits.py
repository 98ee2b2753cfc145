"""From a pressed button to operations on the form's document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bpmn.forms import editing
from bpmn.forms.editing import Check, EditRefused
from workflows.web.pages.studio.forms.field_edit import save_field
from workflows.web.pages.studio.forms.posted import Posted

Document = Mapping[str, Any]
Edited = tuple[Document, str]
"""The changed document, and the panel to show next (a query string)."""


def edit(document: Document, posted: Posted) -> Edited:
    """Do what was asked for; raises EditRefused."""
    verb, argument = posted.deed
    if verb not in DEEDS:
        raise EditRefused("deed")
    return DEEDS[verb](document, argument, posted)


def _up(document: Document, path: str, posted: Posted) -> Edited:
    return editing.move_field(document, path, -1), posted("panel")


def _down(document: Document, path: str, posted: Posted) -> Edited:
    return editing.move_field(document, path, 1), posted("panel")


def _add(document: Document, _: str, posted: Posted) -> Edited:
    parent, section = _standing(posted("place"))
    name = posted("name") or editing.free_name(document, parent, posted("question") or "field")
    changed = editing.add_field(document, posted("question"), posted.titles, name=name, parent=parent, section=section)
    return changed, f"field={parent}.{name}" if parent else f"field={name}"


def _standing(place: str) -> tuple[str, int | None]:
    kind, _, which = place.partition(":")
    return (which if kind == "rows" else ""), int(which) if kind == "section" and which.isdecimal() else None


def _copy(document: Document, path: str, _: Posted) -> Edited:
    changed, copied = editing.copy_field(document, path)
    return changed, f"field={copied}"


def _remove(document: Document, path: str, _: Posted) -> Edited:
    return editing.remove_field(document, path), ""


def _save_field(document: Document, path: str, posted: Posted) -> Edited:
    changed, renamed = save_field(document, path, posted)
    return changed, f"field={renamed}"


def _choice_up(document: Document, _: str, posted: Posted) -> Edited:
    return _choice_moved(document, posted, -1)


def _choice_down(document: Document, _: str, posted: Posted) -> Edited:
    return _choice_moved(document, posted, 1)


def _choice_moved(document: Document, posted: Posted, by: int) -> Edited:
    path, place = posted("field"), posted.place(posted.deed[1])
    choices = posted.choices
    other = place + by
    if 0 <= other < len(choices) and place < len(choices):
        choices[place], choices[other] = choices[other], choices[place]
    return editing.set_choices(document, path, choices), f"field={path}"


def _add_section(document: Document, _: str, posted: Posted) -> Edited:
    return editing.add_section(document, posted.titles), posted("panel")


def _save_section(document: Document, number: str, posted: Posted) -> Edited:
    return editing.rename_section(document, posted.place(number), posted.titles), f"section={number}"


def _section_up(document: Document, number: str, posted: Posted) -> Edited:
    return editing.move_section(document, posted.place(number), -1), ""


def _section_down(document: Document, number: str, posted: Posted) -> Edited:
    return editing.move_section(document, posted.place(number), 1), ""


def _remove_section(document: Document, number: str, posted: Posted) -> Edited:
    return editing.remove_section(document, posted.place(number)), ""


def _save_form(document: Document, _: str, posted: Posted) -> Edited:
    changes = {
        "title": posted("title"),
        "x-title-en": posted.text("title_en"),
        "description": posted.text("description"),
        "x-description-en": posted.text("description_en"),
        "x-operation": posted.text("operation"),
        "x-case-title": posted.text("case_title"),
    }
    return editing.change_form(document, changes), ""


def _check(posted: Posted) -> Check:
    return Check(posted("expression"), posted("at"), posted("message"), posted("message_en"))


def _add_check(document: Document, _: str, posted: Posted) -> Edited:
    return editing.add_check(document, _check(posted)), "part=checks"


def _save_check(document: Document, number: str, posted: Posted) -> Edited:
    return editing.change_check(document, posted.place(number), _check(posted)), "part=checks"


def _remove_check(document: Document, number: str, posted: Posted) -> Edited:
    return editing.remove_check(document, posted.place(number)), "part=checks"


DEEDS: Mapping[str, Callable[[Document, str, Posted], Edited]] = {
    "up": _up,
    "down": _down,
    "add": _add,
    "copy": _copy,
    "remove": _remove,
    "save_field": _save_field,
    "choice_up": _choice_up,
    "choice_down": _choice_down,
    "add_section": _add_section,
    "save_section": _save_section,
    "section_up": _section_up,
    "section_down": _section_down,
    "remove_section": _remove_section,
    "save_form": _save_form,
    "add_check": _add_check,
    "save_check": _save_check,
    "remove_check": _remove_check,
}

"""The form as a whole: a new one, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bpmn.forms.document import DIALECT
from bpmn.forms.editing.places import Changed, Document, EditRefused, Titles, copied, entitle, set_or_drop


def blank_form(titles: Titles) -> Changed:
    """Give a new form that asks nothing yet."""
    if not titles.ko:
        raise EditRefused("no_title")
    document: Changed = {"$schema": DIALECT, "type": "object"}
    entitle(document, titles)
    return {**document, "properties": {}}


def change_form(document: Document, changes: Mapping[str, Any]) -> Changed:
    """Write keywords of the form (`title`, `description`, `x-operation`, `x-case-title` …); None takes one away."""
    if not changes.get("title", "x"):
        raise EditRefused("no_title")
    changed = copied(document)
    for keyword, value in changes.items():
        set_or_drop(changed, keyword, value)
    return changed

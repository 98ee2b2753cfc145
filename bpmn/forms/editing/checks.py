"""Rules of a form over several fields, each with what is said when it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bpmn.forms.editing.places import Changed, Document, EditRefused, copied


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: what must be true, at which field a breach is said, and how, in both languages."""

    expression: str
    field: str
    message: str
    message_en: str

    @property
    def keywords(self) -> Changed:
        """Give it as the document writes it."""
        return {
            "expression": self.expression,
            "field": self.field,
            "message": self.message,
            "x-message-en": self.message_en,
        }


def add_check(document: Document, check: Check) -> Changed:
    """Add a rule at the end."""
    _require_whole(check)
    changed = copied(document)
    changed["x-checks"] = [*_checks(changed), check.keywords]
    return changed


def change_check(document: Document, number: int, check: Check) -> Changed:
    """Write a rule anew."""
    _require_whole(check)
    changed = copied(document)
    _at(changed, number).update(check.keywords)
    return changed


def remove_check(document: Document, number: int) -> Changed:
    """Take a rule away."""
    changed = copied(document)
    _at(changed, number)
    left = [each for place, each in enumerate(_checks(changed)) if place != number]
    if left:
        changed["x-checks"] = left
    else:
        del changed["x-checks"]
    return changed


def _require_whole(check: Check) -> None:
    if not all((check.expression, check.field, check.message, check.message_en)):
        raise EditRefused("check")


def _at(document: Document, number: int) -> Any:
    checks = _checks(document)
    if not 0 <= number < len(checks) or not isinstance(checks[number], dict):
        raise EditRefused("no_check")
    return checks[number]


def _checks(document: Document) -> list[Any]:
    found = document.get("x-checks")
    return found if isinstance(found, list) else []

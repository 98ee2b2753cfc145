"""Changing a form's document, one operation at a time: each gives a new document, what it does not know stays.

document = add_field(document, "money", Titles("신청 금액", "Amount"), name="amount", section=0)
document = rename_field(document, "amount", "requested_amount")
document = change_field(document, "requested_amount", {"minimum": 1, "x-unit": None})

A field is named by its path: `amount`, or `budget.amount` for a field of the rows `budget`. What an operation cannot do
raises EditRefused; whether the changed document is a form, `Form.read` says.
"""

from bpmn.forms.editing.checks import Check, add_check, change_check, remove_check
from bpmn.forms.editing.choices import Choice, choices_of, set_choices, set_source, source_of
from bpmn.forms.editing.fields import (
    add_field,
    change_field,
    copy_field,
    make_optional,
    move_field,
    place_field,
    remove_field,
    require_field,
)
from bpmn.forms.editing.outline import Group, outline
from bpmn.forms.editing.places import EditRefused, Titles, field_at, free_name
from bpmn.forms.editing.questions import QUESTIONS, ask_as, question_of
from bpmn.forms.editing.renaming import rename_field
from bpmn.forms.editing.sections import add_section, move_section, remove_section, rename_section
from bpmn.forms.editing.whole import blank_form, change_form

__all__ = [
    "QUESTIONS",
    "Check",
    "Choice",
    "EditRefused",
    "Group",
    "Titles",
    "add_check",
    "add_field",
    "add_section",
    "ask_as",
    "blank_form",
    "change_check",
    "change_field",
    "change_form",
    "choices_of",
    "copy_field",
    "field_at",
    "free_name",
    "make_optional",
    "move_field",
    "move_section",
    "outline",
    "place_field",
    "question_of",
    "remove_check",
    "remove_field",
    "remove_section",
    "rename_field",
    "rename_section",
    "require_field",
    "set_choices",
    "set_source",
    "source_of",
]

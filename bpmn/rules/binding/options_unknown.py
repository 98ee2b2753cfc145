"""The source a field's choices come from exists."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find fields that nobody could choose in."""
    known = subject.surroundings.options
    for form_id, form in subject.forms.items():
        for each in form.fields:
            for field in (each, *(each.rows or ())):
                if field.options and field.options.partition(":")[0] not in known:
                    params = {"source": field.options, "field": field.name, "known": ", ".join(sorted(known))}
                    yield Found("", params, f"forms/{form_id}.json")

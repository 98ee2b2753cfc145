"""Every form is asked somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.binding._claims import claims
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find forms that no element names."""
    used = {form for _, form in claims(subject, "form")}
    for name, form_id, _ in subject.files("forms"):
        if form_id not in used:
            yield Found("", {"unused": form_id}, name)

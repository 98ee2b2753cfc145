"""The decision tables of a process, each with what its rows leave open and where they meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bpmn.decisions import DecisionRefused
from bpmn.decisions.coverage import Coverage, coverage
from bpmn.decisions.editing import sheets
from bpmn.decisions.sheet import Sheet
from bpmn.rules.subject import Subject


def tables(subject: Subject) -> Iterator[tuple[str, Sheet, Coverage]]:
    """Give file name, table and what was found; a file that cannot be read gives nothing."""
    choices = _choices(subject)
    for name, _, content in subject.files("decisions"):
        try:
            found = sheets(content)
        except DecisionRefused:
            continue
        for sheet in found:
            yield name, sheet, coverage(sheet, subject.surroundings.functions, choices)


def _choices(subject: Subject) -> Mapping[str, Sequence[str]]:
    """Give the texts that a form offers for a name, as far as the process's scopes agree on them."""
    found: dict[str, Sequence[str]] = {}
    for scope in subject.scopes:
        for name, known in scope.types.items():
            if known.texts:
                found[name] = known.texts if found.get(name, known.texts) == known.texts else ()
    return found

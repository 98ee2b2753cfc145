"""Every clause that an element rests on is a clause of the ordinance or of the law around it."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.ordinance import UnknownClause, clause
from bpmn.rules.binding._claims import claims
from bpmn.rules.contract import Found
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find ids of clauses that nobody wrote."""
    for attribute in ("clauses", "dueClause"):
        for element, names in claims(subject, attribute):
            for name in names.split():
                try:
                    clause(name)
                except UnknownClause as unknown:
                    yield Found(element, {"clause": name, "nearest": ", ".join(unknown.nearest) or "-"})

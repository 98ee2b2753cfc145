"""What a process rests on is law on the day the version takes effect."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import own
from bpmn.ordinance import clauses
from bpmn.rules.contract import Found
from bpmn.rules.law._words import Cited
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find clauses that are not in force yet, or no longer, on the day the surroundings tell; without a day, none."""
    on = subject.surroundings.on
    if on is None:
        return
    for node in subject.root.iter(etree.Element):
        named = [name for attribute in ("claims", "clauses", "dueClause") for name in own(node, attribute).split()]
        for name in dict.fromkeys(named):
            clause = clauses().get(name)
            if clause is not None and not clause.in_force(on):
                until = clause.valid_to.isoformat() if clause.valid_to else "…"
                params = {"clause": Cited(clause), "since": clause.valid_from.isoformat(), "until": until}
                yield Found(str(node.get("id", "")), {**params, "on": on.isoformat()})

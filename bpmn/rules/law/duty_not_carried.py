"""Every duty and limit that a process claims is carried by an element, a decision or a function of the law."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.law._claims import DEMANDING, carried, claimed, is_carried, processes
from bpmn.rules.law._words import Cited
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find claimed duties and limits that nothing carries."""
    for process, claims in processes(subject):
        there = carried(subject, process)
        wanted = {each.id: each for claim in claims for each in claimed(claim) if each.kind in DEMANDING}
        for clause_id, clause in wanted.items():
            if not is_carried(clause_id, there):
                yield Found(str(process.get("id")), {"clause": Cited(clause)})

"""What a process claims exists and is seen in it: a power, a definition or a reference as well as a duty."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.law._claims import DEMANDING, carried, claimed, processes
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find claims that mean no clause, and those without a duty or limit of which nothing is carried."""
    for process, claims in processes(subject):
        there = carried(subject, process)
        for claim in claims:
            meant = list(claimed(claim))
            asks = any(each.kind in DEMANDING for each in meant)
            if not asks and not any(each.id in there for each in meant):
                yield Found(str(process.get("id")), {"claim": claim})

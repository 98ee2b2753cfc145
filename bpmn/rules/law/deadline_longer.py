"""A deadline is not longer than the law allows."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.law._deadlines import deadlines
from bpmn.rules.law._lengths import length
from bpmn.rules.law._words import Cited
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find deadlines of which every branch, or one beyond the law's own extension, is longer than the clause."""
    for each in deadlines(subject):
        if each.clause.bound == "at_least":
            continue
        most = length(each.clause.exception, each.clause.counting) or each.law
        if each.shortest.fewest > each.law.most or each.longest.fewest > most.most:
            params = {"clause": Cited(each.clause), "drawn": each.longest.text, "lawful": each.clause.length}
            yield Found(each.element, params)

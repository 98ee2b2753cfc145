"""A deadline is not shorter than the time the law guarantees."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.rules.contract import Found
from bpmn.rules.law._deadlines import Deadline, deadlines
from bpmn.rules.law._lengths import Length, length
from bpmn.rules.law._words import Cited
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find deadlines of which every branch, or one below the law's own exception, is shorter than the clause."""
    for each in deadlines(subject):
        if each.clause.bound == "at_most":
            continue
        least = length(each.clause.exception, each.clause.counting) or each.law
        if _is_shorter(each.longest, each.law) or _is_shorter(each.shortest, least):
            yield Found(each.element, _params(each))


def _params(each: Deadline) -> dict[str, object]:
    return {"clause": Cited(each.clause), "drawn": each.shortest.text, "lawful": each.clause.length}


def _is_shorter(drawn: Length, law: Length) -> bool:
    """Tell whether a length is shorter in days, or the same but ends on a closed day where the law moves on."""
    rolls = law.counting == "civil_period" and drawn.counting == "calendar"
    return drawn.most < law.fewest or (rolls and drawn.most <= law.fewest)

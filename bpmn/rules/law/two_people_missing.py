"""Money passes through the hands of several people: who asks for it, who approves it, who pays it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.names import name_of
from bpmn.diagram.vocabulary import own
from bpmn.ordinance.duties import separated
from bpmn.rules.contract import Found
from bpmn.rules.law._ways import doers
from bpmn.rules.subject import Subject


def look(subject: Subject) -> Iterator[Found]:
    """Find tasks that do an operation which may not be done by whoever did another one, and nothing keeps them apart.

    Lanes do not: one person may hold several roles.
    """
    for pair in separated():
        for second in doers(subject, pair.second):
            for first in doers(subject, pair.first):
                if not are_apart(first, second):
                    yield Found(str(second.get("id")), {"other": name_of(first), "law": pair.law})


def are_apart(first: etree._Element, second: etree._Element) -> bool:
    """Tell whether the diagram keeps the finisher of one task from another."""
    return (
        first.get("id") in own(second, "distinctFrom").split() or second.get("id") in own(first, "distinctFrom").split()
    )

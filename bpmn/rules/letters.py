"""Which element sends which letters, with the fields it fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bpmn.expressions import Expression
from bpmn.expressions.kinds import Type
from bpmn.expressions.types import check_types
from bpmn.rules.binding._calls import calls
from bpmn.rules.subject import Subject


def issued(subject: Subject) -> Iterator[tuple[str, tuple[str, ...], frozenset[str]]]:
    """Give element, letter ids and known fields: of operations that issue letters, and of what is handed to approvals.

    A call or an operation that takes `letter` and `letter_values` sends the letters the first may name with the keys
    the second has; where these are not known, nothing is given.
    """
    for node, _, facts in calls(subject):
        for letter, fields in facts.letters.items():
            yield str(node.get("id")), (letter,), fields
    for scope in subject.scopes:
        for element in scope.graph.nodes:
            facts_of = subject.facts[element]
            handed = dict(facts_of.call.ins if facts_of.call else ()) | dict(facts_of.parameters)
            yield from _handed_over(subject, element, handed, scope.types)


def _handed_over(
    subject: Subject, element: str, handed: Mapping[str, Expression], types: Mapping[str, Type]
) -> Iterator[tuple[str, tuple[str, ...], frozenset[str]]]:
    if "letter" not in handed or "letter_values" not in handed:
        return
    functions = subject.surroundings.functions
    letters = check_types(handed["letter"].text, types, functions).type.texts
    fields = check_types(handed["letter_values"].text, types, functions).type.keys
    if letters and fields is not None:
        yield element, letters, frozenset(fields)

"""Every deadline of a diagram that a clause with a statutory length sets, with the lengths that are drawn for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bpmn.diagram.vocabulary import children, kind, own
from bpmn.expressions import ExpressionRefused
from bpmn.expressions.grammar import parse_expression, parse_script
from bpmn.ordinance import Clause, clauses
from bpmn.rules.law._claims import process_of
from bpmn.rules.law._lengths import Length, least_asked, length, lengths
from bpmn.rules.subject import Subject

TIMERS = ("timeDate", "timeDuration")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline: where, by which clause, and each length that is drawn for it (the branches of a condition)."""

    element: str
    clause: Clause
    law: Length
    drawn: tuple[Length, ...]

    @property
    def longest(self) -> Length:
        """The longest of what is drawn."""
        return max(self.drawn, key=lambda each: each.fewest)

    @property
    def shortest(self) -> Length:
        """The shortest of what is drawn."""
        return min(self.drawn, key=lambda each: each.most)


def deadlines(subject: Subject) -> Iterator[Deadline]:
    """Give every deadline whose clause has a bound and whose lengths can all be read from the diagram."""
    for node in subject.flow_nodes():
        for clause_id, text in _written(node):
            clause = clauses().get(clause_id)
            law = length(clause.length, clause.counting) if clause is not None and clause.bound else None
            if clause is None or law is None:
                continue
            drawn = _drawn(subject, node, text)
            if drawn and all(each.is_backward == law.is_backward for each in drawn):
                yield Deadline(str(node.get("id")), clause, law, tuple(drawn))


def _written(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Give the clause and the text of a task's deadline, and of the timers of an event that names one timer."""
    if own(node, "due") and own(node, "dueClause"):
        yield own(node, "dueClause"), own(node, "due")
    timed = [each for each in own(node, "clauses").split() if each in clauses() and clauses()[each].bound]
    if len(timed) == 1:
        for event in children(node, "timerEventDefinition"):
            for timer in (child for name in TIMERS for child in children(event, name)):
                yield timed[0], (timer.text or "").strip()


def _drawn(subject: Subject, node: etree._Element, text: str) -> list[Length]:
    """Give the lengths of a text; none as soon as one of its branches does not tell."""
    raw = length(text.strip("\"'"), "calendar")
    if raw is not None:
        return [raw]
    try:
        tree = parse_expression(text)
    except ExpressionRefused:
        return []
    inside = _inside(tree)
    if isinstance(inside, ast.Name):
        return _of_variable(subject, node, inside.id)
    found = lengths(tree)
    return [each for each in found if each is not None] if all(found) else []


def _inside(tree: ast.expr) -> ast.expr:
    """Take off `end_of_day(…)` and `start_of_day(…)`."""
    while isinstance(tree, ast.Call) and len(tree.args) == 1 and isinstance(tree.func, ast.Name):
        if tree.func.id not in ("end_of_day", "start_of_day"):
            break
        tree = tree.args[0]
    return tree


def _of_variable(subject: Subject, node: etree._Element, name: str) -> list[Length]:
    """Give the lengths with which scripts set a variable, or that forms ask of it."""
    process = process_of(node)
    if process is None:
        return []
    found: list[Length | None] = []
    forms = set()
    for other in process.iter(etree.Element):
        forms.add(own(other, "form"))
        if kind(other) == "script":
            found += [each for value in _assigned(other.text or "", name) for each in lengths(value)]
    asked = [each for form in sorted(forms) for each in _asked(subject, form, name)]
    return [each for each in found if each is not None] + asked if all(found) else []


def _assigned(script: str, name: str) -> Iterator[ast.expr]:
    try:
        statements = parse_script(script)
    except ExpressionRefused:
        return
    for node in ast.walk(ast.Module(statements, [])):
        if isinstance(node, ast.Assign) and name in [each.id for each in node.targets if isinstance(each, ast.Name)]:
            yield node.value


def _asked(subject: Subject, form_id: str, name: str) -> Iterator[Length]:
    form = subject.forms.get(form_id)
    if form is None or name not in form.document.get("properties", {}):
        return
    for check in form.document.get("x-checks", ()):
        try:
            yield from least_asked(parse_expression(str(check["expression"])), name)
        except ExpressionRefused:
            continue

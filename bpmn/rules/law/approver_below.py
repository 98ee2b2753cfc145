"""Who approves is no lower than the law says: the mayor where it is reserved, whoever the amount names elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lxml import etree

from bpmn.diagram.vocabulary import own
from bpmn.expressions import Expression
from bpmn.expressions.grammar import parse_expression
from bpmn.ordinance import clause
from bpmn.ordinance.duties import approval, reserved
from bpmn.rules.contract import Found
from bpmn.rules.law._ways import before, choices_into, flows_into
from bpmn.rules.law._words import Cited
from bpmn.rules.subject import Subject

ROLE_OF_RULE = {"division_head": "division_head"}
"""Rules of assignment that always mean one role."""


def look(subject: Subject) -> Iterator[Found]:
    """Find approvals by a role that the diagram fixes too low for a clause they name."""
    for node in subject.flow_nodes("userTask", "callActivity"):
        named = own(node, "clauses").split()
        roles = _approvers(subject, node)
        if not named or not roles:
            continue
        for each in reserved():
            if each.clause in named and min(map(_rank, roles)) < _rank(each.role):
                yield _found(node, each.clause, min(roles, key=_rank), each.role)
        amounts = [each for each in named if each in approval().by_amount]
        if amounts and len(roles) == 1 and _rank(roles[0]) < _rank("mayor") and not _is_guarded(subject, node):
            yield _found(node, amounts[0], roles[0], "mayor")


def _found(node: etree._Element, clause_id: str, role: str, wanted: str) -> Found:
    return Found(str(node.get("id")), {"clause": Cited(clause(clause_id)), "role": role, "wanted": wanted})


def _approvers(subject: Subject, node: etree._Element) -> list[str]:
    """Give the roles that approve as far as the diagram fixes them: one for each branch of a condition."""
    facts = subject.facts[str(node.get("id"))]
    if facts.call is not None:
        return _constants(dict(facts.call.ins).get("approver"))
    if facts.assign == "approver":
        return _constants(facts.assign_to)
    names = f"{node.get('name') or ''} / {own(node, 'nameEn')}"
    if not approval().names.search(names):
        return []
    lane = [role for role in facts.role.split() if role in approval().ranks]
    if facts.assign == "lane":
        return [max(lane, key=_rank)] if lane and len(lane) == len(facts.role.split()) else []
    return [ROLE_OF_RULE[facts.assign]] if facts.assign in ROLE_OF_RULE else []


def _constants(expression: Expression | None) -> list[str]:
    """Give the roles an expression names; none as soon as one of its branches is worked out."""
    branches = [] if expression is None else list(_branches(parse_expression(expression.text)))
    found = [each.value for each in branches if isinstance(each, ast.Constant) and each.value in approval().ranks]
    return [str(each) for each in found] if len(found) == len(branches) else []


def _branches(tree: ast.expr) -> Iterator[ast.expr]:
    if isinstance(tree, ast.IfExp):
        yield from _branches(tree.body)
        yield from _branches(tree.orelse)
    else:
        yield tree


def _is_guarded(subject: Subject, node: etree._Element) -> bool:
    """Tell whether a condition leads here that may be about the amount, or some condition on every way."""
    around = [node, *before(subject, node)]
    conditions = _asked(subject, [flow for each in around for flow in choices_into(subject, each)])
    if any(each is not None and _may_be_amount(parse_expression(each.text)) for each in conditions):
        return True
    last, *earlier = (_asked(subject, flows_into(subject, each)) for each in around)
    return _all_chosen(last) or (bool(earlier) and all(map(_all_chosen, earlier)))


def _asked(subject: Subject, flows: list[etree._Element]) -> list[Expression | None]:
    return [subject.conditions.get(str(flow.get("id"))) for flow in flows]


def _all_chosen(conditions: list[Expression | None]) -> bool:
    return bool(conditions) and None not in conditions


def _may_be_amount(tree: ast.expr) -> bool:
    """Tell whether a condition asks for more than whether something is a certain text."""
    if isinstance(tree, ast.BoolOp):
        return any(map(_may_be_amount, tree.values))
    if isinstance(tree, ast.UnaryOp):
        return _may_be_amount(tree.operand)
    sides = (tree.left, *tree.comparators) if isinstance(tree, ast.Compare) else ()
    return not any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in sides)


def _rank(role: str) -> int:
    return approval().ranks.index(role)

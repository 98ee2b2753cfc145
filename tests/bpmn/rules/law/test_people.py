"""Who approves, who is kept apart from whom, and what a committee does first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

import bpmn
from bpmn.bundle import Bundle
from bpmn.diagram.vocabulary import JORYE, tag
from bpmn.rules.contract import Found
from bpmn.rules.law import (
    approver_below,
    period_not_announced,
    quorum_missing,
    recusal_missing,
    same_hand_possible,
    two_people_missing,
)
from bpmn.rules.subject import Subject
from tests.kit.rule_page import HEAD
from workflows.instances.surroundings import installed

CATALOGUE = Path(bpmn.__file__).parent / "catalogue"
Look = Callable[[Subject], Iterator[Found]]


def found(look: Look, bundle: Bundle) -> list[str]:
    return [each.element for each in look(Subject(bundle, installed(), None))]


def drawn(inside: str, claims: str = "IMP-31") -> Bundle:
    text = f'{HEAD}<process id="p" isExecutable="true" jorye:claims="{claims}">{inside}</process></definitions>'
    return Bundle.from_files({"process.bpmn": text.encode()})


def changed(process: str, element: str, **attributes: str) -> Bundle:
    """Give a process of the catalogue with other attributes of ours on one element; an empty one is taken away."""
    bundle = Bundle.read(CATALOGUE / process)
    root = etree.fromstring(bundle.files[bundle.main])
    [node] = [each for each in root.iter(etree.Element) if each.get("id") == element]
    for name, value in attributes.items():
        node.set(tag(name, JORYE), value)
    return Bundle.from_files({**bundle.files, bundle.main: etree.tostring(root)}, process)


def approval(attributes: str, flows: str = "") -> Bundle:
    lanes = '<laneSet id="l"><lane id="x" jorye:role="division_head"><flowNodeRef>a</flowNodeRef></lane></laneSet>'
    return drawn(f'{lanes}<startEvent id="s"/><userTask id="a" {attributes}/>{flows}')


def assigned(to: str, clause: str = "IMP-31") -> str:
    return f'name="결재" jorye:assign="approver" jorye:assignTo="{to}" jorye:clauses="{clause}"'


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        (assigned("granted_total"), []),
        (assigned("'mayor'"), []),
        (assigned("'vice_mayor'"), ["a"]),
        (assigned("'mayor' if large else 'division_head'"), []),  # the condition may be about the amount
        (assigned("'vice_mayor'", "A9P3"), ["a"]),
        (assigned("'mayor' if large else 'vice_mayor'", "A9P3"), ["a"]),  # reserved whatever the amount
        (assigned("role_of(case)", "A9P3"), []),
        ('name="지급 결재" jorye:clauses="IMP-31"', ["a"]),  # the lane's role is the division head
        ('name="지급 결재" jorye:assign="division_head" jorye:clauses="IMP-31"', ["a"]),
        ('name="자료 정리" jorye:clauses="IMP-31"', []),
        ('name="지급 결재" jorye:clauses="IMP-11"', []),
    ],
)
def test_the_approver_is_no_lower_than_the_law_says(attributes: str, expected: list[str]) -> None:
    assert found(approver_below.look, approval(attributes)) == expected


def test_a_condition_in_front_of_an_approval_may_be_about_the_amount() -> None:
    flow = '<sequenceFlow id="f" sourceRef="s" targetRef="a"><conditionExpression>amount &lt;= 50000000</conditionExpression></sequenceFlow>'  # noqa: E501  # one flow
    assert found(approver_below.look, approval('name="결재" jorye:clauses="IMP-31"', flow)) == []


def test_a_condition_about_something_else_lets_no_lower_post_approve_every_grant() -> None:
    bundle = Bundle.read(CATALOGUE / "subsidy_case")
    by_amount = b"&quot;division_head&quot; if decision_kind == &quot;refused&quot; else approver_role(granted_total)"
    low = bundle.files[bundle.main].replace(by_amount, b"&quot;division_head&quot;")
    lower = Bundle.from_files({**bundle.files, bundle.main: low}, "subsidy_case")
    assert found(approver_below.look, lower) == ["decision_document"]


def test_where_a_choice_is_by_the_amount_what_is_left_over_is_too() -> None:
    for condition, expected in (("amount &gt; 3", []), ("decision == 'granted'", ["a"])):
        inside = (
            '<exclusiveGateway id="g" default="d"/><userTask id="m" name="결재" jorye:clauses="IMP-31"/>'
            f'<sequenceFlow id="c" sourceRef="g" targetRef="m"><conditionExpression>{condition}</conditionExpression>'
            '</sequenceFlow><sequenceFlow id="d" sourceRef="g" targetRef="a"/>'
        )
        assert found(approver_below.look, approval('name="결재" jorye:clauses="IMP-31"', inside)) == expected


def test_a_refusal_that_is_told_by_its_own_condition_may_go_to_the_division_head() -> None:
    flow = '<sequenceFlow id="f" sourceRef="s" targetRef="a"><conditionExpression>decision == "refused"</conditionExpression></sequenceFlow>'  # noqa: E501  # one flow
    assert found(approver_below.look, approval('name="결재" jorye:clauses="IMP-31"', flow)) == []


def test_the_mayors_approval_of_the_basic_plan_cannot_be_handed_down() -> None:
    bundle = Bundle.read(CATALOGUE / "basic_plan")
    lower = bundle.files[bundle.main].replace(b"""value='"mayor"'""", b"""value='"bureau_chief"'""")
    assert found(approver_below.look, Bundle.from_files({**bundle.files, bundle.main: lower})) == ["approve_plan"]


@pytest.mark.parametrize(
    ("element", "distinct", "expected"),
    [
        ("approve_disbursement", "", ["approve_disbursement"]),
        ("pay_instalment", "", ["pay_instalment", "pay_instalment"]),
        ("pay_instalment", "request_disbursement", ["pay_instalment"]),
        ("pay_instalment", "approve_disbursement request_disbursement", []),
    ],
)
def test_who_asks_for_money_approves_and_pays_it_are_three_people(
    element: str, distinct: str, expected: list[str]
) -> None:
    assert found(two_people_missing.look, changed("subsidy_case", element, distinctFrom=distinct)) == expected


def test_lanes_without_a_common_role_keep_preparing_and_approving_apart() -> None:
    assert found(same_hand_possible.look, changed("subsidy_case", "change_decision", distinctFrom="")) == []


@pytest.mark.parametrize(
    ("form", "look", "expected"),
    [
        ("send_notice", period_not_announced.look, ["take_attendance"]),
        ("declare_recusals", recusal_missing.look, ["cast_ballot"]),
        ("take_attendance", quorum_missing.look, ["cast_ballot"]),
    ],
)
def test_a_committee_without_notice_recusals_or_quorum_is_told(form: str, look: Look, expected: list[str]) -> None:
    assert found(look, changed("committee_meeting", form)) == []
    assert found(look, changed("committee_meeting", form, form="")) == expected


def test_a_process_that_claims_nothing_is_held_to_no_order() -> None:
    bundle = changed("committee_meeting", "declare_recusals", form="")
    silent = bundle.files[bundle.main].replace(b"jorye:claims=", b"jorye:milestone=")
    unclaimed = Bundle.from_files({**bundle.files, bundle.main: silent})
    assert found(recusal_missing.look, unclaimed) == []

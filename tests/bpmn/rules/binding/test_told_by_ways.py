"""A way that is taken for one outcome tells what everybody who gives that outcome has written before."""

from __future__ import annotations

import json
from dataclasses import replace

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.expressions.kinds import WHOLE, Type
from bpmn.rules import OperationFacts, check
from tests.kit.rule_page import HEAD
from workflows.instances.surroundings import installed

ENGINE = Engine(b"told", installed().functions)
DECIDED = {"outcome": Type("str", choices=("granted", "refused")), "amount": WHOLE}
AROUND = replace(installed(), operations={"decide": OperationFacts("local", gives=DECIDED)})
ANSWER = {"type": "object", "title": "답", "properties": {"asked": {"type": "string", "title": "물음"}}}
DRAWN = """<startEvent id="s" jorye:form="answer"/><exclusiveGateway id="way" name="어느 쪽?" default="way_decide"/>
{withdraw}{decide}
<exclusiveGateway id="met"/><exclusiveGateway id="what" name="결과?" default="{default}"/>
<scriptTask id="notify" name="통지"><script>told = amount</script></scriptTask><endEvent id="e"/><endEvent id="w"/>
<sequenceFlow id="s_way" sourceRef="s" targetRef="way"/>
<sequenceFlow id="way_withdraw" sourceRef="way" targetRef="withdraw">
<conditionExpression>asked == "withdraw"</conditionExpression></sequenceFlow>
<sequenceFlow id="way_decide" sourceRef="way" targetRef="decide"/>
<sequenceFlow id="withdraw_met" sourceRef="withdraw" targetRef="met"/>
<sequenceFlow id="decide_met" sourceRef="decide" targetRef="met"/>
<sequenceFlow id="met_what" sourceRef="met" targetRef="what"/>
<sequenceFlow id="what_notify" sourceRef="what" targetRef="notify">{to_notify}</sequenceFlow>
<sequenceFlow id="what_w" sourceRef="what" targetRef="w">{to_w}</sequenceFlow>
<sequenceFlow id="notify_e" sourceRef="notify" targetRef="e"/>"""


def script(element: str, text: str) -> str:
    return f'<scriptTask id="{element}" name="{element}"><script>{text}</script></scriptTask>'


WITHDRAW = script("withdraw", 'outcome = "withdrawn"')
DECIDE = script("decide", 'amount = 3\noutcome = "granted"')
OPERATION = '<serviceTask id="decide" name="결정" jorye:operation="decide"/>'


def is_missed(condition: str, default: bool = False, *, withdraw: str = WITHDRAW, decide: str = DECIDE) -> bool:
    """Tell whether the amount that the notice reads is said to be missing; `condition` leads to the notice, or with
    `default` away from it.
    """
    asked = f"<conditionExpression>{condition}</conditionExpression>"
    ways = ("what_notify", "", asked) if default else ("what_w", asked, "")
    parts = dict(zip(("default", "to_notify", "to_w"), ways, strict=True))
    inside = DRAWN.format(withdraw=withdraw, decide=decide, **parts)
    diagram = f'{HEAD}<process id="p" isExecutable="true">{inside}</process></definitions>'
    bundle = Bundle.from_files({"process.bpmn": diagram.encode(), "forms/answer.json": json.dumps(ANSWER).encode()})
    found = {(each.rule, each.element) for each in check(bundle, AROUND, engine=ENGINE)}
    return ("variable_unset", "notify") in found


def test_behind_the_question_for_an_outcome_is_there_what_its_writer_had() -> None:
    assert not is_missed('outcome == "granted"')


def test_the_default_way_is_taken_for_every_outcome_that_is_not_asked_for() -> None:
    assert not is_missed('outcome == "withdrawn"', default=True)


def test_what_another_outcome_brings_may_be_missing() -> None:
    assert is_missed('outcome == "withdrawn"')


def test_a_default_way_that_every_outcome_may_take_tells_nothing() -> None:
    assert is_missed('outcome == "returned"', default=True)


def test_a_writer_of_whom_nothing_is_known_may_give_any_outcome() -> None:
    assert is_missed('outcome == "granted"', withdraw=script("withdraw", "outcome = asked"))


def test_an_operation_says_which_outcomes_it_gives() -> None:
    assert not is_missed('outcome == "granted"', decide=OPERATION)
    assert not is_missed('outcome == "withdrawn"', default=True, decide=OPERATION)


def test_a_question_for_two_values_tells_of_both() -> None:
    decide = script("decide", 'amount = 3\nclosed = False\noutcome = "granted"')
    withdraw = script("withdraw", 'closed = asked == "x"\noutcome = "withdrawn"')
    assert not is_missed('outcome == "granted" and not closed', withdraw=withdraw, decide=decide)
    assert is_missed('outcome == "granted" or closed', withdraw=withdraw, decide=decide)


def test_true_and_false_are_outcomes_too() -> None:
    decide = script("decide", "amount = 3\nheard = True")
    assert not is_missed("heard", withdraw=script("withdraw", "heard = False"), decide=decide)
    assert is_missed("heard", withdraw=script("withdraw", "heard = True"), decide=decide)

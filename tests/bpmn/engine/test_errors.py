"""Errors, escalations, and ends that stop more than one token: who catches them, and what goes on."""

from __future__ import annotations

import pytest

from tests.bpmn.engine.drawn_events import beside


def two_branches(draw, ends_with):
    """The inside of a sub-process: the task `fill`, and beside it the task `decide` before an end event `over`."""
    nodes = (draw("startEvent", "s"), draw("parallelGateway", "split"), draw("userTask", "fill"))
    ends = (draw("userTask", "decide"), draw.event("endEvent", "over", ends_with), draw("endEvent", "e"))
    return "".join((*nodes, *ends, draw.flows("s split fill e", "split decide over")))


def failing_at_once(draw):
    """The inside of a sub-process that ends with the error `bad`."""
    return "".join((draw("startEvent", "s"), draw.event("endEvent", "fail", "error bad"), draw.flows("s fail")))


def test_an_error_of_a_job_is_caught_beside_its_task(begin, draw):
    case = begin(*beside(draw, "error no_money", kind="serviceTask"))
    case.fail_job("work", "no_money", missing=7)
    assert (case.open, case.values) == (["other"], {"missing": 7})


def test_an_error_goes_outwards_to_the_first_that_catches_it(begin, draw):
    inner = (
        draw("startEvent", "s"),
        draw("serviceTask", "pay"),
        draw.boundary("wrong", "pay", "error other_code"),
        draw("endEvent", "e"),
        draw.flows("s pay e", "wrong e"),
    )
    case = begin(*beside(draw, "error no_money", kind="subProcess", inside="".join(inner)))
    case.fail_job("pay", "no_money")
    assert case.open == ["other"]
    assert (case.count("pay", "cancelled"), case.count("work", "cancelled")) == (1, 1)


def test_an_error_boundary_without_a_code_catches_every_error(begin, draw):
    case = begin(*beside(draw, "error", kind="serviceTask"))
    assert case.fail_job("work", "anything").open == ["other"]


def test_an_error_nobody_catches_is_an_incident_and_can_be_tried_again(begin, draw):
    case = begin(*beside(draw, "error no_money", kind="serviceTask"))
    case.fail_job("work", "other_code")
    assert (case.incidents, case.open, case.ended) == ([("work", "unhandled_error")], [], "")
    case.retry("work")
    assert (case.incidents, case.open) == ([], ["work"])
    assert case.answer_job("work").open == ["after"]


def test_an_error_end_event_leaves_its_sub_process(begin, draw):
    inside = two_branches(draw, "error rejected")
    case = begin(*beside(draw, "error rejected", kind="subProcess", inside=inside)).finish("decide")
    assert case.open == ["other"]
    assert (case.count("over"), case.count("fill", "cancelled")) == (1, 1)


def test_an_error_end_event_that_nobody_catches_is_an_incident(begin, draw):
    case = begin(draw("startEvent", "start"), draw.event("endEvent", "end", "error rejected"), draw.flows("start end"))
    assert (case.incidents, case.ended) == ([("end", "unhandled_error")], "")


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_escalation_is_caught_outside_and_may_go_on_inside(begin, draw, interrupting):
    inner = (
        draw("startEvent", "s"),
        draw.event("intermediateThrowEvent", "raise", "escalation late"),
        draw("userTask", "fill"),
        draw("endEvent", "e"),
        draw.flows("s raise fill e"),
    )
    parts = beside(draw, "escalation late", interrupting=interrupting, kind="subProcess", inside="".join(inner))
    assert begin(*parts).open == (["other"] if interrupting else ["fill", "other"])


def test_an_escalation_nobody_catches_changes_nothing(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw.event("intermediateThrowEvent", "raise", "escalation late"),
        draw("userTask", "fill"),
        draw("endEvent", "end"),
        draw.flows("start raise fill end"),
    )
    assert (case.open, case.incidents) == (["fill"], [])


def test_a_terminate_end_event_ends_its_level_only(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("subProcess", "work", two_branches(draw, "terminate")),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start work after end"),
    )
    assert case.finish("decide").open == ["after"]
    assert (case.count("fill", "cancelled"), case.count("work")) == (1, 1)


def test_a_cancelled_transaction_goes_on_at_its_cancel_boundary_event(begin, draw):
    case = begin(*beside(draw, "cancel", kind="transaction", inside=two_branches(draw, "cancel")))
    assert case.open == ["decide", "fill"]
    assert case.finish("decide").open == ["other"]


def test_an_error_of_one_instance_is_caught_beside_the_whole(begin, draw):
    three = "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality>"
    case = begin(
        *beside(draw, "error bad", kind="serviceTask", inside=f"{three}</bpmn:multiInstanceLoopCharacteristics>")
    )
    case.answer_job("work", 1)
    case.fail_job("work", "bad")
    assert case.open == ["other"]
    assert (case.count("work"), case.count("work", "cancelled")) == (1, 2)


def test_an_error_of_a_called_process_is_caught_beside_its_call(begin, draw):
    called = (
        '<bpmn:process id="opinion" isExecutable="true"><bpmn:startEvent id="os"/><bpmn:serviceTask id="ask"/>'
        '<bpmn:sequenceFlow id="o1" sourceRef="os" targetRef="ask"/></bpmn:process>'
    )
    case = begin(
        draw("startEvent", "start"),
        draw("callActivity", "call", calledElement="opinion"),
        draw.boundary("event", "call", "error bad"),
        draw("userTask", "other"),
        draw("endEvent", "end"),
        draw.flows("start call end", "event other end"),
        around=called,
    )
    assert case.fail_job("ask", "bad").open == ["other"]


@pytest.mark.parametrize("first", ["any", "named"])
def test_the_boundary_event_that_names_the_error_comes_before_the_one_for_all(begin, draw, first):
    both = [draw.boundary("any", "inner", "error"), draw.boundary("named", "inner", "error bad")]
    case = begin(
        draw("startEvent", "start"),
        draw("subProcess", "inner", failing_at_once(draw)),
        *(both if first == "any" else reversed(both)),
        draw("endEvent", "end"),
        draw.flows("start inner end", "any end", "named end"),
    )
    assert (case.count("named"), case.count("any")) == (1, 0)


def test_an_error_nobody_names_goes_to_the_nearest_place_that_catches_all(begin, draw):
    inside = (
        draw("startEvent", "s1"),
        draw("subProcess", "deep", failing_at_once(draw)),
        draw.boundary("near", "deep", "error"),
        draw.flows("s1 deep"),
    )
    case = begin(
        draw("startEvent", "start"),
        draw("subProcess", "inner", *inside),
        draw.boundary("far", "inner", "error bad"),
        draw("endEvent", "end"),
        draw.flows("start inner end", "far end"),
    )
    assert (case.count("near"), case.count("far")) == (1, 0)

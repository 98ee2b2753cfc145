"""Event sub-processes: what may happen at any time while a level runs, such as withdrawing an application."""

from __future__ import annotations

import pytest


def withdrawing(draw, definition, *, interrupting=True, around=""):
    """Two tasks in a row, and an event sub-process with the task `record`."""
    start = draw.event("startEvent", "came", definition, isInterrupting=str(interrupting).lower())
    body = (start, draw("userTask", "record"), draw("endEvent", "recorded"), draw.flows("came record recorded"))
    return (
        draw("startEvent", "start"),
        draw("userTask", "one"),
        around,
        draw("userTask", "two"),
        draw("endEvent", "end"),
        draw.flows("start one two end"),
        draw("subProcess", "withdrawal", *body, triggeredByEvent="true"),
    )


COMES = {
    "timer PT1H": lambda case: case.wait(hours=1),
    "message withdrawn": lambda case: case.send("withdrawn"),
    "signal withdrawn": lambda case: case.broadcast("withdrawn"),
}


@pytest.mark.parametrize("definition", list(COMES))
def test_an_interrupting_one_takes_the_rest_of_its_level_back(begin, draw, definition):
    case = begin(*withdrawing(draw, definition))
    COMES[definition](case)
    assert (case.open, case.waits) == (["record"], [])
    assert case.count("one", "cancelled") == 1
    case.finish("record")
    assert case.ended == "completed"


@pytest.mark.parametrize("definition", ["message withdrawn", "signal withdrawn"])
def test_one_that_does_not_interrupt_runs_beside_as_often_as_it_comes(begin, draw, definition):
    case = begin(*withdrawing(draw, definition, interrupting=False))
    COMES[definition](case)
    COMES[definition](case)
    assert case.open == ["one", "record", "record"]
    case.finish("one").finish("two")
    assert case.open == ["record", "record"]
    assert case.finish("record").finish("record").ended == "completed"
    assert case.waits == []


def test_a_level_ends_without_waiting_for_an_event_that_never_came(begin, draw):
    case = begin(*withdrawing(draw, "message withdrawn"))
    assert case.finish("one").finish("two").ended == "completed"


def test_a_condition_starts_it_when_it_becomes_true_and_again_only_after_it_was_false(begin, draw):
    case = begin(*withdrawing(draw, "conditional amount > 10", interrupting=False), values={"amount": 1})
    case.finish("one", amount=11)
    assert case.open == ["record", "two"]
    case.finish("record", amount=12)
    assert case.open == ["two"]


def test_an_error_inside_the_level_is_caught_by_it(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("serviceTask", "pay"),
        draw("userTask", "wait"),
        draw("endEvent", "end"),
        draw.flows("start split pay end", "split wait end"),
        draw(
            "subProcess",
            "trouble",
            draw.event("startEvent", "failed", "error no_money"),
            draw("userTask", "repair"),
            draw("endEvent", "repaired"),
            draw.flows("failed repair repaired"),
            triggeredByEvent="true",
        ),
    )
    case.fail_job("pay", "no_money")
    assert case.open == ["repair"]
    assert case.finish("repair").ended == "completed"


def test_an_escalation_starts_one_beside(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw.event("intermediateThrowEvent", "raise", "escalation late"),
        draw("userTask", "work"),
        draw("endEvent", "end"),
        draw.flows("start raise work end"),
        draw(
            "subProcess",
            "remind",
            draw.event("startEvent", "is_late", "escalation late", isInterrupting="false"),
            draw("userTask", "call"),
            draw("endEvent", "called"),
            draw.flows("is_late call called"),
            triggeredByEvent="true",
        ),
    )
    assert case.open == ["call", "work"]


def test_inside_a_sub_process_it_interrupts_that_level_only(begin, draw):
    inner = (
        draw("startEvent", "s"),
        draw("userTask", "fill"),
        draw("endEvent", "e"),
        draw.flows("s fill e"),
        draw(
            "subProcess",
            "stop",
            draw.event("startEvent", "stopped", "message stop"),
            draw("userTask", "tidy"),
            draw("endEvent", "tidied"),
            draw.flows("stopped tidy tidied"),
            triggeredByEvent="true",
        ),
    )
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("subProcess", "part", *inner),
        draw("userTask", "beside"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split part after end", "split beside end"),
    )
    case.send("stop")
    assert case.open == ["beside", "tidy"]
    assert case.finish("tidy").open == ["after", "beside"]


def test_a_repeating_timer_starts_one_each_time(begin, draw):
    case = begin(*withdrawing(draw, "timer R2/PT1H", interrupting=False))
    case.wait(hours=1)
    assert case.open == ["one", "record"]
    case.wait(hours=5)
    assert case.open == ["one", "record", "record"]
    assert case.waits == []

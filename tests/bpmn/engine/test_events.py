"""Waiting and being interrupted: timers, messages, signals, conditions, and several of them at once."""

from __future__ import annotations

import pytest

from bpmn.engine import NotOpen
from tests.bpmn.engine.drawn_events import beside

COMES = {
    "timer PT1H": lambda case: case.wait(hours=1),
    "message paid": lambda case: case.send("paid"),
    "signal alarm": lambda case: case.broadcast("alarm"),
    "conditional amount > 3": lambda case: case.finish("change", amount=4),
}


@pytest.mark.parametrize("definition", list(COMES))
@pytest.mark.parametrize("interrupting", [True, False])
def test_a_boundary_event_takes_over_or_begins_beside(begin, draw, definition, interrupting):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "change"),
        draw("userTask", "work"),
        draw.boundary("event", "work", definition, interrupting=interrupting),
        draw("userTask", "other"),
        draw("endEvent", "end"),
        draw.flows("start split change end", "split work end", "event other end"),
        values={"amount": 1},
    )
    COMES[definition](case)
    assert set(case.open) - {"change"} == ({"other"} if interrupting else {"other", "work"})
    assert case.count("event") == 1
    while case.open:
        case.finish(case.open[0])
    assert (case.ended, case.waits) == ("completed", [])


@pytest.mark.parametrize("definition", list(COMES))
def test_a_boundary_event_is_forgotten_when_its_task_is_done(begin, draw, definition):
    case = begin(*beside(draw, definition), values={"amount": 1})
    case.finish("work", amount=9)
    assert (case.open, case.waits) == (["after"], [])


@pytest.mark.parametrize("definition", list(COMES))
def test_a_token_waits_at_an_intermediate_event(begin, draw, definition):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "change"),
        draw.event("intermediateCatchEvent", "event", definition),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split change end", "split event after end"),
        values={"amount": 1},
    )
    assert case.open == ["change"]
    COMES[definition](case)
    assert set(case.open) - {"change"} == {"after"}


@pytest.mark.parametrize("definition", list(COMES))
def test_the_first_event_behind_an_event_gateway_wins(begin, draw, definition):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "change"),
        draw("eventBasedGateway", "first"),
        draw.event("intermediateCatchEvent", "event", definition),
        draw.event("intermediateCatchEvent", "never", "message other"),
        draw("userTask", "after"),
        draw("userTask", "lost"),
        draw("endEvent", "end"),
        draw.flows("start split change end", "split first event after end", "first never lost end"),
        values={"amount": 1},
    )
    COMES[definition](case)
    assert set(case.open) - {"change"} == {"after"}
    assert case.waits == []
    assert (case.count("first"), case.count("event"), case.count("never", "entered")) == (1, 1, 0)


def test_a_receive_task_takes_the_payload_of_its_message(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("receiveTask", "receive", messageRef="message_paid"),
        draw("endEvent", "end"),
        draw.flows("start receive end"),
    )
    assert case.waits == ["receive"]
    case.send("paid", amount=5)
    assert (case.ended, case.values) == ("completed", {"amount": 5})


def test_a_message_nobody_waits_for_is_refused(begin, draw):
    case = begin(draw.task_chain("a"))
    with pytest.raises(NotOpen, match="does not wait for the message 'paid'"):
        case.send("paid")


def test_a_message_reaches_one_place_and_a_signal_all(begin, draw):
    def waiting(definition):
        return begin(
            draw("startEvent", "start"),
            draw("parallelGateway", "split"),
            draw.event("intermediateCatchEvent", "one", definition),
            draw.event("intermediateCatchEvent", "two", definition),
            draw("endEvent", "end"),
            draw.flows("start split one end", "split two end"),
        )

    assert waiting("message paid").send("paid").waits == ["two"]
    assert waiting("signal paid").broadcast("paid").ended == "completed"


def test_a_message_names_the_place_by_its_correlation(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw(
            "receiveTask",
            "receive",
            '<bpmn:multiInstanceLoopCharacteristics id="mi"><bpmn:loopDataInputRef>invoices</bpmn:loopDataInputRef>'
            '<bpmn:inputDataItem id="invoice"/></bpmn:multiInstanceLoopCharacteristics>',
            messageRef="message_paid",
            jorye__correlation="invoice",
        ),
        draw("endEvent", "end"),
        draw.flows("start receive end"),
        values={"invoices": ["A1", "B2"]},
    )
    assert sorted(sub.correlation for sub in case.last.subscribed) == ["A1", "B2"]
    case.send("paid", "B2")
    assert [sub.correlation for sub in case.everything().subscribed] == ["A1"]
    with pytest.raises(NotOpen):
        case.send("paid", "B2")
    assert case.send("paid", "A1").ended == "completed"


def test_a_thrown_message_leaves_the_instance_and_reaches_whoever_waits_inside(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw.event("intermediateCatchEvent", "catch", "message paid"),
        draw("userTask", "work"),
        draw.event("intermediateThrowEvent", "throw", "message paid"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split work throw end", "split catch after end"),
    )
    case.finish("work")
    assert [(thrown.kind, thrown.name) for thrown in case.last.thrown] == [("message", "paid")]
    assert case.open == ["after"]


def test_a_send_task_with_a_message_throws_it_and_one_without_is_a_job(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw(
            "sendTask",
            "tell",
            '<bpmn:extensionElements><jorye:parameter name="to" value="who"/></bpmn:extensionElements>',
            messageRef="message_told",
        ),
        draw("sendTask", "mail"),
        draw("endEvent", "end"),
        draw.flows("start tell mail end"),
        values={"who": "Kim"},
    )
    assert [(thrown.name, thrown.payload) for thrown in case.last.thrown] == [("told", {"to": "Kim"})]
    assert [(job.element, job.operation) for job in case.last.jobs] == [("mail", "")]


def test_link_events_jump(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "work"),
        draw.event("intermediateThrowEvent", "out", "link page2"),
        draw.event("intermediateCatchEvent", "in", "link page2"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start work out", "in after end"),
    )
    assert case.finish("work").open == ["after"]
    assert case.finish("after").ended == "completed"


def test_several_events_of_one_catch_wait_for_any_or_for_all(begin, draw):
    two = "".join(
        f'<bpmn:messageEventDefinition messageRef="message_{name}"/>' for name in ("first_paper", "second_paper")
    )

    def waiting(all_of_them):
        return begin(
            draw("startEvent", "start"),
            draw("intermediateCatchEvent", "papers", two, parallelMultiple=all_of_them),
            draw("endEvent", "end"),
            draw.flows("start papers end"),
        )

    assert waiting("false").send("second_paper").ended == "completed"
    assert waiting("true").send("second_paper").ended == ""
    assert waiting("true").send("second_paper").send("first_paper").ended == "completed"


def test_a_boundary_event_that_needs_several_messages_waits_for_all_each_time(begin, draw):
    two = "".join(f'<bpmn:messageEventDefinition messageRef="message_{name}"/>' for name in ("one", "other"))
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "work"),
        draw("boundaryEvent", "both", two, attachedToRef="work", cancelActivity="false", parallelMultiple="true"),
        draw("userTask", "note"),
        draw("endEvent", "end"),
        draw.flows("start work end", "both note end"),
    )
    for round_ in (1, 2):
        case.send("other")
        with pytest.raises(NotOpen):
            case.send("other")
        assert case.open.count("note") == round_ - 1
        case.send("one")
        assert case.open.count("note") == round_


def test_a_timer_among_several_events_fires_once(begin, draw):
    two = (
        "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
        '<bpmn:messageEventDefinition messageRef="message_one"/>'
    )
    case = begin(
        draw("startEvent", "start"),
        draw("intermediateCatchEvent", "both", two, parallelMultiple="true"),
        draw("endEvent", "end"),
        draw.flows("start both end"),
    )
    assert (case.wait(hours=2).ended, case.waits) == ("", ["both"])
    assert case.send("one").ended == "completed"

"""Waiting and being interrupted: timers, messages, signals, conditions, errors, escalations."""

from __future__ import annotations

import pytest

from bpmn.engine import NotOpen


def beside(draw, definition, *, interrupting=True, kind="userTask", inside=""):
    """A task `work` with a boundary event `event`, which leads to the task `other`."""
    return (
        draw("startEvent", "start"),
        draw(kind, "work", inside),
        draw.boundary("event", "work", definition, interrupting=interrupting),
        draw("userTask", "after"),
        draw("userTask", "other"),
        draw("endEvent", "end"),
        draw("endEvent", "other_end"),
        draw.flows("start work after end", "event other other_end"),
    )


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


# --- errors and escalations


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
    inner = (
        draw("startEvent", "s"),
        draw("parallelGateway", "split"),
        draw("userTask", "fill"),
        draw("userTask", "check"),
        draw.event("endEvent", "bad", "error rejected"),
        draw("endEvent", "e"),
        draw.flows("s split fill e", "split check bad"),
    )
    case = begin(*beside(draw, "error rejected", kind="subProcess", inside="".join(inner)))
    case.finish("check")
    assert case.open == ["other"]
    assert (case.count("bad"), case.count("fill", "cancelled")) == (1, 1)


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
    inner = (
        draw("startEvent", "s"),
        draw("parallelGateway", "split"),
        draw("userTask", "fill"),
        draw("userTask", "stop"),
        draw.event("endEvent", "over", "terminate"),
        draw("endEvent", "e"),
        draw.flows("s split fill e", "split stop over"),
    )
    case = begin(
        draw("startEvent", "start"),
        draw("subProcess", "work", *inner),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start work after end"),
    )
    case.finish("stop")
    assert case.open == ["after"]
    assert (case.count("fill", "cancelled"), case.count("work")) == (1, 1)


def test_a_cancelled_transaction_goes_on_at_its_cancel_boundary_event(begin, draw):
    inner = (
        draw("startEvent", "s"),
        draw("parallelGateway", "split"),
        draw("userTask", "book"),
        draw("userTask", "give_up"),
        draw.event("endEvent", "cancelled", "cancel"),
        draw("endEvent", "e"),
        draw.flows("s split book e", "split give_up cancelled"),
    )
    case = begin(*beside(draw, "cancel", kind="transaction", inside="".join(inner)))
    assert case.open == ["book", "give_up"]
    assert case.finish("give_up").open == ["other"]


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
    inside = (draw("startEvent", "s"), draw.event("endEvent", "fail", "error bad"), draw.flows("s fail"))
    case = begin(
        draw("startEvent", "start"),
        draw("subProcess", "inner", *inside),
        *(both if first == "any" else reversed(both)),
        draw("endEvent", "end"),
        draw.flows("start inner end", "any end", "named end"),
    )
    assert (case.count("named"), case.count("any")) == (1, 0)


def test_an_error_nobody_names_goes_to_the_nearest_place_that_catches_all(begin, draw):
    deep = (draw("startEvent", "s2"), draw.event("endEvent", "fail", "error bad"), draw.flows("s2 fail"))
    inside = (
        draw("startEvent", "s1"),
        draw("subProcess", "deep", *deep),
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

"""Timers fire as the simulated clock jumps; messages and errors come when the script tells."""

# ruff: noqa: E501 -- an element of a diagram is read more easily on one line

from __future__ import annotations

from datetime import timedelta

from bpmn.play import Waiting
from tests.bpmn.play.telling import MESSAGE, Draw, Perform, finished

TIMER = '<startEvent id="s"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>{}</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id="e"/>'


def test_the_clock_jumps_to_the_next_timer_when_nothing_else_can_happen(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(TIMER.format("P2Y"), "s > wait\nwait > e"))
    assert outcome.state == "completed"
    assert outcome.trace[-1].at - outcome.trace[0].at == timedelta(days=731)  # 2028 is a leap year


def test_no_timer_fires_beyond_until(draw: Draw, perform: Perform) -> None:
    path = draw(TIMER.format("P30D"), "s > wait\nwait > e")
    assert perform(path, until="P30D").state == "completed"
    late = perform(path, until="P29D")
    assert (late.state, [w.kind for w in late.waiting]) == ("waiting", ["timer"])
    assert late.waiting[0].element == "wait"


BOUNDARY = (
    '<startEvent id="s"/><userTask id="review"/><endEvent id="e"/><boundaryEvent id="late" attachedToRef="review"'
    ' cancelActivity="{}"><timerEventDefinition><{kind}>{value}</{kind}></timerEventDefinition></boundaryEvent>'
    '<userTask id="escalated"/><endEvent id="e2"/>'
)


def test_a_boundary_timer_is_played_by_naming_the_task_behind_it(draw: Draw, perform: Perform) -> None:
    path = draw(
        BOUNDARY.format("true", kind="timeDuration", value="P5D"),
        "s > review\nreview > e\nlate > escalated\nescalated > e2",
    )
    assert finished(perform(path), "review", "escalated") == ["review"]
    assert finished(perform(path, order=["escalated"]), "review", "escalated") == ["escalated"]


def test_a_reminder_that_does_not_interrupt_leaves_the_task_open(draw: Draw, perform: Perform) -> None:
    path = draw(
        BOUNDARY.format("false", kind="timeCycle", value="R3/P1D"),
        "s > review\nreview > e\nlate > escalated\nescalated > e2",
    )
    outcome = perform(path, order=["escalated", "escalated", "review"])
    assert (
        outcome.state,
        finished(outcome, "review", "escalated"),
    ) == ("completed", ["escalated", "escalated", "review"])


ENDLESS = (
    '<startEvent id="s"/><receiveTask id="answer" messageRef="m"/><endEvent id="e"/><boundaryEvent id="remind"'
    ' attachedToRef="answer" cancelActivity="false"><timerEventDefinition><timeCycle>R/P1D</timeCycle>'
    '</timerEventDefinition></boundaryEvent><endEvent id="reminded"/>'
)


def test_a_cycle_without_end_runs_until_the_named_time(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE), until="P10D")
    assert (outcome.state, finished(outcome).count("reminded")) == ("waiting", 10)
    assert {("timer", "remind"), ("message", "answer")} == {(w.kind, w.element) for w in outcome.waiting}


def test_a_cycle_without_end_comes_to_rest_without_until(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE))
    assert (outcome.state, finished(outcome).count("reminded")) == ("waiting", 1000)


def test_a_message_ends_the_waiting(draw: Draw, perform: Perform) -> None:
    path = draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE)
    outcome = perform(path, messages=[{"after": "s", "name": "answered", "payload": {"yes": True}}])
    assert (outcome.state, outcome.data) == ("completed", {"yes": True})


def test_a_message_may_come_after_the_element_that_waits_for_it_was_entered(draw: Draw, perform: Perform) -> None:
    path = draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE)
    assert perform(path, messages=[{"after": "answer", "name": "answered"}]).state == "completed"


def test_a_message_nobody_waits_for_is_told(draw: Draw, perform: Perform) -> None:
    path = draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE)
    outcome = perform(path, messages=[{"name": "answered"}, {"name": "never"}])
    assert (outcome.state, outcome.undelivered) == ("completed", ("never",))


def test_correlation_chooses_the_place(draw: Draw, perform: Perform) -> None:
    nodes = (
        '<startEvent id="s"/><parallelGateway id="g"/><receiveTask id="first" messageRef="m"><extensionElements/>'
        '</receiveTask><receiveTask id="second" messageRef="n"/><endEvent id="e"/><endEvent id="e2"/>'
    )
    path = draw(
        nodes,
        "s > g\ng > first\ng > second\nfirst > e\nsecond > e2",
        beside='<message id="m" name="paid"/><message id="n" name="signed"/>',
    )
    outcome = perform(path, messages=[{"name": "signed"}])
    assert ("waiting", [Waiting("message", "first", "paid")]) == (outcome.state, list(outcome.waiting))


WITHDRAW = (
    '<startEvent id="s"/><userTask id="apply"/><userTask id="examine"/><endEvent id="e"/>'
    '<subProcess id="withdrawal" triggeredByEvent="true"><startEvent id="withdrawn" isInterrupting="true">'
    '<messageEventDefinition messageRef="m"/></startEvent><userTask id="confirm"/><endEvent id="gone"/>'
    '<sequenceFlow id="w1" sourceRef="withdrawn" targetRef="confirm"/>'
    '<sequenceFlow id="w2" sourceRef="confirm" targetRef="gone"/></subProcess>'
)


def test_an_interrupting_event_sub_process_interrupts(draw: Draw, perform: Perform) -> None:
    path = draw(WITHDRAW, "s > apply\napply > examine\nexamine > e", beside=MESSAGE)
    outcome = perform(path, messages=[{"after": "apply", "name": "answered"}])
    assert (outcome.state, finished(outcome, "apply", "examine", "confirm")) == ("completed", ["apply", "confirm"])
    assert ("examine", "cancelled") in {(h.element, h.event) for h in outcome.trace}


def test_an_error_reaches_its_boundary_event(draw: Draw, perform: Perform) -> None:
    nodes = (
        '<startEvent id="s"/><subProcess id="sub"><startEvent id="s2"/><endEvent id="fails"><errorEventDefinition'
        ' errorRef="err"/></endEvent><sequenceFlow id="i" sourceRef="s2" targetRef="fails"/></subProcess>'
        '<boundaryEvent id="caught" attachedToRef="sub"><errorEventDefinition errorRef="err"/></boundaryEvent>'
        '<userTask id="repair"/><endEvent id="e"/><endEvent id="e2"/>'
    )
    path = draw(
        nodes, "s > sub\nsub > e\ncaught > repair\nrepair > e2", beside='<error id="err" name="bad" errorCode="BAD"/>'
    )
    outcome = perform(path)
    assert (outcome.state, finished(outcome, "repair", "e")) == ("completed", ["repair"])

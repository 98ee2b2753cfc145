"""When a scripted message comes: after what, to whom, and what becomes of one that nobody waits for."""

# ruff: noqa: E501 -- an element of a diagram is read more easily on one line

from __future__ import annotations

import pytest

from bpmn.play import Outcome
from tests.bpmn.play.telling import Draw, Perform

GO = '<message id="m1" name="go"/><message id="m2" name="stop"/><signal id="s1" name="alarm"/>'


def caught(tag: str, element: str, message: str = "m1", attributes: str = "") -> str:
    """Draw an event that a message brings."""
    return f'<{tag} id="{element}" {attributes}><messageEventDefinition messageRef="{message}"/></{tag}>'


def completed(outcome: Outcome) -> list[str]:
    return [line.element for line in outcome.trace if line.event == "completed"]


@pytest.mark.parametrize("after", ["s", "a", "b", "w", ""])
def test_it_waits_for_the_place_that_opens_later(draw: Draw, perform: Perform, after: str) -> None:
    nodes = '<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/>' + caught(
        "intermediateCatchEvent", "w"
    )
    path = draw(nodes, "s > a\na > b\nb > w\nw > e", beside=GO)
    outcome = perform(path, messages=[{"after": after, "name": "go", "payload": {"x": 1}}])
    assert ("completed", {"x": 1}, ()) == (outcome.state, outcome.data, outcome.undelivered)


def test_an_event_attached_to_the_task_it_comes_after_catches_it_while_the_task_is_open(
    draw: Draw, perform: Perform
) -> None:
    nodes = '<startEvent id="s"/><userTask id="a"/><endEvent id="done"/><endEvent id="gone"/>'
    nodes += caught("boundaryEvent", "withdrawn", attributes='attachedToRef="a"')
    path = draw(nodes, "s > a\na > done\nwithdrawn > gone", beside=GO)
    outcome = perform(path, messages=[{"after": "a", "name": "go"}])
    assert ["s", "withdrawn", "gone"] == completed(outcome)


def test_an_event_gateway_goes_the_way_of_the_message_that_comes_after_it(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><eventBasedGateway id="g"/><endEvent id="e"/><endEvent id="late"/>'
    nodes += caught("intermediateCatchEvent", "w")
    nodes += '<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>'
    path = draw(nodes, "s > g\ng > w\ng > t\nw > e\nt > late", beside=GO)
    assert ["s", "g", "w", "e"] == completed(perform(path, messages=[{"after": "g", "name": "go"}]))


def test_several_after_one_element_come_as_somebody_waits_for_them(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>'
    nodes += caught("intermediateCatchEvent", "w") + caught("intermediateCatchEvent", "x", "m2")
    path = draw(nodes, "s > a\na > w\nw > x\nx > e", beside=GO)
    outcome = perform(path, messages=[{"after": "a", "name": "stop"}, {"after": "a", "name": "go"}])
    assert ["s", "a", "w", "x", "e"] == completed(outcome)


def test_an_event_sub_process_begins_as_often_as_its_message_comes(draw: Draw, perform: Perform) -> None:
    start = caught("startEvent", "asked", attributes='isInterrupting="false"')
    inner = f'<subProcess id="ask" triggeredByEvent="true">{start}<userTask id="answer"/><sequenceFlow id="f" sourceRef="asked" targetRef="answer"/></subProcess>'
    path = draw(f'<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>{inner}', "s > a\na > e", beside=GO)
    outcome = perform(path, messages=[{"after": "s", "name": "go"}, {"after": "s", "name": "go"}])
    assert ("completed", 2) == (outcome.state, completed(outcome).count("answer"))


def test_a_number_is_a_correlation_too_and_another_one_reaches_nobody(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><endEvent id="e"/>' + caught(
        "intermediateCatchEvent", "w", attributes='jorye:correlation="number"'
    )
    path = draw(nodes, "s > w\nw > e", beside=GO)
    wrong = perform(path, data={"number": 7}, messages=[{"name": "go", "correlation": 8}])
    assert ("waiting", ("go",)) == (wrong.state, wrong.undelivered)
    assert "completed" == perform(path, data={"number": 7}, messages=[{"name": "go", "correlation": 7}]).state


def test_a_payload_that_cannot_be_taken_fails_the_play_and_names_the_place(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><endEvent id="e"/>' + caught("intermediateCatchEvent", "w")
    outcome = perform(
        draw(nodes, "s > w\nw > e", beside=GO), messages=[{"after": "s", "name": "go", "payload": {"len": 1}}]
    )
    assert ("failed", [("w", "refused")]) == (outcome.state, [(error.element, error.code) for error in outcome.errors])


def test_a_signal_reaches_everybody_who_waits_for_it(draw: Draw, perform: Perform) -> None:
    catch = '<intermediateCatchEvent id="{}"><signalEventDefinition signalRef="s1"/></intermediateCatchEvent>'
    nodes = f'<startEvent id="s"/><parallelGateway id="g"/>{catch.format("w")}{catch.format("x")}<endEvent id="e"/>'
    outcome = perform(
        draw(nodes, "s > g\ng > w\ng > x\nw > e\nx > e", beside=GO), messages=[{"after": "g", "name": "alarm"}]
    )
    assert ("completed", ()) == (outcome.state, outcome.undelivered)


@pytest.mark.parametrize("after", ["", "asked"])
def test_the_message_of_a_start_event_starts_the_process_there(draw: Draw, perform: Perform, after: str) -> None:
    nodes = '<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/>' + caught("startEvent", "asked")
    path = draw(nodes, "s > a\nasked > b\na > e\nb > e", beside=GO)
    outcome = perform(path, messages=[{"after": after, "name": "go", "payload": {"x": 1}}])
    assert (["asked", "b", "e"], {"x": 1}, ()) == (completed(outcome), outcome.data, outcome.undelivered)
    assert ["s", "a", "e"] == completed(perform(path))


def test_the_message_that_starts_a_process_goes_into_the_variable_of_its_event(draw: Draw, perform: Perform) -> None:
    variable = (
        '<extensionElements xmlns:spiff="http://spiffworkflow.org/bpmn/schema/1.0/core">'
        "<spiff:messageVariable>asked</spiff:messageVariable></extensionElements>"
    )
    event = f'<messageEventDefinition messageRef="m1">{variable}</messageEventDefinition>'
    path = draw(f'<startEvent id="s">{event}</startEvent><endEvent id="e"/>', "s > e", beside=GO)
    outcome = perform(path, data={"y": 2}, messages=[{"name": "go", "payload": {"x": 1}}])
    assert ("completed", {"y": 2, "asked": {"x": 1}}) == (outcome.state, outcome.data)

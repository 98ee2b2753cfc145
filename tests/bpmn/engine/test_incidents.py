"""When something technical goes wrong at one element, only that token stops, it says why, and it can try again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bpmn.engine import Engine, NotOpen

START = datetime(2027, 1, 4, tzinfo=UTC)


def beside(draw, *parts, flows):
    """The parts under test run beside a task that must not notice."""
    return (
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "beside"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        *parts,
        draw.flows("start split beside end", *flows, "after end"),
    )


def script(text):
    return lambda draw: (draw("scriptTask", "x", f"<bpmn:script>{text}</bpmn:script>"),)


FAULTS = {
    "a script that fails": (script("y = missing + 1"), ["split x after"], "name_unknown"),
    "a condition that is neither true nor false": (
        lambda draw: (draw("exclusiveGateway", "x", default_="x_after"),),
        ["split x", "x end [5]", "x after"],
        "not_boolean",
    ),
    "a choice without a true condition": (
        lambda draw: (draw("exclusiveGateway", "x"),),
        ["split x", "x end [false]", "x after [false]"],
        "no_flow",
    ),
    "a due date that is none": (
        lambda draw: (draw("userTask", "x", jorye__due="'soon'"),),
        ["split x end"],
        "due_value",
    ),
    "an assignment that fails": (
        lambda draw: (draw("userTask", "x", jorye__assignTo="missing"),),
        ["split x end"],
        "name_unknown",
    ),
    "a parameter that fails": (
        lambda draw: (
            draw(
                "serviceTask",
                "x",
                '<bpmn:extensionElements><jorye:parameter name="a" value="missing"/></bpmn:extensionElements>',
            ),
        ),
        ["split x end"],
        "name_unknown",
    ),
    "a message nobody can be told": (
        lambda draw: (draw("receiveTask", "x", messageRef="message_m", jorye__correlation="missing"),),
        ["split x end"],
        "name_unknown",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_an_incident_of_that_token_and_the_rest_goes_on(begin, draw, fault):
    parts, flows, code = FAULTS[fault]
    case = begin(*beside(draw, *parts(draw), flows=flows))
    assert (case.open, case.incidents, case.ended) == (["beside"], [("x", code)], "")
    assert case.last.incidents[0].message
    case.finish("beside")
    assert (case.open, case.incidents, case.ended) == ([], [("x", code)], "")


def test_it_can_be_tried_again_when_the_cause_is_gone(begin, draw):
    case = begin(*beside(draw, *script("y = amount + 1")(draw), flows=["split x after"]))
    case.retry("x")
    assert case.incidents == [("x", "name_unknown")]
    case.finish("beside", amount=1)
    case.retry("x")
    assert (case.incidents, case.open, case.values["y"]) == ([], ["after"], 2)


def test_a_choice_behind_a_task_that_fails_does_not_ask_the_person_again(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "beside"),
        draw("userTask", "work"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows(
            "start split beside end", "split work", "work end [amount > 5]", "work after [amount <= 5]", "after end"
        ),
    )
    case.finish("work", comment="done")
    assert (case.open, case.incidents, case.count("work")) == (["beside"], [("work", "name_unknown")], 0)
    case.finish("beside", amount=1)
    case.retry("work")
    assert (case.open, case.values["comment"], case.count("work")) == (["after"], "done", 1)


def test_a_missing_output_of_a_called_process_can_be_tried_again(begin, draw):
    called = (
        '<bpmn:process id="opinion" isExecutable="true"><bpmn:startEvent id="os"/><bpmn:userTask id="write"/>'
        '<bpmn:sequenceFlow id="o1" sourceRef="os" targetRef="write"/></bpmn:process>'
    )
    mapping = '<bpmn:extensionElements><jorye:out target="opinion" value="words"/></bpmn:extensionElements>'
    case = begin(
        draw("startEvent", "start"),
        draw("callActivity", "call", mapping, calledElement="opinion"),
        draw("endEvent", "end"),
        draw.flows("start call end"),
        around=called,
    )
    case.finish("write")
    assert case.incidents == [("call", "name_unknown")]
    case.retry("call")
    assert case.incidents == [("call", "name_unknown")]


def test_a_join_that_nothing_can_complete_is_reported_as_stalled(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "one", default_="one_a"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start one a join end", "one b [false]", "b join"),
    )
    case.finish("a")
    assert case.incidents == [("join", "stalled")]
    assert "b_join" in case.last.incidents[0].message


def test_only_what_an_incident_stopped_can_be_tried_again(begin, draw, engine):
    case = begin(draw.task_chain("a"))
    with pytest.raises(NotOpen):
        engine.retry(case.bundle, case.state, case.last.opened[0].work_id, case.now)


def test_the_message_of_an_incident_speaks_the_language_asked_for(draw):
    bundle = draw.bundle(*beside(draw, *script("y = missing")(draw), flows=["split x after"]))
    spoken = {}
    for language in ("ko", "en"):
        engine = Engine(b"s" * 32, {}, language=language)
        spoken[language] = engine.start(bundle, {}, START).advance.incidents[0].message
    assert "missing" in spoken["ko"] and "missing" in spoken["en"]
    assert spoken["ko"] != spoken["en"]


def test_a_condition_that_nobody_is_left_to_make_true_is_an_incident(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "work"),
        draw.event("intermediateCatchEvent", "until_paid", "conditional paid"),
        draw("endEvent", "end"),
        draw.flows("start split work end", "split until_paid end"),
        values={"paid": False},
    )
    assert case.incidents == []
    case.finish("work")
    assert (case.ended, case.incidents) == ("", [("until_paid", "condition_alone")])

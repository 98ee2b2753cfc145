"""A task that repeats while its condition holds, and loops drawn with gateways."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext

import pytest


def loop(draw, condition="", body="", kind="userTask", **attributes):
    inside = f"<bpmn:loopCondition>{condition}</bpmn:loopCondition>" if condition else ""
    return (
        draw("startEvent", "start"),
        draw(kind, "ask", draw("standardLoopCharacteristics", "loop", inside, **attributes), body),
        draw("endEvent", "end"),
        draw.flows("start ask end"),
    )


def test_a_loop_goes_on_while_its_condition_is_true(begin, draw):
    case = begin(*loop(draw, "not complete"))
    case.finish("ask", complete=False).finish("ask", complete=False)
    assert case.open == ["ask"]
    case.finish("ask", complete=True)
    assert (case.ended, case.count("ask")) == ("completed", 3)


def test_a_loop_ends_at_its_maximum(begin, draw):
    case = begin(*loop(draw, "true", loopMaximum="2"))
    case.finish("ask").finish("ask")
    assert case.ended == "completed"


def test_a_loop_may_be_tested_before_its_first_round(begin, draw):
    case = begin(*loop(draw, "needed", testBefore="true"), values={"needed": False})
    assert (case.ended, case.count("ask")) == ("completed", 1)


def test_what_a_round_writes_stays(begin, draw):
    script = "<bpmn:script>total = total + 1</bpmn:script>"
    case = begin(*loop(draw, "total &lt; 5", script, "scriptTask"), values={"total": 0})
    assert case.values["total"] == 5


def test_a_loop_condition_that_is_not_true_or_false_is_an_incident(begin, draw):
    case = begin(*loop(draw, "3"))
    case.finish("ask")
    assert case.incidents == [("ask", "not_boolean")]


def test_five_thousand_rounds_cost_the_same_at_the_end_as_at_the_beginning(engine, begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("parallelGateway", "split"),
        draw("userTask", "legal"),
        draw("userTask", "budget"),
        draw("parallelGateway", "join"),
        draw("exclusiveGateway", "good", default_="good_again"),
        draw("endEvent", "end"),
        draw.flows("start again split legal join good", "split budget join", "good end [done]", "good again"),
        values={"done": False},
    )
    sizes, costs = [], {}
    work = {opened.element: opened.work_id for opened in case.last.opened}
    for round_ in range(5_000):
        with calls_counted(costs, round_) if round_ in (100, 4_998) else nullcontext():
            case.take(engine.complete(case.bundle, case.state, work["budget"], {}, case.now))
            case.take(engine.complete(case.bundle, case.state, work["legal"], {"done": round_ == 4_999}, case.now))
        sizes.append(len(case.state))
        work = {opened.element: opened.work_id for opened in case.last.opened}
        case.trace.clear()
    assert case.ended == "completed"
    assert max(sizes) - min(sizes[:10]) < 40
    assert 500 < costs[4_998] < 1.1 * costs[100]


@contextmanager
def calls_counted(counts, name):
    """Count the calls of functions made inside: unlike time, they do not depend on what else the machine does."""
    counts[name] = 0

    def count(frame, event, argument):
        counts[name] += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


def test_twenty_parallel_blocks_in_a_row(begin, draw):
    parts, way = [draw("startEvent", "start")], ["start"]
    for number in range(20):
        parts += [draw("parallelGateway", f"split{number}"), draw("parallelGateway", f"join{number}")]
        parts += [draw("userTask", f"a{number}"), draw("userTask", f"b{number}")]
        parts.append(
            draw.flows(f"{way[-1]} split{number} a{number} join{number}", f"split{number} b{number} join{number}")
        )
        way.append(f"join{number}")
    case = begin(*parts, draw("endEvent", "end"), draw.flows(f"{way[-1]} end"))
    for number in range(20):
        assert case.open == [f"a{number}", f"b{number}"]
        case.finish(f"b{number}").finish(f"a{number}")
    assert case.ended == "completed"


def turning(draw, until):
    """Draw a loop of three elements that counts its turns and ends when `until` holds."""
    return (
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("scriptTask", "count", "<bpmn:script>n = n + 1</bpmn:script>"),
        draw("exclusiveGateway", "good", default_="good_again"),
        draw("endEvent", "end"),
        draw.flows("start again count good", f"good end [{until}]", "good again"),
    )


def test_an_endless_loop_without_a_person_becomes_an_incident(begin, draw):
    case = begin(*turning(draw, "n < 0"), values={"n": 0})
    assert [code for _, code in case.incidents] == ["step_budget"]
    assert case.values["n"] == 167  # one turn, and 166 again: 498 elements; the 500th is the second of the next turn
    case.retry(case.incidents[0][0])
    assert [code for _, code in case.incidents] == ["step_budget"]


@pytest.mark.parametrize(("turns", "ended", "incidents"), [(167, "completed", []), (168, "", ["step_budget"])])
def test_a_loop_is_stopped_at_the_500th_element_that_runs_again_and_not_before(begin, draw, turns, ended, incidents):
    case = begin(*turning(draw, f"n >= {turns}"), values={"n": 0})
    assert (case.ended, [code for _, code in case.incidents]) == (ended, incidents)


def test_a_loop_task_that_never_ends_by_itself_becomes_an_incident_too(begin, draw):
    case = begin(*loop(draw, "true", "<bpmn:script>n = n + 1</bpmn:script>", "scriptTask"), values={"n": 0})
    assert case.incidents == [("ask", "step_budget")]
    assert case.values["n"] == 500

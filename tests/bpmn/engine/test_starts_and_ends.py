"""Where a process begins, when it has ended, and how it is cancelled."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bpmn.engine import NotOpen

NOW = datetime(2027, 1, 4, tzinfo=UTC)


def two_starts(draw):
    return draw.bundle(
        draw("startEvent", "plain"),
        draw.event("startEvent", "by_message", "message applied"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("endEvent", "end"),
        draw.flows("plain a end", "by_message b end"),
    )


@pytest.mark.parametrize(("start_event", "opened"), [("", "a"), ("plain", "a"), ("by_message", "b"), ("applied", "b")])
def test_several_start_events_are_told_apart_by_id_or_message(engine, draw, start_event, opened):
    step = engine.start(two_starts(draw), {}, NOW, start_event=start_event)
    assert [work.element for work in step.advance.opened] == [opened]


def test_a_start_event_that_is_not_there_is_refused(engine, draw):
    with pytest.raises(NotOpen, match="no start event 'nowhere'"):
        engine.start(two_starts(draw), {}, NOW, start_event="nowhere")


def test_without_a_start_event_it_begins_at_every_element_nothing_leads_to(begin, draw):
    case = begin(draw("userTask", "a"), draw("userTask", "b"), draw("userTask", "c"), draw.flows("a c"))
    assert case.open == ["a", "b"]
    case.finish("b").finish("a")
    assert case.open == ["c"]
    assert case.finish("c").ended == "completed"


def test_it_has_ended_when_nothing_moves_any_more(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("endEvent", "end_a"),
        draw("endEvent", "end_b"),
        draw.flows("start a end_a", "start b end_b"),
    )
    assert case.open == ["a", "b"]
    assert case.finish("a").ended == ""
    assert case.finish("b").ended == "completed"


def test_a_finished_task_cannot_be_finished_again(begin, draw, engine):
    case = begin(draw.task_chain("a", "b"))
    work_id = case.last.opened[0].work_id
    case.finish("a")
    with pytest.raises(NotOpen, match=f"Task {work_id} is not open"):
        engine.complete(case.bundle, case.state, work_id, {}, case.now)


def test_cancelling_takes_everything_back(begin, draw):
    inner = (draw("startEvent", "s"), draw("userTask", "fill"), draw("endEvent", "e"), draw.flows("s fill e"))
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("subProcess", "part", *inner),
        draw("userTask", "beside"),
        draw.boundary("late", "beside", "timer P1D"),
        draw("endEvent", "end"),
        draw.flows("start split part end", "split beside end", "late end"),
    )
    case.cancel()
    assert (case.ended, case.open, case.waits) == ("cancelled", [], [])
    assert {closed.outcome for closed in case.last.closed} == {"cancelled"}
    assert len(case.last.disarmed) == 1
    assert {name for name, event in case.trace if event == "cancelled"} == {"fill", "part", "beside"}
    with pytest.raises(NotOpen):
        case.send("anything")
    with pytest.raises(NotOpen):
        case.cancel()
    assert case.wait(days=9).ended == "cancelled"


def test_flows_out_of_a_task_split_like_an_and_or_like_an_or_gateway(begin, draw):
    def after(*flows, **values):
        case = begin(
            draw("startEvent", "start"),
            draw("userTask", "work"),
            *(draw("userTask", name) for name in "abc"),
            draw.flows("start work", *flows),
        )
        return case.finish("work", **values).open

    assert after("work a", "work b") == ["a", "b"]
    assert after("work a [n > 1]", "work b [n > 2]", "work c", n=2) == ["a", "c"]
    assert after("work a [n > 1]", "work b [n > 2]", n=5) == ["a", "b"]


def test_a_task_with_conditions_takes_its_default_when_none_holds(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "work", default_="work_b"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw.flows("start work", "work a [n > 1]", "work b"),
    )
    assert case.finish("work", n=1).open == ["b"]


def test_each_token_that_reaches_a_task_opens_it_once(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("userTask", "meet"),
        draw("endEvent", "end"),
        draw.flows("start a meet end", "start b meet"),
    )
    assert case.finish("a").finish("b").open == ["meet", "meet"]


def test_a_chain_of_a_thousand_elements_is_read_and_run(begin, draw):
    names = [f"t{number}" for number in range(1_000)]
    case = begin(draw.task_chain(*names))
    assert case.open == ["t0"]
    assert case.finish("t0").open == ["t1"]


def test_a_loop_of_a_thousand_elements_is_read(begin, draw):
    names = [f"t{number}" for number in range(1_000)]
    case = begin(
        draw("startEvent", "start"),
        *(draw("userTask", name) for name in names),
        draw.flows("start " + " ".join(names) + " t0"),
    )
    assert case.open == ["t0"]

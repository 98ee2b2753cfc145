"""Timers: what their values may be, when they fire, and that storing an instance never starts them again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bpmn.engine import Refused


def waiting(draw, value, kind="timeDuration"):
    timer = f"<bpmn:timerEventDefinition><bpmn:{kind}>{value}</bpmn:{kind}></bpmn:timerEventDefinition>"
    return (
        draw("startEvent", "start"),
        draw("intermediateCatchEvent", "timer", timer),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start timer after end"),
    )


NOON = datetime(2027, 1, 4, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "due"),
    [
        ("PT1H", datetime(2027, 1, 4, 1, 0, tzinfo=UTC)),
        ('"PT1H"', datetime(2027, 1, 4, 1, 0, tzinfo=UTC)),
        ("P1M", datetime(2027, 2, 4, 0, 0, tzinfo=UTC)),
        ("P1Y2M10DT2H30M", datetime(2028, 3, 14, 2, 30, tzinfo=UTC)),
        ("P2W", datetime(2027, 1, 18, 0, 0, tzinfo=UTC)),
        ("2027-03-02T09:00:00+09:00", datetime(2027, 3, 2, 0, 0, tzinfo=UTC)),
        ("'2027-03-02T09:00:00+09:00'", datetime(2027, 3, 2, 0, 0, tzinfo=UTC)),
        ("2027-03-02T09:00", datetime(2027, 3, 2, 0, 0, tzinfo=UTC)),
        ("2027-03-02", datetime(2027, 3, 1, 15, 0, tzinfo=UTC)),
        ("days(3)", datetime(2027, 1, 7, 0, 0, tzinfo=UTC)),
        ("plus_days(closed_on, 2)", datetime(2027, 3, 3, 15, 0, tzinfo=UTC)),
        ("closed_on", datetime(2027, 3, 1, 15, 0, tzinfo=UTC)),
        ("opens_at", NOON),
        ("span", datetime(2027, 1, 4, 2, 0, tzinfo=UTC)),
        ("R3/PT10H", datetime(2027, 1, 4, 10, 0, tzinfo=UTC)),
        ("R/2027-03-02T09:00:00+09:00/P1D", datetime(2027, 3, 2, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_timer_value_may_be_text_or_an_expression(begin, draw, value, due):
    data = {"closed_on": date(2027, 3, 2), "opens_at": NOON, "span": timedelta(hours=2)}
    case = begin(*waiting(draw, value), values=data)
    assert [timer.due for timer in case.last.armed] == [due]
    case.now = due - timedelta(seconds=1)
    assert case.wait(seconds=0).open == []
    assert case.wait(seconds=1).open == ["after"]


def test_a_month_ends_at_the_last_day_it_has(begin, draw):
    case = begin(*waiting(draw, "closed_on"), values={"closed_on": "P1M"})
    assert case.last.armed[0].due == datetime(2027, 2, 4, 0, 0, tzinfo=UTC)


def test_a_due_timer_fires_in_one_tick_and_what_follows_happens_at_its_own_time(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw.event("intermediateCatchEvent", "first", "timer P1D"),
        draw.event("intermediateCatchEvent", "second", "timer P1D"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start first second after end"),
    )
    case.wait(days=10)
    assert case.open == ["after"]
    times = {line.element: line.at for line in case.last.happened if line.event == "completed"}
    assert times == {
        "first": datetime(2027, 1, 5, tzinfo=UTC),
        "second": datetime(2027, 1, 6, tzinfo=UTC),
    }


def test_timers_that_were_missed_fire_in_the_order_of_their_due_times(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        *(draw.event("intermediateCatchEvent", f"t{days}", f"timer P{days}D") for days in (3, 1, 2)),
        draw("endEvent", "end"),
        draw.flows("start split", *(f"split t{days} end" for days in (3, 1, 2))),
    )
    case.wait(days=7)
    assert [line.element for line in case.last.happened if line.element != "end" and line.event == "completed"] == [
        "t1",
        "t2",
        "t3",
    ]
    assert case.ended == "completed"


def test_storing_and_loading_never_starts_a_timer_again(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "one"),
        draw.boundary("late", "one", "timer PT10H", interrupting=False),
        draw("userTask", "call"),
        draw("endEvent", "end"),
        draw.flows("start one end", "late call end"),
    )
    due = case.last.armed[0].due
    for _ in range(9):
        case.wait(hours=1)
        assert [timer.due for timer in case.everything().armed] == [due]
        assert (case.last.armed, case.last.disarmed) == ((), ())
    assert case.wait(hours=1).open == ["call", "one"]


def test_a_repeating_timer_beside_a_task_reminds_until_the_task_is_done(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "work"),
        draw.boundary("remind", "work", "timer R/P1D", interrupting=False),
        draw.event("endEvent", "reminded", "message reminder"),
        draw("endEvent", "end"),
        draw.flows("start work end", "remind reminded"),
    )
    for _ in range(3):
        case.wait(days=1)
        assert len(case.last.thrown) == 1
        assert (len(case.last.armed), len(case.last.disarmed)) == (1, 1)
    case.wait(days=2)
    assert [line.at.day for line in case.last.happened if line.element == "remind" and line.event == "entered"] == [
        8,
        9,
    ]
    assert case.finish("work").ended == "completed"


def test_a_timer_value_that_cannot_be_read_is_an_incident_there_and_nowhere_else(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "before"),
        draw("userTask", "work"),
        draw.boundary("late", "work", "timer span"),
        draw("endEvent", "end"),
        draw.flows("start before work end", "late end"),
    )
    case.finish("before", span="soon")
    assert (case.open, case.incidents) == (["work"], [("late", "timer_value")])
    assert case.finish("work").ended == "completed"


def test_a_timer_can_be_tried_again_once_its_value_is_right(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "correct"),
        draw.event("intermediateCatchEvent", "timer", "timer span"),
        draw("endEvent", "end"),
        draw.flows("start split correct end", "split timer end"),
        values={"span": "soon"},
    )
    assert case.incidents == [("timer", "timer_value")]
    case.finish("correct", span="PT1H")
    case.retry("timer")
    assert (case.incidents, case.waits) == ([], ["timer"])
    assert case.wait(hours=1).ended == "completed"


@pytest.mark.parametrize("value", ["PT1X", '"PT1X"', "2027-13-01", "R0/PT1H", "R3/PT0S", "P1.5M"])
def test_a_fixed_value_that_cannot_be_read_is_refused_at_once(begin, draw, value):
    with pytest.raises(Refused) as refused:
        begin(*waiting(draw, value))
    assert refused.value.findings[0].element == "timer"

"""What a moving case waits for: a day that was set stays, what is new begins with the move, what is gone is let go."""

from __future__ import annotations

from datetime import timedelta

from tests.bpmn.engine.moved import move


def deadline(draw, *more, timer="P10D", **attributes):
    return (
        draw.task_chain("apply"),
        draw.boundary("late", "apply", f"timer {timer}", **attributes),
        draw("endEvent", "gone"),
        draw.flows("late gone"),
        *more,
    )


def test_a_timer_keeps_its_day_even_when_the_new_version_gives_more_time(begin, draw):
    case = begin(*deadline(draw))
    (before,) = case.everything().armed
    case.wait(days=4)
    move(case, draw, *deadline(draw, timer="P30D"))
    assert case.everything().armed == (before,)
    assert case.wait(days=6).ended == "completed"


def test_a_deadline_that_is_new_runs_from_the_move(begin, draw):
    case = begin(draw.task_chain("apply")).wait(days=4)
    move(case, draw, *deadline(draw))
    (timer,) = case.last.armed
    assert timer.due == case.now + timedelta(days=10)


def test_a_deadline_that_is_gone_is_waited_for_no_longer(begin, draw):
    case = begin(*deadline(draw))
    (before,) = case.everything().armed
    move(case, draw, draw.task_chain("apply"))
    assert case.last.disarmed == (before.timer_id,)
    assert case.waits == []


def test_a_reminder_that_was_given_is_not_given_again(begin, draw):
    case = begin(*deadline(draw, interrupting=False)).wait(days=10)
    assert case.count("late") == 1
    move(case, draw, *deadline(draw, draw("userTask", "unused"), interrupting=False))
    assert case.waits == []


def test_a_message_of_another_name_is_waited_for_instead(begin, draw):
    def receiving(name):
        return (
            draw("startEvent", "start"),
            draw.event("intermediateCatchEvent", "wait", f"message {name}"),
            draw("endEvent", "end"),
            draw.flows("start wait end"),
        )

    case = begin(*receiving("paid"))
    (before,) = case.everything().subscribed
    move(case, draw, *receiving("settled"))
    assert case.last.unsubscribed == (before.subscription_id,)
    assert [each.name for each in case.last.subscribed] == ["settled"]
    assert case.send("settled").ended == "completed"


def test_an_event_sub_process_that_is_new_can_happen_from_now_on(begin, draw):
    case = begin(draw.task_chain("apply"))
    inner = (draw.event("startEvent", "asked", "message withdraw"), draw("endEvent", "out"), draw.flows("asked out"))
    move(case, draw, draw.task_chain("apply"), draw("subProcess", "withdrawal", *inner, triggeredByEvent="true"))
    assert case.waits == ["withdrawal"]
    assert case.send("withdraw").ended == "completed"

"""A running case moves to another version of its process: what waits goes on waiting, under the same number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bpmn.engine import CannotMove


def move(case, draw, *parts, **mapping):
    bundle = draw.bundle(*parts)
    case.take(case.engine.move(case.bundle, bundle, case.state, mapping, case.now))
    case.bundle = bundle
    return case


def works(case):
    return {work.element: work.work_id for work in case.everything().opened}


def obstacles(refused):
    return [(obstacle.element, obstacle.code) for obstacle in refused.value.obstacles]


def two_branches(draw, *tasks, before="", join="join"):
    return (
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        *(draw("userTask", task) for task in tasks),
        draw("parallelGateway", join),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows(f"start {before} split", f"{join} after end", *(f"split {task} {join}" for task in tasks)),
    )


def test_a_task_keeps_its_number_and_the_case_goes_on_the_new_way(begin, draw):
    case = begin(draw.task_chain("apply", "decide"))
    before = works(case)
    move(case, draw, draw.task_chain("apply", "visit", "decide"))
    assert works(case) == before
    assert case.finish("apply").open == ["visit"]
    assert case.finish("visit").open == ["decide"]
    assert case.finish("decide").ended == "completed"


def test_a_task_that_has_another_name_now_is_found_by_the_mapping(begin, draw):
    case = begin(draw.task_chain("review", "decide"))
    (number,) = works(case).values()
    move(case, draw, draw.task_chain("examine", "decide"), review="examine")
    assert works(case) == {"examine": number}
    assert case.finish("examine").finish("decide").ended == "completed"


def test_a_case_whose_task_is_gone_stays_and_says_which(begin, draw):
    case = begin(draw.task_chain("review", "decide"))
    with pytest.raises(CannotMove) as refused:
        move(case, draw, draw.task_chain("decide"))
    assert obstacles(refused) == [("review", "element_gone")]
    assert case.open == ["review"]


def test_values_come_along(begin, draw):
    case = begin(draw.task_chain("apply", "decide")).finish("apply", amount=3)
    assert dict(move(case, draw, draw.task_chain("apply", "decide", "pay")).values) == {"amount": 3}


def test_what_has_arrived_at_a_join_stays_there(begin, draw):
    case = begin(*two_branches(draw, "legal", "budget")).finish("legal")
    move(case, draw, *two_branches(draw, "legal", "budget"), draw("userTask", "unused"))
    assert case.finish("budget").open == ["after"]


def test_a_branch_cannot_vanish_under_an_open_task(begin, draw):
    case = begin(*two_branches(draw, "legal", "budget", "audit")).finish("legal").finish("budget")
    with pytest.raises(CannotMove) as refused:
        move(case, draw, *two_branches(draw, "legal", "budget"))
    assert obstacles(refused) == [("audit", "element_gone")]


def test_a_token_at_a_join_finds_its_flow_when_a_task_was_put_in_front(begin, draw):
    case = begin(*two_branches(draw, "legal", "budget")).finish("legal")
    parts = (
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        *(draw("userTask", task) for task in ("legal", "check", "budget", "after")),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start split", "split legal check join", "split budget join", "join after end"),
    )
    assert move(case, draw, *parts).finish("budget").open == ["after"]


def test_a_token_at_a_join_whose_flow_is_not_certain_stays(begin, draw):
    case = begin(*two_branches(draw, "legal", "budget")).finish("legal")
    parts = (
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("parallelGateway", "both"),
        *(draw("userTask", task) for task in ("legal", "one", "two", "budget", "after")),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start split legal both", "both one join", "both two join", "split budget join", "join after end"),
    )
    with pytest.raises(CannotMove) as refused:
        move(case, draw, *parts)
    assert obstacles(refused) == [("join", "flow_gone")]


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


def reviews(draw, *more, sequential="false"):
    loop = draw(
        "multiInstanceLoopCharacteristics", "each", "<bpmn:loopCardinality>3</bpmn:loopCardinality>",
        isSequential=sequential,
    )  # fmt: skip
    nodes = (draw("startEvent", "start"), draw("userTask", "review", loop), draw("userTask", "after"))
    return (*nodes, draw("endEvent", "end"), draw.flows("start review after end"), *more)


def test_every_open_review_of_many_keeps_its_number(begin, draw):
    case = begin(*reviews(draw)).finish("review")
    before = [work.work_id for work in case.everything().opened]
    move(case, draw, *reviews(draw, draw("userTask", "unused")))
    assert [work.work_id for work in case.everything().opened] == before
    assert case.finish("review").finish("review").open == ["after"]


def test_reviews_that_became_one_review_wait_until_they_are_done(begin, draw):
    case = begin(*reviews(draw))
    with pytest.raises(CannotMove) as refused:
        move(case, draw, draw.task_chain("review", "after"))
    assert ("review", "loop_changed") in obstacles(refused)


def test_a_case_inside_a_sub_process_moves_with_it(begin, draw):
    def inside(*tasks):
        inner = (
            draw("startEvent", "in"), *(draw("userTask", task) for task in tasks), draw("endEvent", "out"),
            draw.flows(" ".join(("in", *tasks, "out"))),
        )  # fmt: skip
        nodes = draw("startEvent", "start"), draw("subProcess", "sub", *inner), draw("endEvent", "end")
        return (*nodes, draw.flows("start sub end"))

    case = begin(*inside("first"))
    move(case, draw, *inside("first", "second"))
    assert case.finish("first").open == ["second"]
    assert case.finish("second").ended == "completed"


def test_an_incident_moves_along_and_can_be_retried_where_the_fault_is_mended(begin, draw):
    def scripted(script):
        nodes = draw("startEvent", "start"), draw("scriptTask", "sum", f"<bpmn:script>{script}</bpmn:script>")
        return (*nodes, draw("userTask", "after"), draw("endEvent", "end"), draw.flows("start sum after end"))

    case = begin(*scripted("total = unknown + 1"))
    assert [element for element, _ in case.incidents] == ["sum"]
    move(case, draw, *scripted("total = 1"))
    assert case.retry("sum").open == ["after"]


def test_a_case_that_was_moved_and_moved_back_is_what_it_was(begin, draw):
    case = begin(*two_branches(draw, "legal", "budget")).finish("legal")
    old, before = case.bundle, case.everything()
    move(case, draw, *two_branches(draw, "legal", "budget"), draw("userTask", "unused"))
    case.take(case.engine.move(case.bundle, old, case.state, {}, case.now))
    case.bundle = old
    assert case.everything() == before


def chain_of(draw, task="apply", **attributes):
    nodes = draw("startEvent", "start"), draw("userTask", task, **attributes), draw("userTask", "decide")
    return (*nodes, draw("endEvent", "end"), draw.flows(f"start {task} decide end"))


def open_work(case):
    (work,) = case.everything().opened
    return work


def test_an_open_task_is_asked_of_whom_the_new_version_asks(begin, draw):
    case = begin(*chain_of(draw, jorye__assign="person", jorye__assignTo="first"), values={"first": 1, "second": 2})
    move(case, draw, *chain_of(draw, jorye__assign="person", jorye__assignTo="second"))
    assert open_work(case).assign_to == 2
    assert case.last.changed == (open_work(case),)


def test_an_open_task_that_nobody_is_named_for_any_more_is_asked_of_the_lane(begin, draw):
    case = begin(*chain_of(draw, jorye__assign="person", jorye__assignTo="first"), values={"first": 1})
    move(case, draw, *chain_of(draw))
    assert (open_work(case).assign, open_work(case).assign_to) == ("lane", None)


def test_whom_a_task_was_asked_of_stays_while_the_question_is_the_same(begin, draw):
    asked = {"jorye__assign": "person", "jorye__assignTo": "first"}
    case = begin(*two_branches_asked(draw, **asked), values={"first": 1})
    case.finish("other", first=2)
    move(case, draw, *two_branches_asked(draw, **asked), draw("userTask", "unused"))
    assert open_work(case).assign_to == 1
    assert case.last.changed == ()


def two_branches_asked(draw, **attributes):
    return (
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "apply", **attributes),
        draw("userTask", "other"),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start split apply join end", "split other join"),
    )


def test_every_open_review_of_many_is_asked_with_its_own_item(begin, draw):
    def reviewing(asked):
        loop = draw(
            "multiInstanceLoopCharacteristics", "each",
            "<bpmn:loopDataInputRef>people</bpmn:loopDataInputRef>", '<bpmn:inputDataItem id="who"/>',
        )  # fmt: skip
        task = draw("userTask", "review", loop, jorye__assign="person", jorye__assignTo=asked)
        return draw("startEvent", "start"), task, draw("endEvent", "end"), draw.flows("start review end")

    case = begin(*reviewing("who"), values={"people": [3, 5]})
    move(case, draw, *reviewing("who + 10"))
    assert [work.assign_to for work in case.everything().opened] == [13, 15]


def test_a_task_whose_new_rule_cannot_be_worked_out_stops(begin, draw):
    case = begin(*chain_of(draw))
    move(case, draw, *chain_of(draw, jorye__assign="person", jorye__assignTo="nobody_said"))
    assert [element for element, _ in case.incidents] == ["apply"]


def test_a_day_that_was_set_is_kept_and_one_that_is_new_is_counted_from_the_move(begin, draw):
    case = begin(*chain_of(draw, jorye__due="days(10)")).wait(days=4)
    before = open_work(case).due
    move(case, draw, *chain_of(draw, jorye__due="days(30)"))
    assert open_work(case).due == before
    case = begin(*chain_of(draw)).wait(days=4)
    move(case, draw, *chain_of(draw, jorye__due="days(10)"))
    assert open_work(case).due == case.now + timedelta(days=10)


def test_a_task_tells_what_the_new_version_says_about_it(begin, draw):
    case = begin(*chain_of(draw, name="신청"))
    move(case, draw, *chain_of(draw, name="접수", jorye__form="receive"))
    assert [(work.name, work.form) for work in case.last.changed] == [("접수", "receive")]


def test_an_operation_that_runs_is_waited_for_before_another_takes_its_place(begin, draw):
    def calling(operation):
        task = draw("serviceTask", "pay", jorye__operation=operation, jorye__execution="external")
        nodes = draw("startEvent", "start"), task, draw("userTask", "after"), draw("endEvent", "end")
        return (*nodes, draw.flows("start pay after end"))

    case = begin(*calling("transfer"))
    with pytest.raises(CannotMove) as refused:
        move(case, draw, *calling("cheque"))
    assert obstacles(refused) == [("pay", "operation_changed")]
    move(case, draw, *calling("transfer"), draw("userTask", "unused"))
    assert case.answer_job("pay").open == ["after"]

"""Open work of a moving case: of whom it is asked in the new version, until when, and with which operation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bpmn.engine import CannotMove
from tests.bpmn.engine.moved import move, obstacles, two_branches


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
    case = begin(*two_branches(draw, "apply", "other", **asked), values={"first": 1})
    case.finish("other", first=2)
    move(case, draw, *two_branches(draw, "apply", "other", **asked), draw("userTask", "unused"))
    assert open_work(case).assign_to == 1
    assert case.last.changed == ()


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

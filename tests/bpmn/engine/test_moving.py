"""A running case moves to another version of its process: what waits goes on waiting, under the same number."""

from __future__ import annotations

import pytest

from bpmn.engine import CannotMove
from tests.bpmn.engine.moved import move, obstacles, two_branches, works


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

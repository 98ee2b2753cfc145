"""An AND join waits for every branch of this round, whatever happens inside the block."""

from __future__ import annotations

from itertools import permutations, product

import pytest

BRANCHES = ("legal", "budget", "audit", "safety")
ORDERS = [
    pytest.param(count, orders, id=f"{count} branches, {'/'.join(''.join(name[0] for name in o) for o in orders)}")
    for count in (2, 3)
    for orders in product(permutations(BRANCHES[:count]), repeat=3)
] + [
    pytest.param(4, (first, second, BRANCHES), id=f"4 branches, {first}/{second}")
    for first, second in product(permutations(BRANCHES), repeat=2)
]


def correction_loop(draw, count):
    tasks = BRANCHES[:count]
    return (
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("parallelGateway", "split"),
        *(draw("userTask", task) for task in tasks),
        draw("parallelGateway", "join"),
        draw("userTask", "decide"),
        draw("exclusiveGateway", "good", default_="good_again"),
        draw("endEvent", "end"),
        draw.flows("start again split", "join decide good", "good end [accepted]", "good again"),
        *(draw.flows(f"split {task} join") for task in tasks),
    )


@pytest.mark.parametrize(("count", "orders"), ORDERS)
def test_a_join_in_a_correction_loop_waits_for_every_branch_of_this_round(begin, draw, count, orders):
    case = begin(*correction_loop(draw, count))
    for round_, order in enumerate(orders, 1):
        for task in order:
            assert case.open == sorted(order[order.index(task) :])
            case.finish(task)
        assert case.open == ["decide"]
        case.finish("decide", accepted=round_ == 3)
    assert case.ended == "completed"
    assert [case.count(name) for name in ("join", "decide", "end")] == [3, 3, 1]


def test_a_second_token_on_one_flow_stays_until_the_others_come_again(begin, draw):
    """BPMN: the join takes exactly one token of each incoming flow; the surplus stays on its flow."""
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        *(draw("userTask", task) for task in ("once", "twice", "thrice")),
        draw("exclusiveGateway", "meet"),
        draw("parallelGateway", "join"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split", "split once join", "split twice meet", "split thrice meet", "meet join after end"),
    )
    case.finish("twice").finish("thrice")
    assert case.open == ["once"]
    case.finish("once")
    assert case.open == ["after"]
    case.finish("after")
    assert case.incidents == [("join", "stalled")]


def test_a_boundary_event_that_interrupts_a_branch_still_leads_it_to_the_join(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("parallelGateway", "split"),
        draw("userTask", "legal"),
        draw.boundary("late", "legal", "timer PT1H"),
        draw("userTask", "budget"),
        draw("exclusiveGateway", "meet"),
        draw("parallelGateway", "join"),
        draw("userTask", "decide"),
        draw("exclusiveGateway", "good", default_="good_again"),
        draw("endEvent", "end"),
        draw.flows("start again split", "split legal meet", "late meet join decide good", "split budget join"),
        draw.flows("good end [accepted]", "good again"),
    )
    for accepted in (False, False, True):
        case.wait(hours=1)
        assert case.open == ["budget"]
        case.finish("budget")
        assert case.open == ["decide"]
        case.finish("decide", accepted=accepted)
    assert case.ended == "completed"
    assert (case.count("legal", "cancelled"), case.count("join")) == (3, 3)


def test_a_sub_process_inside_a_branch_keeps_the_join_waiting(begin, draw):
    inner = draw.task_chain("read", "write").replace('"start"', '"inner_start"').replace('"end"', '"inner_end"')
    case = begin(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("parallelGateway", "split"),
        draw("subProcess", "opinion", inner),
        draw("userTask", "budget"),
        draw("parallelGateway", "join"),
        draw("userTask", "decide"),
        draw("exclusiveGateway", "good", default_="good_again"),
        draw("endEvent", "end"),
        draw.flows("start again split", "split opinion join", "split budget join", "join decide good"),
        draw.flows("good end [accepted]", "good again"),
    )
    for accepted in (False, False, True):
        case.finish("budget")
        assert case.open == ["read"]
        case.finish("read")
        assert case.open == ["write"]
        case.finish("write")
        assert case.open == ["decide"]
        case.finish("decide", accepted=accepted)
    assert case.ended == "completed"

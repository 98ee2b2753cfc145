"""An inclusive join waits for every branch that was chosen, and for no other."""

from __future__ import annotations

from itertools import permutations

import pytest

BRANCHES = ("a", "b", "c")


def chosen(draw, default="split_none"):
    return (
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("inclusiveGateway", "split", default_=default),
        *(draw("userTask", name) for name in BRANCHES),
        draw("userTask", "none"),
        draw("inclusiveGateway", "join"),
        draw("userTask", "decide"),
        draw("exclusiveGateway", "good", default_="good_again"),
        draw("endEvent", "end"),
        draw.flows("start again split", *(f'split {name} [exists("{name}_needed")]' for name in BRANCHES)),
        draw.flows("split none join", *(f"{name} join" for name in BRANCHES), "join decide good"),
        draw.flows("good end [accepted]", "good again"),
    )


@pytest.mark.parametrize("needed", [order for count in (1, 2, 3) for order in permutations(BRANCHES, count)])
def test_it_waits_for_the_chosen_branches_in_every_round(begin, draw, needed):
    case = begin(*chosen(draw), values={f"{name}_needed": True for name in needed})
    for accepted in (False, False, True):
        for name in needed:
            assert name in case.open
            assert "decide" not in case.open
            case.finish(name)
        assert case.open == ["decide"]
        case.finish("decide", accepted=accepted)
    assert (case.ended, case.count("join")) == ("completed", 3)


def test_without_a_true_condition_the_default_is_taken(begin, draw):
    case = begin(*chosen(draw))
    assert case.open == ["none"]
    assert case.finish("none").open == ["decide"]


def test_without_a_true_condition_and_without_a_default_it_is_an_incident(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("inclusiveGateway", "split"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("endEvent", "end"),
        draw.flows("start split", "split a [amount > 1]", "split b [amount > 2]", "a end", "b end"),
        values={"amount": 0},
    )
    assert case.incidents == [("split", "no_flow")]


def test_blocks_inside_each_other_in_a_loop_do_not_wait_for_each_other(begin, draw):
    """The token at the outer join can reach the inner one through the loop, and must not hold it back."""
    case = begin(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("inclusiveGateway", "outer", default_="outer_x"),
        draw("inclusiveGateway", "inner", default_="inner_a"),
        *(draw("userTask", name) for name in ("a", "b", "x")),
        draw("inclusiveGateway", "inner_join"),
        draw("inclusiveGateway", "outer_join"),
        draw("exclusiveGateway", "good", default_="good_again"),
        draw("endEvent", "end"),
        draw.flows("start again outer", "outer inner [true]", "outer x", "outer x [true]"),
        draw.flows("inner b [both]", "inner a", "a inner_join outer_join", "b inner_join", "x outer_join good"),
        draw.flows("good end [done]", "good again"),
        values={"both": False, "done": False},
    )
    case.finish("x", both=True)
    assert case.open == ["a"]
    case.finish("a")
    assert case.open == ["b", "x"]
    assert (case.count("inner_join"), case.count("outer_join")) == (1, 1)


def test_a_token_inside_a_sub_process_or_at_its_boundary_holds_the_join_back(begin, draw):
    inner = (draw("startEvent", "s"), draw("userTask", "fill"), draw("endEvent", "e"), draw.flows("s fill e"))
    case = begin(
        draw("startEvent", "start"),
        draw("inclusiveGateway", "split"),
        draw("subProcess", "part", *inner),
        draw.boundary("late", "part", "timer P1D"),
        draw("userTask", "hurry"),
        draw("userTask", "b"),
        draw("inclusiveGateway", "join"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split", "split part [true]", "split b [true]", "part join after end", "b join"),
        draw.flows("late hurry join"),
    )
    case.finish("b")
    assert case.open == ["fill"]
    case.wait(days=1)
    assert case.open == ["hurry"]
    assert case.finish("hurry").open == ["after"]


def test_a_branch_that_ends_elsewhere_no_longer_holds_the_join_back(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("inclusiveGateway", "split"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("exclusiveGateway", "which", default_="which_join"),
        draw("endEvent", "dropped"),
        draw("inclusiveGateway", "join"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split", "split a [true]", "split b [true]", "a join after end", "b which"),
        draw.flows("which join", "which dropped [drop]"),
    )
    case.finish("a")
    assert case.open == ["b"]
    assert case.finish("b", drop=True).open == ["after"]

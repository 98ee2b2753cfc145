"""The order in which a script finishes tasks, through joins, rounds and quorums."""

# ruff: noqa: E501 -- an element of a diagram is read more easily on one line

from __future__ import annotations

from itertools import permutations

import pytest

from tests.bpmn.play.telling import Draw, Perform, finished

BLOCK = (
    '<startEvent id="s"/><exclusiveGateway id="again"/><parallelGateway id="split"/><userTask id="a"/><userTask id="b"/>'
    '<userTask id="c"/><parallelGateway id="join"/><userTask id="check"/><exclusiveGateway id="good" default="back"/>'
    '<endEvent id="e"/><sequenceFlow id="back" sourceRef="good" targetRef="again"/>'
)


BLOCK_FLOWS = """
s > again
again > split
split > a
split > b
split > c
a > join
b > join
c > join
join > check
check > good
good > e if ok == true
"""


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_order_says_which_open_task_is_finished_next(draw: Draw, perform: Perform, order: tuple[str, ...]) -> None:
    outcome = perform(draw(BLOCK, BLOCK_FLOWS), order=list(order), answers={"check": [{"ok": True}]})
    assert ("completed", list(order)) == (outcome.state, finished(outcome, "a", "b", "c"))


def test_a_join_in_a_correction_loop_waits_for_every_branch_of_this_round(draw: Draw, perform: Perform) -> None:
    rounds = ["a", "b", "c", "check", "c", "b", "a", "check", "b", "a", "c", "check"]
    outcome = perform(
        draw(BLOCK, BLOCK_FLOWS), order=rounds, answers={"check": [{"ok": False}, {"ok": False}, {"ok": True}]}
    )
    assert ("completed", rounds) == (outcome.state, finished(outcome, "a", "b", "c", "check"))


def test_hundreds_of_rounds_are_played_with_the_answers_in_their_order(draw: Draw, perform: Perform) -> None:
    answers = {"check": [{"ok": False}] * 300 + [{"ok": True}]}
    outcome = perform(draw(BLOCK, BLOCK_FLOWS), answers=answers)
    assert (outcome.state, finished(outcome).count("check")) == ("completed", 301)


def test_order_waits_for_a_task_that_others_lead_to(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(BLOCK, BLOCK_FLOWS), order=["check", "c"], answers={"check": [{"ok": False}, {"ok": True}]})
    assert finished(outcome, "a", "b", "c", "check") == ["a", "b", "c", "check", "c", "a", "b", "check"]


def test_order_skips_what_never_opens(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(BLOCK, BLOCK_FLOWS), order=["nobody", "b"], answers={"check": [{"ok": True}]})
    assert finished(outcome, "a", "b", "c") == ["b", "a", "c"]


QUORUM = (
    '<startEvent id="s"/><userTask id="vote"><multiInstanceLoopCharacteristics>'
    "<loopCardinality>5</loopCardinality><loopDataOutputRef>votes</loopDataOutputRef>"
    '<outputDataItem id="yes" name="yes"/><completionCondition>len(votes) &gt;= 3</completionCondition>'
    '</multiInstanceLoopCharacteristics></userTask><endEvent id="e"/>'
)


def test_a_quorum_of_three_of_five_cancels_the_rest(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(QUORUM, "s > vote\nvote > e"), answers={"vote": [{"yes": n} for n in (1, 2, 3, 4)]})
    assert outcome.state == "completed"
    assert outcome.data["votes"] == [1, 2, 3]
    assert sum(h.event == "cancelled" for h in outcome.trace if h.element == "vote") == 2


def test_order_entries_left_over_by_a_quorum_are_skipped(draw: Draw, perform: Perform) -> None:
    nodes = QUORUM.replace(
        '<endEvent id="e"/>', '<parallelGateway id="g"/><userTask id="x"/><userTask id="y"/><endEvent id="e"/>'
    )
    outcome = perform(
        draw(nodes, "s > vote\nvote > g\ng > x\ng > y\nx > e\ny > e"),
        order=["vote"] * 5 + ["y", "x"],
        answers={"vote": [{"yes": 1}] * 5},
    )
    assert (outcome.state, finished(outcome, "x", "y")) == ("completed", ["y", "x"])

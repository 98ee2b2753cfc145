"""A state from which the end is out of reach is found, with the shortest way to it."""

from __future__ import annotations

from tests.bpmn.soundness.conftest import kinds


def test_a_chain_of_tasks_is_sound(judge, draw):
    verdict = judge(draw.task_chain("apply", "review"))
    assert (verdict.faults, verdict.gave_up, verdict.sound, verdict.can_finish) == ((), False, True, True)


def test_a_choice_that_ends_at_a_join_stands_still(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "split", default_="split_b"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start split", "split a [x]", "split b", "a join", "b join", "join end"),
    )
    assert kinds(verdict) == [("cannot_complete", "join")]
    assert verdict.faults[0].path in (("start", "split", "a"), ("start", "split", "b"))


def test_branches_that_meet_at_their_own_join_are_sound(judge, draw):
    names = [f"t{number}" for number in range(20)]
    verdict = judge(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        *(draw("userTask", name) for name in names),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start split", *(f"split {name} join" for name in names), "join end"),
    )
    assert verdict.sound
    assert verdict.states < 100


def test_any_choice_among_twenty_branches_is_sound(judge, draw):
    names = [f"t{number}" for number in range(20)]
    verdict = judge(
        draw("startEvent", "start"),
        draw("inclusiveGateway", "split"),
        *(draw("userTask", name) for name in names),
        draw("inclusiveGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start split", *(f"split {name} [{name}]" for name in names)),
        draw.flows(*(f"{name} join" for name in names), "join end"),
    )
    assert verdict.sound
    assert verdict.states < 5_000


def test_a_branch_that_may_end_early_leaves_the_join_waiting(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("exclusiveGateway", "rejected", default_="rejected_join"),
        draw("endEvent", "refused"),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start split a rejected", "rejected refused [no]", "rejected join", "split b join", "join end"),
    )
    assert kinds(verdict) == [("cannot_complete", "join")]
    assert set(verdict.faults[0].path) == {"start", "split", "a", "rejected", "refused", "b"}


def test_a_terminate_event_ends_what_waits_at_a_join(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("exclusiveGateway", "rejected", default_="rejected_join"),
        draw.event("endEvent", "refused", "terminate"),
        draw("parallelGateway", "join"),
        draw("endEvent", "end"),
        draw.flows("start split a rejected", "rejected refused [no]", "rejected join", "split b join", "join end"),
    )
    assert verdict.sound


def test_a_loop_without_a_way_out_never_ends(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("userTask", "a"),
        draw.flows("start again a again"),
    )
    assert [(fault.kind, fault.element, fault.path) for fault in verdict.faults] == [
        ("cannot_complete", "a", ("start", "again"))
    ]


def test_an_error_that_nobody_catches_stands_still(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("userTask", "a"),
        draw.event("endEvent", "failed", "error late"),
        draw.flows("start a failed"),
    )
    assert [(fault.kind, fault.element, fault.path) for fault in verdict.faults] == [
        ("cannot_complete", "failed", ("start", "a", "failed"))
    ]


def test_a_process_that_waits_for_nothing_but_data_may_wait_for_ever(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("userTask", "a"),
        draw.event("intermediateCatchEvent", "paid", "conditional amount > 3"),
        draw("endEvent", "end"),
        draw.flows("start a paid end"),
    )
    assert kinds(verdict) == [("cannot_complete", "paid")]


def test_a_call_of_an_empty_process_never_comes_back(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("callActivity", "call", calledElement="empty"),
        draw("endEvent", "end"),
        draw.flows("start call end"),
        around='<bpmn:process id="empty"/>',
    )
    assert kinds(verdict) == [("cannot_complete", "call")]


def test_a_process_that_calls_itself_is_not_proven(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("userTask", "a"),
        draw("exclusiveGateway", "split", default_="split_end"),
        draw("callActivity", "again", calledElement="process"),
        draw("endEvent", "end"),
        draw.flows("start a split", "split end", "split again [x]", "again end"),
    )
    assert (verdict.faults, verdict.gave_up, verdict.can_finish) == ((), True, False)

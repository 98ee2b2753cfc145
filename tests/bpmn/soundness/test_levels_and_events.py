"""Sub-processes, calls and events: what happens inside is told with the way that leads there."""

from __future__ import annotations

from tests.bpmn.soundness.conftest import kinds


def stuck_inside(draw):
    """A sub-process in which a join waits for a branch that was not chosen."""
    return (
        draw("startEvent", "open"),
        draw("userTask", "look"),
        draw("exclusiveGateway", "split", default_="split_b"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("parallelGateway", "join"),
        draw("endEvent", "done"),
        draw.flows("open look split", "split a [x]", "split b", "a join", "b join", "join done"),
    )


def around(draw, *inside, boundary=""):
    return (
        draw("startEvent", "start"),
        draw("userTask", "apply"),
        draw("subProcess", "review", *inside),
        draw("endEvent", "end"),
        boundary,
        draw.flows("start apply review end"),
    )


def leading_out(draw, definition):
    """A boundary event beside `review` that leads to an end of its own."""
    return draw.boundary("late", "review", definition) + draw("endEvent", "over") + draw.flows("late over")


def test_a_standstill_inside_a_sub_process_is_told_with_the_way_into_it(judge, draw):
    verdict = judge(*around(draw, *stuck_inside(draw)))
    assert kinds(verdict) == [("cannot_complete", "join")]
    path = ("start", "apply", "review", "open", "look", "split")
    assert verdict.faults[0].path in ((*path, "a"), (*path, "b"))


def test_a_deadline_does_not_excuse_a_standstill(judge, draw):
    verdict = judge(*around(draw, *stuck_inside(draw), boundary=leading_out(draw, "timer P10D")))
    assert ("cannot_complete", "join") in kinds(verdict)


def endless(draw):
    return (
        draw("startEvent", "open"),
        draw("exclusiveGateway", "again"),
        draw("userTask", "remind"),
        draw.flows("open again remind again"),
    )


def test_work_that_goes_round_until_its_deadline_is_sound(judge, draw):
    assert kinds(judge(*around(draw, *endless(draw)))) == [("cannot_complete", "remind")]
    assert judge(*around(draw, *endless(draw), boundary=leading_out(draw, "timer P10D"))).can_finish


def test_an_error_is_caught_around_the_sub_process_that_throws_it(judge, draw):
    inside = (
        draw("startEvent", "open"),
        draw("userTask", "look"),
        draw.event("endEvent", "refused", "error late"),
        draw.flows("open look refused"),
    )
    caught = leading_out(draw, "error late")
    wrong = leading_out(draw, "error other")
    assert judge(*around(draw, *inside, boundary=caught)).can_finish
    assert ("cannot_complete", "refused") in kinds(judge(*around(draw, *inside, boundary=wrong)))
    assert ("dead_element", "end") in kinds(judge(*around(draw, *inside, boundary=caught)))


def test_an_error_declared_without_a_code_catches_whatever_is_thrown(judge, draw):
    inside = (draw("startEvent", "open"), draw.event("endEvent", "refused", "error late"), draw.flows("open refused"))
    definition = '<bpmn:errorEventDefinition errorRef="plain"/>'
    plain = draw("boundaryEvent", "late", definition, attachedToRef="review")
    caught = plain + draw("endEvent", "over") + draw.flows("late over")
    declared = '<bpmn:error id="plain" name="anything"/>'
    assert judge(*around(draw, *inside, boundary=caught), around=declared).can_finish


def test_an_escalation_that_interrupts_ends_what_would_stand_still(judge, draw):
    inside = (
        draw("startEvent", "open"),
        draw("parallelGateway", "split"),
        draw("userTask", "wait"),
        draw("userTask", "stop"),
        draw.event("intermediateThrowEvent", "abolished", "escalation abolished"),
        draw("parallelGateway", "join"),
        draw("endEvent", "done"),
        draw("userTask", "never"),
        draw.flows("open split wait join done", "split stop abolished", "never join"),
    )
    caught = leading_out(draw, "escalation abolished")
    assert judge(*around(draw, *inside, boundary=caught)).can_finish
    assert ("cannot_complete", "join") in kinds(judge(*around(draw, *inside)))


def test_a_withdrawal_at_any_time_takes_over_and_ends(judge, draw):
    withdrawal = draw(
        "subProcess",
        "withdrawal",
        draw.event("startEvent", "withdrawn", "message withdraw", isInterrupting="true"),
        draw("userTask", "file"),
        draw("endEvent", "filed"),
        draw.flows("withdrawn file filed"),
        triggeredByEvent="true",
    )
    assert judge(*around(draw, *endless(draw), boundary=withdrawal)).can_finish
    assert judge(draw.task_chain("apply", "review"), withdrawal).sound


def test_reminders_beside_a_task_do_not_make_its_process_grow(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("userTask", "report"),
        draw.boundary("weekly", "report", "timer R/P7D", interrupting=False),
        draw("userTask", "remind"),
        draw("endEvent", "reminded"),
        draw("exclusiveGateway", "good", default_="good_end"),
        draw("endEvent", "end"),
        draw.flows("start again report good", "good end", "good again [no]", "weekly remind reminded"),
    )
    assert verdict.sound


def test_a_branch_left_behind_in_each_round_grows(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("exclusiveGateway", "again"),
        draw("parallelGateway", "split"),
        draw("userTask", "report"),
        draw("userTask", "copy"),
        draw("exclusiveGateway", "good", default_="good_end"),
        draw("endEvent", "end"),
        draw("endEvent", "copied"),
        draw.flows("start again split report good", "good end", "good again [no]", "split copy copied"),
    )
    assert [(fault.kind, fault.element) for fault in verdict.faults if fault.kind == "unbounded"] == [
        ("unbounded", "copy")
    ]


def test_a_loop_of_scripts_alone_never_waits(judge, draw):
    def loop(inside):
        return judge(
            draw("startEvent", "start"),
            draw("exclusiveGateway", "again"),
            inside,
            draw("exclusiveGateway", "enough", default_="enough_end"),
            draw("endEvent", "end"),
            draw.flows("start again count enough", "enough end", "enough again [no]"),
        )

    script = loop(draw("scriptTask", "count", draw("script", "s", "x = 1")))
    assert [(fault.kind, fault.path) for fault in script.faults] == [
        ("loop_without_wait", ("start", "again", "count", "enough"))
    ]
    assert loop(draw("serviceTask", "count")).sound


def test_branches_that_meet_without_a_join_do_the_rest_twice(judge, draw):
    verdict = judge(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "a"),
        draw("userTask", "b"),
        draw("userTask", "notify"),
        draw("endEvent", "end"),
        draw.flows("start split a notify end", "split b notify"),
    )
    assert kinds(verdict) == [("improper_completion", "notify")]
    assert verdict.can_finish
    assert set(verdict.faults[0].path) == {"start", "split", "a", "b"}


def test_a_process_too_large_for_the_limit_is_not_called_sound(judge, draw):
    verdict = judge(draw.task_chain(*(f"t{number}" for number in range(30))), limit=10)
    assert (verdict.gave_up, verdict.sound, verdict.can_finish, verdict.faults) == (True, False, False, ())


def test_what_happens_beside_work_that_goes_round_is_looked_at_too(judge, draw):
    inside = (
        draw("startEvent", "open"),
        draw("parallelGateway", "split"),
        draw("exclusiveGateway", "again"),
        draw("userTask", "remind"),
        draw("userTask", "look"),
        draw("exclusiveGateway", "round", default_="round_count"),
        draw("scriptTask", "count", draw("script", "s", "x = 1")),
        draw("endEvent", "done"),
        draw.flows("open split again remind again", "split look round count round", "round done [x]"),
    )
    assert ("loop_without_wait", "round") in kinds(
        judge(*around(draw, *inside, boundary=leading_out(draw, "timer P10D")))
    )

"""A diagram is played to its end by a script, on the real engine, without waiting."""

# ruff: noqa: E501 -- an element of a diagram is read more easily on one line

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from bpmn.play import Outcome, Waiting

Draw = Callable[..., Path]
Perform = Callable[..., Outcome]

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


def finished(outcome: Outcome, *elements: str) -> list[str]:
    """List what was completed, in order; only these elements when any are named."""
    return [h.element for h in outcome.trace if h.event == "completed" and (not elements or h.element in elements)]


def test_tasks_are_finished_as_they_opened_with_empty_answers(draw: Draw, perform: Perform) -> None:
    path = draw('<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/>', "s > a\na > b\nb > e")
    outcome = perform(path)
    assert (outcome.state, finished(outcome)) == ("completed", ["s", "a", "b", "e"])
    assert outcome.data == {}


def test_a_task_without_a_form_takes_any_values(draw: Draw, perform: Perform) -> None:
    path = draw('<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>', "s > a\na > e")
    outcome = perform(path, data={"x": 1}, answers={"a": [{"free": "text", "list": [1, 2]}]})
    assert outcome.data == {"x": 1, "free": "text", "list": [1, 2]}


def test_answers_decide_which_way_a_gateway_takes(draw: Draw, perform: Perform) -> None:
    nodes = (
        '<startEvent id="s"/><userTask id="a"/><exclusiveGateway id="x" default="other"/><userTask id="yes"/>'
        '<userTask id="no"/><endEvent id="e"/><sequenceFlow id="other" sourceRef="x" targetRef="no"/>'
    )
    path = draw(nodes, "s > a\na > x\nx > yes if amount > 100\nyes > e\nno > e")
    assert finished(perform(path, answers={"a": [{"amount": 200}]}), "yes", "no") == ["yes"]
    assert finished(perform(path, answers={"a": [{"amount": 50}]}), "yes", "no") == ["no"]


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


TIMER = '<startEvent id="s"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>{}</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id="e"/>'


def test_the_clock_jumps_to_the_next_timer_when_nothing_else_can_happen(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(TIMER.format("P2Y"), "s > wait\nwait > e"))
    assert outcome.state == "completed"
    assert outcome.trace[-1].at - outcome.trace[0].at == timedelta(days=731)  # 2028 is a leap year


def test_no_timer_fires_beyond_until(draw: Draw, perform: Perform) -> None:
    path = draw(TIMER.format("P30D"), "s > wait\nwait > e")
    assert perform(path, until="P30D").state == "completed"
    late = perform(path, until="P29D")
    assert (late.state, [w.kind for w in late.waiting]) == ("waiting", ["timer"])
    assert late.waiting[0].element == "wait"


BOUNDARY = (
    '<startEvent id="s"/><userTask id="review"/><endEvent id="e"/><boundaryEvent id="late" attachedToRef="review"'
    ' cancelActivity="{}"><timerEventDefinition><{kind}>{value}</{kind}></timerEventDefinition></boundaryEvent>'
    '<userTask id="escalated"/><endEvent id="e2"/>'
)


def test_a_boundary_timer_is_played_by_naming_the_task_behind_it(draw: Draw, perform: Perform) -> None:
    path = draw(
        BOUNDARY.format("true", kind="timeDuration", value="P5D"),
        "s > review\nreview > e\nlate > escalated\nescalated > e2",
    )
    assert finished(perform(path), "review", "escalated") == ["review"]
    assert finished(perform(path, order=["escalated"]), "review", "escalated") == ["escalated"]


def test_a_reminder_that_does_not_interrupt_leaves_the_task_open(draw: Draw, perform: Perform) -> None:
    path = draw(
        BOUNDARY.format("false", kind="timeCycle", value="R3/P1D"),
        "s > review\nreview > e\nlate > escalated\nescalated > e2",
    )
    outcome = perform(path, order=["escalated", "escalated", "review"])
    assert (
        outcome.state,
        finished(outcome, "review", "escalated"),
    ) == ("completed", ["escalated", "escalated", "review"])


ENDLESS = (
    '<startEvent id="s"/><receiveTask id="answer" messageRef="m"/><endEvent id="e"/><boundaryEvent id="remind"'
    ' attachedToRef="answer" cancelActivity="false"><timerEventDefinition><timeCycle>R/P1D</timeCycle>'
    '</timerEventDefinition></boundaryEvent><endEvent id="reminded"/>'
)
MESSAGE = '<message id="m" name="answered"/>'


def test_a_cycle_without_end_runs_until_the_named_time(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE), until="P10D")
    assert (outcome.state, finished(outcome).count("reminded")) == ("waiting", 10)
    assert {("timer", "remind"), ("message", "answer")} == {(w.kind, w.element) for w in outcome.waiting}


def test_a_cycle_without_end_comes_to_rest_without_until(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE))
    assert (outcome.state, finished(outcome).count("reminded")) == ("waiting", 1000)


def test_a_message_ends_the_waiting(draw: Draw, perform: Perform) -> None:
    path = draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE)
    outcome = perform(path, messages=[{"after": "s", "name": "answered", "payload": {"yes": True}}])
    assert (outcome.state, outcome.data) == ("completed", {"yes": True})


def test_a_message_may_come_after_the_element_that_waits_for_it_was_entered(draw: Draw, perform: Perform) -> None:
    path = draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE)
    assert perform(path, messages=[{"after": "answer", "name": "answered"}]).state == "completed"


def test_a_message_nobody_waits_for_is_told(draw: Draw, perform: Perform) -> None:
    path = draw(ENDLESS, "s > answer\nanswer > e\nremind > reminded", beside=MESSAGE)
    outcome = perform(path, messages=[{"name": "answered"}, {"name": "never"}])
    assert (outcome.state, outcome.undelivered) == ("completed", ("never",))


def test_correlation_chooses_the_place(draw: Draw, perform: Perform) -> None:
    nodes = (
        '<startEvent id="s"/><parallelGateway id="g"/><receiveTask id="first" messageRef="m"><extensionElements/>'
        '</receiveTask><receiveTask id="second" messageRef="n"/><endEvent id="e"/><endEvent id="e2"/>'
    )
    path = draw(
        nodes,
        "s > g\ng > first\ng > second\nfirst > e\nsecond > e2",
        beside='<message id="m" name="paid"/><message id="n" name="signed"/>',
    )
    outcome = perform(path, messages=[{"name": "signed"}])
    assert ("waiting", [Waiting("message", "first", "paid")]) == (outcome.state, list(outcome.waiting))


WITHDRAW = (
    '<startEvent id="s"/><userTask id="apply"/><userTask id="examine"/><endEvent id="e"/>'
    '<subProcess id="withdrawal" triggeredByEvent="true"><startEvent id="withdrawn" isInterrupting="true">'
    '<messageEventDefinition messageRef="m"/></startEvent><userTask id="confirm"/><endEvent id="gone"/>'
    '<sequenceFlow id="w1" sourceRef="withdrawn" targetRef="confirm"/>'
    '<sequenceFlow id="w2" sourceRef="confirm" targetRef="gone"/></subProcess>'
)


def test_an_interrupting_event_sub_process_interrupts(draw: Draw, perform: Perform) -> None:
    path = draw(WITHDRAW, "s > apply\napply > examine\nexamine > e", beside=MESSAGE)
    outcome = perform(path, messages=[{"after": "apply", "name": "answered"}])
    assert (outcome.state, finished(outcome, "apply", "examine", "confirm")) == ("completed", ["apply", "confirm"])
    assert ("examine", "cancelled") in {(h.element, h.event) for h in outcome.trace}


def test_an_error_reaches_its_boundary_event(draw: Draw, perform: Perform) -> None:
    nodes = (
        '<startEvent id="s"/><subProcess id="sub"><startEvent id="s2"/><endEvent id="fails"><errorEventDefinition'
        ' errorRef="err"/></endEvent><sequenceFlow id="i" sourceRef="s2" targetRef="fails"/></subProcess>'
        '<boundaryEvent id="caught" attachedToRef="sub"><errorEventDefinition errorRef="err"/></boundaryEvent>'
        '<userTask id="repair"/><endEvent id="e"/><endEvent id="e2"/>'
    )
    path = draw(
        nodes, "s > sub\nsub > e\ncaught > repair\nrepair > e2", beside='<error id="err" name="bad" errorCode="BAD"/>'
    )
    outcome = perform(path)
    assert (outcome.state, finished(outcome, "repair", "e")) == ("completed", ["repair"])


def test_service_tasks_take_their_answers_and_run_nothing(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><serviceTask id="fetch" jorye:operation="no_such_operation"/><userTask id="a"/><endEvent id="e"/>'
    path = draw(nodes, "s > fetch\nfetch > a\na > e")
    assert perform(path, answers={"fetch": [{"rate": Decimal("1.5")}]}).data == {"rate": Decimal("1.5")}
    assert perform(path).data == {}


def test_scripts_and_decisions_really_run(draw: Draw, perform: Perform, tmp_path: Path) -> None:
    (tmp_path / "size.dmn").write_text(
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">'
        '<decision id="size" name="size"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i" label="amount">'
        '<inputExpression id="ie" typeRef="number"><text>amount</text></inputExpression></input>'
        '<output id="o" name="size" typeRef="string"/>'
        '<rule id="r1"><inputEntry id="a1"><text>&lt; 100</text></inputEntry><outputEntry id="b1"><text>"small"</text></outputEntry></rule>'
        '<rule id="r2"><inputEntry id="a2"><text>&gt;= 100</text></inputEntry><outputEntry id="b2"><text>"big"</text></outputEntry></rule>'
        "</decisionTable></decision></definitions>"
    )
    nodes = (
        '<startEvent id="s"/><scriptTask id="double"><script>amount = amount * 2</script></scriptTask>'
        '<businessRuleTask id="judge" jorye:decision="size"/><endEvent id="e"/>'
    )
    outcome = perform(draw(nodes, "s > double\ndouble > judge\njudge > e"), data={"amount": 60})
    assert (outcome.state, outcome.data) == ("completed", {"amount": 120, "size": "big"})


def test_a_called_process_is_found_in_the_neighbouring_file(draw: Draw, perform: Perform) -> None:
    draw('<startEvent id="s"/><userTask id="inner"/><endEvent id="e"/>', "s > inner\ninner > e", name="called")
    path = draw(
        '<startEvent id="s"/><callActivity id="call" calledElement="called"/><endEvent id="e"/>', "s > call\ncall > e"
    )
    outcome = perform(path, answers={"inner": [{"found": 7}]})
    assert (outcome.state, outcome.data["found"]) == ("completed", 7)


def test_a_condition_that_is_neither_true_nor_false_fails_and_names_its_place(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><exclusiveGateway id="x"/><endEvent id="e"/><endEvent id="e2"/>'
    outcome = perform(draw(nodes, "s > x\nx > e if amount\nx > e2 if true"), data={"amount": 3})
    assert (outcome.state, [error.element for error in outcome.errors]) == ("failed", ["x"])


def test_a_fault_beside_a_task_is_told_even_when_the_task_is_finished(draw: Draw, perform: Perform) -> None:
    late = '<boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>limit</timeDuration></timerEventDefinition></boundaryEvent>'
    file = draw(f'<startEvent id="s"/><userTask id="a"/>{late}<endEvent id="e"/>', "s > a\n a > e\n late > e")
    outcome = perform(file)
    assert (outcome.state, [(e.element, e.code) for e in outcome.errors]) == ("failed", [("late", "name_unknown")])


def test_a_file_that_does_not_load_fails_with_everything_that_is_wrong(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><scriptTask id="x"><script>a = = 1</script></scriptTask><scriptTask id="y"><script>import os</script></scriptTask><endEvent id="e"/>'
    outcome = perform(draw(nodes, "s > x\nx > y\ny > e"))
    assert outcome.state == "failed"
    assert {"x", "y"} <= {error.element for error in outcome.errors}


def test_a_process_that_never_rests_is_stopped(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><exclusiveGateway id="x"/><userTask id="a"/><exclusiveGateway id="y" default="back"/><endEvent id="e"/><sequenceFlow id="back" sourceRef="y" targetRef="x"/>'
    outcome = perform(draw(nodes, 's > x\nx > a\na > y\ny > e if exists("never")'))
    assert (outcome.state, outcome.errors[-1].code) == ("failed", "no_rest")


def test_tasks_that_multiply_are_stopped_before_they_are_thousands(draw: Draw, perform: Perform) -> None:
    outcome = perform(draw('<startEvent id="s"/><userTask id="a"/>', "s > a\na > a\na > a"))
    assert ("failed", ["no_rest"]) == (outcome.state, [error.code for error in outcome.errors])
    assert len(outcome.waiting) < 1_000


def test_one_of_several_processes_of_a_file_is_chosen(tmp_path: Path, draw: Draw, perform: Perform) -> None:
    beside = '<process id="q" isExecutable="true"><startEvent id="qs"/><endEvent id="qe"/><sequenceFlow id="qf" sourceRef="qs" targetRef="qe"/></process>'
    path = draw('<startEvent id="s"/><endEvent id="e"/>', "s > e", beside=beside)
    assert finished(perform(path, "q")) == ["qs", "qe"]
    assert finished(perform(path, "p")) == ["s", "e"]


def test_a_message_starts_a_process_that_has_no_other_start(draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent><endEvent id="e"/>'
    outcome = perform(draw(nodes, "s > e", beside=MESSAGE), messages=[{"name": "answered", "payload": {"x": 1}}])
    assert (outcome.state, outcome.data, outcome.undelivered) == ("completed", {"x": 1}, ())


def test_the_outcome_is_written_as_json_values(draw: Draw, perform: Perform) -> None:
    path = draw('<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>', "s > a\na > e")
    data = {"tenth": Decimal("0.1"), "whole": Decimal("40000000"), "long": Decimal("0.1234567890123456789")}
    assert perform(path, data=data).document()["data"] == {
        "tenth": 0.1,
        "whole": 40000000,
        "long": "0.1234567890123456789",
    }


def test_an_answer_goes_through_the_form_of_its_task(tmp_path: Path, draw: Draw, perform: Perform) -> None:
    nodes = '<startEvent id="s"/><userTask id="a" jorye:form="f"/><endEvent id="e"/>'
    folder = tmp_path / "p"
    (folder / "forms").mkdir(parents=True)
    (folder / "forms" / "f.json").write_text(
        '{"type": "object", "title": "양식", "x-title-en": "Form", "required": ["amount"], "properties":'
        ' {"amount": {"type": "integer", "title": "금액", "x-title-en": "Amount", "x-widget": "money"}}}'
    )
    draw(nodes, "s > a\na > e").rename(folder / "process.bpmn")
    right = perform(folder, answers={"a": [{"amount": 5, "stranger": 1}]})
    assert ("completed", {"amount": 5}) == (right.state, right.data)
    wrong = perform(folder)
    assert ("failed", ["answer_refused"]) == (wrong.state, [error.code for error in wrong.errors])
    assert [("user_task", "a")] == [(w.kind, w.element) for w in wrong.waiting]


def test_a_form_that_is_not_there_is_like_none(draw: Draw, perform: Perform) -> None:
    path = draw('<startEvent id="s"/><userTask id="a" jorye:form="gone"/><endEvent id="e"/>', "s > a\na > e")
    assert perform(path, answers={"a": [{"x": 1}]}).data == {"x": 1}

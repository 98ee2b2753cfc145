"""A diagram is played to its end by a script, on the real engine, without waiting."""

# ruff: noqa: E501 -- an element of a diagram is read more easily on one line

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.bpmn.play.telling import MESSAGE, Draw, Perform, finished


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

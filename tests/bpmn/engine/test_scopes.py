"""Where values live: one scope per process, shared by its sub-processes; called processes have their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bpmn.engine import Refused


def test_a_branch_never_reverts_what_another_wrote(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("userTask", "check"),
        draw("userTask", "read"),
        draw("parallelGateway", "join"),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start split check join after end", "split read join"),
        values={"status": "draft", "marks": [1, 2, 3]},
    )
    case.finish("check", status="checked", marks=[3, 2]).finish("read", seen=True)
    assert case.values == {"status": "checked", "marks": [3, 2], "seen": True}


def test_a_sub_process_shares_the_values_of_its_parent(begin, draw):
    inner = (draw("startEvent", "s"), draw("userTask", "fill"), draw("endEvent", "e"), draw.flows("s fill e"))
    case = begin(
        draw("startEvent", "start"),
        draw("parallelGateway", "split"),
        draw("subProcess", "part", *inner),
        draw("userTask", "beside"),
        draw("endEvent", "end"),
        draw.flows("start split part end", "split beside end"),
    )
    case.finish("beside", amount=5)
    case.finish("fill", amount=6)
    assert case.values == {"amount": 6}


CALLED = (
    '<bpmn:process id="opinion" isExecutable="true"><bpmn:startEvent id="os"/><bpmn:userTask id="write"/>'
    '<bpmn:endEvent id="oe"/><bpmn:sequenceFlow id="o1" sourceRef="os" targetRef="write"/>'
    '<bpmn:sequenceFlow id="o2" sourceRef="write" targetRef="oe"/></bpmn:process>'
)


def calling(draw, inside="", **attributes):
    return (
        draw("startEvent", "start"),
        draw("callActivity", "call", inside, calledElement="opinion", **attributes),
        draw("userTask", "after"),
        draw("endEvent", "end"),
        draw.flows("start call after end"),
    )


def test_a_call_hands_everything_in_and_out_when_nothing_is_mapped(begin, draw):
    case = begin(*calling(draw), around=CALLED, values={"amount": 1})
    case.finish("write", amount=2, opinion="yes")
    assert case.values == {"amount": 2, "opinion": "yes"}


def test_a_call_with_a_mapping_lets_only_that_cross(begin, draw):
    mapping = (
        '<bpmn:extensionElements><jorye:in target="total" value="amount * 2"/>'
        '<jorye:out target="opinion" value="text + \'!\'"/></bpmn:extensionElements>'
    ).replace("text", "words")
    case = begin(*calling(draw, mapping), around=CALLED, values={"amount": 4, "secret": True})
    work = case.last.opened[0]
    assert (work.element, work.process_id) == ("write", "opinion")
    case.finish("write", words="good", other=1)
    assert case.values == {"amount": 4, "secret": True, "opinion": "good!"}


def test_what_a_called_process_writes_stays_inside_until_it_ends(begin, draw):
    case = begin(
        *calling(draw), around=CALLED.replace("oe", "more").replace("endEvent", "userTask", 1), values={"a": 1}
    )
    case.finish("write", a=2)
    assert case.values == {"a": 1}


def test_a_result_variable_takes_the_whole_result(begin, draw):
    case = begin(*calling(draw, jorye__result="outcome"), around=CALLED, values={"a": 1})
    case.finish("write", a=2)
    assert case.values == {"a": 1, "outcome": {"a": 2}}


def test_a_process_that_calls_itself_without_end_becomes_an_incident(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("callActivity", "again", calledElement="process"),
        draw("endEvent", "end"),
        draw.flows("start again end"),
    )
    assert case.incidents == [("again", "too_deep")]


def test_a_script_writes_and_a_job_gives_its_result(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("scriptTask", "count", "<bpmn:script>total = amount * 3\nparts = [amount, total]</bpmn:script>"),
        draw(
            "serviceTask",
            "post",
            '<bpmn:extensionElements><jorye:parameter name="sum" value="total"/></bpmn:extensionElements>',
            jorye__operation="ledger_post",
            jorye__result="entry",
            jorye__execution="external",
        ),
        draw("endEvent", "end"),
        draw.flows("start count post end"),
        values={"amount": 7},
    )
    (job,) = case.last.jobs
    assert (job.operation, dict(job.parameters), job.execution) == ("ledger_post", {"sum": 21}, "external")
    case.answer_job("post", number="2027-1")
    assert case.values == {"amount": 7, "total": 21, "parts": [7, 21], "entry": {"number": "2027-1"}}


def test_a_decision_table_decides_over_the_values(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("businessRuleTask", "band", jorye__decision="approver"),
        draw("endEvent", "end"),
        draw.flows("start band end"),
        values={"amount": 60},
        files={"decisions/approver.dmn": DECISION},
    )
    assert (case.ended, case.values) == ("completed", {"amount": 60, "approver": "bureau_chief"})


def test_two_rows_of_a_unique_table_are_an_incident(begin, draw):
    case = begin(
        draw("startEvent", "start"),
        draw("businessRuleTask", "band", jorye__decision="approver"),
        draw("endEvent", "end"),
        draw.flows("start band end"),
        values={"amount": 60},
        files={"decisions/approver.dmn": DECISION.replace("&lt; 50", "&lt; 70")},
    )
    assert (case.ended, [element for element, _ in case.incidents]) == ("", ["band"])


def test_values_keep_their_types_over_every_step(begin, draw):
    given = {
        "money": 300_000_000,
        "rate": Decimal("0.035"),
        "day": date(2027, 3, 2),
        "typename": "x",
        "$t": "decimal",
        "nested": [{"$t": 1, "v": Decimal("1.10")}, None, True],
        "number": 1.5,
    }
    case = begin(draw.task_chain("a", "b"), values=given)
    case.finish("a")
    assert case.values == {**given, "number": Decimal("1.5")}
    assert type(case.values["rate"]) is Decimal


def test_a_value_that_hides_a_function_is_refused(begin, draw, engine):
    case = begin(draw.task_chain("a"))
    for name in ("plus_days", "len", "true"):
        with pytest.raises(Refused, match=f"{name}: names of functions"):
            case.finish("a", **{name: 1})
        with pytest.raises(Refused):
            begin(draw.task_chain("a"), values={name: 1})
    assert case.open == ["a"]


def test_declared_inputs_must_be_there_and_only_outputs_leave(begin, draw):
    declared = (
        '<bpmn:ioSpecification><bpmn:dataInput id="amount"/><bpmn:dataOutput id="opinion"/>'
        "<bpmn:inputSet><bpmn:dataInputRefs>amount</bpmn:dataInputRefs></bpmn:inputSet>"
        "<bpmn:outputSet><bpmn:dataOutputRefs>opinion</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>"
    )
    parts = (
        draw("startEvent", "start"),
        draw("userTask", "write", declared),
        draw("endEvent", "end"),
        draw.flows("start write end"),
    )
    assert begin(*parts).incidents == [("write", "missing_input")]
    case = begin(*parts, values={"amount": 5})
    case.finish("write", opinion="yes", scratch="no", amount=6)
    assert case.values == {"amount": 5, "opinion": "yes"}


def test_scripts_before_and_after_a_task_run_around_it(begin, draw):
    scripts = (
        "<bpmn:extensionElements><spiffworkflow:preScript>limit = amount * 2</spiffworkflow:preScript>"
        "<spiffworkflow:postScript>rest = limit - used</spiffworkflow:postScript></bpmn:extensionElements>"
    )
    case = begin(
        draw("startEvent", "start"),
        draw("userTask", "spend", scripts),
        draw("endEvent", "end"),
        draw.flows("start spend end"),
        values={"amount": 5},
    )
    assert case.finish("spend", used=3).values == {"amount": 5, "limit": 10, "used": 3, "rest": 7}


DECISION = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x">
<decision id="approver" name="approver"><decisionTable id="t" hitPolicy="UNIQUE">
<input id="i"><inputExpression id="ie" typeRef="number"><text>amount</text></inputExpression></input>
<output id="o" name="approver" typeRef="string"/>
<rule id="r1"><inputEntry id="a1"><text>&lt; 50</text></inputEntry>
<outputEntry id="b1"><text>"division_head"</text></outputEntry></rule>
<rule id="r2"><inputEntry id="a2"><text>&gt;= 50</text></inputEntry>
<outputEntry id="b2"><text>"bureau_chief"</text></outputEntry></rule>
</decisionTable></decision></definitions>"""

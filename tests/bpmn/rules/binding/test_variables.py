"""What a process knows at each step: surely there, there on some ways only, of which type."""

from __future__ import annotations

import json

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.expressions.kinds import WHOLE, Type
from bpmn.rules import Subject, check
from tests.kit.rule_page import HEAD
from workflows.instances.surroundings import installed

ENGINE = Engine(b"variables", installed().functions)
BEGIN = '<startEvent id="begin" jorye:form="request"/>'
REQUEST = {"amount": {"type": "integer", "title": "금액"}, "length": {"type": "integer", "title": "일수"}}


def drawn(inside: str, **forms: object) -> Bundle:
    """Make a process that begins with a form asking for `amount` and `length`."""
    documents = {"request": REQUEST, **forms}
    files = {
        f"forms/{name}.json": json.dumps({"type": "object", "title": name, "properties": properties}).encode()
        for name, properties in documents.items()
    }
    diagram = f'{HEAD}<process id="p" isExecutable="true">{BEGIN}{inside}</process></definitions>'
    return Bundle.from_files({"process.bpmn": diagram.encode(), **files})


def flows(*pairs: str) -> str:
    """Draw plain flows: `begin>a`."""
    ends = [pair.split(">") for pair in pairs]
    return "".join(f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in ends)


def script(element: str, text: str) -> str:
    return f'<scriptTask id="{element}" name="{element}"><script>{text}</script></scriptTask>'


def missed(bundle: Bundle) -> set[tuple[str, str]]:
    """Give where a variable is unknown or not surely there, and the rule that says so."""
    found = check(bundle, installed(), engine=ENGINE, language="en")
    return {(each.rule, each.element) for each in found if each.rule.startswith("variable_un")}


def test_what_a_script_assigned_itself_is_not_missed() -> None:
    inside = script("a", "total = amount + 1\ntotal = total + length") + '<endEvent id="e"/>' + flows("begin>a", "a>e")
    assert missed(drawn(inside)) == set()


def test_what_only_one_branch_of_a_script_assigns_is_read_at_risk() -> None:
    text = "if amount &gt; 3:\n    way = 1\nelse:\n    other = 2\ntotal = way"
    inside = script("a", text) + '<endEvent id="e"/>' + flows("begin>a", "a>e")
    assert missed(drawn(inside)) == {("variable_unset", "a")}


@pytest.mark.parametrize(
    "perhaps",
    [
        script("a", "if amount &gt; 3:\n    way = 1"),
        script("a", "way = amount").replace(
            "<script>",
            "<multiInstanceLoopCharacteristics><loopCardinality>length</loopCardinality>"
            "</multiInstanceLoopCharacteristics><script>",
        ),
        script("a", "way = amount").replace(
            "<script>",
            '<standardLoopCharacteristics testBefore="true"><loopCondition>amount &gt; 3</loopCondition>'
            "</standardLoopCharacteristics><script>",
        ),
    ],
)
def test_what_a_step_may_leave_unwritten_is_read_at_risk_behind_it(perhaps: str) -> None:
    inside = perhaps + script("b", "total = way") + '<endEvent id="e"/>' + flows("begin>a", "a>b", "b>e")
    [finding] = [each for each in check(drawn(inside), installed(), engine=ENGINE) if each.rule == "variable_unset"]
    assert (finding.element, finding.path) == ("b", ("begin", "a", "b"))


def test_what_a_sub_process_writes_is_at_risk_where_it_may_have_nothing_to_repeat() -> None:
    loop = (
        "<multiInstanceLoopCharacteristics><loopCardinality>length</loopCardinality></multiInstanceLoopCharacteristics>"
    )
    inner = '<startEvent id="s"/><endEvent id="f"/>' + script("a", "way = amount") + flows("s>a", "a>f")
    inside = f'<subProcess id="each" name="each">{loop}{inner}</subProcess><endEvent id="e"/>'
    inside += script("b", "total = way") + flows("begin>each", "each>b", "b>e")
    assert missed(drawn(inside)) == {("variable_unset", "b")}


def test_a_name_that_nobody_writes_is_an_error_with_the_nearest_name() -> None:
    inside = script("a", "total = amuont") + '<endEvent id="e"/>' + flows("begin>a", "a>e")
    [finding] = [
        each
        for each in check(drawn(inside), installed(), engine=ENGINE, language="en")
        if each.rule == "variable_unknown"
    ]
    assert (finding.severity, finding.element) == ("error", "a")
    assert "amount?" in finding.message


WITHDRAWN = (
    '<subProcess id="withdrawn" triggeredByEvent="true"><startEvent id="told">'
    '<messageEventDefinition messageRef="m"/></startEvent>'
    + script("after", "why = reason_told")
    + '<endEvent id="done"/>'
    + flows("told>after", "after>done")
    + "</subProcess>"
)
"""A message that may bring values which no diagram tells."""


def test_a_name_that_only_a_message_could_bring_is_missed_where_none_need_have_come() -> None:
    inside = script("a", "total = amuont") + '<endEvent id="e"/>' + flows("begin>a", "a>e") + WITHDRAWN
    assert missed(drawn(inside)) == {("variable_unset", "a")}


def test_where_a_flow_leads_nowhere_yet_the_others_are_still_looked_at() -> None:
    inside = (
        '<exclusiveGateway id="g" default="g_gone"/><endEvent id="e"/>'
        '<sequenceFlow id="g_a" sourceRef="g" targetRef="a"><conditionExpression>way == "one"</conditionExpression>'
        "</sequenceFlow>" + script("a", "late = total") + flows("begin>g", "g>gone", "a>e")
    )
    choice = {"way": {"type": "string", "title": "길", "enum": ["one", "two"]}}
    assert missed(drawn(inside, request=choice)) == {("variable_unknown", "a")}


def test_both_branches_of_a_parallel_gateway_have_been_taken_where_they_join() -> None:
    inside = (
        '<parallelGateway id="split"/><parallelGateway id="join"/><endEvent id="e"/>'
        + script("a", "one = 1")
        + script("b", "two = 2")
        + script("c", "total = one + two")
        + flows("begin>split", "split>a", "split>b", "a>join", "b>join", "join>c", "c>e")
    )
    assert missed(drawn(inside)) == set()


def test_a_boundary_event_may_come_before_its_task_wrote_anything() -> None:
    inside = (
        '<userTask id="review" name="검토" jorye:assign="starter" jorye:form="opinion"/>'
        '<boundaryEvent id="late" name="기한 지남" attachedToRef="review">'
        "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>"
        '<endEvent id="e"/><endEvent id="f"/>'
        + script("a", "said = opinion")
        + script("b", "said = opinion")
        + flows("begin>review", "review>a", "late>b", "a>e", "b>f")
    )
    found = missed(drawn(inside, opinion={"opinion": {"type": "string", "title": "의견"}}))
    assert found == {("variable_unset", "b")}


def test_only_the_collection_leaves_a_multi_instance() -> None:
    loop = (
        "<multiInstanceLoopCharacteristics><loopDataInputRef>writers</loopDataInputRef>"
        '<loopDataOutputRef>opinions</loopDataOutputRef><inputDataItem id="writer"/><outputDataItem id="opinion"/>'
        "</multiInstanceLoopCharacteristics>"
    )
    inside = (
        script("who", "writers = [1, 2]")
        + '<userTask id="ask" name="묻기" jorye:assign="person" jorye:assignTo="writer" jorye:form="opinion">'
        + f'{loop}</userTask><endEvent id="e"/>'
        + script("a", "count = len(opinions)")
        + script("b", "last = opinion")
        + flows("begin>who", "who>ask", "ask>a", "a>b", "b>e")
    )
    found = missed(drawn(inside, opinion={"opinion": {"type": "string", "title": "의견"}}))
    assert found == {("variable_unset", "b")}


def test_an_event_sub_process_knows_only_what_was_there_when_its_level_began() -> None:
    inside = (
        '<userTask id="review" name="검토" jorye:assign="starter" jorye:form="opinion"/><endEvent id="e"/>'
        '<subProcess id="withdrawal" name="취하" triggeredByEvent="true">'
        '<startEvent id="withdrawn"><signalEventDefinition/></startEvent><endEvent id="f"/>'
        + script("b", "told = amount\nsaid = opinion")
        + flows("withdrawn>b", "b>f")
        + "</subProcess>"
        + flows("begin>review", "review>e")
    )
    found = missed(drawn(inside, opinion={"opinion": {"type": "string", "title": "의견"}}))
    assert found == {("variable_unset", "b")}


def test_a_diagram_of_another_tool_is_told_nothing_about_names() -> None:
    inside = script("a", "total = wherever_it_comes_from") + flows("begin>a")
    foreign = HEAD + f'<process id="p"><startEvent id="begin"/>{inside}</process></definitions>'
    assert missed(Bundle.from_files({"process.bpmn": foreign.encode()})) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("total = amount + length", WHOLE),
        ("way = &quot;a&quot; if amount &gt; 3 else &quot;b&quot;", Type("str", choices=("a", "b"))),
    ],
)
def test_the_types_of_what_scripts_write_follow_from_forms(text: str, expected: Type) -> None:
    bundle = drawn(script("a", text) + flows("begin>a"))
    [scope] = Subject(bundle, installed(), None).scopes
    assert scope.types[text.split(" = ")[0]] == expected


def test_the_way_to_a_missing_value_can_be_walked() -> None:
    inside = (
        '<exclusiveGateway id="asked" name="묻나요?" default="asked_met"/>'
        '<exclusiveGateway id="met"/><endEvent id="e"/>'
        + script("a", "one = 1")
        + script("b", "two = one")
        + '<sequenceFlow id="yes" sourceRef="asked" targetRef="a">'
        "<conditionExpression>amount &gt; 3</conditionExpression></sequenceFlow>"
        + flows("begin>asked", "asked>met", "a>met", "met>b", "b>e")
    )
    [finding] = [each for each in check(drawn(inside), installed(), engine=ENGINE) if each.rule == "variable_unset"]
    assert finding.path == ("begin", "asked", "met", "b")


def test_a_missing_value_is_told_where_the_case_would_stop_and_not_again() -> None:
    inside = (
        '<exclusiveGateway id="asked" name="묻나요?" default="asked_met"/>'
        '<exclusiveGateway id="met"/><endEvent id="e"/>'
        + script("a", "one = 1")
        + script("b", "two = one")
        + script("c", "three = one")
        + '<sequenceFlow id="yes" sourceRef="asked" targetRef="a">'
        "<conditionExpression>amount &gt; 3</conditionExpression></sequenceFlow>"
        + flows("begin>asked", "asked>met", "a>met", "met>b", "b>c", "c>e")
    )
    assert missed(drawn(inside)) == {("variable_unset", "b")}


def test_two_sub_processes_of_one_id_are_answered() -> None:
    inner = (
        '<startEvent id="{0}_s"/><userTask id="{0}_t"/><sequenceFlow id="{0}_f" sourceRef="{0}_s" targetRef="{0}_t"/>'
    )
    twice = "".join(f'<subProcess id="same">{inner.format(name)}</subProcess>' for name in ("one", "two"))
    assert {each.rule for each in check(drawn(twice), installed(), engine=ENGINE)} >= {"id_repeated"}


def test_a_sub_process_without_an_id_is_answered() -> None:
    nameless = '<subProcess><startEvent id="s"/><userTask id="t" jorye:form="request"/></subProcess>'
    assert {each.rule for each in check(drawn(nameless), installed(), engine=ENGINE)} >= {"id_missing"}


def test_a_boundary_event_on_itself_is_answered() -> None:
    loop = '<boundaryEvent id="late" attachedToRef="late"><timerEventDefinition/></boundaryEvent>'
    found = check(drawn(loop + script("a", "b = c") + flows("late>a")), installed(), engine=ENGINE)
    assert {each.rule for each in found} >= {"attached_to_missing"}

"""What a case will read is asked for exactly: neither is a value missed that will be there, nor one passed over."""

from __future__ import annotations

import pytest

from tests.bpmn.moving.conftest import draw, judged
from tests.bpmn.moving.test_needs import ASKED, apply, chain, then_counted

SCORED = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">'
    '<decision id="band"><decisionTable><output name="amount"/><rule id="r"><outputEntry><text>1</text>'
    "</outputEntry></rule></decisionTable></decision></definitions>"
)


def repeated(*more: str, over: str = "people") -> str:
    """Repeat an activity once for each of a collection."""
    data = f"<bpmn:loopDataInputRef>{over}</bpmn:loopDataInputRef>"
    return draw("multiInstanceLoopCharacteristics", "each", data, *more)


WHO = '<bpmn:inputDataItem id="who"/>'
COLLECTED = '<bpmn:loopDataOutputRef>amounts</bpmn:loopDataOutputRef><bpmn:outputDataItem id="amount"/>'
BEFORE = (
    "<bpmn:extensionElements><spiffworkflow:preScript>amount = 1</spiffworkflow:preScript>{}</bpmn:extensionElements>"
)


def inside(*parts: str, **attributes: str) -> str:
    """Draw a sub-process `apply` whose way leads through the element `count`."""
    ends = (draw("startEvent", "s"), draw("endEvent", "e"), draw.flows("s count e"))
    return draw("subProcess", "apply", *ends, *parts, **attributes)


def moved(engine, part, **rest):
    """Judge a case whose new version comes to an element `apply` that may read what is not there."""
    new = (
        draw("startEvent", "start"), draw("userTask", "first"), part, draw("endEvent", "end"),
        draw.flows("start first apply end"),
    )  # fmt: skip
    return judged(engine, [chain("first")], new, files={**ASKED, "decisions/band.dmn": SCORED}, **rest).verdict


def test_a_field_that_may_stay_empty_is_there_all_the_same(engine):
    assert then_counted(engine, apply(), reads="monthly") == "safe"


def test_what_a_decision_gives_is_there_behind_it(engine):
    new = (
        draw("startEvent", "start"), draw("userTask", "first"), draw("endEvent", "end"),
        draw("businessRuleTask", "apply", jorye__decision="band"),
        draw("scriptTask", "sum", "<bpmn:script>total = amount + 1</bpmn:script>"),
        draw.flows("start first apply sum end"),
    )  # fmt: skip
    assert judged(engine, [chain("first")], new, files={"decisions/band.dmn": SCORED}).verdict == "safe"


def test_each_instance_of_a_sub_process_sees_its_item(engine):
    part = inside(draw("scriptTask", "count", "<bpmn:script>last = who</bpmn:script>"), repeated(WHO))
    assert moved(engine, part, values={"people": []}) == "safe"


def test_whether_enough_have_answered_is_asked_when_one_has_answered(engine):
    enough = draw("completionCondition", "enough", "amount &gt; 3")
    assert moved(engine, apply(repeated(WHO, enough)), values={"people": []}) == "safe"


def test_whether_enough_have_answered_is_asked_of_what_a_sub_process_wrote(engine):
    enough = draw("completionCondition", "enough", "amount &gt; 3")
    part = inside(draw("scriptTask", "count", "<bpmn:script>amount = 1</bpmn:script>"), repeated(WHO, enough))
    assert moved(engine, part, values={"people": []}) == "safe"


def test_a_result_is_not_there_before_its_instance_has_written_it(engine):
    part = apply(repeated(WHO, COLLECTED), jorye__assignTo="amount")
    assert moved(engine, part, values={"people": []}) == "stays"


def test_what_the_script_before_a_task_writes_is_not_missed_by_the_task(engine):
    part = draw("userTask", "apply", BEFORE, jorye__assignTo="amount")
    assert moved(engine, part) == "safe"


def test_the_way_out_of_a_sub_process_may_ask_for_what_was_written_inside(engine):
    new = (
        draw("startEvent", "start"), draw("userTask", "first"), draw("endEvent", "end"), draw("endEvent", "other"),
        inside(draw("scriptTask", "count", "<bpmn:script>amount = 1</bpmn:script>"), default_="apply_end"),
        draw.flows("start first apply end", "apply other [amount > 3]"),
    )  # fmt: skip
    assert judged(engine, [chain("first")], new).verdict == "safe"


def test_of_a_sub_process_that_declares_what_it_gives_nothing_else_leaves(engine):
    declared = (
        "<bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet><bpmn:dataOutputRefs>half</bpmn:dataOutputRefs>"
        "</bpmn:outputSet></bpmn:ioSpecification>"
    )
    script = draw("scriptTask", "count", "<bpmn:script>amount = 2\nhalf = 1</bpmn:script>")
    found = [then_counted(engine, inside(script, declared), reads=name) for name in ("amount", "half")]
    assert found == ["stays", "safe"]


@pytest.mark.parametrize(("failing", "verdict"), [("serviceTask", "safe"), ("subProcess", "stays")])
def test_why_an_operation_failed_is_told_where_only_operations_fail(engine, failing, verdict):
    ends = draw.event("endEvent", "count", "error late") + draw("startEvent", "s") + draw.flows("s count")
    part = draw(failing, "apply", ends if failing == "subProcess" else "", jorye__operation="pay")
    caught = draw.boundary("failed", "apply", "error late") + draw("endEvent", "done")
    flows = draw.flows("start first apply done")
    assert then_counted(engine, part, caught, flows, way="failed sum end", reads="error_code") == verdict


def test_a_message_that_is_waited_for_is_not_asked_what_it_carries(engine):
    message = (
        '<bpmn:message id="paid" name="paid"><bpmn:extensionElements>'
        '<spiffworkflow:messagePayload>{"sum": turnover}</spiffworkflow:messagePayload></bpmn:extensionElements>'
        "</bpmn:message>"
    )
    part = draw("intermediateCatchEvent", "apply", '<bpmn:messageEventDefinition messageRef="paid"/>')
    assert moved(engine, part, around=message) == "safe"


def test_a_form_for_a_message_asks_the_case_as_the_form_of_a_task_does(engine):
    form = """{"type": "object", "title": "표", "x-title-en": "Table", "properties": {
      "price": {"type": "integer", "title": "값", "x-title-en": "Price", "x-show-if": "turnover > 3"}}}"""
    part = draw.event("intermediateCatchEvent", "apply", "message paid", jorye__form="priced")
    new = (
        draw("startEvent", "start"), draw("userTask", "first"), part, draw("endEvent", "end"),
        draw.flows("start first apply end"),
    )  # fmt: skip
    files = {"forms/priced.json": form}
    assert judged(engine, [chain("first")], new, files=files).verdict == "stays"
    assert judged(engine, [chain("first")], new, files=files, values={"turnover": 1}).verdict == "safe"
    script = (draw("scriptTask", "sum", "<bpmn:script>total = price</bpmn:script>"), draw.flows("apply sum"))
    behind = judged(engine, [chain("first")], [*new, *script], files=files, values={"turnover": 1})
    assert [each.params["name"] for each in behind.reasons] == ["price"]  # nobody sees to it that the message has it

"""What one element reads and writes: surely, perhaps, for its own instances alone; and the engine does just that."""

from __future__ import annotations

import pytest

from bpmn.effects import UNTOLD, Effect
from bpmn.rules import OperationFacts, Subject, Surroundings
from tests.bpmn.engine.conftest import Case, Draw, TwoEngines

draw = Draw()
ENGINE = TwoEngines()
INPUT = "<bpmn:ioSpecification><bpmn:inputSet><bpmn:dataInputRefs>{}</bpmn:dataInputRefs></bpmn:inputSet>"
OUTPUT = "<bpmn:outputSet><bpmn:dataOutputRefs>{}</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>"
ITEMS = "<bpmn:loopDataInputRef>items</bpmn:loopDataInputRef>" + draw("inputDataItem", "item")
RESULTS = "<bpmn:loopDataOutputRef>results</bpmn:loopDataOutputRef>" + draw("outputDataItem", "result")
CARRIED = (
    "<bpmn:extensionElements><spiffworkflow:variableName>why</spiffworkflow:variableName></bpmn:extensionElements>"
)
ANY_ERROR = "<bpmn:errorEventDefinition/>"
ASKED = """{"type": "object", "title": "값", "x-title-en": "Value", "properties": {
  "often": {"type": "boolean", "title": "매월", "x-title-en": "Monthly"},
  "yearly": {"type": "integer", "title": "연액", "x-title-en": "Yearly", "x-show-if": "not often"}}}"""
RATE = OperationFacts("local", gives={})


def spiff(name: str, text: str) -> str:
    """Write one of Spiff's extensions."""
    return f"<bpmn:extensionElements><spiffworkflow:{name}>{text}</spiffworkflow:{name}></bpmn:extensionElements>"


WHY = spiff("variableName", "why")


def script(*inside: str, text: str = "a = 1", element: str = "it") -> str:
    """Draw a script task."""
    return draw("scriptTask", element, *inside, f"<bpmn:script>{text}</bpmn:script>")


def repeated(*inside: str, script: str = "result = item") -> str:
    """Draw a script task that is done once for each item."""
    data = draw("multiInstanceLoopCharacteristics", "each", ITEMS, *inside)
    return draw("scriptTask", "it", data, f"<bpmn:script>{script}</bpmn:script>")


def effect(*parts: str, around: str = "", element: str = "it") -> Effect:
    """Tell what an element of a diagram does."""
    bundle = draw.bundle(*parts, around=around, files={"forms/asked.json": ASKED})
    [scope] = Subject(bundle, Surroundings({}, operations={"rate": RATE}), None).scopes
    return scope.effects[element]


def read(found: Effect) -> set[str]:
    return {name for each in found.reads for name in each.names}


@pytest.mark.parametrize(
    ("part", "written"),
    [
        (script(text="if go:\n    a = 1\n    b = 2\nelse:\n    a = 2"), {"a"}),
        (script(spiff("preScript", "b = 2")), {"a", "b"}),
        (script(spiff("postScript", "b = a")), {"a", "b"}),
        (script(INPUT.format("go") + OUTPUT.format("b"), text="a = 1\nb = 2"), {"b"}),
        (repeated(), set()),
        (repeated(RESULTS), {"results"}),
        (script(draw("standardLoopCharacteristics", "l", draw("loopCondition", "c", "go"), testBefore="true")), set()),
        (script(draw("standardLoopCharacteristics", "l", draw("loopCondition", "c", "go"))), {"a"}),
    ],
)
def test_what_is_left_for_certain_is_what_the_engine_has_written(part: str, written: set[str]) -> None:
    values = {"go": False, "items": []}
    whole = (draw("startEvent", "start"), part, draw("userTask", "then"), draw.flows("start it then"))
    assert effect(*whole).left == written
    assert Case(ENGINE, draw.bundle(*whole)).start(**values).values.keys() - values.keys() == written


def test_a_form_asks_for_more_than_an_answer_surely_holds() -> None:
    found = effect(draw("userTask", "it", jorye__form="asked"))
    assert (found.left, found.expected) == ({"often"}, {"often", "yearly"})


def test_the_form_of_a_message_says_what_is_asked_and_not_what_comes() -> None:
    found = effect(draw.event("intermediateCatchEvent", "it", "message paid", jorye__form="asked"))
    assert (found.left, found.expected) == (set(), {"often", "yearly"})


def test_a_task_whose_answer_goes_to_one_variable_writes_nothing_else() -> None:
    extensions = spiff("variableName", "said").replace(
        "</bpmn:ext", "<spiffworkflow:preScript>a = 1</spiffworkflow:preScript></bpmn:ext"
    )
    assert effect(draw("userTask", "it", extensions, jorye__form="asked")).expected == {"a", "said"}


def test_a_call_that_puts_everything_into_one_variable_writes_that_one() -> None:
    found = effect(draw("callActivity", "it", calledElement="other", jorye__result="all_of_it"))
    assert (found.left, found.open) == ({"all_of_it"}, False)


def test_a_task_that_throws_a_message_runs_no_operation() -> None:
    found = effect(draw("sendTask", "it", messageRef="paid", jorye__operation="of_another_room"))
    assert found.expected == set()


def test_of_several_events_only_one_need_have_come() -> None:
    signal = f'<bpmn:signal id="told" name="told">{spiff("variableName", "why")}</bpmn:signal>'
    day = "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>"
    told = '<bpmn:signalEventDefinition signalRef="told"/>'
    either = effect(draw("intermediateCatchEvent", "it", told, day), around=signal)
    assert (set(either.writes), either.left) == ({"why"}, set())
    assert effect(draw("intermediateCatchEvent", "it", told), around=signal).left == {"why"}


def test_an_error_that_has_a_variable_brings_nothing_else() -> None:
    error = f'<bpmn:error id="late" name="late">{spiff("variableName", "why")}</bpmn:error>'
    caught = draw("boundaryEvent", "it", '<bpmn:errorEventDefinition errorRef="late"/>', attachedToRef="job")
    assert set(effect(draw("serviceTask", "job"), caught, around=error).writes) == {"why"}


@pytest.mark.parametrize(
    ("host", "brought"),
    [
        (draw("serviceTask", "job"), {"error_code", "error_message"}),
        (draw("subProcess", "job", draw("serviceTask", "pay")), {"error_code", "error_message"}),
        (draw("subProcess", "job", draw.event("endEvent", "e", "error late")), set()),
        (draw("callActivity", "job", calledElement="other"), set()),
    ],
)
def test_only_an_operation_that_fails_tells_why(host: str, brought: set[str]) -> None:
    found = effect(host, draw("boundaryEvent", "it", ANY_ERROR, attachedToRef="job"))
    assert (found.left, set(found.writes)) == (brought, {"error_code", "error_message"})


def test_an_escalation_that_carries_something_may_bring_anything() -> None:
    payload = spiff("payloadExpression", "{&quot;why&quot;: 1}")
    escalation = f'<bpmn:escalation id="up" name="up" escalationCode="up">{payload}</bpmn:escalation>'
    definition = '<bpmn:escalationEventDefinition escalationRef="up"/>'
    caught = draw("boundaryEvent", "it", definition, attachedToRef="job")
    assert effect(draw("subProcess", "job"), caught, around=escalation).expected == {UNTOLD}


def test_the_script_before_a_task_writes_what_the_task_reads() -> None:
    assert read(effect(script(spiff("preScript", "b = c"), text="a = b"))) == {"c"}


def test_what_an_activity_declares_to_take_is_read() -> None:
    assert read(effect(script(INPUT.format("taken") + OUTPUT.format("a")))) == {"taken"}


def test_how_many_were_broken_off_can_be_asked_when_an_instance_ends() -> None:
    enough = draw("completionCondition", "c", "numberOfTerminatedInstances > other".replace(">", "&gt;"))
    assert read(effect(repeated(enough))) == {"items", "item", "other"}


def test_only_the_condition_of_a_loop_sees_how_often_it_went_round() -> None:
    again = draw("loopCondition", "c", "loopCounter &lt; 3")
    found = effect(script(draw("standardLoopCharacteristics", "l", again), text="a = loopCounter"))
    assert (read(found), found.inner) == ({"loopCounter"}, {})


@pytest.mark.parametrize(("before", "late"), [("true", False), ("false", True)])
def test_a_loop_that_is_tested_before_sees_nothing_of_what_it_will_write(before: str, late: bool) -> None:
    loop = draw("standardLoopCharacteristics", "l", draw("loopCondition", "c", "go"), testBefore=before)
    [asked] = [each for each in effect(script(loop)).reads if "go" in each.names]
    assert asked.late == late

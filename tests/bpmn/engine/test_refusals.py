"""Whatever could not be executed as drawn is refused when it is loaded: with its element, its line, and what to do."""

from __future__ import annotations

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine, Refused


def findings(engine: Engine, bundle: Bundle) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        engine.load(bundle)
    assert all(found.message and found.severity == "error" for found in refused.value.findings)
    return [(found.rule, found.element) for found in refused.value.findings]


def between(draw, *parts, flows=("start x end",)):
    """The parts under test, between a start and an end."""
    return draw.bundle(draw("startEvent", "start"), *parts, draw("endEvent", "end"), draw.flows(*flows))


WRONG = {
    "complex gateway": lambda d: between(d, d("complexGateway", "x")),
    "ad-hoc sub-process": lambda d: between(d, d("adHocSubProcess", "x")),
    "unknown task": lambda d: between(d, d("robotTask", "x")),
    "compensation task": lambda d: between(d, d("userTask", "x", isForCompensation="true")),
    "compensation throw": lambda d: between(d, d("intermediateThrowEvent", "x", "<bpmn:compensateEventDefinition/>")),
    "compensation boundary": lambda d: between(
        d,
        d("userTask", "t"),
        d("boundaryEvent", "x", "<bpmn:compensateEventDefinition/>", attachedToRef="t"),
        flows=("start t end",),
    ),
    "id that no tool writes": lambda d: d.bundle(d("startEvent", "(start)")),
    "start that waits for two messages": lambda d: d.bundle(
        d(
            "startEvent",
            "x",
            *(
                '<bpmn:messageEventDefinition messageRef="message_a"/>',
                '<bpmn:signalEventDefinition signalRef="signal_b"/>',
            ),
            parallelMultiple="true",
        ),
        d("endEvent", "end"),
        d.flows("x end"),
    ),
    "timer throw": lambda d: between(d, d.event("intermediateThrowEvent", "x", "timer PT1H")),
    "error start": lambda d: d.bundle(d.event("startEvent", "x", "error bad"), d("endEvent", "end"), d.flows("x end")),
    "boundary without a kind": lambda d: between(
        d, d("userTask", "t"), d("boundaryEvent", "x", attachedToRef="t"), flows=("start t end",)
    ),
    "boundary beside nothing": lambda d: between(
        d, d("userTask", "t"), d.boundary("x", "nothing", "timer PT1H"), flows=("start t end",)
    ),
    "boundary beside a gateway": lambda d: between(
        d, d("exclusiveGateway", "t"), d.boundary("x", "t", "timer PT1H"), flows=("start t end",)
    ),
    "cancel end outside a transaction": lambda d: d.bundle(
        d("startEvent", "start"), d.event("endEvent", "x", "cancel"), d.flows("start x")
    ),
    "cancel boundary beside a task": lambda d: between(
        d, d("userTask", "t"), d.boundary("x", "t", "cancel"), flows=("start t end",)
    ),
    "call of nothing": lambda d: between(d, d("callActivity", "x")),
    "call of an unknown process": lambda d: between(d, d("callActivity", "x", calledElement="nowhere")),
    "decision without an id": lambda d: between(d, d("businessRuleTask", "x")),
    "unknown decision": lambda d: between(d, d("businessRuleTask", "x", jorye__decision="nowhere")),
    "message that is not declared": lambda d: between(
        d, d("intermediateCatchEvent", "x", '<bpmn:messageEventDefinition messageRef="nothing"/>')
    ),
    "default that is not there": lambda d: between(d, d("exclusiveGateway", "x", default_="nothing")),
    "timer without a value": lambda d: between(d, d("intermediateCatchEvent", "x", "<bpmn:timerEventDefinition/>")),
    "condition event without a condition": lambda d: between(
        d, d("intermediateCatchEvent", "x", "<bpmn:conditionalEventDefinition/>")
    ),
    "loop without an end": lambda d: between(d, d("userTask", "x", "<bpmn:standardLoopCharacteristics/>")),
    "two ways to repeat": lambda d: between(
        d,
        d(
            "userTask",
            "x",
            "<bpmn:standardLoopCharacteristics loopMaximum='2'/><bpmn:multiInstanceLoopCharacteristics>"
            "<bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>",
        ),
    ),
    "event that repeats": lambda d: between(
        d, d("intermediateThrowEvent", "x", "<bpmn:standardLoopCharacteristics loopMaximum='2'/>")
    ),
    "event sub-process that repeats": lambda d: between(
        d,
        d("userTask", "t"),
        d(
            "subProcess",
            "x",
            "<bpmn:standardLoopCharacteristics loopMaximum='2'/>",
            d.event("startEvent", "s", "timer PT1H"),
            triggeredByEvent="true",
        ),
        flows=("start t end",),
    ),
    "multi-instance without a source": lambda d: between(
        d, d("userTask", "x", "<bpmn:multiInstanceLoopCharacteristics/>")
    ),
    "link to nowhere": lambda d: between(
        d, d("userTask", "t"), d.event("intermediateThrowEvent", "x", "link page2"), flows=("start t end", "t x")
    ),
    "link from nowhere": lambda d: between(
        d, d("userTask", "t"), d.event("intermediateCatchEvent", "x", "link page2"), flows=("start t end", "x t")
    ),
    "event gateway before a task": lambda d: between(
        d, d("eventBasedGateway", "g"), d("userTask", "t"), flows=("start g", "g t end")
    ),
    "boundary event beside a receive task behind an event gateway": lambda d: between(
        d,
        d("eventBasedGateway", "g"),
        d("receiveTask", "t"),
        d.boundary("x", "t", "timer PT1H"),
        flows=("start g", "g t end"),
    ),
    "two starts in a sub-process": lambda d: between(
        d,
        d("subProcess", "x", d("startEvent", "s1"), d("startEvent", "s2"), d("userTask", "t"), d.flows("s1 t", "s2 t")),
    ),
    "event sub-process without a kind of start": lambda d: between(
        d,
        d("userTask", "t"),
        d("subProcess", "x", d("startEvent", "s"), triggeredByEvent="true"),
        flows=("start t end",),
    ),
    "flow out of an end": lambda d: between(d, d("userTask", "t"), flows=("start end t",)),
    "flow from a note": lambda d: between(d, d("textAnnotation", "note"), flows=("start end", "note end")),
    "flow to another flow": lambda d: between(d, flows=("start end", "start start_end")),
    "flow inside a task": lambda d: between(d, d("userTask", "x", d.flows("start nowhere"))),
    "task inside a task": lambda d: between(d, d("userTask", "x", d("userTask", "y"))),
    "flow between processes": lambda d: between(
        d, d("subProcess", "s", d("userTask", "inside")), flows=("start inside", "start s end")
    ),
    "condition behind an and gateway": lambda d: between(
        d, d("parallelGateway", "g"), flows=("start g", "g end [true]", "g end")
    ),
    "choice without a condition": lambda d: between(
        d, d("exclusiveGateway", "g"), flows=("start g", "g end [true]", "g end")
    ),
    "nothing drawn": lambda d: d.bundle(),
    "only a loop": lambda d: d.bundle(d("userTask", "a"), d("userTask", "b"), d.flows("a b a")),
}
NAMED_OTHERWISE = {
    "flow out of an end": "end",
    "flow between processes": "start_inside",
    "flow from a note": "note_end",
    "flow to another flow": "start_start_end",
    "condition behind an and gateway": "g_end",
    "choice without a condition": "g_end_2",
    "event gateway before a task": "g_t",
    "boundary event beside a receive task behind an event gateway": "g_t",
    "only a loop": "process",
    "id that no tool writes": "(start)",
    "nothing drawn": "process",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_it_is_refused_and_the_element_is_named(engine, draw, wrong):
    found = findings(engine, WRONG[wrong](draw))
    assert [element for _, element in found] == [NAMED_OTHERWISE.get(wrong, "x")], found


def test_every_fault_of_a_file_is_reported_and_every_bad_expression(engine, draw):
    bundle = draw.bundle(
        draw("startEvent", "start"),
        draw("scriptTask", "script", "<bpmn:script>import os</bpmn:script>"),
        draw("exclusiveGateway", "which", default_="which_b"),
        draw("userTask", "a", jorye__due="tomorrow(", jorye__assignTo="x.y()"),
        draw("userTask", "b", draw("standardLoopCharacteristics", "l", "<bpmn:loopCondition>a b</bpmn:loopCondition>")),
        draw.boundary("late", "b", "timer wait +"),
        draw("complexGateway", "complex"),
        draw("serviceTask", "job", jorye__result="len"),
        draw("endEvent", "end"),
        draw.flows("start script which", "which a [lambda: 1]", "which b", "a nowhere", "b job end", "late end"),
    )
    assert sorted(findings(engine, bundle)) == [
        ("expression", "a"),
        ("expression", "a"),
        ("expression", "b"),
        ("expression", "late"),
        ("expression", "script"),
        ("expression", "which_a"),
        ("flow_end_missing", "a_nowhere"),
        ("not_executed", "complex"),
        ("reserved_name", "job"),
    ]


def test_a_finding_names_file_and_line_and_speaks_both_languages(engine, draw):
    with pytest.raises(Refused) as refused:
        engine.load(between(draw, draw("complexGateway", "x")))
    (found,) = refused.value.findings
    assert (found.file, found.line, found.element) == ("process.bpmn", 5, "x")
    (korean,) = refused.value.findings_in("ko")
    assert "복합 갈림길" in korean.message and "complex gateway" in found.message
    assert "process.bpmn:5: x" in refused.value.text("ko")


def test_a_fault_of_a_called_process_names_its_file(engine, draw):
    called = draw.document(draw("startEvent", "s"), draw("robotTask", "r"), draw.flows("s r"), process_id="opinion")
    bundle = draw.bundle(
        draw("startEvent", "start"),
        draw("callActivity", "call", calledElement="opinion"),
        draw.flows("start call"),
        files={"called/opinion/process.bpmn": called},
    )
    with pytest.raises(Refused) as refused:
        engine.load(bundle)
    assert [(found.file, found.element) for found in refused.value.findings] == [
        ("called/opinion/process.bpmn", "r"),
    ]

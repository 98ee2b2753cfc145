"""Whatever BPMN says that the engine runs otherwise, or not at all, is told: nothing is passed over in silence."""

from __future__ import annotations

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.rules import check
from tests.kit.rule_page import HEAD
from workflows.instances.surroundings import installed

ENGINE = Engine(b"differences", installed().functions)
DECLARED = """<message id="m" name="m"/><signal id="g" name="g"/><resource id="r" name="r"/>
<messageEventDefinition id="shared" messageRef="m"/><terminateEventDefinition id="stop"/>
<globalUserTask id="abroad"/>"""
MESSAGE = '<messageEventDefinition messageRef="m"/>'
SIGNAL = '<signalEventDefinition signalRef="g"/>'
DAY = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
START, END = '<startEvent id="s"/>', '<endEvent id="e"/>'


def flows(*pairs: str) -> str:
    ends = [pair.split(">") for pair in pairs]
    return "".join(f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in ends)


def between(element: str) -> str:
    """Draw element `a` between start and end."""
    return START + element + END + flows("s>a", "a>e")


def task(inside: str = "", attributes: str = "") -> str:
    return between(f'<userTask id="a" name="a" {attributes}>{inside}</userTask>')


def at_start(event: str) -> str:
    return f'<startEvent id="a">{event}</startEvent><userTask id="t" name="t"/>{END}' + flows("a>t", "t>e")


def found(inside: str) -> set[str]:
    diagram = f'{HEAD}{DECLARED}<process id="p" isExecutable="true">{inside}</process></definitions>'
    bundle = Bundle.from_files({"process.bpmn": diagram.encode()})
    return {each.rule for each in check(bundle, installed(), engine=ENGINE) if each.element == "a"}


SAYS = {
    "ad-hoc sub-process": (between('<adHocSubProcess id="a"/>'), "not_executed"),
    "complex gateway": (between('<complexGateway id="a"/>'), "not_executed"),
    "compensation": (task(attributes='isForCompensation="true"'), "not_executed"),
    "shared event definition": (
        between(
            '<intermediateCatchEvent id="a"><eventDefinitionRef>shared</eventDefinitionRef></intermediateCatchEvent>'
        ),
        "not_executed",
    ),
    "shared end": (
        START + '<endEvent id="a"><eventDefinitionRef>stop</eventDefinitionRef></endEvent>' + flows("s>a"),
        "not_executed",
    ),
    "event that waits for nothing": (between('<intermediateCatchEvent id="a"/>'), "catch_without_event"),
    "global task": (between('<callActivity id="a" name="a" calledElement="abroad"/>'), "called_missing"),
    "decision of another engine": (between('<businessRuleTask id="a" implementation="x"/>'), "decision_without_id"),
    "cron timer": (
        between(
            '<intermediateCatchEvent id="a"><timerEventDefinition><timeCycle>0 0 9 * * ?</timeCycle>'
            "</timerEventDefinition></intermediateCatchEvent>"
        ),
        "expression",
    ),
    "loop without end": (task("<standardLoopCharacteristics/>"), "loop_without_end"),
    "instances without a number": (task("<multiInstanceLoopCharacteristics/>"), "multi_instance_source"),
    "message start": (at_start(MESSAGE), "start_not_awaited"),
    "signal start": (at_start(SIGNAL), "start_not_awaited"),
    "timer start": (at_start(DAY), "start_not_awaited"),
    "condition start": (
        at_start("<conditionalEventDefinition><condition>True</condition></conditionalEventDefinition>"),
        "start_not_awaited",
    ),
    "service of another engine": (between('<serviceTask id="a" implementation="##WebService"/>'), "work_missing"),
    "sending without a message": (between('<sendTask id="a"/>'), "work_missing"),
    "web service": (between('<serviceTask id="a" operationRef="o"/>'), "meaning_passed_over"),
    "instantiating task": (between('<receiveTask id="a" messageRef="m" instantiate="true"/>'), "meaning_passed_over"),
    "start quantity": (task(attributes='startQuantity="2"'), "meaning_passed_over"),
    "potential owner": (task("<potentialOwner><resourceRef>r</resourceRef></potentialOwner>"), "meaning_passed_over"),
    "performer": (task("<humanPerformer><resourceRef>r</resourceRef></humanPerformer>"), "meaning_passed_over"),
    "several sets of inputs": (
        task("<ioSpecification><inputSet/><inputSet/><outputSet/></ioSpecification>"),
        "meaning_passed_over",
    ),
    "optional input": (
        task(
            '<ioSpecification><dataInput id="i"/><inputSet><dataInputRefs>i</dataInputRefs>'
            "<optionalInputRefs>i</optionalInputRefs></inputSet><outputSet/></ioSpecification>"
        ),
        "meaning_passed_over",
    ),
    "assignment of data": (
        task("<dataInputAssociation><assignment><from>1</from><to>i</to></assignment></dataInputAssociation>"),
        "meaning_passed_over",
    ),
    "events of instances": (
        task(
            '<multiInstanceLoopCharacteristics behavior="None"><loopCardinality>2</loopCardinality>'
            "</multiInstanceLoopCharacteristics>"
        ),
        "meaning_passed_over",
    ),
    "script of another language": (
        between('<scriptTask id="a" scriptFormat="groovy"><script>x = 1</script></scriptTask>'),
        "meaning_passed_over",
    ),
    "task without a kind": (between('<task id="a" name="a"/>'), "task_without_kind"),
    "receiving without a message": (between('<receiveTask id="a" name="a"/>'), "event_unnamed_reference"),
    "error without a code": (
        START + '<endEvent id="a"><errorEventDefinition/></endEvent>' + flows("s>a"),
        "event_unnamed_reference",
    ),
    "our name misspelt": (task(attributes='jorye:frm="x"'), "own_name_unknown"),
    "our element in the wrong place": (
        task('<extensionElements><jorye:parameter name="x" value="1"/></extensionElements>'),
        "own_name_unknown",
    ),
}


@pytest.mark.parametrize(("inside", "rule"), SAYS.values(), ids=SAYS)
def test_what_runs_otherwise_than_bpmn_says_is_told(inside: str, rule: str) -> None:
    assert rule in found(inside)


PLAIN = {
    "all events together": between(
        f'<intermediateCatchEvent id="a" parallelMultiple="true">{MESSAGE}{DAY}</intermediateCatchEvent>'
    ),
    "one of several events": between(f'<intermediateCatchEvent id="a">{MESSAGE}{DAY}</intermediateCatchEvent>'),
    "declared input": task(
        '<ioSpecification><dataInput id="i"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/>'
        "</ioSpecification>"
    ),
    "a part of Python": between(
        '<scriptTask id="a" name="a" scriptFormat="python"><script>x = 1</script></scriptTask>'
    ),
    "passing event": between('<intermediateThrowEvent id="a"/>'),
    "auditing": task("<auditing/><monitoring/>"),
}
SAID_OF_PEOPLE = {"lane_missing", "role_missing", "label_missing", "name_en_missing", "shape_missing"}


@pytest.mark.parametrize("inside", PLAIN.values(), ids=PLAIN)
def test_what_runs_as_bpmn_says_needs_no_word(inside: str) -> None:
    assert found(inside) <= SAID_OF_PEOPLE

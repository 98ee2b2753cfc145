"""Diagrams drawn with other tools: other prefixes, extensions and pools, nothing named, nothing laid out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import NotOpen
from bpmn.model import Message

NOW = datetime(2027, 1, 4, tzinfo=UTC)
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def started(engine, text, process_id="", **values):
    return engine.start(bundle_of(text, process_id), values, NOW).advance


def bundle_of(text, process_id):
    return Bundle.from_files({"drawing.bpmn": text.encode()}, process_id)


@pytest.mark.parametrize("prefix", ["", "bpmn", "bpmn2", "semantic"])
def test_any_prefix_will_do(engine, prefix):
    colon, declared = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")
    text = f"""<{colon}definitions {declared}="{MODEL}"><{colon}process id="p">
      <{colon}startEvent id="s"/><{colon}userTask id="a"/><{colon}sequenceFlow id="f" sourceRef="s" targetRef="a"/>
    </{colon}process></{colon}definitions>"""
    assert [work.element for work in started(engine, text).opened] == ["a"]


POOLS = f"""<definitions xmlns="{MODEL}" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <collaboration id="c">
    <participant id="citizen" processRef="asks"/><participant id="city" processRef="answers"/>
    <participant id="bank"/><messageFlow id="mf" sourceRef="citizen" targetRef="city"/>
    <textAnnotation id="note"><text>How it goes</text></textAnnotation>
    <correlationKey name="k"><correlationPropertyRef>number</correlationPropertyRef></correlationKey>
  </collaboration>
  <correlationProperty id="number"><correlationPropertyRetrievalExpression messageRef="m">
    <messagePath>case_number</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
  <dataStore id="register"/>
  <process id="asks" isExecutable="false"><startEvent id="s1"/></process>
  <process id="answers" isExecutable="true">
    <documentation>How the city answers</documentation>
    <extensionElements><camunda:executionListener event="start"/></extensionElements>
    <laneSet id="l"><lane id="lane1" name="담당자">
      <flowNodeRef>work</flowNodeRef><flowNodeRef>gone</flowNodeRef>
    </lane></laneSet>
    <ioSpecification/><property id="prop"/>
    <dataObject id="paper"/><dataObjectReference id="ref" dataObjectRef="paper"/>
    <dataStoreReference id="store" dataStoreRef="register"/>
    <startEvent id="s2"><outgoing>f1</outgoing></startEvent>
    <sequenceFlow id="f1" name="go" sourceRef="s2" targetRef="work"/>
    <userTask id="work" camunda:assignee="kim" camunda:formKey="x">
      <extensionElements><camunda:formData><camunda:formField id="a" type="long"/></camunda:formData>
        <zeebe:userTask/></extensionElements>
      <incoming>f1</incoming><outgoing>f2</outgoing>
      <property id="p1" name="__targetRef_placeholder"/>
      <dataInputAssociation id="d1"><sourceRef>ref</sourceRef><targetRef>p1</targetRef></dataInputAssociation>
      <dataOutputAssociation id="d2"><targetRef>store</targetRef></dataOutputAssociation>
    </userTask>
    <sequenceFlow id="f2" sourceRef="work" targetRef="which"/>
    <exclusiveGateway id="which" default="f4"/>
    <sequenceFlow id="f3" sourceRef="which" targetRef="wait">
      <conditionExpression xsi:type="tFormalExpression"><![CDATA[ paper == None and name > "A" ]]></conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="f4" sourceRef="which" targetRef="e"/>
    <intermediateCatchEvent id="wait"><messageEventDefinition id="med" messageRef="m"/></intermediateCatchEvent>
    <sequenceFlow id="f5" sourceRef="wait" targetRef="e"/>
    <endEvent id="e"/>
    <group id="g"/><association id="as" sourceRef="work" targetRef="note"/>
  </process>
  <message id="m" name="answer"/>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="c">
    <bpmndi:BPMNShape id="sh" bpmnElement="work"><dc:Bounds x="nowhere" y="?" width="1" height="1"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>"""


def test_the_executable_pool_runs_and_what_is_only_drawn_does_no_harm(engine):
    bundle = Bundle.from_files({"drawing.bpmn": POOLS.encode()})
    step = engine.start(bundle, {"name": "Kim"}, NOW)
    (work,) = step.advance.opened
    assert (work.element, work.name, work.role, work.process_id) == ("work", "work", "담당자", "answers")
    step = engine.complete(bundle, step.state, work.work_id, {}, NOW)
    assert [(sub.element, sub.name) for sub in step.advance.subscribed] == [("wait", "answer")]


def test_the_pool_asked_for_runs_even_when_it_is_not_marked_executable(engine):
    assert started(engine, POOLS, "asks").ended == "completed"


def test_the_words_of_spiff_are_understood(engine, draw):
    around = '<bpmn:error id="error_no_money" errorCode="no_money"><bpmn:extensionElements>'
    around += "<spiffworkflow:variableName>reason</spiffworkflow:variableName></bpmn:extensionElements></bpmn:error>"
    around += '<bpmn:message id="told" name="told"/>'
    payload = (
        '<bpmn:messageEventDefinition messageRef="told"><bpmn:extensionElements>'
        '<spiffworkflow:messagePayload>{"total": total}</spiffworkflow:messagePayload>'
        "</bpmn:extensionElements></bpmn:messageEventDefinition>"
    )
    caught = payload.replace("messagePayload", "messageVariable").replace('{"total": total}', "answer")
    operator = (
        '<bpmn:extensionElements><spiffworkflow:serviceTaskOperator id="http/Get" resultVariable="reply">'
        '<spiffworkflow:parameters><spiffworkflow:parameter id="url" value="\'x\'"/></spiffworkflow:parameters>'
        "</spiffworkflow:serviceTaskOperator></bpmn:extensionElements>"
    )
    variable = (
        "<bpmn:extensionElements><spiffworkflow:variableName>form</spiffworkflow:variableName></bpmn:extensionElements>"
    )
    bundle = draw.bundle(
        draw("startEvent", "start"),
        draw("userTask", "fill", variable),
        draw("serviceTask", "get", operator),
        draw("scriptTask", "add", "<bpmn:script>\ntotal = reply.n + form.n\n</bpmn:script>"),
        draw("intermediateThrowEvent", "tell", payload),
        draw("intermediateCatchEvent", "hear", caught),
        draw("endEvent", "end"),
        draw.flows("start fill get add tell hear end"),
        around=around,
    )
    step = engine.start(bundle, {}, NOW)
    step = engine.complete(bundle, step.state, step.advance.opened[0].work_id, {"n": 3}, NOW)
    (job,) = step.advance.jobs
    assert (job.operation, dict(job.parameters)) == ("http/Get", {"url": "x"})
    step = engine.complete(bundle, step.state, job.work_id, {"n": 4}, NOW)
    assert [(thrown.name, thrown.payload) for thrown in step.advance.thrown] == [("told", {"total": 7})]
    step = engine.signal(bundle, step.state, Message("told", "", {"ok": True}), NOW)
    assert engine.values(bundle, step.state) == {
        "form": {"n": 3},
        "reply": {"n": 4},
        "total": 7,
        "answer": {"ok": True},
    }


def test_a_conversation_goes_on_with_the_number_it_began_with(begin, draw):
    around = (
        '<bpmn:correlationProperty id="number"><bpmn:correlationPropertyRetrievalExpression messageRef="message_asked">'
        "<bpmn:formalExpression>case_number</bpmn:formalExpression></bpmn:correlationPropertyRetrievalExpression>"
        '<bpmn:correlationPropertyRetrievalExpression messageRef="message_answered">'
        "<bpmn:formalExpression>number</bpmn:formalExpression></bpmn:correlationPropertyRetrievalExpression>"
        "</bpmn:correlationProperty>"
    )
    case = begin(
        draw("startEvent", "start"),
        draw.event("intermediateThrowEvent", "ask", "message asked"),
        draw.event("intermediateCatchEvent", "hear", "message answered"),
        draw("endEvent", "end"),
        draw.flows("start ask hear end"),
        around=around,
        values={"case_number": "A-7"},
    )
    assert [thrown.correlation for thrown in case.last.thrown] == ["A-7"]
    assert [sub.correlation for sub in case.last.subscribed] == ["A-7"]
    with pytest.raises(NotOpen, match="does not wait"):
        case.send("answered", number="B-1")
    assert case.send("answered", number="A-7").ended == "completed"


def test_flows_need_no_ids(engine):
    text = f"""<definitions xmlns="{MODEL}"><process id="p"><startEvent id="s"/><parallelGateway id="split"/>
      <userTask id="a"/><userTask id="b"/><parallelGateway id="join"/><userTask id="last"/>
      <sequenceFlow sourceRef="s" targetRef="split"/>
      <sequenceFlow sourceRef="split" targetRef="a"/><sequenceFlow sourceRef="split" targetRef="b"/>
      <sequenceFlow sourceRef="a" targetRef="join"/><sequenceFlow sourceRef="b" targetRef="join"/>
      <sequenceFlow sourceRef="join" targetRef="last"/></process></definitions>"""
    bundle = Bundle.from_files({"drawing.bpmn": text.encode()})
    step = engine.start(bundle, {}, NOW)
    a, b = step.advance.opened
    step = engine.complete(bundle, engine.complete(bundle, step.state, b.work_id, {}, NOW).state, a.work_id, {}, NOW)
    assert [work.element for work in step.advance.opened] == ["last"]


def caught_by(engine, kind, declared, caught):
    """Throw the event `thrown` inside a sub-process; give the task behind the boundary event that catches it."""
    boundaries = "".join(
        f'<boundaryEvent id="at_{name}" attachedToRef="inner"><{kind}EventDefinition {kind}Ref="{name}"/>'
        "</boundaryEvent>"
        f'<userTask id="after_{name}"/><sequenceFlow id="f_{name}" sourceRef="at_{name}" targetRef="after_{name}"/>'
        for name in caught
    )
    text = f"""<definitions xmlns="{MODEL}">{declared}<process id="p"><startEvent id="s"/>
      <subProcess id="inner"><startEvent id="is"/>
        <endEvent id="ie"><{kind}EventDefinition {kind}Ref="thrown"/></endEvent>
        <sequenceFlow id="f2" sourceRef="is" targetRef="ie"/></subProcess>{boundaries}
      <sequenceFlow id="f1" sourceRef="s" targetRef="inner"/></process></definitions>"""
    return [work.element for work in started(engine, text).opened]


@pytest.mark.parametrize("kind", ["error", "escalation"])
def test_a_declared_error_or_escalation_without_a_code_catches_every_one(engine, kind):
    declared = f'<{kind} id="thrown" name="late" {kind}Code="E7"/><{kind} id="all" name="anything"/>'
    assert caught_by(engine, kind, declared, ["all"]) == ["after_all"]


@pytest.mark.parametrize("kind", ["error", "escalation"])
def test_among_several_without_a_code_the_one_of_the_same_name_comes_first(engine, kind):
    declared = f'<{kind} id="other" name="other"/><{kind} id="thrown" name="late"/>'
    assert caught_by(engine, kind, declared, ["other", "thrown"]) == ["after_thrown"]


def test_what_a_called_process_declares_crosses_and_nothing_else_even_in_no_set(engine):
    text = f"""<definitions xmlns="{MODEL}"><process id="p" isExecutable="true"><startEvent id="s"/>
      <callActivity id="call" calledElement="part"/><userTask id="after"/>
      <sequenceFlow sourceRef="s" targetRef="call"/><sequenceFlow sourceRef="call" targetRef="after"/></process>
    <process id="part"><ioSpecification><dataInput id="amount"/><dataOutput id="half"/></ioSpecification>
      <startEvent id="s2"/><scriptTask id="t"><script>half = amount / 2
note = "inside"</script></scriptTask><sequenceFlow sourceRef="s2" targetRef="t"/></process></definitions>"""
    bundle = bundle_of(text, "p")
    step = engine.start(bundle, {"amount": 10, "note": "outside"}, NOW)
    assert ([work.element for work in step.advance.opened], engine.values(bundle, step.state)) == (
        ["after"],
        {"amount": 10, "half": 5, "note": "outside"},
    )

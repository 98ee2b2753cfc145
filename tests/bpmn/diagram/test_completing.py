"""What BPMN lets a tool leave out is there when the diagram is read; the same file always gives the same."""

from __future__ import annotations

from bpmn.diagram import read
from bpmn.diagram.vocabulary import tag

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def root(inside: str, beside: str = ""):
    text = f'<definitions xmlns="{MODEL}" xmlns:tns="urn:city">{beside}<process id="p">{inside}</process></definitions>'
    return read(text.encode(), "drawing.bpmn").root


def test_a_sequence_flow_without_an_id_is_named_after_its_ends():
    flows = '<sequenceFlow sourceRef="a" targetRef="b"/>' * 2 + '<sequenceFlow id="a_b_2" sourceRef="b" targetRef="a"/>'
    assert [flow.get("id") for flow in root(flows).iter(tag("sequenceFlow"))] == ["a_b", "a_b_3", "a_b_2"]


def test_a_reference_with_the_prefix_of_a_namespace_means_the_same_as_without():
    inside = (
        '<receiveTask id="r" messageRef="tns:paid"/><callActivity id="c" calledElement="tns:other"/>'
        '<boundaryEvent id="b" attachedToRef="tns:c"><errorEventDefinition errorRef="tns:late"/></boundaryEvent>'
    )
    found = root(inside)
    assert [
        next(found.iter(tag(name))).get(attribute)
        for name, attribute in (
            ("receiveTask", "messageRef"),
            ("callActivity", "calledElement"),
            ("boundaryEvent", "attachedToRef"),
            ("errorEventDefinition", "errorRef"),
        )
    ] == ["paid", "other", "c", "late"]


def test_a_reference_stays_when_its_prefix_is_no_namespace_or_an_id_is_written_so():
    found = root(
        '<receiveTask id="r" messageRef="tns:a"/><receiveTask id="s" messageRef="x:b"/>', '<message id="tns:a"/>'
    )
    assert [task.get("messageRef") for task in found.iter(tag("receiveTask"))] == ["tns:a", "x:b"]

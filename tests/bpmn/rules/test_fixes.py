"""A quick fix mends what it was offered for, breaks nothing else, and is drawn where people look for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bpmn.bundle import Bundle
from bpmn.engine import Engine
from bpmn.model import Finding
from bpmn.rules import check, rules
from bpmn.rules.fixes import KINDS, apply
from tests.kit.rule_page import read_page
from workflows.instances.surroundings import installed

ENGINE = Engine(b"fixes", installed().functions)


def findings(bundle: Bundle) -> tuple[Finding, ...]:
    return check(bundle, installed(), engine=ENGINE, language="en")


def offered() -> list[tuple[str, Bundle, Finding]]:
    """Give every fix that the pages' incorrect examples are offered."""
    pages = [(rule.id, read_page(rule.id).incorrect) for rule in rules()]
    return [
        (rule, bundle, each) for rule, bundle in pages for each in findings(bundle) if each.rule == rule and each.fix
    ]


OFFERED = offered()


@pytest.mark.parametrize(("rule", "bundle", "finding"), OFFERED, ids=[rule for rule, _, _ in OFFERED])
def test_a_fix_mends_what_it_was_offered_for(rule: str, bundle: Bundle, finding: Finding) -> None:
    assert finding.fix is not None
    before = {(each.rule, each.element) for each in findings(bundle) if each.severity == "error"}
    mended = findings(Bundle.from_files(apply(bundle.files, finding.fix)))
    assert (rule, finding.element) not in {(each.rule, each.element) for each in mended}
    assert {(each.rule, each.element) for each in mended if each.severity == "error"} <= before


def test_every_kind_of_fix_that_the_rules_offer_can_be_applied() -> None:
    assert {finding.fix.kind for _, _, finding in OFFERED if finding.fix} <= set(KINDS)


PICTURE = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d"
    xmlns:i="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:c="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:w="http://www.omg.org/spec/DD/20100524/DI">
  <!-- drawn by hand -->
  <process id="p" isExecutable="true">
    <laneSet id="ls"><lane id="l" name="담당"><flowNodeRef>check</flowNodeRef></lane></laneSet>
    <userTask id="check" name="확인"><outgoing>f1</outgoing><outgoing>f2</outgoing></userTask>
    <endEvent id="a"/>
    <endEvent id="b"/>
    <sequenceFlow id="f1" sourceRef="check" targetRef="a"/>
    <sequenceFlow id="f2" sourceRef="check" targetRef="b"/>
  </process>
  <i:BPMNDiagram id="dia"><i:BPMNPlane id="plane" bpmnElement="p">
    <i:BPMNShape id="s1" bpmnElement="check"><c:Bounds x="100" y="100" width="100" height="80"/></i:BPMNShape>
    <i:BPMNShape id="s2" bpmnElement="a"><c:Bounds x="400" y="100" width="36" height="36"/></i:BPMNShape>
    <i:BPMNShape id="s3" bpmnElement="b"><c:Bounds x="400" y="200" width="36" height="36"/></i:BPMNShape>
    <i:BPMNEdge id="e1" bpmnElement="f1"><w:waypoint x="200" y="140"/><w:waypoint x="400" y="118"/></i:BPMNEdge>
    <i:BPMNEdge id="e2" bpmnElement="f2"><w:waypoint x="200" y="140"/><w:waypoint x="400" y="218"/></i:BPMNEdge>
  </i:BPMNPlane></i:BPMNDiagram>
</definitions>
"""


def test_an_inserted_gateway_is_drawn_in_its_lane_and_the_flows_begin_at_it() -> None:
    bundle = Bundle.from_files({"process.bpmn": PICTURE.encode()})
    [finding] = [each for each in findings(bundle) if each.rule == "split_implicit"]
    assert finding.fix is not None
    mended = apply(bundle.files, finding.fix)["process.bpmn"].decode()

    for drawn in (
        "<!-- drawn by hand -->",
        "<flowNodeRef>check_part</flowNodeRef>",
        '<parallelGateway id="check_part">',
        'id="f1" sourceRef="check_part" targetRef="a"',
        'bpmnElement="check_part"><c:Bounds x="250" y="115" width="50" height="50"/>',
        '<w:waypoint x="300" y="140"/><w:waypoint x="400" y="118"/>',
    ):
        assert drawn in mended
    left = {each.rule for each in findings(Bundle.from_files({"process.bpmn": mended.encode()}))}
    assert left & {"split_implicit", "shape_missing", "lane_missing"} == set()


def test_a_fix_for_an_element_that_is_gone_says_which() -> None:
    bundle = Bundle.from_files({"process.bpmn": PICTURE.encode()})
    [finding] = [each for each in findings(bundle) if each.rule == "split_implicit"]
    assert finding.fix is not None
    with pytest.raises(KeyError, match="gone"):
        apply(bundle.files, replace(finding.fix, element="gone"))

"""Publishing: checked, numbered, never changed; running cases stay with their version."""

from __future__ import annotations

import pytest

from bpmn.bundle import Bundle
from bpmn.engine.errors import Refused
from tests.kit.city import DIAGRAMS, City
from workflows.runtime import begin
from workflows.use_cases.publish_bundle import Published, publish_bundle

APPROVAL = Bundle.read(DIAGRAMS / "kit_approval")


def changed(old: str, new: str) -> Bundle:
    diagram = APPROVAL.files["process.bpmn"].decode()
    assert old in diagram
    return Bundle.from_files({**APPROVAL.files, "process.bpmn": diagram.replace(old, new).encode()})


def publish(city: City, bundle: Bundle) -> Published:
    with begin(city.services) as uow:
        return publish_bundle(uow, bundle, actor=city.person("owner1"), now=city.clock.now())


def test_versions_are_numbered_and_the_same_content_is_the_same_version(city: City) -> None:
    first = publish(city, APPROVAL)
    again = publish(city, APPROVAL)
    second = publish(city, changed("독촉", "재촉"))

    assert (first.number, first.fresh) == (1, True)
    assert (again.definition_id, again.number, again.fresh) == (first.definition_id, 1, False)
    assert (second.number, second.fresh) == (2, True)


def test_going_back_to_an_earlier_content_is_a_version_of_its_own(city: City) -> None:
    publish(city, APPROVAL)
    publish(city, changed("독촉", "재촉"))

    assert publish(city, APPROVAL).number == 3


def test_a_running_case_stays_with_the_version_it_began_with(city: City) -> None:
    case = city.start("kit_approval", by="officer1")
    publish(city, changed('name="검토"', 'name="심사"'))

    city.finish(case, "write", by="officer1", values={"subject": "도입"})

    assert city.task(case, "review").name == "검토"


def test_a_diagram_that_cannot_run_is_refused_with_its_findings(city: City) -> None:
    with pytest.raises(Refused) as refusal:
        publish(city, changed('sourceRef="write" targetRef="review"', 'sourceRef="write" targetRef="nowhere"'))

    assert refusal.value.findings


def test_a_diagram_that_breaks_a_rule_is_refused_though_it_could_run(city: City) -> None:
    with pytest.raises(Refused) as refusal:
        publish(city, changed('jorye:nameEn="Review"', 'jorye:nameEn="Review" jorye:clauses="A99"'))

    assert [finding.rule for finding in refusal.value.findings] == ["clause_unknown"]


def test_a_warning_does_not_keep_a_diagram_back(city: City) -> None:
    assert publish(city, changed('name="검토"', 'name=""')).fresh

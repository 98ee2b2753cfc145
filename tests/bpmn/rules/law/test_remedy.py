"""Who adds a step that can end badly for the applicant is told that the remedy is missing, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import bpmn
from bpmn.bundle import Bundle
from bpmn.diagram.vocabulary import tag
from bpmn.engine import Engine
from bpmn.model import Finding
from bpmn.rules import check
from bpmn.rules.law import remedy_missing
from bpmn.rules.subject import Subject
from tests.kit.rule_page import HEAD
from workflows.instances.surroundings import installed

ENGINE = Engine(b"remedy", installed().functions)
CASE = Bundle.read(Path(bpmn.__file__).parent / "catalogue" / "subsidy_case")


REJECTED = 'name="부적합: 반려" jorye:clauses="IMP-11"'


def with_site_visit(notice: str = "", end: str = REJECTED, answer: str = "아니요") -> Bundle:
    """Add the step 현장 확인 before the proposal; who fails it is rejected, perhaps after a notice."""
    target = "tell" if notice else "unfit"
    drawn = f"""
      <userTask id="visit" name="현장 확인" jorye:nameEn="Site visit" jorye:clauses="IMP-11"
                jorye:due="today() + days(10)"/>
      <exclusiveGateway id="fits" name="적합?" jorye:nameEn="Fits?" default="fits_to_propose"/>
      {notice}
      <endEvent id="unfit" {end}/>
      <sequenceFlow id="visit_to_fits" sourceRef="visit" targetRef="fits"/>
      <sequenceFlow id="fits_to_propose" sourceRef="fits" targetRef="propose"/>
      <sequenceFlow id="fits_to_end" name="{answer}" sourceRef="fits" targetRef="{target}">
        <conditionExpression>requested_amount == 0</conditionExpression></sequenceFlow>
      {'<sequenceFlow id="told" sourceRef="tell" targetRef="unfit"/>' if notice else ""}"""
    root = etree.fromstring(CASE.files[CASE.main])
    [level] = [node for node in root.iter(tag("subProcess")) if node.get("id") == "until_decision"]
    [flow] = [node for node in root.iter(tag("sequenceFlow")) if node.get("id") == "still_eligible_to_propose"]
    flow.set("targetRef", "visit")
    level.extend(list(etree.fromstring(f'{HEAD}<process id="x">{drawn}</process></definitions>')[0]))
    return Bundle.from_files({**CASE.files, CASE.main: etree.tostring(root)}, "subsidy_case")


def told(bundle: Bundle) -> list[str]:
    return [found.element for found in remedy_missing.look(Subject(bundle, installed(), None))]


def test_a_rejection_after_the_new_step_is_told() -> None:
    assert told(with_site_visit()) == ["unfit"]


def test_an_end_is_adverse_by_the_flow_that_leads_to_it_too() -> None:
    end = 'name="끝" jorye:clauses="IMP-11"'
    assert told(with_site_visit(end=end)) == []
    assert told(with_site_visit(end=end, answer="부적합")) == ["unfit"]


@pytest.mark.parametrize(
    "notice",
    [
        '<sendTask id="tell" name="반려 통지" jorye:clauses="IMP-13"/>',
        '<userTask id="tell" name="통지" jorye:clauses="IMP-11 IMP-25"/>',
        '<serviceTask id="tell" name="알림" jorye:operation="subsidy_refuse_request" jorye:clauses="IMP-11"/>',
    ],
)
def test_naming_the_remedy_or_sending_a_letter_that_tells_it_mends_it(notice: str) -> None:
    assert told(with_site_visit(notice)) == []


def test_a_letter_without_a_word_on_the_remedy_does_not_mend_it() -> None:
    letter = '<serviceTask id="tell" name="알림" jorye:operation="subsidy_supplement" jorye:clauses="IMP-11"/>'
    assert told(with_site_visit(letter)) == ["unfit"]


def test_a_notice_that_lacks_the_remedy_is_told_once() -> None:
    notice = '<sendTask id="tell" name="부적합 통지" jorye:clauses="IMP-11"/>'
    assert told(with_site_visit(notice)) == ["tell"]


def test_naming_the_clause_on_the_end_itself_mends_it() -> None:
    assert told(with_site_visit(end='name="반려" jorye:clauses="IMP-13"')) == []


@pytest.mark.parametrize("name", ["반려견 등록됨", "승인", "취하", "거주지 확인"])
def test_what_only_sounds_like_a_rejection_is_none(name: str) -> None:
    assert told(with_site_visit(end=f'name="{name}" jorye:clauses="IMP-11"')) == []


def test_the_finding_cites_the_law_and_says_what_to_do() -> None:
    found = check(with_site_visit(), installed(), engine=ENGINE, language="ko")
    [finding] = [each for each in found if each.rule == "remedy_missing"]
    assert (finding.severity, finding.element) == ("error", "unfit")
    assert_says(finding, "행정절차법 제26조", "20일", "IMP-13", "적으십시오")


def assert_says(finding: Finding, *words: str) -> None:
    assert [word for word in words if word not in finding.message] == []

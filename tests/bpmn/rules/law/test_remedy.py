"""Who adds a step that can end badly for the applicant is told that the remedy is missing, and how to mend it."""

from __future__ import annotations

import json
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


PLAIN = 'name="끝" jorye:clauses="IMP-11"'
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


def redrawn(bundle: Bundle, *changes: tuple[str, str]) -> Bundle:
    """Replace texts of the diagram, each where it stands first."""
    diagram = bundle.files[CASE.main].decode()
    for old, new in changes:
        assert old in diagram
        diagram = diagram.replace(old, new, 1)
    return Bundle.from_files({**bundle.files, CASE.main: diagram.encode()}, "subsidy_case")


def answered(answer: str, ko: str = "", en: str = "") -> Bundle:
    """Let the new step's way to its plainly named end be taken for an answer, which a form may call something."""
    bundle = redrawn(with_site_visit(end=PLAIN), ("requested_amount == 0", f'fitness == "{answer}"'))
    labels = {answer: {"ko": ko, "en": en}} if ko or en else {}
    field = {"type": "string", "title": "결과", "enum": [answer], "x-enum-labels": labels}
    form = {"type": "object", "title": "현장 확인", "properties": {"fitness": field}}
    return Bundle.from_files({**bundle.files, "forms/visit.json": json.dumps(form).encode()}, "subsidy_case")


def told(bundle: Bundle) -> list[str]:
    return [found.element for found in remedy_missing.look(Subject(bundle, installed(), None))]


def test_a_rejection_after_the_new_step_is_told() -> None:
    assert told(with_site_visit()) == ["unfit"]


def test_an_end_is_adverse_by_the_flow_that_leads_to_it_too() -> None:
    assert told(with_site_visit(end=PLAIN)) == []
    assert told(with_site_visit(end=PLAIN, answer="부적합")) == ["unfit"]


def test_a_way_is_adverse_by_what_the_form_calls_the_answer_for_which_it_is_taken() -> None:
    called = [("부적합", "Unfit"), ("좋음", "Good"), ("", "Rejected")]
    assert [told(answered("x", ko, en)) for ko, en in called] == [["unfit"], [], ["unfit"]]


def test_a_way_is_adverse_by_the_answer_itself_too() -> None:
    assert [told(answered(answer)) for answer in ("refused", "kept")] == [["unfit"], []]


def test_an_end_that_other_ways_share_is_adverse_for_the_adverse_way() -> None:
    met = '<bpmn:exclusiveGateway id="met"/><bpmn:sequenceFlow id="met_end" sourceRef="met" targetRef="unfit"/>'
    met += '<bpmn:userTask id="other"/><bpmn:sequenceFlow id="other_met" sourceRef="other" targetRef="met"/>'
    end = '<bpmn:endEvent id="unfit"'
    changes = (('targetRef="unfit"', 'targetRef="met"'), (end, met + end))
    assert told(redrawn(with_site_visit(end=PLAIN, answer="부적합"), *changes)) == ["unfit"]


def test_what_a_step_does_makes_it_a_notice_whatever_it_is_called() -> None:
    renamed = redrawn(
        CASE, ('name="반려 통지" jorye:nameEn="Notify the return"', 'name="마무리"'), ('"IMP-08 IMP-13"', '"IMP-08"')
    )
    letter = "letters/return_notice.toml"
    silent = renamed.files[letter].decode().replace("불복", "").replace("이의신청", "").replace("행정심판", "")
    assert told(renamed) == []
    assert told(Bundle.from_files({**renamed.files, letter: silent.encode()}, "subsidy_case")) == ["return_application"]


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

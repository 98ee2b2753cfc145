"""What a colleague reads before publishing: every change in a sentence, what weighs most first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from bpmn.bundle import Bundle
from bpmn.diagram.vocabulary import BPMN, JORYE, tag
from bpmn.differences import Differences, compare

CATALOGUE = Path(__file__).resolve().parents[3] / "bpmn" / "catalogue"
Edit = Callable[[etree._Element], None]


@pytest.fixture(scope="module")
def subsidy() -> Bundle:
    return Bundle.read(CATALOGUE / "subsidy_case")


def _redrawn(bundle: Bundle, edit: Edit) -> Differences:
    root = etree.fromstring(bundle.files[bundle.main])
    edit(root)
    return compare(bundle, Bundle.from_files({**bundle.files, bundle.main: etree.tostring(root)}))


def _rewritten(bundle: Bundle, name: str, content: bytes) -> Differences:
    return compare(bundle, Bundle.from_files({**bundle.files, name: content}))


def _element(root: etree._Element, element: str) -> etree._Element:
    (found,) = root.iterfind(f".//*[@id='{element}']")
    return found


def _set(element: str, name: str, value: str) -> Edit:
    return lambda root: _element(root, element).set(name, value)


def _remove(root: etree._Element, element: str) -> None:
    node = _element(root, element)
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def test_the_same_version_differs_in_nothing(subsidy: Bundle) -> None:
    assert compare(subsidy, subsidy).changes == ()


def test_losing_the_withdrawal_is_said_first_and_with_every_task_it_concerns(subsidy: Bundle) -> None:
    found = _redrawn(subsidy, lambda root: _remove(root, "withdrawal"))
    first = found.sentences("ko")[0]
    assert first.endswith("동안 더 이상 일어날 수 없는 것: ‘취하’")
    assert "‘네 가지 검토’" in first
    assert not found.keeps_flow


def test_a_withdrawal_that_comes_back_is_said_to_be_possible(subsidy: Bundle) -> None:
    root = etree.fromstring(subsidy.files[subsidy.main])
    _remove(root, "withdrawal")
    without = Bundle.from_files({**subsidy.files, subsidy.main: etree.tostring(root)})
    assert compare(without, subsidy).sentences("en")[0].endswith("possible from now on: ‘Withdrawal’")


def test_a_deadline_is_said_in_days(subsidy: Bundle) -> None:
    found = _redrawn(subsidy, _set("correct_report", tag("due", JORYE), 'civil_period(filed_on, "P3D")'))
    assert found.sentences("ko") == (
        "‘보고서 시정’ 기한: 14일 이내 (기산: 단계가 열린 날) → 3일 이내 (기산: filed_on)",
    )


@pytest.mark.parametrize(
    ("expression", "korean"),
    [
        ("", "정한 기한 없음"),
        ('backward(held_on, "P7D")', "7일 전까지 (기준: held_on)"),
        ("minwon_days(filed_on, 10)", "근무일 10일 이내 (기산: filed_on)"),
        ("today() + days(5)", "5일 이내 (기산: 단계가 열린 날)"),
        ("decision_due", "decision_due"),
    ],
)
def test_deadlines_read_as_officials_say_them(subsidy: Bundle, expression: str, korean: str) -> None:
    found = _redrawn(subsidy, _set("correct_report", tag("due", JORYE), expression))
    assert found.sentences("ko")[0].endswith(f"→ {korean}")


def test_a_new_task_between_two_others_is_a_step_and_two_ways(subsidy: Bundle) -> None:
    def edit(root: etree._Element) -> None:
        flow = next(f for f in root.iter(tag("sequenceFlow")) if f.get("sourceRef") == "examination")
        parent = flow.getparent()
        assert parent is not None
        target = str(flow.get("targetRef"))
        flow.set("targetRef", "site_visit")
        etree.SubElement(parent, tag("userTask"), {"id": "site_visit", "name": "현장 확인"})
        etree.SubElement(parent, tag("sequenceFlow"), {"id": "on", "sourceRef": "site_visit", "targetRef": target})

    korean = _redrawn(subsidy, edit).sentences("ko")
    assert "새 단계 ‘현장 확인’: 사람이 하는 일, 담당 ‘담당자’" in korean
    assert "새 길: ‘네 가지 검토’ 다음에 바로 ‘현장 확인’" in korean


def test_a_condition_that_changes_is_said_with_both_stations(subsidy: Bundle) -> None:
    def edit(root: etree._Element) -> None:
        next(root.iter(tag("conditionExpression"))).text = "1 == 2"

    assert any(
        "가는 조건:" in sentence and "1 == 2" in sentence for sentence in _redrawn(subsidy, edit).sentences("ko")
    )


def test_another_name_leaves_the_way_as_it_is(subsidy: Bundle) -> None:
    found = _redrawn(subsidy, _set("examination", "name", "검토"))
    assert found.keeps_flow
    assert len(found.changes) == 1


def test_a_moved_shape_is_only_layout(subsidy: Bundle) -> None:
    def edit(root: etree._Element) -> None:
        next(root.iter("{*}Bounds")).set("x", "7")

    assert _redrawn(subsidy, edit).sentences("ko") == ("그림의 배치가 바뀝니다.",)


def test_another_form_field_is_content_and_names_what_is_required(subsidy: Bundle) -> None:
    name = "forms/application.json"
    document = json.loads(subsidy.files[name])
    document["properties"]["visit_on"] = {"type": "string", "format": "date", "title": "방문일", "x-title-en": "Visit"}
    document["required"].append("visit_on")
    found = _rewritten(subsidy, name, json.dumps(document).encode())
    assert found.sentences("en") == (f"Form ‘{document['x-title-en']}’: new field ‘Visit’ (required)",)
    assert found.keeps_flow


def test_a_changed_row_of_a_decision_is_shown_before_and_after(subsidy: Bundle) -> None:
    name = next(each for each in subsidy.files if each.startswith("decisions/"))
    root = etree.fromstring(subsidy.files[name])
    rule = next(root.iter("{*}rule"))
    entry = next(rule.iter("{*}inputEntry"))
    text = entry.find("{*}text")
    assert text is not None
    text.text = '"nobody"'
    found = _rewritten(subsidy, name, etree.tostring(root))
    (sentence,) = found.sentences("ko")
    assert "1행" in sentence and '"nobody"' in sentence
    english = next(root.iter("{*}decision")).get(tag("nameEn", JORYE))
    assert english is not None and english in found.sentences("en")[0]


def test_a_letter_is_compared_paragraph_by_paragraph(subsidy: Bundle) -> None:
    name = next(each for each in subsidy.files if each.startswith("letters/"))
    content = subsidy.files[name] + '\n[[paragraphs]]\ntext = "덧붙임"\n'.encode()
    (sentence,) = _rewritten(subsidy, name, content).sentences("ko")
    assert sentence.startswith("문서 ") and sentence.endswith("문단 “덧붙임”")


def test_a_file_that_cannot_be_read_is_still_said_to_differ(subsidy: Bundle) -> None:
    assert _rewritten(subsidy, "forms/application.json", b"{").sentences("en") == (
        "forms/application.json: its content changes (it cannot be compared in detail).",
    )


def test_a_called_process_that_changes_weighs_on_the_flow(subsidy: Bundle) -> None:
    name = next(each for each in subsidy.files if each.startswith("called/") and each.endswith(".json"))
    assert not _rewritten(subsidy, name, b"{}").keeps_flow


def test_every_element_of_the_catalogue_has_a_word_for_its_kind() -> None:
    empty = f'<definitions xmlns="{BPMN}"><process id="p" isExecutable="true"/></definitions>'.encode()
    for folder in sorted(CATALOGUE.iterdir()):
        bundle = Bundle.read(folder)
        nothing = Bundle.from_files({bundle.main: empty.replace(b'"p"', f'"{bundle.process_id}"'.encode())})
        assert len(compare(nothing, bundle).sentences("ko")) > 10

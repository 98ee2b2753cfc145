"""Who belongs to the AI industry, who is small enough for article 7, and which ordinance governs the money."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, programme_on, programme_without_call
from tests.kit.visitor import Visitor
from workflows.errors import AnswerRefused
from workflows.site import create_site

INDIVIDUAL = "개인사업자가 ‘등’에 들어가는지 확인합니다"
NOT_IN_THE_INDUSTRY = "인공지능산업 활동이 없습니다. 도입 기업이면 제7조제3호 사업을 안내합니다"
NO_CERTIFICATE = {"certificate_kind": "none", "certificate_no": None, "certificate_from": None, "certificate_to": None}


def found(city: City, programme: str, by: str = "applicant1", **answers: Any) -> list[str]:
    """File an application and give what the decision table found for the officer."""
    return list(SubsidyStory.filed(city, programme, by, **answers).is_complete().values()["findings"]["finding"])


def cost(detail: str, kind: str | None, subsidy: int = 20_000_000, own: int = 5_000_000) -> dict[str, Any]:
    """Give one cost line of an application; `kind` says which AI technology it buys."""
    return {"category": "equipment", "detail": detail, "subsidy": subsidy, "own": own, "technology_kind": kind}


def test_AT_A2I1_1_what_understands_language_is_likely_ai(city: City) -> None:
    answers = {"industry_activities": ["service"], "ai_abilities": ["language_understanding"]}
    assert [] == found(city, "ai_rnd_2027", **answers)


@pytest.mark.parametrize(
    ("detail", "kind"),
    [
        pytest.param("AI 학습용 GPU 서버 1대", "hardware", id="hardware"),
        pytest.param("언어모델 미세조정 도구", "software", id="software"),
        pytest.param("불량 검출 모델 현장 적용", "application", id="application"),
        pytest.param("현장 교육", None, id="left empty"),
    ],
)
def test_AT_A2I2_1_what_realises_or_uses_ai_is_accepted(city: City, detail: str, kind: str | None) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), budget_rows=[cost(detail, kind)]).is_complete()
    story.is_eligible()
    assert [kind] == [row["technology_kind"] for row in story.values()["budget_rows"]]
    assert ([], ["examination"]) == (story.values()["finding_rows"], story.open())


def test_AT_A2I2_2_office_furniture_is_pointed_out_and_a_person_decides(city: City) -> None:
    rows = [cost("AI 학습용 GPU 서버 1대", "hardware"), cost("사무용 책상 10개", "none", 3_000_000, 500_000)]
    story = SubsidyStory.filed(city, programme_without_call(city), budget_rows=rows).is_complete()

    with pytest.raises(AnswerRefused) as refusal:
        story.is_eligible()
    assert ["eligibility_reason"] == [error.field_path for error in refusal.value.errors]

    story.is_eligible(eligibility_reason="서버실 작업대로, 심사에서 금액을 다시 봄")
    [furniture] = story.values()["finding_rows"]
    assert "조례 제2조제2호" == furniture["clause"]
    assert "사무용 책상 10개, 보조금 금3,000,000원(금삼백만원), 자부담 금500,000원(금오십만원)" in furniture["finding"]
    assert ["examination"] == story.open()


def test_AT_A2I2_2_the_officer_reads_the_furniture_where_eligibility_is_confirmed(city: City) -> None:
    rows = [cost("사무용 책상 10개", "none", 3_000_000, 500_000)]
    story = SubsidyStory.filed(city, programme_without_call(city), budget_rows=rows).is_complete()
    officer = Visitor(create_site(city.services))
    officer.come_in(city, "officer1")
    page = officer.open(f"/tasks/{city.task(story.case, 'eligibility_review').id}")
    assert "인공지능기술이 아닌 비용인지 확인합니다: 사무용 책상 10개, 보조금 금3,000,000원" in page.words


def test_AT_A2I3_1_who_distributes_ai_cameras_is_in_the_ai_industry(city: City) -> None:
    assert [] == found(city, "ai_rnd_2027", industry_activities=["distribute"])


def test_AT_A2I3_2_who_only_buys_ai_is_not_but_may_be_supported_in_using_it(city: City) -> None:
    bakery = {"by": "applicant2", "industry_activities": [], "certificate_kind": "micro"}
    developing = found(city, "ai_rnd_2027", project_title="동네 빵집 AI 계산대", **bakery)
    using = found(city, programme_without_call(city), project_title="동네 빵집 AI 수요예측", **bakery)
    assert ([INDIVIDUAL, NOT_IN_THE_INDUSTRY], [INDIVIDUAL]) == (developing, using)


@pytest.mark.parametrize(
    ("activities", "findings"),
    [
        pytest.param(["service"], [INDIVIDUAL], id="AT-A2I4-1"),
        pytest.param([], [INDIVIDUAL, NOT_IN_THE_INDUSTRY], id="AT-A2I4-2"),
    ],
)
def test_an_individual_who_serves_ai_is_an_operator(city: City, activities: list[str], findings: list[str]) -> None:
    assert findings == found(city, "ai_rnd_2027", by="applicant2", industry_activities=activities)


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("sme", id="AT-A7I2-1"),
        pytest.param("venture", id="AT-A7I2-2"),
        pytest.param("micro", id="AT-A7I2-3"),
    ],
)
def test_one_valid_certificate_is_enough_for_training(city: City, kind: str) -> None:
    assert [] == found(city, programme_on(city, "A7I2"), certificate_kind=kind)


@pytest.mark.parametrize(
    ("basis", "findings"),
    [("A7I1", []), ("A7I2", ["유효한 중소기업·벤처기업·소상공인 확인서가 없습니다"])],
    ids=["consulting", "training"],
)
def test_AT_A7I2_6_a_mid_sized_company_has_consulting_and_no_training(
    city: City, basis: str, findings: list[str]
) -> None:
    assert findings == found(city, programme_on(city, basis), **NO_CERTIFICATE)


def test_AT_A11P2_1_the_basis_of_the_money_has_the_name_in_the_ordinance_and_the_name_now(city: City) -> None:
    officer = Visitor(create_site(city.services))
    officer.come_in(city, "officer1")
    [basis] = [row for row in officer.open("/ordinance").texts(".clause-row") if "제11조제2항" in row]
    assert "「안양시 보조금 관리 조례」" in basis
    assert "「안양시 지방보조금 관리 조례」" in basis

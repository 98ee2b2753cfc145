"""A basic plan from the proposal to its first day in force (조례 제5조제1항, 제2항; 제3조; 제8조)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import Row

from tasks.registers import deputies, plans
from tests.kit.city import City
from tests.kit.plans import SECTIONS, WRITTEN, BasicPlanStory
from workflows.errors import AnswerRefused, NotYours, RegisterRefused
from workflows.use_cases.load_demo import CATALOGUE

LINE = ("team_lead1", "division_head1", "bureau_chief1", "vice_mayor")


def test_a_basic_plan_from_the_proposal_to_its_first_day_in_force(city: City) -> None:
    plan = BasicPlanStory.started(city, "AI 데이터센터 입지")
    plan.has_writers()
    assert plan.open() == [f"write_{name}" for name in SECTIONS]

    without_two = [name for name in SECTIONS if name not in ("funding", "other_matters")]
    plan.writes(*without_two, funding={"body": ""}, other_matters={"body": ""})
    assert plan.missing() == ["A5P2I6", "A5P2I8"]
    plan.finish("show_missing", "officer1", {"reminder": "재원을 채워 주세요"})
    assert plan.open() == ["write_funding", "write_other_matters"]
    extra = {"body": "입지", "extra": [{"title": "AI 데이터센터 입지", "content": "평촌 검토"}]}
    plan.writes("funding", other_matters=extra)

    plan.is_reviewed().is_heard("바우처 규모를 늘려 주십시오.")
    holds = {"prenotice": "hold", "prenotice_from": "2027-01-04", "prenotice_until": "2027-01-25"}
    plan.finish("decide_prenotice", "officer1", holds).is_nine_on(date(2027, 1, 26))
    heard = [{"given_by": "주민", "opinion": "교육을 더 해 주세요"}]
    plan.finish("enter_public_opinions", "officer1", {"public_opinions": heard})

    plan.finish("decide_advice", "officer1", {"ask_advice": "ask"})
    plan.is_advised(for_=6, against=3, comments={"member3": "윤리 교육을 과제로 넣을 것"})
    assert [(each.origin, each.body) for each in plan.opinions()] == [
        ("division", "바우처 규모를 늘려 주십시오."),
        ("public", "교육을 더 해 주세요"),
        ("committee", "윤리 교육을 과제로 넣을 것"),
    ]
    plan.is_treated(
        ("not_accepted", "예산 한도"), ("accepted", ""), ("partly_accepted", "2028년부터"), revise=["A5P2I5"]
    )
    assert plan.open() == ["write_talent"]
    plan.writes(talent={"body": "AI 인재 학교와 윤리 교육을 연다."})
    plan.is_treated(("not_accepted", "예산 한도"), ("accepted", ""), ("partly_accepted", "2028년부터"))

    plan.is_signed("mayor", LINE)
    assert plan.plan().status == "approved"
    plan.is_published()

    row = plan.plan()
    assert (row.status, row.approved_as, row.approval_capacity) == ("in_force", "mayor", "holder")
    assert row.document_number.startswith("AI정책과-")
    assert row.national_plan == "국가 인공지능 기본계획 제3장"
    assert plan.values()["advice"] == "agree_with_comments"
    assert city.state(plan.case) == "completed"
    with city.connection() as connection:
        assert plans.covers(connection, 2029) == row.id
        assert plans.covers(connection, 2032) is None


def test_the_document_that_is_approved_holds_the_whole_plan(city: City) -> None:
    plan = BasicPlanStory.started(city).is_ready_to_sign()

    body = plan.seen_at("review")["body"]

    assert all(
        words in body
        for words in ("AI 바우처", "AI 기업 수 120 → 200 (2031)", "12,000,000,000원", "총괄부서: AI정책과")
    )


def test_the_document_that_is_approved_names_divisions_and_clauses_in_words(city: City) -> None:
    lines = BasicPlanStory.started(city).is_ready_to_sign().seen_at("review")["body"].splitlines()

    assert "1. AI 바우처 (AI정책과, 2027~2031, 제7조제3호): 공모로 도입 비용 지원" in lines
    assert "- 2027년 12,000,000,000원 (시비 8,000,000,000원, 도비 2,500,000,000원, 민간 1,500,000,000원)" in lines


def test_AT_A3P1_1_the_unmet_duty_is_counted_in_days(city: City) -> None:
    with city.connection() as connection:
        assert plans.days_unmet(connection, date(2026, 11, 22)) == 495


def test_AT_A3P1_1_once_a_plan_is_in_force_the_duty_is_met(city: City) -> None:
    BasicPlanStory.started(city).is_ready_to_sign().is_signed("mayor", LINE).is_published()

    with city.connection() as connection:
        assert plans.days_unmet(connection, date(2027, 3, 1)) == 0


def test_AT_SUPP_1_nothing_is_planned_under_the_ordinance_before_the_day_it_came_into_force(city: City) -> None:
    city.begin_on("2025-07-14T23:59+09:00")
    with pytest.raises(RegisterRefused, match="since 2025-07-15"):
        BasicPlanStory.proposed(city)

    city.set_time("2025-07-15T00:00+09:00")
    assert BasicPlanStory.proposed(city).open() == ["decide_start"]


def test_AT_A5P1_1_the_bureau_chief_cannot_approve_it(city: City) -> None:
    plan = BasicPlanStory.started(city).is_ready_to_sign()
    for reviewer in LINE:
        plan.finish("review", reviewer, {"decision": "agree"})
    plan.finish("concur", "budget1", {"decision": "agree"})

    with pytest.raises(NotYours):
        plan.finish("approve", "bureau_chief1", {"decision": "agree"})
    assert plan.open() == ["approve"]


def test_AT_A5P1_2_the_vice_mayor_acting_for_an_absent_mayor_approves_and_it_says_so(city: City) -> None:
    plan = BasicPlanStory.started(city).is_ready_to_sign()
    with city.unit_of_work() as uow:
        away = city.person("mayor")
        deputies.record_absence(uow.connection, away, plan.today(), plan.today() + timedelta(days=10), "국외 출장")

    plan.is_signed("vice_mayor", LINE)

    row = plan.plan()
    assert (row.approved_by, row.approved_as, row.approval_capacity) == (city.person("vice_mayor"), "mayor", "absence")
    assert plan.marks()[-1] == ("approve", "proxy", "vice_mayor")


def test_AT_A5P1_3_a_basic_plan_can_only_end_in_force(city: City) -> None:
    diagram = etree.parse(CATALOGUE / "basic_plan" / "process.bpmn")
    ends = diagram.findall(".//{*}process/{*}endEvent")

    assert [end.get("id") for end in ends] == ["in_force"]


def test_a_second_plan_for_the_same_years_is_a_revision_of_the_first(city: City) -> None:
    BasicPlanStory.started(city).is_ready_to_sign().is_signed("mayor", LINE).is_published()

    again = BasicPlanStory.proposed(city)
    assert again.seen_at("decide_start")["revises"] == "안양시 인공지능산업 육성 기본계획"
    again.finish("decide_start", "mayor", {}).is_ready_to_sign().is_signed("mayor", LINE).is_published()

    first, second = _plans(city)
    assert (first.status, second.status, second.revises) == ("revised", "in_force", first.id)


def test_a_returned_document_comes_back_to_its_drafter_with_the_reason(city: City) -> None:
    plan = BasicPlanStory.started(city).is_ready_to_sign()

    plan.finish("review", "team_lead1", {"decision": "return", "return_reason": "재원 설명 보완"})

    assert plan.open() == ["draft"]
    assert "재원 설명 보완" in plan.seen_at("draft")["returned_note"]


def test_a_recalled_document_lets_the_opinions_be_treated_again(city: City) -> None:
    plan = BasicPlanStory.started(city).is_ready_to_sign()
    plan.finish("review", "team_lead1", {"decision": "return", "return_reason": "다시"})

    draft = plan.seen_at("draft")
    plan.finish("draft", "officer1", {"title": draft["title"], "body": draft["body"], "draft_action": "withdraw"})

    assert plan.open() == ["treat_opinions"]


def test_somebody_else_than_the_named_writer_cannot_write_an_item(city: City) -> None:
    plan = BasicPlanStory.started(city).has_writers()

    with pytest.raises(NotYours):
        plan.finish("write_funding", "planner3", WRITTEN["funding"])


@pytest.mark.parametrize("title", ["", None])
def test_a_plan_without_a_title_is_not_started(city: City, title: str | None) -> None:
    with pytest.raises(AnswerRefused):
        city.start("basic_plan", by="officer1", values={"title": title, "first_year": 2027, "last_year": 2031})


def _plans(city: City) -> list[Row[Any]]:
    with city.connection() as connection:
        return list(connection.execute(plans.plan.select().order_by(plans.plan.c.id)))

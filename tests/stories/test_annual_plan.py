"""A yearly plan from its season to its results (조례 제5조제3항)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Row, select

from tasks.registers import plan_progress, plans
from tests.kit.annual_plans import AnnualPlanStory, basic_plan_in_force
from tests.kit.city import City
from workflows.errors import AnswerRefused, NotYours, RegisterRefused
from workflows.records.instance import instance
from workflows.use_cases.start_annual_plans import start_annual_plans


def scheduled(city: City) -> AnnualPlanStory:
    """Let the schedule start what is due today."""
    city.publish("annual_plan")
    started = start_annual_plans(city.services, now=city.clock.now())
    return AnnualPlanStory(city, started[-1].instance_id)


def ready_to_sign(city: City, *, main_investment: str = "no") -> AnnualPlanStory:
    plan = AnnualPlanStory.of_year(city).is_decided().is_proposed("ai_policy").has_budget()
    return plan.skips_advice(main_investment=main_investment)


def test_a_yearly_plan_from_the_schedule_to_its_results(city: City) -> None:
    basic = basic_plan_in_force(city)
    plan = scheduled(city)
    assert plan.values()["fiscal_year"] == 2027

    plan.is_decided().is_proposed("ai_policy", "enterprise").has_budget()
    plan.finish("decide_advice", "officer1", {"ask_advice": "ask", "main_investment": "no"})
    plan.is_advised(for_=9, comments={"member2": "상반기에 집중할 것"})
    plan.is_treated(("accepted", "")).is_approved()
    assert (plan.plan().status, plan.plan().basic_plan_id) == ("approved", basic)
    plan.is_published()
    assert plan.plan().status == "in_force"

    for quarter, (day, percent) in enumerate(
        [(date(2027, 4, 1), 20), (date(2027, 7, 1), 50), (date(2027, 10, 1), 80), (date(2028, 1, 1), 100)], 1
    ):
        assert plan.open() == []
        plan.is_nine_on(day)
        assert plan.seen_at("report_progress")["quarter"]["label"] == f"2027년 {quarter}분기"
        plan.reports(percent)
    results = {"progress": plan.progress(100), "results": "40개사 도입", "shortfalls": "하반기 지연"}
    plan.finish("report_results", "officer1", results)

    assert city.state(plan.case) == "completed"
    with city.connection() as connection:
        reports = plan_progress.of_plan(connection, plan.plan().id)
    assert [(row.period, row.percent) for row in reports] == 2 * [
        ("Q1", 20), ("Q2", 50), ("Q3", 80), ("Q4", 100), ("result", 100)
    ]  # fmt: skip


def test_each_task_keeps_its_basis_its_basic_plan_task_and_its_budget(city: City) -> None:
    basic_plan_in_force(city)
    plan = AnnualPlanStory.of_year(city).is_decided().is_proposed("ai_policy", "enterprise").has_budget()

    first, second = plan.tasks()
    assert (first.division, second.division) == ("ai_policy", "enterprise")
    assert {(row.basis, row.amount, row.budget_line_id is not None) for row in (first, second)} == {
        ("A7I3", 400_000_000, True)
    }
    assert first.basic_task_id == second.basic_task_id


def test_on_the_first_of_july_the_plan_of_the_next_year_starts_exactly_once(city: City) -> None:
    city.publish("annual_plan")
    start_annual_plans(city.services, now=city.clock.now())
    city.set_time("2027-07-01T09:00+09:00")

    again = [start_annual_plans(city.services, now=city.clock.now()) for _ in range(3)]

    assert [len(started) for started in again] == [1, 0, 0]
    with city.connection() as connection:
        keys = connection.scalars(select(instance.c.business_key).where(instance.c.process_id == "annual_plan"))
        assert list(keys) == ["annual_plan/2027", "annual_plan/2028"]


def test_AT_A5P3_1_without_a_basic_plan_for_the_year_it_is_blocked_and_says_so(city: City) -> None:
    plan = scheduled(city)

    assert plan.open() == ["resolve_missing_plan"]
    assert plan.values()["covered"] is False


def test_AT_A5P3_1_a_plan_that_ends_before_the_year_does_not_cover_it(city: City) -> None:
    basic_plan_in_force(city, 2027, 2031)

    assert AnnualPlanStory.of_year(city, 2031).open() == ["decide_annual_plan"]
    assert AnnualPlanStory.of_year(city, 2032).open() == ["resolve_missing_plan"]


def test_AT_A5P3_1_once_a_basic_plan_is_in_force_the_blocked_plan_goes_on(city: City) -> None:
    plan = scheduled(city)
    plan.finish("resolve_missing_plan", "officer1", {"next_step": "retry"})
    assert plan.open() == ["resolve_missing_plan"]

    basic_plan_in_force(city)
    plan.finish("resolve_missing_plan", "officer1", {"next_step": "retry"})

    assert plan.open() == ["decide_annual_plan"]


def test_AT_A5P3_1_the_head_cannot_decide_to_make_one_without_a_basic_plan(city: City) -> None:
    plan = scheduled(city).finish("resolve_missing_plan", "officer1", {"next_step": "propose_none"})

    with pytest.raises(AnswerRefused) as refusal:
        plan.finish("decide_annual_plan", "division_head1", {"make_plan": "make"})

    assert [error.field_path for error in refusal.value.errors] == ["make_plan"]


def test_AT_A5P3_2_a_task_that_rests_on_no_task_of_the_basic_plan_is_refused(city: City) -> None:
    basic_plan_in_force(city)
    plan = AnnualPlanStory.of_year(city).is_decided()
    plan.finish("ask_divisions", "officer1", {"asked_divisions": ["ai_policy"], "propose_by": "2027-02-01"})

    for basic_task in ("", "999"):
        with pytest.raises(AnswerRefused) as refusal:
            plan.answers_as("ai_policy", "propose_tasks", {"tasks": [plan.task(basic_plan_item=basic_task)]})
        assert [error.field_path for error in refusal.value.errors] == ["tasks[0].basic_plan_item"]


def test_AT_A5P3_3_deciding_to_make_none_is_recorded_with_its_reason_and_is_no_violation(city: City) -> None:
    basic_plan_in_force(city)
    plan = AnnualPlanStory.of_year(city)

    with pytest.raises(AnswerRefused):
        plan.finish("decide_annual_plan", "division_head1", {"make_plan": "none"})
    reason = "기본계획 첫해로 기본계획을 그대로 시행"
    plan.finish("decide_annual_plan", "division_head1", {"make_plan": "none", "waiver_reason": reason})

    assert (plan.plan().status, plan.plan().waiver_reason) == ("waived", reason)
    assert (city.state(plan.case), city.incidents(plan.case)) == ("completed", [])


def test_AT_A5P3_4_a_second_plan_for_the_year_is_a_revision_of_the_first(city: City) -> None:
    basic_plan_in_force(city)
    ready_to_sign(city).is_approved().is_published()

    ready_to_sign(city).is_approved().is_published()

    first, second = yearly_plans(city)
    assert (first.status, second.status, second.revises) == ("revised", "in_force", first.id)


def test_AT_A5P3_4_two_plans_drafted_side_by_side_cannot_both_be_approved(city: City) -> None:
    basic_plan_in_force(city)
    first, second = ready_to_sign(city), ready_to_sign(city)
    first.is_approved().is_published()

    with pytest.raises(RegisterRefused) as refusal:
        second.is_approved()

    expected = "2027년에는 이미 결재된 계획이 있습니다. 그 계획의 변경으로 다시 올리십시오."
    assert refusal.value.text("ko") == expected
    assert second.open() == ["approve"]


def test_the_vice_mayor_approves_and_the_mayor_where_main_investment_is_included(city: City) -> None:
    basic_plan_in_force(city)
    plan = ready_to_sign(city, main_investment="yes")
    for reviewer in ("team_lead1", "division_head1", "bureau_chief1", "vice_mayor"):
        plan.finish("review", reviewer, {"decision": "agree"})
    plan.finish("concur", "budget1", {"decision": "agree"})

    with pytest.raises(NotYours):
        plan.finish("approve", "vice_mayor", {"decision": "agree"})
    plan.finish("approve", "mayor", {"decision": "agree"})

    assert plan.plan().approved_as == "mayor"


def test_a_task_left_without_budget_is_refused_by_its_number(city: City) -> None:
    basic_plan_in_force(city)
    plan = AnnualPlanStory.of_year(city).is_decided().is_proposed("ai_policy", "enterprise")
    only = [{"task": plan.tasks()[0].id, "budget_line": "ai_adoption", "amount": 1}]

    with pytest.raises(RegisterRefused) as refusal:
        plan.finish("map_budget", "budget1", {"mappings": only})

    expected = "예산을 연결하지 않은 과제가 있습니다: 2번. 과제마다 금액을 적으십시오."
    assert refusal.value.text("ko") == expected


def test_a_line_may_stay_open_until_the_budget_is_decided(city: City) -> None:
    basic_plan_in_force(city)

    plan = AnnualPlanStory.of_year(city, 2028).is_decided().is_proposed("ai_policy").has_budget(None)

    assert (plan.open(), plan.tasks()[0].budget_line_id) == (["decide_advice"], None)


def test_a_quarter_is_reported_for_every_task(city: City) -> None:
    basic_plan_in_force(city)
    plan = AnnualPlanStory.of_year(city).is_decided().is_proposed("ai_policy", "enterprise").has_budget()
    plan.skips_advice().is_approved().is_published().is_nine_on(date(2027, 4, 1))

    with pytest.raises(RegisterRefused, match="Tasks without a report"):
        plan.finish("report_progress", "officer1", {"progress": plan.progress(20)[:1]})


def test_a_recalled_document_lets_the_divisions_propose_again(city: City) -> None:
    basic_plan_in_force(city)
    plan = ready_to_sign(city).finish("review", "team_lead1", {"decision": "return", "return_reason": "과제 조정"})
    draft = plan.seen_at("draft")

    plan.finish("draft", "officer1", {"title": draft["title"], "body": draft["body"], "draft_action": "withdraw"})
    plan.is_proposed("ai_policy")

    assert plan.open() == ["map_budget"]
    assert [row.title for row in plan.tasks()] == ["AI 바우처 20개사"]


def yearly_plans(city: City) -> list[Row[tuple[object, ...]]]:
    with city.connection() as connection:
        yearly = plans.plan.select().where(plans.plan.c.kind == "annual_plan").order_by(plans.plan.c.id)
        return list(connection.execute(yearly))


@pytest.mark.parametrize(
    "example", [pytest.param(["user"], id="AT-A2I5-1"), pytest.param(["ai_operator", "user"], id="AT-A6I8")]
)
def test_an_ethics_course_for_residents_who_use_ai_is_a_task_of_the_year(city: City, example: list[str]) -> None:
    basic_plan_in_force(city)
    plan = AnnualPlanStory.of_year(city).is_decided()
    by = (plan.today() + timedelta(days=28)).isoformat()
    plan.finish("ask_divisions", "officer1", {"asked_divisions": ["ai_policy"], "propose_by": by})
    course = plan.task(title="시민 인공지능윤리 강좌", basis="A6I8", target_groups=["ai_operator"])

    with pytest.raises(AnswerRefused) as refusal:
        plan.answers_as("ai_policy", "propose_tasks", {"tasks": [course]})
    assert [error.field_path for error in refusal.value.errors] == ["tasks"]

    plan.answers_as("ai_policy", "propose_tasks", {"tasks": [course | {"target_groups": example}]})
    assert [(row.basis, row.target_groups) for row in plan.tasks()] == [("A6I8", example)]

"""Plans: the basic plan with its eight items, and yearly plans that follow it (조례 제5조)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tasks.registers import deputies, plan_contents, plan_opinions, plan_progress, plans
from tasks.registers.guard import GuardError
from tasks.registers.load import load
from tests.kit.town import someone

DAY = date(2027, 1, 4)
SECTIONS = [f"A5P2I{number}" for number in range(1, 8)]
DETAILS: dict[str, dict[str, object]] = {
    "A5P2I1": {"sources": [{"title": "국가 AI 통계", "dated": "2026-12-01"}]},
    "A5P2I7": {"lead_unit": "AI정책과", "coordinating_body": "인공지능위원회"},
}


def started(town: Connection, **more: object) -> int:
    return plans.start(town, "basic_plan", "AI산업 육성 기본계획", 2027, 2031, on=DAY, **more)  # type: ignore[arg-type]


def task(town: Connection, plan: int, **more: object) -> int:
    given = {"title": "AI 바우처", "method": "공모", "division": "ai_policy", "basis": "A7I3", **more}
    return plan_contents.add_task(town, plan, **given)  # type: ignore[arg-type]


def filled(town: Connection, plan: int, *, without: str = "") -> None:
    for item in SECTIONS:
        if item != without:
            plan_contents.write_section(town, plan, item, f"{item} 내용", details=DETAILS.get(item))
    plan_contents.set_goals(town, plan, [("AI 기업", "AI 기업 수 120 → 200 (2031)")])
    task(town, plan)
    sources = {"city": 8_000_000_000, "province": 2_500_000_000, "private": 1_500_000_000}
    plan_contents.set_funding(town, plan, {2027: 12_000_000_000}, {2027: sources})
    plans.name_national_plan(town, plan, "제1차 인공지능 기본계획(2026~2028)")


def approved(town: Connection, plan: int, by: str = "mayor") -> str:
    return plans.approve(town, plan, approved_by=someone(town, by), on=DAY)


def in_force(town: Connection) -> int:
    plan = started(town)
    filled(town, plan)
    approved(town, plan)
    plans.publish(town, plan, DAY)
    return plan


def code_of(raised: pytest.ExceptionInfo[GuardError]) -> str:
    return raised.value.code


def test_the_unmet_duty_is_counted_since_the_ordinance_at_a3p1_1(town: Connection) -> None:
    assert 495 == plans.days_unmet(town, date(2026, 11, 22))


def test_a_basic_plan_in_force_meets_the_duty(town: Connection) -> None:
    in_force(town)

    assert 0 == plans.days_unmet(town, date(2027, 6, 1))
    assert plans.covers(town, 2031) is not None
    assert plans.covers(town, 2032) is None


def test_an_empty_plan_lacks_seven_items_at_a5p2_3(town: Connection) -> None:
    assert tuple(SECTIONS) == plan_contents.missing_items(town, started(town))


def test_only_the_item_that_is_empty_is_named_at_a5p2_2(town: Connection) -> None:
    plan = started(town)
    filled(town, plan, without="A5P2I6")

    with pytest.raises(GuardError) as raised:
        approved(town, plan)

    assert ("incomplete", "A5P2I6") == (code_of(raised), raised.value.params["items"])


def test_seven_items_are_enough_and_the_eighth_is_asked_for_only_when_listed_at_a5p2_1(town: Connection) -> None:
    plan = started(town)
    filled(town, plan)

    assert () == plan_contents.missing_items(town, plan)
    assert ("A5P2I8",) == plan_contents.missing_items(town, plan, ("윤리",))


def test_without_a_goal_the_second_item_is_incomplete(town: Connection) -> None:
    plan = started(town)
    filled(town, plan)
    plan_contents.set_goals(town, plan, [])

    assert ("A5P2I2",) == plan_contents.missing_items(town, plan)


def test_sources_that_fall_short_leave_the_sixth_item_incomplete_at_a5p2i6_2(town: Connection) -> None:
    plan = started(town)
    filled(town, plan)
    plan_contents.set_funding(town, plan, {2027: 12_000_000_000}, {2027: {"city": 11_900_000_000}})

    assert {2027: 100_000_000} == plan_contents.funding_gaps(town, plan)
    assert ("A5P2I6",) == plan_contents.missing_items(town, plan)


@pytest.mark.parametrize(("item", "allowed"), [("A5P2I4", True), ("A5P2I1", False)])
def test_none_with_a_reason_is_an_answer_for_some_items(town: Connection, item: str, allowed: bool) -> None:
    plan = started(town)
    if allowed:
        plan_contents.write_section(town, plan, item, "", none_reason="올해 계획 없음")
        assert item not in plan_contents.missing_items(town, plan)
    else:
        with pytest.raises(GuardError, match="item_required"):
            plan_contents.write_section(town, plan, item, "", none_reason="없음")


def test_a_task_names_its_method_and_its_basis_at_a5p2i3(town: Connection) -> None:
    plan = started(town)
    for wrong, code in (({"method": ""}, "method_needed"), ({"basis": "A9"}, "basis_needed")):
        with pytest.raises(GuardError, match=code):
            task(town, plan, **wrong)


def test_the_basic_plan_is_approved_by_the_mayor_at_a5p1_1(town: Connection) -> None:
    plan = started(town)
    filled(town, plan)

    with pytest.raises(GuardError) as raised:
        approved(town, plan, "bureau_chief1")

    assert raised.value.text("ko").startswith("기본계획은 시장 결재입니다.")


def test_the_acting_vice_mayor_approves_it_and_it_is_marked_at_a5p1_2(town: Connection) -> None:
    plan = started(town)
    filled(town, plan)
    deputies.record_absence(town, someone(town, "mayor"), DAY, DAY, "국외 출장")

    assert "absence" == approved(town, plan, "vice_mayor")
    assert ("mayor", "absence") == (plans.get(town, plan).approved_as, plans.get(town, plan).approval_capacity)


def test_the_national_plan_must_have_been_considered_imp_42(town: Connection) -> None:
    plan = started(town)
    filled(town, plan)
    plans.name_national_plan(town, plan, "")

    with pytest.raises(GuardError, match="national_plan_needed"):
        approved(town, plan)


def test_a_yearly_plan_without_a_basic_plan_is_blocked_at_a5p3_1(town: Connection) -> None:
    with pytest.raises(GuardError) as raised:
        plans.start(town, "annual_plan", "2028년 시행계획", 2028, 2028, on=DAY)

    assert "2028년을 포함하는 기본계획이 없습니다" in raised.value.text("ko")


def test_a_task_that_rests_on_no_task_of_the_basic_plan_is_blocked_at_a5p3_2(town: Connection) -> None:
    in_force(town)
    yearly = plans.start(town, "annual_plan", "2028년 시행계획", 2028, 2028, on=DAY)
    task(town, yearly)

    with pytest.raises(GuardError) as raised:
        approved(town, yearly, "vice_mayor")

    assert ("tasks_unfounded", "1") == (code_of(raised), raised.value.params["tasks"])


def yearly_plan(town: Connection, **more: object) -> int:
    basic = plans.covers(town, 2028)
    assert basic is not None
    yearly = plans.start(town, "annual_plan", "2028년 시행계획", 2028, 2028, on=DAY, **more)  # type: ignore[arg-type]
    task(town, yearly, basic_task_id=plan_contents.tasks_of(town, basic)[0].id)
    return yearly


def test_the_vice_mayor_approves_a_yearly_plan(town: Connection) -> None:
    in_force(town)
    yearly = yearly_plan(town)

    assert "holder" == approved(town, yearly, "vice_mayor")


def test_no_plan_this_year_is_a_decision_with_a_reason_at_a5p3_3(town: Connection) -> None:
    with pytest.raises(GuardError, match="reason_needed"):
        plans.waive(town, 2027, "", on=DAY)

    assert "waived" == plans.get(town, plans.waive(town, 2027, "기본계획 수립 중", on=DAY)).status


def test_a_second_plan_for_a_year_can_only_be_a_revision_at_a5p3_4(town: Connection) -> None:
    in_force(town)
    first = yearly_plan(town)
    approved(town, first, "vice_mayor")
    with pytest.raises(GuardError, match="year_taken"):
        approved(town, yearly_plan(town), "vice_mayor")

    approved(town, yearly_plan(town, revises=first), "vice_mayor")

    assert "revised" == plans.get(town, first).status


def test_the_database_itself_refuses_two_plans_for_a_year(town: Connection) -> None:
    in_force(town)
    approved(town, yearly_plan(town), "vice_mayor")
    second = yearly_plan(town)

    with pytest.raises(IntegrityError, match="jorye:year_taken"):
        town.execute(
            plans.plan.update()
            .where(plans.plan.c.id == second)
            .values(status="approved", approved_by=someone(town, "vice_mayor"), approved_on=DAY)
        )


def test_nothing_is_started_before_the_ordinance_at_supp_1(town: Connection) -> None:
    with pytest.raises(GuardError, match="before_ordinance"):
        plans.start(town, "basic_plan", "x", 2026, 2030, on=date(2025, 7, 14))

    assert plans.start(town, "basic_plan", "x", 2026, 2030, on=date(2025, 7, 15))


def test_each_opinion_is_dealt_with_and_refusing_it_needs_a_reason_at_a8_2(town: Connection) -> None:
    plan = started(town)
    given = plan_opinions.give(town, plan, origin="committee", given_by="인공지능위원회", body="재원 보완", on=DAY)
    assert (given,) == plan_opinions.untreated(town, plan)
    with pytest.raises(GuardError, match="reason_needed"):
        plan_opinions.treat(town, given, "not_accepted")

    plan_opinions.treat(town, given, "partly_accepted", "2028년 예산에서 검토")

    assert () == plan_opinions.untreated(town, plan)


def test_progress_is_reported_by_task_and_quarter(town: Connection) -> None:
    in_force(town)
    yearly = yearly_plan(town)
    one = plan_contents.tasks_of(town, yearly)[0].id
    assert (one,) == plan_progress.unreported(town, yearly, "Q1")

    for percent in (20, 25):
        plan_progress.report(
            town, one, "Q1", percent=percent, text="공모 완료", reported_by=someone(town, "planner1"), on=DAY
        )

    assert () == plan_progress.unreported(town, yearly, "Q1")
    assert [25] == [row.percent for row in plan_progress.of_plan(town, yearly)]


def test_a_plan_in_force_may_come_with_the_data(town: Connection) -> None:
    sources = {"city": 800}
    basic = {
        "kind": "basic_plan", "title": "기본계획", "first_year": 2027, "last_year": 2031, "approved_by": "mayor",
        "national_plan": "제1차",
        "sections": [{"item": item, "body": "내용", "details": DETAILS.get(item)} for item in SECTIONS],
        "goals": [{"title": "기업", "indicator": "120 → 200"}],
        "tasks": [{"title": "바우처", "method": "공모", "division": "ai_policy", "basis": "A7I3"}],
        "funding": [{"year": 2027, "need": 800, "sources": sources}],
    }  # fmt: skip
    yearly = {
        "kind": "annual_plan", "title": "시행계획", "first_year": 2027, "last_year": 2027, "approved_by": "vice_mayor",
        "tasks": [{**basic["tasks"][0], "basic_task": 1}],  # type: ignore[dict-item, index]
    }  # fmt: skip
    for _ in range(2):
        load(town, {"plan": [basic, yearly]}, DAY)

    assert plans.covers(town, 2027) is not None
    assert plans.covering(town, "annual_plan", 2027) is not None

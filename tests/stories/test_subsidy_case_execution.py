"""Paying out and carrying out: instalments, checks, three people, changes, abolition, the end of the year."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tasks.registers import budget, ledger, programmes
from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, programme_without_call
from workflows.errors import AnswerRefused, MustBeAnotherPerson, NobodyWaits, NotYours


def accepted(city: City, **changes: Any) -> SubsidyStory:
    """Give a case whose grantee has accepted."""
    return SubsidyStory.filed(city, programme_without_call(city), **changes).is_granted().is_accepted()


def next_years_programme(city: City) -> str:
    """Enter a programme of the next fiscal year that gives money without an open call."""
    with city.unit_of_work() as uow:
        line = budget.add(
            uow.connection, "ai_adoption", 2028, title_ko="인공지능 도입", title_en="AI adoption",
            division="ai_policy", statistical_code="307-02",
        )  # fmt: skip
        ledger.appropriate(uow.connection, line, 1_000_000_000, ledger.Voucher("test/2028", city.clock.now()))
        programmes.add(
            uow.connection, "direct_2028", title_ko="2028년 긴급 도입 지원", title_en="Urgent AI adoption 2028",
            purpose="competitiveness", bases=("A7I3",), fiscal_year=2028, budget_line_id=line,
            no_call_reason="disaster_or_unavoidable", no_call_explanation="집중호우로 공모할 수 없음",
        )  # fmt: skip
    return "direct_2028"


def row(category: str, subsidy: int, own: int = 0) -> dict[str, Any]:
    """Give one row of a budget."""
    return {"category": category, "detail": "산출 근거", "subsidy": subsidy, "own": own}


def test_IMP_14_everything_at_once_without_an_exception_is_refused(city: City) -> None:
    story = accepted(city)
    with pytest.raises(AnswerRefused, match="instalments"):
        story.is_planned(40_000_000)
    assert ["plan_instalments"] == story.open()
    story.is_planned(40_000_000, exception="entitlement").is_paid()
    assert ["completion"] == story.open()
    assert 40_000_000 == story.balances()["advanced"]


def test_IMP_14_seventy_and_thirty_percent_with_a_passed_check_between(city: City) -> None:
    story = accepted(city).is_planned(28_000_000, 12_000_000).is_paid()
    assert (28_000_000, 12_000_000) == (story.balances()["advanced"], story.balances()["committed"])
    assert ["progress_report"] == story.open()
    story.is_checked().is_paid()
    assert (40_000_000, 0) == (story.balances()["advanced"], story.balances()["committed"])


def test_IMP_14_instalments_add_up_to_the_grant(city: City) -> None:
    with pytest.raises(AnswerRefused, match="instalments"):
        accepted(city).is_planned(28_000_000, 12_000_001)


def test_IMP_14_a_report_that_does_not_satisfy_comes_back(city: City) -> None:
    story = accepted(city).is_planned(28_000_000, 12_000_000).is_paid()
    story.is_checked("correct", check_note="증빙이 없습니다")
    assert ["progress_report"] == story.open()
    story.is_checked()
    assert ["request_disbursement"] == story.open()


def test_more_than_was_paid_cannot_have_been_spent(city: City) -> None:
    story = accepted(city).is_planned(28_000_000, 12_000_000).is_paid()
    with pytest.raises(AnswerRefused, match="progress_spent"):
        story.finish("progress_report", "applicant1", {"progress": "1차 개발", "progress_spent": 28_000_001})
    story.finish("progress_report", "applicant1", {"progress": "1차 개발", "progress_spent": 28_000_000})


def test_IMP_14_a_failed_check_stops_the_rest(city: City) -> None:
    story = accepted(city).is_planned(28_000_000, 12_000_000).is_paid()
    story.is_checked("stop", check_note="목적 외 사용이 의심됨")
    assert ["completion"] == story.open()
    assert 28_000_000 == story.balances()["advanced"]


def test_who_asks_who_approves_and_who_pays_are_different_people(city: City) -> None:
    with city.unit_of_work() as uow:
        from tasks.registers import roles

        for role in ("accounting_officer", "payment_officer"):
            roles.give(uow.connection, city.person("officer1"), role, from_day=date(2027, 1, 1))
        roles.give(uow.connection, city.person("accounting1"), "payment_officer", from_day=date(2027, 1, 1))
    story = accepted(city).is_planned(28_000_000, 12_000_000)
    story.finish("request_disbursement", "officer1", {})
    with pytest.raises((MustBeAnotherPerson, NotYours)):
        story.finish("approve_disbursement", "officer1", {"payment_result": "pay"})
    story.finish("approve_disbursement", "accounting1", {"payment_result": "pay"})
    for somebody in ("officer1", "accounting1"):
        with pytest.raises((MustBeAnotherPerson, NotYours)):
            story.finish("pay_instalment", somebody, {"payment_made": True})
    story.finish("pay_instalment", "payment1", {"payment_made": True})
    assert 28_000_000 == story.balances()["advanced"]


def test_a_payment_request_can_be_sent_back(city: City) -> None:
    story = accepted(city).is_planned(28_000_000, 12_000_000)
    story.finish("request_disbursement", "officer1", {})
    story.finish("approve_disbursement", "accounting1", {"payment_result": "return", "payment_note": "청구서 누락"})
    assert ["request_disbursement"] == story.open()
    assert "청구서 누락" == story.values()["payment_note"]
    story.is_paid()
    assert 28_000_000 == story.balances()["advanced"]


def test_IMP_16_a_new_cost_line_needs_approval_however_small(city: City) -> None:
    story = accepted(city)
    city.send("change_request", case=story.case)
    change = {
        "change_reason": "교육이 필요함", "change_content": "budget",
        "change_rows": [row("ai_product", 39_000_000, 10_000_000), row("training", 1_000_000)],
    }  # fmt: skip
    story.finish("change_application", "applicant1", change)
    assert ["plan_instalments", "change_review"] == story.open()
    story.finish("change_review", "officer1", {"change_opinion": "타당함"})
    story.finish("change_decision", "division_head1", {"change_answer": "approve"})
    assert ["ai_product", "training"] == [each["category"] for each in story.values()["budget_rows"]]
    assert "change_notice" == story.letters()[-1]
    assert ["plan_instalments"] == story.open()


def test_IMP_16_a_minor_shift_between_cost_lines_is_only_reported(city: City) -> None:
    rows = [row("ai_product", 30_000_000, 10_000_000), row("training", 10_000_000)]
    story = accepted(city, budget_rows=rows)
    city.send("change_request", case=story.case)
    shifted = [row("ai_product", 28_000_000, 10_000_000), row("training", 12_000_000)]
    change = {"change_reason": "교육 시간 증가", "change_content": "budget", "change_rows": shifted}
    story.finish("change_application", "applicant1", change)
    assert ["plan_instalments"] == story.open()
    assert 12_000_000 == story.values()["budget_rows"][1]["subsidy"]
    assert ["grant_notice"] == story.letters()


def test_IMP_16_a_refused_change_leaves_everything_as_it_was(city: City) -> None:
    story = accepted(city)
    city.send("change_request", case=story.case)
    change = {"change_reason": "지연", "change_content": "period", "change_ends_on": "2027-12-15"}
    story.finish("change_application", "applicant1", change)
    story.finish("change_review", "officer1", {"change_opinion": "사유 부족"})
    story.finish("change_decision", "division_head1", {"change_answer": "refuse", "change_refusal": "사유 부족"})
    assert date(2027, 10, 31) == story.values()["ends_on"]
    assert ["plan_instalments"] == story.open()
    assert ["grant_notice", "request_refusal_notice"] == story.letters()


def test_a_change_can_be_asked_for_again_and_only_while_the_project_runs(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted()
    with pytest.raises(NobodyWaits):
        city.send("change_request", case=story.case)
    story.is_accepted()
    for reason in ("첫째", "둘째"):
        city.send("change_request", case=story.case)
        story.finish("change_application", "applicant1", {"change_reason": reason, "change_content": "other"})
    assert ["plan_instalments"] == story.open()


def test_IMP_17_approved_abolition_starts_the_two_months_of_the_report(city: City) -> None:
    story = accepted(city).is_planned(28_000_000, 12_000_000).is_paid()
    city.set_time("2027-08-31T10:00+09:00")
    city.send("abolish", case=story.case)
    story.finish("abolition_application", "applicant1", {"abolition_reason": "폐업", "abolition_spent": 5_000_000})
    story.finish("abolition_review", "officer1", {"abolition_opinion": "부득이함"})
    story.finish("abolition_decision", "division_head1", {"abolition_answer": "approve"})
    assert ["performance_report"] == story.open()
    assert (date(2027, 8, 31), date(2027, 11, 1)) == (story.values()["ended_on"], story.values()["report_due"])
    assert "abolished" == story.grant().ending


def test_IMP_17_refused_abolition_lets_the_project_go_on(city: City) -> None:
    story = accepted(city)
    city.send("abolish", case=story.case)
    story.finish("abolition_application", "applicant1", {"abolition_reason": "변심", "abolition_spent": 0})
    story.finish("abolition_review", "officer1", {"abolition_opinion": "계속 가능"})
    answer = {"abolition_answer": "refuse", "abolition_refusal": "계속할 수 있음"}
    story.finish("abolition_decision", "division_head1", answer)
    assert ["plan_instalments"] == story.open()
    assert ["grant_notice", "request_refusal_notice"] == story.letters()


def test_IMP_18_the_end_of_the_fiscal_year_asks_for_the_report_too(city: City) -> None:
    story = accepted(city).is_planned(28_000_000, 12_000_000).is_paid()
    city.set_time("2027-12-31T23:00+09:00")
    assert ["progress_report"] == story.open()
    city.set_time("2028-01-01T00:01+09:00")
    assert ["performance_report"] == story.open()
    assert (date(2027, 12, 31), "year_end") == (story.grant().ended_on, story.grant().ending)
    assert date(2028, 2, 29) == story.values()["report_due"]


def test_a_grant_decided_before_its_fiscal_year_lasts_to_the_end_of_it(city: City) -> None:
    """The money is that of 2028: the end of the year in which it was granted ends nothing."""
    story = SubsidyStory.filed(city, next_years_programme(city)).is_granted().is_accepted()
    story.is_planned(28_000_000, 12_000_000)
    city.set_time("2028-01-02T09:00+09:00")
    assert ["request_disbursement"] == story.open()
    city.set_time("2029-01-01T00:01+09:00")
    assert date(2028, 12, 31) == story.grant().ended_on


def test_a_project_that_runs_past_the_year_is_not_cut_off(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), ends_on="2028-06-30").is_ready_to_decide()
    story.is_proposed(runs_past_year=True).is_signed().is_accepted().is_planned(28_000_000, 12_000_000)
    city.set_time("2028-01-02T09:00+09:00")
    assert ["request_disbursement"] == story.open()
    city.set_time("2029-01-01T00:01+09:00")
    assert ["performance_report"] == story.open()

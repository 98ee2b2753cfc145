"""Whole lives of a grant, from the application to its end."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, programme_without_call, spending
from workflows.errors import AnswerRefused


def test_a_grant_from_application_to_settlement_and_closing(city: City) -> None:
    """The worked example of the settlement: 4,012,340 won go back."""
    story = SubsidyStory.filed(city, programme_without_call(city))
    story.is_ready_to_decide().is_proposed().is_signed().is_accepted()
    story.is_planned(28_000_000, 12_000_000).is_paid().is_checked().is_paid()
    city.set_time("2027-11-01T10:00+09:00")
    story.is_completed("2027-10-31")
    assert date(2027, 12, 31) == story.values()["report_due"]
    story.is_reported([spending(40_000_000, 5_000_000)], interest=12_345).is_conforming()
    story.finish("opinion", "applicant1", {"opinion_answer": "none"})
    story.is_fixed(return_by="2027-12-15").is_returned(4_012_340, "2027-11-01").is_synced()
    assert "completed" == city.state(story.case)
    assert [] == city.incidents(story.case)
    assert 36_000_000 == story.grant().fixed_amount
    assert date(2027, 11, 1) == story.grant().closed_on
    balances = story.balances()
    assert (36_000_000, 4_000_000, 12_340, 5) == (
        balances["spent"], balances["returned"], balances["interest_returned"], balances["interest_dropped"],
    )  # fmt: skip
    assert (0, 0, 0) == (balances["committed"], balances["advanced"], balances["interest"])
    assert ["grant_notice", "prior_notice", "fixing_notice"] == story.letters()


def test_the_grant_of_the_tutorial_is_closed_in_one_sitting(city: City) -> None:
    story = SubsidyStory.filed(city, "ai_urgent_2027").is_granted().is_accepted()
    story.is_planned(28_000_000, 12_000_000).is_paid().is_checked().is_paid().is_completed("2027-01-04")
    story.is_reported([spending(40_000_000, 5_000_000, on="2027-01-04")], interest=12_345).is_conforming()
    story.finish("opinion", "applicant1", {"opinion_answer": "none"})
    story.is_fixed(return_by="2027-02-15").is_returned(4_012_340, "2027-01-04").is_synced()
    assert "completed" == city.state(story.case)


def test_a_grant_that_is_all_spent_needs_no_return(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted().is_accepted()
    story.is_paid_out(20_000_000, 20_000_000)
    story.is_completed("2027-01-04").is_reported([spending(40_000_000, 10_000_000, on="2027-01-04")]).is_conforming()
    assert ["fix_amount"] == story.open()
    story.is_fixed().is_synced()
    assert "completed" == city.state(story.case)
    assert ["grant_notice", "fixing_notice"] == story.letters()


def test_an_application_is_withdrawn_before_the_decision(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_complete().is_eligible()
    city.send("withdraw", case=story.case)
    assert "completed" == city.state(story.case)
    assert "withdrawn" == story.outcome()
    assert story.grant().withdrawn_at is not None


def test_an_application_is_refused_with_reasons(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_ready_to_decide()
    story.is_proposed("refused", decision_reasons="사업 내용이 예산 목적과 다름").is_signed()
    assert "completed" == city.state(story.case)
    assert "refused" == story.outcome()
    assert ("refused", 0) == (story.grant().decision, story.grant().amount)
    assert ["refusal_notice"] == story.letters()


def test_a_grantee_declines_and_the_budget_is_free_again(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted()
    assert 40_000_000 == story.balances()["committed"]
    story.finish("accept_grant", "applicant1", {"acceptance_answer": "decline", "decline_reason": "사업 포기"})
    assert "completed" == city.state(story.case)
    assert "declined" == story.outcome()
    assert 0 == story.balances()["committed"]


def test_what_is_missing_at_acceptance_is_handed_in_again(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted()
    accepted = {
        "acceptance_answer": "accept", "pledge": True, "records_duty": True, "account_bank": "농협은행",
        "account_no": "301-0000", "account_holder": "주식회사 안양에이아이", "own_deposited": 10_000_000,
    }  # fmt: skip
    story.finish("accept_grant", "applicant1", accepted)
    story.finish("check_account", "officer1", {"account_result": "return", "account_note": "통장 사본이 없습니다"})
    assert ["accept_grant"] == story.open()
    story.is_accepted()
    assert ["plan_instalments"] == story.open()


def test_the_case_closes_only_when_every_milestone_is_entered_in_the_national_system(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted().is_accepted()
    story.is_paid_out(20_000_000, 20_000_000)
    story.is_completed("2027-01-04").is_reported(
        [spending(40_000_000, 10_000_000, on="2027-01-04")]
    ).is_conforming().is_fixed()
    listed = [each["code"] for each in story.values()["botame_milestones"]]
    paid = ["payment_1", "check_1", "payment_2"]
    assert ["application", "decision", *paid, "performance_report", "fixing"] == listed
    entries = [{**each, "entered_on": "2027-01-04"} for each in story.values()["botame_milestones"]]
    entries[0]["entered_on"] = None
    with pytest.raises(AnswerRefused, match="botame_entries"):
        story.finish("botame_sync", "officer1", {"botame_case_no": "BT-1", "botame_entries": entries})
    with pytest.raises(AnswerRefused, match="botame_entries"):
        story.finish("botame_sync", "officer1", {"botame_case_no": "BT-1", "botame_entries": entries[1:]})
    story.is_synced()
    assert "completed" == city.state(story.case)

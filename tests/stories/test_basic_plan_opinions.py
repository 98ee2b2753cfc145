"""Who is heard on a basic plan, and what becomes of what they say (행정절차법 제46조, 제47조; 조례 제8조)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tasks.registers.committees import committee
from tests.kit.city import City
from tests.kit.plans import SECTIONS, BasicPlanStory
from workflows.errors import AnswerRefused, RegisterRefused


def reviewed(city: City) -> BasicPlanStory:
    return BasicPlanStory.started(city).has_writers().writes(*SECTIONS).is_reviewed()


def advised(city: City, **vote: Any) -> BasicPlanStory:
    plan = reviewed(city).is_heard().is_excepted().finish("decide_advice", "officer1", {"ask_advice": "ask"})
    return plan.is_advised(**vote)


def test_divisions_have_at_least_ten_days_to_answer(city: City) -> None:
    plan = reviewed(city)

    with pytest.raises(AnswerRefused) as refusal:
        plan.finish("ask_opinions", "officer1", {"asked_divisions": ["planning"], "reply_by": "2027-01-13"})

    assert [error.field_path for error in refusal.value.errors] == ["reply_by"]
    plan.finish("ask_opinions", "officer1", {"asked_divisions": ["planning"], "reply_by": "2027-01-14"})
    assert city.task(plan.case, "give_opinion").due_on == date(2027, 1, 14)


def test_when_the_reply_date_passes_the_plan_goes_on_without_the_silent(city: City) -> None:
    plan = reviewed(city)
    asked = {"asked_divisions": ["planning", "enterprise"], "reply_by": "2027-01-18"}
    plan.finish("ask_opinions", "officer1", asked)
    plan.answers_as("planning", "give_opinion", {"has_opinion": "some", "opinion_text": "부서 간 협업"})

    plan.is_nine_on(date(2027, 1, 19))

    assert plan.open() == ["decide_prenotice"]
    assert [each.body for each in plan.opinions()] == ["부서 간 협업"]


@pytest.mark.parametrize(
    ("until", "urgent", "accepted"),
    [
        ("2027-01-23", False, False),  # nineteen days
        ("2027-01-25", False, True),  # the twentieth is a Sunday
        ("2027-01-14", True, True),
        ("2027-01-13", True, False),
    ],
)
def test_IMP_41_the_pre_notice_lasts_twenty_days_or_ten_when_urgent(
    city: City, until: str, urgent: bool, accepted: bool
) -> None:
    plan = reviewed(city).is_heard()
    answer: dict[str, Any] = {"prenotice": "hold", "prenotice_from": "2027-01-04", "prenotice_until": until}
    answer |= {"prenotice_urgent": True, "prenotice_urgent_reason": "국비 신청 마감"} if urgent else {}

    if accepted:
        plan.finish("decide_prenotice", "officer1", answer)
        assert plan.open() == []
        return
    with pytest.raises(AnswerRefused) as refusal:
        plan.finish("decide_prenotice", "officer1", answer)
    assert [error.field_path for error in refusal.value.errors] == ["prenotice_until"]


def test_the_pre_notice_runs_until_its_last_day_is_over(city: City) -> None:
    plan = reviewed(city).is_heard()
    days = {"prenotice": "hold", "prenotice_from": "2027-01-04", "prenotice_until": "2027-01-25"}
    plan.finish("decide_prenotice", "officer1", days)

    city.set_time("2027-01-25T23:59+09:00")
    assert plan.open() == []
    city.set_time("2027-01-26T00:00+09:00")
    assert plan.open() == ["enter_public_opinions"]


def test_IMP_41_urgency_needs_its_reason(city: City) -> None:
    plan = reviewed(city).is_heard()
    answer = {"prenotice": "hold", "prenotice_from": "2027-01-04", "prenotice_until": "2027-01-14"}

    with pytest.raises(AnswerRefused) as refusal:
        plan.finish("decide_prenotice", "officer1", answer | {"prenotice_urgent": True})

    assert [error.field_path for error in refusal.value.errors] == ["prenotice_urgent_reason"]


def test_IMP_41_an_exception_needs_its_ground_and_its_reason(city: City) -> None:
    plan = reviewed(city).is_heard()

    with pytest.raises(AnswerRefused) as refusal:
        plan.finish("decide_prenotice", "officer1", {"prenotice": "exception"})

    fields = [error.field_path for error in refusal.value.errors]
    assert fields == ["prenotice_exception", "prenotice_exception_reason"]


def test_AT_A8_1_without_a_committee_advice_is_recorded_as_not_established(city: City) -> None:
    with city.unit_of_work() as uow:
        ai = committee.c.code == "ai_committee"
        uow.connection.execute(committee.update().where(ai).values(abolished_on=date(2026, 12, 31)))

    plan = reviewed(city).is_heard().is_excepted()

    assert plan.open() == ["treat_opinions"]
    assert (plan.values()["advice"], plan.values()["advice_text"]) == ("not_established", "위원회 미설치")


def test_skipping_the_committee_needs_a_reason_that_stays_on_record(city: City) -> None:
    plan = reviewed(city).is_heard().is_excepted()

    with pytest.raises(AnswerRefused) as refusal:
        plan.finish("decide_advice", "officer1", {"ask_advice": "skip"})
    assert [error.field_path for error in refusal.value.errors] == ["skip_reason"]

    plan.skips_advice()
    assert (plan.values()["advice"], plan.values()["advice_text"]) == ("skipped", "자문 생략 (경미한 변경)")


def test_AT_A8_2_the_mayor_may_approve_against_the_advice_once_every_opinion_is_treated(city: City) -> None:
    plan = advised(city, for_=3, against=6, comments={"member1": "재원이 불확실함"})

    assert plan.values()["advice"] == "disagree"
    assert [each.body for each in plan.opinions()] == ["위원회 부동의(찬성 3, 반대 6)", "재원이 불확실함"]
    plan.is_treated(("not_accepted", "국비로 보완함"), ("partly_accepted", "재원표를 고침"))
    plan.is_signed("mayor", ("team_lead1", "division_head1", "bureau_chief1", "vice_mayor"))

    assert plan.plan().status == "approved"


def test_AT_A8_2_an_opinion_left_untreated_keeps_the_plan_from_approval(city: City) -> None:
    plan = advised(city, for_=3, against=6, comments={"member1": "재원이 불확실함"})

    with pytest.raises(RegisterRefused) as refusal:
        plan.is_treated(("accepted", ""))

    expected = "처리하지 않은 의견이 1건 있습니다(2번). 의견마다 처리 결과와 사유를 적으십시오."
    assert refusal.value.text("ko") == expected
    assert plan.open() == ["treat_opinions"]


def test_AT_A8_2_not_taking_an_opinion_up_needs_a_reason(city: City) -> None:
    plan = advised(city, for_=9, comments={"member1": "재원이 불확실함"})

    with pytest.raises(AnswerRefused) as refusal:
        plan.is_treated(("not_accepted", ""))

    assert [error.field_path for error in refusal.value.errors] == ["treatments"]


def test_advice_that_was_deferred_is_asked_again_or_skipped_with_a_reason(city: City) -> None:
    plan = reviewed(city).is_heard().is_excepted().finish("decide_advice", "officer1", {"ask_advice": "ask"})
    meeting_day = plan.today() + timedelta(days=14)
    when = {"held_on": meeting_day.isoformat(), "held_at": "14:00", "place": "시청", "mode": "in_person"}
    plan.finish("arrange_meeting", "division_head1", {"convened_by": "chair", **when})
    plan.finish("approve_convening", "vice_mayor", {"convening": "convene"})
    sent = plan.today().isoformat()
    plan.finish("send_notice", "division_head1", {"notice_sent_on": sent, "notice_channel": "email"})
    plan.finish("send_papers", "division_head1", {"papers_sent_on": sent}).is_nine_on(meeting_day)
    came = [city.person(f"member{number}") for number in range(1, 6)]
    plan.finish("take_attendance", "division_head1", {"present_members": came})
    plan.finish("declare_recusals", "division_head1", {"present_members": came[:4]})
    plan.finish("too_few", "division_head1", {"quorum_step": "defer"})
    plan.finish("write_minutes", "division_head1", {"discussion": "성원 미달", "decisions": "보류"})
    plan.finish("sign_minutes", "vice_mayor", {"minutes_confirmed": True})
    held = plan.today().isoformat()
    plan.finish("publish_minutes", "division_head1", {"disclosure": "open", "published_on": held})

    assert plan.open() == ["decide_advice"]
    plan.skips_advice()
    assert (plan.open(), plan.values()["advice"]) == (["treat_opinions"], "skipped")

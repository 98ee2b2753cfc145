"""Deciding: four points, exceptions from the call, the ladder, concurrence, reasons; never a machine."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date

import pytest

from tasks.registers import documents, programmes
from tests.kit.city import City
from tests.kit.subsidy import LADDER, SubsidyStory, appropriate, index_for, programme_without_call
from workflows.errors import AnswerRefused, NotYours

GIFT = "designated_gift"


def decision_document(city: City, story: SubsidyStory) -> str:
    """Give the text that says who signed the decision, in which capacity."""
    with city.connection() as connection:
        document = documents.of_case(connection, story.case)[-1]
        marks = documents.marks_of(connection, document.id)
    return " ".join(f"{mark.mark}:{mark.post_name}:{mark.capacity}" for mark in marks)


@pytest.mark.parametrize("reason", programmes.NO_CALL_REASONS)
def test_IMP_01_each_of_the_six_reasons_lets_a_case_be_decided_without_a_committee(city: City, reason: str) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city, reason)).is_ready_to_decide()
    assert ["propose"] == story.open()
    assert "none" == story.values()["committee_outcome"]


def test_IMP_01_without_a_call_and_without_a_reason_nothing_can_be_decided(city: City) -> None:
    with city.unit_of_work() as uow:
        programmes.add(
            uow.connection, "nothing", title_ko="공모 없는 사업", title_en="No call", purpose="competitiveness",
            bases=("A7I3",), fiscal_year=2027, budget_line_id=1,
        )  # fmt: skip
    story = SubsidyStory.started_past_form(city, "nothing")
    assert "completed" == city.state(story.case)
    assert "예외 사유도 없습니다" in story.values()["error_message"]


def test_IMP_01_the_call_cannot_be_skipped_by_saying_unavoidable_without_explaining(city: City) -> None:
    with pytest.raises(Exception, match="unavoidable_explained"), city.unit_of_work() as uow:
        programmes.add(
            uow.connection, "silent", title_ko="설명 없는 사업", title_en="Silent", purpose="competitiveness",
            bases=("A7I3",), fiscal_year=2027, budget_line_id=1, no_call_reason="disaster_or_unavoidable",
        )  # fmt: skip


def test_IMP_11_the_decision_waits_until_all_four_points_are_answered(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_complete().is_eligible()
    three = dict.fromkeys(("exam_fit", "exam_content", "exam_arithmetic"), "yes")
    with pytest.raises(AnswerRefused, match="exam_own_share"):
        story.finish("examination", "officer1", three | {"examination_note": "적정"})
    assert ["examination"] == story.open()
    with pytest.raises(AnswerRefused, match="exam_fit_note"):
        story.is_examined(exam_fit="no")


def test_IMP_13_less_than_asked_needs_reasons_and_everything_does_not(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), subsidy=50_000_000).is_ready_to_decide()
    with pytest.raises(AnswerRefused, match="decision_reasons"):
        story.is_proposed("partial", granted_amount=40_000_000)
    story.is_proposed("partial", granted_amount=40_000_000, decision_reasons="예산 범위 안에서 조정").is_signed()
    assert ("partial", 40_000_000, "예산 범위 안에서 조정") == (
        story.grant().decision, story.grant().amount, story.grant().reasons,
    )  # fmt: skip
    whole = SubsidyStory.filed(city, programme_without_call(city, GIFT), subsidy=50_000_000, project_title="다른 사업")
    whole.is_ready_to_decide().is_proposed().is_signed()
    assert ("full", 50_000_000, "") == (whole.grant().decision, whole.grant().amount, whole.grant().reasons)


def test_IMP_13_the_notice_carries_conditions_and_the_way_to_appeal(city: City) -> None:
    from bpmn.bundle import Bundle
    from bpmn.letters import Letter
    from tasks.law.functions import FUNCTIONS
    from tests.kit.city import CATALOGUE

    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted()
    with city.connection() as connection:
        body = documents.of_case(connection, story.case)[-1].body
    model = Bundle.read(CATALOGUE / body["process"]).letter(body["process"], body["letter"])
    text = "\n".join(Letter.read(model, FUNCTIONS).fill(body["values"]).paragraphs)
    assert "금40,000,000원(금사천만원)" in text
    assert "1. 목적 외로 쓰지 않는다." in text
    assert "20일 이내에 안양시장에게" in text
    assert "이유" not in text


def test_IMP_30_the_signboard_duty_is_told_from_fifty_million_won(city: City) -> None:
    below = SubsidyStory.filed(city, programme_without_call(city), subsidy=49_999_999).is_ready_to_decide()
    below.is_proposed()
    assert "해당 없음" == below.values()["signboard"]
    at = SubsidyStory.filed(city, programme_without_call(city, GIFT), subsidy=50_000_000, project_title="다른 사업")
    at.is_ready_to_decide().is_proposed().is_signed()
    assert at.values()["signboard"].startswith("연 5천만원 이상")
    with pytest.raises(AnswerRefused, match="signboard_duty"):
        at.is_accepted()
    at.is_accepted(signboard_duty=True)


@pytest.mark.parametrize(
    ("amount", "role"),
    [
        (50_000_000, "division_head"), (50_000_001, "bureau_chief"), (100_000_000, "bureau_chief"),
        (100_000_001, "vice_mayor"), (300_000_000, "vice_mayor"), (300_000_001, "mayor"),
    ],
)  # fmt: skip
def test_IMP_31_the_amount_names_the_approver(city: City, amount: int, role: str) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), subsidy=amount).is_ready_to_decide()
    story.is_proposed()
    for other in {*LADDER} - {role}:
        assert not story.may("approve", LADDER[other])
    story.is_signed(LADDER[role])
    assert "granted" == story.outcome()
    assert "approve" in decision_document(city, story)
    assert ("own" if role == "mayor" else "delegated") == decision_document(city, story).rsplit(":", 1)[-1]


def test_IMP_31_somebody_else_than_the_approver_cannot_sign(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), subsidy=60_000_000).is_ready_to_decide()
    with pytest.raises(NotYours):
        story.is_proposed().is_signed("division_head1")
    assert ["approve"] == story.open()


def test_IMP_32_budget_and_accounting_must_both_concur(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_ready_to_decide().is_proposed()
    story.finish("review", "team_lead1", {"decision": "agree"})
    assert ["concur", "concur"] == story.open()
    story.finish("concur", "budget1", {"decision": "agree"}, index=index_for(city, story.case, "concur", "budget1"))
    assert ["concur"] == story.open()
    story.finish("concur", "accounting1", {"decision": "agree"})
    assert ["approve"] == story.open()
    story.finish("approve", "division_head1", {"decision": "agree"})
    assert 2 == decision_document(city, story).count("concur:")


def test_AT_A7I3_2_payment_is_reached_only_from_a_grant(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city))
    steps = (story.is_complete, story.is_eligible, story.is_examined, story.is_proposed)
    for step in steps:
        assert not {"plan_instalments", "request_disbursement"} & set(story.open())
        step()
    story.is_signed().is_accepted()
    assert ["plan_instalments"] == story.open()


def test_AT_A11P2_2_a_case_with_a_reason_code_is_decided_without_a_committee(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted()
    assert "granted" == story.outcome()
    assert story.grant().call_id is None


def test_AT_A11P2_2_an_open_call_case_waits_for_the_subsidy_committee(city: City) -> None:
    story = SubsidyStory.filed(city, "ai_adoption_2027").is_complete().is_eligible().is_examined()
    assert "propose" not in story.open()
    assert story.may("arrange_meeting", "budget_head1")


def test_a_returned_proposal_can_be_recalled_and_proposed_anew(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), subsidy=50_000_000).is_ready_to_decide()
    story.is_proposed()
    story.finish("review", "team_lead1", {"decision": "return", "return_reason": "감액 검토"})
    assert ["draft"] == story.open()
    assert "draft" == city.task(story.case, "draft").element
    story.finish("draft", "officer1", {"title": "교부결정", "draft_action": "withdraw"})
    assert ["propose"] == story.open()
    story.is_proposed("partial", granted_amount=45_000_000, decision_reasons="감액").is_signed()
    assert 45_000_000 == story.grant().amount


def test_nothing_is_granted_beyond_the_budget(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), subsidy=1_000_000_001).is_ready_to_decide()
    with pytest.raises(AnswerRefused, match="budget left"):
        story.is_proposed()
    appropriate(city, 1)
    fresh = SubsidyStory.filed(
        city, programme_without_call(city, GIFT), subsidy=1_000_000_001, project_title="다른 사업"
    )
    fresh.is_ready_to_decide().is_proposed().is_signed("mayor")
    assert 1_000_000_001 == fresh.balances()["committed"]


def test_two_grants_that_race_for_the_last_money_cannot_both_have_it(city: City) -> None:
    programme = programme_without_call(city)
    first = SubsidyStory.filed(city, programme, subsidy=600_000_000).is_ready_to_decide().is_proposed()
    second = SubsidyStory.filed(city, programme, subsidy=600_000_000, project_title="둘째").is_ready_to_decide()
    second.is_proposed()
    first.is_signed("mayor")
    second.is_signed("mayor")
    assert "granted" == first.outcome()
    assert ["propose"] == second.open()
    assert second.grant().decision is None


def test_the_approver_signs_for_the_absent_head_as_a_proxy(city: City) -> None:
    from tasks.registers import deputies

    story = SubsidyStory.filed(city, programme_without_call(city)).is_ready_to_decide()
    with city.unit_of_work() as uow:
        head = city.person("division_head1")
        deputies.record_absence(uow.connection, head, date(2027, 1, 4), date(2027, 1, 8), "출장")
    story.is_proposed().is_signed(_deputy_of(city, "ai_policy_head"))
    assert decision_document(city, story).endswith("delegated_proxy")


def _deputy_of(city: City, post: str) -> str:
    from sqlalchemy import select

    from tasks.registers.deputies import acting
    from tasks.registers.people import person

    with city.connection() as connection:
        someone = acting(connection, post, date(2027, 1, 4))
        assert someone is not None
        return str(connection.execute(select(person.c.login).where(person.c.id == someone.person_id)).scalar_one())

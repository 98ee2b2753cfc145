"""Filing: receipt at once, supplement instead of rejection, a clock that pauses, exclusions, eligibility."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date

import pytest

from tasks.registers import parties, programmes
from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, application, programme_on, programme_without_call
from workflows.errors import AnswerRefused, NobodyWaits, NotYours


def test_AT_A11P1_1_support_that_names_no_item_of_the_ordinance_is_refused(city: City) -> None:
    with city.unit_of_work() as uow:
        uow.connection.execute(programmes.programme_basis.delete())
    story = SubsidyStory.started(city, "ai_adoption_2027")
    assert "completed" == city.state(story.case)
    assert [] == story.open()
    assert "제7조" in story.values()["error_message"]


def test_AT_A11P1_2_administrative_support_starts_no_subsidy_case(city: City) -> None:
    with city.unit_of_work() as uow:
        programmes.add(
            uow.connection, "publicity", title_ko="홍보 지원", title_en="Publicity", purpose="competitiveness",
            bases=("A6I6",), fiscal_year=2027, funding_type="administrative",
        )  # fmt: skip
    story = SubsidyStory.started_past_form(city, "publicity")
    assert "completed" == city.state(story.case)
    assert "경비를 지원하지 않는" in story.values()["error_message"]


def test_AT_A11P1_3_an_individual_business_is_accepted_once_the_officer_confirms(city: City) -> None:
    story = SubsidyStory.filed(
        city, programme_without_call(city), by="applicant2", certificate_kind="micro",
        project_title="동네 빵집 AI 수요예측 도입",
    ).is_complete()  # fmt: skip
    assert ["개인사업자가 ‘등’에 들어가는지 확인합니다"] == story.values()["findings"]["finding"]
    with pytest.raises(AnswerRefused, match="individual_confirmed"):
        story.is_eligible(eligibility_reason="조례 제7조제3호의 소상공인")
    story.is_eligible(eligibility_reason="조례 제7조제3호의 소상공인", individual_confirmed=True)
    assert ["examination"] == story.open()


def test_AT_A11P1_4_nothing_is_granted_unless_people_finish_their_tasks(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city))
    city.advance(days=300)
    assert ["completeness"] == story.open()
    assert "" == story.outcome()


def test_AT_A7I3_1_a_certificate_of_any_of_the_three_kinds_is_enough(city: City) -> None:
    for kind in ("sme", "venture", "micro"):
        story = SubsidyStory.filed(
            city, "ai_adoption_2027", certificate_kind=kind, project_title=f"{kind} 사업"
        ).is_complete()
        assert [] == story.values()["findings"]["finding"]


def test_AT_A7I2_4_without_any_certificate_the_table_asks_and_a_human_decides(city: City) -> None:
    with city.unit_of_work() as uow:
        uow.connection.execute(parties.certificate.delete())
    story = SubsidyStory.filed(
        city, programme_without_call(city), certificate_kind="none", certificate_no=None, certificate_from=None,
        certificate_to=None,
    ).is_complete()  # fmt: skip
    assert ["supplement"] == story.values()["findings"]["effect"]
    with pytest.raises(AnswerRefused, match="eligibility_result"):
        story.is_eligible()
    story.finish(
        "eligibility_review", "officer1",
        {"eligibility_result": "not_eligible", "eligibility_reason": "중소기업등에 해당하지 않음"},
    )  # fmt: skip
    assert ["propose"] == story.open()
    with pytest.raises(AnswerRefused, match="not eligible"):
        story.is_proposed("full")
    story.is_proposed("refused", decision_reasons="중소기업등에 해당하지 않음").is_signed()
    assert "refused" == story.outcome()


def test_AT_A7I2_5_an_expired_certificate_leads_to_a_supplement_request(city: City) -> None:
    with city.unit_of_work() as uow:
        uow.connection.execute(parties.certificate.delete())
    story = SubsidyStory.filed(
        city, programme_without_call(city), certificate_from="2026-01-01", certificate_to="2027-01-03"
    ).is_complete()
    assert ["supplement"] == story.values()["findings"]["effect"]
    answer = {"eligibility_result": "supplement", "supplement_items": "유효한 확인서", "supplement_days": 10}
    story.finish("eligibility_review", "officer1", answer)
    assert ["supplement"] == story.open()
    story.finish("supplement", "applicant1", application()).is_complete()
    assert [] == story.values()["findings"]["effect"]


def test_AT_A6I2_a_company_that_only_adopts_ai_is_pointed_to_the_adoption_programme(city: City) -> None:
    story = SubsidyStory.filed(city, "ai_rnd_2027", industry_activities=[]).is_complete()
    [finding] = story.values()["findings"]["finding"]
    assert "도입 기업이면 제7조제3호 사업을 안내합니다" in finding
    assert ["eligibility_review"] == story.open()


@pytest.mark.parametrize(
    "basis",
    [pytest.param("A6I1", id="AT-A6I1"), pytest.param("A6I3", id="AT-A6I3"), pytest.param("A7I1", id="AT-A7I1")],
)
def test_where_the_ordinance_asks_no_size_no_certificate_is_asked(city: City, basis: str) -> None:
    """A research institute, a large operator, a company with 3,000 staff that wants consulting."""
    asked = {"certificate_kind": None, "certificate_no": None, "certificate_from": None, "certificate_to": None}
    story = SubsidyStory.filed(city, programme_on(city, basis), industry_activities=["develop"], **asked).is_complete()
    assert [] == story.values()["findings"]["effect"]
    story.is_eligible().is_examined()
    assert ["propose"] == story.open()


def test_AT_A2I1_2_what_may_not_be_ai_goes_to_a_person_and_is_never_rejected_by_itself(city: City) -> None:
    story = SubsidyStory.filed(
        city, "ai_rnd_2027", industry_activities=["service"], ai_abilities=[], ai_use="스프레드시트 자동합계"
    ).is_complete()
    assert ["check"] == story.values()["findings"]["effect"]
    assert ["eligibility_review"] == story.open()


def test_IMP_08_missing_dates_lead_to_a_supplement_request_not_to_rejection(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), starts_on=None, ends_on=None)
    assert ["사업 시작·완료 예정일"] == story.values()["missing"]
    with pytest.raises(AnswerRefused, match="completeness_result"):
        story.is_complete()
    story.needs_supplement()
    assert ["supplement"] == story.open()
    assert ["supplement_request"] == story.letters()
    story.finish("supplement", "applicant1", application())
    assert [] == story.values()["missing"]


def test_IMP_09_a_receipt_number_is_given_at_once_and_in_order(city: City) -> None:
    first = SubsidyStory.filed(city, "ai_adoption_2027")
    second = SubsidyStory.filed(city, "ai_adoption_2027", by="applicant2", certificate_kind="micro")
    assert ("2027-00001", "2027-00002") == (first.values()["receipt_no"], second.values()["receipt_no"])


def test_IMP_09_filing_at_the_last_second_of_the_last_day_is_in_time(city: City) -> None:
    city.set_time("2027-03-05T23:59:59+09:00")
    story = SubsidyStory.filed(city, "ai_adoption_2027")
    assert date(2027, 3, 5) == story.values()["filed_on"]
    city.set_time("2027-03-06T00:00:00+09:00")
    late = SubsidyStory.started_past_form(city, "ai_adoption_2027")
    assert "completed" == city.state(late.case)
    assert "공모 기간이 아니고" in late.values()["error_message"]


def test_IMP_10_an_application_can_be_withdrawn_until_the_decision_and_not_after(city: City) -> None:
    early = SubsidyStory.filed(city, "ai_adoption_2027")
    city.send("withdraw", case=early.case)
    assert "withdrawn" == early.outcome()
    late = SubsidyStory.filed(city, programme_without_call(city)).is_granted()
    with pytest.raises(NobodyWaits):
        city.send("withdraw", case=late.case)
    assert "granted" == late.outcome()


def test_IMP_10_withdrawal_takes_the_document_in_approval_with_it(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_ready_to_decide().is_proposed()
    assert ["review"] == story.open()
    city.send("withdraw", case=story.case)
    assert [] == story.open()
    assert "completed" == city.state(story.case)
    assert [] == story.letters()


def test_IMP_12_who_is_excluded_until_a_day_is_out_on_it_and_in_the_day_after(city: City) -> None:
    with city.unit_of_work() as uow:
        one = parties.find(uow.connection, "1234567891")
        assert one is not None
        parties.exclude(
            uow.connection, one.id, from_day=date(2026, 1, 4), until_day=date(2027, 1, 4), ground="거짓 신청"
        )
    programme = programme_without_call(city)
    out = SubsidyStory.filed(city, programme).is_complete()
    assert "exclude" in out.values()["findings"]["effect"]
    with pytest.raises(AnswerRefused, match="eligibility_result"):
        out.is_eligible(eligibility_reason="예외")
    city.advance(days=1)
    back = SubsidyStory.filed(city, programme, project_title="다른 사업").is_complete()
    assert [] == back.values()["findings"]["effect"]


def test_IMP_12_a_second_application_for_the_same_project_is_shown_to_the_officer(city: City) -> None:
    programme = programme_without_call(city)
    SubsidyStory.filed(city, programme).is_complete()
    again = SubsidyStory.filed(city, programme).is_complete()
    assert ["check"] == again.values()["findings"]["effect"]
    with pytest.raises(AnswerRefused, match="eligibility_reason"):
        again.is_eligible()
    again.is_eligible(eligibility_reason="앞 신청은 취하할 예정임을 확인")
    assert ["examination"] == again.open()


def test_the_processing_time_stands_still_while_the_applicant_supplements(city: City) -> None:
    """30 working days from Monday 4 January; the request goes out on the 11th, the answer comes on the 18th."""
    story = SubsidyStory.filed(city, programme_without_call(city), starts_on=None)
    before = story.values()["decision_due"]
    city.set_time("2027-01-11T10:00+09:00")
    story.needs_supplement()
    assert date(2027, 1, 11) == story.values()["clock"]["stopped_on"]
    city.set_time("2027-01-18T10:00+09:00")
    story.finish("supplement", "applicant1", application())
    after = story.values()["decision_due"]
    # 11 to 18 January, both included, are six working days; 8 and 9 February are Seollal.
    assert (date(2027, 2, 16), date(2027, 2, 24)) == (before, after)


def test_a_supplement_that_does_not_come_is_extended_twice_and_then_returned(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city), starts_on=None).needs_supplement(days=7)
    for _ in range(2):
        city.advance(days=12)
        assert ["decide_overdue"] == story.open()
        story.finish("decide_overdue", "officer1", {"overdue_action": "extend", "supplement_days": 7})
        assert ["supplement"] == story.open()
    city.advance(days=12)
    with pytest.raises(AnswerRefused, match="only twice"):
        story.finish("decide_overdue", "officer1", {"overdue_action": "extend", "supplement_days": 7})
    story.finish("decide_overdue", "officer1", {"overdue_action": "return", "return_reason": "보완하지 않음"})
    assert "completed" == city.state(story.case)
    assert "returned" == story.outcome()
    assert "return_notice" == story.letters()[-1]


def test_a_certificate_that_ends_before_the_decision_is_asked_for_again(city: City) -> None:
    """The status must hold on the day of filing and on the day of decision (reading 11-AE)."""
    with city.unit_of_work() as uow:
        uow.connection.execute(parties.certificate.delete())
    story = SubsidyStory.filed(city, programme_without_call(city), certificate_to="2027-01-10").is_complete()
    assert [] == story.values()["findings"]["effect"]
    story.is_eligible()
    city.set_time("2027-01-11T09:00+09:00")
    story.is_examined()
    assert ["eligibility_review"] == story.open()
    answer = {"eligibility_result": "supplement", "supplement_items": "유효한 확인서", "supplement_days": 10}
    story.finish("eligibility_review", "officer1", answer)
    story.finish("supplement", "applicant1", application(certificate_kind="venture", certificate_to="2028-04-30"))
    story.is_complete().is_eligible().is_examined()
    assert ["propose"] == story.open()


def test_an_approver_cannot_sign_after_the_certificate_ended(city: City) -> None:
    with city.unit_of_work() as uow:
        uow.connection.execute(parties.certificate.delete())
    story = SubsidyStory.filed(city, programme_without_call(city), certificate_to="2027-01-10")
    story.is_ready_to_decide().is_proposed()
    city.set_time("2027-01-11T09:00+09:00")
    with pytest.raises(AnswerRefused, match="expired meanwhile"):
        story.is_signed()
    assert ["approve"] == story.open()


def test_only_the_applicants_own_people_see_the_application(city: City) -> None:
    story = SubsidyStory.started(city, programme_without_call(city))
    with pytest.raises(NotYours):
        story.finish("application", "applicant2", application())

"""Reporting and settling: deadlines, reminders, outside checks, what is not recognised, what goes back."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

import mailbox
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tasks.registers import documents
from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, programme_without_call, spending
from workflows.errors import AnswerRefused
from workflows.records.user_task import user_task


def paid_out(city: City, subsidy: int = 40_000_000, *, reason: str = "designated_gift", **more: Any) -> SubsidyStory:
    """Give a case whose grant is paid in two halves."""
    story = SubsidyStory.filed(city, programme_without_call(city, reason), subsidy=subsidy, **more)
    duty = {"signboard_duty": True} if subsidy >= 50_000_000 else {}
    half = subsidy // 2
    return story.is_granted(subsidy).is_accepted(**duty).is_paid_out(half, subsidy - half)


def ended(city: City, on: str, **more: Any) -> SubsidyStory:
    """Give a paid case whose project ended on a day, reported the same day."""
    story = paid_out(city, **more)
    city.set_time(f"{on}T10:00+09:00")
    return story.is_completed(on)


@pytest.mark.parametrize(
    ("on", "due"),
    [("2027-08-31", "2027-11-01"), ("2027-10-15", "2027-12-15")],
)
def test_IMP_18_the_report_is_due_two_months_later_on_a_working_day(city: City, on: str, due: str) -> None:
    story = ended(city, on)
    assert date.fromisoformat(due) == story.values()["report_due"]
    task = city.task(story.case, "performance_report")
    with city.connection() as connection:
        row = connection.execute(select(user_task).where(user_task.c.id == task.id)).one()
    assert "T02" == row.due_clause


def test_IMP_18_reminders_go_out_thirty_seven_and_one_day_before(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JORYE_DATA", str(tmp_path))
    monkeypatch.delenv("JORYE_SMTP_URL", raising=False)
    ended(city, "2027-08-31")
    sent = []
    for day in ("2027-10-01", "2027-10-02", "2027-10-25", "2027-10-31", "2027-11-02"):
        city.set_time(f"{day}T12:00+09:00")
        sent.append(len(mailbox.Maildir(tmp_path / "mail", create=True)))
    assert [0, 1, 2, 3, 4] == sent


def test_IMP_22_a_report_in_time_costs_nothing(city: City) -> None:
    story = ended(city, "2027-08-31")
    city.set_time("2027-11-01T23:59+09:00")
    report = story.is_reported([spending(40_000_000, 10_000_000)]).values()["report"]
    assert (0, 0, 0) == (report["days_late"], report["cut_over"], report["cut_most"])


@pytest.mark.parametrize(
    ("filed", "band"),
    [("2028-01-31", (0, 0)), ("2028-02-01", (0, 10)), ("2028-05-01", (10, 20)), ("2028-11-01", (20, 50))],
)
def test_IMP_22_the_band_for_the_next_grant_grows(city: City, filed: str, band: tuple[int, int]) -> None:
    """Due on 1 November 2027: three, six and twelve months later; a human sets the rate inside the band."""
    story = ended(city, "2027-08-31")
    city.set_time(f"{filed}T10:00+09:00")
    report = story.is_reported([spending(40_000_000, 10_000_000)]).values()["report"]
    assert band == (report["cut_over"], report["cut_most"])


def test_IMP_15_what_was_spent_before_the_notice_is_not_recognised(city: City) -> None:
    story = ended(city, "2027-08-31")
    early = spending(10_000_000, 0, on="2027-01-03")
    story.is_reported([early, spending(30_000_000, 10_000_000)])
    with pytest.raises(AnswerRefused, match="disallowed_subsidy"):
        story.is_conforming()
    story.is_conforming(disallowed_subsidy=10_000_000, disallowed_reason="교부결정 통지 전 집행")
    assert 10_000_000 == story.values()["settlement_result"]["return_amount"]


def test_IMP_15_a_pre_approved_early_expense_counts(city: City) -> None:
    story = ended(city, "2027-08-31")
    early = spending(10_000_000, 0, on="2027-01-03", pre_approval_no="AI정책과-3")
    story.is_reported([early, spending(30_000_000, 10_000_000)]).is_conforming()
    assert 0 == story.values()["settlement_result"]["return_amount"]


@pytest.mark.parametrize(("amount", "needed"), [(299_999_999, False), (300_000_000, True)])
def test_IMP_19_settlement_is_verified_from_three_hundred_million_won(city: City, amount: int, needed: bool) -> None:
    story = ended(city, "2027-08-31", subsidy=amount)
    story.is_reported([spending(amount, 10_000_000)])
    assert (["verification"] if needed else ["examine_settlement"]) == story.open()
    if needed:
        verified = {"verifier_name": "한빛회계법인", "verified_on": "2027-09-30", "verification_opinion": "proper"}
        story.finish("verification", "applicant1", verified)
        assert ["examine_settlement"] == story.open()


@pytest.mark.parametrize(("second", "needed"), [(400_000_000, True), (399_999_999, False)])
def test_IMP_20_an_audit_is_needed_when_a_year_brings_one_billion_won(city: City, second: int, needed: bool) -> None:
    paid_out(city, 600_000_000)
    story = ended(city, "2027-08-31", subsidy=second, reason="local_government", project_title="둘째 사업")
    story.is_reported([spending(second, 10_000_000)])
    assert ({"verification", "audit"} if needed else {"verification"}) == set(story.open())
    if needed:
        audited = {"auditor_name": "한빛회계법인", "audited_on": "2027-10-30", "audit_opinion": "proper"}
        story.finish("audit", "applicant1", audited)
        assert ["verification"] == story.open()


def test_IMP_21_the_amount_is_fixed_and_the_rest_ordered_back(city: City) -> None:
    """Granted 40 million with 10 million own share; 45 million spent; 12,345 won of interest."""
    story = ended(city, "2027-08-31")
    story.is_reported([spending(40_000_000, 5_000_000)], interest=12_345).is_conforming()
    settled = story.values()["settlement_result"]
    assert (36_000_000, 4_000_000, 12_340, 4_012_340) == (
        settled["fixed_amount"], settled["returned_balance"], settled["returned_interest"], settled["return_amount"],
    )  # fmt: skip
    story.finish("opinion", "applicant1", {"opinion_answer": "none"}).is_fixed(return_by="2027-12-15")
    with city.connection() as connection:
        notice = documents.of_case(connection, story.case)[-1]
    assert ("fixing_notice", 4_012_340) == (notice.body["letter"], notice.body["values"]["return_amount"])
    assert ["pay_return"] == story.open()


def test_IMP_21_who_examined_does_not_fix(city: City) -> None:
    story = ended(city, "2027-08-31").is_reported([spending(40_000_000, 10_000_000)]).is_conforming()
    assert not story.may("fix_amount", "officer1")
    assert story.may("fix_amount", "division_head1")


def test_IMP_21_another_amount_than_ordered_is_not_taken(city: City) -> None:
    story = ended(city, "2027-08-31").is_reported([spending(30_000_000, 10_000_000)]).is_conforming()
    story.finish("opinion", "applicant1", {"opinion_answer": "none"}).is_fixed(return_by="2027-12-15")
    with pytest.raises(AnswerRefused, match="returned_amount"):
        story.finish("pay_return", "applicant1", {"returned_amount": 1, "returned_on": "2027-08-31"})
    amount = story.values()["settlement_result"]["return_amount"]
    story.finish("pay_return", "applicant1", {"returned_amount": amount, "returned_on": "2027-08-31"})
    missing = {"return_result": "not_received", "return_note": "입금 내역이 없습니다"}
    story.finish("confirm_return", "accounting1", missing)
    assert ["pay_return"] == story.open()
    story.is_returned(amount, "2027-08-31")
    assert ["botame_sync"] == story.open()


def test_IMP_24_the_grantee_has_at_least_ten_days_before_a_return_order(city: City) -> None:
    story = ended(city, "2027-08-31").is_reported([spending(30_000_000, 10_000_000)]).is_conforming()
    assert date(2027, 9, 10) == story.values()["opinion_due"]
    assert ["opinion"] == story.open()
    city.set_time("2027-09-10T23:59+09:00")
    assert ["opinion"] == story.open()
    city.set_time("2027-09-11T00:01+09:00")
    assert ["fix_amount"] == story.open()


def test_IMP_24_an_opinion_reaches_whoever_fixes_the_amount(city: City) -> None:
    story = ended(city, "2027-08-31").is_reported([spending(30_000_000, 10_000_000)]).is_conforming()
    story.finish("opinion", "applicant1", {"opinion_answer": "opinion", "opinion_text": "증빙을 더 냅니다"})
    story.finish("fix_amount", "division_head1", {"fixing_result": "return", "fixing_note": "증빙 확인"})
    assert ["examine_settlement"] == story.open()
    assert "증빙을 더 냅니다" == story.values()["opinion_text"]


def test_a_report_that_does_not_conform_is_corrected(city: City) -> None:
    story = ended(city, "2027-08-31").is_reported([spending(40_000_000, 10_000_000)])
    wrong = {"review_result": "correct", "correction_note": "영수증 누락"}
    story.finish("examine_settlement", "officer1", wrong)
    corrected = {"performance": "보완", "spending": [spending(39_000_000, 10_000_000)], "actual_interest": 0}
    story.finish("correct_report", "applicant1", corrected)
    assert 39_000_000 == story.values()["spent_subsidy"]
    story.is_conforming()
    assert 1_000_000 == story.values()["settlement_result"]["returned_balance"]


def test_more_than_was_received_cannot_be_reported_as_spent(city: City) -> None:
    with pytest.raises(AnswerRefused, match="spending"):
        ended(city, "2027-08-31").is_reported([spending(40_000_001, 10_000_000)])


def test_what_was_never_paid_out_is_freed_when_the_amount_is_fixed(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted().is_accepted()
    story.is_planned(28_000_000, 12_000_000).is_paid().is_checked("stop", check_note="중단")
    story.is_completed("2027-01-04").is_reported([spending(28_000_000, 10_000_000, on="2027-01-04")]).is_conforming()
    assert 12_000_000 == story.balances()["committed"]
    story.is_fixed()
    assert (0, 28_000_000) == (story.balances()["committed"], story.balances()["spent"])


def test_IMP_23_papers_are_kept_for_five_years(city: City) -> None:
    story = ended(city, "2027-08-31").is_reported([spending(40_000_000, 10_000_000)]).is_conforming()
    story.is_fixed().is_synced()
    values = story.values()
    assert (date(2032, 8, 31), date(2032, 1, 4)) == (values["records_kept_until"], values["purge_on"])

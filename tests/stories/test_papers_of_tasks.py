"""Whoever has a task reads the papers of its case beside it, above all the letter that is to be signed."""

from __future__ import annotations

from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, programme_without_call, spending
from tests.kit.visitor import Visitor
from workflows.site import create_site

ACCEPTED = {
    "acceptance_answer": "accept", "pledge": True, "records_duty": True, "account_bank": "농협은행",
    "account_no": "301-0000-0000-01", "account_holder": "주식회사 안양에이아이", "own_deposited": 8_765_432,
}  # fmt: skip


def test_a_reviewer_opens_the_very_letter_from_the_task(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_ready_to_decide().is_proposed()
    city.run_due()
    visitor = Visitor(create_site(city.services))
    visitor.enter_as("team_lead1")

    page = visitor.open(f"/tasks/{city.task(story.case, 'review').id}")
    (paper,) = [link for link in page.links() if link.startswith("/documents/")]

    assert "1. 목적 외로 쓰지 않는다." in " ".join(visitor.open(paper).texts("article"))


def test_an_applicant_finds_no_unsigned_letter_beside_a_task(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted()
    visitor = Visitor(create_site(city.services))
    visitor.enter_as("applicant1")

    page = visitor.open(f"/tasks/{city.task(story.case, 'accept_grant').id}")

    assert ["AI정책과-1"] == page.texts(".paper-number")


def test_the_officer_sees_the_deposit_and_the_interest_that_are_to_be_examined(city: City) -> None:
    story = SubsidyStory.filed(city, programme_without_call(city)).is_granted()
    story.finish("accept_grant", "applicant1", ACCEPTED)
    assert "8,765,432 원" in read(city, story, "check_account")

    story.finish("check_account", "officer1", {"account_result": "ready"}).is_paid_out(28_000_000, 12_000_000)
    story.is_completed("2027-01-04").is_reported([spending(40_000_000, 10_000_000, on="2027-01-04")], interest=12_345)
    assert "12,345 원" in read(city, story, "examine_settlement")


def read(city: City, story: SubsidyStory, element: str) -> list[str]:
    """Give what the officer reads on the page of a task."""
    visitor = Visitor(create_site(city.services))
    visitor.enter_as("officer1")
    return visitor.open(f"/tasks/{city.task(story.case, element).id}").texts(".reading")

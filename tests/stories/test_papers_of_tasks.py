"""Whoever has a task reads the papers of its case beside it, above all the letter that is to be signed."""

from __future__ import annotations

from tests.kit.city import City
from tests.kit.subsidy import SubsidyStory, programme_without_call
from tests.kit.visitor import Visitor
from workflows.site import create_site


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

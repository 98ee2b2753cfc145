"""An open call: the subsidy committee deliberates before anybody decides."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

import pytest

from tests.kit.city import City
from tests.kit.meeting import MeetingStory
from tests.kit.subsidy import SubsidyStory
from workflows.errors import AnswerRefused

MEMBERS = tuple(f"smember{number}" for number in range(1, 13))


def examined(city: City) -> tuple[SubsidyStory, MeetingStory]:
    """Give an open-call case that waits for its committee, and the meeting inside it."""
    story = SubsidyStory.filed(city, "ai_adoption_2027").is_complete().is_eligible().is_examined()
    return story, MeetingStory(city, story.case, "subsidy_committee")


def deliberated(city: City, *, for_: int, against: int) -> SubsidyStory:
    """Give the case after a full committee voted."""
    story, meeting = examined(city)
    meeting.is_arranged().is_convened().is_announced().opens(MEMBERS).tables(MEMBERS)
    meeting.votes(for_=for_, against=against).is_recorded()
    return story


def test_IMP_04_nobody_decides_before_the_committee_has_deliberated(city: City) -> None:
    story, meeting = examined(city)
    assert ["arrange_meeting"] == story.open()
    meeting.is_arranged().is_convened().is_announced().opens(MEMBERS).tables(MEMBERS).votes(for_=11, against=1)
    assert "propose" not in story.open()
    meeting.is_recorded()
    assert ["propose"] == story.open()
    assert "carried" == story.values()["committee_outcome"]
    story.is_proposed().is_signed()
    assert "granted" == story.outcome()
    assert story.values()["deliberation"]["held_on"] <= story.grant().decided_on


def test_IMP_04_a_selection_that_the_committee_rejects_cannot_be_granted(city: City) -> None:
    story = deliberated(city, for_=6, against=6)
    assert "rejected" == story.values()["committee_outcome"]
    with pytest.raises(AnswerRefused, match="rejected"):
        story.is_proposed("full")
    story.is_proposed("refused", decision_reasons="지방보조금관리위원회 부결").is_signed()
    assert "refused" == story.outcome()


def test_IMP_38_a_member_of_the_applicants_company_gets_no_ballot_on_its_item(city: City) -> None:
    from tasks.registers import parties

    with city.unit_of_work() as uow:
        one = parties.find(uow.connection, "1234567891")
        assert one is not None
        parties.link_person(uow.connection, one.id, city.person("smember2"))
    _, meeting = examined(city)
    meeting.is_arranged().is_convened().is_announced().opens(MEMBERS).tables(MEMBERS)
    assert "smember2" not in meeting.voters()
    assert 11 == len(meeting.voters())


def test_a_deferred_item_comes_before_the_committee_again(city: City) -> None:
    story, meeting = examined(city)
    meeting.is_arranged().is_convened().is_announced().opens(MEMBERS).tables(MEMBERS[:6])
    meeting.finish("too_few", meeting.secretary, {"quorum_step": "defer"}).is_recorded()
    assert ["arrange_meeting"] == story.open()
    meeting.is_arranged(held_on="2027-02-24").is_convened().is_announced().opens(MEMBERS).tables(MEMBERS)
    meeting.votes(for_=12).is_recorded()
    assert ["propose"] == story.open()
    assert "carried" == story.values()["committee_outcome"]


def test_an_application_can_be_withdrawn_while_the_committee_is_convened(city: City) -> None:
    story, meeting = examined(city)
    meeting.is_arranged().is_convened()
    city.send("withdraw", case=story.case)
    assert "completed" == city.state(story.case)
    assert "withdrawn" == story.outcome()

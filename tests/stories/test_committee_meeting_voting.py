"""Quorum, majority, recusal: what counts and what does not (조례 제10조제2항; 안양시 각종 위원회 조례 제6조의2)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tasks.registers import deputies, members, parties, posts
from tasks.registers.parties import party_person
from tasks.registers.recusals import recusal
from tests.kit.city import City
from tests.kit.meeting import AI_MEMBERS, MeetingStory
from workflows.clock import city_date
from workflows.errors import AnswerRefused, MustBeAnotherPerson, NotYours, RegisterRefused
from workflows.queries.task_facts import task_facts
from workflows.rights import Context, Subject, decide
from workflows.use_cases.delegate_user_task import delegate_user_task


def convened(city: City, *titles: str, kind: str = "advice") -> MeetingStory:
    return MeetingStory.requested(city, *titles, kind=kind).is_arranged("2027-01-20").is_convened().is_announced()


@pytest.mark.parametrize(("present", "opened"), [(4, False), (5, True)])
def test_AT_A10P2_1_nine_in_office_need_five_to_open(city: City, present: int, opened: bool) -> None:
    meeting, came = convened(city), AI_MEMBERS[:present]
    _ = meeting.opens(came) if opened else meeting.is_given_up(came)

    assert meeting.open() == (["declare_recusals"] if opened else ["arrange_meeting"])


@pytest.mark.parametrize(("present", "opened"), [(3, False), (4, True)])
def test_AT_A10P2_2_vacant_seats_do_not_count(city: City, present: int, opened: bool) -> None:
    """Nine seats, two of them vacant: seven in office, four open the meeting."""
    with city.unit_of_work() as uow:
        for login in ("member7", "member8"):
            seat = members.memberships(uow.connection, city.person(login), date(2027, 1, 4))[0]
            members.end(uow.connection, seat.id, date(2027, 1, 4), "사임")

    meeting, came = convened(city), AI_MEMBERS[:present]
    _ = meeting.opens(came) if opened else meeting.is_given_up(came)

    assert meeting.open() == (["declare_recusals"] if opened else ["arrange_meeting"])


def test_a_name_that_was_not_ticked_does_not_cost_the_meeting(city: City) -> None:
    meeting = convened(city)
    with pytest.raises(RegisterRefused) as refusal:
        meeting.opens(AI_MEMBERS[:4])

    assert "4명만 표시" in refusal.value.text("ko")
    assert meeting.open() == ["take_attendance"]
    assert meeting.opens(AI_MEMBERS[:5]).open() == ["declare_recusals"]


def test_without_a_quorum_the_meeting_is_convened_anew_and_told_why(city: City) -> None:
    meeting = convened(city).is_given_up(AI_MEMBERS[:4])

    assert "재적위원 9명 가운데 4명이 출석" in city.values(meeting.case)["convening_note"]
    meeting.is_arranged("2027-02-10").is_convened().is_announced().opens().tables().votes(for_=9).is_recorded()
    assert city.state(meeting.case) == "completed"


def test_AT_A10P2_3_when_one_leaves_the_next_vote_waits_until_enough_are_back(city: City) -> None:
    meeting = convened(city, "첫째 안건", "둘째 안건").opens(AI_MEMBERS[:5])
    meeting.tables(AI_MEMBERS[:5]).votes(for_=5)

    meeting.tables(AI_MEMBERS[:4])
    assert meeting.open() == ["too_few"]

    meeting.finish("too_few", "division_head1", {"quorum_step": "again"})
    meeting.tables(AI_MEMBERS[:5]).votes(for_=3, against=2)
    assert [item.outcome for item in meeting.items()] == ["carried", "carried"]


def test_an_item_that_too_few_may_vote_on_can_be_deferred(city: City) -> None:
    meeting = convened(city).opens(AI_MEMBERS[:5]).tables(AI_MEMBERS[:4])

    meeting.finish("too_few", "division_head1", {"quorum_step": "defer"})

    assert (meeting.outcome(), meeting.items()[0].advice) == ("deferred", "deferred")


@pytest.mark.parametrize(
    ("for_", "against", "abstain", "outcome"),
    [
        pytest.param(5, 3, 0, "carried", id="AT-A10P2-4: five of eight"),
        pytest.param(4, 4, 0, "rejected", id="AT-A10P2-4: a tie is not carried"),  # 11-C
        pytest.param(4, 2, 2, "rejected", id="abstentions stay among those present"),  # 11-B
        pytest.param(5, 4, 0, "carried", id="AT-A10P2-5: five of nine"),
        pytest.param(4, 5, 0, "rejected", id="AT-A10P2-5: four of nine"),
    ],
)
def test_a_majority_of_those_present_decides(city: City, for_: int, against: int, abstain: int, outcome: str) -> None:
    present = AI_MEMBERS[: for_ + against + abstain]
    meeting = convened(city, kind="deliberation").opens(present).tables(present)

    meeting.votes(for_=for_, against=against, abstain=abstain)

    assert meeting.outcome() == outcome


def test_AT_A10P2_7_the_chair_has_one_vote_and_no_casting_vote(city: City) -> None:
    meeting = convened(city).opens(AI_MEMBERS[:8]).tables(AI_MEMBERS[:8])
    offered = meeting.voters()

    meeting.votes(for_=4, against=4)

    assert offered.count("vice_mayor") == 1
    assert meeting.outcome() == "rejected"


def test_ballots_not_cast_by_the_end_of_the_day_count_against(city: City) -> None:
    meeting = convened(city).opens().tables().votes(for_=4)

    meeting.is_closed_for_the_day()

    assert meeting.outcome() == "rejected"
    assert meeting.open() == ["write_minutes"]


def test_what_was_remarked_before_the_day_ended_is_kept(city: City) -> None:
    meeting = convened(city).opens().tables().votes(for_=5, comments={"vice_mayor": "신속히 추진"})

    meeting.is_closed_for_the_day()

    assert (meeting.outcome(), meeting.items()[0].comments) == ("carried", "윤서진: 신속히 추진")


def test_each_member_is_offered_exactly_one_ballot(city: City) -> None:
    meeting = convened(city).opens(AI_MEMBERS[:6]).tables(AI_MEMBERS[:6])

    assert meeting.voters() == sorted(AI_MEMBERS[:6])
    meeting.votes(for_=1)
    assert len(meeting.voters()) == 5


def test_nobody_votes_for_somebody_else(city: City) -> None:
    meeting = convened(city).opens().tables()

    with pytest.raises(NotYours):
        city.finish(meeting.case, "cast_ballot", by="division_head1", values={"choice": "for"})


def test_a_ballot_handed_to_another_member_is_refused(city: City) -> None:
    """11-R2: no substitute attendance, so no delegated ballot either."""
    meeting = convened(city).opens().tables()
    task = city.task(meeting.case, "cast_ballot")
    voter = task.local_values["voter"]
    other = next(city.person(login) for login in AI_MEMBERS if city.person(login) != voter)
    with city.unit_of_work() as uow:
        delegate_user_task(uow, task.id, other, actor=voter, now=city.clock.now(), reason="출장")

    with pytest.raises(RegisterRefused, match="Only the member may vote"):
        city.finish(meeting.case, "cast_ballot", by=meeting.login(other), values={"choice": "for"})


def test_a_ballot_is_not_offered_to_be_passed_on(city: City) -> None:
    meeting = convened(city).opens().tables()
    task = city.task(meeting.case, "cast_ballot")
    voter = Subject(task.local_values["voter"], frozenset({"committee_member"}))
    with city.connection() as connection:
        facts = task_facts(connection, task.id, city_date(city.clock.now()))
    assert decide(voter, "task.finish", facts, Context()).allowed
    assert decide(voter, "task.delegate", facts, Context()).rule == "personal_task"


def test_IMP_38_a_member_of_the_applicant_is_out_of_the_item_and_gets_no_ballot(city: City) -> None:
    meeting = about_the_company_of(city, "member2")

    meeting.is_arranged("2027-01-20").is_convened().is_announced().opens().tables()

    assert meeting.voters() == sorted(set(AI_MEMBERS) - {"member2"})
    with city.connection() as connection:
        assert connection.execute(select(recusal.c.kind)).scalars().all() == ["disqualification"]


def test_IMP_38_the_secretary_sees_who_is_out_by_law_before_anything_is_entered(city: City) -> None:
    meeting = about_the_company_of(city, "member2")

    meeting.is_arranged("2027-01-20").is_convened().is_announced().opens()

    rows = meeting.seen_at("declare_recusals")["recusals"]
    assert [(row["member"], row["kind"]) for row in rows] == [(city.person("member2"), "disqualification")]


def test_11_E_recused_members_stay_in_office_but_are_not_present(city: City) -> None:
    """Nine in office, five present, one recused: four may vote, so there is no vote; with six present there is."""
    meeting = convened(city, "첫째 안건", "둘째 안건").opens(AI_MEMBERS[:6])

    meeting.tables(AI_MEMBERS[:5], {"member1": "self_recusal"})
    assert meeting.open() == ["too_few"]
    meeting.finish("too_few", "division_head1", {"quorum_step": "defer"})

    meeting.tables(AI_MEMBERS[:6], {"member1": "self_recusal"}).votes(for_=3, against=2)
    assert [item.outcome for item in meeting.items()] == ["deferred", "carried"]


def test_AT_A9P2_1_a_new_vice_mayor_takes_the_chair_and_the_old_one_is_no_member(city: City) -> None:
    with city.unit_of_work() as uow:
        posts.hand_over(uow.connection, "vice_mayor", city.person("bureau_chief1"), date(2027, 1, 15))
    meeting = MeetingStory.requested(city).is_arranged("2027-01-27")
    before, after = meeting.in_office(date(2027, 1, 14)), meeting.in_office(date(2027, 1, 15))

    assert ("vice_mayor" in before, "vice_mayor" in after) == (True, False)
    assert "bureau_chief1" in after
    assert len(before) == len(after) == 9

    meeting.is_convened().is_announced()
    meeting.opens(("bureau_chief1", *AI_MEMBERS[1:6])).tables(("bureau_chief1", *AI_MEMBERS[1:6])).votes(for_=6)
    assert meeting.outcome() == "carried"


def test_while_the_chair_is_away_the_acting_vice_mayor_or_the_vice_chair_presides(city: City) -> None:
    """11-T: whoever acts in the post steps into the seat, and the vice chair may preside."""
    with city.unit_of_work() as uow:
        away = city.person("vice_mayor")
        deputies.record_absence(uow.connection, away, date(2027, 1, 4), date(2027, 1, 31), "국외 출장")
    meeting = MeetingStory.requested(city).is_arranged("2027-01-20")

    meeting.finish("approve_convening", "member1", {"convening": "convene"})

    assert meeting.open() == ["send_notice"]


def test_the_secretary_does_not_sign_the_minutes(city: City) -> None:
    meeting = convened(city).opens().tables().votes(for_=9)
    meeting.finish("write_minutes", "division_head1", {"discussion": "논의함", "decisions": "의결함"})

    with pytest.raises((NotYours, MustBeAnotherPerson)):
        meeting.finish("sign_minutes", "division_head1", {"minutes_confirmed": True})


def test_somebody_who_is_no_member_cannot_be_marked_present(city: City) -> None:
    meeting = convened(city)

    with pytest.raises(AnswerRefused):
        meeting.opens((*AI_MEMBERS[:5], "officer1"))


def about_the_company_of(city: City, login: str) -> MeetingStory:
    """Call a meeting about the company that a member belongs to, as the subsidy case does."""
    with city.unit_of_work() as uow:
        company = parties.parties_of(uow.connection, city.person("applicant1"))[0].id
        uow.connection.execute(party_person.insert().values(party_id=company, person_id=city.person(login)))
    items = [{"title": "지원 대상 심의", "kind": "deliberation", "subject": "x", "subject_party_id": company}]
    values = {"committee": "ai_committee", "items": items, "requested_by": "subsidy_case"}
    return MeetingStory(city, city.start("committee_meeting", values=values))

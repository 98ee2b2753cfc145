"""A committee meets: called, announced, opened, voted, recorded (조례 제10조; 각종 위원회 조례 제9조, 제10조)."""

# ruff: noqa: N802  # tests carry the ids of the acceptance examples

from __future__ import annotations

from datetime import date

from tests.kit.city import City
from tests.kit.meeting import AI_MEMBERS, MeetingStory


def test_a_meeting_from_the_request_to_published_minutes(city: City) -> None:
    meeting = MeetingStory.requested(city, "인공지능 윤리 지침 자문", "AI 교육 확대 자문")

    meeting.is_arranged("2027-01-20").is_convened().is_announced().opens()
    meeting.tables().votes(for_=7, against=2, comments={"member3": "이용 단계를 더 살필 것"})
    meeting.tables().votes(for_=4, against=3, abstain=2)
    meeting.is_recorded()

    first, second = meeting.items()
    assert (first.outcome, first.advice, first.comments) == (
        "carried",
        "agree_with_comments",
        "민소율: 이용 단계를 더 살필 것",
    )
    assert (second.outcome, second.advice) == ("rejected", "disagree")
    assert city.state(meeting.case) == "completed"
    result = city.values(meeting.case)["meeting"]
    assert (result["held_on"], result["outcome"], result["advice"]) == (
        date(2027, 1, 20),
        "carried",
        "agree_with_comments",
    )
    assert [(each["for"], each["against"], each["abstain"]) for each in result["results"]] == [(7, 2, 0), (4, 3, 2)]


def test_the_minutes_name_who_was_there_and_how_it_was_decided(city: City) -> None:
    meeting = MeetingStory.requested(city).is_arranged("2027-01-20").is_convened().is_announced()
    meeting.opens(AI_MEMBERS[:6]).tables(AI_MEMBERS[:6]).votes(for_=6).is_recorded()

    body = meeting.minutes().body
    assert (body["held_on"], body["held_at"], body["place"]) == ("2027-01-20", "14:00", "시청 본관 4층")
    assert (len(body["in_office"]), len(body["present"])) == (9, 6)
    assert [(each["outcome"], each["for"]) for each in body["items"]] == [("carried", 6)]
    assert (body["discussion"], body["decisions"]) == ("논의함", "의결함")


def test_ballots_and_attendance_stay_out_of_the_process_data(city: City) -> None:
    meeting = MeetingStory.requested(city).is_arranged("2027-01-20").is_convened().is_announced().opens()
    meeting.tables().votes(for_=5, against=4)

    known = city.values(meeting.case)
    assert {"choice", "present_members", "recused", "ballots"} & set(known) == set()


def test_the_chair_may_ask_to_prepare_the_meeting_again(city: City) -> None:
    meeting = MeetingStory.requested(city).is_arranged("2027-01-20")

    meeting.finish("approve_convening", "vice_mayor", {"convening": "again", "convening_note": "시의회 일정과 겹침"})

    assert meeting.open() == ["arrange_meeting"]
    assert city.values(meeting.case)["convening_note"] == "시의회 일정과 겹침"


def test_minutes_the_chair_does_not_confirm_are_written_again(city: City) -> None:
    meeting = MeetingStory.requested(city).is_arranged("2027-01-20").is_convened().is_announced().opens()
    meeting.tables().votes(for_=9)
    meeting.finish("write_minutes", "division_head1", {"discussion": "논의함", "decisions": "의결함"})

    meeting.finish("sign_minutes", "vice_mayor", {"minutes_confirmed": False, "minutes_note": "결정 사항을 자세히"})
    meeting.is_recorded()

    assert meeting.minutes().signed_by == city.person("vice_mayor")
    assert city.state(meeting.case) == "completed"


def test_a_meeting_result_may_be_kept_back_with_its_ground(city: City) -> None:
    meeting = MeetingStory.requested(city).is_arranged("2027-01-20").is_convened().is_announced().opens()
    meeting.tables().votes(for_=9)
    meeting.finish("write_minutes", "division_head1", {"discussion": "논의함", "decisions": "의결함"})
    meeting.finish("sign_minutes", "vice_mayor", {"minutes_confirmed": True})

    ground = "정보공개법 제9조제1항제7호"
    meeting.finish("publish_minutes", "division_head1", {"disclosure": "closed", "closed_ground": ground})

    assert (meeting.minutes().published_on, meeting.minutes().non_disclosure_ground) == (None, ground)


def test_IMP_35_the_result_is_due_within_fourteen_days(city: City) -> None:
    meeting = MeetingStory.requested(city).is_arranged("2027-11-30").is_convened().is_announced().opens()
    meeting.tables().votes(for_=9)
    meeting.finish("write_minutes", "division_head1", {"discussion": "논의함", "decisions": "의결함"})
    meeting.finish("sign_minutes", "vice_mayor", {"minutes_confirmed": True})

    task = city.task(meeting.case, "publish_minutes")
    assert (task.due_on, task.due_clause) == (date(2027, 12, 14), "T20")

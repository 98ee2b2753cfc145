"""A story happens in a throw-away city: real engine, real use cases, nobody outside notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bpmn.bundle import Bundle
from bpmn.examples import Example, Finish, Given, Send, Start, Story, Wait, deviations
from tasks.registers.committees import is_established
from tests.kit.subsidy import application
from workflows.queries.history import history
from workflows.rehearsal.city import rehearsal
from workflows.rehearsal.replay import outcome, replay, replay_example
from workflows.use_cases.load_demo import CATALOGUE

OPENING = datetime.fromisoformat("2027-01-04T09:00+09:00")
BEGINS = Start("applicant1", {"programme": "ai_adoption_2027", "guide_read": True})
FILED = Story(OPENING, BEGINS, (Finish("application", "applicant1", application()),))
COMMITTEES = ("ai_committee", "subsidy_committee")

LOOP = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
<process id="p" isExecutable="true"><startEvent id="s"/><exclusiveGateway id="again"/>
<intermediateCatchEvent id="w" name="w"><timerEventDefinition><timeDuration>{timer}</timeDuration>
</timerEventDefinition></intermediateCatchEvent><exclusiveGateway id="x" name="?" default="fe"/><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="again"/><sequenceFlow id="f2" sourceRef="again" targetRef="w"/>
<sequenceFlow id="f3" sourceRef="w" targetRef="x"/><sequenceFlow id="fe" sourceRef="x" targetRef="e"/>
<sequenceFlow id="f4" sourceRef="x" targetRef="again"><conditionExpression>1 == 1</conditionExpression></sequenceFlow>
</process></definitions>"""


@pytest.fixture(scope="module")
def subsidy() -> Bundle:
    return Bundle.read(CATALOGUE / "subsidy_case")


def test_an_application_that_is_filed_waits_for_the_officer(subsidy: Bundle) -> None:
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, FILED))
    assert (came.state, came.open) == ("running", ("completeness",))
    assert "application" in came.path


def test_whoever_may_not_do_a_task_is_refused_and_the_story_stops_there(subsidy: Bundle) -> None:
    story = FILED.then(Finish("completeness", "applicant2", {"completeness_result": "complete"}))
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, story))
    assert (came.state, came.stopped_at) == ("stopped", 2)
    assert "맡은 할 일이 아닙니다" in came.reason


def test_a_supplement_that_never_comes_runs_into_its_deadline(subsidy: Bundle) -> None:
    asked = {"completeness_result": "supplement", "supplement_items": "사업 기간", "supplement_days": 10}
    story = FILED.then(Finish("completeness", "officer1", asked)).then(Wait(OPENING + timedelta(days=30)))
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, story))
    assert "supplement_overdue" in came.path


def test_an_applicant_withdraws(subsidy: Bundle) -> None:
    story = FILED.then(Send("withdraw"))
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, story))
    assert "record_withdrawal" in came.path, came


def test_an_applicant_who_withdraws_answers_the_form_of_the_event(subsidy: Bundle) -> None:
    sure = {"withdraw_reason": "사업 포기", "withdraw_sure": True}
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, FILED.then(Send("withdraw", "", sure, "applicant1"))))
    assert (came.state, came.values["outcome"]) == ("completed", "withdrawn")
    with rehearsal(subsidy, OPENING) as city:
        unsure = outcome(replay(city, subsidy, FILED.then(Send("withdraw", "", {}, "applicant1"))))
    assert (unsure.state, unsure.stopped_at) == ("stopped", 2)


def test_a_process_that_never_comes_to_rest_stops_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.rehearsal.city.MOMENTS", 20)
    loop = LOOP.format(timer="PT1M").encode()
    bundle = Bundle.from_files({"process.bpmn": loop})
    with rehearsal(bundle, OPENING) as city:
        came = outcome(replay(city, bundle, Story(OPENING, Start(), (Wait(OPENING + timedelta(days=400)),))))
    assert (came.state, came.stopped_at) == ("stopped", 1)
    assert "멈추지 않습니다" in came.reason


def test_no_two_deeds_happen_at_the_same_moment(subsidy: Bundle) -> None:
    with rehearsal(subsidy, OPENING) as city:
        replayed = replay(city, subsidy, FILED)
        with city.looking() as connection:
            moments = [event.at for event in history(connection, replayed.instance_id, "subsidy_case") if event.actor]
    assert len(moments) == len(set(moments)) == 2


def test_while_the_mayor_is_away_the_vice_mayor_signs() -> None:
    bundle = Bundle.read(CATALOGUE / "document_approval")
    letter = {"title": "알림", "body": "본문", "recipient": "내부결재", "approver": "mayor"}
    story = Story(OPENING, Start("officer1", letter), (Finish("approve", "vice_mayor", {"decision": "agree"}),))
    with rehearsal(bundle, OPENING) as city:
        refused = outcome(replay(city, bundle, story))
    with rehearsal(bundle, OPENING) as city:
        signed = outcome(replay(city, bundle, replace(story, given=Given(absent=("mayor",)))))
    assert (refused.state, signed.state) == ("stopped", "completed")
    assert signed.values["approval"]["capacity"] == "proxy"


def test_a_committee_that_is_not_set_up_is_found_missing() -> None:
    bundle = Bundle.read(CATALOGUE / "basic_plan")
    with rehearsal(bundle, OPENING) as city:
        arranged = Story(OPENING, Start("nobody"), given=Given(without=("ai_committee",)))
        replay(city, bundle, arranged)
        with city.looking() as connection:
            found = [
                is_established(connection, code, date(2027, 1, 4)) for code in ("ai_committee", "subsidy_committee")
            ]
    assert found == [False, True]


@pytest.mark.parametrize("given", [Given(absent=("nobody",)), Given(without=("no_committee",))])
def test_who_or_what_the_city_does_not_know_stops_the_story_at_its_start(subsidy: Bundle, given: Given) -> None:
    with rehearsal(subsidy, OPENING) as city:
        came = outcome(replay(city, subsidy, replace(FILED, given=given)))
    assert (came.state, came.stopped_at, bool(came.reason)) == ("stopped", 0, True)


def test_the_same_example_comes_out_the_same_every_time(subsidy: Bundle) -> None:
    with rehearsal(subsidy, OPENING) as city:
        example = Example("신청", "Application", FILED, outcome(replay(city, subsidy, FILED)))
    assert deviations(example.expected, replay_example(subsidy, example)) == ()


def test_an_example_that_comes_out_otherwise_says_how(subsidy: Bundle) -> None:
    with rehearsal(subsidy, OPENING) as city:
        expected = outcome(replay(city, subsidy, FILED))
    example = Example("신청", "", FILED, replace(expected, open=("examination",)))
    (deviation,) = deviations(example.expected, replay_example(subsidy, example))
    assert deviation.text("ko") == "열린 할 일: examination → completeness"
